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
# Labels that browsers read as another encoding (WHATWG Encoding Standard, 4.2), by Python's names; the rest by their
# own. Others that Python knows ("undefined", "unicode_escape") are no encodings of text.
LABELS = {
    "cp1252": "ascii us-ascii ansi_x3.4-1968 latin1 latin-1 l1 iso-8859-1 iso8859-1 iso_8859-1 iso88591 cp819 ibm819 "
    "windows-1252 cp1252 x-cp1252 x-user-defined",
    "cp1254": "iso-8859-9 iso8859-9 iso_8859-9 iso88599 latin5 l5 windows-1254 cp1254 x-cp1254",
    "cp874": "iso-8859-11 iso8859-11 tis-620 windows-874 dos-874",
    "gb18030": "gb2312 gb_2312-80 csgb2312 chinese gbk x-gbk gb18030",
    "big5hkscs": "big5 big5-hkscs cn-big5 csbig5 x-x-big5",
    "cp932": "shift_jis shift-jis sjis x-sjis ms_kanji csshiftjis ms932 windows-31j",
    "cp949": "euc-kr cseuckr korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949",
    "mac_roman": "macintosh mac x-mac-roman csmacintosh",
    "mac_cyrillic": "x-mac-cyrillic x-mac-ukrainian",
}
ENCODINGS = {label: encoding for encoding, labels in LABELS.items() for label in labels.split()}
OWN_NAME = re.compile(r"(?:iso-?8859|windows|cp|koi8|euc|iso-?2022)[-_]?[a-z\d]{1,4}", re.IGNORECASE)
MOST_WRONG = 0.01  # of the characters of a text in the encoding that it declares; where more are, it declares falsely
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

    Never fails: a byte that the encoding does not know becomes U+FFFD. Text of which more is UTF-8 than is not is
    read so, whatever a few bytes are; declared encodings as browsers take them, if they know them.
    """
    if data.isascii():
        return data.decode("ascii")
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if (text := _utf8(data)) is not None:
        return text
    encoding = _encoding(declared or "")
    if encoding:
        text = data.decode(encoding, "replace")
        if encoding == "cp1252" or text.count(UNKNOWN) <= MOST_WRONG * len(text):
            return text
    return data.decode(_detected(data), "replace")


UNKNOWN = "\ufffd"


def _utf8(data: bytes) -> str | None:
    """``data`` as UTF-8, even where it was cut within a character; None where it is in another encoding."""
    try:
        text, read = codecs.utf_8_decode(data, "strict", False)
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
        wrong = text.count(UNKNOWN)
        beyond_ascii = sum(map(len, BEYOND_ASCII.findall(text)))
        return text if beyond_ascii - wrong > wrong else None
    if read == len(data):
        return text
    return None if text.isascii() else text + UNKNOWN


BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")


def _encoding(label: str) -> str:
    """Python's name of the encoding that a page declares; empty where none is known by it, and for UTF-8, which it is
    not."""
    label = label.strip().casefold()
    if label in ENCODINGS:
        return ENCODINGS[label]
    try:
        return codecs.lookup(label).name if OWN_NAME.fullmatch(label) else ""
    except LookupError:
        return ""


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
            if (text := _utf8(data)) is not None:
                return text.encode()
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


# What is not seen and divides no word: controls, soft hyphens, zero-width spaces, marks of direction, joiners, tags. A
# zero-width joiner or non-joiner stays where the script writes with it (Persian, Devanagari, emoji of several signs),
# which is told by the letter before it.
CONTROL = Expression(
    r"[\p{Cc}\p{Cs}\u00AD\u034F\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB"
    r"\U000E0000-\U000E01EF]"
    r"|(?<![\p{Arabic}\p{Syriac}\p{Nko}\p{Mongolian}\p{Devanagari}\p{Bengali}\p{Gurmukhi}\p{Gujarati}\p{Oriya}"
    r"\p{Tamil}\p{Telugu}\p{Kannada}\p{Malayalam}\p{Sinhala}\p{Khmer}\p{Myanmar}\p{Tibetan}"
    r"\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F])[\u200C\u200D]"
    r"|(?<=\p{L})[\uFE00-\uFE0F]"
)
# No letter carries more marks than this; normalizing a long run of them takes the square of its length.
MARK_RUN = Expression(r"(\p{M}{8})\p{M}+")
ODD_MARKS = Expression(r"\p{M}(?:\p{M}{8}|(?<=[\uFE00-\uFE0F\U000E0100-\U000E01EF]))")


def one_line(text: str) -> str:
    """``text`` in NFC on one line: what is not seen (``CONTROL``) out, white space folded."""
    text = text.replace("\n", " ").strip()
    printable = text.isprintable()
    if not printable or "  " in text:
        text = " ".join(text.split())
        printable = text.isprintable()
    if printable and (text.isascii() or _is_plain(text)):
        return text
    return " ".join(unicodedata.normalize("NFC", CONTROL.sub("", MARK_RUN.sub(r"\1", text))).split())


def _is_plain(text: str) -> bool:
    return unicodedata.is_normalized("NFC", text) and not ODD_MARKS.search(text)


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


def blocks_of(text: str) -> list[list[str]]:
    """The lines of a text, tidy, in groups that blank lines divide."""
    blocks: list[list[str]] = [[]]
    for line in map(one_line, text.splitlines()):
        if line:
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def paragraphs_of_block(block: list[str]) -> list[str]:
    """The paragraphs of a block: its lines joined where they are wrapped, one each where they are whole."""
    longest = max(map(len, block))
    if any(map(BULLET.match, block)):
        return block
    wrapped = all(len(line) > longest * 0.6 for line in block[:-1]) and longest < WIDEST_WRAP
    return [" ".join(block)] if wrapped else block


WIDEST_WRAP = 100  # characters; longer lines are whole paragraphs, not wrapped at a margin
BULLET = Expression(r"[-–•*·] ")
