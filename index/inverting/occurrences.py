"""The occurrences of words in a run of documents, sorted into lists.

An occurrence is one int64, its parts from the highest bits down: the document, counted from the run's first; the
position in it; which of its term's forms in the run; its kind. So lists are stretches of numbers that ascend.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from index.arrays.jit import kernel
from index.arrays.types import Float32s, Int32s, Int64s, Integer, Number, UInt8s
from index.text.batches import Batch
from index.text.tokenizing import Tokens
from index.text.vocabulary import RunWords

QUOTED = 32  # added to the number of a field for what stands in a quotation
KINDS = 2 * QUOTED
KIND_BITS = 6


class Shifts(NamedTuple):
    """The bits below the document, and below the position, of an occurrence."""

    document: int
    position: int


class Sorted(NamedTuple):
    """Lists. ``words`` int64: occurrences; list n is ``words[starts[n]:stops[n]]``, int64, ascending."""

    words: Int64s
    starts: Int64s
    stops: Int64s


class Occurrences(NamedTuple):
    """All occurrences of a run, by its terms. ``form_starts`` int64[forms + 1]: where those of each form begin when
    sorted by form. ``lengths`` float32[fields + 1, documents]: the weight of what each document has everywhere (row
    0), and how many occurrences it has in each field."""

    shifts: Shifts
    by_term: Sorted
    form_starts: Int64s
    lengths: Float32s


def occurrences(
    texts: Batch, tokens: Tokens, lexicon: RunWords, weight: Float32s, fields: int, quotes: int
) -> Occurrences:
    """The occurrences of a batch's tokens. ``weight`` float32[KINDS]; ``quotes``: the number of the field that whatever
    stands in quotations is of too, or -1."""
    several = np.diff(lexicon.begins)
    terms = np.repeat(np.arange(len(several)), several)
    within = np.arange(len(terms)) - lexicon.begins[terms]
    shifts = _shifts(texts, tokens, int(within.max(initial=0)))
    forms = np.append(terms << (shifts.position - KIND_BITS) | within, -1)  # the last for surfaces that are no token
    form_starts = _counted(tokens.surface, lexicon.surface, len(terms))
    bounds = form_starts[lexicon.begins]
    words = np.empty(bounds[-1], np.int64)
    lengths = np.zeros((fields + 1, texts.documents), np.float32)
    _place(
        tokens.surface, tokens.start, tokens.end, tokens.part, forms[lexicon.surface], bounds.copy(), texts.document,
        texts.field, texts.gap, texts.quote_starts, texts.quote_ends, weight, quotes, *shifts, words,
        lengths,
    )  # fmt: skip
    return Occurrences(shifts, Sorted(words, bounds[:-1], bounds[1:]), form_starts, lengths)


def _shifts(texts: Batch, tokens: Tokens, highest_form: int) -> Shifts:
    position = KIND_BITS + highest_form.bit_length()
    most = len(tokens.surface) + int(texts.gap.sum(dtype=np.int64))
    document = position + most.bit_length()
    if document + texts.documents.bit_length() >= 64:
        raise OverflowError(f"{texts.documents} documents of {len(tokens.surface)} tokens are too many for one run.")
    return Shifts(document, position)


@kernel
def _counted(surface: Int32s, form: Int32s, forms: Integer) -> Int64s:
    """int64[forms + 1]: where the occurrences of each form begin when sorted by form."""
    ends = np.zeros(forms + 1, np.int64)
    for t in range(len(surface)):
        which = form[surface[t]]
        if which >= 0:
            ends[which + 1] += 1
    for n in range(forms):
        ends[n + 1] += ends[n]
    return ends


@kernel
def _place(
    surface: Int32s, start: Int32s, end: Int32s, part: Int64s, form: Int64s, ends: Int64s, document: Int32s,
    field: UInt8s, gap: Int32s, quote_starts: Int64s, quote_ends: Int64s,
    weight: Float32s, quotes: Integer, document_shift: Integer, position_shift: Integer, words: Int64s,
    lengths: Float32s,
) -> None:  # fmt: skip
    """Put each token that is one into ``words`` where ``ends`` says that the list of its term goes on.

    ``form`` has the term of each surface, and below it, in the bits between kind and position, which of its forms."""
    # Indices are unsigned, or Numba looks whether they count from the end: that took 1.2 times as long.
    quote, position, owner = 0, np.int64(0), np.int64(-1)
    form_bits = np.uint64(position_shift - KIND_BITS)
    form_mask = (np.int64(1) << np.int64(form_bits)) - 1
    total: Number = np.float32(0)
    for p in range(len(document)):
        skipped, where, count = np.int64(gap[p]), np.int64(field[p]), 0
        if document[p] != owner:
            owner, position, skipped, total = np.int64(document[p]), np.int64(-1), np.int64(0), np.float32(0)
        place = owner << document_shift
        for token in range(part[p], part[p + 1]):
            t = np.uint64(token)
            which = form[np.uint64(surface[t])]
            if which >= 0:
                while quote < len(quote_ends) and quote_ends[quote] <= start[t]:
                    quote += 1
                inside = quote < len(quote_ends) and quote_starts[quote] <= start[t] and end[t] <= quote_ends[quote]
                kind = where + QUOTED if inside else where
                position += 1 + skipped
                skipped = np.int64(0)
                term = np.uint64(which) >> form_bits
                at = ends[term]
                words[np.uint64(at)] = place | position << position_shift | (which & form_mask) << KIND_BITS | kind
                ends[term] = at + 1
                total += weight[np.uint64(kind)]
                count += 1
                if inside and quotes >= 0 and where != quotes:
                    lengths[quotes + 1, owner] += 1
        lengths[0, owner] = total
        lengths[where + 1, owner] += count


def by_form(lists: Sorted, lexicon: RunWords, starts: Int64s, shifts: Shifts) -> Sorted:
    """The lists of all forms of a run, from those of its terms; empty ones of forms whose term has no other."""
    return Sorted(*_by_form(*lists, lexicon.begins, starts[:-1], starts[-1], shifts.position))


@kernel
def _by_form(
    words: Int64s,
    term_starts: Int64s,
    term_stops: Int64s,
    begins: Int32s,
    starts: Int64s,
    size: Integer,
    position_shift: Integer,
) -> tuple[Int64s, Int64s, Int64s]:
    found, ends = np.empty(size, np.int64), starts.copy()
    mask = (1 << (position_shift - KIND_BITS)) - 1
    for term in range(len(begins) - 1):
        first = np.int64(begins[term])
        if np.int64(begins[term + 1]) - first > 1:
            for n in range(term_starts[term], term_stops[term]):
                form = first + (words[n] >> KIND_BITS & mask)
                found[ends[form]] = words[n]
                ends[form] += 1
    return found, starts, ends


def chosen(lists: Sorted, wanted: UInt8s) -> Sorted:
    """The same lists, of the occurrences whose kind is marked in ``wanted`` uint8[KINDS]."""
    words, ends = _chosen(*lists, wanted)
    return Sorted(words, ends[:-1], ends[1:])


@kernel
def _chosen(words: Int64s, starts: Int64s, stops: Int64s, wanted: UInt8s) -> tuple[Int64s, Int64s]:
    count = np.int64(0)
    for word in words:
        count += np.int64(wanted[word & (KINDS - 1)])
    found, ends = np.empty(count + 1, np.int64), np.zeros(len(starts) + 1, np.int64)  # one that is written in vain
    m = np.int64(0)
    for n in range(len(starts)):
        for at in range(starts[n], stops[n]):
            found[m] = words[at]
            m += np.int64(wanted[words[at] & (KINDS - 1)])
        ends[n + 1] = m
    return found[:count], ends
