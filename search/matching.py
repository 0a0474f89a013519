"""Which documents a query matches, and how well: all of them, so that totals and facets are exact.

Trees of ``search.terms`` are evaluated over a segment's arrays. A node that is not known here runs through Whoosh's own
matchers over the same arrays: slower, never wrong.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import whoosh.query

from index import EVERYWHERE
from index.blocks import Float32s, Int32s, UInt64s
from index.generation import Collection
from index.lists import Postings, postings, term_of_form
from index.segment import FORMS, PostingList, Segment
from search import kernels
from search.ranking import BM25F, K1, B, idf
from search.tree import AnyForm, Given, Query

Mask = npt.NDArray[np.bool_]
# A list with fewer documents than so many a match is read as a whole.
DENSE = 8


@dataclass(frozen=True)
class Matches:
    """Document numbers, ascending, int32, and their scores, float32; of equal length."""

    documents: Int32s
    scores: Float32s

    def where(self, kept: Mask) -> Matches:
        """The matches whose document numbers are marked in ``kept``, a mask over all documents."""
        chosen = kept[self.documents]
        return Matches(self.documents[chosen], self.scores[chosen])


class Norms(NamedTuple):
    """What a document's length adds to the weight under its score's fraction: float32[documents], and the line on which
    it lies over lengths."""

    values: Float32s
    base: np.float32
    slope: np.float32


class Engine:
    """A collection with what searching it needs beside: norms, and space to work in. Safe for threads."""

    def __init__(self, collection: Collection) -> None:
        self.segment, self.columns = collection.segment, collection.columns
        self._norms: dict[str, Norms] = {}
        self._local = threading.local()

    @cached_property
    def searcher(self) -> Any:
        """Whoosh's searcher over the same arrays."""
        from whoosh.searching import Searcher  # noqa: PLC0415

        from index.array_index import ArrayIndex  # noqa: PLC0415 - seldom needed, and slow to import

        index = ArrayIndex(self.segment, self.columns.day)
        return Searcher(index.reader(), weighting=BM25F(), fromindex=index)

    def norms(self, field: str) -> Norms:
        """The norms of the documents in a field, K₁ (1 - b + b · length / average)."""
        found = self._norms.get(field)
        if found is None:
            lengths = self.segment.lengths(field)
            average = float(lengths.sum(dtype=np.float64)) / max(len(lengths), 1) or 1.0
            base, slope = np.float32(K1 * (1 - B)), np.float32(K1 * B / average)
            values = base + slope * lengths.astype(np.float32)
            found = self._norms[field] = Norms(values, base, slope)
        return found

    def workspace(self) -> tuple[Float32s, UInt64s]:
        """(sums, seen) of ``search.kernels``, zeros, this thread's own."""
        spaces: tuple[Float32s, UInt64s] | None = getattr(self._local, "spaces", None)
        if spaces is None:
            documents = self.segment.documents
            spaces = np.zeros(documents, np.float32), np.zeros(documents // kernels.WORD + 1, np.uint64)
            self._local.spaces = spaces
        return spaces


def match(query: Query, engine: Engine) -> Matches:
    """The matches of a tree of ``search.terms``."""
    return _match(query.normalize(), engine, scored=True)


def documents(query: Query, engine: Engine) -> Int32s:
    """The documents that a tree of ``search.terms`` matches, without what they score: int32, ascending."""
    return _match(query.normalize(), engine, scored=False).documents


def best(query: Query, engine: Engine, most: int) -> tuple[int, Matches]:
    """(how many documents match, the ``most`` best of them, best first). Ties go to the newer, then to the smaller id.

    What cannot be among the best is counted but not scored.
    """
    query, q = query.normalize(), whoosh.query
    rank = engine.columns.rank
    total = -1
    if type(query) is q.Term:
        term = _Term.of(query, engine)
        if term.in_blocks:
            wanted = min(most, term.list.documents)
            found = kernels.best_of_list(*term.arguments(), rank, wanted, term.norms.base, term.norms.slope)
            return term.list.documents, Matches(*found)
    if type(query) is q.Or and not query.minmatch and all(type(child) is q.Term for child in query.children()):
        terms = [_Term.of(child, engine) for child in query.children()]
        if all(term.in_blocks for term in terms):
            total, matches = _contenders(terms, engine, most)
    if total < 0:
        matches = _match(query, engine, scored=True)
        total = len(matches.documents)
    order = kernels.best(matches.documents, matches.scores, rank, most)
    return total, Matches(matches.documents[order], matches.scores[order])


def newest(query: Query, engine: Engine, most: int) -> tuple[int, Int32s]:
    """(how many documents match, the ``most`` newest of them, newest first)."""
    found = documents(query, engine)
    order = kernels.best(found, np.zeros(len(found), np.float32), engine.columns.rank, most)
    return len(found), found[order]


def _contenders(terms: list[_Term], engine: Engine, most: int) -> tuple[int, Matches]:
    """(how many documents have any of the terms, those of them that may be among the ``most`` best, with scores).

    The terms are added up in the order of what they can score. Once the documents that have none of those so far cannot
    reach the best any more, the remaining terms are only looked up where they matter (H. Turtle and J. Flood, "Query
    Evaluation: Strategies and Optimizations", 1995, term at a time).
    """
    sums, seen = engine.workspace()
    bounds = [term.bound() for term in terms]
    order = sorted(range(len(terms)), key=lambda n: -bounds[n])
    rest, read, unread = sum(bounds), 0, sum(term.list.documents for term in terms)
    for place, n in enumerate(order):
        kernels.add_list(*terms[n].arguments(), sums, seen)
        rest -= bounds[n]
        read, unread = read + terms[n].list.documents, unread - terms[n].list.documents
        if read < unread:
            found = Matches(*kernels.collect(sums, seen))
            least = kernels.threshold(found.scores, most)
            if least > rest * kernels.ROUNDING:
                contenders = np.zeros_like(seen)
                some = kernels.mark(found.documents, found.scores, least - rest * kernels.ROUNDING, contenders)
                for term in (terms[m] for m in order[place + 1 :]):
                    kernels.add_contenders(*term.arguments(), contenders, sums, seen)
                total, scores = kernels.marked(seen), sums[some]
                kernels.clear(found.documents, sums, seen)
                return total, Matches(some, scores)
    found = _collected(sums, seen)
    return len(found.documents), found


def _match(query: Query, engine: Engine, scored: bool) -> Matches:  # noqa: PLR0911, PLR0912 - one line a kind of node
    q = whoosh.query
    boost = float(getattr(query, "boost", 1.0))
    match query:
        case q.Term():
            return _Term.of(query, engine).matches(scored)
        case q.And():
            return _boosted(_all_of(list(query.children()), engine, scored), boost)
        case q.Or() if not query.minmatch:
            return _boosted(_any_of(list(query.children()), engine, scored), boost)
        case q.AndNot():
            return _without(_match(query.a, engine, scored), query.b, engine)
        case q.Not():
            return _without(_every(engine, boost), query.query, engine)
        case q.AndMaybe():
            found = _match(query.a, engine, scored)
            return _meet(found, query.b, engine, required=False, scored=True) if scored else found
        case q.Phrase():
            return _sequence(query, engine, scored)
        case q.Every() if query.fieldname in (None, "*", "") or query.fieldname == EVERYWHERE:
            return _every(engine, boost)
        case q.NumericRange() if query.fieldname == "published":
            found = _every(engine, 0.0)
            kept = kernels.keep(found.documents, found.scores, engine.columns.day, *_days(query), boost)
            return Matches(found.documents[:kept], found.scores[:kept])
        case Given():
            return Matches(query.documents.copy(), query.scores.copy())
        case AnyForm():
            return _any_form(query, engine)
        case q.NullQuery.__class__():
            return NOTHING
        case _:
            return _by_matchers(query, engine)


NOTHING = Matches(np.zeros(0, np.int32), np.zeros(0, np.float32))


@dataclass(frozen=True)
class _Term:
    """A term of a query with its list and what its scores are made of."""

    engine: Engine
    field: str
    text: str
    list: PostingList
    boost: float

    @classmethod
    def of(cls, query: Query, engine: Engine) -> _Term:
        text = query.text.decode("utf-8", "surrogatepass") if isinstance(query.text, bytes) else query.text
        found = engine.segment.list_of(query.fieldname, text)
        return cls(engine, query.fieldname, text, found, float(query.boost))

    @property
    def in_blocks(self) -> bool:
        """Whether the blocks of the list are its matches as they are: each shape is one, and no form is left out."""
        return self.list.ordinal < 0 and self.field != self.engine.segment.main

    @property
    def norms(self) -> Norms:
        return self.engine.norms(self.field)

    def arguments(self, scored: bool = True) -> tuple[Any, Any, Any, Any, Any, Any, Any]:
        """What all kernels over lists take first; without scores, a factor of 0."""
        segment, factor = self.engine.segment, self.factor(self.list.documents) if scored else np.float32(0)
        return segment.words, segment.heads, self.list.first, self.list.last, segment.sums, self.norms.values, factor

    def bound(self) -> float:
        factor, heads = self.factor(self.list.documents), self.engine.segment.heads
        _, base, slope = self.norms
        return float(kernels.bound_of_list(heads, self.list.first, self.list.last, factor, base, slope))

    def factor(self, containing: int) -> np.float32:
        return np.float32(idf(self.engine.segment.documents, containing) * self.boost * (K1 + 1))

    def postings(self) -> Postings:
        return postings(self.engine.segment, self.field, self.text)

    def matches(self, scored: bool) -> Matches:
        if not self.list.documents:
            return NOTHING
        if self.in_blocks:
            return Matches(*kernels.score_list(*self.arguments(scored), self.list.documents))
        documents, weights = self.postings()
        return Matches(
            documents, kernels.score_weights(documents, weights, self.norms.values, self.factor(len(documents)))
        )


def _all_of(children: list[Query], engine: Engine, scored: bool) -> Matches:
    """The documents that match every child; of the terms, the rarest is read first."""
    q = whoosh.query
    terms = [_Term.of(child, engine) for child in children if type(child) is q.Term]
    plain = sorted((term for term in terms if term.in_blocks), key=lambda term: term.list.documents)
    days = [child for child in children if _is_day_range(child)]
    excluded = [child.query for child in children if isinstance(child, q.Not)]
    others = [
        child for child in children if not (type(child) is q.Term or _is_day_range(child) or isinstance(child, q.Not))
    ]
    found: Matches | None = None
    for term in (term for term in terms if not term.in_blocks):
        found = _met(found, term.matches(scored), required=True) if found else term.matches(scored)
    for child in others:
        more = _match(child, engine, scored)
        found = _met(found, more, required=True) if found else more
    for term in plain:
        found = _meet_term(found, term, required=True, scored=scored) if found else term.matches(scored)
    for child in days:
        if found is None:
            found = _match(child, engine, scored)
        else:
            kept = kernels.keep(found.documents, found.scores, engine.columns.day, *_days(child), float(child.boost))
            found = Matches(found.documents[:kept], found.scores[:kept])
    found = found or _every(engine, 1.0)
    for child in excluded:
        found = _without(found, child, engine)
    return found


def _any_of(children: list[Query], engine: Engine, scored: bool) -> Matches:
    if len(children) == 1:
        return _match(children[0], engine, scored)
    terms, others = [], []
    for child in children:
        term = _Term.of(child, engine) if type(child) is whoosh.query.Term else None
        if term and term.in_blocks:
            terms.append(term)
        else:
            others.append(_match(child, engine, scored))
    sums, seen = engine.workspace()
    for found in others:
        kernels.add_matches(found.documents, found.scores, sums, seen)
    if scored:
        for term in terms:
            kernels.add_list(*term.arguments(), sums, seen)
    else:
        spans = np.array([(term.list.first, term.list.last) for term in terms], np.int64).reshape(-1, 2)
        kernels.mark_lists(engine.segment.words, engine.segment.heads, spans[:, 0].copy(), spans[:, 1].copy(), seen)
    return _collected(sums, seen)


def _collected(sums: Float32s, seen: UInt64s) -> Matches:
    found = Matches(*kernels.collect(sums, seen))
    kernels.clear(found.documents, sums, seen)
    return found


def _meet(found: Matches, query: Query, engine: Engine, required: bool, scored: bool) -> Matches:
    """``found`` with the scores of ``query`` added; without what it does not match, if it is ``required``."""
    if type(query) is whoosh.query.Term and (term := _Term.of(query, engine)).in_blocks:
        return _meet_term(found, term, required, scored)
    return _met(found, _match(query, engine, scored), required)


def _meet_term(found: Matches, term: _Term, required: bool, scored: bool) -> Matches:
    dense = term.list.documents < DENSE * len(found.documents)
    meet = kernels.merge_list if dense else kernels.meet_list
    kept = meet(*term.arguments(scored), found.documents, found.scores, required)
    return Matches(found.documents[:kept], found.scores[:kept])


def _met(found: Matches, more: Matches, required: bool) -> Matches:
    if required and len(more.documents) < len(found.documents):
        found, more = more, found
    kept = kernels.meet(found.documents, found.scores, more.documents, more.scores, required)
    return Matches(found.documents[:kept], found.scores[:kept])


def _without(found: Matches, query: Query, engine: Engine) -> Matches:
    kept = kernels.leave(found.documents, found.scores, _match(query, engine, scored=False).documents)
    return Matches(found.documents[:kept], found.scores[:kept])


def _sequence(phrase: Query, engine: Engine, scored: bool) -> Matches:
    """The documents that have the words of a phrase in order, scored as their conjunction is."""
    segment, field = engine.segment, phrase.fieldname
    words = [word.decode("utf-8", "surrogatepass") if isinstance(word, bytes) else word for word in phrase.words]
    terms = [whoosh.query.Term(field, word, boost=phrase.boost) for word in words]
    found = _all_of(terms, engine, scored=False)
    if len(found.documents) and len(words) > 1:
        placed = [_with_positions(segment, field, word) for word in words]
        spans = np.array([(one.first, one.last, one.ordinal) for one in placed], np.int64)
        kept = kernels.keep_sequences(
            segment.words, segment.heads, segment.shapes, spans, field == segment.main, phrase.slop,
            segment.most_occurrences, found.documents, found.scores,
        )  # fmt: skip
        found = Matches(found.documents[:kept], found.scores[:kept])
    if scored:
        for term in terms:
            found = _meet(found, term, engine, required=False, scored=True)
    return found


def _with_positions(segment: Segment, field: str, word: str) -> PostingList:
    if field == EVERYWHERE and word.startswith(FORMS):
        return term_of_form(segment, word)
    return segment.list_of(field, word)


def _any_form(query: AnyForm, engine: Engine) -> Matches:
    """The matches of a pattern: all alike, for its words' rarities say nothing."""
    segment, field = engine.segment, query.fieldname
    sums, seen = engine.workspace()
    if field == EVERYWHERE:
        firsts, lasts = segment.blocks_of_forms(query.ordinals)
        kernels.mark_lists(segment.words, segment.heads, firsts, lasts, seen)
    else:
        for documents, _ in (postings(segment, field, form) for form in query.forms):
            kernels.add_matches(documents, np.zeros(len(documents), np.float32), sums, seen)
    found = _collected(sums, seen)
    found.scores[:] = query.boost
    return found


def _every(engine: Engine, score: float) -> Matches:
    documents = np.arange(engine.segment.documents, dtype=np.int32)
    return Matches(documents, np.full(len(documents), score, np.float32))


def _is_day_range(query: Query) -> bool:
    return isinstance(query, whoosh.query.NumericRange) and query.fieldname == "published"


def _days(query: Query) -> tuple[int, int]:
    """The first and last of a range of days."""
    first = 1 if query.start is None else query.start + bool(query.startexcl)
    last = date.max.toordinal() if query.end is None else query.end - bool(query.endexcl)
    return int(first), int(last)


def _boosted(found: Matches, boost: float) -> Matches:
    return found if boost == 1.0 else Matches(found.documents, found.scores * np.float32(boost))


def _by_matchers(query: Query, engine: Engine) -> Matches:
    """Run a query through Whoosh's matchers to the end."""
    matcher = query.matcher(engine.searcher, engine.searcher.context())
    documents, scores = [], []
    while matcher.is_active():
        documents.append(matcher.id())
        scores.append(matcher.score())
        matcher.next()
    return Matches(np.array(documents, dtype=np.int32), np.array(scores, dtype=np.float32))
