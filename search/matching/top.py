"""The best or the newest of what a query matches, counting the rest without scoring it."""

from __future__ import annotations

import numpy as np
import whoosh.query

from index.arrays.types import Int32s
from index.columns.columns import Columns
from index.document import NO_DAY
from index.fields import EXACT
from search.kernels import picking
from search.matching.engine import NO_MATCHES, Engine, Leaf, Matches, unscored
from search.matching.evaluation import matches_of, of_leaves
from search.matching.term_lists import TermList, TermLists, mark_any, term_lists_of, text_of
from search.query.tree import AnyForm, Query
from search.time_limit import check


def best_matches(query: Query, engine: Engine, most: int) -> tuple[int, Matches]:
    """(how many documents match, the ``most`` best of them, best first). Ties go to the newer, then to the smaller id.

    What cannot be among the best is counted but not scored.
    """
    most = min(most, engine.documents)
    return _of_all([_best(query, leaf, most) for leaf in engine.leaves], engine, most)


def _of_all(found: list[tuple[int, Matches]], engine: Engine, most: int) -> tuple[int, Matches]:
    """What was found in each leaf, as what is found in all of them."""
    if len(found) == 1:
        return found[0]
    return sum(total for total, _ in found), best_of(of_leaves([one for _, one in found]), engine.columns.rank, most)


def _best(query: Query, leaf: Leaf, most: int) -> tuple[int, Matches]:
    """As ``best_matches``, of one leaf's documents, by their numbers in the collection."""
    if isinstance(query, AnyForm) and (newest := _newest_of_any(query, leaf, most)):
        total, some = newest  # all score alike
        return total, leaf.numbered(Matches(some, np.full(len(some), query.boost, np.float32)))
    if type(query) is whoosh.query.Term and query.fieldname != leaf.segment.main:
        text = text_of(query.text)
        if not text.startswith(EXACT):
            return _best_of_term(query.fieldname, text, float(query.boost), leaf, most)
        if (term := TermList.of(query, leaf)).in_blocks:
            return _best_of_list(term, most)
    if lists := term_lists_of(query, leaf, scored=True):
        return _best_of_lists(query, lists, most)
    found = leaf.numbered(matches_of(query, leaf, scored=True))
    return len(found.documents), best_of(found, leaf.engine.columns.rank, most)


def _best_of_term(field: str, text: str, boost: float, leaf: Leaf, most: int) -> tuple[int, Matches]:
    """(how many documents have a term that is looked up by its name, the ``most`` best of them, best first)."""
    segment, engine, norms = leaf.segment, leaf.engine, leaf.norms(field)
    containing = -1 if engine.whole else engine.containing(field, text)
    total, documents, scores = picking.best_of_term(
        segment.stems.blob, segment.stems.offsets, segment.terms, segment.lists, leaf.counts, segment.trusted,
        *segment.range_of(field), text.encode("utf-8", "surrogatepass"), containing, engine.documents, boost,
        segment.words, segment.heads, segment.sums, norms.values, leaf.rank, most, norms.base, norms.slope, leaf.live,
    )  # fmt: skip
    if total < 0:
        segment.admit([-2 - int(total)])
        return _best_of_term(field, text, boost, leaf, most)
    return int(total), leaf.numbered(Matches(documents, scores))


def _best_of_list(term: TermList, most: int) -> tuple[int, Matches]:
    """(how many documents have a term that is a form, the ``most`` best of them, best first)."""
    leaf, total, norms = term.leaf, int(term.list.documents), term.norms
    if not total:
        return 0, NO_MATCHES
    if leaf.deleted is not None:
        total = int(leaf.counts[term.list.number, 0])
    found = picking.best_of_list(*term.arguments(), leaf.rank, min(most, total), norms.base, norms.slope, leaf.live)
    return total, leaf.numbered(Matches(*found))


def best_of(found: Matches, rank: Int32s, most: int) -> Matches:
    """The ``most`` best of ``found``, best first; of those that score alike, the smaller ``rank`` first."""
    return Matches(*picking.best(found.documents, found.scores, rank, most))


def in_order(found: Matches, columns: Columns, sort: str, most: int) -> Matches:
    """The first ``most`` of ``found`` by relevance, newest or oldest; ties go to the newer, then to the smaller id."""
    if sort != "oldest":
        return best_of(found, columns.rank, most)
    undated = columns.day[found.documents] == NO_DAY
    order = np.lexsort((columns.rank[found.documents], columns.instant[found.documents], undated))[:most]
    return Matches(found.documents[order], found.scores[order])


def newest_matches(query: Query, engine: Engine, most: int) -> tuple[int, Matches]:
    """(how many documents match, the ``most`` newest of them, newest first, without scores)."""
    most = min(most, engine.documents)
    while type(query) is whoosh.query.AndMaybe:  # the second only scores
        query = query.a
    return _of_all([_newest(query, leaf, most) for leaf in engine.leaves], engine, most)


def _newest(query: Query, leaf: Leaf, most: int) -> tuple[int, Matches]:
    """As ``newest_matches``, of one leaf's documents, by their numbers in the collection."""
    if newest := _newest_of_any(query, leaf, most):
        total, some = newest
        return total, leaf.numbered(unscored(some))
    found = leaf.numbered(matches_of(query, leaf, scored=False))
    return len(found.documents), best_of(unscored(found.documents), leaf.engine.columns.rank, most)


def _newest_of_any(query: Query, leaf: Leaf, most: int) -> tuple[int, Int32s] | None:
    """(how many documents match, the ``most`` newest of them) of a query that is any of several lists; else None."""
    with leaf.scratch() as (_, seen):
        if not mark_any(query, leaf, seen):
            return None
        total, some = picking.newest(seen, leaf.live, leaf.rank, most)
        return int(total), some


def _best_of_lists(query: Query, lists: TermLists, most: int) -> tuple[int, Matches]:
    """As ``_best``, of a query that has ``lists``."""
    q, leaf, norms = whoosh.query, lists.leaf, lists.norms
    if type(query) is q.Or:
        with leaf.scratch() as scratch:
            total, documents, scores = picking.best_of_lists(
                leaf.segment.words, leaf.segment.heads, leaf.segment.sums, norms.values, lists.rows, leaf.rank, most,
                norms.base, norms.slope, *scratch, leaf.live,
            )  # fmt: skip
    else:
        arguments = lists.all_arguments(query.slop if type(query) is q.Phrase else 0)
        total, documents, scores = picking.best_of_all(*arguments, leaf.rank, most, leaf.live)
        check()
    return int(total), leaf.numbered(Matches(documents, scores))
