"""Whoosh's matcher over the decoded list of one term."""

from __future__ import annotations

import copy
from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import whoosh.formats
import whoosh.matching

from index.postings.lists import Positions, Postings


class ArrayMatcher(whoosh.matching.Matcher):  # type: ignore[misc]
    """The documents of one term, from decoded arrays; positions are read when they are first asked for.

    It has no blocks that could be skipped by their quality: ``search.kernels`` does that, without matchers.
    """

    def __init__(
        self,
        term: tuple[str, bytes],
        found: Postings,
        read_positions: Callable[[], Positions] | None,
        format_: whoosh.formats.Format,
        scorer: Any = None,
    ) -> None:
        self._term, self._format, self._scorer = term, format_, scorer
        # Views, because arrays give their items as NumPy's numbers: 58 ns each, and not 14.
        self._documents, self._weights = found.documents.data, found.weights.data
        self._read_positions = read_positions
        self._positions: Positions | None = None
        self._at = 0

    def is_active(self) -> bool:
        """Whether it stands at a document."""
        return self._at < len(self._documents)

    def reset(self) -> None:
        """Go back to the first document."""
        self._at = 0

    def copy(self) -> ArrayMatcher:
        """Another that stands at the same document."""
        return copy.copy(self)

    def replace(self, minquality: float = 0) -> whoosh.matching.Matcher:  # noqa: ARG002
        """Itself, or none at the end."""
        return self if self.is_active() else whoosh.matching.NullMatcher

    def term(self) -> tuple[str, bytes]:
        """(field, term)."""
        return self._term

    def id(self) -> int:
        """The document where it stands; at the end the last, because Whoosh's ``AndNotMatcher`` asks there too."""
        try:
            return self._documents[self._at]
        except IndexError:
            return self._documents[-1]

    def all_ids(self) -> Iterator[int]:
        """The documents from where it stands on."""
        return iter(self._documents[self._at :])

    def next(self) -> None:
        """Go to the next document."""
        if not self.is_active():
            raise whoosh.matching.ReadTooFar
        self._at += 1

    def skip_to(self, id: int) -> None:
        """Go on to the first document that is not less."""
        if not self.is_active():
            raise whoosh.matching.ReadTooFar
        self._at = bisect_left(self._documents, id, self._at)

    def weight(self) -> float:
        """The weights of the term's occurrences in the document."""
        return self._weights[self._at]

    def score(self) -> float:
        """What the scorer makes of the document; without one, its weight."""
        return self.weight() if self._scorer is None else float(self._scorer.score(self))

    def max_quality(self) -> float:
        """What no score exceeds; Whoosh's ``AndMaybeMatcher`` asks for it, blocks or none."""
        return float(np.max(self._weights) if self._scorer is None else self._scorer.max_quality())

    def supports(self, astype: str) -> bool:
        """Whether the field has such values."""
        return bool(self._format.supports(astype))

    def value_as(self, astype: str) -> Any:
        """The value of the document: "positions", or another that the field's format has."""
        if astype == "positions" and self.supports(astype):
            return self._positions_here()
        return self._format.decoder(astype)(self.value())

    def value(self) -> Any:
        """The value of the document as the field's format encodes it."""
        return self._format.encode(self._positions_here() if self.supports("positions") else [])

    def _positions_here(self) -> list[int]:
        if self._positions is None:
            assert self._read_positions, "there are no positions in this format"
            self._positions = self._read_positions()
        _, starts, found = self._positions
        here: list[int] = found[starts[self._at] : starts[self._at + 1]].tolist()
        return here
