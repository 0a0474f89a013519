"""Numbers for distinct words, which are found again as fast as memory allows: a table of machine words.

Words of up to eight ASCII bytes, most of a newspaper's, are told apart and looked up as one machine word.
"""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from index.jit import kernel
from index.strings import Strings

SMALLEST_TABLE = 1 << 10
LINE_BREAK = ord("\n")
WORD_SIZE = 8  # bytes
Number = TypeVar("Number", np.uint8, np.int64)

# Numba gives mixtures of signed and unsigned numbers to floats, hence constants of one type.
ZERO, ONE, EIGHT, HALF = (np.uint64(number) for number in (0, 1, 8, 32))
GOLDEN = np.uint64(0x9E3779B97F4A7C15)  # 2^64 / golden ratio: Fibonacci hashing
HASHED = np.uint64(1 << 63)  # no key of ASCII is that large
ALL_BITS = np.uint64((1 << 64) - 1)
TOP_BITS = np.uint64(0x8080808080808080)


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
        self._count = _intern(frozen(data), first, last, self._table, self._ends, self._text, self._count, numbers)
        return numbers

    @property
    def lookup(self) -> tuple[NDArray[np.uint64], NDArray[np.int64], NDArray[np.uint8]]:
        """What kernels find a surface in: the table, where surface k ends (at k + 1, less 1), and all their bytes."""
        return self._table, self._ends, self._text

    def strings(self, start: int = 0) -> Strings:
        """All surfaces from number ``start`` on."""
        text = self._text.view()
        text.flags.writeable = False
        return Strings(text, self._ends[start : self._count], self._ends[start + 1 : self._count + 1] - 1)

    def _reserve(self, surfaces: int, length: int) -> None:
        """Make room for so many surfaces of so many bytes in all, should none be known yet."""
        most = self._count + surfaces
        while 2 * most > len(self._table):
            self._table = grown(self._table)
        self._ends = _at_least(self._ends, most + 1)
        self._text = _at_least(self._text, int(self._ends[self._count]) + length + surfaces)


def frozen(data: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """``data`` as the kernels take it: at least eight bytes, which ``load`` reads at once, and read-only."""
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


@kernel
def _intern(  # noqa: PLR0913, PLR0917 - a kernel takes its arrays one by one
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
        key = key_of(data, first[k], last[k])
        slot = slot_of(table, key)
        while table[slot, 0] != ZERO:
            if table[slot, 0] == key:
                known = int(table[slot, 1])
                if key < HASHED or equal(data, first[k], last[k], text, ends[known], ends[known + 1] - 1):
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
def key_of(data: NDArray[np.uint8], start: int, stop: int) -> np.uint64:
    """What the table knows data[start:stop] by: up to eight bytes of ASCII are their own key, not 0 and below
    ``HASHED``; whatever else has a hash from ``HASHED`` up."""
    key = load(data, start, stop)
    for at in range(start + 8, stop, 8):
        key = mixed(key) ^ load(data, at, stop) | HASHED
    if key & TOP_BITS != ZERO and stop - start <= WORD_SIZE:
        key = mixed(key) | HASHED
    return key


@kernel
def mixed(key: np.uint64) -> np.uint64:
    """A bijection after which every bit of ``key`` counts in those that ``slot_of`` takes."""
    product = key * GOLDEN
    return product ^ (product >> HALF)


@kernel
def slot_of(table: NDArray[np.uint64], key: np.uint64) -> int:
    """Where to look for a key first; the table's size is a power of two."""
    return int((key * GOLDEN) >> HALF) & (len(table) - 1)


@kernel
def grown(table: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """``table``, whose rows are key and number, key 0 where there is none, with twice as many rows."""
    larger = np.zeros((2 * len(table), 2), np.uint64)
    for row in range(len(table)):
        key = table[row, 0]
        if key != ZERO:
            slot = slot_of(larger, key)
            while larger[slot, 0] != ZERO:
                slot = (slot + 1) & (len(larger) - 1)
            larger[slot, 0] = key
            larger[slot, 1] = table[row, 1]
    return larger


@kernel
def equal(a: NDArray[np.uint8], start: int, stop: int, b: NDArray[np.uint8], other: int, other_stop: int) -> bool:
    """Whether a[start:stop] is b[other:other_stop]."""
    same = stop - start == other_stop - other
    while same and start < stop:
        same = load(a, start, stop) == load(b, other, other_stop)
        start += 8
        other += 8
    return same


@kernel
def load(data: NDArray[np.uint8], at: int, stop: int) -> np.uint64:
    """The eight bytes from ``at``, the first lowest, with zeros in place of those from ``stop`` on; at < stop."""
    inside = min(at, len(data) - 8)
    word = eight(data, inside) >> np.uint64(8 * (at - inside))
    return word & ALL_BITS >> np.uint64(8 * max(at + 8 - stop, 0))


@kernel
def eight(data: NDArray[np.uint8], at: int) -> np.uint64:
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
