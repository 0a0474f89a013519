"""Where an article was written, and who supplied it, as the first words of its text have it."""

from __future__ import annotations

from typing import NamedTuple

from corpus.clean import one_line
from corpus.metadata.credits import agency_of, may_be_agency
from corpus.patterns import VERBOSE, Expression

# Of English, German, French, Spanish, Italian, Portuguese and Dutch, cut as agencies cut them.
MONTH = (
    r"(?:Jan|Feb|Fe?v|Fév|Mar|Mär|Maa|Mrt|Apr|Abr|Avr|May|Mai|Mag|Mei|Maj|Jun|Jui|Giu|Jul|Lug|Aug|Ago|Aoû|Sep|Set|Oct"
    r"|Okt|Out|Ott|Nov|Dec|Dez|Dic|Déc|Ene|Gen|JAN|FEB|FEV|MAR|APR|ABR|AVR|MAY|MAI|MAG|JUN|JUI|GIU|JUL|LUG|AUG|AGO|SEP"
    r"|SET|OCT|OKT|OUT|OTT|NOV|DEC|DEZ|DIC|ENE|GEN)\p{L}{0,8}\.?"
)
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
DAY_OF_MONTH = (
    rf"(?:(?i:{MONTH})\s\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}\.?(?:\sde)?\s(?i:{MONTH})|\d{{1,2}}[./]\d{{1,2}}\.?)"
)
DATE = rf"(?:(?:{WEEKDAY},?\s)?{DAY_OF_MONTH}(?:,?\s(?:de\s)?\d{{4}})?|{WEEKDAY})"
# No word of it has more letters than 40, nor a place more words than 12: a paragraph in capitals would else take the
# third power of its length.
CAPITALS, SMALL = r"\p{Lu}[\p{Lu}\p{M}.'’\-]{0,40}", r"de|del|la|of|the|on|upon|am|an|der|sur|do|da|di"
CITY = rf"(?=\p{{Lu}}[\p{{Lu}}.])(?:{CAPITALS})(?:\s(?:{CAPITALS}|{SMALL})){{0,12}}"
# , N.Y. or , Calif. or , New South Wales
REGION = rf"(?:,\s(?!{DATE})\p{{Lu}}[\p{{L}}.]{{1,40}}(?:\s\p{{Lu}}[\p{{L}}.]{{1,40}}){{0,2}})?"
WORD = r"\p{Lu}[\p{L}\p{M}.'’\-]{1,40}"
TITLED = rf"{WORD}(?:\s(?:{WORD}|{SMALL})){{0,4}}"
SIGNED = (
    rf"(?:,?\s*(?:\((?P<agency>\p{{L}}[\p{{L}}\s.&/\-]{{1,60}}?)(?:\s?[,–\-]?\s(?:{DATE}))?\)"
    r"|/(?P<wire>\p{L}[\p{L}\s\-]{1,60})/))"
)
STAMP = rf"(?:,?\s+{DATE}|\s*\({DATE}\))"  # , Sept. 17 or (September 17, 2024)
DASH, BEGIN = r"(?:—|–|--+|(?<=[\s)/])[-_]+|(?<=\))\.-|\|)", r"(?=[\p{Lu}\p{N}“\"‘'«„¿¡(\[$£€])"
# Where papers write "MUMBAI: "; elsewhere, capitals before a colon are as often the beginning of a sentence.
BEFORE_COLON = (
    r"(?:AHMEDABAD|BENGALURU|BANGALORE|BHOPAL|BHUBANESWAR|CHANDIGARH|CHENNAI|COLOMBO|DHAKA|GUWAHATI|HYDERABAD|INDORE"
    r"|ISLAMABAD|JAIPUR|KARACHI|KATHMANDU|KOCHI|KOLKATA|KUALA\sLUMPUR|LAHORE|LUCKNOW|MUMBAI|NAGPUR|NEW\sDELHI|PATNA"
    r"|PESHAWAR|PETALING\sJAYA|PUNE|QUETTA|RAIPUR|RANCHI|RAWALPINDI|SINGAPORE|SRINAGAR|SURAT|THIRUVANANTHAPURAM)"
)
DATELINE = Expression(
    rf"""
    (?P<place>{CITY}{REGION}(?:\s?(?:/|&|;|,?\sand\s|,?\sund\s)\s?{CITY}{REGION}){{0,4}})
    (?:{STAMP}?{SIGNED}{STAMP}?,?\s*(?:{DASH}\s*|:\s+)|{STAMP},?\s*(?:{DASH}\s*|:\s+){BEGIN}|\s*{DASH}\s*{BEGIN})
    |(?P<ended>{CITY}{REGION}){STAMP}?\.?\s/(?P<slashed>\p{{L}}[\p{{L}}\s\-]{{1,40}})/[.:]?\s{BEGIN}
    |(?P<colon>(?i:{BEFORE_COLON})):\s+{BEGIN}
    |\((?P<enclosed>(?:{CITY}|{TITLED}){REGION})\)\s*{DASH}\s*{BEGIN}
    """,
    VERBOSE,
)
# "Paris (AFP) – ": not in capitals, so that an agency that is known or a date must follow.
TITLED_DATELINE = Expression(
    rf"(?P<place>{TITLED}{REGION})(?:,?\s+{DAY_OF_MONTH}(?:,?\s\d{{4}})?{SIGNED}?|{SIGNED}{STAMP}?),?\s*{DASH}\s*{BEGIN}"
)
# "PORT ALDER (AFP) The ferry", "Port Alder, Sep 17 (PTI) The ferry", "(AP) The ferry": no dash, so that the agency must
# be a known one.
WITHOUT_DASH = Expression(
    rf"(?:(?P<place>{CITY}{REGION}|{TITLED}{REGION}(?:\s\[{TITLED}\])?(?=,?\s+{DAY_OF_MONTH}))(?:,?\s+{DAY_OF_MONTH}(?:,?\s\d{{4}})?)?\s*)?"
    rf"\((?P<agency>\p{{L}}[\p{{L}}\s.&\-]{{1,40}})\):?\s+{BEGIN}"
)
LABELLED = Expression(rf"(?P<label>\p{{Lu}}[\p{{Lu}}\d'’&\s./\-]{{2,40}}?)\s*(?:{DASH}|:)\s+{BEGIN}")
UNPLACED = Expression(
    rf"(?:{DAY_OF_MONTH}\s)?\((?P<agency>\p{{L}}[\p{{L}}\s.&/\-]{{1,40}})\)\s*{DASH}\s*{BEGIN}"
)  # (AP) — The ferry
# Words in capitals before a dash that say what kind of text it is: no place is made of these.
LABEL = Expression(
    r"(?:(?:exclusive|breaking|news|updated?|\d{1,2}|watch|video|live|opinion|analysis|review|correct(?:ion|ed)|comment"
    r"|editorial|feature|interview|explain(?:er|ed)|factbox|timeline|advisory|alert|urgent|just in|sports?|weather"
    r"|photos?|pictures?|gallery|quiz|podcast|read|more|editor['’]s|note|sponsored|advertisement|preview|recap|results?"
    r"|scores?|developing|first|look|spoiler|warning|special|report|in|column|letters?|obituary|trending|must|viral|poll"
    r"|q&a|fact|check|long|story|profile|essay|press|release|media|statement|for immediate release|from the archives?)"
    r"[\s./,&\-]*)+"
)


class Dateline(NamedTuple):
    """What stands before a text, each empty where it does not: its ``place`` and ``agency``, or as ``label`` words that
    stand there instead of a place ("EXCLUSIVE"). ``rest`` is the text behind."""

    place: str
    rest: str
    agency: str = ""
    label: str = ""


def split_dateline(paragraph: str) -> Dateline:
    """What a paragraph begins with, and the rest; all of it the rest where it begins otherwise.

    >>> split_dateline("PORT ALDER, Nov. 8 (Coastwire) — The ferry is back.")
    Dateline(place='PORT ALDER', rest='The ferry is back.', agency='Coastwire', label='')
    """
    found = LABELLED.match(paragraph)
    if found and LABEL.fullmatch(found["label"].casefold()):
        return Dateline("", paragraph[found.end() :], label=found["label"])
    found = UNPLACED.match(paragraph)
    if found and may_be_agency(found["agency"]):
        place, rest, _, label = split_dateline(paragraph[found.end() :])  # (ANSA) - PORT ALDER, 08 NOV - The ferry
        return Dateline(place, rest, found["agency"], label)
    found = DATELINE.match(paragraph)
    if found and found.end() < len(paragraph):
        place = _place(found["place"] or found["ended"] or found["colon"] or found["enclosed"])
        agency, rest = found["agency"] or found["wire"] or found["slashed"] or "", paragraph[found.end() :]
        signed = UNPLACED.match(rest)  # PORT ALDER--(BUSINESS WIRE)--The ferry
        if signed and not agency and may_be_agency(signed["agency"]):
            agency, rest = signed["agency"], rest[signed.end() :]
        return Dateline(place, rest, agency)
    found = TITLED_DATELINE.match(paragraph)
    if found and (not found["agency"] or may_be_agency(found["agency"])):
        return Dateline(_place(found["place"]), paragraph[found.end() :], found["agency"] or found["wire"] or "")
    found = WITHOUT_DASH.match(paragraph)
    if found and agency_of(found["agency"]):
        return Dateline(_place(found["place"] or ""), paragraph[found.end() :], found["agency"])
    return Dateline("", paragraph)


def dateline_place(dateline: str) -> str:
    """The place of a whole dateline: ``SALVADOR, Feb 26 -`` gives ``SALVADOR``."""
    return _place(PLACE_END.split(one_line(dateline), maxsplit=1)[0])


PLACE_END = Expression(rf",?\s+(?=(?i:{MONTH})\s+\d|\d{{1,2}}\s+(?i:{MONTH}))|\s*[—–(]|\s+-")


def _place(text: str) -> str:
    return text.strip(" ,-—–")
