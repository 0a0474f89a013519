"""Counting results by section, date, byline and tag, and over time, and narrowing them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
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
from search.request import FacetValue, Results, Timeline, Unit

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
        counted = _counts(name, kept, columns, None if chosen else most_shown(name))
        facets[name] = values_shown(name, counted, chosen)
    return facets


def values_shown(name: str, counted: list[tuple[str, int]], chosen: Sequence[str]) -> tuple[FacetValue, ...]:
    """The values of a facet that are shown of those ``counted``, in their order, and those that are ``chosen``."""
    shown = [pair for n, pair in enumerate(counted) if n < most_shown(name) or pair[0] in chosen]
    known = {value for value, _ in counted}
    shown += [(value, 0) for value in dict.fromkeys(chosen) if value not in known]
    return tuple(FacetValue(value, number, value in chosen) for value, number in shown)


def _labels_of(name: str, value: str, columns: Columns) -> list[str]:
    """What is counted of the values that a filter chooses, or itself."""
    if FACETS[name].kind != "labels":
        return [value]
    labels = columns.facets[name]
    return [labels.labels[number] for number in same_label(labels, value)] or [value]


def most_shown(name: str) -> int:
    """How many values of a facet are shown."""
    return MOST_PERIODS if FACETS[name].kind == "periods" else MOST_VALUES


MOST_PERIODS = 120


def _counts(name: str, documents: Int32s, columns: Columns, most: int | None) -> list[tuple[str, int]]:
    """Values and counts in the order in which they are shown; of labels at most so many."""
    if FACETS[name].kind == "labels":
        return count_labels(columns.facets[name], documents, most)
    counts = count_months(columns, documents)
    months = np.flatnonzero(counts)[::-1]
    return by_period(name, [(month + columns.first_month, int(counts[month])) for month in months.tolist()])


def by_period(name: str, months: Iterable[tuple[int, int]]) -> list[tuple[str, int]]:
    """The counts of months (12 · year + month - 1), the latest first, by years or months."""
    totals: dict[str, int] = {}
    for month, count in months:
        year, number = divmod(month, 12)
        value = f"{year:04d}" if name == "year" else f"{year:04d}-{number + 1:02d}"
        totals[value] = totals.get(value, 0) + count
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
    if int(days.max()) - int(days.min()) < MOST_DAYS:
        return "day", by_days(Counter(days.tolist()))
    by_month = count_months(columns, documents)
    return by_months({columns.first_month + n: int(by_month[n]) for n in np.flatnonzero(by_month).tolist()})


def by_days(counts: Mapping[int, int]) -> dict[str, int]:
    """The counts of each day from the first to the last that has any; ``counts`` are by ordinals."""
    return {date.fromordinal(n).isoformat(): counts.get(n, 0) for n in range(min(counts), max(counts) + 1)}


def by_months(counts: Mapping[int, int]) -> tuple[Unit, dict[str, int]]:
    """The same by months (12 · year + month - 1), or by years where these are many."""
    months: dict[str, int] = {}
    years: dict[str, int] = {}
    for n in range(min(counts), max(counts) + 1):
        year, month = divmod(n, 12)
        months[f"{year:04}-{month + 1:02}"] = counts.get(n, 0)
        years[f"{year:04}"] = years.get(f"{year:04}", 0) + counts.get(n, 0)
    return ("month", months) if len(months) <= MOST_MONTHS else ("year", years)
