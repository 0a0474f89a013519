"""tantivy, with as many threads as it takes by itself."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import tantivy
from tantivy import FieldType, Occur, Query

from bench.corpora import BenchQuery, Story
from bench.engines import HEADLINE_WEIGHT, TOP, Engine, sync

LARGEST = None
HEAP = 256_000_000  # bytes, shared by the writer's threads
TEXTS = ("headline", "body")
FACETS = {name: {"terms": {"field": name, "size": TOP}} for name in ("section", "tags", "month")}
ANALYZER = (
    tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    .filter(tantivy.Filter.lowercase())
    .filter(tantivy.Filter.stemmer("english"))
    .build()
)


def build(stories: Iterable[Story], folder: Path) -> None:
    """Index ``stories``; waits for merges."""
    builder = tantivy.SchemaBuilder()
    for name in TEXTS:
        builder.add_text_field(name, stored=True, tokenizer_name="en_stem")
    for name in ("id", "day", "month"):
        builder.add_integer_field(name, stored=name == "id", indexed=name == "day", fast=True)
    for name in ("section", "tags"):
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    writer = tantivy.Index(builder.build(), path=str(folder)).writer(heap_size=HEAP)
    for story in stories:
        document = tantivy.Document(headline=story.headline, body=story.body, section=story.section)
        document.add_integer("id", int(story.id))
        document.add_integer("day", story.date.toordinal())
        document.add_integer("month", story.month)
        for tag in story.tags:
            document.add_text("tags", tag)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    sync(folder)


def open_index(folder: Path) -> Engine:
    """Open what ``build`` wrote."""
    return _Tantivy(folder)


class _Tantivy:
    def __init__(self, folder: Path) -> None:
        self.index = tantivy.Index.open(str(folder))
        self.searcher = self.index.searcher()

    def prepare(self, query: BenchQuery) -> tuple[str, Query]:
        return query.kind, self._query(query)

    def _query(self, query: BenchQuery) -> Query:
        first, text = query.words[0], " ".join(query.words)
        match query.kind:
            case "phrase":
                return self._parsed(f'"{text}"')
            case "all":
                return self._parsed(text, every=True)
            case "fielded":
                return self._parsed(f"headline:{first}")
            case "prefix":
                return self._in_either(lambda name: Query.regex_query(self.index.schema, name, f"{first}.*"))
            case "fuzzy":
                stem = ANALYZER.analyze(first)[0]
                return self._in_either(lambda name: Query.fuzzy_term_query(self.index.schema, name, stem, distance=1))
            case "dated":
                since, until = query.since.toordinal(), query.until.toordinal()
                within = Query.range_query(self.index.schema, "day", FieldType.Integer, since, until)
                return Query.boolean_query([(Occur.Must, self._parsed(first)), (Occur.Must, within)])
            case _:
                return self._parsed(text)

    def _parsed(self, text: str, every: bool = False) -> Query:
        boosts = {"headline": float(HEADLINE_WEIGHT)}
        return self.index.parse_query(text, list(TEXTS), field_boosts=boosts, conjunction_by_default=every)

    def _in_either(self, of_field: Any) -> Query:
        headline = Query.boost_query(of_field("headline"), HEADLINE_WEIGHT)
        return Query.boolean_query([(Occur.Should, headline), (Occur.Should, of_field("body"))])

    def run(self, prepared: tuple[str, Query]) -> tuple[int, list[str]]:
        kind, query = prepared
        found = self.searcher.search(query, TOP, count=True, order_by_field="day" if kind == "newest" else None)
        if kind == "facets":
            self.facets(query)
        ids = self.searcher.fast_field_values("id", [address for _, address in found.hits])
        return int(getattr(found, "count") or 0), [str(number) for number in ids]  # noqa: B009 - missing from its stubs

    def facets(self, query: Query) -> dict[str, list[tuple[str, int]]]:
        counted = self.searcher.aggregate(query, FACETS)
        return {
            name: [(str(bucket["key"]), int(bucket["doc_count"])) for bucket in facet["buckets"]]
            for name, facet in counted.items()
        }
