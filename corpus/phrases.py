"""Sentences as words, and the noun phrases and clauses in them that may name who speaks.

No parser: a phrase ends where a word comes that cannot be in it, a subject stands before its verb. What these rules
get wrong, ``corpus.ranking`` weighs against other evidence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from corpus.lexicon import (
    ABBREVIATIONS,
    ADVERBS,
    AUXILIARIES,
    BARE_CUES,
    CALENDAR,
    CUES,
    DETERMINERS,
    NOT_BEFORE_CUE,
    NOUN_CUES,
    PREPOSITIONS,
    PRONOUNS,
    ROLES,
    STOPPERS,
    SUBORDINATORS,
    TIMES,
)
from corpus.marks import Stretch

#: Stands for a whole quotation, marks included, among the words around it.
HOLE = "\x01"
WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’&-][^\W_]+)*|\d[\w,.]*\w|\d|[^\w\s]")
LONGEST_PHRASE = 14  # words
NAME_PARTICLES = frozenset(["de", "la", "del", "van", "von", "al", "bin", "der"])
POSSESSIVE = ("'s", "’s")
PERSONAL = frozenset(["he", "she", "they", "i", "we", "it"])


@dataclass
class Context:
    """What is known of the article while it is read: words seen as names, last words of those who spoke."""

    text: str
    names: set[str]
    spoke: set[str] = field(default_factory=set)
    headline: bool = False


@dataclass(slots=True)
class Words:
    """The words of a paragraph, quotations as ``HOLE``, and their matches in a text that begins at ``offset``."""

    words: list[str]
    matches: list[re.Match[str]]
    offset: int

    def start(self, at: int) -> int:
        """Where the word begins in the article's text."""
        return self.matches[at].start() + self.offset

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where the words ``first`` to ``last`` (excluded) stand in the article's text."""
        return self.matches[first].start() + self.offset, self.matches[last - 1].end() + self.offset


def words_of(text: str, start: int, end: int, quoted: list[Stretch], announcing: bool = False) -> Words:
    """The words of ``text[start:end]`` with each stretch as one ``HOLE``; ``announcing``: with another at the end."""
    pieces, at = [], start
    for one in quoted:
        pieces += [text[at : one.mark_start], HOLE, " " * (one.mark_end - one.mark_start - 1)]
        at = one.mark_end
    pieces += [text[at:end], HOLE if announcing else ""]
    matches = list(WORD.finditer("".join(pieces)))
    return Words([match.group() for match in matches], matches, start)


def sentences_of(text: str, it: Words, quoted: list[Stretch]) -> list[tuple[int, int]]:
    """Half-open ranges of words, one a sentence; a quotation that ends a sentence ends the one around it too."""
    words, count = it.words, len(it.words)
    found, first, hole = [], 0, 0
    for at, word in enumerate(words):
        following = words[at + 1] if at + 1 < count else ""
        ends = False
        if word in ".!?…":
            ends = not _goes_on(word, words[at - 1] if at else "", following)
            if ends and following and following != HOLE and it.start(at + 1) == it.start(at) + 1:
                ends = False
        elif word == HOLE:
            last = _last_sign(text, quoted[hole]) if hole < len(quoted) else ""
            hole += 1
            if last and last in ".!?…" and following:
                ends = following == HOLE or (following[0].isupper() and not _attribution_follows(words, at + 1, last))
        if ends:
            found.append((first, at + 1))
            first = at + 1
    if first < count:
        found.append((first, count))
    return found


def _last_sign(text: str, one: Stretch) -> str:
    return text[one.start : one.end].rstrip(" '’‘”\"")[-1:]


def _goes_on(stop: str, before: str, following: str) -> bool:
    if stop == "." and (before.lower() in ABBREVIATIONS or (len(before) == 1 and before.isalpha())):
        return True
    return bool(following) and (following in ".!?…),;:" or following[0].islower())


def _attribution_follows(words: list[str], at: int, last: str) -> bool:
    """Whether a name and a cue follow a quotation that ends in a full stop or a question mark: "Why?" Smith asked."""
    count, end = len(words), at
    while end < count and end < at + 5 and (words[end][0].isupper() or words[end] == "."):
        end += 1
    if end == at or end >= count or words[end] not in CUES or words[end] in ("called", "calls", "calling"):
        return False
    following, next_but_one = [*words[end + 1 : end + 3], "", ""][:2]
    if last == ".":  # "It is a grave." Smith said, "It is a gift." begins anew
        return following in ("", ".", ",") and next_but_one != HOLE
    return following != "that"


def is_abbreviated(words: list[str], at: int) -> bool:
    """Whether the full stop at ``at`` belongs to the word before it."""
    before = words[at - 1] if at else ""
    followed_by_comma = at + 1 < len(words) and words[at + 1] == ","
    return before.lower() in ABBREVIATIONS or len(before) == 1 or followed_by_comma or before.startswith(("R-", "D-"))


def is_adverb(word: str) -> bool:
    """Whether a word may stand between a subject and its verb without changing who says what."""
    return word.lower() in ADVERBS or (word.endswith("ly") and word[0].islower())


def is_cue(words: list[str], at: int, first: int) -> bool:
    """Whether the word is a verb of saying here, in a sentence that begins at ``first``."""
    word = words[at]
    if word not in CUES or not word[0].islower():
        return False
    before = words[at - 1] if at > first else ""
    lower = before.lower()
    if lower in NOT_BEFORE_CUE:
        return False
    if word in BARE_CUES:
        return _is_bare_cue(words, at, first)
    if word in NOUN_CUES:
        named = before[:1].isupper() or lower in PRONOUNS or lower in ADVERBS or lower in ROLES
        return bool(before) and (named or before in (")", ","))
    return True


BEFORE_BARE_CUE = frozenset(
    "to will would can could may might should must did does do i they we you let who n't".split()
)


def _is_bare_cue(words: list[str], at: int, first: int) -> bool:
    before = at - 1
    while before >= first and is_adverb(words[before]):
        before -= 1
    word = words[before].lower() if before >= first else ""
    if words[at] in ("say", "think"):
        return word not in ("the", "a", "their", "his", "her")
    return word in BEFORE_BARE_CUE or word.endswith(("n't", "n’t"))


def phrase_end(context: Context, words: list[str], at: int, stop: int) -> int:  # noqa: PLR0912 - one rule a line
    """The index behind the noun phrase that begins at ``at``; ``at`` itself where none does."""
    first = words[at]
    lower = first.lower()
    if lower in PRONOUNS and lower != "one":
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
        if not initial.isalnum() or (context.headline and end > at + 1 and word not in context.names):
            break
        plain = initial.islower() or context.headline
        if inner and plain and (lower in STOPPERS or lower in AUXILIARIES or lower in ADVERBS):
            break
        if inner and plain and lower in CUES and lower not in ROLES:
            break
        if initial.islower():
            if inner and lower in DETERMINERS:
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


Span = tuple[int, int]  # in code points of the article's text


def phrase_right(it: Words, at: int, stop: int) -> Span | None:  # noqa: PLR0912
    """The noun phrase that begins at ``at`` or behind adverbs there, as after a cue: "said *a senior adviser*"."""
    words = it.words
    while at < stop and words[at].lower() in ADVERBS:
        at += 1
    if at >= stop:
        return None
    word, lower = words[at], words[at].lower()
    if lower in STOPPERS or lower in ("him", "her", "them", "me", "us", "himself", "herself", "themselves", "itself"):
        return None
    if not word[0].isalnum():
        return None
    if lower in PRONOUNS and not _is_quantity(words, at, stop):
        return it.span(at, at + 1)
    determined = lower in DETERMINERS or word[0].isdigit()
    capitalized, end = False, at
    while end < stop and end < at + LONGEST_PHRASE + 2:
        word, inner = words[end], end > at
        lower = word.lower()
        if word == "." and inner and (words[end - 1].lower() in ABBREVIATIONS or len(words[end - 1]) == 1):
            end += 1
            continue
        if not word[0].isalnum():
            break
        if inner and (lower in CALENDAR or lower in STOPPERS or lower in ADVERBS or lower in AUXILIARIES):
            break
        if word.endswith(POSSESSIVE):
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
        elif inner and ((word in CUES and word not in ROLES) or _is_participle(words, end, stop)):
            break
        end += 1
    return it.span(at, end) if end > at else None


def _is_participle(words: list[str], at: int, stop: int) -> bool:
    """Whether a clause without a pronoun begins: a report *released on Friday*, a poll *published the week before*."""
    if not words[at].endswith("ed") or at + 1 >= stop:
        return False
    following = words[at + 1].lower()
    return following in PREPOSITIONS or following in DETERMINERS or following in CALENDAR or following in TIMES


def _is_quantity(words: list[str], at: int, stop: int) -> bool:
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
    if not before[0].isalnum() or lower in CALENDAR:
        return False
    if lower in STOPPERS or lower in AUXILIARIES or lower in ADVERBS or (lower in CUES and before[0].islower()):
        return False
    return words[start] not in DETERMINERS


def subject_before(context: Context, it: Words, first: int, verb: int) -> Span | None:
    """The subject of the verb at ``verb`` in a sentence that begins at ``first``."""
    words = it.words
    at = verb - 1
    while at >= first and (
        words[at].lower() in AUXILIARIES or is_adverb(words[at]) or words[at] in ("’s", "’ve", "’d", "’ll")
    ):
        at -= 1
    if at < first:
        return None
    if words[at].lower() in PERSONAL or words[at].lower() in ("who", "you"):
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
    return phrase_left(it, first, at)


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
            elif words[at - 1] in ")]" and (found := subject_before(context, it, first, at)):
                return found
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
    if lower in PRONOUNS and not _is_quantity(words, at, verb):
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
        if (comma and lower in CLOSED_BY_COMMA) or not (word == ";" or lower in CLAUSE_OPENERS):
            continue
        following = words[at + 1]
        if at + 1 < verb and following.lower() in PERSONAL:
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
