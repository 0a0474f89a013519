"""What workers have read, kept on disk, so that a rebuild that was stopped does not read it again.

A file of entries, one a chunk of pieces: what tells the chunk, the length and the checksum of what follows, and the
worker's answer, compressed. Entries are found by what tells them, so that it does not matter what is missing: a part
that was cut off or damaged is read from its source again.
"""

from __future__ import annotations

import marshal
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from struct import Struct
from typing import IO

import xxhash
import zstandard

from corpus.metadata.dates import ORDER_VARIABLE

ENTRY = Struct("<16sIQ")
LEVEL = 1  # an answer of 200 KB takes 1 ms
# Bytes of answers that are not kept: what is read sooner than in a few seconds is read again.
NOT_KEPT = 32 << 20


class Journal:
    """Entries at ``path``, those of a run before among them. It is written once so much was read that it pays."""

    def __init__(self, path: Path) -> None:
        self._path, self._seen = path, 0
        self._entries: dict[bytes, tuple[int, int, int]] = {}
        self._file: IO[bytes] | None = None
        self._reader = zstandard.ZstdDecompressor()
        self._writer = zstandard.ZstdCompressor(LEVEL)
        self._code = _digest_of_readers()
        with suppress(OSError):
            self._load()

    def _load(self) -> None:
        with self._path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            while len(head := file.read(ENTRY.size)) == ENTRY.size:
                key, length, digest = ENTRY.unpack(head)
                if file.tell() + length > size:
                    return
                self._entries[key] = file.tell(), length, digest
                file.seek(length, os.SEEK_CUR)

    def __len__(self) -> int:
        return len(self._entries)

    def key(self, pieces: Iterable[tuple[object, ...]]) -> bytes:
        """What tells a chunk of pieces, of plain values: all that is in them, and by which code they are read."""
        return xxhash.xxh3_128_digest(self._code + marshal.dumps([tuple(piece) for piece in pieces]))

    def answer(self, key: bytes) -> bytes | None:
        """What a worker answered to a chunk; None where that is not known."""
        found = self._entries.get(key)
        if found is None:
            return None
        at, length, digest = found
        try:
            with self._path.open("rb") as file:
                file.seek(at)
                data = file.read(length)
            if xxhash.xxh3_64_intdigest(data) == digest:
                return self._reader.decompress(data)
        except (OSError, zstandard.ZstdError):
            pass
        return None

    def keep(self, key: bytes, answer: bytes) -> None:
        """Keep what a worker answered. Where the disk refuses, nothing is kept: who builds is told soon enough."""
        self._seen += len(answer)
        if self._seen < NOT_KEPT or key in self._entries:
            return
        data = self._writer.compress(answer)
        try:
            self._file = self._file or self._path.open("ab")
            self._file.write(ENTRY.pack(key, len(data), xxhash.xxh3_64_intdigest(data)) + data)
            self._file.flush()
        except OSError:
            self._seen = -(1 << 60)

    def close(self) -> None:
        """Keep no more."""
        if self._file:
            self._file.close()

    def remove(self) -> None:
        """It is not needed any more."""
        self.close()
        self._path.unlink(missing_ok=True)


def _digest_of_readers() -> bytes:
    """What tells how files are read: the sources of this room, and the order of dates."""
    room, digest = Path(__file__).parents[1], xxhash.xxh3_128(os.environ.get(ORDER_VARIABLE, "").encode())
    for path in sorted(room.rglob("*.py")) + sorted(room.rglob("*.json")):
        digest.update(path.read_bytes())
    return digest.digest()
