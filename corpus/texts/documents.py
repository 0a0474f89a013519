"""Documents of word processors: DOCX (ISO/IEC 29500) and ODT (ISO/IEC 26300), unpacked by ``corpus.containers.zips``.

What stands in them is read as a text is (``corpus.texts.pasted``), once the styles have told the headline.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lxml import etree

from corpus.article import Article, Source, Unreadable
from corpus.clean import lines_of, one_line
from corpus.databases.splitting import article_in
from corpus.metadata.credits import names_of
from corpus.patterns import IGNORECASE, Expression
from corpus.texts import pasted

# Names of styles in the languages of Word and LibreOffice, which keep the English ones in most files.
TITLE = Expression(r"(?:title|titel|titre|título|titolo|heading ?1|überschrift ?1|headline)", IGNORECASE)
# Names that programs put where an author stands.
NO_AUTHOR = Expression(r"(?:user|admin(?:istrator)?|author|owner|microsoft.*|office.*|python-docx|unknown|.*@.*|)",
                       IGNORECASE)  # fmt: skip
LONGEST_KICKER = 3  # words, as in ``pasted``
# What holds no text of the article: remarks, what was deleted, the same again for older programs.
PASSED_OVER = frozenset("note annotation tracked-changes Fallback moveFrom del instrText delText forms".split())
BREAKS = {"br": "\n", "cr": "\n", "line-break": "\n", "tab": " ", "s": " ", "noBreakHyphen": "‑"}

Paragraph = tuple[str, str]  # the name of its style, its text


def read(parts: tuple[bytes, bytes], source: Source) -> Article | Unreadable:
    """The article of a document: its text in XML, and its metadata, where it has such."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(parts[0], parser)
        about = etree.fromstring(parts[1], parser) if parts[1] else None
    except (etree.XMLSyntaxError, ValueError) as error:
        return Unreadable(source, f"a damaged document: {error}")
    styles = _styles(root)
    found = [(styles.get(style, style), text) for style, written in _paragraphs(root) if (text := written.strip())]
    title = next((one_line(text) for style, text in found if TITLE.fullmatch(style)), "")
    if exported := article_in("\n\n".join(text for _, text in found), source):
        return exported
    article = pasted.read("\n\n".join(_headline_first(found)).encode("utf-8", "replace"), source)
    if isinstance(article, Unreadable):
        return article
    if title and title != article.headline:  # which was too short to be taken for one
        deck, section = article.deck or article.headline, article.section
        article = replace(article, headline=title, deck=deck, section="" if section == title else section)
    author = _of(about, "creator") or _of(about, "initial-creator")
    byline = article.byline or (() if NO_AUTHOR.fullmatch(author) else names_of(author))
    tags = article.tags or lines_of(_of(about, "keywords", "keyword").replace(";", ",").split(","))
    return replace(article, byline=byline, tags=tags)


def _headline_first(paragraphs: list[Paragraph]) -> list[str]:
    """The texts; a title stands before what is longer than a kicker, as letterheads are."""
    texts = [text for _, text in paragraphs]
    at = next((at for at, (style, _) in enumerate(paragraphs) if TITLE.fullmatch(style)), 0)
    before = texts[:at]
    if len(before) == 1 and len(before[0].split()) <= LONGEST_KICKER:
        return texts
    return [one_line(text) for text in texts[at : at + 1]] + before + texts[at + 1 :]


def _styles(root: Any) -> dict[str, str]:
    """What each style of a document's own is made of: LibreOffice names them P1, P2, … (``Heading_20_1``)."""
    own = ((_attribute(style, "name"), _attribute(style, "parent-style-name")) for style in _all(root, "style"))
    return {name: parent.replace("_20_", " ") for name, parent in own if parent}


def _paragraphs(root: Any) -> Iterator[Paragraph]:
    """The style and the text of each paragraph; what stands in frames within one comes behind it."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        name = _name(node)
        if name in PASSED_OVER:
            continue
        if name in ("p", "h"):
            within: list[Any] = []
            text = "".join(_texts(node, within))
            yield _style(node), text
            waiting += reversed(within)
        else:
            waiting += reversed(node)


def _texts(paragraph: Any, within: list[Any]) -> Iterator[str]:
    """The pieces of a paragraph's text; paragraphs in it are put into ``within``."""
    is_word = "wordprocessingml" in str(paragraph.tag)
    waiting: list[Any] = [paragraph]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            yield node
            continue
        name = _name(node)
        if not is_word and node is not paragraph and node.tail:
            waiting.append(node.tail)
        if name in PASSED_OVER or not name:
            continue
        if name in ("p", "h") and node is not paragraph:
            within.append(node)
            continue
        if name in BREAKS:
            yield BREAKS[name]
        waiting += reversed(node)
        if node.text and (name == "t" or not is_word):
            waiting.append(node.text)


def _style(paragraph: Any) -> str:
    if _name(paragraph) == "h" and _attribute(paragraph, "outline-level") in ("", "1"):
        return "Heading 1"
    own = next((_attribute(node, "val") for node in paragraph.iterfind("./{*}pPr/{*}pStyle")), "")
    return own or _attribute(paragraph, "style-name").replace("_20_", " ")


def _name(node: Any) -> str:
    """The name of an element without its namespace; empty of comments and instructions."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _attribute(node: Any, name: str) -> str:
    return next((str(value) for key, value in node.attrib.items() if key.rpartition("}")[2] == name), "")


def _all(root: Any, name: str) -> Iterator[Any]:
    return (node for node in root.iter() if _name(node) == name)


def _of(about: Any, *names: str) -> str:
    """What the metadata says under one of ``names``."""
    if about is None:
        return ""
    return ", ".join(text for name in names for node in _all(about, name) if (text := one_line(node.text or "")))
