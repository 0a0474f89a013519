"""An article as it is shown among results."""

from __future__ import annotations

from corpus.article import Article
from search.request import Hit, Reason, Span
from search.showing.highlights import Stretch, Wanted, matched_words
from search.showing.snippets import Rarity, best_passages, field_snippets, lede, snippet


def hit(
    article: Article, score: float, looked_for: Wanted, read: list[Stretch], rarity: Rarity, why: tuple[Reason, ...]
) -> Hit:
    """An article that was found, whose stretches are ``read``, with the passages and other texts that matched."""
    texts = [stretch for stretch in read if stretch.start >= 0]
    found = [(stretch, words) for stretch in texts if (words := matched_words(article, stretch, looked_for))]
    headline = next((words for stretch, words in found if stretch.field == "headline"), [])
    passages = best_passages(article, found, rarity)
    shown = {word.stem for word in headline}.union(*(passage.stems for passage in passages))
    matched = field_snippets(article, read, looked_for, shown)
    return Hit(
        id=article.id,
        score=round(score, 4),
        headline=article.headline,
        highlights=tuple([Span(word.start, word.end) for word in headline]),
        published=article.published,
        byline=article.byline,
        section=article.section,
        source=str(article.source),
        url=article.url,
        snippets=(*matched, *(snippet(article, passage) for passage in passages)) or lede(article, texts),
        dateline=article.dateline,
        tags=article.tags,
        publication=article.publication,
        agency=article.agency,
        kicker=article.kicker,
        corrected=bool(article.correction),
        why=why,
    )
