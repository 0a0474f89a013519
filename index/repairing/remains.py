"""What is left of a generation: which of its files are whole, or can be put right."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import xxhash

from corpus.article import Article
from index.archive.clearing import ENTRY, UNFINISHED, VERSION
from index.archive.directory import CURRENT, GENERATIONS, LARGEST_CURRENT, NAMED
from index.archive.generation import DELETED
from index.archive.manifest import (
    FORMAT,
    GENERATION,
    LARGEST_MANIFEST,
    MANIFEST,
    REPORT,
    SEGMENTS,
    entry_of,
    in_threads,
    is_inside,
)
from index.arrays.files import READ_IN_PARTS, Contents, OpenFile, with_one_bit_changed
from index.arrays.types import UInt8s
from index.errors import REBUILD, DamagedArchive, FormatError, NoArchive
from index.small_files import read_regular, refuse_links
from index.store.salvage import salvaged

# Files that do not follow from others: where one has a single bit changed, that is found by trying all.
IRREPLACEABLE = ("articles.dict", DELETED, REPORT)
LARGEST_TRIED = 1 << 18  # bytes
LARGEST_MANIFEST_TRIED = 1 << 16  # by its SHA-256, which takes ten times as long: half a minute
PROOF = re.compile(rb"[0-9a-f]{16,}")  # of a checksum: that another has it somewhere too does not happen by chance


@dataclass
class Remains:
    """What is left of a generation: ``sums`` of its files in the manifest, as far as that can be read; the names of
    those that are ``whole``; those that are ``damaged``, and the content of such as could be ``mended``; ``notes`` on
    what cannot be told any more. ``stand_ins`` are earlier versions of articles whose texts cannot be read, by id."""

    folder: Path
    manifest: bytes
    proven: bool
    mended_manifest: bool = False
    sums: dict[str, tuple[int, str, str]] = field(default_factory=dict)
    whole: frozenset[str] = frozenset()
    damaged: tuple[str, ...] = ()
    mended: dict[str, UInt8s] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    stand_ins: dict[str, Article] = field(default_factory=dict)


def left_of(archive: Path) -> Remains:
    """What is left of the generation in force, or else of the newest. Raises ``NoArchive`` or ``FormatError``."""
    refuse_links(archive / GENERATIONS)
    try:
        named = read_regular(archive / CURRENT, LARGEST_CURRENT)
    except OSError:
        named = b""
    folders = [path for path in (archive / GENERATIONS).glob("*") if is_finished(path)]
    found = [Remains(folder, manifest_of(folder), False) for folder in sorted(folders, key=lambda path: int(path.name))]
    if not found:
        raise NoArchive(f"nothing at {archive} can be repaired; {REBUILD}")
    runs = PROOF.findall(named)
    chosen = next((each for each in found if _has_digest(each, runs) or _mend_manifest(each, named)), None)
    if chosen:
        chosen.proven = True
    else:
        name = re.match(rb"\d{1,12}(?= )", named)
        chosen = next((each for each in found if name and each.folder.name.encode() == name.group()), found[-1])
        chosen.notes.append(
            f"{CURRENT} and {MANIFEST} do not fit each other: generation {chosen.folder.name} was taken for the one in "
            "force"
        )
    version = VERSION.search(chosen.manifest)
    if version and chosen.proven and int(version[1]) != FORMAT:
        raise FormatError(f"{chosen.folder} has format {int(version[1])}, this Morgue reads format {FORMAT}; {REBUILD}")
    _compare(chosen)
    if not _is_readable(chosen) and (older := next(filter(_is_readable, reversed(found)), None)):
        older.notes = [f"no text of generation {chosen.folder.name} can be read: articles are those of another one"]
        _compare(older)
        return older
    return chosen


def is_finished(folder: Path) -> bool:
    """Whether this is the folder of a generation that a writer finished."""
    return (
        bool(GENERATION.fullmatch(folder.name))
        and (folder / SEGMENTS).is_dir()
        and not folder.is_symlink()
        and not (folder / SEGMENTS).is_symlink()
        and not (folder / UNFINISHED).exists()
    )


def _is_readable(it: Remains) -> bool:
    return any(next(salvaged(segment, contents(it, segment)), None) for segment in (it.folder / SEGMENTS).iterdir())


def manifest_of(folder: Path) -> bytes:
    """The manifest of a generation as it stands there; nothing where it cannot be read."""
    try:
        return read_regular(folder / MANIFEST, LARGEST_MANIFEST)
    except OSError:
        return b""


def _has_digest(it: Remains, runs: list[bytes]) -> bool:
    digest = hashlib.sha256(it.manifest).hexdigest().encode()
    return any(run in digest for run in runs)


def _mend_manifest(it: Remains, named: bytes) -> bool:
    """Undo the change of a single bit in the manifest of which ``CURRENT`` has the SHA-256; whether it was that."""
    current = NAMED.fullmatch(named.decode("ascii", "replace"))
    whole_but_for_a_bit = it.manifest.endswith((b"}", b"}\n")) and len(it.manifest) <= LARGEST_MANIFEST_TRIED
    if current is None or current["generation"] != it.folder.name or not whole_but_for_a_bit:
        return False
    wanted = bytes.fromhex(current["digest"])
    found = with_one_bit_changed(it.manifest, lambda some: hashlib.sha256(some).digest() == wanted)
    it.mended_manifest = found is not None
    it.manifest = found or it.manifest
    return it.mended_manifest


def _compare(it: Remains) -> None:
    """Find out which of the files of a generation are whole."""
    entries = [entry for entry in ENTRY.findall(it.manifest) if is_inside(entry[0].decode("utf-8", "replace"))]
    it.sums = {name.decode(): (int(size), sha.decode(), xxh3.decode()) for name, size, sha, xxh3 in entries}

    def is_whole(name: str) -> bool:
        try:
            refuse_links(it.folder, [name])
            entry = entry_of(it.folder / name)
            return it.sums[name] == (entry["size"], entry["sha256"], entry["xxh3"])
        except (OSError, DamagedArchive):
            return False

    found = dict(zip(it.sums, in_threads(is_whole, list(it.sums)), strict=True))
    files = [path for path in it.folder.rglob("*") if path.is_file() and not path.is_symlink()]
    there = {path.relative_to(it.folder).as_posix() for path in files}
    unknown = frozenset() if it.proven else frozenset(there - it.sums.keys() - {MANIFEST})
    if unknown:
        it.notes.append(f"{len(unknown)} files could not be compared with anything, and were believed")
    damaged = sorted(name for name, whole in found.items() if not whole)
    it.mended = {name: content for name in damaged if (content := _mended(it, name)) is not None}
    it.whole = frozenset(name for name, whole in found.items() if whole) | unknown | it.mended.keys()
    it.damaged = (*damaged, *[f"{CURRENT} or {MANIFEST}"] * (not it.proven), *[MANIFEST] * it.mended_manifest)


def _mended(it: Remains, name: str) -> UInt8s | None:
    """What stood in a file of which a single bit was changed."""
    path, (size, sha256, xxh3) = it.folder / name, it.sums[name]
    try:
        refuse_links(it.folder, [name])
        content = read_regular(path, LARGEST_TRIED) if path.name in IRREPLACEABLE else b""
    except (OSError, DamagedArchive):
        return None
    if len(content) != size:
        return None
    wanted = int(xxh3, 16)
    found = with_one_bit_changed(content, lambda some: xxhash.xxh3_64_intdigest(some) == wanted)
    return np.frombuffer(found, np.uint8) if found and hashlib.sha256(found).hexdigest() == sha256 else None


def content(it: Remains, name: str) -> UInt8s:
    """What stands, or stood, in a file that is whole."""
    return it.mended[name] if name in it.mended else OpenFile(it.folder / name).whole()


def contents(it: Remains, folder: Path) -> Contents:
    """What stands in the whole files of a folder of a generation, those that are read in parts left out."""
    place = folder.relative_to(it.folder).as_posix()
    names = [name for name in it.whole if name.rpartition("/")[0] == place]
    whole = [name for name in names if name.rpartition("/")[2] not in READ_IN_PARTS]
    return Contents((OpenFile(it.folder / name), content(it, name)) for name in whole)
