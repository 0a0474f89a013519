"""Names of people: what a run of capitalized words tells of one."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from corpus.grammar.first_names import FEMALE, MALE
from corpus.grammar.lexicon import (
    ADVERBS,
    AUXILIARIES,
    BODIES,
    CALENDAR,
    CLUBS,
    COMPANIES,
    DETERMINERS,
    FUNCTION_WORDS,
    MEDIA,
    OCCASIONS,
    PEOPLES,
    PLACES,
    ROLES,
    SITES,
    STOPPERS,
    SUBORDINATORS,
    TITLES,
)
from corpus.grammar.words import POSSESSIVE

# Letters are taken whole (``*+``), and no initials nor parts beyond a number, so that what fails is looked at once.
# The longest run of names and titles in Reuters-21578 and PolNeAR has 25 parts and 152 code points.
REST_OF_PART = r"[^\W\d_]*+(?:['’-][^\W\d_]++)*+"
MOST_INITIALS, MOST_PARTS, LONGEST_NAME = 10, 60, 500
ABBREVIATED = "(?:r|rs|s|en|ens|ep|eps|ov|t|ol|aj|apt|gt|ev|rof|upt|llr|on|res|ec)\\.(?= [A-Z])"
# Most parts are as simple as this, which is sooner told than that they are nothing else.
PLAIN_REST = r"[a-z]++(?=[ ,\n])"
FURTHER_PART = (
    rf"(?:[A-Z]{PLAIN_REST}|(?:(?:de|la|del|van|von|der|al|bin|du) )?(?:al-|el-|d['’])?"
    rf"[A-Z](?:{ABBREVIATED}|\.(?= )|(?:\.?[A-Z]\.){{0,{MOST_INITIALS}}}{REST_OF_PART}))"
)
# It begins with a class of characters, so that the search for it skips what cannot begin a name.
NAME = re.compile(
    rf"[A-Z](?:{PLAIN_REST}|{ABBREVIATED}|(?:\.[A-Z]){{0,{MOST_INITIALS}}}\.(?= )|{REST_OF_PART})"
    rf"(?: (?=[A-Zabdelv]){FURTHER_PART}){{0,{MOST_PARTS}}}"
)
PART_OF_NAME = r"(?:al-|el-|d['’])?[A-Z](?:\.|[^\W\d_]{0,50}+(?:['’-][^\W\d_]{1,50}+){0,5}+)"
NOT_A_PERSON = BODIES | COMPANIES | CLUBS | MEDIA | SITES | PEOPLES | OCCASIONS | FUNCTION_WORDS
HONORIFICS = {"mr": "m", "sir": "m", "lord": "m", "king": "m", "congressman": "m", "mrs": "f", "ms": "f", "miss": "f",
              "lady": "f", "queen": "f", "congresswoman": "f"}  # fmt: skip
PARTICLES = frozenset("de la del van von der al bin du".split())
CONTRACTED = re.compile(r"['’](?:d|ll|m|re|ve)$")  # She'd is no name either
A_OR_THE = re.compile(r"^(?:an?|the) ")


class Facts(NamedTuple):
    """What a run of capitalized words tells: a name, its last part folded, the title before it, a gender or "", and
    whether it may be a person's name."""

    name: str
    last: str
    role: str
    gender: str
    personal: bool


@lru_cache(maxsize=1 << 14)
def facts_of(words: str) -> Facts:
    """What ``words``, capitalized or titles before such, tell of a person."""
    name, role = split_role(words)
    parts = name.split()
    gender = ""
    if role:
        gender = next((HONORIFICS[word] for word in role.lower().replace(".", "").split() if word in HONORIFICS), "")
    if not gender and len(parts) > 1:
        gender = "m" if parts[0] in MALE else "f" if parts[0] in FEMALE else ""
    return Facts(name, last_of(name), role, gender, bool(parts) and _is_personal(parts, bool(gender or role)))


def _is_personal(parts: list[str], known: bool) -> bool:
    lowered = [CONTRACTED.sub("", part.strip(".")) for part in " ".join(parts).lower().split(" ")]
    if not NOT_A_PERSON.isdisjoint(lowered) or lowered[-1] in TITLES:
        return False
    abbreviated = parts[-1].isupper() and len(parts[-1]) > 2  # noqa: PLR2004 - the FBI, but not J. D. or "Ng"
    return not abbreviated and (known or lowered[-1] not in PLACES)


@lru_cache(maxsize=1 << 14)
def last_of(name: str) -> str:
    """The last name, folded, by which an article calls somebody."""
    rest, _, last = name.rstrip(" ,.").rpartition(" ")
    while rest and last.rstrip(".").lower() in ("jr", "sr", "ii", "iii"):
        rest, _, last = rest.rstrip(" ,.").rpartition(" ")
    return last.casefold()


def _stands_before_name(word: str) -> bool:
    """Whether a word that precedes a name is no part of it: When Robert Smith, On Monday Smith."""
    lower = word.lower()
    if lower in LEADING and word not in MALE:
        return True
    return word[:1].islower() and not word.startswith(("al-", "d’", "d'"))


LEADING = CALENDAR | SUBORDINATORS | STOPPERS | DETERMINERS | AUXILIARIES | ADVERBS | {"neither", "either", "indeed"}


@lru_cache(maxsize=1 << 14)
def split_role(written: str) -> tuple[str, str]:
    """(name, role) of a phrase: "White House press secretary Josh Earnest" gives ("Josh Earnest", "White House …")."""
    words = written.replace("\xa0", " ").split(" ")
    start = count = len(words)
    while start and (words[start - 1][:1].isupper() or words[start - 1] in PARTICLES):
        start -= 1
    for at in range(count - 2, start - 1, -1):
        word = words[at].strip(".,").lower()
        behind_thing = word in THINGS and words[at + 1] in FIRST_NAMES
        if word in TITLES or behind_thing or words[at].endswith(POSSESSIVE):
            start = at + 1
            break
    role = A_OR_THE.sub("", " ".join(words[:start]).strip(" ,")) if start else ""
    while start < count and _stands_before_name(words[start]):
        start += 1
    name = " ".join(words[start:]).strip(" ,").rstrip(".")
    if name.endswith(POSSESSIVE):
        name = name[:-2]
    if role and (role.lower().endswith(NO_ROLE_ENDS) or role.lower() in NOT_A_PERSON):
        role = ""
    return name, role


FIRST_NAMES = MALE | FEMALE
THINGS = NOT_A_PERSON | PLACES | ROLES
NO_ROLE_ENDS = ("of", "for", "and", *POSSESSIVE)
