"""Answering a request: parse, find, narrow, sort, count and show; the same for articles and quotes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple, TypeAlias

import whoosh.query

from index.archive.generation import Generation
from index.arrays.types import Int32s
from search.holdings import Periods
from search.matching.engine import Engine, Matches, unscored
from search.matching.evaluation import documents, match
from search.matching.nearness import best_first, near_words, raised
from search.matching.top import in_order, newest_matches
from search.query.description import describe
from search.query.language import Reading
from search.query.spellings import with_spellings
from search.query.tree import Query, relaxed
from search.ranking import POOL
from search.request import AnyFound, AnyHit, Export, FacetValue, Hit, Match, Results, SearchRequest
from search.showing import facets
from search.showing.spelling import suggestion

Page = list[tuple[int, float]]  # the numbers and scores of the hits to show
Reads: TypeAlias = Callable[[str, Match], Reading]
Terms: TypeAlias = Callable[[Query], Query]


class Found(NamedTuple):
    """What a tree of ``terms`` found: how many match, the numbers and scores of those on the page asked for, and counts
    by facets and over time."""

    terms: Query
    total: int
    page: Page
    facets: dict[str, tuple[FacetValue, ...]]
    periods: Periods | None


Shows: TypeAlias = Callable[[Query, Found, SearchRequest], Iterator[AnyHit]]


def answer(request: SearchRequest, read: Reads, engine: Engine, terms: Terms, hits: Shows[AnyHit]) -> Results[AnyHit]:
    """The answer to a request, whose time nobody took. ``read`` understands a query, ``terms`` makes a tree one over
    terms, ``hits`` shows a page. Raises ``QueryError``."""
    reading: Reading = read(request.q, request.match)
    notes = [*reading.notes, *facets.unknown(request, engine.columns)]
    tree = with_spellings(reading.tree, request.match, engine.collection)
    found = _find(request, engine, terms(tree))
    partial = False
    if not found.total and (looser := relaxed(tree)) is not None:
        found = _find(request, engine, terms(looser))
        partial = bool(found.total)
        if partial:
            notes += missing(tree, engine, terms)
            tree = looser
    return Results(
        total=found.total,
        hits=tuple(hits(tree, found, request)),
        facets=found.facets,
        read_as=describe(tree),
        notes=tuple(notes),
        partial=partial,
        did_you_mean=suggestion(request, read, engine, terms, 0 if partial else found.total),
        page=request.page,
        size=request.size,
        took_ms=0.0,
        periods=found.periods,
    )


def missing(tree: Query, engine: Engine, terms: Terms) -> list[str]:
    """What to say where words of a query that asks for all of them are nowhere."""
    q = whoosh.query
    while isinstance(tree, q.AndMaybe):
        tree = tree.a
    asked = tree.children() if type(tree) is q.And else ()
    nowhere = [each for each in asked if not (isinstance(each, q.Not) or len(documents(terms(each), engine)))]
    return [f"nothing has {', nor '.join(map(describe, nowhere))}"] if nowhere else []


def export(
    request: SearchRequest,
    read: Reads,
    engine: Engine,
    terms: Terms,
    generation: Generation,
    reading: Callable[[Generation, Int32s], Iterator[AnyFound]],
) -> Export[AnyFound]:
    """What a request finds, whatever its page, in the order of its pages; ``reading`` makes it of numbers."""
    it, tree, found = _every(request, read, engine, terms)
    count = len(found.documents)
    found = in_order(found, engine.columns, request.sort, max(count, POOL))
    if request.sort == "relevance":
        found = raised(near_words(tree), engine, found, max(count, 1))
    name = generation.folder.name
    return Export(it.total, it.read_as, it.notes, it.partial, name, reading(generation, found.documents))


def _every(request: SearchRequest, read: Reads, engine: Engine, terms: Terms) -> tuple[Results[Hit], Query, Matches]:
    """The answer to a request without its hits; the tree of terms that found them; all that it found."""
    found_by: list[Query] = []

    def none_shown(_tree: Query, found: Found, _request: SearchRequest) -> Iterator[Hit]:
        found_by.append(found.terms)
        return iter(())

    asked = replace(request, page=1, size=1, facets=False, explain=False)
    results, (tree,), columns = answer(asked, read, engine, terms, none_shown), found_by, engine.columns
    every = match(tree, engine) if asked.sort == "relevance" else unscored(documents(tree, engine))
    return results, tree, every.where(facets.passing_all(facets.masks(asked, columns), len(columns.day)))


def _find(request: SearchRequest, engine: Engine, tree: Query) -> Found:
    """What a tree of terms finds. Scored is only what is asked for, and without filters only what may be shown."""
    sort = "newest" if isinstance(tree, whoosh.query.Every) and request.sort == "relevance" else request.sort
    last, columns, passing = request.page * request.size, engine.columns, facets.masks(request, engine.columns)
    if not passing and sort != "oldest":
        total, shown = best_first(tree, engine, last) if sort == "relevance" else newest_matches(tree, engine, last)
        counts = request.facets or request.timeline
        every = kept = documents(tree, engine) if counts and total else shown.documents
    else:
        found = match(tree, engine) if sort == "relevance" else unscored(documents(tree, engine))
        narrowed = found.where(facets.passing_all(passing, len(columns.day)))
        shown = in_order(narrowed, columns, sort, max(last, POOL))
        shown = raised(near_words(tree), engine, shown, last) if sort == "relevance" else shown.first(last)
        total, every, kept = len(narrowed.documents), found.documents, narrowed.documents
    counted = facets.count(every, request, passing, columns) if request.facets else {}
    periods = facets.periods(kept, engine.collection) if request.timeline else None
    return Found(tree, total, _page(shown, request), counted, periods)


def _page(shown: Matches, request: SearchRequest) -> Page:
    """The numbers and scores of the last page of the matches that are shown up to it."""
    first = (request.page - 1) * request.size
    return list(zip(shown.documents[first:].tolist(), shown.scores[first:].tolist(), strict=True))
