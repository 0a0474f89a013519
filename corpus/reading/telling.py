"""Which format a file has, told by what is in it, never by its name."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from corpus.clean import decode
from corpus.databases.exported import database_of
from corpus.reading import beginnings
from corpus.reading.refused import XML_KINDS, binary_kind, json_kind, text_kind
from corpus.records.tables import delimiter_of

PEEK = 4096  # bytes looked at to tell a format
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
    (``corpus.record``). Without it the whole file, in bytes, is the one record. ``told`` says in words what ``begins``
    looks for, ``extra`` names what of ``pyproject.toml`` it needs. ``is_binary`` where it may hold what is no text.
    """

    name: str
    about: str
    module: str
    begins: Callable[[Start], bool]
    told: str = ""
    extra: str = ""
    is_binary: bool = False


def _is_json(start: Start) -> bool:
    """Whether it begins so, or is lines of objects of which the first is broken."""
    following = [line.lstrip("\x1e ") for line in start.text.split("\n")[1:FEW_LINES] if line.strip()]
    return bool(JSON.match(start.text)) or (bool(following) and all(line.startswith('{"') for line in following))


FEW_LINES = 6


def _is_page(start: Start) -> bool:
    if DOCTYPE.search(start.prolog) or start.root in HTML_ROOTS:
        return True
    return not start.is_xml and not JSON.match(start.text) and bool(HTML_WITHIN.search(start.text))


def _is_reuters(start: Start) -> bool:
    return start.root == "reuters" or b"<!DOCTYPE lewis" in start.data


def _within(_start: Start) -> bool:
    return False  # told by the format of which it is a member


# A message begins with SOH behind what fills the line, or as a telegram; or has, within a few lines, STX.
WIRE = re.compile(
    rb"[a-z]\d{3,4}[ \t]*\r?\n[a-z] [a-z] (?:AM|PM|BC|AP)-|[\x03-\x20]*+(?:\x01|ZCZC\b|ZCZC[A-Z\d]"
    rb"|\^[^\n<]{1,200}<\r?\n)|(?:[^\x02\n<{]{0,200}\n){1,6}\x02"
)
FEED_OF_RDF = (b"http://purl.org/rss/1.0/", b"netscape.com/rdf/simple/0.9")
WORDPRESS = b"http://wordpress.org/export/"
ATOM = (b"http://www.w3.org/2005/Atom", b"http://purl.org/atom/ns")
NEWSML_G2 = frozenset(
    name.casefold()
    for name in "newsMessage newsItem packageItem conceptItem knowledgeItem planningItem catalogItem".split()
)


TRAFILATURA = re.compile(r"<doc\s[^>]{0,4000}\b(?:sitename|fingerprint|hostname)=[^>]{0,4000}>\s*<main\b")
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
    Format(
        "ZIP",
        "files in a ZIP archive, or in WACZ the crawl",
        "corpus.containers.zips",
        lambda start: bool(beginnings.ZIP.match(start.data)),
        "PK and the numbers 3 and 4",
        is_binary=True,
    ),
    Format("DOCX", "a document of Word", "corpus.texts.documents", _within, "a ZIP archive with word/document.xml"),
    Format("ODT", "a document of LibreOffice", "corpus.texts.documents", _within, "a ZIP archive with content.xml"),
    Format(
        "tar",
        "files in a tar archive",
        "corpus.containers.tars",
        lambda start: beginnings.is_tar(start.data),
        "a header with the right checksum",
        is_binary=True,
    ),
    Format(
        "WARC",
        "pages with articles in a crawl: WARC 0.17 to 1.1, ARC 1 and 2",
        "corpus.containers.warc",
        lambda start: bool(beginnings.WARC.match(start.data) or beginnings.ARC.match(start.data)),
        "WARC/ and a version, or filedesc://",
        "crawls (for pages packed by Brotli)",
        is_binary=True,
    ),
    Format(
        "webarchive",
        "a page that Safari saved",
        "corpus.containers.webarchive",
        lambda start: bool(beginnings.WEBARCHIVE.match(start.data)),
        "a property list",
        is_binary=True,
    ),
    Format(
        "Parquet",
        "articles in a table, one a row",
        "corpus.records.parquet",
        lambda start: bool(beginnings.PARQUET.match(start.data)),
        "PAR1",
        "parquet",
        is_binary=True,
    ),
    Format(
        "MHTML",
        "a page that Chrome, Edge or Internet Explorer saved in one file",
        "corpus.containers.mhtml",
        lambda start: beginnings.is_mhtml(start.text),
        "header fields of MIME, with no address to which it was sent",
        is_binary=True,
    ),
    Format(
        "mail",
        "messages: .eml, or a mailbox (mbox)",
        "corpus.containers.mail",
        lambda start: bool(beginnings.MBOX.match(start.data)) or beginnings.is_mail(start.text),
        "header fields: From and two more of Subject, Date, To, Message-ID, …; or a line From, with a date",
        is_binary=True,
    ),
    Format(
        "Reuters SGML",
        "Reuters-21578, and wire copy in the same markup",
        "corpus.texts.reuters",
        _is_reuters,
        "the element REUTERS, or the document type lewis",
    ),
    Format(
        "wire",
        "messages in IPTC 7901 and ANPA 1312",
        "corpus.texts.wire",
        lambda start: bool(WIRE.match(start.data)),
        "the control characters SOH and STX, ZCZC, or a header of ANPA 1312",
    ),
    Format(
        "NewsML-G2",
        "items of NewsML-G2",
        "corpus.xml.newsml_g2",
        lambda start: _holds(start, NEWSML_G2),
        "newsItem, newsMessage and others of its elements, first or within other XML",
    ),
    Format("NewsML 1", "items of NewsML 1", "corpus.xml.newsml1", lambda start: start.root == "newsml", "NewsML"),
    Format(
        "NITF",
        "stories in NITF",
        "corpus.xml.nitf",
        lambda start: _holds(start, NITF),
        "the element nitf, first or within other XML",
    ),
    Format(
        "trafilatura",
        "pages that trafilatura has read, in its XML",
        "corpus.xml.trafilatura",
        lambda start: start.root in ("doc", "corpus") and bool(TRAFILATURA.search(start.text)),
        "the element doc with a sitename or fingerprint, and the element main in it",
    ),
    Format(
        "WordPress",
        "posts exported from WordPress",
        "corpus.xml.wordpress",
        lambda start: start.root == "rss" and WORDPRESS in start.data,
        "the element rss, with the namespace of WordPress's exports",
    ),
    Format("feed", "RSS and Atom feeds", "corpus.xml.feeds", _is_feed, "the elements rss, rdf:RDF, feed or entry"),
    Format(
        "JSON",
        "articles as JSON: one a line, a list, or one",
        "corpus.records.records",
        lambda start: _is_json(start) and not beginnings.JSON_MATTER.match(start.text),
        "{ or [, and what JSON may have behind it",
    ),
    Format(
        "HTML",
        "saved web pages",
        "corpus.pages.page",
        _is_page,
        "the document type html, or an element of HTML before any other text",
    ),
    Format(
        "CSV",
        "articles in a table, one a row; with commas, semicolons, tabs or bars between the cells",
        "corpus.records.tables",
        lambda start: not start.is_xml and bool(delimiter_of(start.text)),
        "a first row with names of fields; or one of names, over rows of as many cells",
    ),
    Format(
        "database",
        "articles saved as text from Nexis, Factiva, ProQuest or NewsBank",
        "corpus.databases.splitting",
        lambda start: not start.is_xml and bool(database_of(start.text)),
        "the lines that these databases put above and below each article",
    ),
    Format(
        "Markdown",
        "an article in Markdown, with what it says of itself before it in YAML or TOML",
        "corpus.records.markdown",
        lambda start: bool(beginnings.MARKDOWN.match(start.text) or beginnings.JSON_MATTER.match(start.text)),
        "--- and names, +++ and names, a JSON object before other lines, or a heading with #",
    ),
    Format(
        "text",
        "a text, as pasted from a page, or headline, blank line, paragraphs",
        "corpus.texts.pasted",
        lambda start: not start.is_xml,
        "text that is none of these, nor a program, a log, subtitles or the like",
    ),
)
BY_NAME = {each.name: each for each in FORMATS}


def tell(start: Start) -> Format | str:
    """The format of a file that begins so; for one that is not read, what it is and, where there is one, the remedy."""
    if not start.text:
        return "the file is empty"
    if found := next((each for each in FORMATS if each.is_binary and each.begins(start)), None):
        return found
    if reason := binary_kind(start.data):
        return reason
    if b"\0" in start.data:
        return "not text: binary data"
    if found := next((each for each in FORMATS if each.begins(start)), None):
        asked = {"text": text_kind, "JSON": json_kind}.get(found.name)
        return (asked(start.text) if asked else "") or found
    if not start.root:
        return "XML without an element"
    kind = XML_KINDS.get(start.root)
    return f"not an article: {kind}" if kind else f"XML that is not read yet (<{start.root}>)"
