"""What a record of named values says, by the usual names: those of exporters, interfaces and databases of news."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from corpus.article import Article, Source, Unreadable, derived_id, own_id
from corpus.clean import lines_of, one_line, unique
from corpus.metadata.credits import agency_of, names_of
from corpus.metadata.dates import dated
from corpus.metadata.languages import tag_of
from corpus.metadata.openings import BEFORE_TEXT, opening_of
from corpus.metadata.releasing import is_draft, taken_down, under_embargo
from corpus.pages.fragment import without_markup
from corpus.patterns import Expression
from corpus.record import LeftOut
from corpus.records import json_feed, ninjs
from corpus.records.composing import UNTITLED
from corpus.records.rich_text import JsonObject, asides_in, is_nothing, paragraphs_in

# The keys each field is known by, most specific first; the first that holds something is taken. Of values in objects
# ("fields.bodyText") see ``_flat``.
ALIASES: dict[str, tuple[str, ...]] = {
    "id": ("id", "_id", "guid", "uuid", "article_id", "articleId", "uri"),
    "url": ("url", "link", "web_url", "webUrl", "canonical_url", "canonicalUrl", "permalink", "shortUrl"),
    "headline": ("headline", "title", "head", "webTitle", "headlines"),
    "deck": ("deck", "subtitle", "subheadline", "subheadlines", "standfirst", "trailText", "custom_excerpt",
             "description", "short_description", "summary", "abstract", "excerpt", "dek", "teaser"),
    "byline": ("byline", "bylines", "authors", "author", "creator", "by", "credits", "writer", "writers",
               "contributors"),
    "dateline": ("dateline", "place", "location"),
    "published": ("first_publish_date", "first_published_at", "firstPublishedAt", "first_publication_date",
                  "firstPublished", "published", "publishedAt", "published_at", "datePublished", "date_published",
                  "date_publish", "display_date", "publish_date", "publishDate", "published_date", "publishedDate",
                  "publishing_date", "publication_date", "publicationDate", "pub_date", "pubDate", "pubdate", "date",
                  "webPublicationDate", "seendate", "datetime", "created_at", "createdAt", "created", "timestamp"),
    "section": ("section", "articleSection", "section_name", "sectionName", "category", "categories", "desk"),
    "tags": ("tags", "keywords", "topics", "subjects", "labels"),
    "captions": ("captions", "caption", "image_caption", "images", "multimedia", "photos"),
    "body": ("body", "paragraphs", "articleBody", "maintext", "text", "plaintext", "content", "content_elements",
             "full_text", "fulltext", "bodyText", "body_text", "body_html", "content_html", "content_text", "blocks",
             "cleaned_text", "article_text", "article_body", "article_content", "lead_paragraph", "story",
             "article", "html"),
    "publication": ("publication", "publisher", "newspaper", "outlet", "site_name", "siteName", "source_name",
                    "source_domain", "media_name", "sitename", "meta_site_name", "source-hostname", "domain",
                    "hostname", "media"),
    "agency": ("agency", "creditline", "provider"),
    "kicker": ("kicker", "overline", "eyebrow", "topper"),
    "slug": ("slug", "slugline"),
    "language": ("language", "lang", "inLanguage", "meta_lang"),
    "page": ("page", "print_page", "page_number", "newspaperPageNumber"),
    "edition": ("edition",),
    "correction": ("correction", "corrections", "correction_text"),
}  # fmt: skip
# Of each key the field, and how specific it is: the smaller, the more.
RANKS = {key: (field, rank) for field, keys in ALIASES.items() for rank, key in enumerate(keys)}
STRINGS = frozenset(
    ["headline", "url", "deck", "dateline", "publication", "slug", "language", "page", "edition", "kicker", "agency"]
)
# Objects in which exporters put what an article says: a search engine's, a database's, an interface's.
WRAPPERS = ("_source", "fields", "article", "attributes", "node", "doc", "post", "story", "item", "data")
DEEPEST_WRAPPER = 2
LIST_BREAK = re.compile(r"[,;|]")
CUT_OFF = re.compile(r"(?:…|\.\.\.)?\s*\[\+?\d+ chars?\]$")  # as NewsAPI ends what it gives no more of
CUT = ("…", "...", "[…]", "[...]")
BEFORE_SITE = re.compile(r"\s+[-–—|·]\s+$")
LETTER = Expression(r"\p{L}")
ACTIONS = frozenset(["index", "create", "update", "delete"])  # lines of Elasticsearch's bulk format beside articles
JSON_TYPES = {
    list: "a list",
    str: "a string",
    int: "a number",
    float: "a number",
    bool: "true or false",
    type(None): "null",
}


def article_of(record: Any, source: Source) -> Article | Unreadable | LeftOut | None:
    """The article of one record by the names of ``ALIASES``; None of a line that is none by design."""
    if not isinstance(record, dict):
        kind = JSON_TYPES.get(type(record), "something else")
        return Unreadable(source, f"an article is a JSON object; this is {kind}")
    if len(record) == 1 and record.keys() <= ACTIONS:
        return None
    if json_feed.is_item(record):
        return json_feed.read(record, source)
    if ninjs.is_ninjs(record):
        return ninjs.read(record, source)
    record = _flat(record)
    keys = by_field(record)
    own, url = own_id(_identity(record.get(keys.get("id", "")))), _string(record.get(keys.get("url", "")))
    published, how = dated(_date(record[keys["published"]]), keys["published"]) if "published" in keys else (None, "")
    changed = _last_change(record)
    known = own or (derived_id(url) if url else "")
    if (withheld := taken_down(record)) and (known or not is_draft(record)):
        return withheld.said_of(source, known, "source", changed or published)
    if is_draft(record):
        return LeftOut(source, "drafts")
    if withheld := under_embargo(record):
        return withheld.said_of(source, own, "source", changed or published)
    values = {field: _as_list(record[key]) if field in NAMING else record[key] for field, key in keys.items()}
    strings = {field: _string(values[field]) for field in values.keys() & STRINGS}
    body, captions, corrections = asides_in(values.get("body"))
    text, remarks = list(paragraphs_in(body)), []
    if text and text[-1].endswith("]") and (cut := CUT_OFF.search(text[-1])):
        text[-1] = text[-1][: cut.start()].rstrip()
        remarks.append("only its beginning: the source cuts it off")
    headline, url = strings.get("headline", ""), strings.get("url", "") or _address(record.get("source"))
    if not headline and not text:
        known = ", ".join(sorted(map(str, record))[:8]) or "none"
        return Unreadable(source, f"neither a headline nor a text; the keys are: {known}")
    publication = strings.get("publication") or _publication(record.get("source"))
    if publication and headline.endswith(publication):
        headline = BEFORE_SITE.sub("", headline.removesuffix(publication)) or headline
    if not headline:
        remarks.append(UNTITLED)
    opening = opening_of(text)
    paragraphs = list(opening.paragraphs)
    return Article.of_tidy(
        id=own or derived_id(url, headline, *paragraphs),
        source=source,
        url=url,
        headline=headline or paragraphs.pop(0),
        deck=_deck(strings.get("deck", ""), paragraphs),
        byline=_names(values.get("byline")) or opening.byline,
        dateline=strings.get("dateline") or opening.dateline,
        published=published,
        revised=changed if changed != published else None,
        published_how=how,
        section=next(iter(_words(values.get("section"))), ""),
        tags=unique(_tags(values.get("tags"))),
        captions=unique((*_captions(values.get("captions")), *captions)),
        paragraphs=tuple(paragraphs),
        publication=publication,
        correction=" ".join(unique((*_strings(values.get("correction")), *corrections))),
        slug=strings.get("slug", ""),
        language=tag_of(strings.get("language", "")) or strings.get("language", ""),
        page=strings.get("page", ""),
        edition=strings.get("edition", ""),
        kicker=strings.get("kicker") or opening.label,
        agency=strings.get("agency") or opening.agency or _agency(values.get("byline")),
        remarks=tuple(remarks),
        origins=_origins(tuple(keys.items()), bool(opening.byline), bool(opening.dateline)),
    )


@lru_cache(maxsize=1 << 8)  # the articles of a file have the same keys
def _origins(keys: tuple[tuple[str, str], ...], byline_opens: bool, dateline_opens: bool) -> tuple[str, ...]:
    """By which keys values were found, and which of them opened the text."""
    places = {"headline": "first paragraph"}
    places |= dict.fromkeys(["byline"] * byline_opens + ["dateline"] * dateline_opens, BEFORE_TEXT)
    places |= {field: key for field, key in keys if field in TOLD}
    return tuple(f"{field}: {place}" for field, place in places.items())


TOLD = frozenset(["headline", "byline", "deck", "section", "publication", "dateline", "agency", "body"])


def _flat(record: JsonObject, depth: int = 0) -> JsonObject:
    """A record with what stands in one of ``WRAPPERS`` beside what it says itself, which comes first."""
    for key in WRAPPERS:
        inner = record.get(key)
        if isinstance(inner, dict) and depth <= DEEPEST_WRAPPER:
            inner = _flat(inner, depth + 1)
            if by_field(inner).keys() & {"headline", "body"}:
                own = {name: value for name, value in record.items() if name != key and not is_nothing(value)}
                return _embedded({**inner, **own})
    return _embedded(record)


def _embedded(record: JsonObject) -> JsonObject:
    """A record with what its system puts elsewhere: of Arc sections and tags, of WordPress the names that it links by
    numbers, where it brings these along."""
    if isinstance(about := record.get("sys"), dict) and about.get("id"):  # of Contentful
        record = {"id": about["id"], **record}
    if isinstance(heads := record.get("headline"), dict) and heads.get("kicker"):  # of The New York Times
        record = {"kicker": heads["kicker"], **record}
    if isinstance(taxonomy := record.get("taxonomy"), dict):
        found = {"section": taxonomy.get("primary_section"), "tags": taxonomy.get("tags")}
        record = {**{name: value for name, value in found.items() if value}, **record}
    if isinstance(about := record.get("yoast_head_json"), dict) and isinstance(record.get("author"), int):
        record = {**record, "author": about.get("author")}
    embedded = record.get("_embedded")
    if not isinstance(embedded, dict):
        return record
    terms = [term for group in embedded.get("wp:term") or () if isinstance(group, list) for term in group]
    named = {name: [term for term in terms if isinstance(term, dict) and term.get("taxonomy") == kind]
             for name, kind in (("section", "category"), ("tags", "post_tag"))}  # fmt: skip
    return {**record, **{name: found for name, found in named.items() if found}, "author": embedded.get("author")}


def by_field(record: JsonObject) -> dict[str, str]:
    """Of each field that a record has something of, its key."""
    found: dict[str, tuple[int, str]] = {}
    for key, value in record.items():
        if (known := RANKS.get(key)) and not is_nothing(value):
            field, rank = known
            if field not in found or rank < found[field][0]:
                found[field] = rank, key
    return {field: key for field, (_, key) in found.items()}


def _identity(value: Any) -> str:
    return _string(value.get("$oid") or value.get("#text") or value) if isinstance(value, dict) else _string(value)


def _date(value: Any) -> str:
    """A date as written; that of a MongoDB export by its ``$date``."""
    while isinstance(value, dict):
        value = next((value[key] for key in ("$date", "$numberLong", "value", "datetime", "iso") if key in value), "")
    return _string(value)


CHANGES = (
    "unpublished_at", "unpublishedAt", "deleted_at", "deletedAt", "trashed_at", "updated_at", "updatedAt", "_updatedAt",
    "modified_at", "modifiedAt", "modified", "date_modified", "dateModified", "last_modified", "lastModified",
    "updated",
)  # fmt: skip


def _last_change(record: JsonObject) -> date | datetime | None:
    """When a record was changed last, as far as it says so."""
    found = (dated(_date(record[name]), name)[0] for name in CHANGES if not is_nothing(record.get(name)))
    return next(filter(None, found), None)


def _deck(deck: str, paragraphs: list[str]) -> str:
    """The deck; none where it is the first paragraph again, or its beginning cut off, as interfaces give it."""
    begin = deck.rstrip(" .…[]")
    again = bool(begin and paragraphs) and (
        paragraphs[0].rstrip(" .") == begin or (deck.endswith(CUT) and paragraphs[0].startswith(begin))
    )
    return "" if again else deck


def _string(value: Any) -> str:
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return "" if is_nothing(value) else one_line(without_markup(str(value)))
    return next(iter(_strings(value)), "")


def _strings(value: Any) -> tuple[str, ...]:
    """The strings in a value: itself, its items, or the name of each object in it."""
    match value:
        case bool():
            return ()
        case str() | int() | float():
            return () if is_nothing(value) else lines_of([without_markup(str(value))])
        case dict():
            named = (value.get(key) for key in NAMES)
            found = _strings(next((item for item in named if not is_nothing(item)), None)) or _person(value)
            return found or _strings(
                next((value[key] for key in HOLDERS if isinstance(value.get(key), dict | list)), None)
            )
        case list():
            return tuple(text for item in value for text in _strings(item))
        case _:
            return ()


HOLDERS = ("data", "attributes", "fields", "node")  # in which interfaces put what another object refers to
NAMES = (
    "name", "title", "text", "value", "rendered", "main", "basic", "original", "caption", "webTitle", "display_name",
    "byline", "by", "default", "plain", "en",
)  # fmt: skip


def _person(value: JsonObject) -> tuple[str, ...]:
    """The name in an object that has it in two parts."""
    pairs = (("first_name", "last_name"), ("firstName", "lastName"), ("givenName", "familyName"), ("first", "last"))
    names = (" ".join(str(value.get(part) or "") for part in pair) for pair in pairs)
    return lines_of(names)[:1]


def _words(value: Any) -> tuple[str, ...]:
    """The strings in a value that are no numbers: ids of things that are named elsewhere."""
    return tuple(text for text in _strings(value) if LETTER.search(text))


def _publication(value: Any) -> str:
    """What a "source" names: a paper, as it does in interfaces; its paths and addresses are none."""
    found = _string(value)
    return "" if "/" in found or ("." in found.rstrip(".") and " " not in found and found.islower()) else found


def _address(value: Any) -> str:
    """The address that a "source" is, as trafilatura has it."""
    return value if isinstance(value, str) and value.startswith(("http://", "https://")) and " " not in value else ""


NAMING = frozenset(["byline", "tags"])


def _as_list(value: Any) -> Any:
    """A list that a program wrote as Python does, "['Una Brack', 'Joss Pell']"; any other value as it is."""
    if not isinstance(value, str) or not LITERAL.fullmatch(value.strip()):
        return value
    return [found[1] or found[2] for found in LITERAL_ITEM.finditer(value)]


LITERAL = re.compile(r"\[(?:\s*(?:'[^'\n]*+'|\"[^\"\n]*+\")\s*,?)*+\s*\]")
LITERAL_ITEM = re.compile(r"'([^'\n]*+)'|\"([^\"\n]*+)\"")


def _names(value: Any) -> tuple[str, ...]:
    return unique(name for text in _words(value) for name in names_of(text))


def _agency(byline: Any) -> str:
    return next(filter(None, map(agency_of, _words(byline))), "") if byline else ""


def _captions(value: Any) -> tuple[str, ...]:
    """Captions; of pictures that are objects, what their captions say."""
    items = value if isinstance(value, list) else [value]
    texts = [item.get("caption") or item.get("description") if isinstance(item, dict) else item for item in items]
    return tuple(text for text in _strings(texts) if "://" not in text)


def _tags(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        return lines_of(LIST_BREAK.split(without_markup(value)))
    items = value if isinstance(value, list) else [value]
    named = [_tag(item) if isinstance(item, dict) else item for item in items]
    return (text for text in _words(named) if not text.isdecimal())


def _tag(item: JsonObject) -> Any:
    """What a tag that is an object says: of a kind and its value the value; nothing of an author."""
    if item.get("type") in ("contributor", "author"):
        return None
    return item["value"] if isinstance(item.get("value"), str) else item
