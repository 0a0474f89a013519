"""Many strings as arrays of bytes: put in order, and picked, without an object each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from index.arrays.jit import kernel
from index.arrays.types import Int64s, Integer, UInt8s, UInt64s

CHUNK = 8  # bytes that are compared at once
BYTE, ONE = np.uint64(255), np.uint64(1)


class Strings(NamedTuple):
    """String n is ``data[starts[n]:ends[n]]``: uint8, UTF-8 with lone surrogates as "surrogatepass" has them; int64."""

    data: UInt8s
    starts: Int64s
    ends: Int64s


def strings_of(texts: Sequence[str]) -> Strings:
    """``texts``, one behind the other."""
    joined = "".join(texts)
    data = joined.encode("utf-8", "surrogatepass")
    plain = len(data) == len(joined)
    sizes = map(len, texts) if plain else (len(text if text.isascii() else encoded(text)) for text in texts)
    ends = np.cumsum(np.fromiter(sizes, np.int64, len(texts)))
    return Strings(np.frombuffer(data, np.uint8), np.append(np.zeros(1, np.int64), ends)[:-1], ends)


def encoded(text: str) -> bytes:
    """``text`` as it stands in ``Strings``."""
    return text.encode("utf-8", "surrogatepass")


def order_of(strings: Strings) -> Int64s:
    """int64: the numbers of the strings in the order of their bytes, which is that of their code points; of equal ones
    in their own order.

    They are sorted by their first bytes, those that agree in these by the next, and so on.
    """
    sizes = strings.ends - strings.starts
    order = _stable_order(sizes.astype(np.uint64))
    group, tied = np.zeros(len(order), np.uint64), np.arange(len(order))
    for skipped in range(0, int(sizes.max(initial=0)), CHUNK):
        keys = _chunks(*strings, order[tied], skipped)
        within = _stable_order(keys)
        within = within[_stable_order(group[tied][within])]
        order[tied], keys = order[tied][within], keys[within]
        fresh = np.append(True, (keys[1:] != keys[:-1]) | (np.diff(group[tied]) > 0))
        begins = np.flatnonzero(fresh)
        counts = np.diff(begins, append=len(keys))
        group[tied] = np.repeat(tied[begins], counts)
        tied = tied[np.repeat(counts > 1, counts)]
        if not len(tied):
            break
    return order


@kernel
def _stable_order(keys: UInt64s) -> Int64s:
    """int64: the order of ``keys``, and of equal ones their own: they are sorted by each of their bytes, the lowest
    first."""
    order, other = np.arange(len(keys)), np.empty(len(keys), np.int64)
    for shift in range(0, 64, 8):
        ends = np.zeros(257, np.int64)
        for key in keys:
            ends[(key >> np.uint64(shift) & BYTE) + ONE] += 1
        if ends.max() < len(keys):
            for n in range(256):
                ends[n + 1] += ends[n]
            for number in order:
                byte = keys[number] >> np.uint64(shift) & BYTE
                other[ends[byte]] = number
                ends[byte] += 1
            order, other = other, order
    return order


def first_bytes(strings: Strings) -> UInt64s:
    """uint64: the first eight bytes of each string, the first highest, zeros behind the last."""
    return _chunks(*strings, np.arange(len(strings.starts)), 0)


@kernel
def _chunks(data: UInt8s, starts: Int64s, ends: Int64s, order: Int64s, skipped: Integer) -> UInt64s:
    """uint64: the bytes of each string behind the first ``skipped``, the first highest, zeros behind the last."""
    found = np.zeros(len(order), np.uint64)
    for n in range(len(order)):
        start, end = starts[order[n]] + skipped, ends[order[n]]
        for at in range(start, min(start + CHUNK, end)):
            found[n] |= np.uint64(data[at]) << np.uint64(8 * (CHUNK - 1 - (at - start)))
    return found


def picked(strings: Strings, order: Int64s) -> Strings:
    """The strings of these numbers, one behind the other."""
    data, starts, ends = strings
    sizes = np.append(np.zeros(1, np.int64), (ends - starts)[order])
    bounds = np.cumsum(sizes)
    return Strings(_picked(data, starts, ends, order, np.empty(bounds[-1], np.uint8)), bounds[:-1], bounds[1:])


@kernel
def _picked(data: UInt8s, starts: Int64s, ends: Int64s, order: Int64s, found: UInt8s) -> UInt8s:
    to = 0
    for number in order:
        for at in range(starts[number], ends[number]):
            found[to] = data[at]
            to += 1
    return found
