"""An article as it is shown among results."""

from __future__ import annotations

from corpus.article import Article
from search.request import Hit, Reason, Span
from search.showing.highlights import Stretch, Wanted, matched_words
from search.showing.snippets import Rarity, field_snippets, lede, snippets


def hit(
    article: Article, score: float, looked_for: Wanted, read: list[Stretch], rarity: Rarity, why: tuple[Reason, ...]
) -> Hit:
    """An article that was found, whose stretches are ``read``, with the passages and other texts that matched."""
    found = matched_words(article, read, looked_for)
    passages = snippets(article, found, rarity)
    ends = len(article.headline)
    shown = [(one.start + span.start) for one in passages for span in one.highlights]
    stems = {word.stem for word in found if word.end <= ends or word.start in shown}
    matched = field_snippets(article, read, looked_for, stems)
    return Hit(
        id=article.id,
        score=round(score, 4),
        headline=article.headline,
        highlights=tuple(Span(word.start, word.end) for word in found if word.end <= ends),
        published=article.published,
        byline=article.byline,
        section=article.section,
        source=str(article.source),
        url=article.url,
        snippets=(*matched, *passages) or lede(article),
        dateline=article.dateline,
        tags=article.tags,
        publication=article.publication,
        agency=article.agency,
        kicker=article.kicker,
        corrected=bool(article.correction),
        why=why,
    )
