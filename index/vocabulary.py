"""The words of a segment while it is written: surfaces, their forms, and the terms that forms share."""

from __future__ import annotations

import numpy as np

from index.analysis import fold, stem
from index.blocks import Int32s
from index.tokenizing import Tokens, Vocabulary


class Words:
    """Numbers for every surface, form and term, in the order in which they are first seen."""

    def __init__(self) -> None:
        self._surfaces = Vocabulary()
        self._form_of_surface = np.empty(1 << 12, np.int32)
        self._number_of_form: dict[str, int] = {}
        self._number_of_term: dict[str, int] = {}
        self._forms_of_term: list[int] = []
        self._term = np.empty(1 << 12, np.int32)
        self._ordinal = np.empty(1 << 12, np.int32)

    @property
    def forms(self) -> list[str]:
        """Every form, by number."""
        return list(self._number_of_form)

    @property
    def terms(self) -> list[str]:
        """Every term, by number."""
        return list(self._number_of_term)

    @property
    def term(self) -> Int32s:
        """int32: the term of each form."""
        return self._term[: len(self._number_of_form)]

    @property
    def ordinal(self) -> Int32s:
        """int32: which of its term's forms each form is, in the order in which they were first seen."""
        return self._ordinal[: len(self._number_of_form)]

    def forms_of(self, data: np.ndarray[tuple[int], np.dtype[np.uint8]], tokens: Tokens) -> Int32s:
        """int32: the form of each distinct surface of ``tokens``, -1 for a surface that is no token."""
        known = len(self._surfaces)
        numbers = self._surfaces.intern(data, tokens.first, tokens.last)
        if len(self._surfaces) > len(self._form_of_surface):
            self._form_of_surface = _larger(self._form_of_surface, len(self._surfaces))
        for number, surface in enumerate(self._surfaces.surfaces(known, len(self._surfaces)), start=known):
            self._form_of_surface[number] = self._form(fold(surface))
        return self._form_of_surface[numbers]

    def _form(self, form: str) -> int:
        if not form:
            return -1
        number = self._number_of_form.get(form)
        if number is None:
            number = self._number_of_form[form] = len(self._number_of_form)
            if number == len(self._term):
                self._term, self._ordinal = _larger(self._term, number + 1), _larger(self._ordinal, number + 1)
            term = self._number_of_term.setdefault(stem(form), len(self._number_of_term))
            if term == len(self._forms_of_term):
                self._forms_of_term.append(0)
            self._term[number], self._ordinal[number] = term, self._forms_of_term[term]
            self._forms_of_term[term] += 1
        return number


def _larger(array: Int32s, size: int) -> Int32s:
    larger = np.empty(max(size, 2 * len(array)), np.int32)
    larger[: len(array)] = array
    return larger
