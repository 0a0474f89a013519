"""Articles as JSON objects: one a line (JSONL), a list of them, or a single one."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import IO, Any

from corpus.article import Article, Source, Unreadable, derived_id, own_id
from corpus.clean import Pieces, decode, lines_of, one_line, paragraphs_of, unique
from corpus.formats import json_feed, ninjs
from corpus.metadata.credits import names_of, split_dateline
from corpus.metadata.dates import dated
from corpus.pages.fragment import paragraphs_of_markup, without_markup
from corpus.record import Record

JsonObject = dict[str, Any]

# The keys each field is known by, most specific first; the first that holds something is taken.
ALIASES: dict[str, tuple[str, ...]] = {
    "id": ("id", "_id", "guid", "uuid", "article_id"),
    "url": ("url", "link", "web_url", "webUrl", "canonical_url"),
    "headline": ("headline", "title", "head", "webTitle"),
    "deck": ("deck", "subtitle", "subheadline", "standfirst", "description", "summary", "dek"),
    "byline": ("byline", "authors", "author", "creator", "by"),
    "dateline": ("dateline", "place", "location"),
    "published": ("published", "publishedAt", "published_at", "datePublished", "publication_date", "pub_date",
                  "pubDate", "date", "webPublicationDate", "created_at"),
    "section": ("section", "articleSection", "section_name", "sectionName", "category", "desk"),
    "tags": ("tags", "keywords", "topics", "subjects"),
    "captions": ("captions", "caption"),
    "body": ("body", "paragraphs", "articleBody", "text", "content", "full_text", "bodyText"),
}  # fmt: skip
# Bytes of an article's line and of a JSON file that is read whole: real ones stay below a hundredth of it, and what a
# few kilobytes of gzip can unfold to must not fill the memory.
LONGEST_LINE = 8 << 20
LARGEST_PART = LONGEST_LINE  # of a file in JSON that is no list of articles, and of an article in such a list
# So many lines or items in a row that hold no article end a file: what a few kilobytes of gzip can unfold to would else
# be taken down one by one.
MOST_EMPTY = 10_000
SHORTEST_LINE = len('{"by": "x"}')  # bytes; no shorter line names an article
LIST_BREAK = re.compile(r"[,;|]")
JSON_TYPES = {
    list: "a list",
    str: "a string",
    int: "a number",
    float: "a number",
    bool: "true or false",
    type(None): "null",
}


def split(stream: IO[bytes], source: Source) -> Iterator[Record | Unreadable]:
    """The records of one open file, each as its line (bytes) or its value. JSONL is read a line at a time, a large list
    an item at a time; other JSON is read whole."""
    first = stream.readline(LONGEST_LINE)
    if _is_record(first):
        yield from _lines(first, stream, source.file)
        return
    data = first + stream.read(LARGEST_PART - len(first) + 1)
    if len(data) <= LARGEST_PART:
        yield from _document(decode(data), source.file)
    elif found := LIST_START.match(data):
        yield from _items(data[found.end() :], stream, source.file)
    else:
        reason = f"JSON larger than {LARGEST_PART >> 20} MB and no list: write one article a line (JSONL)"
        yield Unreadable(source, reason)


# A list of articles, or an object that begins with short values and then has one, as exports do.
LIST_START = re.compile(
    rb"\s*+(?:\{(?:\s*+\"[^\"\\]{0,100}\"\s*+:\s*+(?:\"[^\"\\]{0,500}\"|[\w.+-]{1,30})\s*+,){0,20}+"
    rb"\s*+\"(?:articles|items|results|docs|hits|data)\"\s*+:\s*+)?\["
)


def _items(start: bytes, stream: IO[bytes], file: str) -> Iterator[Record | Unreadable]:
    """The items of a list in UTF-8 whose beginning is ``start``, each read when it is asked for."""
    decoder, more = json.JSONDecoder(), codecs.getincrementaldecoder("utf-8")("replace")
    text, at, number, empty = more.decode(start), 0, 0, 0
    ended = False
    while True:
        number += 1
        at = found.end() if (found := BEFORE_ITEM.match(text, at)) else at
        if text.startswith("]", at):
            return
        try:
            value, end = decoder.raw_decode(text, at)
            cut = not ended and end >= len(text) - 1  # a number may go on, and the list's end is not there yet
        except (ValueError, RecursionError) as error:
            if ended or len(text) - at > LARGEST_PART or isinstance(error, RecursionError):
                reason = "nested too deeply" if isinstance(error, RecursionError) else "not JSON, cut off or too large"
                yield Unreadable(Source(file, f"item {number}"), f"{reason}; the rest of the file is left out")
                return
            cut = True
        if cut:  # as much again as is left, so that no item is tried more than a few times
            data = stream.read(max(1 << 20, len(text) - at))
            ended = not data
            text, at, number = text[at:] + more.decode(data, ended), 0, number - 1
            continue
        empty = 0 if isinstance(value, dict) and value else empty + 1
        yield Record(Source(file, f"item {number}"), value)
        if empty == MOST_EMPTY:
            yield Unreadable(Source(file, f"item {number}"), _too_empty("items"))
            return
        at = end


BEFORE_ITEM = re.compile(r"[\s,]*+")


def _too_empty(what: str) -> str:
    return f"{MOST_EMPTY:,} {what} in a row that hold no article; the rest of the file is left out"


def _is_record(line: bytes) -> bool:
    try:
        record = _load(decode(line))
    except ValueError:
        return False
    return isinstance(record, dict) and _listed(record) is None


def _load(text: str) -> Any:
    """The JSON value of ``text``. Raises ``ValueError``, for nesting beyond Python's depth too."""
    try:
        return json.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def _lines(first: bytes, rest: IO[bytes], file: str) -> Iterator[Record | Unreadable]:
    empty, encoded = 0, Pieces()
    for number, line in enumerate(chain([first], iter(lambda: rest.readline(LONGEST_LINE), b"")), start=1):
        source = Source(file, f"line {number}")
        if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
            yield Unreadable(source, f"longer than {LONGEST_LINE >> 20} MB; the rest of the file is left out")
            return
        if not line.strip():
            continue
        empty = empty + 1 if len(line) <= SHORTEST_LINE else 0
        yield Record(source, encoded.as_utf8(line))
        if empty == MOST_EMPTY:
            yield Unreadable(source, _too_empty("lines"))
            return


def _document(text: str, file: str) -> Iterator[Record | Unreadable]:
    try:
        document = _load(text)
    except ValueError as error:
        yield Unreadable(Source(file), f"not JSON: {error}")
        return
    listed = _listed(document)
    if listed is None:
        yield Record(Source(file), document)
    empty = 0
    for number, record in enumerate(listed or (), start=1):
        yield Record(Source(file, f"item {number}"), record)
        empty = 0 if isinstance(record, dict) and record else empty + 1
        if empty == MOST_EMPTY:
            yield Unreadable(Source(file, f"item {number}"), _too_empty("items"))
            return


def read(record: Any, source: Source) -> Article | Unreadable:
    """The article of what ``split`` gave."""
    try:
        return _article(_load(decode(record)) if isinstance(record, bytes) else record, source)
    except ValueError as error:
        return Unreadable(source, f"not JSON: {error}")
    except RecursionError:
        return Unreadable(source, "a value in it is nested too deeply")


def _listed(document: Any) -> list[Any] | None:
    """The list of a document that is one, or that holds one beside its other keys; None for a single record."""
    items = json_feed.items(document)
    items = ninjs.items(document) if items is None else items
    if items is not None:
        return items
    if isinstance(document, list):
        return document
    if isinstance(document, dict) and not _first(document, "headline"):
        for key in ("articles", "items", "results", "docs", "hits", "data"):
            if isinstance(document.get(key), list):
                return list(document[key])
    return None


def _article(record: Any, source: Source) -> Article | Unreadable:
    """One record by the names of ``ALIASES``."""
    if not isinstance(record, dict):
        return Unreadable(
            source, f"an article is a JSON object; this is {JSON_TYPES.get(type(record), 'something else')}"
        )
    if json_feed.is_item(record):
        return json_feed.read(record, source)
    if ninjs.is_ninjs(record):
        return ninjs.read(record, source)
    paragraphs = list(_paragraphs(_first(record, "body")))
    headline = _string(_first(record, "headline"))
    if not headline and not paragraphs:
        known = ", ".join(sorted(map(str, record))[:8]) or "none"
        return Unreadable(source, f"neither a headline nor a text; the keys are: {known}")
    dateline = _string(_first(record, "dateline"))
    if paragraphs:
        place, rest = split_dateline(paragraphs[0])
        dateline, paragraphs[0] = dateline or place, rest
    published, how = dated(_string(_first(record, "published")), _key(record, "published"))
    url = _string(_first(record, "url"))
    return Article(
        id=own_id(_string(_first(record, "id"))) or derived_id(url, headline, *paragraphs),
        source=source,
        url=url,
        headline=headline or paragraphs.pop(0),
        deck=_string(_first(record, "deck")),
        byline=_names(_first(record, "byline")),
        dateline=dateline,
        published=published,
        published_how=how,
        section=next(iter(_strings(_first(record, "section"))), ""),
        tags=unique(_tags(_first(record, "tags"))),
        captions=unique(_strings(_first(record, "captions"))),
        paragraphs=tuple(paragraphs),
    )


def _key(record: JsonObject, field: str) -> str:
    return next((key for key in ALIASES[field] if record.get(key)), "")


def _first(record: JsonObject, field: str) -> Any:
    return record.get(_key(record, field))


def _string(value: Any) -> str:
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return one_line(without_markup(str(value)))
    return next(iter(_strings(value)), "")


def _strings(value: Any) -> tuple[str, ...]:
    """The strings in a value: itself, its items, or the name of each object in it."""
    match value:
        case str() | int() | float():
            return lines_of([without_markup(str(value))])
        case dict():
            named = (value.get(key) for key in ("name", "title", "text", "value", "rendered", "main", "caption"))
            return _strings(next((item for item in named if item), None))
        case list():
            return tuple(text for item in value for text in _strings(item))
        case _:
            return ()


def _paragraphs(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return paragraphs_of_markup(value)
    return tuple(paragraph for text in _strings(value) for paragraph in paragraphs_of(text))


def _names(value: Any) -> tuple[str, ...]:
    return unique(name for text in _strings(value) for name in names_of(text))


def _tags(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        return lines_of(LIST_BREAK.split(without_markup(value)))
    return _strings(value)
