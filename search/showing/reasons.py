"""Why a hit matched: what of the query gave how much of its score, and in which field of the article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

import whoosh.query

from corpus.article import Article
from index import EVERYWHERE
from index.arrays.types import Float32s
from index.text.analysis import parts
from index.text.stemming import stem_of
from search.matching.explaining import Share
from search.matching.term_lists import text_of
from search.query.description import describe
from search.query.tree import AnyForm, Query, walk
from search.request import Reason
from search.showing.highlights import Stretch, Wanted, is_quoted, places, wanted

REST = "what else was asked for"
LEAST = 0.00005  # of a score that is shown with four digits


class Explained(NamedTuple):
    """A share of the scores on a page: ``what`` of the query gave it, as a reader types that, and what this looks for
    in texts, if it does."""

    what: str
    scores: Float32s
    looked_for: Wanted | None


def explained(shares: list[Share], tree: Query) -> list[Explained]:
    """Shares of the scores of ``tree``, a tree of words, as they are shown."""
    typed = {stem_of(word): word for node in walk(tree) for word in _words(node)}
    return [
        Explained(of, scores, None)
        if isinstance(of, str)
        else Explained(describe(_as_typed(of, typed)) or REST, scores, wanted(of))
        for of, scores in shares
    ]


def _words(node: Query) -> list[str]:
    if isinstance(node, whoosh.query.Phrase):
        return [part for word in node.words for part in parts(word)]
    return list(parts(node.text)) if type(node) is whoosh.query.Term else []


def _as_typed(node: Query, typed: Mapping[str, str]) -> Query:
    """A tree of terms with the words that were typed for its stems, and without their weights; a pattern as it was."""
    q = whoosh.query
    if isinstance(node, AnyForm):
        return node.pattern or node
    if isinstance(node, q.Phrase):
        return q.Phrase(node.fieldname, [typed.get(word, word) for word in node.words], slop=node.slop)
    if type(node) is q.Term:
        text = text_of(node.text)
        return q.Term(node.fieldname, typed.get(text, text))
    return node.apply(lambda child: _as_typed(child, typed))


def reasons(
    article: Article, read: list[Stretch], given: list[Explained], nth: int, boosts: Mapping[str, float]
) -> tuple[Reason, ...]:
    """The reasons for the score of a page's ``nth`` hit, the weightiest first.

    ``read`` are the stretches of its article; ``boosts`` what an occurrence in a field weighs: by that, what a word
    gives is divided among the fields that it stands in.
    """
    found: list[Reason] = []
    for what, scores, looked_for in given:
        if (score := float(scores[nth])) > LEAST:
            weights = _weights(article, read, looked_for, boosts) if looked_for else {}
            total = sum(weights.values())
            shares = {name: score * weight / total for name, weight in weights.items()} if total else {"": score}
            found += [Reason(what, name, round(share, 4)) for name, share in shares.items()]
    return tuple(sorted(found, key=lambda reason: -reason.score))


def _weights(
    article: Article, read: list[Stretch], looked_for: Wanted, boosts: Mapping[str, float]
) -> dict[str, float]:
    """What the occurrences weigh of what is looked for, by their fields; a field that was asked for by its name is the
    only one."""
    weights: dict[str, float] = defaultdict(float)
    for stretch in read:
        for asked, token in places(article, stretch, looked_for):
            name, weight = asked, 1.0
            if asked == EVERYWHERE:
                name, weight = stretch.field, boosts[stretch.field]
                if is_quoted(article, stretch, token) and boosts["quotes"] > weight:
                    name, weight = "quotes", boosts["quotes"]
            weights[name] += weight
    return weights
