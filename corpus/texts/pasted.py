"""Plain text, in two layouts: as a reader pastes it from a web page, and headline, blank line, paragraphs.

A pasted page has a kicker or location line, the headline, the deck, a photo caption (twice, as pages carry
it for the eye and for the screen reader), byline and date, the body, and trailers such as ``Leave a Reply``.
Either layout may begin with ``Key: value`` header lines.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from corpus.article import Article, Source, Unreadable, derived_id, own_id
from corpus.clean import blocks_of, decode, lines_of, paragraphs_of_block, unique
from corpus.grammar.first_names import FEMALE, MALE
from corpus.metadata.credits import BY_WORD, agency_of, names_of
from corpus.metadata.datelines import split_dateline
from corpus.metadata.dates import DATE_LABEL, dated, read_date
from corpus.metadata.openings import BEFORE_TEXT, Opening, opening_of
from corpus.patterns import DOTALL, Expression

Block = list[str]  # the lines between two blank ones

HEADER_KEYS = {
    "id": "id", "headline": "headline", "title": "headline", "deck": "deck", "subtitle": "deck", "byline": "byline",
    "author": "byline", "dateline": "dateline", "published": "published", "date": "published", "section": "section",
    "tags": "tags", "keywords": "tags", "caption": "caption", "url": "url",
}  # fmt: skip
HEADER_LINE = Expression(r"^(\p{L}+):[ \t]+(\S.*)$")
BYLINE = Expression(rf"^{BY_WORD}")
LABELLED_DECK = Expression(r"^\p{Lu}[\p{L}\p{M}.'’\- ]{1,40}: ?['‘\"“]")
# From here on a page is no longer the article.
END_MARK = Expression(r"^(?i:leave a (?:reply|comment)|post a comment|comments?(?: \(\d+\))?|\d+ comments?)\W*$")
CATEGORIES = Expression(r"^(?i:categor(?:y|ies)|filed under|posted in): *(.*)$")
TAGS = Expression(r"^(?i:tags?|tagged|keywords|topics): *(.*)$")
TRAILER = Expression(
    r"^(?i:share (?:this|on)\b.*|related(?: articles?| stories)?:.*|read (?:more|next|also)\b.{0,120}"
    r"|share(?: full article.*)?|more on this story|related topics|continue reading.{0,40}|copy link|email|print|save"
    r"|advertisement|subscribe\b.{0,80}|sign up\b.{0,80}"
    r"|follow (?:us|@\w+|the [\w ]{2,30}) on \w.{0,60}|print this (?:page|article)|like this:.*)$"
)
# Lines beside byline and date that are neither: when it was updated, who the author is, how long reading takes.
BESIDE = Expression(
    r"(?i:(?:last )?(?:updated|modified|published|posted|first published)\b.{0,40}"
    r"|\d{1,2} (?:minutes?|mins?|hours?|hrs?|days?) (?:ago|read)|\d{1,2}[- ]min(?:ute)? read"
    r"|(?:[\p{L}-]{2,20} ){0,3}(?:staff writers?|staff reporters?|reporter|correspondent|editor|columnist|writer))"
)
NAME_LINE = Expression(r"\p{Lu}[\p{L}\p{M}'’.-]+(?: (?:\p{Lu}[\p{L}\p{M}'’.-]*|de|van|von|der|la|le|bin|al)){1,3}")
# What captions begin or end with that are not repeated.
CAPTION = Expression(
    r"^(?i:file photo|photo(?:graph)?|picture|image|caption|pictured|above|below|left|right|file)\b ?[:–—-]"
    r"|\((?i:photo|picture|image|file|credit|courtesy)\b[^()]{0,80}\)$"
    r"|(?i:photo(?:graph)?|picture|image|credit): ?[^.]{2,60}$"
)
SENTENCE_BREAK = Expression(r"\p{Ll}{2}[.?!][”’\"']? (?=[\p{Lu}“‘\"'])")
SENTENCE_END = Expression(r"[.?!…][”’\"']?$")
SPOKEN = Expression(r"[“\"][^“”\"]{8,400}[,.?!…][”\"] \p{L}")
FENCED = Expression(r"\s*+---[ \t]*+\n(.*?\n)---[ \t]*+\n", DOTALL)
HEADING, LIST_BREAK, HEAD_BREAK = Expression(r"(?m)^#{1,4} +"), Expression(r"[,;|]"), Expression(r"\s*[|•·]\s*")
LONGEST_KICKER = 3  # words
MOST_BESIDE = 3  # paragraphs of the body among which a caption may stand, or what goes with byline and date
# The shortest line that reads as body text where no dateline marks it: decks and captions of our samples stay below.
SHORTEST_PROSE = 25  # words
MOST_HEAD_LINES = 200  # looked at for names and dates, which may take 0.2 ms each
MOST_HEAD_BLOCKS = 8  # blocks before the body; a dateline further down stands in a quotation or a second story


@dataclass(frozen=True)
class _Head:
    kicker: str = ""
    headline: str = ""
    deck: str = ""
    byline: tuple[str, ...] = ()
    agency: str = ""
    date: str = ""
    captions: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()  # lines that are none of these, and so text


def read(data: bytes, source: Source) -> Article | Unreadable:
    """The one article of a text file."""
    text = decode(data)
    header, blocks = _split_header(blocks_of(_without_markdown(text)))
    blocks, section, tags = _cut_trailers(blocks)
    body_start = 0 if header.get("headline") else _body_start(blocks)
    head_lines = [line for block in blocks[:body_start] for line in block]
    head = _head([line for line in head_lines if not _take_header(line, header)], len(blocks) == 1)
    paragraphs = [*head.rest, *(line for block in blocks[body_start:] for line in paragraphs_of_block(block))]
    beside = [line for line in paragraphs[:MOST_BESIDE] if CAPTION.search(line) or BESIDE.fullmatch(line)]
    paragraphs = [line for line in paragraphs if line not in beside]
    captions = [line for line in beside if CAPTION.search(line)]
    headline = header.get("headline") or head.headline
    if not headline:
        return Unreadable(source, "no headline: put it on the first line, then a blank line, then the paragraphs")
    if not paragraphs:
        return Unreadable(source, "a headline and no text: put a blank line after it, then the paragraphs")
    opening = opening_of(paragraphs)
    kicker_is_place = "," in head.kicker or head.kicker.casefold() == opening.dateline.casefold()
    published, how = dated(header.get("published", ""), "header line")
    if published is None:
        published, how = dated(head.date, "date line")
    url = header.get("url", "")
    return Article(
        id=own_id(header.get("id", "")) or derived_id(url, headline, *paragraphs),
        source=source,
        url=url,
        headline=headline,
        deck=header.get("deck") or head.deck,
        byline=names_of(header.get("byline", "")) or head.byline or opening.byline,
        dateline=header.get("dateline") or opening.dateline or (head.kicker if kicker_is_place else ""),
        agency=opening.agency or agency_of(header.get("byline", "")) or head.agency,
        kicker=opening.label,
        published=published,
        published_how=how,
        section=header.get("section") or section or ("" if kicker_is_place else head.kicker),
        tags=unique((*_list(header.get("tags", "")), *tags)),
        captions=unique((*lines_of([header.get("caption", "")]), *head.captions, *captions)),
        paragraphs=lines_of(opening.paragraphs),
        origins=_origins(header, head, opening),
    )


def _origins(header: dict[str, str], head: _Head, opening: Opening) -> tuple[str, ...]:
    """Where headline, byline and dateline come from: a header line, the lines of the head, what opens the text."""
    places = {
        "headline": "header line" if header.get("headline") else "first line",
        "byline": "header line" if header.get("byline") else "byline line" if head.byline else BEFORE_TEXT,
        "dateline": "header line" if header.get("dateline") else BEFORE_TEXT if opening.dateline else "line above",
    }
    return tuple(f"{name}: {place}" for name, place in places.items())


def _without_markdown(text: str) -> str:
    """``text`` without the signs of Markdown headings and the fences of front matter."""
    fenced = FENCED.match(text)
    if fenced:
        text = fenced.group(1) + "\n" + text[fenced.end() :]
    return HEADING.sub("", text)


def _split_header(blocks: list[Block]) -> tuple[dict[str, str], list[Block]]:
    header: dict[str, str] = {}
    lines = blocks[0] if blocks else []
    for index, line in enumerate(lines):
        found = HEADER_LINE.match(line)
        if not found or found.group(1).casefold() not in HEADER_KEYS:
            return (header, [lines[index:], *blocks[1:]]) if header else ({}, blocks)
        header[HEADER_KEYS[found.group(1).casefold()]] = found.group(2)
    return header, blocks[1:]


def _take_header(line: str, header: dict[str, str]) -> bool:
    """Whether a line under the headline is ``Key: value``, which goes into ``header``."""
    found = HEADER_LINE.match(line)
    key = HEADER_KEYS.get(found.group(1).casefold()) if found else None
    if not found or not key:
        return False
    header.setdefault(key, found.group(2))
    return True


def _cut_trailers(blocks: list[Block]) -> tuple[list[Block], str, tuple[str, ...]]:
    """(the blocks without what follows or interrupts the article, section, tags)."""
    kept: list[Block] = []
    sections: list[str] = []
    tags: list[str] = []
    for block in blocks:
        lines: Block = []
        for line in block:
            if END_MARK.match(line) and kept:
                return [*kept, lines] if lines else kept, next(iter(sections), ""), tuple(tags)
            if found := CATEGORIES.match(line):
                sections += _list(found.group(1))
            elif found := TAGS.match(line):
                tags += _list(found.group(1))
            elif not TRAILER.match(line):
                lines.append(line)
        if lines:
            kept.append(lines)
    return kept, next(iter(sections), ""), tuple(tags)


def _list(text: str) -> tuple[str, ...]:
    return lines_of(item.strip(" -–—#") for item in LIST_BREAK.split(text))


def _body_start(blocks: list[Block]) -> int:
    """The index of the first block of the body: where a dateline stands, else behind byline and date, else the first
    that reads as prose."""
    for index, block in enumerate(blocks[1 : MOST_HEAD_BLOCKS + 1], start=1):
        if split_dateline(block[0]).place:
            return index
    repeated = _repeated([line for block in blocks[:MOST_HEAD_BLOCKS] for line in block])
    # A kicker alone in the first block: the second is the headline, however long.
    first = 2 if len(blocks) > 2 and len(blocks[0]) == 1 and _is_shouted(blocks[0][0]) else 1  # noqa: PLR2004
    looked_at = 0
    for index, block in enumerate(blocks[first:], start=first):
        looked_at += len(block)
        if looked_at > MOST_HEAD_LINES:
            return index
        prose = [line for line in block if line not in repeated and not _is_head_line(line)]
        if prose and (_is_prose(" ".join(prose)) or _behind_byline(blocks[first:index]) or index >= MOST_HEAD_BLOCKS):
            return index
    behind_head = (n for n, block in enumerate(blocks[first:], start=first) if not all(map(_is_head_line, block)))
    return next(behind_head, min(first, len(blocks)))


def _behind_byline(before: list[Block]) -> bool:
    """Whether byline or date stand among the blocks before one: what follows them is text, however short."""
    return any(any(map(_is_byline_or_date, block)) for block in before)


def _is_prose(text: str) -> bool:
    """Whether a text reads as that of an article, by its length, its sentences, or because somebody speaks in it."""
    if CAPTION.search(text) or LABELLED_DECK.match(text):
        return False
    return len(text.split()) >= SHORTEST_PROSE or bool(SENTENCE_BREAK.search(text) or SPOKEN.search(text))


def _is_shouted(line: str) -> bool:
    return line.isupper() and len(line.split()) <= LONGEST_KICKER


def _is_head_line(line: str) -> bool:
    found = HEADER_LINE.match(line)
    return _is_byline_or_date(line) or bool(found and found.group(1).casefold() in HEADER_KEYS)


def _is_byline_or_date(line: str) -> bool:
    return bool(BYLINE.match(line) or BESIDE.fullmatch(line) or read_date(DATE_LABEL.sub("", line))[0])


def _repeated(lines: list[str]) -> dict[str, None]:
    """The lines that stand there several times, in order, soon looked up."""
    return dict.fromkeys(line for line, count in Counter(lines).items() if count > 1)


def _head(lines: list[str], is_all: bool) -> _Head:
    captions = _repeated(lines)
    head = _Head()
    rest, above = list[str](), 0  # of which so many stand above byline and date
    for number, line in enumerate(lines):
        if line in captions or BESIDE.fullmatch(line):
            continue
        names, date = _byline_and_date(line) if number < MOST_HEAD_LINES else ((), "")
        above = len(rest) if names or date else above
        if names and not head.byline:
            head = replace(head, byline=names, agency=agency_of(line))
        if date and not head.date:
            head = replace(head, date=date)
            if len(rest) > 1 and not names and not head.byline and _is_person(rest[-1]):
                head = replace(head, byline=(rest.pop(),))
        if not names and not date:
            rest.append(line)
    if len(rest) > 1 and _is_kicker(rest[0], rest[1]):
        head, above = replace(head, kicker=rest.pop(0)), above - 1
    headline, *others = rest or [""]
    if not head.byline and head.date and others and NAME_LINE.fullmatch(others[0]) and not others[0].isupper():
        head = replace(head, byline=(others.pop(0),))  # a name alone before the date
    shown = [line for line in others if CAPTION.search(line)]
    deck, *text = [line for line in others if line not in shown] or [""]
    if SENTENCE_END.search(deck) and above <= 1 and not captions and (text or not is_all):  # it may as well be text
        deck, text = "", [deck, *text]
    return replace(head, headline=headline, deck=deck, captions=(*captions, *shown), rest=tuple(text))


def _is_person(line: str) -> bool:
    """Whether a line is a name that is plainly a person's."""
    return bool(NAME_LINE.fullmatch(line)) and not line.isupper() and line.split(maxsplit=1)[0] in MALE | FEMALE


def _byline_and_date(line: str) -> tuple[tuple[str, ...], str]:
    """The names and the date in a line such as ``By Petra Volnik | November 8, 2023``."""
    names: tuple[str, ...] = ()
    date = ""
    for piece in HEAD_BREAK.split(line):
        unlabelled = DATE_LABEL.sub("", piece)
        if BYLINE.match(piece):
            names = names_of(piece)
        elif read_date(unlabelled)[0]:
            date = unlabelled
    return names, date


def _is_kicker(first: str, second: str) -> bool:
    words = len(first.split())
    return (
        words <= LONGEST_KICKER
        and words < len(second.split())
        and not second.endswith(".")  # which is a sentence of the text
        and not LABELLED_DECK.match(second)
        and first[-1] not in "?!’”'\""
    )
