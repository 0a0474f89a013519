"""Repairing a damaged archive: a new generation of the articles whose stored texts are whole.

Everything but the texts follows from them, so it is written anew and nothing is taken over: a repaired archive is one
that was built of its articles. Which of them were removed follows from two files, each of which tells it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import xxhash

from corpus.article import Article, Source, Unreadable
from index.archive.build import disk_errors, tuned_python, written_anew
from index.archive.clearing import ENTRY, UNFINISHED, VERSION
from index.archive.directory import CURRENT, GENERATIONS, LARGEST_CURRENT, NAMED, Location, put_in_force, writing
from index.archive.generation import DELETED, check, live_file
from index.archive.indexing import Progress
from index.archive.manifest import (
    FORMAT,
    GENERATION,
    LARGEST_MANIFEST,
    MANIFEST,
    REPORT,
    SEGMENTS,
    boosts_in,
    entry_of,
    in_threads,
    is_inside,
    number_of_articles,
)
from index.archive.report import BuildReport, read_report
from index.arrays.files import READ_IN_PARTS, Contents, OpenFile, with_one_bit_changed
from index.arrays.npy import array_of
from index.arrays.types import Mask, UInt8s
from index.errors import REBUILD, DamagedArchive, FormatError, NoArchive
from index.postings.dictionary import open_dictionary
from index.postings.live_counts import deleted_by
from index.postings.segment import open_segment
from index.settings import Settings
from index.small_files import read_regular, refuse_links
from index.store.salvage import salvaged

# Files that do not follow from others: where one has a single bit changed, that is found by trying all.
IRREPLACEABLE = ("articles.dict", DELETED, REPORT)
LARGEST_TRIED = 1 << 18  # bytes
LARGEST_MANIFEST_TRIED = 1 << 16  # by its SHA-256, which takes ten times as long: half a minute
PROOF = re.compile(rb"[0-9a-f]{16,}")  # of a checksum: that another has it somewhere too does not happen by chance


@dataclass(frozen=True)
class Repair:
    """What was repaired: the generation that was damaged, which of its files were, and the generation in force now; how
    many articles that has, which were lost, and what else is to be known."""

    damaged: str
    files: tuple[str, ...]
    generation: str
    articles: int
    lost: tuple[Unreadable, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass
class _Remains:
    """What is left of a generation: ``sums`` of its files in the manifest, as far as that can be read; the names of
    those that are ``whole``; those that are ``damaged``, and the content of such as could be ``mended``; ``notes`` on
    what cannot be told any more."""

    folder: Path
    manifest: bytes
    proven: bool
    mended_manifest: bool = False
    sums: dict[str, tuple[int, str, str]] = field(default_factory=dict)
    whole: frozenset[str] = frozenset()
    damaged: tuple[str, ...] = ()
    mended: dict[str, UInt8s] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def repair(
    archive: Location, settings: Settings, progress: Progress = lambda _done, _total: None
) -> tuple[int, Repair | None]:
    """Put a generation in force that is whole, where the one in force is not; the number of files that were compared,
    and what was done, None where nothing is damaged: then nothing is written.

    The damaged generation stays one writer longer. ``settings`` has the weights where the archive does not tell its own
    any more. Raises ``NothingToIndex`` where no article can be read, ``NoArchive``, ``FormatError``, and what
    ``index.archive.build.rebuild`` does.
    """
    archive = Path(archive)
    with disk_errors(archive):
        if count := _checked(archive):
            return count, None
        remains = _remains(archive)
    with disk_errors(archive), tuned_python(), writing(archive, remains.folder.name) as folder:
        if count := _checked(archive):  # another repaired it meanwhile
            return count, None
        return len(remains.sums), _repaired(archive, remains, folder, settings, progress)


def _checked(archive: Path) -> int:
    """How many files are as they were written, where all are; else 0."""
    try:
        return check(archive)
    except (DamagedArchive, NoArchive):
        return 0


def _repaired(archive: Path, remains: _Remains, folder: Path, settings: Settings, progress: Progress) -> Repair:
    name = remains.folder.name
    if not remains.damaged and remains.manifest:
        put_in_force(archive, name, hashlib.sha256(remains.manifest).hexdigest())
        if _checked(archive):
            return Repair(name, (CURRENT,), name, number_of_articles(remains.manifest), notes=tuple(remains.notes))
        remains.notes.append("files say what Morgue does not write, though checksums fit: all was made anew")
    boosts, before = _boosts(remains, archive, settings), _report(remains)
    lost: list[Unreadable] = []
    report = written_anew(_articles(remains, lost), archive, folder, boosts, progress, {}, before)
    _compare_count(remains, report, lost)
    return Repair(name, remains.damaged, folder.name, report.articles, tuple(lost), tuple(remains.notes))


def _remains(archive: Path) -> _Remains:
    """What is left of the generation in force, or else of the newest. Raises ``NoArchive`` or ``FormatError``."""
    refuse_links(archive / GENERATIONS)
    try:
        named = read_regular(archive / CURRENT, LARGEST_CURRENT)
    except OSError:
        named = b""
    folders = [path for path in (archive / GENERATIONS).glob("*") if _is_finished(path)]
    found = [_Remains(folder, _manifest(folder), False) for folder in sorted(folders, key=lambda path: int(path.name))]
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


def _is_finished(folder: Path) -> bool:
    return (
        bool(GENERATION.fullmatch(folder.name))
        and (folder / SEGMENTS).is_dir()
        and not folder.is_symlink()
        and not (folder / SEGMENTS).is_symlink()
        and not (folder / UNFINISHED).exists()
    )


def _is_readable(it: _Remains) -> bool:
    return any(next(salvaged(segment, _contents(it, segment)), None) for segment in (it.folder / SEGMENTS).iterdir())


def _manifest(folder: Path) -> bytes:
    try:
        return read_regular(folder / MANIFEST, LARGEST_MANIFEST)
    except OSError:
        return b""


def _has_digest(it: _Remains, runs: list[bytes]) -> bool:
    digest = hashlib.sha256(it.manifest).hexdigest().encode()
    return any(run in digest for run in runs)


def _mend_manifest(it: _Remains, named: bytes) -> bool:
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


def _compare(it: _Remains) -> None:
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


def _mended(it: _Remains, name: str) -> UInt8s | None:
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


def _content(it: _Remains, name: str) -> UInt8s:
    """What stands, or stood, in a file that is whole."""
    return it.mended[name] if name in it.mended else OpenFile(it.folder / name).whole()


def _boosts(it: _Remains, archive: Path, settings: Settings) -> dict[str, float]:
    """The weights of the archive: those in its manifest, if that is whole or another one has the same."""
    mine = boosts_in(it.manifest)
    others = [boosts_in(_manifest(folder)) for folder in (archive / GENERATIONS).glob("*") if _is_finished(folder)]
    if mine is not None and (it.proven or mine in [settings.boosts, *others]):
        return mine
    it.notes.append("the weights of fields are those of morgue.toml, or the usual ones: the archive's own are damaged")
    return settings.boosts


def _report(it: _Remains) -> dict[str, Any] | None:
    """What was left out when the archive was built."""
    if REPORT in it.whole:
        with suppress(ValueError):
            return read_report(_content(it, REPORT).tobytes(), it.folder / REPORT)
    it.notes.append(f"{REPORT} is damaged: what was left out when the archive was built is not known any more")
    return None


def _contents(it: _Remains, folder: Path) -> Contents:
    """What stands in the whole files of a folder of a generation, those that are read in parts left out."""
    place = folder.relative_to(it.folder).as_posix()
    names = [name for name in it.whole if name.rpartition("/")[0] == place]
    whole = [name for name in names if name.rpartition("/")[2] not in READ_IN_PARTS]
    return Contents((OpenFile(it.folder / name), _content(it, name)) for name in whole)


def _articles(it: _Remains, lost: list[Unreadable]) -> Iterator[Article | Unreadable]:
    """The articles that can be read, segment by segment; those that cannot are ``lost``."""
    listed = {name.split("/")[1] for name in it.sums if name.startswith(SEGMENTS + "/")}
    there = {path.name for path in (it.folder / SEGMENTS).iterdir() if GENERATION.fullmatch(path.name)}
    first: int | None = 0
    for name in sorted(listed | there):
        segment = it.folder / SEGMENTS / name
        ids = _ids(it, segment)
        deleted = _deleted(it, segment, first, len(ids))
        left = {identifier: None for identifier, gone in zip(ids, deleted, strict=True) if not gone}
        removed = set(ids) - left.keys()
        for article in salvaged(segment, _contents(it, segment)):
            left.pop(article.id, None)
            if article.id not in removed:
                yield article
        for identifier in left:
            lost.append(
                Unreadable(Source(f"{SEGMENTS}/{name}", f"article {identifier!r}"), "its stored text is damaged")
            )
            yield lost[-1]
        first = first + len(ids) if first is not None and ids else None


def _ids(it: _Remains, segment: Path) -> list[str]:
    """The ids of the articles of a segment, deleted ones too, in the order of their numbers; none where they cannot be
    told."""
    try:
        files = _contents(it, segment / "articles")
        names = open_dictionary(segment / "articles", "ids", files)
        documents = array_of(files[segment / "articles" / "documents.npy"], segment).tolist()
        return [name for _, name in sorted(zip(documents, names.spelled(np.arange(len(names))), strict=True))]
    except (DamagedArchive, ValueError):
        if f"{SEGMENTS}/{segment.name}/articles.zst" in it.whole:
            return [article.id for article in salvaged(segment, _contents(it, segment))]
        it.notes.append(f"which articles segment {segment.name} had is not known")
        return []


def _deleted(it: _Remains, segment: Path, first: int | None, count: int) -> Mask:
    """bool: which of the articles of a segment, that are numbered from ``first`` on, were removed."""
    none = np.zeros(count, np.bool_)
    place = it.folder / "articles" / DELETED
    if f"articles/{DELETED}" not in it.sums.keys() | it.whole:
        return none
    try:
        if first is not None and f"articles/{DELETED}" in it.whole:
            return array_of(_content(it, f"articles/{DELETED}"), place)[first : first + count] | none
        found = _deleted_by_counts(it, segment, first, none)
    except (DamagedArchive, OSError, ValueError, KeyError, TypeError):
        found = None
    if found is None:
        it.notes.append(f"which articles of segment {segment.name} had been removed is not known: they are back")
    return none if found is None else found


def _deleted_by_counts(it: _Remains, segment: Path, first: int | None, none: Mask) -> Mask | None:
    """The same by what the lists of a segment hold without them; None where that does not tell."""
    if first is None:
        return None
    file = live_file(it.folder / "articles", first)
    name = file.relative_to(it.folder).as_posix()
    if name not in it.sums.keys() | it.whole:
        return none
    if name not in it.whole:
        return None
    opened = open_segment(segment / "articles", _contents(it, segment / "articles"))
    return deleted_by(opened, array_of(OpenFile(file).whole(), file))


def _compare_count(it: _Remains, report: BuildReport, lost: list[Unreadable]) -> None:
    """Note where there were other articles than were found and named."""
    more = report.articles + len(lost) - number_of_articles(it.manifest) if it.proven else 0
    if more < 0:
        it.notes.append(f"{-more:,} more articles are lost, whose ids are not known")
    elif more:
        it.notes.append(f"{more:,} articles that had been removed, or replaced, are back")
