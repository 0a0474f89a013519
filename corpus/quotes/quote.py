"""What a quote is, once found."""

from __future__ import annotations

from typing import Literal, NamedTuple

from corpus.quotes.rules import Rule

QuoteKind = Literal["direct", "partial", "headline"]


class Quote(NamedTuple):
    """Words between quotation marks, and whose they are. Offsets are code points of the text they stand in.

    ``start`` and ``end`` delimit the words, marks left out. ``speaker`` is the name that the mention at
    ``speaker_start`` to ``speaker_end`` stands for in this article ("he" → "Sean Spicer"), empty where nobody can be
    told; ``speaker_role`` what the text calls them; ``cue`` the verb of saying; ``rule`` what decided, one of
    ``corpus.quotes.rules.RULES``; ``confidence`` the probability that these are somebody's words and the speaker is
    right. Quotes with one ``chain`` are parts of one quotation.
    """

    start: int
    end: int
    kind: QuoteKind = "direct"
    speaker: str = ""
    speaker_start: int | None = None
    speaker_end: int | None = None
    speaker_role: str = ""
    cue: str = ""
    rule: Rule = ""
    confidence: float = 0.0
    chain: int = 0
