"""From a result's article to that of the one before or after it."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from search import Archive, Hit, SearchRequest
from search.request import LAST_PAGE
from web.arguments import to_arguments
from web.pages.links import query_string


class Step(NamedTuple):
    """A result that can be stepped to: its hit, and the arguments by which its article is opened as that."""

    hit: Hit
    query: str


class Stepping(NamedTuple):
    """Where an article stands among how many results, and the ones beside it."""

    nth: int
    total: int
    before: Step | None
    after: Step | None


def as_page(asked: SearchRequest) -> SearchRequest:
    """A request as the page of results makes it, whose answer is remembered."""
    return replace(asked, timeline=True)


def stepping(archive: Archive, asked: SearchRequest, nth: int, identifier: str) -> Stepping | None:
    """The steps from the ``nth`` result, from 1; None where that is another article by now, or there is none."""
    here = _step(archive, asked, nth)
    if here is None or here.hit.id != identifier:
        return None
    total = archive.search(as_page(replace(asked, page=(nth - 1) // asked.size + 1))).total
    return Stepping(nth, total, _step(archive, asked, nth - 1), _step(archive, asked, nth + 1))


def _step(archive: Archive, asked: SearchRequest, nth: int) -> Step | None:
    page, at = divmod(nth - 1, asked.size)
    if nth < 1 or page >= LAST_PAGE:
        return None
    there = replace(asked, page=page + 1)
    hits = archive.search(as_page(there)).hits
    return Step(hits[at], query_string({**to_arguments(there), "hit": nth})) if at < len(hits) else None
