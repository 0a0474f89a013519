"""Which articles a query matches, and how well: all of them, so that totals and facets are exact."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from whoosh.searching import Searcher

from search.tree import Query


@dataclass(frozen=True)
class Matches:
    """Document numbers, ascending, int64, and their scores, float64; of equal length."""

    documents: npt.NDArray[np.int64]
    scores: npt.NDArray[np.float64]

    def where(self, kept: npt.NDArray[np.bool_]) -> Matches:
        """The matches whose document numbers are marked in ``kept``, a mask over all documents."""
        chosen = kept[self.documents]
        return Matches(self.documents[chosen], self.scores[chosen])


def match(query: Query, searcher: Searcher) -> Matches:
    """Run a tree of ``search.terms`` through Whoosh's matchers to the end."""
    matcher = query.normalize().matcher(searcher, searcher.context())
    documents, scores = [], []
    while matcher.is_active():
        documents.append(matcher.id())
        scores.append(matcher.score())
        matcher.next()
    return Matches(np.array(documents, dtype=np.int64), np.array(scores, dtype=np.float64))
