"""What stands beside names and tells of their bearers: descriptions, appositions, nicknames; and names in
quotations."""

from __future__ import annotations

import re
from bisect import bisect_right

from corpus.grammar.lexicon import (
    AUXILIARIES,
    DEMONYMS,
    DOCUMENTS,
    GENERAL,
    HUMAN,
    OCCUPATIONS,
    ORGANS,
    STOPPERS,
    TITLES,
)
from corpus.grammar.names import A_OR_THE, AGENT_ENDS, LONGEST_NAME, NAME, PART_OF_NAME, facts_of, gender_of_first
from corpus.grammar.sayings import CUES
from corpus.people.antecedents import Person
from corpus.people.paragraphs import Paragraph

# A name behind a description of its bearer: the bank's manager, *John Smith*, said.
NICKNAME = re.compile(r" (?:[“\"'‘][^”\"\n]{1,20}[”\"'’]|\([^)\n]{1,20}\)) (?=[A-Z])")  # Petra "Pip" Quill
# What else somebody is: the founder *and chief executive*, Ana Roth; not: the man and his wife, Ana Roth.
COORDINATE = r"(?: and (?!(?:an?|the|h[ie][sr]|its|their)\b)(?:[a-z][\w’'-]{0,20} ){0,3}?[a-z][\w’'-]{0,20})?"
# The name of a body behind a description of it: the charity, *Plates for All*, said.
BODY_BEHIND = re.compile(
    r", (?:the )?([A-Z][\w’'-]*(?: (?:(?:of|for|and|&) )?(?:the )?[A-Z][\w’'-]*){0,5})(?=,|[.;]|$| \()"
)
NAMED_BEHIND = re.compile(
    rf"{COORDINATE}, (?:[a-z]+ ){{0,2}}({PART_OF_NAME}(?: [“\"][^”\"\n]{{1,20}}[”\"])?(?: {PART_OF_NAME}){{0,3}})"
    r"(?=,|[.;(]|$| \()"
)
APPOSITION = re.compile(
    r"(?: \([^)]{1,20}\))?, ((?:an?|the|its|his|her|their|our|former|then|chief|senior|deputy|now)\b"
    r" [^,.;:“”\"()\n—–]{3,90})(?=[,.;:—–]|$)"
)
# Without an article: Ada Quill, *managing director of Merrow Ferries*, said.
BARE_APPOSITION = re.compile(
    r", ((?:[\w’'&.-]{1,20} ){0,4}?([\w-]{2,20})(?: (?:of|for|at) [^,.;:“”\"()\n—–]{3,60})?)(?=[,;:—–]|\.(?!\w)|$)"
)
HEADS = (OCCUPATIONS | TITLES | {"head", "chair", "mep", "mp", "msp"}) - {"miss", "mr", "mrs", "ms"}
DESCRIPTION = re.compile(r"\b((?:an?|the|his|her|their) (?:[\w’'-]+ ){0,3}[\w’'-]+),? ?\Z")

PARTICIPLE = re.compile(r"(?<=\w) [a-z]+ed$|(?<=s) [a-z]+ing$")
INSERTED = re.compile(r", (?:an?|the|her|his|its|their|who) [^.;:,“”\"]{1,60},$")
# Somebody named before, called by what they are to nobody else here: *the 34-year-old*, *the mother of two*.
EPITHET = re.compile(
    r"[Tt]he (?:(\d{1,3})-year-old|(teenager|pensioner)|(mother|father|mum|dad|grandmother|grandfather)[ -]of[ -]\w+"
    r"|(?:[A-Z]\w+ ){1,2}(Republican|Democrat|senator|congressman|congresswoman|governor|lawmaker))\b(?!['’])"
)
AGED = {"teenager": range(13, 20), "pensioner": range(60, 120)}
AGE_BEHIND = re.compile(r"(?:,? \(|,? aged |, )(\d{1,3})(?=[,.;:)]| (?:of|from|who)\b)")
AGE_BEFORE = re.compile(r"(\d{1,3})-year-old \Z")
LONGEST_AGE = 14  # code points
# Who may have a first name alone, behind whose relative they are: her *husband*, Piet; Orr’s *sister* Mila.
RELATIVES = frozenset(
    """
    aunt boyfriend brother child cousin daughter father fiancé fiancée friend girlfriend granddaughter grandfather
    grandmother grandson husband mother mum nephew niece partner sister son twin uncle widow widower wife
""".split()
)
WHOSE = re.compile(r"(?:\b(?:[Hh]is|[Hh]er|[Tt]heir|[Mm]y|[Oo]ur)|['’]s|s['’])(?: [a-z-]{2,12}){0,2} \Z")
LONGEST_RELATIVE, LONGEST_WHOSE = 15, 34  # code points
FARTHEST_QUOTED = 600  # code points back that a pronoun is followed to a name within a quotation


# Titles that stand before names shortened.
SHORTENED = {"governor": "gov.", "senator": "sen.", "representative": "rep.", "congressman": "rep.",
             "congresswoman": "rep.", "professor": "prof.", "doctor": "dr.", "sergeant": "sgt."}  # fmt: skip


def is_part(first: str, second: str) -> bool:
    """Whether one of two descriptions is within the other: mayor, mayor of Penhaven."""
    first, second = first.lower(), second.lower()
    return first in second or second in first


def names_one(noun: str) -> bool:
    """Whether a noun, in small letters, is a single person's: singer, German; not singers, nor letter."""
    if noun in HUMAN or noun in DEMONYMS or noun in TITLES:
        return True
    return noun.endswith(AGENT_ENDS) and not (noun in DOCUMENTS or noun in ORGANS or noun in GENERAL)


def apposition(text: str, end: int) -> str:
    """The description that begins with a comma at ``end``, behind a name; empty where none does."""
    found = APPOSITION.match(text, end)
    if not found and text[end : end + 2] == ", " and (bare := BARE_APPOSITION.match(text, end)):
        words = bare[1].split(" ")
        leads = words[0].lower() not in STOPPERS and CUES.isdisjoint(words)
        return bare[1] if bare[2].lower() in HEADS and leads else ""
    if not found or not AUXILIARIES.isdisjoint(found.group(1).split()):  # For Smith, the bell is a friend
        return ""
    return A_OR_THE.sub("", found.group(1)).strip()


def quoted_before(text: str, paragraphs: list[Paragraph], gender: str, start: int) -> Person | None:
    """Whom the quotations before ``start``, in these ``paragraphs``, name last of a gender that the first name
    tells."""
    for paragraph in reversed(paragraphs):
        if start - paragraph.end > FARTHEST_QUOTED:
            return None
        quoted = paragraph.quoted
        for at in reversed(range(bisect_right(quoted, start, key=lambda one: one.end))):
            one = quoted[at]
            if start - one.end > FARTHEST_QUOTED:
                return None
            for match in reversed([*NAME.finditer(text, one.start, one.end)]):
                facts = facts_of(match[0]) if len(match[0]) <= LONGEST_NAME else None
                if facts and facts.personal and (facts.gender or gender_of_first(facts.name)) == gender:
                    return Person(facts.name, gender)
    return None
