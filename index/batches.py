"""Documents side by side, as the tokenizer and the encoder want them: bytes and arrays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from index.blocks import Float32s, Int32s, Int64s, Integer, UInt8s
from index.document import Document, TextPart
from index.inverting import Occurrences
from index.jit import kernel
from index.tokenizing import Tokens

QUOTED = 32  # added to the number of a field for what stands in a quotation
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
    texts = [part[1] for part in parts]
    joined = "".join(texts)
    data = joined.encode("utf-8", "surrogatepass")
    plain = len(data) == len(joined)
    sizes = map(len, texts) if plain else (len(text) if text.isascii() else len(_encoded(text)) for text in texts)
    lengths = np.fromiter(sizes, np.int64, len(texts))
    ends = np.cumsum(lengths)
    kinds = np.array([fields[part[0]] for part in parts], np.uint8)
    owners = np.repeat(np.arange(len(documents), dtype=np.int32), [len(document.parts) for document in documents])
    running = np.array([name in RUNNING_TEXT for name in fields])
    follows = (kinds[1:] == kinds[:-1]) & (owners[1:] == owners[:-1]) & running[kinds[1:]]
    gaps = np.where(np.concatenate([np.zeros(1, np.bool_), follows])[: len(parts)], PARAGRAPH_GAP, PART_GAP)
    spans = [span for n, part in enumerate(parts) if part[2] for span in _in_bytes(part, int(ends[n] - lengths[n]))]
    quotes = np.array(spans, np.int64).reshape(-1, 2)
    return Batch(
        np.frombuffer(data, np.uint8), ends - lengths, ends, owners, kinds, gaps.astype(np.int32), quotes[:, 0].copy(),
        quotes[:, 1].copy(), len(documents),
    )  # fmt: skip


RUNNING_TEXT = frozenset(["body", "captions"])


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _in_bytes(part: TextPart, start: int) -> Iterator[tuple[int, int]]:
    """The quotations of a part in bytes of a batch in which it begins at ``start``."""
    for first, last in part.quoted:
        begin = start + (first if part.text.isascii() else len(_encoded(part.text[:first])))
        yield begin, begin + len(_encoded(part.text[first:last]))


def occurrences(texts: Batch, tokens: Tokens, form: Int32s, first_document: int) -> Occurrences:
    """The tokens of a batch with their places; ``form`` int32: that of each distinct surface, -1 where it has none."""
    return Occurrences(
        *_place(
            tokens.surface, tokens.start, tokens.end, tokens.part, form, texts.document, texts.field, texts.gap,
            texts.quote_starts, texts.quote_ends, first_document,
        )
    )  # fmt: skip


@kernel
def _place(
    surface: Int32s, start: Int32s, end: Int32s, part: Int64s, form: Int32s, document: Int32s, field: UInt8s,
    gap: Int32s, quote_starts: Int64s, quote_ends: Int64s, first_document: Integer,
) -> tuple[Int32s, Int32s, Int32s, UInt8s]:  # fmt: skip
    """(form, document, position, kind) of each token that is one."""
    count = len(surface)
    forms, documents, positions = np.empty(count, np.int32), np.empty(count, np.int32), np.empty(count, np.int32)
    kinds = np.empty(count, np.uint8)
    n, quote, position, owner = 0, 0, 0, -1
    for p in range(len(document)):
        skipped = gap[p]
        if document[p] != owner:
            owner, position, skipped = document[p], -1, 0
        for t in range(part[p], part[p + 1]):
            which = form[surface[t]]
            if which < 0:
                continue
            while quote < len(quote_ends) and quote_ends[quote] <= start[t]:
                quote += 1
            inside = quote < len(quote_ends) and quote_starts[quote] <= start[t] and end[t] <= quote_ends[quote]
            position += 1 + skipped
            skipped = 0
            forms[n], documents[n], positions[n] = which, first_document + owner, position
            kinds[n] = field[p] + QUOTED if inside else field[p]
            n += 1
    return forms[:n], documents[:n], positions[:n], kinds[:n]


@kernel
def lengths(document: Int32s, kind: UInt8s, weight: Float32s, first: Integer, documents: Integer) -> Float32s:
    """float32[documents]: the sum of the weights of each document's occurrences, from document number ``first`` on."""
    found = np.zeros(documents, np.float32)
    for n in range(len(document)):
        found[document[n] - first] += weight[kind[n]]
    return found


@kernel
def chosen(
    form: Int32s, document: Int32s, position: Int32s, kind: UInt8s, wanted: UInt8s
) -> tuple[Int32s, Int32s, Int32s, UInt8s]:
    """The occurrences whose kind is marked in ``wanted`` uint8[256]."""
    count = 0
    for n in range(len(kind)):
        count += wanted[kind[n]]
    forms, documents, positions = np.empty(count, np.int32), np.empty(count, np.int32), np.empty(count, np.int32)
    kinds = np.empty(count, np.uint8)
    m = 0
    for n in range(len(kind)):
        if wanted[kind[n]]:
            forms[m], documents[m], positions[m], kinds[m] = form[n], document[n], position[n], kind[n]
            m += 1
    return forms, documents, positions, kinds
