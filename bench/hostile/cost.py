"""What reading a file takes, in a process of its own, and how that grows with size."""

from __future__ import annotations

import math
import multiprocessing
import resource
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

LONGEST, LARGEST = 10.0, 1 << 30  # seconds of processor time and bytes that one file may take
PATIENCE = 300.0  # seconds by the clock, for a machine that has other work
SHORTEST = 0.05  # seconds; what is sooner done shows the time of starting, not its power
FITTED = 4  # of the larger sizes


class Cost(NamedTuple):
    """What reading took: seconds of processor time, bytes of memory at most, and what came of it."""

    seconds: float
    memory: int
    outcome: str


def exponent(seconds: dict[int, float]) -> float:
    """The power of size that time grows with, by least squares over the larger sizes up to the slowest (behind which
    a limit bites); 0 where all are soon read."""
    slowest = max(seconds, key=lambda size: seconds[size])
    fitted = [size for size in seconds if size <= slowest and seconds[size] >= SHORTEST][-FITTED:]
    points = [(math.log(size), math.log(seconds[size])) for size in fitted]
    if len(points) < 2:  # noqa: PLR2004 - a line needs two
        return 0.0
    mean_x, mean_y = (sum(values) / len(points) for values in zip(*points, strict=True))
    spread: float = sum((x - mean_x) ** 2 for x, _ in points)
    return float(sum((x - mean_x) * (y - mean_y) for x, y in points) / spread)


def measured(data: bytes) -> Cost:
    """What reading a file of ``data`` takes, in a process that is ended when it takes too much."""
    context = multiprocessing.get_context("fork")  # so that it need import nothing
    here, there = context.Pipe(duplex=False)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "file")
        path.write_bytes(data)
        process = context.Process(target=_measure, args=(path, there))
        process.start()
        there.close()
        killed = Cost(LONGEST, 0, "killed")
        try:
            return here.recv() if here.poll(PATIENCE) else killed
        except EOFError:
            return killed
        finally:
            process.kill()
            process.join()


def _measure(path: Path, there: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (2 * LARGEST, 2 * LARGEST))
    resource.setrlimit(resource.RLIMIT_CPU, (int(1.5 * LONGEST), int(1.5 * LONGEST)))
    started = time.process_time()
    outcome = outcome_of(path)
    seconds = time.process_time() - started
    there.send(Cost(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10, outcome))


def outcome_of(path: Path) -> str:
    """What comes of a file, in words."""
    from corpus import Article  # noqa: PLC0415 - in the process that is measured
    from corpus.reading.files import read  # noqa: PLC0415

    articles, unreadable, reason = 0, 0, ""
    for item in read(path):
        if isinstance(item, Article):
            articles += 1
        else:
            unreadable, reason = unreadable + 1, item.reason
    return f"{articles} read" + (f", {unreadable} not: {reason[:40]}" if unreadable else "")
