"""The same articles in a folder and on a cluster, asked the same: what both answer."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bench.random_queries import Maker, material
from search import Archive, QueryError, QuoteRequest, SearchRequest
from search.request import Match, Sort

SHOWN = 20
# What is other on a cluster, which it says, as docs/cluster.md does.
REFUSED_THERE, LEFT_OUT_THERE = "which a cluster does not take", "were not looked at, and are left out"


@dataclass
class Compared:
    """What came of asking both: ``faults`` are answers that differ where they must not."""

    asked: int = 0
    faults: list[str] = field(default_factory=list)
    correlations: list[float] = field(default_factory=list)
    same_first: list[bool] = field(default_factory=list)
    score_errors: list[float] = field(default_factory=list)

    @property
    def correlation(self) -> float:
        """The mean rank correlation of the hits shown."""
        return sum(self.correlations) / len(self.correlations)

    @property
    def first(self) -> float:
        """How often the first hit is the same."""
        return sum(self.same_first) / len(self.same_first)


def requests(folder: Path, count: int, seed: int) -> Iterator[SearchRequest]:
    """Valid requests by chance for the archive in ``folder``: every fifth for quotes, every fourth with a filter, every
    third counted over time, every sixth without some value of a facet."""
    of = material(folder)
    maker = Maker(random.Random(seed), of)
    chance = maker.chance
    for number in range(count):
        kind = QuoteRequest if number % 5 == 4 else SearchRequest
        narrowed: list[dict[str, tuple[str, ...]]] = [{}, {}]
        for asked, every in zip(narrowed, (4, 6), strict=True):
            if number % every == every - 1:
                name = chance.choice([name for name in kind.facet_names if name in of.labels])
                asked[name] = (chance.choice(of.labels[name]),)
        filters, excluded = narrowed
        match: Match = chance.choice(["all", "all", "any"])
        sort: Sort = chance.choice(["relevance", "relevance", "relevance", "relevance", "newest", "oldest"])
        yield kind(
            maker.valid()[:500], match, size=SHOWN, sort=sort, filters=filters, excluded=excluded,
            explain=kind is SearchRequest, timeline=number % 3 == 0,
        )  # fmt: skip


def compare(here: Archive, there: Archive, asked: Sequence[SearchRequest]) -> Compared:
    """Ask both."""
    found = Compared()
    for request in asked:
        first, second = _answer(here, request), _answer(there, request)
        if REFUSED_THERE in second if isinstance(second, str) else any(LEFT_OUT_THERE in note for note in second.notes):
            continue
        found.asked += 1
        if isinstance(first, str) or isinstance(second, str):
            if first != second:
                found.faults.append(f"{request.q!r}: {first if isinstance(first, str) else ''} – {second!s:.200}")
            continue
        found.faults += [
            f"{request.q!r} {request.match} {request.filters} {request.excluded}: {fault}"
            for fault in _faults(first, second)
        ]
        if first.hits and request.sort == "relevance":
            _compare_order(found, first.hits, second.hits)
        elif [hit.id for hit in first.hits] != [hit.id for hit in second.hits]:
            found.faults.append(f"{request.q!r} sorted by {request.sort}: other hits")
    return found


def _answer(archive: Archive, request: SearchRequest) -> Any:
    try:
        return archive.quotes(request) if isinstance(request, QuoteRequest) else archive.search(request)
    except QueryError as error:
        return str(error)


def _faults(first: Any, second: Any) -> Iterator[str]:
    for name in ("total", "read_as", "notes", "partial", "did_you_mean", "facets", "periods"):
        one, other = getattr(first, name), getattr(second, name)
        if one != other:
            yield f"{name} {one!s:.300} – {other!s:.300}"
    others = {hit.id: hit for hit in second.hits}
    for hit in first.hits:
        if (other := others.get(hit.id)) and _shown(hit) != _shown(other):
            yield f"{hit.id} is shown as {_shown(hit)!s:.1500} – {_shown(other)!s:.1500}"


def _shown(hit: Any) -> Any:
    return replace(hit, score=0.0, why=()) if hasattr(hit, "why") else replace(hit, score=0.0)


def _compare_order(found: Compared, first: Sequence[Any], second: Sequence[Any]) -> None:
    ranks = [{hit.id: rank for rank, hit in enumerate(hits)} for hits in (first, second)]
    found.correlations.append(_spearman(*ranks))
    found.same_first.append(bool(second) and first[0].id == second[0].id)
    scores = {hit.id: hit.score for hit in second}
    found.score_errors += [abs(hit.score - scores[hit.id]) / max(hit.score, 1e-9) for hit in first if hit.id in scores]


def _spearman(first: dict[str, int], second: dict[str, int]) -> float:
    """Spearman's ρ of two rankings; who is only in one stands behind all in the other."""
    names = [*first, *(name for name in second if name not in first)]
    n = len(names)
    if n == 1:
        return 1.0
    squares = sum((first.get(name, n - 1) - second.get(name, n - 1)) ** 2 for name in names)
    return 1 - 6 * squares / (n * (n * n - 1))
