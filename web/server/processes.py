"""The processes of a server: workers that answer, at the same listening sockets, and one that sees to them.

    this process ─ fork ─▶ workers (`web.server.server`)
                 └─ fork ─▶ one that compiles, once

What is loaded here workers share. Nobody waits for a compiler: while kernels are not compiled, workers run them as
Python; then others take their place, and they end when their clients have had their answers.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from socket import socket
from typing import NamedTuple

from flask import Flask

from index.arrays.jit import are_kept, interpret, interpreted
from search import Archive
from search.warming import warm_up
from web.middleware.metrics import process_ended
from web.server.server import STOP_SECONDS, Server
from web.server.sharing import AWAY, Share, counts_of

# Articles. In an archive of 21,578 most questions take 0.03 to 1.4 s in Python that take 0.1 to 10 ms compiled; phrases
# of nothing but function words take 10 s, which is the time limit.
MOST_INTERPRETED = 50_000
NICE = 10  # of the process that compiles: who asks goes first
SOON = 1.0  # second: a worker that ended sooner than that after its start is not replaced before
ENDS, RETIRES = signal.SIGTERM, signal.SIGUSR1  # what tells a worker to end: now, or when its clients are gone
WATCHED = (signal.SIGCHLD, signal.SIGINT, signal.SIGTERM)
logger = logging.getLogger("morgue")


class _Worker(NamedTuple):
    """A process that answers: where its count of connections is, and when it was started."""

    place: int
    started: float


class Workers:
    """Processes that answer with ``application`` over ``archive``: ``count`` of them, whatever becomes of any."""

    def __init__(self, application: Flask, archive: Archive, sockets: Sequence[socket], count: int) -> None:
        self._application, self._archive, self._sockets, self._count = application, archive, sockets, count
        self._workers: dict[int, _Worker] = {}  # by the numbers of their processes
        self._connections = counts_of(count)
        self._retired: set[int] = set()
        self._compiler = 0
        self._interpreting = False

    def run(self) -> None:
        """Have workers answer, until SIGINT or SIGTERM comes."""
        signal.pthread_sigmask(signal.SIG_BLOCK, WATCHED)
        try:
            self._begin()
            while signal.sigwait(WATCHED) == signal.SIGCHLD:
                self._see_to_ended()
        finally:
            self._end()

    def _begin(self) -> None:
        """Have workers answer at once, where they can, and then those that are quick."""
        self._interpreting = self._articles() <= MOST_INTERPRETED
        if self._interpreting:
            self._fill()
        if are_kept("search"):
            self._use_compiled()
        else:
            if not self._interpreting:
                self._interpreting = True
                self._fill()
            self._compiler = self._forked(self._compile)

    def _compile(self) -> None:
        os.nice(NICE)
        warm_up(self._archive)

    def _use_compiled(self) -> None:
        """Load machine code, for workers to share, and have such ones take the place of those that have none."""
        warm_up(self._archive)
        before, self._interpreting = [*self._workers], False
        self._workers.clear()
        self._connections = counts_of(self._count)
        self._fill()
        for process in before:
            self._retired.add(process)
            _tell(process, RETIRES)

    def _articles(self) -> int:
        """How many articles the generation in force has; it is open then, and workers have it."""
        with interpreted():
            return self._archive.stats().articles

    def _fill(self) -> None:
        self._articles()
        taken = {worker.place for worker in self._workers.values()}
        for place in set(range(self._count)) - taken:
            process = self._forked(partial(self._work, place))
            self._workers[process] = _Worker(place, time.monotonic())

    def _work(self, place: int) -> None:
        if self._interpreting:
            interpret()
        server = Server(self._application, self._sockets, Share(self._connections, place))
        signal.signal(ENDS, lambda _number, _frame: server.stop())
        signal.signal(RETIRES, lambda _number, _frame: server.retire())
        signal.pthread_sigmask(signal.SIG_UNBLOCK, WATCHED)
        try:
            server.run()
        finally:
            server.close()

    def _see_to_ended(self) -> None:
        """Replace workers that ended, whatever they died of."""
        for process, status in _ended():
            worker = self._workers.pop(process, None)
            self._retired.discard(process)
            process_ended(process)
            if worker:
                self._connections[worker.place] = AWAY
                logger.warning("a worker ended (%s); another takes its place", _said(status))
                time.sleep(max(worker.started + SOON - time.monotonic(), 0))
            if process == self._compiler:
                self._compiler = 0
                if status:
                    logger.warning("what compiles ended (%s); going on without machine code", _said(status))
                else:
                    self._use_compiled()
        self._fill()

    def _end(self) -> None:
        """Have workers answer what is under way, and end all."""
        for one in self._sockets:
            one.close()
        running = {*self._workers, *self._retired}
        if self._compiler:
            _tell(self._compiler, signal.SIGKILL)
        for process in running:
            _tell(process, ENDS)
        ends = time.monotonic() + STOP_SECONDS + SOON
        while running and (left := ends - time.monotonic()) > 0:
            running -= {process for process, _ in _ended()}
            if running and (came := signal.sigtimedwait(WATCHED, left)) and came.si_signo == signal.SIGINT:
                break
        for process in running:
            _tell(process, signal.SIGKILL)

    def _forked(self, run: Callable[[], None]) -> int:
        """A process of its own that runs ``run``: its number."""
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        process = os.fork()
        if process:
            return process
        status = 1
        try:
            signal.signal(
                signal.SIGINT, signal.SIG_IGN
            )  # Ctrl-C is told to all: it is the first process's to say what then
            run()
            status = 0
        except BaseException:
            logger.exception("a process of the server ended")
        finally:
            os._exit(status)


def _ended() -> list[tuple[int, int]]:
    """The processes that have ended since it was last asked, each with its status."""
    found = []
    with suppress(ChildProcessError):
        while (ended := os.waitpid(-1, os.WNOHANG))[0]:
            found.append(ended)
    return found


def _tell(process: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.kill(process, number)


def _said(status: int) -> str:
    code = os.waitstatus_to_exitcode(status)
    return f"exit code {code}" if code >= 0 else signal.Signals(-code).name
