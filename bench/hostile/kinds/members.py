"""Files in files: compressed, in archives, crawls and documents; sizes are those of what is inside."""

from __future__ import annotations

import bz2
import gzip
import lzma
import plistlib
from collections.abc import Callable

import zstandard

from bench.hostile.kinds.making import PROSE, Make, nested, numbered, repeated, zipped
from tests.containers import OFFICE, TEXT, URL, WORD, answer, page, tar_of, warc, webarchive, zip_of

PAGE = page().decode()
DOCUMENT, DOCUMENT_END = f"<w:document {WORD}><w:body>", "</w:body></w:document>"
PARAGRAPH = "<w:p><w:r><w:t>They are back.</w:t></w:r></w:p>"
OPEN_TEXT = (
    f'<office:document-content xmlns:office="{OFFICE}office:1.0" xmlns:text="{OFFICE}text:1.0">'
    "<office:body><office:text>"
)
OPEN_TEXT_END = "</office:text></office:body></office:document-content>"


def inside(pack: Callable[[bytes], bytes], make: Make) -> Make:
    """Such files, each as ``pack`` packs it."""
    return lambda size: pack(make(size))


def many(pack: Callable[[dict[str, bytes]], bytes], data: bytes = TEXT, each: int = 0) -> Make:
    """As many members as ``each`` of them takes bytes of the size (else as many as ``data`` has)."""
    return lambda size: pack({f"{n}.txt": data for n in range(max(1, size // (each or len(data))))})


def in_itself(pack: Callable[[bytes], bytes], each: int) -> Make:
    """A text packed in itself, a layer for each so many bytes of the size."""

    def make(size: int) -> bytes:
        data = TEXT
        for _ in range(size // each):
            data = pack(data)
        return data

    return make


def one(data: bytes) -> bytes:
    """A ZIP archive of one file."""
    return zip_of({"a": data})


def document(content: bytes) -> bytes:
    """A document of Word."""
    return zip_of({"[Content_Types].xml": b"<Types/>", "word/document.xml": content})


def open_document(content: bytes) -> bytes:
    """A document of LibreOffice."""
    return zip_of({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content})


def response(content: bytes, **fields: str) -> bytes:
    """A record of a crawl."""
    return warc("response", URL, answer(content, **fields))


def crawl(record: bytes) -> Make:
    """Crawls that repeat a record."""
    return lambda size: record * max(1, size // len(record))


MEMBERS: dict[str, Make] = {
    "gzip: zeros": zipped(bytes),
    "gzip: prose": zipped(repeated(PROSE, "Town meets\n\n")),
    "gzip: members": lambda size: gzip.compress(b"a") * (size // 21),
    "gzip: in gzip": zipped(zipped(bytes)),
    "gzip: in itself": in_itself(gzip.compress, 1 << 13),
    "bzip2: zeros": inside(bz2.compress, bytes),
    "xz: zeros": inside(lzma.compress, bytes),
    "zstd: zeros": inside(zstandard.compress, bytes),
    "zstd: frames": lambda size: zstandard.compress(b"a") * (size // 10),
    "ZIP: members": many(zip_of),
    "ZIP: empty members": many(zip_of, b"", 100),
    "ZIP: pages": many(zip_of, page()),
    "ZIP: zeros": inside(one, bytes),
    "ZIP: files of zeros": many(zip_of, bytes(1 << 16)),
    "ZIP: in itself": in_itself(one, 1 << 13),
    "ZIP: archives": many(zip_of, one(TEXT)),
    "tar: members": many(tar_of, TEXT, 1024),
    "tar: in itself": in_itself(lambda data: tar_of({"a": data}), 1 << 15),
    "tar: one long name": lambda size: tar_of({"a" * size + ".txt": TEXT}),
    "WARC: pages": crawl(response(page())),
    "WARC: requests": crawl(warc("request", URL, b"GET / HTTP/1.1\r\n\r\n")),
    "WARC: empty records": crawl(warc("response", URL, b"")),
    "WARC: header fields": lambda size: response(page()).replace(b"\r\n", b"\r\n" + b"X: y\r\n" * (size // 6), 1),
    "WARC: fields of an answer": lambda size: response(page(), X="y\r\nX: " * (size // 6)),
    "WARC: chunks": lambda size: response(b"1\r\na\r\n" * (size // 6) + b"0\r\n\r\n", Transfer_Encoding="chunked"),
    "WARC: zeros of an answer": lambda size: response(gzip.compress(bytes(size)), Content_Encoding="gzip"),
    "WARC: a long page": inside(response, repeated("<p>They are back.</p>", PAGE)),
    "WARC: starts": repeated("WARC/1.0\r\n"),
    "DOCX: paragraphs": inside(document, repeated(PARAGRAPH, DOCUMENT, DOCUMENT_END)),
    "DOCX: runs": inside(document, repeated("<w:r><w:t>a</w:t></w:r>", DOCUMENT + "<w:p>", "</w:p>" + DOCUMENT_END)),
    "DOCX: nested": inside(document, nested("<w:p>", "</w:p>", DOCUMENT)),
    "DOCX: tabs": inside(document, repeated("<w:tab/>", DOCUMENT + "<w:p><w:r>", "</w:r></w:p>" + DOCUMENT_END)),
    "DOCX: zeros": inside(document, bytes),
    "ODT: paragraphs": inside(open_document, repeated("<text:p>a</text:p>", OPEN_TEXT, OPEN_TEXT_END)),
    "ODT: spaces": inside(
        open_document, repeated('<text:s text:c="9999"/>', OPEN_TEXT + "<text:p>a", "</text:p>" + OPEN_TEXT_END)
    ),
    "webarchive: paragraphs": lambda size: webarchive(
        plistlib.FMT_BINARY, repeated("<p>They are back.</p>", PAGE)(size)
    ),
    "webarchive: resources": lambda size: plistlib.dumps(
        {"WebMainResource": {}, "WebSubresources": [{"WebResourceData": b"a"}] * (size // 8)}, fmt=plistlib.FMT_BINARY
    ),
    "webarchive: in XML": numbered("<key>a{}</key><string>b</string>", '<?xml version="1.0"?><plist><dict>'),
}
