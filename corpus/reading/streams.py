"""Opening a file that nobody vouches for: regular files only, bounded in bytes, unpacked within bounds too."""

from __future__ import annotations

import codecs
import gzip
import io
import os
import re
import stat
import zlib
from typing import IO, cast

from corpus.reading.folders import NOT_A_FILE

GZIP_MAGIC = b"\x1f\x8b"
BUFFER = 1 << 16  # bytes
# A compressed file may unfold to so many bytes, or to so many times its own size if that is more. Reuters-21578 unfolds
# to 3.5 times its size, lines of JSON with the same keys to some 20 times; a bomb to 1,000 times.
ALWAYS_UNFOLDED, MOST_UNFOLDED = 64 << 20, 200
# What must not be followed or waited for when a file is opened; not all systems have these.
FLAGS = os.O_RDONLY | sum(
    getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOFOLLOW", "O_NOCTTY", "O_CLOEXEC", "O_BINARY")
)


class OpenFile:
    """A regular file, open: ``stream`` gives what is in it, unpacked, and never more than was there when it was
    opened. Raises ``OSError`` where there is none, or anything else."""

    def __init__(self, path: str) -> None:
        descriptor = os.open(path, FLAGS)
        self._raw = io.FileIO(descriptor, "rb")
        self._status = os.fstat(descriptor)
        if not stat.S_ISREG(self._status.st_mode):
            self._raw.close()
            raise OSError(NOT_A_FILE)
        self.stream = self._opened()

    def _opened(self) -> IO[bytes]:
        size = self._status.st_size
        plain = io.BufferedReader(_Bounded(cast(IO[bytes], self._raw), size), BUFFER)
        compressed = plain.read(len(GZIP_MAGIC)) == GZIP_MAGIC
        plain.seek(0)
        if not compressed:
            return plain
        limit = max(ALWAYS_UNFOLDED, MOST_UNFOLDED * size)
        return io.BufferedReader(_Bounded(cast(IO[bytes], gzip.GzipFile(fileobj=plain)), limit, TOO_LARGE), BUFFER)

    def __enter__(self) -> OpenFile:
        return self

    def __exit__(self, *_: object) -> None:
        self._raw.close()

    @property
    def position(self) -> int:
        """How many of its bytes on disk have been read."""
        return self._raw.tell()

    @property
    def has_changed(self) -> bool:
        """Whether it was written to since it was opened."""
        now = os.fstat(self._raw.fileno())
        return (now.st_size, now.st_mtime_ns) != (self._status.st_size, self._status.st_mtime_ns)


TOO_LARGE = (
    f"it unfolds to more than {ALWAYS_UNFOLDED >> 20} MB and {MOST_UNFOLDED} times its size, as no news does; what "
    "follows is left out: unpack it yourself if it is to be read"
)


class _Bounded(io.RawIOBase):
    """The first bytes of a stream; what is behind is an ``OSError`` with ``beyond`` as its words, or, without, the
    end."""

    def __init__(self, stream: IO[bytes], limit: int, beyond: str = "") -> None:
        self._stream, self._limit, self._beyond = stream, limit, beyond
        self._left = limit

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._stream.read(min(len(buffer), self._left)) if self._left else b""
        if not self._left and self._beyond and self._stream.read(1):
            raise OSError(self._beyond)
        buffer[: len(data)] = data
        self._left -= len(data)
        return len(data)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        at = self._stream.seek(offset, whence)
        self._left = self._limit - at
        return at

    def tell(self) -> int:
        return self._limit - self._left


# Byte order marks; without one, ASCII in UTF-16 has a zero in each second byte.
WIDE = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
WITHOUT_MARK = ((re.compile(rb"(?:[^\0]\0){4}"), "utf-16-le"), (re.compile(rb"(?:\0[^\0]){4}"), "utf-16-be"))


def as_utf8(stream: IO[bytes]) -> IO[bytes]:
    """A stream in UTF-16 or UTF-32 as one in UTF-8, without byte order mark; any other as it is."""
    start = stream.read(8)
    stream.seek(0)
    encoding = next((name for mark, name in WIDE if start.startswith(mark)), "")
    encoding = encoding or next((name for shape, name in WITHOUT_MARK if shape.match(start)), "")
    return io.BufferedReader(_Transcoded(stream, encoding), BUFFER) if encoding else stream


class _Transcoded(io.RawIOBase):
    """A stream of another encoding in UTF-8; it can be read again from its beginning."""

    def __init__(self, stream: IO[bytes], encoding: str) -> None:
        self._stream, self._encoding = stream, encoding
        self._start()

    def _start(self) -> None:
        self._decoder, self._ready, self._given = codecs.getincrementaldecoder(self._encoding)("replace"), b"", 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._ready:
            data = self._stream.read(BUFFER)
            self._ready = self._decoder.decode(data, final=not data).encode("utf-8", "replace")
            if not data:
                break
        count = min(len(buffer), len(self._ready))
        buffer[:count], self._ready = self._ready[:count], self._ready[count:]
        self._given += count
        return count

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        if (offset, whence) != (0, os.SEEK_SET):
            raise io.UnsupportedOperation("only to its beginning")
        self._stream.seek(0)
        self._start()
        return 0

    def tell(self) -> int:
        return self._given


UNPACKING = (OSError, EOFError, zlib.error)  # what reading an open file may raise
