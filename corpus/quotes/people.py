"""The people of an article: their names, what they are called, and where they are mentioned."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from corpus.grammar.first_names import FEMALE, MALE
from corpus.grammar.lexicon import (
    ADVERBS,
    AUXILIARIES,
    CALENDAR,
    DETERMINERS,
    PLACES,
    ROLES,
    STOPPERS,
    SUBORDINATORS,
    TITLES,
)
from corpus.quotes.antecedents import FARTHEST_MENTION, MOST_MENTIONS, Mention, Person, antecedent, surroundings
from corpus.quotes.paragraphs import Paragraph

TAIL = r"[^\W\d_]*(?:['’-][A-Z]?[^\W\d_]+)*"
ABBREVIATED = "(?:r|rs|s|en|ens|ep|eps|ov|t|ol|aj|apt|gt|ev|rof|upt|llr|on|res|ec)\\.(?= [A-Z])"
# Most parts are as simple as this, which is sooner told than that they are nothing else.
PLAIN = r"[a-z]++(?=[ ,\n])"
FURTHER_PART = (
    rf"(?:[A-Z]{PLAIN}|(?:(?:de|la|del|van|von|der|al|bin|du) )?(?:al-|el-|d['’])?"
    rf"[A-Z](?:{ABBREVIATED}|\.(?= )|(?:\.?[A-Z]\.)*{TAIL}))"
)
# It begins with a class of characters, so that the search for it skips what cannot begin a name.
NAME = re.compile(rf"[A-Z](?:{PLAIN}|{ABBREVIATED}|(?:\.[A-Z])*\.(?= )|{TAIL})(?: (?=[A-Zabdelv]){FURTHER_PART})*")
PART_OF_NAME = rf"(?:al-|el-|d['’])?[A-Z](?:\.|{TAIL})"
# A name behind a description of its bearer: the bank's manager, *Gareth Pellister*, said.
NAMED_BEHIND = re.compile(rf", ({PART_OF_NAME}(?: {PART_OF_NAME}){{1,3}})(?=[,.;]|$)")
# Words of names that are not people's.
NOT_A_PERSON = frozenset(
    """
    the a an university college school house senate congress party committee court department agency bureau council
    street journal times post news magazine radio television network fund foundation institute center centre group
    company inc corp co bank union association league club church city county state states united america american
    north south east west new national international federal democratic republican democrats republicans conference
    convention hospital sea ocean gulf lakes desert avenue boulevard pac institute initiative register globe
    act bill law amendment war day week award prize game games cup hall hotel tower park river
    bridge island islands lake mount valley beach airport station police army navy force guard board commission
    office ministry secret service list ferries holdings waterfront weather mariners rovers supreme white capitol
    hill wall fox cnn msnbc nbc abc cbs bbc ap reuters twitter
    facebook google apple islamic isis god christmas easter internet web i in on at for from by with to and but or
    if when while as it he she they we you this that these those there here what who how why not no yes all some
    many most both last next first second
""".split()
)
HONORIFICS = {"mr": "m", "sir": "m", "lord": "m", "king": "m", "congressman": "m", "mrs": "f", "ms": "f", "miss": "f",
              "lady": "f", "queen": "f", "congresswoman": "f"}  # fmt: skip
PARTICLES = frozenset("de la del van von der al bin du".split())
GENDER = {"he": "m", "his": "m", "him": "m", "she": "f", "her": "f", "hers": "f"}
APPOSITION = re.compile(
    r"(?: \([^)]{1,20}\))?, ((?:an?|the|its|his|her|their|our|former|then|chief|senior|deputy|now)\b"
    r" [^,.;:“”\"()\n—–]{3,90})(?=[,.;:—–]|$)"
)
DESCRIPTION = re.compile(r"\b((?:an?|the|his|her|their) (?:[\w’'-]+ ){0,3}[\w’'-]+),? ?\Z")
PARTICIPLE = re.compile(r"(?<=\w) [a-z]+ed$")
ARTICLE = re.compile(r"^(?:an?|the) ")
WITHIN = frozenset(f"{letter} " for letter in "abcdefghijklmnopqrstuvwxyz,;")


class Facts(NamedTuple):
    """What a run of capitalized words tells: a name, its last part folded, the title before it, a gender or "", and
    whether it may be a person's name."""

    name: str
    last: str
    role: str
    gender: str
    personal: bool


class People:
    """Everybody whom an article names, and where, outside quotations."""

    def __init__(self, text: str, paragraphs: list[Paragraph]) -> None:
        self._text = text
        self._by_last: dict[str, Person] = {}
        self._by_role: dict[str, Person] = {}
        self._breaks = [paragraph.start for paragraph in paragraphs]
        self.last_speaker: Person | None = None
        self._mentions: dict[int, Mention] = {}
        names = NAME.finditer(_without_quotations(text, paragraphs))
        self._found = [(match.start(), words := match[0], facts_of(words)) for match in names]
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

    def resolve(self, start: int, end: int) -> tuple[str, str]:
        """(name, role) of the speaker mentioned at ``text[start:end]``; a pronoun nobody fits has no name.

        Mentions are to be asked in the order of their quotations: who spoke last is evidence for who speaks next.
        """
        written = self._text[start:end]
        lower = written.lower()
        if lower in GENDER:
            person = antecedent(GENDER[lower], self.paragraph_of(start), self.mentions_before(start), self.last_speaker)
        elif lower in ("who", "whose", "that", "which"):
            person = self._just_before(start)
            if person is None:
                found = DESCRIPTION.search(self._text, max(0, start - 60), start)
                return (found.group(1), "") if found else ("", "")
        elif lower in ("it", "they", "we", "i", "you", "one", "their", "our", "my", "its"):
            return "", ""
        else:
            name, role = split_role(written)
            person = self._named(name) if name else self._described(written, end)
            if person is None:
                if not name:
                    return PARTICIPLE.sub("", written), ""
                person = Person(name, role=role)
                self._by_last.setdefault(facts_of(written).last, person)
            person.role = person.role or role or self._apposition(end)
        if person is None:
            return "", ""
        self.last_speaker = person
        return person.name, person.role

    def _named(self, name: str) -> Person | None:
        """Whoever goes by a name: its last part, or a first name that only one has."""
        person = self._by_last.get(last_of(name))
        if person and name.count(" ") and name.split(maxsplit=1)[0].casefold() not in person.name.casefold():
            return None
        if person is None and " " not in name:
            bearers = {other.name: other for other in self._by_last.values() if other.name.startswith(name + " ")}
            return next(iter(bearers.values())) if len(bearers) == 1 else None
        return person

    def _described(self, written: str, end: int) -> Person | None:
        """Whoever a description stands for: the one named behind it, or the only one with that role."""
        behind = NAMED_BEHIND.match(self._text, end)
        if behind:
            person = self._named(behind.group(1)) or Person(behind.group(1))
            person.role = person.role or ARTICLE.sub("", written)
            return person
        return self._by_role.get(written.lower().rpartition(" ")[2])

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
            return  # the Civic List
        elif known is None or " " not in known.name:
            titled = role.lower().strip(".") in HONORIFICS
            person = Person(name, gender or (known.gender if known else ""), "" if titled else role)
            person.role = person.role or self._apposition(start + len(words))
            self._add(person)
        elif name.split(" ", 1)[0].casefold() in known.name.casefold():
            known.gender = known.gender or gender
            known.role = known.role or self._apposition(start + len(words))

    def _add(self, person: Person) -> None:
        self._by_last[last_of(person.name)] = person
        if person.role:
            self._by_role.setdefault(person.role.split(" of ")[0].split(" for ")[0].rpartition(" ")[2].lower(), person)

    def _apposition(self, end: int) -> str:
        found = APPOSITION.match(self._text, end)
        if not found or not AUXILIARIES.isdisjoint(found.group(1).split()):  # For Smith, the bell is a friend
            return ""
        return ARTICLE.sub("", found.group(1)).strip()

    def mentions_before(self, start: int) -> list[Mention]:
        """The last mentions of persons before ``start``, in order."""
        mentions: list[Mention] = []
        at = bisect_left(self._starts, start) - 1
        while at >= 0 and len(mentions) < MOST_MENTIONS and start - self._starts[at] < FARTHEST_MENTION:
            facts = self._found[at][2]
            if mention := self._mention(at) if facts.personal or facts.last in self._by_last else None:
                mentions.append(mention)
            at -= 1
        return mentions[::-1]

    def _mention(self, at: int) -> Mention | None:
        """The ``at``-th name of the article, if it is a person's; a last name alone is one where it acts."""
        start, words, facts = self._found[at]
        mention = self._mentions.get(at)
        person = self._by_last.get(facts.last)
        if mention and mention.person is person:
            return mention
        if person is None and (not facts.personal or " " in words):
            return None
        precedes, follows = surroundings(self._text, start, words)
        if person is None:
            if precedes != "cue" and follows not in ("cue", "verb"):
                return None
            person = self._by_last[facts.last] = Person(facts.name)
        paragraph = self.paragraph_of(start)
        opens = at == 0 or self._starts[at - 1] < self._breaks[paragraph - 1]
        occurrences = self._counts[facts.last]
        mention = Mention(start, words, person, occurrences, paragraph, opens, precedes, follows)
        self._mentions[at] = mention
        return mention

    def _just_before(self, start: int) -> Person | None:
        nearest = self.mentions_before(start)[-1:]
        if not nearest:
            return None
        between = self._text[nearest[0].start + len(nearest[0].words) : start].strip()
        enclosed = between.startswith("(") and between.endswith((")", "),"))
        return nearest[0].person if between in ("", ",") or enclosed else None


def _without_quotations(text: str, paragraphs: list[Paragraph]) -> str:
    pieces, at = [], 0
    for paragraph in paragraphs:
        for one in paragraph.quoted:
            pieces += [text[at : one.start], "_" * (one.end - one.start)]
            at = one.end
    return "".join([*pieces, text[at:]])


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
    lowered = [part.strip(".") for part in " ".join(parts).lower().split(" ")]
    if not NOT_A_PERSON.isdisjoint(lowered) or lowered[-1] in TITLES:
        return False
    abbreviated = parts[-1].isupper() and len(parts[-1]) > 2  # noqa: PLR2004 - the FBI, but not J. D. or "Ng"
    return not abbreviated and (known or lowered[-1] not in PLACES)


@lru_cache(maxsize=1 << 14)
def last_of(name: str) -> str:
    """The last name, folded, by which an article calls somebody."""
    rest, _, last = name.rstrip(" ,.").rpartition(" ")
    return last_of(rest) if rest and last.rstrip(".").lower() in ("jr", "sr", "ii", "iii") else last.casefold()


def _leads_in(word: str) -> bool:
    """Whether a word stands before a name and is no part of it: When Robert Brackley, On Monday Trump."""
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
        if word in TITLES or behind_thing or words[at].endswith(POSSESSIVES):
            start = at + 1
            break
    role = ARTICLE.sub("", " ".join(words[:start]).strip(" ,")) if start else ""
    while start < count and _leads_in(words[start]):
        start += 1
    name = " ".join(words[start:]).strip(" ,").rstrip(".")
    if name.endswith(POSSESSIVES):
        name = name[:-2]
    if role and (role.lower().endswith(NO_ROLE_ENDS) or role.lower() in NOT_A_PERSON):
        role = ""
    return name, role


FIRST_NAMES = MALE | FEMALE
THINGS = NOT_A_PERSON | PLACES | ROLES
POSSESSIVES = ("'s", "’s")
NO_ROLE_ENDS = ("of", "for", "and", *POSSESSIVES)
