"""The command line of Morgue, a search engine for news archives: one function a command."""

from __future__ import annotations

import argparse
import atexit
import gc
import io
import json
import os
import signal
import sys
import textwrap
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

# Else NumPy starts threads for linear algebra, which takes 0.04 s and nobody here asks for.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import corpus
import index
import search

# What reads and writes is imported where it is used, so that the other commands start sooner.
if TYPE_CHECKING:
    from index.archive.build import BuildReport

__version__ = "0.1.0"  # here, because to look it up among what is installed takes 0.03 s of every command

FINE, NOTHING, USAGE, INTERRUPTED = 0, 1, 2, 130
DEFAULT_ARCHIVE = "archive"
MOST_NAMED = 50  # unreadable items listed on the screen; the archive's report.json has all of them
WIDTH = 100  # columns of printed results
LAST_PORT = 65535
MOST_WORKERS = 256
Asked = TypeVar("Asked", search.SearchRequest, search.QuoteRequest)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code: 0 fine, 1 nothing usable, 2 wrong usage, 130 stopped by Ctrl-C."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that lacks a letter shows "?"
    # Else Python looks at its end for garbage among all objects, those of Numba too, which takes 0.25 s of a rebuild.
    atexit.register(gc.freeze)
    options = _parser().parse_args(arguments)
    try:
        command: Callable[[argparse.Namespace], int] = options.command
        return command(options)
    except (search.RequestError, index.SettingsError) as error:
        return _fail(error, USAGE)
    except (index.MorgueError, OSError) as error:
        if isinstance(error, BrokenPipeError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # whoever read has seen enough
            return FINE
        return _fail(error, NOTHING)
    except KeyboardInterrupt:
        return _fail("stopped; an archive being rebuilt is as it was before", INTERRUPTED)


def _fail(what: object, code: int) -> int:
    print(f"morgue: {what}", file=sys.stderr)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="morgue", description="Search a news archive, and know who said what.")
    parser.add_argument("--version", action="version", version=f"morgue {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def command(name: str, run: Callable[[argparse.Namespace], int], help: str, json: bool = True) -> Any:
        sub = commands.add_parser(name, help=help, description=help[0].upper() + help[1:] + ".")
        sub.set_defaults(command=run)
        if json:
            sub.add_argument("--json", action="store_true", help="print JSON")
        return sub

    def archive_option(sub: Any) -> None:
        sub.add_argument(
            "--archive",
            metavar="DIR",
            help=f"the archive (else MORGUE_ARCHIVE, morgue.toml, or ./{DEFAULT_ARCHIVE})",
        )

    def serve_options(sub: Any) -> None:
        sub.add_argument(
            "--host", default="127.0.0.1", help="address to listen at (default: %(default)s, this machine only)"
        )
        sub.add_argument("--port", type=_port, default=8000, help="port to listen at (default: %(default)s)")

    def reading_options(sub: Any) -> None:
        sub.add_argument("sources", nargs="+", metavar="SOURCE", help="a file or folder of articles")
        sub.add_argument(
            "--workers",
            type=_workers,
            metavar="N",
            help="processes that read (default: one for each processor; 1 reads in this process alone)",
        )
        archive_option(sub)

    reading_options(command("rebuild", _rebuild, "read articles and put a new archive in force"))
    reading_options(command("add", _add, "read articles into the archive, in place of those with the same ids"))
    sub = command("remove", _remove, "remove articles from the archive")
    sub.add_argument("ids", nargs="+", metavar="ID", help="an article's id, as search prints it")
    archive_option(sub)
    sub = command("search", _search, "search the archive")
    sub.add_argument(
        "query", nargs="+", metavar="QUERY", help="what to search for; put -- before one that begins with -"
    )
    _listing_options(sub, search.FACETS)
    archive_option(sub)
    sub = command("quotes", _quotes, "search what people said")
    sub.add_argument("query", nargs="*", metavar="QUERY", help="words in the quotes; without any, everything")
    _listing_options(sub, search.QUOTE_FACETS)
    archive_option(sub)
    sub = command("show", _show, "print one article of the archive")
    sub.add_argument("id", metavar="ID", help="its id, as search prints it")
    archive_option(sub)
    sub = command("inspect", _inspect, "show how a file is understood: every field, every quote")
    sub.add_argument("file", metavar="FILE", help="a file or folder of articles")
    archive_option(command("stats", _stats, "say what the archive holds"))
    archive_option(command("check", _check, "compare every file of the archive with its checksum", json=False))
    sub = command("serve", _serve, "serve the archive to browsers", json=False)
    archive_option(sub)
    serve_options(sub)
    sub = command("demo", _demo, "build an archive of the sample articles and serve it", json=False)
    sub.add_argument(
        "--archive", metavar="DIR", default="demo-archive", help="where to build it (default: %(default)s)"
    )
    serve_options(sub)
    return parser


def _listing_options(sub: Any, facets: Sequence[str]) -> None:
    sub.add_argument(
        "--match", choices=("all", "any"), default="all", help="are all words required, or any (default: %(default)s)"
    )
    sub.add_argument("--page", type=int, default=1, help="page of results (default: %(default)s)")
    sub.add_argument("--size", type=int, default=20, help="results on a page (default: %(default)s)")
    sub.add_argument(
        "--sort", choices=("relevance", "newest", "oldest"), default="relevance", help="order (default: %(default)s)"
    )
    for name in facets:
        sub.add_argument(
            f"--{name}", action="append", default=[], help=f"only this {name.removesuffix('s')}; may be repeated"
        )


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 <= int(text) <= LAST_PORT:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port, a number from 0 to {LAST_PORT}")
    return int(text)


def _workers(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST_WORKERS:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to {MOST_WORKERS}")
    return int(text)


def _archive(options: argparse.Namespace) -> str:
    settings = index.load_settings()
    return str(options.archive or os.environ.get("MORGUE_ARCHIVE") or settings.archive or DEFAULT_ARCHIVE)


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def _rebuild(options: argparse.Namespace) -> int:
    started, archive = time.monotonic(), _archive(options)
    with _reading(options.sources, options.workers) as (articles, written):
        from index.archive.build import rebuild  # noqa: PLC0415

        report = rebuild(articles, Path(archive), index.load_settings(), written)
    return _print_report(options, report, started, archive, f"in {archive}")


def _add(options: argparse.Namespace) -> int:
    started, archive = time.monotonic(), _archive(options)
    with _reading(options.sources, options.workers) as (articles, written):
        from index.archive.updates import add  # noqa: PLC0415 - while workers start

        report = add(articles, Path(archive), index.load_settings(), written)
    return _print_report(options, report, started, archive, f"added to {archive}, which has {_size(archive):,} now")


def _print_report(options: argparse.Namespace, report: BuildReport, started: float, archive: str, where: str) -> int:
    seconds = time.monotonic() - started
    if options.json:
        _print_json({**asdict(report), "seconds": round(seconds, 3), "archive": archive})
    else:
        rate = report.articles / seconds
        print(f"{_counted(report.articles, 'article')} {where}, {seconds:.1f} s ({rate:,.0f} articles/s)")
        _print_skipped(report)
    return FINE


def _size(archive: str) -> int:
    from index.archive.generation import Generation  # noqa: PLC0415

    return len(Generation(Path(archive)))


def _remove(options: argparse.Namespace) -> int:
    from index.archive.updates import remove  # noqa: PLC0415

    archive = _archive(options)
    removal = remove(options.ids, Path(archive))
    if options.json:
        _print_json({**asdict(removal), "archive": archive})
    else:
        now = _size(archive)
        print(f"{_counted(len(removal.removed), 'article')} removed from {archive}, which has {now:,} now")
        if removal.unknown:
            print("it had none with these ids:", *removal.unknown, sep="\n  ")
    return FINE if removal.removed else NOTHING


@contextmanager
def _reading(
    sources: Sequence[str], workers: int | None
) -> Iterator[tuple[Iterator[corpus.Article | corpus.Unreadable], Callable[[int, int], None]]]:
    """The articles of the sources, which are being read from now on, and whom to tell how much of them is written."""
    from tqdm import tqdm  # noqa: PLC0415

    from corpus.reading.files import size  # noqa: PLC0415
    from corpus.reading.parallel import cores, read_all  # noqa: PLC0415

    total = sum(map(size, sources))
    reading: Any = tqdm(total=total, desc="reading", unit="B", unit_scale=True, disable=None)
    writing = tqdm(total=0, desc="writing", unit=" documents", unit_scale=True, disable=None, delay=0.5)
    with (
        reading, writing, _interruptible() as check, read_all(sources, workers or cores(), reading.update) as articles
    ):  # fmt: skip

        def written(done: int, of: int) -> None:
            check()
            writing.total = of
            writing.update(done - writing.n)

        yield _counting(articles, reading, check), written


@contextmanager
def _interruptible() -> Iterator[Callable[[], None]]:
    """What raises ``KeyboardInterrupt`` where it is called, once Ctrl-C was pressed; pressed again, it raises anywhere.

    Raised anywhere, it is lost where Python happens to be destroying an object.
    """
    pressed: list[int] = []

    def press(number: int, frame: Any) -> None:
        if pressed:
            signal.default_int_handler(number, frame)
        pressed.append(number)

    def check() -> None:
        if pressed:
            raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, press)
    try:
        yield check
    finally:
        signal.signal(signal.SIGINT, before)


def _counting(
    articles: Iterator[corpus.Article | corpus.Unreadable], bar: Any, check: Callable[[], None]
) -> Iterator[corpus.Article | corpus.Unreadable]:
    for count, article in enumerate(articles, start=1):
        check()
        if count % 100 == 0:
            bar.set_postfix_str(f"{count:,} articles", refresh=False)
        yield article


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _print_skipped(report: BuildReport) -> None:
    if report.undated:
        print(f"{report.undated:,} without a date")
    titles = {
        "replaced": "replaced by a later version",
        "duplicates": "the same again",
        "unreadable": "could not be read",
    }
    for name, title in titles.items():
        items = getattr(report, name)
        if items:
            print(f"{len(items):,} {title}:")
            print(*(f"  {item}" for item in items[:MOST_NAMED]), sep="\n")
        if len(items) > MOST_NAMED:
            print(f"  … and {len(items) - MOST_NAMED:,} more; report.json in the archive's generation names them all")


def _search(options: argparse.Namespace) -> int:
    results = search.open_archive(_archive(options), once=True).search(_request(options, search.SearchRequest))
    if options.json:
        _print_json(results.as_json())
    else:
        _print_results(results)
    return FINE


def _quotes(options: argparse.Namespace) -> int:
    results = search.open_archive(_archive(options), once=True).quotes(_request(options, search.QuoteRequest))
    if options.json:
        _print_json(results.as_json())
    else:
        _print_quotes(results)
    return FINE


def _request(options: argparse.Namespace, kind: type[Asked]) -> Asked:
    filters = {name: tuple(values) for name in kind.facet_names if (values := getattr(options, name))}
    counted = options.json  # what is printed otherwise shows no counts
    return kind(" ".join(options.query), options.match, options.page, options.size, options.sort, filters, counted)


def _print_total(results: search.Results[Any], noun: str) -> None:
    notice = f" No {noun} has all of these words; these have some." if results.partial else ""
    found = _counted(results.total, noun)
    print(f"{found} for {results.read_as or '(no words)'} ({results.took_ms:.0f} ms).{notice}")
    if results.did_you_mean:
        print(f"Did you mean: {results.did_you_mean}")


def _print_quotes(results: search.QuoteResults) -> None:
    _print_total(results, "quote")
    for hit in results.hits:
        published = hit.published.strftime("%Y-%m-%d") if hit.published else "undated"
        who = ", ".join(filter(None, [hit.speaker, hit.speaker_role])) or "speaker not told"
        unsure = " (not sure who)" if hit.speaker and hit.confidence < search.SURE else ""
        print("\n" + _wrapped(f"“{_bold(hit.text, hit.highlights)}”"))
        print(f"   – {who}{unsure} · {published} · {hit.headline} · id {hit.article} · quote {hit.id}")


def _print_results(results: search.SearchResults) -> None:
    _print_total(results, "article")
    for number, hit in enumerate(results.hits, start=(results.page - 1) * results.size + 1):
        published = hit.published.strftime("%Y-%m-%d") if hit.published else "undated"
        print(f"\n{number}. {_bold(hit.headline, hit.highlights)}")
        print(
            "   "
            + " · ".join(filter(None, [published, ", ".join(hit.byline), hit.section, hit.source, f"id {hit.id}"]))
        )
        for snippet in hit.snippets:
            before, after = "… " * snippet.cut_before, " …" * snippet.cut_after
            print(_wrapped(f"{before}{_bold(snippet.text, snippet.highlights)}{after}"))


def _bold(text: str, spans: Sequence[search.Span]) -> str:
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        return text
    for span in reversed(spans):
        text = f"{text[: span.start]}\033[1m{text[span.start : span.end]}\033[0m{text[span.end :]}"
    return text


def _wrapped(text: str) -> str:
    return textwrap.fill(text, WIDTH, initial_indent="   ", subsequent_indent="   ", break_long_words=False)


def _show(options: argparse.Namespace) -> int:
    article = search.open_archive(_archive(options), once=True).article(options.id)
    if options.json:
        _print_json(article.as_json())
    else:
        _print_article(article)
    return FINE


def _print_article(article: corpus.Article) -> None:
    published = f"{article.published} ({article.published_how})" if article.published else ""
    about = {
        "id": article.id, "source": str(article.source), "url": article.url, "section": article.section,
        "byline": ", ".join(article.byline), "published": published, "dateline": article.dateline,
        "tags": ", ".join(article.tags),
    }  # fmt: skip
    print(article.headline)
    if article.deck:
        print(article.deck)
    print(*(f"{name + ':':<11}{value}" for name, value in about.items() if value), sep="\n")
    for caption in article.captions:
        print(f"caption:   {caption}")
    for paragraph in article.paragraphs:
        print("\n" + textwrap.fill(paragraph, WIDTH, break_long_words=False))


def _inspect(options: argparse.Namespace) -> int:
    from corpus.reading.files import read  # noqa: PLC0415

    found = list(read(options.file))
    articles = [item for item in found if isinstance(item, corpus.Article)]
    unreadable = [item for item in found if isinstance(item, corpus.Unreadable)]
    if options.json:
        records = [article.as_json() for article in articles]
        _print_json(
            records[0]
            if len(found) == 1 and records
            else {"articles": records, "unreadable": [asdict(item) for item in unreadable]}
        )
    for article in () if options.json else articles:
        _print_article(article)
        for quote in article.quotes:
            who = quote.speaker or "speaker not told"
            about = f"{who}, {quote.speaker_role}" if quote.speaker_role else who
            words = article.text[quote.start : quote.end]
            print(
                f"\nquote {quote.start}–{quote.end}, {about} "
                f"({quote.rule or 'no rule'}, {quote.confidence:.2f}): {words}"
            )
        print()
    for item in unreadable:
        print(f"morgue: cannot read {item}", file=sys.stderr)
    return FINE if articles else NOTHING


def _stats(options: argparse.Namespace) -> int:
    stats = search.open_archive(_archive(options), once=True).stats()
    if options.json:
        _print_json(asdict(stats))
        return FINE
    counts = {"article": stats.articles, "word": stats.words, "quote": stats.quotes}
    print(", ".join(_counted(number, noun) for noun, number in counts.items()))
    if stats.first:
        print(f"from {stats.first} to {stats.last}, {stats.undated:,} undated")
    for section, count in stats.sections.items():
        print(f"  {section:<24}{count:>9,}")
    print(
        f"generation {stats.generation}, built {stats.built:%Y-%m-%d %H:%M} UTC, {stats.unreadable:,} could not be read"
    )
    return FINE


def _check(options: argparse.Namespace) -> int:
    from index.archive.directory import current_generation, verify  # noqa: PLC0415

    archive = _archive(options)
    files = verify(current_generation(Path(archive)))
    print(f"{archive}: all {files} files are as they were written")
    return FINE


def _serve(options: argparse.Namespace) -> int:
    return _run_server(_archive(options), options.host, options.port)


def _demo(options: argparse.Namespace) -> int:
    _refuse_real_archive(options.archive)
    samples = resources.as_file(resources.files("corpus") / "samples")
    with samples as folder, _reading([str(folder)], 1) as (articles, written):
        from index.archive.build import rebuild  # noqa: PLC0415

        report = rebuild(articles, Path(options.archive), index.load_settings(), written)
    print(f"{report.articles} sample articles of an invented town's paper are in {options.archive}")
    _print_skipped(report)
    return _run_server(options.archive, options.host, options.port)


def _refuse_real_archive(archive: str) -> None:
    """The demonstration must not replace anybody's archive. Raises ``NoArchive``."""
    from index.archive.generation import Generation  # noqa: PLC0415

    try:
        generation = Generation(Path(archive))
    except index.ArchiveError:
        return
    if not generation.article(0).source.file.startswith("samples/"):
        raise index.NoArchive(f"{archive} holds other articles than the samples; name another folder with --archive")


def _run_server(archive: str, host: str, port: int) -> int:
    from web import serving  # noqa: PLC0415 - only a server needs Flask and waitress

    opened = search.open_archive(archive)
    try:
        server = serving.listening(opened, host, port)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        return _fail(f"cannot listen at {host}:{port} ({reason}); choose another with --host and --port", NOTHING)
    port = getattr(server, "effective_port", port)
    print(f"Morgue serves {archive} at http://{host}:{port}/ – stop it with Ctrl-C", flush=True)
    serving.serve(server, opened)
    return FINE


if __name__ == "__main__":
    sys.exit(main())
