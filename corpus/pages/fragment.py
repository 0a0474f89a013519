"""Pieces of HTML, as values of exports and feeds have them, to paragraphs of text."""

from __future__ import annotations

import html
import re

from corpus.clean import paragraphs_of
from corpus.markup import excessive
from corpus.patterns import IGNORECASE, Expression

MARKUP = Expression(r"</?(?:p|br|div|em|strong|a|i|b|h[1-6]|ul|li|blockquote|span)\b[^>]{0,500}>", IGNORECASE)
# Whole ones only: "AT&T", "R&D;" and "&copy 2024" are text.
REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")


def paragraphs_of_markup(text: str) -> tuple[str, ...]:
    """The paragraphs of a value that may hold HTML."""
    return paragraphs_of(without_markup(text))


def without_markup(text: str) -> str:
    """The text of a value that may hold HTML, with tags, or with references alone; blank lines stand between blocks."""
    if not MARKUP.search(text):
        return REFERENCE.sub(_character, text)
    # lxml takes a tenth of a worker's start, and most archives do not need it
    from lxml import html as lxml_html  # noqa: PLC0415

    if excessive(text):  # which would take the square of its length to parse
        return text
    root = lxml_html.fromstring(f"<div>{text}</div>")
    for block in root.iter("p", "br", "div", "li", "blockquote", "h1", "h2", "h3", "h4"):
        block.tail = "\n\n" + (block.tail or "")
    return str(root.text_content())


def _character(reference: re.Match[str]) -> str:
    """What a reference stands for; itself where there is no such name."""
    return html.unescape(reference.group())
