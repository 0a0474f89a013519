"""Whose turn it is to be answered, where several threads of a process ask at once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

# Seconds that a thread waits for its turn, before it goes on beside the others: most are answered in 4 ms, and what
# takes longer than this is mostly in kernels, beside which others run.
PATIENCE = 0.05


class Turns:
    """One thread after another.

    Python runs one at a time anyway. Where each may begin, they take its lock from one another at every call of a
    kernel, which drops it: a server with 32 clients then gave half as many answers (``python -m bench.serving``).
    """

    def __init__(self) -> None:
        self._turn = threading.Lock()

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Have this thread's turn begin, when the one before has ended or ``PATIENCE`` has."""
        is_alone = self._turn.acquire(timeout=PATIENCE)
        try:
            yield
        finally:
            if is_alone:
                self._turn.release()
