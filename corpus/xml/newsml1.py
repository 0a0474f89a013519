"""NewsML 1, the agencies' envelope before NewsML-G2.

The format: IPTC, "NewsML Functional Specification", versions 1.0 to 1.2. A ``NewsItem`` holds components in one
another: headlines in ``NewsLines``, texts in ``DataContent`` (NITF, XHTML, bare paragraphs), pictures with captions.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any

from corpus.article import Article, Source, Unreadable
from corpus.clean import one_line
from corpus.metadata.datelines import dateline_place
from corpus.metadata.releasing import Withheld, end_of_embargo, withheld
from corpus.record import Record
from corpus.records.composing import Fields, composed, first_date, names, noted
from corpus.xml import elements
from corpus.xml.elements import XML, attribute, every, first, first_of, name_of, text_of, texts_of
from corpus.xml.newsml_g2 import content_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

PICTURES = frozenset(["photo", "picture", "graphic", "image", "video", "animation", "audio", "logo"])


def split(stream: IO[bytes], source: Source) -> Iterator[Record | Unreadable]:
    """A record for each item of one open file; for each of its articles where an item holds several."""
    for one in elements.split(stream, source, "NewsItem", nested=True):
        if isinstance(one, Unreadable):
            yield one
            continue
        for number in range(_count(one.data)):
            place = (
                Source(one.source.file, f"{one.source.position} part {number + 1}".strip()) if number else one.source
            )
            yield Record(place, (number, *one.data))


def _count(data: tuple[Any, ...]) -> int:
    """How many articles an item holds; 1 where it is for ``read`` to say why there is none."""
    if elements.Item(*data).markup.count(b"HeadLine>") <= len(("start", "end")):
        return 1
    try:
        return len(_stories(elements.parsed(data)[1])) or 1
    except ValueError:
        return 1


def read(data: tuple[Any, ...], source: Source) -> Article | Unreadable:
    """The article of one item, or its article of that number."""
    number, *values = data
    try:
        _, item, damage = elements.parsed(tuple(values))
        stories = _stories(item)
    except ValueError as error:
        return Unreadable(source, str(error))
    story = stories[number] if number < len(stories) else first_of(item, "NewsComponent")
    found = _fields(item, story, several=len(stories) > 1, number=number)
    stopped = _stopped(item)
    if not stopped and not found["paragraphs"] and (reason := _no_article(item, found)):
        return Unreadable(source, f"no article but {reason}")
    found["remarks"] += [damage] if damage else []
    return composed(source, found, stopped)


def _stopped(item: Element) -> Withheld | None:
    management = first_of(item, "NewsManagement")
    status = attribute(management, "FormalName", "Status")
    change = first_of(item, "NewsManagement/StatusWillChange")
    until = end_of_embargo(text_of(first(change, "DateAndTime")))
    if attribute(change, "FormalName", "FutureStatus").casefold() != "usable":
        until = None
    if attribute(management, "FormalName", "Instruction").casefold() in ("delete", "kill"):
        status = "deleted"
    return withheld(status, until)


def _no_article(item: Element, found: Fields) -> str:
    named = one_line(found["headline"] or found["id"])[:100]
    if references := every(item, ".//NewsItemRef"):
        return f"a list of {len(references)} other items: {named}"
    if kinds := _kinds(item, ".//ContentItem") & PICTURES:
        return f"{' and '.join(sorted(kinds))}: {named}"
    if not every(item, "NewsComponent"):
        return f"a NewsML {', '.join(sorted({name_of(each) for each in item[2:]})) or 'item without content'}: {named}"
    return ""


def _stories(item: Element) -> list[Element]:
    """The components that are an article each: the outermost with a headline of their own and a text, or the only one
    with a text. Where one within has other words for the same (``EquivalentsList``), it is no other article. Raises
    ``ValueError`` where there are too many."""
    tops = every(item, "NewsComponent")
    found: list[Element] = []
    pending = tops[::-1]
    while pending:
        component = pending.pop()
        inner = [each for each in every(component, "NewsComponent") if _headline(each) and _texts(each)]
        alone = component.get("EquivalentsList") == "yes" or len(inner) < 2 or _own_texts(component)  # noqa: PLR2004
        if not alone:
            pending += inner[::-1]
        elif _texts(component):
            found.append(component)
        if len(found) > MOST_STORIES:
            raise ValueError(f"more than {MOST_STORIES} articles in one item")
    return found


def _headline(component: Element) -> str:
    return text_of(first(component, "NewsLines/HeadLine", ".//NewsLines/HeadLine"))


def _role(component: Element | None) -> str:
    return attribute(component, "FormalName", "Role").casefold()


def _own_texts(component: Element) -> list[Element]:
    return [each for each in every(component, "ContentItem/DataContent") if text_of(each)]


def _texts(component: Element) -> list[Element]:
    """The contents within that are text of the article: neither a caption nor beside a picture. Raises ``ValueError``
    where there are too many."""
    contents = every(component, ".//DataContent")
    if len(contents) > MOST_TEXTS:
        raise ValueError(f"more than {MOST_TEXTS} texts in one item")
    return [each for each in contents if text_of(each) and not _is_caption(each, component)]


MOST_STORIES = 50  # in one item, which is parsed for each of them; digests have a dozen
MOST_TEXTS = 300  # in one item, for each of which its surroundings are looked at


def _is_caption(content: Element, component: Element) -> bool:
    """Whether a component around it, within the article's, says that it is one, or has a picture and else no text."""
    around = content.getparent()
    while around is not None and around is not component.getparent():
        if name_of(around) == "NewsComponent":
            if any(kind in _role(around) for kind in ("caption", *PICTURES)):
                return True
            if _kinds(around, "ContentItem") & PICTURES and not _own_texts(around) and _role(around) != "main":
                return True
        around = around.getparent()
    return False


def _kinds(element: Element, path: str) -> set[str]:
    return {attribute(each, "FormalName", "MediaType").casefold() for each in every(element, path)}


def _fields(item: Element, story: Element | None, several: bool, number: int) -> Fields:
    management = first_of(item, "NewsManagement")
    lines, about, admin = (
        _nearest(item, story, name) for name in ("NewsLines", "DescriptiveMetadata", "AdministrativeMetadata")
    )
    contents = [content_of(each) for each in (_texts(story) if story is not None else [])]
    body = max(contents, key=lambda each: sum(map(len, each.get("paragraphs", []))), default=Fields())
    if len(contents) > 1 and story is not None and story.get("EquivalentsList") != "yes":
        body = {**body, "paragraphs": [text for each in contents for text in each.get("paragraphs", [])]}
    captions = [
        text_of(each) for each in (every(story, ".//DataContent") if story is not None else [])
        if text_of(each) and _is_caption(each, story)
    ]  # fmt: skip
    headline = _line(lines, "HeadLine") or _line(lines, "NewsLine/NewsLineText")
    language = attribute(_nearest(item, story, "DescriptiveMetadata", "Language"), "FormalName", "Language")
    identity = _id(item)
    return {
        "id": f"{identity}#{number + 1}" if several and identity and number else identity,
        "headline": headline or body.get("headline") or text_of(first(item, ".//NewsLines/HeadLine")),
        "deck": _line(lines, "SubHeadLine") or body.get("deck"),
        "byline": [name for line in _lines(lines, "ByLine") for name in names(line)] or body.get("byline")
        or [name for name in names(_creator(item)) if " " in name],  # and not but initials
        "dateline": dateline_place(_line(lines, "DateLine")) or body.get("dateline") or _city(about),
        "published": first_date(
            (text_of(first(management, "FirstCreated")), "NewsML FirstCreated"),
            (text_of(first(management, "ThisRevisionCreated")), "NewsML ThisRevisionCreated"),
            (text_of(first(item, "Identification/NewsIdentifier/DateId")), "NewsML DateId"),
        ),
        "revised": first_date((text_of(first(management, "ThisRevisionCreated")), "")),
        "paragraphs": body.get("paragraphs", []),
        "captions": [*captions, *body.get("captions", [])],
        "tags": [*_lines(lines, "KeywordLine"), *_subjects(about), *body.get("tags", [])],
        "agency": attribute(first_of(admin, "Provider"), "FormalName", "Party")
        or _line(lines, "CreditLine") or body.get("agency")
        or text_of(first(item, "Identification/NewsIdentifier/ProviderId")),
        "kicker": _line(lines, "SeriesLine"),
        "slug": _line(lines, "SlugLine") or text_of(first(item, "Identification/NameLabel")) or body.get("slug"),
        "language": language or item.get(XML + "lang") or "",
        **noted([*texts_of(admin, "EdNote"), *_lines(lines, "EdNote")]),
        "origins": {
            "headline": "NewsLines/HeadLine" if headline else "DataContent",
            "byline": "NewsLines/ByLine" if _lines(lines, "ByLine") else "DataContent or Creator",
            "deck": "NewsLines/SubHeadLine",
            "dateline": "NewsLines/DateLine" if _line(lines, "DateLine") else "Location",
            "agency": "AdministrativeMetadata/Provider", "kicker": "NewsLines/SeriesLine", "slug": "NewsLines/SlugLine",
        },
    }  # fmt: skip


def _nearest(item: Element, story: Element | None, name: str, child: str = "") -> Element | None:
    """The element so named (with such a child) of the component, else of those around it, else of those within it."""
    around = story
    while around is not None and around is not item:
        for each in every(around, name):
            if not child or every(each, child):
                return each
        around = around.getparent()
    within = every(item if story is None else story, f".//{name}")
    return next((each for each in within if not child or every(each, child)), None)


def _line(lines: Element | None, name: str) -> str:
    return text_of(first(lines, name))


def _lines(lines: Element | None, name: str) -> list[str]:
    return texts_of(lines, name)


def _creator(item: Element) -> str:
    return attribute(first_of(item, ".//AdministrativeMetadata/Creator"), "FormalName", "Party")


def _city(about: Element | None) -> str:
    properties = every(about, "Location/Property")
    return next((each.get("Value") or "" for each in properties if each.get("FormalName") == "City"), "")


def _subjects(about: Element | None) -> list[str]:
    """Subjects that are named, not but coded."""
    codes = [each.get("FormalName") or "" for each in every(about, "SubjectCode/*", "TopicOccurrence", "Subject")]
    values = [each.get("Value") or "" for each in every(about, "Property") if each.get("FormalName") == "Keyword"]
    return [code for code in [*codes, *values] if any(sign.isalpha() for sign in code)]


def _id(item: Element) -> str:
    """What all revisions of the item share."""
    identifier = first_of(item, "Identification/NewsIdentifier")
    parts = [text_of(first(identifier, name)) for name in ("ProviderId", "DateId", "NewsItemId")]
    if all(parts):
        return "urn:newsml:" + ":".join(parts)
    public = text_of(first(identifier, "PublicIdentifier"))
    revision = text_of(first(identifier, "RevisionId")) + attribute(identifier, "Update", "RevisionId")
    return public.removesuffix(f":{revision}") if revision else public or parts[2]
