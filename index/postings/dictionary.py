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

from index.arrays.files import Contents, contents_of
from index.arrays.jit import kernel
from index.arrays.npy import array_of, save
from index.arrays.strings import Strings
from index.arrays.types import Int32s, Int64s, UInt8s
from index.errors import REMEDY, DamagedArchive
from index.postings.patterns import fuzzy, wildcard
from index.postings.term_search import Offsets, find, seek, start_of

CHUNK = 4096  # terms read at once when all are iterated over; more is no faster
END = "\0"  # behind terms that are decoded together; those that contain it are decoded one by one


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
        return seek(self.blob, self.offsets, term, False, 0, len(self))

    def range(self, start: bytes, end: bytes | None) -> tuple[int, int]:
        """The ordinals of the terms with start <= term < end; of all from ``start`` on where ``end`` is None."""
        first = self.seek(start)
        return first, len(self) if end is None else max(first, self.seek(end))

    def prefix(self, prefix: bytes) -> tuple[int, int]:
        """The ordinals of the terms that begin with ``prefix``."""
        first = self.seek(prefix)
        return first, seek(self.blob, self.offsets, prefix, True, first, len(self))

    def wildcard(self, pattern: str) -> Int64s:
        """The ordinals of the terms that match: ``*`` is any run of code points, also none, ``?`` is exactly one."""
        parts = re.fullmatch(r"([^*?]*)(.*?)([^*?]*)", pattern, re.DOTALL)
        assert parts is not None
        head, middle, tail = (part.encode("utf-8", "surrogatepass") for part in parts.groups())
        first, last = self.prefix(head)
        return wildcard(self.blob, self.offsets, first, last, len(head), middle, tail)

    def fuzzy(self, term: bytes, distance: int, prefix: int) -> Int64s:
        """The ordinals of the terms that begin with the first ``prefix`` code points of ``term`` and are at most
        ``distance`` edits from it: code points changed, added, dropped, or swapped with the next, none edited twice
        (optimal string alignment).
        """
        head = term.decode("utf-8", "surrogatepass")[:prefix].encode("utf-8", "surrogatepass")
        first, last = self.prefix(head)
        return fuzzy(self.blob, self.offsets, first, last, np.frombuffer(term, dtype=np.uint8), distance)


def write_dictionary(folder: Path, name: str, terms: Strings) -> None:
    """Write ``{name}.terms.npy`` and ``{name}.offsets.npy``; ``terms`` are distinct and sorted, and stand one
    behind the other."""
    offsets = np.append(np.zeros(1, np.int64), terms.ends)
    size = np.uint32 if offsets[-1] <= np.iinfo(np.uint32).max else np.uint64
    save(folder / f"{name}.terms.npy", terms.data)
    save(folder / f"{name}.offsets.npy", offsets.astype(size))


def open_dictionary(folder: Path, name: str, files: Contents | None = None) -> Dictionary:
    """What ``write_dictionary`` wrote; ``DamagedArchive`` where a search could leave the arrays. ``files`` as for
    ``index.postings.segment.open_segment``."""
    path, offsets_path = folder / f"{name}.terms.npy", folder / f"{name}.offsets.npy"
    try:
        files = contents_of(folder) if files is None else files
        blob, offsets = array_of(files[path], path), array_of(files[offsets_path], offsets_path)
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
def _spelled(blob: UInt8s, offsets: Offsets, ordinals: npt.NDArray[np.integer[Any]], places: Int32s) -> UInt8s:
    """The terms of the ordinals at ``places`` one behind the other, each with ``END`` behind it."""
    length = len(places)
    for place in places:
        ordinal = ordinals[place]
        length += start_of(offsets, ordinal + 1) - start_of(offsets, ordinal)
    text, to = np.zeros(length, np.uint8), 0
    for place in places:
        ordinal = ordinals[place]
        for at in range(start_of(offsets, ordinal), start_of(offsets, ordinal + 1)):
            text[to] = blob[at]
            to += 1
        to += 1
    return text
