"""Articles from Nexis and Nexis Uni: "LENGTH: 93 words", "Length: 93 words", and labels above and below the text."""

from __future__ import annotations

import re

from corpus.clean import blocks_of, one_line
from corpus.databases.exported import NEXIS_COUNT
from corpus.databases.facts import Lines, day_of, paragraphs_in
from corpus.metadata.dates import read_date
from corpus.metadata.languages import tag_of
from corpus.records.composing import Fields, names

LABEL = re.compile(r"([A-Z][A-Za-z-]{2,20}):(?:\s+(\S.*))?$")
HEAD = frozenset("headline byline section length dateline highlight series body".split())
TAIL = frozenset(
    "load-date language publication-type graphic subject document-type journal-code country city state industry company"
    " organization person geographic notes correction-date correction type copyright acc-no url ticker classification"
    " publication-subject".split()
)
END = re.compile(r"(?i)classification|copyright\b.{0,200}|all rights reserved\.?|end of document|graphic")
COUNT = re.compile(NEXIS_COUNT)
PAGE = re.compile(r"[;,]?\s?(?:Pg\.|Page|p\.)\s*([\w-]+).*")


def fields_of(lines: Lines) -> Fields:
    """What an article says, by the names of its fields."""
    lines = [line.strip() for line in lines]
    begin = next((at for at, line in enumerate(lines) if _label(line) in HEAD), len(lines))
    above = [line for line in lines[:begin] if not COUNT.fullmatch(line)]
    told: dict[str, str] = {}
    at = begin
    while at < len(lines) and (label := _label(lines[at])) in HEAD:
        end = at + 1 if label == "body" else next((n for n in range(at + 1, len(lines)) if _stops(lines[n])), at + 1)
        told[label] = one_line(" ".join(lines[at:end]).partition(":")[2])
        at = end
        while at < len(lines) and not lines[at]:
            at += 1
        if label == "body":
            break
    end = next((n for n in range(at, len(lines)) if _ends(lines[n])), len(lines))
    for line in lines[end:]:
        if (found := LABEL.match(line)) and found[2]:
            told.setdefault(found[1].casefold(), found[2])
    headline, publication, date, edition = _above(above)
    page = PAGE.search(told.get("section", ""))
    return {
        "headline": told.get("headline") or headline,
        "publication": publication,
        "published": day_of(date, "Nexis"),
        "edition": edition,
        "byline": names(told.get("byline", "")),
        "section": PAGE.sub("", told.get("section", "")),
        "page": page[1] if page else "",
        "dateline": told.get("dateline", ""),
        "deck": told.get("highlight", ""),
        "language": tag_of(told.get("language", "")),
        "captions": [told["graphic"]] if "graphic" in told else [],
        "correction": told.get("correction", ""),
        "url": told.get("url", ""),
        "paragraphs": paragraphs_in(lines[at:end]),
    }


def _label(line: str) -> str:
    if line == "Body":
        return "body"
    found = LABEL.match(line)
    return found[1].casefold() if found else ""


def _stops(line: str) -> bool:
    return not line or bool(_label(line))


def _ends(line: str) -> bool:
    return _label(line) in TAIL or bool(END.fullmatch(line))


def _above(lines: Lines) -> tuple[str, str, str, str]:
    """Headline, publication, date and edition of the lines above the first that says what it is. Nexis Uni has them in
    this order, behind a list of what was saved; Nexis has the headline last, in a block of its own."""
    blocks = [[one_line(line) for line in block] for block in blocks_of("\n".join(lines)) if not _is_notice(block)]
    flat = [(line, n) for n, block in enumerate(blocks) for line in block]
    at = max((n for n, (line, _) in enumerate(flat) if read_date(line)[0]), default=-1)
    if at < 0:
        return (flat[-1][0] if flat else ""), "", "", ""
    date, block = flat[at]
    publication = flat[at - 1][0] if at else ""
    if behind := blocks[block + 1 :]:
        edition = [line for line, n in flat[at + 1 :] if n == block]
        return " ".join(behind[-1]), publication, date, " ".join(edition)
    return (flat[at - 2][0] if at > 1 else ""), publication, date, ""


def _is_notice(block: Lines) -> bool:
    return all(END.fullmatch(line) for line in block)
