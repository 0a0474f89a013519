"""Text as codes of its words: 2.8 times smaller, and what a general compressor then has to do is little.

Text is cut into runs of one kind: words (ASCII letters and digits, and whatever is not ASCII), and what stands between
words. A single space between two words is left out (Moura, Navarro, Ziviani and Baeza-Yates, "Fast and flexible word
searching on compressed text", ACM TOIS 18, 2000). The first byte of a code tells how long it is (Culpepper and Moffat,
"Enhanced byte codes with restricted prefix properties", SPIRE 2005):

    0-127      one of the 128 most frequent runs
    128-254    and another byte: one of the next 32,512
    255        any other run: its length, in as many bytes 255 as fit into it and one for the rest; its bytes
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from index.blocks import Int32s, Int64s, Integer, UInt8s, UInt64s, bits_of, lowest_bit
from index.interning import (
    ALL_BITS,
    HASHED,
    ONE,
    ZERO,
    Vocabulary,
    eight,
    equal,
    frozen,
    hash_of,
    key_of,
    slot_of,
)
from index.jit import inlined, kernel
from index.strings import Strings, picked

TWO_BYTES, LITERAL = 128, 255
MOST_WORDS = TWO_BYTES + (LITERAL - TWO_BYTES) * 256
LEARNED = 1_000  # records that a dictionary is learned from at once, so that tables fit into caches
LEAST = 2  # occurrences of a run that is worth its place in a dictionary
LONGEST = 255  # that a byte can say
SPACE = ord(" ")
CHUNK = 64  # bytes that are classified at once

# Numba gives mixtures of signed and unsigned numbers to floats, hence constants of one type.
SEVEN, SEVEN_BYTES, EVERY_BYTE = np.uint64(7), np.uint64(56), np.uint64(0x0101010101010101)
CASE_BITS, LOW_BITS = EVERY_BYTE * np.uint64(0x20), EVERY_BYTE * np.uint64(0x7F)
GATHERED = np.uint64(0x0102040810204080)  # a product with it has the lowest bits of all bytes in the highest one
# What lifts the bytes from a character on, and no smaller ones, into their top bits.
SPACES, LAST_BIT = EVERY_BYTE * np.uint64(SPACE), np.uint64(63)
FROM_A, BEYOND_Z, FROM_0, BEYOND_9 = (EVERY_BYTE * np.uint64(0x80 - byte) for byte in (97, 123, 48, 58))


def learned(records: Sequence[bytes]) -> bytes:
    """A dictionary for such records: the runs with a code, the most frequent first, each followed by a zero byte."""
    seen, counts = Vocabulary(), np.zeros(0, np.int64)
    for begin in range(0, len(records), LEARNED):
        data, bounds = _joined(records[begin : begin + LEARNED])
        numbers, _ = seen.intern(data, *_runs(data, bounds))
        more = np.bincount(numbers, minlength=len(seen))
        more[: len(counts)] += counts
        counts = more
    order = np.argsort(-counts, kind="stable")[:MOST_WORDS]
    words = picked(seen.strings(), order[counts[order] >= LEAST])
    return np.insert(words.data, words.ends, 0).tobytes()


def words_of(dictionary: bytes) -> Strings:
    """The runs of a dictionary."""
    data = np.frombuffer(dictionary, np.uint8)
    ends = np.flatnonzero(data == 0)
    return Strings(data, np.append(np.zeros(1, np.int64), ends + 1)[:-1], ends)


class Coded(NamedTuple):
    """``codes`` uint8 of records, one behind the other; ``ends`` int64: behind each record's end."""

    codes: UInt8s
    ends: Int64s


class Encoder:
    """Writes records in the codes of a dictionary."""

    def __init__(self, dictionary: bytes) -> None:
        data, starts, ends = words_of(dictionary)
        self._words = Vocabulary()
        self._words.intern(data, starts.astype(np.int32), ends.astype(np.int32))

    def encode(self, records: Sequence[bytes]) -> Coded:
        """The codes of ``records``, of less than 2 GiB in all."""
        data, bounds = _joined(records)
        codes, ends = np.empty(3 * len(data) + 1, np.uint8), np.empty(len(records), np.int64)
        size = _encode(data, bounds, *self._words.lookup, codes, ends)
        return Coded(codes[:size], ends)


def decoded(codes: UInt8s, words: Strings) -> bytes:
    """The record of which these are the codes. Raises ``ValueError`` if they are none."""
    size = _measured(codes, *words)
    if size < 0:
        raise ValueError("these are not the codes of a record")
    data = np.empty(size, np.uint8)
    _decode(codes, *words, data)
    return data.tobytes()


def _joined(records: Sequence[bytes]) -> tuple[UInt8s, Int64s]:
    """``records`` with room behind for a chunk to be read, and their bounds."""
    bounds = np.zeros(len(records) + 1, np.int64)
    np.cumsum(np.fromiter(map(len, records), np.int64, len(records)), out=bounds[1:])
    return frozen(np.frombuffer(b"".join([*records, bytes(CHUNK)]), np.uint8)), bounds


@kernel
def _runs(data: UInt8s, bounds: Int64s) -> tuple[Int32s, Int32s]:
    """``first`` and ``last``: start and end of the runs in all data[bounds[r]:bounds[r + 1]] that a dictionary may
    have: none that is a single space or has a zero byte."""
    first, last = np.empty(bounds[-1], np.int32), np.empty(bounds[-1], np.int32)
    starts, stops = _room(bounds)
    count = 0
    for r in range(len(bounds) - 1):
        for n in range(_find_coded(data, bounds[r], bounds[r + 1], starts, stops)):
            at, after = starts[n], stops[n]
            zeros = 0
            for byte in data[at:after]:
                zeros += byte == 0
            if zeros == 0 and (after - at > 1 or data[at] != SPACE):
                first[count], last[count] = at, after
                count += 1
    return first[:count], last[:count]


@kernel
def _encode(  # noqa: PLR0913, PLR0917 - a kernel takes its arrays one by one
    data: UInt8s, bounds: Int64s, slots: Int32s, keys: UInt64s, ends: Int64s, text: UInt8s, codes: UInt8s,
    record_ends: Int64s,
) -> Integer:  # fmt: skip
    """Put the codes of all runs into ``codes``, and where each record's end into ``record_ends``; how many bytes."""
    starts, stops = _room(bounds)
    to = 0
    lows, highs, rows = np.empty((3, len(starts)), np.uint64)
    for r in range(len(bounds) - 1):
        runs = _find_coded(data, bounds[r], bounds[r + 1], starts, stops)
        for n in range(runs):  # all before any is looked up, so that they wait for memory together
            low, high = key_of(data, starts[n], stops[n])
            lows[n], highs[n], rows[n] = low, high, slot_of(low, high, len(slots))
        for n in range(runs):
            rows[n] = slots[rows[n]]
        for n in range(runs):
            low, high, row = lows[n], highs[n], np.int64(rows[n])
            at, after = int(starts[n]), int(stops[n])
            if (keys[row, 0] != low) | (keys[row, 1] != high):
                if high == HASHED:
                    high = hash_of(data, at, after)
                slot = slot_of(low, high, len(slots))
                row = np.int64(slots[slot])
                while row > 0 and (
                    keys[row, 0] != low
                    or keys[row, 1] != high
                    or (high >= HASHED and not equal(data, at, after, text, ends[row - 1], ends[row] - 1))
                ):
                    slot = (slot + 1) & (len(slots) - 1)
                    row = np.int64(slots[slot])
            if row > 0 and data[after - 1] != 0:  # zeros behind others do not show in a key
                two = row > TWO_BYTES  # without a branch: which it is, processors cannot guess
                codes[to] = TWO_BYTES + ((row - 1 - TWO_BYTES) >> 8) if two else row - 1
                codes[to + 1] = (row - 1 - TWO_BYTES) & 255
                to += 2 if two else 1
            else:
                to = _put_literal(data, at, after, codes, to)
        record_ends[r] = to
    return to


@kernel
def _room(bounds: Int64s) -> tuple[Int32s, Int32s]:
    """Room for the starts and the ends of runs in the longest record."""
    longest = np.int64(0)
    for r in range(len(bounds) - 1):
        longest = max(longest, bounds[r + 1] - bounds[r])
    return np.empty(longest + 1, np.int32), np.empty(longest + 1, np.int32)


@inlined
def _find_coded(data: UInt8s, start: Integer, stop: Integer, first: Int32s, last: Int32s) -> Integer:
    """Where the runs in data[start:stop] that have a code begin and end: all but a single space between two words. How
    many there are."""
    count, ended, before, dropped = 0, 0, ZERO, ZERO
    words, spaces = _words_and_spaces(data, start, stop)
    begin_bit = ~words & ONE if start < stop else ZERO  # the first run is no word
    for begin in range(start, stop, CHUNK):
        next_words, next_spaces = _words_and_spaces(data, begin + CHUNK, stop)
        earlier = words << ONE | before
        single = spaces & earlier & (words >> ONE | next_words << LAST_BIT)
        changes = (words ^ earlier | begin_bit) & (ALL_BITS >> np.uint64(max(begin + CHUNK - stop, 0)))
        begins, ends = changes & ~single, changes & ~(single << ONE | dropped)
        if begin == start:
            ends &= ~ONE
        for n in range(count, count + bits_of(begins)):
            first[np.uint64(n)] = begin + lowest_bit(begins)
            begins &= begins - ONE
            count += 1
        for n in range(ended, ended + bits_of(ends)):
            last[np.uint64(n)] = begin + lowest_bit(ends)
            ends &= ends - ONE
            ended += 1
        begin_bit, before, dropped = ZERO, words >> LAST_BIT, single >> LAST_BIT
        words, spaces = next_words, next_spaces
    last[ended] = stop
    return count


@inlined
def _words_and_spaces(data: UInt8s, at: Integer, stop: Integer) -> tuple[Integer, Integer]:
    """Which of the 64 bytes from ``at``, before ``stop``, are of words, and which are spaces, the first lowest."""
    words, spaces = ZERO, ZERO
    if at < stop:
        for n in range(0, CHUNK, 8):
            some = eight(data, at + n)
            words |= (_of_words(some) * GATHERED >> SEVEN_BYTES) << np.uint64(n)
            spaces |= (_zeros(some ^ SPACES) * GATHERED >> SEVEN_BYTES) << np.uint64(n)
        kept = ALL_BITS >> np.uint64(max(at + CHUNK - stop, 0))
        words &= kept
        spaces &= kept
    return words, spaces


@inlined
def _put_literal(data: UInt8s, at: Integer, after: Integer, codes: UInt8s, to: Integer) -> Integer:
    """Put data[at:after] itself into ``codes`` from ``to`` on: where the next code goes."""
    codes[to] = LITERAL
    to += 1
    length = after - at
    while length >= LONGEST:
        codes[to] = LONGEST
        to += 1
        length -= LONGEST
    codes[to] = length
    to += 1
    for n in range(at, after):
        codes[to] = data[n]
        to += 1
    return to


@inlined
def _of_words(eight_bytes: Integer) -> Integer:
    """1 in each byte that words have."""
    low = eight_bytes & LOW_BITS
    letters = ((low | CASE_BITS) + FROM_A) ^ ((low | CASE_BITS) + BEYOND_Z)
    digits = (low + FROM_0) ^ (low + BEYOND_9)
    return ((letters | digits | eight_bytes) >> SEVEN) & EVERY_BYTE


@inlined
def _zeros(eight_bytes: Integer) -> Integer:
    """1 in each byte that is 0."""
    return (~(((eight_bytes & LOW_BITS) + LOW_BITS) | eight_bytes) >> SEVEN) & EVERY_BYTE


@inlined
def _is_word(byte: Integer) -> Integer:
    """Whether words have this byte."""
    return _of_words(np.uint64(byte)) & ONE != ZERO


@kernel
def _measured(codes: UInt8s, data: UInt8s, starts: Int64s, ends: Int64s) -> Integer:
    """How many bytes the record has; -1 where it is not whole."""
    at, size, after_word = 0, 0, False
    while at < len(codes):
        listed, begin, end, at = _run_at(codes, at, starts, ends)
        if begin < end and at <= len(codes):
            in_word = _is_word(data[begin] if listed else codes[begin])
            size += end - begin + (1 if after_word and in_word else 0)
            after_word = in_word
    return size if at == len(codes) else -1


@kernel
def _decode(codes: UInt8s, data: UInt8s, starts: Int64s, ends: Int64s, record: UInt8s) -> None:
    """Fill ``record``."""
    at, to, after_word = 0, 0, False
    while at < len(codes):
        listed, begin, end, at = _run_at(codes, at, starts, ends)
        if begin < end:
            in_word = _is_word(data[begin] if listed else codes[begin])
            if after_word and in_word:
                record[to] = SPACE
                to += 1
            if listed:
                record[to : to + end - begin] = data[begin:end]
            else:
                record[to : to + end - begin] = codes[begin:end]
            to += end - begin
            after_word = in_word


@inlined
def _run_at(codes: UInt8s, at: Integer, starts: Int64s, ends: Int64s) -> tuple[Integer, Integer, Integer, Integer]:
    """Of the run whose code is at ``at``: whether it is in the dictionary, where it begins and ends there or in
    ``codes``, and where the next code is; that is beyond the end where there is no such run."""
    code, after = np.int64(codes[at]), at + 1
    listed, begin, end = code < LITERAL, np.int64(0), np.int64(0)
    if listed:
        if code >= TWO_BYTES:
            code = TWO_BYTES + ((code - TWO_BYTES) << 8) + (np.int64(codes[after]) if after < len(codes) else 0)
            after += 1
        if code < len(starts):
            begin, end = starts[code], ends[code]
        else:
            after = len(codes) + 1
    else:
        while after < len(codes) and codes[after] == LONGEST:
            end += LONGEST
            after += 1
        begin = after + 1
        end += begin + (np.int64(codes[after]) if after < len(codes) else 0)
        after = end
    return listed, begin, end, after
