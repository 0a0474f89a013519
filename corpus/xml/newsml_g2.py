"""NewsML-G2, the items that agencies send today, alone or many in a message.

The format: IPTC, "NewsML-G2 Specification", versions 2.0 to 2.35. Of its items only ``newsItem``s of text are articles;
others are named. Their text is NITF (``nitf.py``), XHTML or plain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any

from corpus.article import Article, Source, Unreadable
from corpus.clean import one_line
from corpus.metadata.datelines import dateline_place
from corpus.metadata.releasing import end_of_embargo, withheld
from corpus.record import Record
from corpus.records.composing import Fields, composed, first_date, names, noted, parts_of_html
from corpus.xml import elements, nitf
from corpus.xml.elements import XML, attribute, every, first, first_of, markup_of, name_of, text_of, texts_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

ITEMS = "newsItem|packageItem|conceptItem|knowledgeItem|planningItem|catalogItem"
SUBHEAD = re.compile(r"sub|deck|second|short")
KICKER = re.compile(r"kicker|over|roof|top|eyebrow")


def split(stream: IO[bytes], source: Source) -> Iterator[Record | Unreadable]:
    """A record for each item of one open file."""
    yield from elements.split(stream, source, ITEMS)


def read(data: tuple[Any, ...], source: Source) -> Article | Unreadable:
    """The article of one item."""
    try:
        _, item, damage = elements.parsed(data)
    except ValueError as error:
        return Unreadable(source, str(error))
    meta = first_of(item, "itemMeta")
    until = first_of(meta, "embargoed")
    embargo = None if until is None else end_of_embargo(text_of(until) or "further notice")  # which an empty one means
    stopped = withheld(_code(first_of(item, "itemMeta/pubStatus")), embargo)
    found = _fields(item, meta)
    if name_of(item) != "newsItem" and not stopped:
        return Unreadable(source, f"no article but a NewsML-G2 {name_of(item)}: {_named(found)}")
    kind = _code(first_of(item, "itemMeta/itemClass")).rpartition(":")[2].casefold()
    if kind and kind not in TEXTS and not found["paragraphs"] and not stopped:
        return Unreadable(source, f"no article but an item of the class {kind}: {_named(found)}")
    if not found["paragraphs"] and (elsewhere := every(item, "contentSet/remoteContent")) and not stopped:
        address = elsewhere[0].get("href") or "another file"
        found["remarks"].append(f"its text is in another file, which is not fetched: {address}")
    found["remarks"] += [damage] if damage else []
    return composed(source, found, stopped)


TEXTS = frozenset(["text", "composite"])


def _named(found: Fields) -> str:
    return one_line(found["headline"] or found["id"])[:100] or "without a name"


def _code(element: Element | None) -> str:
    return "" if element is None else element.get("qcode") or element.get("literal") or element.get("uri") or ""


def _fields(item: Element, meta: Element | None) -> Fields:
    about = first_of(item, "contentMeta")
    language = attribute(about, "tag", "language") or item.get(XML + "lang") or ""
    body = _body(item)
    headline, subheads, kicker = _headlines(about, language)
    by = [name for line in texts_of(about, "by") for name in names(line)]
    created = [_name(each, language) for each in every(about, "creator") if "org" not in (each.get("type") or "")]
    notes = noted(texts_of(meta, "edNote"))
    if any("correct" in _code(signal) for signal in every(meta, "signal")):
        notes = {"correction": " ".join(texts_of(meta, "edNote")) or "Correction", "remarks": []}
    summary = [text for each in every(about, "description") if "caption" not in (each.get("role") or "")
               and (text := text_of(each))]  # fmt: skip
    paragraphs = body.get("paragraphs", [])
    known = set(paragraphs)
    return {
        "id": item.get("guid") or "",
        "headline": headline or body.get("headline") or text_of(first(meta, "title"))
        or text_of(first(item, "concept/name")),
        "deck": " ".join(subheads) or body.get("deck")
        or next((text for text in summary if text not in known), ""),
        "kicker": kicker,
        "byline": by or body.get("byline") or [name for each in created for name in names(each)],
        "dateline": dateline_place(text_of(first(about, "dateline"))) or body.get("dateline")
        or next((_name(each, language) for each in every(about, "located")), ""),
        "published": first_date(
            (text_of(first(meta, "firstCreated")), "NewsML-G2 firstCreated"),
            (text_of(first(meta, "versionCreated")), "NewsML-G2 versionCreated"),
            (text_of(first(about, "contentCreated")), "NewsML-G2 contentCreated"),
        ),
        "revised": first_date((text_of(first(meta, "versionCreated")), "")),
        "paragraphs": paragraphs,
        "captions": body.get("captions", []),
        "section": next((_name(each, language) for each in every(meta, "service") if len(each)), ""),
        "tags": [
            *texts_of(about, "keyword"),
            *[name for each in every(about, "subject") if (name := _name(each, language))],
        ],
        "agency": _agency(meta, about, language) or body.get("agency"),
        "publication": body.get("publication"),
        "page": body.get("page"),
        "edition": body.get("edition"),
        "slug": text_of(first(about, "slugline")) or body.get("slug"),
        "language": language,
        "correction": notes["correction"] or body.get("correction"),
        "remarks": [*notes["remarks"], *body.get("remarks", [])],
        "origins": {
            "headline": "contentMeta/headline" if headline else "contentSet",
            "byline": "contentMeta/by" if by else "contentSet" if body.get("byline") else "contentMeta/creator",
            "deck": "contentMeta/headline" if subheads else "contentSet or contentMeta/description",
            "dateline": "contentMeta", "agency": "itemMeta", "slug": "contentMeta/slugline",
            "section": "itemMeta/service",
        },
    }  # fmt: skip


def _headlines(about: Element | None, language: str) -> tuple[str, list[str], str]:
    """The headline, what stands below it, and above it: those in the item's language, if it has several."""
    heads = [each for each in every(about, "headline") if text_of(each)]
    own = [
        each
        for each in heads
        if (each.get(XML + "lang") or language).split("-")[0] == language.split("-", maxsplit=1)[0]
    ]
    roles = [((each.get("role") or "").rpartition(":")[2].casefold(), text_of(each)) for each in own or heads]
    main = [text for role, text in roles if not SUBHEAD.search(role) and not KICKER.search(role)]
    subheads = [text for role, text in roles if SUBHEAD.search(role)]
    kicker = next((text for role, text in roles if KICKER.search(role)), "")
    if not main and subheads:
        main, subheads = subheads[:1], subheads[1:]
    return main[0] if main else "", [text for text in subheads if text != main[0]], kicker


def _agency(meta: Element | None, about: Element | None, language: str) -> str:
    provider = first_of(meta, "provider")
    named = "" if provider is None else _name(provider, language)
    credit = text_of(first(about, "creditline"))
    return named or credit or ("" if provider is None else _code(provider).rpartition(":")[2])


def _name(element: Element, language: str) -> str:
    """The name of a concept, in the language if there is one in it; a literal; "" where there are but codes."""
    named = [each for each in every(element, "name") if text_of(each)]
    ours = [
        each for each in named if (each.get(XML + "lang") or "").split("-")[0] == language.split("-", maxsplit=1)[0]
    ]
    literal = element.get("literal") or ""
    return text_of((ours or named)[0]) if named else literal


def _body(item: Element) -> Fields:
    """The values in what it holds; of several renditions those with the longest text."""
    found = [content_of(each) for each in every(item, "contentSet/inlineXML", "contentSet/inlineData")]
    return max(found, key=lambda each: sum(map(len, each.get("paragraphs", []))), default={})


def content_of(element: Element) -> Fields:
    """The values in an element that has XHTML, NITF, or text that may be HTML."""
    story = next(element.iter("{*}nitf"), None)
    if story is not None:
        return nitf.fields(story)
    content = next(element.iter("{*}body.content"), element)
    if content is not element or (len(element) and next(element.iter("{*}html", "{*}body", "{*}div"), None) is None):
        return {"paragraphs": nitf.paragraphs_in(content), "captions": nitf.captions_in(content)}
    notes = [each for each in element.iter("{*}section") if "notepad" in (each.get("class") or "")]
    said = [f"editor's note: {' '.join(nitf.paragraphs_in(each))}" for each in notes]
    for each in notes:  # contacts and the like, behind the text
        each.clear()
    title = text_of(next(element.iter("{*}title"), None))
    body = next(element.iter("{*}body"), element)
    paragraphs, captions = parts_of_html(markup_of(body))
    heading = text_of(next(body.iter("h1"), None))
    if heading and paragraphs[:1] == [heading]:
        paragraphs = paragraphs[1:]
    return {"headline": heading or title, "paragraphs": paragraphs, "captions": captions, "remarks": said}
