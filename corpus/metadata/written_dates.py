"""Dates in running text, and the words of dates in other languages than English."""

from __future__ import annotations

import re

DIGIT = re.compile(r"\d")
# Months of other languages, in full as they stand in dates and as they are cut. Where two languages disagree, the
# larger has its way: "listopada" is November in Polish, and October in Croatian.
FOREIGN_MONTHS = {
    1: "janv janvier januar jänner janúar januari januarie ene enero gennaio gen janeiro ianuarie stycznia"
    " styczeń sty oca ledna leden január tammikuuta ocak января январь янв січня януари ιανουαρίου ιανουάριος"
    " ιαν يناير جانفي ינואר जनवरी",
    2: "lut şub febr févr février fevr feber feb februar februari február febrero febbraio fevereiro fev februarie"
    " lutego luty února únor helmikuuta şubat февраля февраль фев лютого февруари φεβρουαρίου φεβρουάριος φεβ"
    " فبراير فيفري פברואר फरवरी",
    3: "márc мар mars märz maerz mär marzo março maart mrt martie marca marzec března březen március marec"
    " maaliskuuta mart марта март березня μαρτίου μάρτιος μαρ مارس מרץ मार्च maret",
    4: "kwi nis ápr avr avril abr abril aprile apr april aprilie kwietnia kwiecień dubna duben április apríla"
    " huhtikuuta nisan апреля апрель апр квітня април απριλίου απρίλιος απρ أبريل إبريل أفريل אפריל अप्रैल",
    5: "máj mai mayo maggio mag maio mei maj maja května květen május mája toukokuuta mayıs мая май травня μαΐου"
    " μάιος مايو ماي מאי मई",
    6: "cze haz jún июн juin juni junio giugno giu junho jun iunie czerwca czerwiec června červen június júna kesäkuuta"
    " haziran июня июнь червня юни ιουνίου ιούνιος يونيو يونيه جوان יוני जून",
    7: "lip tem júl июл juil juillet juli julio luglio lug julho jul iulie lipca lipiec července červenec július júla"
    " heinäkuuta temmuz июля июль липня юли ιουλίου ιούλιος يوليو يوليه جويلية יולי जुलाई",
    8: "sie ağu авг août aout agosto ago augustus augusti elokuuta ağustos sierpnia sierpień srpna srpen augusztus"
    " augusta августа август серпня αυγούστου αύγουστος αυγ أغسطس أوت אוגוסט अगस्त",
    9: "wrz eyl szept sept septembre septiembre settembre setembro set september septembrie września wrzesień září"
    " szeptember syyskuuta eylül сентября сентябрь сен сент вересня септември σεπτεμβρίου σεπτέμβριος σεπ"
    " سبتمبر ספטמבר सितंबर",
    10: "paź eki okt oktober octobre octubre ottobre ott outubro out octombrie października październik října říjen"
    " október októbra lokakuuta ekim октября октябрь окт жовтня октомври οκτωβρίου οκτώβριος οκτ أكتوبر"
    " אוקטובר अक्टूबर",
    11: "lis kas ноя novembre noviembre novembro noiembrie listopada listopad listopadu marraskuuta kasım ноября ноябрь"
    " листопада ноември νοεμβρίου νοέμβριος نوفمبر נובמבר नवंबर",
    12: "gru ara dez dezember déc décembre decembre diciembre dic dicembre dezembro desember des joulukuuta aralık"
    " decembrie grudnia grudzień prosince prosinec декабря декабрь дек грудня декември δεκεμβρίου"
    " δεκέμβριος ديسمبر דצמבר दिसंबर",
}
# Those of the Levant, of which four are two words, and often stand beside the others: "سبتمبر/أيلول".
LEVANTINE = {
    "كانون الثاني": 1, "شباط": 2, "آذار": 3, "نيسان": 4, "أيار": 5, "حزيران": 6, "تموز": 7, "آب": 8, "أيلول": 9,
    "تشرين الأول": 10, "تشرين الثاني": 11, "كانون الأول": 12,
}  # fmt: skip
ENGLISH = "January February March April May June July August September October November December".split()
MONTH_OF = {word: ENGLISH[month - 1] for month, words in FOREIGN_MONTHS.items() for word in words.split()}
MONTH_OF |= {word: ENGLISH[month - 1] for word, month in LEVANTINE.items()}
MONTH_OF |= {word: name for name in ENGLISH for word in (name.casefold(), name[:3].casefold())}
# Hebrew writes "in" in one with the word.
MONTH_OF |= {f"ב{word}": name for word, name in MONTH_OF.items() if "א" <= word[0] <= "ת"}
LEVANTINE_MONTH = "|".join(LEVANTINE)
DOUBLE_MONTH = re.compile(rf"(?:[^\W\d_]+\s?/\s?)?(?:{LEVANTINE_MONTH})(?!\w)")
FOREIGN_WORD = re.compile(r"[^\W\d_]{1,14}\.?")
# Days, and what stands between the parts of a date.
PASSED_OVER = re.compile(
    r"(?i)^(?:de|del|d|den|der|le|el|il|em|um|uhr|kl|klo|às|à|las|alle|ore|om|uur|dès|the|at|on|of"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi"
    r"|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|lunedì|martedì|mercoledì|giovedì|venerdì|sabato"
    r"|domenica|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|segunda|terça|quarta|quinta|sexta|feira"
    r"|poniedziałek|wtorek|środa|czwartek|piątek|sobota|niedziela|pondělí|úterý|středa|čtvrtek|pátek|neděle"
    r"|måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag|mandag|lørdag|søndag"
    r"|pazartesi|salı|çarşamba|perşembe|cuma|cumartesi|pazar"
    r"|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье"
    r"|δευτέρα|τρίτη|τετάρτη|πέμπτη|παρασκευή|σάββατο|κυριακή"
    r"|الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|الأحد"
    r"|er|mo|di|mi|do|fr|sa|so|г|года|в|року|р)$"
)


def month_of(word: str) -> str:
    """The English name of the month that a word is in some language, in full or cut; empty where it is none.

    >>> month_of("Sept."), month_of("września"), month_of("Sunday")
    ('September', 'September', '')
    """
    return MONTH_OF.get(word.rstrip(".").casefold(), "")


def in_english(text: str) -> str:
    """``text`` with the months of other languages in English, and without the words around them."""
    if not text.isascii():
        text = DOUBLE_MONTH.sub(lambda found: month_of(found.group().rpartition("/")[2].strip()), text)
    return FOREIGN_WORD.sub(_english, text)


def _english(word: re.Match[str]) -> str:
    return month_of(word.group()) or ("" if PASSED_OVER.match(word.group().rstrip(".")) else word.group())


def _month(name: str) -> str:
    """The pattern of a word that may be a month, as a group of that name."""
    return rf"(?P<{name}>{LEVANTINE_MONTH}|[^\W\d_]{{3,14}}(?:\s?/\s?(?:{LEVANTINE_MONTH}))?)\.?"


TIME = (
    r"(?:(?:,\s?|\s)(?:at|à|um|a las|alle|om|kl\.?|в|[|•·/–-])?\s?\d{1,2}[:.h]\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?"
    r"(?:\s?(?:(?:UTC|GMT)\s?)?[+-]\d{1,2}(?::?[0-5]\d)?\b|\s?[A-Z]{2,4}\b)?)?"
)
WRITTEN = re.compile(
    rf"(?i)(?<!\w)(?:\d{{1,2}}(?:st|nd|rd|th|er|\.|º|-?го)?\s(?:of\s|de\s)?{_month('after')},?\s(?:de\s|del\s)?\d{{4}}\b"
    rf"{TIME}"
    rf"|{_month('before')}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}}\b{TIME}"
    rf"|\d{{4}}\.?\s{_month('within')}\s\d{{1,2}}\b{TIME}"
    r"|\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,7})?)?(?:Z|[+-]\d\d:?\d\d)?)?"
    rf"|\d{{4}}(?P<sign>[./])\s?\d{{1,2}}(?P=sign)\s?\d{{1,2}}\b{TIME}"
    rf"|(?:\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{{0,6}},? )?\d{{1,2}}[./-]\s?\d{{1,2}}[./-]\s?\d{{4}}\b{TIME}"
    r"|\d\d\.\d\d\.\d\d(?![\d.:])"
    r"|\d{4}\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일](?:\s?\d{1,2}[:時时시]\s?\d\d)?)"
)


def date_in(text: str) -> str:
    """The first date in a short text, with its time, as written; empty where there is none.

    >>> date_in("By Una Brack | Published 17 September 2024 at 08:30 BST | 3 min read")
    '17 September 2024 at 08:30 BST'
    """
    at = 0
    while DIGIT.search(text, at) and (found := WRITTEN.search(text, at)):
        word = found["after"] or found["before"] or found["within"]
        if not word or month_of(word.rpartition("/")[2].strip()):
            return found.group()
        at = found.start() + 1
    return ""
