"""Whoosh's interface to a segment, so that its searchers, queries and matchers work over one unchanged."""

from __future__ import annotations

from typing import Any

import whoosh.fields
import whoosh.formats
import whoosh.index
import whoosh.matching
import whoosh.reading

from index.adapter.array_reader import ArrayReader
from index.arrays.types import Int32s
from index.postings.segment import Segment


class ArrayIndex(whoosh.index.Index):  # type: ignore[misc]
    """A segment as a Whoosh index, for reading; safe for threads.

    ``day`` is int32[documents]: proleptic ordinals, or ``NO_DAY``.
    """

    def __init__(self, segment: Segment, day: Int32s) -> None:
        self._reader = ArrayReader(segment, day)
        self.schema = self._reader.schema

    def reader(self, reuse: Any = None) -> ArrayReader:  # noqa: ARG002 - Whoosh's
        """The reader: always the same one, which needs no closing."""
        return self._reader

    def is_empty(self) -> bool:
        """Whether there are no documents."""
        return self._reader.doc_count_all() == 0

    def writer(self, **_: Any) -> Any:
        """Refuse: a segment is never changed."""
        raise whoosh.index.IndexError("This index is read-only: to change it, rebuild the archive")
