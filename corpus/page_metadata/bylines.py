"""Who wrote a page's article: names, of the article's own authors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from lxml.html import HtmlElement

from corpus.clean import one_line, unique
from corpus.grammar.first_names import FEMALE, MALE
from corpus.layout.blocks import Block, blocks_of
from corpus.layout.furniture import Elsewhere
from corpus.metadata.credits import agency_of, names_of
from corpus.page_metadata import json_ld
from corpus.page_metadata.headline import Site
from corpus.page_metadata.structured import Structured
from corpus.patterns import Expression

NAMED = Expression(
    r"(?<![a-z])(?:byline\w*|by-line|authors?|author-?names?|article-?author|post-?author|entry-?author|writer|vcard|fn"
    r"|contributors?|creator|autor|auteur|autore|signature|reporter|journalist)(?![a-z])"
)
# Lines of several facts, of which one is who wrote it.
FACTS = Expression(
    r"(?<![a-z])(?:submitted|post-?metadata|meta|post-?info|article-?info|posted(?:-by)?|details|dateline|info|attribution)(?![a-z])"
)
SAID = Expression(
    r"(?i:\b(?:submitted|posted|written|published|reported|created)?\s*\bby:?|^von|^par|\bpar|^por)\s(\p{Lu}.{2,80})"
)
NOT_NAMED = Expression(
    r"bio|desc|about|image|img|avatar|photo|social|follow|email|twitter|comment|role|job|position|count"
)
SPOKEN = Expression(
    r"^(?:(?:Words|Story|Text|Reporting|Written|Report|Article|Exclusive) )?"
    r"(?:By|BY|by|Von|VON|Par|Por|Di|Door|Text:|Autor:)[ :]+\p{Lu}"
)
NAME = Expression(
    r"^(?=.*[\p{Lu}\p{Lo}])[\p{L}\p{M}.'’\-]+(?:\s[\p{L}\p{M}.'’,“”\"\-]+){1,5}$|^[\p{Han}\p{Hangul}\p{Katakana}·]{2,10}$"
)
BIO = Expression(
    r"^((?:\p{Lu}[\p{L}\p{M}'’.\-]*+\s){1,3}\p{Lu}[\p{L}\p{M}'’\-]*+)\s(?:is|was|has been|covers|writes|reports"
    r"|joined)\b"
)
MOST_LOOKED_AT, LONGEST_SPOKEN, EARLY_BLOCKS = 60, 120, 10  # elements, characters, blocks behind the headline


class Byline(NamedTuple):
    """The names, the agency beside them, and where they stand."""

    names: tuple[str, ...] = ()
    agency: str = ""
    origin: str = ""


def byline_of(
    tree: HtmlElement, structured: Structured, site: Site, behind: list[Block], text: str, is_elsewhere: Elsewhere
) -> Byline:
    """Who wrote the page's article, by the surest of what gives names; ``behind`` are blocks behind the headline,
    ``text`` is the article's, which tells places from people."""
    agency = ""
    for texts, origin in _found(tree, structured, behind, is_elsewhere):
        agency = agency or next(filter(None, map(agency_of, texts)), "")
        names = unique(name for text in texts for name in names_of(text) if _is_name(name, site, origin))
        if any(" " in name for name in names):
            names = tuple(name for name in names if " " in name)
        if len(names) > 1:
            names = tuple(name for name in names if f" in {name}" not in text) or names
        if names:
            return Byline(names, agency, origin)
    return Byline((), agency, "")


def _is_name(name: str, site: Site, origin: str) -> bool:
    if site.is_name(name) or agency_of(name) or ORGANIZATION.search(name):
        return False
    if NAME.match(name):
        return True
    single = len(name) >= SHORTEST_SINGLE and name[:1].isupper() and " " not in name
    return single and origin.startswith(("JSON-LD", "meta", "rel", "itemprop"))


SHORTEST_SINGLE = 3  # letters, of a name that is one word, as writers of blogs have
ORGANIZATION = Expression(
    r"\b(?:News|Newspapers?|Media|Press|Times|Herald|Gazette|Echo|Post|Tribune|Chronicle|Magazine|Editorial|Redaktion|Team"
    r"|Desk|Staff|Newsroom|Agency|Agence|Radio|TV|Television|Online|Digital|Network|Group|Ltd|Inc|GmbH|Bureau|Service|Wire"
    r"|Reporters?|Correspondents?|Editors?|Admin|Website|Office|Department|University|Foundation|Institute)$"
)


def _found(
    tree: HtmlElement, structured: Structured, behind: list[Block], is_elsewhere: Elsewhere
) -> Iterator[tuple[list[str], str]]:
    yield _people(structured.ld.get("author")), "JSON-LD author"
    yield _people(structured.ld.get("creator")), "JSON-LD creator"
    for key in ("author", "creator"):
        yield structured.properties.get(key, []), f"itemprop {key}"
    shown = _shown(tree, is_elsewhere)
    for name in dict.fromkeys(name for name, _ in structured.metas("byline")):
        yield structured.meta[name], f"meta {name}"
    yield from shown
    behind = [block for block in behind if not is_elsewhere(block.node)]
    yield from _said(tree, is_elsewhere)
    for block in behind[:EARLY_BLOCKS]:
        if len(block.text) <= LONGEST_SPOKEN and SPOKEN.match(block.text):
            yield [block.text], "line by the headline"
    for block in behind[:3]:
        if _is_bare_name(block.text):
            yield [block.text], "line by the headline"
    for block in behind[-2:]:
        if len(block.text) <= LONGEST_SPOKEN and SPOKEN.match(block.text):
            yield [block.text], "last line"


def _is_bare_name(text: str) -> bool:
    words = text.split()
    return 2 <= len(words) <= 3 and words[0] in MALE | FEMALE and bool(NAME.match(text))  # noqa: PLR2004


def _people(value: Any) -> list[str]:
    """The names of a JSON-LD value, without those of its organisations where it has people too."""
    items = value if isinstance(value, list) else [value]
    people = [each for each in items if not (isinstance(each, dict) and "Organization" in json_ld.types_of(each))]
    return [text for each in people or items for text in json_ld.strings(each)]


def _shown(tree: HtmlElement, is_elsewhere: Elsewhere) -> Iterator[tuple[list[str], str]]:
    """The names in elements that are named so, those first that are links to an author or are named byline."""
    nodes = tree.xpath("//*[@rel='author' or @class or @itemprop or @data-testid or @data-component or @id]")
    named = [node for node in nodes if _is_named(node)][:MOST_LOOKED_AT]
    own = [node for node in named if not is_elsewhere(node)]
    own.sort(key=lambda node: 0 if "byline" in (node.get("class") or "").casefold() else 1 if node.get("rel") else 2)
    for node in own:
        for texts in _texts(node):
            yield texts, "rel author" if node.get("rel") == "author" else "byline on the page"


def _said(tree: HtmlElement, is_elsewhere: Elsewhere) -> Iterator[tuple[list[str], str]]:
    """The names in lines of several facts: "Submitted by Una Brack on Tue, 17/09/2024"."""
    nodes = tree.xpath("//*[@class]")
    for node in [node for node in nodes if FACTS.search(node.get("class").replace("_", "-"))][:MOST_LOOKED_AT]:
        text = one_line(" ".join(node.itertext())[:LONGEST_NAMED])
        if node.tag not in NO_LINES and (found := SAID.search(text)) and not is_elsewhere(node):
            yield [found.group(1)], "line by the headline"


def _is_named(node: HtmlElement) -> bool:
    if node.tag in NO_LINES:
        return False
    if node.get("rel") == "author" or node.get("itemprop") == "author":
        return True
    named = " ".join(filter(None, map(node.get, ("class", "id", "data-testid", "data-component"))))
    named = CAMEL.sub("-", named).replace("_", "-").casefold()
    return bool(NAMED.search(named)) and not NOT_NAMED.search(named)


NO_LINES = frozenset(["body", "html", "main", "article", "img", "meta", "link", "script", "form"])
CAMEL = Expression(r"(?<=[a-z])(?=[A-Z])")


def _texts(node: HtmlElement) -> Iterator[list[str]]:
    """What an element may name: its links to authors, its pieces, and its text as a whole."""
    text = node.text_content()
    if len(text) > LONGEST_NAMED:
        return
    links = [one_line(link.text_content()) for link in node.iter("a") if AUTHOR_LINK.search(link.get("href") or "")]
    if links:
        yield links
    pieces = [piece for piece in map(one_line, node.itertext()) if piece]
    if found := BIO.match(one_line(text)):
        yield [found.group(1)]
    elif any(len(piece.split()) > 1 for piece in pieces):
        yield [" | ".join(pieces)]
    yield [block.text for block in blocks_of(node)]


AUTHOR_LINK = Expression(
    r"/(?:authors?|profiles?|people|by|journalists?|contributors?|staff|autor(?:en)?|auteurs?|writers?|reporters?)/"
)
LONGEST_NAMED = 400  # characters
