"""Documents side by side, as the tokenizer wants them: bytes and arrays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from index.blocks import Int32s, Int64s, UInt8s
from index.document import Document, TextPart
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


def batch(documents: list[Document], fields: dict[str, int]) -> Batch:
    """The texts of ``documents``; ``fields`` numbers them."""
    parts = [part for document in documents for part in document.parts]
    data, starts, ends = strings_of([part[1] for part in parts])
    kinds = np.array([fields[part[0]] for part in parts], np.uint8)
    owners = np.repeat(np.arange(len(documents), dtype=np.int32), [len(document.parts) for document in documents])
    running = np.array([name in RUNNING_TEXT for name in fields])
    follows = (kinds[1:] == kinds[:-1]) & (owners[1:] == owners[:-1]) & running[kinds[1:]]
    gaps = np.where(np.concatenate([np.zeros(1, np.bool_), follows])[: len(parts)], PARAGRAPH_GAP, PART_GAP)
    spans = [span for n, part in enumerate(parts) if part[2] for span in _in_bytes(part, int(starts[n]))]
    quotes = np.array(spans, np.int64).reshape(-1, 2)
    return Batch(
        data, starts, ends, owners, kinds, gaps.astype(np.int32), quotes[:, 0].copy(),
        quotes[:, 1].copy(), len(documents),
    )  # fmt: skip


RUNNING_TEXT = frozenset(["body", "captions"])


def _in_bytes(part: TextPart, start: int) -> Iterator[tuple[int, int]]:
    """The quotations of a part in bytes of a batch in which it begins at ``start``."""
    _, text, quoted = part
    for first, last in quoted:
        begin = start + (first if text.isascii() else len(encoded(text[:first])))
        yield begin, begin + len(encoded(text[first:last]))
