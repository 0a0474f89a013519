"""Posting lists in blocks: up to 128 documents each, packed in as few bits as the block's largest values need.

A block is one row of ``heads`` and a stretch of ``words``. The row tells what is needed to skip the block, or to bound
the scores in it, without reading the stretch:

    FIRST, LAST     document numbers
    OFFSET          where the block's data begins, in units of 16 bits: the lower 32 bits of that
    SIZES           documents, less 1 (bits 0-6); whether they are marked (7); bits a distance (8-12), a shape (13-17),
                    a position (18-22); the offset's higher bits (23-31)
    FORM_BITS       bits a form (0-4), occurrences (5-31)
    SHAPES          where in the table of shapes the block's codes count from
    WEIGHT, LENGTH  the largest weight and the smallest length of its documents, float32 in these bits

The data are bit strings one after another: the documents but the first, as the distances from one to the next, less 1,
or as a bit for each number behind the first up to the last, whatever is smaller; a code for each document's *shape*
(``SHAPE_COLUMNS``); how many occurrences stand before every 8th document, if there are more than one a document; a
position for each occurrence, counted from the one before in the same document; which of the stem's forms each
occurrence is. Lists of forms have neither positions nor what follows from them. In the words the lowest bit is the
first; a word that means nothing follows the last.

A shape is a row of int32: how often the term occurs; the sum of its occurrences' weights, float32 in these bits; how
many occurrences stand before the main field, and how many in it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from index.arrays.bits import ALL_BITS, WORD, bits_from, clear, lowest_bit, mark_one, put_all, take, take_all, width_of
from index.arrays.jit import inlined
from index.arrays.types import Bits, Int32s, Int64s, Integer, Number, UInt32s, UInt64s

BLOCK = 128  # documents; tantivy's and Lucene's too
# Occurrences after which a block takes no other document. A head can count 128 times as many: more than a document has
# that a reader accepts, at most 256 MiB with every second byte a letter.
MANY_OCCURRENCES = 1 << 20
UNIT = 16  # bits
# Documents are marked where that takes at most so many times the bits of distances: they are read in two thirds of the
# time, looked up in less, and marked in others' bits 64 at a time.
MARKED_WORTH = 1.5
# Documents whose occurrences are counted together. With 32, the median of 50 phrases over 200,000 stories was 0.142 ms,
# with 8 it is 0.123, for 0.8 % of an archive.
STRIDE = 8
COLUMNS = 8
FIRST, LAST, OFFSET, SIZES, FORM_BITS, SHAPES, WEIGHT, LENGTH = range(COLUMNS)
SHAPE_COLUMNS = 4
OCCURRENCES, SUM, BEFORE, MAIN = range(SHAPE_COLUMNS)


@inlined
def put_block(
    words: UInt64s, unit: Integer, heads: UInt32s, row: Integer, offset: Integer, base: Integer, block: Int64s,
    count: Integer, values: Int64s, placed: Integer, occurrences: Integer, weight: Number, length: Number,
) -> Integer:  # fmt: skip
    """Write a block from ``unit`` on and its head: the unit behind, from which on there are zeros in its word.

    ``block`` int64[3, 128]: of each document its number, replaced by the distances, its shape's code from ``base`` on,
    replaced by that from the lowest one on, and the occurrences before it. ``values`` int64[2, ...]: the positions, as
    they are written, and forms of the ``placed`` occurrences. The words will stand ``offset`` units behind others.
    """
    first, last, lowest, bounds = block[0, 0], block[0, count - 1], block[1, 0], heads.view(np.float32)
    for n in range(1, count):
        block[0, count - n] -= block[0, count - n - 1] + 1
        lowest = min(lowest, block[1, n])
    for n in range(count):
        block[1, n] -= lowest
    gap_width, code_width = _widest(block, 0, 1, count), _widest(block, 1, 0, count)
    position_width, form_width = _widest(values, 0, 0, placed), _widest(values, 1, 0, placed)
    marked = count > 1 and last - first <= MARKED_WORTH * (count - 1) * gap_width
    sizes = count - 1 | (1 << 7 if marked else gap_width << 8) | code_width << 13 | position_width << 18
    heads[row, FIRST], heads[row, LAST], heads[row, SHAPES], heads[row, SIZES] = (
        first,
        last,
        base + lowest,
        np.uint32(sizes),
    )
    move(heads, row, offset + unit)
    heads[row, FORM_BITS] = np.uint32(form_width | occurrences << 5)
    bounds[row, WEIGHT], bounds[row, LENGTH] = weight, length
    bit = unit * UNIT
    clear(words, bit, last - first if marked else 0)
    if marked:
        for n in range(1, count):
            bit += block[0, n] + 1
            words[(bit - 1) >> 6] |= np.uint64(1) << np.uint64((bit - 1) & 63)
    else:
        bit = put_all(words, bit, gap_width, block, 0, 1, count, 1)
    bit = put_all(words, bit, code_width, block, 1, 0, count, 1)
    if placed > count and position_width:
        bit = put_all(words, bit, width_of(placed), block, 2, STRIDE, count, STRIDE)
    bit = put_all(words, bit, position_width, values, 0, 0, placed, 1)
    bit = put_all(words, bit, form_width, values, 1, 0, placed, 1)
    return (bit + UNIT - 1) // UNIT


@inlined
def move(heads: UInt32s, row: Integer, unit: Integer) -> None:
    """Say that a block's data begin at ``unit``."""
    heads[row, OFFSET] = np.uint32(unit & 0xFFFFFFFF)
    heads[row, SIZES] = np.uint32((np.int64(heads[row, SIZES]) & 0x7FFFFF) | (unit >> 32) << 23)


@inlined
def _widest(values: Int64s, row: Integer, first: Integer, stop: Integer) -> Integer:
    """The bits that the largest of values[row, first:stop] needs."""
    bits = np.int64(0)
    for n in range(first, stop):
        bits |= values[row, n]
    return width_of(bits)


class Layout(NamedTuple):
    """How many documents and occurrences a block has; where the parts of its data begin, in bits from the first of
    ``words``, where they end, and the bits of each value. ``marks`` is how many bits mark documents, 0 where there are
    distances; ``stride_width`` is 0 where no occurrences are counted before every 8th document."""

    documents: Integer
    occurrences: Integer
    gap_bit: Integer
    gap_width: Integer
    marks: Integer
    code_bit: Integer
    code_width: Integer
    stride_bit: Integer
    stride_width: Integer
    position_bit: Integer
    position_width: Integer
    form_bit: Integer
    form_width: Integer
    end: Integer


@inlined
def layout(heads: UInt32s, block: Integer) -> Layout:
    """The layout of a block. Compiled code computes only what its caller takes of it."""
    sizes, forms = np.int64(heads[block, SIZES]), np.int64(heads[block, FORM_BITS])
    count, marked = (sizes & 127) + 1, (sizes >> 7) & 1
    gap_width, code_width, position_width = (sizes >> 8) & 31, (sizes >> 13) & 31, (sizes >> 18) & 31
    marks = marked * (np.int64(heads[block, LAST]) - np.int64(heads[block, FIRST]))
    form_width, occurrences = forms & 31, forms >> 5
    gap_bit = (np.int64(heads[block, OFFSET]) | (sizes >> 23) << 32) * UNIT
    code_bit = gap_bit + (count - 1) * gap_width + marks
    stride_bit = code_bit + count * code_width
    stride_width = width_of(occurrences) if occurrences > count and position_width else 0
    position_bit = stride_bit + (count - 1) // STRIDE * stride_width
    form_bit = position_bit + occurrences * position_width
    return Layout(
        count, occurrences, gap_bit, gap_width, marks, code_bit, code_width, stride_bit, stride_width, position_bit,
        position_width, form_bit, form_width, form_bit + occurrences * form_width,
    )  # fmt: skip


@inlined
def take_documents(words: UInt64s, heads: UInt32s, block: Integer, documents: Int32s) -> Integer:
    """Unpack the document numbers of a block into ``documents`` (128 or more); how many there are."""
    at, number = layout(heads, block), np.int32(heads[block, FIRST])
    documents[0], bit, n = number, at.gap_bit, 1
    for begin in range(0, at.marks, WORD):
        marks, base = take_marks(words, at, begin), number + np.int32(begin + 1)
        while marks:
            documents[n] = base + np.int32(lowest_bit(marks))
            marks &= marks - np.uint64(1)
            n += 1
    if n < at.documents:
        take_all(words, bit, at.gap_width, documents, 1, at.documents, np.int32(1))
        for n in range(1, at.documents):
            number += documents[n]
            documents[n] = number
    return at.documents


@inlined
def take_marks(words: UInt64s, at: Layout, begin: Integer) -> Bits:
    """The 64 bits from ``begin`` on that mark a block's documents, those behind the last being 0."""
    return bits_from(words, at.gap_bit + begin) & (ALL_BITS >> np.uint64(WORD - min(WORD, at.marks - begin)))


@inlined
def mark_documents(words: UInt64s, heads: UInt32s, block: Integer, some: Int32s, seen: UInt64s) -> None:
    """Mark a block's documents in the bits of ``seen``, which has a word more than they need; ``some`` int32[128] is
    written to."""
    at, number = layout(heads, block), np.int64(heads[block, FIRST])
    if at.marks:
        mark_one(seen, number)
        for begin in range(0, at.marks, WORD):
            marks, word = take_marks(words, at, begin), (number + 1 + begin) >> 6
            shift = np.uint64((number + 1 + begin) & 63)
            seen[word] |= marks << shift
            seen[word + 1] |= (marks >> np.uint64(1)) >> (np.uint64(63) - shift)
    else:
        for n in range(take_documents(words, heads, block, some)):
            mark_one(seen, some[n])


@inlined
def take_codes(words: UInt64s, heads: UInt32s, block: Integer, codes: Int32s) -> Integer:
    """Unpack the codes of a block's shapes; how many there are."""
    at, base = layout(heads, block), np.int32(heads[block, SHAPES])
    take_all(words, at.code_bit, at.code_width, codes, 0, at.documents, base)
    return at.documents


@inlined
def code_at(words: UInt64s, heads: UInt32s, block: Integer, n: Integer) -> Integer:
    """The code of the block's ``n``-th shape."""
    at = layout(heads, block)
    return np.int64(heads[block, SHAPES]) + take(words, at.code_bit + n * at.code_width, at.code_width)


@inlined
def first_block(heads: UInt32s, block: Integer, stop: Integer, document: Integer) -> Integer:
    """The first of the blocks ``block`` to ``stop`` (excluded) that ends at ``document`` or behind it, else ``stop``.

    Gallops: the cost is that of the logarithm of the blocks skipped.
    """
    step = 1
    low = block
    while low < stop and np.int64(heads[low, LAST]) < document:
        block = low + 1
        low += step
        step *= 2
    high = min(low, stop)
    while block < high:
        middle = (block + high) // 2
        if np.int64(heads[middle, LAST]) < document:
            block = middle + 1
        else:
            high = middle
    return block
