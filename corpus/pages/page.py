"""Saved web pages: what their markup says of the article, what they show of it, and its text."""

from __future__ import annotations

from lxml import etree
from lxml import html as lxml_html
from lxml.html import HtmlElement

from corpus.article import Article, Source, Unreadable, derived_id
from corpus.clean import decode, lines_of, one_line, unique
from corpus.layout.blocks import text_of
from corpus.layout.furniture import Boxes, Elsewhere
from corpus.layout.lines import SENTENCE_END, is_line
from corpus.layout.names import named
from corpus.markup import excessive, without_scripts
from corpus.metadata.credits import is_said_of
from corpus.metadata.datelines import split_dateline
from corpus.metadata.openings import BEFORE_TEXT, opening_of
from corpus.page_metadata import json_ld
from corpus.page_metadata.bylines import byline_of
from corpus.page_metadata.headline import headline_of, site_of
from corpus.page_metadata.json_ld import Item, letters
from corpus.page_metadata.published import published_of
from corpus.page_metadata.structured import Structured, filed, structured_of
from corpus.pages.body import FEWEST, Body, as_paragraphs, body_of, weight_of
from corpus.pages.extracted import extracted
from corpus.pages.fragment import paragraphs_of_markup
from corpus.pages.instead import instead_of_article
from corpus.patterns import IGNORECASE, BytesExpression, Expression

DECLARED_ENCODING = BytesExpression(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w\-:]+)|^\s*<\?xml[^>]{0,100}encoding\s*=\s*[\"']([\w\-]+)", IGNORECASE
)
XML_DECLARATION = Expression(r"^\s*+<\?xml[^>]*+\?>")
DECKS = Expression(
    r"(?<![a-z])(?:standfirst|deck|sub[-_]?title|dek|sub[-_]?head(?:line|ing)?|strapline|excerpt|summary|chapo|chapeau|entradilla|vorspann"
    r"|untertitel|unterzeile|sottotitolo|sommario|catenaccio|bajada|copete|sumario|subtítulo|linha-fina|onderkop"
    r"|preamble|manchet|underrubrik|undertitel|ingress[io]?|ingressen|perex|spot|zajawka|podtytul|(?:article|post|story)-+(?:intro|desc))(?![a-z])",
    IGNORECASE,
)
SHORTEST_DECK, LONGEST_DECK = 40, 600  # characters
KICKERS = Expression(
    r"(?<![a-z])(?:kicker|eyebrow|overline|over-?title|dachzeile|oberzeile|spitzmarke|sur-?titre|occhiello|ante-?t[ií]tulo"
    r"|volanta|bovenkop|stikktittel|nadtytul)(?![a-z])",
    IGNORECASE,
)


def read(data: bytes, source: Source) -> Article | Unreadable:
    """The article of one HTML page. ``Article.origins`` names what its values were taken from."""
    markup = without_scripts(decode(data, declared_encoding(data)))
    if excess := excessive(markup):
        return Unreadable(source, f"not an article's page: {excess}")
    try:
        tree = parsed(markup)
    except (etree.ParserError, ValueError) as error:
        return Unreadable(source, f"not a page: {error}")
    structured = structured_of(tree)
    if not structured.address and (saved := SAVED_FROM.search(markup[:LONGEST_BEGINNING])):
        structured = structured._replace(address=saved.group(1) or f"http://{saved['mirrored']}")
    site, is_elsewhere = site_of(tree, structured), Elsewhere(tree)
    headline = headline_of(tree, structured, site, is_elsewhere)
    body = body_of(tree, Boxes(tree, headline.node), headline.node, json_ld.one(structured.ld.get("articleBody")))
    captions = unique(lines_of(text_of(node) for node in tree.iter("figcaption") if not is_elsewhere(node)))
    shown_deck = _first_text(tree, DECKS, LONGEST_DECK, is_elsewhere)
    paragraphs, text_origin = _paragraphs(tree, structured, body, {headline.text, shown_deck, *captions})
    if not headline.text or not paragraphs:
        missing = "headline" if paragraphs else "article text"
        question = "it lists other articles" if body.listing else "is it an article's own page?"
        return Unreadable(source, f"no {missing} found on the page: {question}")
    if not (structured.ld.get("articleBody") or structured.ld.get("datePublished")) and (
        reason := instead_of_article(headline.text, paragraphs)
    ):
        return Unreadable(source, f"no article: {reason}")
    beside = [*body.head, *body.last]
    byline = byline_of(tree, structured, site, beside, "\n".join(paragraphs), is_elsewhere)
    paragraphs = _without_lives(paragraphs, byline.names)
    published = published_of(tree, structured, (beside, body.above), headline.node, is_elsewhere)
    above, paragraphs = _above_dateline(paragraphs) if not shown_deck else ("", paragraphs)
    opening = opening_of(paragraphs)
    paragraphs = list(opening.paragraphs)
    # What the page shows is the deck; the description is often written for search engines.
    decks = {
        "page": shown_deck or above or _subheading(body),
        "description": _described(structured, {headline.text, *paragraphs}),
    }
    deck_origin = next((origin for origin, text in decks.items() if text), "")
    shown = filed(tree, is_elsewhere)
    origins = {
        **{name: "link on the page" for name, texts in shown.items() if texts},
        **_meta_origins(structured),
        "headline": headline.origin,
        "deck": deck_origin,
        "byline": byline.origin or (BEFORE_TEXT if opening.byline else ""),
        "date": published.how if published.day else "",
        "agency": "beside the byline" if byline.agency else BEFORE_TEXT if opening.agency else "",
        "text": text_origin,
    }
    if opening.dateline:
        origins.setdefault("dateline", BEFORE_TEXT)
    return Article(
        id=derived_id(structured.address, headline.text, *paragraphs),
        source=source,
        url=structured.address,
        headline=headline.text,
        deck=decks.get(deck_origin, ""),
        byline=byline.names or opening.byline,
        agency=byline.agency or opening.agency,
        dateline=json_ld.one(structured.ld.get("dateline")) or opening.dateline,
        published=published.day,
        published_how=published.how,
        section=json_ld.one(structured.ld.get("articleSection"))
        or structured.one("section")
        or next(iter(shown["section"]), ""),
        tags=_tags(structured) or unique(shown["tags"]),
        captions=captions,
        publication=structured.one("publication") or json_ld.one(structured.ld.get("publisher")),
        language=_language(tree, structured),
        kicker=_first_text(tree, KICKERS, LONGEST_KICKER, is_elsewhere) or opening.label,
        paragraphs=tuple(paragraphs),
        remarks=() if text_origin == "JSON-LD articleBody" else _remarks(structured, body),
        origins=tuple(f"{name}: {origin}" for name, origin in origins.items() if origin),
    )


LONGEST_KICKER = 60  # characters
# What browsers write into pages that they save.
SAVED_FROM = Expression(
    r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s+)(https?://\S{1,2000})"
    r"|<!--\s*Mirrored from (?P<mirrored>[\w.-]+/\S{0,2000}) by HTTrack"
)
LONGEST_BEGINNING = 4_096


def _meta_origins(structured: Structured) -> dict[str, str]:
    """Which metadata those values are taken from that only metadata gives."""
    origins = {}
    for field, key in (("section", "articleSection"), ("tags", "keywords"), ("dateline", "dateline")):
        if json_ld.one(structured.ld.get(key)):
            origins[field] = f"JSON-LD {key}"
    for field in ("section", "tags", "publication"):
        if named := structured.metas(field):
            origins.setdefault(field, f"meta {named[0][0]}")
    return {"publication": "JSON-LD publisher", **origins} if structured.ld.get("publisher") else origins


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page declares in its first bytes."""
    found = DECLARED_ENCODING.search(data[:4096])
    return next(filter(None, found.groups())).decode() if found else None


def parsed(markup: str) -> HtmlElement:
    """The tree of a page, without comments, so that the text around them is whole."""
    parser = lxml_html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    # Forms and the like need no classes of their own here, which a function in Python else tells at each element.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
    return lxml_html.document_fromstring(XML_DECLARATION.sub("", markup, 1), parser=parser)


def _paragraphs(tree: HtmlElement, structured: Structured, body: Body, elsewhere: set[str]) -> tuple[list[str], str]:
    """The paragraphs of the text, without those that stand in another field, and where they come from."""
    fields = {letters(text) for text in elsewhere}
    own = [text for text in as_paragraphs(body.blocks) if letters(text) not in fields]
    found = [(own, "page")]
    if body.doubtful or _length(own) < ENOUGH * weight_of(json_ld.one(structured.ld.get("articleBody"))):
        found.append((_in_json_ld(structured.ld), "JSON-LD articleBody"))
    if body.doubtful:
        found.append((_posts(structured.ld), "JSON-LD liveBlogUpdate"))
    best, origin = max(found, key=lambda each: _length(each[0]))
    if body.doubtful and not body.teaser and not body.listing and _length(best) < FEWEST:
        second = [text for text in extracted(tree) if letters(text) not in fields and _is_text(text)]
        if _length(second) > _length(best):
            return second, "page, by trafilatura"
    return best, origin


def _is_text(line: str) -> bool:
    """Whether a line of a second opinion is no item of a menu."""
    return bool(SENTENCE_END.search(line)) and not is_line(line)


ENOUGH = 0.5  # of ``articleBody`` on the page; where less is shown, it is a beginning, or is put there by a program


def _length(paragraphs: list[str]) -> int:
    return sum(map(weight_of, paragraphs))


def _in_json_ld(item: Item) -> list[str]:
    texts = item.get("articleBody")
    return [
        text
        for each in (texts if isinstance(texts, list) else [texts])
        if isinstance(each, str)
        for text in paragraphs_of_markup(each)
    ]


def _posts(item: Item) -> list[str]:
    """The posts of a live blog, each with its headline."""
    posts = item.get("liveBlogUpdate")
    found: list[str] = []
    for post in posts if isinstance(posts, list) else [posts]:
        if isinstance(post, dict):
            texts = _in_json_ld(post)
            heading = json_ld.one(post.get("headline"))
            found += [heading, *texts] if texts and heading and heading not in texts else texts
    return found


def _without_lives(paragraphs: list[str], names: tuple[str, ...]) -> list[str]:
    """The paragraphs without what the newsroom says of the authors: behind the text who they are, before it from where
    they reported."""
    first, last = paragraphs[:NOTES], paragraphs[max(NOTES, len(paragraphs) - NOTES) :]
    between = paragraphs[len(first) : len(paragraphs) - len(last)]
    kept = [text for text in first if not is_said_of(names, text, REPORTED)] + between
    kept += [text for text in last if not is_said_of(names, text)]
    return kept or paragraphs


NOTES = 2  # paragraphs at either end
REPORTED = Expression(r"^ (?:reported|reports) from\b[^“”\"]*$")


def _above_dateline(paragraphs: list[str]) -> tuple[str, list[str]]:
    """The deck, where it stands in a paragraph before the one with the dateline, and the paragraphs without it."""
    if len(paragraphs) > 1 and SHORTEST_DECK <= len(paragraphs[0]) <= LONGEST_DECK:
        first, second = map(split_dateline, paragraphs[:2])
        if second.place and (second.agency or second.place.isupper()) and first.rest == paragraphs[0]:
            return paragraphs[0], paragraphs[1:]
    return "", paragraphs


def _subheading(body: Body) -> str:
    """A second heading right behind the first, before the text."""
    texts = [block.text for block in body.head[:3] if block.node.tag in ("h2", "h3") and not block.linked]
    kept = {block.text for block in body.blocks}
    return next((text for text in texts if SHORTEST_DECK <= len(text) <= LONGEST_DECK and text not in kept), "")


def _described(structured: Structured, told: set[str]) -> str:
    """The description, where it is no copy of what the article says."""
    described = json_ld.one(structured.ld.get("description")) or structured.one("deck")
    plain = letters(described.rstrip("….[]"))
    return "" if any(letters(text).startswith(plain) for text in told) else described


def _first_text(tree: HtmlElement, like: Expression, longest: int, is_elsewhere: Elsewhere) -> str:
    """The text of the first element in the article whose class or id is one of these."""
    for node in named(tree, like):
        if node.tag not in NO_TEXTS and not is_elsewhere(node):
            text = text_of(node)
            if text and len(text) <= longest:
                return text
    return ""


NO_TEXTS = frozenset(["body", "html", "article", "main"])


def _tags(structured: Structured) -> tuple[str, ...]:
    listed = json_ld.strings(structured.ld.get("keywords"))
    if not listed:
        first = next(iter(structured.metas("tags")), ("", ""))[0]
        listed = structured.meta.get(first, [])
    return unique(lines_of(tag for text in listed for tag in text.split(",")))


def _language(tree: HtmlElement, structured: Structured) -> str:
    told = tree.get("lang") or json_ld.one(structured.ld.get("inLanguage")) or structured.one("language")
    found = LANGUAGE.match(one_line(told))
    return found.group().replace("_", "-") if found else ""


LANGUAGE = Expression(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}(?![A-Za-z])")


def _remarks(structured: Structured, body: Body) -> tuple[str, ...]:
    free = str(structured.ld.get("isAccessibleForFree", "")).casefold()
    if body.teaser:
        return ("only a teaser: the page says that the rest is for subscribers",)
    if free.endswith("false") and _length([block.text for block in body.blocks]) < SHORT_TEXT:
        return ("only a teaser: the page is marked as not free",)
    return ()


SHORT_TEXT = 1_500  # characters; what is marked as not free and longer was saved by a subscriber
