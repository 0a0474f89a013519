"""Walking through several lists together: which documents have all of their terms, and which have them in order.

Candidates are looked up in one list after the other, as many at a time as a block has. Of each list it is kept
``where`` it has them: int64[lists, 128], 128 times the block plus the place in it.
"""

from __future__ import annotations

import numpy as np

from index.arrays.bits import WORD, bits_below, bits_of, is_marked, take
from index.arrays.jit import inlined, kernel
from index.arrays.types import Float32s, Int32s, Int64s, Integer, Number, UInt8s, UInt32s, UInt64s
from index.postings.blocks import BLOCK, FIRST, LAST, SHAPES, first_block, layout, take_documents
from search.kernels.finding import DOCUMENTS, factor_in
from search.kernels.sequences import in_order, keep_beside
from search.ranking import score_of

ROOM = BLOCK + 1  # what may be a hit is written before it is known to be one
PAIR = 2  # terms: what ``keep_beside`` looks at is all of an exact phrase then
# How far each list is read: which block is unpacked, and the place in it.
STATES = 2
READ, PLACE = range(STATES)
# Documents that are compared with a candidate at once: one after the other, processors guess badly which is the last.
# Behind those of a block stand as many larger numbers.
STEP = 8
BEYOND = (1 << 31) - 1


@kernel
def all_of_lists(
    words: UInt64s, heads: UInt32s, shapes: Int32s, occurrences: Int32s, weights: Float32s, norms: Float32s,
    lists: Int64s, slop: Integer, most: Integer, halt: UInt8s,
) -> tuple[Int32s, Float32s]:  # fmt: skip
    """The documents that are in all of several lists, with the sum of their scores; some of them if told to ``halt``.

    With a ``slop``, only those that have the terms in order, each at most so many positions after the one before.
    ``occurrences`` int32 are those of shapes; no document has a term more than ``most`` times.
    """
    order, begins = np.argsort(lists[:, DOCUMENTS], kind="mergesort"), lists[:, 0].copy()
    documents, scores = np.empty(lists[order[0], DOCUMENTS], np.int32), np.empty(lists[order[0], DOCUMENTS], np.float32)
    some, chosen, hits = np.empty(BLOCK, np.int32), np.empty(ROOM, np.int32), np.empty(ROOM, np.int32)
    state, where = np.full((len(lists), STATES), -1), np.empty((len(lists), BLOCK), np.int64)
    unpacked = np.empty((len(lists), BLOCK + STEP), np.int32)
    forms, reachable, positions = np.full(len(lists), -1), np.empty(most, np.int64), np.empty(most, np.int64)
    n = _all_of_lists(
        words, heads, shapes, occurrences, weights, norms, lists, slop, order, begins, some, chosen, hits, state,
        unpacked, where, forms, reachable, positions, documents, scores, halt,
    )  # fmt: skip
    return documents[:n], scores[:n]


@inlined
def _all_of_lists(
    words: UInt64s, heads: UInt32s, shapes: Int32s, occurrences: Int32s, weights: Float32s, norms: Float32s,
    lists: Int64s, slop: Integer, order: Int64s, begins: Int64s, some: Int32s, chosen: Int32s,
    hits: Int32s, state: Int64s, unpacked: Int32s, where: Int64s, forms: Int64s, reachable: Int64s, positions: Int64s,
    documents: Int32s, scores: Float32s, halt: UInt8s,
) -> Integer:  # fmt: skip
    """Write the matches into ``documents`` and ``scores``; how many. The other arrays are room to work in."""
    n: Integer
    terms, rarest, n = len(lists), order[0], 0
    beside, unsure = rarest if slop == 1 else -1, slop > 1 or (slop == 1 and terms != PAIR)
    block, stop = lists[rarest, 0], lists[rarest, 1]
    while block < stop and not halt[0]:
        count, o = take_documents(words, heads, block, some), 1
        for m in range(count):
            where[rarest, m] = block * BLOCK + m
        while count and o < terms:
            t = order[o]
            begins[t] = first_block(heads, begins[t], lists[t, 1], np.int64(some[0]))
            if begins[t] == lists[t, 1]:  # it has none of these documents, nor of those behind
                count, stop = 0, block
            else:
                count = look_up(
                    words, heads, occurrences, begins[t], lists[t, 1], t, beside, some, count, state, unpacked, hits,
                    where, chosen,
                )  # fmt: skip
                _keep(chosen, count, some, where, order, o)
            o += 1
        if unsure:
            candidates, count = count, 0
            for m in range(candidates):
                chosen[count] = m
                count += in_order(words, heads, shapes, occurrences, where, m, forms, slop, False, reachable, positions)
            _keep(chosen, count, some, where, order, terms)
        for m in range(count):
            documents[n + m], scores[n + m] = some[m], 0
        for o in range(terms):  # sums of float32 depend on their order
            t = o if slop else order[o]
            _score(words, heads, weights, norms, factor_in(lists, t), where, t, some, count, scores, n)
        n += count
        block += 1
    return n


@inlined
def _score(
    words: UInt64s, heads: UInt32s, weights: Float32s, norms: Float32s, factor: Number, where: Int64s, t: Integer,
    some: Int32s, count: Integer, scores: Float32s, n: Integer,
) -> None:  # fmt: skip
    """Add to ``scores``, from ``n`` on, those of the list ``t`` in the first ``count`` candidates."""
    block, base, at = np.int64(-1), np.int64(0), layout(heads, 0)
    for m in range(count):
        if where[t, m] // BLOCK != block:
            block = where[t, m] // BLOCK
            base, at = np.int64(heads[block, SHAPES]), layout(heads, block)
        code = base + take(words, at.code_bit + where[t, m] % BLOCK * at.code_width, at.code_width)
        scores[n + m] += score_of(weights[code], norms[some[m]], factor)


@kernel
def keep_sequences(
    words: UInt64s, heads: UInt32s, shapes: Int32s, occurrences: Int32s, lists: Int64s, main: bool, slop: Integer,
    most: Integer, documents: Int32s, scores: Float32s, halt: UInt8s,
) -> Integer:  # fmt: skip
    """Keep the matches that have the terms in order, each at most ``slop`` positions after the one before, in place.

    ``lists`` int64[terms, 3]: first and last block, and the form that is meant, or -1. Each match must be in each list;
    no term occurs more than ``most`` times in a document. ``main``: only in the main field. How many remain; -1 where a
    match is not in each list. Some of them are lost if told to ``halt``.
    """
    terms, begins, forms = len(lists), lists[:, 0].copy(), lists[:, 2].copy()
    chosen, hits = np.empty(ROOM, np.int32), np.empty(ROOM, np.int32)
    state, where = np.full((terms, STATES), -1), np.empty((terms, BLOCK), np.int64)
    unpacked = np.empty((terms, BLOCK + STEP), np.int32)
    reachable, positions = np.empty(most, np.int64), np.empty(most, np.int64)
    n = 0
    for begin in range(0, len(documents), BLOCK):
        if halt[0]:
            break
        some = documents[begin : begin + BLOCK].copy()
        for t in range(terms):
            begins[t] = first_block(heads, begins[t], lists[t, 1], np.int64(some[0]))
            if begins[t] == lists[t, 1]:
                return -1
            met = look_up(
                words, heads, occurrences, begins[t], lists[t, 1], t, -1, some, len(some), state, unpacked, hits, where,
                chosen,
            )  # fmt: skip
            if met < len(some):
                return -1
        for m in range(len(some)):
            if in_order(words, heads, shapes, occurrences, where, m, forms, slop, main, reachable, positions):
                documents[n], scores[n] = some[m], scores[begin + m]
                n += 1
    return n


@inlined
def look_up(
    words: UInt64s, heads: UInt32s, occurrences: Int32s, block: Integer, last: Integer, t: Integer, beside: Integer,
    some: Int32s, count: Integer, state: Int64s, unpacked: Int32s, hits: Int32s, where: Int64s, chosen: Int32s,
) -> Integer:  # fmt: skip
    """Look up the first ``count`` candidates of ``some`` in the list ``t``: the indices of those that are in it go into
    ``chosen``, and into ``where`` where it has those. How many are.

    ``block`` is the list's first that ends at the first candidate or behind. Candidates ascend from call to call:
    ``state`` goes on from the last. Where ``beside`` is a list and not -1, only candidates count that have the terms of
    both as an exact phrase has them.
    """
    n: Integer = 0
    m: Integer = 0
    while m < count:
        begin, end = m, np.int64(heads[block, LAST])
        while m < count and some[m] <= end:
            m += 1
        if layout(heads, block).marks:
            found = _meet_marks(words, heads, block, some, begin, m, hits, chosen, n)
        else:
            found = _meet_distances(words, heads, block, some, begin, m, state, t, unpacked[t], hits, chosen, n)
        if found and beside >= 0:
            found = keep_beside(words, heads, occurrences, where, beside, block, t, hits, chosen, n, found)
        for k in range(found):
            where[t, n + k] = block * BLOCK + hits[k]
        n += found
        if m < count:
            block = first_block(heads, block + 1, last, np.int64(some[m]))
            if block == last:
                m = count
    return n


@inlined
def _meet_marks(
    words: UInt64s, heads: UInt32s, block: Integer, some: Int32s, begin: Integer, end: Integer, hits: Int32s,
    chosen: Int32s, n: Integer,
) -> Integer:  # fmt: skip
    """Which of the candidates ``some[begin:end]`` a block has that marks its documents: their indices go into
    ``chosen`` from ``n`` on, their places in the block into ``hits``; how many. Places are counted only for those."""
    at, second, found = layout(heads, block), np.int64(heads[block, FIRST]) + 1, np.int64(0)
    for m in range(begin, end):
        distance = some[m] - second
        marked = is_marked(words, at.gap_bit + max(distance, 0))
        chosen[n + found] = m
        found += np.int64(distance == -1) | np.int64(distance >= 0) & marked
    word = at.gap_bit // WORD
    before = 1 - bits_of(words[word] & bits_below(at.gap_bit))
    for k in range(found):
        distance = some[chosen[n + k]] - second
        bit = at.gap_bit + max(distance, 0)
        while word < bit // WORD:
            before += bits_of(words[word])
            word += 1
        hits[k] = np.int64(distance >= 0) * (before + bits_of(words[word] & bits_below(bit)))
    return found


@inlined
def _meet_distances(
    words: UInt64s, heads: UInt32s, block: Integer, some: Int32s, begin: Integer, end: Integer, state: Int64s,
    t: Integer, unpacked: Int32s, hits: Int32s, chosen: Int32s, n: Integer,
) -> Integer:  # fmt: skip
    """As ``_meet_marks``, in a block that has the distances from one document to the next: it is ``unpacked``."""
    if state[t, READ] != block:
        state[t, READ], state[t, PLACE] = block, 0
        count = take_documents(words, heads, block, unpacked)
        for k in range(STEP):
            unpacked[count + k] = BEYOND
    place, found = np.uint64(state[t, PLACE]), np.int64(0)
    for m in range(begin, end):
        document = some[m]
        while unpacked[place + np.uint64(STEP - 1)] < document:
            place += np.uint64(STEP)
        less = np.uint64(0)
        for k in range(STEP):
            less += np.uint64(unpacked[place + np.uint64(k)] < document)
        place += less
        hits[found], chosen[n + found] = place, m
        found += unpacked[place] == document
    state[t, PLACE] = place
    return found


@inlined
def _keep(chosen: Int32s, count: Integer, some: Int32s, where: Int64s, order: Int64s, lists: Integer) -> None:
    """Keep the candidates that were ``chosen``, and where the first ``lists`` lists have them."""
    for n in range(count):
        some[n] = some[chosen[n]]
    for o in range(lists):
        t = order[o]
        for n in range(count):
            where[t, n] = where[t, chosen[n]]
