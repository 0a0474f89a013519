"""Documents side by side, as the tokenizer wants them: bytes and arrays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from index.blocks import Int32s, Int64s, UInt8s
from index.document import Document
from index.strings import encoded, strings_of

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


def batch(documents: list[Document], fields: dict[str, int], kept: bool = False) -> Batch:
    """The texts of ``documents``; ``fields`` numbers them. Records are made where they are ``kept``."""
    parts = [part for document in documents for part in document.parts]
    names, texts, quoted = zip(*parts, strict=True) if parts else ((), (), ())
    about = [document.about for document in documents] if kept else []
    data, starts, ends = strings_of([*texts, *about], behind="\n")
    kinds = np.fromiter(map(fields.__getitem__, names), np.uint8, len(parts))
    counts = np.array([len(document.parts) for document in documents], np.int64)
    owners = np.repeat(np.arange(len(documents), dtype=np.int32), counts)
    running = np.array([name in RUNNING_TEXT for name in fields])
    follows = (kinds[1:] == kinds[:-1]) & (owners[1:] == owners[:-1]) & running[kinds[1:]]
    gaps = np.where(np.concatenate([np.zeros(1, np.bool_), follows])[: len(parts)], PARAGRAPH_GAP, PART_GAP)
    spans = [span for n, some in enumerate(quoted) if some for span in _in_bytes(texts[n], some, int(starts[n]))]
    quotes = np.array(spans, np.int64).reshape(-1, 2)
    return Batch(
        data, starts, ends, owners, kinds, gaps.astype(np.int32), quotes[:, 0].copy(), quotes[:, 1].copy(),
        len(documents), _records(documents, np.cumsum(counts) - counts, len(parts)) if kept else NO_RECORDS,
    )  # fmt: skip


def _records(documents: list[Document], firsts: Int64s, parts: int) -> Int64s:
    """What ``Batch`` calls so; the parts of a document begin at ``firsts``, those in no field behind all ``parts``."""
    found = np.empty((len(documents), 4), np.int64)
    found[:, 0] = firsts
    found[:, 1] = firsts + np.array([document.texts for document in documents], np.int64)
    found[:, 2] = np.arange(parts, parts + len(documents))
    found[:, 3] = found[:, 2] + 1
    return found.reshape(-1, 2)


NO_RECORDS: Int64s = np.zeros((0, 2), np.int64)
RUNNING_TEXT = frozenset(["body", "captions"])


def _in_bytes(text: str, quoted: tuple[tuple[int, int], ...], start: int) -> Iterator[tuple[int, int]]:
    """The quotations of a text in bytes of a batch in which it begins at ``start``."""
    for first, last in quoted:
        begin = start + (first if text.isascii() else len(encoded(text[:first])))
        yield begin, begin + len(encoded(text[first:last]))
