"""What is told by its content and not read: files that are no text, and texts that are no articles, each by its name.

Signatures are those of the formats' own specifications, as "file" (https://www.darwinsys.com/file/) lists them.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from corpus.patterns import Expression

MESSAGE = "not read yet: a message of Outlook: save it as .eml"
OLD_OFFICE = "not read yet: an old office document, or a message of Outlook: save it as DOCX, text, CSV or .eml"
SAVE_AS_TEXT = "not read yet: {}: save it as text, HTML or DOCX"
# How files that are no text begin, and what they are; where articles are in them, with the remedy.
BINARY_MAGIC: tuple[tuple[bytes, str], ...] = (
    (rb"\s{0,1024}%PDF-", "not read yet: a PDF document: save its text, or export the articles as HTML or text"),
    (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1.*?\x52\0\x6f\0\x6f\0\x74\0.*__\0?s", MESSAGE),
    (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLD_OFFICE),
    (rb"\{\\rtf", SAVE_AS_TEXT.format("RTF")),
    (rb".{60}(?:BOOKMOBI|TEXtREAd)", "not read yet: MOBI, an e-book: convert it to HTML or text"),
    (rb"TPZ0", "not read yet: a Kindle e-book: convert it to HTML or text"),
    (rb"ITSF", "not read yet: a help file of Windows (CHM): unpack it, and read the pages in it"),
    (rb"AT&TFORM", "not read yet: DjVu: save its text"),
    (rb"%!PS|\xc5\xd0\xd3\xc6", "not read yet: PostScript: save its text"),
    (rb"!BDN", "not read yet: a mailbox of Outlook (PST): export it as mbox or .eml"),
    (rb"\x78\x9f\x3e\x22", "not read yet: TNEF, an attachment of Outlook (winmail.dat): have it sent as plain text"),
    (rb"SQLite format 3\0", "not read yet: a SQLite database: export the articles as CSV or JSON"),
    (rb"(?:.{4})Standard (?:Jet|ACE) DB", "not read yet: an Access database: export the articles as CSV"),
    (rb"Obj\x01", "not read yet: Avro: export the articles as JSON"),
    (rb"ORC[\0-\x1f].*?\0", "not read yet: ORC: export the articles as Parquet or JSON"),
    (rb"ARROW1\0\0|FEA1", "not read yet: Arrow or Feather: export the articles as Parquet or JSON"),
    (rb"Rar!\x1a\x07", "not read yet: a RAR archive: unpack it"),
    (rb"7z\xbc\xaf\x27\x1c", "not read yet: a 7-Zip archive: unpack it"),
    (rb"MSCF\0\0\0\0", "not read yet: a cabinet archive: unpack it"),
    (rb"\x1f\x9d|\x1f\xa0", "not read yet: compressed by compress: unpack it"),
    (rb"\x04\x22\x4d\x18", "not read yet: compressed by lz4: unpack it"),
    (rb"\xff\x06\0\0sNaPpY", "not read yet: compressed by Snappy: unpack it"),
    (rb"LZIP\x01", "not read yet: compressed by lzip: unpack it"),
    (rb"\x89LZO\0\r\n\x1a\n", "not read yet: compressed by lzop: unpack it"),
    (rb"xar!\0\x1c", "not read yet: a xar archive: unpack it"),
    (rb"(?:\xc7\x71|\x71\xc7|07070[127])", "not read yet: a cpio archive: unpack it"),
    (rb"PK(?:\x07\x08|\x05\x06)", "an empty ZIP archive, or a part of one"),
    (rb"bplist", "a property list that is not read"),
    (rb"\x89PNG", "not text: a PNG image"),
    (rb"\xff\xd8\xff", "not text: a JPEG image"),
    (rb"GIF8[79]a", "not text: a GIF image"),
    (rb"RIFF.{4}WEBP", "not text: a WebP image"),
    (rb"II\*\0|MM\0\*|II\x2b\0|MM\0\x2b", "not text: a TIFF image, or a raw photo"),
    (rb"BM.{4}\0\0\0\0.{4}[\x0c\x28\x38\x40\x6c\x7c]\0\0\0", "not text: a BMP image"),
    (rb"\0\0[\x01\x02]\0[\x01-\x40]\0.{5}\0", "not text: an icon"),
    (rb"8BPS\0[\x01\x02]", "not text: a Photoshop image"),
    (rb"\0\0\0\x0cjP  |\xff\x4f\xff\x51", "not text: a JPEG 2000 image"),
    (rb".{4}ftyp(?:avif|avis|heic|heix|hevc|mif1|msf1)", "not text: an AVIF or HEIC image"),
    (rb"gimp xcf", "not text: an image of GIMP"),
    (rb".{4}ftyp(?:M4A|M4B)", "not text: a recording (M4A)"),
    (rb".{4}ftyp|.{4}moov|.{4}mdat|.{4}wide.{4}mdat", "not text: a video (MP4 or QuickTime)"),
    (rb"ID3[\x02-\x04]|\xff[\xfb\xf3\xf2\xfa][\x10-\xef]", "not text: a recording (MP3)"),
    (rb"\xff[\xf1\xf9][\x40-\x7f]", "not text: a recording (AAC)"),
    (rb"OggS\0", "not text: a recording or video (Ogg)"),
    (rb"RIFF.{4}WAVE", "not text: a recording (WAV)"),
    (rb"RIFF.{4}AVI ", "not text: a video (AVI)"),
    (rb"fLaC\0", "not text: a recording (FLAC)"),
    (rb"FORM.{4}AIF[FC]", "not text: a recording (AIFF)"),
    (rb"MThd\0\0\0\x06", "not text: music (MIDI)"),
    (rb"#!AMR", "not text: a recording (AMR)"),
    (rb"\x1a\x45\xdf\xa3", "not text: a video (Matroska or WebM)"),
    (rb"FLV\x01", "not text: a video (Flash)"),
    (rb"[FCZ]WS[\x01-\x30]", "not text: a Flash film"),
    (rb"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "not text: a recording or video (Windows Media)"),
    (rb"\0\0\x01[\xba\xb3]|G.{187}G.{187}G", "not text: a video (MPEG)"),
    (rb"MZ.{58}|MZ\x90\0", "not text: a program (Windows)"),
    (rb"\x7fELF", "not text: a program (ELF)"),
    (rb"\xca\xfe\xba\xbe\0\0\0", "not text: a Java class or a program (macOS)"),
    (rb"[\xfe-\xff]?\xfe\xed\xfa[\xce\xcf]|[\xce\xcf]\xfa\xed\xfe", "not text: a program (macOS)"),
    (rb"\0asm\x01", "not text: a program (WebAssembly)"),
    (rb"!<arch>\n", "not text: a library or a Debian package"),
    (rb"\xed\xab\xee\xdb", "not text: an RPM package"),
    (rb"dex\n03", "not text: a program (Android)"),
    (rb".{2}\r\r?\n[\0\x01\x03].{3}", "not text: compiled Python"),
    (rb"\x80[\x02-\x05](?:\x95.{8}|[\]}(cqX])", "not text: a Python pickle, which is never opened: export JSON"),
    (rb"\x93NUMPY", "not text: an array of NumPy"),
    (rb"\x89HDF\r\n", "not text: HDF5"),
    (rb"CDF[\x01\x02]", "not text: NetCDF"),
    (rb"PACK\0\0\0[\x02\x03]|\xfftOc\0\0\0\x02|DIRC\0\0\0[\x02-\x04]", "not text: a file of Git's own"),
    (rb"\0\0\0\x01Bud1", "not text: a file of the macOS Finder (.DS_Store)"),
    (rb"\0\x05\x16[\0\x07]\0\x02\0\0", "not text: a file of macOS's own (AppleDouble)"),
    (rb"L\0\0\0\x01\x14\x02\0", "not text: a shortcut of Windows (.lnk)"),
    (rb"\xd4\xc3\xb2\xa1|\xa1\xb2\xc3\xd4|\x4d\x3c\xb2\xa1|\xa1\xb2\x3c\x4d|\x0a\x0d\x0d\x0a.{4}\x4d\x3c\x2b\x1a",
     "not text: captured network traffic"),
    (rb"\0\x01\0\0\0[\x04-\x40]\0|OTTO\0|true\0|ttcf\0|wOF[F2]", "not text: a font"),
    (rb".{34}LP(?:.{44})?", "not text: a font"),
    (rb"regf", "not text: a registry of Windows"),
    (rb"\x00{4}|\xff{8}", "not text: binary data"),
)  # fmt: skip
MAGIC = tuple((re.compile(magic, re.DOTALL), reason) for magic, reason in BINARY_MAGIC)


# All in one: most files are texts, and to ask for each by itself takes ten times as long.
ANY_MAGIC = re.compile(b"|".join(b"(?:%s)" % magic for magic, _ in BINARY_MAGIC), re.DOTALL)


def binary_kind(data: bytes) -> str:
    """Why a file that begins so is not read; empty where it may be text."""
    if not ANY_MAGIC.match(data):
        return ""
    return next((reason for magic, reason in MAGIC if magic.match(data)), "")


# How texts begin that are no articles, told only where nothing else begins so.
TEXT_MAGIC: tuple[tuple[str, str], ...] = (
    (r"#! ?/\w", "a script, no article"),
    (r"<\?php\b|<%@", "a program, no article"),
    (r"BEGIN:VCARD\b", "an address book (vCard), no article"),
    (r"BEGIN:VCALENDAR\b", "a calendar (iCalendar), no article"),
    (r"WEBVTT\b|(?:\d{1,6}\s*\n)\d\d:\d\d:\d\d,\d{3} --> ", "subtitles, no article"),
    (r"\[Script Info\]", "subtitles, no article"),
    (r"@(?:article|book|booklet|inbook|incollection|inproceedings|manual|mastersthesis|misc|online|phdthesis|string"
     r"|proceedings|techreport|unpublished|comment|preamble)\s{0,5}[{(]", "a bibliography (BibTeX), no article"),
    (r"TY  - [A-Z]{3,6}\s*\n[A-Z][A-Z0-9]  - ", "a bibliography (RIS), no article"),
    (r"%0 [A-Z][\w ]{2,30}\n%[A-Z] ", "a bibliography (EndNote), no article"),
    (r"(?:%.*\n|\s)*+\\(?:documentclass|documentstyle|begin\{document\}|input\{)", "LaTeX: convert it to HTML or text"),
    (r"(?:--.*\n|/\*.{0,500}?\*/;?|\s)*+(?:CREATE (?:TABLE|DATABASE)\b|DROP TABLE\b|INSERT INTO\b|SET \w+ ?="
     r"|SET NAMES\b|USE `|PRAGMA foreign_keys|BEGIN TRANSACTION;|LOCK TABLES|COPY [\w.\"]+ \()",
     "a dump of a database (SQL): export the articles as CSV or JSON"),
    (r"-- (?:MySQL|MariaDB|PostgreSQL|phpMyAdmin|SQLite|Adminer).{0,40} [Dd]ump",
     "a dump of a database (SQL): export the articles as CSV or JSON"),
    (r"-----BEGIN [A-Z0-9 ]{3,40}-----", "a key, a certificate or an encrypted message, no article"),
    (r"diff --git |Index: .{1,300}\n={30}|--- \S.{0,300}\n\+\+\+ \S.{0,300}\n@@ -",
     "changes to a program (diff), no article"),
    (r"begin(?:-base64)? [0-7]{3} \S", "a file packed for mail (uuencode): unpack it"),
    (r"#EXTM3U|\[playlist\]", "a list of recordings, no article"),
    (r"%FDF-|%YAML\b|%TAG\b", "a settings file, no article"),
    (r"0 HEAD\r?\n1 (?:SOUR|GEDC|CHAR)", "a family tree (GEDCOM), no article"),
    (r"dn:{1,2} .{1,300}\n(?:objectClass|changetype|cn|dc|ou)\b", "a directory of people (LDIF), no article"),
    (r"(?i:#.*\n|\s)*+(?i:User-agent:.{0,200}\n(?:\s|#.*\n)*+(?i:Disallow|Allow|Crawl-delay|User-agent|Sitemap):)",
     "a robots.txt file, no article"),
    (r"Windows Registry Editor Version|REGEDIT4", "a registry of Windows, no article"),
    (r"\[InternetShortcut\]|\[Desktop Entry\]|\[\.ShellClassInfo\]", "a shortcut, no article"),
    (r"\{\\\*|\{\\rt", "not read yet: RTF: save it as text, HTML or DOCX"),
    (r"v=DKIM|Received-SPF:", "a piece of a message's head, no article"),
    (r"solid \S.{0,80}\n\s*facet normal", "a drawing, no article"),
    (r"commit [0-9a-f]{40}\n(?:Merge: .*\n)?Author: ", "a log of changes (Git), no article"),
    (r"# (?:Netscape HTTP Cookie File|HTTP Cookie File)", "cookies, no article"),
)  # fmt: skip
TEXTS = tuple((re.compile(magic), reason) for magic, reason in TEXT_MAGIC)
ANY_TEXT = re.compile("|".join(f"(?:{magic})" for magic, _ in TEXT_MAGIC))
# Lines that each begin, or end, as no sentence does. Nine in ten must, and there must be so many.
FEWEST_LINES, MOST_LINES, SURE = 3, 60, 0.9
SHORT = 1_000  # characters; a beginning that was cut has more
LOG_LINE = Expression(
    r"[\[(]?(?:\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d|\d\d[-/]\d\d[-/]\d{4} \d\d:\d\d:\d\d"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ \d]\d \d\d:\d\d:\d\d |\d{10}\.\d{3}\b"
    r"|\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3} \S{1,40} \S{1,40} \[)"
)
ADDRESS_LINE = Expression(r"\s*(?:https?://|www\.)\S+\s*|\s*[\w.+-]+@[\w.-]+\.\w+\s*")
FILE_LINE = Expression(
    r"\s*(?:[\w-]{1,40}  )?[^\s?!“”\"]{1,200}\.[A-Za-z][A-Za-z0-9]{1,4}\s*"
)  # behind a checksum, if any
CODE_LINE = Expression(
    r"(?:.*[;{}]|.*\)\s*:|\s*(?:import [\w., ]+|from [\w.]+ import [\w., ()*]+|return\b.*|else:|try:|@[\w.]+(?:\(.*\))?"
    r"|#include\b.*|#define\b.*|//.*|/?\*.*|[)\]}]+[,;]?|(?:def|class|elif|if|for|while|with) .*:"
    r"|[\w.\[\]\"']+ ?[-+*/|&]?= ?\S.*)|\s+[\w\"'(\[{].*[,(\[{]|[#\"]{1,3}.*)\s*"
)
CODE_END = re.compile(r"[;{}:)] *\r?\n")
CODE_SIGN = Expression(
    r"(?m)[;{}]\s*$|^\s*(?:def|class) \w+.*:\s*$|^(?:import [\w.]+(?: as \w+)?|from [\w.]+ import [\w, ()*]+)\s*$"
    r"|^#include\b|^\s*(?:function|const|let|var|public|private|static|package) "
)
SETTING = Expression(
    r"\s*(?:[\w.\"/$-]+(?: [\w-]+)? ?[=:](?: .*|\S*)|\[{1,2}[\w.:\" -]+\]{1,2}|-(?: .*)?|[#;].*|\.\.\.|---)\s*"
)
NESTED = Expression(r"(?m)^(?:\[{1,2}[\w.:\" -]{1,80}\]{1,2}\s*$|[\w\"/.-]{1,60}:\s*\n(?: {1,8}|\t|-))")


def text_kind(text: str) -> str:
    """What a text that begins so is, if it is surely no article; empty of any other."""
    if ANY_TEXT.match(text):
        return next((reason for magic, reason in TEXTS if magic.match(text)), "")
    lines = [line for line in text.splitlines()[:MOST_LINES] if line.strip()]
    if len(text) > SHORT:
        lines = lines[:-1]  # the last may be cut
    if len(lines) > 1 and all(map(LOG_LINE.match, lines)):
        return "a log, no article"
    if len(lines) > 1 and all(map(ADDRESS_LINE.fullmatch, lines)):
        return "a list of addresses, no article"
    if len(lines) < FEWEST_LINES:
        return ""
    if all(map(FILE_LINE.fullmatch, lines)):
        return "a list of files, no article"
    if LOG_LINE.match(lines[1]) and _share(LOG_LINE.match, lines) >= SURE:
        return "a log, no article"
    if (
        CODE_END.search(text)
        and len(CODE_SIGN.findall(text)) >= FEWEST_LINES
        and _share(CODE_LINE.fullmatch, lines) >= SURE
    ):
        return "a program or a style sheet, no article"
    if not text.startswith("---") and _share(SETTING.fullmatch, lines[:2]) == 1 and NESTED.search(text):
        return "a settings file (YAML, TOML or INI), no article" if _share(SETTING.fullmatch, lines) == 1 else ""
    return ""


def _share(told: Callable[[str], object], lines: list[str]) -> float:
    return sum(bool(told(line)) for line in lines) / len(lines)


JSON_MAGIC = (
    (re.compile(r'\{\s*"\$schema"\s*:\s*"https?://json-schema\.org/'), "a schema of JSON, no article"),
    (re.compile(r'\{\s*"type"\s*:\s*"(?:FeatureCollection|Feature|Topology)"'), "a map (GeoJSON), no article"),
    (re.compile(r'\{\s*"cells"\s*:\s*\[\s*\{\s*"(?:cell_type|attachments|execution_count)"'), "a notebook, no article"),
)


def json_kind(text: str) -> str:
    """What JSON that begins so is, if it is surely no article; empty of any other."""
    return next((reason for magic, reason in JSON_MAGIC if magic.match(text)), "")


# Documents of XML that hold no articles, by their first element; what else is not known is named by it.
XML_KINDS = {
    "urlset": "a sitemap: a list of addresses, no articles", "sitemapindex": "a list of sitemaps, no articles",
    "plist": "a property list, no article", "svg": "an SVG image", "kml": "a map (KML), no article",
    "gpx": "a track (GPX), no article", "opml": "a list of feeds (OPML): fetch the feeds themselves",
    "schema": "a schema of XML, no article", "stylesheet": "a style sheet of XML, no article",
    "wml": "a page for old telephones (WML)", "xliff": "translations of a program", "project": "a project of a program",
    "manifest": "a manifest of a program", "configuration": "a settings file", "package": "a description of a package",
    "smil": "a presentation (SMIL)", "math": "a formula", "testsuites": "results of tests", "x3d": "a drawing",
}  # fmt: skip
