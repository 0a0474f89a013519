"""From texts and spans to safe HTML."""

from __future__ import annotations

import html
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from itertools import pairwise
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from corpus.article import Article, Part
from search import Snippet, Span, doubt
from web.pages.voices import corrections, speakers, voices


def marked(text: str, spans: Iterable[Span]) -> Markup:
    """``text`` escaped, its spans in ``<mark>``."""
    pieces, at = [], 0
    for span in spans:
        pieces.append(f"{html.escape(text[at : span.start])}<mark>{html.escape(text[span.start : span.end])}</mark>")
        at = span.end
    return Markup("".join([*pieces, html.escape(text[at:])]))


def marked_snippet(snippet: Snippet) -> Markup:
    """A passage with its highlights, and an ellipsis where its sentence goes on."""
    before, after = "… " if snippet.cut_before else "", " …" if snippet.cut_after else ""
    return before + marked(snippet.text, snippet.highlights) + after


def marked_part(article: Article, part: Part, highlights: Sequence[Span]) -> Markup:
    """A part of an article with its quotes in ``<span class="quote">`` and its highlights in ``<mark>``; quotes whose
    speaker is not sure are ``quote doubtful``.

    The id of each is ``q-N`` and ``at-N``, N its offset in ``Article.text``, for links from results to the spot; what
    is said outside quotation marks has ids alike, and no marks of its own.
    """
    said = {one.start for one in article.statements} - {quote.start for quote in article.quotes}
    quoted = _within([Span(quote.start, quote.end) for quote in article.quotes], part)
    marks = _within(highlights, part)
    cuts = sorted(
        {part.start, part.end}
        | {at for at in said if part.start <= at < part.end}
        | {edge for span in (*quoted, *marks) for edge in (span.start, span.end)}
    )
    in_quote, in_mark = _covering(cuts, quoted), _covering(cuts, marks)
    pieces = []
    for number, (start, end) in enumerate(pairwise(cuts)):
        piece = escape(article.text[start:end])
        if in_mark[number]:
            piece = Markup('<mark id="at-{}">{}</mark>').format(start, piece)
        if in_quote[number]:
            quote = article.quote_at(start, end)
            doubtful = " doubtful" if quote and doubt(quote) else ""
            attributes = Markup("")
            if quote and start == quote.start:
                attributes += Markup(' id="q-{}"').format(start)
                attributes += Markup(' title="{}"').format(quote.speaker) if quote.speaker else ""
            piece = Markup('<span class="quote{}"{}>{}</span>').format(doubtful, attributes, piece)
        pieces.append(Markup('<span id="q-{}"></span>').format(start) + piece if start in said else piece)
    return Markup("").join(pieces)


def _within(spans: Sequence[Span], part: Part) -> list[Span]:
    """The spans that overlap a part, cut to it. Spans are in order and apart."""
    first = bisect_right(spans, part.start, key=lambda span: span.end)
    last = bisect_left(spans, part.end, key=lambda span: span.start)
    return [Span(max(span.start, part.start), min(span.end, part.end)) for span in spans[first:last]]


def _covering(cuts: list[int], spans: list[Span]) -> list[bool]:
    """For each stretch between two cuts, whether it lies in one of the spans, whose edges are all cuts."""
    depth, covered = 0, []
    starts, ends = Counter(span.start for span in spans), Counter(span.end for span in spans)
    for cut in cuts:
        depth += starts[cut] - ends[cut]
        covered.append(depth > 0)
    return covered


def anchor(snippet: Snippet) -> str:
    """The id of the first mark of a snippet on its article's page, or nothing."""
    return f"at-{snippet.start + snippet.highlights[0].start}" if snippet.highlights else ""


def day(published: date | datetime | None) -> str:
    """A date as a reader writes it: 9 November 2023."""
    return f"{published.day} {published:%B %Y}" if published else "undated"


def moment(published: date | datetime | None) -> str:
    """A date with its time, where it has one: 9 November 2023, 10:02."""
    return f"{day(published)}, {published:%H:%M}" if isinstance(published, datetime) else day(published)


def grouped(number: int) -> str:
    """A number as a reader writes it: 21,578."""
    return f"{number:,}"


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

FILTERS: dict[str, Callable[..., object]] = {
    "marked": marked,
    "marked_snippet": marked_snippet,
    "anchor": anchor,
    "day": day,
    "moment": moment,
    "grouped": grouped,
    "web_address": web_address,
    "marked_part": marked_part,
    "voices": voices,
    "speakers": speakers,
    "corrections": corrections,
}
