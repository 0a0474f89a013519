"""Which documents a query matches, and how well: all of them, so that totals and facets are exact.

Trees of ``search.query.terms`` are evaluated over the arrays of each segment, with the statistics of all. A node that
is not known here runs through Whoosh's own matchers over the same arrays: slower, never wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import TypeGuard

import numpy as np
import whoosh.query

from index import EVERYWHERE, REMEDY, TEXT_FIELDS, DamagedArchive
from index.arrays.types import Float32s, Int32s, Int64s
from index.fields import EXACT
from index.postings.lists import positions, term_of_form
from index.postings.segment import PostingList, Segment
from search.kernels import adding, meeting, walking
from search.matching.engine import NO_MATCHES, Engine, Leaf, Matches, unscored
from search.matching.term_lists import TermList, TermLists, mark_any, term_lists_of, text_of
from search.query.tree import AnyForm, FormPhrase, Given, Query, is_everything
from search.time_limit import check, halt

# A list with fewer documents than so many a match is read as a whole. With 1, 2, 3 and 5, "all" of bench.searching took
# 0.068 to 0.076 ms at 200,000 stories: no more than runs differ.
READ_WHOLE = 2


def match(query: Query, engine: Engine) -> Matches:
    """The matches of a tree of ``search.query.terms``."""
    return of_leaves([leaf.numbered(matches_of(query, leaf, scored=True)) for leaf in engine.leaves])


def documents(query: Query, engine: Engine) -> Int32s:
    """The documents that a tree of ``search.query.terms`` matches, without what they score: int32, ascending."""
    return of_leaves([leaf.numbered(matches_of(query, leaf, scored=False)) for leaf in engine.leaves]).documents


def of_leaves(found: list[Matches]) -> Matches:
    """The matches of several leaves, by their numbers in the collection."""
    if len(found) == 1:
        return found[0]
    return Matches(np.concatenate([one.documents for one in found]), np.concatenate([one.scores for one in found]))


def matches_of(query: Query, leaf: Leaf, scored: bool) -> Matches:  # noqa: PLR0911, PLR0912 - one line a kind of node
    """The matches of a tree in a leaf, by their numbers there; without scores if it is not ``scored``."""
    check()
    q = whoosh.query
    boost = float(getattr(query, "boost", 1.0))
    match query:
        case q.Term():
            return TermList.of(query, leaf).matches(scored)
        case q.And():
            return _boosted(_all_of(list(query.children()), leaf, scored), boost)
        case q.Or() if not query.minmatch:
            return _boosted(_any_of(list(query.children()), leaf, scored), boost)
        case q.AndNot():
            return _without(matches_of(query.a, leaf, scored), query.b, leaf)
        case q.Not():
            return _without(_every(leaf, boost), query.query, leaf)
        case q.AndMaybe():
            found = matches_of(query.a, leaf, scored)
            return _meet(found, query.b, leaf, required=False, scored=True) if scored else found
        case q.Require():
            needed = matches_of(query.b, leaf, scored=False)
            return _met(
                matches_of(query.a, leaf, scored), Matches(needed.documents, np.zeros_like(needed.scores)), True
            )
        case q.DisjunctionMax() if not query.tiebreak:
            return _boosted(_best_of_each([matches_of(child, leaf, scored) for child in query.children()]), boost)
        case q.Phrase():
            return _sequence(query, leaf, scored)
        case q.Every() if is_everything(query):
            return _every(leaf, boost)
        case q.Every() if query.fieldname in TEXT_FIELDS:
            return _having(query.fieldname, leaf, boost)
        case q.NumericRange() if query.fieldname == "published":
            found = _every(leaf, 0.0)
            kept = meeting.keep(found.documents, found.scores, leaf.day, *days_of(query), boost)
            return Matches(found.documents[:kept], found.scores[:kept])
        case Given():
            return _given(query, leaf)
        case AnyForm():
            return _any_form(query, leaf)
        case FormPhrase():
            return _form_phrase(query, leaf, scored)
        case q._NullQuery():
            return NO_MATCHES
        case _:
            return _by_matchers(query, leaf)


def scores_in(query: Query, leaf: Leaf, documents: Int32s) -> Float32s:
    """What documents of a leaf, ascending, score by a tree; 0 where it does not match."""
    return _meet(unscored(documents.copy()), query, leaf, required=False, scored=True).scores


def _all_of(children: Sequence[Query], leaf: Leaf, scored: bool) -> Matches:
    """The documents that match every child; of the terms, the rarest is read first."""
    q = whoosh.query
    terms = [TermList.of(child, leaf) for child in children if type(child) is q.Term]
    plain = sorted((term for term in terms if term.in_blocks), key=lambda term: term.list.documents)
    days = [child for child in children if _is_day_range(child)]
    for span in days:
        plain = [term.within(*leaf.between(*days_of(span))) for term in plain]
    excluded = [child.query for child in children if isinstance(child, q.Not)]
    others = [
        child for child in children if not (type(child) is q.Term or _is_day_range(child) or isinstance(child, q.Not))
    ]
    found: Matches | None = None
    if len(plain) > 1 and all(term.field == plain[0].field for term in plain):
        found, plain = _all_of_lists(TermLists.of(plain, scored), 0), []
    for term in (term for term in terms if not term.in_blocks):
        found = _met(found, term.matches(scored), required=True) if found else term.matches(scored)
    for child in others:
        more = matches_of(child, leaf, scored)
        found = _met(found, more, required=True) if found else more
    for term in plain:
        found = _meet_term(found, term, required=True, scored=scored) if found else term.matches(scored)
    for span in days:
        if found is None:
            found = matches_of(span, leaf, scored)
        else:
            kept = meeting.keep(found.documents, found.scores, leaf.day, *days_of(span), float(span.boost))
            found = Matches(found.documents[:kept], found.scores[:kept])
    found = found or _every(leaf, 1.0)
    for child in excluded:
        found = _without(found, child, leaf)
    return found


def _all_of_lists(lists: TermLists, slop: int) -> Matches:
    """The documents that have all the terms; with a slop, in order and so near each other."""
    found = Matches(*walking.all_of_lists(*lists.all_arguments(slop)))
    check()
    return found


def _best_of_each(found: list[Matches]) -> Matches:
    """The documents of any of several matches, each with the best of its scores."""
    documents, at = np.unique(np.concatenate([one.documents for one in found]), return_inverse=True)
    scores = np.zeros(len(documents), np.float32)
    np.maximum.at(scores, at, np.concatenate([one.scores for one in found]))
    return Matches(documents, scores)


def _any_of(children: list[Query], leaf: Leaf, scored: bool) -> Matches:
    if len(children) == 1:
        return matches_of(children[0], leaf, scored)
    terms, others = [], []
    for child in children:
        term = TermList.of(child, leaf) if type(child) is whoosh.query.Term else None
        if term and term.in_blocks:
            terms.append(term)
        else:
            others.append(matches_of(child, leaf, scored))
    with leaf.scratch() as (sums, seen):
        if not scored:
            for found in others:
                adding.mark_all(found.documents, seen)
            if terms:
                adding.mark_lists(leaf.segment.words, leaf.segment.heads, TermLists.of(terms, scored=False).rows, seen)
            return unscored(adding.take_marked(seen))
        for found in others:
            adding.add_matches(found.documents, found.scores, sums, seen)
        for term in terms:
            check()
            adding.add_list(*term.arguments(), sums, seen)
        found = Matches(*adding.collect(sums, seen, leaf.live))
        adding.clear_sums(sums, seen)
    return found


def _meet(found: Matches, query: Query, leaf: Leaf, required: bool, scored: bool) -> Matches:
    """``found`` with the scores of ``query`` added; without what it does not match, if it is ``required``."""
    if type(query) is whoosh.query.Term and (term := TermList.of(query, leaf)).in_blocks:
        return _meet_term(found, term, required, scored)
    return _met(found, matches_of(query, leaf, scored), required)


def _meet_term(found: Matches, term: TermList, required: bool, scored: bool) -> Matches:
    dense = term.list.documents < READ_WHOLE * len(found.documents)
    meet = meeting.merge_list if dense else meeting.meet_list
    kept = meet(*term.arguments(scored), found.documents, found.scores, required)
    return Matches(found.documents[:kept], found.scores[:kept])


def _met(found: Matches, more: Matches, required: bool) -> Matches:
    if required and len(more.documents) < len(found.documents):
        found, more = more, found
    kept = meeting.meet(found.documents, found.scores, more.documents, more.scores, required)
    return Matches(found.documents[:kept], found.scores[:kept])


def _without(found: Matches, query: Query, leaf: Leaf) -> Matches:
    kept = meeting.leave(found.documents, found.scores, matches_of(query, leaf, scored=False).documents)
    return Matches(found.documents[:kept], found.scores[:kept])


def _sequence(phrase: whoosh.query.Phrase, leaf: Leaf, scored: bool) -> Matches:
    """The documents that have the words of a phrase in order, scored as their conjunction is."""
    if lists := term_lists_of(phrase, leaf, scored):
        return _all_of_lists(lists, phrase.slop)
    segment, field = leaf.segment, phrase.fieldname
    words = [text_of(word) for word in phrase.words]
    terms = [whoosh.query.Term(field, word, boost=phrase.boost * times) for word, times in Counter(words).items()]
    found = _all_of(terms, leaf, scored=False)
    if len(found.documents) and len(words) > 1:
        with_positions = [_with_positions(segment, field, word) for word in words]
        spans = np.array([(one.first, one.last, one.ordinal) for one in with_positions], np.int64)
        kept = walking.keep_sequences(
            segment.words, segment.heads, segment.shapes, segment.occurrences, spans, field == segment.main,
            phrase.slop, segment.most_occurrences, found.documents, found.scores, halt(),
        )  # fmt: skip
        check()
        if kept < 0:
            raise DamagedArchive(f"{segment.folder} has forms where it has not their words; {REMEDY}")
        found = Matches(found.documents[:kept], found.scores[:kept])
    if scored:
        for term in terms:
            found = _meet(found, term, leaf, required=False, scored=True)
    return found


def _with_positions(segment: Segment, field: str, word: str) -> PostingList:
    if field == EVERYWHERE and word.startswith(EXACT):
        return term_of_form(segment, word)
    return segment.list_of(field, word)


def _any_form(query: AnyForm, leaf: Leaf) -> Matches:
    """The matches of a pattern: all alike, for its words' rarities say nothing."""
    with leaf.scratch() as (_, seen):
        mark_any(query, leaf, seen)
        found = adding.take_marked(seen)
    return Matches(found, np.full(len(found), query.boost, np.float32))


def _form_phrase(query: FormPhrase, leaf: Leaf, scored: bool) -> Matches:
    """The matches of a phrase with patterns: its other words score as alone, and all patterns alike."""
    if leaf.number not in query.found:
        query.found[leaf.number] = _in_order(query, leaf)
    documents = query.found[leaf.number]
    found = Matches(documents.copy(), np.full(len(documents), query.boost, np.float32))
    for word in query.places if scored else ():
        if isinstance(word, str):
            term = whoosh.query.Term(query.fieldname, word, boost=query.boost)
            found = _meet(found, term, leaf, required=False, scored=True)
    return found


def _in_order(query: FormPhrase, leaf: Leaf) -> Int32s:
    """The documents that have the places of a phrase with patterns in order."""
    ends = _places(query.fieldname, query.places[0], leaf)
    for place in query.places[1:]:
        following = _places(query.fieldname, place, leaf)
        before = np.searchsorted(ends, following - query.slop)
        ends = following[np.append(ends, END)[before] < following]
    return np.unique(ends >> DOCUMENT_BITS).astype(np.int32)


DOCUMENT_BITS = np.int64(32)  # of a number that is a document and, below, a position in it
END = np.iinfo(np.int64).max


def _places(field: str, place: str | AnyForm, leaf: Leaf) -> Int64s:
    """Where a word, or any of several forms, stands: documents and positions as numbers, ascending."""
    words = [place] if isinstance(place, str) else place.forms_of(leaf.number)
    some = [positions(leaf.segment, field, word) for word in words]
    numbers = [
        np.repeat(one.documents.astype(np.int64) << DOCUMENT_BITS, np.diff(one.starts)) | one.positions for one in some
    ]
    return np.sort(np.concatenate([*numbers, np.zeros(0, np.int64)]))


def _given(query: Given, leaf: Leaf) -> Matches:
    last = leaf.first + leaf.segment.documents
    here = slice(*np.searchsorted(query.documents, (leaf.first, last)).tolist())
    return Matches(query.documents[here] - np.int32(leaf.first), query.scores[here].copy())


def _every(leaf: Leaf, score: float) -> Matches:
    documents = np.arange(leaf.segment.documents, dtype=np.int32)
    return Matches(documents, np.full(len(documents), score, np.float32))


def _having(field: str, leaf: Leaf, score: float) -> Matches:
    """The documents that have a word in a field."""
    documents = np.flatnonzero(leaf.segment.lengths(field)).astype(np.int32)
    return Matches(documents, np.full(len(documents), score, np.float32))


def _is_day_range(query: Query) -> TypeGuard[whoosh.query.NumericRange]:
    return isinstance(query, whoosh.query.NumericRange) and query.fieldname == "published"


def days_of(query: whoosh.query.NumericRange) -> tuple[int, int]:
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
        check()
        documents.append(matcher.id())
        scores.append(matcher.score())
        matcher.next()
    return Matches(np.array(documents, dtype=np.int32), np.array(scores, dtype=np.float32))


def _for_matchers(query: Query, leaf: Leaf) -> Query:
    """``query`` with the matches of those nodes of which Whoosh knows nothing."""
    if isinstance(query, AnyForm | FormPhrase | Given):
        found = matches_of(query, leaf, scored=True)
        return Given(found.documents, found.scores)
    return query.apply(lambda child: _for_matchers(child, leaf))
