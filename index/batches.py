"""Documents side by side, as the tokenizer wants them: bytes and arrays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

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


@dataclass(slots=True)
class Gathered:
    """What is needed of consecutive documents, until there are enough to be inverted at once: the values of each, one
    list a kind, and the texts of all."""

    ids: list[str] = field(default_factory=list)
    fields: list[tuple[str, ...]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    quoted: list[tuple[tuple[int, int, int], ...]] = field(default_factory=list)
    kept: list[int] = field(default_factory=list)
    about: list[str] = field(default_factory=list)

    def add(self, document: Document) -> None:
        """Put one document behind the others."""
        identifier, fields, texts, _, _, _, kept, about, quoted, _ = document
        self.ids.append(identifier)
        self.fields.append(fields)
        self.texts += texts
        self.quoted.append(quoted)
        self.kept.append(kept)
        self.about.append(about)


def batch(gathered: Gathered, fields: dict[str, int], whole: bool = False) -> Batch:
    """The texts of documents; ``fields`` numbers them. Records are made where documents are kept ``whole``."""
    about = gathered.about if whole else []
    data, starts, ends = strings_of([*gathered.texts, *about], behind="\n")
    kinds = np.fromiter(map(fields.__getitem__, chain.from_iterable(gathered.fields)), np.uint8, len(gathered.texts))
    counts = np.fromiter(map(len, gathered.fields), np.int64, len(gathered.ids))
    firsts = np.cumsum(counts) - counts
    owners = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
    running = np.array([name in RUNNING_TEXT for name in fields])
    follows = (kinds[1:] == kinds[:-1]) & (owners[1:] == owners[:-1]) & running[kinds[1:]]
    gaps = np.where(np.append(np.zeros(1, np.bool_), follows)[: len(kinds)], PARAGRAPH_GAP, PART_GAP)
    quotes = np.array(list(_quotes(gathered, firsts, starts)), np.int64).reshape(-1, 2)
    return Batch(
        data, starts, ends, owners, kinds, gaps.astype(np.int32), quotes[:, 0].copy(), quotes[:, 1].copy(),
        len(counts), _records(gathered.kept, firsts, len(kinds)) if whole else NO_RECORDS,
    )  # fmt: skip


RUNNING_TEXT = frozenset(["body", "captions"])


def _quotes(gathered: Gathered, firsts: Int64s, starts: Int64s) -> Iterator[tuple[int, int]]:
    """The quotations in bytes of a batch, in which the texts of documents are from ``firsts`` on and begin at
    ``starts``."""
    for document, quoted in enumerate(gathered.quoted):
        for nth, first, last in quoted:
            number = int(firsts[document]) + nth
            text, start = gathered.texts[number], int(starts[number])
            begin = start + (first if text.isascii() else len(encoded(text[:first])))
            yield begin, begin + len(encoded(text[first:last]))


def _records(kept: list[int], firsts: Int64s, parts: int) -> Int64s:
    """What ``Batch`` calls so; the parts of a document begin at ``firsts``, those in no field behind all ``parts``."""
    found = np.empty((len(kept), 4), np.int64)
    found[:, 0] = firsts
    found[:, 1] = firsts + np.array(kept, np.int64)
    found[:, 2] = np.arange(parts, parts + len(kept))
    found[:, 3] = found[:, 2] + 1
    return found.reshape(-1, 2)


NO_RECORDS: Int64s = np.zeros((0, 2), np.int64)
