"""The Whoosh schema of a segment: which fields there are, and that nothing is analyzed."""

from __future__ import annotations

from typing import Any

import whoosh.fields
import whoosh.formats
import whoosh.index
import whoosh.matching
import whoosh.reading

from index.fields import EVERYWHERE, TEXT_FIELDS

ID_FIELD = "id"
DAY_FIELD = "published"


class _Encoded:
    """Terms as the segment has them: UTF-8 in which lone surrogates pass."""

    def to_bytes(self, value: str | bytes) -> bytes:
        return value if isinstance(value, bytes) else value.encode("utf-8", "surrogatepass")

    def from_bytes(self, value: bytes) -> str:
        return value.decode("utf-8", "surrogatepass")


class TermField(_Encoded, whoosh.fields.FieldType):  # type: ignore[misc]  # whoosh's base classes are partly untyped
    """A field of terms with positions: stems and, behind "=", forms. Nothing is analyzed: a text is a list of terms."""

    def __init__(self) -> None:
        super().__init__(whoosh.formats.Positions(), analyzer=None, scorable=True)


class IdField(_Encoded, whoosh.fields.ID):  # type: ignore[misc]
    """The id of a document."""


def schema() -> whoosh.fields.Schema:
    """The Whoosh schema of an archive: the text fields, ``EVERYWHERE``, the day and the id."""
    fields: dict[str, Any] = {name: TermField() for name in (*TEXT_FIELDS, EVERYWHERE)}
    fields[DAY_FIELD] = whoosh.fields.NUMERIC(int, bits=32, signed=False)
    fields[ID_FIELD] = IdField(unique=True)
    return whoosh.fields.Schema(**fields)
