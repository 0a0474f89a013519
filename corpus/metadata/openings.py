"""What stands before the first sentence of a text: a byline, a dateline, its agency, a label."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from corpus.metadata.credits import BY_WORD, agency_of, names_of
from corpus.metadata.datelines import BEGIN, DASH, TITLED, Dateline, split_dateline
from corpus.patterns import Expression

BEFORE_TEXT = "before the text"  # where what is found here stood, as origins say it
MOST_BEFORE = 3  # paragraphs that are looked at: a byline, a date, a place
# "By Una Brack", and not "By Friday the boats will have stopped."
BYLINE = Expression(rf"{BY_WORD}\p{{L}}[^.?!:;“”\"]{{1,100}}?\.?")
# The same before the dateline in one paragraph: "By Una Brack PORT ALDER, Sept 17 (Coastwire) - The ferry …".
GLUED = Expression(
    rf"(?P<byline>By\s\p{{Lu}}[\p{{L}}.'’\-]{{1,40}}(?:\s(?:and\s)?\p{{Lu}}[\p{{L}}.'’\-]{{0,40}}){{1,6}}?),?\s"
    rf"(?=\p{{Lu}}{{3}}.{{0,120}}?{DASH}\s)"
)
NAMES = Expression(
    r"\p{Lu}[\p{L}\p{M}.'’\-]*(?:\s(?:(?:de|van|von|der|den|la|le|bin|al|el|y|da|dos|di)\s)*\p{Lu}[\p{L}\p{M}.'’\-]*)+"
)
# How agencies end their copy; it stays in the text.
CLOSING = Expression(r"\(?(?:Reporting|Writing|Written|Story) by (?P<names>\p{Lu}[^;()]{2,150}?)\s*(?:[;)]|\.?$)")


class Opening(NamedTuple):
    """What stood before the text, each empty where it did not, and the ``paragraphs`` without it. Where no byline does,
    it is that of the last paragraph ("Reporting by Una Brack")."""

    byline: tuple[str, ...]
    dateline: str
    agency: str
    label: str
    paragraphs: tuple[str, ...]


def opening_of(paragraphs: Sequence[str]) -> Opening:
    """What the ``paragraphs`` of a text begin with; one of them stays at least."""
    byline: tuple[str, ...] = ()
    found = Dateline("", "")
    rest = list(paragraphs)
    for _ in range(MOST_BEFORE):
        if not rest:
            break
        if not byline and (names := _byline(rest[0])) and len(rest) > 1:
            byline = names
            del rest[0]
            continue
        if not byline and (glued := GLUED.match(rest[0])):
            byline = names_of(glued["byline"])
            rest[0] = rest[0][glued.end() :]
        if len(rest) > 1 and len(rest[0]) <= LONGEST_DATELINE and (alone := _alone(rest[0])):
            found = alone
            del rest[0]
            continue
        if not found.place:
            found = split_dateline(rest[0])
            found = found if found != Dateline("", rest[0]) else _by_mention(rest)
            rest[0] = found.rest
        break
    if not byline and rest and (closing := CLOSING.match(rest[-1])):
        byline = names_of(closing["names"])
    return Opening(byline, found.place, _agency(found.agency), found.label, tuple(rest))


def _agency(text: str) -> str:
    """The agency of a dateline by its usual name, the first of several."""
    return agency_of(text) or text.partition("/")[0]


def agency_in(dateline: str) -> str:
    """The agency that a whole dateline names: ``PORT ALDER (AP) _``."""
    found = _alone(dateline)
    return _agency(found.agency) if found else ""


def _by_mention(paragraphs: Sequence[str]) -> Dateline:
    """The dateline of a first paragraph that begins with words in small letters and a dash, "Port Alder – ", where the
    text says of these words that something is there: "the hospital in Port Alder"."""
    first = paragraphs[0]
    found = BEFORE_DASH.match(first)
    rest = first[found.end() :] if found else first
    if found and any(f" {word} {found['place']}" in text for word in THERE for text in (rest, *paragraphs[1:])):
        return Dateline(found["place"], rest)
    return Dateline("", first)


BEFORE_DASH = Expression(rf"(?P<place>{TITLED})\s(?:—|–|-)\s{BEGIN}")
THERE = ("in", "at", "near", "from", "à", "a", "en", "em", "i", "w", "v", "di")


def _alone(paragraph: str) -> Dateline | None:
    """The dateline that a paragraph is, and nothing else."""
    found = split_dateline(f"{paragraph} {STAND_IN}")
    return found if found.rest == STAND_IN else None


STAND_IN, LONGEST_DATELINE = "Text", 150  # what would follow a dateline that has a paragraph of its own; characters


def _byline(paragraph: str) -> tuple[str, ...]:
    """The names in a paragraph that is nothing but a byline."""
    found = BYLINE.fullmatch(paragraph)
    names = names_of(paragraph) if found else ()
    return names if all(map(NAMES.fullmatch, names)) else ()
