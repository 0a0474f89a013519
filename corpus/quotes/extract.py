"""Who said what: the quotations of an article and their speakers."""

from __future__ import annotations

from corpus.grammar.marks import Stretch, may_have_stretches
from corpus.quotes.attribution import attribute
from corpus.quotes.paragraphs import marked_paragraphs
from corpus.quotes.people import People
from corpus.quotes.quote import Quote, QuoteKind
from corpus.quotes.rules import Attribution, Rule
from corpus.quotes.speech import is_somebodys

# Below this probability a quotation is given no speaker. End-to-end F1 in five-fold cross-validation is 0.904 at 0.3,
# 0.906 from 0.4 to 0.5.
LEAST_CONFIDENCE = 0.4
LONGEST_PARTIAL = 6  # words; a fragment that begins small and is longer is a sentence cut into
# What is attributed by these may be a further part of the quotation before.
SPLIT: frozenset[Rule] = frozenset(["shared", "follows"])
CONTINUED: frozenset[Rule] = SPLIT | {"goes on"}


def extract(text: str) -> list[Quote]:
    """The quotes of ``text`` (an ``Article.text``), in order, none within another.

    Never fails, whatever the text. The headline is the first line.
    """
    if not may_have_stretches(text):
        return []
    paragraphs = marked_paragraphs(text)
    if not any(paragraph.quoted for paragraph in paragraphs):
        return []
    people = People(text, paragraphs)
    mentions = attribute(text, paragraphs, people.words)
    headline_end = paragraphs[0].end
    quotes: list[Quote] = []
    chain = 0
    for paragraph in paragraphs:
        for number, one in enumerate(paragraph.quoted):
            mention = next(mentions)
            goes_on = bool(quotes) and (one.resumed if number == 0 else _continues(quotes[-1], mention))
            chain = chain if goes_on else len(quotes)
            kind = _kind(text, one, mention, headline_end)
            quotes.append(_quote(text, one, mention, kind, chain, people))
    return quotes


def _continues(before: Quote, mention: Attribution | None) -> bool:
    """Whether a quotation is split around its attribution: "…," he said, "…"."""
    return mention is not None and mention.rule in SPLIT and mention.start == before.speaker_start


def _kind(text: str, one: Stretch, mention: Attribution | None, headline_end: int) -> QuoteKind:
    if one.end <= headline_end:
        return "headline"
    words = text[one.start : one.end]
    begins_small = words[:1].islower() and (mention is None or mention.rule not in CONTINUED)
    return "partial" if begins_small or (len(words.split()) < LONGEST_PARTIAL and words[-1:].isalnum()) else "direct"


def _quote(text: str, one: Stretch, mention: Attribution | None, kind: QuoteKind, chain: int, people: People) -> Quote:
    if mention is None:
        return Quote(one.start, one.end, kind, chain=chain)
    confidence = is_somebodys(text, one.start, one.end, mention)
    if confidence < LEAST_CONFIDENCE:
        return Quote(one.start, one.end, kind, rule=mention.rule, confidence=round(confidence, 3), chain=chain)
    speaker, role = people.resolve(mention.start, mention.end)
    return Quote(
        one.start, one.end, kind, speaker, mention.start, mention.end, role, mention.cue, mention.rule,
        round(confidence, 3), chain,
    )  # fmt: skip
