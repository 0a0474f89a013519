"""The inner loops of searching: scoring, intersecting and adding up posting lists, and picking the best.

Lists are blocks of ``index.blocks``: rows ``first`` to ``last`` (excluded) of ``heads``. A term's score in a document
is ``factor * w / (w + norms[document])``, w being the weight of its shape; all float32. Matches are ``documents``
int32, ascending, and ``scores`` float32, of one length. ``sums`` float32[documents] and ``seen``, a bit a document in
uint64s, are where matches are added up.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np

from index.blocks import (
    BEFORE,
    BLOCK,
    FIRST,
    FORM_BITS,
    LAST,
    LENGTH,
    MAIN,
    OCCURRENCES,
    OFFSET,
    SHAPES,
    SIZES,
    WEIGHT,
    Float32s,
    Int32s,
    Int64s,
    Integer,
    UInt32s,
    UInt64s,
    code_at,
    first_block,
    take,
    take_codes,
    take_documents,
)
from index.jit import inlined, kernel
from index.lists import positions_begin

Number: TypeAlias = Any  # float32 in compiled code
WORD = 64  # bits
ROUNDING = 1.00001  # bounds are raised by more than float32 sums can be off
# What is kept of each list while several are walked side by side: the block to look in, the one that is read, the place
# in it and the document there; where the gap behind it begins, the block's codes, positions and forms, and the bits of
# each; up to which place occurrences are counted, how many there are before it, and how many there.
STATES = 15
NEXT, READ, PLACE, NUMBER, GAP_BIT, GAP_WIDTH, CODE_BIT, CODE_WIDTH, CODED, SKIPPED, FOUND = range(11)
BIT, WIDTH, FORM_BIT, FORM_WIDTH = range(11, STATES)


@kernel
def score_list(
    words: UInt64s, heads: UInt32s, first: Integer, last: Integer, weights: Float32s, norms: Float32s, factor: Number,
    most: Integer,
) -> tuple[Int32s, Float32s]:  # fmt: skip
    """The matches of a list of ``most`` documents; without scores where ``factor`` is 0."""
    documents, scores = np.empty(most + BLOCK, np.int32), np.zeros(most, np.float32)
    codes = np.empty(BLOCK, np.int32)
    n = 0
    for block in range(first, last):
        count = take_documents(words, heads, block, documents[n:])
        if factor > 0:
            take_codes(words, heads, block, codes)
            for m in range(count):
                weight = weights[codes[m]]
                scores[n + m] = factor * weight / (weight + norms[documents[n + m]])
        n += count
    return documents[:n], scores[:n]


@kernel
def score_weights(documents: Int32s, weights: Float32s, norms: Float32s, factor: Number) -> Float32s:
    """The scores of matches whose weights are known."""
    scores = np.empty(len(documents), np.float32)
    for n in range(len(documents)):
        scores[n] = factor * weights[n] / (weights[n] + norms[documents[n]])
    return scores


@kernel
def add_list(
    words: UInt64s, heads: UInt32s, first: Integer, last: Integer, weights: Float32s, norms: Float32s, factor: Number,
    sums: Float32s, seen: UInt64s,
) -> None:  # fmt: skip
    """Add the scores of a list to ``sums`` float32[documents], and mark its documents in the bits of ``seen``."""
    some, codes = np.empty(BLOCK, np.int32), np.empty(BLOCK, np.int32)
    for block in range(first, last):
        count = take_documents(words, heads, block, some)
        take_codes(words, heads, block, codes)
        for m in range(count):
            weight, document = weights[codes[m]], some[m]
            sums[document] += factor * weight / (weight + norms[document])
            seen[document >> 6] |= np.uint64(1) << np.uint64(document & 63)


@kernel
def add_matches(documents: Int32s, scores: Float32s, sums: Float32s, seen: UInt64s) -> None:
    """Add matches to ``sums`` and mark them in ``seen``."""
    for n in range(len(documents)):
        document = documents[n]
        sums[document] += scores[n]
        seen[document >> 6] |= np.uint64(1) << np.uint64(document & 63)


@kernel
def add_contenders(
    words: UInt64s, heads: UInt32s, first: Integer, last: Integer, weights: Float32s, norms: Float32s, factor: Number,
    contenders: UInt64s, sums: Float32s, seen: UInt64s,
) -> None:  # fmt: skip
    """As ``add_list``, but only the scores of documents that are marked in ``contenders``."""
    some = np.empty(BLOCK, np.int32)
    for block in range(first, last):
        for m in range(take_documents(words, heads, block, some)):
            document = some[m]
            at, bit = document >> 6, np.uint64(1) << np.uint64(document & 63)
            seen[at] |= bit
            if contenders[at] & bit:
                weight = weights[code_at(words, heads, block, m)]
                sums[document] += factor * weight / (weight + norms[document])


@kernel
def mark(documents: Int32s, scores: Float32s, least: Number, contenders: UInt64s) -> Int32s:
    """The documents whose score is ``least`` or more; they are marked in ``contenders`` as well."""
    count = 0
    for score in scores:
        count += score >= least
    some = np.empty(count, np.int32)
    n = 0
    for m in range(len(documents)):
        if scores[m] >= least:
            document = documents[m]
            contenders[document >> 6] |= np.uint64(1) << np.uint64(document & 63)
            some[n] = document
            n += 1
    return some


@kernel
def mark_lists(words: UInt64s, heads: UInt32s, firsts: Int64s, lasts: Int64s, seen: UInt64s) -> None:
    """Mark the documents of many lists in ``seen``."""
    some = np.empty(BLOCK, np.int32)
    for n in range(len(firsts)):
        for block in range(firsts[n], lasts[n]):
            for m in range(take_documents(words, heads, block, some)):
                seen[some[m] >> 6] |= np.uint64(1) << np.uint64(some[m] & 63)


@kernel
def marked(seen: UInt64s) -> Integer:
    """How many documents are marked."""
    count = 0
    for word in seen:
        count += bits_of(word)
    return count


@kernel
def collect(sums: Float32s, seen: UInt64s) -> tuple[Int32s, Float32s]:
    """The matches marked in ``seen``."""
    count = marked(seen)
    documents, scores = np.empty(count, np.int32), np.empty(count, np.float32)
    n = 0
    for at in range(len(seen)):
        word = seen[at]
        while word:
            lowest = word & (~word + np.uint64(1))
            document = at * WORD + bits_of(lowest - np.uint64(1))
            documents[n], scores[n] = document, sums[document]
            word ^= lowest
            n += 1
    return documents, scores


@kernel
def clear(documents: Int32s, sums: Float32s, seen: UInt64s) -> None:
    """Make both zeros again, the sums being those of ``documents``."""
    for document in documents:
        sums[document] = 0
    seen[:] = 0


@kernel
def bound_of_list(heads: UInt32s, first: Integer, last: Integer, factor: Number, base: Number, slope: Number) -> Number:
    """No document of the list scores more; ``base + slope * length`` is the norm of a length."""
    bounds = heads.view(np.float32)
    bound = 0.0
    for block in range(first, last):
        weight = bounds[block, WEIGHT]
        bound = max(bound, factor * weight / (weight + base + slope * bounds[block, LENGTH]))
    return bound * ROUNDING


@kernel
def threshold(scores: Float32s, most: Integer) -> Number:
    """The ``most``-th largest score; 0 where there are fewer."""
    if len(scores) < most:
        return 0.0
    heap = scores[:most].copy()
    for at in range(most // 2 - 1, -1, -1):
        _sink_score(heap, at)
    for n in range(most, len(scores)):
        if scores[n] > heap[0]:
            heap[0] = scores[n]
            _sink_score(heap, 0)
    return float(heap[0])


@inlined
def _sink_score(heap: Float32s, at: Integer) -> None:
    while 2 * at + 1 < len(heap):
        child = 2 * at + 1
        if child + 1 < len(heap) and heap[child + 1] < heap[child]:
            child += 1
        if heap[at] <= heap[child]:
            return
        heap[at], heap[child] = heap[child], heap[at]
        at = child


@kernel
def best_of_lists(
    words: UInt64s, heads: UInt32s, weights: Float32s, norms: Float32s, lists: Int64s, factors: Float32s, rank: Int32s,
    most: Integer, base: Number, slope: Number, sums: Float32s, seen: UInt64s,
) -> tuple[Integer, Int32s, Float32s]:  # fmt: skip
    """(how many documents are in any of several lists, the ``most`` best of them, best first, and their scores).

    ``lists`` int64[terms, 3]: first and last block, and documents. The lists are added up in the order of what they can
    score. Once documents that are in none of those so far cannot reach the best any more, the others are looked up only
    for those that can (H. Turtle and J. Flood, "Query Evaluation: Strategies and Optimizations", 1995, term at a time).
    """
    terms = len(lists)
    bounds = np.empty(terms, np.float64)
    for t in range(terms):
        bounds[t] = bound_of_list(heads, lists[t, 0], lists[t, 1], factors[t], base, slope)
    order = np.argsort(-bounds)
    rest, unread, read, reached = bounds.sum(), lists[:, 2].sum(), 0, 0.0
    for o in range(terms):
        t = order[o]
        add_list(words, heads, lists[t, 0], lists[t, 1], weights, norms, factors[t], sums, seen)
        rest -= bounds[t]
        reached += bounds[t]
        read += lists[t, 2]
        unread -= lists[t, 2]
        if read < unread and reached > rest:
            documents, scores = collect(sums, seen)
            least = threshold(scores, most)
            if least > rest * ROUNDING:
                contenders = np.zeros_like(seen)
                some = mark(documents, scores, least - rest * ROUNDING, contenders)
                for p in range(o + 1, terms):
                    u = order[p]
                    add_contenders(
                        words, heads, lists[u, 0], lists[u, 1], weights, norms, factors[u], contenders, sums, seen
                    )
                total = marked(seen)
                found = sums[some]
                clear(documents, sums, seen)
                order = best(some, found, rank, most)
                return total, some[order], found[order]
    return harvest(sums, seen, rank, most)


@kernel
def harvest(sums: Float32s, seen: UInt64s, rank: Int32s, most: Integer) -> tuple[Integer, Int32s, Float32s]:
    """(how many documents are marked, the ``most`` best of them, their scores), in the order of ``best``.

    Both arrays are zeros afterwards.
    """
    documents, scores, heap = np.empty(most, np.int32), np.empty(most, np.float32), np.empty(most, np.int64)
    size, total, least = 0, 0, np.float32(-1)
    for at in range(len(seen)):
        word = seen[at]
        seen[at] = 0
        while word:
            lowest = word & (~word + np.uint64(1))
            document = np.int32(at * WORD + bits_of(lowest - np.uint64(1)))
            word ^= lowest
            total += 1
            score = sums[document]
            sums[document] = 0
            if score < least:
                continue
            if size < most:
                documents[size], scores[size], heap[size] = document, score, size
                size += 1
                _rise(heap, size - 1, documents, scores, rank)
            elif most and (score > least or rank[document] < rank[documents[heap[0]]]):
                documents[heap[0]], scores[heap[0]] = document, score
                _sink(heap, size, documents, scores, rank)
            if size == most and most:
                least = scores[heap[0]]
    order = heap[:size]
    while size > 1:
        size -= 1
        heap[0], heap[size] = heap[size], heap[0]
        _sink(heap, size, documents, scores, rank)
    return total, documents[order], scores[order]


@kernel
def newest(seen: UInt64s, rank: Int32s, most: Integer) -> tuple[Integer, Int32s]:
    """(how many documents are marked, the ``most`` of them with the smallest ``rank``, in its order).

    ``seen`` is zeros afterwards. Archives are mostly in the order of time, so that the last documents come first here.
    """
    heap = np.empty(most, np.int64)  # of ranks and documents, largest rank first
    size = total = 0
    for at in range(len(seen) - 1, -1, -1):
        word = seen[at]
        seen[at] = 0
        while word:
            lowest = word & (~word + np.uint64(1))
            document = np.int64(at * WORD + bits_of(lowest - np.uint64(1)))
            word ^= lowest
            total += 1
            entry = (np.int64(rank[document]) << 32) | document
            if size < most:
                heap[size] = entry
                size += 1
                child = size - 1
                while child and heap[child] > heap[(child - 1) // 2]:
                    heap[child], heap[(child - 1) // 2] = heap[(child - 1) // 2], heap[child]
                    child = (child - 1) // 2
            elif size and entry < heap[0]:
                heap[0] = entry
                parent = 0
                while 2 * parent + 1 < size:
                    child = 2 * parent + 1
                    if child + 1 < size and heap[child + 1] > heap[child]:
                        child += 1
                    if heap[parent] >= heap[child]:
                        break
                    heap[parent], heap[child] = heap[child], heap[parent]
                    parent = child
    documents = np.sort(heap[:size]) & 0xFFFFFFFF
    return total, documents.astype(np.int32)


@inlined
def bits_of(word: Integer) -> Integer:
    """How many bits of a uint64 are 1."""
    word -= (word >> np.uint64(1)) & np.uint64(0x5555555555555555)
    word = (word & np.uint64(0x3333333333333333)) + ((word >> np.uint64(2)) & np.uint64(0x3333333333333333))
    word = (word + (word >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return np.int64((word * np.uint64(0x0101010101010101)) >> np.uint64(56))


@kernel
def meet_list(
    words: UInt64s, heads: UInt32s, first: Integer, last: Integer, weights: Float32s, norms: Float32s, factor: Number,
    documents: Int32s, scores: Float32s, required: bool,
) -> Integer:  # fmt: skip
    """Add the scores of a list to the matches in it, in place; the others are dropped if ``required``. How many remain.

    Reads only the blocks that matches may lie in, and no weights where ``factor`` is 0.
    """
    some = np.empty(BLOCK, np.int32)
    block, read, count, m, n = first, -1, 0, 0, 0
    for at in range(len(documents)):
        document = documents[at]
        if block < last and np.int64(heads[block, LAST]) < document:
            block = first_block(heads, block + 1, last, document)
        found = False
        if block < last:
            if read != block:
                count, read, m = take_documents(words, heads, block, some), block, 0
            m = place_in(some, m, count, document)
            found = m < count and some[m] == document
        if found and factor > 0:
            weight = weights[code_at(words, heads, block, m)]
            scores[at] += factor * weight / (weight + norms[document])
        if found or not required:
            documents[n], scores[n] = document, scores[at]
            n += 1
        elif block >= last:
            break
    return n


@kernel
def merge_list(
    words: UInt64s, heads: UInt32s, first: Integer, last: Integer, weights: Float32s, norms: Float32s, factor: Number,
    documents: Int32s, scores: Float32s, required: bool,
) -> Integer:  # fmt: skip
    """As ``meet_list``, reading every block: faster where most blocks have matches."""
    some = np.empty(BLOCK, np.int32)
    at, n = 0, 0
    for block in range(first, last):
        if at == len(documents):
            break
        if np.int64(heads[block, LAST]) < documents[at]:
            continue
        count, m = take_documents(words, heads, block, some), 0
        while m < count and at < len(documents):
            mine, its = documents[at], some[m]
            if mine == its:
                if factor > 0:
                    weight = weights[code_at(words, heads, block, m)]
                    scores[at] += factor * weight / (weight + norms[mine])
                documents[n], scores[n] = mine, scores[at]
                n += 1
            elif mine < its and not required:
                documents[n], scores[n] = mine, scores[at]
                n += 1
            at += mine <= its
            m += its <= mine
    if not required:
        while at < len(documents):
            documents[n], scores[n] = documents[at], scores[at]
            n += 1
            at += 1
    return n


@inlined
def place_in(numbers: Int32s, low: Integer, high: Integer, number: Integer) -> Integer:
    """The index of the first of the ascending ``numbers[low:high]`` that is not below ``number``, else ``high``."""
    step = 1
    at = low
    while at < high and numbers[at] < number:
        low = at + 1
        at += step
        step *= 2
    high = min(at, high)
    while low < high:
        middle = (low + high) // 2
        if numbers[middle] < number:
            low = middle + 1
        else:
            high = middle
    return low


@kernel
def meet(documents: Int32s, scores: Float32s, others: Int32s, more: Float32s, required: bool) -> Integer:
    """As ``meet_list``, with other matches."""
    n, at = 0, 0
    for m in range(len(documents)):
        at = place_in(others, at, len(others), documents[m])
        found = at < len(others) and others[at] == documents[m]
        if found or not required:
            documents[n], scores[n] = documents[m], scores[m] + more[at] if found else scores[m]
            n += 1
    return n


@kernel
def leave(documents: Int32s, scores: Float32s, others: Int32s) -> Integer:
    """Drop the matches that are among ``others`` int32, ascending, in place; how many remain."""
    n, at = 0, 0
    for m in range(len(documents)):
        at = place_in(others, at, len(others), documents[m])
        if at == len(others) or others[at] != documents[m]:
            documents[n], scores[n] = documents[m], scores[m]
            n += 1
    return n


@kernel
def keep(documents: Int32s, scores: Float32s, day: Int32s, first: Integer, last: Integer, more: Number) -> Integer:
    """Keep the matches whose ``day`` int32[documents] is from ``first`` to ``last``, in place, with ``more`` score; how
    many remain."""
    n = 0
    for m in range(len(documents)):
        if first <= day[documents[m]] <= last:
            documents[n], scores[n] = documents[m], scores[m] + more
            n += 1
    return n


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
        state[t, NEXT], state[t, READ] = lists[t, 0], -1
    n = 0
    for first in range(lists[rarest, 0], lists[rarest, 1]):
        count = take_documents(words, heads, first, some)
        state[rarest, NEXT] = first
        _enter(heads, state, rarest, first)
        for at in range(count):
            document = np.int64(some[at])
            state[rarest, PLACE] = at
            starts = -1  # of exact phrases that may be: as many as there are in ``reachable``, unknown so far
            o = 1
            while o < terms:
                t = order[o]
                block = state[t, NEXT]
                if np.int64(heads[block, LAST]) < document:
                    block = first_block(heads, block + 1, lists[t, 1], document)
                    if block == lists[t, 1]:
                        return documents[:n], scores[:n]
                    state[t, NEXT] = block
                if state[t, READ] != block:
                    _enter(heads, state, t, block)
                number, bit, width, place = state[t, NUMBER], state[t, GAP_BIT], state[t, GAP_WIDTH], state[t, PLACE]
                while number < document:  # the block ends at the document or behind it
                    number += take(words, bit, width) + 1
                    bit += width
                    place += 1
                state[t, NUMBER], state[t, GAP_BIT], state[t, PLACE] = number, bit, place
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
                block, width = state[t, NEXT], state[t, CODE_WIDTH]
                code = np.int64(heads[block, SHAPES]) + take(words, state[t, CODE_BIT] + state[t, PLACE] * width, width)
                score += factors[t] * weights[code] / (weights[code] + norms[document])
            if slop > 1:
                for t in range(terms):
                    _count(words, heads, shapes, state, t)
                if not _in_order(words, state, terms, slop, reachable, positions):
                    continue
            documents[n], scores[n] = document, score
            n += 1
    return documents[:n], scores[:n]


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
    state[t, FOUND] = shapes[base + take(words, bit, width), OCCURRENCES]


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
def _enter(heads: UInt32s, state: Int64s, t: Integer, block: Integer) -> None:
    """Stand at the first document of a block of the list ``t``."""
    sizes, forms = heads[block, SIZES], heads[block, FORM_BITS]
    count = np.int64(sizes & np.uint32(255))
    gap_width = np.int64((sizes >> np.uint32(8)) & np.uint32(255))
    code_width = np.int64((sizes >> np.uint32(16)) & np.uint32(255))
    bit = np.int64(heads[block, OFFSET]) << 6
    state[t, READ], state[t, PLACE], state[t, NUMBER] = block, 0, np.int64(heads[block, FIRST])
    state[t, GAP_BIT], state[t, GAP_WIDTH] = bit, gap_width
    bit += (count - 1) * gap_width
    state[t, CODE_BIT], state[t, CODE_WIDTH], state[t, CODED], state[t, SKIPPED] = bit, code_width, 0, 0
    bit += count * code_width
    state[t, BIT], state[t, WIDTH] = bit, np.int64(sizes >> np.uint32(24))
    state[t, FORM_WIDTH] = np.int64(forms & np.uint32(255))
    state[t, FORM_BIT] = bit + state[t, WIDTH] * np.int64(forms >> np.uint32(8))


@inlined
def _in_order(
    words: UInt64s, state: Int64s, terms: Integer, slop: Integer, reachable: Int64s, positions: Int64s
) -> bool:
    """Whether the document that ``state`` stands at has the terms in order."""
    ends = 0
    for t in range(terms):
        found, width = state[t, FOUND], state[t, WIDTH]
        position, bit = np.int64(0), state[t, BIT] + state[t, SKIPPED] * width
        if t == 0:
            for k in range(found):
                position += take(words, bit, width)
                bit += width
                reachable[k] = position
            ends = found
        else:
            n, e = 0, 0
            for _ in range(found):
                position += take(words, bit, width)
                bit += width
                while e < ends and reachable[e] < position - slop:
                    e += 1
                if e == ends:
                    break
                if reachable[e] < position:
                    positions[n] = position
                    n += 1
            for k in range(n):
                reachable[k] = positions[k]
            ends = n
        if ends == 0:
            return False
    return True


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
    some, codes = np.empty((terms, BLOCK), np.int32), np.empty(BLOCK, np.int32)
    skipped = np.zeros((terms, BLOCK + 1), np.int32)  # occurrences in the block before each document
    before, within = np.empty((terms, BLOCK), np.int32), np.empty((terms, BLOCK), np.int32)
    state = np.empty((terms, STATES), np.int64)
    reachable, positions = np.empty(most, np.int64), np.empty(most, np.int64)
    for t in range(terms):
        state[t, NEXT], state[t, READ] = lists[t, 0], -1
    n = 0
    for at in range(len(documents)):
        document = documents[at]
        ends = 0  # of sequences so far
        for t in range(terms):
            block = state[t, NEXT]
            if np.int64(heads[block, LAST]) < document:
                block = first_block(heads, block + 1, lists[t, 1], document)
                state[t, NEXT] = block
            if state[t, READ] != block:
                count = take_documents(words, heads, block, some[t])
                take_codes(words, heads, block, codes)
                for m in range(count):
                    skipped[t, m + 1] = skipped[t, m] + shapes[codes[m], OCCURRENCES]
                if main:
                    for m in range(count):
                        before[t, m], within[t, m] = shapes[codes[m], BEFORE], shapes[codes[m], MAIN]
                state[t, READ], state[t, PLACE] = block, 0
                state[t, BIT], state[t, WIDTH] = positions_begin(heads, block)
                state[t, FORM_WIDTH] = np.int64(heads[block, FORM_BITS] & np.uint32(255))
                state[t, FORM_BIT] = state[t, BIT] + state[t, WIDTH] * np.int64(heads[block, FORM_BITS] >> np.uint32(8))
            m = state[t, PLACE]
            while some[t, m] < document:
                m += 1
            state[t, PLACE] = m
            width, form, form_width = state[t, WIDTH], lists[t, 2], state[t, FORM_WIDTH]
            position, found = np.int64(0), 0
            for k in range(skipped[t, m], skipped[t, m + 1]):
                position += take(words, state[t, BIT] + k * width, width)
                if form >= 0 and take(words, state[t, FORM_BIT] + k * form_width, form_width) != form:
                    continue
                if main and not before[t, m] <= k - skipped[t, m] < before[t, m] + within[t, m]:
                    continue
                positions[found] = position
                found += 1
            if t == 0:
                for k in range(found):
                    reachable[k] = positions[k]
                ends = found
            else:
                ends = _follow(reachable, ends, positions, found, slop)
            if ends == 0:
                break
        if ends:
            documents[n], scores[n] = document, scores[at]
            n += 1
    return n


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


@kernel
def best(documents: Int32s, scores: Float32s, rank: Int32s, most: Integer) -> Int64s:
    """int64: indices of the ``most`` best matches, best first; of equal scores the smaller ``rank[document]`` first."""
    heap = np.empty(min(most, len(documents)), np.int64)
    size = 0
    for n in range(len(documents)):
        if size < len(heap):
            heap[size] = n
            size += 1
            _rise(heap, size - 1, documents, scores, rank)
        elif size and _worse(heap[0], n, documents, scores, rank):
            heap[0] = n
            _sink(heap, size, documents, scores, rank)
    while size > 1:
        size -= 1
        heap[0], heap[size] = heap[size], heap[0]
        _sink(heap, size, documents, scores, rank)
    return heap


@inlined
def _worse(a: Integer, b: Integer, documents: Int32s, scores: Float32s, rank: Int32s) -> bool:
    if scores[a] != scores[b]:
        return bool(scores[a] < scores[b])
    return bool(rank[documents[a]] > rank[documents[b]])


@inlined
def _rise(heap: Int64s, at: Integer, documents: Int32s, scores: Float32s, rank: Int32s) -> None:
    while at and _worse(heap[at], heap[(at - 1) // 2], documents, scores, rank):
        heap[at], heap[(at - 1) // 2] = heap[(at - 1) // 2], heap[at]
        at = (at - 1) // 2


@inlined
def _sink(heap: Int64s, size: Integer, documents: Int32s, scores: Float32s, rank: Int32s) -> None:
    at = 0
    while True:
        child = 2 * at + 1
        if child >= size:
            return
        if child + 1 < size and _worse(heap[child + 1], heap[child], documents, scores, rank):
            child += 1
        if not _worse(heap[child], heap[at], documents, scores, rank):
            return
        heap[at], heap[child] = heap[child], heap[at]
        at = child


@kernel
def best_of_list(
    words: UInt64s, heads: UInt32s, first: Integer, last: Integer, weights: Float32s, norms: Float32s, factor: Number,
    rank: Int32s, most: Integer, base: Number, slope: Number,
) -> tuple[Int32s, Float32s]:  # fmt: skip
    """The ``most`` best matches of a list, best first, as ``best`` orders them.

    Blocks whose heaviest shape in their shortest document would not be among them are not read; the norm of a length is
    ``base + slope * length``.
    """
    bounds = heads.view(np.float32)
    some, codes = np.empty(BLOCK, np.int32), np.empty(BLOCK, np.int32)
    # The best so far, in a heap of indices into them.
    documents, scores = np.empty(most, np.int32), np.empty(most, np.float32)
    heap = np.empty(most, np.int64)
    size = 0
    for block in range(first, last):
        if size == most:
            weight = bounds[block, WEIGHT]
            bound = factor * weight / (weight + base + slope * bounds[block, LENGTH])
            if bound * np.float32(ROUNDING) < scores[heap[0]]:
                continue
        count = take_documents(words, heads, block, some)
        take_codes(words, heads, block, codes)
        for m in range(count):
            weight, document = weights[codes[m]], some[m]
            score = np.float32(factor * weight / (weight + norms[document]))
            if size < most:
                documents[size], scores[size], heap[size] = document, score, size
                size += 1
                _rise(heap, size - 1, documents, scores, rank)
            else:
                lowest = heap[0]
                if score > scores[lowest] or (score == scores[lowest] and rank[document] < rank[documents[lowest]]):
                    documents[lowest], scores[lowest] = document, score
                    _sink(heap, size, documents, scores, rank)
    order = heap[:size]
    while size > 1:
        size -= 1
        heap[0], heap[size] = heap[size], heap[0]
        _sink(heap, size, documents, scores, rank)
    return documents[order], scores[order]
