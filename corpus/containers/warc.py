"""Crawls of the web, of which only pages with articles are read: WARC 0.17 to 1.1, and ARC 1 and 2 before it.

The formats: ISO 28500:2017, "WARC file format"; "Arc File Format", Internet Archive, 1996.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, NamedTuple

from corpus.article import Article, Source, Unreadable
from corpus.containers.answers import LONGEST_HEAD, NEEDS_BROTLI, Head, fields_of, head_of, kind_of_media, unpacked
from corpus.pages.delivered import is_front, read_page
from corpus.record import LARGEST_PAGE, LeftOut, Record

BEGINS = re.compile(rb"WARC/\d")
ARC_BEGINS = b"filedesc://"
# URL, IP address, date, media type, in ARC 2 status and more, and length.
ARC_LINE = re.compile(
    rb"([a-z][a-z0-9+.-]{0,20}:[^\n]{0,4096}?) [\da-fA-F.:]{1,45} \d{8,14} [^\n]{0,400}? (\d{1,12})\r?\n"
)
LONGEST_LINE = 1 << 14  # bytes
STEP = 1 << 20  # bytes passed over at a time
NO_ARTICLE, FRONT = "pages without an article", "front pages"
# What WARC has beside answers, in the plural. A revisit says that a page was as it had been.
TYPES = {
    "request": "requests", "revisit": "revisits", "metadata": "metadata records", "warcinfo": "metadata records",
    "continuation": "continuations", "conversion": "conversions",
}  # fmt: skip


class _Block(NamedTuple):
    """What a record's own head says: ``type`` as in WARC, how many bytes follow, of which media type."""

    type: str
    url: str
    size: int
    media: str = ""


def split(stream: IO[bytes], source: Source) -> Iterator[Record | LeftOut | Unreadable]:
    """The pages of a crawl that may be articles, each as (content, address, head); all else is counted."""
    number, lost = 0, False
    while line := stream.readline(LONGEST_LINE):
        if not line.strip():
            continue
        block = _block(line, stream)
        place = Source(source.file, f"record {number + (not lost)}")
        if block is None:
            if not lost:
                yield Unreadable(place, "damaged: what lies before the next record is left out")
            lost = True
            continue
        number, lost = number + 1, False
        yield from _record(block, stream, place)


def _block(line: bytes, stream: IO[bytes]) -> _Block | None:
    """The head of a record whose first line is ``line``; None where that begins none."""
    if BEGINS.match(line):
        head, size = [line], 0
        while (line := stream.readline(LONGEST_LINE)).strip() and size < LONGEST_HEAD:
            head.append(line)
            size += len(line)
        fields = fields_of(b"".join(head))
        length = fields.get("content-length", "")
        if not length.isascii() or not length.isdigit() or len(length) > 15:  # noqa: PLR2004 - digits of a petabyte
            return None
        url = fields.get("warc-target-uri", "").strip("<>")
        return _Block(fields.get("warc-type", "").casefold(), url, int(length), fields.get("content-type", ""))
    if found := ARC_LINE.fullmatch(line):
        url = found[1].decode("utf-8", "replace")
        kind = "warcinfo" if line.startswith(ARC_BEGINS) else "response"
        return _Block(kind, url, int(found[2]), "application/http" if url.startswith("http") else "")
    return None


def _record(block: _Block, stream: IO[bytes], place: Source) -> Iterator[Record | LeftOut | Unreadable]:
    start = stream.read(min(block.size, LONGEST_HEAD))
    head, end = _head_of(block, start)
    kind = TYPES.get(block.type) or head.kind or (FRONT if is_front(block.url) else "")
    rest = block.size - len(start)
    if kind or block.size > LARGEST_PAGE:
        rest = _passed_over(stream, rest)
    else:
        start += stream.read(rest)
        rest = block.size - len(start)
    if rest > 0:
        yield Unreadable(place, "cut off: the file ends in it")
    elif kind:
        yield LeftOut(Source(place.file), kind)
    elif block.size > LARGEST_PAGE:
        yield Unreadable(place, f"a page of over {LARGEST_PAGE >> 20} MB, as no article has")
    else:
        yield Record(place, (start[end:], block.url, *head))


def _head_of(block: _Block, start: bytes) -> tuple[Head, int]:
    if block.type == "response" and ("http" in block.media or block.url.startswith("http")):
        return head_of(start, block.url)
    if block.type == "resource":  # a page without the answer that it came in
        return Head(kind_of_media(block.media, start)), 0
    return Head("other records"), 0


def _passed_over(stream: IO[bytes], size: int) -> int:
    """How many of so many bytes were not there."""
    while size and (data := stream.read(min(size, STEP))):
        size -= len(data)
    return size


def read(record: tuple[bytes, str, str, str, str, bool], source: Source) -> Article | Unreadable | LeftOut:
    """The article of what ``split`` gave; of a page without one the kind under which it is counted."""
    data, url, kind, charset, coding, chunked = record
    head = Head(kind, charset, coding, chunked)
    content = unpacked(data, head)
    if isinstance(content, str):
        return Unreadable(source, f"{content} ({url[:200]})", try_again=content == NEEDS_BROTLI)
    found = read_page(content, source, url, head.charset)
    return found if isinstance(found, Article) else LeftOut(source, NO_ARTICLE)
