"""Folding in bulk: what ``index.text.analysis.fold`` says of one word, as a kernel over many in ASCII; words that are
not ASCII are left to that. Forms are the same, byte for byte."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.arrays.jit import inlined, kernel
from index.arrays.types import Int32s, Integer, Truth, UInt8s
from index.text.analysis import CAPITALS, LONGEST_TERM, fold

APOSTROPHE, GRAVE, POINT, COMMA, FIRST_DIGIT, LAST_DIGIT = b"'`.,09"
LARGE_A, LARGE_Z, SMALL_A, SMALL_S = b"AZas"
TO_SMALL, NOT_ASCII = SMALL_A - LARGE_A, 0x80
KEPT = tuple(int.from_bytes(word.encode(), "big") for word in CAPITALS)
LONGEST_KEPT = max(map(len, CAPITALS))
GROUP, MILLION = 3, len("1.000.00")  # digits; characters that what has two points has more than
Bools = NDArray[np.bool_]


class Spellings(NamedTuple):
    """Words: the k-th is data[first[k]:last[k]], ``data`` uint8 in UTF-8, ``first`` and ``last`` int32."""

    data: UInt8s
    first: Int32s
    last: Int32s


def folded(surfaces: Spellings) -> Spellings:
    """What ``index.text.analysis.fold`` makes of each surface; may be empty."""
    return mapped(_fold, fold, surfaces)


def mapped(in_ascii: Callable[..., None], otherwise: Callable[[str], str], words: Spellings) -> Spellings:
    """What ``in_ascii`` makes of words in ASCII, and ``otherwise`` of each other one."""
    data, first, last = words
    made = np.empty(int((last - first).sum(dtype=np.int64)), np.uint8)
    ends = np.zeros(len(first) + 1, np.int32)
    ascii_only = np.empty(len(first), np.bool_)
    in_ascii(data, first, last, made, ends, ascii_only)
    begins, ends = ends[:-1].copy(), ends[1:].copy()
    others = np.flatnonzero(~ascii_only)
    if not len(others):
        return Spellings(made, begins, ends)
    spans = zip(first[others].tolist(), last[others].tolist(), strict=True)
    spelt = (data[start:stop].tobytes().decode("utf-8", "surrogatepass") for start, stop in spans)
    more = [otherwise(word).encode("utf-8", "surrogatepass") for word in spelt]
    ends[others] = len(made) + np.cumsum([len(word) for word in more])
    begins[others] = ends[others] - [len(word) for word in more]
    return Spellings(np.concatenate((made, np.frombuffer(b"".join(more), np.uint8))), begins, ends)


@kernel
def _fold(data: UInt8s, first: Int32s, last: Int32s, made: UInt8s, ends: Int32s, ascii_only: Bools) -> None:
    """Put the forms of those words that are ``ascii_only``, bool[k], into ``made`` up to ends[k + 1]."""
    to = 0
    for k in range(len(first)):
        ascii_only[k], has_digit = True, False
        for at in range(first[k], last[k]):
            ascii_only[k] &= data[at] < NOT_ASCII
            has_digit |= FIRST_DIGIT <= data[at] <= LAST_DIGIT
        if ascii_only[k]:
            start, grouped, capitals = to, _is_grouped(data, first[k], last[k]), 0
            for at in range(first[k], last[k]):
                letter = APOSTROPHE if data[at] == GRAVE else data[at]
                capitals += LARGE_A <= letter <= LARGE_Z
                if letter != COMMA and (letter != POINT or (has_digit and not grouped)):
                    made[to] = letter + TO_SMALL if LARGE_A <= letter <= LARGE_Z else letter
                    to += 1
            if to > start + 1 and made[to - 2] == APOSTROPHE and made[to - 1] == SMALL_S:
                to -= 2
                if to > start and FIRST_DIGIT <= made[to - 1] <= LAST_DIGIT:
                    made[to] = SMALL_S
                    to += 1
            to = min(to, start + LONGEST_TERM)
            if to - start == capitals and _keeps_capitals(made, start, to):
                for at in range(start, to):
                    made[at] -= TO_SMALL
        ends[k + 1] = to


@inlined
def _keeps_capitals(made: UInt8s, start: Integer, end: Integer) -> Truth:
    """Whether the form made[start:end] is one of ``CAPITALS``."""
    word, found = 0, False
    for at in range(start, min(end, start + LONGEST_KEPT)):
        word = word << 8 | int(made[at])
    for kept in KEPT:
        found |= word == kept
    return found and end - start <= LONGEST_KEPT


@inlined
def _is_grouped(data: UInt8s, first: Integer, last: Integer) -> Truth:
    """Whether the word is a number of at least seven digits with points before each three of them."""
    found, size = last - first > MILLION, last - first
    for at in range(first, last):
        point = (last - at) % (GROUP + 1) == 0 and at > first
        found &= data[at] == POINT if point else FIRST_DIGIT <= data[at] <= LAST_DIGIT
    return bool(found) and size % (GROUP + 1) != 0
