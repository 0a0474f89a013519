"""Names of people: what a run of capitalized words tells of one."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from corpus.grammar.first_names import FEMALE, MALE
from corpus.grammar.lexicon import (
    ADVERBS,
    AUXILIARIES,
    BEHIND_NAMES,
    BODIES,
    CALENDAR,
    CLUBS,
    COMPANIES,
    DEMONYMS,
    DETERMINERS,
    FUNCTION_WORDS,
    GENERAL,
    MEDIA,
    OCCASIONS,
    OCCUPATIONS,
    OFFICES,
    PEOPLES,
    PLACES,
    RANKS,
    ROLES,
    SITES,
    STOPPERS,
    SUBORDINATORS,
    SURNAMES_TOO,
    TITLES,
)
from corpus.grammar.words import POSSESSIVE

# Letters are taken whole (``*+``), and no initials nor parts beyond a number, so that what fails is looked at once.
# The longest run of names and titles in Reuters-21578 and PolNeAR has 25 parts and 152 code points.
REST_OF_PART = r"[^\W\d_]*+(?:['’&-][^\W\d_]++)*+"
MOST_INITIALS, MOST_PARTS, LONGEST_NAME = 10, 60, 500
ABBREVIATED = "(?:r|rs|s|en|ens|ep|eps|ov|t|ol|aj|apt|gt|ev|rof|upt|llr|on|res|ec)\\.(?= [A-Z])"
# Most parts are as simple as this, which is sooner told than that they are nothing else.
PLAIN_REST = r"[a-z]++(?=[ ,\n])"
FURTHER_PART = (
    rf"(?:[A-Z]{PLAIN_REST}|& [A-Z]{REST_OF_PART}|(?:(?:de|la|del|van|von|der|al|bin|du) )?(?:al-|el-|d['’])?"
    rf"[A-Z](?:{ABBREVIATED}|\.(?= )|(?:\.?[A-Z]\.){{0,{MOST_INITIALS}}}{REST_OF_PART}))"
)
# It begins with a class of characters, so that the search for it skips what cannot begin a name.
NAME = re.compile(
    rf"[A-Z](?:{PLAIN_REST}|{ABBREVIATED}|(?:\.[A-Z]){{0,{MOST_INITIALS}}}\.(?= )|{REST_OF_PART})"
    rf"(?: (?=[A-Zabdelv&]){FURTHER_PART}){{0,{MOST_PARTS}}}"
)
PART_OF_NAME = r"(?:al-|el-|d['’])?[A-Z](?:\.|[^\W\d_]{0,50}+(?:['’-][^\W\d_]{1,50}+){0,5}+)"
NOT_A_PERSON = BODIES | COMPANIES | CLUBS | MEDIA | SITES | PEOPLES | OCCASIONS | FUNCTION_WORDS
HONORIFICS = {"mr": "m", "sir": "m", "lord": "m", "king": "m", "congressman": "m", "mrs": "f", "ms": "f", "miss": "f",
              "lady": "f", "queen": "f", "congresswoman": "f"}  # fmt: skip
PARTICLES = frozenset("de la del van von der al bin du &".split())
CONTRACTED = re.compile(r"['’](?:d|ll|m|re|ve)$")  # She'd is no name either
INITIAL = re.compile(r"[A-Z]\.$")
PEERS = frozenset("baron baroness lady lord viscount".split())
NUMERALS = frozenset("II III IV VI VII VIII XII XIII XIV XVI".split())
A_OR_THE = re.compile(r"^(?:an?|the) ", re.IGNORECASE)


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
        gender = gender_of_first(name)
    personal = bool(parts) and "&" not in parts and _is_personal(parts, bool(gender or role))
    return Facts(name, last_of(name), role, gender, personal)


def gender_of_first(name: str) -> str:
    """The gender that a first name tells: "m", "f", or "" where it tells none."""
    first = name.partition(" ")[0]
    return "m" if first in MALE else "f" if first in FEMALE else ""


def _is_personal(parts: list[str], known: bool) -> bool:
    lowered = [CONTRACTED.sub("", part.strip(".").lower()) for part in parts if not INITIAL.match(part)] or ["i"]
    if len(parts) > 1 and parts[0] in FIRST_NAMES:  # Bill Hall, James Judge
        if lowered[-1] in SURNAMES_TOO or lowered[-1] in TITLES:
            return True
        lowered = lowered[1:]
    if not NOT_A_PERSON.isdisjoint(lowered) or lowered[-1] in TITLES:
        return False
    abbreviated = parts[-1].isupper() and len(parts[-1]) > 2 and parts[-1] not in NUMERALS  # noqa: PLR2004 - the FBI, but not J. D. or "Ng"
    return not abbreviated and (known or lowered[-1] not in PLACES)


@lru_cache(maxsize=1 << 14)
def last_of(name: str) -> str:
    """The last name, folded, by which an article calls somebody."""
    rest, _, last = name.rstrip(" ,.").rpartition(" ")
    while rest and (last.rstrip(".").lower() in ("jr", "sr") or last in NUMERALS):
        rest, _, last = rest.rstrip(" ,.").rpartition(" ")
    return last.casefold()


def may_be_one(known: str, name: str) -> bool:
    """Whether two full names of one last name may be one person's: by first names of which one begins the other, or by
    initials; a last name alone may be anybody's of it."""
    first, other = known.partition(" ")[0].casefold(), name.partition(" ")[0].casefold().strip(".")
    return " " not in known or other in known.casefold() or other.startswith(first.strip(".")) or first[0] == other


def may_be_named(words: list[str]) -> bool:
    """Whether two words with capitals within a sentence may be a name though the first is a function word's: He Jun,
    May Orr; not Monday Smith, nor The Times."""
    if len(words) != 2 or not all(word[:1].isupper() and word[1:].islower() for word in words):  # noqa: PLR2004
        return False
    lower = words[0].lower()
    return words[0] in FIRST_NAMES or not (lower in CALENDAR or lower in ARTICLES)


ARTICLES = frozenset(["the", "a", "these", "those", "this", "that"])


def _stands_before_name(word: str) -> bool:
    """Whether a word that precedes a name is no part of it: When Robert Smith, On Monday Smith."""
    lower = word.lower()
    if lower in LEADING and word not in MALE:
        return True
    return word[:1].islower() and not word.startswith(("al-", "d’", "d'"))


LEADING = CALENDAR | SUBORDINATORS | STOPPERS | DETERMINERS | AUXILIARIES | ADVERBS | {"neither", "either", "indeed"}


@lru_cache(maxsize=1 << 14)
def split_role(written: str, within: bool = False) -> tuple[str, str]:
    """(name, role) of a phrase: "White House press secretary Josh Earnest" gives ("Josh Earnest", "White House …").

    The name is empty where the phrase only describes: "the Texas Democrat", "U.S. officials". ``within`` a sentence a
    capital makes a name of any word: said *So Minh*.
    """
    words = written.replace("\xa0", " ").strip(" ,").split(" ")
    determined = words[0].islower() and words[0] in DETERMINERS
    if determined and _is_kind(words[1:]):
        return "", ""
    words, behind = _without_letters_behind(words)
    if len(words) > 3 and words[-2] == "of" and words[-4].lower() in PEERS:  # noqa: PLR2004 - Baroness Quill of Ardlow
        words = words[:-2]
    start = count = len(words)
    while start and (words[start - 1][:1].isupper() or words[start - 1] in PARTICLES):
        start -= 1
    start = next((at + 1 for at in range(count - 2, start - 1, -1) if _ends_role(words, at)), start)
    role = _tidy_role(words[:start])
    if not (within and start == 0 and may_be_named(words)):
        while start < count and _stands_before_name(words[start]):
            start += 1
    name = " ".join(words[start:]).strip(" ,").rstrip(".").removesuffix("'s").removesuffix("’s")
    if only_describes(words[start:]):
        return "", ""
    return name, ", ".join([one for one in (role, behind) if one])


def _is_kind(words: list[str]) -> bool:
    """Whether these words behind "the" tell what somebody is: the *German*, the *Penhaven North MP*."""
    demonym = len(words) == 1 and (words[0].lower() in DEMONYMS or words[0].endswith(("ian", "ean")))
    member = 1 < len(words) <= LONGEST_SEAT and words[-1] in MEMBERS and words[0].strip(".").lower() not in TITLES
    return demonym or member


def _without_letters_behind(words: list[str]) -> tuple[list[str], str]:
    """The words without what stands behind a name, and that: Susan Marsh *MP*."""
    end = len(words)
    while end > 2 and words[end - 1].strip(".,") in BEHIND_NAMES and words[end - 2][:1].isupper():  # noqa: PLR2004
        end -= 1
    return ([*words[: end - 1], words[end - 1].rstrip(",")] if end < len(words) else words), " ".join(
        words[end:]
    ).rstrip(".,")


def _ends_role(words: list[str], at: int) -> bool:
    """Whether the word at ``at`` belongs to what stands before a name, and the next begins it."""
    word = words[at]
    lower = word.strip(".,").lower()
    if word.endswith(POSSESSIVE):
        return words[at + 1].lower() not in MEDIA  # the People's Daily
    if word.endswith(("s'", "s’")):
        return at + 2 < len(words) and words[-1].lower() not in BODIES | GENERAL  # not the Doctors’ Union
    if word in RANKS:
        return True
    if INITIAL.match(word):
        return False
    if lower in TITLES and words[at + 1].lower().strip(".,") in COMPANIES:  # General Motors
        return False
    if lower in TITLES:
        return word not in FIRST_NAMES or lower in ("king", "prince") or at + 2 == len(words)
    if (at == 0 or "-" in word) and _leads_in_name(words, at, lower):
        return True
    if lower in OCCUPATIONS or (lower in THINGS and word not in FIRST_NAMES and words[at + 1] in FIRST_NAMES):
        return True
    before_name = words[at + 1] not in PARTICLES and not words[at + 1].endswith(("s'", "s’"))
    return lower in PLACES and at + 2 < len(words) and word not in FIRST_NAMES and before_name


def _leads_in_name(words: list[str], at: int, lower: str) -> bool:
    """Whether a word that no list holds says what somebody is: *Mayor-elect* Ada Quill, *Striker* Dan Quill."""
    if "-" in lower and AFFIXED.sub("", lower) in PEOPLE_BY_ROLE:
        return True
    first = at == 0 and len(words) > 2 and words[0] not in FIRST_NAMES  # noqa: PLR2004 - a first and a last name follow
    return first and lower.endswith(AGENT_ENDS) and words[1] in FIRST_NAMES


def _tidy_role(words: list[str]) -> str:
    """A role without what leads into it ("And Treasury Secretary"); empty where it is none ("which", "Canada's")."""
    while words and words[0].strip(",").lower() in LEADING_ROLE:
        words = words[1:]
    role = " ".join(words).strip(" ,")
    lower = role.lower()
    if not role or lower.endswith(NO_ROLE_ENDS) or lower in NOT_A_PERSON or len(words) > LONGEST_ROLE:
        return ""
    head = AFFIXED.sub("", HANGS_ON.split(lower)[0].rpartition(" ")[2].strip(".,"))
    if head in PLURALS:
        return ""
    return role if head in TITLES or head in ROLES or role.split(" ")[-1] in RANKS or head.endswith(AGENT_ENDS) else ""


def only_describes(words: list[str]) -> bool:
    """Whether these words, said to be a name, are general ones: "Bank", "Texas Democrat", "U.S. Officials"."""
    last = words[-1].strip(".,").lower() if words else ""
    if len(words) == 1 and last in FUNCTION_WORDS:
        return True
    if words and len(words) > 1 and words[0] in FIRST_NAMES:  # James Judge
        return False
    general = last in DESCRIBING or last.removesuffix("s") in DESCRIBING
    return general and all(word.lower().strip(".,") in BEFORE_ROLES or word.isupper() for word in words[:-1])


FIRST_NAMES = MALE | FEMALE
THINGS = NOT_A_PERSON | PLACES | ROLES | OFFICES
PEOPLE_BY_ROLE = OCCUPATIONS | TITLES
DESCRIBING = (OCCUPATIONS | TITLES | GENERAL | COMPANIES) - {"general"}
BEFORE_ROLES = DESCRIBING | PLACES | OFFICES
LEADING_ROLE = (STOPPERS | ADVERBS | SUBORDINATORS | CALENDAR | DETERMINERS | {"reuters"}) - {"no", "first", "second"}
PLURALS = frozenset(word for word in OCCUPATIONS if word.endswith("s") and word[:-1] in OCCUPATIONS)
NO_ROLE_ENDS = ("of", "for", "and", *POSSESSIVE)
HANGS_ON = re.compile(r" (?:of|for|at|in|on|with|to|from)\b")
# Of people by what they do, most of whom no list holds: baker, editor, pianist, librarian, postman, student.
AGENT_ENDS = ("er", "or", "ist", "ian", "man", "woman", "person", "ant", "ent", "master", "mistress", "ee", "maker")
# A mayor-elect, an ex-minister, a co-founder.
AFFIXED = re.compile(r"^(?:ex|co|vice|then|acting)-|-(?:elect|designate)$")
MEMBERS = frozenset("MEP MLA MP MS MSP".split())
LONGEST_SEAT = 4  # words, MP included
LONGEST_ROLE = 9  # words; longer ones are clauses


def led_in(text: str, start: int, name: str, role: str) -> tuple[str, str]:
    """(name, role) with what stands before them and a run of capitals leaves out: *Bank of* England Governor Piet
    Fenn, *Securities and* Exchange Commission."""
    before = text[max(0, start - 4) : start]
    if (
        not role
        and before.endswith((". ", "ect ", "ate "))
        and (found := SHORT_TITLE.search(text, max(0, start - LONGEST_LEAD), start))
    ):
        return name, found[1] if found[2].lower() in TITLES else role
    if before not in (" of ", "the ", "and "):  # as most do not
        return name, role
    if not (found := LEADS_IN.search(text, max(0, start - LONGEST_LEAD), start)):
        return name, role
    if role:
        return name, found[0] + role if found[1].rpartition(" ")[2] in HEADS or role.lower() in OFFICES else role
    if found[0].endswith("and ") and name.rpartition(" ")[2].lower() in BODIES and " " in name:
        return found[0] + name, role
    return name, role


def fuller(known: str, role: str) -> str:
    """Of two roles of one person the one that tells more: letters behind a name tell least."""
    return role if role and (not known or known in BEHIND_NAMES) else known


# Titles that no run of capitals holds: *Gov.-elect* Ada Quill, *then-Sen.* Ada Quill.
SHORT_TITLE = re.compile(r"\b((?:U\.S\. |Lt\. )?(?:[A-Za-z]+-)?([A-Z][a-z]{1,4})\.(?:-(?:elect|designate))?) \Z")
LEADS_IN = re.compile(r"\b((?:[A-Z][\w’'-]* ){0,3}[A-Z][\w’'-]*) (?:of the|of|and) \Z")
HEADS = frozenset(["Bank", "Ways", "Securities", "House", "Council"])
LONGEST_LEAD = 60  # code points
