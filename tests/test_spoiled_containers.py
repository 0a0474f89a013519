"""Archives, crawls, messages and tables that are spoiled by chance: each is read or named, and nothing raises."""

from __future__ import annotations

import gzip
import lzma
import plistlib
import random
from pathlib import Path

import pytest
import zstandard

from corpus import Article
from tests.containers import TEXT, answer, page, read_bytes, tar_of, warc, zip_of
from tests.hostile_files import WAYS
from tests.test_format_documents import BODY, libre, word
from tests.test_format_mail import attached
from tests.test_format_saved import URL, mhtml, part, webarchive
from tests.test_format_tables import table

CRAWL = warc("response", URL, answer(page())) + warc(
    "response", URL, answer(gzip.compress(page()), Content_Encoding="gzip")
)
MAIL = bytes(attached((page(), "text/html", "b.html"), (b"%PDF-1.7", "application/pdf", "a.pdf")))
WHOLE = {
    "zip": zip_of({"a.txt": TEXT, "b/c.html": page(), "d.gz": gzip.compress(TEXT)}),
    "tar": tar_of({"a.txt": TEXT, "b/c.html": page()}),
    "warc": CRAWL,
    "mhtml": mhtml(part(page(), "text/html; charset=utf-8", URL)),
    "webarchive": webarchive(plistlib.FMT_BINARY),
    "webarchive in XML": webarchive(plistlib.FMT_XML),
    "mail": MAIL,
    "mailbox": (b"From a Tue Sep 17 10:30:00 2024\n" + MAIL + b"\n\n") * 2,
    "csv": table().encode(),
    "docx": word(("Title", "Ferry"), ("", BODY)),
    "odt": libre(("P1", "Ferry"), ("", BODY)),
    "xz": lzma.compress(TEXT * 50),
    "zstd": zstandard.compress(TEXT * 50),
}


@pytest.mark.parametrize("kind", WHOLE)
def test_what_is_spoiled_by_chance_is_read_or_named(tmp_path: Path, kind: str) -> None:
    chance = random.Random(kind)
    for _ in range(60):
        data = WHOLE[kind]
        for _ in range(chance.randint(1, 3)):
            data = chance.choice(WAYS)(chance, data)
        found = read_bytes(tmp_path / "a", data[: 1 << 20])
        assert not [str(item) for item in found if not isinstance(item, Article) and "a fault of" in item.reason]
