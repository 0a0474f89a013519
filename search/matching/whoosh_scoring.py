"""Scores for Whoosh's own matchers, by the formulas that kernels run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

import whoosh.scoring

from index.arrays.types import Number
from search.ranking import factor_of, norm_line, score_of


class Statistics(Protocol):
    """What the formulas want to know of all documents."""

    documents: int

    def containing(self, field: str, term: str) -> int:
        """How many documents have a term."""

    @property
    def average_length(self) -> Callable[[str], float]:
        """The average length of documents in a field."""


class BM25F(whoosh.scoring.WeightingModel):  # type: ignore[misc]
    """Whoosh's interface to ``search.ranking``, for a searcher over some of the documents of ``statistics``."""

    def __init__(self, statistics: Statistics) -> None:
        self._statistics = statistics

    def scorer(self, searcher: Any, fieldname: str, text: Any, qf: int = 1) -> Any:  # noqa: ARG002 - Whoosh passes it
        """Score the postings of one term."""
        if not searcher.schema[fieldname].scorable:
            return whoosh.scoring.WeightScorer.for_(searcher, fieldname, text)
        return _TermScorer(searcher, fieldname, text, self._statistics)


class _TermScorer(whoosh.scoring.WeightLengthScorer):  # type: ignore[misc]
    def __init__(self, searcher: Any, fieldname: str, text: Any, statistics: Statistics) -> None:
        term = text.decode("utf-8", "surrogatepass") if isinstance(text, bytes) else text
        self._factor = factor_of(statistics.documents, statistics.containing(fieldname, term), 1.0)
        self._norm, self._slope = norm_line(statistics.average_length(fieldname))
        self.setup(searcher, fieldname, text)

    def _score(self, weight: float, length: float) -> Number:
        return score_of(weight, self._norm + self._slope * length, self._factor)
