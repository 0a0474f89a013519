"""How an ``Article`` comes of named values, for all formats that have such: which date counts, what stands for a
missing headline, where a dateline and captions go, what an agency has withheld."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Any, NamedTuple

from corpus.article import Article, Source, Unreadable, derived_id, own_id
from corpus.clean import lines_of, one_line, unique
from corpus.metadata.credits import LONGEST_BYLINE, names_of
from corpus.metadata.dates import dated, read_date
from corpus.metadata.openings import BEFORE_TEXT, opening_of
from corpus.pages.fragment import paragraphs_of_markup, without_captions, without_markup
from corpus.patterns import Expression

Fields = dict[str, Any]  # attributes of an article by their names
# ISO 8601 without hyphens, as the IPTC's formats write dates; with seconds left out, dates.py takes it for an epoch.
BASIC = re.compile(
    r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d):?(\d\d)(?::?(\d\d))?)?(?:\.\d{1,9})?\s*(Z|[+-]\d\d:?\d\d)?", re.ASCII
)
ZEROS = re.compile(r"[0:.TZ -]*+$")
LONGEST_LABEL = 120  # characters of what stands for a headline
FIRST_SENTENCE = re.compile(r".{20,119}?[.!?…](?=\s)")
UNTITLED = "no headline: the first words stand for it"
NO_TEXT = "no text: a headline alone"
SUMMARY_ONLY = "only the feed's summary"


class Withheld(NamedTuple):
    """Why an item is not to be shown now; whether it is to be shown later, as when an embargo ends: then what was
    published before stays."""

    reason: str
    passes: bool = False

    def said_of(self, source: Source, own: str, by: str, issued: date | datetime | None = None) -> Unreadable:
        """That of an item with an ``own`` id, if it has one, ``by`` whom it is withheld."""
        withdraws = "" if self.passes else own
        return Unreadable(source, f"withheld by its {by}: {self.reason}", withdraws, self.passes, issued)


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


def end_of_embargo(text: str) -> date | datetime | None:
    """When an embargo ends, in whatever year; where that cannot be read, ``NEVER``."""
    return (read_date(_extended(text))[0] or NEVER) if text.strip() else None


NEVER = datetime.max.replace(tzinfo=UTC)


def _date(text: str, how: str) -> tuple[date | datetime | None, str]:
    return dated(_extended(text), how)


def _extended(text: str) -> str:
    """A date in the basic form of ISO 8601 in the extended one; any other as it is."""
    if parts := BASIC.fullmatch(text.strip()):
        year, month, day, hour, minute, second, zone = parts.groups()
        text = f"{year}-{month}-{day}"
        if hour and (zone or int(hour + minute + (second or "0"))):  # midnight nowhere is a day without a time
            text += f"T{hour}:{minute}:{second or '00'}{zone or ''}"
    return text


# How the status of an item begins that its agency does not want shown, in all formats of the IPTC.
STOPPED = ("cancel", "withh", "withdr", "kill", "delet", "revok", "spike", "recall", "embargo")


def withheld(status: str, embargo: date | None = None) -> Withheld | None:
    """Why an item is not to be shown now, from its publishing status and the end of its embargo, if it is not."""
    word = status.rpartition(":")[2].strip()
    until = datetime.combine(embargo, time(), UTC) if embargo and not isinstance(embargo, datetime) else embargo
    if until == NEVER:
        return Withheld("under embargo, and when that ends cannot be read")
    if word.casefold().startswith(STOPPED) and not (until and word.casefold().startswith("embargo")):
        return Withheld(word.casefold())
    if isinstance(until, datetime) and until > datetime.now(UTC):
        return Withheld(f"under embargo until {until.isoformat(' ', 'minutes')}", passes=True)
    return None


DRAFT = frozenset("draft drafts pending private trash trashed auto-draft inherit unpublished scheduled future".split())
STATUSES = ("status", "state", "pubstatus", "pubStatus", "publishing_status", "workflow_state")
EMBARGOES = ("embargo", "embargoed", "embargo_until", "embargoed_until", "embargoUntil", "embargo_date", "embargoDate")
REMOVED = "[Removed]"  # as NewsAPI writes where its source took an article down


def is_draft(record: Fields) -> bool:
    """Whether a record says of itself that its system does not show it yet, or any more."""
    if record.get("draft") in (True, "true") or record.get("published") is False:
        return True
    return any(isinstance(status := record.get(key), str) and status.casefold() in DRAFT for key in STATUSES)


def taken_down(record: Fields) -> Withheld | None:
    """Why a record says that its system shows it no more, if it does: what was shown of it before is not to be."""
    status = next((word for key in STATUSES if isinstance(word := record.get(key), str)), "").casefold()
    return Withheld(status) if status in TAKEN_DOWN else None


TAKEN_DOWN = frozenset(["trash", "trashed", "unpublished"])


def withdrawn(record: Fields) -> Withheld | None:
    """Why a record says of itself that it is not to be shown, if it does."""
    if record.get("title") == REMOVED == record.get("description"):
        return Withheld("removed")
    status = next((status for key in STATUSES if isinstance(status := record.get(key), str)), "")
    embargo = next((record[key] for key in EMBARGOES if key in record), None)
    embargo = embargo.get("$date") if isinstance(embargo, dict) else embargo
    embargo = "until it is lifted" if embargo is True else embargo
    until = end_of_embargo(embargo) if isinstance(embargo, str) and embargo not in NONE else None
    return withheld(status if len(status) <= LONGEST_STATUS else "", until)


NONE, LONGEST_STATUS = frozenset(["none", "no", "null", "false", "0"]), 30  # characters


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
