"""The text of HTML in blocks, as a browser lays it out: what divides lines there divides words and paragraphs here."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from corpus.clean import PARAGRAPH_BREAK, one_line
from corpus.patterns import Expression

BLOCK = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre section "
    "summary table tbody tfoot thead title tr ul video".split()
)
CELLS = frozenset(["td", "th"])
# Programs, what is read only without them, what a reader fills in, and pictures.
UNSEEN = frozenset(
    "script style template noscript noframes form button select textarea datalist svg math iframe object embed applet "
    "audio video canvas map head link meta".split()
)
# Marks of what is not in the text of a page: a line break, and where links begin and end.
BREAK, LINK, LINK_END = "\v", "\x0e", "\x0f"
LINKED = re.compile(f"{LINK}([^{LINK_END}]*+)")
AROUND_BREAK = Expression(rf"[^\S{BREAK}]*+{BREAK}[^\S{BREAK}]*+")
DOUBLE_BREAK = Expression(rf"{BREAK}(?:[^\S{BREAK}]*+{BREAK})++")
# A line that is a paragraph though a single <br> ends it: a whole sentence, and no line of an address or a poem.
SENTENCE_LINE, SHORTEST_LINE = Expression(r"[.!?…][”’\"'»)]?$"), 60  # characters
# A label ends without a sign, and what follows begins anew: a headline, a byline, a verse.
LABEL_BREAK = Expression(
    rf"(?:(?<=^[^{BREAK}]{{1,60}})|(?<={BREAK}[^{BREAK}]{{1,60}}))(?<=[\p{{L}}\p{{N}}?!][{LINK_END}]?\s?)"
    rf"{BREAK}(?=[\s{LINK}]*(?:[\p{{Lu}}\p{{N}}“\"]|(?:by|von|par|por|door|di)\s[\s{LINK}]*\p{{Lu}}))"
)
QUOTED = Expression(r"[“”\"«»„]")
EMBEDDED = Expression(
    r"\b(?:twitter-tweet|twitter-video|instagram-media|tiktok-embed|fb-post|fb-xfbml-parse-ignore|bluesky-embed"
    r"|mastodon-embed|text-post-media|reddit-(?:embed-bq|card))\b"
)
SIGNED = Expression(r"\s(?=[—–-]\s\S)")
LONGEST_ROW = 400  # characters; a longer one lays out a page


class Block(NamedTuple):
    """A paragraph's worth of text on one line, the element that holds it, and how much of it links somewhere."""

    text: str
    node: HtmlElement
    linked: int = 0  # characters


def is_unseen(node: HtmlElement) -> bool:
    """Whether a reader sees no text of an element, by its name alone."""
    return node.tag in UNSEEN


def blocks_of(root: HtmlElement, skips: Callable[[HtmlElement], bool] = is_unseen) -> list[Block]:
    """The blocks below ``root`` in order, without comments and what stands in an element that is to be skipped.

    A table's row is one block, its cells divided by " | ", where it does not lay out a page. A post of another site is
    one block, its author behind the quotation. Parse with comments removed: text behind them is else not found.
    """
    return _Walk(skips).blocks(root)


def text_of(node: HtmlElement) -> str:
    """The text of an element on one line; a space wherever a line or a block ends."""
    return " ".join(block.text for block in blocks_of(node))


class _Walk:
    def __init__(self, skips: Callable[[HtmlElement], bool]) -> None:
        self.skips = skips
        self.found: list[Block] = []
        self.pieces: list[str] = []
        self.links = 0
        self.root: HtmlElement | None = None
        self.row: HtmlElement | None = None

    def blocks(self, root: HtmlElement) -> list[Block]:
        within, self.root = [root], root
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, node in walk:
            tag = node.tag
            if event == "start":
                if node is not root and self.skips(node):
                    walk.skip_subtree()
                elif tag == "blockquote" and EMBEDDED.search(node.get("class") or ""):
                    self.end_block(within[-1])
                    self.found += _post(node)
                    walk.skip_subtree()
                else:
                    self.start(node, tag, within)
            else:
                self.end(node, tag, within)
                if node.tail and node is not root:
                    self.add(node.tail)
        self.end_block(root)
        return self.found

    def start(self, node: HtmlElement, tag: str, within: list[HtmlElement]) -> None:
        if self.row is None and (tag in BLOCK or tag in CELLS):
            self.end_block(within[-1])
            within.append(node)
            if tag == "tr" and _is_row(node):
                self.row = node
        elif tag in BLOCK:
            self.pieces.append(" ")
        elif tag in CELLS:
            self.pieces.append(" | ")
        elif tag == "br":
            self.pieces.append(BREAK)
        elif tag == "q":
            self.pieces.append("“")
        self.links += tag == "a"
        if node.text:
            self.add(node.text)

    def end(self, node: HtmlElement, tag: str, within: list[HtmlElement]) -> None:
        self.links -= tag == "a" and self.links > 0
        if tag == "q":
            self.pieces.append("”")
        if node is within[-1] and len(within) > 1:
            self.end_block(within.pop())
            if node is self.row:
                self.row = None
        elif tag in BLOCK:
            self.pieces.append(" ")

    def add(self, text: str) -> None:
        self.pieces.append(f"{LINK}{text}{LINK_END}" if self.links else text)

    def end_block(self, node: HtmlElement) -> None:
        """Make blocks of what was gathered, which stands in ``node`` itself."""
        if self.pieces:
            text = "".join(self.pieces).replace("\r", "")
            self.pieces = []
            if text and not text.isspace():
                lines = _lines(text.strip(" |") if node.tag == "tr" else text, node.tag == "pre" or node is self.root)
                self.found += [block for line in lines if (block := _block(line, node)).text]


def _block(line: str, node: HtmlElement) -> Block:
    if LINK not in line:
        return Block(one_line(line), node)
    text = one_line(line.replace(LINK, "").replace(LINK_END, ""))
    return Block(text, node, min(len(text), sum(len(linked.strip()) for linked in LINKED.findall(line))))


def _lines(text: str, plain: bool) -> list[str]:
    """The paragraphs of what stands in one element; where it is ``plain``, a blank line of the source divides, as in
    mail and old exports."""
    if plain:
        text = PARAGRAPH_BREAK.sub(BREAK * 2, text)
    if BREAK not in text:
        return [text]
    text = AROUND_BREAK.sub(BREAK, text)
    pieces = DOUBLE_BREAK.split(text)
    if len(pieces) == 1:
        lines = [line for line in text.split(BREAK) if line.strip()]
        if all(len(line) > SHORTEST_LINE and SENTENCE_LINE.search(line.rstrip(f" \n{LINK_END}")) for line in lines):
            return lines
    return [line for piece in pieces for line in LABEL_BREAK.sub(BREAK * 2, piece).split(BREAK * 2)]


def _is_row(row: HtmlElement) -> bool:
    if row.find(".//table") is not None:
        return False
    return len(row) > 1 and sum(map(len, row.itertext())) <= LONGEST_ROW


def _post(quotation: HtmlElement) -> list[Block]:
    """A post of another site: its words in quotation marks, then who wrote them, as the page has it."""
    text = " ".join(block.text for block in _Walk(is_unseen).blocks(_without_class(quotation)))
    words, *signature = SIGNED.split(text)
    if not signature:
        return [Block(text, quotation)] if text else []
    *more, signed = signature
    words = " ".join([words, *more])
    return [Block(f"{words if QUOTED.search(words) else f'“{words}”'} {signed}", quotation)]


def _without_class(quotation: HtmlElement) -> HtmlElement:
    quotation.attrib.pop("class", None)  # so that it is walked, not taken for a post again
    return quotation
