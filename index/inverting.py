"""From tokens in the order of articles to posting lists in the order of terms: one run of a segment at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from index.blocks import (
    BEFORE,
    BLOCK,
    COLUMNS,
    MAIN,
    MANY_OCCURRENCES,
    OCCURRENCES,
    SHAPE_COLUMNS,
    SUM,
    Float32s,
    Int32s,
    Int64s,
    Integer,
    UInt8s,
    UInt32s,
    UInt64s,
    put_block,
    room_for,
)
from index.jit import inlined, kernel

MOST_SHAPES = 1 << 14  # of a run at first; a power of 2. Reuters-21578 has some hundred.
Heads = tuple[UInt32s, Int32s]  # rows as in index.blocks, and the key of each


@dataclass(frozen=True)
class Occurrences:
    """Tokens in the order of documents and, within each, of positions: arrays of one length.

    ``form`` int32: which of all forms; ``document`` int32; ``position`` int32; ``kind`` uint8: a field, quoted or not.
    """

    form: Int32s
    document: Int32s
    position: Int32s
    kind: UInt8s


@dataclass(frozen=True)
class Lexicon:
    """What the encoder knows of each form and each kind.

    ``key`` int32: the form's term; ``ordinal`` int32: which of its term's forms it is; ``weight`` float32[256] and
    ``main`` uint8[256]: of each kind, what an occurrence weighs and whether it stands in the main field, whose
    occurrences lie together.
    """

    key: Int32s
    ordinal: Int32s
    weight: Float32s
    main: UInt8s


@dataclass(frozen=True)
class Run:
    """Posting lists of a range of documents: ``words``, ``heads`` and ``shapes`` as in ``index.blocks``.

    ``keys`` int32 has the term of each row of ``heads``, ascending. ``form_heads`` and ``form_keys`` are the same by
    forms, without positions, over the same words and shapes.
    """

    words: UInt64s
    heads: UInt32s
    keys: Int32s
    shapes: Int32s
    form_heads: UInt32s
    form_keys: Int32s


def invert(
    tokens: Occurrences, lexicon: Lexicon, keys: int, lengths: Float32s, first_document: int, with_forms: bool
) -> Run:
    """The posting lists of ``tokens``, whose terms are below ``keys``.

    ``lengths`` are those of the documents from ``first_document`` on.
    """
    form, document, position, kind = _sorted_by_key(
        tokens.form, tokens.document, tokens.position, tokens.kind, lexicon.key, keys
    )
    slots = MOST_SHAPES
    while True:
        words, heads, head_keys, shapes, form_heads, form_keys = _encode(
            form, document, position, kind, lexicon.key, lexicon.ordinal, lexicon.weight, lexicon.main,
            lengths, first_document, with_forms, slots,
        )  # fmt: skip
        if len(shapes) < slots // 2:
            break
        slots *= 8
    by_form = np.argsort(form_keys, kind="stable")
    return Run(words, heads, head_keys, shapes, form_heads[by_form], form_keys[by_form])


@kernel
def _sorted_by_key(
    form: Int32s, document: Int32s, position: Int32s, kind: UInt8s, key: Int32s, keys: Integer
) -> tuple[Int32s, Int32s, Int32s, UInt8s]:
    """The four arrays in the order of their terms, those of one term in their own order: a counting sort."""
    count = len(form)
    ends = np.zeros(keys + 1, np.int64)
    for n in range(count):
        ends[key[form[n]] + 1] += 1
    for n in range(keys):
        ends[n + 1] += ends[n]
    forms, documents, positions = np.empty(count, np.int32), np.empty(count, np.int32), np.empty(count, np.int32)
    kinds = np.empty(count, np.uint8)
    for n in range(count):
        term = key[form[n]]
        at = ends[term]
        ends[term] += 1
        forms[at], documents[at], positions[at], kinds[at] = form[n], document[n], position[n], kind[n]
    return forms, documents, positions, kinds


# What has been used so far of the arrays that are filled.
UNITS, HEADS, FORM_HEADS, SHAPES_SEEN = range(4)


@kernel
def _encode(
    form: Int32s, document: Int32s, position: Int32s, kind: UInt8s, key: Int32s, ordinal: Int32s, weight: Float32s,
    main: UInt8s, lengths: Float32s, first_document: Integer, with_forms: bool, most_shapes: Integer,
) -> tuple[UInt64s, UInt32s, Int32s, Int32s, UInt32s, Int32s]:  # fmt: skip
    """Encode sorted occurrences, list by list. The result is void if there are ``most_shapes // 2`` shapes."""
    count = len(form)
    words, values = np.zeros(count // 2 + 64, np.uint64), np.empty((2, 1 << 10), np.int64)
    rows = min(len(key), count) + count // BLOCK + 1
    heads, head_keys = np.empty((rows, COLUMNS), np.uint32), np.empty(rows, np.int32)
    form_rows = rows if with_forms else 0
    form_heads, form_keys = np.empty((form_rows, COLUMNS), np.uint32), np.empty(form_rows, np.int32)
    slots, shapes = np.full(most_shapes, -1, np.int32), np.empty((most_shapes // 2 + 1, SHAPE_COLUMNS), np.int32)
    used, scratch = np.zeros(4, np.int64), np.empty((3, BLOCK), np.int64)
    start = 0
    while start < count:
        term, mixed, highest = key[form[start]], False, ordinal[form[start]]
        stop = start + 1
        while stop < count and key[form[stop]] == term:
            mixed = mixed or form[stop] != form[start]
            highest = max(highest, ordinal[form[stop]])
            stop += 1
        words = room_for(words, used[UNITS] // 4 + 4 * (stop - start) + 2 * highest + 8)
        if stop - start > values.shape[1]:
            values = np.empty((2, 2 * (stop - start)), np.int64)
        before = used[HEADS]
        _encode_list(
            form, document, position, kind, ordinal, weight, main, lengths, first_document, start, stop, np.int64(-1),
            np.int64(term), words, heads, head_keys, slots, shapes, used, HEADS, scratch, values,
        )  # fmt: skip
        if with_forms and not mixed:
            for row in range(before, used[HEADS]):
                form_heads[used[FORM_HEADS]] = heads[row]
                form_keys[used[FORM_HEADS]] = form[start]
                used[FORM_HEADS] += 1
        elif with_forms:
            for wanted in range(highest + 1):
                at = start
                while at < stop and ordinal[form[at]] != wanted:
                    at += 1
                if at < stop:
                    _encode_list(
                        form, document, position, kind, ordinal, weight, main, lengths, first_document, at, stop,
                        np.int64(form[at]), np.int64(form[at]), words, form_heads, form_keys, slots, shapes, used,
                        FORM_HEADS, scratch, values,
                    )  # fmt: skip
        start = stop
    return (
        words[: (used[UNITS] + 3) // 4].copy(), heads[: used[HEADS]].copy(), head_keys[: used[HEADS]].copy(),
        shapes[: used[SHAPES_SEEN]].copy(), form_heads[: used[FORM_HEADS]].copy(), form_keys[: used[FORM_HEADS]].copy(),
    )  # fmt: skip


@kernel
def _encode_list(
    form: Int32s, document: Int32s, position: Int32s, kind: UInt8s, ordinal: Int32s, weight: Float32s, main: UInt8s,
    lengths: Float32s, first_document: Integer, start: Integer, stop: Integer, wanted: Integer, term: Integer,
    words: UInt64s, heads: UInt32s, keys: Int32s, slots: Int32s, shapes: Int32s, used: Int64s, counter: Integer,
    scratch: Int64s, values: Int64s,
) -> None:  # fmt: skip
    """Encode one list as blocks: the occurrences from ``start`` to ``stop`` of the form ``wanted``, or of all (-1),
    then with positions."""
    at = start
    seen_occurrences, seen_sum, seen_before, seen_within, code = -1, np.float32(0), 0, 0, np.int64(0)
    while at < stop:
        n, m = 0, 0
        heaviest: Any = np.float32(0)
        shortest: Any = np.float32(np.inf)
        while at < stop and n < BLOCK and m < MANY_OCCURRENCES:
            number, begin, before, within = document[at], m, 0, 0
            total: Any = np.float32(0)
            previous: Any = np.int32(0)
            while at < stop and document[at] == number:
                if wanted < 0 or form[at] == wanted:
                    total += weight[kind[at]]
                    if main[kind[at]]:
                        within += 1
                    elif within == 0:
                        before += 1
                    values[0, m], values[1, m] = position[at] - previous, ordinal[form[at]]
                    previous = position[at]
                    m += 1
                at += 1
            occurrences = m - begin
            if occurrences == 0:
                continue
            if (
                occurrences != seen_occurrences or total != seen_sum or before != seen_before or within != seen_within
            ):  # most often it is as the one before
                seen_occurrences, seen_sum, seen_before, seen_within = occurrences, total, before, within
                code = code_of(slots, shapes, used, SHAPES_SEEN, occurrences, total, before, within)
            scratch[0, n], scratch[1, n], scratch[2, n] = number, code, begin
            heaviest, shortest = max(heaviest, total), min(shortest, lengths[number - first_document])
            n += 1
        if n == 0:
            break
        row = used[counter]
        used[counter] += 1
        keys[row] = term
        used[UNITS] = put_block(
            words, used[UNITS], heads, row, 0, 0, scratch, n, values, m if wanted < 0 else 0, m, heaviest, shortest
        )


@inlined
def code_of(
    slots: Int32s, shapes: Int32s, used: Int64s, counter: Integer, occurrences: Integer, total: Any, before: Integer,
    within: Integer,
) -> Integer:  # fmt: skip
    """The code of a shape, new or known, in an open-addressing table over the rows of ``shapes``.

    ``used[counter]`` counts the rows. Where half of ``slots`` would be taken, the code is void.
    """
    sums = shapes.view(np.float32)
    mask = len(slots) - 1
    mixed = occurrences * 40503 + before * 30011 + within * 10007 + np.int64(total * 64)
    slot = mixed & mask
    while slots[slot] >= 0:
        row = slots[slot]
        if (
            shapes[row, OCCURRENCES] == occurrences
            and sums[row, SUM] == total
            and shapes[row, BEFORE] == before
            and shapes[row, MAIN] == within
        ):
            return np.int64(row)
        slot = (slot + 1) & mask
    row = used[counter]
    if 2 * row + 2 > len(slots):  # full: the caller tries again with a larger table
        return np.int64(row)
    shapes[row, OCCURRENCES], shapes[row, BEFORE], shapes[row, MAIN] = occurrences, before, within
    sums[row, SUM] = total
    slots[slot] = row
    used[counter] += 1
    return np.int64(row)
