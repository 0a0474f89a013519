"""A quote as it is shown among results."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from corpus.article import Article
from corpus.grammar.sentences import sentences
from index import EVERYWHERE
from index.document import is_named, quote_ids, speaker_key
from search.request import QuoteHit, Span
from search.showing.highlights import Wanted, matching

LONGEST_CONTEXT = 600  # code points


def quote_hit(article: Article, nth: int, score: float, looked_for: Wanted) -> QuoteHit:
    """The ``nth`` quote of ``article`` (of ``Article.said``) as a hit."""
    quote = article.said[nth]
    text = article.text[quote.start : quote.end]
    return QuoteHit(
        id=quote_ids(article)[nth],
        score=round(score, 4),
        text=text,
        highlights=_highlights(text, looked_for),
        speaker=quote.speaker,
        speaker_key=speaker_key(quote.speaker) if is_named(quote.speaker) else "",
        speaker_role=quote.speaker_role,
        kind=quote.kind,
        confidence=quote.confidence,
        somebodys=quote.somebodys,
        context=_context(article, quote.start, quote.end),
        article=article.id,
        headline=article.headline,
        start=quote.start,
        end=quote.end,
        published=article.published,
        section=article.section,
    )


def _highlights(text: str, looked_for: Wanted) -> tuple[Span, ...]:
    found = {(token.start, token.end) for token in matching(looked_for.words_of(text), looked_for, EVERYWHERE)}
    return tuple(Span(start, end) for start, end in sorted(found))


def _context(article: Article, start: int, end: int) -> str:
    """The sentences that the quote stands in, within its paragraph; of long ones what is around the quote."""
    part = article.parts[bisect_right(article.parts, start, key=lambda part: part.start) - 1]
    spans = sentences(article.text[part.start : part.end])
    first = max(0, bisect_right([span[0] for span in spans], start - part.start) - 1)
    last = min(len(spans) - 1, bisect_left([span[1] for span in spans], end - part.start))
    begins, ends = part.start + spans[first][0], part.start + spans[last][1]
    begins = max(begins, min(start, (start + end - LONGEST_CONTEXT) // 2, ends - LONGEST_CONTEXT))
    return article.text[begins : min(ends, begins + LONGEST_CONTEXT)]
