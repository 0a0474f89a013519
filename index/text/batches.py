"""Documents side by side, as the tokenizer wants them: bytes and arrays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from index.arrays.npy import Pieces
from index.arrays.strings import encoded
from index.arrays.types import Int32s, Int64s, UInt8s
from index.document import Document

# Positions skipped between two parts, so that no phrase or nearness reaches across fields; between two paragraphs of a
# field one is skipped, so that an exact phrase does not.
PART_GAP, PARAGRAPH_GAP = 100, 1


@dataclass(frozen=True)
class Batch:
    """Texts of consecutive documents.

    ``data`` uint8: all parts in UTF-8; of part p ``starts[p]`` and ``ends[p]`` int64 in bytes, ``document[p]`` int32
    counted from the batch's first, ``field[p]`` uint8, ``gap[p]`` int32 positions to skip before it; ``quote_starts``
    and ``quote_ends`` int64: the quotations in ``data``, in order and apart; ``documents``: how many.

    What is kept of a document stands in two stretches: its first parts, and what else there is, a part that is in no
    field, for which there is no ``document``. ``records`` int64[2 · documents, 2] has the first part of each and the
    one behind the last; it is empty where nothing is kept. A line break stands behind each part.
    """

    data: UInt8s
    starts: Int64s
    ends: Int64s
    document: Int32s
    field: UInt8s
    gap: Int32s
    quote_starts: Int64s
    quote_ends: Int64s
    documents: int
    records: Int64s


# Bytes of text, and of what is kept beside it, that are inverted at once: memory grows with them, the number of blocks
# with their inverse. At 200,000 stories 16 and 24 MB are as fast.
RUN_BYTES = 10_000_000
RUN_DOCUMENTS = 1 << 16  # however short
RUNNING_TEXT = frozenset(["body", "captions"])
# Documents that are laid side by side at once, so that a batch's last step is short: for all of a run, it would keep
# Python's lock for 20 ms, and threads that have left a kernel waiting.
TOGETHER = 64


class Gathered:
    """Consecutive documents, until there are enough to be inverted at once: ``full`` says so."""

    def __init__(self, fields: dict[str, int], whole: bool = False) -> None:
        """``fields`` numbers them; ``whole`` says whether documents are kept."""
        self.full = False
        self._fields, self._whole = fields, whole
        self._pending: list[Document] = []
        self._pending_size = 0  # code points, which stand for bytes here: only what is not ASCII waits for longer
        self._texts, self._about = _Lines(), _Lines()
        self._documents = self._parts = 0
        self._kinds, self._counts, self._kept = Pieces(np.uint8), Pieces(np.int64), Pieces(np.int64)
        self._quotes = Pieces(np.int64)  # of each quotation the part, and where it begins and ends in it, in bytes

    def add(self, document: Document) -> None:
        """Put one document behind the others."""
        self._pending.append(document)
        self._pending_size += sum(map(len, document.texts)) + len(document.about)
        if len(self._pending) == TOGETHER or self._pending_size >= RUN_BYTES:
            self._lay()

    def _lay(self) -> None:
        documents, self._pending, self._pending_size = self._pending, [], 0
        _, fields, texts, _, _, _, kept, about, quoted, _ = zip(*documents, strict=True)
        if any(quoted):
            self._quotes.add(_in_bytes(texts, quoted, self._parts))
        parts = [*chain.from_iterable(texts)]
        self._kinds.add(map(self._fields.__getitem__, chain.from_iterable(fields)), len(parts))
        self._counts.add(map(len, fields), len(documents))
        self._texts.add(parts)
        if self._whole:
            self._kept.add(kept, len(documents))
            self._about.add(about)
        self._parts += len(parts)
        self._documents += len(documents)
        self.full = self._texts.size + self._about.size >= RUN_BYTES or self._documents >= RUN_DOCUMENTS

    def batch(self) -> Batch:
        """The texts of all documents, which are forgotten here."""
        if self._pending:
            self._lay()
        data = np.frombuffer(b"".join(self._texts.pieces + self._about.pieces), np.uint8)
        self._texts.pieces.clear()
        self._about.pieces.clear()
        sizes = np.concatenate([self._texts.sizes.whole(), self._about.sizes.whole()])
        ends = np.cumsum(sizes + 1) - 1
        starts = ends - sizes
        kinds, counts = self._kinds.whole(), self._counts.whole()
        owners = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
        running = np.array([name in RUNNING_TEXT for name in self._fields])
        follows = (kinds[1:] == kinds[:-1]) & (owners[1:] == owners[:-1]) & running[kinds[1:]]
        gaps = np.where(np.append(np.zeros(1, np.bool_), follows)[: len(kinds)], PARAGRAPH_GAP, PART_GAP)
        part, first, last = self._quotes.whole().reshape(-1, 3).T
        records = _records(self._kept.whole(), np.cumsum(counts) - counts, len(kinds))
        return Batch(
            data, starts, ends, owners, kinds, gaps.astype(np.int32), starts[part] + first, starts[part] + last,
            len(counts), records,
        )  # fmt: skip


class _Lines:
    """Texts in UTF-8, each with a line break behind it: in ``pieces``; ``sizes`` are theirs in bytes, without breaks,
    and ``size`` is that of the pieces."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []
        self.sizes = Pieces(np.int64)
        self.size = 0

    def add(self, texts: Sequence[str]) -> None:
        lines = "\n".join([*texts, ""])
        data = encoded(lines)
        self.sizes.add(map(len, texts if len(data) == len(lines) else map(encoded, texts)), len(texts))
        self.pieces.append(data)
        self.size += len(data)


def _in_bytes(
    texts: Sequence[tuple[str, ...]], quoted: Sequence[tuple[tuple[int, int, int], ...]], part: int
) -> Iterator[int]:
    """The part, start and end of each quotation in documents, whose parts are numbered from ``part`` on."""
    for strings, quotations in zip(texts, quoted, strict=True):
        for nth, first, last in quotations:
            text = strings[nth]
            begin = first if text.isascii() else len(encoded(text[:first]))
            yield from (part + nth, begin, begin + len(encoded(text[first:last])))
        part += len(strings)


def _records(kept: Int64s, firsts: Int64s, parts: int) -> Int64s:
    """What ``Batch`` calls so; the parts of a document begin at ``firsts``, those in no field behind all ``parts``."""
    found = np.empty((len(kept), 4), np.int64)
    if len(kept):
        found[:, 0], found[:, 1] = firsts, firsts + kept
        found[:, 2] = np.arange(parts, parts + len(kept))
        found[:, 3] = found[:, 2] + 1
    return found.reshape(-1, 2)
