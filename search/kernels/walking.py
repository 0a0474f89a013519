"""Walking several lists side by side: documents that are in all of them, and that have their terms in order."""

from __future__ import annotations

import numpy as np

from index.blocks import (
    BEFORE,
    BLOCK,
    FIRST,
    LAST,
    MAIN,
    OCCURRENCES,
    SHAPES,
    Float32s,
    Int32s,
    Int64s,
    Integer,
    UInt32s,
    UInt64s,
    code_at,
    first_block,
    layout,
    take,
    take_documents,
)
from index.jit import inlined, kernel
from search.kernels import score_of

# Of each list: the block that is read, the place in it and the document there; where the gap behind it begins, the
# block's codes, positions and forms, and the bits of each; up to which place occurrences are counted, how many there
# are before it, how many there and of which shape; the form that is meant.
STATES = 16
READ, PLACE, NUMBER, GAP_BIT, GAP_WIDTH, CODE_BIT, CODE_WIDTH, BIT, WIDTH, FORM_BIT, FORM_WIDTH = range(11)
CODED, SKIPPED, FOUND, SHAPE, FORM = range(11, STATES)


@kernel
def all_of_lists(
    words: UInt64s, heads: UInt32s, shapes: Int32s, weights: Float32s, norms: Float32s, lists: Int64s,
    factors: Float32s, slop: Integer, most: Integer,
) -> tuple[Int32s, Float32s]:  # fmt: skip
    """The documents that are in all of several lists, with the sum of their scores.

    ``lists`` int64[terms, 3]: first and last block, and documents. With a ``slop``, only those that have the terms
    in order, each at most so many positions after the one before. No document has a term more than ``most`` times.
    """
    terms = len(lists)
    order = np.argsort(lists[:, 2])
    rarest = order[0]
    some = np.empty(BLOCK, np.int32)
    state = np.empty((terms, STATES), np.int64)
    reachable, positions = np.empty(most, np.int64), np.empty(most, np.int64)
    documents, scores = np.empty(lists[rarest, 2], np.int32), np.empty(lists[rarest, 2], np.float32)
    for t in range(terms):
        _begin(heads, state, t, lists[t, 0], lists[t, 1], -1)
    n = 0
    for block in range(lists[rarest, 0], lists[rarest, 1]):
        count = take_documents(words, heads, block, some)
        _enter(heads, state, rarest, block)
        for at in range(count):
            document = np.int64(some[at])
            state[rarest, PLACE] = at
            starts = -1  # of exact phrases that may be: as many as there are in ``reachable``, unknown so far
            o = 1
            while o < terms:
                t = order[o]
                if np.int64(heads[state[t, READ], LAST]) < document:
                    ahead = first_block(heads, state[t, READ] + 1, lists[t, 1], document)
                    if ahead == lists[t, 1]:
                        return documents[:n], scores[:n]
                    _enter(heads, state, t, ahead)
                number = _advance(words, state, t, document)
                if number != document:
                    break
                if slop == 1:  # before the next list is looked into
                    if starts < 0:
                        _count(words, heads, shapes, state, rarest)
                        starts = _starts(words, state, rarest, reachable)
                    _count(words, heads, shapes, state, t)
                    starts = _still_starts(words, state, t, reachable, starts)
                    if starts == 0:
                        break
                o += 1
            if o < terms:
                continue
            score = np.float32(0)
            for t in range(terms):
                code = code_at(words, heads, state[t, READ], state[t, PLACE])
                score += score_of(weights[code], norms[document], factors[t])
            if slop > 1:
                for t in range(terms):
                    _count(words, heads, shapes, state, t)
                if not _in_order(words, shapes, state, terms, slop, False, reachable, positions):
                    continue
            documents[n], scores[n] = document, score
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
    terms = len(lists)
    state = np.empty((terms, STATES), np.int64)
    reachable, positions = np.empty(most, np.int64), np.empty(most, np.int64)
    for t in range(terms):
        _begin(heads, state, t, lists[t, 0], lists[t, 1], lists[t, 2])
    n = 0
    for at in range(len(documents)):
        document = np.int64(documents[at])
        for t in range(terms):
            if np.int64(heads[state[t, READ], LAST]) < document:
                _enter(heads, state, t, first_block(heads, state[t, READ] + 1, lists[t, 1], document))
            _advance(words, state, t, document)
            _count(words, heads, shapes, state, t)
        if _in_order(words, shapes, state, terms, slop, main, reachable, positions):
            documents[n], scores[n] = documents[at], scores[at]
            n += 1
    return n


@inlined
def _begin(heads: UInt32s, state: Int64s, t: Integer, first: Integer, last: Integer, form: Integer) -> None:
    """Stand at the first document of the list ``t``, of which only occurrences of a form are meant, or of all (-1)."""
    state[t, FORM] = form
    if first < last:
        _enter(heads, state, t, first)


@inlined
def _enter(heads: UInt32s, state: Int64s, t: Integer, block: Integer) -> None:
    """Stand at the first document of a block of the list ``t``."""
    at = layout(heads, block)
    state[t, READ], state[t, PLACE], state[t, NUMBER] = block, 0, np.int64(heads[block, FIRST])
    state[t, GAP_BIT], state[t, GAP_WIDTH] = at.gap_bit, at.gap_width
    state[t, CODE_BIT], state[t, CODE_WIDTH], state[t, CODED], state[t, SKIPPED] = at.code_bit, at.code_width, 0, 0
    state[t, BIT], state[t, WIDTH] = at.position_bit, at.position_width
    state[t, FORM_BIT], state[t, FORM_WIDTH] = at.form_bit, at.form_width


@inlined
def _advance(words: UInt64s, state: Int64s, t: Integer, document: Integer) -> Integer:
    """Go on in the block of the list ``t``, which ends at ``document`` or behind it, to the first that is not before:
    its number."""
    number, bit, width, place = state[t, NUMBER], state[t, GAP_BIT], state[t, GAP_WIDTH], state[t, PLACE]
    while number < document:
        number += take(words, bit, width) + 1
        bit += width
        place += 1
    state[t, NUMBER], state[t, GAP_BIT], state[t, PLACE] = number, bit, place
    return number


@inlined
def _count(words: UInt64s, heads: UInt32s, shapes: Int32s, state: Int64s, t: Integer) -> None:
    """Count the occurrences in the block before the document that the list ``t`` stands at, and those in it."""
    base, place, width = np.int64(heads[state[t, READ], SHAPES]), state[t, PLACE], state[t, CODE_WIDTH]
    occurrences, m, bit = state[t, SKIPPED], state[t, CODED], state[t, CODE_BIT] + state[t, CODED] * width
    while m < place:
        occurrences += shapes[base + take(words, bit, width), OCCURRENCES]
        bit += width
        m += 1
    state[t, SKIPPED], state[t, CODED] = occurrences, m
    state[t, SHAPE] = base + take(words, bit, width)
    state[t, FOUND] = shapes[state[t, SHAPE], OCCURRENCES]


@inlined
def _starts(words: UInt64s, state: Int64s, t: Integer, starts: Int64s) -> Integer:
    """Put where a phrase would begin, for each position of its term ``t``, into ``starts``; how many."""
    width = state[t, WIDTH]
    position, bit = -t, state[t, BIT] + state[t, SKIPPED] * width
    for k in range(state[t, FOUND]):
        position += take(words, bit, width)
        bit += width
        starts[k] = position
    return state[t, FOUND]


@inlined
def _still_starts(words: UInt64s, state: Int64s, t: Integer, starts: Int64s, count: Integer) -> Integer:
    """Keep the first ``count`` of ``starts`` for which the phrase's term ``t`` stands in its place; how many."""
    width = state[t, WIDTH]
    position, bit = -t, state[t, BIT] + state[t, SKIPPED] * width
    n, e = 0, 0
    for _ in range(state[t, FOUND]):
        position += take(words, bit, width)
        bit += width
        while e < count and starts[e] < position:
            e += 1
        if e == count:
            break
        if starts[e] == position:
            starts[n] = position
            n += 1
            e += 1
    return n


@inlined
def _in_order(
    words: UInt64s, shapes: Int32s, state: Int64s, terms: Integer, slop: Integer, main: bool, reachable: Int64s,
    positions: Int64s,
) -> bool:  # fmt: skip
    """Whether the document that all lists stand at, and whose occurrences are counted, has the terms in order."""
    ends = _positions(words, shapes, state, 0, main, reachable)
    t = 1
    while ends and t < terms:
        found = _positions(words, shapes, state, t, main, positions)
        ends = _follow(reachable, ends, positions, found, slop)
        t += 1
    return bool(ends > 0)


@inlined
def _positions(words: UInt64s, shapes: Int32s, state: Int64s, t: Integer, main: bool, positions: Int64s) -> Integer:
    """Put those of the term ``t`` in the document that its list stands at into ``positions``; how many."""
    width, form, form_width, skipped = state[t, WIDTH], state[t, FORM], state[t, FORM_WIDTH], state[t, SKIPPED]
    before, within = shapes[state[t, SHAPE], BEFORE], shapes[state[t, SHAPE], MAIN]
    position, found = np.int64(0), 0
    for k in range(state[t, FOUND]):
        position += take(words, state[t, BIT] + (skipped + k) * width, width)
        if form >= 0 and take(words, state[t, FORM_BIT] + (skipped + k) * form_width, form_width) != form:
            continue
        if main and not before <= k < before + within:
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
