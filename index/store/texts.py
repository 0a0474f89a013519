"""Records of documents (``index.text.batches``), in codes of their words (``index.store.wordcodes``) and compressed in
blocks."""

from __future__ import annotations

from bisect import bisect_right
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import zstandard

from index.arrays.files import Contents, contents_of, open_file
from index.arrays.growing_file import GrowingFile
from index.arrays.npy import array_of, narrow, save
from index.arrays.types import Int64s, UInt8s
from index.errors import REMEDY, ArchiveError, DamagedArchive
from index.remembering import remembering
from index.store.wordcodes import GAP_END, LARGEST, MOST_RUNS, Encoder, Runs, decoded, learned, runs_of
from index.text.batches import Batch
from index.text.tokenizing import Tokens

# Stories of bench.corpora become 3.08 times smaller, 2.80 times by codes alone; with blocks of 16 records 3.04 times,
# of 64 3.10, whose records take twice as long to be read; with level 3 3.11 times in 0.6 us a story more.
BLOCK = 32
LEVEL = 1
CACHED_BLOCKS = 1024  # about 20 MB: to decompress one takes a third of the time to find words in its article
LARGEST_DICTIONARY = LARGEST >> 2  # bytes: its runs occur twice at least in one run's text, which is not in codes
LARGEST_CACHED = 1 << 19  # bytes; those of stories have 20 thousand


class Compressed(NamedTuple):
    """Blocks of ``BLOCK`` records, the last of fewer, one behind the other; how many bytes each block is, and int64 how
    many codes each record has."""

    blocks: bytes
    block_sizes: list[int]
    record_sizes: Int64s


class TextWriter:
    """Appends records to ``articles.zst``; ``finish`` writes where each block begins.

    A block is the codes of its records, one behind the other. ``articles.dict`` is the dictionary of all codes,
    learned from the first batch; it is compressed too.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = GrowingFile(folder / "articles.zst")
        self._encoder = Encoder(b"")
        self._blocks: list[Int64s] = []
        self._sizes: list[Int64s] = []
        self._records = 0

    def learn(self, batch: Batch, tokens: Tokens) -> None:
        """Learn the dictionary from the first batch, before any is compressed."""
        dictionary = learned(batch, tokens)
        (self._folder / "articles.dict").write_bytes(_compressor().compress(dictionary))
        self._encoder = Encoder(dictionary)

    def compressed(self, batch: Batch, tokens: Tokens) -> Compressed:
        """The records of a batch. Threads may compress at once."""
        codes, ends = self._encoder.encode(batch, tokens)
        bounds = np.concatenate([np.zeros(1, np.int64), ends[BLOCK - 1 : -1 : BLOCK], ends[-1:]])
        if np.diff(bounds).max(initial=0) > LARGEST:
            raise ArchiveError(f"articles of more than {LARGEST >> 20} MB stand together; leave the longest out")
        blocks = np.stack([bounds[:-1], np.diff(bounds)], axis=1).astype(np.uint64)
        segments = zstandard.BufferWithSegments(codes.data, blocks.tobytes())
        compressed: Any = _compressor().multi_compress_to_buffer(segments)
        return Compressed(b"".join(map(memoryview, compressed)), list(map(len, compressed)), np.diff(ends, prepend=0))

    def append(self, records: Compressed) -> None:
        """Append the records of a batch; their numbers go on from those before."""
        starts = self._file.size + np.cumsum([0, *records.block_sizes[:-1]])
        firsts = self._records + BLOCK * np.arange(len(starts))
        self._blocks.append(np.stack([firsts, starts], axis=1))
        self._file.write(records.blocks)
        self._sizes.append(records.record_sizes)
        self._records += len(records.record_sizes)

    def finish(self) -> None:
        """Write where all is: ``articles.npy``, int64[blocks + 1, 2], has the first record of each block and where it
        begins, and then how many records there are and where the last block ends; ``articles-sizes.npy``, in as few
        bytes as they need, how many bytes the codes of each record are."""
        self._file.close()
        save(self._folder / "articles.npy", np.concatenate([*self._blocks, [[self._records, self._file.size]]]))
        save(self._folder / "articles-sizes.npy", narrow(np.concatenate([np.zeros(0, np.int64), *self._sizes])))

    def cancel(self) -> None:
        """Close the file as it is."""
        self._file.close()


def _compressor() -> zstandard.ZstdCompressor:
    return zstandard.ZstdCompressor(level=LEVEL, write_checksum=True)  # so that a text is never read that was altered


class TextReader:
    """Reads records by number. Safe for threads: each read opens nothing and shares only bytes.

    Raises ``DamagedArchive``.
    """

    def __init__(self, folder: Path, files: Contents | None = None) -> None:
        """``files`` as for ``index.postings.segment.open_segment``."""
        files = contents_of(folder) if files is None else files
        self._file = open_file(folder / "articles.zst")
        blocks, sizes, dictionary = (folder / name for name in ("articles.npy", "articles-sizes.npy", "articles.dict"))
        table, self._sizes = array_of(files[blocks], blocks), array_of(files[sizes], sizes)
        if not _fit(table, self._sizes, self._file.size):
            raise DamagedArchive(f"{blocks} and {sizes.name} do not fit one another; {REMEDY}")
        self._firsts: list[int] = table[:, 0].tolist()
        self._offsets = table[:, 1]
        self._ends = np.cumsum(self._sizes, dtype=np.int64)
        self.runs = read_dictionary(files[dictionary], dictionary)
        self._cached = remembering(self._read_block, CACHED_BLOCKS)

    def __getitem__(self, number: int) -> bytes:
        """A record. Raises ``DamagedArchive``."""
        return self.decoded(self.codes(number))

    def decoded(self, codes: UInt8s) -> bytes:
        """The record of which these are the codes. Raises ``DamagedArchive``."""
        try:
            return decoded(codes, self.runs)
        except ValueError as error:
            raise self._changed() from error

    def codes(self, number: int) -> UInt8s:
        """The codes of a record. Raises ``DamagedArchive``."""
        try:
            which = bisect_right(self._firsts, number) - 1
            block, size = self._block(which), int(self._sizes[number])
            end = int(self._ends[number] - self._ends[self._firsts[which]] + self._sizes[self._firsts[which]])
            return block[end - size : end]
        except (zstandard.ZstdError, ValueError, IndexError) as error:
            raise self._changed() from error

    def _changed(self) -> DamagedArchive:
        return DamagedArchive(f"{self._file.path} has changed since it was written; {REMEDY}")

    def __len__(self) -> int:
        return len(self._sizes)

    def _block(self, number: int) -> UInt8s:
        return (self._cached if self._size(number) <= LARGEST_CACHED else self._read_block)(number)

    def _size(self, number: int) -> int:
        """Of a block, in bytes."""
        return int(self._sizes[self._firsts[number] : self._firsts[number + 1]].sum(dtype=np.uint64))

    def _read_block(self, number: int) -> UInt8s:
        start, end = self._offsets[number : number + 2].tolist()
        block = np.frombuffer(unfolded(self._file.read(start, end - start)), np.uint8)
        if len(block) != self._size(number):
            raise ValueError("the sizes of its records are others")
        return block


def _fit(table: npt.NDArray[Any], sizes: npt.NDArray[Any], end: int) -> bool:
    """Whether the blocks of a file that ends there are one behind the other, and of as many records as have ``sizes``,
    none too large."""
    if table.dtype != np.int64 or table.shape[1:] != (2,) or not len(table) or sizes.dtype.kind != "u":
        return False
    (firsts, offsets), counts = table.T, np.diff(table[:, 0])
    return bool(
        sizes.ndim == 1
        and (firsts[0], firsts[-1]) == (0, len(sizes))
        and offsets[0] >= 0
        and offsets[-1] <= end
        and np.all(np.diff(offsets) >= 0)
        and counts.min(initial=1) >= 1
        and counts.max(initial=1) <= BLOCK
        and sizes.max(initial=0) <= LARGEST
    )


def unfolded(compressed: bytes, most: int = LARGEST) -> bytes:
    """What stands in a frame that says, as Morgue's do, how many bytes that is, and not more than ``most``. Raises
    ``zstandard.ZstdError``."""
    size = zstandard.get_frame_parameters(compressed).content_size
    if size > most:
        raise zstandard.ZstdError(f"it would unfold to {size:,} bytes")
    return zstandard.ZstdDecompressor().decompress(compressed)


def read_dictionary(content: UInt8s, path: Path) -> Runs:
    """The dictionary of texts in the content of its file. Raises ``DamagedArchive``."""
    try:
        dictionary = unfolded(content.tobytes(), LARGEST_DICTIONARY)
    except zstandard.ZstdError as error:
        raise DamagedArchive(f"{path} has changed since it was written; {REMEDY}") from error
    if np.count_nonzero(np.frombuffer(dictionary, np.uint8) <= GAP_END) > MOST_RUNS:
        raise DamagedArchive(f"{path} has more than {MOST_RUNS:,} runs; {REMEDY}")
    return runs_of(dictionary)
