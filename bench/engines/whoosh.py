"""Whoosh as it comes, with one process."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from whoosh import fields, index, qparser, query, sorting
from whoosh.analysis import StemmingAnalyzer

from bench.corpora import BenchQuery, Story
from bench.engines import HEADLINE_WEIGHT, TOP, Engine, sync

LARGEST = 25_000  # it indexes some hundred stories a second
TEXTS = ("headline", "body")
FACETS = ("section", "tags", "month")
MEMORY = 256  # MB, the writer's


def build(stories: Iterable[Story], folder: Path) -> None:
    """Index ``stories``."""
    analyzer = StemmingAnalyzer(stoplist=None, minsize=1)
    schema = fields.Schema(
        id=fields.ID(stored=True),
        headline=fields.TEXT(analyzer, stored=True, field_boost=float(HEADLINE_WEIGHT)),
        body=fields.TEXT(analyzer, stored=True),
        day=fields.NUMERIC(sortable=True),
        month=fields.NUMERIC(sortable=True),
        section=fields.ID(sortable=True),
        tags=fields.KEYWORD(commas=True, sortable=True),
    )
    writer = index.create_in(folder, schema).writer(limitmb=MEMORY)
    for story in stories:
        writer.add_document(
            id=story.id,
            headline=story.headline,
            body=story.body,
            day=story.date.toordinal(),
            month=story.month,
            section=story.section,
            tags=",".join(story.tags),
        )
    writer.commit()
    sync(folder)


def open_index(folder: Path) -> Engine:
    """Open what ``build`` wrote."""
    return _Whoosh(folder)


class _Whoosh:
    def __init__(self, folder: Path) -> None:
        self.index = index.open_dir(folder)
        self.searcher = self.index.searcher()
        groups = {"any": qparser.OrGroup, "facets": qparser.OrGroup, "newest": qparser.OrGroup}
        self.parsers = {
            kind: qparser.MultifieldParser(TEXTS, self.index.schema, group=group)
            for kind, group in {"": qparser.AndGroup, **groups}.items()
        }
        for parser in self.parsers.values():
            parser.add_plugin(qparser.FuzzyTermPlugin())

    def prepare(self, asked: BenchQuery) -> tuple[BenchQuery, Any]:
        first, text = asked.words[0], " ".join(asked.words)
        forms = {"phrase": f'"{text}"', "prefix": f"{first}*", "fuzzy": f"{first}~1", "fielded": f"headline:{first}"}
        parsed = self.parsers.get(asked.kind, self.parsers[""]).parse(forms.get(asked.kind, text))
        return asked, parsed

    def run(self, prepared: tuple[BenchQuery, Any]) -> tuple[int, list[str]]:
        asked, parsed = prepared
        options: dict[str, Any] = {"limit": TOP}
        if asked.kind == "dated":  # a filter: beside a word in an AND, Whoosh 3.54 counts too few with a limit
            options["filter"] = query.NumericRange("day", asked.since.toordinal(), asked.until.toordinal())
        if asked.kind == "newest":
            options |= {"sortedby": "day", "reverse": True}
        if asked.kind == "facets":
            facets = {name: sorting.FieldFacet(name, allow_overlap=name == "tags") for name in FACETS}
            options |= {"groupedby": facets, "maptype": sorting.Count}
        found = self.searcher.search(parsed, **options)
        if asked.kind == "facets":
            self.facets(found)
        return len(found), [hit["id"] for hit in found]

    def facets(self, found: Any) -> dict[str, list[tuple[str, int]]]:
        counts = {name: found.groups(name).items() for name in FACETS}
        return {name: sorted(of, key=lambda item: -item[1])[:TOP] for name, of in counts.items()}
