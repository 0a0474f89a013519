"""The paragraphs of an article, with the quotations in each."""

from __future__ import annotations

import re
from typing import NamedTuple

from corpus.grammar.lexicon import ABBREVIATIONS
from corpus.grammar.marks import MARK, Stretch, stretches

# It begins with a class of characters, so that the search for it skips all others.
SENTENCE_END = re.compile(r"[.!?\n](?:(?<=\n)\n*+|(?<=[.!?])['’)”\"]*+\s++(?=[A-Z_“\"'‘(]))")


class Paragraph(NamedTuple):
    """A paragraph of the text and the quotations in it."""

    start: int
    end: int
    quoted: list[Stretch]


def marked_paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of ``text``, with the stretches between quotation marks in each."""
    paragraphs: list[Paragraph] = []
    start, carried = 0, False
    british = not MARK.search(text)  # an article without double marks quotes in single ones, if at all
    for line in text.split("\n"):
        end = start + len(line)
        if line and not line.isspace():
            singles = british or not paragraphs
            single = (singles or ":" in line[:60]) and ("'" in line or "‘" in line)
            marked = single or carried or "‘" in line or "'" in line or (not british and MARK.search(line))
            quoted = stretches(text, start, end, carried, singles) if marked else []
            paragraphs.append(Paragraph(start, end, quoted))
            carried = bool(quoted) and not quoted[-1].closed and quoted[-1].end == end
        start = end + 1
    return paragraphs


def narration_of(text: str, paragraphs: list[Paragraph]) -> str:
    """The text with the words of its quotations blanked out, but for a last sign that may end a sentence."""
    pieces, at = [], 0
    for paragraph in paragraphs:
        for one in paragraph.quoted:
            last = text[one.end - 1]
            pieces += [text[at : one.start], "_" * (one.end - one.start - 1), last if last in ".!?" else "_"]
            at = one.end
    return "".join([*pieces, text[at:]])


def ends_of_sentences(narration: str) -> list[int]:
    """Where sentences end and the next begin, in order."""
    found = []
    for match in SENTENCE_END.finditer(narration):
        start = match.start()
        word = narration[max(0, start - 12) : start].rpartition(" ")[2] if narration[start] == "." else ""
        if not word or (len(word) > 1 and word.lower() not in ABBREVIATIONS):
            found.append(match.end())
    return found
