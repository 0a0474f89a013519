"""Picking the best of what matches, or the newest, without scoring or sorting the rest."""

from __future__ import annotations

import numpy as np

from index.arrays.bits import WORD, bits_of, is_marked, lowest_bit
from index.arrays.jit import inlined, kernel
from index.arrays.types import Float32s, Int32s, Int64s, Integer, Number, UInt8s, UInt32s, UInt64s
from index.postings.blocks import BLOCK, LENGTH, WEIGHT, take_codes, take_documents
from index.postings.segment import find_named
from index.postings.term_search import Offsets
from search.kernels.adding import add_contenders, add_list, clear_sums, collect, count_marked, mark
from search.kernels.finding import DOCUMENTS, FIRST_BLOCK, LAST_BLOCK, factor_in
from search.kernels.meeting import keep_marked
from search.kernels.walking import all_of_lists
from search.ranking import factor_of, score_of

# Lists with more than one in so many documents are dense: their blocks are mostly marked. With 4, 8, 12, 16 and 1,000
# the median of 50 queries for any of several words took 0.17, 0.13, 0.13, 0.13 and 0.13 ms over 200,000 stories, and
# 0.83, 0.73, 0.74, 0.74 and 0.85 ms over a million.
DENSE = 12
ROUNDING = 1.00001  # bounds are raised by more than float32 sums can be off
LARGEST_RANK = (1 << 31) - 1
NO_KEY = -1


@kernel
def best(documents: Int32s, scores: Float32s, rank: Int32s, most: Integer) -> tuple[Int32s, Float32s]:
    """The ``most`` best of matches, best first; of equal scores the smaller ``rank[document]`` first."""
    keys, some = _empty_heap(min(most, len(documents)))
    least: Integer = NO_KEY
    for n in range(len(documents)):
        bits = _bits(scores[n])
        if bits >= least >> 32:
            key = _key(bits, rank[documents[n]])
            if key > least:
                least = _replace_least(keys, some, key, documents[n])
    return _in_order(keys, some, most)


@kernel
def best_of_list(
    words: UInt64s, heads: UInt32s, first: Integer, last: Integer, weights: Float32s, norms: Float32s, factor: Number,
    rank: Int32s, most: Integer, base: Number, slope: Number, live: UInt64s,
) -> tuple[Int32s, Float32s]:  # fmt: skip
    """The ``most`` best matches of a list that are ``live``, in the order of ``best``.

    Blocks whose heaviest shape in their shortest document would not be among them are not read; the norm of a length is
    ``base + slope * length``.
    """
    some, codes = np.empty(BLOCK, np.int32), np.empty(BLOCK, np.int32)
    keys, documents = _empty_heap(most)
    least: Integer = NO_KEY
    for block in range(first, last):
        if _bits(_bound(heads, block, factor, base, slope)) < least >> 32:
            continue
        count = take_documents(words, heads, block, some)
        take_codes(words, heads, block, codes)
        for m in range(count):
            bits = _bits(score_of(weights[codes[m]], norms[some[m]], factor))
            if bits >= least >> 32:
                key = _key(bits, rank[some[m]])
                if key > least and is_marked(live, some[m]):
                    least = _replace_least(keys, documents, key, some[m])
    return _in_order(keys, documents, most)


@kernel
def best_of_term(
    blob: UInt8s, offsets: Offsets, terms: Int32s, lists: UInt32s, counts: UInt32s, trusted: UInt8s, first: Integer,
    last: Integer, name: bytes, containing: Integer, documents: Integer, boost: float, words: UInt64s, heads: UInt32s,
    weights: Float32s, norms: Float32s, rank: Int32s, most: Integer, base: Number, slope: Number, live: UInt64s,
) -> tuple[Integer, Int32s, Float32s]:  # fmt: skip
    """(how many documents have a term, the ``most`` best of them, best first, their scores).

    It is looked up as ``index.postings.segment.find_named`` does, with ``counts`` of what is ``live``. ``containing``
    of all ``documents`` have it, or as many as are counted where that is negative. Instead of how many documents
    -2 - number, where the list of that number is to be admitted first.
    """
    begin, end, total, _, number = find_named(blob, offsets, terms, lists, counts, trusted, first, last, name)
    if number < -1:
        return number, np.empty(0, np.int32), np.empty(0, np.float32)
    factor = factor_of(documents, containing if containing >= 0 else total, boost)
    some, scores = best_of_list(
        words, heads, begin, end, weights, norms, np.float32(factor), rank, min(most, total), base, slope, live
    )
    return total, some, scores


@kernel
def bound_of_list(heads: UInt32s, first: Integer, last: Integer, factor: Number, base: Number, slope: Number) -> Number:
    """No document of the list scores more; ``base + slope * length`` is the norm of a length."""
    bound: Number = np.float32(0)
    for block in range(first, last):
        bound = max(bound, _bound(heads, block, factor, base, slope))
    return bound


@inlined
def _bound(heads: UInt32s, block: Integer, factor: Number, base: Number, slope: Number) -> Number:
    bounds = heads.view(np.float32)
    return np.float32(score_of(bounds[block, WEIGHT], base + slope * bounds[block, LENGTH], factor) * ROUNDING)


@kernel
def best_of_lists(
    words: UInt64s, heads: UInt32s, weights: Float32s, norms: Float32s, lists: Int64s, rank: Int32s, most: Integer,
    base: Number, slope: Number, sums: Float32s, seen: UInt64s, live: UInt64s,
) -> tuple[Integer, Int32s, Float32s]:  # fmt: skip
    """(how many ``live`` documents are in any of several lists, the ``most`` best of them, best first, their scores).

    The lists are added up in the order of what they can score. Once documents that are in none of those so far cannot
    reach the best any more, the others are looked up only for those that can (H. Turtle and J. Flood, "Query
    Evaluation: Strategies and Optimizations", 1995, term at a time), if they are dense: only those are looked up faster
    than they are added up.
    """
    terms = len(lists)
    bounds = np.empty(terms, np.float64)
    for t in range(terms):
        bounds[t] = bound_of_list(heads, lists[t, FIRST_BLOCK], lists[t, LAST_BLOCK], factor_in(lists, t), base, slope)
    order = np.argsort(-bounds)
    dense = np.where(lists[:, DOCUMENTS] * DENSE > len(sums), lists[:, DOCUMENTS], 0)
    rest, unread, read, reached = bounds.sum(), dense.sum(), 0, 0.0
    for o in range(terms):
        t = order[o]
        add_list(
            words, heads, lists[t, FIRST_BLOCK], lists[t, LAST_BLOCK], weights, norms, factor_in(lists, t), sums, seen
        )
        rest -= bounds[t]
        reached += bounds[t]
        read += lists[t, DOCUMENTS]
        unread -= dense[t]
        if read < unread and reached > rest:
            documents, scores = collect(sums, seen, live)
            leading = best(documents, scores, rank, most)[1]
            least = leading[-1] if len(leading) == most else np.float32(0)
            if least > rest * ROUNDING:
                added, contenders = seen.copy(), np.zeros_like(seen)
                some = mark(documents, scores, least - rest * ROUNDING, contenders)
                for p in range(o + 1, terms):
                    u = order[p]
                    begin, end, factor = lists[u, FIRST_BLOCK], lists[u, LAST_BLOCK], factor_in(lists, u)
                    add_contenders(words, heads, begin, end, weights, norms, factor, contenders, sums, seen)
                total = count_marked(seen, live)
                found = sums[some]
                clear_sums(sums, added)
                seen[:] = 0
                some, found = best(some, found, rank, most)
                return total, some, found
    return harvest(sums, seen, live, rank, most)


@kernel
def best_of_all(
    words: UInt64s, heads: UInt32s, shapes: Int32s, occurrences: Int32s, weights: Float32s, norms: Float32s,
    lists: Int64s, slop: Integer, occurring: Integer, halt: UInt8s, rank: Int32s, most: Integer, live: UInt64s,
) -> tuple[Integer, Int32s, Float32s]:  # fmt: skip
    """(how many ``live`` documents ``all_of_lists`` finds, the ``most`` best of them, best first, their scores)."""
    documents, scores = all_of_lists(words, heads, shapes, occurrences, weights, norms, lists, slop, occurring, halt)
    total = keep_marked(documents, scores, live)
    documents, scores = best(documents[:total], scores[:total], rank, most)
    return total, documents, scores


@kernel
def harvest(
    sums: Float32s, seen: UInt64s, live: UInt64s, rank: Int32s, most: Integer
) -> tuple[Integer, Int32s, Float32s]:
    """(how many documents are marked and ``live``, the ``most`` best of them, their scores), in the order of ``best``.

    ``sums`` and ``seen`` are zeros afterwards.
    """
    keys, documents = _empty_heap(most)
    least: Integer
    total: Integer
    least, total = NO_KEY, 0
    for at in range(len(seen)):
        word = seen[at]
        total += bits_of(word & live[at])
        seen[at] = 0
        while word:
            document = at * WORD + lowest_bit(word)
            word &= word - np.uint64(1)
            bits = _bits(sums[document])
            sums[document] = 0
            if bits >= least >> 32:
                key = _key(bits, rank[document])
                if key > least and is_marked(live, document):
                    least = _replace_least(keys, documents, key, document)
    documents, scores = _in_order(keys, documents, most)
    return total, documents, scores


@kernel
def newest(seen: UInt64s, live: UInt64s, rank: Int32s, most: Integer) -> tuple[Integer, Int32s]:
    """(how many documents are marked and ``live``, the ``most`` of them with the smallest ``rank``, in its order).

    ``seen`` is zeros afterwards. Archives are mostly in the order of time, so that the last documents come first here.
    """
    keys, documents = _empty_heap(most)
    least: Integer
    total: Integer
    least, total = NO_KEY, 0
    for at in range(len(seen) - 1, -1, -1):
        word = seen[at] & live[at]
        seen[at] = 0
        total += bits_of(word)
        while word:
            document = at * WORD + lowest_bit(word)
            word &= word - np.uint64(1)
            key = _key(0, rank[document])
            if key > least:
                least = _replace_least(keys, documents, key, document)
    return total, _in_order(keys, documents, most)[0]


# The best so far are a heap of ``keys`` int64, the least on top, and the ``documents`` int32 that they belong to. A key
# orders matches: the bits of a score, which order as scores do where these are 0 or more, then the smaller rank. Those
# who offer matches compare keys themselves: most are not among the best, and a call with arrays costs more than that.


@kernel
def _empty_heap(most: Integer) -> tuple[Int64s, Int32s]:
    """For the ``most`` best; there is a place for one where none are wanted, so that there always is a least."""
    return np.full(max(most, 1), NO_KEY, np.int64), np.empty(max(most, 1), np.int32)


@inlined
def _bits(score: Number) -> Integer:
    return np.int64(np.float32(score).view(np.int32))


@inlined
def _key(bits: Integer, rank: Integer) -> Integer:
    return (bits << 32) | (LARGEST_RANK - np.int64(rank))


@inlined
def _replace_least(keys: Int64s, documents: Int32s, key: Integer, document: Integer) -> Integer:
    """Put a match in the place of the least; the key of which is the least then."""
    at, child = 0, 1
    while child < len(keys):
        if child + 1 < len(keys) and keys[child + 1] < keys[child]:
            child += 1
        if key <= keys[child]:
            break
        keys[at], documents[at] = keys[child], documents[child]
        at = child
        child = 2 * at + 1
    keys[at], documents[at] = key, document
    least: Integer = keys[0]
    return least


@kernel
def _in_order(keys: Int64s, documents: Int32s, most: Integer) -> tuple[Int32s, Float32s]:
    """The documents and scores of at most ``most`` in a heap, best first."""
    for end in range(len(keys) - 1, 0, -1):
        key, document = keys[end], documents[end]
        keys[end], documents[end] = keys[0], documents[0]
        _replace_least(keys[:end], documents[:end], key, document)
    count = min(most, np.sum(keys != NO_KEY))
    return documents[:count], (keys[:count] >> 32).astype(np.int32).view(np.float32)
