"""When a page's article was published: not when it was changed, when its comments were written or other stories."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from corpus.clean import one_line
from corpus.layout.blocks import Block, text_of
from corpus.layout.furniture import Elsewhere
from corpus.layout.lines import SENTENCE_END, is_line
from corpus.layout.names import named
from corpus.metadata.dates import dated, is_possible, read_date
from corpus.metadata.written_dates import DIGIT, date_in
from corpus.page_metadata import json_ld
from corpus.page_metadata.structured import Structured
from corpus.patterns import IGNORECASE, Expression

Day = date | datetime | None

DATED_CLASS = Expression(
    r"(?<![a-z])(?:date|dated|time|time-?stamp|published\w*|pub-?date|publish-?date|posted(?:-on)?|datetime|created"
    r"|entry-date|post-date|article-date|dateline|byline\w*|meta|datum|fecha)(?![a-z])",
    IGNORECASE,
)
# Languages, and English of countries, in which 3/4/2024 is in April.
DAY_FIRST = Expression(r"(?!en\b)[a-z]{2}\b|en[-_](?:GB|IE|AU|NZ|IN|ZA|SG)", IGNORECASE)
CHANGED = Expression(
    r"updat(?:e|ed|es|ing)\b|modified|last-?mod|edited|aktualisiert|geändert|stand:|mis[e]? à"
    r" jour|modifié|actualizad[oa]"
    r"|actualización|atualizad[oa]|aggiornat[oa]|modificat[oa]|bijgewerkt|gewijzigd|uppdaterad|ändrad|oppdatert|opdateret"
    r"|\bendret\b|aktualizac|aktualizov|zaktualizowano|frissítve|güncelle|обновлен|обновлено|изменен|оновлено|ενημέρωση"
    r"|تحديث|最終更新|更新|수정|최종",
    IGNORECASE,
)
FIRST = Expression(
    r"publish|posted|created|erstellt|veröffentlicht|erschienen|publié|\bparu\b|mis en ligne|publicad[oa]|pubblicat[oa]"
    r"|gepubliceerd|geplaatst|publicerad|publisert|publiziert|udgivet|opublikowano|utworzono|vydáno|publikováno"
    r"|megjelent|\bgiriş\b|yayın|опубликован|δημοσ|نشر|公開|掲載|発表|配信|发布|發布|發表|입력|등록|\bfirst\b|originally",
    IGNORECASE,
)
IN_ADDRESS = Expression(r"/((?:19|20)\d\d)[/-]?(0?[1-9]|1[0-2]|[a-z]{3})[/-]?([0-3]?\d)(?=[/_-]|\d{0,8}\b)")
MONTH_IN_ADDRESS = dict(zip("jan feb mar apr may jun jul aug sep oct nov dec".split(), range(1, 13), strict=True))
MOST_LOOKED_AT, LONGEST_DATED = 200, 200  # elements, characters
EARLY_BLOCKS = 12  # behind the headline


class Published(NamedTuple):
    """When, and how that is known."""

    day: Day
    how: str


def published_of(
    tree: HtmlElement,
    structured: Structured,
    lines: tuple[list[Block], list[Block]],
    heading: HtmlElement | None,
    is_elsewhere: Elsewhere,
) -> Published:
    """When the article was published, by the surest of what says so; ``lines`` are the blocks behind the headline, and
    those right above it."""
    unread, day_first = "", DAY_FIRST.match(structured.one("language") or tree.get("lang") or "") is not None
    for text, how in _found(tree, structured, lines, heading, is_elsewhere):
        day, said = dated(text, how, day_first)
        if day is not None:
            return Published(day, said)
        unread = unread or said
    return Published(None, unread)


def _found(
    tree: HtmlElement,
    structured: Structured,
    around: tuple[list[Block], list[Block]],
    heading: HtmlElement | None,
    is_elsewhere: Elsewhere,
) -> Iterator[tuple[str, str]]:
    """(date, where it stands), the surest first."""
    yield from ((text, "JSON-LD datePublished") for text in json_ld.strings(structured.ld.get("datePublished")))
    yield from ((text, f"meta {name}") for name, text in structured.metas("published"))
    yield from ((text, "itemprop datePublished") for text in structured.properties.get("datepublished", ()))
    times = _times(tree, heading, is_elsewhere)
    yield from ((text, how) for text, how, near in times if near)
    behind, above = around
    lines, changes = _lines(tree, behind, is_elsewhere)
    yield from lines
    for key in ("dateCreated", "uploadDate"):
        yield from ((text, f"JSON-LD {key}") for text in json_ld.strings(structured.ld.get(key)))
    yield from ((text, f"meta {name}") for name, text in structured.metas("created"))
    yield from ((text, "itemprop dateCreated") for text in structured.properties.get("datecreated", ()))
    yield from _in_address(structured.address)
    yield from ((day, "line above the headline") for block in above if (day := _first_date(block.text[:LONGEST_DATED])))
    yield from ((text, how) for text, how, near in times if not near)
    yield from changes
    yield from (
        (text, "JSON-LD dateModified, the only date") for text in json_ld.strings(structured.ld.get("dateModified"))
    )
    yield from ((text, f"meta {name}, the only date") for name, text in structured.metas("modified"))
    yield from _guessed(tree)


def _times(tree: HtmlElement, heading: HtmlElement | None, is_elsewhere: Elsewhere) -> list[tuple[str, str, bool]]:
    """The time elements of the article, those that are said to be of its publication first, of changes last, and
    whether each is near the headline."""
    ranked = []
    holders = list(heading.iterancestors()) if heading is not None else []
    own = next((holder for holder in holders if holder.tag == "article"), None)
    for n, node in enumerate(list(tree.iter("time"))[:MOST_LOOKED_AT]):
        text = (node.get("datetime") or "").strip()
        text = text if read_date(text)[0] or text.isdecimal() else date_in(one_line(node.text_content())) or text
        if not text or is_elsewhere(node):
            continue
        said = f"{node.get('class') or ''} {node.get('itemprop') or ''} {_said_before(node)}"
        rank = 4 * _is_change(said) - 2 * bool(FIRST.search(said) or node.get("pubdate"))
        around = set(node.iterancestors())
        near = next((depth for depth, holder in enumerate(holders) if holder in around), 0)
        near = near if own is None or own in around else NEAR
        ranked.append((rank, near, n, text))
    return [
        (text, "time element" if rank <= 0 else "time element, of a change", rank <= 0 and near < NEAR)
        for rank, near, _, text in sorted(ranked)
    ]


NEAR = 6  # steps from the headline up to what holds both


def _said_before(node: HtmlElement) -> str:
    """The words right before an element, in its parent."""
    before = node.getprevious()
    parent = node.getparent()
    text = before.tail if before is not None else parent.text if parent is not None else ""
    if not (text or "").strip() and before is not None and len(before) == 0 and before.tag != "time":
        text = before.text
    return one_line(text or "")[-LONGEST_SAID:]


def _lines(
    tree: HtmlElement, behind: list[Block], is_elsewhere: Elsewhere
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Dates that are shown, in elements so named, then in lines near the headline: of publication, and of changes."""
    found: list[tuple[str, str]] = []
    changes: list[tuple[str, str]] = []
    nodes = [node for node in named(tree, DATED_CLASS) if node.tag not in ("time", "body", "html")]
    for node in nodes[:MOST_LOOKED_AT]:
        for attribute in ("data-datetime", "data-date", "data-published", "data-timestamp", "datetime", "content"):
            if node.get(attribute) and dated(node.get(attribute), attribute)[0]:
                found.append((node.get(attribute), f"{attribute} of an element named date"))
        text = one_line(text_of(node)[: 2 * LONGEST_DATED])
        if len(text) > LONGEST_DATED or is_elsewhere(node):
            continue
        # "Published On 7 Oct 2024" and, for the eye, "7 Oct 2024", in elements side by side
        if day := _first_date(text) or _first_date(" | ".join(map(one_line, node.itertext()))):
            (changes if _is_change(text) else found).append((day, "date line"))
    for node in tree.xpath("//*[@aria-label]")[:MOST_LOOKED_AT]:
        text = one_line(node.get("aria-label"))
        if len(text) <= LONGEST_DATED and FIRST.search(text) and not is_elsewhere(node) and (day := _first_date(text)):
            found.append((day, "aria-label"))
    label = ""
    for block in behind[:EARLY_BLOCKS]:
        before, label = label, "" if DIGIT.search(block.text) else block.text[:LONGEST_SAID]
        if block.node.tag == "blockquote" or is_elsewhere(block.node):
            continue
        if SENTENCE_END.search(block.text) and not is_line(block.text):
            continue
        if (len(block.text) <= LONGEST_DATED or is_line(block.text)) and (day := _first_date(block.text)):
            said = CHANGED.search(block.text) or FIRST.search(block.text)
            change = _is_change(block.text if said else f"{before} {block.text}")
            (changes if change else found).append((day, "date line"))
    return found, [(day, f"{how}, of a change") for day, how in changes]


def _is_change(text: str) -> bool:
    """Whether a line with a date says that the article was changed then, and not when it was published."""
    found = CHANGED.search(text)
    if not found or FIRST.search(text):
        return False
    # "17 September 2024, 8:04 · Updated 3 hours ago"
    return not (DIGIT.search(text, found.end()) and date_in(text[: found.start()]))


LONGEST_SAID = 40  # characters before a date that may say what it is of


def _first_date(text: str) -> str:
    """The date of publication in a line that may have others: "Updated 2 October 2024. Published 17 September 2024"."""
    if found := FIRST.search(text):
        return date_in(text[found.start() :]) or date_in(text)
    if (found := CHANGED.search(text)) and (before := date_in(text[: found.start()])):
        return before
    return date_in(text)


def _in_address(address: str) -> Iterator[tuple[str, str]]:
    if found := IN_ADDRESS.search(address.casefold()):
        year, month, day = found.groups()
        number = MONTH_IN_ADDRESS.get(month) or (int(month) if month.isdecimal() else 0)
        yield f"{year}-{number:02}-{int(day):02}", "address"


def _guessed(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    """What htmldate finds in the text of the page, of a page of which it does not take long."""
    if len(tree.text_content()) > MOST_GUESSED:
        return
    from htmldate import find_date  # noqa: PLC0415 - takes 0.1 s to import, and few pages need it

    try:
        found = find_date(
            etree.tostring(tree, encoding="unicode", method="html"), original_date=True, extensive_search=False
        )
    except Exception:  # it asks many libraries, and fails as they do
        return
    if found and not found.endswith("-01-01") and is_possible(date.fromisoformat(found)):  # the year alone is known
        yield found, "guessed from the page's text"


MOST_GUESSED = 200_000  # characters
