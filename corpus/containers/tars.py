"""Archives of tar, read in one go.

The format: POSIX.1-2001, ``pax``, with the long names of GNU tar. ``tarfile`` reads the headers; it would keep them
all, and take a header's word for how much to read.
"""

from __future__ import annotations

import io
import re
import tarfile
from collections.abc import Iterator
from typing import IO

from corpus.article import Source, Unreadable
from corpus.containers.members import MOST_EMPTY, TOO_EMPTY, source_of
from corpus.record import LeftOut, Member

BLOCK = tarfile.BLOCKSIZE
LONGEST_EXTENSION = 1 << 16  # bytes of a header that only names the next member
PAX_PATH = re.compile(rb"(?:^|\n)\d{1,5} path=([^\n]{0,4096})\n")
LINKS = (tarfile.LNKTYPE, tarfile.SYMTYPE)
PLAIN = (*tarfile.REGULAR_TYPES, tarfile.DIRTYPE)


def split(stream: IO[bytes], source: Source) -> Iterator[Member | LeftOut | Unreadable]:
    """The members in their order."""
    name, empty = "", 0
    while len(block := stream.read(BLOCK)) == BLOCK and block.count(0) != BLOCK:
        try:
            header = tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
        except tarfile.HeaderError as error:
            yield Unreadable(source, f"a damaged tar archive ({error}); the rest of it is left out")
            return
        data = _Data(stream, header.size if _has_data(header) else 0)
        if header.type in (tarfile.GNUTYPE_LONGNAME, tarfile.XHDTYPE, tarfile.SOLARIS_XHDTYPE):
            name = _long_name(header, data.read(min(header.size, LONGEST_EXTENSION))) or name
        elif header.type not in (tarfile.GNUTYPE_LONGLINK, tarfile.XGLTYPE):
            place = source_of(source, name or header.name)
            name = ""
            empty = 0 if header.size else empty + 1
            if empty == MOST_EMPTY:
                yield Unreadable(source, TOO_EMPTY)
                return
            if place:
                yield from _member(header, data, source, place)
        if not data.pass_over():
            yield Unreadable(source, "a tar archive that is cut off: get it again")
            return


def _has_data(header: tarfile.TarInfo) -> bool:
    return header.type not in (*LINKS, tarfile.DIRTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE)


def _long_name(header: tarfile.TarInfo, data: bytes) -> str:
    if header.type == tarfile.GNUTYPE_LONGNAME:
        return data.split(b"\0")[0].decode("utf-8", "replace")
    found = PAX_PATH.search(data)
    return found[1].decode("utf-8", "replace") if found else ""


def _member(
    header: tarfile.TarInfo, data: _Data, source: Source, place: Source
) -> Iterator[Member | LeftOut | Unreadable]:
    if header.type in LINKS:
        yield Unreadable(place, "a link in a tar archive, which is not followed: what it leads to is read there")
    elif header.type not in PLAIN:
        yield Unreadable(place, "not a regular file")
    elif header.type != tarfile.DIRTYPE and not header.name.endswith("/"):
        yield Member(place, io.BufferedReader(data)) if header.size else LeftOut(source, "empty files")


class _Data(io.RawIOBase):
    """The bytes of a member, and what fills its last block."""

    def __init__(self, stream: IO[bytes], size: int) -> None:
        self._stream, self._left, self._fill = stream, max(0, size), -size % BLOCK

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._stream.read(min(len(buffer), self._left))
        if self._left and not data:
            raise EOFError("it is cut off")
        buffer[: len(data)] = data
        self._left -= len(data)
        return len(data)

    def pass_over(self) -> bool:
        """Go to the next header; whether there was all of this member."""
        left, fill = self._left + self._fill, self._fill
        self._left = self._fill = 0
        while left and (data := self._stream.read(min(left, STEP))):
            left -= len(data)
        return left <= fill  # the last block of all need not be filled


STEP = 1 << 20  # bytes
