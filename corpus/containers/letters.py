"""What was written in a message: without signatures, footers and answers; where it forwards another, that."""

from __future__ import annotations

from email.utils import parseaddr
from typing import NamedTuple

from corpus.clean import one_line, paragraphs_of
from corpus.patterns import IGNORECASE, Expression

MARKS = Expression(
    r"^(?:\s*(?:(?:re|fwd?|aw|wg|tr|sv|vs|antw|rv|enc|i|r)\s*(?:\[\d{1,3}\])?\s*:|\[(?:ext|external|spam|extern)\]))+\s*",
    IGNORECASE,
)
NOBODY = Expression(
    r"^(?:(?:do[-_. ]?not|no)[-_. ]?reply.*|notifications?|mailer[- ]daemon|postmaster|news ?letters?|info|press|admin"
    r"|.*@.*|undisclosed.*)$",
    IGNORECASE,
)
MAILTO = Expression(r"\s*\[mailto:[^\]]{0,300}\]", IGNORECASE)  # as Outlook writes whom it forwards
VIA = Expression(r"\s+(?:via|on behalf of)\s+.*$", IGNORECASE)
FORWARDED = Expression(
    r"(?m)^[ \t>]{0,9}(?:-{2,20} ?(?:forwarded message|original message|forwarded by [^\n]{0,80}"
    r"|weitergeleitete nachricht|message transféré)(?: from [^\n]{0,60})? ?-{2,20}"
    r"|begin forwarded message ?:|_{20,80}(?=\s{1,4}from:))[ \t]*$",
    IGNORECASE,
)
LABEL = Expression(r"(?:^|(?<=\s))\*?(from|sent|date|subject|to|cc|reply-to|importance) ?:\*?[ \t]+", IGNORECASE)
ANSWERED = Expression(r"(?m)^(?:on\b[^\n]{5,200}\n?[^\n]{0,100}\bwrote:|am [^\n]{5,200}\bschrieb[^\n]{0,80}:)[ \t]*$",
                      IGNORECASE)  # fmt: skip
QUOTED = Expression(r"(?m)^> ?")
SIGNATURE = Expression(r"(?m)^-- ?$")
LONGEST_SIGNATURE = 15  # lines
MOST_FIELDS = 12  # of a forwarded message, in paragraphs of their own
LONGEST_COMMENT = 60  # words; more before a forwarded message are a text of their own
FOOTER = Expression(
    r"\bunsubscribe\b|\bopt[- ]?out\b|\b(?:manage|update|change)\s+(?:\w+\s+){0,3}(?:preferences|subscriptions?)\b"
    r"|\byou(?:'re|’re| are) (?:receiving|getting) this\b|\byou (?:have )?received this (?:e-?mail|message|newsletter)"
    r"|\bthis (?:e-?mail|message|newsletter) (?:was sent|and any (?:files|attachments))\b|\ball rights reserved\b"
    r"|^(?:©|\(c\)|copyright)\s?\d{4}|^(?:privacy policy|terms of (?:use|service)|contact us|forward to a friend)\b"
    r"|^sent from my \w+|^get outlook for\b|\bintended (?:only|solely) for\b|^powered by\b|^our mailing address\b"
    r"|\badd us to your address book\b|\bto stop receiving\b",
    IGNORECASE,
)
READ_ONLINE = Expression(
    r"\b(?:view|read|open|see)\b.{0,40}\b(?:browser|online|web version)\b|\btrouble (?:viewing|reading)\b|^view online$"
    r"|\bhaving trouble\b|^(?:can't|can’t|cannot) (?:see|read|view)\b",
    IGNORECASE,
)
LONGEST_FOOTER, LONGEST_NOTICE = 1_000, 200  # characters
NOTHING = Expression(r"^(?:[\W_]*|<?https?://\S*>?)$")  # rules of signs, and addresses alone


class Letter(NamedTuple):
    """What a message says; what is empty is as its header has it."""

    paragraphs: tuple[str, ...]
    subject: str = ""
    sender: str = ""
    date: str = ""
    remarks: tuple[str, ...] = ()


def without_marks(subject: str) -> str:
    """A subject without what mail programs put before it.

    >>> without_marks("Fwd: RE: [EXTERNAL] Ferry firm drops Sunday sailings")
    'Ferry firm drops Sunday sailings'
    """
    return MARKS.sub("", subject)


def sender_of(address: str) -> str:
    """The name of who sent a message; empty where nobody is named.

    >>> sender_of('"Brack, Una" <una@echo.example>'), sender_of("No Reply <noreply@echo.example>")
    ('Una Brack', '')
    """
    address = MAILTO.sub("", address)
    name = parseaddr(address)[0] if "@" in address else address
    name = VIA.sub("", one_line(name)).strip(" '\"")
    last, comma, first = name.partition(", ")
    if comma and " " not in last and "," not in first and len(first.split()) <= 2:  # noqa: PLR2004 - given names
        name = f"{first} {last}"
    return "" if NOBODY.match(name) else name


def letter_of(text: str) -> Letter:
    """What the text of a message says, or that of the message which it forwards with a few words."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    remarks: tuple[str, ...] = ()
    subject = sender = date = ""
    if found := FORWARDED.search(text):
        if len(text[: found.start()].split()) <= LONGEST_COMMENT:
            fields, text = _forwarded(text[found.end() :])
            subject, sender = without_marks(fields.get("subject", "")), fields.get("from", "")
            date = fields.get("date") or fields.get("sent", "")
            remarks = ("forwarded: what was written with it is left out",) if found.start() else ()
        else:
            text, remarks = text[: found.start()], ("the message that it forwards is left out",)
    if found := ANSWERED.search(text):
        behind = text[found.end() :].strip()
        if text[: found.start()].strip() and behind.startswith(">"):
            text, remarks = text[: found.start()], (*remarks, "the message that it answers is left out")
    return Letter(_without_footers(paragraphs_of(_without_signature(text))), subject, sender, date, remarks)


def _forwarded(text: str) -> tuple[dict[str, str], str]:
    """The header lines, which may be in paragraphs of their own or in one, and the text of a forwarded message."""
    text = text.lstrip()
    if text.startswith(">"):
        text = QUOTED.sub("", text).lstrip()
    fields: dict[str, str] = {}
    for _ in range(MOST_FIELDS):
        if not LABEL.match(text):
            break
        head, _, text = text.partition("\n\n")
        labels = list(LABEL.finditer(head[:LONGEST_FOOTER]))
        ends = [*(label.start() for label in labels[1:]), len(head)]
        for label, end in zip(labels, ends, strict=True):
            fields.setdefault(label[1].casefold(), one_line(head[label.end() : end]))
        text = text.lstrip()
    return fields, text


def _without_signature(text: str) -> str:
    found = next(iter(reversed(list(SIGNATURE.finditer(text)))), None)
    if found and text[: found.start()].strip() and text.count("\n", found.end()) <= LONGEST_SIGNATURE:
        return text[: found.start()]
    return text


def _without_footers(paragraphs: tuple[str, ...]) -> tuple[str, ...]:
    kept = list(paragraphs)
    last = max(1, len(kept) - MOST_FOOTERS)
    footer = next(
        (at for at in range(last, len(kept)) if _is_footer(kept[at]) and _is_short(kept[at + 1 :])), len(kept)
    )
    kept = kept[:footer]
    while len(kept) > 1 and _is_footer(kept[-1]):
        kept.pop()
    while len(kept) > 1 and len(kept[0]) < LONGEST_NOTICE and (READ_ONLINE.search(kept[0]) or NOTHING.match(kept[0])):
        kept.pop(0)
    return tuple(text for text in kept if not NOTHING.match(text))


MOST_FOOTERS = 10  # paragraphs at the end: rights, the sender's address, links


def _is_short(paragraphs: list[str]) -> bool:
    return all(len(text) < LONGEST_NOTICE or _is_footer(text) for text in paragraphs)


def _is_footer(text: str) -> bool:
    return len(text) < LONGEST_FOOTER and bool(FOOTER.search(text) or NOTHING.match(text) or READ_ONLINE.search(text))
