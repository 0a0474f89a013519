"""Counting results by section, date, byline and tag, and over time, and narrowing them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from itertools import islice
from typing import NamedTuple

import numpy as np

from index.archive.generation import Collection
from index.arrays.types import Int32s, Int64s, Mask
from index.columns.columns import Columns, count_months
from index.columns.labels import Labels, count_labels, folded, having_any, same_label
from index.document import NO_DAY, speaker_key
from index.fields import FACETS
from search.answers import Periods, Unit
from search.errors import RequestError
from search.request import FacetValue, SearchRequest

MOST_LIKE = 3
MOST_VALUES = 20  # of one facet; the rest is found by narrowing
# A facet is counted as if it were not filtered by; a month lies in its year, so years ignore both.
IGNORED = {name: {name} for name in FACETS} | {"year": {"year", "month"}}


class Passing(NamedTuple):
    """Which of all documents pass one of a request's filters: that by the values of ``facet``, or without these."""

    facet: str
    mask: Mask


def masks(request: SearchRequest, columns: Columns) -> list[Passing]:
    """For each filter, which of all documents pass it. Raises ``RequestError`` for a year or month that is none."""
    kept = [Passing(name, _having(name, values, columns)) for name, values in request.narrowing.items() if values]
    left = [Passing(name, ~_having(name, values, columns)) for name, values in request.excluded.items() if values]
    return kept + left


def unknown(request: SearchRequest, columns: Columns) -> list[str]:
    """What to say of values of filters that nothing has, with those that are like them."""

    def has(name: str, value: str) -> bool:
        return bool((_speakers if name == "speaker" else same_label)(columns.facets[name], value))

    return say_unknown(request, has, lambda name, value: like(columns.facets[name].labels, value))


def say_unknown(
    request: SearchRequest, has: Callable[[str, str], bool], like: Callable[[str, str], Iterable[str]]
) -> list[str]:
    """The same, where ``has`` says whether anything has a value of a facet, and ``like`` which values are like it."""
    asked = [*request.filters.items(), *request.excluded.items()]
    labels = [(name, value) for name, values in asked if FACETS[name].kind == "labels" for value in values]
    return [
        f"nothing has the {name} “{value}”"
        + "".join(f"; there is “{each}”" for each in islice(like(name, value), MOST_LIKE))
        for name, value in labels
        if not has(name, value)
    ]


def like(labels: Iterable[str], value: str) -> Iterator[str]:
    """The labels that have all words of a value."""
    words = set(folded(value).split())
    return (label for label in labels if words and words <= set(folded(label).split()))


def _having(name: str, values: tuple[str, ...], columns: Columns) -> Mask:
    if FACETS[name].kind == "labels":
        facet = columns.facets[name]
        numbers = _speakers if name == "speaker" else same_label
        return having_any(facet, [number for value in values for number in numbers(facet, value)])
    periods = [period(name, value) for value in values]
    passing: Mask = np.logical_or.reduce([(columns.day >= first) & (columns.day < after) for first, after in periods])
    return passing


def _speakers(facet: Labels, value: str) -> Sequence[int]:
    """Everybody whose name, key or last name is ``value``."""
    key = speaker_key(value)
    exact = [number for number, known in enumerate(facet.keys) if known == key]
    return exact or [number for number, known in enumerate(facet.keys) if known.endswith(f"-{key}")]


def period(name: str, value: str) -> tuple[int, int]:
    """The first day of a year or month, and that of the next one. Raises ``RequestError`` where it is none."""
    try:
        first = date.fromisoformat(f"{value}-01-01" if name == "year" else f"{value}-01")
        after = first.replace(year=first.year + 1) if name == "year" else _next_month(first)
    except ValueError as error:
        example = "2017" if name == "year" else "2017-06"
        raise RequestError(name, f"{value!r} is not written {example}") from error
    return first.toordinal(), after.toordinal()


def _next_month(day: date) -> date:
    return day.replace(year=day.year + day.month // 12, month=day.month % 12 + 1)


def passing_all(filters: list[Passing], documents: int, ignoring: AbstractSet[str] = frozenset()) -> Mask:
    """Which of all documents pass every filter but those by the facets ignored."""
    mask = np.ones(documents, dtype=np.bool_)
    for name, passes in filters:
        if name not in ignoring:
            mask &= passes
    return mask


def count(
    documents: Int32s, request: SearchRequest, passing: list[Passing], columns: Columns
) -> dict[str, tuple[FacetValue, ...]]:
    """Each facet's values and how many of ``documents`` (unfiltered) have them, given the filters by others.

    Labels come most frequent first, dates latest first. A value that is selected or excluded is always among them.
    """
    facets = {}
    for name in request.facet_names:
        others = any(of not in IGNORED[name] for of, _ in passing)
        kept = documents[passing_all(passing, len(columns.day), IGNORED[name])[documents]] if others else documents
        if FACETS[name].kind == "labels":
            facets[name] = _labels(name, kept, columns, request)
        else:
            facets[name] = of_periods(name, count_months(columns, kept), columns.first_month, request)
    return facets


def _labels(name: str, documents: Int32s, columns: Columns, request: SearchRequest) -> tuple[FacetValue, ...]:
    facet = columns.facets[name]
    chosen, without = (_known(facet, asked.get(name, ())) for asked in (request.filters, request.excluded))
    most = None if chosen or without else MOST_VALUES
    return values_shown(count_labels(facet, documents, most), MOST_VALUES, chosen, without)


def _known(facet: Labels, values: tuple[str, ...]) -> list[str]:
    """The labels that values of a filter choose, or these themselves."""
    return [label for value in values for label in ([facet.labels[n] for n in same_label(facet, value)] or [value])]


def values_shown(
    counted: list[tuple[str, int]], most: int, chosen: Sequence[str], without: Sequence[str]
) -> tuple[FacetValue, ...]:
    """The first ``most`` values of those ``counted``, in their order, and whichever are ``chosen`` or left out."""
    if not (chosen or without):
        return tuple([FacetValue(value, number) for value, number in counted[:most]])
    asked, known = dict.fromkeys([*chosen, *without]), {value for value, _ in counted}
    shown = [pair for n, pair in enumerate(counted) if n < most or pair[0] in asked]
    shown += [(value, 0) for value in asked if value not in known]
    return tuple([FacetValue(value, number, value in chosen, value in without) for value, number in shown])


MOST_PERIODS = 120
MONTHS = 12


def of_periods(name: str, by_month: Int64s, first_month: int, request: SearchRequest) -> tuple[FacetValue, ...]:
    """Years or months, the latest first, of documents of which so many are of each month from ``first_month`` on."""
    if name == "month":
        found = [(_month(first_month + n), count) for n, count in _latest(by_month)]
    else:
        year, lead = divmod(first_month, MONTHS)
        found = [(f"{year + n:04}", count) for n, count in _latest(_by_year(by_month, lead))]
    return values_shown(found, MOST_PERIODS, request.filters.get(name, ()), request.excluded.get(name, ()))


def _latest(counts: Int64s) -> list[tuple[int, int]]:
    some = np.flatnonzero(counts)[::-1]
    return list(zip(some.tolist(), counts[some].tolist(), strict=True))


def _month(number: int) -> str:
    return f"{number // MONTHS:04}-{number % MONTHS + 1:02}"


def _by_year(by_month: Int64s, lead: int) -> Int64s:
    """int64: how many are of each year, of counts of months of which the first is month ``lead`` (from 0) of one."""
    padded = np.zeros(-(-(lead + len(by_month)) // MONTHS) * MONTHS, np.int64)
    padded[lead : lead + len(by_month)] = by_month
    years: Int64s = padded.reshape(-1, MONTHS).sum(axis=1)
    return years


# Of what a page draws as bars side by side, of which a phone has room for some fifty: the longest spans.
MOST_DAYS, MOST_MONTHS = 62, 60


def periods(documents: Int32s, collection: Collection) -> Periods:
    """The numbered documents by days, months or years, as the days from the first to the last are few or many."""
    columns = collection.columns
    days = columns.day[documents]
    dated = days[days != NO_DAY]
    undated = len(days) - len(dated)
    if not len(dated):
        return Periods("day", {}, undated, {})
    first, last = int(dated.min()), int(dated.max())
    if last - first < MOST_DAYS:
        every = columns.day[collection.live]
        every = every[(every >= first) & (every <= last)]
        counts, whole = (np.bincount(days - first, minlength=last - first + 1) for days in (dated, every))
        return by_days(counts, whole, first, undated)
    by_month, all_by_month = (count_months(columns, each) for each in (documents, collection.live))
    return by_months_or_years(by_month, all_by_month, columns.first_month, undated)


def by_days(some: Int64s, every: Int64s, first: int, undated: int) -> Periods:
    """``some`` results and ``every`` article, counted by day from day ``first`` on."""
    return _periods("day", [date.fromordinal(first + n).isoformat() for n in range(len(some))], some, every, undated)


def by_months_or_years(some: Int64s, every: Int64s, first_month: int, undated: int) -> Periods:
    """``some`` results and ``every`` article, counted by month from ``first_month`` on, from the first month to the
    last that has results: by months, or by years where these are many."""
    filled = np.flatnonzero(some)
    span, begin = slice(filled[0], filled[-1] + 1), first_month + int(filled[0])
    some, every = some[span], every[span]
    if len(some) <= MOST_MONTHS:
        return _periods("month", [_month(begin + n) for n in range(len(some))], some, every, undated)
    year, lead = divmod(begin, MONTHS)
    some, every = _by_year(some, lead), _by_year(every, lead)
    return _periods("year", [f"{year + n:04}" for n in range(len(some))], some, every, undated)


def _periods(unit: Unit, names: list[str], some: Int64s, every: Int64s, undated: int) -> Periods:
    counts, whole = (dict(zip(names, each.tolist(), strict=True)) for each in (some, every))
    return Periods(unit, counts, undated, whole)
