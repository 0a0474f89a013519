"""The last step of writing a segment: the lists of all runs, one behind the other and without stumps.

Runs leave the blocks of a list far apart, and those of rare terms with a document or two each. Here every list's data
are put side by side, and blocks that fit into one become one.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from index.blocks import (
    BEFORE,
    BLOCK,
    COLUMNS,
    FORM_BITS,
    LENGTH,
    MAIN,
    MANY_OCCURRENCES,
    OCCURRENCES,
    SHAPE_COLUMNS,
    SIZES,
    SUM,
    UNIT,
    WEIGHT,
    Int32s,
    Int64s,
    Integer,
    UInt32s,
    UInt64s,
    layout,
    move,
    put,
    put_block,
    room_for,
    take,
    take_codes,
    take_documents,
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
    documents = np.add.reduceat((heads[:, SIZES] & 127) + 1, begins)
    return np.stack([documents, np.add.reduceat(heads[:, FORM_BITS] >> 5, begins)], axis=1).astype(np.uint32)


def settle(
    words: UInt64s, heads: UInt32s, begins: Int64s, shapes: Int32s, placed: bool, offset: int, base: int
) -> tuple[UInt64s, UInt32s, Int64s, Int32s]:
    """(words, heads, begins, more shapes) of the same lists, settled.

    ``heads`` and ``begins`` are those of ``Lists``, over ``words``, with shapes of ``shapes``. The new words will stand
    ``offset`` units behind others, the new shapes behind ``base`` others. Only ``placed`` lists keep positions.
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
        size += _end(heads, row, placed) - layout(heads, row).gap_bit + UNIT
    settled, rows = np.zeros(size // 64 + 64, np.uint64), np.empty((len(heads), COLUMNS), np.uint32)
    starts, used = np.empty(len(begins), np.int64), np.zeros(3, np.int64)  # units, rows, shapes
    table, more = np.full(slots, -1, np.int32), np.empty((slots // 2 + 1, SHAPE_COLUMNS), np.int32)
    documents, codes = np.empty(BLOCK, np.int32), np.empty(BLOCK, np.int32)
    joined, values = np.empty((3, BLOCK), np.int64), np.empty((2, 1 << 10), np.int64)
    for n in range(len(begins) - 1):
        starts[n] = used[1]
        first = begins[n]
        while first < begins[n + 1]:
            last, count, occurrences = _together(heads, first, begins[n + 1])
            if last - first == 1:
                size = _end(heads, first, placed) - layout(heads, first).gap_bit
                settled = room_for(settled, (used[0] * UNIT + size) // 64 + 2)
                _copy(words, heads, first, placed, settled, rows, offset, used)
            else:
                settled = room_for(settled, used[0] * UNIT // 64 + count + occurrences + 2)  # of numbers below 1 << 32
                if occurrences > values.shape[1]:
                    values = np.empty((2, 2 * occurrences), np.int64)
                _join(
                    words, heads, first, last, shapes, placed, settled, rows, offset, base, used, table, more,
                    documents, codes, joined, values,
                )  # fmt: skip
            first = last
    starts[len(begins) - 1] = used[1]
    return settled[: (used[0] * UNIT + 63) // 64], rows[: used[1]].copy(), starts, more[: used[2]].copy()


@inlined
def _together(heads: UInt32s, first: Integer, last: Integer) -> tuple[Integer, Integer, Integer]:
    """Behind the last of the blocks from ``first`` on, before ``last``, that fit into one, with the documents and
    occurrences of all these."""
    at = layout(heads, first)
    count, occurrences, row, fits = at.count, at.occurrences, first + 1, True
    while fits and row < last:
        at = layout(heads, row)
        fits = count + at.count <= BLOCK and occurrences + at.occurrences <= MANY_OCCURRENCES
        if fits:
            count += at.count
            occurrences += at.occurrences
            row += 1
    return row, count, occurrences


@inlined
def _end(heads: UInt32s, row: Integer, placed: bool) -> Integer:
    """The bit behind a block's data, with positions or without."""
    at = layout(heads, row)
    return at.end if placed else at.stride_bit


@inlined
def _copy(
    words: UInt64s, heads: UInt32s, row: Integer, placed: bool, settled: UInt64s, rows: UInt32s, offset: Integer,
    used: Int64s,
) -> None:  # fmt: skip
    """Put a block as it is behind those that are settled, without positions where they are not ``placed``."""
    at, new = layout(heads, row), used[1]
    end, to = _end(heads, row, placed), used[0] * UNIT
    for bit in range(at.gap_bit, end, 32):
        put(settled, to, take(words, bit, min(32, end - bit)))
        to += 32
    for column in range(COLUMNS):
        rows[new, column] = heads[row, column]
    if not placed:
        rows[new, SIZES] = heads[row, SIZES] & np.uint32(0x3FFFF)
        rows[new, FORM_BITS] = np.uint32(at.occurrences << 5)
    move(rows, new, offset + used[0])
    used[0] += (end - at.gap_bit + UNIT - 1) // UNIT
    used[1] += 1


@kernel
def _join(
    words: UInt64s, heads: UInt32s, first: Integer, last: Integer, shapes: Int32s, placed: bool, settled: UInt64s,
    rows: UInt32s, offset: Integer, base: Integer, used: Int64s, table: Int32s, more: Int32s, documents: Int32s,
    codes: Int32s, joined: Int64s, values: Int64s,
) -> None:  # fmt: skip
    """Put the blocks ``first`` to ``last`` (excluded), which fit into one, as one behind those that are settled."""
    bounds, sums = heads.view(np.float32), shapes.view(np.float32)
    n, m, all_occurrences, before = 0, 0, np.int64(0), np.int64(0)
    heaviest: Any = np.float32(0)
    shortest: Any = np.float32(np.inf)
    for row in range(first, last):
        take_documents(words, heads, row, documents)
        take_codes(words, heads, row, codes)
        at = layout(heads, row)
        all_occurrences += at.occurrences
        for k in range(at.count):
            shape = codes[k]
            joined[0, n], joined[2, n] = documents[k], before
            before += shapes[shape, OCCURRENCES]
            joined[1, n] = code_of(
                table, more, used, 2, shapes[shape, OCCURRENCES], sums[shape, SUM], shapes[shape, BEFORE],
                shapes[shape, MAIN],
            )  # fmt: skip
            n += 1
        if placed:
            for k in range(at.occurrences):
                values[0, m] = take(words, at.position_bit + k * at.position_width, at.position_width)
                values[1, m] = take(words, at.form_bit + k * at.form_width, at.form_width)
                m += 1
        heaviest, shortest = max(heaviest, bounds[row, WEIGHT]), min(shortest, bounds[row, LENGTH])
    used[0] = put_block(
        settled, used[0], rows, used[1], offset, base, joined, n, values, m, all_occurrences, heaviest, shortest
    )
    used[1] += 1
