"""Whom "he" and "she" mean: each mention of a person before them is weighed by named evidence.

A softmax over mentions, whose weights are learned with those of ``corpus.quotes.candidates``; a person has the
probability of all their mentions.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from corpus.grammar.lexicon import AUXILIARIES, BODIES, DOCUMENTS, GENERAL, HUMAN, ORGANS, PREPOSITIONS, SUBORDINATORS
from corpus.grammar.sayings import CUES
from corpus.grammar.words import POSSESSIVE_ENDINGS
from corpus.people.weights import score, weights_of

FARTHEST_MENTION = 2_000  # code points back that a pronoun is followed; its person is rarely further
MOST_MENTIONS = 8  # mentions looked at; up to 25 resolve equally many pronouns
# Verbs that news has behind people's names, beside those in -ed and those of saying.
VERBS = frozenset(
    """
    also became bought brought built chose did disagrees doubts draws drew fears fell felt finds found gave gets got
    grew has held holds kept knew knows leads leaves led left lives lost loves made makes met owns paid plans ran
    refuses runs sat seems sees sent sought spent stood takes taught took tries wants who won wore works
""".split()
)
NEVER_BEFORE_SUBJECT = PREPOSITIONS | {"of", "than", "and", "or"}
WORD_BEHIND = re.compile(r" ?(?:\([^)]{1,20}\))?([\w’'-]+|[^\w\s])?")

# Who is described and not named: *The retired teacher* wept; not *the teacher* Ada Quill.
DESCRIBED = re.compile(
    r"\b((?:[Aa]n?|[Oo]ne|[Mm]y|[Aa]nother)(?: [a-z][\w’'-]{1,15}){0,2} ("
    + "|".join(sorted(HUMAN, key=len, reverse=True))
    + r"))\b(?!,? [A-Z]|-|['’])"
)
FARTHEST_DESCRIPTION = 400  # code points back that a pronoun is followed to somebody without a name


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


# What leads a sentence and may be meant by "it" or "they".
THING = re.compile(
    r"((?:The|An?|Its|Their|His|Her) (?:[a-z][\w’'-]{1,15} ){0,2}"
    rf"(?:{_any_of((ORGANS | GENERAL | DOCUMENTS) - {'ad'})}))\b(?!-|['’])"
)
# Bodies by names that no run of capitals holds, or of general words: the *Teachers’ Alliance*, the *Defence Ministry*.
BODY = re.compile(
    r"(?:The )?([A-Z][\w-]{2,15}s[’'](?: [A-Z][\w-]{1,20}){1,4}"
    rf"|(?:{_any_of(map(str.title, BODIES | GENERAL))}) (?:of|for)(?: the)?(?: [A-Z][\w-]{{1,20}}){{1,4}}"
    r"|(?!(?:As|At|By|For|From|In|On|Under|With) )(?:[A-Z][\w-]{1,15} ){1,3}"
    rf"(?:{_any_of(map(str.title, GENERAL))}))\b(?!-|['’])"
)
# Whom only "they" may mean.
GROUP = re.compile(
    rf"((?:(?:The|Two|Three|Some|Many|His|Her|Their) (?:[a-z][\w’'-]{{1,15}} ){{0,2}}(?:{_any_of(HUMAN)})s"
    rf"|Police|(?:{_any_of(map(str.title, HUMAN))})s))\b(?!-|['’]| [A-Z])"
)
COUPLE = re.compile(r"((?:[A-Z][\w’'-]+ ){1,2}and [A-Z][\w’'-]+ [A-Z][\w’'-]+)\b")
FARTHEST_THING = 500  # code points back that "it" is followed


@dataclass
class Person:
    """One person of the article. ``gender`` is "m", "f" or "" where nothing tells; who is not ``named`` has a
    description for a name."""

    name: str
    gender: str = ""
    role: str = ""
    named: bool = True


class Place(NamedTuple):
    """Where a name or a pronoun stands: the paragraph from 1, the sentence of the narration from 0."""

    paragraph: int
    sentence: int


class Mention(NamedTuple):
    """A person's name as it stands in the article, and how often it does.

    ``opens``: the name is its paragraph's first, ``leads``: its sentence's; ``precedes`` and ``follows`` are classes of
    what stands beside it.
    """

    start: int
    words: str
    person: Person
    occurrences: int
    place: Place
    opens: bool
    leads: bool
    precedes: str
    follows: str


def antecedent(gender: str, place: Place, before: list[Mention], last: Person | None) -> Person | None:
    """The likeliest person that a pronoun of ``gender`` at ``place`` means.

    ``before`` are the last mentions before it, in order; ``last`` is who spoke last.
    """
    found = of_gender(gender, before)
    if not found:
        return last if last and (not gender or last.gender in ("", gender)) else None
    if found[-1].leads and not found[-1].person.named and found[-1].person.gender == gender:
        return found[-1].person  # My uncle never liked him. He told me …
    weights = weights_of("antecedent")
    totals: dict[str, float] = {}
    persons: dict[str, Person] = {}
    for one, evidence in zip(found, evidence_of_mentions(place, found, last), strict=True):
        name = one.person.name
        totals[name] = totals.get(name, 0.0) + math.exp(score(weights, evidence))
        persons[name] = one.person
    return persons[max(totals, key=lambda name: totals[name])]


def of_gender(gender: str, mentions: list[Mention]) -> list[Mention]:
    """Those of ``mentions`` whose persons may be of ``gender``; all of them if that is ""."""
    return [one for one in mentions if not gender or one.person.gender in ("", gender)]


def evidence_of_mentions(place: Place, found: list[Mention], last: Person | None) -> list[list[str]]:
    """What speaks for each mention: names of observations, to be weighted."""
    every: list[list[str]] = []
    seen: set[str] = set()
    for _, words, person, occurrences, own, opens, leads, precedes, follows in reversed(found):
        back = min(place.paragraph - own.paragraph, 4)
        sentences = min(place.sentence - own.sentence, 4)
        names = [
            f"back={back}", f"between={min(len(seen), 4)}", "p=" + precedes, "f=" + follows, f"p{back}={precedes}",
            f"pf={precedes}{follows}", f"n={min(occurrences, 9).bit_length() if person.named else 'described'}",
            f"gender={'known' if person.gender else 'unknown'}{min(2, person.name.count(' '))}",
            f"first{back}={opens:d}", f"leads{sentences}={leads:d}", f"s{sentences}={precedes}",
            f"sf{sentences}={follows}",
        ]  # fmt: skip
        if person.name not in seen:
            seen.add(person.name)
            names.append(f"nearest{back}")
        if person is last:
            names += ["last", f"last{back}"]
        if " " in words:
            names.append(f"full{back}")
        every.append(names)
    return every[::-1]


def surroundings(text: str, start: int, words: str) -> tuple[str, str]:
    """Classes of what stands before and behind a name: whether it looks like a subject."""
    before = text[max(0, start - 16) : start].rstrip(" ")
    if words.partition(" ")[0].lower() in SUBORDINATORS:  # When Smith left
        precedes = "prep"
    elif before[-1:].isalpha():
        word = before.rpartition(" ")[2].lower()
        precedes = "prep" if word in NEVER_BEFORE_SUBJECT else "cue" if word in CUES else "word"
    else:
        precedes = "comma" if before.endswith(",") else "begin"
    if words.endswith(POSSESSIVE_ENDINGS):
        return precedes, "poss"
    behind = WORD_BEHIND.match(text, start + len(words))
    word = (behind.group(1) if behind else "") or "."
    if word in CUES:
        return precedes, "cue"
    if word in AUXILIARIES or word.endswith("ed") or word in VERBS:
        return precedes, "verb"
    return precedes, "comma" if word == "," else "and" if word == "and" else "word" if word[0].isalpha() else "end"
