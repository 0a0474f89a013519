"""Whose words stand in an article, as its page shows them: beside each paragraph, and all together."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import NamedTuple

from corpus.article import Article, Part
from corpus.quotes.quote import QUOTED, Quote
from index.document import is_counted, is_named, quote_ids, speaker_key
from search import doubt


class Voice(NamedTuple):
    """Somebody who speaks in a stretch of an article: the name, empty where nobody is told; the key of their page,
    empty for who is described and not named; what the text calls them; their quotes, and what they say outside
    quotation marks."""

    speaker: str
    key: str
    role: str
    quotes: tuple[Quote, ...]
    statements: tuple[Quote, ...] = ()


def least_sure(quotes: Iterable[Quote]) -> str:
    """What a reader is to be told of the least sure of the quotes."""
    return doubt(min(quotes, key=lambda quote: quote.confidence))


def voices(article: Article, part: Part) -> list[Voice]:
    """Who speaks in a part, in order; one whose quote began in another part too."""
    within = [quote for quote in article.quotes if quote.start < part.end and quote.end > part.start]
    return [voice for voice in _voices(within) if voice.speaker]


def speakers(article: Article) -> list[Voice]:
    """Who speaks in an article, most quoted first; then words of which nobody is told, under an empty name."""
    counted = [quote for quote in article.said if is_counted(article, quote)]
    return sorted(_voices(counted), key=lambda voice: (not voice.speaker, -len(voice.quotes), -len(voice.statements)))


def _voices(quotes: Iterable[Quote]) -> list[Voice]:
    spoken: dict[str, list[Quote]] = {}
    for quote in quotes:
        spoken.setdefault(quote.speaker and (speaker_key(quote.speaker) or quote.speaker), []).append(quote)
    return [
        Voice(
            speaker=theirs[0].speaker,
            key=key if is_named(theirs[0].speaker) else "",
            role=next((quote.speaker_role for quote in theirs if quote.speaker_role), ""),
            quotes=tuple(quote for quote in theirs if quote.kind in QUOTED),
            statements=tuple(quote for quote in theirs if quote.kind not in QUOTED),
        )
        for key, theirs in spoken.items()
    ]


def corrections(article: Article) -> str:
    """Lines for ``people.toml`` that say of each quote who speaks, as it is now, to be changed where it is wrong."""
    lines = [
        f"{json.dumps(identifier)} = {json.dumps(quote.speaker, ensure_ascii=False)}"
        f"  # {_beginning(article.text[quote.start : quote.end])}"
        for identifier, quote in zip(quote_ids(article), article.said, strict=True)
        if is_counted(article, quote)
    ]
    return "\n".join(["[speaker]", *lines])


def _beginning(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= BEGINNING else f"{line[:BEGINNING].rstrip()} …"


BEGINNING = 40  # characters of a quote by which its line is known
