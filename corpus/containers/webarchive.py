"""Saved pages in one file, as Safari saves them: property lists with a page and what it shows.

The format: Apple's property lists, binary and in XML, with the keys of WebKit's ``WebArchive``.
"""

from __future__ import annotations

import plistlib
import struct
from collections.abc import Iterator
from typing import IO, Any
from xml.parsers.expat import ExpatError

from corpus.article import Article, Source, Unreadable
from corpus.pages.delivered import read_page
from corpus.record import LARGEST_PAGE, Record

LARGEST = 32 << 20  # bytes, with all images
DAMAGED = (plistlib.InvalidFileException, ExpatError, ValueError, LookupError, TypeError, AttributeError,
           OverflowError, RecursionError, MemoryError, struct.error)  # fmt: skip


def split(stream: IO[bytes], source: Source) -> Iterator[Record | Unreadable]:
    """The one page of a file, as (content, address, encoding)."""
    data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        yield Unreadable(source, f"a property list of over {LARGEST >> 20} MB")
        return
    try:
        found = plistlib.loads(data)
    except DAMAGED as error:
        yield Unreadable(source, f"a damaged property list: {error}"[:200])
        return
    page = found.get("WebMainResource") if isinstance(found, dict) else None
    content = page.get("WebResourceData") if isinstance(page, dict) else None
    if not isinstance(page, dict) or not isinstance(content, bytes):
        yield Unreadable(source, "a property list, no article: only those are read in which Safari saves a page")
    elif "html" not in _text(page, "WebResourceMIMEType", "text/html"):
        yield Unreadable(source, f"a web archive of Safari without a page: {_text(page, 'WebResourceMIMEType')[:60]}")
    elif len(content) > LARGEST_PAGE:
        yield Unreadable(source, f"larger than {LARGEST_PAGE >> 20} MB, as no article's page is")
    else:
        yield Record(source, (content, _text(page, "WebResourceURL"), _text(page, "WebResourceTextEncodingName")))


def _text(page: dict[str, Any], key: str, default: str = "") -> str:
    value = page.get(key, default)
    return value if isinstance(value, str) else default


def read(page: tuple[bytes, str, str], source: Source) -> Article | Unreadable:
    """The article of what ``split`` gave."""
    content, url, charset = page
    return read_page(content, source, url, charset)
