"""What an article is, once read: the plain data that every other room works on."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import MISSING, asdict, dataclass, fields, replace
from dataclasses import field as dataclass_field
from datetime import date, datetime
from functools import cached_property
from typing import Any, Literal

from corpus.clean import lines_of, one_line
from corpus.quotes.quote import Quote

PartField = Literal["headline", "deck", "body", "captions"]
# The fields of an article that are one string, and those that are several.
STRINGS = (
    "id",
    "headline",
    "deck",
    "dateline",
    "published_how",
    "section",
    "url",
    "publication",
    "agency",
    "kicker",
    "slug",
    "language",
    "page",
    "edition",
    "correction",
    "format",
)
DATES = ("published", "revised")
LISTS = ("paragraphs", "byline", "tags", "captions", "remarks", "origins")


@dataclass(frozen=True)
class Source:
    """Where an article stands: ``file`` as a POSIX path that begins with the name of the folder or file
    that was read, ``position`` within it in words ("line 12", "story 3"), empty where the file is the article."""

    file: str
    position: str = ""

    def __str__(self) -> str:
        return f"{self.file}, {self.position}" if self.position else self.file


@dataclass(frozen=True)
class Part:
    """A stretch of ``Article.text``: half-open, in code points."""

    field: PartField
    start: int
    end: int


@dataclass(frozen=True)
class Article:
    """A news article, its parts each in its field.

    Every string is NFC, without control characters, with white space folded to single spaces; absent
    strings are empty, but none is without an id (``ValueError``). ``published`` is an aware datetime, or a
    date where the source gives no time; ``published_how`` says in words where it was found. ``revised`` is when this
    version was made, where the source tells that apart from when the article first appeared.

    ``publication`` is the paper or site it ran in, ``agency`` who supplied it; ``kicker`` the words above the headline;
    ``language`` a tag of BCP 47, as the source gives it or the words tell; ``page`` and ``edition`` those of print, as
    printed.
    ``correction`` is the notice that it was corrected; ``format`` that of its file, by its name among
    ``corpus.reading.telling.FORMATS``. ``remarks`` say what is not as it should be ("only a teaser"),
    ``origins`` where values come from ("byline: JSON-LD author"): these are not kept in archives.
    """

    id: str
    source: Source
    headline: str
    paragraphs: tuple[str, ...] = ()
    deck: str = ""
    byline: tuple[str, ...] = ()
    dateline: str = ""
    published: date | datetime | None = None
    published_how: str = ""
    revised: date | datetime | None = None
    section: str = ""
    tags: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    url: str = ""
    publication: str = ""
    agency: str = ""
    kicker: str = ""
    slug: str = ""
    language: str = ""
    page: str = ""
    edition: str = ""
    correction: str = ""
    format: str = ""
    remarks: tuple[str, ...] = ()
    origins: tuple[str, ...] = dataclass_field(default=(), compare=False)  # which workers do not send

    def __post_init__(self) -> None:
        """Put every string on one line, whatever the reader gave."""
        values = vars(self)  # which may still be changed, unlike attributes
        for name in STRINGS:
            if text := values[name]:
                values[name] = one_line(text)
        for name in LISTS:
            if texts := values[name]:
                values[name] = lines_of(texts)
        if not self.id:  # nothing could name it, neither an address nor whoever removes it
            raise ValueError("an article has an id")

    @classmethod
    def of_tidy(cls, **values: Any) -> Article:
        """An article of ``values`` whose strings are all on one line already, which takes a third of the time."""
        article = object.__new__(cls)
        vars(article).update(ABSENT)
        vars(article).update(values)
        if not article.id:
            raise ValueError("an article has an id")
        return article

    @property
    def day(self) -> date | None:
        """The publication day as the publisher's own calendar has it."""
        return self.published.date() if isinstance(self.published, datetime) else self.published

    @property
    def issued(self) -> date | datetime | None:
        """When this version was published, as far as that is known."""
        return self.revised or self.published

    @property
    def words(self) -> int:
        """How many words the text has, divided by white space."""
        return len(self.text.split())

    @property
    def strings(self) -> list[tuple[PartField, str]]:
        """What ``text`` is made of, in order, each with its field."""
        heads: tuple[tuple[PartField, str], ...] = ("headline", self.headline), ("deck", self.deck)
        found = [head for head in heads if head[1]]
        found += [("body", paragraph) for paragraph in self.paragraphs]
        found += [("captions", caption) for caption in self.captions]
        return found

    @cached_property
    def text(self) -> str:
        """The one string that all offsets refer to: headline, deck, paragraphs and captions, in that
        order, joined by blank lines; empty parts leave no trace."""
        return PART_BREAK.join(filter(None, (self.headline, self.deck, *self.paragraphs, *self.captions)))

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The stretches that ``text`` is made of, in order; blank lines lie between them."""
        parts, position = [], 0
        for field, text in self.strings:
            parts.append(Part(field, position, position + len(text)))
            position += len(text) + len(PART_BREAK)
        return tuple(parts)

    @cached_property
    def quotes(self) -> tuple[Quote, ...]:
        """The quotes in headline, deck and body, in order, none within another; offsets refer to ``text``."""
        from corpus.quotes.extract import said_in  # noqa: PLC0415 - who searches finds quotes in the archive

        end = next(part.start for part in self.parts if part.field == "captions") if self.captions else None
        found = said_in(self.text[:end], self.byline[0] if len(self.byline) == 1 else "")
        vars(self)["statements"] = tuple(found.statements)
        return tuple(found.quotes)

    @cached_property
    def statements(self) -> tuple[Quote, ...]:
        """What is said there outside quotation marks, of the kind "indirect"; these may lie within one another, and
        have quotes within them."""
        self.quotes  # noqa: B018 - which are found together
        found: tuple[Quote, ...] = vars(self)["statements"]
        return found

    @property
    def said(self) -> tuple[Quote, ...]:
        """All that is said: the quotes, then the statements."""
        return self.quotes + self.statements

    def quote_at(self, start: int, end: int) -> Quote | None:
        """The quote that ``text[start:end]`` stands in."""
        at = bisect_right(self.quotes, start, key=lambda quote: quote.start) - 1
        return self.quotes[at] if at >= 0 and end <= self.quotes[at].end else None

    def is_said(self, start: int, end: int) -> bool:
        """Whether ``text[start:end]`` stands in a quote or a statement."""
        return any(one.start <= start and end <= one.end for one in self.said)

    def with_quotes(self, quotes: tuple[Quote, ...], statements: tuple[Quote, ...] = ()) -> Article:
        """This article with other quotes and statements than those that would be found in it."""
        other = replace(self)
        vars(other).update(quotes=quotes, statements=statements)
        return other

    def with_more(self, values: Mapping[str, Any]) -> Article:
        """This article with other ``values``, which are tidy; sooner than by ``replace``, which tidies all again."""
        other = object.__new__(Article)
        vars(other).update(vars(self))
        vars(other).update(values)
        return other

    def as_json(self) -> dict[str, Any]:
        """Plain JSON values: every field, dates in ISO 8601, and ``text`` with its ``parts``, ``quotes`` and
        ``statements``."""
        record = asdict(self)
        for name in DATES:
            record[name] = record[name].isoformat() if record[name] else None
        record["text"], record["words"] = self.text, self.words
        record["parts"] = [asdict(part) for part in self.parts]
        for name in ("quotes", "statements"):
            said: tuple[Quote, ...] = getattr(self, name)
            record[name] = [{**one._asdict(), "text": self.text[one.start : one.end]} for one in said]
        return record


ABSENT = {each.name: each.default for each in fields(Article) if each.default is not MISSING}
PART_BREAK = "\n\n"
TEASER = "only "  # what a remark begins with that there is but the beginning of a text


@dataclass(frozen=True)
class Unreadable:
    """Something that should have been an article and could not be read, or is not to be shown; ``reason`` says why and,
    where there is one, the remedy. ``withdraws`` is the id of the article, where earlier versions of it are not to be
    shown either, those issued before this was ``issued`` as far as that is known; ``try_again``: whether the same file
    may be readable another time."""

    source: Source
    reason: str
    withdraws: str = ""
    try_again: bool = False
    issued: date | datetime | None = None

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}"


def derived_id(url: str, *content: str) -> str:
    """A stable id for an article whose source gives none: from its url, else from its content."""
    digest = hashlib.sha256((url or "\0".join(content)).encode("utf-8", "surrogatepass")).hexdigest()
    return digest[:ID_DIGITS]


def own_id(text: str) -> str:
    """The id that a source gives, tidied; a very long one as the id derived from it. Empty where it gives none.

    >>> own_id("2024/../ferry")  # in an address, browsers would take what lies between for a way up
    '2024/%2E%2E/ferry'
    """
    tidy = DOTS.sub(lambda found: found[0].replace(".", "%2E"), one_line(text))
    return tidy if len(tidy) <= LONGEST_ID else derived_id(tidy)


DOTS = re.compile(r"(?:^|(?<=/))\.{1,2}(?=/|$)")
# Code points. Ids are part of addresses, of which servers and browsers take some 8,000 bytes, up to 12 a code point.
LONGEST_ID = 500
ID_DIGITS = 16  # 64 bits: a collision among 10 million articles has odds below one in 100,000
