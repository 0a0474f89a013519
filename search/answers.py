"""What an archive answers beside results: what it holds, of when, who speaks in it, and what leads on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Unit = Literal["day", "month", "year"]
SuggestionKind = Literal["words", "person", "section", "tag", "author"]


@dataclass(frozen=True)
class Periods:
    """How many results there are of each period, from the first that has any to the last, as the span asks: by days
    (2017-06-21), months (2017-06) or years. ``undated`` have none. ``whole`` is how many there are of each of these
    periods, whatever was asked."""

    unit: Unit
    periods: dict[str, int]
    undated: int
    whole: dict[str, int]


@dataclass(frozen=True)
class Timeline(Periods):
    """The periods of a search; the others are as in ``search.request.Results``."""

    total: int
    read_as: str
    notes: tuple[str, ...]
    partial: bool


@dataclass(frozen=True)
class Speaker:
    """Somebody who is quoted: the name, the key that all their names share, how many quotes they have, and how many
    statements outside quotation marks."""

    key: str
    name: str
    quotes: int
    statements: int


@dataclass(frozen=True)
class SpeakerProfile:
    """What an archive knows of a speaker.

    ``statements``: how many there are outside quotation marks, of which nothing else is counted; ``articles``: in which
    either stand; ``roles``: what articles call them, most often first; ``years``: quotes a year, latest first;
    ``words``: those that are theirs more than others' (log-likelihood, Dunning 1993); ``together``: who else is quoted
    in the same articles.
    """

    key: str
    name: str
    quotes: int
    statements: int
    articles: int
    roles: tuple[str, ...]
    years: dict[str, int]
    words: tuple[str, ...]
    together: tuple[Speaker, ...]


@dataclass(frozen=True)
class Stats:
    """What an archive holds; ``statements`` are what is said outside quotation marks. ``first`` and ``last`` are days
    of publication; ``undated`` counts articles without."""

    articles: int
    quotes: int
    statements: int
    first: date | None
    last: date | None
    undated: int
    words: int
    sections: dict[str, int]
    unreadable: int
    generation: str
    built: datetime


@dataclass(frozen=True)
class Suggestion:
    """What a reader may be typing: words to search for, or a label. ``key`` is a person's, as of ``Speaker``; ``count``
    how many quotes a person has, or articles a label; 0 of words."""

    kind: SuggestionKind
    text: str
    key: str = ""
    count: int = 0


@dataclass(frozen=True)
class Similar:
    """An article that is like another; ``score`` says how much, beside others of the same one."""

    id: str
    score: float
    headline: str
    published: date | datetime | None
    section: str
    publication: str
