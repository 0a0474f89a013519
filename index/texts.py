"""Records of bytes, compressed in blocks."""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

import numpy as np
import zstandard

from index.errors import REMEDY, DamagedArchive

# With a dictionary trained on the first records, 100,000 stories of bench.corpora in blocks of 16 become 2.42 times
# smaller; without one, in blocks of 64, 2.11 times. On 40,000 of them, level 1 gives 2.1 in two thirds of the time,
# level 6 without a dictionary 2.19. Blocks of 8 are 0.7 % larger than blocks of 16, compressed in 8 % less time and
# read in 30 % less: 20 records in 0.45 ms.
BLOCK = 8
LEVEL = 3
SAMPLE = 4_000_000  # bytes of records that a dictionary is trained on
LEAST_SAMPLE = 500_000  # fewer make no dictionary that is worth its space
DICTIONARY = 512_000  # bytes; at most an eighth of the sample
# How zstandard's "fast cover" picks a dictionary. Its search for such parameters takes 0.25 s and finds none as good;
# these take 0.05 s.
SEGMENT, FRAGMENT, ACCELERATION = 200, 8, 5
UNIT = 1_000_000  # bytes of records that are compressed at once, without Python's lock
CACHED_BLOCKS = 256  # about 5 MB
AHEAD = 8  # units that may wait to be compressed


class TextWriter:
    """Appends records to ``articles.zst``; ``finish`` writes where each block begins.

    A block, before it is compressed: uint32, how many records it has; uint32 each, their sizes in bytes; the records.
    Where there are enough, ``articles.dict`` is zstandard's dictionary of all blocks. One thread compresses and writes.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = (folder / "articles.zst").open("wb")
        self._compressor: zstandard.ZstdCompressor | None = None
        self._pending: list[bytes] = []
        self._pending_size = 0
        self._unit = SAMPLE
        self._sizes: list[int] = []
        self._pool = ThreadPoolExecutor(1)
        self._compressing: deque[Future[None]] = deque()

    def add(self, record: bytes) -> None:
        """Append one record; its number is the count of those before it."""
        self._pending.append(record)
        self._pending_size += len(record)
        if self._pending_size >= self._unit and len(self._pending) % BLOCK == 0:
            self._flush()

    def finish(self) -> None:
        """Write what is pending and the block offsets: ``articles.npy``, int64, one more than blocks."""
        self._flush()
        self._await(0)
        self.cancel()
        np.save(self._folder / "articles.npy", np.cumsum([0, *self._sizes], dtype=np.int64))

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

    def _write(self, records: list[bytes]) -> None:
        """Append ``records``, the first of all a sample of the others."""
        if self._compressor is None:
            self._compressor = self._trained(records)
        if records:
            blocks: list[Any] = [_block(records[first : first + BLOCK]) for first in range(0, len(records), BLOCK)]
            compressed: Any = self._compressor.multi_compress_to_buffer(blocks)
            self._sizes += map(len, compressed)
            self._file.write(b"".join(map(memoryview, compressed)))

    def _trained(self, sample: list[bytes]) -> zstandard.ZstdCompressor:
        """A compressor with a dictionary of the sample, if it is large enough."""
        size = sum(map(len, sample))
        if size < LEAST_SAMPLE:
            return zstandard.ZstdCompressor(level=LEVEL)
        most, some = min(DICTIONARY, size // 8), cast(list[Any], sample)
        trained = zstandard.train_dictionary(
            most, some, k=SEGMENT, d=FRAGMENT, accel=ACCELERATION, split_point=1.0, level=LEVEL
        )
        trained.precompute_compress(level=LEVEL)
        (self._folder / "articles.dict").write_bytes(trained.as_bytes())
        return zstandard.ZstdCompressor(level=LEVEL, dict_data=trained)


def _block(records: list[bytes]) -> bytes:
    sizes = np.array([len(records), *map(len, records)], np.uint32).tobytes()
    return sizes + b"".join(records)


class TextReader:
    """Reads records by number. Safe for threads: each read opens nothing and shares only bytes."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "articles.zst"
        self._offsets = np.load(folder / "articles.npy", allow_pickle=False)
        self._data = np.memmap(self._path, dtype=np.uint8, mode="r") if self._offsets[-1] else b""
        trained = folder / "articles.dict"
        self._dictionary = zstandard.ZstdCompressionDict(trained.read_bytes()) if trained.exists() else None
        self._block = lru_cache(maxsize=CACHED_BLOCKS)(self._read_block)

    def __getitem__(self, number: int) -> bytes:
        """A record. Raises ``DamagedArchive``."""
        return self._block(number // BLOCK)[number % BLOCK]

    def __len__(self) -> int:
        blocks = len(self._offsets) - 1
        return (blocks - 1) * BLOCK + len(self._block(blocks - 1)) if blocks else 0

    def _read_block(self, number: int) -> list[bytes]:
        try:
            data = zstandard.ZstdDecompressor(dict_data=self._dictionary).decompress(
                bytes(self._data[self._offsets[number] : self._offsets[number + 1]])
            )
            count = int(np.frombuffer(data, np.uint32, 1)[0])
            ends = (4 + 4 * count + np.cumsum(np.frombuffer(data, np.uint32, count, 4), dtype=np.int64)).tolist()
        except (zstandard.ZstdError, ValueError) as error:
            raise DamagedArchive(f"{self._path} has changed since it was written; {REMEDY}") from error
        return [data[start:end] for start, end in zip([4 + 4 * count, *ends], ends, strict=False)]
