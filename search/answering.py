"""Answering a request: parse, find, narrow, sort, count and show; the same for articles and quotes, and for every kind
of archive."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Generic, NamedTuple, Protocol, TypeAlias, TypeVar

import whoosh.query

from search.answers import Periods, Timeline
from search.query.description import describe
from search.query.language import Reading, read
from search.query.spellings import with_spellings
from search.query.synonyms import Synonyms
from search.query.tree import Query, relaxed
from search.request import AnyHit, FacetValue, Hit, Match, Results, SearchRequest, SearchResults
from search.showing.spelling import Vocabulary, suggestion

State = TypeVar("State")
AnyPage = TypeVar("AnyPage")  # what an archive knows of the hits on a page before they are shown


class Reader(NamedTuple):
    """What queries are read with: what "last month" means, and what an editor takes for the same."""

    today: date
    synonyms: Synonyms

    def read(self, q: str, match: Match) -> Reading:
        """A query as it is understood with these."""
        return read(q, match, self.today, self.synonyms)


class Found(NamedTuple, Generic[AnyPage]):
    """What a tree of ``terms`` found: how many match, what is to be shown on the page asked for, and counts by facets
    and over time; ``notes`` on what could not be found as it was asked for."""

    terms: Query
    total: int
    page: AnyPage
    facets: dict[str, tuple[FacetValue, ...]]
    periods: Periods | None
    notes: tuple[str, ...] = ()


class Kept(threading.local, Generic[State]):
    """The state of an archive from which a thread is answered while it holds that; it is looked up when the thread
    first asks."""

    is_held = False
    state: State | None = None

    @contextmanager
    def held(self) -> Iterator[None]:
        """Have this thread answered from one state meanwhile, or from that which it holds already."""
        if self.is_held:
            yield
            return
        self.is_held = True
        try:
            yield
        finally:
            self.is_held, self.state = False, None

    def get(self, newest: Callable[[], State]) -> State:
        """The state to answer from."""
        state = self.state or newest()
        if self.is_held:
            self.state = state
        return state


class Searched(Protocol[AnyPage]):
    """What is searched: the articles of an archive, or its quotes. Trees are of words, as ``search.query`` has them."""

    @property
    def words(self) -> Vocabulary:
        """The words that there are."""

    def find(self, request: SearchRequest, tree: Query) -> Found[AnyPage]:
        """What a tree finds. Raises ``QueryError``."""

    def count(self, tree: Query) -> int:
        """How many it finds, whatever is narrowed to."""

    def unknown(self, request: SearchRequest) -> list[str]:
        """What to say of values of filters that nothing has (``search.showing.facets``)."""


Shows: TypeAlias = Callable[[Query, Found[AnyPage], SearchRequest], Iterator[AnyHit]]


def answer(
    request: SearchRequest, reader: Reader, searched: Searched[AnyPage], hits: Shows[AnyPage, AnyHit]
) -> Results[AnyHit]:
    """The answer to a request, whose time nobody took; ``hits`` shows a page. Raises ``QueryError``."""
    reading: Reading = reader.read(request.q, request.match)
    notes = [*reading.notes, *searched.unknown(request)]
    tree = with_spellings(reading.tree, request.match, searched.words)
    found = searched.find(request, tree)
    partial = False
    if not found.total and (looser := relaxed(tree)) is not None:
        found = searched.find(request, looser)
        partial = bool(found.total)
        if partial:
            notes += missing(tree, searched.count)
            tree = looser
    notes += found.notes
    return Results(
        total=found.total,
        hits=tuple(hits(tree, found, request)),
        facets=found.facets,
        read_as=describe(tree),
        notes=tuple(notes),
        partial=partial,
        did_you_mean=suggestion(request, reader.read, searched.words, searched.count, 0 if partial else found.total),
        page=request.page,
        size=request.size,
        took_ms=0.0,
        periods=found.periods,
    )


def missing(tree: Query, count: Callable[[Query], int]) -> list[str]:
    """What to say where words of a query that asks for all of them are nowhere."""
    q = whoosh.query
    while isinstance(tree, q.AndMaybe):
        tree = tree.a
    asked = tree.children() if type(tree) is q.And else ()
    nowhere = [each for each in asked if not (isinstance(each, q.Not) or count(each))]
    return [f"nothing has {', nor '.join(map(describe, nowhere))}"] if nowhere else []


def unshown(request: SearchRequest, reader: Reader, searched: Searched[AnyPage]) -> tuple[Results[Hit], Found[AnyPage]]:
    """The answer to a request without its hits, and what they would be made of. Raises ``QueryError``."""
    found_by: list[Found[AnyPage]] = []

    def none_shown(_tree: Query, found: Found[AnyPage], _request: SearchRequest) -> Iterator[Hit]:
        found_by.append(found)
        return iter(())

    results: Results[Hit] = answer(request, reader, searched, none_shown)
    return results, found_by[0]


def timed(ask: Callable[[], Results[AnyHit]]) -> Results[AnyHit]:
    """What is answered, with the time it took."""
    started = time.perf_counter()
    results = ask()
    return replace(results, took_ms=round((time.perf_counter() - started) * 1000, 3))


def over_time(request: SearchRequest, search: Callable[[SearchRequest], SearchResults]) -> Timeline:
    """How many of the articles that a request finds are of each day, month or year."""
    unscored = replace(request, sort="newest", page=1, size=1, facets=False, explain=False, timeline=True)
    found = search(unscored)
    assert found.periods
    return Timeline(
        **vars(found.periods), total=found.total, read_as=found.read_as, notes=found.notes, partial=found.partial
    )
