"""Whom an article names, and where: its names, and mentions of persons, outside quotations."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property

from corpus.grammar.lexicon import (
    GENDER_OF_NOUN,
)
from corpus.grammar.names import (
    HANGS_ON,
    HONORIFICS,
    LONGEST_NAME,
    NAME,
    Facts,
    facts_of,
    gender_of_first,
    last_of,
    led_in,
    may_be_one,
)
from corpus.people.antecedents import (
    DESCRIBED,
    FARTHEST_DESCRIPTION,
    FARTHEST_MENTION,
    MOST_MENTIONS,
    Mention,
    Person,
    Place,
    surroundings,
)
from corpus.people.descriptions import (
    AGE_BEFORE,
    AGE_BEHIND,
    LONGEST_AGE,
    LONGEST_RELATIVE,
    LONGEST_WHOSE,
    RELATIVES,
    WHOSE,
    apposition,
)
from corpus.people.paragraphs import Paragraph, ends_of_sentences, narration_of

MOST_BEARERS = 50  # people of one last name who are told apart, the last that were met: a family has fewer
FARTHEST_CALLED = 10_000  # code points back that who is called "the singer" is looked for
MOST_AGED = 200  # names looked at for an age or a title
WITHIN = frozenset(f"{letter} " for letter in "abcdefghijklmnopqrstuvwxyz,;")


class Known:
    """Everybody whom an article names, and where, outside quotations."""

    def __init__(self, text: str, paragraphs: list[Paragraph]) -> None:
        self._text, self._paragraphs = text, paragraphs
        self._by_last: dict[str, list[Person]] = {}  # in the order in which they are met
        self._by_first: dict[str, dict[str, Person]] = {}  # by the first of several names, then by the last
        self._by_role: dict[str, Person] = {}
        self._breaks = [paragraph.start for paragraph in paragraphs]
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
        self._meet_relatives()

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

    def _named(self, name: str) -> Person | None:
        """Whoever goes by a name: its last part, or a first name that only one has."""
        person = self._bearer(name)
        if " " in name or (person and " " in person.name):
            return person
        return self._only_bearer(name) or person

    def _only_bearer(self, first: str) -> Person | None:
        """Whoever alone has a first name."""
        bearers = self._by_first.get(first, {})
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

    def _meet_relatives(self) -> None:
        """Take down who is named by a first name alone, behind what they are to somebody: her *husband*, Piet."""
        for start, words, facts in self._found:
            if " " in words or not (relative := self._relative_before(start)):
                continue
            name = facts.name
            if name and name not in self._by_first and not self._bearer(name):
                self._add(Person(name, GENDER_OF_NOUN.get(relative) or gender_of_first(name), relative))

    def _relative_before(self, start: int) -> str:
        """What the name at ``start`` is to somebody; empty where nothing of the kind stands right before it."""
        relative = self._narration[max(0, start - LONGEST_RELATIVE) : start].rstrip(", ").rpartition(" ")[2]
        if relative not in RELATIVES:
            return ""
        behind = self._narration.rindex(relative, 0, start)
        return relative if WHOSE.search(self._narration, max(0, behind - LONGEST_WHOSE), behind) else ""

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
            self._by_role.setdefault(HANGS_ON.split(person.role, maxsplit=1)[0].rpartition(" ")[2].lower(), person)

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
            if self._is_apposition(match.start()):
                continue
            person = Person(words[0].lower() + words[1:], GENDER_OF_NOUN.get(noun, ""), named=False)
            found.append(self._mention_of(person, match.start(), words, 1))
        return found

    def _is_apposition(self, start: int) -> bool:
        """Whether a description stands right behind the name of whom it describes: Piet Fenn, *a baker*."""
        at = bisect_left(self._starts, start) - 1
        if at < 0 or self._narration[start - 2 : start] != ", ":
            return False
        begin, words, _ = self._found[at]
        return begin + len(words) == start - 2

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
        person = known or self._only_bearer(facts.name) or met.get(facts.last)
        if person is None and (not facts.personal or " " in words):
            mentions[at] = None
            return None
        if person is None:
            precedes, follows = surroundings(self._text, start, words)
            if precedes != "cue" and follows not in ("cue", "verb"):
                return None
            person = met[facts.last] = Person(facts.name, gender_of_first(facts.name))
        mention = self._mention_of(person, start, words, len(self._by_number[facts.last]))
        if known:
            mentions[at] = mention
        return mention

    def _beside(self, noun: str, start: int) -> Iterator[int]:
        """The numbers of names before ``start`` that stand right behind a noun, or before their apposition with it."""
        for form in (noun, noun.capitalize()):
            found = self._narration.find(form, max(0, start - FARTHEST_CALLED), start)
            while found >= 0:
                end = found + len(form)
                at, behind = bisect_left(self._starts, found), bisect_left(self._starts, end)
                if behind < len(self._starts) and self._starts[behind] == end + 1:
                    yield behind
                elif at and self._is_apposed(noun, self._starts[at - 1] + len(self._found[at - 1][1])):
                    yield at - 1
                found = self._narration.find(form, end, start)

    def _is_apposed(self, noun: str, end: int) -> bool:
        """Whether a noun is what an apposition behind a name that ends at ``end`` says of its bearer."""
        if self._text[end : end + 2] != ", ":
            return False
        return noun in HANGS_ON.split(apposition(self._text, end).lower(), maxsplit=1)[0].split()

    def _titled(self, title: str, start: int) -> Iterator[int]:
        """The numbers of the last names before ``start`` with a title, which is in small letters."""
        at = bisect_left(self._starts, start)
        for number in range(max(0, at - MOST_AGED), at):
            if title in self._found[number][2].role.lower().split():
                yield number

    def _ages_before(self, start: int) -> dict[str, int]:
        """How old those named before ``start`` are said to be."""
        ages = {}
        at = bisect_left(self._starts, start)
        for begin, words, facts in self._found[max(0, at - MOST_AGED) : at]:
            found = AGE_BEHIND.match(self._text, begin + len(words))
            found = found or AGE_BEFORE.search(self._text, max(0, begin - LONGEST_AGE), begin)
            if found and (known := self._bearer(facts.name)):
                ages[known.name] = int(found[1])
        return ages
