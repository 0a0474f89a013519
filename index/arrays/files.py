"""Files as they are read: whole, or parts of them when these are needed.

Where a file that is mapped is cut short, or its disk fails, a process that reads on is killed by a signal; reading
gives an error. So files are read, but for those of megabytes that kernels need as they are: these are mapped, because
to read them takes 0.4 ms a megabyte, and are looked at again and again.
"""

from __future__ import annotations

import mmap
import os
import time
import weakref
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import numpy as np
import xxhash

from index.arrays.types import UInt8s
from index.errors import REMEDY, DamagedArchive, unreadable
from index.small_files import open_regular

SOURCES = "sources.zst"  # which files were read: for writers alone
# Files that are not read whole when an archive is opened: stretches of them are compared with checksums of their own
# when they are read for the first time (``index.postings.trust``, ``index.store.texts``).
READ_IN_PARTS = frozenset(["words.bin", "heads.npy", "articles.zst", SOURCES])
LARGE = 1 << 21  # bytes, from which on a file is mapped: at 200,000 stories that are 1 of 72 files
STEP = 1 << 18  # bytes that are read at once, which stay in a processor's cache
BITS = tuple(1 << bit for bit in range(8))
LOOK_AGAIN = 0.01  # seconds; 40 files take 50 us


class OpenFile:
    """A regular file of ``size`` bytes, open for reading, also after it is gone from its folder. Safe for threads.

    Raises ``OSError``, for anything else than a regular file too.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor, self.size = open_regular(path)
        weakref.finalize(self, os.close, self._descriptor)

    def read(self, first: int, size: int) -> bytes:
        """So many bytes from ``first`` on. Raises ``DamagedArchive`` where the file ends before, or the disk fails."""
        if first + size > self.size:  # whoever wrote where to read may ask for more than there is memory
            raise self.cut()
        try:
            found = os.pread(self._descriptor, size, first)
        except OSError as error:
            raise unreadable(self.path, error) from error
        if len(found) < size:
            raise self.cut()
        return found

    def whole(self) -> UInt8s:
        """All of it, read only. Raises ``DamagedArchive``."""
        if self.size >= LARGE:
            return np.frombuffer(mmap.mmap(self._descriptor, self.size, access=mmap.ACCESS_READ), np.uint8)
        return np.frombuffer(self.read(0, self.size), np.uint8)

    def summed(self) -> tuple[UInt8s, str]:
        """All of it, and its xxh3, 64 bits in hexadecimal, which takes a fiftieth of the time of SHA-256. Raises
        ``DamagedArchive``."""
        content, digest = self.whole(), xxhash.xxh3_64()
        if self.size < LARGE:
            digest.update(content.data)
        else:  # not by the map
            for piece in self.pieces():
                digest.update(piece)
        return content, digest.hexdigest()

    def pieces(self) -> Iterator[bytes]:
        """All of it, piece by piece. Raises ``DamagedArchive``."""
        for first in range(0, self.size, STEP):
            yield self.read(first, min(STEP, self.size - first))

    def refuse_cut(self) -> None:
        """Raise ``DamagedArchive`` where it is shorter than it was."""
        if os.fstat(self._descriptor).st_size < self.size:
            raise self.cut()

    def cut(self) -> DamagedArchive:
        """The error that it is shorter than it was."""
        return DamagedArchive(f"{self.path} has been cut short since it was opened; {REMEDY}")


def open_file(path: Path) -> OpenFile:
    """Open a file for reading. Raises ``DamagedArchive`` or ``TooManyOpen``."""
    try:
        return OpenFile(path)
    except OSError as error:
        raise unreadable(path, error) from error


def with_one_bit_changed(content: bytes, wanted: Callable[[bytearray], bool]) -> bytes | None:
    """``content`` with that bit changed with which it is ``wanted``, if there is one: all are tried. Of 150 KB, by
    their xxh3, that takes a quarter of a minute."""
    changed = bytearray(content)
    for at in range(len(changed)):
        for bit in BITS:
            changed[at] ^= bit
            if wanted(changed):
                return bytes(changed)
            changed[at] ^= bit
    return None


class Contents(dict[Path, UInt8s]):
    """The whole content of files by their paths; of one that is not there raises ``DamagedArchive``."""

    def __init__(self, read: Iterable[tuple[OpenFile, UInt8s]]) -> None:
        """Files, each with what it holds."""
        found = list(read)
        super().__init__((file.path, content) for file, content in found)
        self._mapped = [file for file, _ in found if file.size >= LARGE]
        self._looked = time.monotonic()

    def refuse_cut(self) -> None:
        """Raise ``DamagedArchive`` where a file that is mapped has been cut short, as far as was looked ``LOOK_AGAIN``
        ago."""
        if self._mapped and time.monotonic() - self._looked > LOOK_AGAIN:
            for file in self._mapped:
                file.refuse_cut()
            self._looked = time.monotonic()  # not where one is: then the next one asked is told, too

    def __missing__(self, path: Path) -> UInt8s:
        raise DamagedArchive(f"{path} is missing; {REMEDY}")


def contents_of(folder: Path) -> Contents:
    """What stands in the files of a folder that was just written, those that are read in parts left out."""
    paths = (path for path in folder.iterdir() if path.is_file() and path.name not in READ_IN_PARTS)
    return Contents((file, file.whole()) for file in map(OpenFile, paths))
