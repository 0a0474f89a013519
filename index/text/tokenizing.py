"""Tokens in bulk: ``index.text.analysis.WORD`` as a kernel over UTF-8, which hands Python each distinct word only once.

Where words of ASCII begin and end is told 64 bytes at a time, a bit a byte, without a look at any of them. The rest is
read character by character: what is not ASCII, and letters joined by points.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import regex
from numpy.typing import NDArray

from index.arrays.bits import bits_of, lowest_bit
from index.arrays.interning import ALL_BITS, ONE, ZERO, at_least, distinct, frozen
from index.arrays.jit import inlined, kernel
from index.arrays.types import Bits, Integer
from index.text.analysis import APOSTROPHES, COMMAS, ELISIONS, JOINERS, POINTS

# In this order: ideographs are words, letters and numbers begin one, marks too go on with it.
OTHER, IDEOGRAPH, LETTER, NUMBER, MARK, APOSTROPHE, POINT, COMMA = range(8)
LETTERS_OF_ELIDED = 3  # of what is behind an elision, at least
ELIDED = tuple(int.from_bytes(word.encode(), "big") for word in ELISIONS)
LONGEST_ELISION, TO_SMALL = max(map(len, ELISIONS)), 0x20
LARGEST_BATCH = (1 << 31) - 1  # bytes, so that offsets fit int32
NOT_ASCII, THREE_BYTES, FOUR_BYTES = 0x80, 0xE0, 0xF0  # the smallest first bytes of characters of such lengths

USUAL = 5  # bytes that a token takes at least, with what is behind it, in most texts
BLOCK = 64  # bytes, a bit each in a uint64
# Of a byte's flags, or sixteen bytes', where the bits of letters and digits begin, of digits, of apostrophes, and of
# points and commas. What is not ASCII has both of the last.
RUNS, DIGITS, QUOTES, STOPS = (np.uint64(shift) for shift in (0, 16, 32, 48))
TWO, THREE, SIXTEEN, LAST_BIT = np.uint64(2), np.uint64(3), np.uint64(0xFFFF), np.uint64(1 << 63)


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

    def of_first(self, parts: int) -> Tokens:
        """The tokens of the first so many parts."""
        count = self.part[parts]
        surfaces = np.searchsorted(self.first, self.start[count]) if count < len(self.start) else len(self.first)
        return Tokens(
            self.surface[:count], self.start[:count], self.end[:count], self.part[: parts + 1],
            self.first[:surfaces], self.last[:surfaces],
        )  # fmt: skip


@cache
def classes() -> NDArray[np.uint8]:
    """The class of each code point as WORD sees it: uint8[0x110000], read-only. Surrogates are ``OTHER``."""
    every = np.arange(0x110000, dtype="<u4").tobytes().decode("utf-32-le", "surrogatepass")
    table = np.full(len(every), OTHER, np.uint8)
    ideographs = r"(?V1)[\p{L}&&[\p{Han}\p{Hiragana}]]+"
    for kind, runs in ((LETTER, r"\p{L}+"), (MARK, r"\p{M}+"), (NUMBER, r"\p{N}+"), (IDEOGRAPH, ideographs)):
        for run in regex.finditer(runs, every):
            table[run.start() : run.end()] = kind
    for kind, chars in ((APOSTROPHE, APOSTROPHES), (POINT, POINTS), (COMMA, COMMAS), (MARK, JOINERS)):
        table[[ord(char) for char in chars]] = kind
    table.flags.writeable = False
    return table


@cache
def flags() -> NDArray[np.uint64]:
    """What each byte is, as ``RUNS`` and so on tell: uint64[256], read-only."""
    table = np.zeros(256, np.uint64)
    kinds = classes()[:NOT_ASCII]
    table[:NOT_ASCII][(kinds == LETTER) | (kinds == NUMBER)] |= ONE << RUNS
    table[:NOT_ASCII][kinds == NUMBER] |= ONE << DIGITS
    table[:NOT_ASCII][kinds == APOSTROPHE] |= ONE << QUOTES
    table[:NOT_ASCII][(kinds == POINT) | (kinds == COMMA)] |= ONE << STOPS
    table[NOT_ASCII:] = ONE << QUOTES | ONE << STOPS
    table.flags.writeable = False
    return table


def tokenize(data: NDArray[np.uint8], starts: NDArray[np.int64], ends: NDArray[np.int64]) -> Tokens:
    """The tokens of the parts data[starts[p]:ends[p]], which ascend, do not overlap and cut no character.

    ``data`` is UTF-8, lone surrogates in it encoded as "surrogatepass" does, and shorter than 2 GiB. Several threads
    may tokenize at once.
    """
    if len(data) > LARGEST_BATCH:
        raise ValueError(f"A batch of {len(data)} bytes is too large: give at most {LARGEST_BATCH} at a time.")
    part = np.zeros(len(starts) + 1, np.int64)
    data = frozen(data, BLOCK)
    start, end = np.empty((2, len(data) // USUAL), np.int32)
    done = _find(data, starts, ends, classes(), flags(), start, end, part, 0)
    while done < len(starts):
        room = 2 * len(start) + int(ends[done] - starts[done])
        start, end = at_least(start, room), at_least(end, room)
        done = _find(data, starts, ends, classes(), flags(), start, end, part, done)
    start, end = start[: part[-1]], end[: part[-1]]
    surface, new = distinct(data, start, end)
    return Tokens(surface, start, end, part, start[new], end[new])


@kernel
def _find(
    data: NDArray[np.uint8],
    starts: NDArray[np.int64],
    ends: NDArray[np.int64],
    classes: NDArray[np.uint8],
    flags: NDArray[np.uint64],
    start: NDArray[np.int32],
    end: NDArray[np.int32],
    part: NDArray[np.int64],
    p: int,
) -> int:
    """Fill ``start``, ``end`` and ``part`` with the tokens of data[starts[p]:ends[p]] from this part on; the part for
    which there may be no room."""
    count = part[p]
    # Something stands between any two tokens of a part.
    while p < len(starts) and count + (ends[p] - starts[p] + 1) // 2 <= len(start):
        at, stop = starts[p], ends[p]
        while at < stop:
            # A block begins where no token goes on.
            runs, digits, quotes, points, foreign = _block(data, at, stop, flags)
            inside = runs | _between(runs, quotes) | _between(digits, points)
            begins, behind = inside & ~(inside << ONE), ~inside & (inside << ONE)
            letters = runs & ~digits
            # Hard is what is not ASCII, a point after a token's first letter and before another ("U.S." perhaps), and
            # an apostrophe before as many letters as a name behind an elision has.
            hard = foreign | ((begins & letters) << ONE & points & (letters >> ONE))
            hard |= quotes & (letters >> ONE) & (letters >> TWO) & (letters >> THREE)
            # Where a token ends is told if the two bytes behind it, which may join it to more, are known and not hard.
            limit = _lowest(hard | LAST_BIT)
            behind &= (limit - ONE) >> ONE
            found = bits_of(behind)
            for n in range(count, count + found):
                start[np.uint64(n)], end[np.uint64(n)] = at + lowest_bit(begins), at + lowest_bit(behind)
                begins &= begins - ONE
                behind &= behind - ONE
            count += found
            told = lowest_bit(begins | limit)
            at += told
            if hard != ZERO or told == 0:
                at, count = _find_slowly(data, at, stop, classes, start, end, count)
        p += 1
        part[p] = count
    return p


@kernel
def _find_slowly(
    data: NDArray[np.uint8],
    at: int,
    stop: int,
    classes: NDArray[np.uint8],
    start: NDArray[np.int32],
    end: NDArray[np.int32],
    count: int,
) -> tuple[int, int]:
    """Add the next token from ``at`` on to ``start`` and ``end``, and more while they begin with what is not ASCII:
    where another one begins, and how many there are."""
    at = _next_start(data, at, stop, classes)
    more = at < stop
    while more:
        start[count] = at
        at = _token_end(data, at, stop, classes)
        end[count] = at
        count += 1
        at = _next_start(data, at, stop, classes)
        more = at < stop and data[at] >= NOT_ASCII
    return at, count


@inlined
def _block(
    data: NDArray[np.uint8], at: Integer, stop: Integer, flags: NDArray[np.uint64]
) -> tuple[Bits, Bits, Bits, Bits, Bits]:
    """Which of the 64 bytes from ``at`` on are letters or digits of ASCII, digits, apostrophes, points or commas, and
    not ASCII: a bit each, the first lowest. Of those from ``stop`` on, none is the first, second or last."""
    first = min(at, len(data) - BLOCK)
    runs = digits = quotes = points = ZERO
    for n in range(0, BLOCK, 16):
        some = ZERO
        for m in range(16):
            some |= flags[data[np.uint64(first + n + m)]] << np.uint64(m)
        to = np.uint64(n)
        runs |= (some >> RUNS & SIXTEEN) << to
        digits |= (some >> DIGITS & SIXTEEN) << to
        quotes |= (some >> QUOTES & SIXTEEN) << to
        points |= (some >> STOPS & SIXTEEN) << to
    skip, keep = np.uint64(at - first), ALL_BITS >> np.uint64(max(at + BLOCK - stop, 0))
    runs, digits, quotes, points = runs >> skip, digits >> skip, quotes >> skip, points >> skip
    foreign = quotes & points
    return runs & keep, digits & keep, quotes & ~foreign, points & ~foreign, foreign & keep


@inlined
def _between(some: Bits, marks: Bits) -> Bits:
    """Those of ``marks`` that stand between two of ``some``."""
    return marks & (some << ONE) & (some >> ONE)


@inlined
def _lowest(bits: Bits) -> Bits:
    """The lowest one of ``bits``, which are not all 0, alone."""
    return bits & (~bits + ONE)


@kernel
def _token_end(data: NDArray[np.uint8], start: int, stop: int, classes: NDArray[np.uint8]) -> int:
    """Where the token ends that begins with the letter, number or ideograph at ``start``."""
    if _class(data, start, stop, classes) == IDEOGRAPH:
        return _letter_end(data, start, stop, classes)
    at = _acronym_end(data, start, stop, classes)
    after = start
    more = at == start
    while more:
        at = _run_end(data, after, stop, classes)
        after = (
            at
            if after == start and _is_elision(data, start, at, stop, classes)
            else _joint_end(data, at, stop, classes)
        )
        more = after > at
    return at


@kernel
def _is_elision(data: NDArray[np.uint8], start: int, end: int, stop: int, classes: NDArray[np.uint8]) -> bool:
    """Whether the run data[start:end] lost a vowel before the name behind it."""
    if end - start > LONGEST_ELISION or _class(data, end, stop, classes) != APOSTROPHE:
        return False
    word = 0
    for at in range(start, end):
        word = word << 8 | int(data[at]) | TO_SMALL
    found = False
    for elided in ELIDED:
        found |= word == elided
    at = end + _width(data[end])
    for _ in range(LETTERS_OF_ELIDED):
        found &= _class(data, at, stop, classes) == LETTER
        at += _width(data[min(at, stop - 1)])
    return found


@kernel
def _acronym_end(data: NDArray[np.uint8], start: int, stop: int, classes: NDArray[np.uint8]) -> int:
    """Where the letters that begin at ``start`` and are joined one by one by points end, ``start`` if there are none.

    If another letter or number follows the last one ("U.Sx"), WORD gives up that letter and the point before it.
    """
    at = before = start
    if _class(data, start, stop, classes) == LETTER:
        at = _letter_end(data, start, stop, classes)
        while _class(data, at, stop, classes) == POINT and _class(data, at + _width(data[at]), stop, classes) == LETTER:
            before = at
            at = _letter_end(data, at + _width(data[at]), stop, classes)
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
    while LETTER <= _class(data, at, stop, classes) <= MARK:
        at += _width(data[at])
    return at


@kernel
def _next_start(data: NDArray[np.uint8], at: int, stop: int, classes: NDArray[np.uint8]) -> int:
    """Where the first letter, number or ideograph from ``at`` is, ``stop`` if there is none."""
    while at < stop:
        kind = _class(data, at, stop, classes)
        if IDEOGRAPH <= kind <= NUMBER:
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
