"""Adding articles to an archive and removing them: a new generation that shares the segments that stay as they are."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from types import MappingProxyType

import numpy as np
import zstandard

from corpus.article import Article, Unreadable
from corpus.plain import from_record, to_record
from index.archive.build import SPOOL, disk_errors, edited, tuned_python
from index.archive.clearing import remove_unfinished
from index.archive.directory import Location, current_generation, publish, share, writing
from index.archive.generation import Collection, Generation, Part, id_of, write_collection
from index.archive.indexing import Progress, Written, index_articles, one_name_each
from index.archive.manifest import EARLIER, SEGMENTS, read_manifest, verify_files
from index.archive.people_file import load_corrections
from index.archive.report import BuildReport, NothingToIndex, left_out, report_of, write_report
from index.arrays.files import SOURCES
from index.arrays.types import Int32s, Mask
from index.columns.columns import Columns, ColumnsWriter, count_said, join_columns
from index.document import ARTICLE_LABELS, NO_DAY, QUOTE_LABELS, QUOTE_NUMBERS
from index.errors import ArchiveError, SettingsError
from index.postings.live_counts import live_counts
from index.postings.segment import open_segment
from index.settings import Settings
from index.store.sorting import SHOWN_BEFORE, SortedOut, content_of, sort_out
from index.store.sources import Files, read_sources, write_sources
from index.store.versions import write_versions

# A new segment takes in the last one while that has fewer than this many times its articles. So segments are few, each
# several times smaller than the one before; an article is written again only when what it lies in grows by a quarter.
TIER = 4
MOST_SEGMENTS = 8  # each is searched by itself
MOST_DELETED = 1 / 3  # of a segment, before it is written again without them


@dataclass(frozen=True)
class Removal:
    """The ids of the articles removed, and those that the archive does not have."""

    removed: tuple[str, ...]
    unknown: tuple[str, ...]


def add(
    articles: Iterable[Article | Unreadable],
    archive: Location,
    settings: Settings,
    progress: Progress = lambda _done, _total: None,
    files: Files = MappingProxyType({}),
) -> BuildReport:
    """Index ``articles`` beside those of ``archive`` and put the new generation in force. The report is on them alone.

    An article replaces the one with its id, unless that was published later; the older one is kept as an earlier
    version. Where all of them are there already, nothing is changed. ``progress``, ``files`` and what is raised are as
    in ``rebuild``; ``SettingsError`` where ``settings`` has other boosts than the archive, ``NoArchive`` where there is
    none.
    """
    archive = Path(archive)
    with disk_errors(archive):
        current_generation(archive)
        corrections = load_corrections(archive)
    with disk_errors(archive), tuned_python(), writing(archive) as folder:
        generation = Generation(archive)
        _refuse_other_boosts(generation, settings, archive)
        found = _spool(edited(articles, corrections), folder / SPOOL, generation)
        report = report_of(found)
        names = [*found.latest, *found.withdrawn]
        before = [number for name in names if (number := generation.articles.document(name)) >= 0]
        if not (found.latest or found.duplicates or found.replaced or before):
            raise NothingToIndex(report)
        if found.latest or found.earlier or found.forgotten or before:
            _refuse_to_empty(archive, len(generation) + len(found.latest) - len(before))
            plan = _plan(generation, before, found.latest.values())
            written = _write(generation, folder, plan, progress)
            report = _counted(report, written, len(plan.moved))
            _write_earlier(generation, folder, found.forgotten, found)
            _publish(archive, generation, folder, plan, written, report, files)
    return report


def files_read(archive: Location) -> dict[str, tuple[int, int]]:
    """The files that an archive was read from, by their paths, as far as that is known: who adds to it asks first.
    Raises ``NoArchive``, ``DamagedArchive``, ``FormatError`` or ``TooManyOpen``."""
    with disk_errors(Path(archive)):
        return _files_read(archive)


def _files_read(archive: Location) -> dict[str, tuple[int, int]]:
    folder, digest = current_generation(Path(archive))
    files = read_manifest(folder, digest)["files"]
    if SOURCES not in files:
        return {}
    verify_files(folder, files, [SOURCES])
    return read_sources(folder)


def remove(ids: Iterable[str], archive: Location, progress: Progress = lambda _done, _total: None) -> Removal:
    """Remove the articles with these ids from ``archive``, and their earlier versions, and put the new generation in
    force, if it has any of them.

    Raises ``ArchiveError`` where no article would remain, ``NoArchive`` where there is no archive, and the errors of
    ``index.archive.directory.writing``.
    """
    archive = Path(archive)
    with disk_errors(archive):
        current_generation(archive)
    with disk_errors(archive), tuned_python(), writing(archive) as folder:
        generation = Generation(archive)
        numbers = {name: generation.articles.document(name) for name in ids}
        known = {name: number for name, number in numbers.items() if number >= 0}
        _refuse_to_empty(archive, len(generation) - len(known))
        if known:
            plan = _plan(generation, list(known.values()))
            written = _write(generation, folder, plan, progress)
            _write_earlier(generation, folder, {name: {*map(content_of, generation.versions(name))} for name in known})
            _publish(archive, generation, folder, plan, written)
    return Removal(tuple(known), tuple(name for name in numbers if name not in known))


def _refuse_to_empty(archive: Path, remaining: int) -> None:
    if not remaining:
        raise ArchiveError(f"{archive}: no article would remain; to be rid of the archive, remove its folder")


def _refuse_other_boosts(generation: Generation, settings: Settings, archive: Path) -> None:
    """Weights are in the postings, so those of all segments must be alike."""
    before = generation.manifest["boosts"]
    differing = sorted(name for name in {**before, **settings.boosts} if before.get(name) != settings.boosts.get(name))
    if differing:
        raise SettingsError(
            f"{archive} was built with other boosts ({', '.join(differing)}) than are set now; to change them, rebuild "
            f"it from its sources with: morgue rebuild SOURCE --archive {archive}"
        )


def _spool(articles: Iterable[Article | Unreadable], file: Path, generation: Generation) -> SortedOut:
    """Write ``articles`` to a new file, but those that are in the archive as they are."""

    def known(identifier: str) -> Article | None:
        number = generation.articles.document(identifier)
        return generation.article(number) if number >= 0 else None

    with zstandard.open(file, "xt", encoding="ascii") as spool:

        def write(article: Article) -> None:
            print(json.dumps(to_record(article)), file=spool)

        return sort_out(articles, write, known, generation.versions, generation.articles.ids_from)


@dataclass(frozen=True)
class _Plan:
    """How a generation is made of the one before: which of its parts are ``kept``; which of its articles are
    ``deleted``, a mask over all; those that are ``moved`` from parts not kept into a new segment, and those that are
    ``added`` behind them, by their numbers in the spool."""

    kept: list[int]
    deleted: Mask
    moved: list[int]
    added: list[int]


def _plan(generation: Generation, gone: list[int], added: Iterable[int] = ()) -> _Plan:
    parts, added = generation.articles.parts, list(added)
    deleted = generation.articles.deleted.copy()
    deleted[gone] = True
    live = [np.flatnonzero(~deleted[part.first :][: part.segment.documents]) + part.first for part in parts]
    given_up = _given_up([part.segment.documents for part in parts], [len(each) for each in live], len(added))
    kept = [n for n in range(len(parts)) if n not in given_up]
    return _Plan(kept, deleted, [number for n in given_up for number in live[n].tolist()], added)


def _given_up(documents: list[int], live: list[int], added: int) -> list[int]:
    """Which segments, of so many ``documents`` of which so many are ``live``, are written again beside those added."""
    chosen = {n for n, count in enumerate(documents) if count - live[n] > MOST_DELETED * count}
    size = added + sum(live[n] for n in chosen)
    rest = [n for n in range(len(documents)) if n not in chosen]
    while size and rest and (live[rest[-1]] < TIER * size or len(rest) >= MOST_SEGMENTS):
        size += live[rest[-1]]
        chosen.add(rest.pop())
    return sorted(chosen)


def _write(generation: Generation, folder: Path, plan: _Plan, progress: Progress) -> Written:
    """Fill the folder of segments; the columns of the new one, empty where there is none."""
    for n in plan.kept:
        share(f"{SEGMENTS}/{generation.segments[n]}", generation.manifest["files"], generation.folder, folder)
    if not (plan.moved or plan.added):
        none = np.zeros(0, np.int64)
        quotes = ColumnsWriter(QUOTE_LABELS, QUOTE_NUMBERS).columns(none)
        return Written(ColumnsWriter(ARTICLE_LABELS).columns(none), quotes)
    articles = chain(map(generation.article, plan.moved), _spooled(folder / SPOOL, plan.added))
    return index_articles(articles, folder / SEGMENTS / folder.name, generation.manifest["boosts"], progress)


def _write_earlier(
    generation: Generation, folder: Path, gone: Mapping[str, Set[int]], found: SortedOut | None = None
) -> None:
    """Fill the folder of stores of earlier versions: with those that there are, but for those that are ``gone``, by
    their ids and contents, and behind them the new ones that were ``found``."""
    names, stores = [*generation.earlier], [*generation.earlier.values()]
    numbers = found.earlier_in_turn() if found else []
    replaced = [name for name, numbers in found.earlier.items() if SHOWN_BEFORE in numbers] if found else []
    changed = [store.has_any(gone.keys()) for store in stores]
    kept = _kept([len(store) for store in stores], changed, len(replaced) + len(numbers))
    for name in names[:kept]:
        share(f"{EARLIER}/{name}", generation.manifest["files"], generation.folder, folder)
    there = chain.from_iterable(stores[kept:])
    moved = (version for version in there if content_of(version) not in gone.get(version.id, ()))
    shown = (generation.article(generation.articles.document(name)) for name in replaced)
    write_versions(chain(moved, shown, _spooled(folder / SPOOL, numbers)), folder / EARLIER / folder.name)


def _kept(versions: list[int], changed: list[bool], added: int) -> int:
    """How many stores, of so many ``versions``, the first ones, stay as they are; the others are written again, with
    those added: what is not last stays before what is. ``changed`` says which cannot stay."""
    kept = changed.index(True) if any(changed) else len(versions)
    size = added + sum(versions[kept:])
    while size and kept and (versions[kept - 1] < TIER * size or kept >= MOST_SEGMENTS):
        kept -= 1
        size += versions[kept]
    return kept


def _spooled(file: Path, numbers: Iterable[int]) -> Iterator[Article]:
    wanted = set(numbers)
    if wanted:
        with zstandard.open(file, "rt", encoding="ascii") as spool:
            yield from (from_record(json.loads(line)) for n, line in enumerate(spool) if n in wanted)


def _counted(report: BuildReport, written: Written, moved: int) -> BuildReport:
    """``report`` with the counts of the articles that were written behind ``moved`` others."""
    said = written.said(moved)
    undated = int((written.articles.day[moved:] == NO_DAY).sum())
    return replace(report, undated=undated, quotes=said["quotes"], statements=said["statements"])


def _publish(
    archive: Path,
    generation: Generation,
    folder: Path,
    plan: _Plan,
    written: Written,
    report: BuildReport | None = None,
    files: Files = MappingProxyType({}),
) -> None:
    """Write everything beside the segments, and put the generation in force."""
    if (folder / SPOOL).exists():
        remove_unfinished(folder / SPOOL)
    articles = _joined(generation.articles, plan.kept, plan.deleted, written.articles, folder, "articles")
    quotes = _joined_quotes(generation, plan, written.quotes, folder)
    write_collection(articles, folder / "articles")
    write_collection(quotes, folder / "quotes")
    counts = {"articles": len(articles), **count_said(quotes.columns, quotes.live)}
    undated = int((articles.columns.day[articles.live] == NO_DAY).sum())
    write_report({**generation.report, **left_out(generation.report, report), **counts, "undated": undated}, folder)
    write_sources({**_files_read(archive), **files}, folder)
    publish(archive, folder, {"boosts": generation.manifest["boosts"], **counts})


def _joined_quotes(generation: Generation, plan: _Plan, new: Columns, folder: Path) -> Collection:
    """The quotes of the articles that stay, which have other numbers now, and of the new ones."""
    quotes, said = generation.quotes, generation.quotes.columns.numbers["article"]
    stay = _documents(generation.articles, plan.kept)
    place = np.zeros(len(plan.deleted), np.int32)
    place[stay] = np.arange(len(stay))
    before = Collection(quotes.parts, _with_articles(quotes.columns, place[said]))
    added = one_name_each(_with_articles(new, new.numbers["article"] + np.int32(len(stay))))
    found = _joined(before, plan.kept, plan.deleted[said], added, folder, "quotes")
    return Collection(found.parts, one_name_each(found.columns))


def _with_articles(columns: Columns, articles: Int32s) -> Columns:
    return replace(columns, numbers={**columns.numbers, "article": articles})


def _joined(before: Collection, kept: list[int], deleted: Mask, new: Columns, folder: Path, name: str) -> Collection:
    """The parts ``kept`` of a collection, without the documents ``deleted``, and the new segment's documents."""
    parts = [_changed(before.parts[n], deleted) for n in kept]
    written = folder / SEGMENTS / folder.name / name
    if written.exists():
        segment = open_segment(written)
        parts.append(Part(segment, 0, segment.counts, None))
    firsts = np.cumsum([0, *(part.segment.documents for part in parts)]).tolist()
    parts = [part._replace(first=first) for part, first in zip(parts, firsts[:-1], strict=True)]
    documents = _documents(before, kept)
    columns = join_columns(before.columns, documents, ~deleted[documents], new, lambda number: id_of(parts, number))
    return Collection(tuple(parts), columns)


def _changed(part: Part, deleted: Mask) -> Part:
    """``part`` of a collection of which all those documents are ``deleted`` now."""
    some = deleted[part.first :][: part.segment.documents]
    if not some.any() or (part.deleted is not None and np.array_equal(some, part.deleted)):
        return part
    return part._replace(deleted=some, counts=live_counts(part.segment, some))


def _documents(collection: Collection, parts: list[int]) -> Int32s:
    """int32: the documents of some parts of a collection, those that are deleted too."""
    chosen = [collection.parts[n] for n in parts]
    numbers = [np.arange(part.first, part.first + part.segment.documents, dtype=np.int32) for part in chosen]
    return np.concatenate([np.zeros(0, np.int32), *numbers])
