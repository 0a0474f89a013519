"""Rebuilding an archive: articles in, a new generation in force."""

from __future__ import annotations

import errno
import gc
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from corpus.article import Article, Unreadable
from index.archive.clearing import remove_unfinished
from index.archive.directory import Location, publish, writing
from index.archive.generation import Collection, write_collection
from index.archive.indexing import ArticleIndexer, Progress, Written, index_articles, one_name_each
from index.archive.manifest import EARLIER, SEGMENTS
from index.archive.people_file import Corrections, corrected, load_corrections
from index.archive.report import BuildReport, NothingToIndex, left_out, report_of, write_report
from index.errors import ALLOW, ArchiveError, DamagedArchive, TooManyOpen
from index.postings.segment import open_segment
from index.settings import Settings
from index.store.articles import ArticleReader
from index.store.sorting import SortedOut, each_once, sort_out
from index.store.sources import Files, write_sources
from index.store.versions import write_versions

YOUNG, NEVER = 100_000, 1 << 30  # objects before a collection of young garbage, and such collections before one of all
# Seconds that a thread may keep Python's lock while others wait: with Python's own 0.005, two cores are busy for 1.50
# seconds a second while stories are indexed, with 0.0005 for 1.67, with these for 1.74.
TURN = 0.00005
UNCHANGED = "Nothing was changed"
FREE = "free some space and try again"
ADVICE = {errno.ENOSPC: FREE, errno.EDQUOT: FREE, errno.EMFILE: ALLOW, errno.ENFILE: ALLOW}
SPOOL = "spool"  # articles on their way into a segment


class TakenOver(NamedTuple):
    """What an archive that is written anew has of the one before: the ``report`` on what was left out then, and
    ``earlier`` versions, of which those stay that are of its articles."""

    report: dict[str, Any] | None = None
    earlier: Iterable[Article] = ()


def rebuild(
    articles: Iterable[Article | Unreadable],
    archive: Location,
    settings: Settings,
    progress: Progress = lambda _done, _total: None,
    files: Files = MappingProxyType({}),
) -> BuildReport:
    """Index ``articles`` into a new generation of ``archive`` and put it in force.

    Until the very end the generation before stays in force, whatever happens. Of articles with one id the last read is
    shown, but where an earlier one was published later; the others are kept as its earlier versions. ``files`` are
    those that they were read from, once all are read: ``add`` passes them over. ``progress`` is told (documents
    written, documents in all) once all articles are read. Raises ``NothingToIndex`` and the errors of
    ``index.archive.directory.writing``; what the disk refuses as ``ArchiveError``.
    """
    archive = Path(archive)
    with disk_errors(archive):
        corrections = load_corrections(archive)
    with disk_errors(archive), tuned_python(), writing(archive) as folder:
        return written_anew(edited(articles, corrections), archive, folder, settings.boosts, progress, files)


def written_anew(
    articles: Iterable[Article | Unreadable],
    archive: Path,
    folder: Path,
    boosts: dict[str, float],
    progress: Progress,
    files: Files,
    taken_over: TakenOver = TakenOver(),  # noqa: B008 - it does not change
) -> BuildReport:
    """Write a generation of ``articles``, and of what is ``taken_over``, into the empty ``folder`` and put it in force;
    the report on the articles alone. Raises ``NothingToIndex``."""
    sorted_out, written = _index_all(articles, folder, boosts, progress, taken_over.earlier)
    for name, columns in (("articles", written.articles), ("quotes", one_name_each(written.quotes))):
        segment = open_segment(folder / SEGMENTS / folder.name / name)
        write_collection(Collection.of(segment, columns), folder / name)
    report = report_of(sorted_out, written)
    write_report({**report.as_json(), **(left_out(taken_over.report, report) if taken_over.report else {})}, folder)
    write_sources(files, folder)
    counts = {"articles": report.articles, "quotes": report.quotes, "statements": report.statements}
    publish(archive, folder, {"boosts": boosts, **counts})
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
def disk_errors(archive: Path) -> Iterator[None]:
    """Report what the disk refuses, before a new generation is in force, as an ``ArchiveError`` that names the file or
    folder and says that nothing was changed. What is wrong with sources goes on as it is."""
    try:
        yield
    except (DamagedArchive, TooManyOpen) as error:
        raise type(error)(f"{error}. {UNCHANGED}") from error
    except OSError as error:
        place = Path(os.fsdecode(error.filename)) if isinstance(error.filename, str | bytes) else archive
        named, whole = (Path(os.path.realpath(each)) for each in (place, archive))
        if error.errno is None or not (named.is_relative_to(whole) or whole.is_relative_to(named)):
            raise
        what = os.strerror(error.errno) + (f"; {ADVICE[error.errno]}" if error.errno in ADVICE else "")
        raise ArchiveError(f"{place}: {what}. {UNCHANGED}") from error


def edited(articles: Iterable[Article | Unreadable], corrections: Corrections) -> Iterator[Article | Unreadable]:
    """``articles`` with their quotes as an editor has them."""
    for article in articles:
        yield article if isinstance(article, Unreadable) else corrected(article, corrections)


def _index_all(
    articles: Iterable[Article | Unreadable],
    folder: Path,
    boosts: dict[str, float],
    progress: Progress,
    earlier: Iterable[Article],
) -> tuple[SortedOut, Written]:
    segment, spool = folder / SEGMENTS / folder.name, folder / SPOOL
    with ArticleIndexer(segment, boosts) as writer:
        found = sort_out(articles, writer.add, earlier=lambda _: ())
        if not found.latest:
            raise NothingToIndex(report_of(found))
        written = writer.finish(progress)
    versions = (version for version in earlier if version.id in found.latest)
    if not found.superseded:
        write_versions(versions, folder / EARLIER / folder.name)
        return found, written
    segment.rename(spool)  # what was indexed before its later version came must not be counted or suggested
    texts = ArticleReader(spool)
    kept = (texts[number] for number in range(len(texts)) if number not in found.superseded)
    written = index_articles(kept, segment, boosts, progress)
    read = (texts[number] for number in found.earlier_in_turn())
    write_versions(each_once(chain(versions, read)), folder / EARLIER / folder.name)
    remove_unfinished(spool)
    return found, written
