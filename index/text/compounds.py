"""Words that texts write in parts: "e-mail" for "email", "J. K." for "JK", "1 043" for "1043", "d'Estaing".

Queries need them to find one by the other. Parts are tokens, and stand in the index as they stand in the text; what is
kept beside is which parts were ever joined, each once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np
import regex
from numpy.typing import NDArray

from index.arrays.jit import inlined, kernel
from index.arrays.strings import Strings, strings_of
from index.arrays.types import Int32s, Int64s, Integer, UInt8s
from index.text.analysis import APOSTROPHES, HYPHENS, POINTS, SPACES
from index.text.folding import Spellings
from index.text.stemming import stemmed
from index.text.tokenizing import Tokens
from index.text.vocabulary import RunWords

# What stands between two parts, or begins one.
HYPHEN, APOSTROPHE, SPACE, POINT, CAPITAL, DIGIT = range(1, 7)
# How two parts are joined, 0 if they are not.
HYPHENATED, ELIDED, INITIALS, NUMBER = range(1, 5)
MOST_PARTS = 4  # of initials and numbers; more are columns of tables
GROUP = 3  # digits
LONGEST_DEGREE = 4  # bytes of a part of "Ph.D.", "M.Phil."
MOST_POWER = 40  # of two; a stranger's archive may say any number
LAST_SPLIT = 0x1F  # code points before the last part: a byte below those of all letters and digits


class Joined(NamedTuple):
    """Tokens that the text joins: ``sizes[n]`` int8 ones from ``first[n]`` int32 on."""

    first: Int32s
    sizes: NDArray[np.int8]


class Compounds:
    """The compounds of a segment, while it is written."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[int, ...]] = Counter()  # of the forms of their parts

    def add(self, joined: Joined, tokens: Tokens, words: RunWords) -> None:
        """Add those of a run; of several threads, one at a time."""
        forms = np.append(words.forms, np.int32(-1))[words.surface]  # of each surface
        for size in range(2, MOST_PARTS + 1):
            first = joined.first[joined.sizes == size]
            rows = forms[tokens.surface[first[:, None] + np.arange(size)]]
            rows, counts = np.unique(rows[(rows >= 0).all(axis=1)], axis=0, return_counts=True)
            self._counts.update(dict(zip(map(tuple, rows.tolist()), counts.tolist(), strict=True)))

    def keys(self, forms: Strings) -> Strings:
        """What ``splits_of`` reads, sorted; ``forms`` are those of all words.

        A key is the stem of the whole, of each part but the last a byte, where it ends, in code points; and one for how
        often texts have it, a power of two.
        """
        parts = [[_spelled(forms, number) for number in numbers] for numbers in self._counts]
        joined = strings_of(["".join(each) for each in parts])
        stems = stemmed(Spellings(joined.data, joined.starts.astype(np.int32), joined.ends.astype(np.int32)))
        places = Strings(stems.data, stems.first.astype(np.int64), stems.last.astype(np.int64))
        spelled = (_spelled(places, n) for n in range(len(parts)))
        found: Counter[str] = Counter()
        for stem, each, count in zip(spelled, parts, self._counts.values(), strict=True):
            if cut := cut_of(each):
                found[stem + cut] += count
        return strings_of(sorted(counted_key(key, count) for key, count in found.items()))


def cut_of(parts: Sequence[str]) -> str:
    """What stands in a key behind the stem: of each part but the last where it ends. Empty where that is too far."""
    ends = [*accumulate(map(len, parts[:-1]))]
    return "".join(map(chr, ends)) if ends[-1] <= LAST_SPLIT else ""


def counted_key(key: str, count: int) -> str:
    """The key of what texts have so often."""
    return key + chr(count.bit_length())


def _spelled(strings: Strings, number: int) -> str:
    return strings.data[strings.starts[number] : strings.ends[number]].tobytes().decode("utf-8", "surrogatepass")


def key_range(stem: str) -> tuple[bytes, bytes]:
    """Between which bytes, the last excluded, the keys of a stem lie."""
    begin = stem.encode("utf-8", "surrogatepass")
    return begin + b"\1", begin + bytes([LAST_SPLIT + 1])


def splits_of(keys: Iterable[str], stem: str, form: str) -> dict[tuple[str, ...], int]:
    """The parts of ``form`` by each of the keys of its stem, with how often texts have them, up to a factor of two."""
    found: Counter[tuple[str, ...]] = Counter()
    for key in keys:
        *ends, power = map(ord, key[len(stem) :])
        parts = tuple(form[begin:end].strip("'") for begin, end in pairwise([0, *ends, len(form)]))
        if all(parts):
            found[parts] += 1 << min(max(power - 1, 0), MOST_POWER)
    return found


@cache
def _kinds() -> UInt8s:
    """What each code point is between parts, or at the beginning of one: uint8[0x110000], read-only."""
    every = np.arange(0x110000, dtype="<u4").tobytes().decode("utf-32-le", "surrogatepass")
    table = np.zeros(len(every), np.uint8)
    for found in regex.finditer(r"\p{Lu}+", every):
        table[found.start() : found.end()] = CAPITAL
    named = ((HYPHEN, HYPHENS), (APOSTROPHE, APOSTROPHES), (SPACE, SPACES), (POINT, POINTS), (DIGIT, "0123456789"))
    for kind, chars in named:
        table[[ord(char) for char in chars]] = kind
    table.flags.writeable = False
    return table


def joined(data: UInt8s, tokens: Tokens) -> Joined:
    """Which tokens the text joins, in ``data`` of which they are."""
    return Joined(*_joined(data, tokens.start, tokens.end, tokens.part, _kinds()))


@kernel
def _joined(data: UInt8s, start: Int32s, end: Int32s, part: Int64s, kinds: UInt8s) -> tuple[Int32s, NDArray[np.int8]]:
    first, count = np.empty(2 * len(start) + 1, np.int32), np.empty(2 * len(start) + 1, np.int8)
    n = 0
    for p in range(len(part) - 1):
        before, run = 0, 1  # how the last two parts are joined, and how many so, of initials or of a number
        for t in range(part[p], part[p + 1]):
            kind = _joint(data, start, end, t, kinds) if t + 1 < part[p + 1] else 0
            if kind != before and run > 1:
                if run <= MOST_PARTS:
                    first[n], count[n] = t - run + 1, run
                    n += 1
                run = 1
            if kind >= INITIALS:
                run += 1
            elif kind > 0:
                first[n], count[n] = t, 2
                n += 1
                if kind == before == HYPHENATED:
                    first[n], count[n] = t - 1, 3
                    n += 1
            before = kind
    return first[:n].copy(), count[:n].copy()


@inlined
def _joint(data: UInt8s, start: Int32s, end: Int32s, t: Integer, kinds: UInt8s) -> int:
    """How token ``t`` is joined to the next one."""
    at, following = end[t], start[t + 1]
    kind, size = _kind(data, at, following, kinds)
    if kind == HYPHEN and at + size == following:
        digits = kinds[data[at - 1]] == DIGIT or kinds[data[following]] == DIGIT
        return 0 if digits else HYPHENATED
    if kind == APOSTROPHE and at + size == following:
        return ELIDED
    pointed = kind == POINT
    if pointed:
        at += size
        if at == following:
            short = end[t] - start[t] <= LONGEST_DEGREE and end[t + 1] - following <= LONGEST_DEGREE
            begun = _begins_large(data, start[t], end[t], kinds) and _begins_large(data, following, end[t + 1], kinds)
            return INITIALS if short and begun else 0
        kind, size = _kind(data, at, following, kinds)
    if kind == SPACE and at + size == following and end[t] - start[t] <= GROUP:
        if _is_capital(data, start[t], end[t], kinds) and _is_capital(data, following, end[t + 1], kinds):
            return INITIALS
        group = not pointed and end[t + 1] - following == GROUP
        if group and _are_digits(data, start[t], end[t], kinds) and _are_digits(data, following, end[t + 1], kinds):
            return NUMBER
    return 0


@inlined
def _is_capital(data: UInt8s, start: Integer, end: Integer, kinds: UInt8s) -> bool:
    kind, size = _kind(data, start, end, kinds)
    return kind == CAPITAL and start + size == end


@inlined
def _begins_large(data: UInt8s, start: Integer, end: Integer, kinds: UInt8s) -> bool:
    return _kind(data, start, end, kinds)[0] == CAPITAL


@inlined
def _are_digits(data: UInt8s, start: Integer, end: Integer, kinds: UInt8s) -> bool:
    found = True
    for at in range(start, end):
        found &= kinds[data[at]] == DIGIT
    return found


@inlined
def _kind(data: UInt8s, at: Integer, stop: Integer, kinds: UInt8s) -> tuple[int, int]:
    """What the character at ``at`` is, and its size in bytes; (0, 0) at ``stop``, and where it has more than three."""
    if at >= stop:
        return 0, 0
    code = np.int64(data[at])
    if code < 0x80:
        return kinds[code], 1
    if code < 0xE0:
        return kinds[(code & 0x1F) << 6 | np.int64(data[at + 1] & 0x3F)], 2
    if code < 0xF0:
        return kinds[(code & 0x0F) << 12 | np.int64(data[at + 1] & 0x3F) << 6 | np.int64(data[at + 2] & 0x3F)], 3
    return 0, 0
