"""What a file is split into before it is read: records, and files in the file."""

from __future__ import annotations

from typing import IO, Any, NamedTuple

from corpus.article import Source


class Record(NamedTuple):
    """What one article, or none, is to be read from: ``data`` holds plain values only, so that it may be sent to
    another process; ``format`` names that of ``corpus.reading.telling.FORMATS``, where it is not the file's own."""

    source: Source
    data: Any
    format: str = ""


class Member(NamedTuple):
    """A file in a file, whose format is to be told by what is in it. Its ``stream`` is read, or passed over, before the
    next is asked for."""

    source: Source
    stream: IO[bytes]
