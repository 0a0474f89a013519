"""What an archive answers to a few letters, and of an article: what leads on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

SuggestionKind = Literal["words", "person", "section", "tag", "author"]


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
