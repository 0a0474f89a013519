"""The archive on a cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np

from corpus.article import Article
from index.archive.report import count_unreadable
from index.arrays.jit import are_kept, interpreted
from index.cluster.connection import SECONDS, Cluster, Json, TimedOut
from index.cluster.documents import article_of
from index.cluster.generations import in_force
from index.cluster.location import ClusterLocation
from index.cluster.mapping import ARTICLES, LARGEST_PAGE, QUOTES, Side
from index.document import quote_ids
from search.answering import Found, answer
from search.cluster.counting import OVER_TIME, filters_of, of_side, over_time, passing_all
from search.cluster.finding import ORDERS, STEP, Searched, Shown, articles_named, names_of, order_of
from search.cluster.people import beginning, profile
from search.errors import NoSuchArticle, TookTooLong
from search.matching.explaining import NEARNESS, Share, contributing
from search.query.language import Reading, read
from search.query.spellings import with_spellings
from search.query.synonyms import SYNONYMS_FILE, SynonymsFile
from search.query.terms import to_terms
from search.query.tree import Query
from search.request import (
    AnyFound,
    Export,
    FoundQuote,
    Hit,
    Match,
    QuoteHit,
    QuoteRequest,
    QuoteResults,
    SearchRequest,
    SearchResults,
    Span,
    Speaker,
    SpeakerProfile,
    Stats,
    Timeline,
)
from search.showing.highlights import matched_words, matches, stretches, wanted
from search.showing.hits import hit
from search.showing.quotes import quote_hit
from search.showing.reasons import Explained, explained, reasons
from search.time_limit import check, limited


class ClusterArchive:
    """An archive on a cluster, open for searching. Safe for threads; a new generation is found by the next question."""

    def __init__(self, location: ClusterLocation, seconds: float) -> None:
        """Open the archive; a question may take so many ``seconds``, or as long as it takes where they are 0. Raises
        ``NoArchive``, ``FormatError``, ``ClusterError`` or ``SettingsError``."""
        self._cluster, self._seconds = Cluster(location), seconds
        self._cluster.refuse_other_versions()
        in_force(self._cluster, for_reading=True)
        self._synonyms = SynonymsFile(Path(SYNONYMS_FILE))

    def _read(self, q: str, match: Match) -> Reading:
        """A query as it is understood here and today."""
        return read(q, match, datetime.now().astimezone().date(), self._synonyms.current())

    @contextmanager
    def _asked(self, side: Side = ARTICLES) -> Iterator[Searched]:
        """One side of the generation in force, for one question. Kernels that were never compiled run as Python: they
        have little to do here."""
        kernels = nullcontext() if are_kept("search") else interpreted()
        try:
            with kernels, limited(self._seconds):
                yield Searched(self._cluster, in_force(self._cluster, for_reading=True), side, self._seconds or SECONDS)
        except TimedOut as error:
            if not self._seconds:
                raise
            raise TookTooLong(self._seconds) from error

    def search(self, request: SearchRequest) -> SearchResults:
        """Answer a request for articles. Raises ``QueryError`` for a query that cannot be honoured."""
        with self._asked() as searched:
            return answer(request, self._read, searched, _Articles(searched).hits)

    def quotes(self, request: QuoteRequest) -> QuoteResults:
        """Answer a request for quotes. Raises ``QueryError`` for a query that cannot be honoured."""
        with self._asked(QUOTES) as searched:

            def hits(tree: Query, found: Found, _: SearchRequest) -> Iterator[QuoteHit]:
                looked_for = wanted(searched.terms(tree))
                articles = searched.articles_of(shown.source for shown in found.page)
                for shown in found.page:
                    yield quote_hit(articles[shown.source["of"]], shown.source["nth"], shown.score, looked_for)

            return answer(request, self._read, searched, hits)

    def export(self, request: SearchRequest) -> Export[Article]:
        """All articles that a request finds, whatever its page. Raises ``QueryError``."""
        with self._asked() as searched:
            return self._all(request, searched, lambda sources: map(article_of, sources))

    def export_quotes(self, request: QuoteRequest) -> Export[FoundQuote]:
        """All quotes that a request finds, whatever its page. Raises ``QueryError``."""
        with self._asked(QUOTES) as searched:

            def reading(sources: Iterator[Json]) -> Iterator[FoundQuote]:
                for some in _together(sources):
                    articles = searched.articles_of(some)
                    for source in some:
                        article, nth = articles[source["of"]], source["nth"]
                        yield FoundQuote(quote_ids(article)[nth], article, article.quotes[nth])

            return self._all(request, searched, reading)

    def _all(
        self, request: SearchRequest, searched: Searched, reading: Callable[[Iterator[Json]], Iterator[AnyFound]]
    ) -> Export[AnyFound]:
        """What a request finds, whatever its page, in the order of its pages; ``reading`` makes it of documents."""
        first = replace(request, page=1, size=POOL_PAGE, facets=False, explain=False)
        found_by: list[Found] = []

        def none_shown(_tree: Query, found: Found, _request: SearchRequest) -> Iterator[Hit]:
            found_by.append(found)
            return iter(())

        it, (found,) = answer(first, self._read, searched, none_shown), found_by
        sort, filters = order_of(request, found.terms), filters_of(request, searched.words)
        translation = searched.translation(found.terms)
        query = translation.scoring(found.terms) if sort == "relevance" else translation.finding(found.terms)
        body = {"query": of_side(searched.words, query), "post_filter": passing_all(filters), "sort": ORDERS[sort]}

        def sources() -> Iterator[Json]:
            yield from (shown.source for shown in found.page)
            if found.total > len(found.page):
                yield from (each["_source"] for each in searched.every(body, len(found.page)))

        return Export(it.total, it.read_as, it.notes, it.partial, searched.there.articles, reading(sources()))

    def timeline(self, request: SearchRequest) -> Timeline:
        """How many of the articles that a request finds are of each day, month or year. Raises ``QueryError``."""
        with self._asked() as searched:
            found_by: list[Found] = []

            def none_shown(_tree: Query, found: Found, _request: SearchRequest) -> Iterator[Hit]:
                found_by.append(found)
                return iter(())

            asked = replace(request, page=1, size=1, facets=False, explain=False, sort="newest")
            it, (found,) = answer(asked, self._read, searched, none_shown), found_by
            query = of_side(searched.words, searched.translation(found.terms).finding(found.terms))
            passing = passing_all(filters_of(request, searched.words))
            body = {"size": 0, "query": {"bool": {"filter": [query, passing]}}, "aggs": OVER_TIME}
            counts = searched.ask(body)["aggregations"]
            unit, periods = over_time(counts)
            undated = it.total - counts["bounds"]["count"]
            return Timeline(unit, periods, undated, it.total, it.read_as, it.notes, it.partial)

    def speakers(self, prefix: str = "", limit: int = 20) -> tuple[Speaker, ...]:
        """Those with a name of which a word begins with ``prefix``, most quoted first."""
        with self._asked(QUOTES) as searched:
            return beginning(searched, prefix, limit)

    def speaker(self, key: str) -> SpeakerProfile:
        """What the archive knows of one speaker. Raises ``NoSuchSpeaker``."""
        with self._asked(QUOTES) as searched:
            return profile(searched, key)

    def article(self, identifier: str) -> Article:
        """The article with this id. Raises ``NoSuchArticle``."""
        with self._asked() as searched:
            for found in articles_named(searched, [identifier]):
                return found
            raise NoSuchArticle(identifier)

    def highlights(self, article: Article, q: str) -> tuple[Span, ...]:
        """The words of ``article.text`` that the query ``q`` matches. Raises ``QueryError``."""
        if not q.strip():
            return ()
        with self._asked() as searched:
            tree = with_spellings(self._read(q, "any").tree, "any", searched.words)
            looked_for = wanted(searched.plain_terms(tree))
            return tuple(Span(found.start, found.end) for found in matches(article, looked_for))

    def stats(self) -> Stats:
        """What the archive holds."""
        with self._asked() as searched:
            sections = {
                "terms": {"field": "section", "size": LARGEST_PAGE, "order": [{"_count": "desc"}, {"_key": "asc"}]}
            }
            body = {"size": 0, "query": {"term": {"kind": ARTICLES.kind}},
                    "aggs": {"days": {"stats": {"field": "day"}}, "sections": sections}}  # fmt: skip
            found = searched.ask(body)["aggregations"]
            articles, days, meta = searched.words.sizes.documents, found["days"], searched.there.meta
            lengths = searched.words.sizes.lengths
            return Stats(
                articles=articles,
                quotes=searched.quotes.words.sizes.documents,
                first=date.fromordinal(int(days["min"])) if days["count"] else None,
                last=date.fromordinal(int(days["max"])) if days["count"] else None,
                undated=articles - days["count"],
                words=int(sum(lengths.get(name, 0) for name in ("headline", "deck", "body", "captions"))),
                sections={each["key"]: each["doc_count"] for each in found["sections"]["buckets"]},
                unreadable=sum(map(count_unreadable, _reports(searched))),
                generation=searched.there.articles,
                built=datetime.fromisoformat(meta["built"]),
            )


POOL_PAGE = 100  # hits that are read first of all that is exported: at least ``search.ranking.POOL``


def _reports(searched: Searched) -> list[dict[str, Any]]:
    """The reports on what was read into the archive."""
    body = {"size": LARGEST_PAGE, "query": {"term": {"kind": "report"}}}
    hits = searched.cluster.search(searched.there.words, body, searched.seconds)["hits"]["hits"]
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

    def __init__(self, searched: Searched) -> None:
        self._searched = searched

    def hits(self, tree: Query, found: Found, request: SearchRequest) -> Iterator[Hit]:
        """The articles of a page, with what a tree of words finds in them."""
        words = self._searched.words
        looked_for = wanted(to_terms(tree, words.forms_for(tree)))
        why = self._why(tree, found, request)
        articles = [article_of(shown.source) for shown in found.page]
        read = [[*stretches(article, looked_for)] for article in articles]
        shown = [matched_words(*pair, looked_for) for pair in zip(articles, read, strict=True)]
        rarity = words.rarity_of({word.stem for some in shown for word in some})
        boosts = self._searched.there.meta["boosts"]
        for nth, (one, article, some) in enumerate(zip(found.page, articles, read, strict=True)):
            check()
            yield hit(article, one.score, looked_for, some, rarity, reasons(article, some, why, nth, boosts))

    def _why(self, tree: Query, found: Found, request: SearchRequest) -> list[Explained]:
        """What gave the scores of a page's hits, if the request asks for that."""
        if not request.explain or request.sort != "relevance":
            return []
        names, page = names_of(found.terms), found.page
        shares = [
            Share(node, np.array([_score(shown, names, within, node) * boost for shown in page], np.float32))
            for node, within, boost in contributing(found.terms)
        ]
        gained = np.array([np.zeros(3) if shown.gained is None else shown.gained for shown in page], np.float32)
        near = map(Share, NEARNESS, gained.T) if page else ()
        return explained([*shares, *near], tree)


def _score(shown: Shown, names: dict[int, str], within: list[Query], node: Query) -> float:
    """What a node gave a hit: nothing where one of the groups that it is ``within`` does not match."""
    if any(names[id(group)] not in shown.named for group in within):
        return 0.0
    return shown.named.get(names[id(node)], 0.0)
