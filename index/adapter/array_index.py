"""Whoosh's interface to an archive, so that its searchers, queries and matchers work over one unchanged."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import whoosh.index
import whoosh.reading

from index.adapter.array_reader import ArrayReader
from index.archive.directory import Location
from index.archive.generation import Generation


def open_index(archive: Location) -> ArrayIndex:
    """The articles of an archive as a Whoosh index: a bridge for programs written for Whoosh.

    It stays with the generation that is in force now. Raises ``NoArchive``, ``DamagedArchive`` or ``FormatError``.
    """
    articles = Generation(Path(archive)).articles
    day = articles.columns.day
    readers = [
        ArrayReader(part.segment, day[part.first : part.first + part.segment.documents], part.deleted)
        for part in articles.parts
    ]
    return ArrayIndex(*readers)


class ArrayIndex(whoosh.index.Index):  # type: ignore[misc]
    """Segments, one or more, as a Whoosh index for reading; safe for threads."""

    def __init__(self, *readers: ArrayReader) -> None:
        self._reader = readers[0] if len(readers) == 1 else whoosh.reading.MultiReader(list(readers))
        self.schema = readers[0].schema

    def reader(self, reuse: Any = None) -> whoosh.reading.IndexReader:  # noqa: ARG002 - Whoosh's
        """The reader: always the same one, which needs no closing."""
        return self._reader

    def is_empty(self) -> bool:
        """Whether there are no documents."""
        return bool(self._reader.doc_count_all() == 0)

    def writer(self, **_: Any) -> Any:
        """Refuse: a segment is never changed."""
        raise whoosh.index.IndexError("This index is read-only: to change it, rebuild the archive")
