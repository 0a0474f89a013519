"""Adding up the scores of lists, document by document: what is in any of them."""

from __future__ import annotations

import numpy as np

from index.arrays.bits import WORD, bits_from, bits_of, is_marked, lowest_bit, mark_one, take
from index.arrays.jit import kernel
from index.arrays.types import Float32s, Int32s, Int64s, Integer, Number, UInt32s, UInt64s
from index.postings.blocks import (
    BEFORE,
    BLOCK,
    FIRST,
    MAIN,
    OCCURRENCES,
    code_at,
    layout,
    mark_documents,
    take_codes,
    take_documents,
    take_marks,
)
from search.kernels.finding import FIRST_BLOCK, LAST_BLOCK
from search.ranking import score_of


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
    """As ``add_list``, but only the scores of documents that are marked in ``contenders``, which is like ``seen``."""
    some = np.empty(BLOCK, np.int32)
    for block in range(first, last):
        at, places = layout(heads, block), np.int64(1)
        if at.marks:
            number = np.int64(heads[block, FIRST])
            if is_marked(contenders, number):
                sums[number] += score_of(weights[code_at(words, heads, block, 0)], norms[number], factor)
            for begin in range(0, at.marks, WORD):
                marks, base = take_marks(words, at, begin), number + 1 + begin
                hits = marks & bits_from(contenders, base)
                while hits:
                    bit = lowest_bit(hits)
                    place = places + bits_of(marks & ((np.uint64(1) << np.uint64(bit)) - np.uint64(1)))
                    sums[base + bit] += score_of(
                        weights[code_at(words, heads, block, place)], norms[base + bit], factor
                    )
                    hits &= hits - np.uint64(1)
                places += bits_of(marks)
            mark_documents(words, heads, block, some, seen)
        else:
            for m in range(take_documents(words, heads, block, some)):
                document = some[m]
                mark_one(seen, document)
                if is_marked(contenders, document):
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
def mark_all(documents: Int32s, seen: UInt64s) -> None:
    """Mark documents in ``seen``."""
    for document in documents:
        mark_one(seen, document)


@kernel
def mark_lists(words: UInt64s, heads: UInt32s, lists: Int64s, seen: UInt64s) -> None:
    """Mark the documents of many lists in ``seen``."""
    some = np.empty(BLOCK, np.int32)
    for n in range(len(lists)):
        for block in range(lists[n, FIRST_BLOCK], lists[n, LAST_BLOCK]):
            mark_documents(words, heads, block, some, seen)


@kernel
def mark_forms(
    words: UInt64s, heads: UInt32s, lists: UInt32s, shapes: Int32s, numbers: Int64s, ordinals: Int64s, main: bool,
    seen: UInt64s,
) -> None:  # fmt: skip
    """Mark the documents of forms in ``seen``: of each, the list is ``numbers[n]`` of ``lists`` of
    ``index.postings.segment``, or there is none (-1); ``ordinals[n]`` is the form that is meant, or all are (-1).
    ``main``: only in the main field."""
    some, codes = np.empty(BLOCK, np.int32), np.empty(BLOCK, np.int32)
    for n in range(len(numbers)):
        if numbers[n] < 0:
            continue
        for block in range(np.int64(lists[numbers[n]]), np.int64(lists[numbers[n] + 1])):
            if ordinals[n] < 0 and not main:
                mark_documents(words, heads, block, some, seen)
            else:
                count, at = take_documents(words, heads, block, some), layout(heads, block)
                take_codes(words, heads, block, codes)
                bit = at.form_bit
                for m in range(count):
                    begin, end = np.int64(0), np.int64(shapes[codes[m], OCCURRENCES])
                    after = bit + end * at.form_width
                    if main:
                        begin = np.int64(shapes[codes[m], BEFORE])
                        end = begin + shapes[codes[m], MAIN]
                    found = ordinals[n] < 0 and begin < end
                    k = begin
                    while not found and k < end:
                        found = take(words, bit + k * at.form_width, at.form_width) == ordinals[n]
                        k += 1
                    if found:
                        mark_one(seen, some[m])
                    bit = after


@kernel
def count_marked(seen: UInt64s, live: UInt64s) -> Integer:
    """How many documents are marked in both."""
    count: Integer = 0
    for at in range(len(seen)):
        count += bits_of(seen[at] & live[at])
    return count


@kernel
def collect(sums: Float32s, seen: UInt64s, live: UInt64s) -> tuple[Int32s, Float32s]:
    """The matches marked in ``seen`` and ``live``."""
    count = count_marked(seen, live)
    documents, scores = np.empty(count, np.int32), np.empty(count, np.float32)
    n = 0
    for at in range(len(seen)):
        word = seen[at] & live[at]
        while word:
            document = at * WORD + lowest_bit(word)
            word &= word - np.uint64(1)
            documents[n], scores[n] = document, sums[document]
            n += 1
    return documents, scores


@kernel
def take_marked(seen: UInt64s) -> Int32s:
    """The documents marked in ``seen``, which is zeros afterwards."""
    documents, n = np.empty(count_marked(seen, seen), np.int32), 0
    for at in range(len(seen)):
        word = seen[at]
        seen[at] = 0
        while word:
            documents[n] = at * WORD + lowest_bit(word)
            word &= word - np.uint64(1)
            n += 1
    return documents


@kernel
def clear_sums(sums: Float32s, seen: UInt64s) -> None:
    """Make both zeros again, the sums being those of the documents marked in ``seen``."""
    for at in range(len(seen)):
        word = seen[at]
        seen[at] = 0
        while word:
            sums[at * WORD + lowest_bit(word)] = 0
            word &= word - np.uint64(1)
