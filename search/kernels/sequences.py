"""Whether documents have terms in order: where their occurrences begin in a block, and comparing positions.

``where`` is that of ``search.kernels.walking``.
"""

from __future__ import annotations

import numpy as np

from index.arrays.bits import WORD, bits_below, take
from index.arrays.jit import inlined
from index.arrays.types import Int32s, Int64s, Integer, UInt32s, UInt64s
from index.postings.blocks import BEFORE, BLOCK, MAIN, SHAPES, STRIDE, Layout, code_at, layout

# Bits of codes that are short enough for all those between two counts to be read at once: of a million stories, none
# has more than 8.
SHORT = WORD // (STRIDE - 1)


@inlined
def keep_beside(
    words: UInt64s, heads: UInt32s, occurrences: Int32s, where: Int64s, a: Integer, block: Integer, b: Integer,
    hits: Int32s, chosen: Int32s, n: Integer, count: Integer,
) -> Integer:  # fmt: skip
    """Keep those of the ``count`` candidates that are ``chosen`` from ``n`` on, at the places ``hits`` of a block of
    the list ``b``, that have its term as far behind that of the list ``a`` as an exact phrase has it: how many.

    All are in one block of ``a``.
    """
    other = where[a, chosen[n]] // BLOCK
    at, its = layout(heads, block), layout(heads, other)
    base, its_base = np.int64(heads[block, SHAPES]), np.int64(heads[other, SHAPES])
    kept: Integer = 0
    for k in range(count):
        m, place, its_place = chosen[n + k], np.int64(hits[k]), where[a, chosen[n + k]] % BLOCK
        bit = at.position_bit + preceding(words, occurrences, at, base, place) * at.position_width
        its_bit = its.position_bit + preceding(words, occurrences, its, its_base, its_place) * its.position_width
        right, left = _at(words, occurrences, at, base, place), _at(words, occurrences, its, its_base, its_place)
        found, wanted = take(words, bit, at.position_width), take(words, its_bit, its.position_width) + b - a
        while left > 0 and right > 0 and wanted != found:
            if wanted < found:
                left -= 1
                its_bit += its.position_width
                wanted += take(words, its_bit, its.position_width) if left else 0
            else:
                right -= 1
                bit += at.position_width
                found += take(words, bit, at.position_width) if right else 0
        chosen[n + kept], hits[kept] = m, place
        kept += left > 0 and right > 0
    return kept


@inlined
def _at(words: UInt64s, occurrences: Int32s, at: Layout, base: Integer, place: Integer) -> Integer:
    """How many occurrences the document at a place of a block has; its codes count from ``base`` on."""
    code = np.uint64(base + take(words, at.code_bit + place * at.code_width, at.code_width))
    return np.int64(occurrences[code]) if at.occurrences > at.documents else np.int64(1)


@inlined
def preceding(words: UInt64s, occurrences: Int32s, at: Layout, base: Integer, place: Integer) -> Integer:
    """How many occurrences a block has before the document at a place; its codes count from ``base`` on.

    What is behind the last count is added up without a branch on how many documents that are, which processors guess
    badly: the codes from the document's own on are taken for zeros, and what those add is taken off again.
    """
    before = place
    if at.stride_width:
        stride, rest = place // STRIDE, place % STRIDE
        counted = np.int64(stride > 0)
        before = counted * take(words, at.stride_bit + (stride - counted) * at.stride_width, at.stride_width)
        bit = at.code_bit + stride * STRIDE * at.code_width
        if at.code_width <= SHORT:
            codes, mask = np.uint64(take(words, bit, rest * at.code_width)), bits_below(at.code_width)
            for _ in range(STRIDE - 1):
                before += occurrences[np.uint64(base) + (codes & mask)]
                codes >>= np.uint64(at.code_width)
            before -= (STRIDE - 1 - rest) * occurrences[np.uint64(base)]
        else:
            for k in range(rest):
                before += occurrences[base + take(words, bit + k * at.code_width, at.code_width)]
    return before


@inlined
def in_order(
    words: UInt64s, heads: UInt32s, shapes: Int32s, occurrences: Int32s, where: Int64s, m: Integer, forms: Int64s,
    slop: Integer, main: bool, reachable: Int64s, positions: Int64s,
) -> bool:  # fmt: skip
    """Whether a candidate has the terms in order, each in the form that is meant, or in any (-1)."""
    ends = _positions(words, heads, shapes, occurrences, where[0, m], forms[0], main, reachable)
    t = 1
    while ends and t < len(where):
        found = _positions(words, heads, shapes, occurrences, where[t, m], forms[t], main, positions)
        ends = _follow(reachable, ends, positions, found, slop)
        t += 1
    return bool(ends > 0)


@inlined
def _positions(
    words: UInt64s, heads: UInt32s, shapes: Int32s, occurrences: Int32s, where: Integer, form: Integer, main: bool,
    positions: Int64s,
) -> Integer:  # fmt: skip
    """Put the positions of a term in a candidate into ``positions``; how many."""
    block, place = where // BLOCK, where % BLOCK
    at, base, code = layout(heads, block), np.int64(heads[block, SHAPES]), code_at(words, heads, block, place)
    before = preceding(words, occurrences, at, base, place)
    bit, form_bit = at.position_bit + before * at.position_width, at.form_bit + before * at.form_width
    position, found = np.int64(0), 0
    for k in range(occurrences[code]):
        position += take(words, bit + k * at.position_width, at.position_width)
        if form >= 0 and take(words, form_bit + k * at.form_width, at.form_width) != form:
            continue
        if main and not shapes[code, BEFORE] <= k < shapes[code, BEFORE] + shapes[code, MAIN]:
            continue
        positions[found] = position
        found += 1
    return found


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
