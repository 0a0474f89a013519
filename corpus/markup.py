"""Markup that is no article's: what makes parsers of HTML, and extractors, take the square of a page's length."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # most archives have no pages, and lxml takes a tenth of a worker's start
    from lxml.html import HtmlElement

SCRIPT, SCRIPT_END = re.compile(r"<script\b[^>]{0,1000}>", re.IGNORECASE), re.compile(r"</script", re.IGNORECASE)
# What makes parsing or extracting take the square of the size, or 0.2 ms each: real pages have a tenth of it.
MOST_TAGS, MOST_ATTRIBUTES = 10_000, 500
SHORT_PAGE = 1_000  # characters
TAG_START = re.compile(r"<[a-zA-Z]")
ATTRIBUTE = r"[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"?|'[^']*+'?|[^\s>\"'][^\s>]*+)?+)?+"
FULL_TAG = re.compile(rf"<[a-zA-Z][^\s/>]*+(?:{ATTRIBUTE}){{0,{MOST_ATTRIBUTES}}}+")
ONE_MORE = re.compile(ATTRIBUTE)
# Either a tag that is what it seems, for nothing in its quotation marks looks like one and it is too short for many
# attributes, or the beginning of one that is not.
PLAIN_OR_NOT = re.compile(
    rf"<[a-zA-Z](?=[^>]{{0,{MOST_ATTRIBUTES}}}>)[^<>\"']*+(?:(?:\"[^\"<>]*+\"|'[^'<>]*+')[^<>\"']*+)*+>"
    r"|(?P<odd><[a-zA-Z])"
)


def without_scripts(markup: str) -> str:
    """``markup`` without programs, which may look like tags without an end; structured data stays."""
    pieces, at = [], 0
    while (begin := SCRIPT.search(markup, at)) and (end := SCRIPT_END.search(markup, begin.end())):
        kept = end.start() if "ld+json" in begin[0].lower() else begin.end()
        pieces.append(markup[at:kept])
        at = end.start()
    return "".join([*pieces, markup[at:]])


def excessive(markup: str) -> str:
    """What no real page has so many of, if this has.

    Each beginning of what may be a tag is looked at, so that none is hidden by what stands before it; together no more
    than a few times the length of the page.
    """
    if markup.count("<") > MOST_TAGS and len(TAG_START.findall(markup)) > MOST_TAGS:
        return f"more than {MOST_TAGS:,} tags"
    looked_at = 0
    for start in [found.start() for found in PLAIN_OR_NOT.finditer(markup) if found["odd"]]:
        found = FULL_TAG.match(markup, start)
        end = found.end() if found else start
        looked_at += end - start
        if end - start > MOST_ATTRIBUTES and ONE_MORE.match(markup, end):
            return f"a tag with more than {MOST_ATTRIBUTES} attributes"
        if looked_at > 10 * len(markup) + SHORT_PAGE:
            return "tags within tags"
    return ""


# Tags in one block by the characters in it: trafilatura takes out or moves tag by tag, and copies the text around each
# time, save for a few tags. At this that takes 0.2 s, and no sample page has a hundredth.
MOST_CUT = 1 << 24
SAVED = frozenset(["br", "code", "q"])
BLOCK = frozenset("html body article main section div p li td th blockquote pre h1 h2 h3 h4 h5 h6 dd dt".split())
OF_WORDS = (
    "a abbr acronym b bdi bdo big cite data del dfn em font i ins kbd mark s samp small span strike strong sub sup "
    "time tt u var wbr"
).split()
UNSEEN = ("link", "meta", "script", "style", "template")


def is_cut_up(tree: HtmlElement) -> bool:
    """Whether a block of the page is cut in pieces beyond all measure, even without the tags of words, which are then
    taken out."""
    if _most_cut(tree) <= MOST_CUT:
        return False
    from lxml import etree  # noqa: PLC0415 - as above

    etree.strip_elements(tree, etree.Comment, etree.ProcessingInstruction, *UNSEEN, with_tail=False)
    etree.strip_tags(tree, *OF_WORDS)
    return _most_cut(tree) > MOST_CUT


def _most_cut(tree: HtmlElement) -> int:
    """Tags by characters in the block, without the blocks in it, that has most of them."""
    block_of, tags, characters = {None: tree}, Counter[Any](), Counter[Any]()
    for node in tree.iter():
        around = block_of[node.getparent()]
        block_of[node] = block = node if node.tag in BLOCK else around
        tags[around] += node.tag not in SAVED
        characters[around] += len(node.tail or "")
        characters[block] += len(node.text or "")
    return max(tags[block] * characters[block] for block in tags)
