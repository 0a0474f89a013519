"""What a quote is, once found, and the rules that tell who speaks, each by the name that a quote carries in JSON."""

from __future__ import annotations

from typing import Literal, NamedTuple

Rule = Literal[
    "inverted", "after", "tail", "according", "signature", "label", "just before", "before", "passive", "subject",
    "ranked", "reported", "shared", "follows", "same sentence", "precedes", "sentence before", "goes on", "colon",
    "paragraph", "paragraph before", "below", "editor", "",
]  # fmt: skip

# What each rule goes by, and an example where one is short.
RULES: dict[Rule, tuple[str, str]] = {
    # The sentence around the quotation tells.
    "inverted": ("a verb of saying and the speaker follow", "“It is over,” said Smith."),
    "after": ("the speaker and a verb of saying follow", "“It is over,” Smith, who led it, said."),
    "tail": ("the sentence ends with who says so", "It was “over” when he came, Smith said."),
    "according": ("“according to”, or whose statement it is, names the speaker", "According to Smith, it was “over”."),
    "signature": ("the speaker stands behind a dash, there or in the next paragraph", "“It is over.” — John Smith"),
    "label": ("the speaker stands before a colon", "Smith: “It is over.”"),
    "just before": ("a verb that reports speech stands right behind the speaker", "Smith said it was “over”."),
    "before": ("another verb of saying, or not right behind, precedes", "Smith, a baker, said it was “over”."),
    "passive": ("a passive names the speaker", "It was called “over” by Smith."),
    "subject": ("the subject of the clause, without a verb of saying", "Smith has “no time”."),
    "ranked": ("the likeliest phrase of the sentence by the weights, not the one that a pattern gives", ""),
    # The sentence is a statement without quotation marks (others have "tail" and "according").
    "reported": ("a clause follows the verb of saying", "Smith said it was over."),
    # Another quotation of the paragraph tells.
    "shared": ("another quotation of the sentence has this speaker", "“It is over,” said Smith, “at last.”"),
    "follows": ("one of this speaker precedes a sentence that is only a quotation", "“No,” said Smith. “It is over.”"),
    "same sentence": (
        "one of this speaker precedes, and the sentence names nobody",
        "“No,” said Smith. But “it is over.”",
    ),
    "precedes": ("one of this speaker follows in the paragraph", "“It is over.” That was it. “No,” said Smith."),
    # What stands before or behind tells.
    "sentence before": ("the sentence before tells who is about to speak", "Smith laughed. “It is over.”"),
    "goes on": ("the quotation runs over paragraphs, and another tells", "“No,” said Smith. “It is.\n“It is over.”"),
    "colon": ("the paragraph before ends with a colon or a dash", "Smith went on:\n“It is over.”"),
    "paragraph": ("the last quotation of the paragraph before has this speaker", "“No,” said Smith.\n“It is over.”"),
    "paragraph before": ("the paragraph before tells who is about to speak", "Smith laughed.\n“It is over.”"),
    "below": (
        "it stands in the headline, and a quotation of this speaker has its words",
        "‘It is over’\n“It is over,” said Smith.",
    ),
    # No rule of the text tells.
    "editor": ("an editor says so in people.toml", ""),
    "": ("nothing tells", ""),
}

# These read the speaker off a fixed pattern; where another rule found it, the candidates are ranked.
SURE_RULES: frozenset[Rule] = frozenset(
    ["inverted", "after", "shared", "label", "passive", "just before", "tail", "according", "signature"]
)


class Attribution(NamedTuple):
    """Who speaks, as written: a stretch of the text, the cue (or "" or a sign), the rule that found it, and how
    sure the ranking is of it (1 where a rule needs none)."""

    start: int
    end: int
    cue: str
    rule: Rule
    certainty: float = 1.0


QuoteKind = Literal["direct", "partial", "headline", "indirect"]
QUOTED: tuple[QuoteKind, ...] = ("direct", "partial", "headline")  # in quotation marks


class Quote(NamedTuple):
    """Words between quotation marks, or what is said without them (of the kind "indirect"), and whose they are. Offsets
    are code points of the text they stand in.

    ``start`` and ``end`` delimit the words, marks left out. ``speaker`` is the name that the mention at
    ``speaker_start`` to ``speaker_end`` stands for in this article ("he" → "Sean Spicer"), empty where nobody can be
    told; ``speaker_role`` what the text calls them; ``cue`` the verb of saying; ``rule`` what decided, one of
    ``RULES``; ``confidence`` the probability that these are somebody's words and the speaker is right; ``somebodys``
    that they are anybody's at all, which is never less, but 0 in archives that an older Morgue built. Quotes with one
    ``chain`` are parts of one quotation.
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
    somebodys: float = 0.0
