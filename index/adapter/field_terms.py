"""The terms of a field as Whoosh's readers walk them: stems, forms behind their sign, ids, days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
import whoosh.fields

from index.arrays.bits import take
from index.arrays.jit import kernel
from index.arrays.types import Int32s, Int64s, UInt8s, UInt32s, UInt64s
from index.document import NO_DAY
from index.postings.blocks import BEFORE, BLOCK, MAIN, OCCURRENCES, layout, take_codes
from index.postings.dictionary import Dictionary


class FieldTerms(NamedTuple):
    """Some terms of a field: those of ``ordinals`` int64, ascending, in ``terms``, each behind ``prefix``."""

    prefix: bytes
    terms: Dictionary
    ordinals: Int64s


class TermsOfDays(NamedTuple):
    """``terms``: Whoosh's of all days. The documents of term n are ``documents[starts[n]:ends[n]]`` int32."""

    terms: Dictionary
    starts: Int64s
    ends: Int64s
    documents: Int32s


def terms_from(lexicon: FieldTerms, start: bytes) -> Iterator[bytes]:
    """The terms that are not less than ``start``, behind the lexicon's prefix."""
    prefix, terms, ordinals = lexicon
    if start.startswith(prefix):
        ordinals = ordinals[np.searchsorted(ordinals, terms.seek(start[len(prefix) :])) :]
    elif start > prefix:
        return
    for ordinal in ordinals:
        yield prefix + terms.term(ordinal)


def near(lexicon: FieldTerms, text: str, distance: int, prefix: int) -> Iterable[bytes]:
    """At least the terms that are so near to ``text`` behind the lexicon's prefix, without it."""
    head = lexicon.prefix.decode()
    if text.startswith(head):
        text, prefix = text[len(head) :], max(0, prefix - len(head))
    elif prefix:
        return ()
    else:
        distance += len(head)
    found = lexicon.terms.fuzzy(text.encode("utf-8", "surrogatepass"), distance, prefix)
    return map(lexicon.terms.term, np.intersect1d(found, lexicon.ordinals, assume_unique=True))


def days_of(day: Int32s, field: whoosh.fields.NUMERIC) -> TermsOfDays:
    """Days as Whoosh indexes numbers: each in full, and again without its last 4 bits, 8 bits, and so on."""
    dated = np.flatnonzero(day != NO_DAY)
    documents = dated[np.argsort(day[dated], kind="stable")].astype(np.int32)
    ordered = day[documents]
    terms: list[bytes] = []
    starts, ends = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for shift in range(0, field.bits, field.shift_step):
        begins = np.flatnonzero(np.diff(ordered >> shift, prepend=-1))
        terms += [field.to_bytes(number, shift) for number in ordered[begins].tolist()]
        starts.append(begins)
        ends.append(np.append(begins[1:], len(documents))[: len(begins)])
    offsets = np.cumsum([0, *map(len, terms)], dtype=np.uint32)
    offsets.setflags(write=False)  # as dictionaries that are mapped, for which kernels are compiled
    return TermsOfDays(
        Dictionary(np.frombuffer(b"".join(terms), np.uint8), offsets),
        np.concatenate(starts), np.concatenate(ends), documents,
    )  # fmt: skip


@kernel
def forms_occurring(  # noqa: PLR0913, PLR0917 - a kernel takes arrays, not objects
    words: UInt64s, heads: UInt32s, lists: UInt32s, terms: Int32s, shapes: Int32s, main: bool, starts: Int64s,
    forms: Int64s,
) -> UInt8s:  # fmt: skip
    """uint8[forms]: whether each form occurs in the lists (only if ``main``, in the main field).

    The blocks of list n are ``lists[n]`` to ``lists[n + 1]`` (excluded); the forms of its term t are
    ``forms[starts[t]:starts[t + 1]]``.
    """
    marked = np.zeros(len(forms), np.uint8)
    codes = np.empty(BLOCK, np.int32)
    for n in range(len(terms)):
        first = starts[terms[n]]
        last = starts[terms[n] + 1]
        missing = last - first
        for block in range(np.int64(lists[n]), np.int64(lists[n + 1])):
            if missing == 0:
                break
            count = take_codes(words, heads, block, codes)
            at = layout(heads, block)
            bit = at.form_bit
            for m in range(count):
                shape = shapes[codes[m]]
                for k in range(shape[OCCURRENCES]):
                    form = forms[first + min(take(words, bit, at.form_width), last - first - 1)]
                    bit += at.form_width
                    if marked[form] == 0 and (not main or shape[BEFORE] <= k < shape[BEFORE] + shape[MAIN]):
                        marked[form] = 1
                        missing -= 1
    return marked
