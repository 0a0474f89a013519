"""The words of a segment while it is written: surfaces, their forms, and the terms that forms share."""

from __future__ import annotations

from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from index.arrays.interning import Vocabulary
from index.arrays.jit import kernel
from index.arrays.strings import Strings, first_bytes
from index.arrays.types import Int32s, Int64s, Integer, UInt8s, UInt64s
from index.text.folding import Spellings, folded
from index.text.stemming import stemmed
from index.text.tokenizing import Tokens

# Stands for the empty word, which a vocabulary has no place for: the stem of "''s", of apostrophes that are letters.
EMPTY = " "
Element = TypeVar("Element", np.int32, np.uint64)


class RunWords(NamedTuple):
    """The words of one run: numbers among them are the run's own. Terms are almost in the order of their spellings, so
    that lists that will lie side by side do so in every run: at a million stories, joining them takes half the time.

    ``surface`` int32: the form of each distinct surface, -1 for one that is no token. ``begins`` int32[terms + 1]: the
    forms of each term are ``begins[t]`` to ``begins[t + 1]``. ``forms`` and ``terms`` int32: their numbers in the
    segment. ``ordinal`` int32: which of its term's forms each form is.
    """

    surface: Int32s
    begins: Int32s
    forms: Int32s
    terms: Int32s
    ordinal: Int32s


class Words:
    """Numbers for every surface, form and term, in the order in which they are first seen."""

    def __init__(self) -> None:
        self._surfaces, self._forms, self._terms = Vocabulary(), Vocabulary(), Vocabulary()
        self._form_of_surface = np.empty(1 << 12, np.int32)
        self._term = np.empty(1 << 12, np.int32)
        self._ordinal = np.empty(1 << 12, np.int32)
        self._forms_of_term = np.zeros(1 << 12, np.int32)
        self._begins_with = np.zeros(1 << 12, np.uint64)

    def forms(self) -> Strings:
        """Every form, by number."""
        return self._forms.strings()

    def terms(self) -> Strings:
        """Every term, by number."""
        data, starts, ends = self._terms.strings()
        return Strings(data, starts, np.where(data[starts] == ord(EMPTY), starts, ends))

    @property
    def term(self) -> Int32s:
        """int32: the term of each form."""
        return self._term[: len(self._forms)]

    @property
    def ordinal(self) -> Int32s:
        """int32: which of its term's forms each form is, in the order in which they were first seen."""
        return self._ordinal[: len(self._forms)]

    def lexicon(self, data: UInt8s, tokens: Tokens) -> RunWords:
        """What is known of the words of ``tokens``."""
        forms = self.forms_of(data, tokens)
        some, which = _distinct(forms, len(self._forms))
        terms, term = _distinct(self._term[some], len(self._terms))
        in_order = _order(self._begins_with[terms])
        return RunWords(*_grouped(which, some, term, terms, in_order, self._ordinal))

    def forms_of(self, data: UInt8s, tokens: Tokens) -> Int32s:
        """int32: the form of each distinct surface of ``tokens``, -1 for a surface that is no token."""
        known = len(self._surfaces)
        numbers, new = self._surfaces.intern(data, tokens.first, tokens.last)
        if len(new):
            forms = self._number_forms(folded(Spellings(data, tokens.first[new], tokens.last[new])))
            self._form_of_surface = _extended(self._form_of_surface, known, forms)
        return self._form_of_surface[numbers]

    def _number_forms(self, forms: Spellings) -> Int32s:
        """int32: the number of each form, -1 for an empty one; new ones are added with their terms."""
        data, first, last = forms
        known = len(self._forms)
        numbers = np.full(len(first), -1, np.int32)
        present = first < last
        first, last = first[present], last[present]
        numbers[present], new = self._forms.intern(data, first, last)
        if len(new):
            self._add_terms(known, stemmed(Spellings(data, first[new], last[new])))
        return numbers

    def _add_terms(self, known: int, stems: Spellings) -> None:
        """Add the terms of the forms from number ``known`` on."""
        empty = stems.first == stems.last
        if empty.any():
            place = len(stems.data)
            data = np.append(stems.data, np.uint8(ord(EMPTY)))
            stems = Spellings(data, np.where(empty, place, stems.first), np.where(empty, place + 1, stems.last))
        before = len(self._terms)
        terms, _ = self._terms.intern(*stems)
        self._begins_with = _extended(self._begins_with, before, first_bytes(self._terms.strings(before)))
        if len(self._terms) > len(self._forms_of_term):
            self._forms_of_term = _extended(self._forms_of_term, len(self._forms_of_term), np.zeros_like(terms))
        ordinals = np.empty_like(terms)
        _count(terms, self._forms_of_term, ordinals)
        self._term = _extended(self._term, known, terms)
        self._ordinal = _extended(self._ordinal, known, ordinals)


@kernel
def _distinct(numbers: Int32s, size: Integer) -> tuple[Int32s, Int32s]:
    """The distinct ones of ``numbers``, which are below ``size``, but -1; and which of these each is, or -1."""
    place, found, which = (
        np.empty(size, np.int32),
        np.empty(len(numbers), np.int32),
        np.full(len(numbers), -1, np.int32),
    )
    for number in numbers:
        if number >= 0:
            place[number] = -1
    count = 0
    for n in range(len(numbers)):
        number = numbers[n]
        if number >= 0:
            if place[number] < 0:
                place[number] = count
                found[count] = number
                count += 1
            which[n] = place[number]
    return found[:count].copy(), which


@kernel
def _grouped(
    which: Int32s, forms: Int32s, term: Int32s, terms: Int32s, in_order: Int64s, ordinal: Int32s
) -> tuple[Int32s, Int32s, Int32s, Int32s, Int32s]:
    """The fields of a ``RunWords``: ``which`` of ``forms`` each surface is, or -1, which of ``terms`` each form has,
    and the order of these; ``ordinal`` as in ``Words``."""
    place, begins = np.empty(len(terms), np.int32), np.zeros(len(terms) + 1, np.int32)
    for n in range(len(terms)):
        place[in_order[n]] = n
    for n in range(len(forms)):
        begins[place[term[n]] + 1] += 1
    for n in range(len(terms)):
        begins[n + 1] += begins[n]
    ends, numbers, ordinals = begins.copy(), np.empty(len(forms), np.int32), np.empty(len(forms), np.int32)
    new = np.empty(len(forms), np.int32)
    for n in range(len(forms)):
        at = ends[place[term[n]]]
        new[n], numbers[at], ordinals[at] = at, forms[n], ordinal[forms[n]]
        ends[place[term[n]]] += 1
    surface = np.empty_like(which)
    for n in range(len(which)):
        surface[n] = new[which[n]] if which[n] >= 0 else -1
    return surface, begins, numbers, terms[in_order], ordinals


def _order(keys: UInt64s) -> Int64s:
    """int64: the order of ``keys`` by as many of their highest bits as do not count them, and of equal ones their own.

    NumPy sorts numbers that hold their places three times as fast as places, and as ``index.arrays.strings`` does.
    """
    bits = np.uint64(len(keys).bit_length())
    found = np.sort(keys >> bits << bits | np.arange(len(keys), dtype=np.uint64))
    return (found & ((np.uint64(1) << bits) - np.uint64(1))).astype(np.int64)


@kernel
def _count(terms: Int32s, counts: Int32s, ordinals: Int32s) -> None:
    """Put into ``ordinals`` how often each of ``terms`` was counted before, in ``counts``, and count it."""
    for k in range(len(terms)):
        ordinals[k] = counts[terms[k]]
        counts[terms[k]] += 1


def _extended(array: NDArray[Element], size: int, more: NDArray[Element]) -> NDArray[Element]:
    """``array`` with ``more`` from ``size`` on: the same one if it is long enough, else a copy with zeros behind."""
    end = size + len(more)
    if end > len(array):
        longer = np.zeros(max(end, 2 * len(array)), array.dtype)
        longer[:size] = array[:size]
        array = longer
    array[size:end] = more
    return array
