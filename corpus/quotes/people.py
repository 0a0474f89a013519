"""Who is in an article: the people whom it names, and whom a mention of a speaker means.

Whom a mention means depends on who spoke before. To ask changes nothing; ``People.heard`` takes down what was answered.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from typing import NamedTuple

from corpus.grammar.lexicon import AUXILIARIES
from corpus.grammar.names import (
    A_OR_THE,
    HONORIFICS,
    LONGEST_NAME,
    NAME,
    PART_OF_NAME,
    Facts,
    facts_of,
    last_of,
    split_role,
)
from corpus.quotes.antecedents import FARTHEST_MENTION, MOST_MENTIONS, Mention, Person, antecedent, surroundings
from corpus.quotes.paragraphs import Paragraph

GENDER_OF_PRONOUN = {"he": "m", "his": "m", "him": "m", "she": "f", "her": "f", "hers": "f"}
RELATIVE_PRONOUNS = frozenset(["who", "whose", "that", "which"])
OTHER_PRONOUNS = frozenset("it they we i you one their our my its".split())
# A name behind a description of its bearer: the bank's manager, *John Smith*, said.
NAMED_BEHIND = re.compile(rf", ({PART_OF_NAME}(?: {PART_OF_NAME}){{1,3}})(?=[,.;]|$)")
APPOSITION = re.compile(
    r"(?: \([^)]{1,20}\))?, ((?:an?|the|its|his|her|their|our|former|then|chief|senior|deputy|now)\b"
    r" [^,.;:“”\"()\n—–]{3,90})(?=[,.;:—–]|$)"
)
DESCRIPTION = re.compile(r"\b((?:an?|the|his|her|their) (?:[\w’'-]+ ){0,3}[\w’'-]+),? ?\Z")
PARTICIPLE = re.compile(r"(?<=\w) [a-z]+ed$")
WITHIN = frozenset(f"{letter} " for letter in "abcdefghijklmnopqrstuvwxyz,;")


class Speaker(NamedTuple):
    """Whom a mention means: a name, empty for nobody, and what the text calls them.

    ``person`` is None for a mere description; ``met`` are all who are now known to be persons, as they act or speak.
    """

    name: str
    role: str = ""
    person: Person | None = None
    met: tuple[Person, ...] = ()


class People:
    """Everybody whom an article names, and where, outside quotations; ``last_speaker`` is who spoke last so far."""

    def __init__(self, text: str, paragraphs: list[Paragraph]) -> None:
        self._text = text
        self._by_last: dict[str, Person] = {}
        self._by_first: dict[str, dict[str, Person]] = {}  # by the first of several names, then by the last
        self._by_role: dict[str, Person] = {}
        self._breaks = [paragraph.start for paragraph in paragraphs]
        self.last_speaker: Person | None = None
        self._mentions: dict[int, Mention] = {}
        names = NAME.finditer(_without_quotations(text, paragraphs))
        self._found = [
            (match.start(), words, facts_of(words)) for match in names if len(words := match[0]) <= LONGEST_NAME
        ]
        self._starts = [start for start, _, _ in self._found]
        self._counts = Counter([facts.last for _, _, facts in self._found])
        #: Words of names that stand within a sentence, so that their capital says something.
        self.words = set(
            " ".join([words for start, words, _ in self._found if text[start - 2 : start] in WITHIN]).split()
        )
        met = set()
        for start, words, facts in self._found:
            if facts.personal and words not in met:
                met.add(words)
                self._meet(start, words, facts)

    def paragraph_of(self, start: int) -> int:
        """The number, from 1, of the paragraph that holds ``start``."""
        return bisect_left(self._breaks, start + 1)

    def heard(self, speaker: Speaker) -> None:
        """Take down who spoke last, what they are called from now on, and who else has turned out to be a person."""
        for person in speaker.met:
            if last_of(person.name) not in self._by_last:
                self._know(person)
        if speaker.person:
            speaker.person.role = speaker.role
            self.last_speaker = speaker.person

    def resolve(self, start: int, end: int) -> Speaker:
        """Whom the mention ``text[start:end]`` of a speaker means; a pronoun that nobody fits has no name.

        Who spoke before is evidence: all earlier speakers must have been ``heard``.
        """
        written = self._text[start:end]
        lower = written.lower()
        if lower in GENDER_OF_PRONOUN:
            return self._of_pronoun(GENDER_OF_PRONOUN[lower], start)
        if lower in RELATIVE_PRONOUNS:
            return self._before_relative(start)
        if lower in OTHER_PRONOUNS:
            return Speaker("")
        name, role = split_role(written)
        if not name:
            return self._described(written, end)
        person = self._named(name) or Person(name)
        return Speaker(person.name, person.role or role or self._apposition(end), person, (person,))

    def _of_pronoun(self, gender: str, start: int) -> Speaker:
        before = self.mentions_before(start)
        person = antecedent(gender, self.paragraph_of(start), before, self.last_speaker)
        return _speaker(person, before)

    def _before_relative(self, start: int) -> Speaker:
        """Whoever is named or described just before "who"."""
        before = self.mentions_before(start)
        if before and self._is_just_before(before[-1], start):
            return _speaker(before[-1].person, before)
        found = DESCRIPTION.search(self._text, max(0, start - 60), start)
        return _speaker(None, before)._replace(name=found.group(1) if found else "")

    def _named(self, name: str) -> Person | None:
        """Whoever goes by a name: its last part, or a first name that only one has."""
        person = self._by_last.get(last_of(name))
        if person and name.count(" ") and name.split(maxsplit=1)[0].casefold() not in person.name.casefold():
            return None
        if person is None and " " not in name:
            bearers = self._by_first.get(name, {})
            return next(iter(bearers.values())) if len(bearers) == 1 else None
        return person

    def _described(self, written: str, end: int) -> Speaker:
        """Whoever a description stands for: the one named behind it, or the only one with that role."""
        if behind := NAMED_BEHIND.match(self._text, end):
            person = self._named(behind.group(1)) or Person(behind.group(1))
            return Speaker(person.name, person.role or A_OR_THE.sub("", written), person)
        known = self._by_role.get(written.lower().rpartition(" ")[2])
        return Speaker(known.name, known.role, known) if known else Speaker(PARTICIPLE.sub("", written))

    def _meet(self, start: int, words: str, facts: Facts) -> None:
        """Take down a full name, or what a title tells of a known one."""
        name, last, role, gender, _ = facts
        known = self._by_last.get(last)
        if " " not in name:
            if known:
                known.gender = known.gender or gender
            elif gender or role:
                self._add(Person(name, gender, "" if gender else role))
        elif not gender and not role and self._text[max(0, start - 4) : start].lower() == "the ":
            return  # the Rolling Stones
        elif known is None or " " not in known.name:
            titled = role.lower().strip(".") in HONORIFICS
            person = Person(name, gender or (known.gender if known else ""), "" if titled else role)
            person.role = person.role or self._apposition(start + len(words))
            self._add(person)
        elif name.split(" ", 1)[0].casefold() in known.name.casefold():
            known.gender = known.gender or gender
            known.role = known.role or self._apposition(start + len(words))

    def _know(self, person: Person) -> None:
        last = last_of(person.name)
        if (before := self._by_last.get(last)) and " " in before.name:
            del self._by_first[before.name.partition(" ")[0]][last]
        self._by_last[last] = person
        if " " in person.name:
            self._by_first.setdefault(person.name.partition(" ")[0], {})[last] = person

    def _add(self, person: Person) -> None:
        self._know(person)
        if person.role:
            self._by_role.setdefault(person.role.split(" of ")[0].split(" for ")[0].rpartition(" ")[2].lower(), person)

    def _apposition(self, end: int) -> str:
        found = APPOSITION.match(self._text, end)
        if not found or not AUXILIARIES.isdisjoint(found.group(1).split()):  # For Smith, the bell is a friend
            return ""
        return A_OR_THE.sub("", found.group(1)).strip()

    def mentions_before(self, start: int) -> list[Mention]:
        """The last mentions of persons before ``start``, in order; of some who were not known to be persons too."""
        mentions: list[Mention] = []
        met: dict[str, Person] = {}
        at = bisect_left(self._starts, start) - 1
        while at >= 0 and len(mentions) < MOST_MENTIONS and start - self._starts[at] < FARTHEST_MENTION:
            if mention := self._mention(at, met):
                mentions.append(mention)
            at -= 1
        return mentions[::-1]

    def _mention(self, at: int, met: dict[str, Person]) -> Mention | None:
        """The ``at``-th name of the article, if it is a person's; a last name alone is one where it acts, and then
        everywhere before, so that its bearer is added to ``met``."""
        start, words, facts = self._found[at]
        person = self._by_last.get(facts.last) or met.get(facts.last)
        mention = self._mentions.get(at)
        if mention and mention.person is person:
            return mention
        if person is None and (not facts.personal or " " in words):
            return None
        precedes, follows = surroundings(self._text, start, words)
        if person is None:
            if precedes != "cue" and follows not in ("cue", "verb"):
                return None
            person = met[facts.last] = Person(facts.name)
        paragraph = self.paragraph_of(start)
        opens = at == 0 or self._starts[at - 1] < self._breaks[paragraph - 1]
        occurrences = self._counts[facts.last]
        mention = Mention(start, words, person, occurrences, paragraph, opens, precedes, follows)
        self._mentions[at] = mention
        return mention

    def _is_just_before(self, mention: Mention, start: int) -> bool:
        between = self._text[mention.start + len(mention.words) : start].strip()
        enclosed = between.startswith("(") and between.endswith((")", "),"))
        return between in ("", ",") or enclosed


def _speaker(person: Person | None, before: list[Mention]) -> Speaker:
    """``person``, found among the mentions ``before``, or nobody."""
    met = tuple(mention.person for mention in before)
    return Speaker(person.name, person.role, person, met) if person else Speaker("", met=met)


def _without_quotations(text: str, paragraphs: list[Paragraph]) -> str:
    pieces, at = [], 0
    for paragraph in paragraphs:
        for one in paragraph.quoted:
            pieces += [text[at : one.start], "_" * (one.end - one.start)]
            at = one.end
    return "".join([*pieces, text[at:]])
