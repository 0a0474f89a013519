"""E-mail, one message or a mailbox of them: newsletters, alerts, press releases.

The formats: RFC 5322 and MIME (``corpus.containers.mime``); mbox as RFC 4155 and its kin have it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import IO

from corpus.article import Article, Source, Unreadable, derived_id, own_id
from corpus.containers import mime
from corpus.containers.letters import letter_of, sender_of, without_marks
from corpus.containers.members import place_in, source_of
from corpus.metadata.dates import dated
from corpus.metadata.openings import BEFORE_TEXT, opening_of
from corpus.pages.fragment import paragraphs_of_markup
from corpus.record import LeftOut, Member, Record

BEGINS = re.compile(rb"From [^\n]{1,400}\b\d{1,2}:\d\d(?::\d\d)?\b[^\n]{0,40}\b\d{4}\b[^\n]{0,40}\n")
ESCAPED_FROM = re.compile(rb"(?m)^>(>*From )")
STEP = 1 << 16  # bytes of a line that are read at once
ATTACHED = re.compile(
    rb"(?:file)?name\*?(?:0\*?)?\s{0,10}=|message/rfc822|multipart/digest|disposition\s{0,10}:\s{0,10}attachment", re.I
)
UNSEEN = {"application/pgp-signature": "signatures", "application/pkcs7-signature": "signatures",
          "application/x-pkcs7-signature": "signatures", "application/ms-tnef": "attachments of Outlook (winmail.dat)",
          "text/x-amp-html": "AMP versions"}  # fmt: skip
TEXTS = ("text/plain", "text/html")
# Of the letters that HTML shows, so many in the plain text make that the text; a shorter one says "read it online".
ENOUGH = 0.4
LONGEST_TEXT = 1 << 20  # characters; the longest newsletters have a tenth
BODY = re.compile(r"<body\b", re.IGNORECASE)
CONTROL = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f\x7f]")  # what XML, and so lxml, cannot have


def split(stream: IO[bytes], source: Source) -> Iterator[Record | Member | LeftOut | Unreadable]:
    """The message of a file, or the messages of a mailbox, with their attachments."""
    first = stream.readline(STEP)
    if BEGINS.match(first):
        yield from _mailbox(stream, source)
    else:
        yield from _with_attachments(first + stream.read(mime.LARGEST_MESSAGE), source)


def _mailbox(stream: IO[bytes], source: Source) -> Iterator[Record | Member | LeftOut | Unreadable]:
    lines: list[bytes] = []
    number, size, after_blank = 1, 0, False
    for line in iter(lambda: stream.readline(STEP), b""):
        if after_blank and BEGINS.match(line):
            yield from _with_attachments(b"".join(lines), Source(source.file, f"message {number}"))
            number, lines, size = number + 1, [], 0
        elif size <= mime.LARGEST_MESSAGE:  # of a longer one it is known by now
            lines.append(ESCAPED_FROM.sub(rb"\1", line))
            size += len(line)
        after_blank = not line.strip(b"\r\n")
    yield from _with_attachments(b"".join(lines), Source(source.file, f"message {number}"))


def _with_attachments(data: bytes, source: Source) -> Iterator[Record | Member | LeftOut | Unreadable]:
    """A message as its bytes, and behind it the files in it."""
    if len(data) <= mime.LARGEST_MESSAGE:
        yield Record(source, data)
    if len(data) <= mime.LARGEST_MESSAGE and not ATTACHED.search(data):
        return
    message = mime.message_of(data)
    if not isinstance(message, str):
        yield from _attachments(message, source)
    elif len(data) > mime.LARGEST_MESSAGE:  # of all else that is wrong with it, ``read`` tells
        yield Unreadable(source, message)


def _attachments(message: mime.Part, source: Source) -> Iterator[Member | LeftOut]:
    for number, part in enumerate(mime.leaves(message), start=1):
        if not _is_file(part):
            continue
        kind, name = part.get_content_type(), mime.file_name(part)
        if kind in UNSEEN or kind.startswith("image/"):
            yield LeftOut(Source(place_in(source)), UNSEEN.get(kind, "images"))
            continue
        if kind == "message/rfc822":
            name = name or f"forwarded {number}"
        place = source_of(source, name or f"part {number}") or source_of(source, f"part {number}")
        if place and (content := mime.content_of(part)):
            yield Member(place, io.BytesIO(content))


def _is_file(part: mime.Part) -> bool:
    """Whether a part of a message is a file of its own, not its text."""
    if part.get_content_type() not in TEXTS:
        return True
    disposition = str(part.get("Content-Disposition", "")).strip().casefold()
    return disposition.startswith("attachment")


def read(data: bytes, source: Source) -> Article | Unreadable | LeftOut:
    """The article of one message: its subject, its sender, its text."""
    message = mime.message_of(data)
    if isinstance(message, str):
        return Unreadable(source, message)
    text = _text(message)
    if len(text) > LONGEST_TEXT:
        return Unreadable(source, f"a message with a text of over {LONGEST_TEXT:,} characters, as no article has")
    letter = letter_of(text)
    subject = without_marks(_without_list(mime.field(message, "Subject"), message))
    paragraphs = list(letter.paragraphs)
    headline = letter.subject or subject
    if paragraphs and paragraphs[0].casefold() == headline.casefold():
        paragraphs.pop(0)
    if not paragraphs and any(part.get_content_type() == "message/rfc822" for part in mime.leaves(message)):
        return LeftOut(source, "messages around others")
    if not paragraphs:
        return Unreadable(source, f"a message without a text ({headline or 'no subject'})")
    headline = headline or paragraphs.pop(0)
    opening = opening_of(paragraphs)
    paragraphs = list(opening.paragraphs)
    when, how = (letter.date, "Date of what is forwarded") if letter.date else (mime.field(message, "Date"), "Date")
    published, how = dated(COMMENT.sub("", when), how)
    sender = sender_of(letter.sender or mime.field(message, "From"))
    url = mime.field(message, "Archived-At").strip("<>")
    return Article(
        id=own_id(mime.field(message, "Message-ID").strip("<>")) or derived_id(url, headline, *paragraphs),
        source=source,
        headline=headline,
        byline=opening.byline or ((sender,) if sender else ()),
        dateline=opening.dateline,
        agency=opening.agency,
        kicker=opening.label,
        published=published,
        published_how=how,
        url=url,
        language=mime.field(message, "Content-Language").partition(",")[0],
        remarks=letter.remarks,
        origins=(
            f"headline: {'Subject of what is forwarded' if letter.subject else 'Subject' if subject else 'first line'}",
            f"byline: {BEFORE_TEXT if opening.byline else 'From'}",
        ),
        paragraphs=tuple(paragraphs),
    )


COMMENT = re.compile(r"\s*\([^)]{0,40}\)\s*$")  # behind a date: (BST)


def _without_list(subject: str, message: mime.Part) -> str:
    """A subject without the name of the mailing list that it went over: "Re: [skerry-news] Ferry stays"."""
    found = LIST_NAME.match(subject)
    lists = " ".join(mime.field(message, name) for name in ("To", "Cc", "List-Id", "List-Post", "Reply-To"))
    is_list = found and (f"{found[2]}@" in lists or f"<{found[2]}." in lists)
    return found[1] + subject[found.end() :] if found and is_list else subject


LIST_NAME = re.compile(r"((?:\s*\w{1,5}\s*:)*\s*)\[([\w.+-]{2,60})\]\s*")


def _text(message: mime.Part) -> str:
    """The text of a message: the plain one, or that of its HTML where the plain one says but that there is one."""
    parts = [part for part in mime.leaves(message) if not _is_file(part)]
    plain = "\n\n".join(mime.text_of(part) for part in parts if part.get_content_type() == "text/plain")
    pages = [part for part in parts if part.get_content_type() == "text/html"]
    shown = "\n\n".join(text for page in pages for text in paragraphs_of_markup(_body(mime.text_of(page))))
    return plain if plain.strip() and len(plain) >= ENOUGH * len(shown) else shown


def _body(markup: str) -> str:
    """A page without its head."""
    found = BODY.search(markup)
    return CONTROL.sub(" ", markup[found.start() :] if found else markup)
