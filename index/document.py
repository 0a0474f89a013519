"""What is indexed: an article, and each of its quotes, as texts and values."""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import UTC, date, datetime, time
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from corpus.article import PART_BREAK, TEASER, Article, PartField, derived_id
from corpus.grammar.names import only_describes
from corpus.plain import without_texts
from corpus.quotes.quote import Quote
from index.fields import ARTICLE_FACETS, FACETS, FLAGS, QUOTE_FACETS
from index.text.analysis import APOSTROPHES

NO_DAY = 0  # date.min has ordinal 1
NO_INSTANT = -(1 << 63)
# The facets whose values a document of each kind has as labels, in this order.
ARTICLE_LABELS = tuple(name for name in ARTICLE_FACETS if FACETS[name].kind == "labels")
QUOTE_LABELS = tuple(name for name in QUOTE_FACETS if FACETS[name].kind == "labels")
QUOTE_FIELDS, QUOTE_NUMBERS = ("quotes", "speaker"), ("article", "nth")
NAMES = "name"  # the facet of quotes that has speakers' names as they stand in the articles
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
NO_APOSTROPHES = str.maketrans("", "", APOSTROPHES)
SHORTEST_NAME = 2
NOT_NAMED = re.compile(
    r"(?i:the|(?:a|an|his|her|their|its|one|two|some|many|several|another|this|that)(?-i:(?= [^A-Z])))(?= |$)"
)


class Document(NamedTuple):
    """One entry of an index.

    ``texts`` are searched, each in the field that ``fields`` names; ``quoted`` is what of them stands in quotations, in
    order: which text, and where in it, half-open, in code points. ``day`` is a proleptic ordinal or ``NO_DAY``,
    ``instant`` seconds since 1970 in UTC or ``NO_INSTANT``; ``labels`` are the values of each facet, ``numbers`` those
    of other columns. Where documents are kept whole, that is the first so many of their texts, ``kept``, and ``about``,
    all without line breaks.
    """

    id: str
    fields: tuple[str, ...]
    texts: tuple[str, ...]
    day: int
    instant: int
    labels: tuple[tuple[str, ...], ...] = ()
    kept: int = 0
    about: str = ""
    quoted: tuple[tuple[int, int, int], ...] = ()
    numbers: tuple[int, ...] = ()


def article_document(article: Article) -> Document:
    """The document of a whole article; its labels are those of ``ARTICLE_LABELS``."""
    strings = article.strings
    fields, texts = zip(*strings, *other_texts(article), strict=True)
    labels = _one(article.section), article.byline, _one(article.publication), article.tags
    about, quoted = _encode(without_texts(article)), _quoted(article, strings)
    return Document(article.id, fields, texts, *when(article.published), labels, len(strings), about, quoted)


def _one(label: str) -> tuple[str, ...]:
    return (label,) if label else ()


def _quoted(article: Article, strings: list[tuple[PartField, str]]) -> tuple[tuple[int, int, int], ...]:
    if not article.quotes:
        return ()
    spans = [(quote.start, quote.end) for quote in article.quotes]
    found = []
    at, start = 0, 0
    for n, (_, text) in enumerate(strings):
        end = start + len(text)
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        stop = at
        while stop < len(spans) and spans[stop][0] < end:
            stop += 1
        found += [(n, max(first, start) - start, min(last, end) - start) for first, last in spans[at:stop]]
        start = end + len(PART_BREAK)
    return tuple(found)


def other_texts(article: Article) -> list[tuple[str, str]]:
    """What is searched of an article beside its text: fields and texts."""
    found = [("byline", name) for name in article.byline]
    if article.dateline:
        found.append(("dateline", article.dateline))
    if article.section:
        found.append(("section", article.section))
    found += [("tags", tag) for tag in article.tags]
    speakers = dict.fromkeys([(quote.speaker, quote.speaker_role) for quote in article.quotes if quote.speaker])
    found += [("speaker", f"{name} {role}") for name, role in speakers]
    found += [(name, text) for name in NAMED if (text := getattr(article, name))]
    found += [("is", flag) for flag in flags(article)]
    found.append(("source", article.source.file))
    return found


# Attributes of an article that are fields by the same name, of one string each.
NAMED = ("kicker", "publication", "agency", "correction", "language", "page", "edition", "url")


def flags(article: Article) -> list[str]:
    """Those of ``index.fields.FLAGS`` that an article has."""
    has = bool(article.correction), any(remark.startswith(TEASER) for remark in article.remarks)
    return [flag for flag, it in zip(FLAGS, has, strict=True) if it]


def quote_documents(article: Article, number: int) -> list[Document]:
    """The documents of what is said in an article, with the labels of ``QUOTE_LABELS`` and ``QUOTE_NUMBERS``: the
    article's ``number``, and which of ``Article.said`` it is. Words without a speaker are left out where they are
    unlikely to be anybody's (scare quotes, titles)."""
    if not article.said:
        return []
    documents, published = [], when(article.published)
    for nth, (quote, identifier) in enumerate(zip(article.said, quote_ids(article), strict=True)):
        if not is_counted(article, quote):
            continue
        texts = article.text[quote.start : quote.end], f"{quote.speaker} {quote.speaker_role}"
        labels = (quote.speaker,) * is_named(quote.speaker), (quote.kind,), _one(article.section)
        documents.append(Document(identifier, QUOTE_FIELDS, texts, *published, labels, numbers=(number, nth)))
    return documents


def is_counted(article: Article, quote: Quote) -> bool:
    """Whether what is said is taken for somebody's words, and so found among quotes."""
    if quote.kind == "indirect":
        return True
    said = article.text[quote.start : quote.end]
    return bool(quote.speaker) or quote.somebodys >= UNLIKELY or len(said.split()) > FEW_WORDS


# A quote without a speaker of at most so many words, and less likely than this to be anybody's, is left out as a scare
# quote or title. On 840 marked articles, 538 of the 664 such quotes are nobody's words; of 117 longer ones, which stay,
# 73 are.
UNLIKELY, FEW_WORDS = 0.5, 3


def quote_ids(article: Article) -> list[str]:
    """The ids of what is said in an article (of ``Article.said``): from the article's id and the words, so that they
    outlast a rebuild."""
    seen: dict[str, int] = {}
    identifiers = []
    for quote in article.said:
        words = article.text[quote.start : quote.end]
        before = seen.get(words, 0)
        identifiers.append(derived_id("", article.id, words, str(before)))
        seen[words] = before + 1
    return identifiers


@lru_cache(maxsize=1 << 12)
def is_named(speaker: str) -> bool:
    """Whether a speaker is known by name, and not described ("a spokesman")."""
    if len(speaker) < SHORTEST_NAME or NOT_NAMED.match(speaker) or not any(char.isupper() for char in speaker):
        return False
    return not only_describes(speaker.split(" "))


def speaker_key(name: str) -> str:
    """What one person's names have in common: without case, marks and apostrophes, and without initials behind a first
    name; initials in place of one count together. Suffixes and numerals tell father and son apart, and a letter that
    ends a name is no initial.

    >>> speaker_key("Paul D. Ryan"), speaker_key("PAUL RYAN JR."), speaker_key("J. K. O’Dowd"), speaker_key("Malcolm X")
    ('paul-ryan', 'paul-ryan-jr', 'jk-odowd', 'malcolm-x')
    """
    plain = unicodedata.normalize("NFD", name.casefold()).translate(NO_APOSTROPHES)
    words = re.findall(r"[^\W_]+", "".join(char for char in plain if not unicodedata.combining(char)))
    initials = list(takewhile(lambda word: len(word) == 1, words[:-1]))
    behind = words[len(initials) :]
    kept = ["".join(initials), *(word for word in behind[:-1] if len(word) > 1), *behind[-1:]]
    return "-".join(word for word in kept if word)


def when(published: date | datetime | None) -> tuple[int, int]:
    """The day and the instant of publication, as in ``Document``."""
    if published is None:
        return NO_DAY, NO_INSTANT
    if not isinstance(published, datetime):
        return published.toordinal(), int(datetime.combine(published, time(), UTC).timestamp())
    return published.toordinal(), int(published.timestamp())
