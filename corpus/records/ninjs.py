"""ninjs, the IPTC's news in JSON: a story an object.

The format: IPTC, "ninjs", versions 1.0 to 3.x. From 2.0 on, headlines and bodies are lists of objects with a role.
Splitting and decoding JSON is the affair of ``records.py``.
"""

from __future__ import annotations

from typing import Any

from corpus.article import Article, Source, Unreadable
from corpus.clean import one_line
from corpus.metadata.datelines import dateline_place
from corpus.metadata.releasing import end_of_embargoes, withheld
from corpus.records.composing import Fields, composed, first_date, names, noted, parts_of_html

NinJS = dict[str, Any]
# Two of its names, one of which hardly anybody else uses, are its signature.
NAMES = frozenset(
    "uri guid type versioncreated contentcreated firstcreated pubstatus body_html body_xhtml body_text bodies "
    "headlines representationtype ednote copyrightholder copyrightnotice usageterms slugline located renditions "
    "associations urgency embargoed infosources expires profile".split()
)
OWN = frozenset(
    "versioncreated contentcreated pubstatus body_html body_xhtml body_text representationtype usageterms".split()
)
BODIES = ("body_xhtml", "body_html", "body_text")
SUBHEAD = ("sub", "deck", "second")


def is_ninjs(record: NinJS) -> bool:
    """Whether an object is a story in ninjs."""
    record = _folded(record)
    standard = record.get("standard") or record.get("$standard")
    if isinstance(standard, dict) and str(standard.get("name", "")).casefold() == "ninjs":
        return True
    if "title" in record and not {"headline", "headlines", "uri"} & record.keys():
        return False  # posts of shops and blogs have ``title`` and ``body_html``
    ours = NAMES & record.keys()
    return len(ours) > 1 and bool(ours & OWN or {"uri", "bodies"} <= ours or {"uri", "headlines"} <= ours)


def items(document: Any) -> list[Any] | None:
    """The stories of a package that brings them along, or of what Superdesk's interface answers; None of any other
    document."""
    if not isinstance(document, dict):
        return None
    if isinstance(listed := document.get("_items"), list):
        return listed
    if _string(document.get("type")).casefold() not in PACKAGES or not is_ninjs(document) or _body(document)[0]:
        return None
    linked = document.get("associations")
    groups = linked.values() if isinstance(linked, dict) else [linked]
    stories = [each for group in groups for each in _objects(group) if is_ninjs(each) and _body(_folded(each))[0]]
    return stories or None


def read(record: NinJS, source: Source) -> Article | Unreadable:
    """The article of one story."""
    record = _folded(record)
    embargo = end_of_embargoes([record.get("embargoed")])
    stopped = withheld(_string(record.get("pubstatus")), embargo)
    found = _fields(record)
    kind = _string(record.get("type")).casefold() or "text"
    if kind not in TEXTS and not stopped:
        return Unreadable(source, f"no article but a ninjs item of the type {kind}: {_named(found)}")
    if kind in PACKAGES and not found["paragraphs"] and not stopped:
        return Unreadable(source, f"no article but a ninjs package: {_named(found)}")
    return composed(source, found, stopped)


PACKAGES = frozenset(["composite", "package"])
TEXTS = frozenset(["text", "preformatted", "article", "story", "news", *PACKAGES])


def _folded(record: NinJS) -> NinJS:
    """With names in small letters: ``versioncreated`` is ``versionCreated`` from 3.0 on."""
    return {name.casefold(): value for name, value in record.items()}


def _named(found: Fields) -> str:
    return one_line(found["headline"] or found["id"])[:100] or "without a name"


def _fields(record: NinJS) -> Fields:
    heads, subheads = _headlines(record)
    paragraphs, captions = _body(record)
    summary = _markup_free(record.get("description_text") or record.get("description_html")) or _said(
        record, "descriptions"
    )
    abstract = _markup_free(record.get("abstract")) or _markup_free(record.get("description"))
    deck = subheads or [text for text in (summary, abstract) if text and text not in " ".join(paragraphs)][:1]
    return {
        "id": _string(record.get("guid") or record.get("uri") or record.get("id")),
        "headline": heads[0] if heads else "",
        "deck": " ".join(deck),
        "byline": _byline(record),
        "dateline": dateline_place(_string(record.get("dateline")))
        or _string(record.get("located")) or next(iter(_named_in(record.get("place"))), ""),
        "published": first_date(
            (_string(record.get("firstcreated")), "ninjs firstcreated"),
            (_string(record.get("versioncreated")), "ninjs versioncreated"),
            (_string(record.get("contentcreated")), "ninjs contentcreated"),
        ),
        "revised": first_date((_string(record.get("versioncreated")), "")),
        "paragraphs": paragraphs,
        "captions": [*captions, *_captions(record)],
        "section": next(iter(_named_in(record.get("service"))), ""),
        "tags": [*_named_in(record.get("keywords")), *_named_in(record.get("subject") or record.get("subjects"))],
        "agency": _agency(record),
        "slug": _string(record.get("slugline")),
        "language": _string(record.get("language")),
        **noted([_string(record.get("ednote"))]),
        "origins": {
            "headline": "ninjs headline", "byline": "ninjs byline", "deck": "ninjs description_text",
            "dateline": "ninjs dateline" if record.get("dateline") else "ninjs located", "slug": "ninjs slugline",
            "section": "ninjs service",
        },
    }  # fmt: skip


def _headlines(record: NinJS) -> tuple[list[str], list[str]]:
    """(headlines, those below them), the main ones first."""
    if text := _markup_free(record.get("headline")):
        return [text], []
    listed = [(_role(each), _markup_free(_value(each, tidy=False))) for each in _objects(record.get("headlines"))]
    heads = [text for role, text in sorted(listed, key=lambda each: each[0].startswith("short"))
             if text and not role.startswith(SUBHEAD)]  # fmt: skip
    main = [text for role, text in listed if text and role == "main"]
    subheads = [text for role, text in listed if text and role.startswith(SUBHEAD)]
    title = _markup_free(record.get("title") or record.get("name"))
    return main or heads or subheads[:1] or ([title] if title else []), subheads if main or heads else subheads[1:]


def _body(record: NinJS) -> tuple[list[str], list[str]]:
    """The paragraphs and captions of the longest of its bodies."""
    markups = [_string(record.get(name), tidy=False) for name in BODIES]
    for each in _objects(record.get("bodies")):
        if _role(each) in ("", "main", "body", "content", "text") or not any(markups):
            markups.append(_value(each, tidy=False))
    found = [parts_of_html(markup) for markup in markups if markup.strip()]
    return max(found, key=lambda parts: sum(map(len, parts[0])), default=([], []))


def _byline(record: NinJS) -> list[str]:
    lines = [_string(record.get("byline") or record.get("by")), *map(_value, _objects(record.get("bylines")))]
    people = [_string(each.get("name")) for each in _objects(record.get("authors"))]
    found = [name for line in lines for name in names(_markup_free(line))]
    return found or [name for person in people for name in names(person)]


def _agency(record: NinJS) -> str:
    sources = [name for each in _objects(record.get("infosources")) for name in _named_in(each)]
    texts = (record.get(name) for name in ("source", "creditline", "copyrightholder"))
    return next((text for text in (*sources, *map(_string, texts)) if text), "")


def _captions(record: NinJS) -> list[str]:
    """What stands below the pictures that go with it; other texts that do are articles of their own."""
    linked = record.get("associations")
    found = []
    for each in linked.values() if isinstance(linked, dict) else _objects(linked):
        if isinstance(each, dict) and _string(each.get("type")).casefold() in PICTURES:
            text = each.get("description_text") or each.get("body_text") or each.get("description_html")
            found.append(_markup_free(text) or _said(each, "descriptions") or _markup_free(each.get("headline")))
    return [caption for caption in found if caption]


PICTURES = frozenset(["picture", "graphic", "image", "photo", "video"])


def _said(record: NinJS, name: str) -> str:
    return next((text for each in _objects(record.get(name)) if (text := _markup_free(_value(each)))), "")


def _objects(value: Any) -> list[NinJS]:
    listed = value if isinstance(value, list) else [value]
    return [each for each in listed if isinstance(each, dict)]


def _role(value: NinJS) -> str:
    return _string(value.get("role")).casefold().rpartition(":")[2]


def _value(value: NinJS, tidy: bool = True) -> str:
    return _string(value.get("value") or value.get("text"), tidy)


def _named_in(value: Any) -> list[str]:
    """The names of concepts: of strings themselves, of objects their ``name``."""
    listed = value if isinstance(value, list) else [value]
    found = (_string(each.get("name") or each.get("literal") if isinstance(each, dict) else each) for each in listed)
    return [name for name in found if name]


def _string(value: Any, tidy: bool = True) -> str:
    text = (
        value
        if isinstance(value, str)
        else str(value)
        if isinstance(value, int) and not isinstance(value, bool)
        else ""
    )
    return one_line(text) if tidy else text


def _markup_free(value: Any) -> str:
    return " ".join(parts_of_html(_string(value, tidy=False))[0])
