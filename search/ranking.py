"""BM25F: how well an article answers, from weighted frequencies that the index has summed over fields."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, Protocol

import whoosh.scoring

from index.jit import kernel

# The usual values (Robertson and Zaragoza, 2009, section 3.2), not tuned here.
K1 = 1.2  # how soon repeating a word stops to matter
B = 0.75  # how much a long article's words count for less


@kernel
def idf(documents: int, containing: int) -> float:
    """Robertson and Spärck Jones's weight, kept positive as in Lucene: ln(1 + (N - n + 0.5) / (n + 0.5))."""
    return math.log(1 + (documents - containing + 0.5) / (containing + 0.5))


@kernel
def factor_of(documents: int, containing: int, boost: float) -> float:
    """What a term scores at most."""
    return idf(documents, containing) * boost * (K1 + 1)


def saturated(weight: float, length: float, average: float) -> float:
    """The share of a term's full score that a weighted frequency earns in an article of this length.

    S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, formula 3.15.
    """
    return weight * (K1 + 1) / (weight + K1 * (1 - B + B * length / average))


class Statistics(Protocol):
    """What the formulas want to know of all documents."""

    documents: int

    def containing(self, field: str, term: str) -> int:
        """How many documents have a term."""

    @property
    def average_length(self) -> Callable[[str], float]:
        """The average length of documents in a field."""


class BM25F(whoosh.scoring.WeightingModel):  # type: ignore[misc]
    """Whoosh's interface to the two formulas, for a searcher over some of the documents of ``statistics``."""

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
        self._idf = idf(statistics.documents, statistics.containing(fieldname, term))
        self._average = statistics.average_length(fieldname)
        self.setup(searcher, fieldname, text)

    def _score(self, weight: float, length: float) -> float:
        return self._idf * saturated(weight, length, self._average)
