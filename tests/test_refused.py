"""What is no article is refused by its name, and nothing that is one is."""

import gzip
import pickle
import plistlib
import sqlite3
import sys
import time
import wave
from pathlib import Path

import pytest

from corpus import Article
from corpus.reading.files import read
from corpus.reading.refused import text_kind
from tests.conftest import ROOT
from tests.containers import read_bytes, told

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
BINARY = {
    "a PNG image": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "a JPEG image": b"\xff\xd8\xff\xe1\0\x10Exif\0\0",
    "a GIF image": b"GIF89a\1\0\1\0",
    "a WebP image": b"RIFF\x24\0\0\0WEBPVP8 ",
    "a TIFF image": b"II*\0\x08\0\0\0",
    "a BMP image": b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0",
    "a Photoshop image": b"8BPS\0\1\0\0",
    "HEIC": b"\0\0\0\x18ftypheic\0\0\0\0",
    "MP3": b"ID3\x04\0\0\0\0\0\0",
    "(MP3)": b"\xff\xfb\x90\x64\0\0",
    "Ogg": b"OggS\0\2\0\0",
    "AVI": b"RIFF\x24\0\0\0AVI LIST",
    "MP4": b"\0\0\0\x20ftypisom\0\0\2\0",
    "Matroska": b"\x1a\x45\xdf\xa3\x01\0\0\0",
    "FLAC": b"fLaC\0\0\0\x22",
    "a program (Windows)": b"MZ\x90\0\3\0\0\0\4\0\0\0\xff\xff" + bytes(80),
    "a program (ELF)": b"\x7fELF\2\1\1\0",
    "a Java class": b"\xca\xfe\xba\xbe\0\0\0\x34",
    "WebAssembly": b"\0asm\1\0\0\0",
    "a SQLite database": b"SQLite format 3\0\x10\0",
    "an old office document": OLE,
    "a message of Outlook": OLE + "__substg1.0_".encode("utf-16-le"),
    "RTF": rb"{\rtf1\ansi{\fonttbl\f0 Arial;}\f0 Ferry stays\par}",
    "MOBI": b"Ferry".ljust(60, b"\0") + b"BOOKMOBI" + bytes(20),
    "a PDF document": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
    "PostScript": b"%!PS-Adobe-3.0\n%%Title: Ferry\n",
    "DjVu": b"AT&TFORM\0\0\0\x20DJVM",
    "Avro": b"Obj\1\x04\x16avro.schema",
    "ORC": b"ORC\x0a\x14\0\0",
    "Arrow": b"ARROW1\0\0\xff\xff",
    "RAR": b"Rar!\x1a\x07\1\0",
    "7-Zip": b"7z\xbc\xaf\x27\x1c\0\4",
    "lz4": b"\x04\x22\x4d\x18\x64",
    "a Python pickle": pickle.dumps({"title": "Ferry"}),
    "NumPy": b"\x93NUMPY\1\0",
    "Git's own": b"PACK\0\0\0\2\0\0\0\1",
    "Finder": b"\0\0\0\1Bud1\0\0",
    "a shortcut of Windows": b"L\0\0\0\1\x14\2\0\0\0",
    "network traffic": b"\xd4\xc3\xb2\xa1\2\0\4\0",
    "a font": b"wOF2\0\1\0\0",
    "a mailbox of Outlook": b"!BDN\0\0\0\0SM",
    "a property list": plistlib.dumps({"a": 1}, fmt=plistlib.FMT_BINARY),
}


@pytest.mark.parametrize("name", BINARY)
def test_files_that_are_no_text_are_refused_by_name(tmp_path: Path, name: str) -> None:
    (refused,) = told(read_bytes(tmp_path / "a.txt", BINARY[name]))
    assert name in refused
    (refused,) = told(read_bytes(tmp_path / "a.gz", gzip.compress(BINARY[name])))
    assert name in refused


def test_real_files_are_refused_by_name(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "a.db")
    connection.execute("create table articles (title)")
    connection.close()
    with wave.open(str(tmp_path / "b.wav"), "wb") as sound:
        sound.setparams((1, 1, 8000, 1, "NONE", ""))
        sound.writeframes(b"\0" * 100)
    (tmp_path / "c").write_bytes(Path(sys.executable).resolve().read_bytes()[:100_000])
    reasons = told(read(tmp_path))
    assert ["SQLite" in reasons[0], "WAV" in reasons[1], "a program" in reasons[2]] == [True] * 3


TEXTS = {
    "a script": "#!/bin/sh\nset -e\necho Ferry\n",
    "a program, no": "<?php echo 'Ferry'; ?>",
    "a program or a style sheet": "import os\nimport sys\n\n\ndef sail(day):\n    if day:\n        return os.name\n\n\n"
    "class Ferry:\n    def stay(self):\n        return 1\n",
    "a program or": "body {\n  margin: 0;\n}\n.ferry {\n  color: red;\n}\np { margin: 1em; }\n",
    "a style sheet": "function sail(day) {\n  const boat = day;\n  if (boat) {\n    go(boat);\n  }\n}\nlet a = 1;\n",
    "a log": "".join(f"2024-09-17 10:30:{n:02} INFO ferry {n} left the quay\n" for n in range(9)),
    "a log,": "".join(f'10.0.0.{n} - - [17/Sep/2024:10:30:00 +0000] "GET / HTTP/1.1" 200 12\n' for n in range(9)),
    "SQL": "-- MySQL dump 10.13\n--\n\nDROP TABLE IF EXISTS `articles`;\n",
    "(SQL)": "CREATE TABLE articles (id int);\nINSERT INTO articles VALUES (1);\n",
    "vCard": "BEGIN:VCARD\nVERSION:3.0\nFN:Una Brack\nEND:VCARD\n",
    "iCalendar": "BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n",
    "BibTeX": "@article{brack2024,\n  title = {Ferry stays},\n}\n",
    "RIS": "TY  - NEWS\nTI  - Ferry stays\nER  - \n",
    "YAML": "title: Ferry\nboats:\n  - name: Alder\n    seats: 40\n  - name: Cobb\n    seats: 50\nday: Sunday\n",
    "INI": "[ferry]\nboats = 3\nseats = 40\n\n[bell]\nhung = yes\nrung = no\ncast = 1790\n",
    "robots.txt": "User-agent: *\nDisallow: /private/\nSitemap: https://echo.example/map.xml\n",
    "a sitemap": '<?xml version="1.0"?><urlset xmlns="x"><url><loc>https://echo.example/</loc></url></urlset>',
    "subtitles": "1\n00:00:01,000 --> 00:00:04,000\nThe ferry stays.\n\n2\n00:00:05,000 --> 00:00:06,000\nYes.\n",
    "subtitles,": "WEBVTT\n\n00:01.000 --> 00:04.000\nThe ferry stays.\n",
    "LaTeX": "\\documentclass{article}\n\\begin{document}\nFerry stays.\n\\end{document}\n",
    "(diff)": "diff --git a/ferry b/ferry\n--- a/ferry\n+++ b/ferry\n",
    "a key": "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
    "SVG": '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><text>Ferry</text></svg>',
    "a list of feeds": '<?xml version="1.0"?><opml version="2.0"><body/></opml>',
    "a schema": '{"$schema": "http://json-schema.org/draft-07/schema#", "title": "Article", "type": "object"}',
    "GeoJSON": '{"type": "FeatureCollection", "features": []}',
    "a shortcut": "[InternetShortcut]\nURL=https://echo.example/\n",
}


@pytest.mark.parametrize("name", TEXTS)
def test_texts_that_are_no_articles_are_refused_by_name(tmp_path: Path, name: str) -> None:
    (refused,) = told(read_bytes(tmp_path / "a.txt", TEXTS[name].encode()))
    assert name in refused


ARTICLES = [
    "From the quay\n\nThe ferry left at 10:30; nobody was aboard.\n",
    "10:30 Ferry leaves\n\n10:45 It is back at the quay.\n\n11:00 The firm says why.\n",
    "User-agent of the year\n\nThe prize went to Maud Tarrant; she sells boats.\n",
    "Begin: a play\n\nIt opens on Thursday, said Joss Pell.\n",
    "Import duties rise\n\nimport prices\n\nThey rose by a tenth, the council said.\n",
    "{Ferry} stays\n\nThe sign on the boat, in braces, is a joke, said its captain.\n",
    "---\ntitle: Ferry stays\nauthor: Una Brack\ntags:\n  - ferries\n---\n\nThe ferry stays, said the firm.\n",
    "Title: Ferry stays\nAuthor: Una Brack\nDate: 2024-09-17\n\nThe ferry stays, said the firm.\n",
    "Set menu returns\n\nSET in 1790, the bell rang, said Una.\n",
    "Class of 1990: where are they?\n\nThey sail; they fish; they sing.\n",
    "2024-09-17 Ferry stays\n\nThe firm said so.\n\nIt was glad.\n",
    "Recipe: herring\n\nherring;\nsalt;\npepper;\nbutter;\nbread;\nlemon;\n\nFry it, said Una Brack.\n",
    "Insert into the record\n\nINSERTED into the record on Tuesday was a letter.\n",
    "For sale\n\n1. A boat;\n2. A bell;\n3. A lamp;\n4. An oar;\n5. A rope.\n\nAll were sold.\n",
    "@echo asks\n\nThe paper asked its readers, and they answered.\n",
    "#1 again\n\nAlder leads the league, said its captain.\n",
    "MZ wins\n\nThe initials stand for Maud Zoe.\n",
    "ORC seen at quay\n\nA man in a costume of an orc, it turned out.\n",
    "PACK ice closes in\n\nThe ferry stays, said Maud Tarrant.\n",
    "BM opens\n\nThe Boat Museum opens on Thursday, said Una.\n",
    "true north\n\nA film about a compass, made in Port Alder.\n",
    "GIF or JIF\n\nThe debate goes on, said Una Brack.\n",
    "ID3 plan\n\nThe third plan for identity cards was dropped.\n",
    "RIFF raff\n\nThe band plays on Thursday, said Joss Pell.\n",
]


@pytest.mark.parametrize("text", ARTICLES)
def test_texts_stay_texts_when_in_doubt(tmp_path: Path, text: str) -> None:
    (found,) = read_bytes(tmp_path / "a.py", text.encode())
    assert isinstance(found, Article), found


def test_no_sample_is_refused() -> None:
    texts = [path.read_text()[:4096] for path in (ROOT / "corpus" / "samples" / "text").iterdir()]
    assert len(texts) > 10
    assert not [kind for kind in map(text_kind, texts) if kind]


@pytest.mark.parametrize(
    "piece", ["a: b\n", "#\n", "-- \n", "/*", " \n", "%\n", "[a]\n", "1\n", "{", "(", "import a,", "\t"]
)
def test_telling_takes_no_time(piece: str) -> None:
    begun = time.monotonic()
    text_kind((piece * 4096)[:4096])
    text_kind("a" + (piece * 4096)[:4096])
    assert time.monotonic() - begun < 0.5


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("https://e.example/a\nhttps://e.example/b\n", "a list of addresses, no article"),
        ("una@e.example\njoss@e.example\n", "a list of addresses, no article"),
        ("a.jpg\nb.jpg\nquay/c.html\n", "a list of files, no article"),
        ("d41d8cd98f00b204  a.jpg\nd41d8cd98f00b205  b.jpg\nd41d8cd98f00b206  c.txt\n", "a list of files, no article"),
        ("Quay closes\n\nSee https://e.example/q\n", ""),
        ("Quay closes.\n\nIn May.\n\nSo it is.\n", ""),
        ("Closed.\nOpened.\nSold.\n", ""),
    ],
)
def test_lists_of_addresses_and_files_are_no_articles(text: str, kind: str) -> None:
    assert text_kind(text) == kind
