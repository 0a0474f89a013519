"""Build, open and query Morgue and its peers on the same stories, in one run.

    python -m bench.searching REUTERS_FOLDER [--size N ...] [--engines NAME ...] [--folder DIR] [--write]

Sizes are numbers of stories: up to Reuters-21578's own they are its first ones, beyond that ``bench.corpora.grown``
ones, which are kept in DIR. Every index is built in one fresh process, of stories that are in its memory: while they
were read, what engines do beside would not be counted. A few stories are indexed before, which loads an engine's code,
and timed on their own. Each index is queried in another process, opened on files that are not in memory. All queries
are asked once, then timed in several rounds, so that others come between two runs of one: the exact count and the ids
of the ten best, without parsing and snippets. Engines take turns, a round each, and a ratio is the median of those of
the rounds: a machine that becomes slower or faster meanwhile does so for all. ``--write`` replaces the tables in
bench/RESULTS.md.
"""

from __future__ import annotations

import argparse
import gc
import os
import platform
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from statistics import geometric_mean, median, quantiles
from typing import Any, ParamSpec, TypeVar

from bench.corpora import KINDS, BenchQuery, Kind, draw, grown, reuters, stored, write
from bench.engines import NAMES, Engine, load, size

SEED = 1987
PER_CLASS = 50
FEW = 100  # stories that are indexed first
SAMPLE = 5_000  # stories, evenly spread, that queries are drawn from
OWN = "morgue"
REUTERS = 21_578
ROUNDS, LONGEST = 5, 60  # of all queries, each asked only of engines that took no more seconds so far
MARK = "## Beside other engines"
RESULTS = Path(__file__).with_name("RESULTS.md")
P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Built:
    """``seconds`` from stories in memory to files on disk, and of the ``few`` before; ``memory``: the process's peak
    beyond the stories."""

    few: float
    seconds: float
    memory: int
    size: int


@dataclass(frozen=True, slots=True)
class Answered:
    """``opening``: seconds to open; ``first``: to answer the first query, the files not in memory; ``times``: of each
    round, the seconds of each query of a kind; ``counts``: how many matched each."""

    opening: float
    first: float
    times: dict[Kind, list[list[float]]]
    counts: Mapping[Kind, list[int]]


@dataclass(frozen=True, slots=True)
class Measured:
    """One engine on one corpus."""

    built: Built
    answered: Answered


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("reuters", type=Path, metavar="REUTERS_FOLDER")
    parser.add_argument("--size", type=int, nargs="+", default=[REUTERS], help="numbers of stories")
    parser.add_argument("--engines", nargs="+", choices=NAMES, default=NAMES)
    parser.add_argument("--folder", type=Path, help="for stories and indexes; without it, a temporary one")
    parser.add_argument("--write", action="store_true", help="write the tables to bench/RESULTS.md")
    options = parser.parse_args()
    report = f"`python -m bench.searching`, {platform.machine()}, {os.cpu_count()} cores, "
    report += f"Python {platform.python_version()}.\n"
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        folder = options.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for count in options.size:
            report += "\n" + _report(count, *_measure_all(options.reuters, count, options.engines, folder))
    print(report)
    if options.write:
        keep(MARK, report)


def _measure_all(
    collection: Path, count: int, names: Sequence[str], folder: Path
) -> tuple[dict[str, Measured], dict[str, str]]:
    """What each engine took, and why engines are left out."""
    corpus = folder / f"stories-{count}.jsonl"
    if not corpus.exists():
        _in_child(_make, collection, count, corpus)
    queries = draw(list(islice(stored(corpus), 0, None, max(1, count // SAMPLE))), SEED, PER_CLASS)
    built, left_out = {}, {}
    for name in names:
        try:
            built[name] = _built(name, corpus, count, folder / f"{name}-{count}")
        except (ImportError, NotImplementedError) as error:
            left_out[name] = str(error)
    folders = {name: folder / f"{name}-{count}" for name in built}
    try:
        answered = _answered(folders, queries)
    finally:
        for index in folders.values():
            shutil.rmtree(index)
    return {name: Measured(built[name], answered[name]) for name in built}, left_out


def _built(name: str, corpus: Path, count: int, folder: Path) -> Built:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    print(f"{count:,} stories: {name}", flush=True)
    try:
        return _in_child(_build, name, corpus, count, folder)
    except BaseException:
        shutil.rmtree(folder)
        raise


def _in_child(function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """The result of ``function`` in a process of its own, started anew."""
    with _child() as pool:
        return pool.submit(function, *args, **kwargs).result()


def _child() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(1, mp_context=get_context("spawn"))


def _make(collection: Path, count: int, path: Path) -> None:
    write(islice(reuters(collection), count) if count <= REUTERS else grown(collection, count, SEED), path)


def _build(name: str, corpus: Path, count: int, folder: Path) -> Built:
    adapter = load(name)
    if adapter.LARGEST is not None and count > adapter.LARGEST:
        raise NotImplementedError(f"not measured with more than {adapter.LARGEST:,} stories")
    stories = list(stored(corpus))
    gc.freeze()  # or those engines that make many objects would have all stories looked at, time and again
    base = _memory("VmRSS")
    with tempfile.TemporaryDirectory(prefix="bench-") as other:
        few = _seconds(adapter.build, iter(stories[:FEW]), Path(other))
    seconds = _seconds(adapter.build, iter(stories), folder)
    return Built(few, seconds, _memory("VmHWM") - base, size(folder))


def _memory(name: str) -> int:
    """Bytes by a line of Linux's ``/proc/self/status``: ``getrusage`` has the peak of the parent before ``exec``."""
    found = re.search(rf"{name}:\s*(\d+) kB", Path("/proc/self/status").read_text())
    return 1024 * int(found.group(1)) if found else 0


def _answered(folders: Mapping[str, Path], queries: Sequence[BenchQuery]) -> dict[str, Answered]:
    """What each engine took that has its index in one of ``folders``."""
    with ExitStack() as stack:
        children = {name: stack.enter_context(_child()) for name in folders}
        found = {name: child.submit(_open, name, folders[name], queries).result() for name, child in children.items()}
        taken = dict.fromkeys(folders, 0.0)
        for _ in range(ROUNDS):
            for name in folders:
                if taken[name] <= LONGEST:
                    for kind, times in children[name].submit(_ask).result().items():
                        found[name].times.setdefault(kind, []).append(times)
                        taken[name] += sum(times)
        return found


# Of a process that answers: its engine, and the queries of each kind.
_engine: Engine
_asked: dict[Kind, list[Any]] = {}


def _open(name: str, folder: Path, queries: Sequence[BenchQuery]) -> Answered:
    global _engine  # noqa: PLW0603 - one process asks one engine
    adapter = load(name)
    _forget(folder)
    started = time.perf_counter()
    _engine = adapter.open_index(folder)
    opening = time.perf_counter() - started
    first = _seconds(lambda: _engine.run(_engine.prepare(queries[0])))
    for query in queries:
        if (prepared := _engine.prepare(query)) is not None:
            _asked.setdefault(query.kind, []).append(prepared)
    return Answered(
        opening, first, {}, {kind: [_engine.run(query)[0] for query in its] for kind, its in _asked.items()}
    )


def _ask() -> dict[Kind, list[float]]:
    return {kind: [_seconds(_engine.run, query) for query in its] for kind, its in _asked.items()}


def _seconds(function: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> float:
    started = time.perf_counter()
    function(*args, **kwargs)
    return time.perf_counter() - started


def _forget(folder: Path) -> None:
    """Have the system drop the files below ``folder`` from its memory."""
    for file in filter(Path.is_file, folder.rglob("*")):
        with file.open("rb") as opened:
            os.fsync(opened.fileno())
            os.posix_fadvise(opened.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


# Tables --------------------------------------------------------------------------------------------------------------


def _report(count: int, measured: Mapping[str, Measured], left_out: Mapping[str, str]) -> str:
    tables = [
        _table(["", f"first {FEW}, s", "stories/s", "on disk, MB", "peak memory, MB", "open, ms", "first answer, ms"])
    ]
    tables[0] += "".join(_row([name, *_building(count, of)]) for name, of in measured.items())
    tables.append(_table(["p50 / p99, ms (p50 of each round)", *KINDS]))
    tables[1] += "".join(
        _row([name, *(_of_kind(of, kind, _percentiles) for kind in KINDS)]) for name, of in measured.items()
    )
    tables.append(_table(["stories found, median", *KINDS]))
    tables[2] += "".join(
        _row([name, *(_of_kind(of, kind, _counts) for kind in KINDS)]) for name, of in measured.items()
    )
    if own := measured.get(OWN):
        tables.append(_table(["p50, times Morgue's", *KINDS, "geometric mean"]))
        tables[3] += "".join(_row(_ratios(name, own, of)) for name, of in measured.items() if name != OWN)
    missing = "".join(f"{name} is left out: {reason}.\n" for name, reason in left_out.items())
    return f"### {count:,} stories\n\n" + "\n".join(tables) + (f"\n{missing}" if missing else "")


def _table(head: Sequence[str]) -> str:
    return _row(head) + "|---" * len(head) + "|\n"


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |\n"


def _building(count: int, of: Measured) -> list[str]:
    built, answered = of.built, of.answered
    return [
        f"{built.few:.2f}",
        f"{count / built.seconds:,.0f}",
        f"{built.size / 1e6:,.0f}",
        f"{built.memory / 1e6:,.0f}",
        f"{1000 * answered.opening:.2f}",
        f"{1000 * answered.first:.2f}",
    ]


def _of_kind(of: Measured, kind: Kind, cell: Callable[[Measured, Kind], str]) -> str:
    return cell(of, kind) if kind in of.answered.times else "–"


def _percentiles(of: Measured, kind: Kind) -> str:
    rounds = of.answered.times[kind]
    each = [1000 * median(runs) for runs in zip(*rounds, strict=True)]
    medians = [1000 * median(times) for times in rounds]
    high = quantiles(each, n=100, method="inclusive")[98]
    return f"{_middle(of, kind):.3f} / {high:.2f} ({min(medians):.3f}–{max(medians):.3f})"


def _middle(of: Measured, kind: Kind) -> float:
    """The median over rounds of their median milliseconds."""
    return 1000 * median(map(median, of.answered.times[kind]))


def _counts(of: Measured, kind: Kind) -> str:
    return f"{median(of.answered.counts[kind]):,.0f}"


def _ratios(name: str, own: Measured, other: Measured) -> Iterator[str]:
    """How many times Morgue's a peer's medians are, round by round: beyond 1, Morgue is faster."""
    theirs, ours = other.answered.times, own.answered.times
    ratios = {kind: median(map(_ratio, theirs[kind], ours[kind])) for kind in KINDS if kind in theirs and kind in ours}
    yield name
    yield from (f"{ratios[kind]:.3g}" if kind in ratios else "–" for kind in KINDS)
    yield f"{geometric_mean(ratios.values()):.3g}"


def _ratio(theirs: Sequence[float], ours: Sequence[float]) -> float:
    return median(theirs) / median(ours)


def keep(mark: str, report: str, path: Path = RESULTS) -> None:
    """Put ``report`` in the place of the section under the heading ``mark``, or at the end."""
    before, _, rest = path.read_text(encoding="utf-8").partition(mark)
    following = re.search(r"^## ", rest, re.MULTILINE)
    after = "\n" + rest[following.start() :] if following else ""
    path.write_text(f"{before.rstrip()}\n\n{mark}\n\n{report}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
