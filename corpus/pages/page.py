"""Saved web pages: metadata from JSON-LD, OpenGraph and meta tags, the body by trafilatura."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from corpus.article import Article, Source, Unreadable, derived_id
from corpus.clean import decode, lines_of, one_line, unique
from corpus.markup import excessive, is_cut_up, without_scripts
from corpus.metadata.credits import names_of
from corpus.metadata.datelines import split_dateline
from corpus.metadata.dates import DATE_LABEL, dated, read_date
from corpus.patterns import IGNORECASE, BytesExpression, Expression

DECLARED_ENCODING = BytesExpression(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w\-]+)", IGNORECASE)
ARTICLE_TYPE = Expression(r"Article$|^BlogPosting$|^LiveBlogPosting$|^Report$")
# A title element ends in the site's name: "Headline | The Lantern".
LONGEST_TITLE = 1_000  # characters
SITE_NAME = Expression(r"\s+[|–—·]\s+[^|–—·]{2,60}$")
META = {
    "headline": ("og:title", "twitter:title", "dc.title"),
    "deck": ("og:description", "description", "twitter:description"),
    "url": ("og:url",),
    "published": ("article:published_time", "date", "dc.date", "pubdate", "publish-date", "parsely-pub-date"),
    "section": ("article:section", "parsely-section"),
    "tags": ("article:tag", "news_keywords", "keywords"),
    "byline": ("author", "article:author", "byl", "dc.creator", "parsely-author"),
}


def read(data: bytes, source: Source) -> Article | Unreadable:
    """The article of one HTML page. Structured data is believed before meta tags, those before what is shown."""
    declared = DECLARED_ENCODING.search(data[:4096])
    markup = without_scripts(decode(data, declared.group(1).decode() if declared else None))
    if excess := excessive(markup):
        return Unreadable(source, f"not an article's page: {excess}")
    try:
        tree = lxml_html.document_fromstring(
            XML_DECLARATION.sub("", markup, 1), parser=lxml_html.HTMLParser(no_network=True)
        )
    except (etree.ParserError, ValueError) as error:
        return Unreadable(source, f"not a page: {error}")
    ld, meta, shown = _json_ld(tree), _meta(tree), _Shown(tree)
    if is_cut_up(tree):
        return Unreadable(source, "not an article's page: tags cut a paragraph in thousands of pieces")
    headline = _strip_site(_one(ld.get("headline")) or _meta_of(meta, "headline") or shown.headline)
    described = _one(ld.get("description")) or _meta_of(meta, "deck")
    deck = (
        shown.deck or described
    )  # what the page shows is the deck; the description is often written for search engines
    captions = shown.captions
    byline = unique(
        name for text in _names(ld.get("author")) or _metas(meta, "byline") or shown.byline for name in names_of(text)
    )
    paragraphs = _body(tree, {headline, deck, described, *captions}) or list(
        lines_of(next(iter(_names(ld.get("articleBody"))), "").split("\n"))
    )
    if not headline or not paragraphs:
        missing = "headline" if paragraphs else "article text"
        return Unreadable(source, f"no {missing} found on the page: is it an article's own page?")
    dateline, paragraphs[0], agency, _ = split_dateline(paragraphs[0])
    published, how = _published(ld, meta, shown)
    url = _one(ld.get("url")) or _meta_of(meta, "url") or shown.url or _one(ld.get("mainEntityOfPage"))
    return Article(
        id=derived_id(url, headline, *paragraphs),
        source=source,
        url=url,
        headline=headline,
        deck="" if deck == headline else deck,
        byline=byline,
        dateline=_one(ld.get("dateline")) or dateline,
        agency=agency,
        published=published,
        published_how=how,
        section=_one(ld.get("articleSection")) or _meta_of(meta, "section"),
        tags=unique(_keywords(ld, meta)),
        captions=captions,
        paragraphs=tuple(paragraphs),
    )


XML_DECLARATION = Expression(r"^\s*+<\?xml[^>]*+\?>")


class _Shown:
    """What a reader sees on the page, for what the metadata leaves out."""

    def __init__(self, tree: lxml_html.HtmlElement) -> None:
        self.headline = _text(tree, "//article//h1 | //main//h1") or _text(tree, "//h1") or _text(tree, "//title")
        decks = " or ".join(map(_has_class, ("standfirst", "deck", "subtitle", "dek")))
        self.deck = _text(tree, f"//*[{decks}]")
        self.url = next(iter(tree.xpath("//link[@rel='canonical']/@href")), "")
        self.captions = unique(lines_of(node.text_content() for node in tree.xpath("//figcaption")))
        self.byline = lines_of(
            node.text_content()
            for node in tree.xpath(f"//*[@rel='author'] | //*[{_has_class('byline')} or {_has_class('author')}]")
        )[:1] or self._spoken_byline(tree)
        texts = lines_of(node.text_content() for node in tree.xpath("//body//p | //body//span | //body//div[not(*)]"))
        self.written_date = next((text for text in texts if len(text) < LONGEST_BYLINE and _spoken_date(text)), "")
        self.dates: list[str] = tree.xpath("//article//time/@datetime | //main//time/@datetime | //time/@datetime")

    @staticmethod
    def _spoken_byline(tree: lxml_html.HtmlElement) -> tuple[str, ...]:
        texts = lines_of(node.text_content() for node in tree.xpath("//body//p | //article//div | //article//span"))
        return tuple(text for text in texts if SPOKEN_BYLINE.match(text) and len(text) < LONGEST_BYLINE)[:1]


SPOKEN_BYLINE, FURNITURE = Expression(r"By \p{Lu}"), Expression(r"By \p{Lu}|Published\b|Updated\b")
NO_LETTERS, QUOTED, YEAR = Expression(r"\W+"), Expression(r"[“”\"«»„]"), Expression(r"\d{4}")
LONGEST_BYLINE = 100  # characters


def _has_class(name: str) -> str:
    return f"contains(concat(' ', translate(@class, '_-', '  '), ' '), ' {name} ')"


def _text(tree: lxml_html.HtmlElement, path: str) -> str:
    return next((text for node in tree.xpath(path) if (text := one_line(node.text_content()))), "")


def _strip_site(title: str) -> str:
    return SITE_NAME.sub("", one_line(title[:LONGEST_TITLE]))


def _json_ld(tree: lxml_html.HtmlElement) -> dict[str, Any]:
    """The first article among the page's JSON-LD objects (schema.org ``NewsArticle`` and its kin)."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            document = json.loads(script)
        except (ValueError, RecursionError):
            continue
        for item in _objects(document):
            types = item.get("@type")
            if any(ARTICLE_TYPE.search(str(name)) for name in (types if isinstance(types, list) else [types])):
                return item
    return {}


def _objects(document: Any) -> Iterator[dict[str, Any]]:
    if isinstance(document, list):
        for item in document:
            yield from _objects(item)
    elif isinstance(document, dict):
        yield document
        yield from _objects(document.get("@graph"))


def _meta(tree: lxml_html.HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for node in tree.xpath("//meta[@content]"):
        name = (node.get("property") or node.get("name") or node.get("itemprop") or "").casefold()
        if text := one_line(node.get("content")):
            found.setdefault(name, []).append(text)
    return found


def _metas(meta: dict[str, list[str]], field: str) -> list[str]:
    return next((meta[name] for name in META[field] if name in meta), [])


def _meta_of(meta: dict[str, list[str]], field: str) -> str:
    return next(iter(_metas(meta, field)), "")


def _names(value: Any) -> list[str]:
    """The strings of a JSON-LD value: itself, each item's, or the name of an object."""
    if isinstance(value, str):
        return [value] if one_line(value) else []
    if isinstance(value, dict):
        return _names(value.get("name") or value.get("@id"))
    if isinstance(value, list):
        return [name for item in value for name in _names(item)]
    return []


def _one(value: Any) -> str:
    return one_line(next(iter(_names(value)), ""))


def _keywords(ld: dict[str, Any], meta: dict[str, list[str]]) -> tuple[str, ...]:
    listed = _names(ld.get("keywords")) or _metas(meta, "tags")
    return lines_of(tag for text in listed for tag in text.split(","))


def _published(ld: dict[str, Any], meta: dict[str, list[str]], shown: _Shown) -> tuple[date | datetime | None, str]:
    found = [(_one(ld.get("datePublished")), "JSON-LD datePublished")]
    found += [(text, f"meta {name}") for name in META["published"] for text in meta.get(name, [])]
    found += [(text, "time element") for text in shown.dates]
    found.append((DATE_LABEL.sub("", shown.written_date), "date line"))
    return next((dated(text, how) for text, how in found if read_date(text)[0]), (None, ""))


def _body(tree: lxml_html.HtmlElement, elsewhere: set[str]) -> list[str]:
    """The paragraphs of the article's text, without those that stand in another field.

    trafilatura tells the article's text from the page around it, and flattens it; the paragraphs are the page's own.
    """
    for quotation in tree.iter("q"):
        quotation.text = "“" + (quotation.text or "")
        quotation.tail = "”" + (quotation.tail or "")
    etree.strip_tags(tree, "q")
    extracted = _extracted(lxml_html.tostring(tree, encoding="unicode"))
    kept = _kept([_block_text(node) for node in tree.xpath(BLOCKS)], _letters(extracted))
    flat = lines_of(extracted.split("\n"))
    if sum(map(len, kept)) < ENOUGH * sum(map(len, flat)):
        kept = list(flat)
    return [text for text in kept if text not in elsewhere and not _is_furniture(text)]


def _kept(blocks: list[str], known: str) -> list[str]:
    """Those of the page's blocks whose letters stand in ``known``; none where it would take long to tell."""
    if len(blocks) * len(known) > MOST_SOUGHT:
        return []
    return [text for text in blocks if text and _letters(text) in known]


# Blocks by letters of the text in which they are sought: 0.05 to 1 s. Of the sample pages none has a hundredth.
MOST_SOUGHT = 1 << 28


def _extracted(markup: str) -> str:
    """The article's text by trafilatura."""
    import trafilatura  # noqa: PLC0415 - takes 0.1 s to import, and only pages need it
    from trafilatura import external  # noqa: PLC0415

    # Of its second opinion, jusText's, this step takes the square of the number of paragraphs: a second for 2,000.
    setattr(external, "revise_paragraph_classification", _revise)  # noqa: B010 - a name it does not export
    return trafilatura.extract(markup, output_format="txt", include_comments=False, include_tables=False) or ""


def _revise(paragraphs: list[Any], _reach_of_headings: int) -> None:
    for paragraph, verdict in zip(paragraphs, revised([each.cf_class for each in paragraphs]), strict=True):
        paragraph.class_type = verdict


def revised(classes: list[str]) -> list[str]:
    """The classes of a page's paragraphs, "good" or "bad", by their own and those around them, as jusText has it for
    paragraphs of which none is a heading (https://github.com/miso-belica/jusText, ``revise_paragraph_classification``):
    "short" ones are what both neighbours are, then "neargood" ones are good beside a good one.
    """
    known, nearly = frozenset(["good", "bad"]), frozenset(["good", "bad", "neargood"])
    around = zip(*(_neighbours(classes, those) for those in (known, nearly)), strict=True)
    classes = [_of_short(*beside) if own == "short" else own for own, beside in zip(classes, around, strict=True)]
    before, found = "bad", []
    for own, (_, behind) in zip(classes, _neighbours(classes, known), strict=True):
        before = own if own != "neargood" else "bad" if before == behind == "bad" else "good"
        found.append(before)
    return found


def _neighbours(classes: list[str], those: frozenset[str]) -> list[tuple[str, str]]:
    """The nearest of ``those`` before and behind each; "bad" where there is none."""
    return list(zip(_nearest_before(classes, those), _nearest_before(classes[::-1], those)[::-1], strict=True))


def _nearest_before(classes: list[str], those: frozenset[str]) -> list[str]:
    nearest, found = "bad", []
    for own in classes:
        found.append(nearest)
        nearest = own if own in those else nearest
    return found


def _of_short(known: tuple[str, str], nearly: tuple[str, str]) -> str:
    if known[0] == known[1]:
        return known[0]
    return "good" if any(pair == ("bad", "neargood") for pair in zip(known, nearly, strict=True)) else "bad"


# Blocks that hold text and no other block, outside what is never an article's text.
BLOCKS = (
    "//*[self::p or self::blockquote or self::li or self::h2 or self::h3 or self::h4 or self::dd or self::pre]"
    "[not(.//p or .//li or .//blockquote)]"
    "[not(ancestor::nav or ancestor::footer or ancestor::aside or ancestor::figure or ancestor::form)]"
)
ENOUGH = 0.5  # of the extracted text in such blocks; a page that divides its text otherwise is taken as extracted


def _letters(text: str) -> str:
    return NO_LETTERS.sub("", text)


def _block_text(node: lxml_html.HtmlElement) -> str:
    text = one_line(node.text_content())
    quoted = node.tag == "blockquote" or node.getparent().tag == "blockquote"
    return f"“{text}”" if quoted and text and not QUOTED.search(text) else text


def _is_furniture(text: str) -> bool:
    return len(text) < LONGEST_BYLINE and bool(FURNITURE.match(text) or _spoken_date(text))


def _spoken_date(text: str) -> bool:
    return bool(YEAR.search(text)) and read_date(DATE_LABEL.sub("", text))[0] is not None
