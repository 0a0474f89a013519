"""What a page's markup says of its article: JSON-LD, meta elements, microdata and RDFa, each by its own names."""

from __future__ import annotations

import html
from typing import NamedTuple

from lxml.html import HtmlElement

from corpus.clean import one_line
from corpus.layout.blocks import text_of
from corpus.layout.furniture import Elsewhere
from corpus.page_metadata import json_ld
from corpus.page_metadata.json_ld import Item, address, letters
from corpus.patterns import Expression

WRITTEN_BY = "twitter:data1"  # where twitter:label1 says so
META = {
    "headline": ("og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title", "title"),
    "deck": ("og:description", "description", "twitter:description", "dc.description"),
    "url": ("og:url", "parsely-link", "twitter:url"),
    "published": (
        "article:published_time", "og:article:published_time", "article:published", "datepublished", "published_time",
        "sailthru.date", "parsely-pub-date", "cxenseparse:recs:publishtime", "dcterms.issued",
        "dc.date.issued", "rnews:datepublished", "publish_date", "publish-date", "publishdate",
        "publication_date", "publication-date", "published-date", "published_date", "pubdate", "pub_date", "ptime",
        "originalpublicationdate", "article_date_original", "article.published", "article.created", "displaydate",
        "dc.date", "dcterms.date", "date", "og:pubdate", "pdate", "release_date",
        "citation_publication_date", "citation_date", "prism.publicationdate", "blogger:post:published",
        "article:post_date", "dat", "last-published", "shareaholic:article_published_time", "vr:published_time",
    ),
    "created": ("dcterms.created", "dc.date.created", "created", "datecreated"),
    "modified": (
        "article:modified_time", "og:updated_time", "lastmod", "last-modified", "datemodified", "dcterms.modified",
        "dc.date.modified", "revised",
    ),
    "section": ("article:section", "parsely-section", "section", "cxenseparse:section", "dcsext.section", "cg"),
    "tags": ("article:tag", "parsely-tags", "news_keywords", "keywords", "sailthru.tags"),
    "byline": (
        "author", "article:author", "byl", "byline", "dc.creator", "dcterms.creator", "parsely-author",
        "sailthru.author", "article:author_name", "og:article:author", "cxenseparse:author", "authors",
        "dc.contributor", "citation_author", "article.author", "rnews:author", "creator",
        "shareaholic:article_author_name", WRITTEN_BY,
    ),
    "publication": ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "publisher", "source"),
    "language": ("content-language", "og:locale", "dc.language", "language"),
}  # fmt: skip
LISTED = frozenset(name for names in META.values() for name in names)
# Names that no list has, by their words: "article:publicationdate", "govuk:first-published-at", "cms.author-name".
LIKE = {
    "published": Expression(
        r"(?=.*(?:publi[cs]|pub(?![a-z])|pub-?date|issued?(?![a-z])|releas|creat|post(?:ed)?(?![a-z])|first|original|release"
        r"|display|online))(?=.*(?:dat|time|[-_:. ]at$|[-_:."
        r" ]on$|publi))(?!.*(?:modif|updat|chang|expir|archiv|until|end|revis"
        r"|type|status|statu|publisher|public-?updat|id$|by$|author|creator|title|desc|image|video))"
    ),
    "byline": Expression(r"(?<![a-z])(?:author|byline|reporter|writer)s?(?:[-_:. ]?names?)?$"),
}
MAIN = Expression(r"(?:Article|Posting|Report|WebPage|CreativeWork|Blog|NewsStory)$")
PROPERTIES = frozenset("headline name datepublished datecreated datemodified author creator articlesection url".split())


class Structured(NamedTuple):
    """What the markup of a page says of its article: the JSON-LD object, meta elements by their names in small letters,
    properties of microdata and RDFa likewise, and the page's own address."""

    ld: Item
    meta: dict[str, list[str]]
    properties: dict[str, list[str]]
    address: str

    def metas(self, field: str) -> list[tuple[str, str]]:
        """(name, content) of the meta elements that a field may stand in, the surest first; last those that are called
        like it."""
        names = [
            *META[field],
            *(name for name in self.meta if field in LIKE and name not in LISTED and _is_like(field, name)),
        ]
        return [(name, text) for name in names for text in self.meta.get(name, ())]

    def one(self, field: str) -> str:
        """The content of the surest meta element of a field; empty where there is none."""
        return next((text for _, text in self.metas(field)), "")


def _is_like(field: str, name: str) -> bool:
    return bool(LIKE[field].search(CAMEL.sub("-", name)))


CAMEL = Expression(r"(?<=[a-z])(?=[A-Z])")


def structured_of(tree: HtmlElement) -> Structured:
    """What the markup of the page says. Never fails, whatever stands in it."""
    others = _other_articles(tree)
    meta = _meta(tree, others)
    canonical = next(iter(tree.xpath("//link[@rel='canonical']/@href")), "") or one_of(meta, "url")
    titles = [text for name in META["headline"][:2] for text in meta.get(name, ())]
    titles += [text_of(node) for node in tree.iter("h1", "title")][:MOST_HEADINGS]
    scripts = [node.text or "" for node in tree.iter("script") if "ld+json" in (node.get("type") or "").casefold()]
    ld = json_ld.article_of(
        [text for text in scripts if text],
        {letters(text) for text in titles} - {""},
        {address(text) for text in (canonical, *meta.get("og:url", ()))} - {""},
    )
    own = [json_ld.one(ld.get(key)) for key in ("url", "mainEntityOfPage", "@id")]
    own = [canonical, *(text for text in own if text.startswith("http"))]
    return Structured(ld, meta, _properties(tree, others), ARCHIVED.sub("", next(filter(None, own), "")))


# What an archive of the web puts before the address of a page.
ARCHIVED = Expression(
    r"^https?://(?:web\.archive\.org|[\w.-]{1,60})/(?:web|wayback|all)/\d{4,14}(?:[a-z]{2}_)?/(?=https?:/)"
)


MOST_HEADINGS = 50


def one_of(meta: dict[str, list[str]], field: str) -> str:
    """The content of the surest meta element of a field."""
    return next((text for name in META[field] for text in meta.get(name, ())), "")


META_NAMED_BY = ("property", "name", "itemprop", "http-equiv")


def _meta(tree: HtmlElement, others: set[HtmlElement]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for node in tree.iter("meta"):
        text = node.get("content") or ""
        text = one_line(html.unescape(text) if "&" in text else text)
        names = {name for key in META_NAMED_BY if (name := node.get(key))} if text else ()
        if others and node.get("itemprop") and _thing_around(node) in others:
            continue
        for name in sorted(names):
            found.setdefault(name.strip().casefold(), []).append(text)
    if not any("writ" in label.casefold() or label.casefold() == "by" for label in found.get("twitter:label1", ())):
        found.pop(WRITTEN_BY, None)
    return found


def _properties(tree: HtmlElement, others: set[HtmlElement]) -> dict[str, list[str]]:
    """The properties of the article itself, not of what else is marked on the page."""
    found: dict[str, list[str]] = {}
    for node in tree.xpath(MARKED):
        thing = _thing_around(node)
        for name in _names(node) & PROPERTIES:
            if thing not in others and _is_main(thing) and (text := _value(node, name)):
                found.setdefault(name, []).append(text)
    return found


def filed(tree: HtmlElement, is_elsewhere: Elsewhere) -> dict[str, list[str]]:
    """Sections and tags as the page shows them, in links that are said to be such (``rel``) and in properties."""
    found: dict[str, list[str]] = {"section": [], "tags": []}
    for node in tree.xpath(FILED)[:MOST_FILED]:
        kinds = f"{node.get('rel') or ''} {node.get('itemprop') or ''}".split()
        field = "tags" if {"tag", "keywords"} & {*kinds} and "category" not in kinds else "section"
        text = text_of(node)
        if text and len(text) <= LONGEST_FILED and not is_elsewhere(node):
            found[field].append(text)
    return found


FILED = "//a[@rel='tag' or contains(@rel, 'category')] | //*[@itemprop='articleSection' or @itemprop='genre']"
MOST_FILED, LONGEST_FILED = 50, 60  # elements, characters

MARKED = "//*[@itemprop or (@property and not(self::meta))]"


def _other_articles(tree: HtmlElement) -> set[HtmlElement]:
    """What is marked as an article and has a headline, beside that in which the page's own stands, or the first."""
    things = (_thing_around(node) for node in tree.xpath(MARKED) if "headline" in _names(node))
    articles = list(dict.fromkeys(thing for thing in things if thing is not None))
    own = next((each for each in articles if each.find(".//h1") is not None), next(iter(articles), None))
    return set(articles) - {own, *own.iterancestors()} if own is not None else set()


def _names(node: HtmlElement) -> set[str]:
    names = f"{node.get('itemprop') or ''} {node.get('property') or ''}".split()
    return {name.rpartition(":")[2].casefold() for name in names}


def _thing_around(node: HtmlElement) -> HtmlElement | None:
    """The nearest thing that is marked around an element; none where there is none."""
    around = node.iterancestors()
    return next((each for each in around if each.get("itemscope") is not None or each.get("typeof")), None)


def _is_main(thing: HtmlElement | None) -> bool:
    """Whether a thing that is marked is the article or the page, if there is one."""
    kind = (thing.get("itemtype") or thing.get("typeof") or "").strip() if thing is not None else ""
    return not kind or bool(MAIN.search(kind))


def _value(node: HtmlElement, name: str) -> str:
    if name in ("author", "creator"):
        named = node.xpath(".//*[@itemprop='name' or @property='name' or @property='schema:name'][1]")
        node = named[0] if named else node
    value = node.get("content") or node.get("datetime") or (node.get("href") if name == "url" else "")
    return one_line(value or text_of(node)[:LONGEST_VALUE])


LONGEST_VALUE = 500  # characters
