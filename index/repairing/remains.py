"""What is left of a generation: which of its files are whole, or can be put right."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import xxhash

from corpus.article import Article
from index.archive.clearing import ENTRY
from index.archive.generation import DELETED
from index.archive.manifest import EARLIER, GENERATION, MANIFEST, REPORT, SEGMENTS, entry_of, in_threads, is_inside
from index.arrays.files import READ_IN_PARTS, SOURCES, Contents, OpenFile, with_one_bit_changed
from index.arrays.types import UInt8s
from index.errors import DamagedArchive
from index.small_files import read_regular, refuse_links
from index.store.salvage import salvaged

# Files that do not follow from others: where one has a single bit changed, that is found by trying all.
IRREPLACEABLE = ("articles.dict", DELETED, REPORT, SOURCES)
IN_PARTS = (f"{SEGMENTS}/", f"{EARLIER}/")
LARGEST_TRIED = 1 << 18  # bytes
Sum = tuple[int, str, str]  # of a file: its size, SHA-256 and xxh3


@dataclass(frozen=True, eq=False)
class Remains:
    """What is left of a generation, whose ``manifest`` is ``proven`` where its SHA-256 is the one in ``CURRENT``, or,
    of one that ``CURRENT`` does not name, where it is sound: then only what it lists is the generation's, whatever else
    lies there. ``sums`` of its files, as far as the manifest can be read; the names of those that are ``whole``; those
    that are ``damaged``; of these the content of such as could be ``mended``, and the places of such as another
    generation has ``elsewhere``, the very same; ``notes`` on what cannot be told any more."""

    folder: Path
    manifest: bytes
    proven: bool = False
    sums: dict[str, Sum] = field(default_factory=dict)
    whole: frozenset[str] = frozenset()
    damaged: tuple[str, ...] = ()
    mended: dict[str, UInt8s] = field(default_factory=dict)
    elsewhere: dict[str, Path] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """That of the generation."""
        return self.folder.name


def compared(it: Remains, others: Collection[Path] = ()) -> Remains:
    """The same with what is found of its files; those that are damaged are looked for in the folders of ``others``."""
    entries = [entry for entry in ENTRY.findall(it.manifest) if is_inside(entry[0].decode("utf-8", "replace"))]
    sums = {name.decode(): (int(size), sha.decode(), xxh3.decode()) for name, size, sha, xxh3 in entries}
    found = dict(zip(sums, in_threads(lambda name: _is_whole(it.folder, name, sums[name]), sums), strict=True))
    files = [path for path in it.folder.rglob("*") if path.is_file() and not path.is_symlink()]
    there = {path.relative_to(it.folder).as_posix() for path in files}
    unlisted = there - sums.keys() - {MANIFEST}
    unknown = frozenset() if it.proven else frozenset(unlisted)
    damaged = sorted(name for name, whole in found.items() if not whole)
    places = {name: [other / name for other in others if _is_whole(other, name, sums[name])] for name in damaged}
    elsewhere = {name: paths[-1] for name, paths in places.items() if paths}
    rest = [name for name in damaged if name not in elsewhere]
    mended = {name: content for name in rest if (content := _mended(it.folder, name, sums[name])) is not None}
    return replace(
        it,
        sums=sums,
        whole=frozenset(name for name, whole in found.items() if whole) | unknown | mended.keys() | elsewhere.keys(),
        damaged=(*damaged, *it.damaged),
        mended=mended,
        elsewhere=elsewhere,
        notes=[*it.notes, *_notes_on(it, unlisted)],
    )


def _places(names: Iterable[str]) -> list[str]:
    """The segments, stores and folders in which files of these names lie."""
    return sorted({"/".join(name.split("/")[: 2 if name.startswith(IN_PARTS) else 1]) for name in names})


def _notes_on(it: Remains, unlisted: Collection[str]) -> Iterator[str]:
    if unlisted and it.proven:
        yield f"what {MANIFEST} of generation {it.name} does not list was left out: {', '.join(_places(unlisted))}"
    elif unlisted:
        yield f"{len(unlisted)} files of generation {it.name} could not be compared with anything, and were believed"


def _is_whole(folder: Path, name: str, expected: Sum) -> bool:
    try:
        refuse_links(folder, [name])
        if (folder / name).stat().st_size != expected[0]:
            return False
        entry = entry_of(folder / name)
    except (OSError, DamagedArchive):
        return False
    return expected == (entry["size"], entry["sha256"], entry["xxh3"])


def _mended(folder: Path, name: str, expected: Sum) -> UInt8s | None:
    """What stood in a file of which a single bit was changed."""
    path, (size, sha256, xxh3) = folder / name, expected
    try:
        refuse_links(folder, [name])
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
    return it.mended[name] if name in it.mended else OpenFile(it.elsewhere.get(name, it.folder / name)).whole()


def contents(it: Remains, folder: Path) -> Contents:
    """What stands in the whole files of a folder of a generation, those that are read in parts left out."""
    place = folder.relative_to(it.folder).as_posix()
    names = [name for name in it.whole if name.rpartition("/")[0] == place]
    whole = [name for name in names if name.rpartition("/")[2] not in READ_IN_PARTS]
    put_right = it.mended.keys() | it.elsewhere.keys()
    files = Contents((OpenFile(it.folder / name), content(it, name)) for name in whole if name not in put_right)
    files.update({it.folder / name: content(it, name) for name in whole if name in put_right})
    return files


def folders_in(it: Remains, place: str) -> list[str]:
    """The names of segments, or of stores of earlier versions, in order: those that the manifest lists, and, where it
    is not proven, those that are there."""
    listed = {name.split("/")[1] for name in it.sums if name.startswith(f"{place}/")}
    there = set() if it.proven else {path.name for path in (it.folder / place).glob("*")}
    return sorted(filter(GENERATION.fullmatch, listed | there), key=int)


def stored_in(it: Remains, place: str) -> Iterator[Article]:
    """The articles of a segment, or of a store of earlier versions, that can be read, in order. A dictionary is
    believed that is not as the manifest lists it, where that is not proven: it has a checksum of its own."""
    folder = it.folder / place
    files, dictionary = contents(it, folder), folder / "articles.dict"
    if dictionary not in files and not it.proven:
        with suppress(OSError, DamagedArchive):
            refuse_links(folder)
            files[dictionary] = OpenFile(dictionary).whole()
    texts = f"{place}/articles.zst"
    return salvaged(folder, files, it.elsewhere.get(texts), changed=it.proven and texts not in it.whole)
