"""Who wrote a page's article: names, of the article's own authors."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import Any, NamedTuple

from lxml.html import HtmlElement

from corpus.clean import one_line, unique
from corpus.grammar.first_names import FEMALE, MALE
from corpus.layout.blocks import Block, blocks_of
from corpus.layout.furniture import Elsewhere
from corpus.layout.lines import SENTENCE_END
from corpus.layout.names import named, words_of
from corpus.metadata.credits import BY_WORD, REPORTER, agency_of, names_of
from corpus.metadata.written_dates import date_in, month_of
from corpus.page_metadata import json_ld
from corpus.page_metadata.headline import Site
from corpus.page_metadata.published import CHANGED, FIRST
from corpus.page_metadata.structured import Structured
from corpus.patterns import Expression

NAMED = Expression(
    r"(?<![a-z])(?:byline\w*|by-line|authors?|author-?names?|article-?author|post-?author|entry-?author|writer|vcard|fn"
    r"|contributors?|creator|autor(?:in|es|en)?|auteurs?|autor[ei]|signature|reporter|journalist|redakteur(?:in)?"
    r"|verfasser|forfatter|skribent|yazar|avtor|username|nickname)(?![a-z])"
)
# Lines of several facts, of which one is who wrote it.
FACTS = Expression(
    r"(?<![a-z])(?:submitted|post-?metadata|meta|post-?info|info\w*|article-?info|posted(?:-by)?|details|date\w*|source"
    r"|publi[sc]\w*|time\w*|attribution)(?![a-z])"
)
SAID = Expression(rf"(?:^|[\s|·•—–]){BY_WORD}(.{{2,80}})")
NOT_NAMED = Expression(
    r"bio|desc|about|image|img|avatar|photo|social|follow|email|twitter|comment|role|job|position|count"
)
SPOKEN = Expression(rf"^{BY_WORD}")
NAME = Expression(
    r"^(?=.*[\p{Lu}\p{Lo}])[\p{L}\p{M}.'’\-]+(?:\s[\p{L}\p{M}.'’,“”\"\-]+){1,5}$"
    r"|^(?!.*を)[\p{Han}\p{Hangul}\p{Katakana}][\p{Han}\p{Hangul}\p{Katakana}\p{Hiragana}·・ー々]{1,9}$"
)
# A single word that someone goes by, as writers of blogs do.
NICKNAME = Expression(r"^\p{L}[\p{L}\p{M}\p{N}.\-]{2,24}$")
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
    for texts, origin in _found(tree, structured, behind, text, is_elsewhere):
        agency = agency or next(filter(None, map(agency_of, texts)), "")
        names = unique(name for text in texts for name in names_of(text) if _is_name(name, site, origin))
        if any(" " in name for name in names):
            names = tuple(name for name in names if " " in name)
        if len(names) > 1:
            names = tuple(name for name in names if f" in {name}" not in text) or names
        if len(names) == 2 and origin in BESIDE_PLACES and len(texts) == 1 and _is_place_beside(names, texts[0]):  # noqa: PLR2004
            names = names[:1]
        if names:
            return Byline(names, agency, origin)
    return Byline((), agency, "")


def _is_name(name: str, site: Site, origin: str) -> bool:
    if (
        agency_of(name)
        or month_of(name)
        or _says_when(name)
        or (ORGANIZATION.search(name) and not _has_given_name(name))
    ):
        return False
    if site.is_name(name) and not _has_given_name(name) and (site.is_told(name) or not origin.startswith(SURE)):
        return False
    if NAME.match(name):
        return True
    if origin in (PERSON, LINK):
        return bool(NICKNAME.match(name))
    single = len(name) >= SHORTEST_SINGLE and name[:1].isupper() and " " not in name
    return single and origin.startswith(("JSON-LD", "meta", "rel", "itemprop"))


def _has_given_name(name: str) -> bool:
    """Whether a name of a few words begins with one that is given to people."""
    words = name.split()
    return 2 <= len(words) <= 4 and words[0].partition("-")[0] in MALE | FEMALE  # noqa: PLR2004


def _is_place_beside(names: tuple[str, ...], text: str) -> bool:
    """Whether the second of two names is where the first wrote: "Una Brack, Port Alder"."""
    first, second = names
    return f"{first}, {second}" in text and _has_given_name(first) and not _has_given_name(second)


SHORTEST_SINGLE = 3  # letters, of a name that is one word, as writers of blogs have
PERSON, LINK = "JSON-LD author", "link to the author"
BESIDE_PLACES = ("byline on the page", "line by the headline")
SURE = (PERSON, LINK, "meta", "itemprop")  # which name whoever wrote it, be it that the site goes by the name too
ORGANIZATION = Expression(
    r"\b(?:News|Newspapers?|Media|Press|Times|Herald|Gazette|Echo|Post|Tribune|Chronicle|Magazine|Editorial|Redaktion|Team"
    r"|Desk|Staff|Newsroom|Agency|Agence|Radio|TV|Television|Online|Digital|Network|Group|Ltd|Inc|GmbH|Bureau|Service|Wire"
    r"|Reporters?|Correspondents?|Editors?|Admin|Website|Office|Department|University|Foundation|Institut[eo]?|Journal"
    r"|Review|Weekly|Daily|Today|Blog|plc|Corp|Corporation|Company|LLC|AG|SE|e\. ?V|SA|SpA|BV|AB|Verein|Verband|Verlag"
    r"|Council|Government|Ministry|Ministerium|Committee|Association|Society|Union|Club|Museum|Library|Schools?|College"
    r"|Universität|Hochschule|Zeitung|Zentrum|Center|Centre|Pressestelle|Presse|Rédaction|Redacción|Redazione|Polizei|Police"
    r"|Contributors?|Writers?|Authors?)\.?$"
    r"|^(?:The|Team|Redaktion|Rédaction|Redacción|Redazione|Stadt|Gemeinde|Landkreis|Ministry|Ministerium|Department|Office"
    r"|University|Universität|Institut[eo]?|Staff|Guest|Contributors)\s"
)


def _found(
    tree: HtmlElement, structured: Structured, behind: list[Block], text: str, is_elsewhere: Elsewhere
) -> Iterator[tuple[list[str], str]]:
    people, others = _people(structured.ld.get("author"))
    yield people, PERSON
    creators, _ = _people(structured.ld.get("creator"))
    yield creators, "JSON-LD creator"
    for key in ("author", "creator"):
        yield structured.properties.get(key, []), f"itemprop {key}"
    shown = _shown(tree, is_elsewhere)
    for name in dict.fromkeys(name for name, _ in structured.metas("byline")):
        yield structured.meta[name], f"meta {name}"
    yield from shown
    behind = [block for block in behind if not is_elsewhere(block.node)]
    yield from _linked(behind)
    yield from _said(tree, is_elsewhere)
    for block in behind[:EARLY_BLOCKS]:
        if len(block.text) <= LONGEST_SPOKEN and (SPOKEN.match(block.text) or REPORTER.match(block.text)):
            yield [block.text], "line by the headline"
        elif len(block.text) <= LONGEST_SPOKEN and not SENTENCE_END.search(block.text):
            yield [found.group(1) for found in SAID.finditer(block.text)], "line by the headline"
    for block in takewhile(_is_before_text, behind[:3]):
        if _is_bare_name(block.text):
            yield [block.text], "line by the headline"
    for block in behind[-2:]:
        if len(block.text) <= LONGEST_SPOKEN and SPOKEN.match(block.text):
            yield [block.text], "last line"
    yield from _beside_date(behind, text)
    yield [name for name in others if _has_given_name(name)], "JSON-LD author, an organization"


def _is_before_text(block: Block) -> bool:
    return len(block.text) < SHORTEST_TEXT or not SENTENCE_END.search(block.text) or block.node.tag in ("h2", "h3")


SHORTEST_TEXT = 80  # characters of a paragraph, behind which names are those of who is quoted, or has written a letter


def _linked(behind: list[Block]) -> Iterator[tuple[list[str], str]]:
    """The texts of links to authors' pages in lines behind the headline that are no sentences."""
    for block in behind[:EARLY_BLOCKS]:
        if len(block.text) <= LONGEST_SPOKEN and not SENTENCE_END.search(block.text):
            links = [link for link in block.node.iter("a") if AUTHOR_LINK.search(link.get("href") or "")]
            yield [one_line(link.text_content()) for link in links], LINK


def _beside_date(behind: list[Block], text: str) -> Iterator[tuple[list[str], str]]:
    """What stands alone beside the day, in its line or in the one before or behind: a name, where the article does not
    speak of it, which it does of places and sections."""
    lines = [block.text for block in behind[:EARLY_BLOCKS] if len(block.text) <= LONGEST_SPOKEN]
    for n, line in enumerate(lines):
        if not (day := date_in(line)):
            continue
        # Before a comma and the day stands a place, unless it is plainly a person.
        before = line.partition(day)[0].rstrip()
        pieces = [piece for piece in FACT_BREAK.split(line.replace(day, "|")) if piece != before.rstrip(", ")]
        if not before.endswith(",") or _has_given_name(before.rstrip(", ")):
            pieces.append(before.rstrip(" ,|·•–—/-"))
        for piece in [*pieces, *lines[max(0, n - 1) : n], *lines[n + 1 : n + 2]]:
            if NAME.match(piece) and _is_titled(piece) and piece not in text and not _says_when(piece):
                yield [piece], "line by the date"


FACT_BREAK, MOST_BARE_WORDS = Expression(r"\s*[|·•,–—/]\s*|\s-\s"), 4


def _is_titled(name: str) -> bool:
    """Whether a name has few words, and all but the small ones within begin with capitals, in scripts with such."""
    words = name.split()
    large = [words[0], *(word for word in words[1:-1] if len(word) > SHORTEST_SINGLE), words[-1]]
    return len(words) <= MOST_BARE_WORDS and not any(word[0].islower() for word in large)


def _says_when(text: str) -> bool:
    """Whether a text says of a day what it is of: "Atualizado em"."""
    return bool(CHANGED.search(text) or FIRST.search(text))


def _is_bare_name(text: str) -> bool:
    words = text.split()
    return 2 <= len(words) <= 3 and words[0] in MALE | FEMALE and bool(NAME.match(text))  # noqa: PLR2004


def _people(value: Any) -> tuple[list[str], list[str]]:
    """The names of people and of organisations in a JSON-LD value."""
    names: tuple[list[str], list[str]] = ([], [])
    for each in json_ld.flat(value):
        organization = isinstance(each, dict) and any("Organization" in kind for kind in json_ld.types_of(each))
        names[organization].extend(json_ld.strings(each))
    return names


def _shown(tree: HtmlElement, is_elsewhere: Elsewhere) -> Iterator[tuple[list[str], str]]:
    """The names in elements that are named so, those first that are links to an author or are named byline."""
    nodes = dict.fromkeys([*tree.xpath("//*[@rel='author']"), *named(tree, NAMED)])
    own = [node for node in [node for node in nodes if _is_named(node)][:MOST_LOOKED_AT] if not is_elsewhere(node)]
    own.sort(key=lambda node: 0 if "byline" in (node.get("class") or "").casefold() else 1 if node.get("rel") else 2)
    yield from _siblings(own)
    for node in own:
        linked = node.get("rel") == "author" or (node.tag == "a" and AUTHOR_LINK.search(node.get("href") or ""))
        linked = linked or GOES_BY.search(node.get("class") or "")
        for texts in _texts(node):
            yield texts, LINK if linked else "byline on the page"


GOES_BY = Expression(r"(?<![a-z])(?:fn|vcard|user-?name|nickname)(?![a-z])")


def _siblings(own: list[HtmlElement]) -> Iterator[tuple[list[str], str]]:
    """The names in elements of one class side by side, as "<li>Una Brack</li><li>Joss Pell</li>"."""
    together: dict[tuple[HtmlElement | None, str], list[str]] = {}
    for node in own:
        together.setdefault((node.getparent(), node.get("class") or ""), []).append(one_line(node.text_content()))
    for texts in together.values():
        if len(texts) > 1 and all(NAME.match(text) for text in texts):
            yield texts, "byline on the page"


def _said(tree: HtmlElement, is_elsewhere: Elsewhere) -> Iterator[tuple[list[str], str]]:
    """The names in lines of several facts: "Submitted by Una Brack on Tue, 17/09/2024"."""
    for node in named(tree, FACTS)[:MOST_LOOKED_AT]:
        text = one_line(" ".join(node.itertext())[:LONGEST_NAMED])
        if node.tag not in NO_LINES and (found := SAID.search(text)) and not is_elsewhere(node):
            yield [found.group(1)], "line by the headline"


def _is_named(node: HtmlElement) -> bool:
    if node.tag in NO_LINES:
        return False
    if node.get("rel") == "author" or node.get("itemprop") == "author":
        return True
    return not NOT_NAMED.search(words_of(" ".join(filter(None, map(node.get, ("class", "id"))))))


NO_LINES = frozenset(["body", "html", "main", "article", "img", "meta", "link", "script", "form"])


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
