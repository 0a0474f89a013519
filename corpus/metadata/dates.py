"""Publication dates as sources write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, tzinfo

# Two fillers that differ in every part: what a source leaves out shows as a difference between the readings.
FILLERS = (datetime(2000, 1, 1), datetime(1996, 2, 2, 1, 1, 1))
POINTED_TIME = re.compile(r"(?i)(?<![\d:.])([01]?\d|2[0-3])\.([0-5]\d)(?=\s*(?:[ap]\.?m\b|[A-Z]{2,4}\b|$))")
UTC_OFFSET = re.compile(r"\b(?:UTC|GMT)\s?(?=[+-]\d)")
DIGIT = re.compile(r"\d")
AMBIGUOUS = re.compile(r"(?:0?[1-9]|1[0-2])[/.-](?:0?[1-9]|1[0-2])[/.-]\d{2,4}")
# What most sources write; dateutil reads it the same, twenty times more slowly.
ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?)?", re.ASCII)
WIRE = re.compile(
    r"(?P<day>\d\d?)-(?P<month>[A-Z]{3})-(?P<year>\d{4}) (?P<time>\d\d:\d\d:\d\d(?:\.\d{1,6})?)", re.ASCII
)
MONTHS = {name: f"{n:02d}" for n, name in enumerate("JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(), start=1)}
EPOCH = re.compile(r"\d{9,10}|\d{12,13}")  # seconds or milliseconds since 1970
DATE_LABEL = re.compile(r"(?i)^(?:published|posted|updated|first published|date)(?: on)?:? +")
LONGEST_DATE = 60  # characters; anything longer is prose, not a date
ZONES = {"UTC": 0, "GMT": 0, "Z": 0, "EST": -18000, "EDT": -14400, "CST": -21600, "CDT": -18000, "MST": -25200,
         "MDT": -21600, "PST": -28800, "PDT": -25200, "BST": 3600, "CET": 3600, "CEST": 7200, "ET": -18000,
         "CT": -21600, "MT": -25200, "PT": -28800, "WET": 0, "EET": 7200, "IST": 19800, "JST": 32400}  # fmt: skip


NO_ZONE = "no time zone given, taken as UTC"


def read_date(text: str) -> tuple[date | datetime | None, str]:
    """(date, remark) of a date as written; (None, "") where there is no complete one.

    A date without a time gives a ``date``. A time without a zone is taken as UTC and the remark says so.
    Day and month as bare numbers are read month first, as ``dateutil`` does.

    >>> read_date("5 May 2023")
    (datetime.date(2023, 5, 5), '')
    >>> read_date("03/04/2023")
    (datetime.date(2023, 3, 4), 'month first')
    """
    text = text.strip()
    if len(text) > LONGEST_DATE or not DIGIT.search(text):
        return None, ""
    if common := _common(text):
        return common
    return _guessed(text)


def _guessed(text: str) -> tuple[date | datetime | None, str]:
    from dateutil import parser  # noqa: PLC0415 - most archives need it for no date

    try:
        first, second = (parser.parse(_spelled(text), default=filler, tzinfos=_zone) for filler in FILLERS)
        first.utcoffset()  # an impossible zone is found out only when it is used
    except (ValueError, OverflowError, parser.ParserError):
        return None, ""
    if first.date() != second.date():
        return None, ""
    if first.hour != second.hour:
        return first.date(), "month first" if AMBIGUOUS.fullmatch(text) else ""
    if first.tzinfo is None:
        return first.replace(tzinfo=UTC), NO_ZONE
    return first, ""


def _common(text: str) -> tuple[date | datetime, str] | None:
    """What ``read_date`` gives for a valid date in one of the formats that need no guessing."""
    if found := WIRE.fullmatch(text):
        day, month, year, time = found.groups()
        try:
            return datetime.fromisoformat(f"{year}-{MONTHS.get(month)}-{day:0>2} {time}+00:00"), NO_ZONE
        except ValueError:
            return None
    if not ISO.fullmatch(text):
        return None
    try:
        if len(text) == len("2023-05-02"):
            return date.fromisoformat(text), ""
        found_at = datetime.fromisoformat(text)
    except ValueError:
        return None
    if found_at.tzinfo is None:
        return found_at.replace(tzinfo=UTC), NO_ZONE
    return found_at, ""


def _spelled(text: str) -> str:
    """``text`` with times as dateutil reads them: 06.00 as 06:00; "UTC+3" without the letters that turn its sign."""
    return POINTED_TIME.sub(r"\1:\2", UTC_OFFSET.sub("", text))


def _zone(name: str | None, offset: int | None) -> tzinfo | None:
    from dateutil.tz import tzoffset  # noqa: PLC0415 - as above

    seconds = offset if offset is not None else ZONES.get(name or "")
    return None if seconds is None else tzoffset(name, seconds)


def dated(text: str, how: str) -> tuple[date | datetime | None, str]:
    """(published, published_how) of a date found at ``how``; where it cannot be read, None and what was found."""
    text = text.strip()
    if EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(text) / (1000 if len(text) > 11 else 1), UTC), how  # noqa: PLR2004
    published, remark = read_date(text)
    if published is None:
        return None, f"{how}: cannot be read: {text[:LONGEST_DATE]!r}" if text else ""
    return published, f"{how} ({remark})" if remark else how
