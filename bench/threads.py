"""Ask one archive from many threads at once: is each answer that of a single thread, and do more clients get more?

    python -m bench.threads REUTERS_FOLDER [--minutes N] [--queries N] [--archive DIR] [--rates-only] [--write]

Odd requests (``bench.random_requests``) are answered by a single thread first, of the archive as it is and with one
article more. Then ``THREADS`` ask them at random for N minutes, half of the time through one application, half of a
server over HTTP, while a writer adds that article and removes it again, all the time. An answer that is neither of the
two is a difference. Last, a server is asked for pages by 1, 2, 4 and 8 clients in turn. Exits with 1 if there are
differences, or if four clients get less than one does.
"""

from __future__ import annotations

import argparse
import hashlib
import http.client
import json
import random
import re
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from statistics import median
from typing import NamedTuple
from urllib.parse import quote, urlencode

from bench.queries import archive_of
from bench.random_queries import Material, material
from bench.random_requests import Request, request
from bench.served import HOST, PATIENCE, serving
from bench.trust.table import Outcome, keep
from corpus import Article, Source
from index import Settings
from index.archive.updates import add, remove
from search import open_archive
from search.warming import warm_up
from web import create_app

THREADS = 8
CLIENTS, ROUNDS, ROUND_SECONDS = (1, 2, 4, 8), 5, 3.0
BESIDE = 4  # clients that must get more than one does
LONGEST_ADDRESS = 30_000  # bytes; longer ones a server refuses before the application sees them, in its own words
SEED = 3
ENOUGH = 50  # differences after which no more is asked
TOOK = re.compile(rb"\d+ ms")  # on a page
Ask = Callable[[str], tuple[int, bytes]]  # a path with its parameters, to the status and body of its answer
Answers = dict[str, set[bytes]]  # what a single thread got


def main() -> int:
    """Ask, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, metavar="REUTERS_FOLDER")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--queries", type=int, default=3_000)
    parser.add_argument("--archive", type=Path, help="where the archive is, or is to be kept")
    parser.add_argument("--rates-only", action="store_true")
    parser.add_argument("--write", action="store_true", help="put the figures into bench/RELIABILITY.md")
    options = parser.parse_args()
    outcome = Outcome("threads")
    with archive_of(options.folder, options.archive) as archive, tempfile.TemporaryDirectory() as folder:
        copy = shutil.copytree(archive, Path(folder) / "archive")
        of = material(copy)
        if not options.rates_only:
            compare(copy, of, options.queries, 60 * options.minutes, outcome)
        rates = measure(copy, of)
    for clients, each in rates.items():
        outcome.notes.append(
            f"{clients} clients: {median(each):.0f} requests/s, {ratio(rates, clients):.2f} times what one gets"
        )
    print(outcome)
    if options.write:
        keep({"threads": outcome})
    return int(bool(outcome.broken) or ratio(rates, BESIDE) < 1)


# The same answers ----------------------------------------------------------------------------------------------------


def compare(archive: Path, of: Material, queries: int, seconds: float, outcome: Outcome) -> None:
    """Compare what threads get with what one got, in an application and of a server."""
    asked = [path for number in range(queries) if len(path := path_of(request(number, SEED, of))) < LONGEST_ADDRESS]
    expected = expectations(archive, asked, (lambda: None, lambda: add([EXTRA], archive, Settings())))
    remove([EXTRA.id], archive)
    opened = open_archive(archive)
    warm_up(opened)
    app = create_app(opened)

    def of_app() -> Ask:
        client = app.test_client()
        return lambda path: ((answer := client.get(path)).status_code, answer.data)

    with writing(archive) as written:
        ask_at_once(of_app, THREADS, expected, seconds / 2, outcome)
    outcome.notes.append(f"meanwhile {written.count} generations were put in force")
    with serving(archive) as (port, _), writing(archive) as written:
        ask_at_once(lambda: of_server(port), THREADS, expected, seconds / 2, outcome)
    outcome.notes.append(f"then, of a server, {written.count}")


def path_of(it: Request) -> str:
    """A request's path with its parameters."""
    return f"{quote(it.path)}?{urlencode(it.parameters, errors='surrogatepass')}"


def expectations(archive: Path, asked: Sequence[str], changes: Sequence[Callable[[], object]]) -> Answers:
    """What a single thread gets: of the archive after each of these changes."""
    expected: Answers = {path: set() for path in asked}
    for change in changes:
        change()
        client = create_app(open_archive(archive)).test_client()
        for path, answers in expected.items():
            answer = client.get(path)
            answers.add(digest(answer.status_code, answer.data))
    return expected


EXTRA = Article(
    "extra", Source("extra.txt"), "Wheat prices rise in the harbour",
    ("The price of wheat rose 5 pct, traders said.", "“It will be a strong year for all,” said Moira Tregellis."),
    published=date(1987, 3, 17), section="News", tags=("wheat", "grain"), byline=("Ada Quill",),
)  # fmt: skip


def digest(status: int, body: bytes) -> bytes:
    """What is the same in answers that are."""
    with suppress(ValueError):
        record = json.loads(body)
        for name in ("took_ms", "next"):  # a cursor names the generation, of which there are many meanwhile
            record.pop(name, None)
        body = json.dumps(record).encode()
    return hashlib.sha256(b"%d " % status + TOOK.sub(b"", body)).digest()


class Written:
    """How many generations a writer put in force, and whether it is to stop."""

    def __init__(self) -> None:
        self.count, self.stop = 0, threading.Event()


@contextmanager
def writing(archive: Path) -> Iterator[Written]:
    """Add ``EXTRA`` and remove it again, all the time."""
    written = Written()

    def write() -> None:
        while not written.stop.wait(0.5):
            add([EXTRA], archive, Settings())
            written.stop.wait(0.5)
            remove([EXTRA.id], archive)
            written.count += 2

    with beside(write, written.stop):
        yield written


@contextmanager
def beside(work: Callable[[], None], stop: threading.Event) -> Iterator[None]:
    """Have a thread work while the block runs; ``stop`` tells it when that has ended."""
    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def ask_at_once(connect: Callable[[], Ask], count: int, expected: Answers, seconds: float, outcome: Outcome) -> None:
    """Ask from so many threads at once, and put down each answer that is not as expected."""
    ends, paths, lock = time.monotonic() + seconds, [*expected], threading.Lock()

    def client(number: int) -> None:
        chance, ask = random.Random(number), connect()
        while time.monotonic() < ends and len(outcome.broken) < ENOUGH:
            path = chance.choice(paths)
            try:
                status, body = ask(path)
                wrong = "" if digest(status, body) in expected[path] else f"another answer ({status})"
            except Exception as error:  # whatever it is, it was to be found
                wrong = f"{type(error).__name__}: {error}"
            with lock:
                outcome.tried += 1
                outcome.broken += [f"{path[:200]}: {wrong}"] * bool(wrong)

    in_threads(client, count)


def in_threads(work: Callable[[int], None], count: int) -> None:
    """Have so many threads work, each with its number, and wait for them."""
    threads = [threading.Thread(target=work, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


# How many ------------------------------------------------------------------------------------------------------------


def measure(archive: Path, of: Material) -> dict[int, list[float]]:
    """Requests per second that so many clients get of a server, round by round."""
    chance = random.Random(SEED)
    words = [" ".join(chance.choices(of.words, k=chance.choice((1, 1, 2, 3)))) for _ in range(300)]
    paths = [f"{chance.choice(('/', '/api/search', '/quotes'))}?{urlencode({'q': q})}" for q in words]
    rates: dict[int, list[float]] = {clients: [] for clients in CLIENTS}
    with serving(archive) as (port, _):
        per_second(port, paths, BESIDE, 3 * ROUND_SECONDS)  # it has compiled and loaded what it needs
        for _ in range(ROUNDS):
            for clients, each in rates.items():
                each.append(per_second(port, paths, clients, ROUND_SECONDS))
    return rates


class Tally(NamedTuple):
    """How many requests each client had answered."""

    answered: dict[int, int]


def per_second(port: int, paths: Sequence[str], clients: int, seconds: float) -> float:
    """Requests per second that so many clients get, each over a connection of its own."""
    ends, tally = time.monotonic() + seconds, Tally({})

    def client(number: int) -> None:
        chance, ask = random.Random(number), of_server(port)
        while time.monotonic() < ends:
            ask(chance.choice(paths))
            tally.answered[number] = tally.answered.get(number, 0) + 1

    started = time.monotonic()
    in_threads(client, clients)
    return sum(tally.answered.values()) / (time.monotonic() - started)


def ratio(rates: dict[int, list[float]], clients: int) -> float:
    """How many times what one client gets: the median over rounds."""
    return median(many / one for many, one in zip(rates[clients], rates[1], strict=True))


def of_server(port: int, put_off: list[str] | None = None) -> Ask:
    """Asks a server, over one connection, and again where it says that it is overloaded; ``put_off`` gets these."""
    connection = http.client.HTTPConnection(HOST, port, timeout=30 * PATIENCE)

    def ask(path: str) -> tuple[int, bytes]:
        connection.request("GET", path, headers={"Host": "localhost"})  # as links of pages name it in an application
        answer = connection.getresponse()
        body = answer.read()
        if "Retry-After" in answer.headers:
            if put_off is not None:
                put_off.append(path)
            time.sleep(float(answer.headers["Retry-After"]))
            return ask(path)
        return answer.status, body

    return ask


if __name__ == "__main__":
    sys.exit(main())
