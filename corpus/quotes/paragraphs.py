"""The paragraphs of an article, with the quotations in each."""

from __future__ import annotations

from typing import NamedTuple

from corpus.grammar.marks import MARK, Stretch, stretches


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
            marked = single or carried or (not british and MARK.search(line))
            quoted = stretches(text, start, end, carried, singles) if marked else []
            paragraphs.append(Paragraph(start, end, quoted))
            carried = bool(quoted) and not quoted[-1].closed and quoted[-1].end == end
        start = end + 1
    return paragraphs
