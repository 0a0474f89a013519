"""From sorted occurrences to posting lists as blocks: one run of a segment at a time."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from index.arrays.jit import inlined, kernel
from index.arrays.types import Float32s, Int32s, Int64s, Integer, Number, UInt8s, UInt32s, UInt64s
from index.inverting.occurrences import KIND_BITS, KINDS, Shifts, Sorted
from index.postings.blocks import (
    BEFORE,
    BLOCK,
    COLUMNS,
    MAIN,
    MANY_OCCURRENCES,
    OCCURRENCES,
    SHAPE_COLUMNS,
    SUM,
    put_block,
)

MOST_SHAPES = 1 << 14  # of a run at first; a power of 2. Reuters-21578 has some hundred.
# Words that an occurrence takes: in most runs less than half a one, at most five values of 32 bits. Room that is not
# needed is not free: other arrays are made in it later, and to touch pages for the first time takes time.
USUAL, MOST = 0.5, 3
OFTEN = 16  # occurrences in a document, all of one kind, below which a shape's code is remembered by kind


class Weighing(NamedTuple):
    """``weight`` float32[KINDS]: what an occurrence of each kind weighs; ``main`` uint8[KINDS]: whether it stands in
    the main field, whose occurrences lie together; ``lengths`` float32[documents]."""

    weight: Float32s
    main: UInt8s
    lengths: Float32s


class Blocks(NamedTuple):
    """Posting lists of a run: ``words``, ``heads`` and ``shapes`` as in ``index.postings.blocks``; ``keys`` int32: the
    term or form of each row of ``heads``."""

    words: UInt64s
    heads: UInt32s
    keys: Int32s
    shapes: Int32s


def invert(
    lists: Sorted,
    keys: Int32s,
    shifts: Shifts,
    ordinal: Int32s,
    begins: Int32s,
    weighing: Weighing,
    first: int,
) -> Blocks:
    """The blocks of ``lists``, named by ``keys``; empty lists have none.

    ``ordinal`` are those of the run's forms; with positions, list n is of the term whose forms are from ``begins[n]``
    on. Without, ``ordinal`` and ``begins`` are empty. ``first`` is the number of the run's first document.
    """
    slots, room = MOST_SHAPES, 1 + int(USUAL * len(lists.words))
    while True:
        whole, words, heads, named, shapes = _encode(
            *lists, keys, *shifts, ordinal, begins, weighing.weight, weighing.main, weighing.lengths, first, slots, room
        )
        if whole:
            return Blocks(words, heads, named, shapes)
        slots, room = 8 * slots, 4 * room


@kernel
def _encode(
    occurrences: Int64s, starts: Int64s, stops: Int64s, names: Int32s, document_shift: Integer,
    position_shift: Integer, ordinal: Int32s, begins: Int32s, weight: Float32s, main: UInt8s, lengths: Float32s,
    first_document: Integer, most_shapes: Integer, room: Integer,
) -> tuple[bool, UInt64s, UInt32s, Int32s, Int32s]:  # fmt: skip
    """The blocks, behind whether they are whole: fewer than ``most_shapes // 2`` shapes, and ``room`` for all words."""
    # Indices are unsigned, or Numba looks whether they count from the end: that took 1.15 times as long.
    longest, rows = 0, 0
    for n in range(len(starts)):
        size = stops[n] - starts[n]
        longest, rows = max(longest, size), rows + (size + BLOCK - 1) // BLOCK
    placed = len(ordinal) > 0
    words = np.empty(max(room, MOST * longest) + rows // 4 + 2, np.uint64)
    heads, keys = np.empty((rows, COLUMNS), np.uint32), np.empty(rows, np.int32)
    slots, shapes = np.full(most_shapes, -1, np.int32), np.empty((most_shapes // 2 + 1, SHAPE_COLUMNS), np.int32)
    known = np.full((KINDS, OFTEN), -1, np.int64)
    block, values, used = np.empty((3, BLOCK), np.int64), np.empty((2, longest), np.int64), np.zeros(1, np.int64)
    position_mask, form_mask = (1 << (document_shift - position_shift)) - 1, (1 << (position_shift - KIND_BITS)) - 1
    unit: Integer
    unit, row, whole = 0, 0, True
    for name in range(len(starts)):
        at, stop = starts[name], stops[name]
        form = np.int64(begins[name]) if placed else 0
        while at < stop:
            n, m, begin = 0, 0, at
            heaviest: Number = np.float32(0)
            shortest: Number = np.float32(np.inf)
            while at < stop and n < BLOCK and at - begin < MANY_OCCURRENCES:
                occurrence = occurrences[np.uint64(at)]
                number, first_kind = occurrence >> document_shift, np.uint64(occurrence & (KINDS - 1))
                since, previous, before, within, alike = at, 0, 0, 0, True
                total: Number = np.float32(0)
                while at < stop and occurrences[np.uint64(at)] >> document_shift == number:
                    occurrence = occurrences[np.uint64(at)]
                    kind = np.uint64(occurrence & (KINDS - 1))
                    alike = alike and kind == first_kind
                    total += weight[kind]
                    if main[kind]:
                        within += 1
                    elif within == 0:
                        before += 1
                    if placed:
                        position = occurrence >> position_shift & position_mask
                        values[0, np.uint64(m)] = position - previous
                        values[1, np.uint64(m)] = ordinal[np.uint64(form + (occurrence >> KIND_BITS & form_mask))]
                        previous = position
                        m += 1
                    at += 1
                code = known[first_kind, np.uint64(at - since)] if alike and at - since < OFTEN else -1
                if code < 0:
                    code = code_of(slots, shapes, used, at - since, total, before, within)
                    if alike and at - since < OFTEN:
                        known[first_kind, np.uint64(at - since)] = code
                nth = np.uint64(n)
                block[0, nth], block[1, nth], block[2, nth] = first_document + number, code, since - begin
                heaviest, shortest = max(heaviest, total), min(shortest, lengths[np.uint64(number)])
                n += 1
            keys[row] = names[name]
            if unit // 4 + MOST * (at - begin) + 2 > len(words):
                unit, whole = 0, False
            unit = put_block(words, unit, heads, row, 0, 0, block, n, values, m, at - begin, heaviest, shortest)
            row += 1
    whole = whole and 2 * used[0] < most_shapes
    return whole, words[: (unit + 3) // 4].copy(), heads[:row], keys[:row], shapes[: used[0]].copy()


@inlined
def code_of(
    slots: Int32s, shapes: Int32s, used: Int64s, occurrences: Integer, total: Number, before: Integer, within: Integer
) -> Integer:  # fmt: skip
    """The code of a shape, new or known, in an open-addressing table over the rows of ``shapes``.

    ``used[0]`` counts the rows. Where half of ``slots`` would be taken, the code is void.
    """
    sums = shapes.view(np.float32)
    mask = len(slots) - 1
    slot = (occurrences * 40503 + before * 30011 + within * 10007 + np.int64(total * 64)) & mask
    code = np.int64(-1)
    while code < 0:
        row = np.int64(slots[slot])
        if row < 0:
            code = used[0]
            if 2 * code + 2 <= len(slots):  # else full: the caller tries again with a larger table
                shapes[code, OCCURRENCES], shapes[code, BEFORE], shapes[code, MAIN] = occurrences, before, within
                sums[code, SUM] = total
                slots[slot] = code
                used[0] += 1
        elif (
            shapes[row, OCCURRENCES] == occurrences
            and sums[row, SUM] == total
            and shapes[row, BEFORE] == before
            and shapes[row, MAIN] == within
        ):
            code = row
        slot = (slot + 1) & mask
    return code
