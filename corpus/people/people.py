"""Who is in an article: the people whom it names, and whom a mention of a speaker means.

Whom a mention means depends on who spoke before. To ask changes nothing; ``People.heard`` takes down what was answered.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from typing import NamedTuple

from corpus.grammar.lexicon import (
    CALENDAR,
    FIRMS,
    GENDER_OF_NOUN,
    PLACES,
    PRONOUNS,
)
from corpus.grammar.names import (
    A_OR_THE,
    HONORIFICS,
    LONGEST_NAME,
    NAME,
    Facts,
    facts_of,
    last_of,
    led_in,
    may_be_one,
    split_role,
)
from corpus.grammar.phrases import whole_phrase
from corpus.people.antecedents import (
    DESCRIBED,
    FARTHEST_DESCRIPTION,
    FARTHEST_MENTION,
    FARTHEST_THING,
    MOST_MENTIONS,
    THING,
    Mention,
    Person,
    Place,
    antecedent,
    surroundings,
)
from corpus.people.descriptions import (
    DESCRIPTION,
    INSERTED,
    NAMED_BEHIND,
    NICKNAME,
    PARTICIPLE,
    apposition,
    quoted_before,
)
from corpus.people.paragraphs import Paragraph, ends_of_sentences, narration_of

GENDER_OF_PRONOUN = {"he": "m", "his": "m", "him": "m", "she": "f", "her": "f", "hers": "f"}
RELATIVE_PRONOUNS = frozenset(["who", "whose", "that", "which"])
FIRST_PERSON = frozenset(["i", "my"])
OTHER_PRONOUNS = frozenset("it they we you one their our its".split())
MOST_BEARERS = 50  # people of one last name who are told apart, the last that were met: a family has fewer
LONGEST_VERB = 25  # code points from the beginning of a pronoun to that of its verb's object
WITHIN = frozenset(f"{letter} " for letter in "abcdefghijklmnopqrstuvwxyz,;")
BEHIND_COMMA = re.compile(r",['\"”’»] ")


def _is_within_sentence(text: str, start: int) -> bool:
    """Whether the word at ``start`` begins no sentence, so that its capital says something."""
    return text[start - 2 : start] in WITHIN or BEHIND_COMMA.fullmatch(text, max(0, start - 3), start) is not None


class Speaker(NamedTuple):
    """Whom a mention means: a name, empty for nobody, and what the text calls them.

    ``person`` is None for a mere description; ``met`` are all who are now known to be persons, as they act or speak;
    ``gender`` is what a pronoun tells of them.
    """

    name: str
    role: str = ""
    person: Person | None = None
    met: tuple[Person, ...] = ()
    gender: str = ""


class People:
    """Everybody whom an article names, and where, outside quotations; ``last_speaker`` is who spoke last so far.

    ``author`` is who wrote it, if one alone did: "I" in the narration.
    """

    def __init__(self, text: str, paragraphs: list[Paragraph], author: str = "") -> None:
        self._text, self._author, self._paragraphs = text, author, paragraphs
        self._by_last: dict[str, list[Person]] = {}  # in the order in which they are met
        self._by_first: dict[str, dict[str, Person]] = {}  # by the first of several names, then by the last
        self._by_role: dict[str, Person] = {}
        self._breaks = [paragraph.start for paragraph in paragraphs]
        self.last_speaker: Person | None = None
        self._mentions: dict[str, dict[int, Mention | None]] = {}  # by the last of a name, by its number
        narration = narration_of(text, paragraphs)
        self._narration = narration
        names = NAME.finditer(narration)
        self._found = [
            (match.start(), words, facts_of(words)) for match in names if len(words := match[0]) <= LONGEST_NAME
        ]
        self._starts = [start for start, _, _ in self._found]
        self._by_number: dict[str, list[int]] = {}  # by the last of a name, the numbers of its occurrences
        for number, (_, _, facts) in enumerate(self._found):
            self._by_number.setdefault(facts.last, []).append(number)
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

    def place_of(self, start: int) -> Place:
        """Where ``start`` stands."""
        return Place(self.paragraph_of(start), self.sentence_of(start))

    @cached_property
    def _ends(self) -> list[int]:
        """Where sentences of the narration end, and the next begin."""
        return ends_of_sentences(self._narration)

    def sentence_of(self, start: int) -> int:
        """How many sentences of the narration end before ``start``."""
        return bisect_left(self._ends, start + 1)

    def heard(self, speaker: Speaker) -> None:
        """Take down who spoke last, what they are called from now on, and who else has turned out to be a person."""
        for person in speaker.met:
            if not self._bearer(person.name):
                self._know(person)
        if speaker.person:
            speaker.person.role = speaker.role
            speaker.person.gender = speaker.person.gender or speaker.gender
            self.last_speaker = speaker.person

    def resolve(self, start: int, end: int) -> Speaker:
        """Whom the mention ``text[start:end]`` of a speaker means; a pronoun that nobody fits has no name.

        Who spoke before is evidence: all earlier speakers must have been ``heard``.
        """
        written = NICKNAME.sub(" ", self._text[start:end])
        lower = written.lower()
        if lower in GENDER_OF_PRONOUN:
            return self._of_pronoun(GENDER_OF_PRONOUN[lower], start)
        if lower in RELATIVE_PRONOUNS:
            return self._before_relative(start)
        if lower in FIRST_PERSON:
            return Speaker(self._author)
        if lower in OTHER_PRONOUNS:
            return Speaker(self._of_thing(start) if lower in ("it", "they") else "")
        name, role = split_role(written, _is_within_sentence(self._text, start))
        if not name:
            return self._described(written, start, end)
        name, role = led_in(self._text, start, name, role)
        person = self._named(name) or Person(name)
        return Speaker(person.name, person.role or role or apposition(self._text, end), person, (person,))

    def _of_pronoun(self, gender: str, start: int) -> Speaker:
        before = self.mentions_before(start)
        person = antecedent(gender, self.place_of(start), self.possible(start, before), self.last_speaker)
        person = person or quoted_before(self._text, self._paragraphs[: self.paragraph_of(start)], gender, start)
        return _speaker(person, before)._replace(gender=gender)

    def _of_thing(self, start: int) -> str:
        """What "it" or "they" means: of what leads a sentence before ``start``, the last that is an organisation, a
        document or a group; empty where there is none."""
        low, found = max(0, start - FARTHEST_THING), ""
        for at in range(bisect_left(self._starts, low), bisect_left(self._starts, start)):
            begin, words, facts = self._found[at]
            mention = self._mention_of(Person(""), begin, words, 1) if self._is_organisation(facts) else None
            if mention and mention.leads and mention.follows in ("cue", "verb"):
                low, found = begin, facts.name
        for match in THING.finditer(self._narration, low, start):
            if match.start() in self._ends:
                found = match[1][0].lower() + match[1][1:]
        return found

    def _is_organisation(self, facts: Facts) -> bool:
        """Whether a name may be an organisation's: nothing tells that it is a person's, nor a place or a day."""
        known = self._bearer(facts.name)
        told = facts.gender or facts.role or (known and (known.gender or known.role))
        last = facts.last
        return bool(facts.name) and not told and last not in PLACES and last not in CALENDAR and last not in PRONOUNS

    def possible(self, start: int, before: list[Mention]) -> list[Mention]:
        """Those of ``before`` whom the pronoun at ``start`` may mean: nobody who is named right behind its verb, for
        "he told Smith" is not said of Smith; all of them where nobody else is left."""
        at = bisect_left(self._starts, start)
        if at == len(self._starts) or self._starts[at] > start + LONGEST_VERB:
            return before
        if self.sentence_of(self._starts[at]) > self.sentence_of(start):
            return before
        return [one for one in before if last_of(one.person.name) != self._found[at][2].last] or before

    def _before_relative(self, start: int) -> Speaker:
        """Whoever is named or described just before "who"."""
        before = self.mentions_before(start)
        if before and self._is_just_before(before[-1], start):
            return _speaker(before[-1].person, before)
        found = DESCRIPTION.search(self._text, max(0, start - 60), start)
        return _speaker(None, before)._replace(name=found.group(1) if found else "")

    def _named(self, name: str) -> Person | None:
        """Whoever goes by a name: its last part, or a first name that only one has."""
        if (person := self._bearer(name)) or " " in name:
            return person
        bearers = self._by_first.get(name, {})
        return next(iter(bearers.values())) if len(bearers) == 1 else None

    def _bearer(self, name: str, gender: str = "") -> Person | None:
        """The person known by the last part of a name, and by the first where there are several parts; of several
        people of one last name, the first met whose gender may be that."""
        bearers = self._by_last.get(last_of(name))
        if not bearers:
            return None
        if " " in name:
            return next((one for one in bearers if may_be_one(one.name, name)), None)
        return next((one for one in bearers if not gender or one.gender in ("", gender)), None)

    def _described(self, written: str, start: int, end: int) -> Speaker:
        """Whoever a description stands for: the one named behind it, or the only one with that role; "the company" for
        an organisation before it."""
        whole = self._text[start : whole_phrase(self._text, end)]
        behind = NAMED_BEHIND.match(self._text, start + len(whole))
        if behind and " " in behind[1]:
            name = NICKNAME.sub(" ", behind[1])
            person = self._named(name) or Person(name)
            return Speaker(person.name, person.role or A_OR_THE.sub("", whole), person)
        name, role = split_role(whole)
        if whole != written and role and facts_of(whole).personal and " " in name:  # Secretary of Commerce Ada Quill
            person = self._named(name) or Person(name)
            return Speaker(person.name, person.role or role, person, (person,))
        noun = written.lower().rpartition(" ")[2]
        if known := self._by_role.get(noun):
            return Speaker(known.name, known.role, known)
        if noun in FIRMS and (name := self._of_thing(start)) and name[0].isupper():
            return Speaker(name)
        return Speaker(PARTICIPLE.sub("", whole))

    def _meet(self, start: int, words: str, facts: Facts) -> None:
        """Take down a full name, or what a title tells of a known one."""
        name, role = led_in(self._text, start, facts.name, facts.role)
        gender = facts.gender
        known = self._bearer(name, gender)
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
            person.role = person.role or apposition(self._text, start + len(words))
            self._add(person)
        else:
            known.gender = known.gender or gender
            known.role = known.role or apposition(self._text, start + len(words))

    def _know(self, person: Person) -> None:
        first, _, rest = person.name.partition(" ")
        last = last_of(person.name)
        self._mentions.pop(last, None)
        bearers = self._by_last.setdefault(last, [])
        if rest:
            bearers[:] = [one for one in bearers if " " in one.name]
            self._by_first.setdefault(first, {})[last] = person
        bearers.append(person)
        del bearers[:-MOST_BEARERS]

    def _add(self, person: Person) -> None:
        self._know(person)
        if person.role:
            self._by_role.setdefault(person.role.split(" of ")[0].split(" for ")[0].rpartition(" ")[2].lower(), person)

    def mentions_before(self, start: int) -> list[Mention]:
        """The last mentions of persons before ``start``, in order; of some who were not known to be persons too."""
        mentions = self._described_before(start)
        met: dict[str, Person] = {}
        at = bisect_left(self._starts, start) - 1
        named = 0
        while at >= 0 and named < MOST_MENTIONS and start - self._starts[at] < FARTHEST_MENTION:
            if mention := self._mention(at, met):
                mentions.append(mention)
                named += 1
            at -= 1
        return sorted(mentions, key=lambda one: one.start)

    def _described_before(self, start: int) -> list[Mention]:
        """People whom the sentences just before ``start`` describe and do not name: "a cashier", "my uncle"."""
        found = []
        for match in DESCRIBED.finditer(self._narration, max(0, start - FARTHEST_DESCRIPTION), start):
            words, noun = match[1], match[2]
            person = Person(words[0].lower() + words[1:], GENDER_OF_NOUN.get(noun, ""), named=False)
            found.append(self._mention_of(person, match.start(), words, 1))
        return found

    def _mention_of(self, person: Person, start: int, words: str, occurrences: int) -> Mention:
        place = self.place_of(start)
        at = bisect_left(self._starts, start)
        before = self._starts[at - 1] if at else -1
        opens = before < self._breaks[place.paragraph - 1]
        leads = opens or self.sentence_of(before) < place.sentence
        beside = surroundings(self._text, start, words)
        return Mention(start, words, person, occurrences, place, opens, leads, *beside)

    def _mention(self, at: int, met: dict[str, Person]) -> Mention | None:
        """The ``at``-th name of the article, if it is a person's; a last name alone is one where it acts, and then
        everywhere before, so that its bearer is added to ``met``."""
        start, words, facts = self._found[at]
        mentions = self._mentions.setdefault(facts.last, {})
        if at in mentions:
            return mentions[at]
        known = self._bearer(facts.name, facts.gender)
        person = known or met.get(facts.last)
        if person is None and (not facts.personal or " " in words):
            mentions[at] = None
            return None
        if person is None:
            precedes, follows = surroundings(self._text, start, words)
            if precedes != "cue" and follows not in ("cue", "verb"):
                return None
            person = met[facts.last] = Person(facts.name)
        mention = self._mention_of(person, start, words, len(self._by_number[facts.last]))
        if known:
            mentions[at] = mention
        return mention

    def _is_just_before(self, mention: Mention, start: int) -> bool:
        between = self._text[mention.start + len(mention.words) : start].strip()
        enclosed = between.startswith("(") and between.endswith((")", "),"))
        return between in ("", ",") or enclosed or bool(INSERTED.match(between))


def _speaker(person: Person | None, before: list[Mention]) -> Speaker:
    """``person``, found among the mentions ``before``, or nobody."""
    met = tuple(mention.person for mention in before if mention.person.named)
    return Speaker(person.name, person.role, person, met) if person else Speaker("", met=met)
