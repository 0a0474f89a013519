"""Pieces of HTML, as values of exports and feeds have them, to paragraphs of text."""

from __future__ import annotations

import html
import re
from typing import Any

from corpus.clean import PARAGRAPH_BREAK, paragraphs_of
from corpus.markup import excessive
from corpus.patterns import IGNORECASE, Expression

MARKUP = Expression(
    r"</?(?:p|br|hr|div|section|article|aside|header|footer|main|nav|center|em|strong|a|i|b|u|s|q|h[1-6]|ul|ol|li|dl|dt"
    r"|dd|blockquote|pre|code|cite|span|small|sup|sub|font|time|mark|abbr|table|tbody|thead|tr|td|th|caption|figure"
    r"|figcaption|picture|img|video|audio|iframe|script|style|noscript|template|form|input|button|select|svg)"
    r"(?:\s[^>]{0,2000})?/?>|<!--",
    IGNORECASE,
)
# What divides paragraphs; in a value without it, its lines do.
LAID_OUT = Expression(r"<(?:p|br|div|li|h[1-6]|blockquote|tr|section|article|pre)\b", IGNORECASE)
DIVIDED = Expression(r"<(?:p|div|li|h[1-6]|blockquote|tr|section|article|pre)\b", IGNORECASE)
# In what nothing else divides, a line that ends with a sentence is a paragraph.
SENTENCE_BREAK = Expression(r"([.!?…][”’\"'»)]?)\s*+<br\s?/?>", IGNORECASE)
ENDED = re.compile(r"</[a-zA-Z][a-zA-Z0-9]{0,10}>|<(?:br|p)\s?/?>", re.IGNORECASE)
# Whole ones only: "AT&T", "R&D;" and "&copy 2024" are text.
REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")

ESCAPED_TWICE = re.compile(rf"(?!&[lg]t;){REFERENCE.pattern}")


def paragraphs_of_markup(text: str) -> tuple[str, ...]:
    """The paragraphs of a value that may hold HTML.

    >>> paragraphs_of_markup("<p>The last boat<br>leaves at nine.</p><script>show()</script><p>&amp;ldquo;No.&rdquo;")
    ('The last boat leaves at nine.', '“No.”')
    """
    return paragraphs_of(without_markup(text))


def without_markup(text: str) -> str:
    """The text of a value that may hold HTML, with tags, or with references alone; blank lines stand between blocks.

    What was escaped twice is read twice, and a value all of whose tags are escaped is HTML. One that would take long to
    parse is given as it is.
    """
    if not MARKUP.search(text):
        if "&" not in text:
            return text
        text = _unescaped(text)
        if not (ENDED.search(text) and MARKUP.search(text)):
            return _unescaped_again(text)
    if excessive(text):  # which would take the square of its length to parse
        return text
    return _unescaped_again("\n\n".join(_blocks(text)))


def _blocks(text: str) -> list[str]:
    # lxml takes a tenth of a worker's start, and most archives do not need it
    from lxml import etree  # noqa: PLC0415
    from lxml import html as lxml_html  # noqa: PLC0415

    from corpus.layout.blocks import blocks_of, is_unseen  # noqa: PLC0415

    if not DIVIDED.search(text):
        text = SENTENCE_BREAK.sub(r"\1<br><br>", text)
    if not LAID_OUT.search(text) and not PARAGRAPH_BREAK.search(text.strip()):
        text = text.strip().replace("\n", "<br><br>")
    parser = lxml_html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = lxml_html.document_fromstring(f"<div>{text}</div>", parser=parser)
    except etree.ParserError:  # nothing but comments
        return []
    body = root.find("body")

    def skips(node: Any) -> bool:
        return is_unseen(node) or _is_hidden(node)

    return [block.text for block in blocks_of(body[0] if body is not None and len(body) == 1 else root, skips)]


def _is_hidden(node: Any) -> bool:
    """Whether an element is not shown, as what mail programs put behind a subject."""
    style = node.get("style")
    return bool(style) and bool(HIDDEN.search(style))


HIDDEN = Expression(
    r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|max-height\s*:\s*0(?:px)?\s*(?:;|!|$)"
    r"|font-size\s*:\s*0(?:px)?\s*(?:;|!|$))",
    IGNORECASE,
)


def _unescaped(text: str) -> str:
    return REFERENCE.sub(_character, text) if "&" in text else text


def _unescaped_again(text: str) -> str:
    """``text`` with the references that exporters escaped; "&lt;" is more often what a text is about."""
    return ESCAPED_TWICE.sub(_character, text) if "&" in text else text


def _character(reference: re.Match[str]) -> str:
    """What a reference stands for; itself where there is no such name."""
    return html.unescape(reference.group())


def without_captions(markup: str) -> tuple[str, list[str]]:
    """``markup`` without its captions, and what was in each."""
    kept, inner, at = [], [], 0
    while (begin := CAPTION.search(markup, at)) and (end := CAPTION_END.search(markup, begin.end())):
        kept.append(markup[at : begin.start()])
        inner.append(markup[begin.end() : end.start()])
        at = end.end()
    return "".join([*kept, markup[at:]]), inner


CAPTION = re.compile(r"<figcaption\b[^>]{0,1000}+>", re.IGNORECASE)
CAPTION_END = re.compile(r"</figcaption\s*+>", re.IGNORECASE)
