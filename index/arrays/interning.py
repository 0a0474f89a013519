"""Numbers for distinct words, which are found again as fast as memory allows: by one or two machine words each.

A word of up to sixteen bytes, as almost all are, is its own key; nothing else need be compared.
"""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from index.arrays.jit import inlined, kernel
from index.arrays.strings import Strings
from index.arrays.types import Integer

SMALLEST_TABLE = 1 << 11
# Words looked up side by side, so that the processor waits for memory once for many: of a run of 10 MB, a token took
# 11.9 ns one by one, 10.4 with 64 and 9.7 with 512.
ABREAST = 512
LINE_BREAK = ord("\n")
WORD_SIZE, LONGEST_KEY = 8, 16  # bytes
Element = TypeVar("Element", np.uint8, np.int32, np.uint64, np.int64)

# Numba gives mixtures of signed and unsigned numbers to floats, hence constants of one type.
ZERO, ONE, EIGHT, HALF = (np.uint64(number) for number in (0, 1, 8, 32))
GOLDEN = np.uint64(0x9E3779B97F4A7C15)  # 2^64 / golden ratio: Fibonacci hashing
HASHED = np.uint64(0xC0 << 56)  # UTF-8 has no character that ends in a byte so large
ALL_BITS = np.uint64((1 << 64) - 1)


class Vocabulary:
    """Distinct words, numbered from 0 in the order they came. One thread at a time.

    ``_text`` uint8: the words, each followed by a line break; word k begins at ``_ends[k]``, int64.
    """

    def __init__(self) -> None:
        self._table = Table()
        self._ends, self._text = np.zeros(1, np.int64), np.zeros(1, np.uint8)

    def __len__(self) -> int:
        return self._table.count

    def intern(
        self, data: NDArray[np.uint8], first: NDArray[np.int32], last: NDArray[np.int32]
    ) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """The numbers, int32[k], of the words data[first[k]:last[k]], tokens or what became of them, of which new ones
        are added; and the places k, int32, at which these come first."""
        known = len(self)
        numbers, new = self._table.number(data, first, last, self._text, self._ends)
        if len(new):
            first, last = first[new], last[new]
            size = int(self._ends[known]) + int((last - first).sum(dtype=np.int64)) + len(new)
            self._ends, self._text = at_least(self._ends, len(self) + 1), at_least(self._text, size)
            _append(frozen(data), first, last, known, self._ends, self._text)
        return numbers, new

    def find(self, data: NDArray[np.uint8], first: NDArray[np.int32], last: NDArray[np.int32]) -> NDArray[np.int32]:
        """The numbers, int32[k], of the words data[first[k]:last[k]], which end in no zero byte; -1 where one is not
        known. Several threads may look words up at once, while none are added."""
        table, numbers, new = self._table, np.empty(len(first), np.int32), np.empty(0, np.int32)
        words = table.slots, table.keys, len(self), frozen(self._text), self._ends, len(self)
        _number(frozen(data), first, last, 0, *words, False, numbers, new)
        return numbers

    def strings(self, start: int = 0) -> Strings:
        """All words from number ``start`` on."""
        ends = self._ends[: len(self) + 1]
        return Strings(frozen(self._text), ends[start:-1], ends[start + 1 :] - 1)


class Table:
    """What distinct words are known by, without their text.

    ``slots`` int32, a power of two: rows, each in the first place from its key's on that was free, else 0. ``keys``
    uint64[room + 1, 2], for as many words as half of the slots: the key of word k in row k + 1; row 0 is no word's.
    """

    def __init__(self) -> None:
        self.slots = np.zeros(SMALLEST_TABLE, np.int32)
        self.keys = np.zeros((1, 2), np.uint64)
        self.count = 0

    def number(
        self,
        data: NDArray[np.uint8],
        first: NDArray[np.int32],
        last: NDArray[np.int32],
        text: NDArray[np.uint8],
        ends: NDArray[np.int64],
    ) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """What ``Vocabulary.intern`` returns; ``text`` and ``ends`` are of the words that are known before."""
        known, done, data = self.count, 0, frozen(data)
        numbers, new = np.empty(len(first), np.int32), np.empty(0, np.int32)
        while done < len(first):
            if 2 * (self.count + ABREAST) > len(self.slots):
                self.slots = np.zeros(2 * len(self.slots), np.int32)
                _fill(self.slots, self.keys, self.count)
            most = len(self.slots) // 2
            self.keys, new = at_least(self.keys, most + 1), at_least(new, most - known)
            words = self.slots, self.keys, self.count, frozen(text), ends, known
            done, self.count = _number(data, first, last, done, *words, True, numbers, new)
        return numbers, new[: self.count - known].copy()


def distinct(
    data: NDArray[np.uint8], first: NDArray[np.int32], last: NDArray[np.int32]
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Which word, int32[k], each token data[first[k]:last[k]] is, numbered from 0 as they come; and the places k,
    int32, at which they come first."""
    return Table().number(data, first, last, np.zeros(0, np.uint8), np.zeros(1, np.int64))


def frozen(data: NDArray[np.uint8], size: int = WORD_SIZE) -> NDArray[np.uint8]:
    """``data`` as the kernels take it: at least ``size`` bytes, which they read at once, and read-only."""
    # Read-only arrays are a type of their own to Numba: one for all spares compiling twice.
    if len(data) < size:
        data = np.append(data, np.zeros(size, np.uint8))
    view = np.ascontiguousarray(data).view()
    view.flags.writeable = False
    return view


def at_least(array: NDArray[Element], size: int) -> NDArray[Element]:
    """``array``, or a longer one that begins with it."""
    if size <= len(array):
        return array
    longer = np.empty((max(size, 2 * len(array)), *array.shape[1:]), array.dtype)
    longer[: len(array)] = array
    return longer


# Numba counts references to arrays with atomic instructions. They took two thirds of the time until the kernels that
# see every token had one way out and assigned no array anew. With the search for words not found at once in a function
# of its own, which counts on each call, ``_number`` takes 13 ns a token instead of 9.5.


@kernel
def _number(
    data: NDArray[np.uint8],
    first: NDArray[np.int32],
    last: NDArray[np.int32],
    done: int,
    slots: NDArray[np.int32],
    keys: NDArray[np.uint64],
    count: int,
    text: NDArray[np.uint8],
    ends: NDArray[np.int64],
    known: int,
    adding: bool,
    numbers: NDArray[np.int32],
    new: NDArray[np.int32],
) -> tuple[int, int]:
    """Fill ``numbers`` with those of data[first[k]:last[k]] from k = ``done`` on, and ``new`` with each k that adds to
    the ``known`` words in ``text``; without ``adding``, such a word's number is -1. How many are done when ``slots``
    may be half full, and how many words there are."""
    lows, highs, rows = np.empty(ABREAST, np.uint64), np.empty(ABREAST, np.uint64), np.empty(ABREAST, np.uint64)
    while done < len(first) and (not adding or 2 * (count + ABREAST) <= len(slots)):
        some = min(ABREAST, len(first) - done)
        for n in range(some):
            low, high = key_of(data, first[np.uint64(done + n)], last[np.uint64(done + n)])
            lows[n], highs[n], rows[n] = low, high, slot_of(low, high, len(slots))
        for n in range(some):
            rows[n] = slots[rows[n]]
        for n in range(some):
            k, low, high, row = np.uint64(done + n), lows[n], highs[n], np.int64(rows[n])
            if (keys[rows[n], 0] != low) | (keys[rows[n], 1] != high):
                if high == HASHED:
                    high = hash_of(data, first[k], last[k])
                slot = slot_of(low, high, len(slots))
                row = np.int64(slots[slot])
                while row > 0 and (
                    keys[row, 0] != low
                    or keys[row, 1] != high
                    or (high >= HASHED and not _equal(data, first, last, k, row - 1, text, ends, known, new))
                ):
                    slot = (slot + 1) & (len(slots) - 1)
                    row = np.int64(slots[slot])
                if row == 0 and adding:
                    new[count - known] = k
                    count += 1
                    row = np.int64(count)
                    slots[slot], keys[row, 0], keys[row, 1] = row, low, high
            numbers[k] = row - 1
        done += some
    return done, count


@kernel
def _fill(slots: NDArray[np.int32], keys: NDArray[np.uint64], count: int) -> None:
    """Put the rows of so many words into ``slots``, where there is nothing."""
    for row in range(1, count + 1):
        slot = slot_of(keys[row, 0], keys[row, 1], len(slots))
        while slots[slot]:
            slot = (slot + 1) & (len(slots) - 1)
        slots[slot] = row


@inlined
def key_of(data: NDArray[np.uint8], start: Integer, stop: Integer) -> tuple[np.uint64, np.uint64]:
    """The first eight bytes of data[start:stop] and the next eight, or ``HASHED`` if there are more: without a branch,
    which would often be guessed wrong."""
    length = stop - start
    high = eight(data, max(stop - WORD_SIZE, 0)) >> np.uint64(8 * (LONGEST_KEY - length) & 56)
    high = high if length > WORD_SIZE else ZERO
    return load(data, start, stop), HASHED if length > LONGEST_KEY else high


@kernel
def hash_of(data: NDArray[np.uint8], start: int, stop: int) -> np.uint64:
    """A hash of data[start:stop] above ``HASHED``."""
    code = ZERO
    for at in range(start, stop, WORD_SIZE):
        product = (code ^ load(data, at, stop)) * GOLDEN
        code = product ^ (product >> HALF)
    return code | HASHED | ONE


@inlined
def slot_of(low: np.uint64, high: np.uint64, size: Integer) -> Integer:
    """Which of ``size`` slots to look in first for a key, by the top bits of a product: all of its bits count there."""
    code = ((low ^ (high * GOLDEN)) * GOLDEN) >> HALF
    return np.int64((code * np.uint64(size)) >> HALF)


@kernel
def _equal(
    data: NDArray[np.uint8],
    first: NDArray[np.int32],
    last: NDArray[np.int32],
    k: np.uint64,
    number: Integer,
    text: NDArray[np.uint8],
    ends: NDArray[np.int64],
    known: int,
    new: NDArray[np.int32],
) -> bool:
    """Whether data[first[k]:last[k]] is the word of this number, which is in ``text`` or itself new."""
    if number < known:
        return equal(data, first[k], last[k], text, ends[number], ends[number + 1] - 1)
    twin = new[number - known]
    return equal(data, first[k], last[k], data, first[twin], last[twin])


@kernel
def equal(
    a: NDArray[np.uint8], start: Integer, stop: Integer, b: NDArray[np.uint8], other: Integer, other_stop: Integer
) -> bool:
    """Whether a[start:stop] is b[other:other_stop]."""
    same = stop - start == other_stop - other
    while same and start < stop:
        same = load(a, start, stop) == load(b, other, other_stop)
        start += WORD_SIZE
        other += WORD_SIZE
    return bool(same)


@kernel
def _append(
    data: NDArray[np.uint8],
    first: NDArray[np.int32],
    last: NDArray[np.int32],
    count: int,
    ends: NDArray[np.int64],
    text: NDArray[np.uint8],
) -> None:
    """Put the words data[first[k]:last[k]] behind the ``count`` that are in ``text``."""
    to = ends[count]
    for k in range(len(first)):
        for at in range(first[k], last[k]):
            text[to] = data[at]
            to += 1
        text[to] = LINE_BREAK
        to += 1
        ends[count + k + 1] = to


@inlined
def load(data: NDArray[np.uint8], at: Integer, stop: Integer) -> np.uint64:
    """The eight bytes from ``at``, the first lowest, with zeros in place of those from ``stop`` on; at < stop."""
    inside = min(at, len(data) - WORD_SIZE)
    word = eight(data, inside) >> np.uint64(8 * (at - inside))
    return word & ALL_BITS >> np.uint64(8 * max(at + WORD_SIZE - stop, 0))


@inlined
def eight(data: NDArray[np.uint8], at: Integer) -> np.uint64:
    """The eight bytes from ``at``, the first lowest."""
    # Unsigned, or Numba reckons with indices from the end; then LLVM makes the eight one load.
    i = np.uint64(at)
    low = _pair(data, i) | _pair(data, i + np.uint64(2)) << np.uint64(16)
    high = _pair(data, i + np.uint64(4)) | _pair(data, i + np.uint64(6)) << np.uint64(16)
    return low | high << HALF


@inlined
def _pair(data: NDArray[np.uint8], at: np.uint64) -> np.uint64:
    """The two bytes from ``at``, the first lowest."""
    return np.uint64(data[at]) | np.uint64(data[at + ONE]) << EIGHT
