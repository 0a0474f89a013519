"""Articles from NewsBank: headline; day and paper; author, page and section between bars; count and readability."""

from __future__ import annotations

import re

from corpus.clean import one_line
from corpus.databases.facts import Lines, day_of, paragraphs_in
from corpus.patterns import Expression
from corpus.records.composing import Fields, names

PAPER = Expression(r"(?P<date>\p{L}{3,9} \d{1,2}, \d{4}) \| (?P<paper>\S.{1,100}?)(?:\s\([^()]+\))?")
FACT = re.compile(r"(?<![^\s|])(Author|Page|Section|Edition|Column|Source|Article ID|Dateline):([^|]*)")
MORE = re.compile(
    r"OpenURL Link|.{0,40}\bReadability: .*|[\d,]+ Words(?: \|.*)?|Record Number: .*|Copyright(?:,|\s\().*|Citation .*"
)


def fields_of(lines: Lines) -> Fields:
    """What an article says, by the names of its fields."""
    lines = [line.strip() for line in lines]
    at = next((n for n, line in enumerate(lines) if PAPER.fullmatch(line)), -1)
    if at < 0:
        return {}
    paper = PAPER.fullmatch(lines[at])
    assert paper  # as was just asked
    begin = next((n for n in range(at, len(lines)) if not lines[n]), at + 1)
    facts = {fact[1]: one_line(fact[2]) for line in lines[at:begin] for fact in FACT.finditer(line)}
    name, _, article = paper["paper"].partition(", ")
    return {
        "id": facts.get("Article ID", ""),
        "headline": " ".join(line for line in lines[:at] if line and not MORE.fullmatch(line)),
        "published": day_of(paper["date"], "NewsBank"),
        "publication": f"{article} {name}" if article in ("The", "A") else paper["paper"],
        "byline": names(facts.get("Author", "")),
        "page": facts.get("Page", ""),
        "section": facts.get("Section", ""),
        "edition": facts.get("Edition", ""),
        "dateline": facts.get("Dateline", ""),
        "paragraphs": paragraphs_in([line for line in lines[begin:] if not MORE.fullmatch(line)]),
    }


END = re.compile(r"Copyright(?:,|\s\().*\d{4}.*")
