"""Whole posting lists as arrays."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from index.arrays.bits import take
from index.arrays.jit import kernel
from index.arrays.types import Float32s, Int32s, Int64s, Integer, UInt32s, UInt64s
from index.fields import EVERYWHERE, EXACT
from index.postings.blocks import BEFORE, BLOCK, MAIN, OCCURRENCES, layout, take_codes, take_documents
from index.postings.segment import PostingList, Segment


class Postings(NamedTuple):
    """``documents`` int32, ascending; ``weights`` float32: of each, the sum of its occurrences' weights."""

    documents: Int32s
    weights: Float32s


class Positions(NamedTuple):
    """Of ``documents[n]`` int32 the ascending ``positions[starts[n]:starts[n + 1]]`` int32; ``starts`` int64."""

    documents: Int32s
    starts: Int64s
    positions: Int32s


def postings(segment: Segment, field: str, term: str) -> Postings:
    """The documents that have ``term`` (behind "=": that form) in ``field``."""
    found = segment.list_of(field, term)
    if found.ordinal >= 0:
        documents, starts, _ = positions(segment, field, term)
        return Postings(documents, np.diff(starts).astype(np.float32))
    weights = segment.main_counts if field == segment.main else segment.sums
    return Postings(*decode(segment.words, segment.heads, found.first, found.last, found.documents, weights))


def positions(segment: Segment, field: str, term: str) -> Positions:
    """Where ``term`` (behind "=": that form) stands in ``field``."""
    found = segment.list_of(field, term)
    if field == EVERYWHERE and term.startswith(EXACT) and found.documents:
        found = term_of_form(segment, term)
    return Positions(
        *decode_positions(
            segment.words, segment.heads, found.first, found.last, found.documents, found.occurrences, segment.shapes,
            field == segment.main, found.ordinal,
        )
    )  # fmt: skip


def term_of_form(segment: Segment, form: str) -> PostingList:
    """The list of the term of a form ("=prices") in ``EVERYWHERE``, with the form's ordinal: it has positions."""
    number = segment.forms.find(form[1:].encode("utf-8", "surrogatepass"))
    stem = segment.stems.term(int(segment.form_stems[number])).decode("utf-8", "surrogatepass")
    return segment.list_of(EVERYWHERE, stem)._replace(ordinal=int(segment.form_ordinals[number]))


@kernel
def decode(
    words: UInt64s, heads: UInt32s, first: Integer, last: Integer, most: Integer, weights: Float32s
) -> tuple[Int32s, Float32s]:
    """The documents of the blocks ``first`` to ``last`` (excluded), at most ``most``, whose shapes have a weight."""
    documents, found = np.empty(most, np.int32), np.empty(most, np.float32)
    some, codes = np.empty(BLOCK, np.int32), np.empty(BLOCK, np.int32)
    n = 0
    for block in range(first, last):
        count = take_documents(words, heads, block, some)
        take_codes(words, heads, block, codes)
        for m in range(count):
            weight = weights[codes[m]]
            if weight > 0:
                documents[n], found[n] = some[m], weight
                n += 1
    return documents[:n], found[:n]


@kernel
def decode_positions(
    words: UInt64s, heads: UInt32s, first: Integer, last: Integer, most: Integer, occurrences: Integer, shapes: Int32s,
    main: bool, ordinal: Integer,
) -> tuple[Int32s, Int64s, Int32s]:  # fmt: skip
    """Positions of the blocks ``first`` to ``last`` (excluded): in the main field only if ``main``, and of the form
    ``ordinal`` only unless that is negative."""
    documents, starts, found = np.empty(most, np.int32), np.zeros(most + 1, np.int64), np.empty(occurrences, np.int32)
    some, codes = np.empty(BLOCK, np.int32), np.empty(BLOCK, np.int32)
    n, at = 0, 0
    for block in range(first, last):
        count = take_documents(words, heads, block, some)
        take_codes(words, heads, block, codes)
        parts = layout(heads, block)
        bit, form_bit = parts.position_bit, parts.form_bit
        for m in range(count):
            shape = shapes[codes[m]]
            position = np.int64(0)
            begin = at
            for k in range(shape[OCCURRENCES]):
                position += take(words, bit, parts.position_width)
                bit += parts.position_width
                form = take(words, form_bit, parts.form_width)
                form_bit += parts.form_width
                inside = not main or shape[BEFORE] <= k < shape[BEFORE] + shape[MAIN]
                if inside and (ordinal < 0 or form == ordinal):
                    found[at] = position
                    at += 1
            if at > begin:
                documents[n] = some[m]
                n += 1
                starts[n] = at
    return documents[:n], starts[: n + 1], found[:at]
