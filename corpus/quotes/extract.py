"""Who said what: the quotations of an article, what is said outside quotation marks, and their speakers."""

from __future__ import annotations

from typing import NamedTuple

from corpus.grammar.marks import Stretch, may_have_stretches
from corpus.grammar.phrases import Context
from corpus.grammar.words import Span
from corpus.people.paragraphs import marked_paragraphs
from corpus.people.people import People
from corpus.quotes.attribution import attribute
from corpus.quotes.headlines import with_speakers_below
from corpus.quotes.quote import Attribution, Quote, QuoteKind, Rule
from corpus.quotes.speech import confidences
from corpus.quotes.statements import Statement, chances, may_have_statements, statements_in

# Below this probability a quotation is given no speaker. In five folds F1 is 0.908 (recall 0.904) at 0.36 and 0.910
# (0.896) at 0.45: a reader loses more by a speaker who is withheld than by one who is marked as not sure.
LEAST_CONFIDENCE = 0.36
LEAST_STATED = 0.3  # below which a statement is left out
SURE_STATEMENT = 0.6  # from which on its speaker is that of a quotation in it for which no other was found
# A text with more has no quotes: code points, and marks that could be quotation marks. What is not hostile stays below
# a tenth of either, and at these some texts take 5 s.
LONGEST_QUOTED, MOST_MARKS = 1 << 20, 20_000
LONGEST_PARTIAL = 6  # words; a fragment that begins small and is longer is a sentence cut into
# What is attributed by these may be a further part of the quotation before.
SPLIT: frozenset[Rule] = frozenset(["shared", "follows"])
CONTINUED: frozenset[Rule] = SPLIT | {"goes on"}


class Said(NamedTuple):
    """What people say in an article: its ``quotes``, and its ``statements``, which stand outside quotation marks."""

    quotes: list[Quote]
    statements: list[Quote]


def extract(text: str) -> list[Quote]:
    """The quotes of ``said_in`` a text."""
    return said_in(text).quotes


def said_in(text: str, author: str = "") -> Said:
    """What people say in ``text`` (an ``Article.text``), which ``author`` wrote, if one alone did: its quotes in order,
    none within another; its statements in the order of their verbs, which may lie within one another and have quotes
    within them.

    Never fails, whatever the text. The headline is the first line.
    """
    said = Said([], [])
    may_quote, may_state = may_have_stretches(text), may_have_statements(text)
    if not (may_quote or may_state) or excess(text):
        return said
    paragraphs = marked_paragraphs(text)
    if not may_state and not any(paragraph.quoted for paragraph in paragraphs):
        return said
    people = People(text, paragraphs, author)
    attributions = attribute(text, paragraphs, people.words)
    headline_end = paragraphs[0].end
    context = Context(text, people.words)
    for paragraph in paragraphs:
        context.headline = paragraph.end <= headline_end
        stated = list(statements_in(context, paragraph)) if may_state else []
        for number, one in enumerate(paragraph.quoted):
            while stated and stated[0].start < one.start:
                _add_statement(said.statements, text, stated.pop(0), people)
            _add_quote(said.quotes, text, one, next(attributions), number == 0, headline_end, people)
            said.quotes[-1] = _of_statement(said.quotes[-1], said.statements)
        for each in stated:
            _add_statement(said.statements, text, each, people)
    return said._replace(quotes=with_speakers_below(text, said.quotes, headline_end))


def _add_quote(
    quotes: list[Quote],
    text: str,
    one: Stretch,
    attribution: Attribution | None,
    first: bool,
    headline_end: int,
    people: People,
) -> None:
    if attribution and attribution.start == one.start:  # its label is inside the marks, and no words of anybody
        label_end = attribution.end + 1
        one = one._replace(start=min(label_end + (text[label_end : label_end + 1] == " "), one.end - 1))
    goes_on = bool(quotes) and (one.resumed if first else _continues(quotes[-1], attribution))
    chain = quotes[-1].chain if goes_on else len(quotes)
    kind = _kind_of_quote(text, one, attribution, headline_end)
    quotes.append(_quote(text, one, attribution, kind, chain, people))


def _add_statement(statements: list[Quote], text: str, one: Statement, people: People) -> None:
    somebodys, right = chances(one.evidence)
    confidence = round(somebodys * right, 3)
    if confidence < LEAST_STATED:
        return
    speaker = people.resolve(*one.speaker)
    end = _end_of_mention(text, one.speaker, speaker.name)
    statements.append(
        Quote(
            one.start, one.end, "indirect", speaker.name, one.speaker[0], end, speaker.role, one.cue, one.rule,
            confidence, len(statements), round(somebodys, 3),
        )
    )  # fmt: skip


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
    end = _end_of_mention(text, (attribution.start, attribution.end), speaker.name)
    return Quote(
        one.start, one.end, kind, speaker.name, attribution.start, end, speaker.role, attribution.cue,
        attribution.rule, confidence, chain, somebodys,
    )  # fmt: skip


def _of_statement(quote: Quote, statements: list[Quote]) -> Quote:
    """A quotation that would have no speaker, with that of the innermost statement that it is part of."""
    if quote.speaker_start is not None or not quote.somebodys:
        return quote
    around = [one for one in statements[-MOST_AROUND:] if one.start <= quote.start and quote.end <= one.end]
    if not around or (inner := max(around, key=lambda one: one.start)).confidence < SURE_STATEMENT:
        return quote
    return inner._replace(start=quote.start, end=quote.end, kind=quote.kind, chain=quote.chain)


MOST_AROUND = 8  # statements of a sentence that are looked at


def _end_of_mention(text: str, mention: Span, name: str) -> int:
    """Where a mention ends: with the whole name, where that begins with it."""
    whole = mention[0] + len(name)
    return whole if name and text[mention[0] : whole] == name else mention[1]
