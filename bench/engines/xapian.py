"""Xapian, from Debian's python3-xapian: it has no wheels. Its approximate words come with a later version than 1.4."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bench.corpora import BenchQuery, Story
from bench.engines import HEADLINE_WEIGHT, TOP, Engine

try:
    import xapian
except ImportError:
    sys.path.append("/usr/lib/python3/dist-packages")  # last, so that nothing else is taken from there
    import xapian

LARGEST = 250_000  # it indexes some thousand stories a second: a million took 20 minutes
DAY, SECTION, MONTH, TAGS = range(4)  # value slots
HEADLINE = "S"  # the prefix by Xapian's convention
GAP = 100  # positions between headline and body, so that no phrase spans both
SEPARATOR = "\t"


def build(stories: Iterable[Story], folder: Path) -> None:
    """Index ``stories``; a headline's words count as often as they weigh."""
    database = xapian.WritableDatabase(str(folder / "xapian"), xapian.DB_CREATE)
    generator = xapian.TermGenerator()
    generator.set_stemmer(xapian.Stem("english"))
    generator.set_stemming_strategy(xapian.TermGenerator.STEM_ALL)
    for story in stories:
        document = xapian.Document()
        generator.set_document(document)
        generator.index_text(story.headline, 1, HEADLINE)
        generator.set_termpos(0)
        generator.index_text(story.headline, HEADLINE_WEIGHT)
        generator.increase_termpos(GAP)
        generator.index_text(story.body)
        document.set_data(SEPARATOR.join((story.id, story.headline, story.body)))
        document.add_value(DAY, xapian.sortable_serialise(story.date.toordinal()))
        document.add_value(SECTION, story.section)
        document.add_value(MONTH, str(story.month))
        document.add_value(TAGS, SEPARATOR.join(story.tags))
        database.add_document(document)
    database.commit()
    database.close()


def open_index(folder: Path) -> Engine:
    """Open what ``build`` wrote."""
    return _Xapian(folder)


class _Tags(xapian.MatchSpy):  # type: ignore[misc]
    """Counts the tags of what matches; Xapian's own spies take one value a document."""

    def __init__(self) -> None:
        super().__init__()
        self.counts: Counter[str] = Counter()

    def __call__(self, document: Any, _weight: float) -> None:
        self.counts.update(filter(None, document.get_value(TAGS).decode().split(SEPARATOR)))


class _Xapian:
    def __init__(self, folder: Path) -> None:
        self.database = xapian.Database(str(folder / "xapian"))
        self.stem = xapian.Stem("english")

    def prepare(self, query: BenchQuery) -> tuple[str, Any] | None:
        query_of, stems = xapian.Query, [self.stem(word).decode() for word in query.words]
        match query.kind:
            case "fuzzy":
                return None
            case "all":
                parsed = query_of(query_of.OP_AND, stems)
            case "phrase":
                parsed = query_of(query_of.OP_PHRASE, stems)
            case "prefix":
                parsed = query_of(query_of.OP_WILDCARD, query.words[0], 0, query_of.WILDCARD_LIMIT_ERROR)
            case "fielded":
                parsed = query_of(HEADLINE + stems[0])
            case "dated":
                since, until = (xapian.sortable_serialise(day.toordinal()) for day in (query.since, query.until))
                within = query_of(query_of.OP_VALUE_RANGE, DAY, since, until)
                parsed = query_of(query_of.OP_FILTER, query_of(stems[0]), within)
            case _:
                parsed = query_of(query_of.OP_OR, stems)
        return query.kind, parsed

    def run(self, prepared: tuple[str, Any]) -> tuple[int, list[str]]:
        kind, parsed = prepared
        spies = (xapian.ValueCountMatchSpy(SECTION), _Tags(), xapian.ValueCountMatchSpy(MONTH))
        enquire = xapian.Enquire(self.database)
        enquire.set_query(parsed)
        if kind == "newest":
            enquire.set_sort_by_value(DAY, True)
        if kind == "facets":
            for spy in spies:
                enquire.add_matchspy(spy)
        found = enquire.get_mset(0, TOP, self.database.get_doccount())  # so many are checked that the count is exact
        if kind == "facets":
            self.facets(*spies)
        ids = [match.document.get_data().decode().partition(SEPARATOR)[0] for match in found]
        return int(found.get_matches_estimated()), ids

    def facets(self, sections: Any, tags: _Tags, months: Any) -> dict[str, list[tuple[str, int]]]:
        tops = {"tags": tags.counts.most_common(TOP)}
        for name, spy in (("section", sections), ("month", months)):
            tops[name] = [(item.term.decode(), int(item.termfreq)) for item in spy.top_values(TOP)]
        return tops
