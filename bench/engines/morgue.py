"""Morgue's own index: articles as ``morgue rebuild`` indexes them, without reading files and looking for quotes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import numpy as np
import whoosh.query

from bench.corpora import BenchQuery, Story
from bench.engines import TOP, Engine, sync
from index.archive.build import tuned_python
from index.archive.generation import Collection
from index.columns.columns import ColumnsWriter, count_months, read_columns, write_columns
from index.columns.labels import count_labels
from index.document import Document
from index.fields import DEFAULT_BOOSTS, EVERYWHERE
from index.inverting.segment_writer import SegmentWriter
from index.postings.segment import open_segment
from index.store.texts import TextWriter
from index.text.analysis import fold
from search.matching.engine import Engine as Searched
from search.matching.evaluation import documents
from search.matching.nearness import best_first
from search.matching.top import newest_matches
from search.query.terms import to_terms
from search.query.tree import Query

LARGEST = None
EPOCH = date(1970, 1, 1).toordinal()
TEXTS, FACETS = ("headline", "body"), ("section", "tags")


def build(stories: Iterable[Story], folder: Path) -> None:
    """Index ``stories``."""
    with tuned_python():
        _build(stories, folder)


def _build(stories: Iterable[Story], folder: Path) -> None:
    segment = SegmentWriter(folder / "postings", DEFAULT_BOOSTS, "body", TextWriter(folder))
    columns = ColumnsWriter(FACETS)
    for story in stories:
        texts, day = (story.headline, story.body), story.date.toordinal()
        labels = (story.section,) * bool(story.section), story.tags
        document = Document(story.id, TEXTS, texts, day, 86_400 * (day - EPOCH), labels, len(texts), story.id)
        segment.add(document)
        columns.add(document)
    segment.start_last()
    write_columns(columns.columns(segment.order), folder)
    segment.finish()
    sync(folder)


def open_index(folder: Path) -> Engine:
    """Open what ``build`` wrote."""
    return _Morgue(folder)


class _Morgue:
    def __init__(self, folder: Path) -> None:
        self.engine = Searched(Collection.of(open_segment(folder / "postings"), read_columns(folder, FACETS)))
        self.columns = self.engine.columns

    def prepare(self, query: BenchQuery) -> tuple[str, Query]:
        return query.kind, self._tree(query)

    def _tree(self, query: BenchQuery) -> Query:
        """The query over the index's terms; patterns are spelt out when they are asked for, as in the others."""
        q = whoosh.query
        tree: Query
        words = [fold(word) for word in query.words]
        terms = [q.Term(EVERYWHERE, word) for word in words]
        match query.kind:
            case "phrase":
                return next(to_terms(q.Phrase(EVERYWHERE, words), self.engine.forms).children())
            case "all":
                tree = q.And(terms)
            case "fielded":
                tree = q.Term("headline", words[0])
            case "prefix":
                return q.Prefix(EVERYWHERE, words[0])
            case "fuzzy":
                return q.FuzzyTerm(EVERYWHERE, words[0], maxdist=1)
            case "dated":
                tree = q.And([*terms, q.NumericRange("published", query.since.toordinal(), query.until.toordinal())])
            case _:
                tree = q.Or(terms) if len(terms) > 1 else terms[0]
        return to_terms(tree, self.engine.forms)

    def run(self, prepared: tuple[str, Query]) -> tuple[int, list[str]]:
        kind, tree = prepared
        if kind in ("prefix", "fuzzy"):
            tree = to_terms(tree, self.engine.forms)
        if kind == "facets":
            self.facets(tree)
        count, found = (newest_matches if kind == "newest" else best_first)(tree, self.engine, TOP)
        return count, self.engine.collection.ids_of(found.documents)

    def facets(self, tree: Query) -> dict[str, list[tuple[str, int]]]:
        found, columns = documents(tree, self.engine), self.columns
        counted = {name: count_labels(columns.facets[name], found, TOP) for name in FACETS}
        first, months = columns.first_month, count_months(columns, found)
        order = np.argsort(-months, kind="stable")[:TOP].tolist()
        counted["month"] = [
            (f"{(first + n) // 12}{(first + n) % 12 + 1:02d}", int(months[n])) for n in order if months[n]
        ]
        return counted
