"""Days and stretches of days as readers type them: 2017, 2017-06, 'last month', 'Sept. 5, 2023', 2020.., >=2017-06."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from corpus.metadata.dates import read_date
from corpus.patterns import VERBOSE, Expression, FoundText
from index import ALIASES, FIELDS

NUMERIC = Expression(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?|(\d{4})(\d\d)(\d\d)?")
NUMBERS = Expression(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
SHORT_YEAR = Expression(r"\d{1,2}[-/. ](?:\d{1,2}|\p{L}+\.?,?)[-/. ]\d{2}|\p{L}+\.? \d{1,2}, ?\d{2}")
SHORT_DECADE = Expression(r"(?:the )?'?\d0'?s")
FOUR_DIGITS = Expression(r"(?<!\d)\d{4}(?!\d)|(?<!\d)\d{8}(?!\d)")
NO_WORD = Expression(r"[^\p{L}]+")
PAST = Expression(r"(?:the )?(?:(?:last|past) (\d{1,4})|past) (day|week|month|year)s?")
AGO = Expression(r"(\d{1,4}|an?) (day|week|month|year)s? ago")
DECADE = Expression(r"(\d{3})0'?s")
CENTURY = Expression(r"(\d{1,2})(?:st|nd|rd|th)[ -]century")
QUARTER = Expression(r"q([1-4])[ /-]?(\d{4})|(\d{4})[ /-]?q([1-4])")
ISO_WEEK = Expression(r"(\d{4})-?w(\d\d)")
WEEK_OF = Expression(r"(?:the )?week (of|beginning|commencing|starting|ending)(?: on)? (.+)")
MONTH_AND_YEAR = Expression(r"(\d{1,2})[-/.](\d{4})")
BEFORE_DAYS = Expression(r"^(?:(?:in|on|during) )?(?:the )?(?=\d|q[1-4]|\p{L}{3,}\.? \d)")  # in the 1980s
NAMED = Expression(r"(this|last) (week|month|year)")
MONTHS = {
    name.casefold(): n for names in (calendar.month_name, calendar.month_abbr) for n, name in enumerate(names) if n
} | {"sept": 9}
MONTH_FIRST = Expression(r"(\p{L}+)\.?(?:[ -](\d{1,2})(?:st|nd|rd|th)?,?)?,?[ -](\d{4})")
DAY_FIRST = Expression(r"(\d{1,2})(?:st|nd|rd|th|\.)?(?:[ -]|[ ]of[ ])(\p{L}+)\.?,?[ -](\d{4})")
YEAR_FIRST = Expression(r"(\d{4}),? (\p{L}+)\.?(?: (\d{1,2})(?:st|nd|rd|th)?)?")
WEEKDAY = Expression(
    r"^(?:" + "|".join((*calendar.day_name, *calendar.day_abbr, "tues", "thur", "thurs")).lower() + r")\.?,? "
)
# A time of day and its zone: the day is that of the publisher, whatever the zone.
TIME = Expression(
    r"""(?:(?<=\d)t|,?[ ](?:at[ ])?|^)
    (?:(?:[01]?\d|2[0-3])[:.][0-5]\d(?::[0-5]\d(?:[.,]\d+)?)?(?:[ ]?[ap]\.?m\b\.?)?|(?:0?\d|1[0-2])[ ]?[ap]\.?m\b\.?)
    (?:[ ]?(?:z|utc|gmt|[a-z]{1,2}[sd]?t)?(?:[ ]?[+-]\d\d:?\d\d)?)(?:[ ]\([a-z]+\))?(?=$|,?[ ])""",
    VERBOSE,
)
COMPACT_TIME = Expression(r"(?<=^\d{8})t\d{4}(?:\d\d)?(?:z|[+-]\d\d:?\d\d)?$")
BETWEEN = Expression(r"(.*?)\s*(?:\.{2,}|…)\s*(.*)")
YEARS = Expression(r"(\d{4})\s*[-–—]\s*(\d{4})")
FROM_TO = Expression(
    r"""(?:from[ ])?(?P<first>.+?)
    (?:[ ](?:to|until|till|through)[ ]|[ ]-[ ]|\s*[–—]\s*
      |(?<=\p{L}\.?)-(?=\p{L})|(?<=^\d{1,2})-(?=\d+[ ]\p{L}))                # Jan-Mar 2019, 5-8 March 2019
    (?P<last>.+)
    |between[ ](?P<first>.+?)[ ]and[ ](?P<last>.+)""",
    VERBOSE,
)
MONTH_DAYS = Expression(r"(\p{L}+\.?) (\d{1,2}) ?(?:[-–]|to) ?(\d{1,2}),? (\d{4})")  # March 1-5, 2019
YEAR_BEHIND = Expression(r",? \d{4}$")
COMPARED = Expression(r"(>=|<=|=>|=<|≥|≤|>|<|since |from |until |till |before |after )\s*(.+)")
DAY_NAMES = "|".join(name for name in (*FIELDS, *ALIASES) if FIELDS[ALIASES.get(name, name)].kind == "day")
UNQUOTED = Expression(rf"(?<![^\s(\-])((?:{DAY_NAMES}):)([^\s\"'(\[{{)][^\s()]*(?: [^\s\"'(\[{{)]+(?:'s)?){{0,8}})")
BOTH_QUOTED = Expression(
    rf"(?<![^\s(\-])((?:{DAY_NAMES}):)(?:'([^']+)'|\"([^\"]+)\")\s*(?:\.\.|[-–]|\bto\b)\s*(?:'([^']+)'|\"([^\"]+)\")"
)
GOES_ON = Expression(r"(?i)\d{1,2}[:.]\d\d\b.*|(?:to|until|till|through|[-–—]|q[1-4])")  # behind a date: more of it
MOST_WORDS = 8  # of a range: "from 5 September 2023 to 7 October 2023"

Days = tuple[date, date]  # first and last, both included
Range = tuple[date | None, date | None]  # the same, open where None
REMEDY = (
    "write 2017, 2017-06, 2017-06-01, 'June 2017', 'Sept. 5, 2023', 1980s, 'last month', 'past 30 days', 2017..2019, "
    ">=2017-06, or [2017-06-01 TO 2017-06-30]"
)


def read_range(text: str, today: date) -> Range:
    """The days that ``text`` names: a stretch, ``2017..2019``, ``2017..``, ``..2019``, ``>=2017``, ``since 2017``, or
    one of ``read_days``. Raises ``ValueError`` where it names none, or a range that is empty.

    >>> read_range("2017..", date(2024, 2, 29))
    (datetime.date(2017, 1, 1), None)
    """
    text = text.strip().strip("\"'").strip()
    if text == "*":
        return None, None
    if found := YEARS.fullmatch(text) or BETWEEN.fullmatch(text):
        start, end = found.groups()
        return between(start, end, False, False, today)
    if found := MONTH_DAYS.fullmatch(text):
        month, first, last, year = found.groups()
        return between(f"{month} {first}, {year}", f"{month} {last}, {year}", False, False, today)
    if (days := _from_to(text, today)) is not None:
        return days
    if found := COMPARED.fullmatch(text.casefold()):
        return _compared(found.group(1).strip(), found.group(2), today)
    return read_days(text, today)


def _from_to(text: str, today: date) -> Range | None:
    """From one stretch to another in words: "from 2019 to 2021", "Jan-Mar 2019", "5 to 8 March 2019", of which the
    second says what the first one lacks. None where either is no date."""
    if not (found := FROM_TO.fullmatch(text.casefold())):
        return None
    start, last = found["first"], found["last"]
    if not FOUR_DIGITS.search(start) and (year := YEAR_BEHIND.search(last)):
        start += last[last.index(" ") :] if start.isdecimal() else year.group()
    if not (_is_day(start, today) and _is_day(last, today)):
        return None
    return between(start, last, False, False, today)


def _is_day(text: str, today: date) -> bool:
    try:
        read_days(text, today)
    except ValueError:
        return False
    return True


def _compared(sign: str, text: str, today: date) -> Range:
    if sign in (">", "after"):
        return between(text, "", True, False, today)
    if sign in ("<", "before"):
        return between("", text, False, True, today)
    bounds = (text, "") if sign in (">=", "=>", "≥", "since", "from") else ("", text)
    return between(*bounds, False, False, today)


def between(start: str | None, end: str | None, without_start: bool, without_end: bool, today: date) -> Range:
    """The days from one stretch to another, either of them in or out; open where one is empty or ``*``.

    Raises ``ValueError``.
    """
    first, last = (None if _open(bound) else read_days(str(bound), today) for bound in (start, end))
    if first and last and first[0] > last[1]:
        raise _ReversedError("the range ends before it begins; write the earlier date first")
    try:
        begin = first and (first[1] + timedelta(days=1) if without_start else first[0])
        stop = last and (last[0] - timedelta(days=1) if without_end else last[1])
    except OverflowError as error:
        raise ValueError("no day lies beyond that; there are the years 1 to 9999") from error
    if begin and stop and begin > stop:
        raise ValueError("no day lies between these; [ and ] include the days that they stand beside")
    return begin, stop


def _open(bound: str | None) -> bool:
    return not bound or bound.strip().strip("\"'").strip() in ("", "*")


def read_days(text: str, today: date) -> Days:
    """The days that ``text`` names, first and last. Raises ``ValueError`` where it names none, or not one alone.

    >>> read_days("June 2017", date(2024, 2, 29))
    (datetime.date(2017, 6, 1), datetime.date(2017, 6, 30))
    >>> read_days("Sept. 5, 2023 10:15 GMT", date(2024, 2, 29))
    (datetime.date(2023, 9, 5), datetime.date(2023, 9, 5))
    """
    given = " ".join(text.split()).strip("\"' ")
    words = TIME.sub(" ", COMPACT_TIME.sub("", WEEKDAY.sub("", given.casefold())), 1)
    words = BEFORE_DAYS.sub("", WEEKDAY.sub("", words.strip(" ,")))
    try:
        days = (
            _numeric(words)
            or _numbers(words)
            or _written(words)
            or _named_stretch(words)
            or _week_of(words, today)
            or _relative(words, today)
            or _as_in_articles(given)
        )
    except (_UnclearError, _NoDayError):
        raise
    except (ValueError, OverflowError) as error:  # the thirtieth of February
        raise ValueError(f"there is no such date as {given!r}; {REMEDY}") from error
    if not days:
        raise ValueError(f"{given!r} {_fault(words)}; {REMEDY}")
    return days


def _fault(words: str) -> str:
    """Why words are no date."""
    if SHORT_YEAR.fullmatch(words) or SHORT_DECADE.fullmatch(words):
        return "has a year of two digits, which may be the day or the century before"
    if any(word in MONTHS for word in NO_WORD.split(words)) and not FOUR_DIGITS.search(words):
        return "names no year"
    return "is not a date"


class _UnclearError(ValueError):
    """A date that may be two."""


class _NoDayError(ValueError):
    """What is not said of a day."""


class _ReversedError(ValueError):
    """A range whose later end is first."""


def _numeric(words: str) -> Days | None:
    found = NUMERIC.fullmatch(words)
    return _period(*(found.groups()[:3] if found[1] else found.groups()[3:])) if found else None


def _numbers(words: str) -> Days | None:
    """Day and month as bare numbers, where only one order is possible."""
    if not (found := NUMBERS.fullmatch(words)):
        return None
    first, _, second, year = found.groups()
    readings = [(int(year), month, day) for month, day in {(int(first), int(second)), (int(second), int(first))}]
    possible = sorted({date(*reading) for reading in readings if reading[1] <= len(calendar.month_name) - 1})
    if len(possible) > 1:
        either = " or ".join(f"{day:%Y-%m-%d} ({day.day} {day:%B})" for day in possible)
        raise _UnclearError(f"{words} may be read both ways; write {either}")
    if not possible:
        raise ValueError(words)
    return possible[0], possible[0]


def _written(words: str) -> Days | None:
    for expression, year, month, day in ((MONTH_FIRST, 3, 1, 2), (DAY_FIRST, 3, 2, 1), (YEAR_FIRST, 1, 2, 3)):
        if (found := expression.fullmatch(words)) and found.group(month) in MONTHS:
            return _period(found.group(year), str(MONTHS[found.group(month)]), found.group(day))
    return None


def _named_stretch(words: str) -> Days | None:
    """A decade, a century, a quarter, a week of ISO 8601, a month in numbers."""
    if found := DECADE.fullmatch(words):
        year = int(found[1]) * 10
        return date(year, 1, 1), date(year + 9, 12, 31)
    if found := CENTURY.fullmatch(words):
        year = int(found[1]) * 100
        return date(year - 99, 1, 1), date(year, 12, 31)
    if found := QUARTER.fullmatch(words):
        year, month = int(found[2] or found[3]), int(found[1] or found[4]) * 3
        return date(year, month - 2, 1), _month_end(year, month)
    if found := ISO_WEEK.fullmatch(words):
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        return monday, monday + timedelta(days=6)
    if found := MONTH_AND_YEAR.fullmatch(words):
        return _period(found[2], found[1], None)
    return None


def _week_of(words: str, today: date) -> Days | None:
    """The seven days from or to a day; the week, from Monday on, that has it."""
    if not (found := WEEK_OF.fullmatch(words)):
        return None
    first, last = read_days(found[2], today)
    if first != last:
        raise _NoDayError(f"{words!r} names no day; write 'week of Sept. 4, 2023'")
    if found[1] == "of":
        first -= timedelta(days=first.weekday())
    elif found[1] == "ending":
        first -= timedelta(days=6)
    return first, first + timedelta(days=6)


def _as_in_articles(text: str) -> Days | None:
    """What is read as the date of an article: day, month and year in any other order that leaves no doubt."""
    found, remark = read_date(text)
    if found is None or "month first" in remark or not FOUR_DIGITS.search(text):
        return None
    day = date(found.year, found.month, found.day)
    return day, day


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
        return _back(today, int(found.group(1) or 1), found.group(2)), today
    if found := AGO.fullmatch(words):
        return _ago(today, int(found[1]) if found[1].isdecimal() else 1, found[2])
    if found := NAMED.fullmatch(words):
        return _named(found.group(1) == "last", found.group(2), today)
    return None


def _back(today: date, count: int, unit: str) -> date:
    if unit in ("day", "week"):
        return today - timedelta(days=count * (7 if unit == "week" else 1) - 1)
    months = today.year * 12 + today.month - 1 - count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1])) + timedelta(days=1)


def _ago(today: date, count: int, unit: str) -> Days:
    """The day, week, month or year that lies so many before this one."""
    if unit in ("day", "week"):
        day = today - timedelta(days=count * (7 if unit == "week" else 1))
        return (day, day) if unit == "day" else _named(False, "week", day)
    year, month = divmod(today.year * 12 + today.month - 1 - count * (12 if unit == "year" else 1), 12)
    return _named(False, unit, date(year, month + 1, 1))


def _named(last: bool, unit: str, today: date) -> Days:
    if unit == "week":
        monday = today - timedelta(days=today.weekday() + (7 if last else 0))
        return monday, monday + timedelta(days=6)
    if unit == "year":
        return date(today.year - last, 1, 1), date(today.year - last, 12, 31)
    year, month = divmod(today.year * 12 + today.month - 1 - last, 12)
    return date(year, month + 1, 1), _month_end(year, month + 1)


def with_quoted_days(text: str, today: date) -> str:
    """``text`` with dates of several words, or with a time, in single quotes: ``published:June 2017``."""
    text = BOTH_QUOTED.sub(lambda found: f"{found[1]}'{found[2] or found[3]}..{found[4] or found[5]}'", text)
    return str(UNQUOTED.sub(lambda found: _quoted(found, today), text))


def _quoted(found: FoundText, today: date) -> str:
    name, words = found.group(1), found.group(2).split(" ")
    simple = ":" not in words[0] and _is_range(words[0], today)
    if simple and not (len(words) > 1 and GOES_ON.fullmatch(words[1])):
        return str(found.group())
    for count in range(min(len(words), MOST_WORDS), 0, -1):
        if _is_range(days := " ".join(words[:count]), today):
            return " ".join([f"{name}'{days}'", *words[count:]])
    return str(found.group())


def _is_range(text: str, today: date) -> bool:
    try:
        read_range(text, today)
    except _ReversedError:  # which is to be said
        return True
    except ValueError:
        return False
    return True
