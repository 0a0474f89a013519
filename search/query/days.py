"""Days and stretches of days as readers type them: 2017, 2017-06, 'last month', 'the past 30 days'."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from corpus.patterns import Expression

NUMERIC = Expression(r"(\d{4})(?:[-/.]?(\d{1,2})(?:[-/.]?(\d{1,2}))?)?")
PAST = Expression(r"(?:the )?(?:last|past) (\d{1,4}) (day|week|month|year)s?")
NAMED = Expression(r"(this|last) (week|month|year)")
MONTHS = {
    name.casefold(): n for names in (calendar.month_name, calendar.month_abbr) for n, name in enumerate(names) if n
}
MONTH_FIRST = Expression(r"(\p{L}+)\.?(?: (\d{1,2})(?:st|nd|rd|th)?,?)? (\d{4})")
DAY_FIRST = Expression(r"(\d{1,2})(?:st|nd|rd|th)? (\p{L}+)\.?,? (\d{4})")

Days = tuple[date, date]  # first and last, both included


def read_days(text: str, today: date) -> Days:
    """The days that ``text`` names, first and last. Raises ``ValueError`` where it names none.

    >>> read_days("June 2017", date(2024, 2, 29))
    (datetime.date(2017, 6, 1), datetime.date(2017, 6, 30))
    >>> read_days("last month", date(2024, 2, 29))
    (datetime.date(2024, 1, 1), datetime.date(2024, 1, 31))
    """
    words = " ".join(text.casefold().split())
    try:
        if days := _numeric(words) or _written(words) or _relative(words, today):
            return days
    except (ValueError, OverflowError):  # the thirtieth of February
        pass
    raise ValueError(
        f"{text!r} is not a date; write 2017, 2017-06, 2017-06-01, 'June 2017', 'last month', "
        "'past 30 days', or [2017-06-01 TO 2017-06-30]"
    )


def _numeric(words: str) -> Days | None:
    found = NUMERIC.fullmatch(words)
    return _period(*found.groups()) if found else None


def _written(words: str) -> Days | None:
    if (found := MONTH_FIRST.fullmatch(words)) and found.group(1) in MONTHS:
        return _period(found.group(3), str(MONTHS[found.group(1)]), found.group(2))
    if (found := DAY_FIRST.fullmatch(words)) and found.group(2) in MONTHS:
        return _period(found.group(3), str(MONTHS[found.group(2)]), found.group(1))
    return None


def _period(year: str, month: str | None, day: str | None) -> Days:
    if day and month:
        only = date(int(year), int(month), int(day))
        return only, only
    if month:
        return date(int(year), int(month), 1), _month_end(int(year), int(month))
    return date(int(year), 1, 1), date(int(year), 12, 31)


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _relative(words: str, today: date) -> Days | None:
    if words in ("today", "yesterday"):
        day = today if words == "today" else today - timedelta(days=1)
        return day, day
    if found := PAST.fullmatch(words):
        return _back(today, int(found.group(1)), found.group(2)), today
    if found := NAMED.fullmatch(words):
        return _named(found.group(1) == "last", found.group(2), today)
    return None


def _back(today: date, count: int, unit: str) -> date:
    if unit in ("day", "week"):
        return today - timedelta(days=count * (7 if unit == "week" else 1) - 1)
    months = today.year * 12 + today.month - 1 - count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1])) + timedelta(days=1)


def _named(last: bool, unit: str, today: date) -> Days:
    if unit == "week":
        monday = today - timedelta(days=today.weekday() + (7 if last else 0))
        return monday, monday + timedelta(days=6)
    if unit == "year":
        return date(today.year - last, 1, 1), date(today.year - last, 12, 31)
    year, month = divmod(today.year * 12 + today.month - 1 - last, 12)
    return date(year, month + 1, 1), _month_end(year, month + 1)
