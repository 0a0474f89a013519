"""The subjects of verbs: a subject stands before its verb, insertions between them.

What these rules get wrong, ``corpus.quotes.candidates`` weighs against other evidence.
"""

from __future__ import annotations

from corpus.grammar.lexicon import (
    ABBREVIATIONS,
    ADVERBS,
    AUXILIARIES,
    CALENDAR,
    PREPOSITIONS,
    PRONOUNS,
    STOPPERS,
    SUBORDINATORS,
    TIMES,
)
from corpus.grammar.phrases import Context, is_quantity, phrase_end, phrase_left
from corpus.grammar.sayings import CUES
from corpus.grammar.words import HOLE, POSSESSIVE, Span, Words, is_adverb

PERSONAL_PRONOUNS = frozenset(["he", "she", "they", "i", "we", "it"])


def subject_before(context: Context, it: Words, first: int, verb: int) -> Span | None:
    """The subject of the verb at ``verb`` in a sentence that begins at ``first``."""
    words = it.words
    at = verb - 1
    while at >= first and (words[at] in AUXILIARIES or is_adverb(words[at]) or words[at] in ("’s", "’ve", "’d", "’ll")):
        at -= 1
    if at < first:
        return None
    if words[at].lower() in PERSONAL_PRONOUNS or words[at].lower() in ("who", "you"):
        return it.span(at, at + 1)
    if words[at] in ")]":
        at = _opening_bracket(words, first, at) - 1
        if at < first:
            return None
    if words[at] == ",":
        if words[verb].endswith("ing"):
            return clause_subject(context, it, first, verb)
        return _before_insertion(context, it, first, at, verb)
    if words[at] == "." and at > first and words[at - 1].lower() in ABBREVIATIONS:
        at -= 1
    lower = words[at].lower()
    if lower in STOPPERS or lower == "then" or not words[at][0].isalnum() or words[at].endswith(POSSESSIVE):
        return clause_subject(context, it, first, verb)
    if words[verb].endswith("ing"):
        return _subject_of_participle(context, it, first, at, verb)
    if (relative := _relative_before(words, first, at)) is not None:
        return it.span(relative, relative + 1)
    return _before_participle(it, first, at) or phrase_left(it, first, at)


def _before_participle(it: Words, first: int, at: int) -> Span | None:
    """The phrase that a participle and a preposition part from its verb: *Sailors* drifting along the quays sang."""
    words = it.words
    for start in range(at, max(first + 1, at - 6), -1):
        if words[start] in PREPOSITIONS and words[start - 1].endswith("ing") and words[start - 1] not in PREPOSITIONS:
            head = words[start - 2] if start - 2 >= first else ""
            stands = head[:1].isalpha() and head.lower() not in STOPPERS and head.lower() not in AUXILIARIES
            return phrase_left(it, first, start - 2) if stands and head not in CUES else None
        if not words[start][0].isalnum():
            break
    return None


def _relative_before(words: list[str], first: int, at: int) -> int | None:
    """Where "who" stands before a verb and a phrase of time or place: Fenn, *who* in May said."""
    for before in range(at, max(first, at - 5), -1):
        word = words[before]
        if word == "who":
            return before if words[before + 1] in PREPOSITIONS else None
        if not word[0].isalnum() or word in CUES:
            break
    return None


def _subject_of_participle(context: Context, it: Words, first: int, at: int, verb: int) -> Span | None:
    """ "with Donald Trump tweeting that …" has a subject of its own; any other participle has the clause's."""
    for before in range(at, max(first, at - 8), -1):
        if it.words[before] == "with" and before < at:
            return it.span(before + 1, at + 1)
        if not it.words[before][0].isalnum():
            break
    return clause_subject(context, it, first, verb)


def _opening_bracket(words: list[str], first: int, at: int) -> int:
    depth = 0
    while at >= first:
        depth += (words[at] in ")]") - (words[at] in "([")
        if depth == 0:
            break
        at -= 1
    return at


def _before_insertion(context: Context, it: Words, first: int, comma: int, verb: int) -> Span | None:
    """The subject before an apposition or relative clause that ends with the comma: "*Smith*, who led it, said"."""
    words, at, best = it.words, comma - 1, None
    if at > first and words[at] in ")]":
        at = _opening_bracket(words, first, at)
        if at - 1 >= first and words[at - 1][0].isupper():
            return phrase_left(it, first, at - 1)
    depth = 0
    while at >= first:
        depth += (words[at] in ")]") - (words[at] in "([")
        if words[at] == "," and depth == 0 and at > first:
            if words[at - 1][0].isalnum() and _begins_insertion(words[at + 1]):
                found = phrase_left(it, first, at - 1)
                if found and any(char.isupper() for char in context.text[slice(*found)]):
                    return found
                best = best or found
            elif words[at - 1] in ")]":  # what stands before it is looked at there, and not again here
                best = subject_before(context, it, first, at) or best
                break
        at -= 1
    return best or clause_subject(context, it, first, verb)


def _begins_insertion(word: str) -> bool:
    return word[0].islower() or word in ("R", "D", "The", "A") or word.startswith(("R-", "D-")) or word.isdigit()


def clause_subject(context: Context, it: Words, first: int, verb: int) -> Span | None:
    """The subject of the clause that holds ``verb``: of the last coordinate clause, else the sentence's first noun
    phrase behind leading phrases."""
    words = it.words
    at = first
    while at < verb and (words[at] == HOLE or not words[at][0].isalnum()):
        at += 1
    at = _behind_dateline(words, at, verb)
    if found := _coordinate_subject(context, it, at, verb):
        return found
    at = _behind_time(words, at, verb)
    for _ in range(3):
        if at >= verb or not _leads_in(words, at, verb):
            break
        comma = _next_comma(words, at, verb)
        if comma >= verb:
            break
        at = comma + 1
    if at >= verb:
        return None
    word, lower = words[at], words[at].lower()
    if lower in PRONOUNS and not is_quantity(words, at, verb):
        return it.span(at, at + 1)
    if lower in STOPPERS and lower != "that":
        pronoun = next((n for n in range(at, verb) if words[n].lower() in ("he", "she", "they")), None)
        return None if pronoun is None else it.span(pronoun, pronoun + 1)
    end = phrase_end(context, words, at, verb)
    if end == at:
        return None
    behind = end
    while behind < verb and words[behind].lower() in ADVERBS:
        behind += 1
    if (
        behind + 1 < verb
        and words[behind] == ","
        and (words[behind - 1].lower() in TIMES or words[end - 1].lower() in TIMES)
    ):
        return clause_subject(context, it, behind + 1, verb)
    return it.span(at, end) if word[0].isalnum() else None


def _behind_dateline(words: list[str], at: int, verb: int) -> int:
    if at < verb and words[at].isupper() and len(words[at]) > 2:  # noqa: PLR2004 - "I" and "TV" begin no dateline
        dash = next((n for n in range(at + 1, min(verb, at + 16)) if words[n] in "—–-"), None)
        return at if dash is None else dash + 1
    return at


def _coordinate_subject(context: Context, it: Words, first: int, verb: int) -> Span | None:
    """The subject of the last clause that "but", "that", "while" or a semicolon begins, if it has one of its own."""
    words, comma = it.words, False
    for at in range(verb - 1, first, -1):
        word, lower = words[at], words[at].lower()
        comma = comma or word == ","
        if (comma and lower in CLOSED_BY_COMMA) or not (word == ";" or lower in CLAUSE_OPENERS) or at + 1 == verb:
            continue
        following = words[at + 1]
        if following.lower() in PERSONAL_PRONOUNS:
            return it.span(at + 1, at + 2)
        named = following[0].isupper() and following.lower() not in CALENDAR and following.lower() not in SUBORDINATORS
        if named and lower not in CLOSED_BY_COMMA and lower != "and":
            end = phrase_end(context, words, at + 1, verb)
            if at + 1 < end < verb and words[end] not in (",", "of"):
                return it.span(at + 1, end)
    return None


CLAUSE_OPENERS = frozenset("but while whereas though although because that and as when since".split())
CLOSED_BY_COMMA = frozenset("when if because as while although though since that".split())


def _behind_time(words: list[str], at: int, verb: int) -> int:
    """Behind "Last month", "On Monday night", "Wednesday", "And then," at the beginning of a sentence."""
    if at + 2 < verb and words[at].lower() in ("last", "this", "next", "earlier", "late", "early", "later"):
        if words[at + 1].lower() in TIMES or words[at + 1].lower() in CALENDAR:
            at += 2
    elif at + 1 < verb and words[at].lower() in CALENDAR:
        at += 1
    else:
        return _behind_conjunction(words, at, verb)
    if at < verb and words[at].lower() in TIMES:
        at += 1
    return _behind_conjunction(words, at + (at < verb and words[at] == ","), verb)


def _behind_conjunction(words: list[str], at: int, verb: int) -> int:
    while at < verb and words[at].lower() in ("and", "but", "so", "yet", "still", "meanwhile", "then", "now", "or"):
        at += 1
        if at < verb and words[at] == ",":
            at += 1
    return at


def _leads_in(words: list[str], at: int, verb: int) -> bool:
    lower = words[at].lower()
    if lower in SUBORDINATORS or lower in ADVERBS or lower.endswith(("ly", "ing")):
        return True
    return lower.endswith("ed") and at + 1 < verb and words[at + 1].lower() in PREPOSITIONS


def _next_comma(words: list[str], at: int, verb: int) -> int:
    depth = 0
    while at < verb and not (words[at] == "," and depth == 0):
        depth += (words[at] in "([") - (words[at] in ")]")
        at += 1
    return at
