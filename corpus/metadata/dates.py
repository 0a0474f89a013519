"""Publication dates as sources write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, tzinfo

# Two fillers that differ in every part: what a source leaves out shows as a difference between the readings.
FILLERS = (datetime(2000, 1, 1), datetime(1996, 2, 2, 1, 1, 1))
POINTED_TIME = re.compile(r"(?i)(?<![\d:.])([01]?\d|2[0-3])\.([0-5]\d)(?=\s*(?:[ap]\.?m\b|[A-Z]{2,4}\b|$))")
UTC_OFFSET = re.compile(r"\b(?:UTC|GMT)\s?(?=[+-]\d)")
SHORT_OFFSET = re.compile(r"(?<=:\d\d)([+-])(\d)(\d\d)$")  # "-500" for "-05:00"
ZONE_IN_WORDS = re.compile(r"(?<=\d)\s*\([^\d()]{1,50}\)$")
HOUR = re.compile(r"\b(\d{1,2})\s?h\s?(\d\d)\b")  # 17h30
IDEOGRAPHS = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
DIVIDER = re.compile(r"(?<=[\w.]) ?[,|•·–-] (?=\w)")
WEEKDAY = re.compile(r"(?i)\b(?:mon|tue|wed|thu|fri|sat|sun)(?=\b|[a-z])")
DOTTED = re.compile(r"\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}\b")  # which has the day first wherever it is written
DIGIT = re.compile(r"\d")
AMBIGUOUS = re.compile(r"(?<![\d/.-])(?:0?[1-9]|1[0-2])[/.-](?:0?[1-9]|1[0-2])[/.-](?:\d{4}|\d\d)(?!\d)")
# What most sources write; dateutil reads it the same, twenty times more slowly.
ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?)?", re.ASCII)
WIRE = re.compile(
    r"(?P<day>\d\d?)-(?P<month>[A-Z]{3})-(?P<year>\d{4}) (?P<time>\d\d:\d\d:\d\d(?:\.\d{1,6})?)", re.ASCII
)
MONTHS = {name: f"{n:02d}" for n, name in enumerate("JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(), start=1)}
EPOCH = re.compile(r"\d{9,10}|\d{12,13}")  # seconds or milliseconds since 1970
DATE_LABEL = re.compile(
    r"(?i)^(?:(?:first |originally |last )?(?:published|posted|updated|modified|created)|date|publié|mis à jour"
    r"|mis en ligne|veröffentlicht|erstellt|aktualisiert|stand|publicado|actualizado|pubblicato|gepubliceerd"
    r"|geplaatst|datum|vom)"
    r"(?: (?:on|at|le|am|el|il|op|em|the))?:? +"
)
LONGEST_DATE = 60  # characters; anything longer is prose, not a date
# Seconds east of Greenwich. Of a name that several countries use, the one whose press writes it in English.
ZONES = {"UTC": 0, "GMT": 0, "Z": 0, "EST": -18000, "EDT": -14400, "CST": -21600, "CDT": -18000, "MST": -25200,
         "MDT": -21600, "PST": -28800, "PDT": -25200, "BST": 3600, "CET": 3600, "CEST": 7200, "ET": -18000,
         "CT": -21600, "MT": -25200, "PT": -28800, "WET": 0, "WEST": 3600, "EET": 7200, "EEST": 10800, "IST": 19800,
         "JST": 32400, "KST": 32400, "SGT": 28800, "HKT": 28800, "PKT": 18000, "MSK": 10800, "MEZ": 3600, "MESZ": 7200,
         "AKST": -32400, "AKDT": -28800, "HST": -36000, "AST": -14400, "ADT": -10800, "NST": -12600, "NDT": -9000,
         "AWST": 28800, "ACST": 34200, "ACDT": 37800, "AEST": 36000, "AEDT": 39600, "NZST": 43200, "NZDT": 46800,
         "SAST": 7200, "CAT": 7200, "EAT": 10800, "WAT": 3600, "BRT": -10800, "ART": -10800}  # fmt: skip
AMERICAN = ("ET", "CT", "MT", "PT")  # names for winter's and summer's time
# Months of other languages by what they begin with, and words that stand in their dates.
FOREIGN_MONTHS = {
    1: "janv jänner januar janúar ene gen enero gennaio janeiro ianuarie sty leden janvier januari tammi ocak",
    2: "févr fevr feber febr febbraio fevereiro luty únor helmi şubat",
    3: "mars märz maerz marzo março maart marz mrt maalis mart marca březen",
    4: "avr avril abr abril aprile april huhti nisan kwie duben",
    5: "mai mayo maggio maio mei maj touko mayıs květ",
    6: "juin juni junio giugno giu junho kesä haziran czerw červen",
    7: "juil juillet juli julio luglio lug julho heinä temmuz lip červenec",
    8: "août aout agosto ago augustus elo ağustos sierp srpen",
    9: "sept septembre septiembre settembre setembro set syys eylül wrze září",
    10: "okt oktober octobre octubre ottobre ott outubro out loka ekim paź říjen",
    11: "novembre noviembre novembro nov marras kasım listop",
    12: "dez déc dezember décembre decembre diciembre dic dicembre dezembro desember des joulu aralık grud prosin",
}
ENGLISH = "January February March April May June July August September October November December".split()
MONTH_OF = {word: ENGLISH[month - 1] for month, words in FOREIGN_MONTHS.items() for word in words.split()}
FOREIGN_WORD = re.compile(r"[^\W\d_]{1,12}\.?")
# Days, and what stands between the parts of a date.
PASSED_OVER = re.compile(
    r"(?i)^(?:de|del|d|den|der|le|el|il|em|um|uhr|kl|klo|às|à|las|alle|ore|om|uur|dès|the|at|on"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi"
    r"|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|lunedì|martedì|mercoledì|giovedì|venerdì|sabato"
    r"|domenica|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|segunda|terça|quarta|quinta|sexta|feira"
    r"|er|mo|di|mi|do|fr|sa|so)$"
)
EARLIEST_YEAR, YEARS_AHEAD = 1700, 1  # of what may be a day of publication


NO_ZONE = "no time zone given, taken as UTC"


def read_date(text: str, day_first: bool = False) -> tuple[date | datetime | None, str]:
    """(date, remark) of a date as written; (None, "") where there is no complete one.

    A date without a time gives a ``date``. A time without a zone is taken as UTC and the remark says so.
    Day and month as bare numbers are read month first, as ``dateutil`` does, if not ``day_first``.

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
    return _guessed(text, day_first)


def _guessed(text: str, day_first: bool = False) -> tuple[date | datetime | None, str]:
    from dateutil import parser  # noqa: PLC0415 - most archives need it for no date

    try:
        spelled, day_first = _spelled(text), day_first or bool(DOTTED.search(text))
        first, second = (parser.parse(spelled, default=filler, tzinfos=_zone, dayfirst=day_first) for filler in FILLERS)
        first.utcoffset()  # an impossible zone is found out only when it is used
    except (ValueError, OverflowError, parser.ParserError):
        return None, ""
    if first.date() != second.date():
        return None, ""
    order = "month first" if AMBIGUOUS.search(text) and not day_first else ""
    if order and (weekday := WEEKDAY.search(text)):
        if first.strftime("%a") != weekday.group().capitalize():
            return _guessed(text, day_first=True)
        order = ""
    if first.hour != second.hour:
        return first.date(), order
    if first.tzinfo is None:
        return first.replace(tzinfo=UTC), "; ".join(filter(None, (NO_ZONE, order)))
    if first.tzname() in AMERICAN and _is_american_summer(first):
        first = first.replace(tzinfo=_zone(first.tzname(), ZONES[str(first.tzname())] + 3600))
    return first, order


def _is_american_summer(moment: datetime) -> bool:
    """Whether clocks are forward: from the second Sunday of March to the first of November, at two o'clock, as since
    2007."""
    begins = 14 - date(moment.year, 3, 14).isoweekday() % 7
    ends = 7 - date(moment.year, 11, 7).isoweekday() % 7
    return datetime(moment.year, 3, begins, 2) <= moment.replace(tzinfo=None) < datetime(moment.year, 11, ends, 2)


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
    """``text`` with times as dateutil reads them: 06.00 as 06:00; "UTC+3" without the letters that turn its sign; and
    with the months of other languages in English."""
    text = SHORT_OFFSET.sub(r"\g<1>0\2:\3", UTC_OFFSET.sub("", ZONE_IN_WORDS.sub("", text)))
    text = text.replace(" a las ", " ")
    text = IDEOGRAPHS.sub(r"\1-\2-\3 ", HOUR.sub(r"\1:\2", DIVIDER.sub(" ", text)))
    return POINTED_TIME.sub(r"\1:\2", FOREIGN_WORD.sub(_english, text))


def _english(word: re.Match[str]) -> str:
    known = word.group().rstrip(".").casefold()
    return MONTH_OF.get(known) or ("" if PASSED_OVER.match(known) else word.group())


def _zone(name: str | None, offset: int | None) -> tzinfo | None:
    from dateutil.tz import tzoffset  # noqa: PLC0415 - as above

    seconds = offset if offset is not None else ZONES.get(name or "")
    return None if seconds is None else tzoffset(name, seconds)


def dated(text: str, how: str, day_first: bool = False) -> tuple[date | datetime | None, str]:
    """(published, published_how) of a date found at ``how``; where it cannot be read, None and what was found."""
    text = text.strip()
    if EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(text) / (1000 if len(text) > 11 else 1), UTC), how  # noqa: PLR2004
    published, remark = read_date(text, day_first)
    if published is None:
        return None, f"{how}: cannot be read: {text[:LONGEST_DATE]!r}" if text else ""
    if not is_possible(published):
        return None, f"{how}: not a day of publication: {text!r}"
    return published, f"{how} ({remark})" if remark else how


def is_possible(published: date) -> bool:
    """Whether an article may have been published then."""
    return EARLIEST_YEAR <= published.year <= datetime.now(UTC).year + YEARS_AHEAD


MONTH_NAMES = "|".join([*(name[:3] for name in ENGLISH), *sorted(MONTH_OF, key=len, reverse=True)])
MONTH_WORD = rf"(?:{MONTH_NAMES})[^\W\d_]{{0,8}}\.?"
TIME = (
    r"(?:,?\s(?:at|à|um|a las|alle|om|kl\.?|[|•·–-])?\s?\d{1,2}[:.h]\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?"
    r"(?:\s?[A-Z]{2,4}\b)?)?"
)
WRITTEN = re.compile(
    rf"(?i)(?<!\w)(?:\d{{1,2}}(?:st|nd|rd|th|er|\.|º)?\s(?:of\s|de\s)?{MONTH_WORD},?\s(?:de\s|del\s)?\d{{4}}\b{TIME}"
    rf"|\b{MONTH_WORD}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}}\b{TIME}"
    r"|\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,7})?)?(?:Z|[+-]\d\d:?\d\d)?)?"
    rf"|(?:\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{{0,6}},? )?\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{4}}\b{TIME}"
    r"|\d{4}年\d{1,2}月\d{1,2}日)"
)


def date_in(text: str) -> str:
    """The first date in a short text, with its time, as written; empty where there is none.

    >>> date_in("By Una Brack | Published 17 September 2024 at 08:30 BST | 3 min read")
    '17 September 2024 at 08:30 BST'
    """
    found = WRITTEN.search(text) if DIGIT.search(text) else None
    return found.group() if found else ""
