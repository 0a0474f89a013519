"""What a file is split into before it is read: records, and files in the file; what is but counted."""

from __future__ import annotations

from io import BufferedIOBase
from typing import Any, NamedTuple

from corpus.article import Source

# Bytes of one text, page or message, which are read whole: articles stay far below, real pages below 5 MB. The slowest
# of ``bench.hostile`` takes some seconds at this size.
LARGEST_PAGE = 8 << 20


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
    stream: BufferedIOBase


class LeftOut(NamedTuple):
    """What is no article and nobody expects to be one, as the images of a crawl: it is counted, and said once for each
    ``source.file``. ``kind`` is in the plural; of those with a position the first few are named."""

    source: Source
    kind: str
    number: int = 1
