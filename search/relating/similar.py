"""Articles like one: those that score best for the words that tell it from the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

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
from search.ranking import K1

MOST_TERMS = 25  # more make it slower, and bring in what any article says
LONGEST_READ = 20_000  # code points of its text: what an article is about, it says early
HEADLINE_TIMES = 3  # that a word of the headline counts


def similar(generation: Generation, engine: Engine, number: int, most: int) -> tuple[Similar, ...]:
    """The ``most`` articles that are most like the one with a document number, best first."""
    terms = _telling(generation.article(number), engine)
    if not terms:
        return ()
    query = whoosh.query.Or([whoosh.query.Term(EVERYWHERE, stem, boost=weight) for stem, weight in terms])
    _, found = best_matches(query, engine, most + 1)
    pairs = zip(found.documents.tolist(), found.scores.tolist(), strict=True)
    others = [(document, score) for document, score in pairs if document != number]
    return tuple(_shown(generation.article(document), score) for document, score in others[:most])


def _telling(article: Article, engine: Engine) -> list[tuple[str, float]]:
    """The words of an article by their stems that are frequent in it and rare elsewhere, each with its share of BM25's
    fraction as weight."""
    counts = Counter(_stems(article.text[:LONGEST_READ]))
    counts.update(dict.fromkeys(_stems(article.headline), HEADLINE_TIMES - 1))
    weights = {stem: count / (count + K1) for stem, count in counts.items()}
    known = [(stem, weight) for stem, weight in weights.items() if engine.containing(EVERYWHERE, stem) > 1]
    return sorted(known, key=lambda one: -one[1] * engine.rarity(one[0]))[:MOST_TERMS]


def _stems(text: str) -> Iterator[str]:
    return (stem_of(token.form) for token in tokens(text) if token.form not in COMMON_WORDS)


def _shown(article: Article, score: float) -> Similar:
    return Similar(
        article.id, round(score, 4), article.headline, article.published, article.section, article.publication
    )
