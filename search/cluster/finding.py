"""What a tree finds on a cluster: the hits of a page, how many there are, and counts by facets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import islice
from typing import Any, NamedTuple

import numpy as np
import whoosh.query

from corpus.article import Article
from index.archive.indexing import QUOTE_WEIGHTS
from index.arrays.types import Float32s
from index.cluster.connection import Cluster, ClusterError, Json
from index.cluster.documents import article_of
from index.cluster.generations import InForce
from index.cluster.mapping import ARTICLES, LARGEST_PAGE, QUOTES, Side
from index.document import other_texts
from search.answering import Found
from search.cluster.counting import (
    ALL_NAMED,
    NAMED,
    Asked,
    Filter,
    are_exact,
    asked_of,
    counted,
    counting,
    filters_of,
    of_side,
    over_time,
    passing_all,
    periods_of,
    unknown,
)
from search.cluster.nearness import Texts, gains
from search.cluster.statistics import Statistics, terms_in
from search.cluster.translation import OfQuotes, Translation
from search.matching.nearness import NearWord, near_words
from search.matching.same_quote import join, over_quotes
from search.query.terms import to_terms
from search.query.tree import Query, walk
from search.ranking import POOL
from search.request import SearchRequest
from search.time_limit import check

ORDERS: dict[str, list[Json]] = {
    "relevance": [{"_score": "desc"}, {"instant": {"order": "desc", "missing": "_last"}}, {"id": "asc"}],
    "newest": [{"instant": {"order": "desc", "missing": "_last"}}, {"id": "asc"}],
    "oldest": [{"instant": {"order": "asc", "missing": "_last"}}, {"id": "asc"}],
}
KEPT_OPEN = "2m"  # what is gone through, between two steps


class Shown(NamedTuple):
    """A hit: what is kept of its document, its score, what of the query gave how much of it, by name, and what it
    gained by where words stand."""

    source: Json
    score: float
    named: dict[str, float]
    gained: Float32s | None = None


class ClusterSide:
    """What is searched: one side of an archive on a cluster, for one question. ``quotes`` is the other, where
    articles are searched."""

    def __init__(self, cluster: Cluster, there: InForce, side: Side, seconds: float) -> None:
        self.cluster, self.there, self.seconds = cluster, there, seconds
        self.words = Statistics(cluster, there, side, seconds)

    @cached_property
    def quotes(self) -> ClusterSide:
        """The quotes of the same archive."""
        return ClusterSide(self.cluster, self.there, QUOTES, self.seconds)

    @property
    def of_articles(self) -> bool:
        """Whether articles are searched."""
        return self.words.side == ARTICLES

    def terms(self, tree: Query) -> Query:
        """A tree of words over terms."""
        if not self.of_articles:
            return self.plain_terms(over_quotes(tree))
        return self.plain_terms(join(tree, lambda speech, quoted: OfQuotes(self.quotes.terms(speech), quoted)))

    def plain_terms(self, tree: Query) -> Query:
        """The same, where nothing is asked of quotes."""
        return to_terms(tree, self.words.forms_for(tree))

    def translation(self, terms: Query, names: dict[int, str] | None = None) -> Translation:
        """What makes queries of a tree of terms, whose counts are known then; ``names`` of nodes by ``id``."""
        self.words.look_up(terms_in(terms))
        named = names or {}
        inner = [node.tree for node in walk(terms) if isinstance(node, OfQuotes)]
        if inner:
            self.quotes.words.look_up(term for tree in inner for term in terms_in(tree))
        quotes = self.quotes.words if self.of_articles else None
        return Translation(self.words, quotes, lambda node: named.get(id(node), ""))

    def ask(self, body: Json, **parameters: Any) -> Any:
        """The answer to a search of the index."""
        check()
        return self.cluster.search(self.there.articles, body, self.seconds, **parameters)

    def count(self, tree: Query) -> int:
        """How many a tree of words finds."""
        terms = self.terms(tree)
        query = of_side(self.words, self.translation(terms).finding(terms))
        return int(self.ask({"size": 0, "track_total_hits": True, "query": query})["hits"]["total"]["value"])

    def unknown(self, request: SearchRequest) -> list[str]:
        """What to say of values of filters that nothing has."""
        return unknown(request, self.words)

    def find(self, request: SearchRequest, tree: Query) -> Found[list[Shown]]:
        """What a tree of words finds."""
        terms = self.terms(tree)
        sort, filters = order_of(request, terms), filters_of(request, self.words)
        names = names_of(terms) if request.explain and sort == "relevance" else {}
        near = near_words(terms) if sort == "relevance" else []
        first, last = (request.page - 1) * request.size, request.page * request.size
        pooled = bool(near) and first < POOL
        begin, end = (0, max(last, POOL)) if pooled else (first, last)
        translation = self.translation(terms, names)
        query = translation.scoring(terms) if sort == "relevance" else translation.finding(terms)
        body = {
            "query": of_side(self.words, query),
            "post_filter": passing_all(filters),
            "sort": ORDERS[sort],
            "track_total_hits": True,
            "from": begin,
            "size": end - begin,
        }
        deep = end > LARGEST_PAGE
        if deep:
            body |= {"from": 0, "size": 0}
        asked = asked_of(request, self.words) if request.facets else {}
        counts = {"timeline": over_time(filters)} if request.timeline else {}
        answer = self._counted(body, asked, filters, counts, {"include_named_queries_score": True} if names else {})
        total, hits = answer["hits"]["total"]["value"], answer["hits"]["hits"]
        if deep:
            hits = [*islice(self.every(body, first), request.size)] if first < total else []
        shown = self._raised(hits, near)[first:last] if pooled else [_shown(hit) for hit in hits]
        facets = counted(answer["aggregations"], asked, request, self.words) if asked else {}
        periods = periods_of(answer["aggregations"]["timeline"], self.words) if request.timeline else None
        notes = *self.words.notes, *(self.quotes.words.notes if self.of_articles else ())
        return Found(terms, total, shown, facets, periods, notes)

    def _counted(
        self, body: Json, asked: Mapping[str, Asked], filters: list[Filter], counts: Json, parameters: Json
    ) -> Any:
        """The answer to a search, with ``counts`` and exact ones by the facets ``asked`` for."""
        answer = self.ask({**body, "aggs": {**counts, **counting(asked, filters, NAMED)}}, **parameters)
        if not asked or are_exact(answer["aggregations"], asked):
            return answer
        return self.ask({**body, "aggs": {**counts, **counting(asked, filters, ALL_NAMED)}}, **parameters)

    def _raised(self, hits: list[Any], near: list[NearWord]) -> list[Shown]:
        """Hits, the first ``POOL`` with what they gain, and in the order of that."""
        pool = [*hits[:POOL]]
        boosts = self.there.meta["boosts"] if self.of_articles else QUOTE_WEIGHTS
        gained = gains([*self._texts(pool)], near, self.words.rarity_of(word.stem for word in near), boosts)
        found = []
        for hit, each in zip(pool, gained, strict=True):
            score = np.float32(hit["_score"])
            for bonus in each:
                score += bonus
            found.append((Shown(hit["_source"], float(score), _named(hit), each), hit["sort"]))
        found.sort(key=lambda pair: (-pair[0].score, -(pair[1][1] or 0), pair[1][2]))
        return [*(shown for shown, _ in found), *map(_shown, hits[POOL:])]

    def _texts(self, hits: list[Any]) -> Iterator[Texts]:
        """What hits were searched in."""
        sources = [hit["_source"] for hit in hits]
        if self.of_articles:
            for article in map(article_of, sources):
                yield [*article.strings, *other_texts(article)]
            return
        articles = self.articles_of(sources)
        for source in sources:
            article = articles[source["of"]]
            quote = article.said[source["nth"]]
            yield [("quotes", article.text[quote.start : quote.end])]

    def articles_of(self, quotes: Iterable[Json]) -> dict[str, Article]:
        """The articles of quotes that were found, by their ids."""
        names = [*dict.fromkeys(quote["of"] for quote in quotes)]
        return {article.id: article for article in articles_named(self, names)}

    def every(self, body: Json, skipped: int = 0) -> Iterator[Any]:
        """All hits that a search finds but the first so many, in its order, as it is when this begins; from where a
        node goes that has a part of it, as it is then."""
        step = {name: value for name, value in body.items() if name not in ("from", "aggs", "track_total_hits")}
        step |= {"size": STEP, "pit": self._point_in_time(), "track_total_hits": False}
        try:
            while hits := self._step(step, skipped):
                check()
                if skipped <= 0:
                    yield from hits
                skipped -= len(hits)
                step["search_after"] = hits[-1]["sort"]
        finally:
            self.cluster.ask_again("DELETE", "/_search/point_in_time", {"pit_id": [step["pit"]["id"]]})

    def _point_in_time(self) -> Json:
        opened = self.cluster.ask_again("POST", f"/{self.there.articles}/_search/point_in_time", keep_alive=KEPT_OPEN)
        return {"id": opened["pit_id"], "keep_alive": KEPT_OPEN}

    def _step(self, step: Json, skipped: int) -> list[Any]:
        try:
            return list(self.cluster.search("", _skipping(step, skipped), self.seconds)["hits"]["hits"])
        except ClusterError:
            step["pit"] = self._point_in_time()
            return list(self.cluster.search("", _skipping(step, skipped), self.seconds)["hits"]["hits"])


def _skipping(step: Json, skipped: int) -> Json:
    return {**step, "size": min(skipped, LARGEST_PAGE), "_source": False} if skipped > 0 else step


STEP = 500  # hits that are read at once, with their articles


def articles_named(searched: ClusterSide, names: list[str]) -> Iterator[Article]:
    """The articles with these ids, as far as there are any."""
    for first in range(0, len(names), STEP):
        some = names[first : first + STEP]
        body = {
            "size": len(some),
            "query": {"bool": {"filter": [{"terms": {"id": some}}, {"term": {"document": "article"}}]}},
        }
        yield from (article_of(hit["_source"]) for hit in searched.ask(body)["hits"]["hits"])


def order_of(request: SearchRequest, terms: Query) -> str:
    """By what results are sorted."""
    everything = isinstance(terms, whoosh.query.Every) and request.sort == "relevance"
    return "newest" if everything else request.sort


def names_of(terms: Query) -> dict[int, str]:
    """A name for each node of a tree, by its ``id``."""
    return {id(node): str(number) for number, node in enumerate(walk(terms))}


def _shown(hit: Any) -> Shown:
    return Shown(hit["_source"], float(hit["_score"] or 0.0), _named(hit))


def _named(hit: Any) -> dict[str, float]:
    found = hit.get("matched_queries", {})
    return found if isinstance(found, dict) else {}
