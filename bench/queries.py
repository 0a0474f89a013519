"""Ask a great many odd queries, and say which failed and what each kind took.

    python -m bench.queries REUTERS_FOLDER [--queries N] [--seed S] [--only NUMBER …] [--archive DIR] [--write]

An archive of the folder is built, and kept in DIR if that is given. The application is asked for JSON and pages as by a
server: queries by the grammar, broken ones, pasted texts and hostile ones, with all parameters. An answer that is
neither results nor a refusal with its reason is a failure, and so is one that takes more than ``MOST_SECONDS`` of
processor time: then the exit code is 1. ``--only`` asks some again, by their numbers. Ctrl-C ends it early.
"""

from __future__ import annotations

import argparse
import html
import json
import logging
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from http import HTTPStatus
from pathlib import Path
from statistics import quantiles
from typing import NamedTuple
from urllib.parse import urlencode

from flask.testing import FlaskClient

from bench.random_queries import material
from bench.random_requests import Request, request
from bench.trust.table import Outcome, keep
from search import open_archive
from search.warming import warm_up
from web import create_app

ROOT = Path(__file__).parent.parent
MOST_SECONDS = 0.5  # of processor time
REFUSALS = (HTTPStatus.BAD_REQUEST, HTTPStatus.REQUEST_URI_TOO_LONG)
SHOWN, CHARACTERS = 20, 200  # slowest queries, and of each


class Asked(NamedTuple):
    """A request's number, the processor time of its answer, and that."""

    number: int
    request: Request
    seconds: float
    status: int
    text: str


def main() -> int:
    """Ask and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, metavar="REUTERS_FOLDER")
    parser.add_argument("--queries", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, nargs="+", metavar="NUMBER")
    parser.add_argument("--archive", type=Path, help="where the archive is, or is to be kept")
    parser.add_argument("--write", action="store_true", help="put the figures into bench/RELIABILITY.md")
    options = parser.parse_args()
    logging.getLogger("morgue").addHandler(logging.StreamHandler(sys.stdout))
    outcome, found = Outcome("queries"), Found()
    with archive_of(options.folder, options.archive) as archive, suppress(KeyboardInterrupt):
        for asked in ask(archive, options.only or range(options.queries), options.seed):
            outcome.tried += 1
            for wrong in found.take(asked):
                print(wrong, flush=True)
                outcome.broken.append(wrong)
    if options.only:
        print(*found.slowest, sep="\n")
    print(*found.report(), outcome, sep="\n")
    if options.write:
        keep({"queries": outcome})
    return int(bool(outcome.broken))


@contextmanager
def archive_of(folder: Path, kept: Path | None) -> Iterator[Path]:
    """An archive of what is in ``folder``: that in ``kept``, where there is one already, or a new one."""
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        archive = kept or Path(temporary) / "archive"
        if not (archive / "CURRENT").exists():
            command = [sys.executable, "-m", "morgue", "rebuild", str(folder), "--archive", str(archive)]
            subprocess.run(command, cwd=ROOT, check=True)
        yield archive


def ask(archive: Path, numbers: Sequence[int], seed: int) -> Iterator[Asked]:
    """Ask the requests of these numbers."""
    of, opened = material(archive), open_archive(archive)
    warm_up(opened)
    client: FlaskClient = create_app(opened).test_client()
    for number in numbers:
        it = request(number, seed, of)
        started = time.process_time()
        answer = client.get(it.path, query_string=urlencode(it.parameters, errors="surrogatepass"))
        yield Asked(number, it, time.process_time() - started, answer.status_code, answer.text)


class Found:
    """What came of asking."""

    def __init__(self) -> None:
        self.times: defaultdict[str, list[float]] = defaultdict(list)
        self.answered, self.refused = Counter[str](), Counter[str]()
        self.slowest: list[Asked] = []

    def take(self, asked: Asked) -> list[str]:
        """Take down one answer; what is wrong with it."""
        kind, wrong = asked.request.kind, []
        self.times[kind].append(asked.seconds)
        self.slowest = sorted([*self.slowest, asked], key=lambda one: -one.seconds)[:SHOWN]
        if asked.status in REFUSALS:
            self.refused[reason(asked)] += 1
        elif asked.status == HTTPStatus.OK:
            self.answered[kind] += 1
        else:
            wrong.append(f"{asked.status}")
        if asked.seconds > MOST_SECONDS:
            wrong.append(f"{asked.seconds:.3f} s")
        return [f"{asked.number} {each}: {shown(asked)}" for each in wrong]

    def report(self) -> Iterator[str]:
        """The tables of it."""
        yield f"{'processor time, ms':<20}{'asked':>9}{'answered':>10}{'p50':>9}{'p99':>9}{'most':>9}"
        for kind, times in sorted(self.times.items()):
            p50, p99 = (1000 * quantiles([*times, *times], n=100, method="inclusive")[n] for n in (49, 98))
            yield f"{kind:<20}{len(times):>9,}{self.answered[kind]:>10,}{p50:>9.2f}{p99:>9.1f}{1000 * max(times):>9.1f}"
        yield "\nslowest, ms"
        yield from (f"{1000 * one.seconds:9.1f}  {one.number} {shown(one)}" for one in self.slowest)
        yield "\nrefused"
        yield from (f"{count:>9,}  {why}" for why, count in self.refused.most_common())


def reason(asked: Asked) -> str:
    """Why a request was refused, without what it named."""
    found = re.search(r'"detail": ?("(?:[^"\\]|\\.)*")|<p class="problem">(.*?)</p>', asked.text, re.DOTALL)
    if not found:
        return f"NO REASON: {asked.text[:CHARACTERS]}"
    text = json.loads(found.group(1)) if found.group(1) else html.unescape(found.group(2))
    return re.sub(r"""^q: |'.*'|".*"|\d[\d,.]*""", "…", text)[:CHARACTERS]


def shown(asked: Asked) -> str:
    """A request in a line."""
    rest = [f"{name}={value[:20]}" for name, value in asked.request.parameters if name != "q"]
    q = repr(asked.request.q)
    return f"{asked.request.kind}: {asked.request.path} {q[:CHARACTERS]} ({len(q)}) {' '.join(rest[:8])}"


if __name__ == "__main__":
    sys.exit(main())
