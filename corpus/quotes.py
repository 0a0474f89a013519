"""The words that stand inside quotation marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex


@dataclass(frozen=True)
class Quote:
    """The words between the marks: a half-open stretch in code points of the text they stand in."""

    start: int
    end: int


# Straight, curly, low and angle marks, doubled apostrophes and TeX's pair of backticks.
MARK = regex.compile(r"[\"“”„«»]|''|``|’’|‘‘")
ONLY_OPENS = frozenset(["“", "„", "«", "‘‘", "``"])
ONLY_CLOSES = frozenset(["”", "»", "’’"])
BEFORE_OPENING = frozenset(" \t\xa0([{-–—/'‘")
# Single marks are used in headlines and in labelled decks (``Spicer: '…'``), where no apostrophe can be meant.
LABELLED_SINGLE = regex.compile(r"^(?:\p{Lu}[\p{L}\p{M}.’'\- ]{1,40}: ?)['‘](?P<words>.{2,400})['’]$", regex.MULTILINE)
SINGLE = regex.compile(
    r"(?<![\w'’])['‘](?=[^\s'’])(?P<words>(?:[^'‘’\n]|['’](?=\w)){2,200})(?<=[\w.,!?])['’](?![\w'’])"
)
PARAGRAPH = regex.compile(r"[^\n]+")


def extract(text: str) -> list[Quote]:
    """The quotes of ``text`` (an ``Article.text``), in order, none within another.

    Marks pair within a paragraph; one that is not closed runs to the paragraph's end, as in speech that
    goes on in the next paragraph. Single marks count in the headline (the first paragraph) and where they
    enclose all that follows a speaker's label.
    """
    quotes = [
        Quote(*words) for paragraph in PARAGRAPH.finditer(text) for words in _between_marks(text, *paragraph.span())
    ]
    headline_end = text.find("\n\n") if "\n\n" in text else len(text)
    single = [*SINGLE.finditer(text, 0, headline_end), *LABELLED_SINGLE.finditer(text)]
    for found in single:
        start, end = found.span("words")
        if not any(quote.start < end and start < quote.end for quote in quotes):
            quotes.append(Quote(start, end))
    return sorted(quotes, key=lambda quote: quote.start)


def _between_marks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    opened: int | None = None
    for mark in MARK.finditer(text, start, end):
        opens = _can_open(text, mark.start(), mark.end(), start, end)
        if opened is None:
            opened = mark.end() if opens else None
        elif mark.group() not in ONLY_OPENS:
            if text[opened : mark.start()].strip():
                yield opened, mark.start()
            opened = None
    if opened is not None and text[opened:end].strip():
        yield opened, end


def _can_open(text: str, mark_start: int, mark_end: int, start: int, end: int) -> bool:
    mark = text[mark_start:mark_end]
    if mark in ONLY_OPENS or mark in ONLY_CLOSES:
        return mark in ONLY_OPENS
    before = text[mark_start - 1] if mark_start > start else " "
    after = text[mark_end] if mark_end < end else " "
    return before in BEFORE_OPENING and not after.isspace()
