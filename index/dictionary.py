"""The terms of an index, sorted: found by name, by range, by pattern and by likeness.

A term is known by its ordinal, its place among all terms. Terms are UTF-8 (lone surrogates too, as "surrogatepass"
writes them), distinct, and sorted by their bytes, which is the order of their code points. On disk they are two arrays:
``blob``, all terms in a row, and ``offsets``, which says that term n is ``blob[offsets[n]:offsets[n + 1]]``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index.arrays import mapped
from index.blocks import Int32s, Int64s, UInt8s
from index.errors import REMEDY, DamagedArchive
from index.jit import kernel
from index.strings import Strings

Offsets = npt.NDArray[np.uint32] | npt.NDArray[np.uint64]

CHUNK = 4096  # terms read at once when all are iterated over; more is no faster
END = "\0"  # behind terms that are decoded together; those that contain it are decoded one by one
STAR, QUESTION_MARK = ord("*"), ord("?")
CONTINUATION = 0b10000000  # the highest two bits of all bytes of a code point but its first


@dataclass(frozen=True, eq=False)
class Dictionary:
    """Sorted terms: ``blob`` uint8[*], ``offsets`` uint32[n + 1], or uint64[n + 1] for a blob of 4 GiB and more.

    All ranges of ordinals are half-open, and what patterns find ascends. Any number of threads may share one.
    """

    blob: UInt8s
    offsets: Offsets

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def __iter__(self) -> Iterator[bytes]:
        for first in range(0, len(self), CHUNK):
            yield from self.terms(first, min(first + CHUNK, len(self)))

    def term(self, ordinal: int) -> bytes:
        """The term of an ordinal, 0 <= ordinal < n."""
        return self.blob[self.offsets[ordinal] : self.offsets[ordinal + 1]].tobytes()

    def terms(self, first: int, last: int) -> list[bytes]:
        """The terms of the ordinals first to last, 0 <= first <= last <= n."""
        ends: list[int] = self.offsets[first : last + 1].tolist()
        stretch = self.blob[ends[0] : ends[-1]].tobytes()
        return [stretch[start - ends[0] : end - ends[0]] for start, end in pairwise(ends)]

    def spelled(self, ordinals: npt.NDArray[np.integer[Any]], places: Int32s | None = None) -> list[str]:
        """The terms of ordinals in any order, or of those at ``places``, decoded."""
        if places is None:
            places = np.arange(len(ordinals), dtype=np.int32)
        written: str = _spelled(self.blob, self.offsets, ordinals, places).tobytes().decode("utf-8", "surrogatepass")
        terms = written.split(END)
        terms.pop()
        if len(terms) == len(places):
            return terms
        return [self.term(ordinal).decode("utf-8", "surrogatepass") for ordinal in ordinals[places].tolist()]

    def find(self, term: bytes) -> int:
        """The ordinal of a term, or -1."""
        return find(self.blob, self.offsets, term)

    def seek(self, term: bytes) -> int:
        """The first ordinal whose term is not less than ``term``; n where all are."""
        return _seek(self.blob, self.offsets, term, False, 0, len(self))

    def range(self, start: bytes, end: bytes | None) -> tuple[int, int]:
        """The ordinals of the terms with start <= term < end; of all from ``start`` on where ``end`` is None."""
        first = self.seek(start)
        return first, len(self) if end is None else max(first, self.seek(end))

    def prefix(self, prefix: bytes) -> tuple[int, int]:
        """The ordinals of the terms that begin with ``prefix``."""
        first = self.seek(prefix)
        return first, _seek(self.blob, self.offsets, prefix, True, first, len(self))

    def wildcard(self, pattern: str) -> Int64s:
        """The ordinals of the terms that match: ``*`` is any run of code points, also none, ``?`` is exactly one."""
        parts = re.fullmatch(r"([^*?]*)(.*?)([^*?]*)", pattern, re.DOTALL)
        assert parts is not None
        head, middle, tail = (part.encode("utf-8", "surrogatepass") for part in parts.groups())
        first, last = self.prefix(head)
        return _wildcard(self.blob, self.offsets, first, last, len(head), middle, tail)

    def fuzzy(self, term: bytes, distance: int, prefix: int) -> Int64s:
        """The ordinals of the terms that begin with the first ``prefix`` code points of ``term`` and are at most
        ``distance`` edits from it: code points changed, added, dropped, or swapped with the next, none edited twice
        (optimal string alignment).
        """
        head = term.decode("utf-8", "surrogatepass")[:prefix].encode("utf-8", "surrogatepass")
        first, last = self.prefix(head)
        return _fuzzy(self.blob, self.offsets, first, last, np.frombuffer(term, dtype=np.uint8), distance)


def write_dictionary(folder: Path, name: str, terms: Strings) -> None:
    """Write ``{name}.terms.npy`` and ``{name}.offsets.npy``; ``terms`` are distinct and sorted, and stand one
    behind the other."""
    offsets = np.append(np.zeros(1, np.int64), terms.ends)
    size = np.uint32 if offsets[-1] <= np.iinfo(np.uint32).max else np.uint64
    np.save(folder / f"{name}.terms.npy", terms.data, allow_pickle=False)
    np.save(folder / f"{name}.offsets.npy", offsets.astype(size), allow_pickle=False)


def open_dictionary(folder: Path, name: str) -> Dictionary:
    """What ``write_dictionary`` wrote, mapped into memory; DamagedArchive where a search could leave the arrays."""
    path = folder / f"{name}.terms.npy"
    try:
        # plain arrays, because Numba takes longer to recognize the subclass that maps
        blob = mapped(path)
        offsets = mapped(folder / f"{name}.offsets.npy")
    except (OSError, ValueError, EOFError) as error:
        raise DamagedArchive(f"The terms in {path} cannot be read ({error}): {REMEDY}") from error
    if not _is_dictionary(blob, offsets):
        raise DamagedArchive(f"The terms in {path} do not fit their offsets: {REMEDY}")
    return Dictionary(blob, offsets)


def _is_dictionary(blob: npt.NDArray[Any], offsets: npt.NDArray[Any]) -> bool:
    return bool(
        blob.dtype == np.uint8
        and offsets.dtype in (np.uint32, np.uint64)
        and blob.ndim == offsets.ndim == 1
        and len(offsets)
        and offsets[0] == 0
        and offsets[-1] == len(blob)
        and np.all(offsets[:-1] <= offsets[1:])
    )


# In the kernels, terms to be found are bytes or uint8[*]; positions are places in the blob.


@kernel
def _start(offsets: Offsets, ordinal: int) -> int:
    """Where a term starts, signed, because in Numba an unsigned and a signed integer add up to a float."""
    return int(np.int64(offsets[ordinal]))


@kernel
def _spelled(blob: UInt8s, offsets: Offsets, ordinals: npt.NDArray[np.integer[Any]], places: Int32s) -> UInt8s:
    """The terms of the ordinals at ``places`` one behind the other, each with ``END`` behind it."""
    length = len(places)
    for place in places:
        ordinal = ordinals[place]
        length += _start(offsets, ordinal + 1) - _start(offsets, ordinal)
    text, to = np.zeros(length, np.uint8), 0
    for place in places:
        ordinal = ordinals[place]
        for at in range(_start(offsets, ordinal), _start(offsets, ordinal + 1)):
            text[to] = blob[at]
            to += 1
        to += 1
    return text


@kernel
def find(blob: UInt8s, offsets: Offsets, term: bytes | UInt8s) -> int:
    """The ordinal of a term, or -1."""
    ordinal = _seek(blob, offsets, term, False, 0, len(offsets) - 1)
    if ordinal == len(offsets) - 1 or _start(offsets, ordinal + 1) - _start(offsets, ordinal) != len(term):
        return -1
    return ordinal if _precedes(blob, offsets, ordinal, term, True) else -1


@kernel
def _seek(blob: UInt8s, offsets: Offsets, term: bytes | UInt8s, beyond: bool, first: int, last: int) -> int:
    """The first ordinal from ``first`` on that ``_precedes`` does not hold for, or ``last``."""
    while first < last:
        middle = (first + last) >> 1
        if _precedes(blob, offsets, middle, term, beyond):
            first = middle + 1
        else:
            last = middle
    return first


@kernel
def _precedes(blob: UInt8s, offsets: Offsets, ordinal: int, term: bytes | UInt8s, beyond: bool) -> bool:
    """Whether the term of ``ordinal`` is less than ``term`` or, with ``beyond``, begins with it."""
    start = _start(offsets, ordinal)
    length = _start(offsets, ordinal + 1) - start
    for i in range(min(length, len(term))):
        if blob[start + i] != term[i]:
            return bool(blob[start + i] < term[i])
    return beyond or length < len(term)


@kernel
def _wildcard(blob: UInt8s, offsets: Offsets, first: int, last: int, head: int, middle: bytes, tail: bytes) -> Int64s:
    """The ordinals from ``first`` to ``last`` whose terms are ``head`` bytes, what matches ``middle``, and ``tail``."""
    found = np.empty(last - first, dtype=np.int64)
    count = 0
    for ordinal in range(first, last):
        start = _start(offsets, ordinal) + head
        end = _start(offsets, ordinal + 1) - len(tail)
        if start <= end and _stands_at(blob, end, tail) and _matches(blob, start, end, middle):
            found[count] = ordinal
            count += 1
    return found[:count].copy()


@kernel
def _stands_at(blob: UInt8s, position: int, literal: bytes) -> bool:
    i = 0
    while i < len(literal) and blob[position + i] == literal[i]:
        i += 1
    return i == len(literal)


@kernel
def _matches(blob: UInt8s, position: int, end: int, pattern: bytes) -> bool:
    """Whether the stretch matches as a whole. Where it does not, the last ``*`` takes one code point more and the
    pattern is tried again from there: no earlier ``*`` could do better, so there is nothing else to go back to.
    """
    at, after_star, resume = 0, -1, position
    while position < end:
        sign = pattern[at] if at < len(pattern) else 0
        if sign == STAR:
            at += 1
            if at == len(pattern):
                return True
            after_star, resume = at, position
        elif sign == QUESTION_MARK:
            at += 1
            position = _next_code_point(blob, position, end)
        elif at < len(pattern) and sign == blob[position]:
            at += 1
            position += 1
        elif after_star >= 0:
            at = after_star
            resume = position = _next_code_point(blob, resume, end)
        else:
            return False
    while at < len(pattern) and pattern[at] == STAR:
        at += 1
    return at == len(pattern)


@kernel
def _next_code_point(blob: UInt8s, position: int, end: int) -> int:
    position += 1
    while position < end and blob[position] & 0b11000000 == CONTINUATION:
        position += 1
    return position


@kernel
def _fuzzy(blob: UInt8s, offsets: Offsets, first: int, last: int, term: UInt8s, distance: int) -> Int64s:
    """The ordinals from ``first`` to ``last`` whose terms are at most ``distance`` edits from ``term``.

    The terms are walked as a trie. ``rows[d]`` has the distances between the first d code points of the term at hand,
    kept in ``path``, and all beginnings of ``term``; the next term reuses the rows of what it has in common with this
    one. As the least of a row is never less than that of the row before (a swap is no cheaper than a change in the
    row it leaps over), nothing that begins like a row beyond ``distance`` is within it: all of that is skipped.
    """
    wanted = _code_points(term)
    rows = _first_rows(len(wanted), distance)
    path = np.full(len(rows), -1, dtype=np.int64)
    found = np.empty(last - first, dtype=np.int64)
    count = known = 0
    ordinal = first
    while ordinal < last:
        start, end = _start(offsets, ordinal), _start(offsets, ordinal + 1)
        position, depth, near = start, 0, True
        while near and position < end:
            after = _next_code_point(blob, position, end)
            code = _code_point(blob, position, after)
            position, depth = after, depth + 1
            if depth > known or path[depth] != code:
                path[depth], known = code, depth
                near = _fill_row(rows, path, depth, wanted, distance) <= distance
        if not near:
            ordinal = _skip(blob, offsets, blob[start:position], ordinal, last)
        else:
            if rows[depth, len(wanted)] <= distance:
                found[count] = ordinal
                count += 1
            ordinal += 1
    return found[:count].copy()


@kernel
def _code_points(term: UInt8s) -> Int64s:
    codes = np.empty(len(term), dtype=np.int64)
    position = count = 0
    while position < len(term):
        after = _next_code_point(term, position, len(term))
        codes[count] = _code_point(term, position, after)
        position, count = after, count + 1
    return codes[:count]


@kernel
def _code_point(blob: UInt8s, position: int, after: int) -> int:
    """A number for the code point between two positions: its bytes, which are as distinct as its value."""
    code = 0
    for i in range(position, after):
        code = code << 8 | int(np.int64(blob[i]))
    return code


@kernel
def _first_rows(length: int, distance: int) -> npt.NDArray[np.int64]:
    """Rows for ``_fill_row``: int64[length + distance + 2, length + 1], the first filled, all else out of reach.

    No row is deeper, because one that has ``distance`` + 1 code points more than the wanted term is beyond it.
    """
    rows = np.full((length + distance + 2, length + 1), distance + 1, dtype=np.int64)
    for j in range(min(length, distance) + 1):
        rows[0, j] = j
    return rows


@kernel
def _fill_row(rows: npt.NDArray[np.int64], path: Int64s, depth: int, wanted: Int64s, distance: int) -> int:
    """Fill ``rows[depth]`` from the two rows before, as far as lengths differ by at most ``distance``; its least."""
    least = distance + 1
    for j in range(max(0, depth - distance), min(len(wanted), depth + distance) + 1):
        cost = rows[depth - 1, j] + 1
        if j > 0:
            cost = min(cost, rows[depth, j - 1] + 1, rows[depth - 1, j - 1] + (path[depth] != wanted[j - 1]))
        if min(depth, j) > 1 and path[depth] == wanted[j - 2] and path[depth - 1] == wanted[j - 1]:
            cost = min(cost, rows[depth - 2, j - 2] + 1)
        rows[depth, j] = cost
        least = min(least, cost)
    return least


@kernel
def _skip(blob: UInt8s, offsets: Offsets, prefix: UInt8s, ordinal: int, last: int) -> int:
    """The first ordinal after ``ordinal``, whose term begins with ``prefix``, of a term that does not, or ``last``.

    It gallops, because most prefixes are those of few terms.
    """
    step = 1
    while ordinal + step < last and _precedes(blob, offsets, ordinal + step, prefix, True):
        ordinal += step
        step *= 2
    return _seek(blob, offsets, prefix, True, ordinal + 1, min(ordinal + step, last))
