"""Sending documents in bulk: by several threads, no faster than the cluster takes them, and again what it could not."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event
from typing import TypeAlias

from index.cluster.connection import CONFLICT, PASSING, Cluster, ClusterError, DiskFull, Json, Refused, lines

Action: TypeAlias = tuple[Json, Json | None]  # what is to be done, and the document, where one is written

THREADS = 3  # that send at once
WAITING = 2  # batches that are ready beside those being sent: whoever reads waits for the cluster
LONGEST = 240.0  # seconds for which a batch is sent again before it is given up: a node may have to start
PAUSES = (0.2, 0.5, 1.0, 2.0, 5.0)  # seconds between; the last goes on
TOGETHER = 2_000  # documents of words sent at once


class Sender:
    """Sends batches to an index; ``wait`` waits until all are acknowledged."""

    def __init__(self, cluster: Cluster, pool: ThreadPoolExecutor) -> None:
        self._cluster, self._pool, self.ended = cluster, pool, Event()
        self._under_way: deque[Future[None]] = deque()

    def send(self, index: str, make: Callable[[], Sequence[Action]]) -> None:
        """Send the actions that ``make`` makes, in a thread. Raises ``ClusterError`` where others were refused."""
        while len(self._under_way) >= THREADS + WAITING:
            self._under_way.popleft().result()
        self._under_way.append(self._pool.submit(lambda: send(self._cluster, index, make(), self.ended)))

    def wait(self) -> None:
        """Wait until all that was sent is acknowledged. Raises ``ClusterError`` where some is refused."""
        while self._under_way:
            self._under_way.popleft().result()


@contextmanager
def sending(cluster: Cluster) -> Iterator[Sender]:
    """What sends to a cluster; all is acknowledged when the context ends without an error."""
    with ThreadPoolExecutor(THREADS) as pool:
        sender = Sender(cluster, pool)
        try:
            yield sender
            sender.wait()
        except BaseException:
            sender.ended.set()
            pool.shutdown(cancel_futures=True)
            raise


def send(cluster: Cluster, index: str, actions: Sequence[Action], ended: Event) -> None:
    """Send ``actions`` until each is acknowledged, or all is ``ended``: what is refused for now, or by a node that is
    gone, again. To send twice does no harm, for each names its document."""
    pending, ends = [*actions], time.monotonic() + LONGEST
    for pause in _pauses():
        try:
            pending = _not_taken(cluster, index, pending)
        except ClusterError as error:
            lasts = isinstance(error, Refused) and error.status not in PASSING
            if isinstance(error, DiskFull) or lasts or time.monotonic() > ends:
                raise
        if not pending or ended.wait(pause):
            return
        if time.monotonic() > ends:
            raise ClusterError(f"{cluster.location}: the cluster refused documents for {LONGEST:g} s; it is overloaded")


def _pauses() -> Iterator[float]:
    yield from PAUSES
    while True:
        yield PAUSES[-1]


def _not_taken(cluster: Cluster, index: str, pending: list[Action]) -> list[Action]:
    """Those of some documents that the cluster does not take for now. Raises ``ClusterError`` for one that it never
    will."""
    text = lines(line for pair in pending for line in pair if line is not None)
    answer = cluster.ask("POST", f"/{index}/_bulk", text, filter_path="errors,items.*.status,items.*.error")
    if not answer["errors"]:
        return []
    again = []
    for pair, item in zip(pending, answer["items"], strict=True):
        (outcome,) = item.values()
        if "error" in outcome and not (outcome["status"] == CONFLICT and "version" in str(pair[0])):
            error = cluster.refused(outcome["status"], outcome["error"].get("type", ""), {"error": outcome["error"]})
            if outcome["status"] not in PASSING or isinstance(error, DiskFull):
                raise error
            again.append(pair)
    return again


def in_batches(documents: Sequence[Json], run: str) -> Iterator[list[Action]]:
    """Documents as the actions that send them, ``TOGETHER`` at once, named after the ``run`` that they come of."""
    for first in range(0, len(documents), TOGETHER):
        some = enumerate(documents[first : first + TOGETHER], start=first)
        yield [({"index": {"_id": f"{run}-{n}"}}, each) for n, each in some]
