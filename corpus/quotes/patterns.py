"""Patterns of a sentence that tell who speaks: said Smith; Smith, who led it, said; according to Smith; Smith: …"""

from __future__ import annotations

from corpus.grammar.lexicon import POSSESSIVE_PRONOUNS, PREPOSITIONS, STOPPERS
from corpus.grammar.phrases import Context, phrase_end, phrase_right
from corpus.grammar.sayings import INVERTED_CUES, SAYING
from corpus.grammar.subjects import clause_subject, subject_before
from corpus.grammar.words import (
    POSSESSIVE,
    POSSESSIVE_ENDINGS,
    Span,
    Words,
    is_abbreviated,
    is_adverb,
    is_cue,
    last_cue,
)
from corpus.quotes.quote import Attribution

CUE_REACH = 45  # words between a subject and its cue, insertions included
DASHES = "-‐‑‒–—―"
SIGNS_BEHIND = frozenset([*DASHES, ",", "”", '"', "'", "’", "*", "…"])  # between a quotation and its attribution
SIGNS_OF_PAUSE = ",?!." + DASHES
LEADING_IN = frozenset(["and", "as", "but", "whom", "which"])  # …, as Smith put it
SAID_BY = frozenset(
    """
    accusation allegation answer argument assertion assurance belief boast claim comment complaint contention
    description insistence plea pledge promise prediction reaction remark reply response suggestion verdict view vow
    warning
""".split()
)
SHORTEST_LIST = 3  # words: including Quill —
PARTICLES = frozenset(["in", "out", "back", "up"])  # chimed in Quill
THE_WORDS_OF = ["the", "words", "of"]
PASSIVES = frozenset("been was were is are being be ’s got".split())


def said_behind(context: Context, it: Words, at: int, stop: int, last: str) -> Attribution | None:
    """The attribution behind a quotation: said Smith; Smith, who led it, said; according to Smith."""
    words, start = it.words, at
    while at < stop and words[at] in SIGNS_BEHIND:
        at += 1
    if at >= stop:
        return None
    if words[at].lower() == "according" and at + 1 < stop and words[at + 1].lower() == "to":
        span = phrase_right(it, at + 2, stop)
        return Attribution(*span, "according to", "according") if span else None
    if words[at] in ("in", "In") and words[at + 1 : at + 4] == THE_WORDS_OF:
        span = phrase_right(it, at + 4, stop)
        return Attribution(*span, "according to", "according") if span else None
    if at > start and words[at - 1] in DASHES and words[at][0].isupper():  # "…" — John Smith, baker
        name_end = phrase_end(context, words, at, stop)
        if name_end == stop or words[name_end] in (",", ".", "("):
            return Attribution(*it.span(at, name_end), "-", "signature")
    if words[at].lower() == "as" and at + 1 < stop:  # “a lawful source of fish,” as a memo put it
        return _phrase_then_cue(context, it, at + 1, stop, adjacent=False)
    if context.headline and at == start and words[at] == ":" and at + 1 < stop:  # ‘No more fish’: Smith on it
        end = phrase_end(context, words, at + 1, stop)
        named = words[at + 1][0].isupper() and (end == stop or words[end].islower() or words[end] in ",:")
        return Attribution(*it.span(at + 1, end), ":", "label") if named else None
    verb = at
    while verb < stop and is_adverb(words[verb]):
        verb += 1
    behind = verb + 1 + (verb + 1 < stop and words[verb + 1] in PARTICLES)
    if verb < stop and words[verb] in INVERTED_CUES and (span := phrase_right(it, behind, stop)):
        return Attribution(*span, words[verb], "inverted")
    paused = (last != "" and last in SIGNS_OF_PAUSE) or at > start
    return _phrase_then_cue(context, it, at, stop, adjacent=not paused)


NO_SUBJECT = frozenset(
    "and but which that or as while when because if although though not who whom saying this there".split()
)


def _phrase_then_cue(context: Context, it: Words, at: int, stop: int, adjacent: bool) -> Attribution | None:
    """A subject at ``at`` whose cue follows, at once or behind insertions."""
    words, lower = it.words, it.words[at].lower()
    if lower in NO_SUBJECT or lower in PREPOSITIONS or (words[at][0].islower() and lower.endswith("ing")):
        return None
    end = phrase_end(context, words, at, stop)
    if end == at:
        return None
    depth = 0
    for verb in range(end, min(stop, end + 1 if adjacent else at + CUE_REACH)):
        word = words[verb]
        if word in "()[]":
            depth += 1 if word in "([" else -1
        elif depth:
            continue
        elif is_cue(words, verb, at):
            return Attribution(*it.span(at, end), word, "after")
        elif word == ";" or (word == "." and not is_abbreviated(words, verb)):
            return None
    return None


def said_at_end(context: Context, it: Words, hole: int, end: int) -> Attribution | None:
    """The attribution at the end of the sentence: …, Mr. Oppenheim noted. …, said Dante Scala, a professor."""
    words = it.words
    while end > hole and words[end - 1] in ".!?…)":
        end -= 1
    for verb in range(end - 1, max(hole + 2, end - 6), -1):
        if is_cue(words, verb, hole):
            comma = verb - 1
            while comma > hole and words[comma] != ",":
                comma -= 1
            subject = comma + 1 + (words[comma + 1] in LEADING_IN)
            if hole < comma < verb - 1 and subject < verb and phrase_end(context, words, subject, verb) >= verb:
                return Attribution(*it.span(subject, verb), words[verb], "tail")
    for verb in range(hole + 1, end - 1):
        if words[verb] == "according" and words[verb + 1] == "to" and (span := phrase_right(it, verb + 2, end)):
            return Attribution(*span, "according to", "according")
        if words[verb] in INVERTED_CUES and words[verb - 1] == "," and (span := phrase_right(it, verb + 1, end)):
            return Attribution(*span, words[verb], "tail")
    return None


def said_before(context: Context, it: Words, first: int, hole: int, end: int) -> Attribution | None:
    """The attribution before a quotation: according to Smith, Smith: , Smith said; the sentence ends at ``end``."""
    if hole <= first:
        return None
    words = it.words
    before = words[first:hole]
    if (possessor := _possessor(it, first, hole)) or (possessor := _named_before_dash(it, first, hole)):
        return possessor
    if ("according" in before or "According" in before or "words" in before) and (found := _according(it, first, hole)):
        return found
    if words[hole - 1] == ":" and (named := _named_in_label(it, first, hole - 1)):
        return Attribution(*named, ":", "label")
    if words[hole - 1] == ":" and first < hole - 1 <= phrase_end(context, words, first, hole - 1):
        return Attribution(*it.span(first, hole - 1), ":", "label")
    if words[hole - 2 : hole] == ["on", "about"] and (span := subject_before(context, it, first, hole - 3)):
        return Attribution(*span, words[hole - 3], "just before")
    verb = last_cue(words, first, hole)
    if verb is None:
        return None
    if verb > first and (is_passive(words, first, verb) or is_named(words, first, verb, hole)):
        return _agent(it, verb, hole, end)
    return _by_cue(context, it, first, verb)


def _possessor(it: Words, first: int, hole: int) -> Attribution | None:
    """Whose statement a quotation is part of: *Ada Quill's* claim that the pier had “cracks”."""
    for at in range(hole - 1, first, -1):
        noun = it.words[at]
        if noun in SAID_BY and it.words[at - 1].endswith(POSSESSIVE_ENDINGS) and it.words[at - 1][0].isupper():
            start = at - 1
            while start > first and it.words[start - 1][0].isupper() and it.words[start - 1].lower() not in STOPPERS:
                start -= 1
            begin, end = it.span(start, at)
            marks = 2 if it.words[at - 1].endswith(POSSESSIVE) else 1
            return Attribution(begin, end - marks, noun, "according")
        if noun == "," or is_cue(it.words, at, first):
            break
    return None


def _named_before_dash(it: Words, first: int, hole: int) -> Attribution | None:
    """Whom a list gives with what they say between dashes: including *Ada Quill* — “It is a pity” — and others."""
    if hole - first < SHORTEST_LIST or it.words[hole - 1] not in DASHES:
        return None
    at = hole - 1
    while at > first and it.words[at - 1][0].isupper():
        at -= 1
    led = at > first and at < hole - 1 and it.words[at - 1] in ("including", "like", "from")
    return Attribution(*it.span(at, hole - 1), "-", "label") if led else None


def _named_in_label(it: Words, first: int, colon: int) -> Span | None:
    """The name that ends a label which is more: Advice from *Ada Quill*: “Ask before you sail”."""
    at = colon
    while at > first and it.words[at - 1][0].isupper():
        at -= 1
    led = at > first and it.words[at - 1] in ("from", "with")
    no_verb = not any(is_cue(it.words, before, first) for before in range(first, at))
    return it.span(at, colon) if led and at < colon and no_verb else None


def _according(it: Words, first: int, hole: int) -> Attribution | None:
    for at in range(first, hole - 2):
        if (it.words[at].lower(), it.words[at + 1]) in (("according", "to"), ("words", "of")) and (
            span := phrase_right(it, at + 2, hole)
        ):
            return Attribution(*span, "according to", "according")
    return None


def _by_cue(context: Context, it: Words, first: int, verb: int) -> Attribution | None:
    """The subject of a cue, or of the one that reports it: in "Sorens said he had seen …" Sorens speaks."""
    span = subject_before(context, it, first, verb)
    if span is None:
        return None
    words, written = it.words, context.text[slice(*span)]
    if words[verb] in SAYING and it.start(verb) == span[1] + 1 and _is_sure_subject(written):
        return Attribution(*span, words[verb], "just before")
    if written.lower() in ("he", "she", "they", "it", "we", "i"):
        for at in range(verb - 1, first, -1):
            if words[at] in SAYING and it.start(at) < span[0] and is_cue(words, at, first):
                other = subject_before(context, it, first, at)
                if other and context.text[slice(*other)].lower() != written.lower():
                    return Attribution(*other, words[at], "before")
                break
    return Attribution(*span, words[verb], "before")


def _is_sure_subject(written: str) -> bool:
    """Whether nothing but a subject is so written right before a verb: *Smith* said, *he* said, *his family* said."""
    possessor, _, possessed = written.partition(" ")
    return written[0].isupper() or written in ("he", "she") or (possessor in POSSESSIVE_PRONOUNS and possessed != "")


def is_passive(words: list[str], first: int, verb: int) -> bool:
    """Whether a participle at ``verb`` is of a passive: *was called*."""
    if not words[verb].endswith(("d", "n")):
        return False
    at = verb - 1
    while at >= first and is_adverb(words[at]):
        at -= 1
    return at >= first and words[at].lower() in PASSIVES


def is_named(words: list[str], first: int, verb: int, hole: int) -> bool:
    """Whether a verb of naming has no object but the quotation, so that it is a participle: a show *called* “Salt”;
    not: what Smith called “a mess”."""
    if words[verb] not in NAMING or not RELATIVES.isdisjoint(words[first:verb]):
        return False
    return NAMED_AS.issuperset(words[verb + 1 : hole])


NAMING = frozenset("billed branded called christened described dubbed hailed labeled labelled named nicknamed".split())
NAMED_AS = frozenset(["as", "the", "a", "an"])
RELATIVES = frozenset("that what whatever which who whom".split())


def _agent(it: Words, verb: int, hole: int, end: int) -> Attribution | None:
    """Who a passive names: has been called "…" by Smith; not: by calling."""
    for at in range(verb + 1, min(end, hole + 9)):
        if it.words[at] == "by" and (span := phrase_right(it, at + 1, end)) and not it.words[at + 1].endswith("ing"):
            return Attribution(*span, it.words[verb], "passive")
        if it.words[at] in ".;" or (at > hole and (it.words[at] == "," or it.words[at].endswith("ed"))):
            break
    return None


def subject_of_clause(context: Context, it: Words, first: int, hole: int) -> Attribution | None:
    """The subject of the clause that the quotation is part of, where no cue stands before it."""
    span: Span | None = clause_subject(context, it, first, hole) if hole > first else None
    return Attribution(*span, "", "subject") if span else None
