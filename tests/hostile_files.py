"""Files that are broken or hostile, of all formats there are, from a fixed seed."""

from __future__ import annotations

import bz2
import gzip
import lzma
import plistlib
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import zstandard

from tests.containers import (
    TEXT,
    URL,
    answer,
    attached,
    libre,
    mhtml,
    page,
    part,
    table,
    tar_of,
    warc,
    webarchive,
    word,
    zip_of,
)

GOOD = b"Gulls return\n\nThey are back on the corn hall.\n"
SAMPLES = Path(__file__).parent.parent / "corpus" / "samples", Path(__file__).with_name("format_samples")
MAIL = bytes(attached((page(), "text/html", "b.html"), (b"%PDF-1.7", "application/pdf", "a.pdf")))
PARAGRAPHS = ("Title", "Ferry"), ("", "The ferry company will stop its Sunday sailings, said Maud Tarrant.")
PACKED = {
    "ZIP": zip_of({"a.txt": TEXT, "b/c.html": page(), "d.gz": gzip.compress(TEXT)}),
    "tar": tar_of({"a.txt": TEXT, "b/c.html": page()}),
    "WARC": warc("response", URL, answer(page()))
    + warc("response", URL, answer(gzip.compress(page()), Content_Encoding="gzip")),
    "MHTML": mhtml(part(page(), "text/html; charset=utf-8", URL)),
    "webarchive": webarchive(plistlib.FMT_BINARY),
    "webarchive in XML": webarchive(plistlib.FMT_XML),
    "mail": MAIL,
    "mailbox": (b"From a Tue Sep 17 10:30:00 2024\n" + MAIL + b"\n\n") * 2,
    "CSV": table().encode(),
    "DOCX": word(*PARAGRAPHS),
    "ODT": libre(*PARAGRAPHS),
    "bzip2": bz2.compress(TEXT * 50),
    "xz": lzma.compress(TEXT * 50),
    "zstd": zstandard.compress(TEXT * 50),
}  # fmt: skip
BITS = [
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\r", b"\n\n", b"<", b">", b"&#0;",
    b"&#99999999999;", b'"', b"\\u0000", b"\\ud800", b"{", b"}", b"[", b"]", b"<q>", b"</REUTERS>", b"<REUTERS",
    b"<BODY>", b"<!--", b"<![CDATA[", b"<script>", b"\xe2\x80\x9c", b"\xe2\x80\x9d", b"'", b"NaN", b"1e999", b"-" * 99,
    b"A" * 999, b"A." * 99, b" " * 999, b"\x01", b"\xcc\x81" * 99, b"\x1f\x8b", b"99999-99-99", b"<div>" * 500,
    b"[" * 2000, b'{"a":' * 500, b"9" * 5000, b"<p " + b"".join(b"a%d=1 " % n for n in range(600)) + b">",
]  # fmt: skip


def hostile_files(count: int, seed: int = 15) -> Iterator[tuple[str, bytes]]:
    """The names and contents of so many files; each also compressed, cut or spoiled by chance."""
    chance = random.Random(seed)
    whole = [path.read_bytes() for folder in SAMPLES for path in sorted(folder.rglob("*.*")) if path.is_file()]
    whole += PACKED.values()
    for number in range(count):
        data = chance.choice(whole)[: 1 << 16]
        for _ in range(chance.randint(1, 4)):
            data = chance.choice(WAYS)(chance, data)
        yield f"{number:04}.txt", data[: 1 << 20]


def _cut(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randint(0, len(data))]


def _without_start(chance: random.Random, data: bytes) -> bytes:
    return data[chance.randint(0, len(data)) :]


def _flipped(chance: random.Random, data: bytes) -> bytes:
    spoiled = bytearray(data)
    for _ in range(chance.randint(1, 50)):
        if spoiled:
            spoiled[chance.randrange(len(spoiled))] ^= 1 << chance.randrange(8)
    return bytes(spoiled)


def _with_bits(chance: random.Random, data: bytes) -> bytes:
    for _ in range(chance.randint(1, 5)):
        at = chance.randint(0, len(data))
        data = data[:at] + chance.choice(BITS) * chance.choice((1, 1, 3, 100)) + data[at:]
    return data


def _repeated(chance: random.Random, data: bytes) -> bytes:
    start = chance.randint(0, len(data))
    return data[:start] + data[start : start + chance.randint(1, 200)] * chance.choice((10, 1000)) + data[start:]


def _zipped(chance: random.Random, data: bytes) -> bytes:
    return gzip.compress(data, chance.choice((1, 9)), mtime=0)


def _recoded(chance: random.Random, data: bytes) -> bytes:
    text = data.decode("utf-8", "replace")
    return text.encode(chance.choice(("utf-16", "utf-32", "cp1252", "shift_jis", "utf-7")), "replace")


def _random(chance: random.Random, _data: bytes) -> bytes:
    return chance.randbytes(chance.randint(0, 5000))


WAYS: list[Callable[[random.Random, bytes], bytes]] = [
    _cut, _without_start, _flipped, _with_bits, _with_bits, _repeated, _zipped, _recoded, _random,
]  # fmt: skip
