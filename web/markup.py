"""From texts and spans to safe HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from corpus.article import Article, Part
from search import Snippet, Span


def marked(text: str, spans: Iterable[Span]) -> Markup:
    """``text`` escaped, its spans in ``<mark>``."""
    pieces, at = [], 0
    for span in spans:
        pieces += [escape(text[at : span.start]), Markup("<mark>{}</mark>").format(text[span.start : span.end])]
        at = span.end
    return Markup("").join([*pieces, escape(text[at:])])


def marked_snippet(snippet: Snippet) -> Markup:
    """A passage with its highlights, and an ellipsis where its sentence goes on."""
    before, after = "… " if snippet.cut_before else "", " …" if snippet.cut_after else ""
    return before + marked(snippet.text, snippet.highlights) + after


def marked_part(article: Article, part: Part, highlights: Sequence[Span]) -> Markup:
    """A part of an article with its quotes in ``<span class="quote">`` and its highlights in ``<mark>``.

    Each mark's id is ``at-N``, N its offset in ``Article.text``, for links from results to the spot.
    """
    quotes = [Span(max(q.start, part.start), min(q.end, part.end)) for q in article.quotes if _overlap(q, part)]
    marks = [span for span in highlights if _overlap(span, part)]
    edges = {part.start, part.end} | {edge for span in (*quotes, *marks) for edge in (span.start, span.end)}
    cuts = sorted(edges)
    html = Markup("")
    for start, end in pairwise(cuts):
        text = escape(article.text[start:end])
        if any(span.start <= start and end <= span.end for span in marks):
            text = Markup('<mark id="at-{}">{}</mark>').format(start, text)
        if any(span.start <= start and end <= span.end for span in quotes):
            text = Markup('<span class="quote">{}</span>').format(text)
        html += text
    return html


def _overlap(span: Any, part: Part) -> bool:
    return bool(span.start < part.end and part.start < span.end)


def anchor(snippet: Snippet) -> str:
    """The id of the first mark of a snippet on its article's page, or nothing."""
    return f"at-{snippet.start + snippet.highlights[0].start}" if snippet.highlights else ""


def day(published: date | datetime | None) -> str:
    """A date as a reader writes it: 9 November 2023."""
    return f"{published.day} {published:%B %Y}" if published else "undated"


def web_address(url: str) -> str:
    """``url`` where a browser may be sent to it; empty for any scheme but http and https."""
    try:
        return url if urlsplit(url).scheme in ("http", "https") else ""
    except ValueError:
        return ""


def page_numbers(page: int, pages: int) -> list[int | None]:
    """The pages to link to: first, last and those around the current one; None where some are left out."""
    near = sorted({1, pages, *range(page - AROUND, page + AROUND + 1)} & set(range(1, pages + 1)))
    numbers: list[int | None] = []
    for number in near:
        if numbers and number - (numbers[-1] or 0) > 1:
            numbers.append(None)
        numbers.append(number)
    return numbers


AROUND = 2

FILTERS: dict[str, Callable[..., Any]] = {
    "marked": marked,
    "marked_snippet": marked_snippet,
    "anchor": anchor,
    "day": day,
    "web_address": web_address,
    "marked_part": marked_part,
}
