"""Which of several versions of an article was published last, and the order of the others: total, whatever they say.

Two times are told apart as instants, a time and a day, or two days, as days in the publisher's calendar, and who says
nothing stands where it came. Compared two at a time, that has circles: of 9 o'clock, a day and 10 o'clock, which came
in this order, each may stand behind the one before. So a version has a place, which it gets once from those before it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple, Protocol, TypeVar


class Dated(Protocol):
    """A version, as an ``Article``."""

    @property
    def issued(self) -> date | datetime | None:
        """When it was published, as far as that is known."""


AnyDated = TypeVar("AnyDated", bound=Dated)


class Place(NamedTuple):
    """Where a version stands: at an ``instant``, its own or that of the version that it was put behind, if any of them
    says one; and behind all of a later ``day`` where it is of that and says no time."""

    instant: datetime | None = None
    day: date | None = None

    @property
    def last_day(self) -> date:
        """The day of what stands here, in the publisher's calendar."""
        return self.day or (self.instant.date() if self.instant else date.min)


FIRST = Place()  # behind nothing


def placed(version: Dated, last: Place = FIRST) -> Place | None:
    """The place of a version that comes to others of which the last stands at ``last``; None where it is older."""
    issued = version.issued
    if issued is None:
        return last
    if not isinstance(issued, datetime):
        behind = last if issued == last.last_day else Place(last.instant, issued)
        return behind if issued >= last.last_day else None
    is_older = (last.instant and issued < last.instant) or (last.day and issued.date() < last.day)
    return None if is_older else Place(issued)


def lined_up(versions: Iterable[AnyDated]) -> tuple[list[AnyDated], list[Place]]:
    """Versions of an article, given as they came, each behind those before it that it is not older than; their places.
    Where the last of them came to be shown, it is the last still."""
    line: list[AnyDated] = []
    places: list[Place] = []
    for version in versions:
        at, place = len(line), placed(version, places[-1] if places else FIRST)
        if place is None:
            at = bisect_left(places, True, key=lambda last: placed(version, last) is None)
            place = placed(version, places[at - 1] if at else FIRST)
        assert place
        line.insert(at, version)
        places.insert(at, place)
    return line, places
