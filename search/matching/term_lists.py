"""The terms of a query with their posting lists."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

import numpy as np
import whoosh.query

from index.arrays.types import Float32s, Int32s, Int64s, Integer, UInt8s, UInt32s, UInt64s
from index.fields import EXACT
from index.postings.blocks import first_block
from index.postings.lists import Postings, postings
from index.postings.segment import PostingList
from search.kernels import adding, finding, meeting
from search.matching.engine import NO_MATCHES, Leaf, Matches, Norms
from search.query.tree import AnyForm, Query, walk
from search.time_limit import halt

NO_COUNTS = np.zeros(0, np.int64)
# What kernels of ``search.kernels`` take first that read a list, and those that read several, in their order.
ListArguments: TypeAlias = tuple[UInt64s, UInt32s, Integer, Integer, Float32s, Float32s, np.float32]
AllArguments: TypeAlias = tuple[UInt64s, UInt32s, Int32s, Int32s, Float32s, Float32s, Int64s, int, int, UInt8s]
ANY = (whoosh.query.Term, whoosh.query.Or)


def text_of(text: str | bytes) -> str:
    """A term's text as it is in queries of ``search.query.terms``, of Whoosh's own."""
    return text.decode("utf-8", "surrogatepass") if isinstance(text, bytes) else text


class TermList(NamedTuple):
    """A term of a query with its list and what its scores are made of."""

    leaf: Leaf
    field: str
    text: str
    list: PostingList
    boost: float

    @classmethod
    def of(cls, query: whoosh.query.Term, leaf: Leaf) -> TermList:
        """That of a term of ``search.query.terms``."""
        text = text_of(query.text)
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

    def arguments(self, scored: bool = True) -> ListArguments:
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

    def factor(self, here: Integer) -> float:
        """What the term scores at most; ``here``: how many documents of the leaf have it."""
        return self.leaf.factor(self.field, self.text, self.boost, here)

    def postings(self) -> Postings:
        """All of the list, whether it is in blocks or not."""
        return postings(self.leaf.segment, self.field, self.text)

    def matches(self, scored: bool) -> Matches:
        """The documents that have the term, with scores of 0 if they are not to be ``scored``."""
        if not self.list.documents:
            return NO_MATCHES
        if self.in_blocks:
            return Matches(*meeting.score_list(*self.arguments(scored), self.list.documents))
        documents, weights = self.postings()
        factor = np.float32(self.factor(len(documents)) if scored else 0)
        return Matches(documents, meeting.score_weights(documents, weights, self.norms.values, factor))


class TermLists(NamedTuple):
    """Terms of one field, whose lists' blocks are their matches; ``rows`` are the ``lists`` of ``search.kernels``."""

    leaf: Leaf
    rows: Int64s
    norms: Norms

    @classmethod
    def of(cls, terms: list[TermList], scored: bool) -> TermLists:
        """Those of one or more terms; without scores, factors are 0."""
        rows = np.empty((len(terms), finding.LIST_COLUMNS), np.int64)
        for n, term in enumerate(terms):
            rows[n, : finding.FACTOR] = term.list[: finding.FACTOR]
            rows[n, finding.FACTOR] = np.float32(term.factor(term.list.documents) if scored else 0).view(np.int32)
        return cls(terms[0].leaf, rows, terms[0].norms)

    @classmethod
    def named(cls, leaf: Leaf, field: str, texts: list[str], boost: float) -> TermLists:
        """Those of terms that are no forms, looked up together."""
        asked, last = (field, texts, boost), leaf.looked_up
        if last and last[0] == asked:
            return cls(leaf, last[1], leaf.norms(field))
        segment, engine = leaf.segment, leaf.engine
        containing = NO_COUNTS if engine.whole else [engine.containing(field, text) for text in texts]
        names = b"".join([text.encode("utf-8", "surrogatepass") + finding.SEPARATOR for text in texts])
        rows, untrusted = finding.find_lists(
            segment.stems.blob, segment.stems.offsets, segment.terms, segment.lists, segment.counts, segment.trusted,
            *segment.range_of(field), names, np.asarray(containing, np.int64), engine.documents, boost,
        )  # fmt: skip
        if untrusted != finding.ALL_TRUSTED:
            segment.admit([int(untrusted)])
            return cls.named(leaf, field, texts, boost)
        leaf.looked_up = asked, rows
        return cls(leaf, rows, leaf.norms(field))

    def all_arguments(self, slop: int) -> AllArguments:
        """What kernels over all of the lists together take first."""
        segment, norms = self.leaf.segment, self.norms.values
        return (
            segment.words, segment.heads, segment.shapes, segment.occurrences, segment.sums, norms, self.rows, slop,
            segment.most_occurrences, halt(),
        )  # fmt: skip


def term_lists_of(query: Query, leaf: Leaf, scored: bool) -> TermLists | None:
    """The lists of a query that is a term, a group of terms or a phrase; None if it is another, or if their blocks are
    not its matches."""
    field, texts, boosts = _words_of(query)
    if not texts or field == leaf.segment.main:
        return None
    boost = boosts[0]
    if boosts.count(boost) == len(boosts) and EXACT not in "".join(texts):
        return TermLists.named(leaf, field, texts, boost if scored else 0.0)
    if type(query) is whoosh.query.Phrase:  # the lists of forms have no positions
        return None
    terms = [TermList.of(node, leaf) for node in walk(query) if type(node) is whoosh.query.Term]
    return TermLists.of(terms, scored) if all(term.in_blocks for term in terms) else None


def _words_of(query: Query) -> tuple[str, list[str], list[float]]:
    """The field of a query, its words and their weights; no words if it is not made of those of one field."""
    q = whoosh.query
    if type(query) is q.Term:
        return query.fieldname, [text_of(query.text)], [float(query.boost)]
    if type(query) is q.Phrase and len(query.words) > 1:
        return query.fieldname, list(map(text_of, query.words)), [float(query.boost)] * len(query.words)
    if not (type(query) is q.And or type(query) is q.Or) or query.boost != 1.0 or getattr(query, "minmatch", None):
        return "", [], []
    texts, boosts, fields = [], [], set()
    for child in query.children():
        if type(child) is not q.Term:
            return "", [], []
        texts.append(text_of(child.text))
        boosts.append(float(child.boost))
        fields.add(child.fieldname)
    return (fields.pop(), texts, boosts) if len(fields) == 1 else ("", [], [])


def mark_any(query: Query, leaf: Leaf, seen: UInt64s) -> bool:
    """Mark the documents of a query that is any of several lists in ``seen``; whether it is such a query."""
    segment = leaf.segment
    if isinstance(query, AnyForm):
        forms = segment.lists_of_forms(query.fieldname, query.ordinals[leaf.number])
        main = query.fieldname == segment.main
        adding.mark_forms(segment.words, segment.heads, segment.lists, segment.shapes, *forms, main, seen)
        return True
    lists = term_lists_of(query, leaf, scored=False) if type(query) in ANY else None
    if lists is None:
        return False
    adding.mark_lists(segment.words, segment.heads, lists.rows, seen)
    return True
