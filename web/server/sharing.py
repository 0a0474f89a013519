"""How connections are shared among the processes of a server, all of which accept at the same sockets."""

from __future__ import annotations

import time
from collections.abc import MutableSequence
from multiprocessing.sharedctypes import RawArray

LEFT_SECONDS = 0.02  # that a connection is left to a process that has fewer, which may be busy, or about to end
VAIN_SECONDS = 0.1  # after one was left in vain, in which nobody is: that process may be stopped
AWAY = 2**31 - 1  # connections that a process seems to have that accepts none

Counts = MutableSequence[int]  # the connections of each process


def counts_of(processes: int) -> Counts:
    """Counts of so many processes, in memory that those share that are forked later; all are away."""
    counts: Counts = RawArray("i", [AWAY] * processes)
    return counts


class Share:
    """What one process takes of those who connect: the first to wake would have them all, and others nothing to do."""

    def __init__(self, counts: Counts, place: int) -> None:
        """A process that has no connections yet, whose count is at ``place``."""
        self._counts, self._place = counts, place
        self._left_until = self._takes_until = 0.0
        counts[place] = 0

    def has(self, connections: int) -> None:
        """Tell the others how many this process has."""
        if self._counts[self._place] != AWAY:
            self._counts[self._place] = connections

    def ends(self) -> None:
        """Tell them, for good, that it accepts no more."""
        self._counts[self._place] = AWAY

    def leaves(self) -> bool:
        """Whether who connects is being left to another process."""
        return time.monotonic() < self._left_until and self._others_have_fewer()

    def takes(self) -> bool:
        """Whether to accept who connects now. Else he is left to a process that has fewer for ``LEFT_SECONDS``, and
        accepted if he is there still."""
        now = time.monotonic()
        if now < self._takes_until or not self._others_have_fewer():
            return True
        if self._left_until <= now < self._left_until + LEFT_SECONDS:
            self._takes_until = now + VAIN_SECONDS
            return True
        self._left_until = now + LEFT_SECONDS
        return False

    def _others_have_fewer(self) -> bool:
        return min(self._counts) < self._counts[self._place]
