"""Which blocks of a page are the article's text.

What is prose says where: the element is sought that holds most of it for the menus and lists it holds, as Readability
does (https://github.com/mozilla/readability), or is marked as the text, or holds what JSON-LD has as ``articleBody``.
Within it lines between the paragraphs, lists of other stories, and what follows the end are left out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import NamedTuple

from lxml.html import HtmlElement

from corpus.layout.blocks import QUOTED, Block, blocks_of, text_of
from corpus.layout.furniture import Boxes
from corpus.layout.lines import COMMENTS, END, SENTENCE_END, TEASER, is_line, listed_others
from corpus.page_metadata.json_ld import letters
from corpus.patterns import Expression

SHORTEST_PROSE, MOST_LINKED = 50, 0.5  # characters, part of them in links
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary", "legend", "caption"])
LEAVES = frozenset(["p", "li", "blockquote", "pre", "dd", "td", "tr", *HEADINGS])
# Of one step up the tree: what it takes in of prose, for what it takes in of lists of links and other lines.
LEAST_GAIN = 3.0
LEAST_MARKED = 0.5  # of the prose found, in what is marked as the article's text
LEAST_OF_LD = 0.7  # of ``articleBody`` found in blocks, to believe it
SHORTEST_LD = 300  # letters
FEWEST_LISTED = 3  # stories of which a page tells that is a list of them
FEW = 4  # blocks beside the text that may name its author or day
FEWEST = 200  # characters of a text that is surely one


class Body(NamedTuple):
    """The blocks that are a page's text; the lines above the headline, those between it and the text (``head``) and
    those behind; whether there is doubt that it is all, and whether it is said to be only a beginning."""

    blocks: list[Block]
    above: list[Block]
    head: list[Block]
    last: list[Block]
    doubtful: bool
    teaser: bool
    listing: bool = False  # of other stories, where no text is found


def body_of(tree: HtmlElement, boxes: Boxes, heading: HtmlElement | None, article_body: str) -> Body:
    """The text of the page's article, without the headline; ``article_body`` is what JSON-LD has of it."""
    body = tree.find("body")
    blocks = blocks_of(tree if body is None else body, boxes)
    start = _behind(blocks, heading)
    above = blocks[max(0, start - 1 - FEW) : max(0, start - 1)]
    prose = [_prose(block) for block in blocks]
    teasers = _teasers(blocks, prose, heading)
    listing = sum(prose[n] > 0 for n in teasers) >= FEWEST_LISTED
    prose = [0 if n in teasers else length for n, length in enumerate(prose)]
    root = _root(blocks, prose, start)
    if root is None:
        return Body([], above, blocks[start:], [], True, any(TEASER.search(block.text) for block in blocks), listing)
    within = _within(blocks, root)
    first, last = _span(blocks, prose, within, start)
    known = letters(article_body)
    if len(known) >= SHORTEST_LD:
        first, last = _known_span(blocks, known, (first, last))
    lead = [n for n in range(start, first) if prose[n] and blocks[n].node.tag == "p" and not within[n]][:1]
    kept = [blocks[n] for n in lead]
    teasers |= listed_others(blocks)
    kept += [blocks[n] for n in range(first, last + 1) if within[n] and n not in teasers and blocks[n].node.tag != "h1"]
    kept = _without_lists_of_links([block for block in kept if not is_line(block.text)])
    kept = _once(_without_loose_headings(kept))
    found = sum(weight_of(block.text) for block in kept)
    teaser = any(TEASER.search(block.text) for block in blocks[first:])
    return Body(
        kept,
        above,
        blocks[start : first + FEW],
        blocks[last : last + FEW],
        doubtful=found < FEWEST,
        teaser=teaser,
        listing=listing and found < FEWEST,
    )


def _prose(block: Block) -> int:
    """How much a block tells that the article is where it stands."""
    text = block.text
    length = weight_of(text)
    if length < SHORTEST_PROSE or block.linked > MOST_LINKED * len(text) or block.node.tag in HEADINGS:
        return 0
    if not SENTENCE_MARK.search(text) or is_line(block.text):
        return 0
    return length


def weight_of(text: str) -> int:
    """The length of a text in letters of alphabets: a sign of Chinese, Japanese or Korean says as much as several."""
    return len(text) if text.isascii() else len(text) + (OF_A_SIGN - 1) * len(SIGN.findall(text))


SIGN, OF_A_SIGN = Expression(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]"), 3
SENTENCE_MARK = Expression(r"[.!?;:…。！？؟।”»]")


def _behind(blocks: list[Block], heading: HtmlElement | None) -> int:
    """The number of the first block behind the headline."""
    if heading is None:
        return 0
    shown, around = letters(text_of(heading)), set(heading.iterancestors())
    for n, block in enumerate(blocks):
        text = letters(block.text)
        if block.node is heading or text == shown or (block.node in around and shown in text):
            return n + 1
    return 0


def _teasers(blocks: list[Block], prose: list[int], heading: HtmlElement | None) -> set[int]:
    """The numbers of blocks that tell of other stories: in an element "article" beside the article's own, or with a
    heading that is a link in an element that has little else."""
    own = set(heading.iterancestors("article")) if heading is not None else set()
    mass: Counter[HtmlElement] = Counter()
    around = [next((node for node in _from(block.node) if node.tag == "article"), None) for block in blocks]
    for article, length in zip(around, prose, strict=True):
        mass[article] += length
    if not own and mass:
        own = {max(mass, key=mass.__getitem__)}
    foreign = {article for article in mass if article not in own and mass[article] < MOST_IN_TEASER * sum(prose)} - {
        None
    }
    holders = Counter(block.node.getparent() for block in blocks)
    # The page's own headline, or the site's name, may link as well.
    linked = {each.node.getparent() for each in blocks if _is_linked_heading(each) and each.node.tag != "h1"}
    if heading is not None:
        linked -= {heading.getparent()}
    linked = {node for node in linked if holders[node] <= MOST_BLOCKS_OF_TEASER}
    return {n for n, block in enumerate(blocks) if around[n] in foreign or block.node.getparent() in linked}


MOST_IN_TEASER, MOST_BLOCKS_OF_TEASER = 0.3, 4  # of the page's prose; blocks in one element


def _is_linked_heading(block: Block) -> bool:
    return block.node.tag in HEADINGS and block.linked >= 0.8 * len(block.text)


def _root(blocks: list[Block], prose: list[int], start: int) -> HtmlElement | None:
    """The element that holds the article's text."""
    scores: defaultdict[HtmlElement, float] = defaultdict(float)
    mass: Counter[HtmlElement] = Counter()
    other: defaultdict[HtmlElement, float] = defaultdict(float)
    for n, (block, length) in enumerate(zip(blocks, prose, strict=True)):
        weight = length if n >= start else length * BEFORE_HEADLINE
        others = len(block.text) * (1 if block.linked or is_line(block.text) else OF_SHORT_LINE)
        holder = block.node.getparent() if block.node.tag in LEAVES else block.node
        for distance, node in enumerate(_from(holder)):
            if length:
                mass[node] += length
                if distance < len(NEAR):
                    scores[node] += weight * NEAR[distance]
            elif n >= start:
                other[node] += others
    if not scores:
        return None
    best = max(scores, key=scores.__getitem__)
    for node in best.iterancestors():
        gained, taken_in = mass[node] - mass[best], other[node] - other[best]
        if gained >= (1 if gained > MOST_IN_TEASER * mass[best] else LEAST_GAIN) * taken_in:
            best = node
    marked = [node for node in mass if mass[node] >= LEAST_MARKED * mass[best] and _is_marked(node)]
    return min(marked, key=lambda node: (-mass[node], len(list(node.iterancestors())) * -1)) if marked else best


BEFORE_HEADLINE = 0.3
OF_SHORT_LINE = 0.3  # of what a line counts that is neither a link nor known for furniture: an item of a list, "No."
NEAR = (1.0, 0.5, 0.25)  # of what a block counts for the element around it, and those around that


def _from(node: HtmlElement) -> list[HtmlElement]:
    return [node, *node.iterancestors()]


def _is_marked(node: HtmlElement) -> bool:
    return "articleBody" in (node.get("itemprop") or "") or "articleBody" in (node.get("property") or "")


def _within(blocks: list[Block], root: HtmlElement) -> list[bool]:
    inside: dict[HtmlElement, bool] = {root: True}
    found = []
    for block in blocks:
        seen, node = [], block.node
        while node is not None and node not in inside:
            seen.append(node)
            node = node.getparent()
        verdict = node is not None and inside[node]
        inside.update(dict.fromkeys(seen, verdict))
        found.append(verdict)
    return found


def _span(blocks: list[Block], prose: list[int], within: list[bool], start: int) -> tuple[int, int]:
    """The first and the last block of the text among those within its element."""
    here = [n for n, inside in enumerate(within) if inside]
    begins = next((n for n in here if prose[n] and n >= start), None)
    if begins is None:
        start, begins = 0, next(n for n in here if prose[n])
    while begins > start and within[begins - 1] and _belongs(blocks[begins - 1], blocks[begins]):
        begins -= 1
    behind, total = 0, sum(prose[n] for n in here if n >= begins)
    ends = begins
    for n in here:
        if n < begins:
            continue
        if _is_end(blocks[n]) and behind >= LEAST_BEFORE_END * total and not _goes_on(blocks, prose, here, begins, n):
            break
        behind += prose[n]
        if prose[n] or _belongs(blocks[n], blocks[ends]):
            ends = n
    return begins, ends


LEAST_BEFORE_END = 0.4  # of the prose within, so that a box at its head ends nothing


def _goes_on(blocks: list[Block], prose: list[int], here: list[int], begins: int, end: int) -> bool:
    """Whether the text goes on behind a heading as it was before, which then is that of a box within."""
    if COMMENTS.match(blocks[end].text) and not _is_link(blocks[end]):  # a button may stand anywhere
        return False
    shapes = {_shape(blocks[n]) for n in here if begins <= n < end and prose[n]}
    return any(prose[n] and _shape(blocks[n]) in shapes for n in here if n > end)


def _shape(block: Block) -> tuple[str, ...]:
    """Of what kind an element is, and what is around it."""
    return tuple(f"{node.tag} {node.get('class')}" for node in (block.node, *list(block.node.iterancestors())[:2]))


def _is_end(block: Block) -> bool:
    return bool(END.match(block.text)) and (block.node.tag in HEADINGS or bool(COMMENTS.match(block.text)))


def _belongs(block: Block, beside: Block) -> bool:
    """Whether a line is of the text as that beside it is."""
    return _is_short_text(block) or (block.node is beside.node and not _is_link(block) and not is_line(block.text))


def _is_short_text(block: Block) -> bool:
    """Whether a line may be a paragraph for all that it is short: “No.”"""
    return (
        block.node.tag in ("p", "blockquote", "li", "div")
        and block.linked <= MOST_LINKED * len(block.text)
        and bool(SENTENCE_END.search(block.text))
        and not is_line(block.text)
    )


def _known_span(blocks: list[Block], known: str, span: tuple[int, int]) -> tuple[int, int]:
    """The span by what JSON-LD has of the text, if most of that stands in blocks; else as it is."""
    if len(blocks) * len(known) > MOST_SOUGHT:
        return span
    first, last = span
    those = [n for n, block in enumerate(blocks) if len(block.text) > SHORTEST_PROSE and letters(block.text) in known]
    if sum(len(letters(blocks[n].text)) for n in those) < LEAST_OF_LD * len(known):
        return span
    return min(those[0], max(first, those[0])), max(those[-1], min(last, those[-1]))


# Blocks by letters of the text in which they are sought: 0.05 to 1 s. Of the sample pages none has a hundredth.
MOST_SOUGHT = 1 << 28


def _without_lists_of_links(blocks: list[Block]) -> list[Block]:
    """Without lines that are links, and lists of which most are."""
    lists: defaultdict[HtmlElement, list[Block]] = defaultdict(list)
    for block in blocks:
        if block.node.tag == "li":
            lists[block.node.getparent()].append(block)
    linked = {
        node
        for node, items in lists.items()
        if sum(item.linked for item in items) > MOST_LINKED * sum(len(item.text) for item in items)
    }
    return [block for block in blocks if block.node.getparent() not in linked and not _is_link(block)]


def _is_link(block: Block) -> bool:
    """Whether a line is but a link, or a label and a link: "Материалы по теме: …"."""
    if block.linked > 0.8 * len(block.text):
        return block.node.tag in ("li", "div", "span", "td", *HEADINGS) or not SENTENCE_END.search(block.text)
    return (
        len(block.text) - block.linked <= LONGEST_LABEL
        and block.linked > MOST_LINKED * len(block.text)
        and block.node.tag in ("p", "div")
        and not SENTENCE_END.search(block.text)
    )


LONGEST_LABEL = 40  # characters


def _without_loose_headings(blocks: list[Block]) -> list[Block]:
    """Without headings behind which no text stands."""
    kept: list[Block] = []
    text_behind = False
    for block in reversed(blocks):
        heading = block.node.tag in HEADINGS
        if not heading or text_behind:
            kept.append(block)
        text_behind = not heading or text_behind
    return kept[::-1]


def _once(blocks: list[Block]) -> list[Block]:
    """Without copies for the eye, the screen reader and the printer, and quotations that are drawn out of the text."""
    kept: list[Block] = []
    seen: set[str] = set()
    for block in blocks:
        plain = letters(block.text)
        if _is_drawn_out(block) or (len(plain) > SHORTEST_COPY and plain in seen):
            continue
        seen.add(plain)
        kept.append(block)
    return kept


SHORTEST_COPY = 40  # letters


def _is_drawn_out(block: Block) -> bool:
    return any("pull" in (node.get("class") or "").casefold() for node in _from(block.node)[:3])


def as_paragraphs(blocks: list[Block]) -> list[str]:
    """The texts of blocks; a quotation without marks in them, and who is named below it in its paragraph."""
    found: list[str] = []
    for n, (text, node, _) in enumerate(blocks):
        quotation = _quotation(node)
        if quotation is None:
            found.append(text)
        elif SIGNATURE.match(text) and n and _quotation(blocks[n - 1].node) is quotation:
            found[-1] += f" {text}"
        else:
            found.append(text if QUOTED.search(text) else f"“{text}”")
    return found


SIGNATURE = Expression(r"^[—–-] ?\p{Lu}.{1,80}$")


def _quotation(node: HtmlElement) -> HtmlElement | None:
    """The block quotation that an element is, or is in."""
    return next((around for around in _from(node)[:2] if around.tag == "blockquote"), None)
