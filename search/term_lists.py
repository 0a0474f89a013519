"""The terms of a query with their posting lists."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import whoosh.query

from index import EVERYWHERE
from index.blocks import Float32s, Int64s, UInt64s, first_block
from index.lists import Postings, postings
from index.segment import PostingList
from search.engine import NOTHING, Leaf, Matches, Norms
from search.kernels import adding, meeting
from search.ranking import K1, idf
from search.tree import AnyForm, Query


class TermList(NamedTuple):
    """A term of a query with its list and what its scores are made of."""

    leaf: Leaf
    field: str
    text: str
    list: PostingList
    boost: float

    @classmethod
    def of(cls, query: Query, leaf: Leaf) -> TermList:
        """That of a ``whoosh.query.Term`` of ``search.terms``."""
        text = query.text.decode("utf-8", "surrogatepass") if isinstance(query.text, bytes) else query.text
        found = leaf.segment.list_of(query.fieldname, text)
        return cls(leaf, query.fieldname, text, found, float(query.boost))

    @property
    def in_blocks(self) -> bool:
        """Whether the blocks of the list are its matches as they are: each shape is one, and no form is left out."""
        return self.list.ordinal < 0 and self.field != self.leaf.segment.main

    @property
    def norms(self) -> Norms:
        """Those of the term's field."""
        return self.leaf.norms(self.field)

    def arguments(self, scored: bool = True) -> tuple[Any, Any, Any, Any, Any, Any, Any]:
        """What all kernels over lists take first; without scores, a factor of 0."""
        segment, factor = self.leaf.segment, self.factor(self.list.documents) if scored else 0
        norms = self.norms.values
        return segment.words, segment.heads, self.list.first, self.list.last, segment.sums, norms, np.float32(factor)

    def within(self, first: int, last: int) -> TermList:
        """The term in those blocks that may have documents from ``first`` to ``last`` (excluded)."""
        heads, found = self.leaf.segment.heads, self.list
        begin = first_block(heads, found.first, found.last, first)
        end = min(first_block(heads, begin, found.last, last) + 1, found.last)
        return self._replace(list=found._replace(first=begin, last=end))

    def factor(self, here: int) -> float:
        """What the term scores at most; ``here``: how many documents of the leaf have it."""
        engine = self.leaf.engine
        containing = here if engine.whole else engine.containing(self.field, self.text)
        return idf(engine.documents, containing) * self.boost * (K1 + 1)

    def postings(self) -> Postings:
        """All of the list, whether it is in blocks or not."""
        return postings(self.leaf.segment, self.field, self.text)

    def matches(self, scored: bool) -> Matches:
        """The documents that have the term, with scores of 0 if they are not to be ``scored``."""
        if not self.list.documents:
            return NOTHING
        if self.in_blocks:
            return Matches(*meeting.score_list(*self.arguments(scored), self.list.documents))
        documents, weights = self.postings()
        factor = np.float32(self.factor(len(documents)) if scored else 0)
        return Matches(documents, meeting.score_weights(documents, weights, self.norms.values, factor))


def plain_terms(query: Query, leaf: Leaf) -> list[TermList]:
    """The terms of a query that is one, or any of several in one field, if their lists' blocks are their matches."""
    q = whoosh.query
    children = list(query.children()) if type(query) is q.Or and not query.minmatch else [query]
    if not all(type(child) is q.Term for child in children):
        return []
    terms = [TermList.of(child, leaf) for child in children]
    alike = all(term.in_blocks and term.field == terms[0].field for term in terms)
    return terms if alike else []


def arrays_of(terms: list[TermList], scored: bool) -> tuple[Int64s, Float32s]:
    """(int64[terms, 3]: first and last block, and documents; float32[terms]: factors, zeros without scores)."""
    lists = np.array([term.list[:3] for term in terms], np.int64)
    factors = [term.factor(term.list.documents) if scored else 0 for term in terms]
    return lists, np.array(factors, np.float32)


def mark_lists(terms: list[TermList], leaf: Leaf, seen: UInt64s) -> None:
    """Mark the documents that have any of the terms, which are in blocks, in ``seen`` of ``search.kernels``."""
    firsts, lasts = np.array([(term.list.first, term.list.last) for term in terms], np.int64).reshape(-1, 2).T.copy()
    adding.mark_lists(leaf.segment.words, leaf.segment.heads, firsts, lasts, seen)


def marked(query: Query, leaf: Leaf) -> UInt64s | None:
    """This thread's ``seen`` of ``search.kernels`` with the documents of a query that is any of several lists."""
    segment, (_, seen) = leaf.segment, leaf.workspace()
    if isinstance(query, AnyForm) and query.fieldname == EVERYWHERE:
        adding.mark_lists(segment.words, segment.heads, *segment.blocks_of_forms(query.ordinals[leaf.number]), seen)
    elif terms := plain_terms(query, leaf):
        mark_lists(terms, leaf, seen)
    else:
        return None
    return seen
