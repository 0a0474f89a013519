"""Records of text, in codes of their words (``index.wordcodes``) and compressed in blocks."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
import zstandard

from index.arrays import mapped, narrow
from index.blocks import Int64s, UInt8s
from index.errors import REMEDY, DamagedArchive
from index.growing import GrowingFile
from index.strings import Strings
from index.wordcodes import Encoder, decoded, learned, words_of

# 40,000 stories of bench.corpora become 3.09 times smaller; with blocks of 8 records 3.04 times, of 32 3.13; with level
# 3 3.12 times in 0.5 us a story more; with dictionaries learned from 4 MB 2.90 times. Without codes, level 3 with a
# trained dictionary makes them 2.55 times smaller in 1.4 times the time.
BLOCK = 16
LEVEL = 1
SAMPLE = 8_000_000  # bytes of records that a dictionary is learned from
UNIT = 1_000_000  # bytes of records that are compressed at once, without Python's lock
CACHED_BLOCKS = 256  # about 2 MB
AHEAD = 8  # units that may wait to be compressed


class TextWriter:
    """Appends records to ``articles.zst``; ``finish`` writes where each block begins.

    A block is the codes of its records, one behind the other. ``articles.dict`` is the dictionary of all codes,
    learned from the first records; it is compressed too. One thread encodes, compresses and writes.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = GrowingFile(folder / "articles.zst")
        self._compressor = zstandard.ZstdCompressor(level=LEVEL)
        self._encoder: Encoder | None = None
        self._pending: list[bytes] = []
        self._pending_size = 0
        self._unit = SAMPLE
        self._blocks: list[int] = []
        self._sizes: list[Int64s] = []
        self._pool = ThreadPoolExecutor(1)
        self._compressing: deque[Future[None]] = deque()

    def add(self, record: bytes) -> None:
        """Append one record; its number is the count of those before it."""
        self._pending.append(record)
        self._pending_size += len(record)
        if self._pending_size >= self._unit and len(self._pending) % BLOCK == 0:
            self._flush()

    def finish(self) -> None:
        """Write what is pending, and where all is: ``articles.npy``, int64, has where each block begins and where the
        last ends; ``articles-sizes.npy``, in as few bytes as they need, how many bytes the codes of each record are."""
        self._flush()
        self._await(0)
        self.cancel()
        np.save(self._folder / "articles.npy", np.array([*accumulate(self._blocks, initial=0)], np.int64))
        np.save(self._folder / "articles-sizes.npy", narrow(np.concatenate([np.zeros(0, np.int64), *self._sizes])))

    def cancel(self) -> None:
        """Close the file as it is."""
        self._pool.shutdown(cancel_futures=True)
        self._file.close()

    def _flush(self) -> None:
        self._compressing.append(self._pool.submit(self._write, self._pending))
        self._pending, self._pending_size, self._unit = [], 0, UNIT
        self._await(AHEAD)

    def _await(self, waiting: int) -> None:
        while len(self._compressing) > waiting:
            self._compressing.popleft().result()

    def _write(self, records: Sequence[bytes]) -> None:
        """Append ``records``, the first of all a sample of the others."""
        if self._encoder is None:
            dictionary = learned(records)
            (self._folder / "articles.dict").write_bytes(zstandard.compress(dictionary))
            self._encoder = Encoder(dictionary)
        if records:
            codes, ends = self._encoder.encode(records)
            bounds = np.concatenate([np.zeros(1, np.int64), ends[BLOCK - 1 : -1 : BLOCK], ends[-1:]])
            blocks = np.stack([bounds[:-1], np.diff(bounds)], axis=1).astype(np.uint64)
            compressed: Any = self._compressor.multi_compress_to_buffer(
                zstandard.BufferWithSegments(codes.data, blocks.tobytes())
            )
            self._blocks += map(len, compressed)
            self._sizes.append(np.diff(ends, prepend=0))
            self._file.write(b"".join(map(memoryview, compressed)))


class TextReader:
    """Reads records by number. Safe for threads: each read opens nothing and shares only bytes.

    Raises ``DamagedArchive``.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / "articles.zst"
        self._offsets = np.load(folder / "articles.npy", allow_pickle=False)
        self._sizes = mapped(folder / "articles-sizes.npy")
        self._data = np.memmap(self._path, dtype=np.uint8, mode="r") if len(self._sizes) else b""
        self._words = _read_dictionary(folder / "articles.dict")
        self._block = lru_cache(maxsize=CACHED_BLOCKS)(self._read_block)

    def __getitem__(self, number: int) -> bytes:
        """A record. Raises ``DamagedArchive``."""
        try:
            block, start = self._block(number // BLOCK), int(self._sizes[number // BLOCK * BLOCK : number].sum())
            return decoded(block[start : start + int(self._sizes[number])], self._words)
        except (zstandard.ZstdError, ValueError) as error:
            raise DamagedArchive(f"{self._path} has changed since it was written; {REMEDY}") from error

    def __len__(self) -> int:
        return len(self._sizes)

    def _read_block(self, number: int) -> UInt8s:
        compressed = bytes(self._data[self._offsets[number] : self._offsets[number + 1]])
        return np.frombuffer(zstandard.ZstdDecompressor().decompress(compressed), np.uint8)


def _read_dictionary(path: Path) -> Strings:
    try:
        return words_of(zstandard.decompress(path.read_bytes()))
    except zstandard.ZstdError as error:
        raise DamagedArchive(f"{path} has changed since it was written; {REMEDY}") from error
