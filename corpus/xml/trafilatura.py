"""Pages that trafilatura has read, in its own XML: an element ``doc`` with values as attributes, and in it ``main``.

The format: https://trafilatura.readthedocs.io/en/latest/, ``output_format="xml"``, versions 0.9 to 2. Comments that
readers left are no text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from corpus.article import Article, Source, Unreadable
from corpus.record import Record
from corpus.records.composing import Fields, composed, first_date, names
from corpus.xml import elements
from corpus.xml.elements import every, first, name_of
from corpus.xml.nitf import paragraphs_in

INLINE = frozenset(["hi", "ref", "del"])


def split(stream: IO[bytes], source: Source) -> Iterator[Record | Unreadable]:
    """A record for each page of one open file."""
    yield from elements.split(stream, source, "doc")


def read(data: tuple[Any, ...], source: Source) -> Article | Unreadable:
    """The article of one page."""
    try:
        _, root, damage = elements.parsed(data)
    except ValueError as error:
        return Unreadable(source, str(error))
    main = first(root, "main")
    for element in every(main, ".//*"):
        if name_of(element) in INLINE:
            element.tag = "span"
    about = {name: value.strip() for name, value in root.items() if value.strip()}
    found: Fields = {
        "id": about.get("id", ""),
        "url": about.get("url") or about.get("source", ""),
        "headline": about.get("title", ""),
        "deck": about.get("excerpt") or about.get("description", ""),
        "byline": names(about.get("author", "")),
        "published": first_date((about.get("date", ""), "trafilatura's date")),
        "paragraphs": paragraphs_in(main) if main is not None else [],
        "section": about.get("categories", "").partition(";")[0],
        "tags": [tag.strip() for tag in about.get("tags", "").split(";")],
        "publication": about.get("sitename") or about.get("source-hostname") or about.get("hostname", ""),
        "language": about.get("language", ""),
        "remarks": [damage] if damage else [],
        "origins": dict.fromkeys(("headline", "byline", "deck", "section", "tags", "publication"), "attributes of doc"),
    }
    return composed(source, found)
