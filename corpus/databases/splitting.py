"""Articles that readers save as text from the databases of libraries: Nexis, Factiva, ProQuest, NewsBank.

None of them documents its layout. In each an article has a head of lines that say what they are, or stand in an order;
the text; and what the database says of it. Lines of their own part the articles of a file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import IO, NamedTuple

from corpus.article import Article, Source, Unreadable
from corpus.clean import decode
from corpus.databases import factiva, newsbank, nexis, proquest
from corpus.databases.exported import (
    FACTIVA,
    FACTIVA_DISPLAY,
    NEWSBANK,
    NEXIS,
    NEXIS_LABELS,
    NEXIS_RIGHTS,
    NEXIS_UNI,
    PROQUEST,
    database_of,
)
from corpus.databases.facts import Lines
from corpus.record import LARGEST_PAGE, Record
from corpus.records.composing import Fields, composed


class Database(NamedTuple):
    """How one lays articles out: a line like ``parts`` begins or, if ``behind``, ends an article; ``fields`` reads
    one."""

    parts: re.Pattern[str]
    behind: bool
    fields: Callable[[Lines], Fields]


def split(stream: IO[bytes], source: Source) -> Iterator[Record | Unreadable]:
    """The text of each article, behind the name of its database."""
    start = stream.read(START)
    name = database_of(decode(start).lstrip("\ufeff \t\r\n\f\v"))
    number = 0
    for text in _texts(_lines(start, stream), DATABASES[name]):
        if len(text) > LARGEST_PAGE:
            yield Unreadable(source, f"an article in it is larger than {LARGEST_PAGE >> 20} MB; the rest is left out")
            return
        if TEXT.search(text):
            number += 1
            yield Record(Source(source.file, f"article {number}"), (name, text))


START = 4096  # bytes, as many as are looked at to tell a format
TEXT = re.compile(rb"(?:[^\W\d_]|[\x80-\xff]){2}")


def _lines(start: bytes, stream: IO[bytes]) -> Iterator[bytes]:
    lines = start.splitlines(keepends=True)
    lines[-1:] = [(lines[-1] if lines else b"") + stream.readline(LARGEST_PAGE)]
    yield from lines
    yield from iter(lambda: stream.readline(LARGEST_PAGE), b"")


def _texts(lines: Iterator[bytes], database: Database) -> Iterator[bytes]:
    held: list[bytes] = []
    size = 0
    for line in lines:
        is_part = len(line) < LONGEST_PART and database.parts.match(decode(line).lstrip("\ufeff").rstrip())
        if (is_part and not database.behind) or size > LARGEST_PAGE:
            yield b"".join(held)
            held, size = [], 0
        held.append(line)
        size += len(line)
        if is_part and database.behind:
            yield b"".join(held)
            held, size = [], 0
    yield b"".join(held)


LONGEST_PART = 400  # bytes of a line that parts articles


def read(record: tuple[str, bytes], source: Source) -> Article | Unreadable | None:
    """The article of what ``split`` gave; None of what stands before the first one and behind the last."""
    name, data = record
    found = DATABASES[name].fields(decode(data).lstrip("\ufeff").splitlines())
    if not found.get("paragraphs"):
        return Unreadable(source, f"no text under its head, as {name} gives it") if found.get("headline") else None
    places = dict.fromkeys(("headline", "byline", "publication", "section", "dateline"), f"{name}’s head")
    return composed(source, {**found, "origins": places})


def article_in(text: str, source: Source) -> Article | Unreadable | None:
    """The article of a document that is such an export; None where it is another text."""
    name = database_of(text[:START])
    if not name:
        return None
    lines = (line.encode("utf-8", "replace") for line in text.splitlines(keepends=True))
    articles = [found for part in _texts(lines, DATABASES[name]) if TEXT.search(part)
                if (found := read((name, part), source))]  # fmt: skip
    if len(articles) > 1:
        return Unreadable(source, f"{len(articles)} articles of {name} in one document: save it as plain text")
    return articles[0] if articles else None


DATABASES = {
    NEXIS: Database(nexis.COUNT, False, nexis.fields_of),
    NEXIS_LABELS: Database(re.compile(NEXIS_RIGHTS), False, nexis.fields_of),
    NEXIS_UNI: Database(re.compile("End of Document"), True, nexis.fields_of),
    FACTIVA: Database(factiva.END, True, factiva.fields_by_code),
    FACTIVA_DISPLAY: Database(factiva.END, True, factiva.fields_in_order),
    PROQUEST: Database(proquest.PART, False, proquest.fields_of),
    NEWSBANK: Database(newsbank.END, True, newsbank.fields_of),
}
