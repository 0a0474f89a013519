"""News as agencies sent it over wires and satellites: text between control characters.

The formats: IPTC 7901, "The Text Transmission Format" (a header with service, number, priority, category and words; the
text between STX and ETX; day, hour, month and year behind it), and ANPA 1312, "High-Speed Wire Service Transmission
Guideline" of American newspapers, in which ``^`` begins and ``<`` or ``=`` ends a line that is set by itself. Telegrams
between ZCZC and NNNN are read alike.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from datetime import datetime
from typing import IO, NamedTuple

from corpus.article import Article, Source, Unreadable
from corpus.clean import decode, one_line
from corpus.metadata.credits import BY_WORD
from corpus.metadata.releasing import Withheld
from corpus.patterns import IGNORECASE, Expression
from corpus.record import Record
from corpus.records.composing import Fields, composed, names, noted
from corpus.texts.transmission import ANPA_KEYWORD, CONTROL, header_of, is_code, published_at

SOH, STX, ETX = "\x01", "\x02", "\x03"
CHUNK = 1 << 20  # bytes read at a time
LONGEST_MESSAGE = 4 << 20  # bytes; messages have some kilobytes
# Where a message begins: SOH; in telegrams ZCZC.
BEGIN = re.compile(rb"\x01|(?:(?<=\n)|(?<=\r)|\A)(?:ZCZC|[a-z]\d{3,4}[ \t]*\r?\n[a-z] [a-z] (?:AM|PM|BC|AP)-)")
LINE_END = re.compile(r"\r+\n|\r+|\x1e\r*\n?")
BYLINE = Expression(rf"{BY_WORD}\p{{L}}(?:[^.!?]|(?<=\b\p{{Lu}})\.){{2,90}}")
NOTE = Expression(
    r"\(.{2,200}\)|\[.{2,200}\]|\+\+\+.{2,200}|(?-i:ADDS|UPDATES|CORRECTS|RECASTS|REFILES)\b.{0,200}"
    r"|(?:eds|editors?|ed note|note to editors|attention(?: editors)?|achtung(?: redaktion(?:en)?)?|redaktion\w*)"
    r":.{0,200}"
    r"|(?:urgent|bulletin|flash|alert|eilt?|eilmeldung|vorrang|achtung redaktion(?:en)?|attention editors)[!.:]?",
    IGNORECASE,
)
SIGN_OFF = Expression(
    r"(?:n{4}|-0-|-{1,4}|_{1,4}|#{3,4}|={1,3}|\*{1,4}|more|end(?:e|s|it)?|\(?schlu(?:ss|ß)\)?.{0,30}|\(?forts(?:etzung)?\b.{0,30}"
    r"|dpa[\w-]{0,9}(?:\s[a-z\d/.]{1,8}){1,6}|apa\d{3,5}\b.{0,40}|[a-z]{2,4}-[a-z]{2}-\d\d-\d\d-\d\d.{0,20}|[a-z]{1,5}/[a-z/]{1,10}"
    r"|\d{6}\b.{0,20}|\d{1,2}-\p{L}{3}-\d{2,4}\b.{0,20}|zczc.{0,30}|(?-i:\([A-Z]{2,8}\)\.?|[A-Z]{2,4}))",
    IGNORECASE,
)
KILLED = Expression(
    r"^\W*(?:(?:mandatory|bulletin)\s+)?(?:kill|storno|stornierung|annull\w*|annulation|withdrawn?|anulad[oa])\b",
    IGNORECASE,
)
EDGE, RULE = " =\t^", re.compile(r"[_=*-]{2,}")  # around a line set by itself; a line that parts others
INDENT = re.compile(r"[\t ]+\S")
WIDTH = 90  # characters; where lines are longer, each is a paragraph, and where shorter, they are set lines
DASHES = re.compile(r"(?<=\S) (?:_|--) (?=\S)")


class Message(NamedTuple):
    """The lines of a message before, in and behind its text."""

    head: list[str]
    body: list[str]
    tail: list[str]


def split(stream: IO[bytes], source: Source) -> Iterator[Record | Unreadable]:
    """The bytes of each message of one open file."""
    number, only = 0, None
    for number, data in enumerate(_messages(stream), start=1):
        place = Source(source.file, f"message {number}")
        if len(data) > LONGEST_MESSAGE:
            yield Unreadable(place, f"longer than {LONGEST_MESSAGE >> 20} MB; the rest of the file is left out")
            return
        if number == 1:
            only = data
            continue
        if only is not None:
            yield Record(Source(source.file, "message 1"), only)
            only = None
        yield Record(place, data)
    if only is not None:
        yield Record(source, only)
    elif not number:
        yield Unreadable(source, "no message in it")


def _messages(stream: IO[bytes]) -> Iterator[bytes]:
    """From the beginning of each message to that of the next; what only fills the line is left out."""
    rest = b""
    while (chunk := stream.read(CHUNK)) and len(rest) <= LONGEST_MESSAGE:
        rest += chunk
        at = 0
        for found in BEGIN.finditer(rest):
            if WORD.search(rest, at + len(b"ZCZC"), found.start()):
                yield rest[at : found.start()]
            at = found.start()
        rest = rest[at:]
    if WORD.search(rest):
        yield rest


WORD = re.compile(rb"[^\W_]{2}")


def read(data: bytes, source: Source) -> Article | Unreadable:
    """The article of one message."""
    message = _parts(LINE_END.sub("\n", decode(data)))
    header, service = header_of(message.head)
    lines = deque(map(_plain, message.body))
    tail = [line for line in (*_signed_off(lines), *message.tail) if line.strip()]
    slug = _keyword(lines)
    notes, headline = _headline(lines)
    deck = DECK.match(lines[0].strip()) if lines else None
    if deck:
        lines.popleft()
    byline = _byline(lines)
    published, how, remarks = published_at([*reversed(tail), *message.head], service)
    number = header.get("number", "")
    day = published.date() if isinstance(published, datetime) else published
    found: Fields = {
        # Numbers begin anew each day or month, so that without one they name nothing.
        "id": f"{header['service']}{number} {day}" if number and day else "",
        "headline": headline,
        "deck": deck["deck"].strip(EDGE) if deck else "",
        "byline": byline,
        "published": (published, how),
        "paragraphs": _paragraphs([*lines]),
        "section": header.get("section", ""),
        "slug": header.get("keyword") or slug,
    }
    noted_ = noted(notes)
    found["origins"] = {
        "headline": "first lines of the message", "byline": "line before the text", "slug": "keyword",
        "section": "header's category", "deck": "line marked as one",
    }  # fmt: skip
    found |= {"correction": noted_["correction"], "remarks": [*noted_["remarks"], *remarks]}
    if KILLED.match(headline) or any(map(KILLED.match, [*notes, header.get("version", "").strip(", ")])):
        return composed(source, found, Withheld("killed"))
    return composed(source, found)


def _parts(text: str) -> Message:
    """A message by STX and ETX; a telegram without them by its first lines, which are codes."""
    before, start, text_and_more = text.partition(STX)
    if start:
        body, _, tail = text_and_more.partition(ETX)
        return Message(_lines(before), body.split("\n"), _lines(tail))
    lines = before.partition(ETX)[0].split("\n")
    head = next((at for at, line in enumerate(lines) if line.strip() and not is_code(line)), len(lines))
    return Message(_lines("\n".join(lines[:head])), lines[head:], _lines(before.partition(ETX)[2]))


def _lines(text: str) -> list[str]:
    return [line.strip() for line in CONTROL.sub(" ", text.replace(SOH, "")).split("\n") if line.strip()]


def _plain(line: str) -> str:
    """A line of the text as it reads, with its indent, and the ``=`` that ends a line set by itself."""
    bare = CONTROL.sub("", line.replace("``", "“").replace("''", "”")).rstrip()
    return DASHES.sub(" — ", bare.removesuffix("<").rstrip())


def _signed_off(lines: deque[str]) -> list[str]:
    """The last lines that are no text, which are taken off ``lines``."""
    off: list[str] = []
    while lines and len(off) < MOST_SIGNED:
        if not (last := lines[-1].strip()):
            lines.pop()
        elif SIGN_OFF.fullmatch(last.lstrip("^")):
            off.append(lines.pop().strip())
        else:
            break
    return off


MOST_SIGNED = 8


def _headline(lines: deque[str]) -> tuple[list[str], str]:
    """(notes to editors before the text, the headline), both taken off ``lines``."""
    notes = _notes(lines)
    if (
        lines
        and not lines[0].endswith("=")
        and (INDENT.match(lines[0]) or DATED.match(lines[0]) or len(lines[0]) > LONGEST_HEADLINE)
    ):
        return notes, ""  # it begins with a paragraph
    headline = list[str]()
    while lines and len(headline) < MOST_HEADLINES and not _is_next(lines[0], bool(headline)):
        line = lines.popleft().strip()
        headline.append(line.strip(EDGE))
        if line.endswith("="):
            break
    return [*notes, *_notes(lines)], one_line(" ".join(headline)).strip("* ")


def _keyword(lines: deque[str]) -> str:
    """What stands before the headline to name the story (BC-ROW--Regatta,0060), which is taken off."""
    _skip_blank(lines)
    found = ANPA_KEYWORD.fullmatch(lines[0].strip()) if lines else None
    if found:
        lines.popleft()
    return found["keyword"].strip("-") if found else ""


def _is_next(line: str, behind: bool) -> bool:
    """Whether a line is no longer the headline; ``behind`` one, what looks like text is not."""
    text = line.strip(EDGE)
    if not text or BYLINE.fullmatch(text):
        return True
    return behind and bool(INDENT.match(line) or DATED.match(text) or NOTE.fullmatch(text) or DECK.match(text))


def _notes(lines: deque[str]) -> list[str]:
    """The notes to editors at the beginning, which are taken off."""
    notes = list[str]()
    while lines and (not (text := lines[0].strip(EDGE)) or (NOTE.fullmatch(text) and len(notes) < MOST_NOTES)):
        lines.popleft()
        notes += [text] if text else []
    return notes


MOST_NOTES, MOST_HEADLINES = 6, 3  # lines
LONGEST_HEADLINE = 160  # characters of a line
DATED = Expression(r"\(\p{L}{2,12}\) ?[-–] |\p{Lu}[^()]{1,60}\(\p{L}[^()]{1,30}\) ?(?:[-–—_=]|--)")


DECK = re.compile(r"(?:Utl|Untertitel|Sub(?:head|title)?)\.?: ?(?P<deck>.*)")


def _byline(lines: deque[str]) -> list[str]:
    """The names of a byline before the text, which is taken off, with the post in the line behind it."""
    _skip_blank(lines)
    if not lines or not BYLINE.fullmatch(lines[0].strip(EDGE)):
        return []
    byline = lines.popleft().strip(EDGE)
    _skip_blank(lines)
    if lines and POST_LINE.fullmatch(lines[0].strip(EDGE)):
        lines.popleft()
    return [*names(byline)]


def _skip_blank(lines: deque[str]) -> None:
    while lines and not lines[0].strip():
        lines.popleft()


POST_LINE = Expression(
    r"(?:\p{Lu}[\p{L}.'-]*\s){0,4}(?:Writer|Reporter|Correspondent|Editor|Staff|Press|Service|Columnist)s?", IGNORECASE
)


def _paragraphs(lines: list[str]) -> list[str]:
    """Lines to paragraphs: at blank lines and indents; without these, at each line if lines are long."""
    if all(INDENT.match(line) for line in lines if line.strip()) and sum(not line.strip() for line in lines):
        lines = [line.strip() for line in lines]
    long = sum(len(line) > WIDTH for line in lines)
    each = not any(INDENT.match(line) or not line.strip() for line in lines[1:]) and long
    found = list[list[str]]([[]])
    for line in lines:
        ended = found[-1] and found[-1][-1].endswith("=")
        if not line.strip() or INDENT.match(line) or each or ended or line.startswith("^"):
            found.append([])
        if (text := line.strip(" \t^")) and not RULE.fullmatch(text):
            found[-1].append(text)
    texts = [" ".join(paragraph).rstrip(EDGE) for paragraph in found if paragraph]
    return [*texts[:-1], *(SIGNED.sub("", last) for last in texts[-1:])]


SIGNED = re.compile(r"(?<=[.!?\"”])\s\([A-Z]{2,8}\)\.?$")  # the agency, behind the last sentence
