"""Which texts of an article were withdrawn or removed, by what generations know of it one after the other.

Where a later text takes an article's place, the one before it becomes an earlier version. Who removes it has all its
versions go too, and who withdraws it those published before that: which, no generation says. So where a generation has
an article no more, or fewer versions of it than are due, those that stood in the generations before it are to be shown
no more, whatever was sent since.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from index.repairing.known import Known


def withdrawn_until(history: Mapping[int, Known], name: str) -> int:
    """The number of the last generation whose texts of an article are known to have been withdrawn or removed since; -1
    where of none they are. ``history``: what generations know, by their numbers, in order.

    That is not told where it was withdrawn and came again as often as it has versions more, between two of these
    generations. And a text that says the same as the one it replaced leaves no version, as after a withdrawal.
    """
    until, last = -1, None
    for number, known in history.items():
        versions = known.versions(name)
        if not (known.unknown or name in known.live):
            until, last = number, None
        elif versions is not None:
            if last and versions < last.due + _is_replaced(last.segment, name, known):
                until = last.number
            last = _Standing(number, known.live.get(name, ""), versions)
    return until


class _Standing(NamedTuple):
    """In which segment the text of an article stands that a generation shows, "" where that is not known, and how many
    versions are ``due`` in the next one, but for that text."""

    number: int
    segment: str
    due: int


def _is_replaced(segment: str, name: str, after: Known) -> bool:
    """Whether the text of an article in this segment, which a generation had in force, is deleted in one ``after``."""
    return name in after.deleted.get(segment, ())
