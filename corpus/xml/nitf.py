"""News Industry Text Format, the XML of a story as agencies and archives of newspapers send it.

The format: IPTC, "NITF: News Industry Text Format", versions 2.0 to 3.6 (nitf-3-6.dtd and -xsd). It may also be the
body of an item of NewsML, whose readers call ``fields``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any

from corpus.article import Article, Source, Unreadable
from corpus.clean import PARAGRAPH_BREAK, lines_of, paragraphs_of
from corpus.metadata.credits import is_said_of
from corpus.metadata.datelines import dateline_place
from corpus.metadata.openings import agency_in
from corpus.metadata.releasing import Withheld, end_of_embargo, withheld
from corpus.record import Record
from corpus.records.composing import Fields, composed, first_date, names, noted, parts_of_html
from corpus.xml import elements
from corpus.xml.elements import XML, attribute, every, first, first_of, name_of, text_of, texts_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# Elements within a paragraph; what is neither these nor left out is a block of its own.
INLINE = frozenset(
    "a abbr acronym alt-code b big chron cite city classifier code copyrite country em event font frac frac-num "
    "frac-den frac-sep function i lang location money name.family name.given num object.title org person postaddr "
    "pronounce q region s sep small span state strong sub sublocation sup tt u virtloc td th copyrite.year "
    "copyrite.holder sshort".split()
)
LEFT_OUT = frozenset(
    "media media-caption media-producer media-metadata media-object script style datasource hr".split()
)
PAGE_NAMES = ("print_page_number", "page")
SLUG_NAMES = ("slug", "slugline", "anpa-keyword", "keyword-line")


def split(stream: IO[bytes], source: Source) -> Iterator[Record | Unreadable]:
    """A record for each story of one open file."""
    yield from elements.split(stream, source, "nitf")


def read(data: tuple[Any, ...], source: Source) -> Article | Unreadable:
    """The article of one story."""
    try:
        _, root, damage = elements.parsed(data)
    except ValueError as error:
        return Unreadable(source, str(error))
    found = fields(root)
    found["remarks"] = [*found["remarks"], *([damage] if damage else [])]
    return composed(source, found, status(root))


def status(root: Element) -> Withheld | None:
    """Why a story is not to be shown, if it is not."""
    data = first_of(root, "head/docdata")
    release = end_of_embargo(attribute(data, "norm", "date.release"))
    return withheld("" if data is None else data.get("management-status") or "", release)


def fields(root: Element) -> Fields:
    """The values of an article that a ``nitf`` element has."""
    data, printed, top = (
        first_of(root, "head/docdata"),
        first_of(root, "head/pubdata"),
        first_of(root, "body/body.head"),
    )
    content = every(root, "body/body.content") or every(root, ".//body.content", "body/block", "body/p")
    end = first_of(root, "body/body.end")
    heads = texts_of(top, "hedline/hl1") or texts_of(top, "hedline")
    title = text_of(first(root, "head/title"))
    notes = [text_of(each) for each in every(root, ".//note") if "editor" in (each.get("noteclass") or "")]
    paragraphs = [text for each in content for text in paragraphs_in(each)]
    tagline = [text for text in texts_of(end, "tagline") if " " in text or "@" not in text]  # who wrote it, or helped
    bylines = every(top, ".//byline") or every(root, ".//byline")
    byline = [name for each in bylines if "normalized" not in (each.get("class") or "") for name in names_in(each)]
    dateline = first(root, "body/body.head/dateline", ".//dateline")
    subheads = [text for each in every(top, "hedline/hl2") if "headline" not in (each.get("class") or "")
                and (text := text_of(each)) and text not in heads]  # fmt: skip
    known = set(paragraphs)
    abstract = [text for each in every(top, "abstract") for text in paragraphs_in(each)]
    found: Fields = {
        "id": attribute(data, "id-string", "doc-id") or attribute(data, "key", "du-key"),
        "headline": heads[0] if heads else title,
        "deck": " ".join([*heads[1:], *subheads, *[text for text in abstract if text not in known]]),
        "byline": byline or [name for line in tagline for name in names(line)],
        "dateline": dateline_place(_dateline(dateline)),
        "published": _published(data, printed, dateline),
        "paragraphs": [*paragraphs, *(text for text in tagline if byline and not is_said_of(byline, text))],
        "captions": captions_in(root),
        "section": attribute(printed, "position.section") or _meta(root, "online_sections", "section", "dsk"),
        "page": attribute(printed, "position.sequence") or attribute(printed, "page") or _meta(root, *PAGE_NAMES),
        "url": attribute(printed, "ex-ref"),
        "edition": attribute(printed, "edition.name"),
        "publication": attribute(printed, "name"),
        "agency": _agency(root, data, printed),
        "kicker": text_of(first(top, "hedline/kicker", "kicker")) or attribute(data, "series.name", "series"),
        "slug": _meta(root, *SLUG_NAMES) or attribute(data, "key", "du-key"),
        "language": root.get(XML + "lang") or _meta(root, "language", "lang"),
        "tags": _tags(root, data),
        **_noted(
            root,
            [attribute(data, "info", "ed-msg"), *notes, *texts_of(end, "correction"), *texts_of(top, "note")],
        ),
    }
    if not heads and title:
        found["remarks"].append("no headline: the title of its head")
    found["origins"] = {
        "headline": "hedline/hl1" if heads else "head/title",
        "byline": "byline" if byline else "tagline",
        "deck": "hedline/hl2" if heads[1:] or subheads else "abstract",
        "dateline": "dateline",
        "section": "position.section",
        "publication": "pubdata",
        "kicker": "hedline/kicker",
    }
    return found


def _noted(root: Element, notes: list[str]) -> Fields:
    """Notices of corrections, which may have a block of their own, and other notes."""
    found = noted(notes)
    own = [each.get("info") or "" for each in every(root, "head/docdata/correction")]
    own += [text_of(block) for block in every(root, ".//block") if block.get("class") == CORRECTION]
    return {**found, "correction": " ".join(filter(None, [found["correction"], *own]))}


CORRECTION = "correction_text"  # as The New York Times has it


def _published(data: Element | None, printed: Element | None, dateline: Element | None) -> tuple[Any, str]:
    return first_date(
        (attribute(data, "norm", "date.issue"), "NITF date.issue"),
        (attribute(printed, "date.publication"), "NITF date.publication"),
        (attribute(data, "norm", "date.release"), "NITF date.release"),
        (attribute(dateline, "norm", "story.date"), "NITF story.date"),
        (text_of(first(dateline, "story.date")), "NITF story.date"),
    )


def _dateline(dateline: Element | None) -> str:
    """The place of a dateline, without its date and agency where these have elements."""
    place = text_of(first(dateline, "location"))
    return place or text_of(dateline)


def _agency(root: Element, data: Element | None, printed: Element | None) -> str:
    """Who supplied it; whoever holds the copyright, unless a paper is named."""
    top = first_of(root, "body/body.head")
    named = next(iter(texts_of(top, ".//distributor", ".//byttl/org")), "") or attribute(data, "regsrc", "doc-id")
    named = named or agency_in(text_of(first(top, "dateline")))
    return named or ("" if attribute(printed, "name") else attribute(data, "holder", "doc.copyright"))


def _tags(root: Element, data: Element | None) -> list[str]:
    keywords = [each.get("key") or text_of(each) for each in every(data, "key-list/keyword", ".//keyword")]
    subjects = [
        next((text for key in NAMES_OF_SUBJECTS if (text := each.get(key))), "")
        for each in every(root, "head/tobject/tobject.subject")
    ]
    named = texts_of(data, "identified-content/*")
    classed = [each.get("value") or text_of(each) for each in every(data, "identified-content/classifier")]
    return [text for text in [*keywords, *subjects, *named, *classed] if text]


NAMES_OF_SUBJECTS = ("tobject.subject.detail", "tobject.subject.matter", "tobject.subject.type")


def names_in(byline: Element) -> tuple[str, ...]:
    """The names of a byline, whose title (``byttl``) and agency are none."""
    if people := texts_of(byline, "person", ".//person"):
        return tuple(name for person in people for name in names(person))
    for title in every(byline, ".//byttl", ".//org", ".//virtloc"):
        title.text, title[:] = "", []
    return names("".join(byline.itertext()))


def captions_in(root: Element) -> list[str]:
    """The captions of its pictures."""
    return texts_of(root, ".//media-caption", ".//figcaption", ".//caption")


def paragraphs_in(content: Element) -> list[str]:
    """The text in an element, block by block; rows of tables are blocks, pictures are left out."""
    from lxml import etree  # noqa: PLC0415 - most archives have no XML

    if not len(content):
        return parts_of_html(content.text or "")[0]
    found, pieces, left_out = list[str](), list[str](), 0
    twice = {block.get("class") for block in every(content, "block")} >= {"lead_paragraph", "full_text"}

    def end_block(verbatim: bool = False) -> None:
        text = "".join(pieces)
        found.extend(paragraphs_of(text) if verbatim else lines_of(PARAGRAPH_BREAK.split(text)))
        pieces.clear()

    for event, element in etree.iterwalk(content, events=("start", "end")):
        name = name_of(element).casefold()
        block = name not in INLINE
        if event == "start":
            if block and not left_out:
                end_block()
            left_out += _is_left_out(element, name, twice)
            text = element.text
        else:
            left_out -= _is_left_out(element, name, twice)
            if block and not left_out:
                end_block(verbatim=name == "pre")
            text = (" " if name in ("td", "th") else "") + (element.tail or "") if element is not content else ""
        if text and not left_out:
            pieces.append(text)
    return found


def _is_left_out(element: Element, name: str, twice: bool) -> bool:
    """Whether it is no text: a picture, a note to editors, a lead that stands in the full text again."""
    if name == "note":
        return "editor" in (element.get("noteclass") or "")
    return (
        name in LEFT_OUT or element.get("class") == CORRECTION or (twice and element.get("class") == "lead_paragraph")
    )


def _meta(root: Element, *names: str) -> str:
    """The content of the first ``meta`` element of the head that has one of these names."""
    values = {(each.get("name") or "").casefold(): each.get("content") or "" for each in every(root, "head/meta")}
    return next((values[name] for name in names if values.get(name)), "")
