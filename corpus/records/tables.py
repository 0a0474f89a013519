"""Tables of articles, one a row: CSV and TSV, whatever divides the cells, by the names in the first row.

The format: RFC 4180, and what spreadsheets and databases make of it. A file is told to be a table where its first row
has the usual names of fields (``corpus.records.records``), or where short names divided alike stand over several rows
that are divided as often.
"""

from __future__ import annotations

import csv
import io
import re
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from typing import IO, Any

from corpus.article import Article, Source, Unreadable
from corpus.clean import Pieces, decode
from corpus.record import LeftOut, Record
from corpus.records import records
from corpus.records.keys import ALIASES, RANKS
from corpus.records.records import LONGEST_LINE, MOST_EMPTY

Row = list[str]

DELIMITERS = ",;\t|"
NAMED = re.compile(r"sep=(.)[ \t]*\r?(?:\n|$)", re.IGNORECASE)  # with which Excel says what divides the cells
PLAIN = re.compile(r"[\s_.-]+")
KNOWN: dict[str, tuple[str, str]] = {}
for _field, _aliases in ALIASES.items():
    for _alias in _aliases:
        KNOWN.setdefault(PLAIN.sub("", _alias).casefold(), (_field, _alias))
# Names of columns in other languages, as spreadsheets of newsrooms have them; in JSON some are other things ("data").
FOREIGN = {
    "headline": "titel überschrift schlagzeile titre título titulo titular titolo tytuł otsikko rubrik заголовок 标题",
    "byline": "autor autorin autoren verfasser auteur auteurs autores autore autori författare forfatter kirjoittaja"
    " автор 作者 authorbyline",
    "published": "datum veröffentlicht erscheinungsdatum veröffentlichungsdatum publié datedepublication"
    " dateparution fecha fechadepublicación fechapublicación data datapubblicazione datadepublicação publicatiedatum"
    " publiceringsdatum päivämäärä дата 日期",
    "body": "inhalt volltext fliesstext artikeltext texte contenu corps texto contenido cuerpo conteúdo testo contenuto"
    " inhoud tekst brödtext teksti treść текст 正文 内容",
    "section": "ressort rubrique sección seção sezione rubriek osasto рубрика",
    "tags": "schlagwörter schlagworte stichwörter motsclés etiquetas parolechiave trefwoorden nyckelord",
    "publication": "zeitung quelle publikation journal periódico jornal testata giornale krant tidning pubtitle"
    " publicationtitle medianame publicationname mediatitle издание",
    "deck": "untertitel vorspann teaser chapeau chapô entradilla bajada occhiello sommario ondertitel ingress",
    "language": "sprache langue idioma lingua taal språk",
    "page": "seite página pagina startpage firstpage pages",
    "url": "adresse lien enlace documenturl",
}
for _field, _names in FOREIGN.items():
    for _name in _names.split():
        KNOWN.setdefault(_name, (_field, _field if _field in ALIASES[_field] else ALIASES[_field][0]))
NEEDED = {"headline", "body"}  # fields without which a row is no article
# A name of a column, as databases and spreadsheets have them; prose has longer ones, or ends in a full stop.
COLUMN = re.compile(r"[^\W_][\w \-./#%()&':]{0,39}(?<![.:])|")
FEWEST_ROWS, FEWEST_COLUMNS = 3, 3  # of a table that is not sure by its names: those of them, and two rows
SHORT = 1_000  # characters; a beginning that was cut has more
MOST_COLUMNS = 1_000
LONGEST_CELL = LONGEST_LINE  # characters
# Characters that are read again, where a stray quotation mark took in the rows behind its own.
MOST_REREAD = 64 << 20
csv.field_size_limit(LONGEST_CELL)


def delimiter_of(text: str) -> str:
    """What divides the cells of a table that begins so; empty where that is no table, or may be prose."""
    return layout_of(text)[0]


def layout_of(text: str) -> tuple[str, int]:
    """What divides the cells of a table that begins so, and how many lines stand above the names of its columns."""
    if found := NAMED.match(text):
        return found[1], 1
    text = text if "\n" in text else text.replace("\r", "\n")
    first, _, rest = text.partition("\n")
    for above in range(MOST_ABOVE + 1):
        for mark in DELIMITERS:
            if mark in first and _is_table(text, mark, sure=above > 0):
                return mark, above
        text, (first, _, rest) = rest, rest.partition("\n")
    return "", 0


MOST_ABOVE = 6  # lines that say of what it is an export, and when it was made
SURE = 3  # known names, by which a row below the first is known for that of names


def _is_table(text: str, delimiter: str, sure: bool) -> bool:
    try:
        rows = [row for row in csv.reader(text.splitlines(keepends=True), delimiter=delimiter) if row]
    except csv.Error:
        return False
    if len(rows) < 2 or not all(COLUMN.fullmatch(name.strip()) for name in rows[0]):  # noqa: PLR2004 - names and a row
        return False
    fields = {known[0] for name in rows[0] if (known := _known(name))}
    has_names = len(fields) > 1 and bool(fields & NEEDED)
    if sure:
        return has_names and len(fields) >= SURE and len(rows[1]) >= SURE
    if has_names and not any(name.startswith(" ") for name in rows[0]):
        return True
    whole = rows[:-1] if len(text) > SHORT else rows  # the last may be cut
    if {len(row) for row in whole} != {len(rows[0])} or len(whole) < FEWEST_ROWS:
        return False
    has_many = len(rows[0]) >= FEWEST_COLUMNS and len(set(rows[0])) == len(rows[0])
    return has_names or (has_many and not _reads_as_prose(text, delimiter))


def _reads_as_prose(text: str, delimiter: str) -> bool:
    """Whether most of what divides is followed by a space, as in a sentence."""
    return text.count(f"{delimiter} ") * 2 > text.count(delimiter)


def _known(name: str) -> tuple[str, str] | None:
    """The field and the key under which ``records`` knows a column."""
    return KNOWN.get(PLAIN.sub("", name).casefold())


def split(stream: io.BufferedReader, source: Source) -> Iterator[Record | Unreadable]:
    """The rows, each as its cells by the names of their columns."""
    stream = _in_lines(stream)
    start = decode(stream.peek(PEEK)[:PEEK]).lstrip("\ufeff")
    delimiter, above = layout_of(start)
    rows = _Rows(stream, delimiter or ",")
    for _ in range(above):
        rows.next(0)
    _, names = rows.next(0) or (1, [])
    keys = keys_of(names if isinstance(names, list) else [])
    if reason := without_columns(keys):
        yield Unreadable(source, reason)
        return
    number = 0
    for number, found in enumerate(_records(rows, keys, source), start=1):  # noqa: B007 - asked for below
        yield found
    if not number:
        yield Unreadable(source, "a table without a row under the names of its columns")


def _in_lines(stream: io.BufferedReader) -> io.BufferedReader:
    """A table whose lines end in carriage returns alone, as Excel for the Mac saves some, with line feeds."""
    start = stream.peek(PEEK)[:PEEK]
    if b"\n" in start or b"\r" not in start:
        return stream
    return io.BufferedReader(_Returns(stream))


class _Returns(io.RawIOBase):
    """A stream with line feeds for carriage returns."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._stream.read(len(buffer)).replace(b"\r", b"\n")
        buffer[: len(data)] = data
        return len(data)


def without_columns(keys: Row) -> str:
    """What a table lacks to hold articles; empty where it lacks nothing."""
    fields = {known[0] for key in keys if (known := _known(key))}
    if fields & NEEDED and len(fields) > 1:
        return ""
    columns = ", ".join(filter(None, keys))[:300]
    how_many = "of which only one is known" if fields & NEEDED else "of which none has headlines or texts"
    remedy = "call one of them title, one text and one date in the first row"
    return f"a table with the columns {columns}, {how_many}: {remedy}"


def keys_of(names: Row) -> Row:
    """What ``records`` is to know each column as; of several names for the same, the first."""
    keys: Row = []
    for name in names[:MOST_COLUMNS]:
        known = _known(name)
        key = known[1] if known else name.strip()
        is_another = key in keys and name.strip() not in names[: len(keys)]
        keys.append(name.strip() if is_another else key)
    return keys


def _records(rows: _Rows, keys: Row, source: Source) -> Iterator[Record | Unreadable]:
    empty = 0
    while found := rows.next(len(keys)):
        number, row = found
        place = Source(source.file, f"line {number}")
        is_whole = isinstance(row, list) and any(row)
        empty = 0 if is_whole else empty + 1
        if isinstance(row, str):
            yield Unreadable(place, row)
        elif is_whole:
            cells = reversed([*zip(keys, row, strict=False)])  # of one name the first that has something counts
            yield Record(place, {key: cell for key, cell in cells if key and cell})
        if empty == MOST_EMPTY or rows.reread > MOST_REREAD:
            yield Unreadable(place, TOO_EMPTY if empty == MOST_EMPTY else TOO_MANY_MARKS)
            return


TOO_EMPTY = f"{MOST_EMPTY:,} rows in a row that hold no article; the rest of the file is left out"
TOO_MANY_MARKS = "too many quotation marks that do not end; the rest of the file is left out"


class _Rows:
    """The rows of a table, one at a time."""

    def __init__(self, stream: IO[bytes], delimiter: str) -> None:
        self._stream, self._delimiter, self._encoded = stream, delimiter, Pieces()
        self._waiting: deque[str] = deque()  # lines to be read again
        self._number = 1
        self._ways: list[dict[str, Any]] = [{}, {"escapechar": "\\", "doublequote": False}]
        self.reread = 0  # characters

    def next(self, width: int) -> tuple[int, Row | str] | None:
        """The number of its first line, and its cells, or what is wrong with them; None where there is none."""
        number, failed, longest = self._number, "", [""]
        for way in self._ways:
            row, taken = self._row(way)
            if not taken:
                return None
            if isinstance(row, list) and _fits(row, width):
                self._number += len(taken)
                self._ways.sort(key=lambda other: other is not way)
                return number, row
            self._again(taken)
            failed = failed or (row if isinstance(row, str) else f"a row of {len(row)} cells under {width} columns")
            longest = taken if longest == [""] else longest
            if not any("\\" in line for line in taken):
                break
        passed = self._next_whole(longest, width)
        for _ in range(passed):
            self._waiting.popleft()
        self._number += passed
        return number, failed

    def _row(self, way: dict[str, Any]) -> tuple[Row | str, list[str]]:
        """The cells of the next row, or what is wrong with it; and its lines."""
        taken: list[str] = []
        try:
            reader = csv.reader(self._lines(taken), delimiter=self._delimiter, strict=True, **way)
            return next(reader, []), taken
        except csv.Error as error:
            return f"not a row of CSV: {error}", taken

    def _lines(self, taken: list[str]) -> Iterator[str]:
        while line := self._waiting.popleft() if self._waiting else self._line():
            taken.append(line)
            yield line

    def _line(self) -> str:
        line = self._encoded.as_utf8(self._stream.readline(LONGEST_LINE)).decode("utf-8", "replace")
        return line.lstrip("\ufeff")

    def _again(self, lines: list[str]) -> None:
        self._waiting.extendleft(reversed(lines))
        self.reread += sum(map(len, lines)) if len(lines) > 1 else 0

    def _next_whole(self, lines: list[str], width: int) -> int:
        """How many lines a row that is none takes, up to the first that begins a whole one: a stray quotation mark
        takes in rows behind its own."""
        for at in range(1, min(len(lines), MOST_LOOKED_AT)):
            with suppress(csv.Error):
                reader = csv.reader(lines[at : at + MOST_LOOKED_AT], delimiter=self._delimiter, strict=True)
                if len(next(reader, [])) == width:
                    return at
        return min(len(lines), MOST_LOOKED_AT)


def _fits(row: Row, width: int) -> bool:
    """Whether a row has a cell for each of so many columns, or for none; any width will do for the first row, of 0."""
    return not width or not any(row) or (len(row) >= width and not any(row[width:]))


MOST_LOOKED_AT = 50  # lines
PEEK = 4096  # bytes in which delimiters and names are looked for


def read(row: dict[str, str], source: Source) -> Article | Unreadable | LeftOut | None:
    """The article of a row, as of a JSON object."""
    found = records.read({key: _in_words(key, cell) for key, cell in row.items()}, source)
    counted = [cell for key, cell in row.items() if _is_day_number(key, cell)]
    if not counted or not isinstance(found, Article):
        return found
    remark = f"its day stood there as the number {counted[0]}, and was taken for one that Excel counts from 1900 on"
    return replace(found, remarks=(*found.remarks, remark))


def _in_words(key: str, cell: str) -> str:
    """A cell; where it is that of a day, and has the number by which spreadsheets know it, the day."""
    if _is_day_number(key, cell):
        return (FIRST_DAY + timedelta(days=int(cell.partition(".")[0]))).isoformat()
    return cell


def _is_day_number(key: str, cell: str) -> bool:
    return bool(DAY_NUMBER.fullmatch(cell)) and RANKS.get(key, ("",))[0] == "published"


# Excel counts days from one before the year 1900, and takes that for a leap year.
DAY_NUMBER, FIRST_DAY = re.compile(r"[2-6]\d{4}(?:\.\d+)?"), date(1899, 12, 30)
