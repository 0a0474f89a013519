"""Counting results by section, date, byline and tag, and over time, and narrowing them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Any

import numpy as np

from index.arrays.types import Int32s, Mask
from index.columns.columns import Columns, count_months
from index.columns.labels import Labels, count_labels, having_any, same_label
from index.document import NO_DAY, speaker_key
from index.fields import FACETS
from search.errors import RequestError
from search.holdings import Timeline, Unit
from search.request import FacetValue, Results

MOST_VALUES = 20  # of one facet; the rest is found by narrowing
Filters = Mapping[str, tuple[str, ...]]
# A facet is counted as if it were not filtered by; a month lies in its year, so years ignore both.
IGNORED = {name: {name} for name in FACETS} | {"year": {"year", "month"}}


def masks(filters: Filters, columns: Columns) -> dict[str, Mask]:
    """For each filter, which of all documents pass it. Raises ``RequestError`` for a year or month that is none."""
    return {name: _passing(name, values, columns) for name, values in filters.items() if values}


def _passing(name: str, values: tuple[str, ...], columns: Columns) -> Mask:
    if FACETS[name].kind == "labels":
        facet = columns.facets[name]
        numbers = _speakers if name == "speaker" else same_label
        return having_any(facet, [number for value in values for number in numbers(facet, value)])
    passing: Mask = np.logical_or.reduce([_of_period(name, value, columns) for value in values])
    return passing


def _speakers(facet: Labels, value: str) -> Sequence[int]:
    """Everybody whose name, key or last name is ``value``."""
    key = speaker_key(value)
    exact = [number for number, known in enumerate(facet.keys) if known == key]
    return exact or [number for number, known in enumerate(facet.keys) if known.endswith(f"-{key}")]


def _of_period(name: str, value: str, columns: Columns) -> Mask:
    try:
        first = date.fromisoformat(f"{value}-01-01" if name == "year" else f"{value}-01")
        after = first.replace(year=first.year + 1) if name == "year" else _next_month(first)
    except ValueError as error:
        example = "2017" if name == "year" else "2017-06"
        raise RequestError(name, f"{value!r} is not written {example}") from error
    return (columns.day >= first.toordinal()) & (columns.day < after.toordinal())


def _next_month(day: date) -> date:
    return day.replace(year=day.year + day.month // 12, month=day.month % 12 + 1)


def passing_all(filters: dict[str, Mask], documents: int, ignoring: AbstractSet[str] = frozenset()) -> Mask:
    """Which of all documents pass every filter but those ignored."""
    mask = np.ones(documents, dtype=np.bool_)
    for name, passes in filters.items():
        if name not in ignoring:
            mask &= passes
    return mask


def count(
    documents: Int32s, filters: Filters, passing: dict[str, Mask], columns: Columns, names: tuple[str, ...]
) -> dict[str, tuple[FacetValue, ...]]:
    """Each facet's values and how many of ``documents`` (unfiltered) have them, given the other filters.

    Labels come most frequent first, dates latest first. A selected value is always among them.
    """
    facets = {}
    for name in names:
        others = passing.keys() - IGNORED[name]
        kept = documents[passing_all(passing, len(columns.day), IGNORED[name])[documents]] if others else documents
        chosen = [labels for value in filters.get(name, ()) for labels in _labels_of(name, value, columns)]
        counted = _counts(name, kept, columns, None if chosen else _shown(name))
        shown = [pair for n, pair in enumerate(counted) if n < _shown(name) or pair[0] in chosen]
        known = {value for value, _ in counted}
        shown += [(value, 0) for value in dict.fromkeys(chosen) if value not in known]
        facets[name] = tuple(FacetValue(value, number, value in chosen) for value, number in shown)
    return facets


def _labels_of(name: str, value: str, columns: Columns) -> list[str]:
    """What is counted of the values that a filter chooses, or itself."""
    if FACETS[name].kind != "labels":
        return [value]
    labels = columns.facets[name]
    return [labels.labels[number] for number in same_label(labels, value)] or [value]


def _shown(name: str) -> int:
    return MOST_PERIODS if FACETS[name].kind == "periods" else MOST_VALUES


MOST_PERIODS = 120


def _counts(name: str, documents: Int32s, columns: Columns, most: int | None) -> list[tuple[str, int]]:
    """Values and counts in the order in which they are shown; of labels at most so many."""
    if FACETS[name].kind == "labels":
        return count_labels(columns.facets[name], documents, most)
    counts = count_months(columns, documents)
    totals: dict[str, int] = {}
    for month in np.flatnonzero(counts)[::-1].tolist():
        year, number = divmod(month + columns.first_month, 12)
        period = f"{year:04d}" if name == "year" else f"{year:04d}-{number + 1:02d}"
        totals[period] = totals.get(period, 0) + int(counts[month])
    return list(totals.items())


# Of what a page draws as bars side by side, of which a phone has room for some fifty: the longest spans.
MOST_DAYS, MOST_MONTHS = 62, 60


def timeline(answer: Results[Any], documents: Int32s, columns: Columns) -> Timeline:
    """The numbered documents by days, months or years, as the days from the first to the last are few or many."""
    days = columns.day[documents]
    dated = days[days != NO_DAY]
    unit, periods = _periods(dated, documents, columns)
    undated = len(days) - len(dated)
    return Timeline(unit, periods, undated, answer.total, answer.read_as, answer.notes, answer.partial)


def _periods(days: Int32s, documents: Int32s, columns: Columns) -> tuple[Unit, dict[str, int]]:
    if not len(days):
        return "day", {}
    first, last = int(days.min()), int(days.max())
    if last - first < MOST_DAYS:
        counts = np.bincount(days - first).tolist()
        return "day", {date.fromordinal(first + n).isoformat(): count for n, count in enumerate(counts)}
    by_month = count_months(columns, documents)
    filled = np.flatnonzero(by_month)
    months: dict[str, int] = {}
    years: dict[str, int] = {}
    for n in range(int(filled[0]), int(filled[-1]) + 1):
        year, month = divmod(columns.first_month + n, 12)
        months[f"{year:04}-{month + 1:02}"] = int(by_month[n])
        years[f"{year:04}"] = years.get(f"{year:04}", 0) + int(by_month[n])
    return ("month", months) if len(months) <= MOST_MONTHS else ("year", years)
