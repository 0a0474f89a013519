"""Indexing articles into a segment: one index of them, one of their quotes, and their texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np

from corpus.article import Article
from index.columns.columns import Columns, ColumnsWriter, count_said
from index.columns.labels import Labels, relabelled
from index.document import (
    ARTICLE_LABELS,
    NAMES,
    QUOTE_LABELS,
    QUOTE_NUMBERS,
    Document,
    article_document,
    quote_documents,
    speaker_key,
)
from index.inverting.segment_writer import SegmentWriter
from index.store.texts import TextWriter

Progress = Callable[[int, int], None]
QUOTE_WEIGHTS = {"quotes": 1.0, "speaker": 0.0}  # of the fields of a quote, in a search without field names


class Written(NamedTuple):
    """The columns of a segment's articles, and of their quotes."""

    articles: Columns
    quotes: Columns

    def said(self, first: int = 0) -> dict[str, int]:
        """How many quotes and statements there are in the articles from ``first`` on."""
        return count_said(self.quotes, np.flatnonzero(self.quotes.numbers["article"] >= first).astype(np.int32))


def index_articles(articles: Iterable[Article], folder: Path, boosts: dict[str, float], progress: Progress) -> Written:
    """Write a segment of articles and of their quotes, and their texts."""
    with ArticleIndexer(folder, boosts) as writer:
        for article in articles:
            writer.add(article)
        return writer.finish(progress)


class ArticleIndexer:
    """Writes the indexes of articles and of their quotes, and the texts."""

    def __init__(self, folder: Path, boosts: dict[str, float]) -> None:
        folder.mkdir(parents=True)
        articles, quotes = folder / "articles", folder / "quotes"
        with ExitStack() as cancelling:  # both, also where one fails
            self._articles = _CollectionWriter(
                SegmentWriter(articles, boosts, "body", TextWriter(folder)), ColumnsWriter(ARTICLE_LABELS)
            )
            cancelling.callback(self._articles.cancel)
            self._quotes = _CollectionWriter(
                SegmentWriter(quotes, QUOTE_WEIGHTS, "quotes"), ColumnsWriter(QUOTE_LABELS, QUOTE_NUMBERS)
            )
            cancelling.callback(self._quotes.cancel)
            self._cancelling = cancelling.pop_all()
        self._count = 0

    def add(self, article: Article) -> None:
        """Index an article, its quotes and its text."""
        self._articles.add(article_document(article))
        for quote in quote_documents(article, self._count):
            self._quotes.add(quote)
        self._count += 1

    def finish(self, progress: Progress) -> Written:
        """Write the segment; the columns of its documents."""
        self._articles.start_last()
        quotes = self._quotes.finish(progress)  # while others invert articles
        return Written(self._articles.finish(progress), quotes)

    def __enter__(self) -> ArticleIndexer:
        return self

    def __exit__(self, *_: object) -> None:
        self._cancelling.close()


class _CollectionWriter:
    """Writes one index, and collects the columns of the same documents."""

    def __init__(self, postings: SegmentWriter, columns: ColumnsWriter) -> None:
        self._postings, self._columns = postings, columns
        self.cancel, self.start_last = self._postings.cancel, self._postings.start_last

    def add(self, document: Document) -> None:
        self._postings.add(document)
        self._columns.add(document)

    def finish(self, progress: Progress) -> Columns:
        self.start_last()
        columns = self._columns.columns(self._postings.order)
        self._postings.finish(progress)
        return columns


def one_name_each(quotes: Columns) -> Columns:
    """The columns of quotes with one name for each speaker: of those of one key that used most, else the longest.

    The names as they were are kept as another facet, "name", from which the next generation chooses anew.
    """
    names = quotes.facets.get(NAMES, quotes.facets["speaker"])
    return replace(quotes, facets={**quotes.facets, NAMES: names, "speaker": _one_name_each(names)})


def _one_name_each(names: Labels) -> Labels:
    uses = np.bincount(names.values, minlength=len(names.labels)).tolist()
    counted = sorted(zip(uses, map(len, names.labels), names.labels, strict=True))
    keys = {name: speaker_key(name) for name in names.labels}
    best = {keys[name]: name for _, _, name in counted}
    return relabelled(names, [best[keys[name]] for name in names.labels])
