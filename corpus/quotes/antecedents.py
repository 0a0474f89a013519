"""Whom "he" and "she" mean: each mention of a person before them is weighed by named evidence.

A softmax over mentions, whose weights are learned with those of ``corpus.quotes.candidates``; a person has the
probability of all their mentions.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import NamedTuple

from corpus.grammar.lexicon import AUXILIARIES, CUES, PREPOSITIONS
from corpus.grammar.words import POSSESSIVE
from corpus.quotes.weights import score, weights_of

FARTHEST_MENTION = 2_000  # code points back that a pronoun is followed; its person is rarely further
MOST_MENTIONS = 8  # mentions looked at; up to 25 resolve equally many pronouns
POSSESSIVE_ENDINGS = (*POSSESSIVE, "s'", "s’")
NEVER_BEFORE_SUBJECT = PREPOSITIONS | {"of", "than", "and", "or"}
WORD_BEHIND = re.compile(r" ?(?:\([^)]{1,20}\))?([\w’'-]+|[^\w\s])?")


@dataclass
class Person:
    """One person of the article. ``gender`` is "m", "f" or "" where nothing tells."""

    name: str
    gender: str = ""
    role: str = ""


class Mention(NamedTuple):
    """A person's name as it stands in the article, and how often it does.

    ``paragraph`` counts from 1; ``opens``: the name is its paragraph's first; ``precedes`` and ``follows`` are classes
    of what stands beside it.
    """

    start: int
    words: str
    person: Person
    occurrences: int
    paragraph: int
    opens: bool
    precedes: str
    follows: str


def antecedent(gender: str, paragraph: int, before: list[Mention], last: Person | None) -> Person | None:
    """The likeliest person that a pronoun of ``gender`` in paragraph number ``paragraph`` means.

    ``before`` are the last mentions before it, in order; ``last`` is who spoke last.
    """
    found = of_gender(gender, before)
    if not found:
        return last if last and last.gender in ("", gender) else None
    weights = weights_of("antecedent")
    totals: dict[str, float] = {}
    persons: dict[str, Person] = {}
    for one, evidence in zip(found, evidence_of_mentions(paragraph, found, last), strict=True):
        name = one.person.name
        totals[name] = totals.get(name, 0.0) + math.exp(score(weights, evidence))
        persons[name] = one.person
    return persons[max(totals, key=lambda name: totals[name])]


def of_gender(gender: str, mentions: list[Mention]) -> list[Mention]:
    """Those of ``mentions`` whose persons may be of ``gender``."""
    return [one for one in mentions if one.person.gender in ("", gender)]


def evidence_of_mentions(paragraph: int, found: list[Mention], last: Person | None) -> list[list[str]]:
    """What speaks for each mention: names of observations, to be weighted."""
    every: list[list[str]] = []
    seen: set[str] = set()
    for _, words, person, occurrences, own, opens, precedes, follows in reversed(found):
        back = min(paragraph - own, 4)
        names = [
            f"back={back}", f"between={min(len(seen), 4)}", "p=" + precedes, "f=" + follows, f"p{back}={precedes}",
            f"pf={precedes}{follows}", f"n={min(occurrences, 9).bit_length()}",
            f"gender={'known' if person.gender else 'unknown'}{min(2, person.name.count(' '))}",
            f"first{back}={opens:d}",
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
    if before[-1:].isalpha():
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
    if word in AUXILIARIES or word.endswith("ed") or word in ("who", "also"):
        return precedes, "verb"
    return precedes, "comma" if word == "," else "and" if word == "and" else "word" if word[0].isalpha() else "end"
