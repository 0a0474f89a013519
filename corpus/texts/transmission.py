"""What stands around the text of a message of a wire: headers in IPTC 7901 and ANPA 1312, addresses of telegrams, and
the date behind the text."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from corpus.metadata.dates import dated
from corpus.patterns import IGNORECASE, Expression

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# bdt0123 4 pl 250  Coastwire 0456
IPTC_HEADER = re.compile(
    r"(?P<service>[A-Za-z]{2,6})[ -]?(?P<number>\d{1,6})\s+(?P<priority>\d)\s+(?P<category>\w{1,4})\s+"
    r"(?P<words>\d{1,5})\b\s*(?P<keyword>.*)"
)
WITHOUT_WORDS = re.compile(
    r"(?P<service>[A-Za-z]{2,6})(?P<number>\d{3,6})\s+(?P<priority>\d)\s+(?P<category>[A-Za-z]{1,4})\b\s*(?P<keyword>.*)"
)
# a0123 r a bc-Ferry-Crash,1stLd-Writethru 11-8 0350, in two lines or one
ANPA_HEADER = re.compile(
    r"(?P<service>[A-Za-z])(?P<number>\d{3,5})\b\S{0,20}(?:\s+(?:(?P<priority>[a-z])\s+(?P<category>[a-z])\b\s*)?(?P<keyword>.*))?",
    re.IGNORECASE,
)
ANPA_KEYWORD = re.compile(
    r"\^?(?P<cycle>(?:(?:AM|PM|BC|AP)-){1,2})(?P<keyword>[^\s,<][^,<\n]{0,80}?)(?P<version>,[^<\n\d]{0,80}[^<\n]{0,20}?)?"
    r"(?:\s+(?P<day>\d{1,2}-\d{1,2}))?(?:[ ,]+(?P<words>\d{1,5}))?<?\s*$",
    re.IGNORECASE,
)
CATEGORIES = {"a": "National", "b": "Special", "c": "Features", "d": "Food", "e": "Entertainment", "f": "Business",
              "i": "International", "k": "Commentary", "l": "Lifestyle", "n": "Regional", "o": "Weather",
              "p": "Politics", "q": "Sports results", "s": "Sports", "t": "Travel", "w": "Washington"}  # fmt: skip
YEAR = r"(?P<year>\d{4}|\d\d)"
MONTH = r"(?P<month>\p{L}{3})\p{L}{0,6}\.?"
DATES = [  # how messages date themselves at their end, or at their beginning
    Expression(rf"\b(?P<day>\d\d)(?P<time>\d{{4}})\s*(?P<zone>[A-Z]{{1,4}})?\s+{MONTH}\s+{YEAR}\b", IGNORECASE),
    Expression(r"\b(?P<year>\d{4})-(?P<m>\d\d)-(?P<day>\d\d)[/T ](?P<time>\d\d:\d\d)(?P<zone>Z)?"),
    Expression(
        r"\b(?:[A-Z]{2,3}-[A-Z]{2}-)?(?P<m>\d\d)-(?P<day>\d\d)-(?P<year>\d\d)\s+(?P<time>\d{4})\s?(?P<zone>[A-Z]{1,4})?",
        IGNORECASE,
    ),
    Expression(
        rf"\b(?P<day>\d\d?)[-. ]+{MONTH}[-. ]{YEAR}\s+(?P<time>\d\d[:.]?\d\d)\s?(?!NNNN)(?P<zone>[A-Z]{{2,4}})?\b"
    ),
    Expression(rf"\b(?P<day>\d\d?)\. ?{MONTH} (?P<year>\d{{4}})\b"),
]  # fmt: skip
DAY_ONLY = re.compile(r"^\s*(\d\d)(\d\d)(\d\d)\s*[A-Z]{0,4}\s*$", re.MULTILINE)
MONTHS = {
    name: number
    for names_of_months in (
        "jan feb mar apr may jun jul aug sep oct nov dec", "jän fev mär abr mai jni jli ago set okt out dez",
        "gen fév mrt avr mag giu lug aoû sep ott nov dic", "ene feb maa apr mei maj jul aou sep out nov déc",
    )
    for number, name in enumerate(names_of_months.split(), start=1)
}  # fmt: skip
MONTHS |= {"out": 10, "maj": 5}


def header_of(head: list[str]) -> tuple[dict[str, str], str]:
    """(what the header says, by name; the name of the format)."""
    for line in head:
        bare = line.removeprefix("ZCZC").strip()
        if found := IPTC_HEADER.fullmatch(bare) or WITHOUT_WORDS.fullmatch(bare):
            values = {name: value or "" for name, value in found.groupdict().items()}
            rest = " ".join(one for one in head if one is not line and not is_code(one))
            return {
                **values,
                "keyword": rest or values["keyword"],
                "section": _section(values["category"]),
            }, "IPTC 7901"
    for at, line in enumerate(head):
        if found := ANPA_HEADER.fullmatch(line):
            values = {name: value or "" for name, value in found.groupdict().items()}
            follow = [values["keyword"], *head[at + 1 :]]
            second = next((two for two in map(ANPA_SECOND.fullmatch, follow) if two), None)
            category = (values["category"] or (second["category"] if second else "")).casefold()
            follow = [second["keyword"] if second else "", *follow]
            keyword = next((key for key in map(ANPA_KEYWORD.fullmatch, map(str.strip, follow)) if key), None)
            name = keyword["keyword"] if keyword else ""
            version = (keyword["version"] or "") if keyword else ""
            return {**values, "keyword": name, "version": version, "section": CATEGORIES.get(category, "")}, "ANPA 1312"
    keyword = next((key for key in map(ANPA_KEYWORD.fullmatch, head) if key), None)
    return {"keyword": keyword["keyword"] if keyword else "", "service": ""}, "telegram"


ANPA_SECOND = re.compile(r"(?P<priority>[a-z])\s+(?P<category>[a-z])\b\s*(?P<keyword>.*)", re.IGNORECASE)


def _section(category: str) -> str:
    return CATEGORIES_7901.get(category.casefold(), category if len(category) > CODED else "")


CODED = 2  # letters of a category that are but a code
CATEGORIES_7901 = {"pl": "Politik", "wi": "Wirtschaft", "sp": "Sport", "vm": "Vermischtes", "ku": "Kultur",
                   "rs": "Redaktion"}  # fmt: skip


def is_code(line: str) -> bool:
    """Whether a line of a telegram addresses it: short, in capitals with digits, or a header."""
    bare = CONTROL.sub(" ", line).strip()
    if IPTC_HEADER.fullmatch(bare) or ANPA_HEADER.fullmatch(bare) or ANPA_KEYWORD.fullmatch(bare):
        return True
    if (second := ANPA_SECOND.fullmatch(bare)) and ANPA_KEYWORD.fullmatch(second["keyword"]):
        return True
    return bare.startswith("ZCZC") or bool(CODE.fullmatch(bare))


CODE = re.compile(
    r"[A-Z]{0,4}\d{2,6}[A-Z\d_/ -]{0,40}|R [A-Z]{3} S\w{1,3}(?: [A-Z\d]{2,6})*|[A-Z\d]{2,10}(?:[_/][A-Z\d]{1,10})+"
)


def published_at(lines: list[str], service: str) -> tuple[date | datetime | None, str, list[str]]:
    """(date, where it was found, remarks) from what stands around the text."""
    for line in lines:
        for expression in DATES:
            for found in expression.finditer(line):
                parts = {"zone": "", "time": "", **{name: value or "" for name, value in found.groupdict().items()}}
                month = int(parts.get("m") or MONTHS.get(parts.get("month", "").casefold(), 0))
                if not month:
                    continue
                time = parts["time"].replace(".", ":")
                time = time if ":" in time or not time else f"{time[:2]}:{time[2:]}"
                zone = "UTC" if parts["zone"].upper() in ("Z", "G", "GMT") else parts["zone"].upper()
                text = f"{_year(parts['year'])}-{month:02}-{int(parts['day']):02} {time} {zone}".strip()
                published, how = dated(text, f"{service} date and time")
                if published:
                    return published, how, []
    if day := DAY_ONLY.search("\n".join(lines)):
        remark = f"it is dated by day and hour only, without month and year: {day[0].strip()}"
        return None, f"{service}: {remark}", [remark]
    return None, "", []


def _year(digits: str) -> int:
    year, now = int(digits), datetime.now(UTC).year
    return year if len(digits) > len("23") else next(c + year for c in (2000, 1900) if c + year <= now + 1)
