"""Articles as JSON objects: one a line (JSONL), a list of them, or a single one."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from itertools import chain
from typing import IO, Any

from corpus.article import Article, Source, Unreadable
from corpus.clean import Pieces, decode
from corpus.record import LeftOut, Record
from corpus.records import ghost, json_feed, ninjs
from corpus.records.keys import DEEPEST_WRAPPER, article_of, by_field
from corpus.records.rich_text import JsonObject

# Bytes of an article's line and of a JSON file that is read whole: real ones stay below a hundredth of it, and what a
# few kilobytes of gzip can unfold to must not fill the memory.
LONGEST_LINE = 8 << 20
LARGEST_PART = LONGEST_LINE  # of a file in JSON that is no list of articles, and of an article in such a list
# So many lines or items in a row that hold no article end a file: what a few kilobytes of gzip can unfold to would else
# be taken down one by one.
MOST_EMPTY = 10_000
SHORTEST_LINE = len('{"by": "x"}')  # bytes; no shorter line names an article


def split(stream: IO[bytes], source: Source) -> Iterator[Record | Unreadable]:
    """The records of one open file, each as its line (bytes) or its value. JSONL is read a line at a time, a large list
    an item at a time; other JSON is read whole."""
    first = stream.readline(LONGEST_LINE)
    if _is_record(first):
        yield from _lines(chain([first], _rest(b"", stream)), source.file)
        return
    data = first + stream.read(LARGEST_PART - len(first) + 1)
    whole = len(data) <= LARGEST_PART
    if whole and isinstance(document := _value(decode(data)), dict | list):
        yield from _document(document, source)
    elif not (found := LIST_START.match(data)) and any(map(_is_record, data.split(b"\n", FEW_LINES)[:FEW_LINES])):
        yield from _lines(_rest(data, stream), source.file)  # of which the first is broken
    elif whole:
        yield Unreadable(source, f"not JSON: {document}")
    elif found:
        yield from _items(data[found.end() :], stream, source.file)
    else:
        yield Unreadable(
            source, f"JSON larger than {LARGEST_PART >> 20} MB and no list: write one article a line (JSONL)"
        )


FEW_LINES = 50  # at the beginning, among which is a whole record where each line is one


def _rest(start: bytes, stream: IO[bytes]) -> Iterator[bytes]:
    """The lines of what has been read of a stream, and of what follows."""
    lines = start.splitlines(keepends=True)
    if lines and not lines[-1].endswith(b"\n"):
        lines[-1] += stream.readline(LONGEST_LINE)
    return chain(lines, iter(lambda: stream.readline(LONGEST_LINE), b""))


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
    """Whether a line is an object by itself, and none that has a list of articles."""
    record = _value(decode(_bare(line)))
    return isinstance(record, dict) and listed(record) is None


def _bare(line: bytes) -> bytes:
    """A line without what some exporters put around an object: a comma behind it, a separator of RFC 7464 before."""
    return line.strip(b" \t\r\n,\x1e")


def _value(text: str) -> Any:
    """The JSON value of ``text``; what is wrong with it, as a ``ValueError``, where it is none, nesting beyond Python's
    depth too."""
    try:
        return json.loads(text)
    except ValueError as error:
        return error
    except RecursionError:
        return ValueError("nested too deeply")


def _lines(lines: Iterator[bytes], file: str) -> Iterator[Record | Unreadable]:
    empty, encoded = 0, Pieces()
    for number, line in enumerate(lines, start=1):
        source = Source(file, f"line {number}")
        if len(line) >= LONGEST_LINE and not line.endswith(b"\n"):
            yield Unreadable(source, f"longer than {LONGEST_LINE >> 20} MB; the rest of the file is left out")
            return
        bare = _bare(line)
        if not bare:
            continue
        empty = empty + 1 if len(bare) <= SHORTEST_LINE else 0
        yield Record(source, encoded.as_utf8(bare))
        if empty == MOST_EMPTY:
            yield Unreadable(source, _too_empty("lines"))
            return


def _document(document: Any, source: Source) -> Iterator[Record | Unreadable]:
    items = listed(document)
    if items is None:
        yield Record(source, document)
    empty = 0
    for number, record in enumerate(items or (), start=1):
        place = Source(source.file, f"item {number}")
        yield Record(place, record)
        empty = 0 if isinstance(record, dict) and record else empty + 1
        if empty == MOST_EMPTY:
            yield Unreadable(place, _too_empty("items"))
            return


LISTS = (
    "articles", "items", "results", "docs", "hits", "data", "response", "posts", "entries", "stories", "rows", "edges",
    "nodes",
)  # fmt: skip


def listed(document: Any) -> list[Any] | None:
    """The list of a document that is one, or that holds one beside its other keys, also one level down; None for a
    single record."""
    items = json_feed.items(document)
    items = ninjs.items(document) if items is None else items
    items = ghost.posts(document) if items is None else items
    if items is not None:
        return items
    if isinstance(document, list):
        return document
    if isinstance(document, dict) and (rows := _by_column(document)):
        return rows
    if isinstance(document, dict) and "headline" not in by_field(document):
        return _list_in(document, 0) or _by_id(document)
    return None


def _list_in(document: JsonObject, depth: int) -> list[Any] | None:
    """The list of an object, under one of the usual names, in objects in it if need be."""
    for key in LISTS:
        value = document.get(key)
        if isinstance(value, list) and not (value and isinstance(value[0], str)):
            return value
        if isinstance(value, dict) and depth < DEEPEST_WRAPPER and (found := _list_in(value, depth + 1)) is not None:
            return found
    return None


def _by_column(document: JsonObject) -> list[Any] | None:
    """The rows of an object that has each column under its name, by the same numbers, as pandas writes tables."""
    columns = [value for value in document.values() if isinstance(value, dict)]
    rows = columns[0].keys() if columns else ()
    if len(columns) != len(document) or len(columns) < 2 or not all(str(name).isdecimal() for name in rows):  # noqa: PLR2004
        return None
    if not rows or any(column.keys() != rows for column in columns):
        return None
    return [{name: column[row] for name, column in document.items()} for row in rows]


def _by_id(document: JsonObject) -> list[Any] | None:
    """The articles of an object that has each under its id."""
    if document and all(isinstance(value, dict) and "headline" in by_field(value) for value in document.values()):
        return [{"id": name, **value} for name, value in document.items()]
    return None


def read(record: Any, source: Source) -> Article | Unreadable | LeftOut | None:
    """The article of what ``split`` gave."""
    if isinstance(record, bytes):
        record = _value(decode(record))
        if isinstance(record, ValueError):
            return Unreadable(source, f"not JSON: {record}")
    try:
        return article_of(record, source)
    except RecursionError:
        return Unreadable(source, "a value in it is nested too deeply")
