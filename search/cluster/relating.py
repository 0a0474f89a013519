"""What leads on from a few letters, or from an article, on a cluster: as ``search.relating`` has it."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.article import Article
from index import EVERYWHERE
from index.cluster.connection import Json
from index.cluster.documents import article_of
from index.columns.labels import beginnings, folded
from index.document import speaker_key
from search.answers import Similar, Suggestion
from search.cluster.counting import of_side
from search.cluster.finding import ORDERS, ClusterSide
from search.query.tree import Query
from search.relating.similar import likeness, shown, weights_of
from search.relating.suggesting import KINDS, Name, most_frequent, suggestions


def similar(side: ClusterSide, article: Article, most: int) -> tuple[Similar, ...]:
    """The ``most`` articles that are most like one, best first."""
    weights = weights_of(article)
    side.words.look_up((EVERYWHERE, stem) for stem in weights)
    if (query := likeness(weights, side.words)) is None:
        return ()
    found = of_side(side.words, side.translation(query).scoring(query))
    hits = side.ask({"query": found, "sort": ORDERS["relevance"], "size": most + 1})["hits"]["hits"]
    others = [hit for hit in hits if hit["_source"]["id"] != article.id]
    return tuple(shown(article_of(hit["_source"]), hit["_score"]) for hit in others[:most])


def suggested(side: ClusterSide, typed: str, most: int) -> tuple[Suggestion, ...]:
    """At most ``most`` ways to go on with what was typed."""

    def headlines(tree: Query, count: int) -> Iterator[str]:
        terms = side.plain_terms(tree)
        query = of_side(side.words, side.translation(terms).finding(terms))
        body = {"query": query, "sort": ORDERS["newest"], "size": count, "_source": ["article.headline"]}
        return (hit["_source"]["article"].get("headline", "") for hit in side.ask(body)["hits"]["hits"])

    return tuple(suggestions(typed, most_frequent(_names(side, folded(typed))), headlines, most))


def _names(side: ClusterSide, begin: str) -> Iterator[Name]:
    """Whoever and whatever articles are labelled with, of which a word, and what follows it, begins so; by names."""
    labels = side.words.labels_beginning(begin) if begin else {}
    people = side.quotes.words.labels_beginning(begin).get("speaker", []) if begin else []
    for kind, facet in KINDS.items():
        is_person = kind == "person"
        counts = _speakers(side.quotes, people, begin) if is_person else _counts(side, facet, labels.get(facet, []))
        yield from (Name(kind, text, counts[text]) for text in sorted(counts))


def _speakers(quotes: ClusterSide, names: list[str], begin: str) -> dict[str, int]:
    """How many quotes and statements those have who go by a name that begins so, by what they are called."""
    counts = _counts(quotes, "speaker_key", [*{speaker_key(name) for name in names}])
    called = quotes.words.names([*counts])
    known = {called[key]: count for key, count in counts.items()}
    return {name: count for name, count in known.items() if any(end.startswith(begin) for end in beginnings(name))}


def _counts(side: ClusterSide, field: str, values: list[str]) -> dict[str, int]:
    """How many documents have each of some values, where any has."""
    if not values:
        return {}
    counted: Json = {"terms": {"field": field, "include": values, "size": len(values)}}
    body = {"size": 0, "query": of_side(side.words, {"terms": {field: values}}), "aggs": {"values": counted}}
    return {each["key"]: each["doc_count"] for each in side.ask(body)["aggregations"]["values"]["buckets"]}
