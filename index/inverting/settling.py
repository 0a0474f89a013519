"""The last step of writing a segment: the lists of all runs, one behind the other and without stumps.

Runs leave the blocks of a list far apart, and those of rare terms with a document or two each. Here every list's data
are put side by side, and blocks that fit into one become one.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from index.arrays.bits import clear, take
from index.arrays.jit import inlined, kernel
from index.arrays.types import Int32s, Int64s, Integer, Number, Truth, UInt16s, UInt32s, UInt64s
from index.inverting.encoding import code_of
from index.postings.blocks import (
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
    layout,
    move,
    put_block,
    take_codes,
    take_documents,
)


class Lists(NamedTuple):
    """Posting lists in the order of their terms: of list n, ``terms[n]`` int32, ``counts[n]`` uint32 its documents and
    occurrences, and the rows ``begins[n]`` to ``begins[n + 1]`` int64 of ``heads``."""

    terms: Int32s
    counts: UInt32s
    begins: Int64s
    heads: UInt32s


def lists_of(heads: UInt32s, begins: Int64s) -> Lists:
    """The lists of which that of term t has the rows ``begins[t]`` to ``begins[t + 1]`` of ``heads``, if any."""
    terms = np.flatnonzero(begins[1:] > begins[:-1])
    starts = begins[terms]
    return Lists(terms.astype(np.int32), _counts(heads, starts), np.append(starts, len(heads)), heads)


def _counts(heads: UInt32s, begins: Int64s) -> UInt32s:
    if not len(begins):
        return np.zeros((0, 2), np.uint32)
    documents = np.add.reduceat((heads[:, SIZES] & 127) + 1, begins)
    return np.stack([documents, np.add.reduceat(heads[:, FORM_BITS] >> 5, begins)], axis=1).astype(np.uint32)


class Shapes(NamedTuple):
    """``rows`` int32[*, 4]: the shapes of all runs, one run behind the other, and from ``base`` on the distinct ones of
    them; ``code`` int32[base]: which of these each is; ``occurrences`` int32[base]: how many each has."""

    rows: Int32s
    base: int
    code: Int32s
    occurrences: Int32s


def joined_shapes(runs: list[Int32s]) -> Shapes:
    """The shapes of all runs."""
    rows = np.concatenate([np.zeros((0, SHAPE_COLUMNS), np.int32), *runs])
    distinct, code = _distinct(rows, 1 << (4 * len(rows)).bit_length())
    return Shapes(np.concatenate([rows, distinct]), len(rows), code, rows[:, OCCURRENCES].copy())


@kernel
def _distinct(rows: Int32s, most: Integer) -> tuple[Int32s, Int32s]:
    slots, found, used = np.full(most, -1, np.int32), np.empty_like(rows), np.zeros(1, np.int64)
    codes, sums = np.empty(len(rows), np.int32), rows.view(np.float32)
    for n in range(len(rows)):
        codes[n] = code_of(
            slots, found, used, np.int64(rows[n, OCCURRENCES]), sums[n, SUM], np.int64(rows[n, BEFORE]),
            np.int64(rows[n, MAIN]),
        )  # fmt: skip
    return found[: used[0]].copy(), codes


def settle(
    words: UInt64s, heads: UInt32s, begins: Int64s, shapes: Shapes, placed: bool
) -> tuple[UInt64s, UInt32s, Int64s]:
    """(words, heads, begins) of the same lists, settled: as if the words stood behind no others.

    ``heads`` and ``begins`` are those of ``Lists``, over ``words``. Only ``placed`` lists keep positions.
    """
    return _settle(words, heads, begins, shapes.base, shapes.code, shapes.occurrences, placed)


@kernel
def _settle(
    words: UInt64s,
    heads: UInt32s,
    begins: Int64s,
    base: Integer,
    code: Int32s,
    occurrences_of: Int32s,
    placed: bool,
) -> tuple[UInt64s, UInt32s, Int64s]:
    size: Integer
    longest: Integer
    size, longest = np.int64(0), np.int64(0)
    for n in range(len(begins) - 1):
        first = begins[n]
        while first < begins[n + 1]:
            last, count, occurrences = _together(heads, first, begins[n + 1])
            if last - first > 1:
                size += 6 * count + 4 * occurrences  # of numbers below 1 << 32
                longest = max(longest, occurrences)
            else:
                size += _units(heads, first, placed)
            first = last
    settled, rows = np.empty(size // 4 + 2, np.uint64), np.empty((len(heads), COLUMNS), np.uint32)
    starts = np.empty(len(begins), np.int64)
    documents, codes = np.empty(BLOCK, np.int32), np.empty(BLOCK, np.int32)
    joined, values = np.empty((3, BLOCK), np.int64), np.empty((2, longest), np.int64)
    sources, targets, bounds = words.view(np.uint16), settled.view(np.uint16), heads.view(np.float32)
    unit: Integer
    unit, new = np.int64(0), 0
    for n in range(len(begins) - 1):
        starts[n] = new
        first = begins[n]
        while first < begins[n + 1]:
            last, count, occurrences = _together(heads, first, begins[n + 1])
            if last - first == 1:
                _copy(sources, heads, first, placed, targets, rows, new, unit)
                unit += _units(heads, first, placed)
            else:
                k, m, before = 0, 0, np.int64(0)
                heaviest: Number = np.float32(0)
                shortest: Number = np.float32(np.inf)
                for row in range(first, last):
                    at = layout(heads, row)
                    take_documents(words, heads, row, documents)
                    take_codes(words, heads, row, codes)
                    for d in range(at.documents):
                        joined[0, k], joined[1, k], joined[2, k] = documents[d], code[codes[d]], before
                        before += occurrences_of[codes[d]]
                        k += 1
                    if placed:
                        for o in range(at.occurrences):
                            values[0, m] = take(words, at.position_bit + o * at.position_width, at.position_width)
                            values[1, m] = take(words, at.form_bit + o * at.form_width, at.form_width)
                            m += 1
                    heaviest, shortest = max(heaviest, bounds[row, WEIGHT]), min(shortest, bounds[row, LENGTH])
                unit = put_block(
                    settled, unit, rows, new, 0, base, joined, k, values, m, occurrences, heaviest, shortest
                )
            new += 1
            first = last
    starts[len(begins) - 1] = new
    clear(settled, unit * UNIT, 0)  # what stands behind a copied block in the last word
    return settled[: (unit + 3) // 4], rows[:new], starts


@inlined
def _together(heads: UInt32s, first: Integer, last: Integer) -> tuple[Integer, Integer, Integer]:
    """Behind the last of the blocks from ``first`` on, before ``last``, that fit into one, with the documents and
    occurrences of all these."""
    at = layout(heads, first)
    fits: Truth
    count, occurrences, row, fits = at.documents, at.occurrences, first + 1, True
    while fits and row < last:
        at = layout(heads, row)
        fits = count + at.documents <= BLOCK and occurrences + at.occurrences <= MANY_OCCURRENCES
        if fits:
            count += at.documents
            occurrences += at.occurrences
            row += 1
    return row, count, occurrences


@inlined
def _end(heads: UInt32s, row: Integer, placed: bool) -> Integer:
    """The bit behind a block's data, with positions or without."""
    at = layout(heads, row)
    return at.end if placed else at.stride_bit


@inlined
def _units(heads: UInt32s, row: Integer, placed: bool) -> Integer:
    """How many units a block's data take."""
    return (_end(heads, row, placed) - layout(heads, row).gap_bit + UNIT - 1) // UNIT


@inlined
def _copy(
    sources: UInt16s, heads: UInt32s, row: Integer, placed: bool, targets: UInt16s, rows: UInt32s, new: Integer,
    unit: Integer,
) -> None:  # fmt: skip
    """Put a block as it is at ``unit``, without positions where they are not ``placed``."""
    at = layout(heads, row)
    begin, bits = at.gap_bit // UNIT, _end(heads, row, placed) - at.gap_bit
    for n in range(bits // UNIT):
        targets[unit + n] = sources[begin + n]
    if bits % UNIT:
        targets[unit + bits // UNIT] = sources[begin + bits // UNIT] & np.uint16((1 << bits % UNIT) - 1)
    for column in range(COLUMNS):
        rows[new, column] = heads[row, column]
    if not placed:
        rows[new, SIZES] = heads[row, SIZES] & np.uint32(0x3FFFF)
        rows[new, FORM_BITS] = np.uint32(at.occurrences << 5)
    move(rows, new, unit)
