"""Adding up the scores of lists, document by document: what is in any of them."""

from __future__ import annotations

import numpy as np

from index.blocks import (
    BLOCK,
    Float32s,
    Int32s,
    Int64s,
    Integer,
    UInt32s,
    UInt64s,
    code_at,
    take_codes,
    take_documents,
)
from index.jit import inlined, kernel
from search.kernels import Number, score_of

WORD = 64  # bits


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
            document = some[m]
            sums[document] += score_of(weights[codes[m]], norms[document], factor)
            mark_one(seen, document)


@kernel
def add_matches(documents: Int32s, scores: Float32s, sums: Float32s, seen: UInt64s) -> None:
    """Add matches to ``sums`` and mark them in ``seen``."""
    for n in range(len(documents)):
        document = documents[n]
        sums[document] += scores[n]
        mark_one(seen, document)


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
                sums[document] += score_of(weights[code_at(words, heads, block, m)], norms[document], factor)


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
            mark_one(contenders, document)
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
                mark_one(seen, some[m])


@inlined
def mark_one(seen: UInt64s, document: Integer) -> None:
    """Mark a document in ``seen``."""
    seen[document >> 6] |= np.uint64(1) << np.uint64(document & 63)


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
            document = at * WORD + lowest_bit(word)
            word &= word - np.uint64(1)
            documents[n], scores[n] = document, sums[document]
            n += 1
    return documents, scores


@kernel
def clear(documents: Int32s, sums: Float32s, seen: UInt64s) -> None:
    """Make both zeros again, the sums being those of ``documents``."""
    for document in documents:
        sums[document] = 0
    seen[:] = 0


@inlined
def lowest_bit(word: Integer) -> Integer:
    """Which is the lowest bit of a uint64 that is 1."""
    return bits_of((word & (~word + np.uint64(1))) - np.uint64(1))


@inlined
def bits_of(word: Integer) -> Integer:
    """How many bits of a uint64 are 1."""
    word -= (word >> np.uint64(1)) & np.uint64(0x5555555555555555)
    word = (word & np.uint64(0x3333333333333333)) + ((word >> np.uint64(2)) & np.uint64(0x3333333333333333))
    word = (word + (word >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return np.int64((word * np.uint64(0x0101010101010101)) >> np.uint64(56))
