"""Articles like one: those that score best for the words that tell it from the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Protocol

import whoosh.query

from corpus.article import Article
from index import EVERYWHERE
from index.archive.generation import Generation
from index.text.analysis import tokens
from index.text.stemming import stem_of
from search.answers import Similar
from search.matching.engine import Engine
from search.matching.top import best_matches
from search.query.small_words import COMMON_WORDS
from search.query.tree import Query
from search.ranking import K1

MOST_TERMS = 25  # more make it slower, and bring in what any article says
LONGEST_READ = 20_000  # code points of its text: what an article is about, it says early
HEADLINE_TIMES = 3  # that a word of the headline counts


class Words(Protocol):
    """What is known of an archive's words: ``search.matching.engine.Engine`` knows it."""

    def containing(self, field: str, term: str) -> int:
        """How many documents have a stem in a field."""

    def rarity(self, stem: str) -> float:
        """The idf of a stem everywhere."""


def similar(generation: Generation, engine: Engine, number: int, most: int) -> tuple[Similar, ...]:
    """The ``most`` articles that are most like the one with a document number, best first."""
    if (query := likeness(weights_of(generation.article(number)), engine)) is None:
        return ()
    _, found = best_matches(query, engine, most + 1)
    pairs = zip(found.documents.tolist(), found.scores.tolist(), strict=True)
    others = [(document, score) for document, score in pairs if document != number]
    return tuple(shown(generation.article(document), score) for document, score in others[:most])


def weights_of(article: Article) -> dict[str, float]:
    """The stems of an article's words, each with its share of BM25's fraction."""
    counts = Counter(_stems(article.text[:LONGEST_READ]))
    counts.update(dict.fromkeys(_stems(article.headline), HEADLINE_TIMES - 1))
    return {stem: count / (count + K1) for stem, count in counts.items()}


def likeness(weights: Mapping[str, float], words: Words) -> Query | None:
    """What finds articles that are like one whose stems have these ``weights``: those of them that are frequent in it
    and rare elsewhere. None where no other article has any."""
    known = [(stem, weight) for stem, weight in weights.items() if words.containing(EVERYWHERE, stem) > 1]
    telling = sorted(known, key=lambda one: -one[1] * words.rarity(one[0]))[:MOST_TERMS]
    terms = [whoosh.query.Term(EVERYWHERE, stem, boost=weight) for stem, weight in telling]
    return whoosh.query.Or(terms) if terms else None


def _stems(text: str) -> Iterator[str]:
    return (stem_of(token.form) for token in tokens(text) if token.form not in COMMON_WORDS)


def shown(article: Article, score: float) -> Similar:
    """An article as one that is like another."""
    return Similar(
        article.id, round(score, 4), article.headline, article.published, article.section, article.publication
    )
