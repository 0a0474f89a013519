"""Noun phrases, which may name who speaks. No parser: a phrase ends where a word comes that cannot be in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from corpus.grammar.lexicon import (
    ABBREVIATIONS,
    ADVERBS,
    AUXILIARIES,
    CALENDAR,
    DETERMINERS,
    DOCUMENTS,
    LY_NOUNS,
    PREDETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    QUANTIFIERS,
    ROLES,
    STOPPERS,
    TIMES,
)
from corpus.grammar.names import may_be_named
from corpus.grammar.sayings import CUES
from corpus.grammar.words import HOLE, POSSESSIVE_ENDINGS, Span, Words, is_adverb

LONGEST_PHRASE = 14  # words
CUES_WITHIN = CUES - ROLES - DOCUMENTS
NEVER_WITHIN = STOPPERS | AUXILIARIES | ADVERBS | CUES_WITHIN
NEVER_BEHIND = CALENDAR | STOPPERS | AUXILIARIES | ADVERBS  # a cue
NO_SUBJECTS = frozenset("him her them me us himself herself themselves itself".split())
NAME_PARTICLES = frozenset(["de", "la", "del", "van", "von", "al", "bin", "der"])


@dataclass
class Context:
    """What is known of the article while it is read: words seen as names, last words of those who spoke."""

    text: str
    names: set[str]
    spoke: set[str] = field(default_factory=set)
    headline: bool = False


def phrase_end(context: Context, words: list[str], at: int, stop: int) -> int:  # noqa: PLR0912 - one rule a line
    """The index behind the noun phrase that begins at ``at``; ``at`` itself where none does."""
    first = words[at]
    lower = first.lower()
    if lower in PRONOUNS and lower != "one" and not _is_initial(words, at, stop):
        return at + 1
    if not first[0].isalnum():
        return at
    determined = lower in DETERMINERS or first[0].isdigit()
    capital_says_nothing = determined or _is_only_first(context, words, at, stop)
    capitalized = False
    end = at
    while end < stop and end < at + LONGEST_PHRASE:
        word = words[end]
        lower, initial, inner = word.lower(), word[0], end > at
        if word == "." and inner and (words[end - 1].lower() in ABBREVIATIONS or len(words[end - 1]) == 1):
            end += 1
            continue
        if is_nickname(words, end, at, stop):
            end += 1
            continue
        if not initial.isalnum() or (context.headline and end > at + 1 and word not in context.names):
            break
        plain = initial.islower() or context.headline
        if inner and plain and lower in NEVER_WITHIN:
            break
        if initial.islower():
            if inner and lower in DETERMINERS and not _is_second(words, end, stop):
                break
            if capitalized and not determined:
                if not _stays_in_phrase(words, end, stop):
                    break
            elif end > at + 4 and not determined:
                break
        elif inner and lower in CALENDAR:
            break
        elif inner or not capital_says_nothing:
            capitalized = True
        end += 1
    return end


def _is_second(words: list[str], at: int, stop: int) -> bool:
    """Whether a determiner stands with the one before it: the *two* unions, the *other* man, all *their* sons."""
    before, following = words[at - 1].lower(), words[at + 1] if at + 1 < stop else ""
    if words[at] in ("one", "other") and (following in NEVER_WITHIN or not following.isalpha()):
        return False
    return before in PREDETERMINERS or (words[at] in QUANTIFIERS and before in DETERMINERS)


def _is_initial(words: list[str], at: int, stop: int) -> bool:
    """Whether a name begins with the letter at ``at``: *I. M. Pei*."""
    return len(words[at]) == 1 and at + 2 < stop and words[at + 1] == "." and words[at + 2][0].isupper()


def is_nickname(words: list[str], at: int, first: int, stop: int) -> bool:
    """Whether the quotation at ``at`` stands within a name: Petra “Pip” Quill."""
    within = words[at] == HOLE and first < at < stop - 1
    return (
        within and words[at - 1][0].isupper() and words[at + 1][0].isupper() and words[at + 1].lower() not in CALENDAR
    )


def _is_only_first(context: Context, words: list[str], at: int, stop: int) -> bool:
    """Whether a capital may be due to the sentence's beginning: a common noun phrase follows."""
    following = words[at + 1] if at + 1 < stop else ""
    common = following[:1].islower() and following not in ROLES and not following.endswith("ed")
    return common and words[at] not in context.names


def _stays_in_phrase(words: list[str], at: int, stop: int) -> bool:
    """Whether a lower-case word after capitals is within the phrase: Clinton *campaign manager* Robby Mook."""
    word = words[at]
    if word in ROLES or word in NAME_PARTICLES:
        return True
    if word.endswith(("ed", "ing", "s")):
        return False
    for following in words[at + 1 : min(stop, at + 4)]:
        if not following[0].isalnum() or following in STOPPERS or following in DETERMINERS:
            return False
        if following in CUES or following in AUXILIARIES:
            return False
        if following[0].isupper():
            return True
    return False


def phrase_right(it: Words, at: int, stop: int) -> Span | None:  # noqa: PLR0912
    """The noun phrase that begins at ``at`` or behind adverbs there, as after a cue: "said *a senior adviser*"."""
    words = it.words
    while at < stop and is_adverb(words[at]):
        at += 1
    if at >= stop:
        return None
    word, lower = words[at], words[at].lower()
    if not word[0].isalnum():
        return None
    named = at and words[at - 1].islower() and may_be_named(words[at : min(at + 2, stop)])
    if not (named or _is_initial(words, at, stop)):
        if lower in STOPPERS or lower in NO_SUBJECTS:
            return None
        if lower in PRONOUNS and not is_quantity(words, at, stop):
            return it.span(at, at + 1)
    determined = lower in DETERMINERS or word[0].isdigit()
    capitalized, end = False, at
    while end < stop and end < at + LONGEST_PHRASE + 2:
        word, inner = words[end], end > at
        lower = word.lower()
        if word == "." and inner and (words[end - 1].lower() in ABBREVIATIONS or len(words[end - 1]) == 1):
            end += 1
            continue
        if is_nickname(words, end, at, stop):
            end += 1
            continue
        if not word[0].isalnum():
            break
        if inner and lower in NEVER_BEHIND:
            break
        if word.endswith(POSSESSIVE_ENDINGS):
            determined, capitalized = True, False
        elif word[0].isupper():
            capitalized = True
        elif capitalized and not _stays_in_phrase(words, end, stop):
            if (
                not determined
                or word.endswith(("ed", "ing"))
                or word in CUES
                or word in ("last", "this", "late", "early")
            ):
                break
        elif inner and (
            (word in CUES and word not in ROLES and word not in DOCUMENTS) or is_participle(words, end, stop)
        ):
            break
        end += 1
    return it.span(at, end) if end > at else None


def is_participle(words: list[str], at: int, stop: int) -> bool:
    """Whether a clause without a pronoun begins: a report *released on Friday*, a poll *published the week before*."""
    if not words[at].endswith("ed") or at + 1 >= stop:
        return False
    following = words[at + 1].lower()
    return following in PREPOSITIONS or following in DETERMINERS or following in CALENDAR or following in TIMES


def is_quantity(words: list[str], at: int, stop: int) -> bool:
    """Whether "one" counts ("one senior official") and stands for nobody itself."""
    following = words[at + 1] if at + 1 < stop else ""
    return words[at].lower() == "one" and following[:1].isalpha() and following not in STOPPERS


def phrase_left(it: Words, first: int, at: int) -> Span | None:
    """The noun phrase that ends with the word at ``at``, with what it hangs on: "*a spokesman* for the campaign"."""
    words, end = it.words, at + 1
    while True:
        start = at
        while start > first and _extends_left(words, start, first):
            start -= 2 if words[start - 1] == "." else 1
        if start <= first + 1 or words[start - 1] not in CLIMBED or not _is_noun_like(words[start - 2]):
            break
        at = start - 2
        end = at + 1
    return it.span(start, end) if start < end else None


CLIMBED = frozenset("of for from in at with on to by".split())


def _is_noun_like(word: str) -> bool:
    lower = word.lower()
    return word[0].isalnum() and not (lower in STOPPERS or lower in CUES or lower in CALENDAR or word.endswith("ing"))


def _extends_left(words: list[str], start: int, first: int) -> bool:
    before = words[start - 1]
    lower = before.lower()
    if before == ".":
        return start - 2 >= first and (words[start - 2].lower() in ABBREVIATIONS or len(words[start - 2]) == 1)
    if not before[0].isalnum() or lower in NEVER_BEHIND or (lower in CUES and before[0].islower()):
        return False
    return words[start] not in DETERMINERS or _is_second(words, start, len(words))


HANGS_ON = re.compile(r" (of|for|from|at|with|in|to)(?= )")
NEXT_WORD = re.compile(r" ((?:[A-Z]\.)+(?= )|[^\W_][\w’'&.-]*\b)")
SURELY_HANGS_ON = frozenset(["of", "for"])
# People who are something *to* somebody: an ambassador to the UN; not "said the mayor to applause".
SENT = frozenset("adviser advisor aide ambassador assistant delegate envoy heir secretary".split())
LONGEST_SENT = 12  # code points
NEVER_HANGS_ON = (ADVERBS | AUXILIARIES | CALENDAR | TIMES | CUES) - ROLES - LY_NOUNS
MOST_HANGING = 3  # prepositions: a professor of law at the University of Penhaven


def whole_phrase(text: str, end: int) -> int:
    """Where a description that ends at ``end`` ends with what it hangs on: a spokesman *for Merrow Ferries*."""
    whole, sure = hanging(text, end)
    if not sure:
        return end
    for _ in range(MOST_HANGING - 1):
        further, sure = hanging(text, whole)
        if not sure or text[whole + 1 : whole + 4] not in ("of ", "for", "at "):
            break
        whole = further
    return whole


def hanging(text: str, end: int) -> tuple[int, bool]:
    """Where what begins with a preposition at ``end`` ends, and whether it belongs to the description before it."""
    found = HANGS_ON.match(text, end)
    if not found or (
        found[1] == "to" and text[max(0, end - LONGEST_SENT) : end].rpartition(" ")[2].lower() not in SENT
    ):
        return end, False
    preposition, at, whole, expecting, capitals = found[1], found.end(), end, True, False
    for _ in range(LONGEST_PHRASE // 2):
        if not (match := NEXT_WORD.match(text, at)):
            break
        word = match[1]
        if word.lower() in DETERMINERS if expecting else word in SURELY_HANGS_ON:
            expecting = True
            if word in QUANTIFIERS:  # a father of three
                whole = match.end()
        elif word[0].islower() and _ends_hanging(word, preposition, first=expecting):
            break
        elif word.lower().removesuffix("'s").removesuffix("’s") in CALENDAR or word in TIMES or word == "time":
            return end, False
        else:
            expecting, whole, capitals = False, match.end(), capitals or word[0].isupper()
        at = match.end()
    following = NEXT_WORD.match(text, whole)
    sure = (
        preposition in SURELY_HANGS_ON
        or preposition == "to"
        or capitals
        or (following is not None and following[1] in CUES)
    )
    return whole, sure and whole > end


def _ends_hanging(word: str, preposition: str, first: bool) -> bool:
    """Whether a small word is none of what hangs on a preposition; a director of *planning* directs it."""
    if word in NEVER_HANGS_ON or word in STOPPERS:
        return True
    if first and preposition in SURELY_HANGS_ON and word.endswith("ing"):
        return False
    return word.endswith(("ed", "ing", "ly")) and word not in LY_NOUNS
