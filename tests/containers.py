"""Files that hold others, made for tests: archives, crawls, saved pages, messages, documents, tables."""

from __future__ import annotations

import base64
import csv
import io
import plistlib
import quopri
import tarfile
import zipfile
from collections.abc import Iterable
from email.message import EmailMessage
from pathlib import Path

from corpus import Article, Unreadable
from corpus.reading.files import read

TEXT = b"Gulls return\n\nThey are back on the corn hall, said Maud Tarrant.\n"
SENTENCES = "The ferry company will stop its Sunday sailings from November, blaming a shortage of deckhands. "
URL = "https://echo.example/ferry"
MAIL = """The ferry company will stop its Sunday sailings from November, it said on
Tuesday, blaming a shortage of deckhands.

“We have run out of people,” said Maud Tarrant, who manages the terminal.
"""
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
    "<dc:creator>{author}</dc:creator><cp:keywords>ferries; strike</cp:keywords>"
    "<dcterms:created>2001-01-01T00:00:00Z</dcterms:created></cp:coreProperties>"
)
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
NAMES = ["id", "title", "author", "date", "body"]
ROWS = [
    ["a1", "Ferry firm drops Sunday sailings", "Una Brack", "2024-09-17",
     "Sunday boats will stop in November, the firm said.\n\n“We have run out of people,” said Maud Tarrant."],
    ["a2", "Lighthouse; open day, again | free", "Joss Pell", "2024-09-18", 'They called it "the lamp".\n\nIt shone.'],
]  # fmt: skip


def page(headline: str = "Ferry stays", words: str = SENTENCES) -> bytes:
    """A page with an article."""
    paragraphs = "".join(f"<p>{words}{n} pupils board there on Sunday nights, said Maud Tarrant.</p>" for n in range(4))
    return f"<!doctype html><html><body><article><h1>{headline}</h1>{paragraphs}</article></body></html>".encode()


def read_bytes(path: Path, data: bytes) -> list[Article | Unreadable]:
    """What is read of a file with ``data`` in it."""
    path.write_bytes(data)
    return list(read(path))


def headlines(items: Iterable[Article | Unreadable]) -> list[str]:
    return [item.headline for item in items if isinstance(item, Article)]


def told(items: Iterable[Article | Unreadable]) -> list[str]:
    return [str(item) for item in items if isinstance(item, Unreadable)]


def zip_of(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    with zipfile.ZipFile(made := io.BytesIO(), "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return made.getvalue()


def tar_of(members: dict[str, bytes], form: int = tarfile.PAX_FORMAT) -> bytes:
    with tarfile.open(fileobj=(made := io.BytesIO()), mode="w", format=form) as archive:
        for name, data in members.items():
            header = tarfile.TarInfo(name)
            header.size = len(data)
            archive.addfile(header, io.BytesIO(data))
    return made.getvalue()


def answer(content: bytes, media: str = "text/html; charset=utf-8", status: str = "200 OK", **fields: str) -> bytes:
    """An answer of HTTP."""
    head = {"Content-Type": media, **{name.replace("_", "-"): value for name, value in fields.items()}}
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + content


def warc(kind: str, url: str, content: bytes, version: str = "1.0", media: str = "application/http") -> bytes:
    """A record of WARC."""
    head = (
        f"WARC/{version}\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-09-18T03:00:00Z\r\n"
        f"Content-Type: {media}\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


def part(content: bytes, media: str, place: str, coding: str = "quoted-printable") -> bytes:
    packed = {"quoted-printable": quopri.encodestring, "base64": base64.encodebytes}.get(coding, bytes)(content)
    head = f"Content-Type: {media}\r\nContent-Transfer-Encoding: {coding}\r\nContent-Location: {place}\r\n\r\n"
    return b"------x\r\n" + head.encode() + packed.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n") + b"\r\n"


def mhtml(*parts: bytes, head: str = "From: <Saved by Blink>\r\nSnapshot-Content-Location: " + URL) -> bytes:
    about = 'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----x"'
    date = "Date: Wed, 18 Sep 2024 09:00:00 -0000"
    return f"{head}\r\nSubject: Ferry\r\n{date}\r\n{about}\r\n\r\n".encode() + b"".join(parts) + b"------x--\r\n"


def webarchive(form: plistlib.PlistFormat, content: object = page(), **main: object) -> bytes:
    resource = {
        "WebResourceData": content, "WebResourceMIMEType": "text/html", "WebResourceTextEncodingName": "UTF-8",
        "WebResourceURL": URL, **main,
    }  # fmt: skip
    image = {"WebResourceData": b"\xff\xd8", "WebResourceMIMEType": "image/jpeg", "WebResourceURL": URL + ".jpg"}
    return plistlib.dumps({"WebMainResource": resource, "WebSubresources": [image]}, fmt=form)


def message(body: str = MAIL, **fields: str) -> EmailMessage:
    made = EmailMessage()
    usual = {
        "From": "Una Brack <una@echo.example>", "To": "readers@echo.example", "Subject": "Ferry firm drops sailings",
        "Date": "Tue, 17 Sep 2024 10:30:00 +0100", "Message-ID": "<a1@echo.example>",
    }  # fmt: skip
    for name, value in {**usual, **{name.replace("_", "-"): value for name, value in fields.items()}}.items():
        made[name] = value
    if body:
        made.set_content(body)
    return made


def attached(*files: tuple[bytes, str, str], **fields: str) -> EmailMessage:
    made = message(**fields)
    for data, kind, name in files:
        main, _, sub = kind.partition("/")
        made.add_attachment(data, maintype=main, subtype=sub, filename=name)
    return made


def word(*paragraphs: tuple[str, str], author: str = "Una Brack", more: str = "") -> bytes:
    """A document of Word: each paragraph its style and its text, or its content in XML."""
    made = ""
    for style, text in paragraphs:
        runs = text if text.startswith("<") else f"<w:r><w:t>{text[:9]}</w:t></w:r><w:r><w:t>{text[9:]}</w:t></w:r>"
        made += f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'
    return zip_of({
        "[Content_Types].xml": b"<Types/>",
        "word/document.xml": f"<w:document {WORD}><w:body>{made}{more}</w:body></w:document>".encode(),
        "word/header1.xml": f"<w:hdr {WORD}><w:p><w:r><w:t>The Echo, page 1</w:t></w:r></w:p></w:hdr>".encode(),
        "docProps/core.xml": CORE.format(author=author).encode(),
    })  # fmt: skip


def libre(*paragraphs: tuple[str, str]) -> bytes:
    names = "".join(f' xmlns:{name}="{OFFICE}{name}:1.0"' for name in ("office", "text", "style"))
    styles = '<style:style style:name="P1" style:parent-style-name="Title"/>'
    made = "".join(f'<text:p text:style-name="{style}">{text}</text:p>' for style, text in paragraphs)
    content = f"<office:document-content{names}><office:automatic-styles>{styles}</office:automatic-styles>"
    content += f"<office:body><office:text>{made}</office:text></office:body></office:document-content>"
    about = f'<office:document-meta{names} xmlns:meta="{OFFICE}meta:1.0"><meta:initial-creator>Una Brack'
    about += "</meta:initial-creator></office:document-meta>"
    kind = b"application/vnd.oasis.opendocument.text"
    return zip_of({"mimetype": kind, "content.xml": content.encode(), "meta.xml": about.encode()})


def table(delimiter: str = ",", rows: list[list[str]] = ROWS, names: list[str] = NAMES, **how: object) -> str:
    writer = csv.writer(made := io.StringIO(), delimiter=delimiter, **how)  # type: ignore[arg-type]
    writer.writerows([names, *rows])
    return made.getvalue()
