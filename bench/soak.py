"""Ask a server from many connections while its archive is rebuilt, again and again.

    python -m bench.soak REUTERS_FOLDER [--minutes N] [--connections N] [--queries N] [--write]

An archive is rebuilt of the folder and of the folder with one article more, in turn, by ``morgue rebuild``, for N
minutes. Meanwhile connections ask pages and JSON at random, by the grammar of queries. What a single thread got of the
one or the other is right; what is neither, as an answer of both would be, is broken, and so is any error. Who is told
that the server is overloaded (503 with ``Retry-After``) asks again, and how often that was is said. What the server's
processes use is looked at every second: the most memory, and how many files are open half of the time (all of a
generation's are for the moment in which it is opened), may grow by ``MOST_GROWTH`` from the first half of the time to
the second. Exits with 1 if anything is broken.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from bench.random_queries import material
from bench.random_requests import request
from bench.served import Served, Use, rebuild, serving
from bench.threads import (
    EXTRA,
    LONGEST_ADDRESS,
    SEED,
    Written,
    ask_at_once,
    beside,
    expectations,
    of_server,
    path_of,
)
from bench.trust.table import Outcome, keep

MOST_GROWTH = 1.1  # how much is remembered depends on what was asked
MEGABYTE = 1_000_000


def main() -> int:
    """Ask, look and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, metavar="REUTERS_FOLDER")
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--connections", type=int, default=32)
    parser.add_argument("--queries", type=int, default=2_000)
    parser.add_argument("--write", action="store_true", help="put the figures into bench/RELIABILITY.md")
    options = parser.parse_args()
    outcome, put_off = Outcome("soak"), list[str]()
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        archive, more = Path(temporary) / "archive", Path(temporary) / "more.txt"
        more.write_text(f"{EXTRA.headline}\n\n" + "\n\n".join(EXTRA.paragraphs), encoding="utf-8")
        states = ([options.folder], [options.folder, more])
        rebuild(archive, *states[0])
        of = material(archive)
        made = (request(number, SEED, of) for number in range(options.queries))
        asked = [path for each in made if each.kind == "valid" and len(path := path_of(each)) < LONGEST_ADDRESS]
        expected = expectations(archive, asked, (lambda: None, lambda: rebuild(archive, *states[1])))
        with serving(archive) as server, rebuilding(archive, states, outcome) as rebuilt, watching(server) as used:
            ask_at_once(
                lambda: of_server(server.port, put_off), options.connections, expected, 60 * options.minutes, outcome
            )
        outcome.notes.append(f"meanwhile {rebuilt.count} rebuilds were put in force")
        outcome.notes.append(f"{len(put_off)} times told to ask again; load of the machine {os.getloadavg()[1]:.0f}")
        outcome.expect("what the server uses", grown, used, outcome)
    print(outcome)
    if options.write:
        keep({"soak": outcome})
    return int(bool(outcome.broken))


@contextmanager
def rebuilding(archive: Path, states: Sequence[Sequence[Path]], outcome: Outcome) -> Iterator[Written]:
    """Rebuild an archive of each of these sources in turn, all the time. The last rebuild is waited for."""
    written = Written()

    def write() -> None:
        while not written.stop.is_set():
            try:
                rebuild(archive, *states[written.count % len(states)])
            except subprocess.CalledProcessError as error:
                outcome.broken.append(f"rebuild: {error}")
                return
            written.count += 1

    with beside(write, written.stop):
        yield written


@contextmanager
def watching(server: Served) -> Iterator[list[Use]]:
    """What a server uses, every second while the block runs."""
    used, stop = list[Use](), threading.Event()

    def watch() -> None:
        while not stop.wait(1):
            used.append(server.use())

    with beside(watch, stop):
        yield used


def grown(used: Sequence[Use], outcome: Outcome) -> list[str]:
    """What of a server's use is more in the second half than it may be."""
    halves = used[: len(used) // 2], used[len(used) // 2 :]
    memory = [max(each.memory for each in half) for half in halves]
    files = [median(each.files for each in half) for half in halves]
    outcome.notes.append(f"at most {memory[0] // MEGABYTE}, then {memory[1] // MEGABYTE} MB")
    outcome.notes.append(f"half of the time {files[0]:.0f}, then {files[1]:.0f} open files")
    wrong = ["more memory"] * (memory[1] > MOST_GROWTH * memory[0])
    return wrong + ["more open files"] * (files[1] > MOST_GROWTH * files[0])


if __name__ == "__main__":
    sys.exit(main())
