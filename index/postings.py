"""One article as terms with positions and weights, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.article import Article
from index.analysis import EXACT, Token, tokens
from index.fields import EVERYWHERE

# Positions skipped between two parts, so that no phrase or nearness reaches across fields; between two
# paragraphs of a field one is skipped, so that an exact phrase does not.
PART_GAP = 100
PARAGRAPH_GAP = 1


@dataclass
class FieldPostings:
    """The occurrences of terms in one field of one article.

    ``positions`` maps a term to its ascending positions, ``weights`` to the sum of its occurrences' weights;
    a term is a stem or, behind ``EXACT``, a form. ``length`` is the sum of the weights of all occurrences.
    """

    positions: dict[str, list[int]] = field(default_factory=dict)
    weights: dict[str, float] = field(default_factory=dict)
    length: float = 0.0

    def add(self, token: Token, position: int, weight: float) -> None:
        """Count one occurrence, under its stem and under its form."""
        for term in (token.stem, EXACT + token.form):
            self.positions.setdefault(term, []).append(position)
            self.weights[term] = self.weights.get(term, 0.0) + weight
        self.length += weight


def postings(article: Article, boosts: dict[str, float]) -> dict[str, FieldPostings]:
    """The postings of every text field of ``article``, and of ``EVERYWHERE``.

    In ``EVERYWHERE`` an occurrence weighs what the weightiest field it stands in weighs: this is BM25F's sum
    of weighted frequencies before saturation (Robertson, Zaragoza and Taylor, 2004), with quotes as a field
    inside the others. A field of weight 0 is not part of it.
    """
    fields: dict[str, FieldPostings] = {}
    position = 0
    for names, token, gap in _occurrences(article):
        position += 1 + gap
        for name in names:
            fields.setdefault(name, FieldPostings()).add(token, position, 1.0)
        if weight := max(boosts[name] for name in names):
            fields.setdefault(EVERYWHERE, FieldPostings()).add(token, position, weight)
    return fields


def _occurrences(article: Article) -> Iterator[tuple[tuple[str, ...], Token, int]]:
    """(fields it stands in, token, positions to skip before it), in the order of positions."""
    text, previous = article.text, ""
    for part in article.parts:
        gap = PARAGRAPH_GAP if part.field == previous else PART_GAP
        previous = part.field
        for token in tokens(text[part.start : part.end]):
            quoted = article.quote_at(token.start + part.start, token.end + part.start)
            yield (part.field, "quotes") if quoted else (part.field,), token, gap
            gap = 0
    for name, value in _metadata(article):
        gap = PART_GAP
        for token in tokens(value):
            yield (name,), token, gap
            gap = 0


def _metadata(article: Article) -> Iterator[tuple[str, str]]:
    yield from (("byline", name) for name in article.byline)
    yield "dateline", article.dateline
    yield "section", article.section
    yield from (("tags", tag) for tag in article.tags)
    yield from (("speaker", f"{name} {role}") for name, role in _speakers(article))
    yield "url", article.url
    yield "source", article.source.file


def _speakers(article: Article) -> list[tuple[str, str]]:
    """Everybody quoted, once each."""
    return list(dict.fromkeys((quote.speaker, quote.speaker_role) for quote in article.quotes if quote.speaker))
