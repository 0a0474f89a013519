"""Walking several lists together: documents that are in all of them, and that have their terms in order.

Candidates are looked up in one list after the other, as many at a time as a block has. Of each list it is kept
``where`` it has them: int64[lists, 128, 5], the code of the shape, and the bits where the positions and forms of the
candidate's occurrences begin, with the widths of both.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from index.blocks import (
    BEFORE,
    BLOCK,
    FIRST,
    LAST,
    MAIN,
    OCCURRENCES,
    SHAPES,
    STRIDE,
    WORD,
    Float32s,
    Int32s,
    Int64s,
    Integer,
    UInt32s,
    UInt64s,
    bits_of,
    first_block,
    layout,
    take,
    take_documents,
    take_marks,
)
from index.jit import inlined, kernel
from search.kernels import score_of

ROOM = BLOCK + 1  # what may be a hit is written before it is known to be one
PAIR = 2  # terms: what ``_beside`` looks at is all of an exact phrase then
PLACES = 5
CODE, BIT, WIDTH, FORM_BIT, FORM_WIDTH = range(PLACES)
# How far each list is read: in which block, the place in it, the document there and where the distance to the next
# begins.
STATES = 4
READ, PLACE, NUMBER, GAP_BIT = range(STATES)


@kernel
def all_of_lists(
    words: UInt64s, heads: UInt32s, shapes: Int32s, weights: Float32s, norms: Float32s, lists: Int64s,
    factors: Float32s, slop: Integer, most: Integer,
) -> tuple[Int32s, Float32s]:  # fmt: skip
    """The documents that are in all of several lists, with the sum of their scores.

    ``lists`` int64[terms, 3]: first and last block, and documents. With a ``slop``, only those that have the terms
    in order, each at most so many positions after the one before. No document has a term more than ``most`` times.
    """
    terms, order, begins, every = len(lists), np.argsort(lists[:, 2]), lists[:, 0].copy(), np.full(len(lists), -1)
    rarest = order[0]
    documents, scores = np.empty(lists[rarest, 2], np.int32), np.empty(lists[rarest, 2], np.float32)
    some, chosen, hits = np.empty(BLOCK, np.int32), np.empty(ROOM, np.int32), np.empty(ROOM, np.int32)
    state, where = np.full((terms, STATES), -1), np.empty((terms, BLOCK, PLACES), np.int64)
    reachable, positions = np.empty(most, np.int64), np.empty(most, np.int64)
    n, unsure = 0, slop > 1 or (slop == 1 and terms != PAIR)  # whether candidates have the terms in order
    for block in range(lists[rarest, 0], lists[rarest, 1]):
        count, o = take_documents(words, heads, block, some), 1
        while count and o < terms:
            t = order[o]
            begins[t] = first_block(heads, begins[t], lists[t, 1], np.int64(some[0]))
            if begins[t] == lists[t, 1]:
                return documents[:n], scores[:n]
            count = _meet(
                words, heads, shapes, begins[t], lists[t, 1], slop > 0, t, some, count, state, hits, where, chosen,
            )  # fmt: skip
            _keep(chosen, count, some, where, order, o)
            if o == 1:
                _place(words, heads, shapes, block, chosen, count, slop > 0, where, rarest, 0)
            if slop == 1:  # before the next list is looked into
                count = _beside(words, shapes, where, rarest, t, count, chosen)
                _keep(chosen, count, some, where, order, o + 1)
            o += 1
        for m in range(count):
            if unsure and not _in_order(words, shapes, where, m, every, slop, False, reachable, positions):
                continue
            score = np.float32(0)
            for t in range(terms):
                score += score_of(weights[where[t, m, CODE]], norms[some[m]], factors[t])
            documents[n], scores[n] = some[m], score
            n += 1
    return documents[:n], scores[:n]


@kernel
def keep_sequences(
    words: UInt64s, heads: UInt32s, shapes: Int32s, lists: Int64s, main: bool, slop: Integer, most: Integer,
    documents: Int32s, scores: Float32s,
) -> Integer:  # fmt: skip
    """Keep the matches that have the terms in order, each at most ``slop`` positions after the one before, in place.

    ``lists`` int64[terms, 3]: first and last block, and the form that is meant, or -1. Each match must be in each list;
    no term occurs more than ``most`` times in a document. ``main``: only in the main field. How many remain.
    """
    terms, begins, forms = len(lists), lists[:, 0].copy(), lists[:, 2].copy()
    chosen, hits = np.empty(ROOM, np.int32), np.empty(ROOM, np.int32)
    state, where = np.full((terms, STATES), -1), np.empty((terms, BLOCK, PLACES), np.int64)
    reachable, positions = np.empty(most, np.int64), np.empty(most, np.int64)
    n = 0
    for begin in range(0, len(documents), BLOCK):
        some = documents[begin : begin + BLOCK].copy()
        for t in range(terms):
            begins[t] = first_block(heads, begins[t], lists[t, 1], np.int64(some[0]))
            _meet(
                words, heads, shapes, begins[t], lists[t, 1], True, t, some, len(some), state, hits, where, chosen,
            )  # fmt: skip
        for m in range(len(some)):
            if _in_order(words, shapes, where, m, forms, slop, main, reachable, positions):
                documents[n], scores[n] = some[m], scores[begin + m]
                n += 1
    return n


@inlined
def _meet(
    words: UInt64s, heads: UInt32s, shapes: Int32s, block: Integer, last: Integer, placed: bool, t: Integer,
    some: Int32s, count: Integer, state: Int64s, hits: Int32s, where: Int64s, chosen: Int32s,
) -> Integer:  # fmt: skip
    """Look up the first ``count`` candidates of ``some`` in the list ``t``: the indices of those that are in it go into
    ``chosen``, and into ``where`` where it has those. How many are. ``block`` is the list's first that ends at the
    first candidate or behind. Candidates ascend from call to call: ``state`` goes on from the last."""
    n: Any = 0
    m: Any = 0
    while m < count:
        at, first, end = layout(heads, block), np.int64(heads[block, FIRST]), np.int64(heads[block, LAST])
        found = np.int64(0)
        if at.marks:
            begin, before, marks = np.int64(0), np.int64(1), take_marks(words, at, 0)
            while m < count and some[m] <= end:
                bit = some[m] - first - 1
                while bit >= begin + WORD:
                    before += bits_of(marks)
                    begin += WORD
                    marks = take_marks(words, at, begin)
                shift = np.uint64(max(bit - begin, 0))
                behind_first = np.int64(bit >= 0)
                hits[found] = behind_first * (before + bits_of(marks & ((np.uint64(1) << shift) - np.uint64(1))))
                chosen[n + found] = m
                found += np.int64(bit == -1) | behind_first & np.int64((marks >> shift) & np.uint64(1))
                m += 1
        else:
            if state[t, READ] != block:
                state[t, READ], state[t, PLACE], state[t, NUMBER], state[t, GAP_BIT] = block, 0, first, at.gap_bit
            number, bit, place = state[t, NUMBER], state[t, GAP_BIT], state[t, PLACE]
            while m < count and some[m] <= end:
                while number < some[m]:
                    number += take(words, bit, at.gap_width) + 1
                    bit += at.gap_width
                    place += 1
                hits[found], chosen[n + found] = place, m
                found += number == some[m]
                m += 1
            state[t, NUMBER], state[t, GAP_BIT], state[t, PLACE] = number, bit, place
        if found:
            _place(words, heads, shapes, block, hits, found, placed, where, t, n)
        n += found
        if m < count:
            block = first_block(heads, block + 1, last, np.int64(some[m]))
            if block == last:
                m = count
    return n


@inlined
def _place(
    words: UInt64s, heads: UInt32s, shapes: Int32s, block: Integer, hits: Int32s, count: Integer, placed: bool,
    where: Int64s, t: Integer, n: Integer,
) -> None:  # fmt: skip
    """Note where the list ``t`` has the documents at the first ``count`` places of a block in ``hits``, those being the
    candidates from ``n`` on; of their occurrences only if those are ``placed``."""
    at, base = layout(heads, block), np.int64(heads[block, SHAPES])
    for k in range(count):
        place = np.int64(hits[k])
        where[t, n + k, CODE] = base + take(words, at.code_bit + place * at.code_width, at.code_width)
        if placed:
            before: Any = place
            if at.stride_width:
                m = place // STRIDE * STRIDE
                before = take(words, at.stride_bit + (m // STRIDE - 1) * at.stride_width, at.stride_width) if m else 0
                while m < place:
                    before += shapes[base + take(words, at.code_bit + m * at.code_width, at.code_width), OCCURRENCES]
                    m += 1
            where[t, n + k, WIDTH], where[t, n + k, FORM_WIDTH] = at.position_width, at.form_width
            where[t, n + k, BIT] = at.position_bit + before * at.position_width
            where[t, n + k, FORM_BIT] = at.form_bit + before * at.form_width


@inlined
def _keep(chosen: Int32s, count: Integer, some: Int32s, where: Int64s, order: Int64s, lists: Integer) -> None:
    """Keep the candidates that were ``chosen``, and where the first ``lists`` lists have them."""
    for n in range(count):
        m = chosen[n]
        some[n] = some[m]
        for o in range(lists):
            for part in range(PLACES):
                where[order[o], n, part] = where[order[o], m, part]


@inlined
def _beside(
    words: UInt64s, shapes: Int32s, where: Int64s, a: Integer, b: Integer, count: Integer, chosen: Int32s
) -> Integer:
    """Which of the first ``count`` candidates have the term ``b`` as far behind ``a`` as an exact phrase has it."""
    n = 0
    for m in range(count):
        bit, width, others, other_width = where[a, m, BIT], where[a, m, WIDTH], where[b, m, BIT], where[b, m, WIDTH]
        left, right = shapes[where[a, m, CODE], OCCURRENCES], shapes[where[b, m, CODE], OCCURRENCES]
        wanted, found = take(words, bit, width) + b - a, take(words, others, other_width)
        while left > 0 and right > 0 and wanted != found:
            if wanted < found:
                left -= 1
                bit += width
                wanted += take(words, bit, width) if left else 0
            else:
                right -= 1
                others += other_width
                found += take(words, others, other_width) if right else 0
        chosen[n] = m
        n += left > 0 and right > 0
    return n


@inlined
def _in_order(
    words: UInt64s, shapes: Int32s, where: Int64s, m: Integer, forms: Int64s, slop: Integer, main: bool,
    reachable: Int64s, positions: Int64s,
) -> bool:  # fmt: skip
    """Whether a candidate has the terms in order, each in the form that is meant, or in any (-1)."""
    ends = _positions(words, shapes, where[0, m], forms[0], main, reachable)
    t = 1
    while ends and t < len(where):
        found = _positions(words, shapes, where[t, m], forms[t], main, positions)
        ends = _follow(reachable, ends, positions, found, slop)
        t += 1
    return bool(ends > 0)


@inlined
def _positions(words: UInt64s, shapes: Int32s, place: Int64s, form: Integer, main: bool, positions: Int64s) -> Integer:
    """Put the positions of a term in a candidate into ``positions``; how many."""
    shape = shapes[place[CODE]]
    position, found = np.int64(0), 0
    for k in range(shape[OCCURRENCES]):
        position += take(words, place[BIT] + k * place[WIDTH], place[WIDTH])
        if form >= 0 and take(words, place[FORM_BIT] + k * place[FORM_WIDTH], place[FORM_WIDTH]) != form:
            continue
        if main and not shape[BEFORE] <= k < shape[BEFORE] + shape[MAIN]:
            continue
        positions[found] = position
        found += 1
    return found


@inlined
def _follow(reachable: Int64s, ends: Integer, positions: Int64s, found: Integer, slop: Integer) -> Integer:
    """Replace the ends of sequences by those of sequences that go on in ``positions``; how many there are."""
    n, e = 0, 0
    for k in range(found):
        while e < ends and reachable[e] < positions[k] - slop:
            e += 1
        if e < ends and reachable[e] < positions[k]:
            positions[n] = positions[k]
            n += 1
    for k in range(n):
        reachable[k] = positions[k]
    return n
