"""From a request to its answer: what is the same for articles and quotes, and for every kind of archive."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, Protocol, TypeAlias

from search.query.description import describe
from search.query.language import Reading
from search.query.spellings import with_spellings
from search.query.tree import Query, relaxed
from search.request import AnyHit, FacetValue, Match, Results, SearchRequest
from search.showing.spelling import Vocabulary, suggestion

Reads: TypeAlias = Callable[[str, Match], Reading]


class Found(NamedTuple):
    """What a tree of ``terms`` found: how many match, what is to be shown of those on the page asked for, and counts by
    facets."""

    terms: Query
    total: int
    page: Any
    facets: dict[str, tuple[FacetValue, ...]]


class Searched(Protocol):
    """What is searched: the articles of an archive, or its quotes. Trees are of words, as ``search.query`` has them."""

    @property
    def words(self) -> Vocabulary:
        """The words that there are."""

    def find(self, request: SearchRequest, tree: Query) -> Found:
        """What a tree finds."""

    def count(self, tree: Query) -> int:
        """How many it finds, whatever is filtered by."""


def answer(
    request: SearchRequest,
    read: Reads,
    searched: Searched,
    hits: Callable[[Query, Found, SearchRequest], Iterable[AnyHit]],
) -> Results[AnyHit]:
    """Parse, find, narrow, sort and show. ``read`` understands a query; ``hits`` shows what was found by a tree."""
    started = time.perf_counter()
    typed, notes = read(request.q, request.match)
    tree = with_spellings(typed, request.match, searched.words)
    found = searched.find(request, tree)
    partial = False
    if not found.total and (looser := relaxed(tree)) is not None:
        found = searched.find(request, looser)
        partial = bool(found.total)
        tree = looser if partial else tree
    return Results(
        total=found.total,
        hits=tuple(hits(tree, found, request)),
        facets=found.facets,
        read_as=describe(tree),
        notes=notes,
        partial=partial,
        did_you_mean=suggestion(request, read, searched.words, searched.count, 0 if partial else found.total),
        page=request.page,
        size=request.size,
        took_ms=round((time.perf_counter() - started) * 1000, 3),
    )
