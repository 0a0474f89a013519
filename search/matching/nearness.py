"""What the first documents gain by where and how the words of a query stand in them, and the order that comes of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import whoosh.query

from index import EVERYWHERE
from index.arrays.types import Float32s, Int32s
from index.fields import EXACT
from search.kernels import nearness
from search.matching.engine import Engine, Leaf, Matches
from search.matching.term_lists import TermLists, text_of
from search.matching.top import best_matches
from search.query.terms import form_of
from search.query.tree import Alternatives, Query
from search.ranking import POOL


class NearWord(NamedTuple):
    """A term of a query, and the form of it that was typed, if one was."""

    stem: str
    form: str


GROUPS = whoosh.query.And, whoosh.query.Or, whoosh.query.AndNot, whoosh.query.Require


def best_first(query: Query, engine: Engine, most: int) -> tuple[int, Matches]:
    """As ``search.matching.top.best_matches``, with what the first ``POOL`` gain added to their scores."""
    words = near_words(query)
    total, found = best_matches(query, engine, max(most, POOL) if words else most)
    if not words:
        return total, found
    return total, raised(words, engine, found, most)


def raised(words: list[NearWord], engine: Engine, found: Matches, most: int) -> Matches:
    """The ``most`` best of ``found``, which are in order and at least ``POOL``, if there are so many: the first
    ``POOL`` with what they gain by their ``near_words``, in the order of that, the rest as they are."""
    if not words or not len(found.documents):
        return found.first(most)
    pool = found.first(POOL)
    first = nearness.best_raised(*pool, gains(words, engine, pool.documents), engine.columns.rank, most)
    if most <= POOL:
        return Matches(*first)
    return Matches(*(np.concatenate([raised, each[POOL:most]]) for raised, each in zip(first, found, strict=True)))


def gains(words: list[NearWord], engine: Engine, documents: Int32s) -> Float32s:
    """float32[documents, 4]: what at most ``POOL`` documents gain (``search.kernels.nearness``)."""
    if engine.whole:
        return _gains_in(words, engine.leaves[0], documents)
    gained = np.zeros((len(documents), nearness.BONUSES), np.float32)
    for leaf in engine.leaves:
        here = (documents >= leaf.first) & (documents < leaf.first + leaf.segment.documents)
        if here.any():
            gained[here] = _gains_in(words, leaf, documents[here] - np.int32(leaf.first))
    return gained


def _gains_in(words: list[NearWord], leaf: Leaf, documents: Int32s) -> Float32s:
    segment, lists = leaf.segment, TermLists.named(leaf, EVERYWHERE, [word.stem for word in words], 1.0)
    forms = np.array([segment.form_ordinal(word.form) for word in words], np.int64)
    return nearness.bonuses(
        segment.words, segment.heads, segment.occurrences, lists.rows, forms, leaf.begins, documents
    )


def near_words(query: Query) -> list[NearWord]:
    """The words of a tree of terms that may stand near one another, each once, in their order: those that no field
    binds and nothing excludes, of several spellings the one that was typed. None where there are not two, nor of a
    phrase, whose words stand together anyway."""
    q = whoosh.query
    if isinstance(query, q.AndMaybe):
        return near_words(query.a)
    if not isinstance(query, GROUPS):
        return []
    words = list({word.stem: word for word in _words(query)}.values())
    if any(word.stem.startswith(EXACT) for word in words):  # lists of forms have no positions
        words = [word for word in words if not word.stem.startswith(EXACT)]
    return words if len(words) > 1 else []


def _words(query: Query) -> Iterator[NearWord]:
    q = whoosh.query
    match query:
        case q.Term() if query.fieldname == EVERYWHERE and query.boost > 0:
            yield NearWord(text_of(query.text), form_of(query))
        case q.Phrase() if query.fieldname == EVERYWHERE and query.boost > 0:
            yield from (NearWord(text_of(word), "") for word in query.words)
        case q.And() | q.Or() | q.Require():
            for child in query.children():
                yield from _words(child)
        case q.AndNot() | q.AndMaybe():  # function words that only rank stand anywhere
            yield from _words(query.a)
        case Alternatives():
            yield from _words(next(query.children()))
