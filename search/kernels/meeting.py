"""The matches of a list, and matches that meet a list or other matches, in place."""

from __future__ import annotations

import numpy as np

from index.arrays.bits import is_marked
from index.arrays.jit import inlined, kernel
from index.arrays.types import Float32s, Int32s, Integer, Number, Truth, UInt32s, UInt64s
from index.postings.blocks import BLOCK, LAST, code_at, first_block, take_codes, take_documents
from search.ranking import score_of


@kernel
def score_list(
    words: UInt64s, heads: UInt32s, first: Integer, last: Integer, weights: Float32s, norms: Float32s, factor: Number,
    most: Integer,
) -> tuple[Int32s, Float32s]:  # fmt: skip
    """The matches of a list of ``most`` documents; without scores where ``factor`` is 0."""
    documents, scores, codes = np.empty(most + BLOCK, np.int32), np.empty(most, np.float32), np.empty(BLOCK, np.int32)
    n: Integer = 0
    for block in range(first, last):
        count = take_documents(words, heads, block, documents[n:])
        if factor > 0:
            take_codes(words, heads, block, codes)
            for m in range(count):
                scores[n + m] = score_of(weights[codes[m]], norms[documents[n + m]], factor)
        else:
            scores[n : n + count] = 0
        n += count
    return documents[:n], scores[:n]


@kernel
def score_weights(documents: Int32s, weights: Float32s, norms: Float32s, factor: Number) -> Float32s:
    """The scores of matches whose weights are known."""
    scores = np.empty(len(documents), np.float32)
    for n in range(len(documents)):
        scores[n] = score_of(weights[n], norms[documents[n]], factor)
    return scores


@kernel
def meet_list(
    words: UInt64s, heads: UInt32s, first: Integer, last: Integer, weights: Float32s, norms: Float32s, factor: Number,
    documents: Int32s, scores: Float32s, required: bool,
) -> Integer:  # fmt: skip
    """Add the scores of a list to the matches in it, in place; the others are dropped if ``required``. How many remain.

    Reads only the blocks that matches may lie in, and no weights where ``factor`` is 0.
    """
    some = np.empty(BLOCK, np.int32)
    read: Integer
    count: Integer
    m: Integer
    block, read, count, m, n = first, -1, 0, 0, 0
    for at in range(len(documents)):
        document = documents[at]
        if block < last and np.int64(heads[block, LAST]) < document:
            block = first_block(heads, block + 1, last, document)
        found: Truth = False
        if block < last:
            if read != block:
                count, read, m = take_documents(words, heads, block, some), block, 0
            m = place_in(some, m, count, document)
            found = m < count and some[m] == document
        if found and factor > 0:
            scores[at] += score_of(weights[code_at(words, heads, block, m)], norms[document], factor)
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
                    scores[at] += score_of(weights[code_at(words, heads, block, m)], norms[mine], factor)
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
    at: Integer
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
    at: Integer
    n, at = 0, 0
    for m in range(len(documents)):
        at = place_in(others, at, len(others), documents[m])
        if at == len(others) or others[at] != documents[m]:
            documents[n], scores[n] = documents[m], scores[m]
            n += 1
    return n


@kernel
def keep_marked(documents: Int32s, scores: Float32s, marks: UInt64s) -> Integer:
    """Keep the matches that are marked in ``marks``, which is like ``seen``, in place; how many remain."""
    n: Integer = 0
    for m in range(len(documents)):
        documents[n], scores[n] = documents[m], scores[m]
        n += is_marked(marks, documents[m])
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
