"""What an attribution is: who speaks, as written, and the rule that found it."""

from __future__ import annotations

from typing import NamedTuple

from corpus.grammar.marks import Stretch


class Attribution(NamedTuple):
    """Who speaks, as written: a stretch of the text, the cue (or "" or a sign), the rule that found it, and how
    sure the ranking is of it (1 where a rule needs none)."""

    start: int
    end: int
    cue: str
    rule: str
    certainty: float = 1.0


class Paragraph(NamedTuple):
    """A paragraph of the text and the quotations in it."""

    start: int
    end: int
    quoted: list[Stretch]


# These rules read the speaker off a fixed pattern; where another found it, the candidates are ranked.
SURE_RULES = frozenset(
    ["inverted", "after", "shared", "label", "passive", "just before", "tail", "according", "signature"]
)
