"""What is indexed: an article, and each of its quotes, as texts and values."""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import UTC, datetime, time
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from corpus.article import PART_BREAK, Article, derived_id
from corpus.plain import without_texts

NO_DAY = 0  # date.min has ordinal 1
NO_INSTANT = -(1 << 63)
ARTICLE_FACETS = ("section", "byline", "tags")
QUOTE_FACETS = ("speaker", "section")
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
NOT_NAMED = re.compile(r"^(?:a|an|the|his|her|their|its|one|two|some|many|several|another|this|that)\b", re.IGNORECASE)


# A stretch of text: its field, the text, and what of it stands in quotations: half-open, in code points, in order. A
# plain tuple, for there are many of each article, and one with names takes five times as long to make.
TextPart: TypeAlias = tuple[str, str, tuple[tuple[int, int], ...]]


class Document(NamedTuple):
    """One entry of an index. ``day`` is a proleptic ordinal or ``NO_DAY``, ``instant`` seconds since 1970 in UTC or
    ``NO_INSTANT``; ``labels`` are the values of its facets, ``numbers`` other values to be kept in columns. Where
    documents are kept whole, that is the first so many of their parts, ``texts``, and ``about``, all without line
    breaks."""

    id: str
    parts: tuple[TextPart, ...]
    day: int
    instant: int
    labels: dict[str, tuple[str, ...]]
    numbers: dict[str, int] = {}  # noqa: RUF012 - never changed
    texts: int = 0
    about: str = ""


def article_document(article: Article) -> Document:
    """The document of a whole article."""
    labels = {"section": (article.section,) if article.section else (), "byline": article.byline, "tags": article.tags}
    texts, about = _text_parts(article), _encode(without_texts(article))
    return Document(article.id, (*texts, *_metadata(article)), *_when(article), labels, {}, len(texts), about)


def _text_parts(article: Article) -> list[TextPart]:
    if not article.quotes:
        return [(field, text, ()) for field, text in article.strings]
    spans = [(quote.start, quote.end) for quote in article.quotes]
    found: list[TextPart] = []
    at, start = 0, 0
    for field, text in article.strings:
        end = start + len(text)
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        stop = at
        while stop < len(spans) and spans[stop][0] < end:
            stop += 1
        quoted = tuple([(max(first, start) - start, min(last, end) - start) for first, last in spans[at:stop]])
        found.append((field, text, quoted))
        start = end + len(PART_BREAK)
    return found


def _metadata(article: Article) -> list[TextPart]:
    found: list[TextPart] = [("byline", name, ()) for name in article.byline]
    if article.dateline:
        found.append(("dateline", article.dateline, ()))
    if article.section:
        found.append(("section", article.section, ()))
    found += [("tags", tag, ()) for tag in article.tags]
    speakers = dict.fromkeys([(quote.speaker, quote.speaker_role) for quote in article.quotes if quote.speaker])
    found += [("speaker", f"{name} {role}", ()) for name, role in speakers]
    if article.url:
        found.append(("url", article.url, ()))
    found.append(("source", article.source.file, ()))
    return found


def quote_documents(article: Article, number: int) -> list[Document]:
    """The documents of an article's quotes; ``number`` is the article's own. Words without a speaker are left out
    where they are unlikely to be anybody's (scare quotes, titles)."""
    if not article.quotes:
        return []
    documents, when = [], _when(article)
    for nth, (quote, identifier) in enumerate(zip(article.quotes, quote_ids(article), strict=True)):
        said = article.text[quote.start : quote.end]
        if not quote.speaker and quote.confidence < UNLIKELY and len(said.split()) <= FEW_WORDS:
            continue
        parts = ("quotes", said, ()), ("speaker", f"{quote.speaker} {quote.speaker_role}", ())
        labels = {
            "speaker": (quote.speaker,) if is_named(quote.speaker) else (),
            "section": (article.section,) * bool(article.section),
        }
        documents.append(Document(identifier, parts, *when, labels, {"article": number, "nth": nth}))
    return documents


# A quote without a speaker of at most so many words, and below this confidence, is left out as a scare quote or title.
# On 840 marked articles, 493 of the 662 such quotes are nobody's words; of 143 longer ones, which stay, 71 are.
UNLIKELY, FEW_WORDS = 0.25, 3


def quote_ids(article: Article) -> list[str]:
    """The ids of an article's quotes: from the article's id and the words, so that they outlast a rebuild."""
    seen: dict[str, int] = {}
    identifiers = []
    for quote in article.quotes:
        words = article.text[quote.start : quote.end]
        before = seen.get(words, 0)
        identifiers.append(derived_id("", article.id, words, str(before)))
        seen[words] = before + 1
    return identifiers


@lru_cache(maxsize=1 << 12)
def is_named(speaker: str) -> bool:
    """Whether a speaker is known by name, and not described ("a spokesman")."""
    return bool(speaker) and any(char.isupper() for char in speaker) and not NOT_NAMED.match(speaker)


def speaker_key(name: str) -> str:
    """What one person's names have in common: without initials, case, marks and suffixes. ``Paul D. Ryan`` and
    ``Paul Ryan`` are ``paul-ryan``; ``Smith`` alone is not ``John Smith``."""
    plain = unicodedata.normalize("NFD", name.casefold())
    words = re.findall(r"[^\W_]+", "".join(char for char in plain if not unicodedata.combining(char)))
    kept = [word for n, word in enumerate(words) if len(word) > 1 or n == 0]
    return "-".join(word for word in kept if word not in ("jr", "sr", "ii", "iii")) or "-".join(words)


def _when(article: Article) -> tuple[int, int]:
    published = article.published
    if published is None:
        return NO_DAY, NO_INSTANT
    if not isinstance(published, datetime):
        return published.toordinal(), int(datetime.combine(published, time(), UTC).timestamp())
    return published.toordinal(), int(published.timestamp())
