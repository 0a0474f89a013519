"""Articles and their quotes as the documents that a cluster is sent, and back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import xxhash

from corpus.article import Article
from corpus.plain import SAID, from_record, to_record
from index.archive.indexing import QUOTE_WEIGHTS
from index.cluster.connection import Json
from index.cluster.mapping import ARTICLE, ARTICLES, QUOTE, QUOTES, Side
from index.cluster.sending import Action
from index.cluster.terms import Words, read, relative
from index.columns.labels import beginnings, folded
from index.document import (
    ARTICLE_LABELS,
    NO_DAY,
    NO_INSTANT,
    QUOTE_LABELS,
    Document,
    article_document,
    quote_documents,
    speaker_key,
    when,
)
from index.fields import FACETS

SECONDS_BEFORE_1970 = date(1970, 1, 1).toordinal() * 86_400


class Batch(NamedTuple):
    """What is sent of some articles: ``actions``, what is to be done with which document; the ``ids`` of the articles,
    and how many quotes and statements each has that are documents; what there is of words and labels in them."""

    actions: list[Action]
    ids: list[str]
    said: list[tuple[int, int]]
    known: Known


class Known(NamedTuple):
    """What is known of articles together: how often ``forms`` stand in them everywhere, and in quotes; the words
    written in parts (``index.cluster.terms``), there and in quotes; and the values of facets, of articles
    and of quotes."""

    forms: Counter[str]
    said: Counter[str]
    compounds: Counter[tuple[str, str]]
    said_compounds: Counter[tuple[str, str]]
    labels: set[tuple[str, str, str]]

    @classmethod
    def nothing(cls) -> Known:
        """Of no articles."""
        return cls(Counter(), Counter(), Counter(), Counter(), set())

    def add(self, more: Known) -> None:
        """Take in what is known of other articles."""
        self.forms.update(more.forms)
        self.said.update(more.said)
        self.compounds.update(more.compounds)
        self.said_compounds.update(more.said_compounds)
        self.labels.update(more.labels)


def key_of(identifier: str) -> str:
    """By what the document of an article is known there, and its quotes are kept beside it: ids may be longer than a
    cluster takes."""
    return xxhash.xxh3_128_hexdigest(identifier.encode("utf-8", "surrogatepass"))


def quote_key(key: str, nth: int) -> str:
    """The same of the ``nth`` quote of an article."""
    return f"{key}-{nth}"


def batch_of(
    articles: Sequence[Article],
    boosts: Mapping[str, float],
    averages: Mapping[str, Mapping[str, float]],
    share: str = "",
) -> Batch:
    """The documents of ``articles``, and of their quotes; ``averages`` are the lengths of fields by ``Side.kind``.

    Where several write, each names its ``share``, and of one article the version that was published last stays."""
    documents = [article_document(article) for article in articles]
    quotes = [quote_documents(article, number) for number, article in enumerate(articles)]
    read_articles = read(documents, boosts)
    read_quotes = read([quote for some in quotes for quote in some], QUOTE_WEIGHTS)
    quote_words = iter(read_quotes.words)
    actions: list[Action] = []
    labels = {*_labels(ARTICLE, ARTICLE_LABELS, documents)}
    labels.update(_labels(QUOTE, QUOTE_LABELS, (quote for some in quotes for quote in some)))
    for article, document, words, some in zip(articles, documents, read_articles.words, quotes, strict=True):
        key = key_of(article.id)
        about: Json = {"routing": key, **_version(article, share)}
        actions.append(({"index": {"_id": key, **about}}, {
            "document": ARTICLE, "id": article.id, "article": to_record(article), "share": share,
            **dict(zip(ARTICLE_LABELS, document.labels, strict=True)),
            **_common(document), **_words(words, ARTICLES, averages),
        }))  # fmt: skip
        for quote in some:
            nth = quote.numbers[1]
            actions.append(({"index": {"_id": quote_key(key, nth), **about}}, {
                "document": {"name": QUOTE, "parent": key}, "id": quote.id, "of": article.id, "nth": nth,
                "share": share,
                **_said_by(quote), **_common(quote), **_words(next(quote_words), QUOTES, averages),
            }))  # fmt: skip
    known = Known(read_articles.forms, read_quotes.forms, read_articles.compounds, read_quotes.compounds, labels)
    return Batch(actions, [article.id for article in articles], [*map(_count_said, quotes)], known)


def _count_said(quotes: list[Document]) -> tuple[int, int]:
    statements = sum(quote.labels[QUOTE_LABELS.index("kind")] == ("indirect",) for quote in quotes)
    return len(quotes) - statements, statements


def _version(article: Article, share: str) -> Json:
    """By what the later of two versions is told, where another process may write the other."""
    _, instant = when(article.issued)
    seconds = 0 if instant == NO_INSTANT else instant + SECONDS_BEFORE_1970
    return {"version": seconds, "version_type": "external_gte"} if share else {}


def _labels(of: str, facets: Sequence[str], documents: Iterable[Document]) -> Iterator[tuple[str, str, str]]:
    for document in documents:
        for name, labels in zip(facets, document.labels, strict=True):
            yield from ((of, name, label) for label in labels)


def _said_by(quote: Document) -> Json:
    labels = dict(zip(QUOTE_LABELS, quote.labels, strict=True))
    keys = [*map(speaker_key, labels["speaker"])]
    return {**labels, "speaker_key": keys, "speaker_ends": [end for key in keys for end in ends_of(key)]}


def ends_of(key: str) -> list[str]:
    """The key of a speaker, and what of it is left without the first parts: by each, a filter finds them."""
    parts = key.split("-")
    return ["-".join(parts[n:]) for n in range(len(parts))]


def _common(document: Document) -> Json:
    """What documents of both kinds have."""
    found: Json = {}
    if document.day != NO_DAY:
        day = date.fromordinal(document.day)
        found |= {"day": document.day, "month": 12 * day.year + day.month - 1}
    if document.instant != NO_INSTANT:
        found["instant"] = document.instant
    return found


def _words(words: Words, side: Side, averages: Mapping[str, Mapping[str, float]]) -> Json:
    weights = {term: float(f"{weight:.5g}") for term, weight in relative(words, averages[side.kind]).items()}
    return {"has": [*words.lengths], side.terms: words.terms, side.weights: weights, side.lengths: words.lengths}


def average_lengths(articles: Sequence[Article], boosts: Mapping[str, float]) -> dict[str, dict[str, float]]:
    """The average lengths of fields in articles, and in their quotes, by ``Side.kind``; 0 of fields that are empty."""
    quotes = [quote for number, article in enumerate(articles) for quote in quote_documents(article, number)]
    return {
        ARTICLES.kind: _averages([article_document(article) for article in articles], boosts),
        QUOTES.kind: _averages(quotes, QUOTE_WEIGHTS),
    }


def _averages(documents: list[Document], weights: Mapping[str, float]) -> dict[str, float]:
    totals: Counter[str] = Counter()
    for words in read(documents, weights).words if documents else ():
        totals.update(words.lengths)
    return {name: total / len(documents) for name, total in totals.items()}


def label_document(of: str, facet: str, label: str) -> Json:
    """A value of a facet of articles or quotes, with what a filter finds it by."""
    assert FACETS[facet].kind == "labels"
    about: Json = {"kind": "label", "of": of, "facet": facet, "label": label}
    return about | {"case": label.casefold(), "folded": folded(label), "begins": beginnings(label)}


def article_of(source: Mapping[str, Any]) -> Article:
    """The article that a document is of, from what is kept of that."""
    record = dict(source["article"])
    for name in SAID:
        record[name] = tuple(map(tuple, record[name]))
    return from_record(record)
