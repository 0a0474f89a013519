"""What may be typed: commands, their arguments and options."""

from __future__ import annotations

import argparse
import math
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, get_args

from corpus.metadata.dates import Order
from morgue.serving import Option, add_options
from search import FACETS, TIME_LIMIT, QuoteRequest, SearchRequest
from search.request import Match, Sort

DEFAULT_ARCHIVE, DEMO_ARCHIVE = "archive", "demo-archive"
LAST_PORT = 65535
MOST_WORKERS = 256
# A word that a query excludes, which argparse would take for options in one; and what it is hidden behind from it.
LEAST_RATE = 1 / (24 * 3600)  # requests a second
EXCLUDED = re.compile(r"-(?!-|h$|\d+$).+", re.DOTALL)
HIDDEN = "\0"

Command = Callable[[argparse.Namespace], int]


def parse(arguments: Sequence[str], commands: Mapping[str, Command], version: str) -> argparse.Namespace:
    """The command and its options; exits with 2, having said why, where they are none.

    Words of a query may stand anywhere and begin with "-". ``commands`` are those that ``parser`` knows, by name.
    """
    hidden = [HIDDEN + word if EXCLUDED.fullmatch(word) else word for word in arguments]
    known = parser(commands, version)
    asks = bool(arguments) and arguments[0] in ("search", "quotes")
    options, more = known.parse_known_args(hidden if asks else arguments)
    if not asks or any(word.startswith("--") for word in more):
        options = known.parse_args(arguments)
    else:
        options.query += more
        for name, value in vars(options).items():
            if isinstance(value, list):
                setattr(options, name, [word.removeprefix(HIDDEN) for word in value])
    return options


def parser(commands: Mapping[str, Command], version: str) -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    whole = argparse.ArgumentParser(prog="morgue", description="Search a news archive, and know who said what.")
    whole.add_argument("--version", action="version", version=f"morgue {version}")
    subparsers = whole.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def command(name: str, help: str, json: bool = True, archive: str | None = "") -> Any:
        sub = subparsers.add_parser(name, help=help, description=help[0].upper() + help[1:] + ".")
        sub.set_defaults(command=commands[name])
        if json:
            sub.add_argument("--json", action="store_true", help="print JSON")
        if archive is not None:
            else_in = f"else MORGUE_ARCHIVE, morgue.toml, or ./{DEFAULT_ARCHIVE}"
            where = f"the archive: a folder, or opensearch+https://user@host:9200/name ({else_in})"
            sub.add_argument("--archive", metavar="DIR", help=archive or where)
        return sub

    sub = command("rebuild", "read articles and put a new archive in force")
    _reading_options(sub)
    sub.add_argument(
        "--share",
        type=_share,
        default=(1, 1),
        metavar="K/N",
        help="on a cluster: read but the K-th of N shares; the archive is put in force when all have been read",
    )
    sub = command("add", "read articles into the archive, in place of those with the same ids")
    _reading_options(sub)
    sub.add_argument("--again", action="store_true", help="read files too that have not changed since they were read")
    sub = command("remove", "remove articles from the archive")
    sub.add_argument("ids", nargs="+", metavar="ID", help="an article's id, as search prints it")
    sub = command("search", "search the archive")
    sub.add_argument("query", nargs="+", metavar="QUERY", help="what to search for; -word leaves out what has a word")
    _listing_options(sub, SearchRequest)
    sub.add_argument("--explain", action="store_true", help="say of each hit which words gave how much of its score")
    sub = command("quotes", "search what people said")
    sub.add_argument("query", nargs="*", metavar="QUERY", help="words in the quotes; without any, everything")
    _listing_options(sub, QuoteRequest)
    sub = command("watch", "print what is new for each query of a file since the last time")
    sub.add_argument(
        "queries", type=Path, metavar="QUERIES", help="a file of queries, one a line; # before what is none"
    )
    sub.add_argument("--state", type=Path, metavar="FILE", help="what was there last time (else QUERIES.seen)")
    _time_limit(sub)
    sub = command("show", "print one article of the archive")
    sub.add_argument("id", metavar="ID", help="its id, as search prints it")
    sub.add_argument(
        "--version",
        type=_number_up_to(1 << 40, 1, "number"),
        default=0,
        metavar="N",
        help="the earlier version of this number, from 1 on, the oldest",
    )
    sub = command("inspect", "show how a file is understood: every field, every quote", archive=None)
    sub.add_argument("file", metavar="FILE", help="a file or folder of articles")
    _date_order(sub)
    command("formats", "list what is read, and how it is told", archive=None)
    command("stats", "say what the archive holds")
    sub = command("check", "compare every file of the archive with its checksum", json=False)
    sub.add_argument(
        "--repair", action="store_true", help="where one is damaged, build the archive anew from its stored texts"
    )
    _serve_options(command("serve", "serve the archive to browsers", json=False))
    demo = f"where to build it (else ./{DEMO_ARCHIVE})"
    _serve_options(command("demo", "build an archive of the sample articles and serve it", json=False, archive=demo))
    return whole


def _reading_options(sub: Any) -> None:
    sub.add_argument("sources", nargs="+", metavar="SOURCE", help="a file or folder of articles")
    sub.add_argument(
        "--workers",
        type=_number_up_to(MOST_WORKERS, 1, "number"),
        metavar="N",
        help="processes that read (default: one for each processor; 1 reads in this process alone)",
    )
    sub.add_argument(
        "--report",
        type=_writable,
        metavar="FILE",
        help="write what was read and left out, and why, to FILE, as JSON",
    )
    sub.add_argument("--dry-run", action="store_true", help="only read, and say what would be read and left out")
    sub.add_argument("--since", type=_day, metavar="DAY", help="leave out articles published before, as 2024-09-17")
    sub.add_argument("--limit", type=_number_up_to(1 << 40, 1, "number"), metavar="N", help="end after N articles")
    _date_order(sub)


def _date_order(sub: Any) -> None:
    sub.add_argument(
        "--date-order",
        choices=get_args(Order),
        help="how dates as 1/2/2024 are read where only an order tells day from month (default: month first)",
    )


def _serve_options(sub: Any) -> None:
    add_options(sub, SERVE_OPTIONS)


class _Once(argparse.Action):
    """An option that has one value: given twice, which was meant?"""

    def __call__(self, parser: Any, namespace: Any, value: Any, option_string: str | None = None) -> None:
        if self.dest in (given := namespace.__dict__.setdefault("given", set())):
            parser.error(f"{option_string} is given twice; give it once")
        given.add(self.dest)
        setattr(namespace, self.dest, value)


def _listing_options(sub: Any, kind: type[SearchRequest]) -> None:
    default, about = kind(), kind.parameters
    sub.add_argument("--match", choices=get_args(Match), default=default.match, help=about["match"], action=_Once)
    sub.add_argument("--sort", choices=get_args(Sort), default=default.sort, help=about["sort"], action=_Once)
    sub.add_argument("--page", type=int, default=default.page, help=about["page"], action=_Once)
    sub.add_argument("--size", type=int, default=default.size, help=about["size"], action=_Once)
    _time_limit(sub)
    for name in kind.facet_names:
        sub.add_argument(f"--{name}", action="append", default=[], help=f"{FACETS[name].help}; may be repeated")


def _time_limit(sub: Any) -> None:
    sub.add_argument(
        "--time-limit",
        type=_seconds,
        default=TIME_LIMIT,
        metavar="SECONDS",
        help="how long an answer may take (default: %(default)g; 0: as long as it takes)",
    )


def _share(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{1,4})/(\d{1,4})", text, re.ASCII)
    if not found or not 1 <= int(found[1]) <= int(found[2]):
        raise argparse.ArgumentTypeError(f"{text!r} is not a share, as 2/4 for the second of four")
    return int(found[1]), int(found[2])


def _rate(text: str) -> float:
    try:
        rate = _seconds(text)
    except argparse.ArgumentTypeError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of requests a second, 0 or more") from None
    if 0 < rate < LEAST_RATE:
        raise argparse.ArgumentTypeError(f"{text!r}: less than one request in a day; 0 means as many as one likes")
    return rate


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day, as 2024-09-17") from None


def _writable(text: str) -> Path:
    """A file that can be written, which is tried now: after hours of reading is too late."""
    path = Path(text)
    try:
        is_new = not path.exists()
        path.open("ab").close()
        if is_new:
            path.unlink()
    except (OSError, ValueError) as error:  # a ValueError: a name that holds a NUL
        raise argparse.ArgumentTypeError(f"{text!r} cannot be written: {_reason(error)}") from None
    return path


def _reason(error: OSError | ValueError) -> str:
    return (isinstance(error, OSError) and error.strerror) or str(error)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds < math.inf:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds, 0 or more")
    return seconds


def _number_up_to(largest: int, smallest: int, what: str) -> Callable[[str], int]:
    def number(text: str) -> int:
        if not text.isdecimal() or not smallest <= int(text) <= largest:
            raise argparse.ArgumentTypeError(f"{text!r} is not a {what} from {smallest} to {largest}")
        return int(text)

    return number


SERVE_OPTIONS = (
    Option("host", str, "127.0.0.1", "HOST", "address to listen at"),
    Option("port", _number_up_to(LAST_PORT, 0, "port, a number"), 8000, "PORT", "port to listen at"),
    Option(
        "processes", _number_up_to(MOST_WORKERS, 1, "number"), None, "N",
        "processes that answer (default: one for each processor)",
    ),
    Option("time_limit", _seconds, TIME_LIMIT, "SECONDS", "how long an answer may take; 0: as long as it takes"),
    Option(
        "trusted_hosts", str, (), "NAME",
        "a name by which browsers address this server, beside those of this machine; may be repeated", many=True,
    ),
    Option("keys", Path, None, "FILE", "ask for one of the keys in FILE, one a line"),
    Option("rate", _rate, 0.0, "N", "requests a second that one client may make for long; 0: as many as it likes"),
    Option(
        "proxies", _number_up_to(9, 0, "number"), 0, "N", "proxies before this server, whose X-Forwarded-… are trusted",
    ),
)  # fmt: skip
