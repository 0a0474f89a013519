"""Files and folders to articles: finds the files, looks inside, and hands each to the reader of its format."""

from __future__ import annotations

import io
import os
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
from corpus.troubles import failed

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
    behind its name, what ``split`` gave of a record, of what is unreadable the reason and whether to try again, of what
    is left out its kind and count. ``size`` is how many bytes on disk it took, and what lies before it.
    """

    form: str
    name: str
    position: str = ""
    data: Any = None
    size: int = 0


FILE, UNREADABLE, LEFT_OUT, REST = "file", "unreadable", "left out", "rest"


def pieces(
    path: str | os.PathLike[str], skip: Callable[[File], bool] = lambda _file: False, above: str = ""
) -> Iterator[Piece]:
    """What ``read`` parses, in its order, without the files to ``skip``; ``above`` stands before their names. Raises
    ``FileNotFoundError``."""
    passed_over: list[Piece] = []

    def report(name: str, reason: str) -> None:
        passed_over.append(_refused(Source(above + name), reason))

    for found in files_below(path, report):
        file = found._replace(name=above + found.name)
        if skip(file):
            yield Piece(REST, file.name, size=file.size)
        elif folder := _page_folder(found):
            yield Piece(LEFT_OUT, above + folder, data=(PAGE_FILES, 1), size=file.size)
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
        item = failed(source, error)
    if isinstance(item, Article):
        article, trouble = _with_language(item)
        yield from _with_quotes(article)
        if trouble:
            yield trouble
    elif item:
        yield item


def _item(piece: Piece, source: Source) -> Article | Unreadable | LeftOut | None:
    if piece.form == UNREADABLE:
        reason, try_again = piece.data
        return Unreadable(source, reason, try_again=try_again)
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
        yield failed(article.source, error, "its quotes are left out: ")


def _unreadable(item: Unreadable) -> Piece:
    """The piece of what cannot be read. A file is tried again: by whoever has the right to, or in a later version; what
    is in one is not so soon another, but where that was for want of something."""
    source = item.source
    return Piece(UNREADABLE, *_place(source), (item.reason, item.try_again or not source.position))


def size(path: str | os.PathLike[str]) -> int:
    """The bytes on disk of what ``read(path)`` would read."""
    return sum(file.size for file in files_below(path))


def _split(file: File) -> Iterator[Piece]:
    """The pieces of a file; their sizes add up to that of the file, whatever becomes of it."""
    taken, source = 0, Source(file.name)
    try:
        with OpenFile(file.path) as opened:
            for count, piece in enumerate(_split_stream(opened.stream, source, opened.unfolding)):
                if count % TOLD:
                    yield piece
                    continue
                position = min(opened.position, file.size)
                yield piece._replace(size=position - taken)
                taken = position
            if opened.has_changed:
                yield _refused(source, "written to while it was read, so that some may be missing")
    except FileNotFoundError:
        yield _refused(source, VANISHED)
    except OSError as error:
        reason = why(error)
        known = reason in (NOT_A_FILE, NO_PERMISSION)
        yield _refused(source, reason if known else f"damaged, or not readable to its end: {reason}")
    yield Piece(REST, file.name, size=file.size - taken)


def _split_stream(stream: io.BufferedReader, source: Source, unfolding: Unfolding, depth: int = 0) -> Iterator[Piece]:
    """The pieces of an open file, or of one in another; ``source`` is where it stands."""
    try:
        yield from _up_to_break(_split_told(stream, source, unfolding, depth), unfolding)
        breaks, unfolding.breaks = unfolding.breaks, []
        for reason in breaks:
            yield _refused(source, reason)
    except OSError:
        raise
    except Exception as error:  # so that the files beside it are read
        yield _unreadable(failed(source, error))


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
        yield _refused(source, form)
        return
    module = _module(form)
    found = module.split(stream, source) if hasattr(module, "split") else _whole(stream, source)
    for one in found:
        match one:
            case Unreadable():
                yield _unreadable(one)
            case LeftOut():
                yield Piece(LEFT_OUT, *_place(one.source), (one.kind, one.number))
            case Member() if unfolding.is_exhausted:
                return
            case Member() if depth == DEEPEST:
                yield _refused(one.source, f"not read: more than {DEEPEST} files in one another")
            case Member():
                yield from _split_stream(unfolding.of(one.stream), one.source, unfolding, depth + 1)
            case Record():
                yield Piece(one.format or form.name, *_place(one.source), one.data)


def _refused(source: Source, reason: str) -> Piece:
    return _unreadable(Unreadable(source, reason))


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
    """The article with the date that its file's name begins with, where it gives none itself, and with what its text
    says of a correction."""
    if not isinstance(article, Article):
        return article
    more: dict[str, Any] = {"format": form}
    if not article.published and (found := DATED_NAME.match(article.source.file.rpartition("/")[2])):
        more["published"], more["published_how"] = dated("-".join(found.groups()), "file name")
    if not article.correction and (correction := correction_in((article.deck, *article.paragraphs))):
        more["correction"] = correction
    return article.with_more(more)


def _with_language(article: Article) -> tuple[Article, Unreadable | None]:
    """The article with the language that its words tell, where its source does not say it; what went wrong at that."""
    if article.language:
        return article, None
    try:
        language = language_of((article.headline, *article.paragraphs))
    except Exception as error:
        return article, failed(article.source, error, "its language is not told: ")
    if not language:
        return article, None
    return article.with_more({"language": language, "origins": (*article.origins, "language: the words")}), None
