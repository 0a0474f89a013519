"""Results over time as bars, each of which is a link that narrows to its period; of several queries side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from search import Results
from search.answers import Unit
from search.request import LONGEST_QUERY
from web.pages.links import with_argument

HEIGHT, STEP, GAP = 60, 10, 1.5  # of the tallest bar, from period to period, between two, in units of the drawing
LEAST = 2  # height of a bar for one result among thousands
MOST_BARS = (
    400  # beyond which periods without results are left out: a slip of the pen may date an article to the year 1
)
UNITS: tuple[Unit, ...] = ("day", "month", "year")
LENGTHS = {"day": len("2017-06-21"), "month": len("2017-06"), "year": len("2017")}
Link = Callable[..., str]  # the address of a query's results with changed arguments


class Series(NamedTuple):
    """A query whose results are drawn: what it is called, its results, and the addresses of these."""

    name: str
    results: Results[Any]
    link: Link


class Bar(NamedTuple):
    """A bar: of which series, where it stands, what it says and where it leads."""

    series: int
    x: float
    y: float
    width: float
    height: float
    said: str
    href: str


class Drawing(NamedTuple):
    """Bars that have something to show, and how wide all are together; the names of the series, and how many results
    each has; the first and last period, and what the tallest bar says; ``gaps``: whether periods without results are
    left out; ``shares``: whether bars are shares of all articles."""

    bars: list[Bar]
    width: int
    unit: Unit
    series: list[tuple[str, int]]
    first: str
    last: str
    most: str
    gaps: bool
    shares: bool


def drawing(series: Sequence[Series], shares: bool = False) -> Drawing | None:
    """Several queries over time; nothing where there are not two periods to compare."""
    known = [found for one in series if (found := one.results.periods) and found.periods]
    if not known:
        return None
    unit = max((found.unit for found in known), key=UNITS.index)
    counts = [_summed(one.results.periods.periods if one.results.periods else {}, unit) for one in series]
    whole = {period: number for found in known for period, number in _summed(found.whole, unit).items()}
    periods = _span(counts, unit)
    if len(periods) < 2:  # noqa: PLR2004
        return None
    gaps = len(periods) > MOST_BARS
    if gaps:
        periods = [period for period in periods if any(of.get(period) for of in counts)]
    values = [
        {period: of[period] / (whole[period] if shares else 1) for period in periods if of.get(period)} for of in counts
    ]
    tallest = max(value for of in values for value in of.values())
    width, bars = (STEP - GAP) / len(series), []
    for n, one in enumerate(series):
        narrowed, name = _narrowing(unit, one), f"{one.name}, " if len(series) > 1 else ""
        for at, period in enumerate(periods):
            if value := values[n].get(period):
                height = round(max(value / tallest * HEIGHT, LEAST), 1)
                x, y = round(at * STEP + GAP / 2 + n * width, 2), round(HEIGHT - height, 1)
                said = f"{name}{_name(unit, period)}: {_said(counts[n][period], value, shares)}"
                bars.append(Bar(n, x, y, round(width, 2), height, said, narrowed(period)))
    named = [(one.name, one.results.total) for one in series]
    ends = _name(unit, periods[0]), _name(unit, periods[-1])
    most = f"{tallest:.1%}" if shares else f"{int(tallest):,}"
    return Drawing(bars, len(periods) * STEP, unit, named, *ends, most, gaps, shares)


def _said(count: int, value: float, shares: bool) -> str:
    return f"{value:.1%} of all ({count:,})" if shares else f"{count}"


def _summed(counts: Mapping[str, int], unit: Unit) -> dict[str, int]:
    """Counts by longer periods."""
    summed: dict[str, int] = {}
    for period, count in counts.items():
        longer = period[: LENGTHS[unit]]
        summed[longer] = summed.get(longer, 0) + count
    return summed


def _span(counts: Iterable[Mapping[str, int]], unit: Unit) -> list[str]:
    """Every period from the first in which anything is to the last."""
    some = {period for of in counts for period, count in of.items() if count}
    first, last = min(some), max(some)
    return [*_periods(first, last, unit)]


def _periods(first: str, last: str, unit: Unit) -> Iterable[str]:
    if unit == "day":
        days = range(date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal() + 1)
        return (date.fromordinal(day).isoformat() for day in days)
    if unit == "year":
        return (f"{year:04}" for year in range(int(first), int(last) + 1))
    months = range(*(int(month[:4]) * 12 + int(month[5:]) - 1 + n for n, month in enumerate((first, last))))
    return (f"{month // 12:04}-{month % 12 + 1:02}" for month in months)


def _narrowing(unit: Unit, series: Series) -> Callable[[str], str]:
    """What leads to the results of a period. There is no facet of days: those are asked for in the query."""
    link, read_as = series.link, series.results.read_as
    if unit != "day":
        other = "month" if unit == "year" else "year"
        here = link(page=None, **{unit: None, other: None})
        return lambda period: with_argument(here, unit, period)
    here, before = link(page=None, q=None), "" if read_as in ("", "*:*") else f"({read_as}) AND "
    longest = LONGEST_QUERY - len("published:2023-06-21")
    return lambda day: with_argument(here, "q", f"{before}published:{day}") if len(before) <= longest else ""


def _name(unit: Unit, period: str) -> str:
    if unit == "year":
        return period
    day = date.fromisoformat(period if unit == "day" else f"{period}-01")
    return f"{day.day} {day:%B} {day.year}" if unit == "day" else f"{day:%B} {day.year}"
