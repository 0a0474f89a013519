"""Pages that came with an address and an encoding of their own, as crawls and browsers keep them."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

from corpus.article import Article, Source, Unreadable, derived_id
from corpus.clean import decode


def read_page(data: bytes, source: Source, url: str = "", charset: str = "") -> Article | Unreadable:
    """The article of a page; with ``url``, which is where it was, if it names none itself. ``charset`` is what its
    server said, and outdone by a byte order mark and by UTF-8 that is valid."""
    from corpus.pages import page  # noqa: PLC0415 - lxml and trafilatura, which who splits a crawl does not need

    if charset:
        data = decode(data, charset).encode("utf-8", "replace")
    article = page.read(data, source)
    if isinstance(article, Unreadable) or article.url or not is_address(url):
        return article
    return replace(article, url=url, id=derived_id(url))


def is_address(url: str) -> bool:
    """Whether ``url`` is one of a page on the web."""
    return url.startswith(("http://", "https://"))


def is_front(url: str) -> bool:
    """Whether a page stands at the top of its site, where no article does."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return is_address(url) and parts.path in ("", "/") and not parts.query
