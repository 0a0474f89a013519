"""Terms that look like a pattern, or nearly like a word, found without looking at all of them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from index.arrays.jit import kernel
from index.arrays.types import Int64s, UInt8s
from index.postings.term_search import Offsets, precedes, seek, start_of

STAR, QUESTION_MARK = ord("*"), ord("?")
CONTINUATION = 0b10000000  # the highest two bits of all bytes of a code point but its first


@kernel
def wildcard(blob: UInt8s, offsets: Offsets, first: int, last: int, head: int, middle: bytes, tail: bytes) -> Int64s:
    """The ordinals from ``first`` to ``last`` whose terms are ``head`` bytes, what matches ``middle``, and ``tail``."""
    found = np.empty(last - first, dtype=np.int64)
    count = 0
    for ordinal in range(first, last):
        start = start_of(offsets, ordinal) + head
        end = start_of(offsets, ordinal + 1) - len(tail)
        if start <= end and _stands_at(blob, end, tail) and _matches(blob, start, end, middle):
            found[count] = ordinal
            count += 1
    return found[:count].copy()


@kernel
def _stands_at(blob: UInt8s, position: int, literal: bytes) -> bool:
    i = 0
    while i < len(literal) and blob[position + i] == literal[i]:
        i += 1
    return i == len(literal)


@kernel
def _matches(blob: UInt8s, position: int, end: int, pattern: bytes) -> bool:
    """Whether the stretch matches as a whole. Where it does not, the last ``*`` takes one code point more and the
    pattern is tried again from there: no earlier ``*`` could do better, so there is nothing else to go back to.
    """
    at, after_star, resume = 0, -1, position
    while position < end:
        sign = pattern[at] if at < len(pattern) else 0
        if sign == STAR:
            at += 1
            if at == len(pattern):
                return True
            after_star, resume = at, position
        elif sign == QUESTION_MARK:
            at += 1
            position = _next_code_point(blob, position, end)
        elif at < len(pattern) and sign == blob[position]:
            at += 1
            position += 1
        elif after_star >= 0:
            at = after_star
            resume = position = _next_code_point(blob, resume, end)
        else:
            return False
    while at < len(pattern) and pattern[at] == STAR:
        at += 1
    return at == len(pattern)


@kernel
def _next_code_point(blob: UInt8s, position: int, end: int) -> int:
    position += 1
    while position < end and blob[position] & 0b11000000 == CONTINUATION:
        position += 1
    return position


@kernel
def fuzzy(blob: UInt8s, offsets: Offsets, first: int, last: int, term: UInt8s, distance: int) -> Int64s:
    """The ordinals from ``first`` to ``last`` whose terms are at most ``distance`` edits from ``term``.

    The terms are walked as a trie. ``rows[d]`` has the distances between the first d code points of the term at hand,
    kept in ``path``, and all beginnings of ``term``; the next term reuses the rows of what it has in common with this
    one. As the least of a row is never less than that of the row before (a swap is no cheaper than a change in the
    row it leaps over), nothing that begins like a row beyond ``distance`` is within it: all of that is skipped.
    """
    wanted = _code_points(term)
    rows = _first_rows(len(wanted), distance)
    path = np.full(len(rows), -1, dtype=np.int64)
    found = np.empty(last - first, dtype=np.int64)
    count = known = 0
    ordinal = first
    while ordinal < last:
        start, end = start_of(offsets, ordinal), start_of(offsets, ordinal + 1)
        position, depth, near = start, 0, True
        while near and position < end:
            after = _next_code_point(blob, position, end)
            code = _code_point(blob, position, after)
            position, depth = after, depth + 1
            if depth > known or path[depth] != code:
                path[depth], known = code, depth
                near = _fill_row(rows, path, depth, wanted, distance) <= distance
        if not near:
            ordinal = _skip(blob, offsets, blob[start:position], ordinal, last)
        else:
            if rows[depth, len(wanted)] <= distance:
                found[count] = ordinal
                count += 1
            ordinal += 1
    return found[:count].copy()


@kernel
def _code_points(term: UInt8s) -> Int64s:
    codes = np.empty(len(term), dtype=np.int64)
    position = count = 0
    while position < len(term):
        after = _next_code_point(term, position, len(term))
        codes[count] = _code_point(term, position, after)
        position, count = after, count + 1
    return codes[:count]


@kernel
def _code_point(blob: UInt8s, position: int, after: int) -> int:
    """A number for the code point between two positions: its bytes, which are as distinct as its value."""
    code = 0
    for i in range(position, after):
        code = code << 8 | int(np.int64(blob[i]))
    return code


@kernel
def _first_rows(length: int, distance: int) -> npt.NDArray[np.int64]:
    """Rows for ``_fill_row``: int64[length + distance + 2, length + 1], the first filled, all else out of reach.

    No row is deeper, because one that has ``distance`` + 1 code points more than the wanted term is beyond it.
    """
    rows = np.full((length + distance + 2, length + 1), distance + 1, dtype=np.int64)
    for j in range(min(length, distance) + 1):
        rows[0, j] = j
    return rows


@kernel
def _fill_row(rows: npt.NDArray[np.int64], path: Int64s, depth: int, wanted: Int64s, distance: int) -> int:
    """Fill ``rows[depth]`` from the two rows before, as far as lengths differ by at most ``distance``; its least."""
    least = distance + 1
    for j in range(max(0, depth - distance), min(len(wanted), depth + distance) + 1):
        cost = rows[depth - 1, j] + 1
        if j > 0:
            cost = min(cost, rows[depth, j - 1] + 1, rows[depth - 1, j - 1] + (path[depth] != wanted[j - 1]))
        if min(depth, j) > 1 and path[depth] == wanted[j - 2] and path[depth - 1] == wanted[j - 1]:
            cost = min(cost, rows[depth - 2, j - 2] + 1)
        rows[depth, j] = cost
        least = min(least, cost)
    return least


@kernel
def _skip(blob: UInt8s, offsets: Offsets, prefix: UInt8s, ordinal: int, last: int) -> int:
    """The first ordinal after ``ordinal``, whose term begins with ``prefix``, of a term that does not, or ``last``.

    It gallops, because most prefixes are those of few terms.
    """
    step = 1
    while ordinal + step < last and precedes(blob, offsets, ordinal + step, prefix, True):
        ordinal += step
        step *= 2
    return seek(blob, offsets, prefix, True, ordinal + 1, min(ordinal + step, last))
