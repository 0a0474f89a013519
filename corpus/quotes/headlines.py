"""Whose a headline's quotation is, where the headline does not tell: a quotation below has its words."""

from __future__ import annotations

import re

from corpus.quotes.quote import Quote

WORDS = re.compile(r"\w+")
# Of 140 headlines' quotations in 840 marked articles 75 are repeated below. These bounds give eleven of them another
# speaker: none of those was right before by the marks and is not now, two the other way round.
FEWEST_WORDS = 2  # that are found again
FEWEST_TO_GIVE = 3  # words of one that had no speaker: "golden week" is a name, and anybody may say it
LEAST_BELOW = 0.8  # confidence of the quotation below


def with_speakers_below(text: str, quotes: list[Quote], headline_end: int) -> list[Quote]:
    """``quotes`` of a text; those of its headline that have no speaker, or one of whom nothing below speaks, with that
    of the first quotation below that has their words."""
    if not quotes or quotes[0].kind != "headline":
        return quotes
    below = [(_words(text, each), each) for each in quotes if _is_sure(each)]
    lower = text[headline_end:].casefold()
    return [_told_below(text, each, below, lower) if each.kind == "headline" else each for each in quotes]


def _is_sure(quote: Quote) -> bool:
    return quote.kind != "headline" and bool(quote.speaker) and quote.confidence >= LEAST_BELOW


def _told_below(text: str, quote: Quote, below: list[tuple[str, Quote]], lower: str) -> Quote:
    words = _words(text, quote)
    enough = words.count(" ") - 1 >= (FEWEST_WORDS if quote.speaker else FEWEST_TO_GIVE)
    if not enough or (quote.speaker and quote.speaker.casefold() in lower):
        return quote
    found = next((each for told, each in below if words in told), None)
    if found is None:
        return quote
    return found._replace(
        start=quote.start, end=quote.end, kind=quote.kind, rule="below", chain=quote.chain,
        somebodys=max(quote.somebodys, found.confidence),
    )  # fmt: skip


def _words(text: str, quote: Quote) -> str:
    """The words of a quotation in small letters, a blank before and behind each."""
    return f" {' '.join(WORDS.findall(text[quote.start : quote.end].casefold()))} "
