"""Tokens in bulk: ``index.analysis.WORD`` as a kernel over UTF-8, which hands Python each distinct word only once.

Words of up to eight ASCII bytes, most of a newspaper's, are found, told apart and looked up as one machine word.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TypeVar

import numpy as np
import regex
from numpy.typing import NDArray

from index.jit import kernel
from index.strings import Strings

# In this order: letters and numbers begin a word, marks too go on with it.
OTHER, LETTER, NUMBER, MARK, APOSTROPHE, POINT, COMMA = range(7)
#: What WORD lets stand between letters. U+02BC is in its list too, but a letter first.
APOSTROPHES = "'’＇"
LARGEST_BATCH = (1 << 31) - 1  # bytes, so that offsets fit int32
SMALLEST_TABLE = 1 << 10
LINE_BREAK, NINE = b"\n9"
NOT_ASCII, THREE_BYTES, FOUR_BYTES = 0x80, 0xE0, 0xF0  # the smallest first bytes of characters of such lengths
WORD_SIZE = 8  # bytes
Number = TypeVar("Number", np.uint8, np.int64)

# Numba gives mixtures of signed and unsigned numbers to floats, hence constants of one type.
ZERO, ONE, SEVEN, EIGHT, HALF, SEVEN_BYTES = (np.uint64(number) for number in (0, 1, 7, 8, 32, 56))
GOLDEN = np.uint64(0x9E3779B97F4A7C15)  # 2^64 / golden ratio: Fibonacci hashing
HASHED = np.uint64(1 << 63)  # no key of ASCII is that large
ALL_BITS = np.uint64((1 << 64) - 1)
EVERY_BYTE = np.uint64(0x0101010101010101)
TOP_BITS = EVERY_BYTE * np.uint64(0x80)
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
    while not _scan(_frozen(data), starts, ends, classes(), table, spans, surface, start, end, part, progress):
        table = _grown(table)
        spans = np.concatenate((spans, np.empty_like(spans)), axis=1)
    count, distinct = progress[2:]
    return Tokens(surface[:count], start[:count], end[:count], part, spans[0, :distinct], spans[1, :distinct])


class Vocabulary:
    """The distinct surfaces of many batches, numbered from 0 in the order they came. One thread at a time."""

    def __init__(self) -> None:
        self._table = np.zeros((SMALLEST_TABLE, 2), np.uint64)
        self._ends = np.zeros(SMALLEST_TABLE, np.int64)  # of surface k at k + 1; each is followed by a line break
        self._text = np.zeros(SMALLEST_TABLE, np.uint8)
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def intern(self, data: NDArray[np.uint8], first: NDArray[np.int32], last: NDArray[np.int32]) -> NDArray[np.int32]:
        """The numbers, int32[k], of the surfaces data[first[k]:last[k]], which ``tokenize`` found; new ones are
        added."""
        self._reserve(len(first), int((last - first).sum(dtype=np.int64)))
        numbers = np.empty(len(first), np.int32)
        self._count = _intern(_frozen(data), first, last, self._table, self._ends, self._text, self._count, numbers)
        return numbers

    def surface(self, number: int) -> str:
        """The surface that has this number, 0 to len(self) - 1."""
        return self.surfaces(number, number + 1)[0]

    def surfaces(self, start: int, stop: int) -> list[str]:
        """The surfaces numbered ``start`` to ``stop`` - 1."""
        text = self._text[self._ends[start] : self._ends[stop]].tobytes().decode()
        return text.split("\n")[:-1]

    def strings(self, start: int = 0) -> Strings:
        """All surfaces from number ``start`` on."""
        text = self._text.view()
        text.flags.writeable = False
        return Strings(text, self._ends[start : self._count], self._ends[start + 1 : self._count + 1] - 1)

    def _reserve(self, surfaces: int, length: int) -> None:
        """Make room for so many surfaces of so many bytes in all, should none be known yet."""
        most = self._count + surfaces
        while 2 * most > len(self._table):
            self._table = _grown(self._table)
        self._ends = _at_least(self._ends, most + 1)
        self._text = _at_least(self._text, int(self._ends[self._count]) + length + surfaces)


def _frozen(data: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """``data`` as the kernels take it: at least eight bytes, which ``_load`` reads at once, and read-only."""
    # Read-only arrays are a type of their own to Numba: one for all spares compiling twice.
    if len(data) < WORD_SIZE:
        data = np.append(data, np.zeros(WORD_SIZE, np.uint8))
    view = np.ascontiguousarray(data).view()
    view.flags.writeable = False
    return view


def _at_least(array: NDArray[Number], size: int) -> NDArray[Number]:
    """``array``, or a longer one that begins with it and ends in zeros."""
    if size <= len(array):
        return array
    longer = np.zeros(max(size, 2 * len(array)), array.dtype)
    longer[: len(array)] = array
    return longer


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
            word = _load(data, at, stop)
            below = _below(_others(word))
            after = at + _bytes(below)
            key = word & below
            while below == ALL_BITS and after < stop:
                word = _load(data, after, stop)
                below = _below(_others(word))
                if below != ZERO:
                    key = _mixed(key) ^ (word & below) | HASHED
                after += _bytes(below)
            following = data[after] if after < stop else LINE_BREAK
            if following >= NOT_ASCII or not _ends_word(after - at, data[after - 1], classes[following]):
                after = _token_end(data, at, stop, classes)
                key = _key(data, at, after)
            slot = _slot(table, key)
            while table[slot, 0] != ZERO:
                if table[slot, 0] == key:
                    known = int(table[slot, 1])
                    if key < HASHED or _equal(data, at, after, data, spans[0, known], spans[1, known]):
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
def _intern(  # noqa: PLR0913, PLR0917 - as above
    data: NDArray[np.uint8],
    first: NDArray[np.int32],
    last: NDArray[np.int32],
    table: NDArray[np.uint64],
    ends: NDArray[np.int64],
    text: NDArray[np.uint8],
    count: int,
    numbers: NDArray[np.int32],
) -> int:
    """Fill ``numbers`` with those of data[first[k]:last[k]], adding what is new; how many surfaces there are then."""
    for k in range(len(first)):
        key = _key(data, first[k], last[k])
        slot = _slot(table, key)
        while table[slot, 0] != ZERO:
            if table[slot, 0] == key:
                known = int(table[slot, 1])
                if key < HASHED or _equal(data, first[k], last[k], text, ends[known], ends[known + 1] - 1):
                    break
            slot = (slot + 1) & (len(table) - 1)
        if table[slot, 0] == ZERO:
            table[slot, 0] = key
            table[slot, 1] = count
            to = ends[count]
            for at in range(first[k], last[k]):
                text[to] = data[at]
                to += 1
            text[to] = LINE_BREAK
            count += 1
            ends[count] = to + 1
        numbers[k] = table[slot, 1]
    return count


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
        at += _bytes(_below(_others(_load(data, at, stop))))
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
def _key(data: NDArray[np.uint8], start: int, stop: int) -> np.uint64:
    """What the table knows data[start:stop] by: up to eight bytes of ASCII are their own key, not 0 and below
    ``HASHED``; whatever else has a hash from ``HASHED`` up."""
    key = _load(data, start, stop)
    for at in range(start + 8, stop, 8):
        key = _mixed(key) ^ _load(data, at, stop) | HASHED
    if key & TOP_BITS != ZERO and stop - start <= WORD_SIZE:
        key = _mixed(key) | HASHED
    return key


@kernel
def _mixed(key: np.uint64) -> np.uint64:
    """A bijection after which every bit of ``key`` counts in those that ``_slot`` takes."""
    product = key * GOLDEN
    return product ^ (product >> HALF)


@kernel
def _slot(table: NDArray[np.uint64], key: np.uint64) -> int:
    """Where to look for a key first; the table's size is a power of two."""
    return int((key * GOLDEN) >> HALF) & (len(table) - 1)


@kernel
def _grown(table: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """``table``, whose rows are key and number, key 0 where there is none, with twice as many rows."""
    larger = np.zeros((2 * len(table), 2), np.uint64)
    for row in range(len(table)):
        key = table[row, 0]
        if key != ZERO:
            slot = _slot(larger, key)
            while larger[slot, 0] != ZERO:
                slot = (slot + 1) & (len(larger) - 1)
            larger[slot, 0] = key
            larger[slot, 1] = table[row, 1]
    return larger


@kernel
def _equal(a: NDArray[np.uint8], start: int, stop: int, b: NDArray[np.uint8], other: int, other_stop: int) -> bool:
    """Whether a[start:stop] is b[other:other_stop]."""
    same = stop - start == other_stop - other
    while same and start < stop:
        same = _load(a, start, stop) == _load(b, other, other_stop)
        start += 8
        other += 8
    return same


@kernel
def _load(data: NDArray[np.uint8], at: int, stop: int) -> np.uint64:
    """The eight bytes from ``at``, the first lowest, with zeros in place of those from ``stop`` on; at < stop."""
    inside = min(at, len(data) - 8)
    word = _eight(data, inside) >> np.uint64(8 * (at - inside))
    return word & ALL_BITS >> np.uint64(8 * max(at + 8 - stop, 0))


@kernel
def _eight(data: NDArray[np.uint8], at: int) -> np.uint64:
    """The eight bytes from ``at``, the first lowest."""
    # Unsigned, or Numba reckons with indices from the end; then LLVM makes the eight one load.
    i = np.uint64(at)
    low = _pair(data, i) | _pair(data, i + np.uint64(2)) << np.uint64(16)
    high = _pair(data, i + np.uint64(4)) | _pair(data, i + np.uint64(6)) << np.uint64(16)
    return low | high << HALF


@kernel
def _pair(data: NDArray[np.uint8], at: np.uint64) -> np.uint64:
    """The two bytes from ``at``, the first lowest."""
    return np.uint64(data[at]) | np.uint64(data[at + ONE]) << EIGHT


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
