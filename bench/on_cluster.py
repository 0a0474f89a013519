"""An archive on a cluster beside one in a folder: how soon it is rebuilt and answers, what it takes.

    python -m bench.cluster start
    python -m bench.on_cluster SOURCE [--readers 1 2 4] [--grown COUNT]

Rebuilds both of the same source, asks both 100 questions of each kind, and prints a table in Markdown. With ``--grown``
SOURCE holds Reuters-21578, and COUNT stories that read like those are the source (``bench.corpora``). Nodes, readers
and whoever asks share one machine, as ``bench.cluster`` starts them: numbers of a real cluster are others, and what to
look at is how the two compare.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from bench.cluster import LOCATION, NODES, ask, running
from bench.corpora import grown
from bench.random_queries import Maker, material
from search import Archive, QuoteRequest, SearchRequest, open_archive
from search.warming import warm_up

ASKED = 100
NAME = "bench"


def questions(folder: Path) -> dict[str, list[SearchRequest]]:
    """So many questions of each kind, of words of the archive."""
    maker = Maker(random.Random(1), material(folder))
    words = [word for word in maker.of.words if word.isalpha() and len(word) > 3]  # noqa: PLR2004

    def of(make: Callable[[], SearchRequest]) -> list[SearchRequest]:
        return [make() for _ in range(ASKED)]

    def some(count: int) -> str:
        return " ".join(maker.chance.choices(words, k=count))

    def quoted() -> str:
        text = maker.pick(maker.of.texts).split()
        at = maker.chance.randrange(max(len(text) - 2, 1))
        return '"' + " ".join(text[at : at + 2]).replace('"', "") + '"'

    return {
        "a word": of(lambda: SearchRequest(some(1), facets=False)),
        "two words": of(lambda: SearchRequest(some(2), facets=False)),
        "three words, any": of(lambda: SearchRequest(some(3), "any", facets=False)),
        "a phrase": of(lambda: SearchRequest(quoted(), facets=False)),
        "a prefix": of(lambda: SearchRequest(maker.pick(words)[:4] + "*", facets=False)),
        "quotes": of(lambda: QuoteRequest(some(1), facets=False)),
        "speaker: and quote:": of(lambda: SearchRequest(f"speaker:{some(1)} quote:{some(1)}", facets=False)),
        "a page: facets, reasons": of(lambda: SearchRequest(some(2), explain=True)),
    }


def milliseconds(archive: Archive, requests: Sequence[SearchRequest]) -> Iterator[float]:
    """How long each answer took."""
    for request in requests:
        started = time.perf_counter()
        archive.quotes(request) if isinstance(request, QuoteRequest) else archive.search(request)
        yield (time.perf_counter() - started) * 1000


def write_grown(folder: Path, count: int, path: Path) -> Path:
    """Write ``count`` stories that read like those in ``folder``, as JSON lines; where they are."""
    with path.open("w", encoding="utf-8") as file:
        for story in grown(folder, count, seed=1):
            about = {"id": story.id, "headline": story.headline, "text": story.body, "tags": story.tags}
            file.write(json.dumps({**about, "date": story.date.isoformat(), "section": story.section}) + "\n")
    return path


def rebuilt(source: Path, place: str, readers: int) -> float:
    """How many seconds a rebuild took."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "morgue", "rebuild", str(source), "--archive", place, "--workers", str(readers)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def processor_seconds() -> tuple[float, float]:
    """What nodes have taken of processors since they started, and what processes took that ended here."""
    stats = [Path(f"/proc/{running(node)}/stat").read_text().rpartition(")")[2].split() for node in NODES]
    nodes = sum(int(each[11]) + int(each[12]) for each in stats) / os.sysconf("SC_CLK_TCK")
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return nodes, ended.ru_utime + ended.ru_stime


def size_of(folder: Path) -> int:
    """The bytes of a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m bench.on_cluster", description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path)
    parser.add_argument("--readers", nargs="+", type=int, default=[1, 2, 4])
    parser.add_argument("--grown", type=int, metavar="COUNT")
    asked = parser.parse_args()
    location = LOCATION + NAME
    with tempfile.TemporaryDirectory() as kept:
        folder, source = Path(kept) / "archive", asked.source
        if asked.grown:
            source = write_grown(source, asked.grown, Path(kept) / "grown.jsonl")
        for readers in asked.readers:
            seconds = [rebuilt(source, str(folder), readers)]
            before = processor_seconds()
            seconds.append(rebuilt(source, location, readers))
            nodes, reading = (after - earlier for earlier, after in zip(before, processor_seconds(), strict=True))
            articles = open_archive(folder).stats().articles
            rates = [f"{articles / each:,.0f}" for each in seconds]
            print(
                f"rebuild with {readers} readers: {rates[0]} articles/s in a folder, {rates[1]} on the cluster; "
                f"processors: {1000 * nodes / articles:.1f} ms an article of nodes, {1000 * reading / articles:.1f} ms "
                "of who reads",
                flush=True,
            )
        here, there = open_archive(folder), open_archive(location, 0)
        warm_up(here)
        print(f"\n{articles:,} articles, {there.stats().quotes:,} quotes\n")
        print("| | folder p50 | p99 | cluster p50 | p99 |\n|---|---|---|---|---|")
        for kind, requests in questions(folder).items():
            cells = []
            for archive in (here, there):
                [*milliseconds(archive, requests[:20])]
                cells += np.percentile([*milliseconds(archive, requests)], [50, 99]).tolist()
            print(f"| {kind} | " + " | ".join(f"{each:.1f} ms" for each in cells) + " |", flush=True)
        stored = ask(
            NODES[0], f"/{NAME}*/_stats/store,docs?filter_path=indices.*.total.store,indices.*.primaries.store"
        )
        sizes = {name: each["primaries"]["store"]["size_in_bytes"] for name, each in stored["indices"].items()}
        current = there.stats().generation
        print(f"\ndisk: {size_of(folder / 'generations') / articles:,.0f} bytes an article in a folder;", end=" ")
        print(f"on the cluster {sizes[current] / articles:,.0f}, words {sizes[current + '-words'] / articles:,.0f}")
    resident = [Path(f"/proc/{running(node)}/status").read_text() for node in NODES if running(node)]
    megabytes = [int(text.partition("VmRSS:")[2].split()[0]) // 1024 for text in resident]
    print(f"memory: {', '.join(map(str, megabytes))} MB resident, each node")


if __name__ == "__main__":
    main()
