"""Trees of ``search.query.terms`` as queries of OpenSearch, node by node: what matches, and what it scores.

Scores are those of ``search.matching.evaluation``. A term scores by its weight in a document
(``index.cluster.terms``), which OpenSearch saturates, and its rarity, which is known before. All that stands in a
query of OpenSearch beside these is which of the scores are added, and which is the best.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

import whoosh.query

from corpus.quotes.quote import QUOTED
from index import TEXT_FIELDS
from index.cluster.connection import Json
from index.cluster.mapping import QUOTE
from index.cluster.terms import feature, name_of
from search.cluster.phrases import in_order
from search.cluster.statistics import Statistics
from search.errors import QueryError
from search.matching.evaluation import days_of
from search.query.description import describe
from search.query.tree import AnyForm, FormPhrase, Ours, Query, is_everything
from search.ranking import K1, B

# Words that patterns in a phrase may stand for together: a cluster takes 1,024 parts of a query, unless it is told
# otherwise.
MOST_IN_PHRASE = 1_000
NOTHING: Json = {"match_none": {}}
EVERYTHING: Json = {"match_all": {}}


class OfQuotes(Ours):
    """The articles of the quotes and statements that a tree of terms finds, each with the score of its best; of those
    ``quoted`` alone, or of all."""

    def __init__(self, tree: Query, quoted: bool) -> None:
        super().__init__()
        self.tree, self.quoted = tree, quoted


class Translation:
    """Makes queries of trees. ``known`` is what is known of the side that is searched; ``quotes`` of the other, where
    articles are. ``names``, of a node that is to say of each hit what it scores."""

    def __init__(
        self, known: Statistics, quotes: Statistics | None = None, names: Callable[[Query], str] = lambda _: ""
    ) -> None:
        self._known, self._quotes, self._names = known, quotes, names

    def scoring(self, query: Query) -> Json:
        """The query that finds and scores."""
        return self._translated(query, scored=True)

    def finding(self, query: Query) -> Json:
        """The query that finds; whatever it scores means nothing."""
        return self._translated(query, scored=False)

    def _translated(self, query: Query, scored: bool) -> Json:
        found = self._of(query, scored)
        if name := self._names(query):
            found = {"bool": {"must": [found], "_name": name}}
        return found

    def _of(self, query: Query, scored: bool) -> Json:  # noqa: PLR0911, PLR0912 - one line a kind of node
        q = whoosh.query
        boost = float(getattr(query, "boost", 1.0))
        match query:
            case q.Term():
                return self._term(query.fieldname, query.text, boost, scored)
            case q.And():
                return self._all_of(list(query.children()), boost, scored)
            case q.Or() if not query.minmatch:
                return {
                    "bool": {"should": self._each(query.children(), scored), "minimum_should_match": 1, "boost": boost}
                }
            case q.AndNot():
                return {"bool": {"must": [self._translated(query.a, scored)], "must_not": [self.finding(query.b)]}}
            case q.Not():
                return {"bool": {"must": [_constant(EVERYTHING, boost)], "must_not": [self.finding(query.query)]}}
            case q.AndMaybe():
                more = [self._translated(query.b, scored)] if scored else []
                return {"bool": {"must": [self._translated(query.a, scored)], "should": more}}
            case q.Require():
                return {"bool": {"must": [self._translated(query.a, scored)], "filter": [self.finding(query.b)]}}
            case q.DisjunctionMax() if not query.tiebreak:
                return {"dis_max": {"queries": self._each(query.children(), scored), "boost": boost}}
            case q.Phrase():
                scores = Counter(query.words) if scored else {}
                return self._with_scores(self._phrase(query), query.fieldname, scores, boost)
            case FormPhrase():
                scores = Counter(place for place in query.places if isinstance(place, str)) if scored else {}
                return self._with_scores(_constant(self._form_phrase(query), boost), query.fieldname, scores, boost)
            case AnyForm():
                names = [name_of(query.fieldname, form) for form in sorted(query.forms)]
                return _constant({"terms": {self._known.side.terms: names}} if names else NOTHING, boost)
            case q.Every() if is_everything(query):
                return _constant(EVERYTHING, boost)
            case q.Every() if query.fieldname in TEXT_FIELDS:
                return _constant({"term": {"has": query.fieldname}}, boost)
            case q.Every() if query.fieldname == "published":
                return _constant({"exists": {"field": "day"}}, boost)
            case q.NumericRange() if query.fieldname == "published":
                first, last = days_of(query)
                return _constant({"range": {"day": {"gte": first, "lte": last}}}, boost)
            case OfQuotes():
                return self._of_quotes(query, scored)
            case q._NullQuery():
                return NOTHING
            case _:
                raise QueryError(
                    f"{describe(query) or type(query).__name__} cannot be asked of an archive on a cluster"
                )

    def _each(self, queries: Iterable[Query], scored: bool) -> list[Json]:
        return [self._translated(each, scored) for each in queries]

    def _term(self, field: str, text: str, boost: float, scored: bool) -> Json:
        name, side = name_of(field, text), self._known.side
        if not scored:
            return {"term": {side.terms: name}}
        pivot = K1 * B / self._known.sizes.average(field)
        return {"rank_feature": {
            "field": f"{side.weights}.{feature(name)}", "saturation": {"pivot": pivot},
            "boost": self._known.factor(field, text, boost),
        }}  # fmt: skip

    def _all_of(self, children: list[Query], boost: float, scored: bool) -> Json:
        q = whoosh.query
        excluded = [self.finding(child.query) for child in children if isinstance(child, q.Not)]
        needed = self._each([child for child in children if not isinstance(child, q.Not)], scored)
        return {"bool": {"must": needed or [_constant(EVERYTHING, 1.0)], "must_not": excluded, "boost": boost}}

    def _with_scores(self, found: Json, field: str, scores: Counter[str] | Json, boost: float) -> Json:
        """What ``found`` finds, with what some words score each so many times."""
        more = [self._term(field, word, boost * times, scored=True) for word, times in scores.items() if times]
        required = "must" if "constant_score" in found else "filter"
        return {"bool": {required: [found], "should": more}}

    def _phrase(self, query: whoosh.query.Phrase) -> Json:
        names = [name_of(query.fieldname, word) for word in query.words]
        if query.slop == 1:
            return {"match_phrase": {self._known.side.terms: {"query": " ".join(names)}}}
        return in_order(self._known, [[name] for name in names], query.slop)

    def _form_phrase(self, query: FormPhrase) -> Json:
        places = [
            [name_of(query.fieldname, form) for form in ([place] if isinstance(place, str) else sorted(place.forms))]
            for place in query.places
        ]
        if not all(places):
            return NOTHING
        if sum(map(len, places)) > MOST_IN_PHRASE:
            raise QueryError(
                f"patterns in a phrase stand for more than {MOST_IN_PHRASE:,} words, which a cluster does not take; "
                "give more of their letters"
            )
        return in_order(self._known, places, query.slop)

    def _of_quotes(self, query: OfQuotes, scored: bool) -> Json:
        assert self._quotes is not None
        inner = Translation(self._quotes)._translated(query.tree, scored)
        if query.quoted:
            inner = {"bool": {"must": [inner], "filter": [{"terms": {"kind": [*QUOTED]}}]}}
        return {"has_child": {"type": QUOTE, "query": inner, "score_mode": "max" if scored else "none"}}


def _constant(query: Json, score: float) -> Json:
    return {"constant_score": {"filter": query, "boost": score}}
