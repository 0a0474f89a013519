"""Tokens in bulk: ``index.analysis.WORD`` as a kernel over UTF-8, which hands Python each distinct word only once.

Words of up to eight ASCII bytes, most of a newspaper's, are found, told apart and looked up as one machine word.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import regex
from numpy.typing import NDArray

from index.interning import (
    ALL_BITS,
    HASHED,
    LINE_BREAK,
    ONE,
    SMALLEST_TABLE,
    TOP_BITS,
    ZERO,
    equal,
    frozen,
    grown,
    key_of,
    load,
    mixed,
    slot_of,
)
from index.jit import kernel

# In this order: letters and numbers begin a word, marks too go on with it.
OTHER, LETTER, NUMBER, MARK, APOSTROPHE, POINT, COMMA = range(7)
#: What WORD lets stand between letters. U+02BC is in its list too, but a letter first.
APOSTROPHES = "'’＇"
LARGEST_BATCH = (1 << 31) - 1  # bytes, so that offsets fit int32
NINE = ord("9")
NOT_ASCII, THREE_BYTES, FOUR_BYTES = 0x80, 0xE0, 0xF0  # the smallest first bytes of characters of such lengths

# Numba gives mixtures of signed and unsigned numbers to floats, hence constants of one type.
SEVEN, SEVEN_BYTES = np.uint64(7), np.uint64(56)
EVERY_BYTE = np.uint64(0x0101010101010101)
LOW_BITS = EVERY_BYTE * np.uint64(0x7F)
CASE_BITS = EVERY_BYTE * np.uint64(0x20)
# What lifts the bytes from a character on, and no smaller ones, into their top bits.
FROM_A, BEYOND_Z, FROM_0, BEYOND_9 = (EVERY_BYTE * np.uint64(0x80 - byte) for byte in (97, 123, 48, 58))


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """The tokens of a batch of parts, in order; offsets are in bytes, ranges half-open.

    surface: int32[n], which of the batch's distinct surfaces, numbered by first occurrence.
    start, end: int32[n], where the token stands.
    part: int64[parts + 1]; the tokens of part p are part[p] to part[p + 1].
    first, last: int32[distinct], start and end of each surface's first occurrence.
    """

    surface: NDArray[np.int32]
    start: NDArray[np.int32]
    end: NDArray[np.int32]
    part: NDArray[np.int64]
    first: NDArray[np.int32]
    last: NDArray[np.int32]


@cache
def classes() -> NDArray[np.uint8]:
    """The class of each code point as WORD sees it: uint8[0x110000], read-only. Surrogates are ``OTHER``."""
    every = np.arange(0x110000, dtype="<u4").tobytes().decode("utf-32-le", "surrogatepass")
    table = np.full(len(every), OTHER, np.uint8)
    for char in APOSTROPHES:
        table[ord(char)] = APOSTROPHE
    table[ord(".")], table[ord(",")] = POINT, COMMA
    for kind, runs in ((LETTER, r"\p{L}+"), (MARK, r"\p{M}+"), (NUMBER, r"\p{N}+")):
        for run in regex.finditer(runs, every):
            table[run.start() : run.end()] = kind
    table.flags.writeable = False
    return table


def tokenize(data: NDArray[np.uint8], starts: NDArray[np.int64], ends: NDArray[np.int64]) -> Tokens:
    """The tokens of the parts data[starts[p]:ends[p]], which ascend, do not overlap and cut no character.

    ``data`` is UTF-8, lone surrogates in it encoded as "surrogatepass" does, and shorter than 2 GiB. Several threads
    may tokenize at once.
    """
    if len(data) > LARGEST_BATCH:
        raise ValueError(f"A batch of {len(data)} bytes is too large: give at most {LARGEST_BATCH} at a time.")
    most = int(((ends - starts + 1) // 2).sum())  # something stands between any two tokens of a part
    surface, start, end = (np.empty(most, np.int32) for _ in range(3))
    part = np.zeros(len(starts) + 1, np.int64)
    table = np.zeros((SMALLEST_TABLE, 2), np.uint64)
    spans = np.empty((2, SMALLEST_TABLE // 2), np.int32)
    progress = np.zeros(4, np.int64)
    while not _scan(frozen(data), starts, ends, classes(), table, spans, surface, start, end, part, progress):
        table = grown(table)
        spans = np.concatenate((spans, np.empty_like(spans)), axis=1)
    count, distinct = progress[2:]
    return Tokens(surface[:count], start[:count], end[:count], part, spans[0, :distinct], spans[1, :distinct])


# Numba counts references to arrays with atomic instructions. They took two thirds of the time until the kernels that
# see every token had one way out and assigned no array anew: 13 million tokens a second before, 55 after.


@kernel
def _scan(  # noqa: PLR0913, PLR0917 - a kernel takes its arrays one by one
    data: NDArray[np.uint8],
    starts: NDArray[np.int64],
    ends: NDArray[np.int64],
    classes: NDArray[np.uint8],
    table: NDArray[np.uint64],
    spans: NDArray[np.int32],
    surface: NDArray[np.int32],
    start: NDArray[np.int32],
    end: NDArray[np.int32],
    part: NDArray[np.int64],
    progress: NDArray[np.int64],
) -> bool:
    """Fill ``surface``, ``start``, ``end``, ``part`` and ``spans`` from where ``progress`` is: part, position, numbers
    of tokens and of distinct surfaces; whether all is done, or else ``table`` is half full."""
    p, at, count, distinct = progress[0], progress[1], progress[2], progress[3]
    while p < len(starts):
        stop = ends[p]
        at = _next_start(data, max(at, starts[p]), stop, classes)
        while at < stop:
            if 2 * distinct == len(table):
                progress[:] = (p, at, count, distinct)
                return False
            word = load(data, at, stop)
            below = _below(_others(word))
            after = at + _bytes(below)
            key = word & below
            while below == ALL_BITS and after < stop:
                word = load(data, after, stop)
                below = _below(_others(word))
                if below != ZERO:
                    key = mixed(key) ^ (word & below) | HASHED
                after += _bytes(below)
            following = data[after] if after < stop else LINE_BREAK
            if following >= NOT_ASCII or not _ends_word(after - at, data[after - 1], classes[following]):
                after = _token_end(data, at, stop, classes)
                key = key_of(data, at, after)
            slot = slot_of(table, key)
            while table[slot, 0] != ZERO:
                if table[slot, 0] == key:
                    known = int(table[slot, 1])
                    if key < HASHED or equal(data, at, after, data, spans[0, known], spans[1, known]):
                        break
                slot = (slot + 1) & (len(table) - 1)
            if table[slot, 0] == ZERO:
                table[slot, 0] = key
                table[slot, 1] = distinct
                spans[0, distinct] = at
                spans[1, distinct] = after
                distinct += 1
            surface[count] = table[slot, 1]
            start[count] = at
            end[count] = after
            count += 1
            at = _next_start(data, after, stop, classes)
        p += 1
        part[p] = count
    progress[:] = (p, at, count, distinct)
    return True


@kernel
def _token_end(data: NDArray[np.uint8], start: int, stop: int, classes: NDArray[np.uint8]) -> int:
    """Where the token ends that begins with the letter or number at ``start``."""
    at = _acronym_end(data, start, stop, classes)
    after = start
    more = at == start
    while more:
        at = _run_end(data, after, stop, classes)
        after = _joint_end(data, at, stop, classes)
        more = after > at
    return at


@kernel
def _acronym_end(data: NDArray[np.uint8], start: int, stop: int, classes: NDArray[np.uint8]) -> int:
    """Where the letters that begin at ``start`` and are joined one by one by points end, ``start`` if there are none.

    If another letter or number follows the last one ("U.Sx"), WORD gives up that letter and the point before it.
    """
    at = before = start
    if _class(data, start, stop, classes) == LETTER:
        at = _letter_end(data, start, stop, classes)
        while _class(data, at, stop, classes) == POINT and _class(data, at + 1, stop, classes) == LETTER:
            before = at
            at = _letter_end(data, at + 1, stop, classes)
    following = _class(data, at, stop, classes)
    return before if before == start or LETTER <= following <= NUMBER else at


@kernel
def _letter_end(data: NDArray[np.uint8], at: int, stop: int, classes: NDArray[np.uint8]) -> int:
    """Where the character at ``at`` and the marks after it end."""
    at += _width(data[at])
    while _class(data, at, stop, classes) == MARK:
        at += _width(data[at])
    return at


@kernel
def _joint_end(data: NDArray[np.uint8], at: int, stop: int, classes: NDArray[np.uint8]) -> int:
    """Where the apostrophe, point or comma at ``at`` ends if it joins the runs around it, else ``at``."""
    kind = _class(data, at, stop, classes)
    after = at + _width(data[min(at, stop - 1)])
    before = _class_before(data, at, classes)
    following = _class(data, after, stop, classes)
    if kind == APOSTROPHE:
        return after if LETTER <= following <= NUMBER else at
    if kind >= POINT:
        return after if before == NUMBER and following == NUMBER else at
    return at


@kernel
def _run_end(data: NDArray[np.uint8], at: int, stop: int, classes: NDArray[np.uint8]) -> int:
    """Where the run of letters, marks and numbers from ``at`` ends."""
    more = at < stop
    while more:
        at += _bytes(_below(_others(load(data, at, stop))))
        kind = _class(data, at, stop, classes)
        more = LETTER <= kind <= MARK
        if more:
            at += _width(data[at])
            more = at < stop
    return at


@kernel
def _next_start(data: NDArray[np.uint8], at: int, stop: int, classes: NDArray[np.uint8]) -> int:
    """Where the first letter or number from ``at`` is, ``stop`` if there is none."""
    while at < stop:
        kind = _class(data, at, stop, classes)
        if LETTER <= kind <= NUMBER:
            return at
        at += _width(data[at])
    return at


@kernel
def _class(data: NDArray[np.uint8], at: int, stop: int, classes: NDArray[np.uint8]) -> int:
    """The class of the character at ``at``, ``OTHER`` at ``stop``."""
    if at >= stop:
        return OTHER
    code = int(data[at])
    if code < NOT_ASCII:
        return int(classes[code])
    if code < THREE_BYTES:
        code = (code & 0x1F) << 6 | (data[at + 1] & 0x3F)
    elif code < FOUR_BYTES:
        code = (code & 0x0F) << 12 | int(data[at + 1] & 0x3F) << 6 | (data[at + 2] & 0x3F)
    else:
        code = (code & 0x07) << 18 | int(data[at + 1] & 0x3F) << 12
        code |= int(data[at + 2] & 0x3F) << 6 | (data[at + 3] & 0x3F)
    return int(classes[code])


@kernel
def _class_before(data: NDArray[np.uint8], at: int, classes: NDArray[np.uint8]) -> int:
    """The class of the character that ends at ``at``."""
    lead = at - 1
    while data[lead] & 0xC0 == NOT_ASCII:
        lead -= 1
    return _class(data, lead, at, classes)


@kernel
def _width(lead: int) -> int:
    """The length of the character that begins with the byte ``lead``."""
    if lead < NOT_ASCII:
        return 1
    if lead < THREE_BYTES:
        return 2
    return 3 if lead < FOUR_BYTES else 4


@kernel
def _ends_word(length: int, last: int, following: int) -> bool:
    """Whether a word of so many ASCII bytes, the last one ``last``, surely ends before ASCII of this class."""
    return following == OTHER or (following != APOSTROPHE and length > 1 and last > NINE)


@kernel
def _others(word: np.uint64) -> np.uint64:
    """1 in each byte of ``word`` that is no ASCII letter or digit, 0 in the others."""
    low = word & LOW_BITS
    lower = low | CASE_BITS
    letters = (lower + FROM_A) ^ (lower + BEYOND_Z)
    digits = (low + FROM_0) ^ (low + BEYOND_9)
    return ((~(letters | digits) | word) & TOP_BITS) >> SEVEN


@kernel
def _below(flags: np.uint64) -> np.uint64:
    """All bits of the bytes before the first flag of ``_others``."""
    return (flags - ONE) & ~flags


@kernel
def _bytes(below: np.uint64) -> int:
    """How many bytes ``_below`` covers, 8 if there was no flag."""
    return int((below & EVERY_BYTE) * EVERY_BYTE >> SEVEN_BYTES)
