"""An archive's index opened for searching: its segments, with what scoring needs beside."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any, NamedTuple
from weakref import proxy, ref

import numpy as np

from index import EVERYWHERE
from index.archive.generation import Collection
from index.arrays.bits import WORD
from index.arrays.types import Float32s, Int32s, Int64s, Integer, Mask, UInt64s
from index.postings.dictionary import Dictionary
from index.remembering import remembering
from index.text.batches import PART_GAP
from search.matching.whoosh_scoring import BM25F
from search.ranking import K1, factor_of, norm_line

ZONE = 1024  # documents of which the first and last day are known together


class Matches(NamedTuple):
    """Document numbers, ascending, int32, and their scores, float32; of equal length."""

    documents: Int32s
    scores: Float32s

    def where(self, kept: Mask) -> Matches:
        """The matches whose document numbers are marked in ``kept``, a mask over all documents."""
        chosen = kept[self.documents]
        return Matches(self.documents[chosen], self.scores[chosen])

    def first(self, most: int) -> Matches:
        """The first ``most`` of these."""
        return Matches(self.documents[:most], self.scores[:most])


NO_MATCHES = Matches(np.zeros(0, np.int32), np.zeros(0, np.float32))


def unscored(found: Int32s) -> Matches:
    """Matches that all score 0."""
    return Matches(found, np.zeros(len(found), np.float32))


class Norms(NamedTuple):
    """What a document's length adds to the weight under its score's fraction: float32[documents], and the line on which
    it lies over lengths."""

    values: Float32s
    base: np.float32
    slope: np.float32


class Scratch(NamedTuple):
    """``sums`` and ``seen`` of ``search.kernels``, zeros."""

    sums: Float32s
    seen: UInt64s


class Engine:
    """A collection with what searching it needs beside. Safe for threads."""

    def __init__(self, collection: Collection) -> None:
        self.collection, self.columns = collection, collection.columns
        self.documents = len(collection)
        self.leaves = tuple(Leaf(self, number) for number in range(len(collection.parts)))
        # Whether there is but one segment, and all of its documents: then what holds of it holds of all.
        self.whole = len(self.leaves) == 1 and collection.parts[0].deleted is None
        self.average_length = remembering(self._average_length)

    @property
    def forms(self) -> tuple[Dictionary, ...]:
        """The forms of each leaf, for ``search.query.terms``."""
        return self.collection.forms

    def containing(self, field: str, term: str) -> int:
        """How many documents have ``term`` (behind "=": that form) in ``field``."""
        return self.collection.counts(field, term).documents

    def rarity(self, stem: str) -> float:
        """The idf of a term everywhere."""
        return factor_of(self.documents, self.containing(EVERYWHERE, stem), 1.0) / (K1 + 1)

    def _average_length(self, field: str) -> float:
        """The average length of the documents in a field; 1 where it is empty."""
        return self.collection.length(field) / max(self.documents, 1) or 1.0


class Leaf:
    """One segment of an engine, in which documents are numbered from 0. Safe for threads."""

    def __init__(self, engine: Engine, number: int) -> None:
        part = engine.collection.parts[number]
        self._engine, self.number = ref(engine), number  # no reference cycle: who asks a leaf has its engine
        self.segment, self.first, self.counts, self.deleted = part
        last = part.first + part.segment.documents
        self.day, self.rank = engine.columns.day[part.first : last], engine.columns.rank[part.first : last]
        self._norms: dict[str, Norms] = {}
        # What was looked up last, and its lists (``search.matching.term_lists``): a question needs them several times.
        self.looked_up: tuple[tuple[str, list[str], float], Int64s] | None = None
        self._local = threading.local()

    @property
    def engine(self) -> Engine:
        """The engine of which this is a leaf."""
        engine = self._engine()
        assert engine, "the leaf of an engine that is gone"
        return engine

    @cached_property
    def searcher(self) -> Any:
        """Whoosh's searcher over the same arrays."""
        from whoosh.searching import Searcher  # noqa: PLC0415

        from index.adapter.array_reader import ArrayReader  # noqa: PLC0415 - seldom needed, and slow to import

        return Searcher(ArrayReader(self.segment, self.day), weighting=BM25F(proxy(self.engine)))

    @cached_property
    def _zones(self) -> tuple[Int32s, Int32s]:
        """The first and the last day of every ``ZONE`` documents."""
        begins = np.arange(0, len(self.day), ZONE)
        return np.minimum.reduceat(self.day, begins), np.maximum.reduceat(self.day, begins)

    def between(self, since: int, until: int) -> tuple[int, int]:
        """Documents of the days from ``since`` to ``until`` are all among these: half-open. Archives are mostly in the
        order of time."""
        earliest, latest = self._zones
        zones = np.flatnonzero((latest >= since) & (earliest <= until))
        return (int(zones[0]) * ZONE, (int(zones[-1]) + 1) * ZONE) if len(zones) else (0, 0)

    @cached_property
    def live(self) -> UInt64s:
        """``live`` of ``search.kernels``."""
        documents = self.segment.documents
        bits = np.zeros((documents // WORD + 2) * WORD, np.bool_)
        bits[:documents] = True if self.deleted is None else ~self.deleted
        return np.packbits(bits, bitorder="little").view(np.uint64)

    def norms(self, field: str) -> Norms:
        """The norms of the documents in a field."""
        found = self._norms.get(field)
        if found is None:
            base, slope = map(np.float32, norm_line(self.engine.average_length(field)))
            values = base + slope * self.segment.lengths(field).astype(np.float32)
            found = self._norms[field] = Norms(values, base, slope)
        return found

    @cached_property
    def begins(self) -> Int32s:
        """int32[documents]: the position at which the body of each begins, behind headline and deck."""
        lengths = (self.segment.lengths(field).astype(np.int32) for field in ("headline", "deck"))
        return sum((each + PART_GAP * (each > 0) for each in lengths), np.zeros(self.segment.documents, np.int32))

    def factor(self, field: str, term: str, boost: float, here: Integer) -> float:
        """What a term scores at most; ``here``: how many documents of the leaf have it."""
        engine = self.engine
        containing = here if engine.whole else engine.containing(field, term)
        return factor_of(engine.documents, containing, boost)

    @contextmanager
    def scratch(self) -> Iterator[Scratch]:
        """Where to add matches up, nobody else's meanwhile. Whoever has it leaves zeros; where an exception ends that,
        it is given up."""
        scratch = self._local.__dict__.pop("scratch", None)
        if scratch is None:
            documents = self.segment.documents
            scratch = Scratch(np.zeros(documents, np.float32), np.zeros(documents // WORD + 2, np.uint64))
        yield scratch
        self._local.scratch = scratch  # for this thread's next query

    def numbered(self, found: Matches) -> Matches:
        """Matches of this leaf by their numbers in the collection, without what is deleted."""
        if self.deleted is not None:
            found = found.where(~self.deleted)
        return Matches(found.documents + np.int32(self.first), found.scores) if self.first else found
