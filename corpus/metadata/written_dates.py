"""Dates in running text, and the words of dates in other languages than English."""

from __future__ import annotations

import re

DIGIT = re.compile(r"\d")
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


def in_english(text: str) -> str:
    """``text`` with the months of other languages in English, and without the words around them."""
    return FOREIGN_WORD.sub(_english, text)


def _english(word: re.Match[str]) -> str:
    known = word.group().rstrip(".").casefold()
    return MONTH_OF.get(known) or ("" if PASSED_OVER.match(known) else word.group())


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
