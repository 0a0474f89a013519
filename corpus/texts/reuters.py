"""Stories of the Reuters-21578 collection's SGML, and wire copy in the same markup.

The format: "Reuters-21578 text categorization test collection", D. D. Lewis, README of distribution 1.0.
It is not XML: entities stand unescaped in places, and control characters are written as references.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import IO, TypeVar

from corpus.article import Article, Source, Unreadable, derived_id, own_id
from corpus.clean import decode, one_line, unique
from corpus.metadata.credits import names_of
from corpus.metadata.datelines import dateline_place
from corpus.metadata.dates import dated
from corpus.patterns import Expression
from corpus.record import Record

Known = TypeVar("Known")
UNTITLED = "(untitled)"  # stands for the headline of a story that was sent empty: it keeps its id, date and place
STORY_END = b"</REUTERS>"
LONGEST_STORY = 4 << 20  # bytes; the longest of the collection has 14 thousand
CHUNK = 1 << 20  # bytes read at a time; a story is a few kilobytes
STORY = re.compile(r"<REUTERS\b")
NUMBER = re.compile(r'\bNEWID="([^"]*)"')
# What follows it is remarks and telegraph codes; an impossible hour leaves the day.
DATE = Expression(r"\d{1,2}-\p{L}{3}-\d{4}(?:\s+\d\d:\d\d:\d\d(?:\.\d+)?)?")
TAG_LISTS = ("TOPICS", "PLACES", "PEOPLE", "ORGS", "EXCHANGES")
NAMES = "|".join([*TAG_LISTS, "DATE", "TITLE", "AUTHOR", "DATELINE", "BODY"])
# Beginnings of tags; ends are looked up from there, and never twice in vain, which expressions would do.
ELEMENT = re.compile(rf"<({NAMES})\b")
TEXT = re.compile(r"<(TEXT)\b")
LISTED = re.compile(r"<(D)(?=>)")
LONGEST_KNOWN = 500  # code points of an element that is remembered, so that what is remembered stays small
INDENTED = re.compile(r"\n(?=[ \t]{3,}\S)|\n\s*\n")
# The last line of wire copy is the agency's name alone, or "MORE"; some carry dots or a stray "^M".
SIGN_OFF = Expression(r"\s*(?:\p{Lu}\p{L}+|(?i:reuters?|more)(?:\.\.\.)?(?:\^M)?)\s*")
# Python makes no number of so many digits.
LONG_REFERENCE = re.compile(r"&#(?:[0-9]{9,}|[xX][0-9a-fA-F]{9,});?")
CONTROL_REFERENCE = re.compile(r"&#(?:[0-9]|1[0-9]|2[0-9]|3[01]|127);")


def split(stream: IO[bytes], source: Source) -> Iterator[Record | Unreadable]:
    """The markup of each story of one open file, in order, read a piece at a time."""
    rest, number = b"", 0
    while chunk := stream.read(CHUNK):
        seam = max(0, len(rest) - len(STORY_END))  # only here and behind can an end be that was not seen before
        data, start = rest + chunk, 0
        while (end := data.find(STORY_END, max(start, seam))) >= 0:
            number += 1
            yield Record(Source(source.file, f"story {number}"), data[start : end + len(STORY_END)])
            start = end + len(STORY_END)
        rest = data[start:]
        if len(rest) > LONGEST_STORY:
            yield Unreadable(
                Source(source.file, f"story {number + 1}"), f"no {STORY_END.decode()} within {LONGEST_STORY >> 20} MB"
            )
            return
    if b"<REUTERS" in rest:
        reason = "the story is cut off: no </REUTERS> before the end of the file"
        yield Unreadable(Source(source.file, f"story {number + 1}"), reason)
    elif not number:
        yield Unreadable(source, "no <REUTERS> story in the file")


def read(markup: bytes, source: Source) -> Article | Unreadable:
    """The article of one story."""
    text = decode(markup)
    found = STORY.search(text)
    begin = text.find(">", found.end()) if found else -1
    end = text.rfind(STORY_END.decode(), begin)
    if not found or begin < 0 or end < 0:
        return Unreadable(source, "no <REUTERS …> before </REUTERS>")
    number = NUMBER.search(text, found.end(), begin)
    inner = text[begin + 1 : end]
    elements = dict(reversed([*_elements(ELEMENT, inner)]))  # of several with one name the first counts
    headline, body = _headline_and_body(inner, elements)
    place, lede = _remembered(_dateline, elements.get("DATELINE", ""))
    date = DATE.search(elements.get("DATE", ""))
    published, how = dated(date.group(), "DATE element") if date else (None, "")
    return Article(
        id=own_id(number[1] if number else "") or derived_id("", headline, body),
        source=source,
        headline=headline or UNTITLED,
        byline=names_of(_text(elements.get("AUTHOR", ""))),
        dateline=place,
        published=published,
        published_how=how,
        tags=unique(tag for name in TAG_LISTS if (tags := elements.get(name)) for tag in _remembered(_listed, tags)),
        paragraphs=tuple(INDENTED.split(lede + body)),
        origins=ORIGINS,
    )


ORIGINS = ("headline: TITLE element", "byline: AUTHOR element", "dateline: DATELINE element", "tags: TOPICS and others")


def _elements(beginning: re.Pattern[str], markup: str) -> Iterator[tuple[str, str]]:
    """The name and the content, up to the first closing tag, of each element, none within another."""
    at = 0
    unclosed: set[str] = set()
    while (found := beginning.search(markup, at)) and (start := markup.find(">", found.end()) + 1):
        name, at = found[1], found.end()
        end = -1 if name in unclosed else markup.find(f"</{name}>", start)
        if end < 0:
            unclosed.add(name)
        else:
            yield name, markup[start:end]
            at = end


def _remembered(cached: Callable[[str], Known], element: str) -> Known:
    """What a cached function says; nothing long is remembered."""
    return cached(element) if len(element) <= LONGEST_KNOWN else cached.__wrapped__(element)  # type: ignore[attr-defined]


def _headline_and_body(inner: str, elements: dict[str, str]) -> tuple[str, str]:
    title = one_line(_text(elements.get("TITLE", "")))
    if title:
        return title.strip("*"), _without_sign_off(_text(elements.get("BODY", "")))
    unprocessed = next(_elements(TEXT, inner), ("", ""))[1]
    text = _without_sign_off(_text(unprocessed).strip("\n"))
    first, _, rest = text.partition("\n")
    return one_line(first), rest


def _without_sign_off(text: str) -> str:
    before, newline, last = text.rstrip().rpartition("\n")
    return before.rstrip() if newline and SIGN_OFF.fullmatch(last) else text.rstrip()


@lru_cache(maxsize=1 << 12)  # of Reuters-21578 3 in 5 are the same as one before
def _dateline(element: str) -> tuple[str, str]:
    """(place, the words of the lede that slipped into the dateline)."""
    place, _, lede = _text(element).partition(" - ")
    return dateline_place(place), lede.lstrip()


@lru_cache(maxsize=1 << 12)  # of Reuters-21578 15 in 16 lists are the same as one before
def _listed(element: str) -> tuple[str, ...]:
    return tuple(one_line(_text(item)) for _, item in _elements(LISTED, element))


def _text(markup: str) -> str:
    if "&" not in markup:
        return markup
    return html.unescape(LONG_REFERENCE.sub("\ufffd", CONTROL_REFERENCE.sub("", markup)))
