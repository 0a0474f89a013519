"""Speakers and their verbs of saying outside quotation marks, as frames of what is said: *Orr said* the pier would
open; the boats are late, *said Fenn*; *according to a report*, …"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from typing import Literal, NamedTuple

from corpus.grammar.lexicon import AUXILIARIES, CALENDAR, DETERMINERS, OBJECT_PRONOUNS, PREPOSITIONS, TIMES
from corpus.grammar.phrases import LONGEST_PHRASE, Context, is_participle, phrase_right
from corpus.grammar.sayings import BARE_CUES, CUES, INVERTED_CUES, PROMISING, STATING, TELLING_SOMEBODY, URGING
from corpus.grammar.subjects import subject_before
from corpus.grammar.words import HOLE, POSSESSIVE, Span, Words, is_adverb, is_cue
from corpus.people.antecedents import VERBS
from corpus.quotes.patterns import LEADING_IN, is_passive
from corpus.quotes.quote import Rule

# What is said follows "that", "whether" and the like, "to", at once as a clause or a phrase, or behind a time or place;
# or it stands before the frame, whose verb is behind or before the speaker.
Form = Literal["that", "whether", "to", "clause", "phrase", "later", "according", "behind", "inverted"]

ACCORDING = frozenset(["according", "According"])
COMPLEMENTS = frozenset("that whether if how why what when where who which".split())
SUBJECTS = frozenset("he she they it we i there you".split())
PAUSES = frozenset([",", "—", "–", "-", ";", "(", ")"])
JOINING = frozenset("and but while though although whereas as or because yet so since then".split())
TIME_WORDS = CALENDAR | TIMES | frozenset("on last this in late early earlier at during next".split())
ADJUNCTS = PREPOSITIONS | TIME_WORDS | frozenset(["recently", "today"])
LONGEST_ADJUNCT = 14  # words between a verb and its "that": said on Friday in a talk to skippers that
NEVER_SAID = frozenset("after as because before during since until when while".split())  # said while he waited
DECLINING = frozenset("decline declined declines declining fail failed refuse refused refuses refusing".split())
EXPECTED = frozenset("due expected poised scheduled set".split())
NOBODY = frozenset(["nobody", "no one", "none"])
LONGEST_REST = 2  # words behind a name that belong to it: according to Senate *filings*
FEWEST_WORDS = 3  # of a clause that ends in a comma before its frame
MOST_FRAMES = 12  # verbs looked at in one sentence: each may look at all of it


class Frame(NamedTuple):
    """A speaker and a verb of saying, in words of a paragraph.

    ``first`` is where the frame begins, ``last`` the next pause behind its verb; ``body`` where what is said begins, if
    it follows. A frame without a ``speaker`` only ends what another introduces.
    """

    first: int
    verb: int
    last: int
    speaker: Span | None
    cue: str
    rule: Rule
    form: Form
    body: int | None


def frames_in(context: Context, it: Words, first: int, end: int) -> list[Frame]:
    """The frames of a sentence that ends, without its signs, before ``end``; in the order of their verbs."""
    words = it.words
    verbs = [at for at in range(first, end) if words[at] in CUES or words[at] in ACCORDING]
    return [frame for at in verbs[:MOST_FRAMES] if (frame := _frame_at(context, it, first, at, end))]


def _frame_at(context: Context, it: Words, first: int, at: int, end: int) -> Frame | None:
    words = it.words
    if words[at] in ACCORDING:
        return _according(it, first, at, end) if at + 2 < end and words[at + 1] == "to" else None
    if not (is_cue(words, at, first) or _is_bare_with_that(words, at, first)) or is_passive(words, first, at):
        return None
    if at > first + 1 and _is_denied(words, at):
        return None
    if (found := _inverted(it, first, at, end)) or _follows_quotation(words, at, first):
        return found
    return _subject_first(context, it, first, at, end)


def _is_denied(words: list[str], at: int) -> bool:
    """Whether nothing is said after all: did not say; declined to say; or not yet: is expected to say."""
    before = words[at - 1]
    if before == "to" and words[at - 2] in EXPECTED:
        return True
    negated = before in ("not", "never") or before.endswith(("n't", "n’t"))
    return negated or (before == "to" and words[at - 2] in DECLINING)


def _is_bare_with_that(words: list[str], at: int, first: int) -> bool:
    """Whether a bare form, which is mostly a noun, is a verb, as in "skippers argue that"."""
    before = words[at - 1] if at > first else ""
    bare = words[at] in BARE_CUES and words[at + 1 : at + 2] == ["that"]
    return bare and before[:1].isalpha() and before.lower() not in DETERMINERS and not before.endswith(POSSESSIVE)


def _follows_quotation(words: list[str], verb: int, first: int) -> bool:
    """Whether a verb stands between a quotation and its speaker."""
    before = verb - (words[verb - 1] == ",") - 1
    behind = words[verb + 1 : verb + 2]
    return before >= first and words[before] == HOLE and words[verb] in INVERTED_CUES and behind != ["that"]


def _according(it: Words, first: int, at: int, end: int) -> Frame | None:
    span = phrase_right(it, at + 2, end)
    if span is None:
        return None
    span = _with_rest(it, span, end)
    last = bisect_left(it.starts, span[1])
    comma = _behind_apposition(it.words, _next_comma(it.words, last, end), end)
    leads = at - first < FEWEST_WORDS and comma + FEWEST_WORDS < end
    return Frame(at, at, last, span, "according to", "according", "according", comma + 1 if leads else None)


def _next_comma(words: list[str], at: int, end: int) -> int:
    return next((n for n in range(at, end) if words[n] == ","), end)


def _behind_apposition(words: list[str], comma: int, end: int) -> int:
    """The comma that ends an apposition which another begins, if it does: Fenn, *the harbour master*, …"""
    following = _next_comma(words, comma + 1, end)
    described = following < end and not has_verb(words, comma + 1, following) and has_verb(words, following, end)
    return following if described and following - comma <= LONGEST_PHRASE else comma


def _with_rest(it: Words, span: Span, end: int) -> Span:
    """A phrase with the small words that end it before a pause: Senate *filings*."""
    words, last = it.words, bisect_left(it.starts, span[1])
    pause = _next_pause(words, last, end)
    rest = range(last, pause)
    if not 0 < len(rest) <= LONGEST_REST or not all(words[at].islower() for at in rest):
        return span
    hangs_on = any(words[at] in PREPOSITIONS or is_participle(words, at, pause) for at in rest)
    return span if hangs_on else (span[0], it.span(last, pause)[1])


def _inverted(it: Words, first: int, verb: int, end: int) -> Frame | None:
    """…, said Fenn; the words before the comma must be a clause."""
    words = it.words
    behind_pause = verb - first > FEWEST_WORDS and words[verb - 1] in (",", HOLE)
    if not (behind_pause and words[verb] in INVERTED_CUES and words[verb] in STATING):
        return None
    if not has_verb(words, first, verb) and "," in words[first : verb - 1]:  # Howard Fenn, a baker, said the pier …
        return None
    span = phrase_right(it, verb + 1, end) if verb + 1 < end and words[verb + 1] not in COMPLEMENTS else None
    if span is None:
        return None
    last = bisect_left(it.starts, span[1])
    if last < end and words[last] not in PAUSES and words[last].lower() not in ADJUNCTS and words[last] != "who":
        return None
    return Frame(verb, verb, _next_pause(words, last, end), span, words[verb], "tail", "inverted", None)


def _subject_first(context: Context, it: Words, first: int, verb: int, end: int) -> Frame | None:
    words = it.words
    joined = _joined_at(words, first, verb)
    if words[verb] not in STATING:
        return None if joined is None else _ending(joined, verb)
    body, participle = _body(it, verb, end), words[verb].endswith("ing")
    if body is not None and body >= end:
        return None
    if participle and body is None:
        return _ending(verb, verb) if words[verb - 1] == "," else None
    span = subject_before(context, it, first, verb)
    if span is None:
        return None
    if context.text[slice(*span)].lower() in NOBODY:
        return None
    start = bisect_left(it.starts, span[0])
    if joined is not None:
        start = joined
    elif participle and words[verb - 1] == ",":
        start = verb
    elif start > first and words[start - 1] in LEADING_IN:
        start -= 1
    form: Form = "behind" if body is None else _form(words, verb, body, end)
    rule: Rule = "tail" if body is None else "reported"
    return Frame(start, verb, _next_pause(words, verb + 1, end), span, words[verb], rule, form, body)


def _ending(first: int, verb: int) -> Frame:
    return Frame(first, verb, verb + 1, None, "", "tail", "behind", None)


def _joined_at(words: list[str], first: int, verb: int) -> int | None:
    """Where "and" or "but" stands right before a verb, which has the subject of the one before it."""
    at = verb - 1
    while at > first and (is_adverb(words[at]) or words[at] in AUXILIARIES):
        at -= 1
    return at if at > first and words[at] in ("and", "but") else None


def _next_pause(words: list[str], at: int, end: int) -> int:
    return next((n for n in range(at, end) if words[n] in PAUSES), end)


def has_verb(words: list[str], first: int, end: int) -> bool:
    """Whether any of these words looks like a verb that makes them a clause."""
    return first_verb(words, first, end) < end


def first_verb(words: list[str], first: int, end: int) -> int:
    """Where the first word stands that looks like a finite verb; ``end`` where none does."""
    for at in range(first, end):
        if _is_finite(words[at]):
            return at
    return end


@lru_cache(maxsize=1 << 14)
def _is_finite(word: str) -> bool:
    known = word in AUXILIARIES or word in VERBS or word in CUES
    return known or (word[0].islower() and word.endswith(("ed", "n't", "n’t")))


def _form(words: list[str], verb: int, body: int, end: int) -> Form:
    if words[body - 1] == "that":
        return "that"
    if words[body] in COMPLEMENTS:
        return "whether"
    if words[body] == "to":
        return "to"
    if body > verb + 1 and not is_adverb(words[body - 1]):
        return "later"
    return "clause" if words[body].lower() in SUBJECTS or has_verb(words, body, end) else "phrase"


def _body(it: Words, verb: int, end: int) -> int | None:
    """Where what is said begins behind its verb; None where nothing of the kind follows."""
    words, cue, at = it.words, it.words[verb], verb + 1
    while at < end and is_adverb(words[at]):
        at += 1
    if at >= end:
        return None
    if words[at] in NEVER_SAID and not (words[at] == "when" and cue in URGING):
        return None
    if words[at].lower() in COMPLEMENTS:
        return at + (words[at] == "that")
    if cue in TELLING_SOMEBODY or cue in URGING:
        return _told(it, cue, at, end)
    if words[at] == "to":
        return at if cue in PROMISING else _that_behind(words, at, end)
    if words[at].lower() in ADJUNCTS:
        that = _that_behind(words, at, end)
        return _clause_behind_time(words, at, end) if that is None else that
    if words[at] == ":":
        return at + 1
    return at if words[at][0].isalnum() else None


def _that_behind(words: list[str], at: int, end: int) -> int | None:
    """Behind the "that" of a verb which a time, a place or a listener parts from it."""
    for n in range(at, min(end - 1, at + LONGEST_ADJUNCT)):
        if words[n] == "that":
            return n + 1
        if words[n] in PAUSES or words[n] == HOLE or words[n] in STATING:
            return None
    return None


def _clause_behind_time(words: list[str], at: int, end: int) -> int | None:
    """Where a clause without "that" begins: said Friday *the boats were late*."""
    start = at
    while at < end and words[at].lower() in TIME_WORDS:
        at += 1
    if at in (start, end) or not words[at][0].isalnum() or words[at].lower() in PREPOSITIONS:
        return None
    return at if has_verb(words, at, end) else None


def _told(it: Words, cue: str, at: int, end: int) -> int | None:
    """What is said behind whom it is told: told skippers *the pier was shut*, urged *them to wait*."""
    words = it.words
    behind = _behind_listener(it, at, end)
    if behind is None or behind >= end:
        return None
    if words[behind] in COMPLEMENTS:
        return behind + (words[behind] == "that")
    if cue in URGING:
        return at if "to" in words[behind : behind + 4] else None
    if words[behind] == "to":
        return at
    if words[behind].lower() in ADJUNCTS:
        that = _that_behind(words, behind, end)
        return _clause_behind_time(words, behind, end) if that is None else that
    return behind if words[behind][0].isalnum() and has_verb(words, behind, end) else None


def _behind_listener(it: Words, at: int, end: int) -> int | None:
    words = it.words
    if words[at].lower() in OBJECT_PRONOUNS and words[at] != "her":
        return at + 1
    if words[at].lower() in ADJUNCTS or (span := phrase_right(it, at, end)) is None:
        return at + 1 if words[at] == "her" else None
    last = bisect_left(it.starts, span[1])
    return next((n for n in range(at + 1, last) if words[n].lower() in DETERMINERS and words[n].islower()), last)
