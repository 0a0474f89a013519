"""How files begin that hold others: archives, crawls, messages, saved pages."""

from __future__ import annotations

import re
import tarfile

ZIP = re.compile(rb"PK\x03\x04")
WARC = re.compile(rb"\s{0,100}WARC/\d\.\d{1,2}\r?\n")
ARC = re.compile(rb"filedesc://[^ \n]{0,1024} [\d.]{1,40} \d{8,14} ")
PARQUET = re.compile(rb"PAR1")
WEBARCHIVE = re.compile(rb"bplist00|(?:\xef\xbb\xbf)?\s{0,100}<\?xml[^>]{0,200}>\s{0,100}<!DOCTYPE plist\b")
MBOX = re.compile(rb"From [^\n]{1,400}\b\d{1,2}:\d\d(?::\d\d)?\b[^\n]{0,40}\b\d{4}\b[^\n]{0,40}\n(?=>?[!-9;-~]{1,80}:)")
FIELD = re.compile(r"([!-9;-~]{1,80}):[ \t]*(.*)")
# Fields of which mail has several; the head of a text as people paste it has none of these but From and Date.
OF_MAIL = frozenset(
    "from to subject date message-id received return-path mime-version content-type delivered-to reply-to cc "
    "content-transfer-encoding x-mailer dkim-signature sender list-id list-unsubscribe x-mozilla-status".split()
)
ADDRESSED = frozenset("to received message-id delivered-to return-path".split())
FEWEST_FIELDS = 3
MOST_LINES = 200


def is_tar(data: bytes) -> bool:
    """Whether a file begins with the header of a tar archive: its checksum is right."""
    block = data[: tarfile.BLOCKSIZE]
    if len(block) < tarfile.BLOCKSIZE or not block[0]:
        return False
    try:
        header = tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except (tarfile.HeaderError, ValueError):
        return False
    return bool(header.name)


def is_mail(text: str) -> bool:
    """Whether a text begins with fields of mail, or is a mailbox."""
    fields = fields_of(text)
    return ("from" in fields and len(fields.keys() & OF_MAIL) >= FEWEST_FIELDS) or len(fields.keys() & ADDRESSED) > 1


def is_mhtml(text: str) -> bool:
    """Whether a text begins with the fields of a page saved in one file, which nobody sent to anybody."""
    fields = fields_of(text)
    if "mime-version" not in fields or "content-type" not in fields:
        return False
    if "snapshot-content-location" in fields or fields.get("from", "").strip('"').startswith("<Saved by"):
        return True
    is_saved = "saved by" in fields.get("from", "").casefold()
    related = fields["content-type"].casefold().startswith("multipart/related")
    return is_saved or (related and not fields.keys() & ADDRESSED)


def fields_of(text: str) -> dict[str, str]:
    """The header fields that a text begins with, by their names in small letters; none where what stands before its
    first empty line is anything else."""
    fields: dict[str, str] = {}
    name = ""
    lines = text.splitlines()[:MOST_LINES]
    for number, line in enumerate(lines):
        if not line.strip():
            break
        if line[0] in " \t" and name:
            fields[name] += " " + line.strip()
        elif found := FIELD.match(line):
            name = found[1].casefold()
            fields[name] = found[2]
        elif number < len(lines) - 1:  # the last may be cut
            return {}
    return fields


# Of Hugo, whose matter may be JSON: indented lines, closed by one of its own, and then no JSON.
JSON_MATTER = re.compile(r"\{[ \t]*\r?\n(?:[ \t].*\n|\r?\n)+\}[ \t]*\r?\n\s*(?![\s{\[])")
MARKDOWN = re.compile(
    r"---[ \t]*+\r?\n(?:#.*\n|\s*\n)*+[\w \"'-]{1,40}:(?:\s|$)|\+\+\+[ \t]*+\r?\n(?:#.*\n|\s*\n)*+[\w.-]{1,40} ?=|# \S"
)
