"""What a tree finds in an archive on this machine: the hits of a page, how many there are, and counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple, TypeAlias

import whoosh.query

from index.archive.generation import Collection, Generation
from index.arrays.types import Int32s
from search.answering import Found, Reader, unshown
from search.matching.engine import Engine, Matches, unscored
from search.matching.evaluation import documents, match
from search.matching.nearness import best_first, near_words, raised
from search.matching.top import in_order, newest_matches
from search.query.tree import Query
from search.ranking import POOL
from search.request import AnyFound, Export, SearchRequest
from search.showing import facets

Page: TypeAlias = list[tuple[int, float]]  # the numbers and scores of the hits to show


class Indexed(NamedTuple):
    """An index of a generation, and how trees of words become its ``terms``."""

    engine: Engine
    terms: Callable[[Query], Query]

    @property
    def words(self) -> Collection:
        """The words that there are."""
        return self.engine.collection

    def count(self, tree: Query) -> int:
        """How many a tree finds, whatever is narrowed to."""
        return len(documents(self.terms(tree), self.engine))

    def unknown(self, request: SearchRequest) -> list[str]:
        """What to say of values of filters that nothing has."""
        return facets.unknown(request, self.engine.columns)

    def find(self, request: SearchRequest, tree: Query) -> Found[Page]:
        """What a tree finds. Scored is only what is asked for, and without filters only what may be shown."""
        tree, engine = self.terms(tree), self.engine
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

    def every(self, request: SearchRequest, tree: Query) -> Matches:
        """All that a tree of terms finds, in the order of its pages."""
        engine, columns = self.engine, self.engine.columns
        found = match(tree, engine) if request.sort == "relevance" else unscored(documents(tree, engine))
        found = found.where(facets.passing_all(facets.masks(request, columns), len(columns.day)))
        count = len(found.documents)
        found = in_order(found, columns, request.sort, max(count, POOL))
        return raised(near_words(tree), engine, found, max(count, 1)) if request.sort == "relevance" else found


def _page(shown: Matches, request: SearchRequest) -> Page:
    """The numbers and scores of the last page of the matches that are shown up to it."""
    first = (request.page - 1) * request.size
    return list(zip(shown.documents[first:].tolist(), shown.scores[first:].tolist(), strict=True))


def export(
    request: SearchRequest,
    reader: Reader,
    indexed: Indexed,
    generation: Generation,
    reading: Callable[[Generation, Int32s], Iterator[AnyFound]],
) -> Export[AnyFound]:
    """What a request finds, whatever its page, in the order of its pages; ``reading`` makes it of numbers."""
    asked = replace(request, page=1, size=1, facets=False, timeline=False, explain=False)
    it, found = unshown(asked, reader, indexed)
    numbers = indexed.every(asked, found.terms).documents
    name = generation.folder.name
    return Export(it.total, it.read_as, it.notes, it.partial, name, reading(generation, numbers))
