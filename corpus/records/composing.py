"""How an ``Article`` comes of named values, for all formats that have such: which date counts, what stands for a
missing headline, where a dateline and captions go, what an agency has withheld."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from corpus.article import Article, Source, Unreadable, derived_id, own_id
from corpus.clean import lines_of, one_line, unique
from corpus.metadata.credits import LONGEST_BYLINE, names_of
from corpus.metadata.dates import dated, extended
from corpus.metadata.openings import BEFORE_TEXT, opening_of
from corpus.metadata.releasing import Withheld
from corpus.pages.fragment import paragraphs_of_markup, without_captions, without_markup
from corpus.patterns import Expression

Fields = dict[str, Any]  # attributes of an article by their names
ZEROS = re.compile(r"[0:.TZ -]*+$")
LONGEST_LABEL = 120  # characters of what stands for a headline
FIRST_SENTENCE = re.compile(r".{20,119}?[.!?…](?=\s)")
UNTITLED = "no headline: the first words stand for it"
NO_TEXT = "no text: a headline alone"
SUMMARY_ONLY = "only the feed's summary"


def composed(source: Source, found: Fields, withheld: Withheld | None = None) -> Article | Unreadable:
    """The article that has these values; none where it is ``withheld``. A value that is empty counts as missing.

    Of ``found["origins"]`` each says where in the format a value stands, by the name of the field.
    """
    fields = {name: value for name, value in found.items() if value}
    own = own_id(fields.pop("id", ""))
    if withheld:
        issued, _ = fields.get("revised") or fields.get("published", (None, ""))
        return withheld.said_of(source, own, "agency", issued)
    headline, paragraphs = one_line(fields.pop("headline", "")), list(fields.pop("paragraphs", ()))
    if not headline and not paragraphs:
        return Unreadable(source, "neither a headline nor a text")
    remarks, places = list(fields.pop("remarks", ())), dict(fields.pop("origins", {}))
    if not paragraphs:
        remarks.append(NO_TEXT)
    identity = own or derived_id(fields.get("url", ""), headline, *paragraphs)
    if headline and paragraphs[1:] and one_line(paragraphs[0]) == headline:
        del paragraphs[0]
    if paragraphs[1:] and len(paragraphs[-1]) <= LONGEST_SIGN_OFF and APPEARED.match(one_line(paragraphs[-1])):
        paragraphs.pop()
    opening = opening_of(paragraphs)
    paragraphs = list(opening.paragraphs)
    before = {
        "byline": opening.byline,
        "dateline": opening.dateline,
        "agency": opening.agency,
        "kicker": opening.label,
    }
    before = {name: value for name, value in before.items() if value and name not in fields}
    fields |= before
    places |= dict.fromkeys(before, BEFORE_TEXT)
    if not headline:
        headline, places["headline"] = _label(paragraphs), "first words of the text"
        remarks.append(UNTITLED)
    published, how = fields.pop("published", (None, ""))
    revised, _ = fields.pop("revised", (None, ""))
    origins = tuple(f"{name}: {place}" for name, place in places.items() if name == "headline" or fields.get(name))
    return Article(
        id=identity,
        source=source,
        headline=headline,
        paragraphs=tuple(paragraphs),
        published=published,
        published_how=how,
        revised=revised if revised != published else None,
        byline=unique(fields.pop("byline", ())),
        tags=unique(fields.pop("tags", ())),
        captions=unique(fields.pop("captions", ())),
        remarks=tuple(remarks),
        origins=origins,
        **fields,
    )


# What WordPress puts behind a post in a feed, in the languages of papers.
APPEARED = Expression(
    r"(?:The post|Der Beitrag|L['’]article|La entrada|L['’]articolo|Het bericht|O post|Artykuł|Inlägget|Indlægget)\s"
    r".{1,300}"
    r"\s(?:(?:first )?appeared (?:first )?on|erschien zuerst auf|(?:est )?appar(?:u|aît) en premier sur"
    r"|(?:aparece primero|se publicó primero) en|proviene da|sembra essere il primo su|verscheen eerst op"
    r"|apar(?:ece|eceu) primeiro em|pochodzi z serwisu|dök först upp på|blev først udgivet på)\s.{1,120}"
)
LONGEST_SIGN_OFF = 500  # characters


def _label(paragraphs: list[str]) -> str:
    """What stands for a headline: the first paragraph, which is then none, or the beginning of a long one."""
    if len(paragraphs[0]) <= LONGEST_LABEL:
        return paragraphs.pop(0)
    if sentence := FIRST_SENTENCE.match(paragraphs[0]):
        return sentence[0]
    return paragraphs[0][:LONGEST_LABEL].rpartition(" ")[0] + " …"


def first_date(*candidates: tuple[str, str]) -> tuple[date | datetime | None, str]:
    """(date, where it was found) of the first candidate, (text, where it was found), that is a date; where none is,
    what the first has instead."""
    found = [_date(text, how) for text, how in candidates if text and not ZEROS.match(text)]
    return next((each for each in found if each[0]), found[0] if found else (None, ""))


def _date(text: str, how: str) -> tuple[date | datetime | None, str]:
    return dated(extended(text), how)


CORRECTING = Expression(r"(?i)\bcorrect(?:ed|ing|ion|ions|s)?\b|\bberichtig|\bkorrektur|\bclarif")


def noted(notes: Iterable[str]) -> Fields:
    """The notices of corrections among an editor's notes, and the others as remarks."""
    notes = [note for note in map(one_line, notes) if note]
    correcting = [note for note in notes if CORRECTING.search(note)]
    return {
        "correction": " ".join(correcting),
        "remarks": [f"editor's note: {note}" for note in notes if note not in correcting],
    }


def parts_of_html(markup: str) -> tuple[list[str], list[str]]:
    """The paragraphs and the captions of a piece of HTML, or of plain text."""
    markup, captions = without_captions(COMMENT.sub("", markup))
    return [*paragraphs_of_markup(_marked(markup))], [*lines_of(without_markup(_marked(each)) for each in captions)]


COMMENT = re.compile(r"<!--(?:[^-]++|-(?!->))*+(?:-->)?")
TAG = re.compile(r"</?[A-Za-z]")


def _marked(markup: str) -> str:
    """``markup`` so that it is known for HTML, whichever tags it has."""
    return f"<span>{markup}</span>" if TAG.search(markup) else markup


# What a byline has beside names: "Coastwire Writer", "The Alder Post", "Coastwire News Agency".
POST = Expression(
    r"(?i)^the\s|\b(?:writers?|reporters?|journalists?|columnists?|photographers?|analysts?|staff|agency|bureau|press"
    r"|newspapers?|news|service|redaktion)$"
)


def names(byline: str) -> tuple[str, ...]:
    """The names in a byline as agencies write it: "Von Una Brack und T. Fenn", "By Una Brack in Port Alder",
    "UNA BRACK, Coastwire Writer"."""
    if len(byline) > LONGEST_BYLINE:
        return ()
    lines = byline.strip().split("\n")
    byline = " ".join([lines[0], *(line for line in lines[1:] if not POST.search(line.strip()))])
    return tuple(name for name in names_of(byline) if not POST.search(name))
