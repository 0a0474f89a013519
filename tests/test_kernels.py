"""The inner loops of searching, each against plain Python."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_array_equal

from index.arrays.bits import WORD
from index.arrays.types import Float32s, Int32s, Integer
from index.fields import EVERYWHERE
from index.postings.blocks import BLOCK, COLUMNS, SHAPES, layout, put_block
from index.postings.lists import positions, postings, term_of_form
from index.postings.segment import PostingList, Segment
from index.text.analysis import tokens
from search.kernels import adding, meeting, picking, sequences, walking
from search.matching.engine import Matches
from search.matching.term_lists import ListArguments
from search.time_limit import NEVER
from tests.oracle import VOCABULARY, an_article, follow, write_segment

DOCUMENTS = 1000
NORMS = np.linspace(0.3, 3, DOCUMENTS).astype(np.float32)
RANK = np.array(random.Random(5).sample(range(DOCUMENTS), DOCUMENTS), np.int32)
FACTOR = np.float32(2.5)
FORMS = [token.form for word in VOCABULARY for token in tokens(word)]
TERMS = sorted({token.stem for word in VOCABULARY for token in tokens(word)})


Meet: TypeAlias = Callable[..., Integer]
EVERY = np.full(DOCUMENTS // WORD + 2, -1).view(np.uint64)


@cache
def opened() -> tuple[Segment, Float32s]:
    """A segment, and the lengths of its documents everywhere."""
    chance = random.Random(3)
    with TemporaryDirectory() as folder:  # mapped files outlive it
        segment = write_segment((an_article(chance, n) for n in range(DOCUMENTS)), Path(folder) / "segment")
        return segment, segment.lengths(EVERYWHERE).astype(np.float32)


def matches(found: dict[int, float]) -> Matches:
    numbers = sorted(found)
    return Matches(np.array(numbers, np.int32), np.array([found[number] for number in numbers], np.float32))


def scores_of(term: str, factor: np.float32) -> dict[int, float]:
    documents, weights = postings(opened()[0], EVERYWHERE, term)
    return {n: factor * w / (w + NORMS[n]) for n, w in zip(documents.tolist(), weights, strict=True)}


def arguments(term: str, factor: np.float32, norms: Float32s = NORMS) -> ListArguments:
    segment = opened()[0]
    found = segment.list_of(EVERYWHERE, term)
    return segment.words, segment.heads, found.first, found.last, segment.sums, norms, factor


def as_dict(documents: Int32s, scores: Float32s) -> dict[int, float]:
    assert (np.diff(documents) > 0).all()
    return dict(zip(documents.tolist(), scores.tolist(), strict=True))


terms = st.sampled_from(TERMS)
factors = st.sampled_from([np.float32(0), FACTOR])
scored = st.dictionaries(st.integers(0, DOCUMENTS - 1), st.sampled_from([0.0, 0.5, 1.0, 1.5]), max_size=200)
dense = st.integers(1, 40).map(lambda step: dict.fromkeys(range(0, DOCUMENTS, step), 1.0))
some_matches = st.one_of(scored, dense).map(matches)


@given(some_matches, terms, factors, st.booleans(), st.sampled_from([meeting.meet_list, meeting.merge_list]))
def test_a_list_meets_matches(found: Matches, term: str, factor: np.float32, required: bool, meet: Meet) -> None:
    its = scores_of(term, factor)
    expected = {n: score + its.get(n, 0) for n, score in as_dict(found.documents, found.scores).items()}
    kept = meet(*arguments(term, factor), found.documents, found.scores, required)
    assert as_dict(found.documents[:kept], found.scores[:kept]) == pytest.approx(
        {n: score for n, score in expected.items() if n in its or not required}, rel=1e-6
    )


@given(some_matches, some_matches, st.booleans())
def test_matches_meet_and_leave_matches(found: Matches, others: Matches, required: bool) -> None:
    its, mine = as_dict(others.documents, others.scores), as_dict(found.documents, found.scores)
    copy = Matches(found.documents.copy(), found.scores.copy())
    kept = meeting.leave(copy.documents, copy.scores, others.documents)
    assert as_dict(copy.documents[:kept], copy.scores[:kept]) == {n: mine[n] for n in mine.keys() - its.keys()}
    kept = meeting.meet(found.documents, found.scores, others.documents, others.scores, required)
    expected = {n: score + its.get(n, 0) for n, score in mine.items() if n in its or not required}
    assert as_dict(found.documents[:kept], found.scores[:kept]) == expected


@given(some_matches, st.integers(0, 60), st.integers(0, 60))
def test_days_are_kept_from_first_to_last(found: Matches, first: int, last: int) -> None:
    day = (RANK % 50).astype(np.int32)
    mine = as_dict(found.documents, found.scores)
    kept = meeting.keep(found.documents, found.scores, day, first, last, np.float32(1))
    expected = {n: score + 1 for n, score in mine.items() if first <= day[n] <= last}
    assert as_dict(found.documents[:kept], found.scores[:kept]) == expected


@given(st.lists(terms, max_size=5), some_matches)
def test_scores_are_added_up_collected_and_cleared(some: list[str], found: Matches) -> None:
    sums, seen = np.zeros(DOCUMENTS, np.float32), np.zeros(DOCUMENTS // WORD + 2, np.uint64)
    expected = as_dict(found.documents, found.scores)
    adding.add_matches(found.documents, found.scores, sums, seen)
    for term in some:
        adding.add_list(*arguments(term, FACTOR), sums, seen)
        its = scores_of(term, FACTOR)
        expected = {n: expected.get(n, 0) + its.get(n, 0) for n in expected.keys() | its.keys()}
    assert adding.count_marked(seen, seen) == len(expected)
    collected = Matches(*adding.collect(sums, seen, seen))
    assert as_dict(collected.documents, collected.scores) == pytest.approx(expected, rel=1e-5)
    adding.clear_sums(sums, seen)
    assert not sums.any()
    assert not seen.any()


@given(some_matches, st.integers(0, 250))
def test_the_best_come_first(found: Matches, most: int) -> None:
    order = np.lexsort((RANK[found.documents], -found.scores))[:most]
    documents, scores = picking.best(found.documents, found.scores, RANK, most)
    assert_array_equal(documents, found.documents[order])
    assert_array_equal(scores, found.scores[order])


@given(terms, st.integers(1, 300), st.floats(0.125, 2, width=32), st.floats(0, 1, width=32))
def test_the_best_of_a_list_come_first(term: str, most: int, base: float, slope: float) -> None:
    segment, lengths = opened()
    line = np.float32(base), np.float32(slope)
    count = segment.list_of(EVERYWHERE, term).documents
    of_list = arguments(term, FACTOR, line[0] + line[1] * lengths)
    every = Matches(*meeting.score_list(*of_list, count))
    order = np.lexsort((RANK[every.documents], -every.scores))[:most]
    found = Matches(*picking.best_of_list(*of_list, RANK, min(most, count), *line, EVERY))
    assert_array_equal(found.documents, every.documents[order])
    assert_array_equal(found.scores, every.scores[order])
    assert every.scores.max(initial=0) <= picking.bound_of_list(segment.heads, of_list[2], of_list[3], FACTOR, *line)


words_of_phrases = st.lists(
    st.sampled_from([*TERMS[:30], "the", "said", *("=" + form for form in FORMS[:40])]), min_size=2, max_size=4
)


@given(words_of_phrases, st.sampled_from([1, 2, 3, 10, 100]), st.sampled_from([EVERYWHERE, "body", "headline"]))
def test_sequences_are_kept(some: list[str], slop: int, field: str) -> None:
    segment = opened()[0]
    where = [positions_of(field, word) for word in some]
    common = sorted(set.intersection(*map(set, where)))
    expected = [n for n in common if follow([each[n] for each in where], slop)]
    found = matches(dict.fromkeys(common, 1.0))
    lists = np.array([(one.first, one.last, one.ordinal) for one in (with_positions(field, word) for word in some)])
    kept = walking.keep_sequences(
        segment.words, segment.heads, segment.shapes, segment.occurrences, lists, field == segment.main, slop,
        segment.most_occurrences, found.documents, found.scores, NEVER,
    )  # fmt: skip
    assert found.documents[:kept].tolist() == expected


@given(st.lists(st.integers(0, 2000), min_size=2, max_size=BLOCK), st.sampled_from([3, 300, 2000]))
def test_occurrences_before_a_document_are_counted(some: list[int], codes: int) -> None:
    occurrences, code = np.arange(1, 2010, dtype=np.int32), np.minimum(some, codes)
    counts = occurrences[7 + code]
    block, before = np.zeros((3, BLOCK), np.int64), np.append(0, np.cumsum(counts))
    block[:, : len(code)] = np.arange(len(code)), code, before[:-1]
    words, heads = np.zeros(10_000, np.uint64), np.zeros((1, COLUMNS), np.uint32)
    values = np.ones((2, before[-1]), np.int64)
    put_block(words, 0, heads, 0, 0, 7, block, len(code), values, before[-1], before[-1], np.float32(1), np.float32(1))
    at, base = layout(heads, 0), heads[0, SHAPES]
    found = [sequences.preceding(words, occurrences, at, np.int64(base), place) for place in range(len(code))]
    assert found == before[:-1].tolist()


@cache
def positions_of(field: str, word: str) -> dict[int, list[int]]:
    documents, starts, found = positions(opened()[0], field, word)
    ends = starts[1:].tolist()
    return {n: found[a:b].tolist() for n, a, b in zip(documents.tolist(), starts[:-1].tolist(), ends, strict=True)}


def with_positions(field: str, word: str) -> PostingList:
    segment = opened()[0]
    return term_of_form(segment, word) if field == EVERYWHERE and word[0] == "=" else segment.list_of(field, word)
