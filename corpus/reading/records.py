"""Articles as JSON objects: one a line (JSONL), a list of them, or a single one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import IO, Any

import regex

from corpus.article import Article, Source, Unreadable, derived_id, own_id
from corpus.clean import decode, lines_of, one_line, paragraphs_of, unique
from corpus.reading.credits import names_of, split_dateline
from corpus.reading.dates import dated

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
LONGEST_LINE, LARGEST_DOCUMENT = 32 << 20, 256 << 20
JSON_TYPES = {
    list: "a list",
    str: "a string",
    int: "a number",
    float: "a number",
    bool: "true or false",
    type(None): "null",
}
MARKUP = regex.compile(r"</?(?:p|br|div|em|strong|a|i|b|h[1-6]|ul|li|blockquote|span)\b[^>]{0,500}>", regex.IGNORECASE)


def split_records(stream: IO[bytes], file: str) -> Iterator[tuple[Source, Any] | Unreadable]:
    """The records of one open file, each as its line (bytes) or its value. JSONL is read a line at a time; other JSON
    is read whole."""
    first = stream.readline(LONGEST_LINE)
    if _is_record(first):
        yield from _lines(first, stream, file)
        return
    data = first + stream.read(LARGEST_DOCUMENT - len(first) + 1)
    if len(data) > LARGEST_DOCUMENT:
        yield Unreadable(
            Source(file), f"JSON larger than {LARGEST_DOCUMENT >> 20} MB: write one article a line (JSONL)"
        )
    else:
        yield from _document(decode(data), file)


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


def _lines(first: bytes, rest: IO[bytes], file: str) -> Iterator[tuple[Source, bytes] | Unreadable]:
    for number, line in enumerate(chain([first], iter(lambda: rest.readline(LONGEST_LINE), b"")), start=1):
        source = Source(file, f"line {number}")
        if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
            yield Unreadable(source, f"longer than {LONGEST_LINE >> 20} MB; the rest of the file is left out")
            return
        if line.strip():
            yield source, line


def _document(text: str, file: str) -> Iterator[tuple[Source, Any] | Unreadable]:
    try:
        document = _load(text)
    except ValueError as error:
        yield Unreadable(Source(file), f"not JSON: {error}")
        return
    listed = _listed(document)
    if listed is None:
        yield Source(file), document
    for number, record in enumerate(listed or (), start=1):
        yield Source(file, f"item {number}"), record


def read_record(record: Any, source: Source) -> Article | Unreadable:
    """The article of what ``split_records`` gave."""
    try:
        return _article(_load(decode(record)) if isinstance(record, bytes) else record, source)
    except ValueError as error:
        return Unreadable(source, f"not JSON: {error}")
    except RecursionError:
        return Unreadable(source, "a value in it is nested too deeply")


def _listed(document: Any) -> list[Any] | None:
    """The list of a document that is one, or that holds one beside its other keys; None for a single record."""
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
        return one_line(_without_markup(str(value)))
    return next(iter(_strings(value)), "")


def _strings(value: Any) -> tuple[str, ...]:
    """The strings in a value: itself, its items, or the name of each object in it."""
    match value:
        case str() | int() | float():
            return lines_of([_without_markup(str(value))])
        case dict():
            named = (value.get(key) for key in ("name", "title", "text", "value", "rendered", "main", "caption"))
            return _strings(next((item for item in named if item), None))
        case list():
            return tuple(text for item in value for text in _strings(item))
        case _:
            return ()


def _paragraphs(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return paragraphs_of(_without_markup(value))
    return tuple(paragraph for text in _strings(value) for paragraph in paragraphs_of(text))


def _names(value: Any) -> tuple[str, ...]:
    return unique(name for text in _strings(value) for name in names_of(text))


def _tags(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        return lines_of(regex.split(r"[,;|]", value))
    return _strings(value)


def _without_markup(text: str) -> str:
    """The text of a value that may hold HTML, as exports of web systems do."""
    if not MARKUP.search(text):
        return text
    from lxml import html as lxml_html  # noqa: PLC0415 - takes a tenth of a worker's start; most archives need it not

    root = lxml_html.fromstring(f"<div>{text}</div>")
    for block in root.iter("p", "br", "div", "li", "blockquote", "h1", "h2", "h3", "h4"):
        block.tail = "\n\n" + (block.tail or "")
    return str(root.text_content())
