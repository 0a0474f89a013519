"""Whether posting lists are as they were written, and lead nowhere outside: each is looked at before its first use.

Two things can be wrong with a list. The disk may have changed it: its bytes are compared with checksums, xxh3 of every
``CHUNK`` bytes of ``words.bin`` and of the rows of ``heads.npy``, in ``*.sums.npy``. Or somebody wrote it who knows how
to write checksums: then kernels, which look at no bounds, would read and write outside their arrays. So a list is
unpacked once beforehand, with bounds.
"""

from __future__ import annotations

import mmap
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import xxhash

from index.arrays.bits import WORD, bits_of, take
from index.arrays.files import Contents, OpenFile
from index.arrays.jit import kernel
from index.arrays.npy import Header, array_of, header_of, save
from index.arrays.types import Int32s, Integer, UInt8s, UInt32s, UInt64s
from index.errors import REMEDY, DamagedArchive
from index.postings.blocks import (
    BLOCK,
    COLUMNS,
    FIRST,
    LAST,
    OCCURRENCES,
    STRIDE,
    layout,
    take_codes,
    take_documents,
    take_marks,
)

CHUNK = 1 << 16  # bytes; to compare one takes 9 us, and a rare word's list is in two or three
LONGEST_HEADER = 256  # bytes
ROW = COLUMNS * np.dtype(np.uint32).itemsize  # bytes


class Checked:
    """The bytes of a file behind the first ``skipped``, each chunk of which is read, and compared with its checksum,
    before it is used for the first time. Safe for threads.

    They are in memory that the system gives as it is filled, which processes that are forked from this one share.
    """

    def __init__(self, path: Path, sums: UInt64s, skipped: int = 0) -> None:
        """``sums`` uint64: one a chunk. Raises ``DamagedArchive`` where they are more or fewer, or ``OSError``."""
        self._file, self._sums, self._skipped = OpenFile(path), sums, skipped
        size = self._file.size - skipped
        if size < 0 or len(sums) != -(-size // CHUNK):
            raise self.damage()
        # Not by NumPy, which asks for pages of 2 MB: of an archive's lists few are read, here and there.
        self._bytes = np.frombuffer(mmap.mmap(-1, size or 1), np.uint8, size)
        self._compared = np.zeros(len(sums), np.bool_)

    def array(self, dtype: npt.DTypeLike, shape: tuple[int, ...] = (-1,)) -> npt.NDArray[Any]:
        """The bytes as an array, of which only what was compared may be read. Raises ``ValueError``."""
        return self._bytes.view(dtype).reshape(shape)

    def compare(self, first: int, last: int) -> None:
        """Read and compare the bytes ``first`` to ``last`` (excluded), if that was not done. Raises
        ``DamagedArchive``."""
        begin, end = first // CHUNK, -(-last // CHUNK)
        for chunk in np.flatnonzero(~self._compared[begin:end]) + begin:
            place = self._bytes[chunk * CHUNK : (chunk + 1) * CHUNK]
            read = self._file.read(self._skipped + int(chunk) * CHUNK, len(place))
            if xxhash.xxh3_64_intdigest(read) != self._sums[chunk]:
                raise self.damage()
            place[:] = np.frombuffer(read, np.uint8)  # not read to there: another thread may be using it already
            self._compared[chunk] = True

    def damage(self) -> DamagedArchive:
        """The error that something is wrong with the file."""
        return DamagedArchive(f"{self._file.path} has changed since it was written; {REMEDY}")


def checked_words(path: Path, files: Contents) -> tuple[UInt64s, Checked]:
    """The words in the file at ``path``, whose checksums are in ``files``. Raises ``DamagedArchive``, ``OSError`` or
    ``ValueError``."""
    checked = Checked(path, _sums_of(path, files))
    return checked.array(np.uint64), checked


def checked_rows(path: Path, files: Contents) -> tuple[npt.NDArray[Any], Checked]:
    """As ``checked_words``, of an array of any kind in a file that ``save`` wrote."""
    about = _header(path)
    checked = Checked(path, _sums_of(path, files), about.size)
    return checked.array(about.dtype, about.shape), checked


def _header(path: Path) -> Header:
    file = OpenFile(path)
    return header_of(file.read(0, min(file.size, LONGEST_HEADER)), path)


def write_sums(path: Path) -> None:
    """Write the checksums of the words or rows in the file at ``path``."""
    file, skipped = OpenFile(path), _header(path).size if path.suffix == ".npy" else 0
    firsts = range(skipped, file.size, CHUNK)
    sums = [xxhash.xxh3_64_intdigest(file.read(first, min(CHUNK, file.size - first))) for first in firsts]
    save(_sums_file(path), np.array(sums, np.uint64))


def _sums_of(path: Path, files: Contents) -> UInt64s:
    sums: UInt64s = array_of(files[_sums_file(path)], path)
    if sums.dtype != np.uint64 or sums.ndim != 1:
        raise DamagedArchive(f"{_sums_file(path)} is no array of its kind; {REMEDY}")
    return sums


def _sums_file(path: Path) -> Path:
    return path.with_name(f"{path.stem}.sums.npy")


class Trust:
    """What of a segment's lists may be read: ``lists`` uint8 says which, 1 or 0. Safe for threads."""

    def __init__(self, words: Checked, heads: Checked, lists: int) -> None:
        self._words, self._heads = words, heads
        self.lists: UInt8s = np.zeros(lists, np.uint8)

    def admit(
        self,
        number: int,
        words: UInt64s,
        heads: UInt32s,
        lists: UInt32s,
        counts: UInt32s,
        shapes: Int32s,
        documents: int,
    ) -> None:
        """Look at a list of a segment that has these arrays and so many documents. Raises ``DamagedArchive``."""
        first, last = lists[number : number + 2].tolist()
        self._heads.compare(first * ROW, last * ROW)
        if first < last:
            begin, end = (int(bit) // 8 for bit in _stretch(heads, first, last))
            if not 0 <= begin <= end <= (len(words) - 1) * words.itemsize:
                raise self._heads.damage()
            self._words.compare(begin, end + words.itemsize)
        if not _is_sound(words, heads, shapes, first, last, documents, *counts[number].tolist()):
            raise self._heads.damage()
        self.lists[number] = 1


@kernel
def _stretch(heads: UInt32s, first: Integer, last: Integer) -> tuple[Integer, Integer]:
    """Where the data of the blocks ``first`` to ``last`` (excluded) begin and end, in bits."""
    return layout(heads, first).gap_bit, layout(heads, last - 1).end


@kernel
def _is_sound(
    words: UInt64s, heads: UInt32s, shapes: Int32s, first: Integer, last: Integer, documents: Integer,
    containing: Integer, occurring: Integer,
) -> bool:  # fmt: skip
    """Whether the blocks ``first`` to ``last`` (excluded) are of a list that ``containing`` of so many ``documents``
    have, ``occurring`` times: ascending, of shapes that there are, within ``words``."""
    some, codes = np.empty(BLOCK, np.int32), np.empty(BLOCK, np.int32)
    end, before = np.int64(len(words) - 1) * WORD, np.int64(-1)
    for block in range(first, last):
        at, low, high = layout(heads, block), np.int64(heads[block, FIRST]), np.int64(heads[block, LAST])
        if low <= before or high < low or high >= documents or at.end > end:
            return False
        marked = np.int64(0)
        for begin in range(0, at.marks, WORD):
            marked += bits_of(take_marks(words, at, begin))
        if at.marks and marked != at.documents - 1:
            return False
        take_documents(words, heads, block, some)
        take_codes(words, heads, block, codes)
        placed = np.int64(0)
        for n in range(at.documents):
            if (n and some[n] <= some[n - 1]) or not 0 <= codes[n] < len(shapes):
                return False
            if n and at.stride_width and n % STRIDE == 0:
                stride = take(words, at.stride_bit + (n // STRIDE - 1) * at.stride_width, at.stride_width)
                if stride != placed:
                    return False
            placed += shapes[codes[n], OCCURRENCES]
        if some[0] != low or some[at.documents - 1] != high or placed != at.occurrences:
            return False
        containing, occurring, before = containing - at.documents, occurring - placed, high
    return containing == 0 and occurring == 0
