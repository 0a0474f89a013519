"""Indirect speech: what people said that stands outside quotation marks, and how sure that is.

What a frame introduces goes on to the end of its clause: of the sentence, unless another frame or a main clause of its
own comes before. Two logistic models over named evidence, learned with the others, tell statements from other uses of
the same verbs, and right speakers from wrong ones.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from corpus.grammar.lexicon import CALENDAR, PREPOSITIONS, PRONOUNS, SUBORDINATORS, TIMES
from corpus.grammar.phrases import Context
from corpus.grammar.sayings import STATING
from corpus.grammar.words import HOLE, Sentence, Span, Words
from corpus.people.paragraphs import Paragraph
from corpus.people.weights import score, weights_of
from corpus.quotes.candidates import word_class
from corpus.quotes.frames import (
    ACCORDING,
    FEWEST_WORDS,
    JOINING,
    PAUSES,
    SUBJECTS,
    Frame,
    frames_in,
    has_verb,
)
from corpus.quotes.quote import Rule

FEWEST_SAID = 2  # words outside quotation marks; what is less is a quotation with its frame
ENDS = frozenset(".!?…")
COMMA_OR_DASH = (",", "—", "–", "-")
NO_STATEMENT_BEHIND = frozenset(["as", "who", "which"])  # The pier is shut, Orr said, which …
FRAMING = STATING | ACCORDING
FRAMING_WITH_SIGNS = frozenset(word + sign for word in FRAMING for sign in ("", ",", ":", ".", "—"))


class Statement(NamedTuple):
    """What somebody said: a stretch of the text, who speaks as written, the verb of saying, the rule; and the evidence
    for these."""

    start: int
    end: int
    speaker: Span
    cue: str
    rule: Rule
    evidence: list[str]


class _Content(NamedTuple):
    """What a frame introduces: words from ``start`` to ``stop`` (excluded), ``outside``: how many of them stand outside
    quotation marks and the frame."""

    start: int
    stop: int
    outside: int


def may_have_statements(text: str) -> bool:
    """Whether any word of ``text`` could frame a statement."""
    return not FRAMING_WITH_SIGNS.isdisjoint(text.split())


def statements_in(context: Context, paragraph: Paragraph) -> Iterator[Statement]:
    """What is said in a paragraph without being quoted, in the order of the verbs of saying. What one says that another
    said is within what he says."""
    if may_have_statements(context.text[paragraph.start : paragraph.end]):
        for sentence in paragraph.sentences:
            if not FRAMING.isdisjoint(paragraph.words.words[slice(*sentence)]):
                yield from _in_sentence(context, paragraph, paragraph.words, sentence)


def _in_sentence(context: Context, paragraph: Paragraph, it: Words, sentence: Sentence) -> Iterator[Statement]:
    first, end = sentence
    words = it.words
    while end > first and words[end - 1] in ENDS:
        end -= 1
    frames = frames_in(context, it, first, end)
    clause = first  # where the clause begins that a frame may follow
    for n, frame in enumerate(frames):
        ending = next((other for other in frames[n + 1 :] if _ends(words, frame, other)), None)
        content = _content(paragraph, frame, (clause, end), ending)
        if content is None or frame.speaker is None:
            continue
        if frame.body is None:
            clause = max(content.stop, frame.last)
        if content.outside >= FEWEST_SAID:
            start, stop = it.span(content.start, content.stop)
            if words[content.stop - 1] == HOLE:
                stop = paragraph.quotation_at(content.stop - 1).mark_end
            evidence = evidence_of_statement(context, it, first, frame, content)
            yield Statement(start, stop, frame.speaker, frame.cue, frame.rule, evidence)


def _ends(words: list[str], frame: Frame, other: Frame) -> bool:
    """Whether what one frame introduces ends before the other: …, and Fenn said; …, adding that; … and told them."""
    if other.first <= (frame.last if frame.body is None else frame.body) or other.cue == "according to":
        return False
    if words[other.first] in ("who", "which"):
        return False
    before = words[other.first - 1]
    if before in (",", ";", "—", "–") or words[other.first] in ("and", "but"):
        return True
    return before in JOINING and (words[other.first - 2] in (",", ";") or other.body is not None)


def _content(paragraph: Paragraph, frame: Frame, clause: Sentence, ending: Frame | None) -> _Content | None:
    """What a frame introduces in the ``clause`` that goes on to the end of the sentence."""
    words, (first, end) = paragraph.words.words, clause
    around, stop = False, ending.first if ending else end
    if frame.body is not None:
        start = frame.body
        subordinate = first < end and words[first].lower() in SUBORDINATORS and "," not in words[first:start]
        if subordinate and frame.rule != "according":  # As Orr said the pier was shut, it opened
            stop = next((at for at in range(start + 1, stop) if paragraph.pauses_at(at)), stop)
        elif not ending:
            stop = _clause_end(words, start, stop)
    else:
        start = first
        around = _goes_on(words, frame, first, end)
        if not around and not _is_clause_before(words, frame, first, end):
            return None
        stop = stop if around else frame.first
    while stop > start and (words[stop - 1] in PAUSES or words[stop - 1] in JOINING):
        stop -= 1
    while start < stop and (words[start] in PAUSES or words[start].lower() in ("and", "but")):
        start += 1
    count = _said(words, start, stop)
    if frame.body is None:
        count -= _said(words, max(start, frame.first), min(stop, frame.last))
    return _Content(start, stop, count)


def _said(words: list[str], start: int, stop: int) -> int:
    return sum([word != HOLE and word[0].isalnum() for word in words[start:stop]])


def _is_clause_before(words: list[str], frame: Frame, first: int, end: int) -> bool:
    """Whether a clause ends at the frame: *the boats are late*, said Fenn."""
    if frame.first <= first or not (words[frame.first - 1] in (*COMMA_OR_DASH, HOLE) or frame.rule == "according"):
        return False
    if frame.last + 1 < end and words[frame.last] in COMMA_OR_DASH and words[frame.last + 1] == HOLE:
        return has_verb(words, first, frame.first)
    return words[frame.first - 1] == HOLE or has_verb(words, first, frame.first)


def _goes_on(words: list[str], frame: Frame, first: int, end: int) -> bool:
    """Whether a clause goes on behind a frame within it: *The pier*, Orr said, *would open*."""
    between = frame.first > first and words[frame.first - 1] in COMMA_OR_DASH
    if not between or frame.last + 1 >= end or words[frame.last] not in COMMA_OR_DASH:
        return False
    behind = words[frame.last + 1]
    if behind == HOLE or behind.endswith("ing") or behind.lower() in NO_STATEMENT_BEHIND:
        return False
    return frame.form == "behind" or (frame.form == "according" and not has_verb(words, first, frame.first))


def _clause_end(words: list[str], start: int, stop: int) -> int:
    """Where a clause ends for another main one (said the pier was shut, *but he* would wait), or for a bracket."""
    depth = 0
    for at in range(start, stop):
        depth += (words[at] == "(") - (words[at] == ")")
        if depth < 0 or (words[at] == ";" and at > start + 1):
            return at
        joins = words[at] == "," and at + FEWEST_WORDS < stop and words[at + 1] in ("but", "and")
        if joins and words[at + 2].lower() in SUBJECTS:
            return at
    return stop


def chances(evidence: list[str]) -> tuple[float, float]:
    """The probability that this is a statement of anybody, and, if it is, that the speaker is right."""
    return _logistic(score(weights_of("statement"), evidence)), _logistic(score(weights_of("teller"), evidence))


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-value))


def evidence_of_statement(context: Context, it: Words, first: int, frame: Frame, content: _Content) -> list[str]:
    """What tells a statement and its speaker: names of observations, to be weighted."""
    words, start, stop = it.words, content.start, content.stop
    kind, cue, rule = frame.rule + frame.form, frame.cue, frame.rule
    speaker = context.text[slice(*frame.speaker or (0, 0))]
    last, lower = speaker.rpartition(" ")[2], speaker.lower()
    written = lower if lower in PRONOUNS or lower == "who" else "cap" if speaker[0].isupper() else "low"
    before = word_class(words[frame.first - 1]) if frame.first > first else "BOS"
    opening = words[first].lower()
    says, then = word_class(words[start]), word_class(words[start + 1]) if start + 1 < stop else ""
    time = last in TIMES or last.lower() in CALENDAR
    return [
        "k=" + kind, "cue=" + cue, "cuek=" + cue + kind, "c=" + kind + says, "cc=" + says + then, "sp=" + written,
        "spr=" + written + rule, "b=" + before, "bk=" + rule + before, f"len={min(6, speaker.count(' '))}",
        "opening=" + (opening if opening in OPENINGS else "other") + rule, f"name={last in context.names}",
        "aux=" + (word_class(words[frame.verb - 1]) if frame.verb > first else "BOS"), f"time={time}",
    ]  # fmt: skip


OPENINGS = SUBORDINATORS | PREPOSITIONS
