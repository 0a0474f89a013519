"""The last step of writing a segment: the lists of all runs, one behind the other and without stumps.

Runs leave the blocks of a list far apart, and those of rare terms with a document or two each. Here every list's data
are put side by side, and lists that fit into one block become one.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from index.blocks import (
    BEFORE,
    BLOCK,
    COLUMNS,
    FIRST,
    FORM_BITS,
    LAST,
    LENGTH,
    MAIN,
    OCCURRENCES,
    OFFSET,
    SHAPE_COLUMNS,
    SHAPES,
    SIZES,
    SUM,
    WEIGHT,
    Int32s,
    Int64s,
    Integer,
    UInt32s,
    UInt64s,
    put_all,
    take,
    take_codes,
    take_documents,
    width_of,
)
from index.inverting import code_of
from index.jit import inlined, kernel

MOST_SHAPES = 1 << 14  # of joined blocks at first; a power of 2


class Lists(NamedTuple):
    """Posting lists in the order of their terms: of list n, ``terms[n]`` int32, ``counts[n]`` uint32 its documents and
    occurrences, and the rows ``begins[n]`` to ``begins[n + 1]`` int64 of ``heads``."""

    terms: Int32s
    counts: UInt32s
    begins: Int64s
    heads: UInt32s


def lists_of(terms: Int64s, heads: UInt32s) -> Lists:
    """The lists whose blocks are ``heads``, in the order of ``terms`` int64, to which they belong."""
    begins = np.flatnonzero(np.diff(terms, prepend=-1))
    return Lists(terms[begins].astype(np.int32), _counts(heads, begins), np.append(begins, len(heads)), heads)


def _counts(heads: UInt32s, begins: Int64s) -> UInt32s:
    if not len(begins):
        return np.zeros((0, 2), np.uint32)
    documents = np.add.reduceat(heads[:, SIZES] & 255, begins)
    return np.stack([documents, np.add.reduceat(heads[:, FORM_BITS] >> 8, begins)], axis=1).astype(np.uint32)


def settle(
    words: UInt64s, heads: UInt32s, begins: Int64s, shapes: Int32s, placed: bool, offset: int, base: int
) -> tuple[UInt64s, UInt32s, Int64s, Int32s]:
    """(words, heads, begins, more shapes) of the same lists, settled.

    ``heads`` and ``begins`` are those of ``Lists``, over ``words``, with shapes of ``shapes``. The new words will stand
    behind ``offset`` others, the new shapes behind ``base`` others. Only ``placed`` lists keep positions.
    """
    slots = MOST_SHAPES
    while True:
        found = _settle(words, heads, begins, shapes, placed, offset, base, slots)
        if len(found[3]) < slots // 2:
            return found
        slots *= 8


@kernel
def _settle(
    words: UInt64s, heads: UInt32s, begins: Int64s, shapes: Int32s, placed: bool, offset: Integer, base: Integer,
    slots: Integer,
) -> tuple[UInt64s, UInt32s, Int64s, Int32s]:  # fmt: skip
    size = np.int64(0)
    for row in range(len(heads)):
        size += _words_of(heads, row, placed)
    settled, rows = np.zeros(size + len(heads) + 64, np.uint64), np.empty((len(heads), COLUMNS), np.uint32)
    starts, used = np.empty(len(begins), np.int64), np.zeros(3, np.int64)  # words, rows, shapes
    table, more = np.full(slots, -1, np.int32), np.empty((slots // 2 + 1, SHAPE_COLUMNS), np.int32)
    documents, codes = np.empty(BLOCK, np.int32), np.empty(BLOCK, np.int32)
    joined = np.empty((2, BLOCK), np.int64)
    values = np.empty((2, 1 << 10), np.int64)  # positions and forms
    for n in range(len(begins) - 1):
        starts[n] = used[1]
        first, last = begins[n], begins[n + 1]
        count, occurrences = np.int64(0), np.int64(0)
        for row in range(first, last):
            count += heads[row, SIZES] & np.uint32(255)
            occurrences += heads[row, FORM_BITS] >> np.uint32(8)
        if last - first == 1 or count > BLOCK:
            for row in range(first, last):
                _copy(words, heads, row, placed, settled, rows, offset, used)
            continue
        if occurrences > values.shape[1]:
            values = np.empty((2, 2 * occurrences), np.int64)
        _join(
            words, heads, first, last, shapes, placed, settled, rows, offset, base, used, table, more, documents, codes,
            joined, values,
        )  # fmt: skip
    starts[len(begins) - 1] = used[1]
    return settled[: used[0]], rows[: used[1]].copy(), starts, more[: used[2]].copy()


@inlined
def _words_of(heads: UInt32s, row: Integer, placed: bool) -> Integer:
    """How many words a block's data take, with positions or without."""
    sizes, forms = heads[row, SIZES], heads[row, FORM_BITS]
    count = np.int64(sizes & np.uint32(255))
    bits = (count - 1) * np.int64((sizes >> np.uint32(8)) & np.uint32(255))
    bits += count * np.int64((sizes >> np.uint32(16)) & np.uint32(255))
    if placed:
        each = np.int64(sizes >> np.uint32(24)) + np.int64(forms & np.uint32(255))
        bits += np.int64(forms >> np.uint32(8)) * each
    return (bits + 63) >> 6


@inlined
def _copy(
    words: UInt64s, heads: UInt32s, row: Integer, placed: bool, settled: UInt64s, rows: UInt32s, offset: Integer,
    used: Int64s,
) -> None:  # fmt: skip
    """Put a block as it is behind those that are settled, without positions where they are not ``placed``."""
    at, new = np.int64(heads[row, OFFSET]), used[1]
    size = _words_of(heads, row, placed)
    for n in range(size):
        settled[used[0] + n] = words[at + n]
    for column in range(COLUMNS):
        rows[new, column] = heads[row, column]
    if not placed:
        rows[new, SIZES] = heads[row, SIZES] & np.uint32(0xFFFFFF)
        rows[new, FORM_BITS] = (heads[row, FORM_BITS] >> np.uint32(8)) << np.uint32(8)
    rows[new, OFFSET] = offset + used[0]
    used[0] += size
    used[1] += 1


@kernel
def _join(
    words: UInt64s, heads: UInt32s, first: Integer, last: Integer, shapes: Int32s, placed: bool, settled: UInt64s,
    rows: UInt32s, offset: Integer, base: Integer, used: Int64s, table: Int32s, more: Int32s, documents: Int32s,
    codes: Int32s, joined: Int64s, values: Int64s,
) -> None:  # fmt: skip
    """Put the blocks ``first`` to ``last`` (excluded), which fit into one, as one behind those that are settled."""
    bounds, mine = heads.view(np.float32), rows.view(np.float32)
    n, m, form_count = 0, 0, np.int64(0)
    heaviest: Any = np.float32(0)
    shortest: Any = np.float32(np.inf)
    widest_position, widest_form, largest_code = np.int64(0), np.int64(0), np.int64(0)
    sums = shapes.view(np.float32)
    for row in range(first, last):
        count = take_documents(words, heads, row, documents)
        take_codes(words, heads, row, codes)
        sizes = heads[row, SIZES]
        gap_bits, code_bits = (sizes >> np.uint32(8)) & np.uint32(255), (sizes >> np.uint32(16)) & np.uint32(255)
        bit = (np.int64(heads[row, OFFSET]) << 6) + (count - 1) * np.int64(gap_bits) + count * np.int64(code_bits)
        width, form_width = np.int64(sizes >> np.uint32(24)), np.int64(heads[row, FORM_BITS] & np.uint32(255))
        occurrences = np.int64(heads[row, FORM_BITS] >> np.uint32(8))
        form_bit = bit + occurrences * width
        form_count += occurrences
        for k in range(count):
            shape = codes[k]
            code = code_of(
                table, more, used, 2, shapes[shape, OCCURRENCES], sums[shape, SUM], shapes[shape, BEFORE],
                shapes[shape, MAIN],
            )  # fmt: skip
            joined[0, n], joined[1, n] = documents[k], code
            largest_code = max(largest_code, code)
            n += 1
        if placed:
            for _ in range(occurrences):
                position, form = take(words, bit, width), take(words, form_bit, form_width)
                bit += width
                form_bit += form_width
                values[0, m], values[1, m] = position, form
                widest_position, widest_form = max(widest_position, position), max(widest_form, form)
                m += 1
        heaviest, shortest = max(heaviest, bounds[row, WEIGHT]), min(shortest, bounds[row, LENGTH])
    widest_gap = np.int64(0)
    for k in range(1, n):
        widest_gap = max(widest_gap, joined[0, k] - joined[0, k - 1] - 1)
    gap_width, code_width = width_of(widest_gap), width_of(largest_code)
    position_width, ordinal_width = width_of(widest_position), width_of(widest_form)
    new = used[1]
    used[1] += 1
    rows[new, FIRST], rows[new, LAST] = joined[0, 0], joined[0, n - 1]
    rows[new, OFFSET], rows[new, SHAPES] = offset + used[0], base
    rows[new, SIZES] = np.uint32(n | gap_width << 8 | code_width << 16 | position_width << 24)
    rows[new, FORM_BITS] = np.uint32(ordinal_width | form_count << 8)
    mine[new, WEIGHT], mine[new, LENGTH] = heaviest, shortest
    for k in range(1, n):
        joined[0, n - k] -= joined[0, n - k - 1] + 1
    bit = put_all(settled, used[0] * 64, gap_width, joined[0, 1:n])
    bit = put_all(settled, bit, code_width, joined[1, :n])
    bit = put_all(settled, bit, position_width, values[0, :m])
    bit = put_all(settled, bit, ordinal_width, values[1, :m])
    used[0] = (bit + 63) >> 6
