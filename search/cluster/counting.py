"""Narrowing what is found on a cluster by facets, and counting it by them and over time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from index.arrays.types import Int64s
from index.cluster.connection import Json
from index.columns.labels import folded
from index.document import speaker_key
from index.fields import FACETS
from search.answers import Periods
from search.cluster.statistics import Statistics
from search.request import FacetValue, SearchRequest
from search.showing.facets import (
    IGNORED,
    MOST_DAYS,
    MOST_VALUES,
    by_days,
    by_months_or_years,
    like,
    of_periods,
    period,
    say_unknown,
    values_shown,
)

# Values that each shard names of a facet. Where it has more, and a count may be wrong therefore, it is asked for the
# second number.
NAMED, ALL_NAMED = 1_000, 60_000
MOST_MONTHS = 12 * 400
MORE_SPEAKERS = 5  # times as many are asked for as are shown: among those of equal counts, names decide, and not keys


class Filter(NamedTuple):
    """What passes one filter of a request: that by the values of ``facet``, or without these."""

    facet: str
    passes: Json


def filters_of(request: SearchRequest, known: Statistics) -> list[Filter]:
    """For each filter of a request what passes it. Raises ``RequestError`` for a year or month that is none."""
    kept = [Filter(name, _having(name, values, known)) for name, values in request.narrowing.items() if values]
    left = [(name, _having(name, values, known)) for name, values in request.excluded.items() if values]
    return kept + [Filter(name, {"bool": {"must_not": [having]}}) for name, having in left]


def _having(name: str, values: Sequence[str], known: Statistics) -> Json:
    if FACETS[name].kind == "periods":
        days = [{"range": {"day": {"gte": first, "lt": after}}} for first, after in (period(name, v) for v in values)]
        return _any(days)
    if name == "speaker":
        keys = [speaker_key(value) for value in values]
        exact = {key for key, count in known.count_all(_term("speaker_key", key) for key in keys).items() if count}
        return _any([_term("speaker_key" if key in exact else "speaker_ends", key) for key in keys])
    if name == "kind":  # whose values are known
        return _term(name, [*values])
    return _term(name, [label for value in values for label in known.labels(name, value)])


def unknown(request: SearchRequest, known: Statistics) -> list[str]:
    """What to say of values of filters that nothing has, with those that are like them."""

    def has(name: str, value: str) -> bool:
        if name == "speaker":
            key = speaker_key(value)
            return bool(known.count_all([_term("speaker_ends", key)])[key])  # a key ends with itself
        return bool(known.labels(name, value))

    def alike(name: str, value: str) -> Iterator[str]:
        labels = known.labels_with_words(name, folded(value).split())
        if name == "speaker":
            labels = sorted(known.names([*{speaker_key(label) for label in labels}]).values())
        return like(labels, value)

    return say_unknown(request, has, alike)


def _term(field: str, value: str | list[str]) -> Json:
    return {"terms" if isinstance(value, list) else "term": {field: value}}


def _any(queries: list[Json]) -> Json:
    return {"bool": {"should": queries, "minimum_should_match": 1}}


def passing_all(filters: Iterable[Filter], ignoring: Collection[str] = ()) -> Json:
    """What passes every filter but those by the facets ignored."""
    return {"bool": {"filter": [each.passes for each in filters if each.facet not in ignoring]}}


def of_side(known: Statistics, query: Json) -> Json:
    """A query for the documents of one side alone."""
    return {"bool": {"must": [query], "filter": [_term("document", known.side.kind)]}}


# By facets.


class Asked(NamedTuple):
    """The values of a facet that a request asks for and those that it leaves out, as they are counted."""

    chosen: list[str]
    without: list[str]


def asked_of(request: SearchRequest, known: Statistics) -> dict[str, Asked]:
    """What a request asks of each facet."""

    def counted_as(name: str, given: Mapping[str, tuple[str, ...]]) -> list[str]:
        return [label for value in given.get(name, ()) for label in _labels_of(name, value, known) or [value]]

    names = request.facet_names
    return {name: Asked(counted_as(name, request.filters), counted_as(name, request.excluded)) for name in names}


def _labels_of(name: str, value: str, known: Statistics) -> list[str]:
    if FACETS[name].kind == "periods":
        return []
    if name == "speaker":
        key = speaker_key(value)
        called = known.names([key]).get(key, "")
        return [called] if folded(called) == folded(value) else []
    return known.labels(name, value)


def counting(asked: Mapping[str, Asked], filters: list[Filter], named: int) -> Json:
    """What counts results by each facet as if it were not filtered by; shards name so many values each."""
    counted: Json = {}
    for name, values in asked.items():
        aggregations: Json = {"values": _values(name, named)}
        if FACETS[name].kind == "labels" and (some := [*values.chosen, *values.without]):
            field = "speaker_key" if name == "speaker" else name
            keys = [*map(speaker_key, some)] if name == "speaker" else some
            aggregations["asked"] = {"terms": {"field": field, "include": keys, "size": len(keys)}}
        counted[name] = {"filter": passing_all(filters, IGNORED[name]), "aggs": aggregations}
    return counted


def _values(name: str, named: int) -> Json:
    if FACETS[name].kind == "periods":
        return BY_MONTH
    field, size = (name, MOST_VALUES) if name != "speaker" else ("speaker_key", MORE_SPEAKERS * MOST_VALUES)
    order = [{"_count": "desc"}, {"_key": "asc"}]
    return {"terms": {"field": field, "size": size, "shard_size": max(named, size), "order": order}}


def are_exact(aggregations: Json, names: Iterable[str]) -> bool:
    """Whether no count by these facets may be wrong."""
    return not any(aggregations[name]["values"].get("doc_count_error_upper_bound") for name in names)


def counted(
    aggregations: Json, asked: Mapping[str, Asked], request: SearchRequest, known: Statistics
) -> dict[str, tuple[FacetValue, ...]]:
    """Each facet's values, as ``search.showing.facets.count`` has them."""
    found = {}
    for name, values in asked.items():
        if FACETS[name].kind == "periods":
            first, by_month = _by_month(aggregations[name]["values"])
            found[name] = of_periods(name, by_month, first, request)
            continue
        buckets = [*aggregations[name]["values"]["buckets"], *aggregations[name].get("asked", NONE)["buckets"]]
        counts = {each["key"]: each["doc_count"] for each in buckets}
        if name == "speaker":
            called = known.names([*counts])
            counts = {called[key]: count for key, count in counts.items()}
        pairs = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        found[name] = values_shown(pairs, MOST_VALUES, values.chosen, values.without)
    return found


NONE: Json = {"buckets": []}

# Over time.

BY_MONTH: Json = {"terms": {"field": "month", "size": MOST_MONTHS, "order": {"_key": "asc"}}}
BY_DAY: Json = {"terms": {"field": "day", "size": MOST_DAYS, "order": {"_key": "asc"}}}
OVER_TIME: Json = {"bounds": {"stats": {"field": "day"}}, "days": BY_DAY, "months": BY_MONTH}


def over_time(filters: list[Filter]) -> Json:
    """What counts results over time that pass all filters."""
    return {"filter": passing_all(filters), "aggs": OVER_TIME}


def periods_of(counts: Json, known: Statistics) -> Periods:
    """The counts of ``over_time``, as ``search.showing.facets.periods`` has them."""
    bounds = counts["bounds"]
    undated = counts["doc_count"] - bounds["count"]
    if not bounds["count"]:
        return Periods("day", {}, undated, {})
    first, last = int(bounds["min"]), int(bounds["max"])
    if last - first < MOST_DAYS:
        every = known.counts_by({"range": {"day": {"gte": first, "lte": last}}}, BY_DAY)
        return by_days(_from(first, last, counts["days"]), _from(first, last, every), first, undated)
    every = known.counts_by({"exists": {"field": "day"}}, BY_MONTH)
    first, all_by_month = _by_month(every)
    some = _from(first, first + len(all_by_month) - 1, counts["months"])
    return by_months_or_years(some, all_by_month, first, undated)


def _by_month(aggregation: Json) -> tuple[int, Int64s]:
    """The first month that has any (12 · year + month - 1), and how many each has from that on."""
    buckets: list[Any] = aggregation["buckets"]
    if not buckets:
        return 0, np.zeros(0, np.int64)
    first, last = int(buckets[0]["key"]), int(buckets[-1]["key"])
    return first, _from(first, last, aggregation)


def _from(first: int, last: int, aggregation: Json) -> Int64s:
    counts = np.zeros(last - first + 1, np.int64)
    for each in aggregation["buckets"]:
        counts[int(each["key"]) - first] = each["doc_count"]
    return counts
