"""Messages of MIME, which e-mail and saved pages are: their parts, within bounds, and their header fields, decoded.

The format: RFC 5322, RFC 2045 to 2047, RFC 2231.
"""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from typing import Any

from corpus.clean import decode, one_line

Part = Message

LARGEST_MESSAGE = 32 << 20  # bytes, with all attachments
# Each part of parts has a boundary, which every line in it is compared with, and ``email`` a frame of Python's.
MOST_BOUNDARIES, MOST_PARTS = 60, 2_000
BOUNDARY = re.compile(rb"boundary\s{0,10}=[ \t\"]{0,10}([^\"\s;]{0,200})", re.IGNORECASE)
ALSO = {"Date": "sent"}  # how Outlook names fields in what is copied out of it
LONGEST_FIELD = 2_000  # characters of a header field that are looked at
MOST_FIELDS = 5_000  # lines before the first empty one: real messages have 200
MOST_PARAMETERS = 200  # of a header field; ``email`` takes the square of their number
PARAMETERS = re.compile(rb"(?i)^content-[a-z-]{1,40}:(?:(?:[^;\n]|\n[ \t])*+;){%d}" % MOST_PARAMETERS, re.MULTILINE)


def message_of(data: bytes) -> Part | str:
    """The message in ``data``; in words why it is none, where it is no real one."""
    if len(data) > LARGEST_MESSAGE:
        return f"a message of over {LARGEST_MESSAGE >> 20} MB: take the attachments out of it"
    boundaries = BOUNDARY.findall(data)
    if len(boundaries) > MOST_BOUNDARIES or data.count(b"message/rfc822") > MOST_BOUNDARIES:
        return f"more than {MOST_BOUNDARIES} parts in one another"
    if sum(data.count(b"\n--" + boundary) for boundary in boundaries) > MOST_PARTS:
        return f"more than {MOST_PARTS:,} parts"
    data = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    head = FIELDS_END.split(data, maxsplit=1)[0]
    if head.count(b"\n") > MOST_FIELDS:
        return f"more than {MOST_FIELDS:,} lines of header fields"
    if PARAMETERS.search(data):
        return f"a header field with more than {MOST_PARAMETERS} parameters"
    return email.message_from_bytes(data, policy=email.policy.compat32)


FIELDS_END = re.compile(rb"\r?\n\r?\n")


def field(part: Part, name: str) -> str:
    """A header field in one line, its encoded words decoded; empty where there is none."""
    names = (name.casefold(), ALSO.get(name))
    found: Any = next((value for key, value in part.raw_items() if key.casefold() in names), "")
    return _decoded(decode(str(found)[:LONGEST_FIELD].encode("ascii", "surrogateescape")))


def _decoded(value: str) -> str:
    try:
        pieces = decode_header(value)
    except (HeaderParseError, ValueError):
        return one_line(value)
    return one_line("".join(piece if isinstance(piece, str) else _piece(piece, charset) for piece, charset in pieces))


def _piece(data: bytes, charset: str | None) -> str:
    """A piece of a field: an encoded word, or, without ``charset``, what stands between them, as ``email`` gives it."""
    return decode(data, charset) if charset else data.decode("raw-unicode-escape", "replace")


def leaves(part: Part) -> Iterator[Part]:
    """The parts that have no parts, in their order; a message in a message is one of them."""
    if part.get_content_type() != "message/rfc822" and part.is_multipart():
        for inner in _parts(part):
            yield from leaves(inner)
    else:
        yield part


def _parts(part: Part) -> list[Part]:
    found: Any = part.get_payload()
    return [inner for inner in found if isinstance(inner, Message)]


def content_of(part: Part) -> bytes:
    """What a part holds, unpacked from what mail needs."""
    if part.get_content_type() == "message/rfc822" and part.is_multipart():
        return b"\n".join(map(bytes, _parts(part)))
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def text_of(part: Part) -> str:
    """The text of a part, in its encoding."""
    return decode(content_of(part), charset_of(part) or None)


def charset_of(part: Part) -> str:
    """The encoding that a part names; empty where it names none."""
    found = part.get_content_charset("")
    return found if isinstance(found, str) else ""


def file_name(part: Part) -> str:
    """The name under which a part would be saved; empty where it has none."""
    try:
        found: Any = part.get_filename("")
    except (LookupError, ValueError, TypeError):
        return ""
    return _decoded(found[:LONGEST_FIELD].encode("utf-8", "replace").decode()) if isinstance(found, str) else ""
