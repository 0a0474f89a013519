"""Commands that change an archive, and what they share: which one is meant, what is read, how they are stopped."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import index
import search
from corpus import Article, Unreadable
from corpus.metadata.dates import ORDER_VARIABLE
from index.cluster.location import is_on_cluster
from morgue.parser import DEFAULT_ARCHIVE
from morgue.printing import counted, print_json, print_left_out, say
from morgue.progress import reading

if TYPE_CHECKING:
    from corpus.reading.folders import File
    from corpus.reading.journal import Journal
    from index.archive.report import BuildReport

FINE, NOTHING = 0, 1  # exit codes


def archive_of(options: argparse.Namespace) -> str:
    """The archive that is meant: by the option, the environment, ``morgue.toml``, or where it is else."""
    settings = index.load_settings()
    return str(options.archive or os.environ.get("MORGUE_ARCHIVE") or settings.archive or DEFAULT_ARCHIVE)


REPORT_BEGINS = b'{\n "articles": '


def rebuild(options: argparse.Namespace) -> int:
    """Read sources into a new archive."""
    from corpus.reading.journal import Journal  # noqa: PLC0415

    started, archive = time.monotonic(), archive_of(options)
    _refuse_report_over(options, archive)
    set_date_order(options)
    files = Files({})
    journal = None if options.dry_run or is_on_cluster(archive) else Journal(Path(archive, JOURNAL))
    if journal:
        say(f"morgue: going on with what was read of a rebuild of {archive} that was stopped", file=sys.stderr)
    asked = options.sources, options.workers, files.passes, journal, options.share
    with stopped(archive), reading(*asked) as (articles, written):
        chosen = _chosen(articles, files, options)
        if options.dry_run:
            return _told_beforehand(options, files, chosen, started, archive)
        from index.writing import rebuild  # noqa: PLC0415 - while workers start

        report = rebuild(chosen, archive, index.load_settings(), written, _complete(files, options), options.share)
    if journal is not None:
        _remove(journal, archive)
    code = _reported(options, files, report, started, archive, f"in {archive}")
    _compile_searching(archive)
    return code


def _refuse_report_over(options: argparse.Namespace, archive: str) -> None:
    """Raise ``MorgueError`` where the report would take the place of what is read, or of a part of the archive."""
    if options.report:
        report = options.report.resolve()
        read = [place for place in options.sources if report.is_relative_to(Path(place).resolve())]
        if report.is_relative_to(Path(archive).resolve()) or (read and report.exists() and not _is_report(report)):
            place = read[0] if read else archive
            raise index.MorgueError(f"--report {options.report} would take the place of what is in {place}")


def _is_report(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(REPORT_BEGINS)) == REPORT_BEGINS


def _remove(journal: Journal, archive: str) -> None:
    try:
        journal.remove()
    except OSError as error:
        path = Path(archive, JOURNAL)
        why = f"{path} could not be removed ({error.strerror})"
        raise index.MorgueError(f"the new archive is in force; {why}: remove it, it is not needed any more") from error


def _compile_searching(archive: str) -> None:
    """Where this process had to compile, as the first on a machine has, have what searches need compiled too."""
    from index.arrays.jit import time_compiling  # noqa: PLC0415

    if time_compiling() and not is_on_cluster(archive):
        from search.warming import warm_up  # noqa: PLC0415

        if sys.stderr.isatty():
            say("compiling what searches need, this once; they are answered meanwhile", file=sys.stderr)
        with suppress(KeyboardInterrupt, index.MorgueError, OSError):  # the archive is in force, whatever comes now
            warm_up(search.open_archive(archive, 0))


def add(options: argparse.Namespace) -> int:
    """Read sources into an archive that there is."""
    from index.writing import add, files_read  # noqa: PLC0415

    started, archive = time.monotonic(), archive_of(options)
    _refuse_report_over(options, archive)
    set_date_order(options)
    files = Files({} if options.again else files_read(archive))
    with stopped(archive), reading(options.sources, options.workers, files.passes) as (articles, written):
        chosen = _chosen(articles, files, options)
        if options.dry_run:
            return _told_beforehand(options, files, chosen, started, archive)
        from index.archive.report import NothingToIndex  # noqa: PLC0415 - while workers start

        try:
            report = add(chosen, archive, index.load_settings(), written, _complete(files, options))
        except NothingToIndex as error:
            if not files.passed and not files.earlier:
                raise
            report = error.report
    return _reported(options, files, report, started, archive, f"added to {_with_size(archive)}")


JOURNAL = "reading.journal"  # in the archive's folder, while it is built and where that was stopped


@dataclass
class Files:
    """Which files are ``read``, and by their names their ``paths``, of which one that cannot be printed may have
    several; those ``known`` to have been read as they are now
    are ``passed`` over, and counted, as the articles in the others are that are ``earlier`` than the day asked for;
    whether reading ``ended_early``, with as many articles as were asked for."""

    known: dict[str, tuple[int, int]]
    paths: dict[str, set[str]] = field(default_factory=dict)
    read: dict[str, tuple[int, int]] = field(default_factory=dict)
    passed: int = 0
    earlier: int = 0
    ended_early: bool = False

    def passes(self, file: File) -> bool:
        """Whether a file is passed over."""
        now = file.size, file.written
        if self.known.get(file.path) == now:
            self.passed += 1
            return True
        self.paths.setdefault(file.name, set()).add(file.path)
        self.read[file.path] = now
        return False

    def forget(self, name: str) -> None:
        """A file, or one in it, counts as not read: the next time it is tried again."""
        while name and name not in self.paths:
            name = name.rpartition("/")[0]
        for path in self.paths.get(name, ()):
            self.read.pop(path, None)


def _complete(files: Files, options: argparse.Namespace) -> dict[str, tuple[int, int]]:
    """The files that are read; none where not all that is in them is taken."""
    return {} if options.since or options.limit else files.read


def set_date_order(options: argparse.Namespace) -> None:
    """Have dates be read in the order asked for."""
    if options.date_order:
        os.environ[ORDER_VARIABLE] = options.date_order  # which those inherit that read


def _chosen(
    articles: Iterable[Article | Unreadable], files: Files, options: argparse.Namespace
) -> Iterator[Article | Unreadable]:
    """The articles since the day asked for, and as many as are asked for."""
    count = 0
    for item in articles:
        if count == options.limit:
            files.ended_early = True
            return
        if isinstance(item, Article):
            if options.since and item.day and item.day < options.since:
                files.earlier += 1
                continue
            count += 1
        elif item.try_again:
            files.forget(item.source.file)
        yield item


def _told_beforehand(
    options: argparse.Namespace, files: Files, chosen: Iterable[Article | Unreadable], started: float, archive: str
) -> int:
    """Print what would be read; the exit code is that of the command itself."""
    report = _would_read(chosen, archive)
    _reported(options, files, report, started, archive, "would be read")
    return FINE if report.articles or files.passed or files.earlier else NOTHING


def _would_read(articles: Iterable[Article | Unreadable], archive: str) -> BuildReport:
    from index.archive.report import report_of  # noqa: PLC0415
    from index.document import is_counted  # noqa: PLC0415
    from index.store.sorting import sort_out  # noqa: PLC0415

    counts: list[tuple[int, int, int]] = []

    def count(article: Article) -> None:
        quotes = sum(is_counted(article, quote) for quote in article.quotes)
        counts.append((article.day is None, quotes, len(article.statements)))

    earlier = None if is_on_cluster(archive) else lambda _id: ()  # which a cluster keeps none of
    found = sort_out(articles, count, earlier=earlier)
    kept = [counts[number] for number in found.latest.values()]
    undated, quotes, statements = map(sum, zip(*kept, strict=True)) if kept else (0, 0, 0)
    return replace(report_of(found), undated=undated, quotes=quotes, statements=statements)


def _reported(
    options: argparse.Namespace, files: Files, report: BuildReport, started: float, archive: str, where: str
) -> int:
    seconds = time.monotonic() - started
    about = {
        **report.as_json(),
        "files_passed_over": files.passed,
        "articles_before_since": files.earlier,
        "ended_at_limit": files.ended_early,
        "seconds": round(seconds, 3),
        "archive": archive,
    }
    if options.json:
        print_json(about)
    else:
        rate = report.articles / seconds
        say(f"{counted(report.articles, 'article')} {where}, {seconds:.1f} s ({rate:,.0f} articles/s)")
        if files.passed:
            unchanged = "not changed since they were read (--again reads them too)"
            say(f"{counted(files.passed, 'file')} passed over: {unchanged}")
        if files.earlier:
            say(f"{counted(files.earlier, 'article')} left out: published before {options.since}")
        if files.ended_early:
            say(f"ended after {counted(options.limit, 'article')}, as asked: there is more that was not read")
        print_left_out(report)
    if options.report:
        _write_report(options.report, about)
    return FINE


def _write_report(path: Path, about: dict[str, Any]) -> None:
    try:
        path.write_text(json.dumps(about, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", errors="replace")
    except OSError as error:
        raise index.MorgueError(f"{path} was not written ({error.strerror}); all else is done") from error


def _with_size(archive: str) -> str:
    from index.writing import count_articles  # noqa: PLC0415

    try:
        return f"{archive}, which has {count_articles(archive):,} now"
    except (index.ArchiveError, OSError):  # it is done, whatever the disk says now
        return archive


def remove(options: argparse.Namespace) -> int:
    """Remove articles."""
    from index.writing import remove  # noqa: PLC0415

    archive = archive_of(options)
    with stopped(archive):
        removal = remove(options.ids, archive)
    if options.json:
        print_json({**asdict(removal), "archive": archive})
    else:
        say(f"{counted(len(removal.removed), 'article')} removed from {_with_size(archive)}")
        if removal.unknown:
            say("it had none with these ids:", *removal.unknown, sep="\n  ")
    return FINE if removal.removed else NOTHING


@contextmanager
def stopped(archive: str) -> Iterator[None]:
    """Have Ctrl-C say which generation is in force then."""
    from index.writing import in_force  # noqa: PLC0415

    before = in_force(archive)
    try:
        yield
    except KeyboardInterrupt as error:
        now = in_force(archive)
        newest = now.partition(" ")[0]
        what = "is as it was before" if now == before else f"was changed already: generation {newest} is in force"
        raise KeyboardInterrupt(f"stopped; {archive} {what}") from error
