"""JSON Feed, a feed as JSON. Each item is an article.

The format: jsonfeed.org, versions 1 and 1.1. Splitting and decoding JSON is the affair of ``records.py``.
"""

from __future__ import annotations

from typing import Any

from corpus.article import Article, Source, Unreadable
from corpus.records.composing import SUMMARY_ONLY, Fields, composed, first_date, names, parts_of_html

VERSION = "https://jsonfeed.org/version/"
FEED = "_feed"  # the key under which an item brings along what its feed says of itself


def items(document: Any) -> list[Any] | None:
    """The items of a feed, each with what the feed says of itself; None of any other document."""
    if not isinstance(document, dict) or not str(document.get("version", "")).startswith(VERSION):
        return None
    found = document.get("items")
    about = {name: document.get(name) for name in ("title", "language", "author", "authors")}
    listed = found if isinstance(found, list) else []
    return [{**one, FEED: about} if isinstance(one, dict) else one for one in listed]


def is_item(record: dict[str, Any]) -> bool:
    """Whether ``items`` gave it."""
    return isinstance(record.get(FEED), dict)


def read(record: dict[str, Any], source: Source) -> Article | Unreadable:
    """The article of one item."""
    feed = record[FEED]
    html, text, summary = (_text(record, name) for name in ("content_html", "content_text", "summary"))
    paragraphs, captions = parts_of_html(html) if html else parts_of_html(text)
    remarks = []
    if not paragraphs and summary:
        paragraphs, summary, remarks = parts_of_html(summary)[0], "", [SUMMARY_ONLY]
    found: Fields = {
        "id": str(record.get("id") or "") or _text(record, "url"),
        "url": _text(record, "url") or _text(record, "external_url"),
        "headline": " ".join(parts_of_html(_text(record, "title"))[0]),
        "deck": summary if summary not in " ".join(paragraphs) else "",
        "byline": _authors(record) or _authors(feed),
        "published": first_date(
            *((_text(record, f"date_{name}"), f"feed's date_{name}") for name in ("published", "modified"))
        ),
        "paragraphs": paragraphs,
        "captions": captions,
        "tags": [tag for tag in record.get("tags") or () if isinstance(tag, str)],
        "publication": _text(feed, "title"),
        "language": _text(record, "language") or _text(feed, "language"),
        "remarks": remarks,
        "origins": ORIGINS,
    }
    return composed(source, found)


ORIGINS = {
    "headline": "feed's title", "byline": "feed's authors", "deck": "feed's summary", "publication": "feed's own title",
    "tags": "feed's tags",
}  # fmt: skip


def _text(record: dict[str, Any], name: str) -> str:
    value = record.get(name)
    return value if isinstance(value, str) else ""


def _authors(record: dict[str, Any]) -> list[str]:
    listed = record.get("authors")
    people = [*(listed if isinstance(listed, list) else ()), record.get("author")]
    return [name for person in people if isinstance(person, dict) for name in names(_text(person, "name"))]
