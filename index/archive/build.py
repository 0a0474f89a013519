"""Rebuilding an archive: articles in, a new generation in force."""

from __future__ import annotations

import errno
import gc
import json
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field, fields, replace
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from corpus.article import Article, Source, Unreadable
from index.archive.directory import SEGMENTS, publish, writing
from index.archive.generation import REPORT, Collection, write_collection
from index.archive.people_file import Corrections, corrected, load_corrections
from index.columns.columns import Columns, ColumnsWriter
from index.columns.labels import Facet, relabelled
from index.document import (
    ARTICLE_FACETS,
    NO_DAY,
    QUOTE_FACETS,
    QUOTE_NUMBERS,
    Document,
    article_document,
    quote_documents,
    speaker_key,
)
from index.errors import ArchiveError
from index.inverting.segment_writer import SegmentWriter
from index.postings.segment import open_segment
from index.settings import Settings
from index.store.articles import ArticleReader
from index.store.texts import TextWriter

YOUNG, NEVER = 100_000, 1 << 30  # objects before a collection of young garbage, and such collections before one of all
# Seconds that a thread may keep Python's lock while others wait: with Python's own 0.005, two cores are busy for 1.50
# seconds a second while stories are indexed, with 0.0005 for 1.67, with these for 1.74.
TURN = 0.00005
SPOOL = "spool"  # articles on their way into a segment
Progress = Callable[[int, int], None]
QUOTE_WEIGHTS = {"quotes": 1.0, "speaker": 0.0}  # of the fields of a quote, in a search without field names


@dataclass(frozen=True)
class BuildReport:
    """What was read: how many articles were indexed, how many of them are undated, how many quotes they have; which
    articles were replaced by a later version under the same id, which were the same again, and what could not be
    read."""

    articles: int
    undated: int
    quotes: int
    replaced: tuple[Unreadable, ...]
    duplicates: tuple[Unreadable, ...]
    unreadable: tuple[Unreadable, ...]


class NothingToIndex(ArchiveError):  # noqa: N818
    """Not one article could be read; the archive is as it was. ``report`` says why."""

    def __init__(self, report: BuildReport) -> None:
        reasons = "; ".join(str(item) for item in report.unreadable[:3]) or "the sources hold no files"
        super().__init__(f"no article could be read, so the archive is left as it was: {reasons}")
        self.report = report


def rebuild(
    articles: Iterable[Article | Unreadable],
    archive: Path,
    settings: Settings,
    progress: Progress = lambda _done, _total: None,
) -> BuildReport:
    """Index ``articles`` into a new generation of ``archive`` and put it in force.

    Until the very end the generation before stays in force, whatever happens. Of articles with one id the
    last read is kept. ``progress`` is told (documents written, documents in all) once all articles are read.
    Raises ``NothingToIndex`` and the errors of ``index.archive.directory.writing``; a full disk as ``ArchiveError``.
    """
    corrections = load_corrections(archive)
    with disk_space(archive), tuned_python(), writing(archive) as folder:
        sorted_out, written = _index_all(edited(articles, corrections), folder, settings, progress)
        for name, columns in (("articles", written.articles), ("quotes", one_name_each(written.quotes))):
            segment = open_segment(folder / SEGMENTS / folder.name / name)
            write_collection(Collection.of(segment, columns), folder / name)
        report = report_of(sorted_out, written)
        write_report(asdict(report), folder)
        counts = {"articles": report.articles, "quotes": report.quotes}
        publish(archive, folder, {"boosts": settings.boosts, **counts, "segments": [folder.name]})
    return report


@contextmanager
def tuned_python() -> Iterator[None]:
    """Have Python be made for one thread that makes thousands of documents, and others in kernels.

    Garbage is not looked for among all objects: none of the documents that wait to be indexed is. On Reuters-21578 that
    takes 0.4 s of the 3.7 s that indexing takes this process. And who comes out of a kernel waits less for his turn.
    """
    (young, middle, old), turn = gc.get_threshold(), sys.getswitchinterval()
    gc.set_threshold(YOUNG, middle, NEVER)
    sys.setswitchinterval(TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(turn)
        gc.set_threshold(young, middle, old)


@contextmanager
def disk_space(archive: Path) -> Iterator[None]:
    """Report a full disk as an ``ArchiveError``."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise ArchiveError(
                f"{archive}: the disk is full; free some space and try again. Nothing was changed"
            ) from error
        raise


def edited(articles: Iterable[Article | Unreadable], corrections: Corrections) -> Iterator[Article | Unreadable]:
    """``articles`` with their quotes as an editor has them."""
    for article in articles:
        yield article if isinstance(article, Unreadable) else corrected(article, corrections)


class Written(NamedTuple):
    """The columns of a segment's articles, and of their quotes."""

    articles: Columns
    quotes: Columns


def _index_all(
    articles: Iterable[Article | Unreadable], folder: Path, settings: Settings, progress: Progress
) -> tuple[SortedOut, Written]:
    segment, spool = folder / SEGMENTS / folder.name, folder / SPOOL
    with _SegmentOfArticles(segment, settings.boosts) as writer:
        found = sort_out(articles, writer.add)
        if not found.latest:
            raise NothingToIndex(report_of(found))
        written = writer.finish(progress)
    if found.superseded:  # what was indexed before its later version came must not be counted or suggested
        segment.rename(spool)
        texts = ArticleReader(spool)
        kept = (texts[number] for number in range(len(texts)) if number not in found.superseded)
        written = write_segment(kept, segment, settings.boosts, progress)
        shutil.rmtree(spool)
    return found, written


def write_segment(articles: Iterable[Article], folder: Path, boosts: dict[str, float], progress: Progress) -> Written:
    """Write a segment of articles and of their quotes, and their texts."""
    with _SegmentOfArticles(folder, boosts) as writer:
        for article in articles:
            writer.add(article)
        return writer.finish(progress)


class _SegmentOfArticles:
    """Writes the indexes of articles and of their quotes, and the texts."""

    def __init__(self, folder: Path, boosts: dict[str, float]) -> None:
        folder.mkdir(parents=True)
        articles, quotes = folder / "articles", folder / "quotes"
        with ExitStack() as cancelling:  # both, also where one fails
            self._articles = _CollectionWriter(
                SegmentWriter(articles, boosts, "body", TextWriter(folder)), ColumnsWriter(ARTICLE_FACETS)
            )
            cancelling.callback(self._articles.cancel)
            self._quotes = _CollectionWriter(
                SegmentWriter(quotes, QUOTE_WEIGHTS, "quotes"), ColumnsWriter(QUOTE_FACETS, QUOTE_NUMBERS)
            )
            cancelling.callback(self._quotes.cancel)
            self._cancelling = cancelling.pop_all()
        self._count = 0

    def add(self, article: Article) -> None:
        self._articles.add(article_document(article))
        for quote in quote_documents(article, self._count):
            self._quotes.add(quote)
        self._count += 1

    def finish(self, progress: Progress) -> Written:
        self._articles.start_last()
        quotes = self._quotes.finish(progress)  # while others invert articles
        return Written(self._articles.finish(progress), quotes)

    def __enter__(self) -> _SegmentOfArticles:
        return self

    def __exit__(self, *_: object) -> None:
        self._cancelling.close()


class _CollectionWriter:
    """Writes one index, and collects the columns of the same documents."""

    def __init__(self, postings: SegmentWriter, columns: ColumnsWriter) -> None:
        self._postings, self._columns = postings, columns
        self.cancel, self.start_last = self._postings.cancel, self._postings.start_last

    def add(self, document: Document) -> None:
        self._postings.add(document)
        self._columns.add(document)

    def finish(self, progress: Progress) -> Columns:
        self.start_last()
        columns = self._columns.columns(self._postings.order)
        self._postings.finish(progress)
        return columns


def one_name_each(quotes: Columns) -> Columns:
    """The columns of quotes with one name for each speaker: of those of one key that used most, else the longest.

    The names as they were are kept as another facet, "name", from which the next generation chooses anew.
    """
    names = quotes.facets.get("name", quotes.facets["speaker"])
    return replace(quotes, facets={**quotes.facets, "name": names, "speaker": _one_name_each(names)})


def _one_name_each(names: Facet) -> Facet:
    uses = np.bincount(names.values, minlength=len(names.labels)).tolist()
    counted = sorted(zip(uses, map(len, names.labels), names.labels, strict=True))
    keys = {name: speaker_key(name) for name in names.labels}
    best = {keys[name]: name for _, _, name in counted}
    return relabelled(names, [best[keys[name]] for name in names.labels])


@dataclass
class SortedOut:
    """What was read: the number and the source of the latest article of each id, which numbers a later one superseded,
    and what was left out, each with the reason."""

    latest: dict[str, int] = field(default_factory=dict)
    superseded: set[int] = field(default_factory=set)
    replaced: list[Unreadable] = field(default_factory=list)
    duplicates: list[Unreadable] = field(default_factory=list)
    unreadable: list[Unreadable] = field(default_factory=list)


def sort_out(
    articles: Iterable[Article | Unreadable],
    add: Callable[[Article], None],
    known: Callable[[str], Article | None] = lambda _: None,
) -> SortedOut:
    """Add every article but those that are the same again as one before, or as the one ``known`` by its id.

    The articles added are numbered from 0.
    """
    found = SortedOut()
    seen: dict[str, tuple[Source, int]] = {}
    added = 0
    for article in articles:
        if isinstance(article, Unreadable):
            found.unreadable.append(article)
            continue
        digest = _digest(article)
        if article.id not in seen and (before := known(article.id)):
            seen[article.id] = before.source, _digest(before)
        if article.id in seen:
            source, earlier = seen[article.id]
            if digest == earlier:
                reason = f"the same article as {source}, id {article.id!r}"
                found.duplicates.append(Unreadable(article.source, reason))
                continue
            reason = f"replaced by {article.source}, which has the same id {article.id!r}"
            found.replaced.append(Unreadable(source, reason))
            if article.id in found.latest:
                found.superseded.add(found.latest[article.id])
        seen[article.id], found.latest[article.id] = (article.source, digest), added
        add(article)
        added += 1
    return found


def _digest(article: Article) -> int:
    """The same for articles that differ in their source alone; by chance for others once in 2⁶⁰."""
    return hash(_compared(article))


_compared = attrgetter(*(each.name for each in fields(Article) if each.name != "source"), "quotes")


def report_of(found: SortedOut, written: Written | None = None) -> BuildReport:
    """The report on what was sorted out and then written."""
    return BuildReport(
        len(found.latest),
        int((written.articles.day == NO_DAY).sum()) if written else 0,
        len(written.quotes.day) if written else 0,
        tuple(found.replaced),
        tuple(found.duplicates),
        tuple(found.unreadable),
    )


def write_report(report: dict[str, Any], folder: Path) -> None:
    """Write the report of a generation."""
    text = json.dumps(report, ensure_ascii=False, indent=1)
    (folder / REPORT).write_text(text + "\n", encoding="utf-8", errors="replace")
