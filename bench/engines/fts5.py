"""SQLite's full-text index FTS5, with its Porter stemmer. It has no approximate words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from bench.corpora import BenchQuery, Story
from bench.engines import HEADLINE_WEIGHT, TOP, Engine

LARGEST = None
FILE = "fts5.db"
SCHEMA = f"""
CREATE VIRTUAL TABLE texts USING fts5(headline, body, tokenize = 'porter unicode61');
INSERT INTO texts (texts, rank) VALUES ('rank', 'bm25({HEADLINE_WEIGHT}, 1)');
CREATE TABLE stories (number INTEGER PRIMARY KEY, id TEXT, day INTEGER, month INTEGER, section TEXT);
CREATE TABLE tags (number INTEGER, tag TEXT, PRIMARY KEY (number, tag)) WITHOUT ROWID;
"""
MATCHING = "FROM texts WHERE texts MATCH :match"
JOINED = "FROM texts JOIN stories ON number = texts.rowid WHERE texts MATCH :match"
DATED = JOINED + " AND day BETWEEN :since AND :until"
BEST = f"SELECT id FROM (SELECT rowid AS row, rank {MATCHING} ORDER BY rank LIMIT {TOP}) "
BEST += "JOIN stories ON number = row ORDER BY rank"
TAGGED = "FROM texts JOIN tags ON number = texts.rowid WHERE texts MATCH :match"


def build(stories: Iterable[Story], folder: Path) -> None:
    """Index ``stories`` in one transaction."""
    database = sqlite3.connect(folder / FILE)
    database.executescript(SCHEMA)
    for number, story in enumerate(stories):
        texts = (number, story.headline, story.body)
        database.execute("INSERT INTO texts (rowid, headline, body) VALUES (?, ?, ?)", texts)
        about = (number, story.id, story.date.toordinal(), story.month, story.section)
        database.execute("INSERT INTO stories VALUES (?, ?, ?, ?, ?)", about)
        database.executemany("INSERT INTO tags VALUES (?, ?)", ((number, tag) for tag in story.tags))
    database.execute("INSERT INTO texts (texts) VALUES ('optimize')")
    database.commit()
    database.close()


def open_index(folder: Path) -> Engine:
    """Open what ``build`` wrote."""
    return _FTS5(folder)


class _Statements(NamedTuple):
    total: str
    best: str
    facets: dict[str, str]
    values: dict[str, str | int]


class _FTS5:
    def __init__(self, folder: Path) -> None:
        self.database = sqlite3.connect(folder / FILE)

    def prepare(self, query: BenchQuery) -> _Statements | None:
        words = [f'"{word}"' for word in query.words]
        values: dict[str, str | int] = {"match": " OR ".join(words)}
        match query.kind:
            case "fuzzy":
                return None
            case "all":
                values["match"] = " AND ".join(words)
            case "phrase":
                values["match"] = f'"{" ".join(query.words)}"'
            case "prefix":
                values["match"] = f"{words[0]} *"
            case "fielded":
                values["match"] = f"headline : {words[0]}"
            case "dated":
                values |= {"since": query.since.toordinal(), "until": query.until.toordinal()}
                best = f"SELECT id {DATED} ORDER BY rank LIMIT {TOP}"
                return _Statements(f"SELECT count(*) {DATED}", best, {}, values)
            case "newest":
                newest = f"SELECT id {JOINED} ORDER BY day DESC LIMIT {TOP}"
                return _Statements(f"SELECT count(*) {MATCHING}", newest, {}, values)
        facets = dict(_facets()) if query.kind == "facets" else {}
        return _Statements(f"SELECT count(*) {MATCHING}", BEST, facets, values)

    def run(self, prepared: _Statements) -> tuple[int, list[str]]:
        best = self.database.execute(prepared.best, prepared.values).fetchall()
        count = self.database.execute(prepared.total, prepared.values).fetchone()[0]
        self.facets(prepared)
        return int(count), [row[0] for row in best]

    def facets(self, prepared: _Statements) -> dict[str, list[tuple[str, int]]]:
        rows = {name: self.database.execute(text, prepared.values) for name, text in prepared.facets.items()}
        return {name: [(str(value), int(count)) for value, count in found] for name, found in rows.items()}


def _facets() -> Iterator[tuple[str, str]]:
    for name, column, source in (("section", "section", JOINED), ("tags", "tag", TAGGED), ("month", "month", JOINED)):
        yield name, f"SELECT {column}, count(*) AS n {source} GROUP BY {column} ORDER BY n DESC LIMIT {TOP}"
