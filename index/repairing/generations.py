"""Which generation of a damaged archive was in force, and which others there are."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from index.archive.clearing import UNFINISHED, VERSION
from index.archive.directory import CURRENT, GENERATIONS, LARGEST_CURRENT, NAMED
from index.archive.manifest import FORMAT, GENERATION, LARGEST_MANIFEST, MANIFEST, SEGMENTS
from index.arrays.files import with_one_bit_changed
from index.errors import REBUILD, FormatError, NoArchive
from index.repairing.remains import Remains, compared
from index.small_files import read_regular, refuse_links

LARGEST_MANIFEST_TRIED = 1 << 16  # by its SHA-256, which takes ten times as long: half a minute
PROOF = re.compile(rb"[0-9a-f]{16,}")  # of a checksum: that another has it somewhere too does not happen by chance


class Found(NamedTuple):
    """The generation that was in force, which says what an archive has; and the folders of the ``others``, in order,
    which may hold texts that cannot be read there."""

    chosen: Remains
    others: tuple[Path, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Those of all generations, of the chosen one first."""
        return self.chosen.folder.name, *(folder.name for folder in self.others)


def generations_in(archive: Path) -> Found:
    """What is left of the generation in force, or of the one taken for it. Raises ``NoArchive`` or ``FormatError``."""
    refuse_links(archive / GENERATIONS)
    try:
        named = read_regular(archive / CURRENT, LARGEST_CURRENT)
    except OSError:
        named = b""
    folders = sorted(filter(is_finished, (archive / GENERATIONS).glob("*")), key=lambda path: int(path.name))
    if not folders:
        raise NoArchive(f"nothing at {archive} can be repaired; {REBUILD}")
    manifests = {folder: manifest_of(folder) for folder in folders}
    chosen = _in_force(manifests, named) or _taken_for_it(manifests, named)
    version = _format_of(chosen.manifest)
    if chosen.proven and version != FORMAT:
        raise FormatError(f"{chosen.folder} has format {version}, this Morgue reads format {FORMAT}; {REBUILD}")
    readable = [folder for folder, manifest in manifests.items() if _format_of(manifest) == FORMAT]
    others = tuple(folder for folder in readable if folder != chosen.folder)
    return Found(compared(chosen, others), others)


def is_finished(folder: Path) -> bool:
    """Whether this is the folder of a generation that a writer finished."""
    return (
        bool(GENERATION.fullmatch(folder.name))
        and ((folder / SEGMENTS).is_dir() or (folder / MANIFEST).is_file())
        and not folder.is_symlink()
        and not (folder / SEGMENTS).is_symlink()
        and not (folder / UNFINISHED).exists()
    )


def manifest_of(folder: Path) -> bytes:
    """The manifest of a generation as it stands there; nothing where it cannot be read."""
    try:
        return read_regular(folder / MANIFEST, LARGEST_MANIFEST)
    except OSError:
        return b""


def _format_of(manifest: bytes) -> int:
    """The format of a generation; this Morgue's, where its manifest does not say any more."""
    version = VERSION.search(manifest)
    return int(version[1]) if version else FORMAT


def _in_force(manifests: dict[Path, bytes], named: bytes) -> Remains | None:
    """The generation whose manifest has the SHA-256 that ``CURRENT`` names, or had it but for a bit."""
    runs = PROOF.findall(named)
    for folder, manifest in manifests.items():
        digest = hashlib.sha256(manifest).hexdigest().encode()
        if any(run in digest for run in runs):
            return Remains(folder, manifest, proven=True)
        if mended := _mended_manifest(folder, manifest, named):
            return Remains(folder, mended, proven=True, damaged=(MANIFEST,))
    return None


def _mended_manifest(folder: Path, manifest: bytes, named: bytes) -> bytes | None:
    """What stood in a manifest of which a single bit was changed, and ``CURRENT`` has the SHA-256."""
    current = NAMED.fullmatch(named.decode("ascii", "replace"))
    whole_but_for_a_bit = manifest.endswith((b"}", b"}\n")) and len(manifest) <= LARGEST_MANIFEST_TRIED
    if current is None or current["generation"] != folder.name or not whole_but_for_a_bit:
        return None
    wanted = bytes.fromhex(current["digest"])
    return with_one_bit_changed(manifest, lambda some: hashlib.sha256(some).digest() == wanted)


def _taken_for_it(manifests: dict[Path, bytes], named: bytes) -> Remains:
    """The generation that ``CURRENT`` names without proof, or else the newest."""
    name = re.match(rb"\d{1,12}(?= )", named)
    folders = {folder.name: folder for folder in manifests}
    folder = folders.get(name.group().decode() if name else "", [*manifests][-1])
    taken = f"generation {folder.name} was taken for the one in force"
    whole = NAMED.fullmatch(named.decode("ascii", "replace"))
    if whole and whole["generation"] not in folders:
        gone = whole["generation"]
        note = f"generation {gone}, which {CURRENT} names, is not there: all that it changed is lost, and {taken}"
    else:
        note = f"{CURRENT} and {MANIFEST} do not fit each other: {taken}"
    return replace(Remains(folder, manifests[folder], damaged=(f"{CURRENT} or {MANIFEST}",)), notes=[note])
