"""The commands, a function each: what they do, and the exit code. What only one needs is imported in it."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import asdict
from importlib import resources
from typing import TYPE_CHECKING, TypeVar

import index
import search
from corpus import Article, Unreadable
from morgue.building import FINE, NOTHING, add, archive_of, rebuild, remove, set_date_order, stopped
from morgue.parser import DEMO_ARCHIVE, SERVE_OPTIONS, Command
from morgue.printing import (
    print_article,
    print_formats,
    print_json,
    print_left_out,
    print_quotes,
    print_quotes_of,
    print_repair,
    print_results,
    print_stats,
    print_version,
    say,
)
from morgue.progress import reading
from morgue.serving import settled

if TYPE_CHECKING:
    pass

Asked = TypeVar("Asked", search.SearchRequest, search.QuoteRequest)


def find_articles(options: argparse.Namespace) -> int:
    """Search for articles."""
    results = search.open_archive(archive_of(options), options.time_limit).search(
        _request(options, search.SearchRequest)
    )
    if options.json:
        print_json(results.as_json())
    else:
        print_results(results)
    return FINE


def find_quotes(options: argparse.Namespace) -> int:
    """Search for quotes."""
    results = search.open_archive(archive_of(options), options.time_limit).quotes(
        _request(options, search.QuoteRequest)
    )
    if options.json:
        print_json(results.as_json())
    else:
        print_quotes(results)
    return FINE


def _opened(options: argparse.Namespace) -> search.Archive:
    return search.open_archive(archive_of(options), options.time_limit)


def _request(options: argparse.Namespace, kind: type[Asked]) -> Asked:
    filters = {name: tuple(values) for name in kind.facet_names if (values := getattr(options, name))}
    needs_counts = options.json  # what is printed otherwise shows none
    asked = options.match, options.page, options.size, options.sort, filters, needs_counts
    return kind(" ".join(options.query), *asked, explain=getattr(options, "explain", False))


def watch(options: argparse.Namespace) -> int:
    """Say what is new for each query of a file."""
    from morgue.watching import watch  # noqa: PLC0415

    return watch(options)


def show(options: argparse.Namespace) -> int:
    """Print an article of the archive."""
    version = search.version_of(search.open_archive(archive_of(options)), options.id, options.version)
    if options.json:
        print_json(version.as_json())
    else:
        print_version(version)
    return FINE


def inspect(options: argparse.Namespace) -> int:
    """Print how a file is understood."""
    from corpus.reading.files import read  # noqa: PLC0415

    set_date_order(options)
    found = list(read(options.file))
    articles = [item for item in found if isinstance(item, Article)]
    unreadable = [item for item in found if isinstance(item, Unreadable)]
    if options.json:
        left_out = [{"source": asdict(item.source), "reason": item.reason} for item in unreadable]
        print_json({"articles": [article.as_json() for article in articles], "unreadable": left_out})
    else:
        for article in articles:
            print_article(article)
            print_quotes_of(article)
            say()
    for item in unreadable:
        say(f"morgue: cannot read {item}", file=sys.stderr)
    return FINE if articles else NOTHING


def formats(options: argparse.Namespace) -> int:
    """Print which formats are read."""
    from corpus.reading.telling import FORMATS  # noqa: PLC0415

    rows = [{"name": form.name, "about": form.about, "told": form.told, "extra": form.extra} for form in FORMATS]
    if options.json:
        print_json(rows)
    else:
        print_formats(rows)
    return FINE


def stats(options: argparse.Namespace) -> int:
    """Print what the archive holds."""
    found = search.open_archive(archive_of(options)).stats()
    if options.json:
        print_json(asdict(found))
    else:
        print_stats(found)
    return FINE


def check(options: argparse.Namespace) -> int:
    """Compare every file with its checksum, and repair what is damaged if that is asked for."""
    archive = archive_of(options)
    if options.repair:
        return _repair(archive)
    from index.writing import check  # noqa: PLC0415

    say(f"{archive}: {check(archive)}")
    return FINE


def _repair(archive: str) -> int:
    from index.writing import repair, whole  # noqa: PLC0415

    with stopped(archive):
        count, done = repair(archive, index.load_settings())
    if done is None:
        say(f"{archive}: {whole(count)}")
        return FINE
    print_repair(done, archive)
    return NOTHING if done.lost or done.notes else FINE


def serve(options: argparse.Namespace) -> int:
    """Serve the archive to browsers."""
    return _served(archive_of(options), options)


def demo(options: argparse.Namespace) -> int:
    """Build an archive of the samples and serve it."""
    archive = options.archive or DEMO_ARCHIVE
    _refuse_real_archive(archive)
    samples = resources.as_file(resources.files("corpus") / "samples")
    with samples as folder, reading([str(folder)], 1) as (articles, written):
        from index.writing import rebuild  # noqa: PLC0415

        report = rebuild(articles, archive, index.load_settings(), written, {})
    say(f"{report.articles} sample articles of an invented town's paper are in {archive}")
    print_left_out(report)
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    # Anew: what has compiled kernels for a rebuild would have to compile those of searching before it answers.
    started_by = sys.orig_argv[1 : len(sys.orig_argv) - len(sys.argv) + 1]
    os.execv(sys.executable, [sys.executable, *started_by, "serve", f"--archive={archive}", *_given(options)])


def _given(options: argparse.Namespace) -> list[str]:
    """The options of ``serve`` and ``demo``, as they are typed."""
    given = {one.name: getattr(options, one.name) for one in SERVE_OPTIONS if not one.many}
    typed = [f"--{name.replace('_', '-')}={value}" for name, value in given.items() if value is not None]
    return typed + [f"--trusted-host={name}" for name in options.trusted_hosts or ()]


def _refuse_real_archive(archive: str) -> None:
    """The demonstration must not replace anybody's archive. Raises ``NoArchive``."""
    try:
        others = search.open_archive(archive).search(search.SearchRequest("-source:samples", size=1, facets=False))
    except index.NoArchive:
        return
    if others.total:
        raise index.NoArchive(f"{archive} holds other articles than the samples; name another folder with --archive")


def _served(archive: str, options: argparse.Namespace) -> int:
    from corpus.reading.parallel import cores  # noqa: PLC0415
    from web.middleware.access import Access, read_keys  # noqa: PLC0415 - only a server needs Flask and waitress
    from web.server.server import listen  # noqa: PLC0415
    from web.serving import serve  # noqa: PLC0415

    options = settled(options, SERVE_OPTIONS, index.load_settings().serve)
    access = Access(read_keys(options.keys) if options.keys else frozenset(), options.rate, options.proxies)
    opened, host, port = search.open_archive(archive, options.time_limit), options.host, options.port
    try:
        sockets = listen(host, port)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        say(
            f"morgue: cannot listen at {host}:{port} ({reason}); choose another with --host and --port", file=sys.stderr
        )
        return NOTHING
    port = sockets[0].getsockname()[1]
    say(f"Morgue serves {archive} at http://{host}:{port}/ – stop it with Ctrl-C", flush=True)
    serve(opened, host, sockets, options.trusted_hosts, options.processes or cores(), access)
    return FINE


COMMANDS: dict[str, Command] = {
    "rebuild": rebuild, "add": add, "remove": remove, "search": find_articles, "quotes": find_quotes, "watch": watch,
    "show": show, "inspect": inspect, "formats": formats, "stats": stats, "check": check, "serve": serve, "demo": demo,
}  # fmt: skip
