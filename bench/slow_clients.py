"""Ask a server while others hold on to it: clients that say nothing, that trickle, that are greedy.

    python -m bench.slow_clients [--clients N] [--requests N]

Starts ``morgue serve`` over the sample articles on this machine, opens N connections of a kind, and asks for pages and
JSON meanwhile, each over a connection of its own; then all kinds at once. Connections that the server closes are opened
again, so that as many are always there. Exits with 1 where a request failed, or where one in a hundred took longer than
``SLOWEST``.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import http.client
import multiprocessing
import resource
import socket
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from bench.served import HOST, PATIENCE, sample_archive, serving

SLOWEST = 0.2  # seconds that 99 of 100 requests may take
ENOUGH = 10  # failed requests after which no more are asked
OPENED_PER_SECOND = 100  # connections; more at once would be a flood of requests, which is another matter
TIRED = 10.0  # seconds after which a client that was refused tries again
HOLD = 300.0  # seconds for which a client that reads nothing, and so cannot see the server's end, holds on
PATHS = ("/", "/?q=ferry", "/api/search?q=bridge+storm&size=5", "/quotes?q=sorry", "/static/morgue.css", "/?q=harb*")
HEAD = f"Host: {HOST}\r\n".encode()
BODY = b"POST /api/search HTTP/1.1\r\n" + HEAD + b"Content-Length: 1000000\r\n\r\n"
MANY_PAGES = b"GET /?q=the&size=100 HTTP/1.1\r\n" + HEAD + b"\r\n"


class Times(NamedTuple):
    """Seconds of each request that was answered, in order, and what went wrong with the others."""

    seconds: list[float]
    failures: list[str]

    def within(self, share: float) -> float:
        """Seconds within which so large a share of the requests was answered."""
        return self.seconds[min(int(len(self.seconds) * share), len(self.seconds) - 1)] if self.seconds else PATIENCE


async def _idle(connection: socket.socket) -> None:
    await asyncio.get_running_loop().sock_recv(connection, 1)


async def _trickling(connection: socket.socket) -> None:
    loop = asyncio.get_running_loop()
    await loop.sock_sendall(connection, b"GET / HTTP/1.1\r\n" + HEAD + b"X: ")
    while True:  # until the server closes the connection
        await asyncio.sleep(1)
        await loop.sock_sendall(connection, b"x")


async def _promising(connection: socket.socket) -> None:
    loop = asyncio.get_running_loop()
    await loop.sock_sendall(connection, BODY)
    while await loop.sock_recv(connection, 4096):
        pass


async def _reading_nothing(connection: socket.socket) -> None:
    await asyncio.get_running_loop().sock_sendall(connection, 5 * MANY_PAGES)
    await asyncio.sleep(HOLD)


KINDS: dict[str, tuple[Callable[[socket.socket], object], ...]] = {
    "idle": (_idle,),
    "trickling": (_trickling,),
    "greedy": (_promising, _reading_nothing),
}


@contextmanager
def held(kind: str, count: int, port: int) -> Iterator[None]:
    """So many connections of a kind, held by a process of its own while the block runs."""
    context = multiprocessing.get_context("spawn")
    ready = context.Event()
    holder = context.Process(target=_hold, args=(kind, count, port, ready), daemon=True)
    holder.start()
    try:
        if not ready.wait(60 + count / OPENED_PER_SECOND):
            raise RuntimeError(f"{count} {kind} connections could not be opened")
        _until_it_keeps_up(port)
        yield
    finally:
        holder.kill()
        holder.join()


def _hold(kind: str, count: int, port: int, ready: object) -> None:
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_hold_all(kind, count, port, ready))


async def _hold_all(kind: str, count: int, port: int, ready: object) -> None:
    ways = KINDS[kind]
    async with asyncio.TaskGroup() as group:
        for number in range(count):
            group.create_task(_hold_one(ways[number % len(ways)], port))
            await asyncio.sleep(1 / OPENED_PER_SECOND)
        ready.set()  # type: ignore[attr-defined]


async def _hold_one(way: Callable[[socket.socket], object], port: int) -> None:
    while True:
        with socket.socket() as connection, contextlib.suppress(OSError):
            connection.setblocking(False)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            await asyncio.get_running_loop().sock_connect(connection, (HOST, port))
            await way(connection)  # type: ignore[misc]
        await asyncio.sleep(TIRED)


def ask(port: int, count: int) -> Times:
    """Ask for pages, one after the other."""
    seconds, failures = [], []
    for number in range(count):
        path = PATHS[number % len(PATHS)]
        started = time.perf_counter()
        try:
            connection = http.client.HTTPConnection(HOST, port, timeout=PATIENCE)
            with contextlib.closing(connection):
                connection.request("GET", path)
                answer = connection.getresponse()
                answer.read()
            if answer.status != http.HTTPStatus.OK:
                failures.append(f"{path}: {answer.status}")
            else:
                seconds.append(time.perf_counter() - started)
        except OSError as error:
            failures.append(f"{path}: {error!r}")
        if len(failures) >= ENOUGH:
            break
    return Times(sorted(seconds), failures)


def _until_it_keeps_up(port: int) -> None:
    """Wait until the server has done what was asked of it while connections were opened."""
    ends = time.monotonic() + PATIENCE
    while ask(port, 1).within(1) > SLOWEST and time.monotonic() < ends:
        time.sleep(0.1)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 1 beyond the limits."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--clients", type=int, default=1_000, help="of each kind (default: %(default)s)")
    parser.add_argument("--requests", type=int, default=500, help="meanwhile (default: %(default)s)")
    parser.add_argument("--kinds", nargs="*", choices=[*KINDS], default=[*KINDS], help="of clients (default: all)")
    options = parser.parse_args(arguments)
    print(f"{options.requests} requests while {options.clients:,} clients of a kind hold on")
    print(f"{'kind':<12}{'p50 ms':>9}{'p99 ms':>9}{'max ms':>9}{'failed':>9}")
    fine = True
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        archive = sample_archive(Path(folder))
        for kinds in ([], *([kind] for kind in options.kinds), options.kinds):
            with serving(archive) as (port, _), ExitStack() as holding:
                ask(port, 5 * len(PATHS))  # it has compiled and loaded what it needs
                for kind in kinds:
                    holding.enter_context(held(kind, options.clients, port))
                times = ask(port, options.requests)
            p50, p99, longest = (1000 * times.within(share) for share in (0.5, 0.99, 1.0))
            name = kinds[0] if len(kinds) == 1 else "all" if kinds else "nobody"
            print(f"{name:<12}{p50:>9.1f}{p99:>9.1f}{longest:>9.1f}{len(times.failures):>9}", *times.failures[:1])
            fine = fine and not times.failures and times.within(0.99) <= SLOWEST
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
