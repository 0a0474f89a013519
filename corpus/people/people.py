"""Whom a mention of a speaker means, of the people whom an article names.

Whom a mention means depends on who spoke before. To ask changes nothing; ``People.heard`` takes down what was answered.
"""

from __future__ import annotations

import re
from bisect import bisect_left
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
    Facts,
    facts_of,
    fuller,
    gender_of_first,
    last_of,
    led_in,
    split_role,
)
from corpus.grammar.phrases import hanging, whole_phrase
from corpus.grammar.sayings import SAYING
from corpus.people.antecedents import (
    BODY,
    COUPLE,
    FARTHEST_THING,
    GROUP,
    THING,
    Mention,
    Person,
    antecedent,
)
from corpus.people.descriptions import (
    AGED,
    BODY_BEHIND,
    DESCRIPTION,
    EPITHET,
    INSERTED,
    NAMED_BEHIND,
    NICKNAME,
    PARTICIPLE,
    SHORTENED,
    apposition,
    is_part,
    names_one,
    quoted_before,
)
from corpus.people.known import FARTHEST_CALLED, WITHIN, Known
from corpus.people.paragraphs import Paragraph

GENDER_OF_PRONOUN = {"he": "m", "his": "m", "him": "m", "she": "f", "her": "f", "hers": "f"}
RELATIVE_PRONOUNS = frozenset(["who", "whose", "that", "which"])
FIRST_PERSON = frozenset(["i", "my"])
OTHER_PRONOUNS = frozenset("it they we you one their our its".split())
FARTHEST_EPITHET = 2  # sentences back that "the 34-year-old" is followed
INDEFINITE = re.compile(r"(?:an?|another|one|some) ", re.IGNORECASE)  # who is so described is met there
ABBREVIATED = re.compile(r"\.[A-Z]\. ")  # U.S., which ends no sentence
POSSESSED = re.compile(r"\b(?:his|her|their|my|our) ", re.IGNORECASE)
LONGEST_POSSESSOR = 6  # code points
PAIRS = frozenset(["couple", "pair", "duo"])
MOST_YEARS = 120  # of an age
LONGEST_SAYING = 12  # code points of a verb and its sign
LONGEST_VERB = 25  # code points from the beginning of a pronoun to that of its verb's object
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


class People(Known):
    """Whom mentions of speakers mean, of all whom an article names; ``last_speaker`` is who spoke last so far.

    ``author`` is who wrote it, if one alone did: "I" in the narration.
    """

    def __init__(self, text: str, paragraphs: list[Paragraph], author: str = "") -> None:
        super().__init__(text, paragraphs)
        self._author = author
        self.last_speaker: Person | None = None

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
        of_several = lower == "one" and whole_phrase(self._text, end) > end  # one of the jurors
        if lower in OTHER_PRONOUNS and not of_several:
            return Speaker(self._of_thing(start, lower) if lower in ("it", "they") else "")
        name, role = split_role(written, _is_within_sentence(self._text, start))
        if not name:
            return self._described(written, start, end)
        name, role = led_in(self._text, start, name, role)
        person = self._named(name) or Person(name, gender_of_first(name))
        role = fuller(person.role, role) or apposition(self._text, end)
        return Speaker(person.name, role, person, (person,))

    def _of_pronoun(self, gender: str, start: int) -> Speaker:
        before = self.mentions_before(start)
        person = antecedent(gender, self.place_of(start), self.possible(start, before), self.last_speaker)
        person = person or quoted_before(self._text, self._paragraphs[: self.paragraph_of(start)], gender, start)
        return _speaker(person, before)._replace(gender=gender)

    def _of_thing(self, start: int, pronoun: str) -> str:
        """What "it", "they" or "the company" means: of what leads a sentence before ``start``, the last that is an
        organisation or a document, or for "they" a group or a couple; empty where there is none."""
        low, found = max(0, start - FARTHEST_THING), ""
        for at in range(bisect_left(self._starts, low), bisect_left(self._starts, start)):
            begin, words, facts = self._found[at]
            mention = self._mention_of(Person(""), begin, words, 1) if self._is_organisation(begin, facts) else None
            if mention and (mention.leads or self._says(begin + len(words))) and mention.follows in ("cue", "verb"):
                low, found = begin, facts.name
        patterns = {"they": (THING, BODY, GROUP, COUPLE), "it": (THING, BODY)}.get(pronoun, (THING,))
        first = bisect_left(self._ends, low + bool(found))
        for begin in reversed(self._ends[first : bisect_left(self._ends, start)]):
            for pattern in patterns:
                match = pattern.match(self._narration, begin, start)
                if match and not ABBREVIATED.fullmatch(self._narration, begin - 4, begin):
                    described = pattern in (THING, GROUP)
                    return match[1][0].lower() + match[1][1:] if described else match[1]
        return found

    def _says(self, end: int) -> bool:
        """Whether a verb that reports speech stands right behind a name that ends at ``end``: …, the Navy *said*."""
        return self._text[end + 1 : end + LONGEST_SAYING].partition(" ")[0].rstrip(",.:") in SAYING

    def _is_organisation(self, start: int, facts: Facts) -> bool:
        """Whether a name may be an organisation's: nothing tells that it is a person's, nor a place or a day. Of single
        words of a headline, where all have capitals, only those that are names elsewhere."""
        if " " not in facts.name and facts.name not in self.words and self.paragraph_of(start) == 1:
            return False
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

    def _described(self, written: str, start: int, end: int) -> Speaker:
        """Whoever a description stands for: the one named behind it, or the only one with that role; "the company" for
        an organisation before it."""
        whole = self._text[start : whole_phrase(self._text, end)]
        stop = start + len(whole)
        if named := self._name_behind(start, end, stop) or self._name_before(start, stop):
            return named
        name, role = split_role(whole)
        office = role and self._text.startswith(" of ", end)  # Secretary of Commerce Ada Quill
        if office and whole != written and facts_of(whole).personal and " " in name:
            person = self._named(name) or Person(name, gender_of_first(name))
            return Speaker(person.name, person.role or role, person, (person,))
        noun = written.lower().rpartition(" ")[2]
        known = None if INDEFINITE.match(written) else self._by_role.get(noun)
        if known and whole != written and not is_part(known.role, A_OR_THE.sub("", whole)):
            known = None  # a professor at Yale is no professor at Harvard
        if known or (known := self._of_epithet(start) or self._called(whole, noun, start)):
            return Speaker(known.name, known.role, known)
        if noun in PAIRS and " and " in (names := self._of_thing(start, "they")):
            return Speaker(names)
        if noun in FIRMS and (body := BODY_BEHIND.match(self._text, start + len(whole))):
            return Speaker(body[1])
        if noun in FIRMS and (name := self._of_thing(start, noun)) and name[0].isupper():
            return Speaker(name)
        return Speaker(PARTICIPLE.sub("", whole))

    def _name_behind(self, start: int, end: int, whole: int) -> Speaker | None:
        """Whoever is named behind a description that begins at ``start``: the US ambassador to Norland, *Ada Quill*;
        by a first name alone where the description has a possessor: her husband, *Piet*."""
        for stop in (whole,) if whole > end else (whole, hanging(self._text, end)[0]):
            behind = NAMED_BEHIND.match(self._text, stop)
            if behind and (" " in behind[1] or POSSESSED.search(self._text, max(0, start - LONGEST_POSSESSOR), end)):
                name, _ = split_role(NICKNAME.sub(" ", behind[1]))
                person = self._named(name) or Person(name, gender_of_first(name))
                role = A_OR_THE.sub("", self._text[start : self._text.index(",", stop)])
                return Speaker(person.name, person.role or role, person) if name else None
        return None

    def _name_before(self, start: int, end: int) -> Speaker | None:
        """Whose apposition, between commas, a description is: *Ada Quill*, a baker in Penhaven, said."""
        at = bisect_left(self._starts, start) - 1
        if at < 0 or self._text[start - 2 : start] != ", " or self._text[end : end + 1] != ",":
            return None
        begin, words, facts = self._found[at]
        known = self._bearer(facts.name) if begin + len(words) == start - 2 and " " in facts.name else None
        return Speaker(known.name, known.role, known) if known else None

    def _called(self, written: str, noun: str, start: int) -> Person | None:
        """Whose name before ``start`` the noun stands beside by which they are called here, if it is one person's: pop
        *star* Ada Quill; Ada Quill, a *Republican*."""
        modifiers = written[4 : written.lower().find(noun)]
        if written[:4].lower() != "the " or modifiers != modifiers.lower() or not names_one(noun):
            return None
        called = {
            known.name: known
            for number in {
                *self._beside(noun, start),
                *(self._titled(SHORTENED[noun], start) if noun in SHORTENED else ()),
            }
            if self._found[number][2].personal and (known := self._bearer(self._found[number][2].name))
        }
        if not called:
            return self._of_headline(noun)
        return next(iter(called.values())) if len(called) == 1 else None

    def _of_headline(self, noun: str) -> Person | None:
        """Whom the first sentence names first, if the headline calls somebody by a noun and names nobody: Singer ends
        tour."""
        if len(self._breaks) == 1 or noun not in self._text[: self._breaks[1]].lower().split():
            return None
        at = bisect_left(self._starts, self._breaks[1])
        first = self._mention(at, {}) if at < len(self._found) else None
        if not first or last_of(first.person.name) in self._text[: self._breaks[1]].lower():
            return None
        return first.person if first.place.sentence == self.sentence_of(self._breaks[1]) else None

    def _of_epithet(self, start: int) -> Person | None:
        """Whom an epithet like "the 34-year-old" or "the mother of two" calls so: who is said to be of that age, else,
        unless somebody is so described who has no name, whom "he" or "she" there would mean."""
        if not (found := EPITHET.match(self._text, start)):
            return None
        age, stage, parent, party = found.groups()
        possible = range(int(age), int(age) + 1) if age else AGED.get(stage, range(MOST_YEARS))
        ages = self._ages_before(start)
        here = self.sentence_of(start)
        before = [
            one
            for one in self.mentions_before(start)
            if one.person.named and here - one.place.sentence <= FARTHEST_EPITHET
        ]
        if parent or party or not (fitting := [one for one in before if ages.get(one.person.name, -1) in possible]):
            unnamed = re.compile(rf"\b(?:an?|one) (?:[a-z]+ )?{re.escape(found[0][4:])}", re.IGNORECASE)
            if unnamed.search(self._narration, max(0, start - FARTHEST_CALLED), start):
                return None
            fitting = [one for one in before if one.precedes != "prep" and (parent or one.person.name not in ages)]
        if party:
            fitting = [one for one in fitting if one.person.role]
        gender = GENDER_OF_NOUN.get(parent or "", "")
        return antecedent(gender, self.place_of(start), fitting, self.last_speaker) if fitting else None

    def _is_just_before(self, mention: Mention, start: int) -> bool:
        between = self._text[mention.start + len(mention.words) : start].strip()
        enclosed = between.startswith("(") and between.endswith((")", "),"))
        return between in ("", ",") or enclosed or bool(INSERTED.match(between))


def _speaker(person: Person | None, before: list[Mention]) -> Speaker:
    """``person``, found among the mentions ``before``, or nobody."""
    met = tuple(mention.person for mention in before if mention.person.named)
    return Speaker(person.name, person.role, person, met) if person else Speaker("", met=met)
