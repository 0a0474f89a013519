"""Where postings are kept: Whoosh's own segments. Nothing outside this file knows how they are stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import whoosh.fields
import whoosh.formats
import whoosh.index
import whoosh.writing

from index.analysis import EXACT
from index.document import NO_DAY, Document
from index.fields import EVERYWHERE, TEXT_FIELDS
from index.postings import FieldPostings

ID_FIELD = "id"
DAY_FIELD = "published"
# Postings held in memory before they spill to disk; with 256 MB the Reuters collection spills once or twice.
POOL_MB = 256
PROGRESS_STEP = 10_000  # postings between two reports of progress


class TermField(whoosh.fields.FieldType):  # type: ignore[misc]  # whoosh's base class is partly untyped
    """A field whose value is a ``FieldPostings``, already analyzed."""

    scorable = True

    def __init__(self) -> None:
        super().__init__(whoosh.formats.Positions(), analyzer=None, scorable=True)

    def index(self, value: FieldPostings, **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield (term, share of the field's length, weight, encoded positions)."""
        for term, positions in value.positions.items():
            weight = value.weights[term]
            length = 0 if term.startswith(EXACT) else max(1, round(weight))
            yield term.encode("utf-8", "surrogatepass"), length, weight, self.format.encode(positions)


def schema() -> whoosh.fields.Schema:
    """The Whoosh schema of an archive: the text fields, ``EVERYWHERE``, the day and the id."""
    fields: dict[str, Any] = {name: TermField() for name in (*TEXT_FIELDS, EVERYWHERE)}
    fields[DAY_FIELD] = whoosh.fields.NUMERIC(int, bits=32, signed=False)
    fields[ID_FIELD] = whoosh.fields.ID(unique=True)
    return whoosh.fields.Schema(**fields)


class PostingsWriter:
    """Writes the postings of documents to a new folder; their numbers count up from 0 in the order added."""

    def __init__(self, folder: Path, progress: Callable[[int, int], None]) -> None:
        folder.mkdir()
        self._count = 0
        index = whoosh.index.create_in(str(folder), schema())
        self._progress = progress
        self._writer = whoosh.writing.SegmentWriter(index, limitmb=POOL_MB)
        self._write_postings = self._writer.fieldwriter.add_postings
        self._writer.fieldwriter.add_postings = self._write_counted

    def add(self, document: Document) -> None:
        """Index one document."""
        fields: dict[str, Any] = dict(document.postings)
        self._count += sum(len(field.positions) for field in document.postings.values())
        if document.day != NO_DAY:
            fields[DAY_FIELD] = document.day
        self._writer.add_document(**fields, **{ID_FIELD: document.id})

    def finish(self) -> None:
        """Sort and write everything; reports (postings written, postings in all) as it goes."""
        self._writer.commit(merge=False)

    def _write_counted(self, schema: Any, lengths: Any, items: Iterator[Any]) -> None:
        self._write_postings(schema, lengths, self._counted(items))

    def _counted(self, items: Iterator[Any]) -> Iterator[Any]:
        for number, item in enumerate(items):
            if number % PROGRESS_STEP == 0:
                self._progress(number, self._count)
            yield item
        self._progress(self._count, self._count)

    def cancel(self) -> None:
        """Give up what was added."""
        if not self._writer.is_closed:
            self._writer.cancel()


def open_index(folder: Path) -> whoosh.index.Index:
    """The Whoosh index in a folder that ``PostingsWriter`` wrote."""
    return whoosh.index.open_dir(str(folder), schema=schema())
