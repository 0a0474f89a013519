"""What stands beside names and tells of their bearers: descriptions, appositions, nicknames; and names in
quotations."""

from __future__ import annotations

import re
from bisect import bisect_right

from corpus.grammar.lexicon import AUXILIARIES
from corpus.grammar.names import A_OR_THE, LONGEST_NAME, NAME, PART_OF_NAME, facts_of, gender_of_first
from corpus.people.antecedents import Person
from corpus.people.paragraphs import Paragraph

# A name behind a description of its bearer: the bank's manager, *John Smith*, said.
NICKNAME = re.compile(r" (?:[“\"'‘][^”\"\n]{1,20}[”\"'’]|\([^)\n]{1,20}\)) (?=[A-Z])")  # Petra "Pip" Quill
NAMED_BEHIND = re.compile(
    rf", (?:[a-z]+ ){{0,2}}({PART_OF_NAME}(?: [“\"][^”\"\n]{{1,20}}[”\"])?(?: {PART_OF_NAME}){{1,3}})(?=,|[.;(]|$| \()"
)
APPOSITION = re.compile(
    r"(?: \([^)]{1,20}\))?, ((?:an?|the|its|his|her|their|our|former|then|chief|senior|deputy|now)\b"
    r" [^,.;:“”\"()\n—–]{3,90})(?=[,.;:—–]|$)"
)
DESCRIPTION = re.compile(r"\b((?:an?|the|his|her|their) (?:[\w’'-]+ ){0,3}[\w’'-]+),? ?\Z")

PARTICIPLE = re.compile(r"(?<=\w) [a-z]+ed$|(?<=s) [a-z]+ing$")
INSERTED = re.compile(r", (?:an?|the|her|his|its|their|who) [^.;:,“”\"]{1,60},$")
FARTHEST_QUOTED = 600  # code points back that a pronoun is followed to a name within a quotation


def apposition(text: str, end: int) -> str:
    """The description that begins with a comma at ``end``, behind a name; empty where none does."""
    found = APPOSITION.match(text, end)
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
