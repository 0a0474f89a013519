"""``speaker:spicer quote:discussion``: one quotation that has both, not two places of an article."""

from __future__ import annotations

import copy
from collections.abc import Callable

import numpy as np
import whoosh.query

from index import EVERYWHERE
from index.columns.columns import Columns
from search.matching.engine import Matches
from search.query.tree import Given, Query, fields_of


def join(tree: Query, of_quotes: Callable[[Query], Query]) -> Query:
    """``tree`` with each conjunction of ``speaker:`` and ``quotes:`` replaced by the articles of the quotes that have
    both: ``of_quotes`` makes that of a tree over the quotes."""
    q = whoosh.query
    if isinstance(tree, q.And):
        parts = [join(child, of_quotes) for child in tree.children()]
        about = [part for part in parts if fields_of(part) and fields_of(part) <= {"speaker", "quotes"}]
        if {"speaker", "quotes"} <= {name for part in about for name in fields_of(part)}:
            others = [part for part in parts if not any(part is one for one in about)]
            given = of_quotes(q.And([over_quotes(part) for part in about]))
            return q.And([given, *others]) if others else given
        return q.And(parts, boost=tree.boost)
    if isinstance(tree, q.Or | q.Not | q.AndNot | q.AndMaybe | q.Require):
        return tree.apply(lambda child: join(child, of_quotes))
    return tree


def over_quotes(tree: Query) -> Query:
    """A tree about the words of quotes as the index of quotes has it: ``quotes:`` is everywhere there."""
    if not hasattr(tree, "fieldname"):
        return tree.apply(over_quotes)
    other = copy.copy(tree)
    if tree.fieldname == "quotes":
        other.fieldname = EVERYWHERE
    return other


def articles_of(found: Matches, columns: Columns) -> Given:
    """The articles of quotes that were found, of which ``columns`` tell the articles, each with its best score."""
    articles = columns.numbers["article"][found.documents]
    numbers, where = np.unique(articles, return_inverse=True)
    scores = np.zeros(len(numbers), np.float32)
    np.maximum.at(scores, where, found.scores)
    return Given(numbers.astype(np.int32), scores)
