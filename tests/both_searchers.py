"""The same documents behind our adapter and in Whoosh's own index."""

from __future__ import annotations

import random
from pathlib import Path
from typing import NamedTuple

import numpy as np
import whoosh.query as q
import whoosh.scoring
from whoosh.searching import Searcher

from index.adapter.array_index import ArrayIndex
from index.adapter.array_reader import ArrayReader
from index.document import NO_DAY, NO_INSTANT, Document
from index.fields import EVERYWHERE
from tests.oracle import Part, of_parts, whoosh_index, write_segment

#: Forms that share stems, forms that are their stems, numbers (which stand before "=") and marks.
VOCABULARY = """price prices Priced pricing bridge bridges bridging fall falls falling the of 1990 1,000 4.2 U.S. don't
    Łódź naïve Naïvely café cafés 東京 Ελλάδα ferry ferries storm""".split()
FIELDS = ("body", "headline", "quotes", "speaker", "captions", "url", EVERYWHERE)
DOCUMENTS, DAYS = 300, 730_000


def a_text(chance: random.Random, most: int) -> str:
    return " ".join(chance.choices(VOCABULARY, k=chance.randint(0, most)))


def a_quoted(chance: random.Random, text: str) -> tuple[tuple[int, int], ...]:
    if not text or chance.random() < 0.6:
        return ()
    start, end = sorted(chance.sample(range(len(text) + 1), 2))
    return ((start, end),)


def a_part(chance: random.Random, field: str, most: int) -> Part:
    text = a_text(chance, most)
    return field, text, a_quoted(chance, text) if field in ("headline", "body", "captions") else ()


def a_document(chance: random.Random, number: int) -> Document:
    counts = {"headline": 1, "body": chance.randint(0, 3), "captions": chance.randint(0, 2)}
    parts = [a_part(chance, field, 12) for field, count in counts.items() for _ in range(count)]
    parts += [a_part(chance, field, 3) for field in ("speaker", "speaker", "tags", "url") if chance.random() < 0.5]
    day = NO_DAY if chance.random() < 0.1 else DAYS + chance.randint(0, 400)
    return of_parts(f"é{number * 7 % DOCUMENTS}", parts, day, NO_INSTANT)


def array_index(documents: list[Document], folder: Path) -> ArrayIndex:
    days = np.array([document.day for document in documents], np.int32)
    return ArrayIndex(ArrayReader(write_segment(documents, folder), days))


class Both(NamedTuple):
    """Searchers over the same documents: ours and Whoosh's own. Scores are sums of weights, which both know exactly."""

    documents: list[Document]
    ours: Searcher
    theirs: Searcher


def both_searchers(folder: Path) -> Both:
    """Searchers over some random documents, ours with its files in ``folder``."""
    chance = random.Random(7)
    documents = [a_document(chance, number) for number in range(DOCUMENTS)]
    weighting = whoosh.scoring.Frequency()
    ours = array_index(documents, folder).searcher(weighting=weighting)
    return Both(documents, ours, whoosh_index(documents).searcher(weighting=weighting))


def hits(searcher: Searcher, query: q.Query) -> dict[int, float]:
    matcher = query.matcher(searcher, searcher.context())
    found = {}
    while matcher.is_active():
        found[matcher.id()] = matcher.score()
        matcher.next()
    return found
