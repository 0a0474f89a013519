"""What each node of a query gave of a document's score."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import whoosh.query

from index.arrays.types import Float32s, Int32s
from search.matching.engine import Engine, Leaf
from search.matching.evaluation import matches_of, scores_in
from search.matching.nearness import gains, near_words
from search.query.tree import Query

# What documents gain beside their words' scores, in the order of ``search.kernels.nearness``.
NEARNESS = ("words in one passage", "words at the beginning", "words in order", "words as typed")


class Share(NamedTuple):
    """What a word, phrase, pattern or range gave, or what ``NEARNESS`` names: ``scores`` float32, one a document."""

    of: Query | str
    scores: Float32s


def shares(query: Query, engine: Engine, documents: Int32s, pooled: int) -> list[Share]:
    """The shares of the scores of ``documents``, in any order; the first ``pooled`` of them are of those that gain by
    nearness. What a document scores is the sum of its shares."""
    order = np.argsort(documents).astype(np.int32)
    parts: list[list[Share]] = []
    for leaf in engine.leaves:
        local = documents[order] - np.int32(leaf.first)
        local = local[(local >= 0) & (local < leaf.segment.documents)]
        parts.append(list(_shares(query, leaf, local)))
    found = [_joined([part[n] for part in parts], order) for n in range(len(parts[0]))]
    words = near_words(query)
    gained = np.zeros((len(NEARNESS), len(documents)), np.float32)
    if words and pooled and len(documents):
        gained[:, :pooled] = gains(words, engine, documents[:pooled]).T
    return [*found, *map(Share, NEARNESS, gained)]


def _joined(parts: list[Share], order: Int32s) -> Share:
    """One node's shares of all leaves, in the order of the documents asked for."""
    scores = np.empty(len(order), np.float32)
    scores[order] = np.concatenate([part.scores for part in parts])
    return Share(parts[0].of, scores)


def _shares(query: Query, leaf: Leaf, documents: Int32s) -> Iterator[Share]:
    """The shares of a tree in documents of a leaf, ascending; zeros where the tree does not match."""
    children, boost = _parts(query)
    if not children:
        yield Share(query, scores_in(query, leaf, documents))
        return
    here = np.isin(documents, matches_of(query, leaf, scored=False).documents)
    for child in children:
        for share in _shares(child, leaf, documents):
            yield Share(share.of, share.scores * here * np.float32(boost))


def contributing(query: Query) -> Iterator[tuple[Query, list[Query], float]]:
    """The nodes of a tree of which each gives a share, the groups that each is in, and by what its score there is
    multiplied."""
    children, boost = _parts(query)
    if not children:
        yield query, [], 1.0
    for child in children:
        for node, within, by in contributing(child):
            yield node, [query, *within], by * boost


def _parts(query: Query) -> tuple[list[Query], float]:
    """The nodes of a group that give a share each, and what these are multiplied by; none where it gives one itself."""
    q = whoosh.query
    match query:
        case q.And():  # what is excluded gives nothing beside what is not
            return [child for child in query.children() if not isinstance(child, q.Not)], float(query.boost)
        case q.Or() if not query.minmatch:
            return list(query.children()), float(query.boost)
        case q.AndNot() | q.Require():
            return [query.a], 1.0
        case q.AndMaybe():
            return [query.a, query.b], 1.0
        case _:
            return [], 1.0
