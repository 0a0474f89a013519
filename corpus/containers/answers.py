"""Answers of web servers, as crawls keep them: what they are, and what is in them.

The format: HTTP/1.1 (RFC 9112), with the content codings of RFC 9110 and zstd (RFC 8878).
"""

from __future__ import annotations

import importlib
import re
import zlib
from typing import Any, NamedTuple

import zstandard

from corpus.record import LARGEST_PAGE

STATUS = re.compile(rb"HTTP/\d(?:\.\d)?\s+(\d{3})")
CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
CHUNK_SIZE = re.compile(rb"\s*([0-9a-fA-F]{1,8})[^\n]{0,200}\n")
LONGEST_HEAD = 1 << 16  # bytes
OK = 200
PAGES = ("text/html", "application/xhtml+xml")
# What is no page, by the beginning of its media type.
KINDS = {
    "image/": "images", "video/": "videos", "audio/": "recordings", "font/": "fonts", "application/font": "fonts",
    "application/x-font": "fonts", "application/vnd.ms-fontobject": "fonts", "text/css": "style sheets",
    "text/javascript": "scripts", "application/javascript": "scripts", "application/x-javascript": "scripts",
    "application/ecmascript": "scripts", "application/json": "data files", "application/ld+json": "data files",
    "application/pdf": "PDF documents", "application/rss+xml": "feeds", "application/atom+xml": "feeds",
    "text/xml": "XML files", "application/xml": "XML files", "text/plain": "plain texts",
}  # fmt: skip
OTHER = "other files"


class Head(NamedTuple):
    """What an answer's head says; ``kind`` is empty of a page that is there, else what it is instead, in the plural."""

    kind: str
    charset: str = ""
    coding: str = ""
    chunked: bool = False


def head_of(data: bytes, url: str) -> tuple[Head, int]:
    """The head at the beginning of an answer, and how many bytes it takes."""
    end = next((found.end() for found in HEAD_END.finditer(data, 0, LONGEST_HEAD)), len(data))
    status = STATUS.match(data)
    if not status:
        return Head("answers that are not HTTP"), 0
    fields = fields_of(data[:end])
    media = fields.get("content-type", "")
    kind = _kind(int(status[1]), media, url) or kind_of_media(media, data[end : end + 512])
    charset = CHARSET.search(media)
    coding = fields.get("content-encoding", "").strip().casefold()
    chunked = "chunked" in fields.get("transfer-encoding", "").casefold()
    return Head(kind, charset[1] if charset else "", coding, chunked), end


HEAD_END = re.compile(rb"\r?\n\r?\n")


def fields_of(head: bytes) -> dict[str, str]:
    """The fields of a head by their names in small letters, the last of each."""
    lines = FOLDED.sub(b" ", head).decode("utf-8", "replace").splitlines()
    named = (line.partition(":") for line in lines[1:])
    return {name.strip().casefold(): value.strip() for name, colon, value in named if colon}


FOLDED = re.compile(rb"\r?\n[ \t]++")
REDIRECTS, ERRORS = range(300, 400), range(400, 600)


def _kind(status: int, media: str, url: str) -> str:
    """What an answer is instead of one that is whole, by its status and address."""
    if status in REDIRECTS:
        return "redirects"
    if status in ERRORS:
        return "errors"
    if status != OK:
        return "answers that are not whole"
    is_robots = url.partition("?")[0].endswith("/robots.txt") and not media.startswith("text/html")
    return "files for robots" if is_robots else ""


def kind_of_media(media: str, start: bytes) -> str:
    """What is no page, by its media type; by its first bytes where its server did not know that."""
    media = media.strip().casefold()
    if media.startswith(PAGES):
        return ""
    if not media or media.startswith(("application/octet-stream", "unknown", "application/unknown")):
        return "" if PAGE_START.match(start) else OTHER
    return next((kind for begins, kind in KINDS.items() if media.startswith(begins)), OTHER)


PAGE_START = re.compile(
    rb"\s*+(?:\xef\xbb\xbf)?\s*+(?:<!--.{0,200}?-->\s*+)?<(?:!doctype html|html|head|body)\b", re.I | re.S
)


def unpacked(data: bytes, head: Head) -> bytes | str:
    """What an answer holds, or in words why that is not known. Crawlers keep some answers unpacked beside heads that
    call them packed: what is not what its head says is taken as it is."""
    if head.chunked:
        data = _joined(data)
    for coding in reversed(head.coding.replace("x-gzip", "gzip").split(",")):
        name = coding.strip()
        if name in ("", "identity", "none", "utf-8"):
            continue
        if name == "br" and name not in CODINGS:
            return NEEDS_BROTLI
        if name not in CODINGS:
            return f"its content is packed as {name[:20]}, which is not read"
        try:
            found = CODINGS[name](data)
        except (*UNPACKING, *BROTLI_ERRORS):
            if PAGE_START.match(data):
                return data
            return f"its content cannot be unpacked ({name})"
        if len(found) > LARGEST_PAGE:
            return f"its content unfolds to over {LARGEST_PAGE >> 20} MB"
        data = found
    return data


NEEDS_BROTLI = "its content is packed by Brotli, which needs an extra: pip install 'morgue[crawls]'"
UNPACKING: tuple[type[Exception], ...] = (zlib.error, zstandard.ZstdError, EOFError, ValueError)


def _joined(data: bytes) -> bytes:
    """What was sent in chunks, of which each begins with its length; ``data`` itself where it was joined already."""
    chunks: list[bytes] = []
    at = 0
    while found := CHUNK_SIZE.match(data, at):
        size = int(found[1], 16)
        at = found.end() + size
        if not size:
            return b"".join(chunks)
        chunks.append(data[found.end() : at])
    return b"".join(chunks) or data


def _inflated(data: bytes) -> bytes:
    for width in (zlib.MAX_WBITS + 32, -zlib.MAX_WBITS):  # with a header, and as some servers send it, without
        try:
            return zlib.decompressobj(width).decompress(data, LARGEST_PAGE + 1)
        except zlib.error:
            continue
    raise zlib.error("neither deflate nor gzip")


def _zstd(data: bytes) -> bytes:
    with zstandard.ZstdDecompressor(max_window_size=LARGEST_PAGE).stream_reader(data) as reader:
        return reader.read(LARGEST_PAGE + 1)


CODINGS: dict[str, Any] = {"gzip": _inflated, "deflate": _inflated, "zstd": _zstd}
BROTLI_ERRORS: list[type[Exception]] = []
try:
    brotli = importlib.import_module("brotli")  # an extra
except ImportError:
    pass
else:
    BROTLI_ERRORS.append(brotli.error)

    def _brotli(data: bytes) -> bytes:
        unpacker, found = brotli.Decompressor(), b""
        while len(found) <= LARGEST_PAGE and (some := unpacker.process(data, output_buffer_limit=LARGEST_PAGE)):
            found, data = found + some, b""  # which has been taken, all of it
        return found

    CODINGS["br"] = _brotli
