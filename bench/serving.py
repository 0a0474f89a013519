"""How many questions a second a server answers, and how soon, while many clients ask at once.

    python -m bench.serving FOLDER [--processes N] [--clients N] [--seconds N] [--queries N]
        [--archive DIR]

FOLDER holds Reuters-21578, of which an archive is built unless DIR has one. Clients are connections that ask one
question after another, of N of those of ``bench.searching`` (one word, any, all, phrase), in another order each; they
share the machine with the server. A process remembers the answers to 1,000; with fewer all are soon answered from
memory. How much of the processor an answer takes says more where others are at work.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import os
import random
import re
import tempfile
import time
from pathlib import Path
from urllib.parse import quote_plus

from bench.corpora import draw, reuters
from bench.reading_room import KINDS
from bench.rebuilding import _typed
from bench.served import rebuild, serving

DRAWN, SEED = 500, 99  # queries of each kind


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("collection", type=Path)
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    parser.add_argument("--clients", type=int, default=32)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--queries", type=int, default=4 * DRAWN)
    parser.add_argument("--archive", type=Path)
    options = parser.parse_args()
    queries = [query for query in draw(reuters(options.collection), SEED, DRAWN) if query.kind in KINDS]
    paths = [f"/api/search?q={quote_plus(_typed(query))}" + "&match=any" * (query.kind == "any") for query in queries]
    paths = random.Random(SEED).sample(paths, min(options.queries, len(paths)))
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        archive = options.archive or Path(temporary) / "archive"
        if not archive.exists():
            rebuild(archive, options.collection)
        with serving(archive, options.processes) as server:
            before = server.use().processor
            seconds = sorted(asyncio.run(_asked(server.port, paths, options.clients, options.seconds)))
            used = server.use().processor - before
    half, most = (1000 * seconds[int(len(seconds) * share)] for share in (0.5, 0.99))
    print(f"{options.processes} processes, {options.clients} clients, load {os.getloadavg()[0]:.1f}: ", end="")
    print(
        f"{len(seconds) / options.seconds:.0f} answers a second, half within {half:.0f} ms, 99 % {most:.0f} ms, ",
        end="",
    )
    print(f"{1000 * used / len(seconds):.2f} ms of the processor each, of {len(paths)} queries")


async def _asked(port: int, paths: list[str], clients: int, seconds: float) -> list[float]:
    """Seconds of each answer. Raises ``AssertionError`` for one that is none."""
    ends, took = time.monotonic() + seconds, list[float]()
    await asyncio.gather(
        *(_client(port, random.Random(n).sample(paths, len(paths)), ends, took) for n in range(clients))
    )
    return took


async def _client(port: int, paths: list[str], ends: float, took: list[float]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for path in itertools.cycle(paths):
        if (started := time.monotonic()) >= ends:
            break
        writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        assert head.startswith("http/1.1 200"), f"{path}: {head}"
        length = re.search(r"content-length: (\d+)", head)
        assert length
        await reader.readexactly(int(length[1]))
        took.append(time.monotonic() - started)
    writer.close()


if __name__ == "__main__":
    main()
