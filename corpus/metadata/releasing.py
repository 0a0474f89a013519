"""Whether an article may be shown, by what its source says of that: its status, its embargo, that it was taken down."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any, NamedTuple

from corpus.article import Source, Unreadable
from corpus.metadata.dates import dated, extended, read_date

# How the status of an item begins that its agency does not want shown, in all formats of the IPTC.
STOPPED = ("cancel", "withh", "withdr", "kill", "delet", "revok", "spike", "recall", "retract", "remov", "embargo")
NEVER = datetime.max.replace(tzinfo=UTC)  # ends an embargo of which nothing tells when it ends
TAKEN_DOWN = frozenset("trash trashed unpublished".split())
DRAFT = TAKEN_DOWN | frozenset("draft drafts pending private auto-draft inherit scheduled future".split())
# The names of what records say of this, in small letters and nothing else.
STATUSES = frozenset("status state pubstatus publishingstatus publicationstatus workflowstate".split())
EMBARGOES = frozenset("embargo embargoed embargountil embargoeduntil embargodate embargoend embargoends".split())
GONE = frozenset("deleted trashed removed retracted withdrawn killed deletedat trashedat unpublishedat".split())
NAME = re.compile(r"[\W_]+")
YES, NO = frozenset("true yes y 1".split()), frozenset(["", "none", "no", "n", "null", "false", "0", "n/a", "-"])
LONGEST_STATUS = 30  # characters; what is longer is no status but a text
REMOVED = "[Removed]"  # as NewsAPI writes where its source took an article down


class Withheld(NamedTuple):
    """Why an item is not to be shown now; whether it is to be shown later, as when an embargo ends: then what was
    published before stays."""

    reason: str
    passes: bool = False

    def said_of(self, source: Source, own: str, by: str, issued: date | datetime | None = None) -> Unreadable:
        """That of an item with an ``own`` id, if it has one, ``by`` whom it is withheld."""
        withdraws = "" if self.passes else own
        return Unreadable(source, f"withheld by its {by}: {self.reason}", withdraws, self.passes, issued)


def withheld(status: str, embargo: date | None = None) -> Withheld | None:
    """Why an item is not to be shown now, from its publishing status and the end of its embargo, if it is not."""
    word = status.rpartition(":")[2].strip()
    until = datetime.combine(embargo, time(), UTC) if embargo and not isinstance(embargo, datetime) else embargo
    if until == NEVER:
        return Withheld("under embargo, and when that ends cannot be read")
    if word.casefold().startswith(STOPPED) and not (until and word.casefold().startswith("embargo")):
        return Withheld(word.casefold())
    if isinstance(until, datetime) and until > datetime.now(UTC):
        return Withheld(f"under embargo until {until.isoformat(' ', 'minutes')}", passes=True)
    return None


def end_of_embargo(text: str) -> date | datetime | None:
    """When an embargo ends, in whatever year; where that cannot be read, ``NEVER``."""
    return (read_date(extended(text))[0] or dated(text, "")[0] or NEVER) if text.strip() else None


def end_of_embargoes(values: list[Any]) -> date | datetime | None:
    """When the last of several ends, as records of any kind say it: a date, also within lists and objects, or whether
    there is one; ``NEVER`` where one is all that is said."""
    said = [text for value in values for text in _texts(value) if text.casefold() not in NO]
    ends = [end for text in said if text.casefold() not in YES and (end := end_of_embargo(text))]
    return max(ends, key=_instant) if ends else NEVER if said else None


def _instant(end: date | datetime) -> datetime:
    moment = end if isinstance(end, datetime) else datetime.combine(end, time(), UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)
    elif value is not None:
        yield str(value).strip()


def is_draft(record: dict[str, Any]) -> bool:
    """Whether a record says of itself that its system does not show it yet, or any more."""
    if _says_yes(record.get("draft")) or record.get("published") is False:
        return True
    return any(status in DRAFT for status in _statuses(record))


def taken_down(record: dict[str, Any]) -> Withheld | None:
    """Why a record says that its system shows it no more, if it does: what was shown of it before is not to be."""
    if record.get("title") == REMOVED == record.get("description"):
        return Withheld("removed")
    stopped = (word for word in _statuses(record) if word in TAKEN_DOWN or withheld(word))
    gone = (
        name for name, value in _named(record, GONE) if _says_yes(value) or (name.endswith("at") and _is_said(value))
    )
    why = next((word for word in stopped if not word.startswith("embargo")), None) or next(gone, "").removesuffix("at")
    return Withheld(why) if why else None


def under_embargo(record: dict[str, Any]) -> Withheld | None:
    """Until when a record is not to be shown, as it says of itself, if it does."""
    embargoes = [value for _, value in _named(record, EMBARGOES)]
    status = next((word for word in _statuses(record) if word.startswith("embargo")), "")
    return withheld(status, end_of_embargoes(embargoes))


def _statuses(record: dict[str, Any]) -> list[str]:
    texts = [value.strip().casefold() for _, value in _named(record, STATUSES) if isinstance(value, str)]
    return [text.rpartition(":")[2] for text in texts if len(text) <= LONGEST_STATUS]


def _named(record: dict[str, Any], names: frozenset[str]) -> Iterator[tuple[str, Any]]:
    for key, value in record.items():
        if (name := NAME.sub("", key).casefold()) in names:
            yield name, value


def _says_yes(value: Any) -> bool:
    return value is True or (isinstance(value, str | int) and str(value).strip().casefold() in YES)


def _is_said(value: Any) -> bool:
    return any(text.casefold() not in NO for text in _texts(value))
