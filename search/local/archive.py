"""The archive in a directory on this machine."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import datetime
from functools import cache, cached_property, partial
from pathlib import Path

import numpy as np
import whoosh.query

from corpus.article import Article
from index import ArchiveError, DamagedArchive
from index.archive.directory import CURRENT, Current, current_generation
from index.archive.generation import Generation
from index.arrays.jit import are_kept, interpreted
from index.errors import REMEDY
from index.remembering import remembering
from index.store.versions import in_order
from search.answering import Found, Kept, Reader, answer, over_time, timed
from search.answers import Similar, Speaker, SpeakerProfile, Stats, Suggestion, Timeline
from search.errors import NoSuchArticle
from search.local.finding import Indexed, Page, export
from search.local.turns import Turns
from search.matching.engine import Engine
from search.matching.evaluation import match
from search.matching.explaining import shares
from search.matching.same_quote import articles_having, join, over_quotes
from search.matching.top import newest_matches
from search.query.spellings import with_spellings
from search.query.synonyms import SYNONYMS_FILE, SynonymsFile
from search.query.terms import to_terms
from search.query.tree import Query
from search.ranking import POOL
from search.relating.similar import similar
from search.relating.suggesting import Names, suggestions
from search.request import (
    Export,
    FoundQuote,
    Hit,
    QuoteHit,
    QuoteRequest,
    QuoteResults,
    SearchRequest,
    SearchResults,
    Span,
)
from search.showing import speakers
from search.showing.export import articles_of, ids_of, quotes_of
from search.showing.highlights import matches, stored_stretches, wanted
from search.showing.hits import hit
from search.showing.quotes import quote_hit
from search.showing.reasons import Explained, explained, reasons
from search.showing.stats import stats
from search.time_limit import check, limited

# Articles. A cold search of the 82 samples takes 0.45 s with kernels that are not compiled, 0.75 s with compiled ones;
# where the two meet has not been measured. Where machine code is not kept, to make it takes half a minute: of 21,578
# articles most questions are answered in 0.03 to 1.4 s without.
SMALL, SMALL_TO_COMPILE_FOR = 500, 100_000
# Answers, of articles and of quotes each: some 30 KB for twenty hits. Of longer pages, and of explained ones, a hundred
# hits take up to 2 MB, so they are answered anew.
REMEMBERED, LONGEST_REMEMBERED = 1_000, 25
PAUSE = 5.0  # seconds before a generation is tried again that could not be opened: to read it takes up to half of one
SETTLED = 1_000_000_000  # nanoseconds: file systems count in up to 10 ms, others' clocks may be a little ahead
logger = logging.getLogger("morgue")


class _Open:
    """A generation, opened for searching. Safe for threads. What it was asked last it answers from memory."""

    def __init__(self, generation: Generation) -> None:
        self.generation = generation
        articles, quotes = Engine(generation.articles), Engine(generation.quotes)
        self.articles = Indexed(articles, partial(_article_terms, articles, quotes))
        self.quotes = Indexed(quotes, partial(_quote_terms, quotes))
        self._remembered = remembering(self._search, REMEMBERED)
        self._quotes_remembered = remembering(self._find_quotes, REMEMBERED)

    def search(self, request: SearchRequest, reader: Reader) -> SearchResults:
        """The articles of a page, and what is told of all that were found. Raises ``QueryError``."""
        return (self._remembered if _is_short(request) else self._search)(request, reader)

    def find_quotes(self, request: QuoteRequest, reader: Reader) -> QuoteResults:
        """The quotes of a page, and what is told of all that were found. Raises ``QueryError``."""
        return (self._quotes_remembered if _is_short(request) else self._find_quotes)(request, reader)

    def _search(self, request: SearchRequest, reader: Reader) -> SearchResults:
        return answer(request, reader, self.articles, self._hits)

    def _find_quotes(self, request: QuoteRequest, reader: Reader) -> QuoteResults:
        return answer(request, reader, self.quotes, self._quote_hits)

    @cached_property
    def names(self) -> Names:
        """Whoever and whatever articles are labelled with."""
        return Names(self.generation)

    def headlines(self, tree: Query, most: int) -> Iterator[str]:
        """Those of the newest articles that a tree of words finds. Raises ``QueryError``."""
        _, found = newest_matches(to_terms(tree, self.articles.engine.forms), self.articles.engine, most)
        return (self.generation.article(number).headline for number in found.documents.tolist())

    def number(self, identifier: str) -> int:
        """The document number of the article with this id. Raises ``NoSuchArticle``."""
        number = self.generation.articles.document(identifier)
        if number < 0:
            raise NoSuchArticle(identifier)
        return number

    def _hits(self, tree: Query, found: Found[Page], request: SearchRequest) -> Iterator[Hit]:
        """The articles of a page, with what a tree of words finds in them."""
        looked_for, why = wanted(to_terms(tree, self.articles.engine.forms)), self._why(tree, found, request)
        rarity = cache(self.articles.engine.rarity)
        for nth, (number, score) in enumerate(found.page):
            check()
            article, read = stored_stretches(*self.generation.reader(number), looked_for)
            given = reasons(article, read, why, nth, self.generation.manifest["boosts"])
            yield hit(article, score, looked_for, read, rarity, given)

    def _why(self, tree: Query, found: Found[Page], request: SearchRequest) -> list[Explained]:
        """What gave the scores of a page's hits, if the request asks for that."""
        if not request.explain or request.sort != "relevance" or isinstance(found.terms, whoosh.query.Every):
            return []
        numbers = np.array([number for number, _ in found.page], np.int32)
        pooled = min(max(POOL - (request.page - 1) * request.size, 0), len(numbers))
        return explained(shares(found.terms, self.articles.engine, numbers, pooled), tree)

    def _quote_hits(self, tree: Query, found: Found[Page], _: SearchRequest) -> Iterator[QuoteHit]:
        """The quotes of a page, with what a tree of words finds in them."""
        looked_for = wanted(self.quotes.terms(tree))
        for number, score in found.page:
            check()
            yield quote_hit(*self.generation.quote(number), score, looked_for)


def _is_short(request: SearchRequest) -> bool:
    return request.size <= LONGEST_REMEMBERED and not request.explain


def _article_terms(articles: Engine, quotes: Engine, tree: Query) -> Query:
    """A tree of words over the terms of the articles."""

    def of_speech(speech: Query, quoted: bool) -> Query:
        return articles_having(match(_quote_terms(quotes, speech), quotes), quotes.columns, quoted)

    return to_terms(join(tree, of_speech), articles.forms)


def _quote_terms(quotes: Engine, tree: Query) -> Query:
    """A tree of words over the terms of the quotes."""
    return to_terms(over_quotes(tree), quotes.forms)


class LocalArchive:
    """An archive directory, open for searching. Safe for threads; picks up a new generation by itself."""

    def __init__(self, location: Path, seconds: float) -> None:
        """Open the archive; a question may take so many ``seconds``, or as long as it takes where they are 0. Raises
        ``NoArchive``, ``DamagedArchive``, ``FormatError`` or, for a fault in ``synonyms.txt``, ``SettingsError``."""
        self._location, self._seconds = location, seconds
        self._opening = threading.Lock()
        self._first = True
        self._refused: Current | None = None  # a generation in force that could not be opened, and is not tried until
        self._again = 0.0
        self._trouble = ""  # why the one in force is not answering, once said
        self._current = os.fspath(location / CURRENT)
        self._written: tuple[int, ...] = ()  # when that was last looked into
        self._opened = _Open(Generation(location))
        self._kept: Kept[_Open] = Kept()
        self._turns = Turns()
        self._synonyms = SynonymsFile(location / SYNONYMS_FILE)

    def _reader(self) -> Reader:
        return Reader(datetime.now().astimezone().date(), self._synonyms.current())

    def search(self, request: SearchRequest) -> SearchResults:
        """Answer a request for articles. Raises ``QueryError`` for a query that cannot be honoured."""
        with self._asked() as opened:
            return timed(lambda: opened.search(request, self._reader()))

    def quotes(self, request: QuoteRequest) -> QuoteResults:
        """Answer a request for quotes. Raises ``QueryError`` for a query that cannot be honoured."""
        with self._asked() as opened:
            return timed(lambda: opened.find_quotes(request, self._reader()))

    def export(self, request: SearchRequest) -> Export[Article]:
        """All articles that a request finds, whatever its page. Raises ``QueryError``."""
        with self._asked() as opened:
            return export(request, self._reader(), opened.articles, opened.generation, articles_of)

    def identifiers(self, request: SearchRequest) -> list[str]:
        """The ids of all articles that a request finds, in its order; none where they have some of its words only.
        Raises ``QueryError``."""
        with self._asked() as opened:
            found = export(request, self._reader(), opened.articles, opened.generation, ids_of)
            return [] if found.partial else list(found.found)

    def export_quotes(self, request: QuoteRequest) -> Export[FoundQuote]:
        """All quotes that a request finds, whatever its page. Raises ``QueryError``."""
        with self._asked() as opened:
            return export(request, self._reader(), opened.quotes, opened.generation, quotes_of)

    def timeline(self, request: SearchRequest) -> Timeline:
        """How many of the articles that a request finds are of each day, month or year. Raises ``QueryError``."""
        return over_time(request, self.search)

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
            return opened.generation.article(opened.number(identifier))

    def versions(self, identifier: str) -> tuple[Article, ...]:
        """The earlier versions of the article with this id, which no search finds, in the order of publication. Raises
        ``NoSuchArticle``."""
        with self._asked() as opened:
            opened.number(identifier)
            found = []
            for version in opened.generation.versions(identifier):
                check()
                found.append(version)
            return tuple(in_order(found))

    def similar(self, identifier: str, most: int = 5) -> tuple[Similar, ...]:
        """The ``most`` articles that are most like the one with this id. Raises ``NoSuchArticle``."""
        with self._asked() as opened:
            return similar(opened.generation, opened.articles.engine, opened.number(identifier), most)

    def suggest(self, typed: str, most: int = 10) -> tuple[Suggestion, ...]:
        """At most ``most`` ways to go on with what was typed."""
        with self._asked() as opened:
            return tuple(suggestions(typed, opened.names.beginning(typed), opened.headlines, most))

    def highlights(self, article: Article, q: str) -> tuple[Span, ...]:
        """The words of ``article.text`` that the query ``q`` matches. Raises ``QueryError``."""
        if not q.strip():
            return ()
        with self._asked() as opened:
            tree = with_spellings(self._reader().read(q, "any").tree, "any", opened.articles.words)
            looked_for = wanted(to_terms(tree, opened.articles.engine.forms))
            return tuple(Span(found.start, found.end) for found in matches(article, looked_for))

    def stats(self) -> Stats:
        """What the archive holds."""
        with self._asked() as opened:
            return stats(opened.generation)

    def state(self) -> str:
        """What the archive is answering from: while it is the same, and the day, so are answers."""
        generation = self._answering().generation
        built = f"{generation.folder.name} {generation.current.digest[:16]} {generation.built.timestamp():.0f}"
        return f"{built} {self._synonyms.version()}"

    @contextmanager
    def in_one_state(self) -> Iterator[None]:
        """Have what this thread asks meanwhile answered from one generation, whatever is written, and when it is this
        thread's turn."""
        if self._kept.is_held:
            yield
            return
        with self._turns.taken(), self._kept.held():
            yield

    def _answering(self) -> _Open:
        return self._kept.get(self._newest)

    @contextmanager
    def _asked(self) -> Iterator[_Open]:
        """The generation in force, for one question. The first to a small archive is answered without compiling: many a
        process has no other."""
        opened = self._answering()
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
        """The newest generation; the one open already where that cannot be told, or opened, or while another thread
        opens it."""
        written = _written(self._current)
        if (written and written == self._written) or not self._opening.acquire(blocking=False):
            return self._opened
        try:
            current = current_generation(self._location)
            if current != self._opened.generation.current:
                if current == self._refused and time.monotonic() < self._again:
                    return self._opened
                self._refused, self._again = current, time.monotonic() + PAUSE
                self._opened = _Open(Generation(self._location))
                self._refused, self._trouble = None, ""
            self._written = written
        except ArchiveError as error:
            if str(error) != self._trouble:
                logger.warning("%s; going on with generation %s", error, self._opened.generation.folder.name)
            self._trouble = str(error)
        finally:
            self._opening.release()
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
