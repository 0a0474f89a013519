"""``speaker:spicer quote:discussion``, ``said:discussion``: one speech that has both, not two places of an article."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import TypeAlias

import numpy as np
import whoosh.query

from index import EVERYWHERE
from index.columns.columns import Columns
from search.matching.engine import Matches
from search.query.tree import Given, Query, fields_of

SPEECH = {"speaker", "quotes", "said"}
WORDS = {"quotes", "said"}
# Of a tree over quotes and statements the tree of their articles; and whether of those in quotation marks alone.
OfSpeech: TypeAlias = Callable[[Query, bool], Query]


def join(tree: Query, of_speech: OfSpeech) -> Query:
    """``tree`` with each conjunction of ``speaker:`` and ``quotes:`` or ``said:`` replaced by the articles of the
    quotes that have both, and with each ``said:`` by those of the quotes and statements that have it. ``of_speech``
    makes that of a tree over quotes and statements."""
    q = whoosh.query
    if isinstance(tree, q.And):
        about = [child for child in tree.children() if fields_of(child) and fields_of(child) <= SPEECH]
        named = {name for child in about for name in fields_of(child)}
        if "speaker" in named and named & WORDS:
            others = [join(child, of_speech) for child in tree.children() if not any(child is one for one in about)]
            given = _joined(q.And(about), of_speech)
            return q.And([given, *others]) if others else given
        return q.And([join(child, of_speech) for child in tree.children()], boost=tree.boost)
    if fields_of(tree) == {"said"} and not isinstance(tree, q.Not | q.AndNot):
        return _joined(tree, of_speech)
    if isinstance(tree, q.Or | q.Not | q.AndNot | q.AndMaybe | q.Require):
        return tree.apply(lambda child: join(child, of_speech))
    return tree


def _joined(tree: Query, of_speech: OfSpeech) -> Query:
    """The articles of the quotes that a tree finds; of statements too, where it is not about ``quotes:``."""
    return of_speech(over_quotes(tree), "quotes" in fields_of(tree))


def over_quotes(tree: Query) -> Query:
    """A tree about the words of quotes as the index of quotes has it: ``quotes:`` and ``said:`` are everywhere
    there."""
    if not hasattr(tree, "fieldname"):
        return tree.apply(over_quotes)
    other = copy.copy(tree)
    if tree.fieldname in WORDS:
        other.fieldname = EVERYWHERE
    return other


def articles_having(found: Matches, columns: Columns, quoted: bool) -> Given:
    """The articles of quotes and statements that were found, each with its best score; of those ``quoted`` alone, or of
    all. ``columns`` tell articles and kinds."""
    if quoted:
        found = found.where(columns.quoted)
    articles = columns.numbers["article"][found.documents]
    numbers, where = np.unique(articles, return_inverse=True)
    scores = np.zeros(len(numbers), np.float32)
    np.maximum.at(scores, where, found.scores)
    return Given(numbers.astype(np.int32), scores)
