"""Time what a user waits for: a whole rebuild, beside tantivy's bare indexing; one search from a cold process; a page.

    python -m bench.rebuilding FOLDER [--runs N] [--write]

FOLDER holds Reuters-21578. ``morgue rebuild`` is a process of its own that reads the files, finds quotes and speakers
and writes both indexes and the texts; tantivy gets stories that are in memory already, headline and body alone. The
search is one of the samples. The best of N runs each, in turn. Pages are what the browser asks for: 20 results with
their snippets, counts and suggestions, for the queries of ``bench.searching`` as typed. ``--write`` replaces the
figures in bench/RESULTS.md.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median

from bench.corpora import BenchQuery, Story, draw, reuters
from bench.engines import load
from bench.searching import PER_CLASS, SEED, keep
from search import open_archive
from search.request import SearchRequest

MARK = "## A whole rebuild, a cold search, and pages"
ROOT = Path(__file__).parent.parent


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--write", action="store_true", help="write the figures to bench/RESULTS.md")
    options = parser.parse_args()
    stories = reuters(options.folder)
    tantivy = load("tantivy")
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        folder = Path(temporary)
        samples, archive, peer = folder / "samples", folder / "archive", folder / "tantivy"
        _morgue("rebuild", str(ROOT / "corpus" / "samples"), "--archive", str(samples))
        best: dict[str, float] = {}
        for _ in range(options.runs):
            for name, run in (
                ("rebuild", lambda: _morgue("rebuild", str(options.folder), "--archive", str(archive))),
                ("tantivy", lambda: tantivy.build(stories, _empty(peer))),
                ("search", lambda: _morgue("search", "ferry", "--archive", str(samples))),
            ):
                best[name] = min(best.get(name, float("inf")), _seconds(run))
        pages = sorted(_pages(archive, stories))
    rates = {name: len(stories) / best[name] for name in ("rebuild", "tantivy")}
    report = f"`python -m bench.rebuilding`, {platform.machine()}, {os.cpu_count()} cores, "
    report += f"Python {platform.python_version()}, best of {options.runs}.\n\n"
    report += (
        f"{len(stories):,} articles. `morgue rebuild`, the whole process: {rates['rebuild']:,.0f} articles a second; "
    )
    report += f"tantivy, bare: {rates['tantivy']:,.0f}; {rates['rebuild'] / rates['tantivy']:.2f} of its rate. "
    report += f"`morgue search` of the samples, the whole process: {best['search']:.2f} s. "
    report += f"Of {len(pages)} pages the median takes {1000 * median(pages):.1f} ms, one in a hundred more than "
    report += f"{1000 * pages[len(pages) * 99 // 100]:.0f} ms.\n"
    print(report)
    if options.write:
        keep(MARK, report)


def _pages(archive: Path, stories: Sequence[Story]) -> Iterator[float]:
    """Seconds of each page, after one of its kind."""
    opened = open_archive(str(archive))
    for query in draw(stories, SEED, PER_CLASS):
        request = SearchRequest(
            q=_typed(query),
            match="any" if query.kind in ("any", "newest") else "all",
            sort="newest" if query.kind == "newest" else "relevance",
        )
        opened.search(request)
        yield _seconds(lambda: opened.search(request))  # noqa: B023 - called at once


def _typed(query: BenchQuery) -> str:
    words = " ".join(query.words)
    match query.kind:
        case "phrase":
            return f'"{words}"'
        case "prefix":
            return f"{words}*"
        case "fuzzy":
            return f"{words}~1"
        case "fielded":
            return f"headline:{words}"
        case "dated":
            return f"{words} published:{query.since:%Y-%m}"
        case _:
            return words


def _morgue(*arguments: str) -> None:
    command = [sys.executable, "-m", "morgue", *arguments]
    # As for a user, whose Python keeps the bytecode of what it has loaded once.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(command, cwd=ROOT, env=kept, check=True, stdout=subprocess.DEVNULL)


def _empty(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


def _seconds(run: Callable[[], object]) -> float:
    started = time.perf_counter()
    run()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
