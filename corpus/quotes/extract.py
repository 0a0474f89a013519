"""Who said what: the quotations of an article and their speakers."""

from __future__ import annotations

from corpus.grammar.marks import Stretch, may_have_stretches
from corpus.people.paragraphs import marked_paragraphs
from corpus.people.people import People
from corpus.quotes.attribution import attribute
from corpus.quotes.quote import Attribution, Quote, QuoteKind, Rule
from corpus.quotes.speech import confidences

# Below this probability a quotation is given no speaker. In five folds F1 is 0.908 (recall 0.904) at 0.36 and 0.910
# (0.896) at 0.45: a reader loses more by a speaker who is withheld than by one who is marked as not sure.
LEAST_CONFIDENCE = 0.36
# A text with more has no quotes: code points, and marks that could be quotation marks. What is not hostile stays below
# a tenth of either, and at these some texts take 5 s.
LONGEST_QUOTED, MOST_MARKS = 1 << 20, 20_000
LONGEST_PARTIAL = 6  # words; a fragment that begins small and is longer is a sentence cut into
# What is attributed by these may be a further part of the quotation before.
SPLIT: frozenset[Rule] = frozenset(["shared", "follows"])
CONTINUED: frozenset[Rule] = SPLIT | {"goes on"}


def extract(text: str) -> list[Quote]:
    """The quotes of ``text`` (an ``Article.text``), in order, none within another.

    Never fails, whatever the text. The headline is the first line.
    """
    if not may_have_stretches(text) or excess(text):
        return []
    paragraphs = marked_paragraphs(text)
    if not any(paragraph.quoted for paragraph in paragraphs):
        return []
    people = People(text, paragraphs)
    attributions = attribute(text, paragraphs, people.words)
    headline_end = paragraphs[0].end
    quotes: list[Quote] = []
    chain = 0
    for paragraph in paragraphs:
        for number, one in enumerate(paragraph.quoted):
            attribution = next(attributions)
            if attribution and attribution.start == one.start:  # its label is inside the marks, and no words of anybody
                label_end = attribution.end + 1
                one = one._replace(start=min(label_end + (text[label_end : label_end + 1] == " "), one.end - 1))  # noqa: PLW2901
            goes_on = bool(quotes) and (one.resumed if number == 0 else _continues(quotes[-1], attribution))
            chain = chain if goes_on else len(quotes)
            kind = _kind_of_quote(text, one, attribution, headline_end)
            quotes.append(_quote(text, one, attribution, kind, chain, people))
    return quotes


def excess(text: str) -> str:
    """Why the quotes of a text are not looked for, if they are not: there is too much of it."""
    if len(text) > LONGEST_QUOTED:
        return f"its text is longer than {LONGEST_QUOTED:,} characters"
    if len(text) > MOST_MARKS and sum(map(text.count, MARKS)) > MOST_MARKS:
        return f"more than {MOST_MARKS:,} quotation marks and apostrophes"
    return ""


MARKS = "\"“”„‟«»‹›「」『』《》＂'`’‘"


def _continues(before: Quote, attribution: Attribution | None) -> bool:
    """Whether a quotation is split around its attribution: "…," he said, "…"."""
    return attribution is not None and attribution.rule in SPLIT and attribution.start == before.speaker_start


def _kind_of_quote(text: str, one: Stretch, attribution: Attribution | None, headline_end: int) -> QuoteKind:
    if one.end <= headline_end:
        return "headline"
    words = text[one.start : one.end]
    begins_small = words[:1].islower() and (attribution is None or attribution.rule not in CONTINUED)
    return "partial" if begins_small or (len(words.split()) < LONGEST_PARTIAL and words[-1:].isalnum()) else "direct"


def _quote(
    text: str, one: Stretch, attribution: Attribution | None, kind: QuoteKind, chain: int, people: People
) -> Quote:
    if attribution is None:
        return Quote(one.start, one.end, kind, chain=chain)
    somebodys, whose = confidences(text, one, attribution)
    confidence, somebodys = round(somebodys * whose, 3), round(somebodys, 3)
    if confidence < LEAST_CONFIDENCE:
        rule = attribution.rule
        return Quote(one.start, one.end, kind, rule=rule, confidence=confidence, chain=chain, somebodys=somebodys)
    speaker = people.resolve(attribution.start, attribution.end)
    people.heard(speaker)
    whole = attribution.start + len(speaker.name)
    end = whole if speaker.name and text[attribution.start : whole] == speaker.name else attribution.end
    return Quote(
        one.start, one.end, kind, speaker.name, attribution.start, end, speaker.role, attribution.cue,
        attribution.rule, confidence, chain, somebodys,
    )  # fmt: skip
