"""Results over time as bars, each of which is a link that narrows to its period."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from search import Timeline
from search.request import LONGEST_QUERY

HEIGHT, STEP, GAP = 60, 10, 1.5  # of the tallest bar, from bar to bar, between two, in units of the drawing
LEAST = 2  # height of a bar for one result among thousands
MOST_BARS = (
    400  # beyond which periods without results are left out: a slip of the pen may date an article to the year 1
)


class Bar(NamedTuple):
    """A bar: where it stands, what it says and where it leads (nowhere where there is nothing to see)."""

    x: float
    y: float
    width: float
    height: float
    articles: int
    name: str
    href: str


class Drawing(NamedTuple):
    """Bars, and how wide they are together; ``gaps``: whether periods without results are left out."""

    bars: list[Bar]
    width: int
    unit: str
    gaps: bool


def drawing(timeline: Timeline, link: Callable[..., str]) -> Drawing | None:
    """A timeline as bars; nothing where there are not two of them to compare."""
    periods = timeline.periods
    gaps = len(periods) > MOST_BARS
    if gaps:
        periods = {period: count for period, count in periods.items() if count}
    if len(periods) < 2:  # noqa: PLR2004
        return None
    tallest = max(periods.values())
    bars = []
    for n, (period, count) in enumerate(periods.items()):
        height = max(count / tallest * HEIGHT, LEAST) if count else 0
        href = _narrowed(timeline, period, link) if count else ""
        place = n * STEP + GAP / 2, round(HEIGHT - height, 1), STEP - GAP, round(height, 1)
        bars.append(Bar(*place, count, _name(timeline.unit, period), href))
    return Drawing(bars, len(bars) * STEP, timeline.unit, gaps)


def _narrowed(timeline: Timeline, period: str, link: Callable[..., str]) -> str:
    """The results of one period. There is no facet of days: those are asked for in the query."""
    if timeline.unit != "day":
        other = "month" if timeline.unit == "year" else "year"
        return link(page=None, **{timeline.unit: (period,), other: None})
    day = f"published:{period}"
    q = day if timeline.read_as in ("", "*:*") else f"({timeline.read_as}) AND {day}"
    return link(page=None, q=q) if len(q) <= LONGEST_QUERY else ""


def _name(unit: str, period: str) -> str:
    if unit == "year":
        return period
    day = date.fromisoformat(period if unit == "day" else f"{period}-01")
    return f"{day.day} {day:%B} {day.year}" if unit == "day" else f"{day:%B} {day.year}"
