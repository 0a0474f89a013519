"""Which format a file has, told by what is in it, never by its name."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from corpus.clean import decode

PEEK = 4096  # bytes looked at to tell a format
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
HTML_ROOTS = frozenset(
    "html head body article main section div p h1 h2 h3 h4 span table ul ol blockquote figure img a b i em strong br "
    "hr header footer nav aside title meta link script style form center font".split()
)
# A prolog: declarations, instructions, comments and a document type stand before the first element.
PROLOG = re.compile(r"\s*+(?:<\?[^>]*+>\s*+|<!--.*?-->\s*+|<!doctype[^>\[]*+(?:\[[^\]]*+\]\s*+)?>\s*+)*+", re.I | re.S)
ELEMENT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)(?=[\s/>]|$)")
DOCTYPE = re.compile(r"<!doctype\s+html\b", re.I)
HTML_WITHIN = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.I)
JSON = re.compile(r"\{\s*[\"}]|\[\s*[\[{\"\]\d-]")


@dataclass(frozen=True)
class Start:
    """The first ``PEEK`` bytes of a file, which is UTF-8 where it was in UTF-16 or UTF-32."""

    data: bytes

    @cached_property
    def text(self) -> str:
        """As text, without white space before it."""
        return decode(self.data).lstrip("\ufeff \t\r\n\f\v")

    @cached_property
    def prolog(self) -> str:
        """What stands before the first element."""
        found = PROLOG.match(self.text)
        return found.group() if found else ""

    @cached_property
    def root(self) -> str:
        """The name of the first element, without prefix and in small letters; empty where the file begins otherwise."""
        found = ELEMENT.match(self.text, len(self.prolog))
        return found.group(1).casefold() if found else ""

    @property
    def is_xml(self) -> bool:
        """Whether it declares itself, or begins with an element that HTML has not."""
        return self.text.startswith("<?xml") or bool(self.root and self.root not in HTML_ROOTS)


@dataclass(frozen=True)
class Format:
    """A format that is read.

    ``module`` has ``read(data, source)``, which gives an ``Article``, an ``Unreadable`` or None, and, where a file may
    hold many articles, ``split(stream, file)``, which gives ``Record``s, ``Member``s and ``Unreadable``s
    (``corpus.record``). Without it the whole file, in bytes, is the one record.
    """

    name: str
    about: str
    module: str
    begins: Callable[[Start], bool]


def _is_page(start: Start) -> bool:
    if DOCTYPE.search(start.prolog) or start.root in HTML_ROOTS:
        return True
    return not start.is_xml and not JSON.match(start.text) and bool(HTML_WITHIN.search(start.text))


def _is_reuters(start: Start) -> bool:
    return start.root == "reuters" or b"<!DOCTYPE lewis" in start.data


# A message begins with SOH behind what fills the line, or as a telegram; or has, within a few lines, STX.
WIRE = re.compile(
    rb"[\x03-\x20]*+(?:\x01|ZCZC\b|ZCZC[A-Z\d]|\^[^\n<]{1,200}<\r?\n)|(?:[^\x02\n<{]{0,200}\n){0,6}[^\x02\n<{]{0,200}\x02"
)
FEED_OF_RDF = (b"http://purl.org/rss/1.0/", b"netscape.com/rdf/simple/0.9")
WORDPRESS = b"http://wordpress.org/export/"
ATOM = (b"http://www.w3.org/2005/Atom", b"http://purl.org/atom/ns")
NEWSML_G2 = frozenset(
    name.casefold()
    for name in "newsMessage newsItem packageItem conceptItem knowledgeItem planningItem catalogItem".split()
)


NITF = frozenset(["nitf"])
ENVELOPE = 20  # elements among which the first item of an agency is looked for, in whatever it was put


def _holds(start: Start, names: frozenset[str]) -> bool:
    """Whether it begins with such an element, or is XML of another kind that has one near its beginning."""
    if start.root in names:
        return True
    known = start.root in ("rss", "rdf", "feed", "entry", "newsml") or not start.is_xml
    return not known and any(
        found[1].casefold() in names for found in islice(ELEMENT.finditer(start.text, len(start.prolog)), ENVELOPE)
    )


def _is_feed(start: Start) -> bool:
    return (
        start.root == "rss"
        or (start.root == "rdf" and any(mark in start.data for mark in FEED_OF_RDF))
        or (start.root in ("feed", "entry") and any(mark in start.data for mark in ATOM))
    )


# In the order in which they are asked; the last takes what no other does.
FORMATS = (
    Format("Reuters SGML", "Reuters-21578, and wire copy in the same markup", "corpus.formats.reuters", _is_reuters),
    Format(
        "wire", "messages in IPTC 7901 and ANPA 1312", "corpus.formats.wire", lambda start: bool(WIRE.match(start.data))
    ),
    Format("NewsML-G2", "items of NewsML-G2", "corpus.formats.newsml_g2", lambda start: _holds(start, NEWSML_G2)),
    Format("NewsML 1", "items of NewsML 1", "corpus.formats.newsml1", lambda start: start.root == "newsml"),
    Format("NITF", "stories in NITF", "corpus.formats.nitf", lambda start: _holds(start, NITF)),
    Format(
        "WordPress",
        "posts exported from WordPress",
        "corpus.formats.wordpress",
        lambda start: start.root == "rss" and WORDPRESS in start.data,
    ),
    Format("feed", "RSS and Atom feeds", "corpus.formats.feeds", _is_feed),
    Format(
        "JSON",
        "articles as JSON: one a line, a list, or one",
        "corpus.formats.records",
        lambda start: bool(JSON.match(start.text)),
    ),
    Format("HTML", "saved web pages", "corpus.pages.page", _is_page),
    Format(
        "text",
        "a text, as pasted from a page, or headline, blank line, paragraphs; with Markdown's front matter",
        "corpus.formats.pasted",
        lambda start: not start.is_xml,
    ),
)
BY_NAME = {each.name: each for each in FORMATS}


def tell(start: Start) -> Format | str:
    """The format of a file that begins so; for one that is not read, what it is and, where there is one, the remedy."""
    if not start.text:
        return "the file is empty"
    if kind := next((kind for magic, kind in BINARY_MAGIC.items() if start.data.startswith(magic)), ""):
        return f"not text: {kind}"
    if b"\0" in start.data:
        return "not text: binary data"
    if found := next((each for each in FORMATS if each.begins(start)), None):
        return found
    return f"XML that is not read yet (<{start.root}>)" if start.root else "XML without an element"
