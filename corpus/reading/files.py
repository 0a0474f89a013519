"""Files and folders to articles: finds the files, looks inside, and hands each to the reader of its format."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO, Any, Literal, NamedTuple

from corpus.article import Article, Source, Unreadable
from corpus.clean import decode
from corpus.patterns import IGNORECASE, BytesExpression, Expression
from corpus.reading import records, reuters
from corpus.reading.dates import dated
from corpus.reading.folders import NO_PERMISSION, NOT_A_FILE, VANISHED, File, files_below, why
from corpus.reading.streams import TOO_LARGE, UNPACKING, OpenFile

PEEK = 4096  # bytes looked at to tell a format
TOLD = 16  # pieces of a file after which is asked where in it one is, which takes as long as to split off a piece
# Bytes on disk; a smaller file is one piece, whatever it holds: what several processes read, this one need not unpack
# and send. Of the 4.9 s of processor time that rebuilding Reuters-21578, 22 files of 390 KB, takes, it saves 0.2 s.
WHOLE = 1 << 20
BINARY_MAGIC = {
    b"%PDF": "a PDF document",
    b"PK\x03\x04": "a ZIP archive or office document",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"BZh": "bzip2-compressed",
    b"\xfd7zXZ": "xz-compressed",
    b"\x28\xb5\x2f\xfd": "zstd-compressed",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"SQLite format 3": "a SQLite database",
}
UTF_16_OR_32 = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
DATED_NAME = Expression(r"((?:19|20)\d\d)[-_.]?([01]\d)[-_.]?([0-3]\d)(?!\d)")
# Bytes of one text or HTML file, which are read whole: articles stay far below, real pages below 5 MB. The slowest of
# ``bench.hostile`` takes some seconds at this size.
LARGEST_PAGE = 8 << 20
HTML = BytesExpression(rb"<(?:!doctype\s+html|html|head|body|article)\b", IGNORECASE)
XML = BytesExpression(rb"^\s*<\?xml|^\s*<(?:rss|feed|nitf|newsml|newsitem|rdf)\b", IGNORECASE)
JSON = BytesExpression(rb"^\s*(?:\{\s*[\"}]|\[\s*[\[{\"\]\d])")


def read(
    path: str | os.PathLike[str], advance: Callable[[int], None] = lambda _bytes: None
) -> Iterator[Article | Unreadable]:
    """The articles of a file, or of all files below a folder in the order of their names.

    Formats are told by content; gzip is looked through. Hidden files are passed over. What cannot be read
    comes as ``Unreadable`` in its place; nothing is raised for what a file contains. ``advance`` is told how
    many bytes on disk each step took; in all, they add up to ``size(path)``.
    Raises ``FileNotFoundError`` where there is nothing at ``path``.
    """
    for piece in pieces(path):
        yield from parse(piece)
        advance(piece.size)


class Piece(NamedTuple):
    """What can be parsed by itself: a file, or a record of one that has many.

    ``name`` and ``position`` are those of its ``Source``; ``data`` holds plain values only: the path and size of a
    "file", the bytes of a "page", "text", "story" or line, the value of a "record", the reason of an "unreadable" one.
    ``size`` is how many bytes on disk it took, and what lies before it.
    """

    form: Literal["file", "page", "text", "story", "record", "unreadable", "rest"]
    name: str
    position: str = ""
    data: Any = None
    size: int = 0


def pieces(path: str | os.PathLike[str]) -> Iterator[Piece]:
    """What ``read`` parses, in its order. Raises ``FileNotFoundError``."""
    passed_over: list[Piece] = []

    def report(name: str, reason: str) -> None:
        passed_over.append(Piece("unreadable", name, data=reason))

    for file in files_below(path, report):
        if file.size < WHOLE:
            yield Piece("file", file.name, data=(file.path, file.size), size=file.size)
        else:
            yield from _split(file)
    yield from passed_over


def parse(piece: Piece) -> Iterator[Article | Unreadable]:
    """The articles of a piece, and their quotes: one, but of a file that has many.

    Where Morgue itself fails at an article, that is reported in its place, or beside it if it is but the quotes.
    """
    if piece.form == "file":
        for part in _split(File(piece.name, *piece.data)):
            yield from parse(part)
        return
    source = Source(piece.name, piece.position)
    try:
        item = _item(piece, source)
    except RecursionError:
        item = Unreadable(source, "nested too deeply")
    except MemoryError:
        item = Unreadable(source, "it takes more memory than there is")
    except Exception as error:
        item = Unreadable(source, _fault(error))
    if isinstance(item, Article):
        yield from _with_quotes(item)
    elif item:
        yield item


def _item(piece: Piece, source: Source) -> Article | Unreadable | None:
    match piece.form:
        case "page":
            from corpus.reading import pages  # noqa: PLC0415 - lxml takes a tenth of a worker's start

            return _dated_by_name(pages.read_page(piece.data, source))
        case "text":
            from corpus.reading import pasted  # noqa: PLC0415 - as much

            return _dated_by_name(pasted.read_pasted(decode(piece.data), source))
        case "story":
            return reuters.read_story(piece.data, source)
        case "record":
            return records.read_record(piece.data, source)
        case "unreadable":
            return Unreadable(source, piece.data)
        case _:
            return None


def _with_quotes(article: Article) -> Iterator[Article | Unreadable]:
    from corpus.quotes.extract import excess  # noqa: PLC0415 - as above

    if reason := excess(article.text):
        yield article.with_quotes(())
        yield Unreadable(article.source, f"its quotes are left out: {reason}")
        return
    try:
        article.quotes  # noqa: B018 - found when asked for
        yield article
    except Exception as error:
        yield article.with_quotes(())
        yield Unreadable(article.source, f"its quotes are left out: {_fault(error)}")


def _fault(error: Exception) -> str:
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(place.filename).name}, line {place.lineno}"
    return f"a fault of Morgue ({type(error).__name__}: {error}, {where}); please report it with this article"


def size(path: str | os.PathLike[str]) -> int:
    """The bytes on disk of what ``read(path)`` would read."""
    return sum(file.size for file in files_below(path))


def _split(file: File) -> Iterator[Piece]:
    """The pieces of a file; their sizes add up to that of the file, whatever becomes of it."""
    taken = 0
    try:
        with OpenFile(file.path) as opened:
            for count, piece in enumerate(_split_stream(opened.stream, file.name)):
                if count % TOLD:
                    yield piece
                    continue
                position = min(opened.position, file.size)
                yield piece._replace(size=position - taken)
                taken = position
            if opened.has_changed:
                yield Piece("unreadable", file.name, data="written to while it was read, so that some may be missing")
    except FileNotFoundError:
        yield Piece("unreadable", file.name, data=VANISHED)
    except UNPACKING as error:
        reason = why(error) if isinstance(error, OSError) else str(error)
        yield Piece(
            "unreadable",
            file.name,
            data=reason if reason in KNOWN else f"damaged, or not readable to its end: {reason}",
        )
    yield Piece("rest", file.name, size=file.size - taken)


KNOWN = {NOT_A_FILE, NO_PERMISSION, TOO_LARGE}  # reasons that say it all


def _split_stream(stream: IO[bytes], name: str) -> Iterator[Piece]:
    start = stream.read(PEEK)
    stream.seek(0)
    if not start.strip():
        yield Piece("unreadable", name, data="the file is empty")
    elif kind := _binary_kind(start):
        yield Piece("unreadable", name, data=f"not text: {kind}")
    elif b"<REUTERS" in start or b"<!DOCTYPE lewis" in start:
        yield from _pieces_of("story", reuters.split_stories(stream, name))
    elif JSON.match(decode(start).encode()):
        yield from _pieces_of("record", records.split_records(stream, name))
    else:
        yield _whole(stream, name, start)


def _pieces_of(form: Literal["story", "record"], found: Iterator[tuple[Source, Any] | Unreadable]) -> Iterator[Piece]:
    for one in found:
        if isinstance(one, Unreadable):
            yield Piece("unreadable", one.source.file, one.source.position, one.reason)
        else:
            source, data = one
            yield Piece(form, source.file, source.position, data)


def _whole(stream: IO[bytes], name: str, start: bytes) -> Piece:
    data = stream.read(LARGEST_PAGE + 1)
    if len(data) > LARGEST_PAGE:
        reason = f"larger than {LARGEST_PAGE >> 20} MB: split it into one article a file"
    elif HTML.search(start):
        return Piece("page", name, data=data)
    elif found := XML.search(start):
        reason = f"XML that is not read yet ({found.group().decode('ascii', 'replace').strip()})"
    else:
        return Piece("text", name, data=data)
    return Piece("unreadable", name, data=reason)


def _dated_by_name(article: Article | Unreadable) -> Article | Unreadable:
    """The article with the date that its file's name begins with, where it gives none itself."""
    if isinstance(article, Unreadable) or article.published:
        return article
    found = DATED_NAME.match(article.source.file.rpartition("/")[2])
    published, how = dated("-".join(found.groups()), "file name") if found else (None, "")
    return replace(article, published=published, published_how=how)


def _binary_kind(start: bytes) -> str:
    known = next((kind for magic, kind in BINARY_MAGIC.items() if start.startswith(magic)), "")
    if known or start.startswith(UTF_16_OR_32):
        return known
    return "binary data" if b"\0" in start else ""
