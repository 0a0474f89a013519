"""The commands, a function each: what they do, and the exit code. What only one needs is imported in it."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import index
import search
from corpus import Article, Unreadable
from morgue.parser import DEFAULT_ARCHIVE, DEMO_ARCHIVE, Command
from morgue.printing import (
    counted,
    print_article,
    print_json,
    print_left_out,
    print_quotes,
    print_quotes_of,
    print_repair,
    print_results,
    print_stats,
)
from morgue.progress import reading

if TYPE_CHECKING:
    from index.archive.report import BuildReport

FINE, NOTHING = 0, 1  # exit codes
Asked = TypeVar("Asked", search.SearchRequest, search.QuoteRequest)


def _archive(options: argparse.Namespace) -> str:
    settings = index.load_settings()
    return str(options.archive or os.environ.get("MORGUE_ARCHIVE") or settings.archive or DEFAULT_ARCHIVE)


def rebuild(options: argparse.Namespace) -> int:
    """Read sources into a new archive."""
    started, archive = time.monotonic(), _archive(options)
    with _stopped(archive), reading(options.sources, options.workers) as (articles, written):
        from index.archive.build import rebuild  # noqa: PLC0415 - while workers start

        report = rebuild(articles, archive, index.load_settings(), written)
    code = _reported(options, report, started, archive, f"in {archive}")
    _compile_searching(archive)
    return code


def _compile_searching(archive: str) -> None:
    """Where this process had to compile, which takes the first on a machine, have searches compiled too."""
    from index.arrays.jit import time_compiling  # noqa: PLC0415

    if time_compiling():
        from search.warming import warm_up  # noqa: PLC0415

        if sys.stderr.isatty():
            print("compiling what searches need, this once; searches are answered meanwhile", file=sys.stderr)
        with suppress(KeyboardInterrupt):
            warm_up(search.open_archive(archive, 0))


def add(options: argparse.Namespace) -> int:
    """Read sources into an archive that there is."""
    started, archive = time.monotonic(), _archive(options)
    with _stopped(archive), reading(options.sources, options.workers) as (articles, written):
        from index.archive.updates import add  # noqa: PLC0415 - while workers start

        report = add(articles, archive, index.load_settings(), written)
    return _reported(options, report, started, archive, f"added to {_with_size(archive)}")


def _reported(options: argparse.Namespace, report: BuildReport, started: float, archive: str, where: str) -> int:
    seconds = time.monotonic() - started
    if options.json:
        print_json({**asdict(report), "seconds": round(seconds, 3), "archive": archive})
    else:
        rate = report.articles / seconds
        print(f"{counted(report.articles, 'article')} {where}, {seconds:.1f} s ({rate:,.0f} articles/s)")
        print_left_out(report)
    return FINE


def _with_size(archive: str) -> str:
    from index.archive.directory import count_articles  # noqa: PLC0415

    try:
        return f"{archive}, which has {count_articles(archive):,} now"
    except index.ArchiveError:  # it is done, whatever the disk says now
        return archive


def remove(options: argparse.Namespace) -> int:
    """Remove articles."""
    from index.archive.updates import remove  # noqa: PLC0415

    archive = _archive(options)
    with _stopped(archive):
        removal = remove(options.ids, archive)
    if options.json:
        print_json({**asdict(removal), "archive": archive})
    else:
        print(f"{counted(len(removal.removed), 'article')} removed from {_with_size(archive)}")
        if removal.unknown:
            print("it had none with these ids:", *removal.unknown, sep="\n  ")
    return FINE if removal.removed else NOTHING


def find_articles(options: argparse.Namespace) -> int:
    """Search for articles."""
    results = search.open_archive(_archive(options), options.time_limit).search(_request(options, search.SearchRequest))
    if options.json:
        print_json(results.as_json())
    else:
        print_results(results)
    return FINE


def find_quotes(options: argparse.Namespace) -> int:
    """Search for quotes."""
    results = search.open_archive(_archive(options), options.time_limit).quotes(_request(options, search.QuoteRequest))
    if options.json:
        print_json(results.as_json())
    else:
        print_quotes(results)
    return FINE


def _request(options: argparse.Namespace, kind: type[Asked]) -> Asked:
    filters = {name: tuple(values) for name in kind.facet_names if (values := getattr(options, name))}
    needs_counts = options.json  # what is printed otherwise shows none
    asked = options.match, options.page, options.size, options.sort, filters, needs_counts
    return kind(" ".join(options.query), *asked, explain=getattr(options, "explain", False))


def show(options: argparse.Namespace) -> int:
    """Print an article of the archive."""
    article = search.open_archive(_archive(options)).article(options.id)
    if options.json:
        print_json(article.as_json())
    else:
        print_article(article)
    return FINE


def inspect(options: argparse.Namespace) -> int:
    """Print how a file is understood."""
    from corpus.reading.files import read  # noqa: PLC0415

    found = list(read(options.file))
    articles = [item for item in found if isinstance(item, Article)]
    unreadable = [item for item in found if isinstance(item, Unreadable)]
    if options.json:
        items = {"articles": [article.as_json() for article in articles], "unreadable": list(map(asdict, unreadable))}
        print_json(items)
    else:
        for article in articles:
            print_article(article)
            print_quotes_of(article)
            print()
    for item in unreadable:
        print(f"morgue: cannot read {item}", file=sys.stderr)
    return FINE if articles else NOTHING


def stats(options: argparse.Namespace) -> int:
    """Print what the archive holds."""
    found = search.open_archive(_archive(options)).stats()
    if options.json:
        print_json(asdict(found))
    else:
        print_stats(found)
    return FINE


def check(options: argparse.Namespace) -> int:
    """Compare every file with its checksum, and repair what is damaged if that is asked for."""
    archive = _archive(options)
    if options.repair:
        return _repair(archive)
    from index.archive.directory import check  # noqa: PLC0415

    _print_whole(archive, check(archive))
    return FINE


def _repair(archive: str) -> int:
    from index.archive.repair import repair  # noqa: PLC0415

    with _stopped(archive):
        count, done = repair(archive, index.load_settings())
    if done is None:
        _print_whole(archive, count)
        return FINE
    print_repair(done, archive)
    return NOTHING if done.lost or done.notes else FINE


def _print_whole(archive: str, count: int) -> None:
    print(f"{archive}: all {count} files are as they were written")


@contextmanager
def _stopped(archive: str) -> Iterator[None]:
    """Have Ctrl-C say which generation is in force then."""
    before = _in_force(archive)
    try:
        yield
    except KeyboardInterrupt as error:
        now = _in_force(archive)
        newest = now.partition(" ")[0]
        what = "is as it was before" if now == before else f"was changed already: generation {newest} is in force"
        raise KeyboardInterrupt(f"stopped; {archive} {what}") from error


def _in_force(archive: str) -> str:
    from index.archive.directory import CURRENT  # noqa: PLC0415

    try:
        return Path(archive, CURRENT).read_text(encoding="ascii")
    except (OSError, ValueError):
        return ""


def serve(options: argparse.Namespace) -> int:
    """Serve the archive to browsers."""
    return _served(_archive(options), options)


def demo(options: argparse.Namespace) -> int:
    """Build an archive of the samples and serve it."""
    archive = options.archive or DEMO_ARCHIVE
    if options.archive:
        _refuse_real_archive(archive)
    samples = resources.as_file(resources.files("corpus") / "samples")
    with samples as folder, reading([str(folder)], 1) as (articles, written):
        from index.archive.build import rebuild  # noqa: PLC0415

        report = rebuild(articles, archive, index.load_settings(), written)
    print(f"{report.articles} sample articles of an invented town's paper are in {archive}")
    print_left_out(report)
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    # Anew: what has compiled kernels for a rebuild would have to compile those of searching before it answers.
    started_by = sys.orig_argv[1 : len(sys.orig_argv) - len(sys.argv) + 1]
    os.execv(sys.executable, [sys.executable, *started_by, "serve", f"--archive={archive}", *_given(options)])


def _given(options: argparse.Namespace) -> list[str]:
    """The options of ``serve`` and ``demo``, as they are typed."""
    names = ("host", "port", "time_limit", "processes")
    given = [f"--{name.replace('_', '-')}={value}" for name in names if (value := getattr(options, name)) is not None]
    return given + [f"--trusted-host={name}" for name in options.trusted_host]


def _refuse_real_archive(archive: str) -> None:
    """The demonstration must not replace anybody's archive. Raises ``NoArchive``."""
    try:
        first = search.open_archive(archive).search(search.SearchRequest(size=1, facets=False)).hits
    except index.NoArchive:
        return
    if not first[0].source.startswith("samples/"):
        raise index.NoArchive(f"{archive} holds other articles than the samples; name another folder with --archive")


def _served(archive: str, options: argparse.Namespace) -> int:
    from corpus.reading.parallel import cores  # noqa: PLC0415
    from web.server import listen  # noqa: PLC0415 - only a server needs Flask and waitress
    from web.serving import serve  # noqa: PLC0415

    opened, host, port = search.open_archive(archive, options.time_limit), options.host, options.port
    try:
        sockets = listen(host, port)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        print(
            f"morgue: cannot listen at {host}:{port} ({reason}); choose another with --host and --port", file=sys.stderr
        )
        return NOTHING
    port = sockets[0].getsockname()[1]
    print(f"Morgue serves {archive} at http://{host}:{port}/ – stop it with Ctrl-C", flush=True)
    serve(opened, host, sockets, options.trusted_host, options.processes or cores())
    return FINE


COMMANDS: dict[str, Command] = {
    "rebuild": rebuild, "add": add, "remove": remove, "search": find_articles, "quotes": find_quotes, "show": show,
    "inspect": inspect, "stats": stats, "check": check, "serve": serve, "demo": demo,
}  # fmt: skip
