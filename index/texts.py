"""Records of bytes, compressed in blocks."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import zstandard

from index.errors import REMEDY, DamagedArchive

# 64 records a block: on Reuters-21578 3.0 times smaller than the text, against 3.3 with 256 and 2.6 with 16; a page of
# results that touches 20 blocks reads them in 8 ms.
BLOCK = 64
LEVEL = 3


class TextWriter:
    """Appends records to ``articles.zst``; ``finish`` writes where each block begins."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = (folder / "articles.zst").open("wb")
        self._compressor = zstandard.ZstdCompressor(level=LEVEL)
        self._pending: list[bytes] = []
        self._offsets = [0]

    def add(self, record: bytes) -> None:
        """Append one record; its number is the count of those before it."""
        self._pending.append(record)
        if len(self._pending) == BLOCK:
            self._flush()

    def finish(self) -> None:
        """Write what is pending and the block offsets: ``articles.npy``, int64, one more than blocks."""
        if self._pending:
            self._flush()
        self._file.close()
        np.save(self._folder / "articles.npy", np.array(self._offsets, dtype=np.int64))

    def cancel(self) -> None:
        """Close the file as it is."""
        self._file.close()

    def _flush(self) -> None:
        sizes = np.array([len(record) for record in self._pending], np.uint32).tobytes()
        data = np.uint32(len(self._pending)).tobytes() + sizes + b"".join(self._pending)
        self._offsets.append(self._offsets[-1] + self._file.write(self._compressor.compress(data)))
        self._pending = []


class TextReader:
    """Reads blocks of records by number. Safe for threads: each read opens nothing and shares only bytes."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "articles.zst"
        self._offsets = np.load(folder / "articles.npy", allow_pickle=False)
        self._data = np.memmap(self._path, dtype=np.uint8, mode="r") if self._offsets[-1] else b""

    @property
    def blocks(self) -> int:
        """How many blocks there are."""
        return len(self._offsets) - 1

    def block(self, number: int) -> list[bytes]:
        """The records of a block. Raises ``DamagedArchive``."""
        try:
            data = zstandard.ZstdDecompressor().decompress(
                bytes(self._data[self._offsets[number] : self._offsets[number + 1]])
            )
        except zstandard.ZstdError as error:
            raise DamagedArchive(f"{self._path} has changed since it was written; {REMEDY}") from error
        count = int.from_bytes(data[:4], "little")
        sizes = np.frombuffer(data, np.uint32, count, 4).tolist()
        records, at = [], 4 + 4 * count
        for size in sizes:
            records.append(data[at : at + size])
            at += size
        return records
