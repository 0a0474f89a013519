"""How long a question may take. What is beyond that is stopped, within a kernel too.

Python asks ``check`` between steps. Kernels that may run long look at a flag at each block, ``halt`` uint8[1], which a
thread sets that watches all questions under way: kernels run without Python's lock, so that it can.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from index.arrays.jit import time_compiling
from index.arrays.types import UInt8s
from search.errors import TookTooLong

TICK = 0.02  # seconds between two looks at who has had his time


class _Limit:
    """The limit of one question. Compiling, which happens once, is nobody's question and does not count."""

    def __init__(self, seconds: float) -> None:
        self.seconds, self._since = seconds, _counted()
        self.halt: UInt8s = np.zeros(1, np.uint8)

    def is_over(self) -> bool:
        """Whether the time is up; once a kernel was told so, for good."""
        return bool(self.halt[0]) or _counted() - self._since > self.seconds


def _counted() -> float:
    return time.monotonic() - time_compiling()


class _Thread(threading.local):
    limit: _Limit | None = None


NEVER: UInt8s = np.zeros(1, np.uint8)
_thread = _Thread()
_running: set[_Limit] = set()
_wake = threading.Event()
_watcher: threading.Thread | None = None


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Have ``check`` raise in this thread, and kernels stop, after so long; never where it is 0."""
    if not seconds:
        yield
        return
    _thread.limit = limit = _Limit(seconds)
    _running.add(limit)
    _watch()
    try:
        yield
    finally:
        _running.discard(limit)
        _thread.limit = None


def check() -> None:
    """Raise ``TookTooLong`` where the time of this thread's question is up. What a kernel gave that was told to halt is
    not to be used before."""
    limit = _thread.limit
    if limit and limit.is_over():
        raise TookTooLong(limit.seconds)


def halt() -> UInt8s:
    """What kernels look at that answer this thread's question."""
    return _thread.limit.halt if _thread.limit else NEVER


def _watch() -> None:
    global _watcher  # noqa: PLW0603 - one for all
    if not (_watcher and _watcher.is_alive()):
        _watcher = threading.Thread(target=_halt_in_time, daemon=True)
        _watcher.start()
    _wake.set()


def _halt_in_time() -> None:
    while True:
        _wake.wait()
        time.sleep(TICK)
        for limit in tuple(_running):
            limit.halt[0] = limit.is_over()
        if not _running:
            _wake.clear()
            if _running:  # meanwhile
                _wake.set()
