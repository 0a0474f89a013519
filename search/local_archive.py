"""The archive in a directory on this machine."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeAlias

import numpy as np
import whoosh.query

from corpus.article import Article
from index import ArchiveError, DamagedArchive
from index.archive.directory import CURRENT, Current, current_generation
from index.archive.generation import Collection, Generation
from index.arrays.jit import are_kept, interpreted
from index.arrays.types import Int32s
from index.errors import REMEDY
from search.answering import Found, Reads, answer
from search.errors import NoSuchArticle
from search.matching.engine import Engine, Matches, unscored
from search.matching.evaluation import documents, match
from search.matching.explaining import shares
from search.matching.nearness import best_first, near_words, raised
from search.matching.same_quote import articles_of, join, over_quotes
from search.matching.top import in_order, newest_matches
from search.query.language import Reading, read
from search.query.spellings import with_spellings
from search.query.synonyms import SYNONYMS_FILE, SynonymsFile
from search.query.terms import to_terms
from search.query.tree import Query
from search.ranking import POOL
from search.request import (
    AnyFound,
    Export,
    FoundQuote,
    Hit,
    Match,
    QuoteHit,
    QuoteRequest,
    QuoteResults,
    Results,
    SearchRequest,
    SearchResults,
    Span,
    Speaker,
    SpeakerProfile,
    Stats,
    Timeline,
)
from search.showing import export, facets, speakers
from search.showing.highlights import matches, stored_stretches, wanted
from search.showing.hits import hit
from search.showing.quotes import quote_hit
from search.showing.reasons import Explained, explained, reasons
from search.showing.stats import stats
from search.time_limit import check, limited

Page = list[tuple[int, float]]  # the numbers and scores of the hits to show
Terms: TypeAlias = Callable[[Query], Query]
# Articles. A cold search of the 82 samples takes 0.45 s with kernels that are not compiled, 0.75 s with compiled ones;
# where the two meet has not been measured. Where machine code is not kept, to make it takes half a minute: of 21,578
# articles most questions are answered in 0.03 to 1.4 s without.
SMALL, SMALL_TO_COMPILE_FOR = 500, 100_000
SETTLED = 1_000_000_000  # nanoseconds: file systems count in up to 10 ms, others' clocks may be a little ahead
logger = logging.getLogger("morgue")


class _Searched(NamedTuple):
    """An index of a generation, and how trees of words become its terms."""

    engine: Engine
    terms: Terms

    @property
    def words(self) -> Collection:
        """The words that there are."""
        return self.engine.collection

    def find(self, request: SearchRequest, tree: Query) -> Found:
        """What a tree finds."""
        return _find(request, self.engine, self.terms(tree))

    def count(self, tree: Query) -> int:
        """How many it finds, whatever is filtered by."""
        return len(documents(self.terms(tree), self.engine))


class _Open:
    """A generation, opened for searching. Safe for threads."""

    def __init__(self, generation: Generation) -> None:
        self.generation = generation
        self._articles, self._quotes = Engine(generation.articles), Engine(generation.quotes)
        self.articles = _Searched(self._articles, self._article_terms)
        self.quotes = _Searched(self._quotes, self._quote_terms)

    def _article_terms(self, tree: Query) -> Query:
        """A tree of words over the terms of the articles."""
        return to_terms(join(tree, self._articles_of), self._articles.forms)

    def _articles_of(self, quotes: Query) -> Query:
        return articles_of(match(self._quote_terms(quotes), self._quotes), self._quotes.columns)

    def _quote_terms(self, tree: Query) -> Query:
        """A tree of words over the terms of the quotes."""
        return to_terms(over_quotes(tree), self._quotes.forms)

    def hits(self, tree: Query, found: Found, request: SearchRequest) -> Iterator[Hit]:
        """The articles of a page, with what a tree of words finds in them."""
        looked_for, why = wanted(to_terms(tree, self._articles.forms)), self._why(tree, found, request)
        rarity = cache(self._articles.rarity)
        for nth, (number, score) in enumerate(found.page):
            check()
            article, read = stored_stretches(*self.generation.reader(number), looked_for)
            given = reasons(article, read, why, nth, self.generation.manifest["boosts"])
            yield hit(article, score, looked_for, read, rarity, given)

    def _why(self, tree: Query, found: Found, request: SearchRequest) -> list[Explained]:
        """What gave the scores of a page's hits, if the request asks for that."""
        if not request.explain or request.sort != "relevance":
            return []
        numbers = np.array([number for number, _ in found.page], np.int32)
        pooled = min(max(POOL - (request.page - 1) * request.size, 0), len(numbers))
        return explained(shares(found.terms, self._articles, numbers, pooled), tree)

    def quote_hits(self, tree: Query, found: Found, _: SearchRequest) -> Iterator[QuoteHit]:
        """The quotes of a page, with what a tree of words finds in them."""
        looked_for = wanted(self._quote_terms(tree))
        for number, score in found.page:
            check()
            yield quote_hit(*self.generation.quote(number), score, looked_for)


class LocalArchive:
    """An archive directory, open for searching. Safe for threads; picks up a new generation by itself."""

    def __init__(self, location: Path, seconds: float) -> None:
        """Open the archive; a question may take so many ``seconds``, or as long as it takes where they are 0. Raises
        ``NoArchive``, ``DamagedArchive``, ``FormatError`` or, for a fault in ``synonyms.txt``, ``SettingsError``."""
        self._location, self._seconds = location, seconds
        self._opening = threading.Lock()
        self._first = True
        self._refused: Current | None = None  # a generation in force that could not be opened
        self._trouble = ""  # why the one in force is not answering, once said
        self._current = os.fspath(location / CURRENT)
        self._written: tuple[int, ...] = ()  # when that was last looked into
        self._opened = _Open(Generation(location))
        self._synonyms = SynonymsFile(location / SYNONYMS_FILE)

    def _read(self, q: str, match: Match) -> Reading:
        """A query as it is understood here and today."""
        return read(q, match, datetime.now().astimezone().date(), self._synonyms.current())

    def search(self, request: SearchRequest) -> SearchResults:
        """Answer a request for articles. Raises ``QueryError`` for a query that cannot be honoured."""
        with self._asked() as opened:
            return answer(request, self._read, opened.articles, opened.hits)

    def quotes(self, request: QuoteRequest) -> QuoteResults:
        """Answer a request for quotes. Raises ``QueryError`` for a query that cannot be honoured."""
        with self._asked() as opened:
            return answer(request, self._read, opened.quotes, opened.quote_hits)

    def export(self, request: SearchRequest) -> Export[Article]:
        """All articles that a request finds, whatever its page. Raises ``QueryError``."""
        with self._asked() as opened:
            return _all(request, self._read, opened.articles, opened.generation, export.articles_of)

    def export_quotes(self, request: QuoteRequest) -> Export[FoundQuote]:
        """All quotes that a request finds, whatever its page. Raises ``QueryError``."""
        with self._asked() as opened:
            return _all(request, self._read, opened.quotes, opened.generation, export.quotes_of)

    def timeline(self, request: SearchRequest) -> Timeline:
        """How many of the articles that a request finds are of each day, month or year. Raises ``QueryError``."""
        with self._asked() as opened:
            asked = replace(request, sort="newest")  # which scores nothing
            it, _, found = _every(asked, self._read, opened.articles)
            return facets.timeline(it, found.documents, opened.articles.engine.columns)

    def speakers(self, prefix: str = "", limit: int = 20) -> tuple[Speaker, ...]:
        """Those with a name of which a word begins with ``prefix``, most quoted first."""
        with self._asked() as opened:
            return speakers.beginning(opened.generation.quotes.columns, prefix, limit)

    def speaker(self, key: str) -> SpeakerProfile:
        """What the archive knows of one speaker. Raises ``NoSuchSpeaker``."""
        with self._asked() as opened:
            return speakers.profile(opened.generation, key)

    def article(self, identifier: str) -> Article:
        """The article with this id. Raises ``NoSuchArticle``."""
        with self._asked() as opened:
            number = opened.generation.articles.document(identifier)
            if number < 0:
                raise NoSuchArticle(identifier)
            return opened.generation.article(number)

    def highlights(self, article: Article, q: str) -> tuple[Span, ...]:
        """The words of ``article.text`` that the query ``q`` matches. Raises ``QueryError``."""
        if not q.strip():
            return ()
        with self._asked() as opened:
            articles = opened.generation.articles
            tree = with_spellings(self._read(q, "any").tree, "any", articles)
            looked_for = wanted(to_terms(tree, articles.forms))
            return tuple(Span(found.start, found.end) for found in matches(article, looked_for))

    def stats(self) -> Stats:
        """What the archive holds."""
        with self._asked() as opened:
            return stats(opened.generation)

    @contextmanager
    def _asked(self) -> Iterator[_Open]:
        """The generation in force, for one question. The first to a small archive is answered without compiling: many a
        process has no other."""
        opened = self._newest()
        opened.generation.refuse_cut()
        first, self._first = self._first, False
        interpreting = interpreted() if first and _interprets(len(opened.generation)) else nullcontext()
        try:
            with interpreting, limited(self._seconds):
                yield opened
        except UnicodeDecodeError as error:  # checksums of a stranger's archive fit, its words need not
            folder = opened.generation.folder
            raise DamagedArchive(f"{folder} holds words that are no text ({error}); {REMEDY}") from error

    def _newest(self) -> _Open:
        """The newest generation; the one open already where that cannot be told, or opened."""
        written = _written(self._current)
        if written and written == self._written:
            return self._opened
        try:
            with self._opening:
                current = current_generation(self._location)
                if current.folder != self._opened.generation.folder and current != self._refused:
                    self._refused = current  # until it is open: a damaged one is not tried again and again
                    self._opened = _Open(Generation(self._location))
                    self._refused, self._trouble = None, ""
                self._written = written
        except ArchiveError as error:
            if str(error) != self._trouble:
                logger.warning("%s; going on with generation %s", error, self._opened.generation.folder.name)
            self._trouble = str(error)
        return self._opened


def _written(file: str) -> tuple[int, ...]:
    """What changes whenever a file is written; nothing where that cannot be told, or was so recently that it could be
    written again without a change."""
    try:
        about = os.lstat(file)
    except OSError:
        return ()
    settled = time.time_ns() - about.st_ctime_ns > SETTLED
    return (about.st_ino, about.st_size, about.st_mtime_ns, about.st_ctime_ns) if settled else ()


def _interprets(articles: int) -> bool:
    """Whether the first question is answered sooner by kernels as Python."""
    return articles < SMALL or (articles < SMALL_TO_COMPILE_FOR and not are_kept("search"))


def _every(request: SearchRequest, read: Reads, searched: _Searched) -> tuple[Results[Hit], Query, Matches]:
    """The answer to a request without its hits; the tree of terms that found them; all that it found."""
    found_by: list[Query] = []

    def none_shown(_tree: Query, found: Found, _request: SearchRequest) -> Iterator[Hit]:
        found_by.append(found.terms)
        return iter(())

    asked = replace(request, page=1, size=1, facets=False, explain=False)
    results, (tree,), engine = answer(asked, read, searched, none_shown), found_by, searched.engine
    every, columns = (
        match(tree, engine) if asked.sort == "relevance" else unscored(documents(tree, engine)),
        engine.columns,
    )
    return results, tree, every.where(facets.passing_all(facets.masks(asked.filters, columns), len(columns.day)))


def _all(
    request: SearchRequest,
    read: Reads,
    searched: _Searched,
    generation: Generation,
    reading: Callable[[Generation, Int32s], Iterator[AnyFound]],
) -> Export[AnyFound]:
    """What a request finds, whatever its page, in the order of its pages; ``reading`` makes it of numbers."""
    it, tree, found = _every(request, read, searched)
    engine, count = searched.engine, len(found.documents)
    found = in_order(found, engine.columns, request.sort, max(count, POOL))
    if request.sort == "relevance":
        found = raised(near_words(tree), engine, found, max(count, 1))
    name = generation.folder.name
    return Export(it.total, it.read_as, it.notes, it.partial, name, reading(generation, found.documents))


def _find(request: SearchRequest, engine: Engine, tree: Query) -> Found:
    """What a tree of terms finds. Scored is only what is asked for, and without filters only what may be shown."""
    sort = "newest" if isinstance(tree, whoosh.query.Every) and request.sort == "relevance" else request.sort
    last, columns, passing = request.page * request.size, engine.columns, facets.masks(request.filters, engine.columns)
    if not passing and sort != "oldest":
        total, shown = best_first(tree, engine, last) if sort == "relevance" else newest_matches(tree, engine, last)
        every = documents(tree, engine) if request.facets else shown.documents
    else:
        found = match(tree, engine) if sort == "relevance" else unscored(documents(tree, engine))
        kept = found.where(facets.passing_all(passing, len(columns.day)))
        shown = in_order(kept, columns, sort, max(last, POOL))
        shown = raised(near_words(tree), engine, shown, last) if sort == "relevance" else shown.first(last)
        total, every = len(kept.documents), found.documents
    counted = facets.count(every, request.filters, passing, columns, request.facet_names) if request.facets else {}
    return Found(tree, total, _page(shown, request), counted)


def _page(shown: Matches, request: SearchRequest) -> Page:
    """The numbers and scores of the last page of the matches that are shown up to it."""
    first = (request.page - 1) * request.size
    return list(zip(shown.documents[first:].tolist(), shown.scores[first:].tolist(), strict=True))
