"""A page's headline: what it shows, as far as its title and its metadata agree, without the name of the site."""

from __future__ import annotations

from itertools import islice
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from corpus.clean import one_line
from corpus.layout.blocks import UNSEEN, text_of
from corpus.layout.furniture import HIDDEN_STYLE, Elsewhere
from corpus.layout.names import named, words_of
from corpus.page_metadata import json_ld
from corpus.page_metadata.json_ld import letters
from corpus.page_metadata.structured import Structured
from corpus.patterns import IGNORECASE, Expression

SEPARATOR = Expression(
    r"(\s*+(?:\||»|::|›|｜|(?<=\p{Han}\s?)[_-](?=\p{Han}))\s*+|\s[–—·•:~<>*-]{1,2}\s|(?<=\w)- "
    r"|(?<=[\p{Han}\p{Hiragana}\p{Katakana}」』])：)"
)
SURE_SEPARATOR = Expression(r"[|»:›｜_]")
COPYRIGHT = Expression(r"(?:©|\(c\)|&copy;|copyright)[\s\d–,-]*+(.{2,60})", IGNORECASE)
LONGEST_TITLE = 1_000  # characters
MOST_SITE_WORDS, MOST_HEADINGS = 6, 30
FEWEST_WORDS = 4  # of a headline with which nothing else on the page agrees; "News", "The Skerry Echo" have less
LEAST_SHARED = 0.35  # of its words, that a headline has in common with what search engines are told it is
HEADLINE_CLASS = Expression(
    r"(?<![a-z])(?:entry|post|article|story|page|node)[-_]*(?:title|headline|heading)|(?<!sub)headline"
)


class Headline(NamedTuple):
    """The headline, where it comes from, and the element that shows it."""

    text: str
    origin: str
    node: HtmlElement | None


class Site(NamedTuple):
    """By what names a site may go in titles and bylines, as ``letters`` has them, those that metadata gives it, and its
    host's."""

    names: frozenset[str]
    told: frozenset[str]
    host: str

    def is_name(self, text: str) -> bool:
        """Whether a text is the name of the site."""
        plain = letters(text)
        if plain in self.names or letters(ARTICLE.sub("", text)) in self.names:
            return bool(plain)
        return len(plain) > 3 and bool(self.host) and (plain == self.host or plain.removeprefix("the") == self.host)  # noqa: PLR2004

    def is_told(self, text: str) -> bool:
        """Whether metadata gives the site this name, and not only a line of rights or a title."""
        return letters(text) in self.told

    def is_in(self, text: str) -> bool:
        """Whether the end of a title is the name of the site, or has it with something beside: "Skerry Echo Online"."""
        plain = letters(text)
        return self.is_name(text) or any(
            len(name) >= SHORTEST_NAME and name in plain and len(plain) <= 2 * len(name) for name in self.names
        )


SHORTEST_NAME = 6  # letters
ARTICLE = Expression(r"^(?:The|Der|Die|Das|Le|La|Les|El|Il|De)\s|\.(?:com|org|net|co\.uk)$")
HOST = Expression(r"^(?:https?:)?//(?:www\.|m\.|amp\.|news\.)?([\w-]+)\.")


def headline_of(tree: HtmlElement, structured: Structured, site: Site, is_elsewhere: Elsewhere) -> Headline:
    """The headline of a page; empty where it has none."""
    told = [(text, origin) for text, origin in _told(tree, structured, site) if text and not site.is_name(text)]
    nodes = [*list(tree.iter("h1"))[:MOST_HEADINGS], *filter(_is_named, list(tree.iter("h2", "h3"))[:MOST_HEADINGS])]
    shown = [(node, _without_labels(node)) for node in nodes]
    shown = [(node, text) for node, text in shown if text and not site.is_name(text)]
    ranked = [(_agreement(node, text, told) - 0.5 * is_elsewhere(node), -n) for n, (node, text) in enumerate(shown)]
    agreement, number = max(ranked, default=(0.0, 0))
    node, text = shown[-number] if shown else (None, "")
    alone = all(origin == "title" for _, origin in told) or (
        len(text.split()) >= FEWEST_WORDS and not is_elsewhere(node)
    )
    if node is not None and agreement >= LEAST_SHARED:
        return Headline(_without_kicker(text, told), node.tag, node)
    found = _shown_elsewhere(tree, told) if told else None
    if node is not None and alone and not is_hidden(node) and not (found and found.origin in HEADINGS):
        return Headline(text, node.tag, node)
    return found or (Headline(*told[0], None) if told else _unlabelled(tree, site, is_elsewhere))


HEADINGS = frozenset(["h1", "h2", "h3", "h4"])
HIDDEN = Expression(r"(?<![a-z])(?:visually-?hidden|sr-only|screen-reader\w*|hidden)(?![a-z])")


def is_hidden(node: HtmlElement) -> bool:
    """Whether readers with eyes see nothing of an element: a heading that names the site for those without."""
    return any(
        "hidden" in each.attrib
        or HIDDEN_STYLE.search(each.get("style") or "")
        or HIDDEN.search(words_of(each.get("class") or ""))
        for each in (node, *islice(node.iterancestors(), MOST_HIDING))
    )


MOST_HIDING = 2  # elements around it; a page with a dialog before it is hidden as a whole


def _shown_elsewhere(tree: HtmlElement, told: list[tuple[str, str]]) -> Headline | None:
    """The element that shows what metadata or the title, or a part of the title, says, where no heading does."""
    known = {letters(text): n for n, (text, _) in reversed(list(enumerate(told)))}
    title = next((text for text, origin in told if origin == "title"), "")
    pieces = LOOSE_SEPARATOR.split(title)
    for cut in range(1, len(pieces)):
        for piece in ("".join(pieces[cut:]), "".join(pieces[:cut])):
            if len(piece.split()) >= FEWEST_WORDS - 1:
                known.setdefault(letters(piece), len(told))
    found: list[tuple[int, int, HtmlElement]] = []
    for tag in ("h1", "h2", "h3", "h4", "b", "strong", "font", "p", "div", "span", "td"):
        for node in list(tree.iter(tag))[: MOST_HEADINGS * 10]:
            number = known.get(letters(node.text_content()[:LONGEST_TITLE])) if len(node) < 3 else None  # noqa: PLR2004
            if number is not None:
                found.append((number, len(found), node))
    return Headline(text_of(node := min(found)[2]), node.tag, node) if found else None


LOOSE_SEPARATOR = Expression(r"((?<=\S)\s?:\s|\s[–—-]\s|\s?[|»_]\s?)")


def _unlabelled(tree: HtmlElement, site: Site, is_elsewhere: Elsewhere) -> Headline:
    """The first heading of a page whose title is but the name of the site."""
    for tag in ("h1", "h2", "h3"):
        for node in list(tree.iter(tag))[:MOST_HEADINGS]:
            text = text_of(node)
            if len(text.split()) > 1 and node.find(".//a") is None and not site.is_in(text) and not is_elsewhere(node):
                return Headline(text, tag, node)
    return Headline("", "", None)


def site_of(tree: HtmlElement, structured: Structured) -> Site:
    """The names of the page's site."""
    names = [text for name, text in structured.metas("publication") if name not in ("source", "publisher")]
    names += json_ld.strings(structured.ld.get("publisher")) + json_ld.strings(structured.ld.get("sourceOrganization"))
    told = frozenset(letters(name) for name in names)
    names += [
        text for node in named(tree, BRANDED)[:MOST_HEADINGS] if len((text := text_of(node)).split()) <= MOST_SITE_WORDS
    ]
    title = next((text_of(node) for node in tree.iter("title")), "")
    rest, bar, last = title[:LONGEST_TITLE].rpartition("|")
    if bar and len(last.split()) < min(MOST_SITE_WORDS + 1, len(rest.split())):
        names.append(last)
    for node in _with_rights(tree)[-MOST_HEADINGS:]:
        if found := COPYRIGHT.search(
            one_line(f"{node.text or ''} {' '.join(each.tail or '' for each in node)}"[:LONGEST_TITLE])
        ):
            names += [COPYRIGHT_END.split(found.group(1))[0], RIGHTS_END.split(found.group(1))[0]]
    links = [
        link for heading in tree.iter("h1") for link in (heading.getparent(), *heading.iter("a")) if link is not None
    ]
    links += islice(tree.iter("a"), MOST_HEADINGS)
    home = [link for link in links if link.get("href") and HOME.match(link.get("href"))][:MOST_HOME_LINKS]
    names += [text for link in home if 1 < len((text := text_of(link)).split()) <= MOST_SITE_WORDS]
    plain = {letters(name) for name in names}
    plain |= {letters(ARTICLE.sub("", name)) for name in names}
    host = HOST.match(structured.address)
    return Site(frozenset(plain - {""}), told, letters(host.group(1)) if host else "")


BRANDED = Expression(r"site-?(?:title|name)|logo(?![a-z])")
RIGHTS = etree.XPath(
    "//*[not(self::style or self::script)]/text()"
    "[contains(., '©') or contains(., 'opyright') or contains(., 'OPYRIGHT')]"
)


def _with_rights(tree: HtmlElement) -> list[HtmlElement]:
    """The elements that a notice of rights stands in."""
    texts = RIGHTS(tree)
    holders = [text.getparent().getparent() if text.is_tail else text.getparent() for text in texts]
    return [node for node in dict.fromkeys(holders) if node is not None and node.tag not in UNSEEN]


HOME, MOST_HOME_LINKS = Expression(r"(?:https?://[^/]+)?/?(?:index\.\w{3,5})?$"), 5
RIGHTS_END = Expression(r"\s*+(?:\d{4}|[|·•–—]|all rights)", IGNORECASE)  # "e. V.", "St. Brannoc"
COPYRIGHT_END = Expression(r"\s*+(?:\d{4}|[.,|·•–—]|all rights|ltd\b|limited\b|inc\b|gmbh\b)", IGNORECASE)


def without_site(title: str, site: Site, sure: bool = False) -> str:
    """A title without the name of the site, at either end; where it is ``sure`` that one stands there, also a name that
    is not known, but nothing behind a dash, which may be the headline's own."""
    title = one_line(title[:LONGEST_TITLE])
    front = FRONT.match(title)
    if front and site.is_name(front.group(1)):
        return title[front.end() :]
    pieces = SEPARATOR.split(title)
    known_at_front = len(pieces) > 2 and site.is_name(pieces[0])  # noqa: PLR2004
    if known_at_front:
        pieces = pieces[2:]
    while len(pieces) > 2 and (  # noqa: PLR2004
        site.is_in(pieces[-1])
        or (
            sure
            and not known_at_front
            and SURE_SEPARATOR.search(pieces[-2])
            and len(pieces[-1].split()) <= MOST_SITE_WORDS
        )
    ):
        pieces = pieces[:-2]
    return "".join(pieces).strip()


FRONT = Expression(r"^(.{2,60}?)\s?[:|»]\s(?=\S)")


def _told(tree: HtmlElement, structured: Structured, site: Site) -> list[tuple[str, str]]:
    """(headline, where it stands) in metadata and title, the surest first."""
    keys = ("headline",) if "Recipe" in json_ld.types_of(structured.ld) else ("headline", "name")  # that of the dish
    ld = next((text for key in keys if (text := json_ld.one(structured.ld.get(key)))), "")
    told = [(without_site(text, site), f"meta {name}") for name, text in structured.metas("headline")]
    title = next((text_of(node) for node in tree.iter("title")), "")
    told.append((without_site(title, site, sure=True), "title"))
    cut = ld.endswith(("…", "...")) and bool(told)
    told.insert(len(told) if cut else 0, (without_site(ld, site), "JSON-LD headline"))
    return told


def _agreement(node: HtmlElement, text: str, told: list[tuple[str, str]]) -> float:
    """How far a heading is what metadata and title say."""
    plain, words = letters(text), set(text.casefold().split())
    best = 0.0
    for other, _ in told:
        known = letters(other)
        if plain == known:
            best = max(best, 2.0)
        elif min(len(plain), len(known)) > SHORTEST_SAME and (plain in known or known in plain):
            best = max(best, 1.0 + min(len(plain), len(known)) / max(len(plain), len(known)))
        elif words:
            best = max(best, len(words & set(other.casefold().split())) / len(words))
    return best + 0.5 * _is_named(node)


def _is_named(node: HtmlElement) -> bool:
    """Whether an element says that it is the headline of an article."""
    return node.get("itemprop") == "headline" or bool(HEADLINE_CLASS.search(node.get("class") or ""))


SHORTEST_SAME = 12  # letters


def _without_labels(node: HtmlElement) -> str:
    """The text of a heading without the kicker or badge that is an element in it."""
    text = text_of(node)
    for each in node.iter("span", "small", "em", "strong", "b", "div"):
        label = text_of(each) if LABEL_CLASS.search(words_of(each.get("class") or "")) else ""
        if label and len(label) <= LONGEST_LABEL and len(label) < len(text):
            text = text.removeprefix(label).removesuffix(label).strip(" :|–—-")
    return text


LABEL_CLASS = Expression(r"(?<![a-z])(?:kicker|eyebrow|overline|badge|label|flag|topic|section)(?![a-z])")


def _without_kicker(text: str, told: list[tuple[str, str]]) -> str:
    """A heading without a label in it that metadata has not: "LIVE Ferry talks", "Talks end | Updated"."""
    plain = letters(text)
    for other, _ in told:
        known = letters(other)
        if other.endswith(("…", "...")):  # which is cut off
            continue
        if SHORTEST_SAME < len(known) < len(plain) <= len(known) + LONGEST_LABEL and (
            plain.endswith(known) or plain.startswith(known)
        ):
            at = text.casefold().find(other.casefold())
            return text[at : at + len(other)] if at >= 0 else other
    return text


LONGEST_LABEL = 25  # letters
