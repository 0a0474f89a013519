"""Feeds of news sites: RSS of all versions, and Atom. Each entry is an article.

The formats: RSS 0.91 to 2.0 (Userland, RSS Advisory Board), RSS 0.9 and 1.0 (RDF, with Dublin Core and
``content:encoded``), Atom 0.3 and 1.0 (RFC 4287), Media RSS.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import urljoin

from corpus.article import Article, Source, Unreadable
from corpus.pages.fragment import without_markup
from corpus.patterns import Expression
from corpus.record import LeftOut, Record
from corpus.records.composing import SUMMARY_ONLY, Fields, composed, first_date, names, parts_of_html
from corpus.xml import elements
from corpus.xml.elements import XML, markup_of, name_of, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

Named = dict[str, list["Element"]]
# What is known under a prefix, whatever prefix a feed gives it.
PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dcterms:",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://search.yahoo.com/mrss": "media:",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes:",
    "http://wordpress.org/export/": "wp:",
}
# Of an author as RSS has it: "una@post.example (Una Brack)", "Una Brack <una@post.example>", "noreply@…".
IN_BRACKETS = Expression(r"^\S{1,200}@\S{1,200}\s*\(([^()]{1,200})\)$")
ADDRESS = Expression(r"\s*<?\bmailto:|\s*<?[^\s<>@]{1,100}@[^\s<>@]{1,200}>?\s*")


def split(stream: IO[bytes], source: Source) -> Iterator[Record | Unreadable]:
    """A record for each entry of one open feed."""
    yield from elements.split(stream, source, "item|entry", about=feed)


def feed(head: Element) -> Fields:
    """What the feed says of itself before its first entry: values of an article that its entries share."""
    channel = next((each for each in head.iter("{*}channel", "{*}feed")), head)
    named = by_name(channel)
    return {
        "publication": first_text(named, "title")[:LONGEST_TITLE],
        "language": first_text(named, "language", "dc:language") or channel.get(XML + "lang") or "",
        "author": [name for each in named.get("author", ())[:MOST_AUTHORS] for name in _names_in(each)],
    }


LONGEST_TITLE, MOST_AUTHORS = 200, 20  # of a feed, which each of its entries brings along


def read(data: tuple[Any, ...], source: Source) -> Article | Unreadable | LeftOut:
    """The article of one entry."""
    try:
        item, entry, damage = elements.parsed(data)
    except ValueError as error:
        return Unreadable(source, str(error))
    if kind := _kind(entry, item.about):
        return LeftOut(source, kind)
    found = fields(entry, item.about)
    found["remarks"] += [damage] if damage else []
    return composed(source, found)


def _kind(entry: Element, about: Fields) -> str:
    """What an entry is that is no article, in the plural; empty of an article. Blogger exports posts, comments and
    settings in one feed; WordPress has a feed of the comments on each post."""
    if about.get("publication", "").startswith(OF_COMMENTS) or entry.find("{*}in-reply-to") is not None:
        return "comments"
    if (draft := entry.find("{*}control/{*}draft")) is not None and text_of(draft).casefold() == "yes":
        return "drafts"
    kinds = (each.get("term") or "" for each in entry.iter("{*}category") if each.get("scheme") == KIND)
    kind = next(kinds, "").rpartition("#")[2]
    return KINDS.get(kind, "settings") if kind and kind != "post" else ""


OF_COMMENTS = ("Comments on:", "Comments for ", "Kommentare zu", "Commentaires sur", "Comentarios en", "Commenti su")
KIND = "http://schemas.google.com/g/2005#kind"
KINDS = {"comment": "comments", "page": "pages of a site"}


def by_name(element: Element) -> Named:
    """The children of an element by their names in small letters, with the prefixes of ``PREFIXES``."""
    own = _namespace(element)
    named: Named = {}
    for child in element.iterchildren("*"):
        named.setdefault(_prefix(child, own) + name_of(child).casefold(), []).append(child)
    return named


def _namespace(element: Element) -> str:
    tag = str(element.tag)
    return tag[1:].partition("}")[0] if tag.startswith("{") else ""


def _prefix(element: Element, own: str) -> str:
    namespace = _namespace(element)
    if not namespace:
        undeclared = str(element.tag).partition(":")
        return f"{undeclared[0]}:" if undeclared[1] else ""
    if namespace == own:
        return ""
    return next((prefix for uri, prefix in PREFIXES.items() if namespace.startswith(uri)), f"{element.prefix or ''}:")


def first_text(named: Named, *wanted: str) -> str:
    """The text, without markup, of the first of these that has some."""
    found = (without_markup(text_of(each)).strip() for name in wanted for each in named.get(name, ()))
    return next((text for text in found if text), "")


def fields(entry: Element, about: Fields) -> Fields:
    """The values of an article that an entry has."""
    named = by_name(entry)
    base = _base(entry)
    url = _url(named, base)
    bodies = [_parts(each) for name in BODIES for each in named.get(name, ())]
    summary, summary_captions = next(
        (parts for name in SUMMARIES for each in named.get(name, ()) if (parts := _parts(each))[0]), ([], [])
    )
    paragraphs, captions = max(bodies, key=lambda parts: sum(map(len, parts[0])), default=([], []))
    remarks = []
    deck = " ".join(summary)
    if not paragraphs and summary:
        paragraphs, captions, deck = summary, summary_captions, ""
        remarks += [SUMMARY_ONLY] if _title(named) else []
    elif deck in " ".join(paragraphs) or _is_beginning(deck, paragraphs):
        deck = ""
    guid = first_text(named, "guid", "id", "dc:identifier")
    return {
        "id": guid or entry.get(RDF_ABOUT) or url,
        "url": url,
        "headline": _title(named),
        "deck": deck,
        "byline": _byline(named) or about.get("author", []),
        "published": _published(named),
        "paragraphs": paragraphs,
        "captions": [*captions, *_media_captions(entry)],
        "tags": _tags(named),
        "publication": _source_title(named) or about.get("publication", ""),
        "language": first_text(named, "dc:language") or entry.get(XML + "lang") or about.get("language", ""),
        "remarks": remarks,
        "origins": ORIGINS,
    }


ORIGINS = {
    "headline": "feed's title", "byline": "feed's author", "deck": "feed's description", "url": "feed's link",
    "publication": "feed's own title", "tags": "feed's categories",
}  # fmt: skip
RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
BODIES = (
    "content:encoded",
    "content",
    "xhtml:body",
    ":body",
    "body",
    "fulltext",
    "full-text",
    "yandex:full-text",
    "turbo:content",
    "content:items",
)
SUMMARIES = (
    "description",
    "summary",
    "dc:description",
    "media:description",
    "itunes:summary",
    "subtitle",
    "media:text",
)


def _title(named: Named) -> str:
    for name in ("title", "dc:title", "media:title", "itunes:title"):
        for each in named.get(name, ()):
            if title := without_markup(markup_of(each) if len(each) else each.text or "").strip():
                return title
    return ""


def _published(named: Named) -> tuple[Any, str]:
    return first_date(*((first_text(named, name), f"feed's {SPELLED.get(name, name)}") for name in DATES))


DATES = (
    "pubdate published issued atom:published dc:date dcterms:issued dcterms:created dcterms:date created date updated "
    "atom:updated a10:updated modified dcterms:modified"
).split()
SPELLED = {"pubdate": "pubDate"}


def _is_beginning(deck: str, paragraphs: list[str]) -> bool:
    """Whether a summary is but the beginning of the text, cut off."""
    start = "".join(sign for sign in deck.removesuffix("[…]").removesuffix("[...]") if sign.isalnum())[:CUT_AT]
    return len(start) == CUT_AT and "".join(sign for sign in " ".join(paragraphs) if sign.isalnum()).startswith(start)


CUT_AT = 40  # letters in which a summary is the same as the text of which it is the beginning


def _parts(element: Element) -> tuple[list[str], list[str]]:
    """The paragraphs and captions of text, HTML as text, or XHTML, as Atom has all of them."""
    kind = (element.get("type") or "").casefold()
    if element.get("src") and not text_of(element):  # it is elsewhere, and nothing is fetched
        return [], []
    if kind in ("text", "text/plain") and not len(element):
        text = (element.text or "").replace("&", "&amp;").replace("<", "&lt;")
        return parts_of_html(text)
    return parts_of_html(markup_of(element))


def _base(entry: Element) -> str:
    """The address that the addresses in an entry are relative to."""
    base, element = "", entry
    while element is not None:
        base = _joined(element.get(XML + "base") or "", base)
        element = element.getparent()
    return base


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address) if base else address
    except ValueError:
        return address


def _url(named: Named, base: str) -> str:
    links = [each for name in ("link", "atom:link", "a10:link") for each in named.get(name, ())]
    alternates = [
        each.get("href") or text_of(each) for each in links if (each.get("rel") or "alternate") == "alternate"
    ]
    guids = [text for each in named.get("guid", ()) if each.get("ispermalink", each.get("isPermaLink")) != "false"
             and (text := text_of(each)).startswith("http")]  # fmt: skip
    found = next((address.strip() for address in [*alternates, *guids] if address and address.strip()), "")
    return _joined(base, found) if found else ""


def _byline(named: Named) -> list[str]:
    for name in (
        "dc:creator",
        "author",
        "dcterms:creator",
        "creator",
        "itunes:author",
        "atom:author",
        "a10:author",
        "media:credit",
    ):
        if found := [one for each in named.get(name, ()) for one in _names_in(each)]:
            return found
    return []


def _names_in(author: Element) -> list[str]:
    """The names in an author's element, of Atom (with a name in it) or RSS (with an address, too)."""
    inner = [text_of(each) for each in author.iterchildren("*") if name_of(each) == "name"]
    text = " ; ".join(inner) or without_markup(text_of(author))
    bracketed = IN_BRACKETS.match(text)
    plain = bracketed[1] if bracketed else ADDRESS.sub("", text)
    return [*names(plain.strip(" ()"))]


def _tags(named: Named) -> list[str]:
    found = list[str]()
    for name in ("category", "dc:subject", "media:keywords", "itunes:keywords"):
        for each in named.get(name, ()):
            if each.get("scheme") == KIND:
                continue
            tag = each.get("label") or without_markup(text_of(each)) or each.get("term") or ""
            found += tag.split(",") if name.endswith("keywords") else [tag]
    return [tag.strip() for tag in found if tag.strip()]


def _source_title(named: Named) -> str:
    """The title of the feed that an entry was taken from, where this one gathers others'."""
    source = next(iter(named.get("source", ())), None)
    if source is None:
        return ""
    titles = [text_of(each) for each in source.iterchildren("*") if name_of(each) == "title"]
    return titles[0] if titles else text_of(source) if not len(source) else ""


def _media_captions(entry: Element) -> list[str]:
    """What stands below the pictures that an entry brings along."""
    found = []
    for each in entry.iter("{http://search.yahoo.com/mrss/}content", "{http://search.yahoo.com/mrss/}thumbnail"):
        inner = {name_of(child): without_markup(text_of(child)) for child in each.iterchildren("*")}
        found.append(inner.get("description") or inner.get("title") or inner.get("text") or "")
    return [caption for caption in found if caption]
