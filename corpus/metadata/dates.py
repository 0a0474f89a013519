"""Publication dates as sources write them."""

from __future__ import annotations

import os
import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import cache
from typing import Literal

from corpus.metadata.written_dates import in_english

Order = Literal["month first", "day first"]
#: How day and month as bare numbers are read where only an order tells them: this variable of the environment, which
#: processes that read inherit, or month first.
ORDER_VARIABLE = "MORGUE_DATE_ORDER"

# Two fillers that differ in every part: what a source leaves out shows as a difference between the readings.
FILLERS = (datetime(2000, 1, 1), datetime(1996, 2, 2, 1, 1, 1))
POINTED_TIME = re.compile(r"(?i)(?<![\d:.])([01]?\d|2[0-3])\.([0-5]\d)(?=\s*(?:[ap]\.?m\b|[A-Z]{2,4}\b|$))")
SHORT_OFFSET = re.compile(r"(?<=:\d\d)([+-])(\d)(\d\d)$")  # "-500" for "-05:00"
HOUR = re.compile(r"\b(\d{1,2})\s?[h時时시]\s?(\d\d)[分분]?(?!\w)")  # 17h30, 8時30分
IDEOGRAPHS = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일](?:\s?[(（]\w[)）])?")
OTHER_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 2)  # Arabic, Persian
DIVIDER = re.compile(r"(?<=[\w.]) ?[,|•·–-] (?=\w)")
WEEKDAY = re.compile(r"(?i)\b(?:mon|tue|wed|thu|fri|sat|sun)(?=\b|[a-z])")
UTC_OFFSET = re.compile(r"\b(?:UTC|GMT)\s?(?=[+-]\d)")
DIGIT = re.compile(r"\d")
# With dots, the day comes first wherever dates are written so.
DOTTED = re.compile(r"(?<!\d)(\d\d?)\.\s?(\d\d?)\.\s?(\d{4}|\d\d)(?!\d)")
YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})([./-])\s?(\d\d?)\2\s?(\d\d?)(?!\d)")
NUMBERS = re.compile(r"(?<![\d./-])(\d\d?)([/-])(\d\d?)\2(\d{4}|\d\d)(?![\d/-])")
# What stands behind times and zones: in German "Uhr", in JavaScript "GMT+0100 (British Summer Time)", in Java
# "Z[Europe/London]".
NAMED_ZONE = re.compile(r"(?<=[\dZ])\s?\[[\w/+-]{1,40}\]$|(?<=\d)\s?\([^\d()]{1,50}\)$|(?<=\d) Uhr$")
# What most sources write; dateutil reads it the same, twenty times more slowly.
ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?)?", re.ASCII)
# Of ISO 8601, by weeks and by days of the year: "2026-W05-3", "2026W053", "2026-028", with a time behind or not.
COUNTED = re.compile(r"(?P<year>\d{4})(?:(?P<week>-?W\d\d-?[1-7])|-(?P<day>\d{3}))(?P<time>[T ]\d\d:\d\d.*)?", re.ASCII)
# ISO 8601 without hyphens, as the IPTC's formats write dates; where seconds are left out it looks like an epoch.
BASIC = re.compile(
    r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d):?(\d\d)(?::?(\d\d))?)?(?:\.\d{1,9})?\s*(Z|[+-]\d\d:?\d\d)?", re.ASCII
)
WIRE = re.compile(
    r"(?P<day>\d\d?)-(?P<month>[A-Z]{3})-(?P<year>\d{4}) (?P<time>\d\d:\d\d:\d\d(?:\.\d{1,6})?)", re.ASCII
)
MONTHS = {name: f"{n:02d}" for n, name in enumerate("JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(), start=1)}
EPOCH = re.compile(r"\d{9,10}(?:\.\d+)?|\d{12,13}(?:\.0+)?")  # seconds or milliseconds since 1970
DOTNET = re.compile(r"^\\?/Date\((\d{9,13})(?:[+-]\d{4})?\)\\?/$")  # milliseconds, as .NET writes them in JSON
DATE_LABEL = re.compile(
    r"(?i)^(?:(?:first |originally |last )?(?:published|posted|updated|modified|created)|date|publié|mis à jour"
    r"|mis en ligne|veröffentlicht|erstellt|aktualisiert|stand|publicado|actualizado|pubblicato|gepubliceerd"
    r"|geplaatst|datum|vom)"
    r"(?: (?:on|at|le|am|el|il|op|em|the))?:? +"
)
LONGEST_DATE = 80  # characters; anything longer is prose, not a date
FIRST_YEAR = 1600  # of newspapers; before it are the zeros of databases
# Hours from Greenwich. "BST" is Britain's, "IST" India's; "CST" and "EST" are North America's.
HOURS = {
    "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "CEST": 2, "MEZ": 1, "MESZ": 2, "EET": 2,
    "EEST": 3, "MSK": 3, "WAT": 1, "CAT": 2, "SAST": 2, "EAT": 3, "GST": 4, "PKT": 5, "IST": 5.5, "NPT": 5.75, "ICT": 7,
    "WIB": 7, "SGT": 8, "HKT": 8, "PHT": 8, "AWST": 8, "JST": 9, "KST": 9, "ACST": 9.5, "ACDT": 10.5, "AEST": 10,
    "AEDT": 11, "NZST": 12, "NZDT": 13, "NST": -3.5, "NDT": -2.5, "BRT": -3, "ART": -3, "AST": -4, "ADT": -3, "EST": -5,
    "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10,
}  # fmt: skip
# Zones with summer time: what they mean depends on the day.
PLACES = {"ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles"}
ZONE_NAME = re.compile(r"(?<=\d) ?(?:[ap]\.?m\.? )?\(?([A-Z]{2,5})\)?$", re.ASCII | re.I)
NO_ZONES = {"AM", "PM", "A.M.", "P.M.", "NNNN"}  # the last is how telegrams end

DAY_AND_MORE = re.compile(r"(\d{4}-\d\d-\d\d)[T ](?=\d\d?:)", re.ASCII)
NO_ZONE = "no time zone given, taken as UTC"


def read_date(text: str, day_first: bool = False) -> tuple[date | datetime | None, str]:
    """(date, remark) of a date as written; (None, "") where there is no complete one.

    A date without a time gives a ``date``. A time without a zone that is known is taken as UTC and the remark says so.
    Day and month as bare numbers are read ``day_first``, with dots between always so, else in the order of
    ``ORDER_VARIABLE``; where only that order tells them apart, and no weekday, the remark says so.

    >>> read_date("5 May 2023")
    (datetime.date(2023, 5, 5), '')
    >>> read_date("03/04/2023")
    (datetime.date(2023, 3, 4), 'month first')
    >>> read_date("03.04.2023")
    (datetime.date(2023, 4, 3), '')
    """
    text = NAMED_ZONE.sub("", text.strip().translate(OTHER_DIGITS))
    if len(text) > LONGEST_DATE or not DIGIT.search(text):
        return None, ""
    return _common(text) or _guessed(text, day_first)


def _guessed(text: str, day_first: bool) -> tuple[date | datetime | None, str]:
    from dateutil import parser  # noqa: PLC0415 - most archives need it for no date

    order: Order = "day first" if day_first else _order()
    numbers = NUMBERS.search(text)
    guess: str = order if numbers and _either(numbers) and not day_first else ""
    spelled = _spelled(text)
    day_first = order == "day first" and not YEAR_FIRST.search(spelled)  # which dateutil else takes day and month of
    try:
        first, second = (parser.parse(spelled, default=each, tzinfos=_zone, dayfirst=day_first) for each in FILLERS)
        first.utcoffset()  # an impossible zone is found out only when it is used
    except (ValueError, OverflowError, parser.ParserError):
        return None, ""
    if first.date() != second.date():
        return None, ""
    if guess and (weekday := WEEKDAY.search(text)):
        if first.strftime("%a") != weekday.group().capitalize() and order == "month first":
            return _guessed(text, day_first=True)
        guess = ""
    if first.hour != second.hour:
        return first.date(), guess
    offset = first.utcoffset()
    if offset is None:
        name = ZONE_NAME.search(text)
        unknown = name and name[1].upper() not in NO_ZONES
        remark = f"the time zone {name[1]} is not known, taken as UTC" if name and unknown else NO_ZONE
        return first.replace(tzinfo=UTC), f"{guess}; {remark}" if guess else remark
    return first.replace(tzinfo=timezone(offset)), guess


def _either(found: re.Match[str]) -> bool:
    """Whether both of two numbers may be the month, and it matters."""
    one, other = int(found[1]), int(found[3])
    return max(one, other) <= len(MONTHS) and one != other


@cache
def _order() -> Order:
    return "day first" if os.environ.get(ORDER_VARIABLE) == "day first" else "month first"


def _common(text: str) -> tuple[date | datetime, str] | None:
    """What ``read_date`` gives for a valid date in one of the formats that need no guessing."""
    if found := WIRE.fullmatch(text):
        day, month, year, time = found.groups()
        try:
            return datetime.fromisoformat(f"{year}-{MONTHS.get(month)}-{day:0>2} {time}+00:00"), NO_ZONE
        except ValueError:
            return None
    text = _in_months(text)
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


def _in_months(text: str) -> str:
    """A date by weeks or by days of the year as one by months; any other text as it is."""
    found = COUNTED.fullmatch(text)
    if not found:
        return text
    try:
        if found["week"]:
            day = date.fromisoformat(found["year"] + found["week"])
        else:
            day = datetime.strptime(f"{found['year']} {found['day']}", "%Y %j").date()
    except ValueError:
        return text
    return f"{day.isoformat()}{found['time'] or ''}"


def _spelled(text: str) -> str:
    """``text`` with times as dateutil reads them: 06.00 as 06:00; "UTC+3" without the letters that turn its sign; dates
    with dots and others that begin with the year in ISO 8601; and the words of other languages in English."""
    text = YEAR_FIRST.sub(_in_iso, text)
    text = DOTTED.sub(_year_first, SHORT_OFFSET.sub(r"\g<1>0\2:\3", UTC_OFFSET.sub("", text)))
    text = IDEOGRAPHS.sub(r"\1-\2-\3 ", HOUR.sub(r"\1:\2", DIVIDER.sub(" ", text.replace(" a las ", " "))))
    return POINTED_TIME.sub(r"\1:\2", in_english(text))


def _year_first(found: re.Match[str]) -> str:
    day, month, year = found.groups()
    return f"{year if len(year) > 2 else _century(int(year)) + int(year)}-{month:0>2}-{day:0>2}"  # noqa: PLR2004


def _in_iso(found: re.Match[str]) -> str:
    year, _, month, day = found.groups()
    return f"{year}-{month:0>2}-{day:0>2}"


def _century(year: int) -> int:
    """That which puts a year of two digits nearest to now."""
    now = datetime.now(UTC).year
    return next(century for century in (now // 100 * 100, now // 100 * 100 - 100) if century + year <= now + 1)


def _zone(name: str | None, offset: int | None) -> tzinfo | None:
    from dateutil.tz import gettz  # noqa: PLC0415 - as above

    if offset is not None:
        return timezone(timedelta(seconds=offset))
    name = (name or "").upper()
    if name in PLACES:
        return gettz(PLACES[name])
    return timezone(timedelta(hours=HOURS[name])) if name in HOURS else None


def dated(text: str, how: str, day_first: bool = False) -> tuple[date | datetime | None, str]:
    """(published, published_how) of a date found at ``how``; where it cannot be read, None and what was found."""
    text = text.strip()
    text = DOTNET.sub(r"\1", text) if "Date(" in text else text
    if EPOCH.fullmatch(text):
        seconds = float(text)
        published: date | datetime | None = datetime.fromtimestamp(seconds / (1000 if seconds > 1e11 else 1), UTC)  # noqa: PLR2004
        return published, how
    published, remark = read_date(text, day_first)
    if published is None and (day := DAY_AND_MORE.match(text)) and (found := _common(day[1])):
        published, remark = found[0], f"its time cannot be read: {text[day.end() :][:LONGEST_DATE]}"
    if published is None:
        return None, f"{how}: cannot be read: {text[:LONGEST_DATE]!r}" if text else ""
    if not is_possible(published):
        return None, f"{how}: no year of news: {text[:LONGEST_DATE]!r}"
    return published, f"{how} ({remark})" if remark else how


def extended(text: str) -> str:
    """A date in the basic form of ISO 8601 in the extended one; any other as it is."""
    if parts := BASIC.fullmatch(text.strip()):
        year, month, day, hour, minute, second, zone = parts.groups()
        text = f"{year}-{month}-{day}"
        if hour and (zone or int(hour + minute + (second or "0"))):  # midnight nowhere is a day without a time
            text += f"T{hour}:{minute}:{second or '00'}{zone or ''}"
    return text


def is_possible(published: date) -> bool:
    """Whether an article may have been published then."""
    return FIRST_YEAR <= published.year <= datetime.now(UTC).year + 1
