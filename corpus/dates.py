"""Publication dates as sources write them."""

from __future__ import annotations

from datetime import UTC, date, datetime

from dateutil import parser

# Two fillers that differ in every part: what a source leaves out shows as a difference between the readings.
FILLERS = (datetime(2000, 1, 1), datetime(1996, 2, 2, 1, 1, 1))
LONGEST_DATE = 60  # characters; anything longer is prose, not a date
ZONES = {"UTC": 0, "GMT": 0, "Z": 0, "EST": -18000, "EDT": -14400, "CST": -21600, "CDT": -18000, "MST": -25200,
         "MDT": -21600, "PST": -28800, "PDT": -25200, "BST": 3600, "CET": 3600, "CEST": 7200}  # fmt: skip


def read_date(text: str) -> tuple[date | datetime | None, str]:
    """(date, remark) of a date as written; (None, "") where there is no complete one.

    A date without a time gives a ``date``. A time without a zone is taken as UTC and the remark says so.
    Day and month as bare numbers are read month first, as ``dateutil`` does.
    """
    text = text.strip()
    if not text or len(text) > LONGEST_DATE:
        return None, ""
    try:
        first, second = (parser.parse(text, default=filler, tzinfos=ZONES) for filler in FILLERS)
    except (ValueError, OverflowError, parser.ParserError):
        return None, ""
    if first.date() != second.date():
        return None, ""
    if first.hour != second.hour:
        return first.date(), ""
    if first.tzinfo is None:
        return first.replace(tzinfo=UTC), "no time zone given, taken as UTC"
    return first, ""


def dated(text: str, how: str) -> tuple[date | datetime | None, str]:
    """(published, published_how) of a date found at ``how``; (None, "") where it cannot be read."""
    published, remark = read_date(text)
    if published is None:
        return None, ""
    return published, f"{how} ({remark})" if remark else how
