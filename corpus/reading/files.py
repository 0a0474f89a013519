"""Files and folders to articles: finds the files, looks inside, and hands each to the reader of its format."""

from __future__ import annotations

import io
import os
import traceback
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import IO, Any, NamedTuple

from corpus.article import Article, Source, Unreadable
from corpus.metadata.corrections import correction_in
from corpus.metadata.dates import dated
from corpus.metadata.languages import language_of
from corpus.pages.saved import PAGE_FILES, page_folder
from corpus.patterns import Expression
from corpus.reading import telling
from corpus.reading.folders import NO_PERMISSION, NOT_A_FILE, VANISHED, File, files_below, why
from corpus.reading.streams import MOST_LAYERS, OpenFile, Unfolding, as_utf8, is_compressed, unfolded
from corpus.reading.tally import summed
from corpus.reading.telling import PEEK, Format, Start, tell
from corpus.record import LARGEST_PAGE, LeftOut, Member, Record

TOLD = 16  # pieces of a file after which is asked where in it one is, which takes as long as to split off a piece
# Bytes on disk; a smaller file is one piece, whatever it holds: what several processes read, this one need not unpack
# and send. Of the 4.9 s of processor time that rebuilding Reuters-21578, 22 files of 390 KB, takes, it saves 0.2 s.
WHOLE = 1 << 20
DATED_NAME = Expression(r"((?:19|20)\d\d)[-_.]?([01]\d)[-_.]?([0-3]\d)(?!\d)")


def read(
    path: str | os.PathLike[str], advance: Callable[[int], None] = lambda _bytes: None
) -> Iterator[Article | Unreadable]:
    """The articles of a file, or of all files below a folder in the order of their names.

    Formats are told by content; compression is looked through. Hidden files are passed over. What cannot be read
    comes as ``Unreadable`` in its place, what is but counted behind all else of its file; nothing is raised for what a
    file contains. ``advance`` is told how many bytes on disk each step took; in all, they add up to ``size(path)``.
    Raises ``FileNotFoundError`` where there is nothing at ``path``.
    """
    yield from summed(_parsed(path, advance))


def _parsed(path: str | os.PathLike[str], advance: Callable[[int], None]) -> Iterator[Article | Unreadable | LeftOut]:
    for piece in pieces(path):
        yield from parse(piece)
        advance(piece.size)


class Piece(NamedTuple):
    """What can be parsed by itself: a file, or a record of one that has many.

    ``form`` is the name of a format of ``corpus.reading.telling``, or one of ``FILE``, ``UNREADABLE``, ``LEFT_OUT`` and
    ``REST``; ``name`` and ``position`` are those of its ``Source``; ``data`` holds plain values only: those of a file
    behind its name, what ``split`` gave of a record, the reason of what is unreadable, kind and count of what is left
    out. ``size`` is how many bytes on disk it took, and what lies before it.
    """

    form: str
    name: str
    position: str = ""
    data: Any = None
    size: int = 0


FILE, UNREADABLE, LEFT_OUT, REST = "file", "unreadable", "left out", "rest"


def pieces(path: str | os.PathLike[str], skip: Callable[[File], bool] = lambda _file: False) -> Iterator[Piece]:
    """What ``read`` parses, in its order, without the files to ``skip``. Raises ``FileNotFoundError``."""
    passed_over: list[Piece] = []

    def report(name: str, reason: str) -> None:
        passed_over.append(Piece(UNREADABLE, name, data=reason))

    for file in files_below(path, report):
        if skip(file):
            yield Piece(REST, file.name, size=file.size)
        elif folder := _page_folder(file):
            yield Piece(LEFT_OUT, folder, data=(PAGE_FILES, 1), size=file.size)
        elif file.size < WHOLE:
            yield Piece(FILE, file.name, data=file[1:], size=file.size)
        else:
            yield from _split(file)
    yield from passed_over


def _page_folder(file: File) -> str:
    """The name of the folder of a saved page's own files in which a file lies; empty where it lies in none."""
    path = file.path.replace(os.sep, "/")
    if not path.endswith(f"/{file.name.partition('/')[2]}"):  # what a link leads to
        return ""
    outside = len(path) - len(file.name)
    return page_folder(file.name, lambda name: Path(path[:outside] + name).is_file())


def parse(piece: Piece) -> Iterator[Article | Unreadable | LeftOut]:
    """The articles of a piece, and their quotes: one, but of a file that has many.

    Where Morgue itself fails at an article, that is reported in its place, or beside it if it is but the quotes.
    """
    if piece.form == FILE:
        for part in _split(File(piece.name, *piece.data)):
            yield from parse(part)
        return
    source = Source(piece.name, piece.position)
    item: Article | Unreadable | LeftOut | None
    try:
        item = _item(piece, source)
    except Exception as error:
        item = Unreadable(source, _fault(error))
    if isinstance(item, Article):
        yield from _with_quotes(item)
    elif item:
        yield item


def _item(piece: Piece, source: Source) -> Article | Unreadable | LeftOut | None:
    if piece.form == UNREADABLE:
        # By whoever has the right to, with an extra, or in a later version; what is in a file is not so soon another.
        return Unreadable(source, piece.data, try_again=not source.position)
    if piece.form == LEFT_OUT:
        return LeftOut(source, *piece.data)
    if piece.form == REST:
        return None
    return _completed(_module(telling.BY_NAME[piece.form]).read(piece.data, source), piece.form)


def _module(form: Format) -> Any:
    """What reads a format; imported when it is needed: lxml alone takes a tenth of a worker's start."""
    return import_module(form.module)


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
    """What is said of what nobody expected: of a file that asks for too much, or of Morgue."""
    if isinstance(error, RecursionError):
        return "nested too deeply"
    if isinstance(error, MemoryError):
        return "it takes more memory than there is"
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
            for count, piece in enumerate(_split_stream(opened.stream, Source(file.name), opened.unfolding)):
                if count % TOLD:
                    yield piece
                    continue
                position = min(opened.position, file.size)
                yield piece._replace(size=position - taken)
                taken = position
            if opened.has_changed:
                yield Piece(UNREADABLE, file.name, data="written to while it was read, so that some may be missing")
    except FileNotFoundError:
        yield Piece(UNREADABLE, file.name, data=VANISHED)
    except OSError as error:
        reason = why(error)
        known = reason in (NOT_A_FILE, NO_PERMISSION)
        yield Piece(UNREADABLE, file.name, data=reason if known else f"damaged, or not readable to its end: {reason}")
    yield Piece(REST, file.name, size=file.size - taken)


def _split_stream(stream: io.BufferedReader, source: Source, unfolding: Unfolding, depth: int = 0) -> Iterator[Piece]:
    """The pieces of an open file, or of one in another; ``source`` is where it stands."""
    try:
        yield from _up_to_break(_split_told(stream, source, unfolding, depth), unfolding)
        breaks, unfolding.breaks = unfolding.breaks, []
        for reason in breaks:
            yield Piece(UNREADABLE, *_place(source), reason)
    except OSError:
        raise
    except Exception as error:  # so that the files beside it are read
        yield Piece(UNREADABLE, *_place(source), _fault(error))


def _up_to_break(pieces: Iterator[Piece], unfolding: Unfolding) -> Iterator[Piece]:
    """The pieces of a stream without the one at which it broke off, which is not whole."""
    held: Piece | None = None
    for piece in pieces:
        if held:
            yield held
            held = None
        if unfolding.breaks and piece.form != LEFT_OUT:
            held = piece
        else:
            yield piece


def _split_told(stream: io.BufferedReader, source: Source, unfolding: Unfolding, depth: int) -> Iterator[Piece]:
    stream = as_utf8(unfolded(stream, unfolding))
    form = TOO_DEEP if is_compressed(stream) else tell(Start(stream.peek(PEEK)[:PEEK]))
    if isinstance(form, str):
        yield Piece(UNREADABLE, *_place(source), form)
        return
    module = _module(form)
    found = module.split(stream, source) if hasattr(module, "split") else _whole(stream, source)
    for one in found:
        match one:
            case Unreadable():
                yield Piece(UNREADABLE, *_place(one.source), one.reason)
            case LeftOut():
                yield Piece(LEFT_OUT, *_place(one.source), (one.kind, one.number))
            case Member() if unfolding.is_exhausted:
                return
            case Member() if depth == DEEPEST:
                yield Piece(UNREADABLE, *_place(one.source), f"not read: more than {DEEPEST} files in one another")
            case Member():
                yield from _split_stream(unfolding.of(one.stream), one.source, unfolding, depth + 1)
            case Record():
                yield Piece(one.format or form.name, *_place(one.source), one.data)


def _place(source: Source) -> tuple[str, str]:
    return source.file, source.position


TOO_DEEP = f"compressed more than {MOST_LAYERS} times: unpack it"
DEEPEST = 4  # files in one another: a page in a web archive in a ZIP file of a folder of such


def _whole(stream: IO[bytes], source: Source) -> Iterator[Record | Unreadable]:
    data = stream.read(LARGEST_PAGE + 1)
    if len(data) > LARGEST_PAGE:
        yield Unreadable(source, f"larger than {LARGEST_PAGE >> 20} MB: split it into one article a file")
    else:
        yield Record(source, data)


def _completed(article: Article | Unreadable | LeftOut | None, form: str) -> Article | Unreadable | LeftOut | None:
    """The article with what any text may tell: the date that its file's name begins with, where it gives none itself,
    that it was corrected, and the language, where the source does not say it."""
    if not isinstance(article, Article):
        return article
    more: dict[str, Any] = {"format": form}
    if not article.published and (found := DATED_NAME.match(article.source.file.rpartition("/")[2])):
        more["published"], more["published_how"] = dated("-".join(found.groups()), "file name")
    if not article.correction and (correction := correction_in((article.deck, *article.paragraphs))):
        more["correction"] = correction
    if not article.language and (language := language_of((article.headline, *article.paragraphs))):
        more["language"], more["origins"] = language, (*article.origins, "language: the words")
    return article.with_more(more)
