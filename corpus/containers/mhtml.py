"""Saved pages in one file, as Chrome, Edge and Internet Explorer save them: MHTML.

The format: RFC 2557.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from corpus.article import Article, Source, Unreadable
from corpus.containers import mime
from corpus.pages.delivered import is_address, read_page
from corpus.record import LARGEST_PAGE, Record


def split(stream: IO[bytes], source: Source) -> Iterator[Record | Unreadable]:
    """The one page of a file, as (content, address, encoding); its images and frames are its own."""
    message = mime.message_of(stream.read(mime.LARGEST_MESSAGE + 1))
    if isinstance(message, str):
        yield Unreadable(source, f"MHTML that is not read: {message}")
        return
    pages = [part for part in mime.leaves(message) if part.get_content_type() in PAGES]
    if not pages:
        yield Unreadable(source, "MHTML without a page in it")
        return
    own = mime.field(message, "Snapshot-Content-Location") or mime.field(message, "Content-Location")
    page = next((part for part in pages if own and mime.field(part, "Content-Location") == own), pages[0])
    content = mime.content_of(page)
    if len(content) > LARGEST_PAGE:
        yield Unreadable(source, f"larger than {LARGEST_PAGE >> 20} MB, as no article's page is")
        return
    url = next(filter(is_address, (own, mime.field(page, "Content-Location"))), "")
    yield Record(source, (content, url, mime.charset_of(page)))


PAGES = ("text/html", "application/xhtml+xml")


def read(page: tuple[bytes, str, str], source: Source) -> Article | Unreadable:
    """The article of what ``split`` gave."""
    content, url, charset = page
    return read_page(content, source, url, charset)
