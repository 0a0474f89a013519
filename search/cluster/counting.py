"""Narrowing what is found on a cluster by facets, and counting it by them and over time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from index.cluster.connection import Json
from index.columns.labels import folded
from index.document import speaker_key
from index.fields import FACETS
from search.cluster.statistics import Statistics
from search.request import FacetValue, SearchRequest, Unit
from search.showing.facets import IGNORED, MOST_DAYS, by_days, by_months, by_period, most_shown, period, values_shown

# Values that each shard names of a facet. Where it has more, and a count may be wrong therefore, it is asked for the
# second number.
NAMED, ALL_NAMED = 1_000, 60_000
MOST_MONTHS = 12 * 400
MORE_SPEAKERS = 5  # times as many are asked for as are shown: among those of equal counts, names decide, and not keys


class Filter(NamedTuple):
    """What passes a filter, and which values of the facet it has chosen."""

    query: Json
    chosen: list[str]


def filters_of(request: SearchRequest, known: Statistics) -> dict[str, Filter]:
    """For each filter of a request what passes it. Raises ``RequestError`` for a year or month that is none."""
    return {name: _filter(name, values, known) for name, values in request.filters.items() if values}


def _filter(name: str, values: Sequence[str], known: Statistics) -> Filter:
    if FACETS[name].kind == "periods":
        days = [{"range": {"day": {"gte": first, "lt": after}}} for first, after in (period(name, v) for v in values)]
        return Filter(_any(days), [*values])
    if name == "speaker":
        keys = [speaker_key(value) for value in values]
        exact = {key for key, count in known.count_all(_term("speaker_key", key) for key in keys).items() if count}
        return Filter(_any([_term("speaker_key" if key in exact else "speaker_ends", key) for key in keys]),
                      _same_names(known, values, keys))  # fmt: skip
    labels = [known.labels(name, value) for value in values]
    passing = _term(name, [label for some in labels for label in some])
    return Filter(passing, [label for some, value in zip(labels, values, strict=True) for label in some or [value]])


def _same_names(known: Statistics, values: Sequence[str], keys: Sequence[str]) -> list[str]:
    """What speakers are called that were chosen by their names; else what was chosen."""
    names = known.names(keys)
    return [
        name if (name := names.get(key, "")) and folded(name) == folded(value) else value
        for key, value in zip(keys, values, strict=True)
    ]


def _term(field: str, value: str | list[str]) -> Json:
    return {"terms" if isinstance(value, list) else "term": {field: value}}


def _any(queries: list[Json]) -> Json:
    return {"bool": {"should": queries, "minimum_should_match": 1}}


def passing_all(filters: dict[str, Filter], ignoring: Collection[str] = ()) -> Json:
    """What passes every filter but those ignored."""
    return {"bool": {"filter": [each.query for name, each in filters.items() if name not in ignoring]}}


def counting(names: Iterable[str], filters: dict[str, Filter], named: int) -> Json:
    """What counts results by each facet as if it were not filtered by; shards name so many values each."""
    counted: Json = {}
    for name in names:
        chosen = filters[name].chosen if name in filters else []
        values: Json = {"values": _values(name, named)}
        if chosen and FACETS[name].kind == "labels" and name != "speaker":
            values["chosen"] = {"terms": {"field": name, "include": chosen, "size": len(chosen)}}
        counted[name] = {"filter": passing_all(filters, IGNORED[name]), "aggs": values}
    return counted


def _values(name: str, named: int) -> Json:
    if FACETS[name].kind == "periods":
        return {"terms": {"field": "month", "size": MOST_MONTHS, "order": {"_key": "desc"}}}
    field, size = (name, most_shown(name)) if name != "speaker" else ("speaker_key", MORE_SPEAKERS * most_shown(name))
    order = [{"_count": "desc"}, {"_key": "asc"}]
    return {"terms": {"field": field, "size": size, "shard_size": max(named, size), "order": order}}


def are_exact(aggregations: Json) -> bool:
    """Whether no count may be wrong."""
    return not any(each["values"].get("doc_count_error_upper_bound") for each in aggregations.values())


def counted(
    aggregations: Json, names: Iterable[str], filters: dict[str, Filter], known: Statistics
) -> dict[str, tuple[FacetValue, ...]]:
    """Each facet's values, as ``search.showing.facets.count`` has them."""
    found = {}
    for name in names:
        buckets: list[Any] = aggregations[name]["values"]["buckets"]
        counts = [(each["key"], each["doc_count"]) for each in buckets]
        chosen = filters[name].chosen if name in filters else []
        if FACETS[name].kind == "periods":
            pairs = by_period(name, counts)
        elif name == "speaker":
            called = known.names([key for key, _ in counts])
            pairs = sorted(((called[key], count) for key, count in counts), key=lambda pair: (-pair[1], pair[0]))
        else:
            pairs = counts
            others = aggregations[name].get("chosen", {"buckets": []})["buckets"]
            pairs += [pair for each in others if (pair := (each["key"], each["doc_count"])) not in pairs]
        found[name] = values_shown(name, pairs, chosen)
    return found


OVER_TIME: Json = {
    "bounds": {"stats": {"field": "day"}},
    "days": {"terms": {"field": "day", "size": MOST_DAYS, "order": {"_key": "asc"}}},
    "months": {"terms": {"field": "month", "size": MOST_MONTHS, "order": {"_key": "asc"}}},
}


def over_time(aggregations: Json) -> tuple[Unit, dict[str, int]]:
    """The counts of ``OVER_TIME`` by the periods that the span asks for."""
    bounds = aggregations["bounds"]
    if not bounds["count"]:
        return "day", {}
    if bounds["max"] - bounds["min"] < MOST_DAYS:
        return "day", by_days(_by_key(aggregations["days"]))
    return by_months(_by_key(aggregations["months"]))


def _by_key(aggregation: Json) -> dict[int, int]:
    return {int(each["key"]): each["doc_count"] for each in aggregation["buckets"]}


def of_side(known: Statistics, query: Json) -> Json:
    """A query for the documents of one side alone."""
    return {"bool": {"must": [query], "filter": [_term("kind", known.side.kind)]}}
