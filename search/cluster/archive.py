"""The archive on a cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np

from corpus.article import Article
from corpus.quotes.quote import QUOTED
from index.archive.report import count_unreadable
from index.arrays.jit import are_kept, interpreted
from index.cluster.connection import SECONDS, Cluster, Json, TimedOut
from index.cluster.documents import article_of
from index.cluster.generations import InForce, in_force
from index.cluster.location import ClusterLocation
from index.cluster.mapping import ARTICLES, LARGEST_PAGE, QUOTES, Side
from index.document import quote_ids
from search.answering import Found, Kept, Reader, answer, over_time, timed, unshown
from search.answers import Similar, Speaker, SpeakerProfile, Stats, Suggestion, Timeline
from search.cluster.counting import filters_of, of_side, passing_all
from search.cluster.finding import ORDERS, STEP, ClusterSide, Shown, articles_named, names_of, order_of
from search.cluster.people import beginning, profile
from search.cluster.relating import similar, suggested
from search.errors import NoSuchArticle, TookTooLong
from search.matching.explaining import NEARNESS, Share, contributing
from search.query.spellings import with_spellings
from search.query.synonyms import SYNONYMS_FILE, SynonymsFile
from search.query.terms import to_terms
from search.query.tree import Query
from search.request import (
    AnyFound,
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
from search.showing.highlights import matched_words, matches, stretches, wanted
from search.showing.hits import hit
from search.showing.quotes import quote_hit
from search.showing.reasons import Explained, explained, reasons
from search.time_limit import check, limited

Page: TypeAlias = list[Shown]
POOL_PAGE = 100  # hits that are read first of all that is exported: at least ``search.ranking.POOL``


class ClusterArchive:
    """An archive on a cluster, open for searching. Safe for threads; a new generation is found by the next question."""

    def __init__(self, location: ClusterLocation, seconds: float) -> None:
        """Open the archive; a question may take so many ``seconds``, or as long as it takes where they are 0. Raises
        ``NoArchive``, ``FormatError``, ``ClusterError`` or ``SettingsError``."""
        self._cluster, self._seconds = Cluster(location), seconds
        self._cluster.refuse_other_versions()
        in_force(self._cluster, for_reading=True)
        self._kept: Kept[InForce] = Kept()
        self._synonyms = SynonymsFile(Path(SYNONYMS_FILE))

    def _reader(self) -> Reader:
        return Reader(datetime.now().astimezone().date(), self._synonyms.current())

    @contextmanager
    def in_one_state(self) -> Iterator[None]:
        """Have what this thread asks meanwhile answered from one generation, whatever is written; what is added to it
        is seen."""
        with self._kept.held():
            yield

    def _answering(self) -> InForce:
        return self._kept.get(lambda: in_force(self._cluster, for_reading=True))

    @contextmanager
    def _asked(self, side: Side = ARTICLES) -> Iterator[ClusterSide]:
        """One side of the generation in force, for one question. Kernels that were never compiled run as Python: they
        have little to do here."""
        kernels = nullcontext() if are_kept("search") else interpreted()
        try:
            with kernels, limited(self._seconds):
                yield ClusterSide(self._cluster, self._answering(), side, self._seconds or SECONDS)
        except TimedOut as error:
            if not self._seconds:
                raise
            raise TookTooLong(self._seconds) from error

    def search(self, request: SearchRequest) -> SearchResults:
        """Answer a request for articles. Raises ``QueryError`` for a query that cannot be honoured."""
        with self._asked() as side:
            return timed(lambda: answer(request, self._reader(), side, _Articles(side).hits))

    def quotes(self, request: QuoteRequest) -> QuoteResults:
        """Answer a request for quotes. Raises ``QueryError`` for a query that cannot be honoured."""
        with self._asked(QUOTES) as side:

            def hits(tree: Query, found: Found[Page], _: SearchRequest) -> Iterator[QuoteHit]:
                looked_for = wanted(side.terms(tree))
                articles = side.articles_of(shown.source for shown in found.page)
                for shown in found.page:
                    yield quote_hit(articles[shown.source["of"]], shown.source["nth"], shown.score, looked_for)

            return timed(lambda: answer(request, self._reader(), side, hits))

    def export(self, request: SearchRequest) -> Export[Article]:
        """All articles that a request finds, whatever its page. Raises ``QueryError``."""
        with self._asked() as side:
            return self._all(request, side, lambda sources: map(article_of, sources))

    def identifiers(self, request: SearchRequest) -> list[str]:
        """The ids of all articles that a request finds, in its order; none where they have some of its words only.
        Raises ``QueryError``."""
        with self._asked() as side:
            found = self._all(request, side, lambda sources: (source["id"] for source in sources), ["id"])
            return [] if found.partial else list(found.found)

    def export_quotes(self, request: QuoteRequest) -> Export[FoundQuote]:
        """All quotes that a request finds, whatever its page. Raises ``QueryError``."""
        with self._asked(QUOTES) as side:

            def reading(sources: Iterator[Json]) -> Iterator[FoundQuote]:
                for some in _together(sources):
                    articles = side.articles_of(some)
                    for source in some:
                        article, nth = articles[source["of"]], source["nth"]
                        yield FoundQuote(quote_ids(article)[nth], article, article.said[nth])

            return self._all(request, side, reading)

    def _all(
        self,
        request: SearchRequest,
        side: ClusterSide,
        reading: Callable[[Iterator[Json]], Iterator[AnyFound]],
        kept: bool | list[str] = True,
    ) -> Export[AnyFound]:
        """What a request finds, whatever its page, in the order of its pages; ``reading`` makes it of what is ``kept``
        of documents."""
        first = replace(request, page=1, size=POOL_PAGE, facets=False, timeline=False, explain=False)
        it, found = unshown(first, self._reader(), side)
        sort, filters, terms = order_of(request, found.terms), filters_of(request, side.words), found.terms
        translation = side.translation(terms)
        query = translation.scoring(terms) if sort == "relevance" else translation.finding(terms)
        body = {
            "query": of_side(side.words, query),
            "post_filter": passing_all(filters),
            "sort": ORDERS[sort],
            "_source": kept,
        }

        def sources() -> Iterator[Json]:
            yield from (shown.source for shown in found.page)
            if found.total > len(found.page):
                yield from (each["_source"] for each in side.every(body, len(found.page)))

        return Export(it.total, it.read_as, it.notes, it.partial, side.there.articles, reading(sources()))

    def timeline(self, request: SearchRequest) -> Timeline:
        """How many of the articles that a request finds are of each day, month or year. Raises ``QueryError``."""
        return over_time(request, self.search)

    def speakers(self, prefix: str = "", limit: int = 20) -> tuple[Speaker, ...]:
        """Those with a name of which a word begins with ``prefix``, most quoted first."""
        with self._asked(QUOTES) as side:
            return beginning(side, prefix, limit)

    def speaker(self, key: str) -> SpeakerProfile:
        """What the archive knows of one speaker. Raises ``NoSuchSpeaker``."""
        with self._asked(QUOTES) as side:
            return profile(side, key)

    def article(self, identifier: str) -> Article:
        """The article with this id. Raises ``NoSuchArticle``."""
        with self._asked() as side:
            for found in articles_named(side, [identifier]):
                return found
            raise NoSuchArticle(identifier)

    def versions(self, identifier: str) -> tuple[Article, ...]:
        """No earlier versions: none are kept on a cluster. Raises ``NoSuchArticle``."""
        self.article(identifier)
        return ()

    def similar(self, identifier: str, most: int = 5) -> tuple[Similar, ...]:
        """The ``most`` articles that are most like the one with this id. Raises ``NoSuchArticle``."""
        article = self.article(identifier)
        with self._asked() as side:
            return similar(side, article, most)

    def suggest(self, typed: str, most: int = 10) -> tuple[Suggestion, ...]:
        """At most ``most`` ways to go on with what was typed."""
        with self._asked() as side:
            return suggested(side, typed, most)

    def highlights(self, article: Article, q: str) -> tuple[Span, ...]:
        """The words of ``article.text`` that the query ``q`` matches. Raises ``QueryError``."""
        if not q.strip():
            return ()
        with self._asked() as side:
            tree = with_spellings(self._reader().read(q, "any").tree, "any", side.words)
            looked_for = wanted(side.plain_terms(tree))
            return tuple(Span(found.start, found.end) for found in matches(article, looked_for))

    def stats(self) -> Stats:
        """What the archive holds."""
        with self._asked() as side:
            sections = {
                "terms": {"field": "section", "size": LARGEST_PAGE, "order": [{"_count": "desc"}, {"_key": "asc"}]}
            }
            body = {"size": 0, "query": {"term": {"document": ARTICLES.kind}},
                    "aggs": {"days": {"stats": {"field": "day"}}, "sections": sections}}  # fmt: skip
            found = side.ask(body)["aggregations"]
            articles, days, meta = side.words.sizes.documents, found["days"], side.there.meta
            said, quotes = side.quotes.words.sizes.documents, _count_quotes(side.quotes)
            lengths = side.words.sizes.lengths
            return Stats(
                articles=articles,
                quotes=quotes,
                statements=said - quotes,
                first=date.fromordinal(int(days["min"])) if days["count"] else None,
                last=date.fromordinal(int(days["max"])) if days["count"] else None,
                undated=articles - days["count"],
                words=int(sum(lengths.get(name, 0) for name in ("headline", "deck", "body", "captions"))),
                sections={each["key"]: each["doc_count"] for each in found["sections"]["buckets"]},
                unreadable=sum(map(count_unreadable, _reports(side))),
                generation=side.there.articles,
                built=datetime.fromisoformat(meta["built"]),
            )

    def state(self) -> str:
        """What the archive is answering from: while it is the same, and the day, so are answers.

        Whatever is written has a number of its own (``_seq_no``), so the sum of those that are found tells one state of
        an index from another.
        """
        with self._asked() as side:
            body = {"size": 0, "track_total_hits": False, "aggs": {"written": {"stats": {"field": "_seq_no"}}}}
            written = side.ask(body, request_cache=True)["aggregations"]["written"]
            there = side.there
            built = f"{there.articles} {there.meta['built']} {written['count']} {written['sum']:.0f}"
            return f"{built} {self._synonyms.version()}"


def _count_quotes(quotes: ClusterSide) -> int:
    body = {"size": 0, "track_total_hits": True, "query": of_side(quotes.words, {"terms": {"kind": [*QUOTED]}})}
    return int(quotes.ask(body)["hits"]["total"]["value"])


def _reports(side: ClusterSide) -> list[dict[str, Any]]:
    """The reports on what was read into the archive."""
    body = {"size": LARGEST_PAGE, "query": {"term": {"kind": "report"}}}
    hits = side.cluster.search(side.there.words, body, side.seconds)["hits"]["hits"]
    return [each["_source"]["content"] for each in hits]


def _together(sources: Iterator[Json]) -> Iterator[list[Json]]:
    """Documents, many at once."""
    some: list[Json] = []
    for source in sources:
        some.append(source)
        if len(some) == STEP:
            yield some
            some = []
    if some:
        yield some


class _Articles:
    """How articles that were found are shown."""

    def __init__(self, side: ClusterSide) -> None:
        self._side = side

    def hits(self, tree: Query, found: Found[Page], request: SearchRequest) -> Iterator[Hit]:
        """The articles of a page, with what a tree of words finds in them."""
        words = self._side.words
        looked_for = wanted(to_terms(tree, words.forms_for(tree)))
        why = self._why(tree, found, request)
        articles = [article_of(shown.source) for shown in found.page]
        read = [[*stretches(article, looked_for)] for article in articles]
        rarity = words.rarity_of(
            {
                word.stem
                for article, some in zip(articles, read, strict=True)
                for stretch in some
                for word in matched_words(article, stretch, looked_for)
            }
        )
        boosts = self._side.there.meta["boosts"]
        for nth, (one, article, some) in enumerate(zip(found.page, articles, read, strict=True)):
            check()
            yield hit(article, one.score, looked_for, some, rarity, reasons(article, some, why, nth, boosts))

    def _why(self, tree: Query, found: Found[Page], request: SearchRequest) -> list[Explained]:
        """What gave the scores of a page's hits, if the request asks for that."""
        if not request.explain or order_of(request, found.terms) != "relevance":
            return []
        names, page = names_of(found.terms), found.page
        shares = [
            Share(node, np.array([_score(shown, names, within, node) * boost for shown in page], np.float32))
            for node, within, boost in contributing(found.terms)
        ]
        gained = np.array(
            [np.zeros(len(NEARNESS)) if shown.gained is None else shown.gained for shown in page], np.float32
        )
        near = map(Share, NEARNESS, gained.T) if page else ()
        return explained([*shares, *near], tree)


def _score(shown: Shown, names: dict[int, str], within: list[Query], node: Query) -> float:
    """What a node gave a hit: nothing where one of the groups that it is ``within`` does not match."""
    if any(names[id(group)] not in shown.named for group in within):
        return 0.0
    return shown.named.get(names[id(node)], 0.0)
