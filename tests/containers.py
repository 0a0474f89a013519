"""Files that hold others, made for tests: crawls, saved pages, messages."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

from corpus import Article, Unreadable
from corpus.reading.files import read

TEXT = b"Gulls return\n\nThey are back on the corn hall, said Maud Tarrant.\n"
SENTENCES = "The ferry company will stop its Sunday sailings from November, blaming a shortage of deckhands. "


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
