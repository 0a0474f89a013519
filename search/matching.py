"""Which documents a query matches, and how well: all of them, so that totals and facets are exact.

Trees of ``search.terms`` are evaluated over the arrays of each segment, with the statistics of all. A node that is not
known here runs through Whoosh's own matchers over the same arrays: slower, never wrong.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import whoosh.query

from index import EVERYWHERE
from index.blocks import WORD, Float32s, Int32s, Int64s, UInt64s, first_block
from index.dictionary import Dictionary
from index.generation import Collection
from index.lists import Postings, postings, term_of_form
from index.segment import FORMS, PostingList, Segment
from search.kernels import adding, meeting, picking, walking
from search.ranking import BM25F, K1, B, idf
from search.tree import AnyForm, Given, Query, simplified

Mask = npt.NDArray[np.bool_]
# A list with fewer documents than so many a match is read as a whole. With 1, 2, 3 and 5, "all" of bench.searching took
# 0.068 to 0.076 ms at 200,000 stories: no more than runs differ.
DENSE = 2
ZONE = 1024  # documents of which the first and last day are known together


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
    """A collection with what searching it needs beside. Safe for threads."""

    def __init__(self, collection: Collection) -> None:
        self.collection, self.columns = collection, collection.columns
        self.documents = len(collection)
        self.leaves = tuple(Leaf(self, number) for number in range(len(collection.parts)))
        # Whether there is but one segment, and all of its documents: then what holds of it holds of all.
        self.whole = len(self.leaves) == 1 and collection.parts[0].deleted is None
        self.average_length = lru_cache(maxsize=None)(self._average_length)

    @property
    def forms(self) -> tuple[Dictionary, ...]:
        """The forms of each leaf, for ``search.terms``."""
        return self.collection.forms

    def containing(self, field: str, term: str) -> int:
        """How many documents have ``term`` (behind "=": that form) in ``field``."""
        return self.collection.counts(field, term).documents

    def _average_length(self, field: str) -> float:
        """The average length of the documents in a field; 1 where it is empty."""
        return self.collection.length(field) / max(self.documents, 1) or 1.0


class Leaf:
    """One segment of an engine, in which documents are numbered from 0. Safe for threads."""

    def __init__(self, engine: Engine, number: int) -> None:
        part = engine.collection.parts[number]
        self.engine, self.number = engine, number
        self.segment, self.first, self.counts, self.deleted = part
        last = part.first + part.segment.documents
        self.day, self.rank = engine.columns.day[part.first : last], engine.columns.rank[part.first : last]
        self._norms: dict[str, Norms] = {}
        self._local = threading.local()

    @cached_property
    def searcher(self) -> Any:
        """Whoosh's searcher over the same arrays."""
        from whoosh.searching import Searcher  # noqa: PLC0415

        from index.array_index import ArrayIndex  # noqa: PLC0415 - seldom needed, and slow to import

        index = ArrayIndex(self.segment, self.day)
        return Searcher(index.reader(), weighting=BM25F(self.engine), fromindex=index)

    @cached_property
    def _zones(self) -> tuple[Int32s, Int32s]:
        """The first and the last day of every ``ZONE`` documents."""
        begins = np.arange(0, len(self.day), ZONE)
        return np.minimum.reduceat(self.day, begins), np.maximum.reduceat(self.day, begins)

    def between(self, since: int, until: int) -> tuple[int, int]:
        """Documents of the days from ``since`` to ``until`` are all among these: half-open. Archives are mostly in the
        order of time."""
        earliest, latest = self._zones
        zones = np.flatnonzero((latest >= since) & (earliest <= until))
        return (int(zones[0]) * ZONE, (int(zones[-1]) + 1) * ZONE) if len(zones) else (0, 0)

    def norms(self, field: str) -> Norms:
        """The norms of the documents in a field, K₁ (1 - b + b · length / average)."""
        found = self._norms.get(field)
        if found is None:
            average = self.engine.average_length(field)
            base, slope = np.float32(K1 * (1 - B)), np.float32(K1 * B / average)
            values = base + slope * self.segment.lengths(field).astype(np.float32)
            found = self._norms[field] = Norms(values, base, slope)
        return found

    def workspace(self) -> tuple[Float32s, UInt64s]:
        """(sums, seen) of ``search.kernels``, zeros, this thread's own."""
        spaces: tuple[Float32s, UInt64s] | None = getattr(self._local, "spaces", None)
        if spaces is None:
            documents = self.segment.documents
            spaces = np.zeros(documents, np.float32), np.zeros(documents // WORD + 2, np.uint64)
            self._local.spaces = spaces
        return spaces

    def numbered(self, found: Matches) -> Matches:
        """Matches of this leaf by their numbers in the collection, without what is deleted."""
        if self.deleted is not None:
            found = found.where(~self.deleted)
        return Matches(found.documents + np.int32(self.first), found.scores) if self.first else found


def match(query: Query, engine: Engine) -> Matches:
    """The matches of a tree of ``search.terms``."""
    query = simplified(query)
    return _joined([leaf.numbered(_match(query, leaf, scored=True)) for leaf in engine.leaves])


def documents(query: Query, engine: Engine) -> Int32s:
    """The documents that a tree of ``search.terms`` matches, without what they score: int32, ascending."""
    query = simplified(query)
    return _joined([leaf.numbered(_match(query, leaf, scored=False)) for leaf in engine.leaves]).documents


def _joined(found: list[Matches]) -> Matches:
    if len(found) == 1:
        return found[0]
    return Matches(np.concatenate([one.documents for one in found]), np.concatenate([one.scores for one in found]))


def best(query: Query, engine: Engine, most: int) -> tuple[int, Matches]:
    """(how many documents match, the ``most`` best of them, best first). Ties go to the newer, then to the smaller id.

    What cannot be among the best is counted but not scored.
    """
    query, most = simplified(query), min(most, engine.documents)
    found = [_best(query, leaf, most) for leaf in engine.leaves]
    if len(found) == 1:
        return found[0]
    return sum(total for total, _ in found), best_of(_joined([one for _, one in found]), engine.columns.rank, most)


def _best(query: Query, leaf: Leaf, most: int) -> tuple[int, Matches]:
    """As ``best``, of one leaf's documents, by their numbers in the collection."""
    q = whoosh.query
    if type(query) is q.Term:
        term = _Term.of(query, leaf)
        if term.in_blocks:
            return _best_of_list(term, most)
    if leaf.deleted is None:
        if isinstance(query, AnyForm) and (seen := _marked(query, leaf)) is not None:
            total, some = picking.newest(seen, leaf.rank, most)  # all score alike
            return total, leaf.numbered(Matches(some, np.full(len(some), query.boost, np.float32)))
        terms = _plain_terms(query, leaf) if type(query) is q.Or and query.boost == 1.0 and not query.minmatch else []
        if terms:
            total, found = _best_of_lists(terms, leaf, most)
            return total, leaf.numbered(found)
    found = _match(query, leaf, scored=True)
    if leaf.deleted is not None:
        found = found.where(~leaf.deleted)
    return len(found.documents), leaf.numbered(best_of(found, leaf.rank, most))


def _best_of_list(term: _Term, most: int) -> tuple[int, Matches]:
    leaf, containing = term.leaf, term.list.documents
    if not containing:
        return 0, NOTHING
    live = containing if leaf.deleted is None else int(leaf.counts[term.list.number, 0])
    wanted = min(most + containing - live, containing)
    found = picking.best_of_list(*term.arguments(), leaf.rank, wanted, term.norms.base, term.norms.slope)
    best = leaf.numbered(Matches(*found))
    return live, best if containing == live else Matches(best.documents[:most], best.scores[:most])


def best_of(found: Matches, rank: Int32s, most: int) -> Matches:
    """The ``most`` best of ``found``, best first; of those that score alike, the smaller ``rank`` first."""
    return Matches(*picking.best(found.documents, found.scores, rank, most))


def newest(query: Query, engine: Engine, most: int) -> tuple[int, Matches]:
    """(how many documents match, the ``most`` newest of them, newest first, without scores)."""
    query, most = simplified(query), min(most, engine.documents)
    if engine.whole and (seen := _marked(query, engine.leaves[0])) is not None:
        total, some = picking.newest(seen, engine.columns.rank, most)
        return int(total), unscored(some)
    found = documents(query, engine)
    return len(found), best_of(unscored(found), engine.columns.rank, most)


def unscored(found: Int32s) -> Matches:
    """Matches that all score 0."""
    return Matches(found, np.zeros(len(found), np.float32))


def _marked(query: Query, leaf: Leaf) -> UInt64s | None:
    """This thread's ``seen`` of ``search.kernels`` with the documents of a query that is any of several lists."""
    segment, (_, seen) = leaf.segment, leaf.workspace()
    if isinstance(query, AnyForm) and query.fieldname == EVERYWHERE:
        adding.mark_lists(segment.words, segment.heads, *segment.blocks_of_forms(query.ordinals[leaf.number]), seen)
    elif terms := _plain_terms(query, leaf):
        _mark_lists(terms, leaf, seen)
    else:
        return None
    return seen


def _plain_terms(query: Query, leaf: Leaf) -> list[_Term]:
    """The terms of a query that is one, or any of several in one field, if their lists' blocks are their matches."""
    q = whoosh.query
    children = list(query.children()) if type(query) is q.Or and not query.minmatch else [query]
    if not all(type(child) is q.Term for child in children):
        return []
    terms = [_Term.of(child, leaf) for child in children]
    alike = all(term.in_blocks and term.field == terms[0].field for term in terms)
    return terms if alike else []


def _best_of_lists(terms: list[_Term], leaf: Leaf, most: int) -> tuple[int, Matches]:
    """(how many documents have any of the terms, the ``most`` best of them, best first)."""
    segment, norms = leaf.segment, terms[0].norms
    total, found, scores = picking.best_of_lists(
        segment.words, segment.heads, segment.sums, norms.values, *_lists(terms, scored=True), leaf.rank, most,
        norms.base, norms.slope, *leaf.workspace(),
    )  # fmt: skip
    return int(total), Matches(found, scores)


def _lists(terms: list[_Term], scored: bool) -> tuple[Int64s, Float32s]:
    """(int64[terms, 3]: first and last block, and documents; float32[terms]: factors, zeros without scores)."""
    lists = np.array([term.list[:3] for term in terms], np.int64)
    factors = [term.factor(term.list.documents) if scored else 0 for term in terms]
    return lists, np.array(factors, np.float32)


def _match(query: Query, leaf: Leaf, scored: bool) -> Matches:  # noqa: PLR0911, PLR0912 - one line a kind of node
    q = whoosh.query
    boost = float(getattr(query, "boost", 1.0))
    match query:
        case q.Term():
            return _Term.of(query, leaf).matches(scored)
        case q.And():
            return _boosted(_all_of(list(query.children()), leaf, scored), boost)
        case q.Or() if not query.minmatch:
            return _boosted(_any_of(list(query.children()), leaf, scored), boost)
        case q.AndNot():
            return _without(_match(query.a, leaf, scored), query.b, leaf)
        case q.Not():
            return _without(_every(leaf, boost), query.query, leaf)
        case q.AndMaybe():
            found = _match(query.a, leaf, scored)
            return _meet(found, query.b, leaf, required=False, scored=True) if scored else found
        case q.Require():
            needed = _match(query.b, leaf, scored=False)
            return _met(_match(query.a, leaf, scored), Matches(needed.documents, np.zeros_like(needed.scores)), True)
        case q.DisjunctionMax() if not query.tiebreak:
            return _boosted(_best_of_each([_match(child, leaf, scored) for child in query.children()]), boost)
        case q.Phrase():
            return _sequence(query, leaf, scored)
        case q.Every() if query.fieldname in (None, "*", "") or query.fieldname == EVERYWHERE:
            return _every(leaf, boost)
        case q.NumericRange() if query.fieldname == "published":
            found = _every(leaf, 0.0)
            kept = meeting.keep(found.documents, found.scores, leaf.day, *_days(query), boost)
            return Matches(found.documents[:kept], found.scores[:kept])
        case Given():
            return _given(query, leaf)
        case AnyForm():
            return _any_form(query, leaf)
        case q.NullQuery.__class__():
            return NOTHING
        case _:
            return _by_matchers(query, leaf)


NOTHING = Matches(np.zeros(0, np.int32), np.zeros(0, np.float32))


class _Term(NamedTuple):
    """A term of a query with its list and what its scores are made of."""

    leaf: Leaf
    field: str
    text: str
    list: PostingList
    boost: float

    @classmethod
    def of(cls, query: Query, leaf: Leaf) -> _Term:
        text = query.text.decode("utf-8", "surrogatepass") if isinstance(query.text, bytes) else query.text
        found = leaf.segment.list_of(query.fieldname, text)
        return cls(leaf, query.fieldname, text, found, float(query.boost))

    @property
    def in_blocks(self) -> bool:
        """Whether the blocks of the list are its matches as they are: each shape is one, and no form is left out."""
        return self.list.ordinal < 0 and self.field != self.leaf.segment.main

    @property
    def norms(self) -> Norms:
        return self.leaf.norms(self.field)

    def arguments(self, scored: bool = True) -> tuple[Any, Any, Any, Any, Any, Any, Any]:
        """What all kernels over lists take first; without scores, a factor of 0."""
        segment, factor = self.leaf.segment, self.factor(self.list.documents) if scored else np.float32(0)
        return segment.words, segment.heads, self.list.first, self.list.last, segment.sums, self.norms.values, factor

    def within(self, first: int, last: int) -> _Term:
        """The term in those blocks that may have documents from ``first`` to ``last`` (excluded)."""
        heads, found = self.leaf.segment.heads, self.list
        begin = first_block(heads, found.first, found.last, first)
        end = min(first_block(heads, begin, found.last, last) + 1, found.last)
        return self._replace(list=found._replace(first=begin, last=end))

    def factor(self, here: int) -> np.float32:
        """What the term scores at most; ``here``: how many documents of the leaf have it."""
        engine = self.leaf.engine
        containing = here if engine.whole else engine.containing(self.field, self.text)
        return np.float32(idf(engine.documents, containing) * self.boost * (K1 + 1))

    def postings(self) -> Postings:
        return postings(self.leaf.segment, self.field, self.text)

    def matches(self, scored: bool) -> Matches:
        if not self.list.documents:
            return NOTHING
        if self.in_blocks:
            return Matches(*meeting.score_list(*self.arguments(scored), self.list.documents))
        documents, weights = self.postings()
        factor = self.factor(len(documents)) if scored else np.float32(0)
        return Matches(documents, meeting.score_weights(documents, weights, self.norms.values, factor))


def _all_of(children: list[Query], leaf: Leaf, scored: bool) -> Matches:
    """The documents that match every child; of the terms, the rarest is read first."""
    q = whoosh.query
    terms = [_Term.of(child, leaf) for child in children if type(child) is q.Term]
    plain = sorted((term for term in terms if term.in_blocks), key=lambda term: term.list.documents)
    days = [child for child in children if _is_day_range(child)]
    for child in days:
        plain = [term.within(*leaf.between(*_days(child))) for term in plain]
    excluded = [child.query for child in children if isinstance(child, q.Not)]
    others = [
        child for child in children if not (type(child) is q.Term or _is_day_range(child) or isinstance(child, q.Not))
    ]
    found: Matches | None = None
    if len(plain) > 1 and all(term.field == plain[0].field for term in plain):
        found, plain = _all_of_lists(plain, leaf, 0, scored), []
    for term in (term for term in terms if not term.in_blocks):
        found = _met(found, term.matches(scored), required=True) if found else term.matches(scored)
    for child in others:
        more = _match(child, leaf, scored)
        found = _met(found, more, required=True) if found else more
    for term in plain:
        found = _meet_term(found, term, required=True, scored=scored) if found else term.matches(scored)
    for child in days:
        if found is None:
            found = _match(child, leaf, scored)
        else:
            kept = meeting.keep(found.documents, found.scores, leaf.day, *_days(child), float(child.boost))
            found = Matches(found.documents[:kept], found.scores[:kept])
    found = found or _every(leaf, 1.0)
    for child in excluded:
        found = _without(found, child, leaf)
    return found


def _all_of_lists(terms: list[_Term], leaf: Leaf, slop: int, scored: bool) -> Matches:
    """The documents that have all the terms, which are in one field; with a slop, in order and so near each other."""
    segment = leaf.segment
    return Matches(
        *walking.all_of_lists(
            segment.words, segment.heads, segment.shapes, segment.sums, terms[0].norms.values, *_lists(terms, scored),
            slop, segment.most_occurrences,
        )
    )  # fmt: skip


def _best_of_each(found: list[Matches]) -> Matches:
    """The documents of any of several matches, each with the best of its scores."""
    documents, at = np.unique(np.concatenate([one.documents for one in found]), return_inverse=True)
    scores = np.zeros(len(documents), np.float32)
    np.maximum.at(scores, at, np.concatenate([one.scores for one in found]))
    return Matches(documents, scores)


def _any_of(children: list[Query], leaf: Leaf, scored: bool) -> Matches:
    if len(children) == 1:
        return _match(children[0], leaf, scored)
    terms, others = [], []
    for child in children:
        term = _Term.of(child, leaf) if type(child) is whoosh.query.Term else None
        if term and term.in_blocks:
            terms.append(term)
        else:
            others.append(_match(child, leaf, scored))
    sums, seen = leaf.workspace()
    if not scored:
        for found in others:
            adding.mark_all(found.documents, seen)
        _mark_lists(terms, leaf, seen)
        return unscored(adding.take_marked(seen))
    for found in others:
        adding.add_matches(found.documents, found.scores, sums, seen)
    for term in terms:
        adding.add_list(*term.arguments(), sums, seen)
    found = Matches(*adding.collect(sums, seen))
    adding.clear(found.documents, sums, seen)
    return found


def _mark_lists(terms: list[_Term], leaf: Leaf, seen: UInt64s) -> None:
    firsts, lasts = np.array([(term.list.first, term.list.last) for term in terms], np.int64).reshape(-1, 2).T.copy()
    adding.mark_lists(leaf.segment.words, leaf.segment.heads, firsts, lasts, seen)


def _meet(found: Matches, query: Query, leaf: Leaf, required: bool, scored: bool) -> Matches:
    """``found`` with the scores of ``query`` added; without what it does not match, if it is ``required``."""
    if type(query) is whoosh.query.Term and (term := _Term.of(query, leaf)).in_blocks:
        return _meet_term(found, term, required, scored)
    return _met(found, _match(query, leaf, scored), required)


def _meet_term(found: Matches, term: _Term, required: bool, scored: bool) -> Matches:
    dense = term.list.documents < DENSE * len(found.documents)
    meet = meeting.merge_list if dense else meeting.meet_list
    kept = meet(*term.arguments(scored), found.documents, found.scores, required)
    return Matches(found.documents[:kept], found.scores[:kept])


def _met(found: Matches, more: Matches, required: bool) -> Matches:
    if required and len(more.documents) < len(found.documents):
        found, more = more, found
    kept = meeting.meet(found.documents, found.scores, more.documents, more.scores, required)
    return Matches(found.documents[:kept], found.scores[:kept])


def _without(found: Matches, query: Query, leaf: Leaf) -> Matches:
    kept = meeting.leave(found.documents, found.scores, _match(query, leaf, scored=False).documents)
    return Matches(found.documents[:kept], found.scores[:kept])


def _sequence(phrase: Query, leaf: Leaf, scored: bool) -> Matches:
    """The documents that have the words of a phrase in order, scored as their conjunction is."""
    segment, field = leaf.segment, phrase.fieldname
    words = [word.decode("utf-8", "surrogatepass") if isinstance(word, bytes) else word for word in phrase.words]
    if len(words) > 1 and field != segment.main and not any(word.startswith(FORMS) for word in words):
        placed = [_Term(leaf, field, word, segment.list_of(field, word), float(phrase.boost)) for word in words]
        return _all_of_lists(placed, leaf, phrase.slop, scored)
    terms = [whoosh.query.Term(field, word, boost=phrase.boost) for word in words]
    found = _all_of(terms, leaf, scored=False)
    if len(found.documents) and len(words) > 1:
        with_positions = [_with_positions(segment, field, word) for word in words]
        spans = np.array([(one.first, one.last, one.ordinal) for one in with_positions], np.int64)
        kept = walking.keep_sequences(
            segment.words, segment.heads, segment.shapes, spans, field == segment.main, phrase.slop,
            segment.most_occurrences, found.documents, found.scores,
        )  # fmt: skip
        found = Matches(found.documents[:kept], found.scores[:kept])
    if scored:
        for term in terms:
            found = _meet(found, term, leaf, required=False, scored=True)
    return found


def _with_positions(segment: Segment, field: str, word: str) -> PostingList:
    if field == EVERYWHERE and word.startswith(FORMS):
        return term_of_form(segment, word)
    return segment.list_of(field, word)


def _any_form(query: AnyForm, leaf: Leaf) -> Matches:
    """The matches of a pattern: all alike, for its words' rarities say nothing."""
    seen = _marked(query, leaf)
    if seen is None:
        seen = leaf.workspace()[1]
        for form in query.forms_of(leaf.number):
            adding.mark_all(postings(leaf.segment, query.fieldname, form).documents, seen)
    found = adding.take_marked(seen)
    return Matches(found, np.full(len(found), query.boost, np.float32))


def _given(query: Given, leaf: Leaf) -> Matches:
    last = leaf.first + leaf.segment.documents
    here = slice(*np.searchsorted(query.documents, (leaf.first, last)).tolist())
    return Matches(query.documents[here] - np.int32(leaf.first), query.scores[here].copy())


def _every(leaf: Leaf, score: float) -> Matches:
    documents = np.arange(leaf.segment.documents, dtype=np.int32)
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


def _by_matchers(query: Query, leaf: Leaf) -> Matches:
    """Run a query through Whoosh's matchers to the end."""
    matcher = _for_matchers(query, leaf).matcher(leaf.searcher, leaf.searcher.context())
    documents, scores = [], []
    while matcher.is_active():
        documents.append(matcher.id())
        scores.append(matcher.score())
        matcher.next()
    return Matches(np.array(documents, dtype=np.int32), np.array(scores, dtype=np.float32))


def _for_matchers(query: Query, leaf: Leaf) -> Query:
    """``query`` with the matches of those nodes of which Whoosh knows nothing."""
    if isinstance(query, AnyForm | Given):
        found = _match(query, leaf, scored=True)
        return Given(found.documents, found.scores)
    return query.apply(lambda child: _for_matchers(child, leaf))
