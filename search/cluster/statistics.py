"""What scoring and spelling need to know of an archive on a cluster: counts of words, and which words there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import whoosh.query

from index import EVERYWHERE
from index.archive.generation import SELDOM, Counts
from index.archive.indexing import QUOTE_WEIGHTS
from index.arrays.strings import strings_of
from index.cluster.connection import Cluster, Json
from index.cluster.documents import article_of
from index.cluster.generations import InForce
from index.cluster.mapping import ARTICLE, LARGEST_PAGE, QUOTE, Side
from index.cluster.terms import name_of, read
from index.columns.labels import folded
from index.document import article_document, quote_documents
from index.fields import EXACT
from index.postings.dictionary import Dictionary
from index.text.compounds import splits_of
from index.text.stemming import stem_of
from search.query.terms import LARGEST_DISTANCE, MOST_EXPANSIONS, names_like
from search.query.transliteration import far_spellings
from search.query.tree import FormPhrase, Query, is_pattern, pattern_of, walk
from search.ranking import K1, factor_of

MOST_NAMES = 200  # of one speaker
MOST_ASKED = MOST_EXPANSIONS + 3  # words: a range may leave out both of its ends
Term = tuple[str, str]  # a field, and a stem or, behind ``EXACT``, a form


class Sizes(NamedTuple):
    """How many documents of one side there are, and how long they are together in each field."""

    documents: int
    lengths: dict[str, float]

    def average(self, field: str) -> float:
        """As ``search.matching.engine.Engine.average_length``."""
        return self.lengths.get(field, 0.0) / max(self.documents, 1) or 1.0


class Statistics:
    """What is known of one side of an archive, asked for once a question; ``notes`` on what cannot be known of it."""

    def __init__(self, cluster: Cluster, there: InForce, side: Side, seconds: float) -> None:
        self.side = side
        self.notes: dict[str, None] = {}  # in their order, each once
        self._cluster, self._there, self._seconds = cluster, there, seconds
        self._containing: dict[Term, int] = {}
        self._forms: dict[str, list[str]] = {}
        self._labels: dict[tuple[str, str], list[str]] = {}
        self._terms: dict[str, dict[str, list[str]] | None] = {}

    # How often.

    @cached_property
    def sizes(self) -> Sizes:
        """Those of the side."""
        sums = {name: {"sum": {"field": f"{self.side.lengths}.{name}"}} for name in self.side.fields}
        asked = {"size": 0, "track_total_hits": True, "query": {"term": {"document": self.side.kind}}, "aggs": sums}
        answer = self._cluster.search(self._there.articles, asked, self._seconds, request_cache=True)
        found = answer["aggregations"]
        return Sizes(answer["hits"]["total"]["value"], {name: found[name]["value"] for name in sums})

    def counts_by(self, query: Json, counted: Json) -> Json:
        """The documents of the side that a query finds, counted by an aggregation."""
        of_side = {"bool": {"filter": [query, {"term": {"document": self.side.kind}}]}}
        asked = {"size": 0, "track_total_hits": False, "query": of_side, "aggs": {"counted": counted}}
        answer = self._cluster.search(self._there.articles, asked, self._seconds, request_cache=True)
        return dict(answer["aggregations"]["counted"])

    def look_up(self, terms: Iterable[Term]) -> None:
        """Have the counts of ``terms`` be known, by one question."""
        unknown = [term for term in dict.fromkeys(terms) if term not in self._containing]
        asked = [
            {"size": 0, "track_total_hits": True, "query": {"term": {self.side.terms: name_of(*term)}}}
            for term in unknown
        ]
        answers = self._cluster.search_all(self._there.articles, asked, self._seconds)
        self._containing.update(
            (term, answer["hits"]["total"]["value"]) for term, answer in zip(unknown, answers, strict=True)
        )

    def containing(self, field: str, text: str) -> int:
        """How many documents have a stem or, behind ``EXACT``, a form in a field."""
        self.look_up([(field, text)])
        return self._containing[field, text]

    def factor(self, field: str, text: str, boost: float) -> float:
        """What a term scores at most. More documents may have it than there were when these were counted: somebody adds
        some meanwhile."""
        containing = self.containing(field, text)
        return float(factor_of(max(self.sizes.documents, containing), containing, boost))

    def rarity(self, stem: str) -> float:
        """The idf of a term everywhere."""
        return self.factor(EVERYWHERE, stem, 1.0) / (K1 + 1)

    def rarity_of(self, stems: Iterable[str]) -> Callable[[str], float]:
        """The same, with the counts of ``stems`` looked up together."""
        self.look_up((EVERYWHERE, stem) for stem in stems)
        return self.rarity

    def count_all(self, queries: Iterable[Json]) -> dict[str, int]:
        """How many documents each of some queries for a term finds, by the term."""
        some = {value: query for query in queries for value in query["term"].values()}
        asked = [{"size": 0, "track_total_hits": True, "query": query} for query in some.values()]
        answers = self._cluster.search_all(self._there.articles, asked, self._seconds)
        return {value: each["hits"]["total"]["value"] for value, each in zip(some, answers, strict=True)}

    # Of texts.

    def terms_of(self, query: Json, most: int) -> dict[str, list[str]] | None:
        """The terms, as ``index.cluster.terms.Words`` has them, of the documents of the side that a query finds, by
        their names there; None where these are more than ``most``."""
        if (key := repr(query)) not in self._terms:
            self._terms[key] = self._read(query, most)
        return self._terms[key]

    def _read(self, query: Json, most: int) -> dict[str, list[str]] | None:
        """The documents are made again of the articles, as they were when they were indexed."""
        hits = self._hits(self.side.kind, query, most)
        if hits is None:
            return None
        if self.side.kind == QUOTE:
            names = sorted({hit["_source"]["of"] for hit in hits})
            articles = [article_of(it["_source"]) for it in self._hits(ARTICLE, {"terms": {"id": names}}, most) or ()]
            made = {each.id: each for article in articles for each in quote_documents(article, 0)}
            hits = [hit for hit in hits if hit["_source"]["id"] in made]  # others were replaced meanwhile
            documents, weights = [made[hit["_source"]["id"]] for hit in hits], QUOTE_WEIGHTS
        else:
            documents = [article_document(article_of(hit["_source"])) for hit in hits]
            weights = self._there.meta["boosts"]
        words = read(documents, weights).words
        return {hit["_id"]: each.terms for hit, each in zip(hits, words, strict=True)}

    def _hits(self, kind: str, query: Json, most: int) -> list[Any] | None:
        of_kind = {"bool": {"filter": [query, {"term": {"document": kind}}]}}
        asked = {"size": most, "track_total_hits": most + 1, "query": of_kind}
        found = self._cluster.search(self._there.articles, asked, self._seconds)["hits"]
        return found["hits"] if found["total"]["value"] <= most else None

    # Of labels.

    def labels(self, facet: str, value: str) -> list[str]:
        """The values of a facet that are ``value`` but for case; where none is, but for diacritics too."""
        if (facet, value) not in self._labels:
            same = ({"term": {field: text}} for field, text in (("case", value.casefold()), ("folded", folded(value))))
            found = next(filter(None, (self._labels_with(facet, [query]) for query in same)), [])
            self._labels[facet, value] = found
        return self._labels[facet, value]

    def labels_with_words(self, facet: str, words: Sequence[str]) -> list[str]:
        """The values of a facet that have all of some folded words."""
        each = [
            {"bool": {"should": [{"term": {"begins": word}}, {"prefix": {"begins": f"{word} "}}]}} for word in words
        ]
        return self._labels_with(facet, each) if each else []

    def _labels_with(self, facet: str, queries: list[Json]) -> list[str]:
        of = [{"term": {"kind": "label"}}, {"term": {"of": self.side.kind}}, {"term": {"facet": facet}}]
        return sorted(set(self._hits_of_words({"bool": {"filter": [*of, *queries]}}, LARGEST_PAGE, "label")))

    def labels_beginning(self, begin: str) -> dict[str, list[str]]:
        """The values of facets of which a word, and what follows it, begins so, folded; by facets. Of more than a
        cluster gives at once any so many."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        of = [{"term": {"kind": "label"}}, {"term": {"of": self.side.kind}}]
        query = {"bool": {"filter": [*of, {"prefix": {"begins": begin}}]}}
        asked = {"size": LARGEST_PAGE, "_source": ["facet", "label"], "query": query, "track_total_hits": False}
        for hit in self._cluster.search(self._there.words, asked, self._seconds)["hits"]["hits"]:
            found[hit["_source"]["facet"]].add(hit["_source"]["label"])
        return {facet: sorted(labels) for facet, labels in found.items()}

    def names(self, keys: Sequence[str]) -> dict[str, str]:
        """What speakers are called, by their keys: as most quotes have it, else by the longest name."""
        if not keys:
            return {}
        names = {"terms": {"field": "speaker", "size": MOST_NAMES}}
        by_key = {"terms": {"field": "speaker_key", "size": len(keys), "include": [*keys]}, "aggs": {"names": names}}
        asked = {"size": 0, "query": {"terms": {"speaker_key": [*keys]}}, "aggs": {"keys": by_key}}
        found = self._cluster.search(self._there.articles, asked, self._seconds)["aggregations"]["keys"]["buckets"]
        return {each["key"]: _best_name(each["names"]["buckets"]) for each in found}

    # Of words: as ``index.archive.generation.Collection`` has them.

    def counts(self, field: str, term: str) -> Counts:
        """The counts of ``term`` (behind "=": that form) in ``field``; of occurrences those everywhere."""
        return Counts(self.containing(field, term), self.occurrences([term])[term])

    def occurrences(self, terms: Iterable[str]) -> dict[str, int]:
        """How often there is each of some stems or forms everywhere."""
        counted = "said" if self.side.kind == QUOTE else "count"
        some = [*dict.fromkeys(terms)]
        asked = [
            {"size": 0, "query": {"term": {"form": each[1:]} if each.startswith(EXACT) else {"stem": each}},
             "aggs": {"count": {"sum": {"field": counted}}}}
            for each in some
        ]  # fmt: skip
        answers = self._cluster.search_all(self._there.words, asked, self._seconds)
        return {each: int(answer["aggregations"]["count"]["value"]) for each, answer in zip(some, answers, strict=True)}

    def splits(self, form: str) -> list[tuple[str, ...]]:
        """The parts in which texts write a word: "e", "mail" of "email"."""
        stem = stem_of(form)
        query = [{"term": {"kind": "compound"}}, {"term": {"of": self.side.kind}}, {"term": {"stem": stem}}]
        hits = self._hits_of_words({"bool": {"filter": query}}, LARGEST_PAGE, "key")
        if not hits:
            return []
        whole = self.occurrences([stem])[stem]
        return [parts for parts, count in splits_of(hits, stem, form).items() if count * SELDOM >= whole]

    def knows(self, form: str) -> bool:
        """Whether any text has a form of this word."""
        return self.containing(EVERYWHERE, stem_of(form)) > 0

    def has(self, form: str) -> bool:
        """Whether any text has this form."""
        query = [{"term": {"kind": "form"}}, {"term": {"of": self.side.kind}}, {"term": {"form": form}}]
        return bool(self._hits_of_words({"bool": {"filter": query}}, 1, "form"))

    def like(self, form: str, edits: int, prefix: int) -> set[str]:
        """The words at most so many edits away that begin with the same ``prefix`` code points."""
        (forms,) = self._dictionary(_fuzzy([form], edits))
        return set(forms.spelled(forms.fuzzy(form.encode("utf-8", "surrogatepass"), edits, prefix)))

    def frequencies(self, forms: Iterable[str]) -> dict[str, int]:
        """In how many documents each of some words stands."""
        some = [*forms]
        self.look_up((EVERYWHERE, EXACT + form) for form in some)
        return {form: self.containing(EVERYWHERE, EXACT + form) for form in some}

    # Which words: those that patterns stand for.

    def forms_for(self, tree: Query) -> tuple[Dictionary, ...]:
        """The words of the archive, as far as the patterns of a tree of words may stand for them."""
        return self._dictionary(
            query for node in walk(tree) for pattern in _patterns(node) for query in _asked(pattern)
        )

    def _dictionary(self, queries: Iterable[Json]) -> tuple[Dictionary, ...]:
        """The words that queries find, in one dictionary: more than a pattern may stand for, where one finds more."""
        found: set[str] = set()
        for query in queries:
            key = repr(query)
            if key not in self._forms:
                filtered = {"bool": {"filter": [{"term": {"kind": "form"}}, {"term": {"of": self.side.kind}}, query]}}
                self._forms[key] = self._hits_of_words(filtered, MOST_ASKED, "form")
            found.update(self._forms[key])
        return (dictionary_of(found),)

    def _hits_of_words(self, query: Json, most: int, name: str) -> list[str]:
        asked = {"size": most, "_source": [name], "query": query, "track_total_hits": False}
        if name == "form":  # each run has its own
            asked |= {"collapse": {"field": name}}
        hits = self._cluster.search(self._there.words, asked, self._seconds)["hits"]["hits"]
        return [hit["_source"][name] for hit in hits]


def dictionary_of(words: Iterable[str]) -> Dictionary:
    """A dictionary of some words."""
    strings = strings_of(sorted(words))  # which sorts by code points, as bytes of UTF-8 do
    return Dictionary(strings.data, np.append(np.zeros(1, np.uint32), strings.ends.astype(np.uint32)))


def _patterns(node: Query) -> Iterator[Query]:
    """The patterns in one node of a tree of words."""
    q = whoosh.query
    if isinstance(node, q.Phrase):
        yield from (pattern_of(node.fieldname, word) for word in node.words if is_pattern(word))
    elif isinstance(node, q.MultiTerm) and not isinstance(node, q.NumericRange):
        yield node


def _asked(pattern: Query) -> Iterator[Json]:
    """The queries that find whatever words a pattern may stand for."""
    q = whoosh.query
    match pattern:
        case q.FuzzyTerm():
            yield from _near(pattern.text, min(pattern.maxdist, LARGEST_DISTANCE))
        case q.TermRange():
            bounds = {"gte": pattern.start, "lte": pattern.end}
            yield {"range": {"form": {name: bound for name, bound in bounds.items() if bound}}}
        case q.Prefix():
            yield {"prefix": {"form": {"value": pattern.text}}}
        case q.Wildcard():
            yield {"wildcard": {"form": {"value": pattern.text.replace("\\", "\\\\")}}}
    if isinstance(pattern, q.Prefix | q.Wildcard) and (names := names_like(pattern)):
        yield {"terms": {"form": names}}


def _near(word: str, edits: int) -> Iterator[Json]:
    spelled = far_spellings(word)
    yield from _fuzzy([word], edits)
    if edits == LARGEST_DISTANCE:
        yield from _fuzzy(spelled, 1)
        spelled = set().union(*map(far_spellings, spelled))
    if spelled:
        yield {"terms": {"form": sorted(spelled)}}


def _fuzzy(words: Iterable[str], edits: int) -> Iterator[Json]:
    for word in words:
        yield {"fuzzy": {"form": {"value": word, "fuzziness": edits, "rewrite": "constant_score"}}}


def _best_name(buckets: list[Any]) -> str:
    uses = [(each["doc_count"], len(each["key"]), each["key"]) for each in buckets]
    return str(max(uses)[-1])


def terms_in(tree: Query) -> Iterator[Term]:
    """The terms of a tree of ``search.query.terms`` that score."""
    q = whoosh.query
    for node in walk(tree):
        if isinstance(node, q.Phrase):
            yield from ((node.fieldname, word) for word in node.words)
        elif isinstance(node, FormPhrase):
            yield from ((node.fieldname, place) for place in node.places if isinstance(place, str))
        elif type(node) is q.Term:
            yield node.fieldname, node.text
