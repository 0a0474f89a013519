"""Opening a file that nobody vouches for: regular files only, bounded in bytes, unpacked within bounds too."""

from __future__ import annotations

import bz2
import codecs
import gzip
import io
import lzma
import os
import re
import stat
import zipfile
import zlib
from collections.abc import Callable
from typing import IO, Any

import zstandard

from corpus.reading.folders import NOT_A_FILE

BUFFER = 1 << 16  # bytes; each stream here gives so many at once, or all there are: ``peek`` sees as much
# A file may unfold to so many bytes, layers and members together, or to so many times its own size if that is more.
# Reuters-21578 unfolds to 3.5 times its size, lines of JSON with the same keys to some 20 times; a bomb to 1,000 times.
ALWAYS_UNFOLDED, MOST_UNFOLDED = 64 << 20, 200
LARGEST_WINDOW = 1 << 28  # bytes that unpacking xz or zstd may take; their strongest usual settings take a quarter
MOST_LAYERS = 3  # compressions of one another
# What must not be followed or waited for when a file is opened; not all systems have these.
FLAGS = os.O_RDONLY | sum(
    getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOFOLLOW", "O_NOCTTY", "O_CLOEXEC", "O_BINARY")
)


class OpenFile:
    """A regular file, open: ``stream`` gives its bytes as they are, and never more than were there when it was opened;
    ``unfolding`` bounds what is unpacked of it. Raises ``OSError`` where there is none, or anything else."""

    def __init__(self, path: str) -> None:
        descriptor = os.open(path, FLAGS)
        self._raw = io.FileIO(descriptor, "rb")
        self._status = os.fstat(descriptor)
        if not stat.S_ISREG(self._status.st_mode):
            self._raw.close()
            raise OSError(NOT_A_FILE)
        self._bounded = _Bounded(self._raw, self._status.st_size)
        self.stream: io.BufferedReader = io.BufferedReader(self._bounded, BUFFER)
        self.unfolding = Unfolding(max(ALWAYS_UNFOLDED, MOST_UNFOLDED * self._status.st_size))

    def __enter__(self) -> OpenFile:
        return self

    def __exit__(self, *_: object) -> None:
        self._raw.close()

    @property
    def position(self) -> int:
        """How many of its bytes on disk have been read, in whatever order."""
        return min(self._bounded.given, self._status.st_size)

    @property
    def has_changed(self) -> bool:
        """Whether it was written to since it was opened."""
        now = os.fstat(self._raw.fileno())
        return (now.st_size, now.st_mtime_ns) != (self._status.st_size, self._status.st_mtime_ns)


class _Bounded(io.RawIOBase):
    """The first bytes of a file; ``given`` counts those that were read."""

    def __init__(self, file: io.FileIO, limit: int) -> None:
        self._file, self._limit, self.given = file, limit, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        left = max(0, self._limit - self._file.tell())
        count = self._file.readinto(memoryview(buffer)[: min(len(buffer), left)])  # ``read`` hands over a bytearray
        self.given += count
        return count

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        if whence == os.SEEK_END:
            offset, whence = self._limit + offset, os.SEEK_SET
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()


class Unfolding:
    """What is unpacked of one file, however many layers and members it has: ``left`` bytes may still be. ``breaks``
    says of each stream that ended too soon why, so that what came before the break is read."""

    def __init__(self, limit: int) -> None:
        self.left = limit
        self.breaks: list[str] = []

    @property
    def is_exhausted(self) -> bool:
        """Whether nothing more is unpacked."""
        return self.left < 0

    def of(self, stream: Any) -> io.BufferedReader:
        """A stream, which has ``read1``, counted."""
        return io.BufferedReader(_Unfolded(stream.read1, self), BUFFER)


TOO_LARGE = (
    f"it unfolds to more than {ALWAYS_UNFOLDED >> 20} MB and {MOST_UNFOLDED} times its size, as no news does; what "
    "follows is left out: unpack it yourself if it is to be read"
)


class _Unfolded(io.RawIOBase):
    """What ``read`` gives until it gives nothing or fails, which ends it like an end; but then, once all before it has
    been given, it is noted in ``unfolding``."""

    def __init__(self, read: Callable[[int], bytes], unfolding: Unfolding) -> None:
        self._read, self._unfolding = read, unfolding
        self._ended, self._break = False, ""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        count = 0
        while count < len(buffer) and not self._ended:
            data = self._next(len(buffer) - count)
            buffer[count : count + len(data)] = data
            count += len(data)
        if not count and self._break:
            self._unfolding.breaks.append(self._break)
            self._break = ""
        return count

    def _next(self, size: int) -> bytes:
        data = b""
        if not self._unfolding.is_exhausted:
            try:
                data = self._read(size)
            except UNPACKING as error:
                self._break = f"damaged, or not readable to its end: {error}"
            self._unfolding.left -= len(data)
            if self._unfolding.is_exhausted:
                data, self._break = b"", TOO_LARGE
        self._ended = not data
        return data


def _gzip(stream: IO[bytes]) -> Any:
    return gzip.GzipFile(fileobj=stream)


def _bzip2(stream: IO[bytes]) -> Any:
    return bz2.BZ2File(stream)


def _xz(stream: IO[bytes]) -> Any:
    return io.BufferedReader(_Frames(stream, lambda: lzma.LZMADecompressor(memlimit=LARGEST_WINDOW)))


def _zstd(stream: IO[bytes]) -> Any:
    unpacker = zstandard.ZstdDecompressor(max_window_size=LARGEST_WINDOW)
    return io.BufferedReader(_Frames(stream, unpacker.decompressobj))


class _Frames(io.RawIOBase):
    """What a stream of compressed frames unfolds to. ``begin`` gives what unpacks one of them, with the methods of
    ``lzma.LZMADecompressor``."""

    def __init__(self, stream: IO[bytes], begin: Callable[[], Any]) -> None:
        self._stream, self._begin = stream, begin
        self._frame, self._packed, self._ready = begin(), b"", b""
        self._begun = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._ready and self._more():
            pass
        count = min(len(buffer), len(self._ready))
        buffer[:count], self._ready = self._ready[:count], self._ready[count:]
        return count

    def _more(self) -> bool:
        """Unpack a little, if there is more."""
        if self._frame.eof:
            self._packed = self._frame.unused_data + self._packed
            self._frame, self._begun = self._begin(), False
        packed = self._packed or self._stream.read(STEP)
        self._packed = b""
        if not self._begun:
            packed = packed.lstrip(b"\0")  # with which xz may be padded
        if not packed:
            if self._begun:
                raise EOFError("it is cut off")
            return False
        self._begun = True
        self._ready = self._frame.decompress(packed)
        return True


STEP = 512  # bytes unpacked at a time: no 4 of zstd unfold to more than 128 KB, none of xz to more than 7 KB


COMPRESSIONS: tuple[tuple[re.Pattern[bytes], Callable[[IO[bytes]], Any]], ...] = (
    (re.compile(rb"\x1f\x8b\x08"), _gzip),
    (re.compile(rb"BZh[1-9](?:1AY&SY|\x17\x72\x45\x38\x50\x90)"), _bzip2),
    (re.compile(rb"\xfd7zXZ\0"), _xz),
    (re.compile(rb"\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18"), _zstd),
)


def unfolded(stream: io.BufferedReader, unfolding: Unfolding) -> io.BufferedReader:
    """What a stream holds that may be compressed, in up to ``MOST_LAYERS``."""
    for _ in range(MOST_LAYERS):
        unpack = _unpacker(stream)
        if unpack is None:
            break
        stream = unfolding.of(unpack(stream))
    return stream


def is_compressed(stream: io.BufferedReader) -> bool:
    """Whether a stream is compressed still."""
    return _unpacker(stream) is not None


def _unpacker(stream: io.BufferedReader) -> Callable[[IO[bytes]], Any] | None:
    start = stream.peek(BUFFER)
    return next((unpack for magic, unpack in COMPRESSIONS if magic.match(start)), None)


# Byte order marks; without one, ASCII in UTF-16 has a zero in each second byte.
WIDE = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
WITHOUT_MARK = ((re.compile(rb"(?:[^\0]\0){4}"), "utf-16-le"), (re.compile(rb"(?:\0[^\0]){4}"), "utf-16-be"))


def as_utf8(stream: io.BufferedReader) -> io.BufferedReader:
    """A stream in UTF-16 or UTF-32 as one in UTF-8, without byte order mark; any other as it is."""
    start = stream.peek(BUFFER)
    encoding = next((name for mark, name in WIDE if start.startswith(mark)), "")
    encoding = encoding or next((name for shape, name in WITHOUT_MARK if shape.match(start)), "")
    return io.BufferedReader(_Transcoded(stream, encoding), BUFFER) if encoding else stream


class _Transcoded(io.RawIOBase):
    """A stream of another encoding in UTF-8."""

    def __init__(self, stream: IO[bytes], encoding: str) -> None:
        self._stream, self._ready = stream, b""
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while len(self._ready) < len(buffer):
            data = self._stream.read(BUFFER)
            self._ready += self._decoder.decode(data, final=not data).encode("utf-8", "replace")
            if not data:
                break
        count = min(len(buffer), len(self._ready))
        buffer[:count], self._ready = self._ready[:count], self._ready[count:]
        return count


# What unpacking may raise: the libraries' own errors, ``RuntimeError`` where a member is encrypted, and
# ``NotImplementedError`` where it is packed in a way that they do not know.
UNPACKING = (
    OSError, EOFError, ValueError, RuntimeError, NotImplementedError, zlib.error, lzma.LZMAError, zstandard.ZstdError,
    zipfile.BadZipFile,
)  # fmt: skip
