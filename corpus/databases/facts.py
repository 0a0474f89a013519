"""What the heads of articles from libraries' databases have in common."""

from __future__ import annotations

from datetime import date, datetime

from corpus.clean import blocks_of, one_line, paragraphs_of_block
from corpus.metadata.dates import dated

Lines = list[str]  # of one article


def day_of(text: str, name: str) -> tuple[date | datetime | None, str]:
    """The day of an article, as the head of that database has it."""
    return dated(one_line(text), f"{name}’s head")


def paragraphs_in(lines: Lines) -> Lines:
    """The paragraphs among these, of which some may be wrapped."""
    return [text for block in blocks_of("\n".join(lines)) for text in paragraphs_of_block(block)]
