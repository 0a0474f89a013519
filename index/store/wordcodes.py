"""Text as codes of its words: 2.8 times smaller, and what a general compressor then has to do is little.

Text is cut where the index cuts it: into words, its tokens, and gaps, which stand before, between and behind them. A
gap of a single space between two words is left out (Moura, Navarro, Ziviani and Baeza-Yates, "Fast and flexible word
searching on compressed text", ACM TOIS 18, 2000), and so is an empty one before the first. The first byte of a code
tells how long it is (Culpepper and Moffat, "Enhanced byte codes with restricted prefix properties", SPIRE 2005):

    0-127      one of the 128 most frequent words and gaps
    128-253    and another byte: one of the next 32,256
    254, 255   any other word, and any other gap: its length, in as many bytes 255 as fit into it and one for the rest;
               its bytes
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from index.arrays.interning import ONE, Vocabulary, distinct
from index.arrays.jit import inlined, kernel
from index.arrays.strings import Strings, picked
from index.arrays.types import Int32s, Int64s, Integer, Mask, Truth, UInt8s, UInt32s
from index.text.batches import Batch
from index.text.tokenizing import Tokens

TWO_BYTES, WORD, GAP = 128, 254, 255
MOST_RUNS = TWO_BYTES + (WORD - TWO_BYTES) * 256
LEAST = 2  # occurrences of a run, a word or a gap, that is worth its place in a dictionary
LONGEST = 255  # that a byte can say
USUAL_TOKENS = 4  # for a gap, at least, in most texts
USUAL = 2  # bytes of text that become a byte, at least, in most texts
USUAL_GROWTH = 4  # and at most
# Bytes that a block of records takes, decoded or not. What one run has (10 million characters), and the longest article
# that is read (32 million), are 168 MB in UTF-8 at most, and three times that in codes.
LARGEST = 1 << 29
LARGEST_CODE = 3  # bytes that a byte of text can become: a word of one letter; something stands between any two words
SPACE = ord(" ")
WORD_END, GAP_END = 0, 1  # bytes behind words and gaps of a dictionary, which has none in which they occur
LENGTH_SHIFT = 16  # of a code's length, above its bytes, the first lowest; a run without a code has 0


class Runs(NamedTuple):
    """Run n, a word where ``word[n]``, is ``data[starts[n]:ends[n]]``: uint8; int64; bool."""

    data: UInt8s
    starts: Int64s
    ends: Int64s
    word: Mask


class Coded(NamedTuple):
    """``codes`` uint8 of records, one behind the other; ``ends`` int64: behind each record's end."""

    codes: UInt8s
    ends: Int64s


def learned(batch: Batch, tokens: Tokens) -> bytes:
    """A dictionary for records such as those of ``batch``, whose tokens these are: the runs with a code, the most
    frequent first, each followed by what it is."""
    data = batch.data
    first, last = _gaps(data, tokens, _stretches(batch, tokens))
    some = (first < last) & (data[last - 1] != 0)
    gaps, new = distinct(data, first[some], last[some])
    runs = Strings(data, np.append(tokens.first, first[some][new]), np.append(tokens.last, last[some][new]))
    counts = np.append(np.bincount(tokens.surface), np.bincount(gaps))
    ends_of_runs = np.flatnonzero(data <= GAP_END)  # bytes that a dictionary has behind its runs
    counts[np.searchsorted(ends_of_runs, runs.starts) < np.searchsorted(ends_of_runs, runs.ends)] = 0
    order = np.argsort(-counts, kind="stable")[: min(np.count_nonzero(counts >= LEAST), MOST_RUNS)]
    dictionary = picked(runs, order)
    kinds = np.where(order < len(tokens.first), WORD_END, GAP_END)
    return np.insert(dictionary.data, dictionary.ends, kinds.astype(np.uint8)).tobytes()


def runs_of(dictionary: bytes) -> Runs:
    """The runs of a dictionary."""
    data = np.frombuffer(dictionary, np.uint8)
    ends = np.flatnonzero(data <= GAP_END)
    return Runs(data, np.append(np.zeros(1, np.int64), ends + 1)[:-1], ends, data[ends] == WORD_END)


class Encoder:
    """Writes records in the codes of a dictionary. Several threads may write at once."""

    def __init__(self, dictionary: bytes) -> None:
        data, starts, ends, _ = runs_of(dictionary)
        self._runs = Vocabulary()
        self._runs.intern(data, starts.astype(np.int32), ends.astype(np.int32))
        one, two = np.arange(TWO_BYTES), np.arange(MOST_RUNS - TWO_BYTES)
        one |= 1 << LENGTH_SHIFT
        two = (TWO_BYTES + (two >> 8)) | (two & 255) << 8 | 2 << LENGTH_SHIFT
        self._codes = np.append(one, two).astype(np.uint32)

    def encode(self, batch: Batch, tokens: Tokens) -> Coded:
        """The codes of the records of ``batch``, whose tokens these are."""
        data, stretches = batch.data, _stretches(batch, tokens)
        first, last = _gaps(data, tokens, stretches)
        words, gaps = self._codes_of(data, tokens.first, tokens.last), self._codes_of(data, first, last)
        arrays = data, tokens.start, tokens.end, tokens.surface, stretches, words, first, last, gaps
        ends = np.zeros(len(stretches) // 2, np.int64)
        for room in (len(data) // USUAL, LARGEST_CODE * len(data)):
            codes = np.empty(room + LARGEST_CODE, np.uint8)
            if _encode(*arrays, codes, ends):
                break
        return Coded(codes[: ends.max(initial=0)], ends)

    def _codes_of(self, data: UInt8s, first: Int32s, last: Int32s) -> UInt32s:
        """uint32: the codes of the runs data[first[k]:last[k]], with their lengths."""
        return _listed(self._runs.find(data, first, last), data, last, self._codes)


@kernel
def _listed(numbers: Int32s, data: UInt8s, last: Int32s, codes: UInt32s) -> UInt32s:
    found = np.zeros(len(numbers), np.uint32)
    for k in range(len(numbers)):
        if numbers[k] >= 0 and data[last[k] - 1] != 0:  # zeros behind others do not show when a run is looked up
            found[k] = codes[numbers[k]]
    return found


def decoded(codes: UInt8s, runs: Runs) -> bytes:
    """The record of which these are the codes. Raises ``ValueError`` if they are none, or of more than
    ``LARGEST`` bytes."""
    record = np.empty(min(USUAL_GROWTH * len(codes), LARGEST), np.uint8)
    size = _decode(codes, *runs, record)
    if size > LARGEST:
        raise ValueError(f"the record would have {size:,} bytes")
    if size > len(record):
        record = np.empty(size, np.uint8)
        _decode(codes, *runs, record)
    if size < 0:
        raise ValueError("these are not the codes of a record")
    return record[:size].tobytes()


def _stretches(batch: Batch, tokens: Tokens) -> Int64s:
    """int64[stretches, 4]: where each of ``batch.records`` begins and ends in bytes, and in tokens."""
    begin, end = batch.records.T
    found = np.stack(
        [batch.starts[begin], batch.ends[end - 1] + 1, tokens.part[begin], tokens.part[end]], axis=1, dtype=np.int64
    )
    found[begin == end] = 0
    return found


def _gaps(data: UInt8s, tokens: Tokens, stretches: Int64s) -> tuple[Int32s, Int32s]:
    """int32: start and end of the gaps of all ``stretches`` that are not left out."""
    most = len(tokens.start) + len(stretches)
    for room in (len(stretches) + most // USUAL_TOKENS, most):
        first, last = np.empty((2, room + 1), np.int32)
        count = _find_gaps(data, tokens.start, tokens.end, stretches, first, last)
        if count >= 0:
            break
    return first[:count], last[:count]


@kernel
def _find_gaps(
    data: UInt8s, token_start: Int32s, token_end: Int32s, stretches: Int64s, first: Int32s, last: Int32s
) -> Integer:
    """Fill ``first`` and ``last``: how many gaps there are, or -1 if there may be too many."""
    count = np.uint64(0)
    for begin, end, begin_token, end_token in stretches:
        if begin < end:
            if np.int64(count) + end_token - begin_token >= len(first):
                return -1
            at, omitted = np.int32(begin), 0  # bytes of a gap that is left out
            for token in range(begin_token, end_token):
                t = np.uint64(token)
                size = token_start[t] - at
                first[count], last[count] = at, token_start[t]
                count += np.uint64((size != omitted) | (size > 0 and data[at] != SPACE))
                at, omitted = token_end[t], 1
            first[count], last[count] = at, end
            count += ONE
    return np.int64(count)


@kernel
def _encode(  # noqa: PLR0913, PLR0917 - a kernel takes its arrays one by one
    data: UInt8s, token_start: Int32s, token_end: Int32s, surface: Int32s, stretches: Int64s, words: UInt32s,
    first: Int32s, last: Int32s, gaps: UInt32s, codes: UInt8s, ends: Int64s,
) -> bool:  # fmt: skip
    """Put the codes of all stretches into ``codes``, and where each record's end into ``ends``; whether there was room.

    ``words`` has the codes of surfaces, ``gaps`` those of the gaps from ``first`` to ``last``."""
    to: Integer
    to, gap = np.int64(0), np.uint64(0)
    for n in range(len(stretches)):
        begin, end, begin_token, end_token = stretches[n]
        if to + LARGEST_CODE * (end - begin + 1) > len(codes):
            return False
        if begin < end:
            at = np.int32(begin)
            for token in range(begin_token, end_token):
                t = np.uint64(token)
                if gap < len(gaps) and first[gap] == at:
                    to = _put(gaps[gap], GAP, data, at, last[gap], codes, to)
                    gap += ONE
                to = _put(words[np.uint64(surface[t])], WORD, data, token_start[t], token_end[t], codes, to)
                at = token_end[t]
            to = _put(gaps[gap], GAP, data, at, last[gap], codes, to)
            gap += ONE
        ends[n >> 1] = to
    return True


@inlined
def _put(code: Integer, kind: int, data: UInt8s, at: Integer, after: Integer, codes: UInt8s, to: Integer) -> Integer:
    """Put ``code``, or else the run data[at:after] itself, into ``codes`` from ``to`` on: where the next one goes."""
    codes[np.uint64(to)] = code & 255  # both without a branch: how long it is, processors cannot guess
    codes[np.uint64(to + 1)] = code >> 8 & 255
    to += np.int64(code >> LENGTH_SHIFT)
    if code == 0:
        codes[to] = kind
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


@kernel
def _decode(codes: UInt8s, data: UInt8s, starts: Int64s, ends: Int64s, word: Mask, record: UInt8s) -> Integer:
    """Fill ``record`` as far as it has room. How many bytes it takes; -1 where it is not whole."""
    at: Integer
    to: Integer
    after_word: Truth
    at, to, after_word = 0, 0, False
    while at < len(codes):
        number, is_word, begin, end, at = run_at(codes, at, starts, ends, word)
        between = after_word and is_word
        first = to + 1 if between else to
        to, after_word = first + end - begin, is_word
        if to > len(record) or at > len(codes):
            continue
        if between:
            record[first - 1] = SPACE
        for n in range(end - begin):  # to assign a slice takes as long as forty bytes
            record[first + n] = data[begin + n] if number >= 0 else codes[begin + n]
    return to if at == len(codes) else -1


@inlined
def run_at(
    codes: UInt8s, at: Integer, starts: Int64s, ends: Int64s, word: Mask
) -> tuple[Integer, Truth, Integer, Integer, Integer]:
    """Of the run whose code is at ``at``: its number in the dictionary or -1, whether it is a word, where it begins and
    ends there or in ``codes``, and where the next code is; that is beyond the end where there is no such run."""
    code, after = np.int64(codes[at]), at + 1
    number: Integer
    begin: Integer
    end: Integer
    number, is_word, begin, end = np.int64(-1), code == WORD, np.int64(0), np.int64(0)
    if code < WORD:
        if code >= TWO_BYTES:
            code = TWO_BYTES + ((code - TWO_BYTES) << 8) + (np.int64(codes[after]) if after < len(codes) else 0)
            after += 1
        if code < len(starts):
            number, begin, end, is_word = code, starts[code], ends[code], word[code]
        else:
            after = len(codes) + 1
    else:
        while after < len(codes) and codes[after] == LONGEST:
            end += LONGEST
            after += 1
        begin = after + 1
        end += begin + (np.int64(codes[after]) if after < len(codes) else 0)
        after = end
    return number, is_word, begin, end, after
