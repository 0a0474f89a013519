"""From bytes to tidy strings: encodings, control characters, white space."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.patterns import Expression

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What pages may declare: Python knows others ("undefined", "unicode_escape") that are no encodings of text.
WEB_ENCODING = re.compile(r"(?i)utf-?(?:8|16)|iso|latin|us-ascii|ascii|windows|cp\d|mac|koi8|shift|sjis|euc|gb|big5")
# Newsrooms outside UTF-8 write these; a wider choice makes the detector guess wildly on short texts.
LIKELY_ENCODINGS = ["cp1252", "cp1250", "cp1251", "mac_roman", "cp437", "shift_jis", "gb18030", "big5", "euc_kr"]
# Where fewer bytes are not ASCII, the text is Western (English has 1 %, French 4 %, Czech 15 %, Russian 80 %), and on
# so little the detector takes "Café in Zürich" for Hungarian.
WESTERN_SHARE = 0.1
HIGH_BYTE = re.compile(rb"[\x80-\xff]")
# Bytes: the detector's answer hardly changes with more, but its time grows with the square, to 20 s at 64 KB.
DETECTION_SAMPLE = 4 * 1024


def decode(data: bytes, declared: str | None = None) -> str:
    """Text of ``data``: by byte order mark, as UTF-8, as ``declared``, or as detected, in that order.

    Never fails: a byte that the encoding does not know becomes U+FFFD.
    """
    if data.isascii():
        return data.decode("ascii")
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    for candidate in ("utf-8", declared):
        try:
            if candidate and WEB_ENCODING.match(candidate):
                return data.decode(candidate)
        except (UnicodeError, LookupError):
            continue
    return data.decode(_detected(data), "replace")


@dataclass
class Pieces:
    """What comes in pieces of one encoding: it is told by the first of them that are not UTF-8, as one alone may be too
    short to tell it by, and to ask for each takes 0.4 ms."""

    sample: bytes = b""
    encoding: str = ""

    def as_utf8(self, data: bytes) -> bytes:
        """The next piece, in UTF-8 whatever it was in."""
        try:
            data.decode()
        except UnicodeDecodeError:
            if len(self.sample) < DETECTION_SAMPLE:
                self.sample += data[:DETECTION_SAMPLE]
                self.encoding = _detected(self.sample)
            return data.decode(self.encoding, "replace").encode()
        return data


def _detected(data: bytes) -> str:
    sample = data[:DETECTION_SAMPLE]
    if len(HIGH_BYTE.findall(sample)) < WESTERN_SHARE * len(sample):
        return "cp1252"
    from charset_normalizer import from_bytes  # noqa: PLC0415 - most archives are in UTF-8

    best = from_bytes(sample, cp_isolation=LIKELY_ENCODINGS, enable_fallback=False).best()
    return best.encoding if best else "cp1252"


CONTROL = Expression(r"[\p{Cc}\p{Cs}\uFEFF\u200B\u00AD]")
# No letter carries more marks than this; normalizing a long run of them takes the square of its length.
MARK_RUN = Expression(r"(\p{M}{8})\p{M}+")


def one_line(text: str) -> str:
    """``text`` in NFC on one line: control, zero-width and soft-hyphen characters out, white space folded."""
    text = text.replace("\n", " ").strip()
    printable = text.isprintable()
    if not printable or "  " in text:
        text = " ".join(text.split())
        printable = text.isprintable()
    if printable and (text.isascii() or _is_plain(text)):
        return text
    return " ".join(unicodedata.normalize("NFC", CONTROL.sub("", MARK_RUN.sub(r"\1", text))).split())


def _is_plain(text: str) -> bool:
    return unicodedata.is_normalized("NFC", text) and not MARK_RUN.search(text)


def lines_of(text: Iterable[str]) -> tuple[str, ...]:
    """Each string on one line, empty ones left out."""
    return tuple([tidy for tidy in map(one_line, text) if tidy])


def unique(items: Iterable[str]) -> tuple[str, ...]:
    """The items in order, each once."""
    return tuple(dict.fromkeys(items))


PARAGRAPH_BREAK = Expression(r"\n[ \t\r\f\v\xa0]*\n")


def paragraphs_of(text: str) -> tuple[str, ...]:
    """The paragraphs of plain text: blank lines divide them; where there is none, each line is one."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    pieces = PARAGRAPH_BREAK.split(text) if PARAGRAPH_BREAK.search(text.strip()) else text.split("\n")
    return lines_of(pieces)
