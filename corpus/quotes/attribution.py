"""Whose words a quotation is: rules over the sentence around it, then over the sentences and paragraphs before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.grammar.marks import Stretch
from corpus.grammar.phrases import Context, is_nickname
from corpus.grammar.sayings import TELLING
from corpus.grammar.subjects import clause_subject, subject_before
from corpus.grammar.words import (
    HOLE,
    Sentence,
    Words,
    is_cue,
    sentences_of,
    words_of,
)
from corpus.people.paragraphs import Paragraph
from corpus.quotes.candidates import likeliest
from corpus.quotes.patterns import said_at_end, said_before, said_behind, subject_of_clause
from corpus.quotes.quote import SURE_RULES, Attribution, Rule

# Words are taken whole (``*+``): what splits them between the five takes the fifth power of their length.
SIGNATURE = re.compile(r"\s*+[-‐‑‒–—―]++\s*+((?:[A-Z][\w.'’-]*+\s?+){1,5}?)\s*(?:,[^\n]{0,80})?\.?\s*$")
# A transcript's label inside the marks: “QUILL: Will you mend the pier?”
LABEL_INSIDE = re.compile(r"((?:[A-Z]{2,}[.']? ?){0,3}[A-Z][A-Z'’-]{2,}): +(?=\S)")
LONGEST_SPEAKER = 300  # code points; the longest of 21,000 speakers in Reuters-21578 and PolNeAR has 75
SHARED_RULES: frozenset[Rule] = frozenset(["inverted", "after", "shared"])  # their speaker may go on
BARE = frozenset([HOLE, *".,…\"'”“’-—–?!;:*)("])


def attribute(text: str, paragraphs: list[Paragraph], names: set[str]) -> Iterator[Attribution | None]:
    """For each quotation of each paragraph, in order, who speaks; None where nothing tells.

    ``names`` are the words that the article uses as names or parts of them.
    """
    context = Context(text, names)
    headline_end = paragraphs[0].end if paragraphs else 0
    last: Attribution | None = None  # of the quotation before, wherever it stood
    carried: Attribution | None = None  # of the paragraph before, if it ended with a quotation
    waiting: list[Attribution | None] = []  # for paragraphs whose quotation goes on, without a speaker so far
    for number, paragraph in enumerate(paragraphs):
        if not paragraph.quoted:
            carried = None
            continue
        context.headline = paragraph.end <= headline_end
        neighbours = (
            paragraphs[number - 1] if number else None,
            paragraphs[number + 1] if number + 1 < len(paragraphs) else None,
        )
        found = _attribute_paragraph(context, paragraph, neighbours, last, carried)
        if waiting and paragraph.quoted[0].resumed and (speaker := found[0]):
            waiting = [speaker._replace(rule="goes on")] * len(waiting)
        unsure = found[-1] is None or found[-1].rule == "paragraph before"
        goes_on = unsure and not paragraph.quoted[-1].closed
        if goes_on:
            waiting += found
        else:
            yield from waiting
            yield from found
            waiting = []
        context.spoke.update(_last_word(text, one) for one in found if one)
        carried = found[-1]
        last = found[-1] or last
    yield from waiting


def _last_word(text: str, attribution: Attribution) -> str:
    return text[attribution.start : attribution.end].rstrip(".").rpartition(" ")[2]


def _attribute_paragraph(
    context: Context,
    paragraph: Paragraph,
    neighbours: tuple[Paragraph | None, Paragraph | None],
    last: Attribution | None,
    carried: Attribution | None,
) -> list[Attribution | None]:
    it, sentences = paragraph.words, paragraph.sentences
    found: list[Attribution | None] = []
    spoken = _last_word(context.text, last) if last else ""
    alone: list[int | None] = []  # where the sentence begins, for quotations that are all of it
    for first, end in sentences:
        holes = it.holes_in(first, end)
        if not holes:
            continue
        bare = BARE.issuperset(it.words[first:end])
        quoted = paragraph.quoted[len(found) : len(found) + len(holes)]
        found += [None] * len(holes) if bare else _in_sentence(context, it, (first, end), holes, quoted, spoken)
        alone += [first if bare else None] * len(holes)
    for n, one in enumerate(paragraph.quoted):
        if label := LABEL_INSIDE.match(context.text, one.start, one.end):
            found[n] = Attribution(*label.span(1), ":", "label")
    if alone[0] is not None and found[0] is None and alone[0] > 0:
        before = next(sentence for sentence in sentences if sentence[1] == alone[0])
        found[0] = _framed_by(context, it, *before, "sentence before")
    _inherit(found, alone)
    if found[0] is None and (
        donor := _from_outside(context, paragraph, neighbours, last, carried, bool(alone[0] is not None))
    ):
        found = [donor] * len(found)
    return [one if one and one.end - one.start <= LONGEST_SPEAKER else None for one in found]


def _inherit(found: list[Attribution | None], alone: list[int | None]) -> None:
    """A quotation without a speaker takes that of the one before it in the paragraph, else of the one after."""
    for n in range(1, len(found)):
        if found[n] is None and (donor := found[n - 1]):
            found[n] = donor._replace(rule="follows" if alone[n] is not None else "same sentence")
    for n in range(len(found) - 2, -1, -1):
        if found[n] is None and (donor := found[n + 1]):
            found[n] = donor._replace(rule="precedes")


def _from_outside(
    context: Context,
    paragraph: Paragraph,
    neighbours: tuple[Paragraph | None, Paragraph | None],
    last: Attribution | None,
    carried: Attribution | None,
    bare: bool,
) -> Attribution | None:
    """Who speaks in a paragraph that does not say: the one left open, announced, signed or last heard."""
    before, after = neighbours
    if paragraph.quoted[0].resumed and last:
        return last._replace(rule="goes on")
    if before and (announced := _announced(context, before)):
        return announced
    if after and (signed := SIGNATURE.match(context.text, after.start, after.end)):
        return Attribution(*signed.span(1), "-", "signature")
    if carried:
        return carried._replace(rule="paragraph")
    if before and bare and not context.headline:
        last_one = before.sentences[-1:]
        return _framed_by(context, before.words, *last_one[0], "paragraph before") if last_one else None
    return None


def _announced(context: Context, before: Paragraph) -> Attribution | None:
    """The speaker of a paragraph that ends in a colon: "Cruz continued:"."""
    if not context.text[before.start : before.end].rstrip().endswith((":", "—")):
        return None
    it = words_of(context.text, before.start, before.end, before.quoted, announcing=True)
    first, end = sentences_of(context.text, it, before.quoted)[-1]
    end -= it.words[end - 1] == HOLE
    found = said_before(context, it, first, end, end) or subject_of_clause(context, it, first, end)
    return found._replace(rule="colon") if found else None


def _framed_by(context: Context, it: Words, first: int, end: int, rule: Rule) -> Attribution | None:
    """Who speaks in a sentence without a quotation that tells what somebody said."""
    for at in range(end - 1, first, -1):
        if it.words[at] in TELLING and is_cue(it.words, at, first) and (span := subject_before(context, it, first, at)):
            return Attribution(*span, it.words[at], rule)
    span = clause_subject(context, it, first, end)
    return Attribution(*span, "", rule) if span else None


def _in_sentence(
    context: Context, it: Words, sentence: Sentence, holes: list[int], quoted: list[Stretch], spoken: str
) -> list[Attribution | None]:
    first, end = sentence
    found: list[Attribution | None] = []
    for n, hole in enumerate(holes):
        following = next((at for at in holes[n + 1 :] if not is_nickname(it.words, at, first, end)), end)
        words = context.text[quoted[n].start : quoted[n].end].rstrip(" '’‘”\"\xa0\n")
        donor = found[n - 1] if n else None
        listed = donor and donor.rule in SURE_RULES and it.words[hole - 1] in ("and", "or") and holes[n - 1] >= hole - 3
        if donor and listed and donor.start < it.start(holes[n - 1]):  # went on about “salt” and “free berths”
            found.append(donor)
            continue
        attribution = said_behind(context, it, hole + 1, following, words[-1:])
        if attribution is None and donor and _still_speaks(it, first, holes[n - 1], hole, donor):
            attribution = donor._replace(rule="shared")
        if attribution is None:
            attribution = (
                said_at_end(context, it, hole, end)
                or said_before(context, it, first, hole, end)
                or subject_of_clause(context, it, first, hole)
            )
        if attribution is None or attribution.rule not in SURE_RULES:
            attribution = _ranked(context, it, sentence, hole, attribution, spoken)
        found.append(attribution)
    for n in range(1, len(found)):
        found[n] = found[n] or ((donor := found[n - 1]) and donor._replace(rule="shared"))
    for n in range(len(found) - 2, -1, -1):
        found[n] = found[n] or ((donor := found[n + 1]) and donor._replace(rule="shared"))
    return found


def _ranked(
    context: Context, it: Words, sentence: Sentence, hole: int, pick: Attribution | None, spoken: str
) -> Attribution | None:
    """The likeliest candidate of the sentence, the rules' own choice being one piece of evidence."""
    best = likeliest(context, it, sentence, hole, pick, spoken)
    if best is None:
        return pick
    span, certainty = best
    agrees = pick is not None and pick.start < span[1] and span[0] < pick.end
    return Attribution(*span, pick.cue if pick else "", pick.rule if pick and agrees else "ranked", certainty)


def _still_speaks(it: Words, first: int, hole: int, following: int, donor: Attribution) -> bool:
    """Whether the attribution between two quotations is for both: "…," said Smith, "but …"."""
    if donor.rule not in SHARED_RULES:
        return False
    cue_at = next((at for at in range(hole, following) if it.words[at] == donor.cue), hole)
    return not any(
        is_cue(it.words, at, first) and at > cue_at and it.start(at) > donor.end for at in range(hole + 2, following)
    )
