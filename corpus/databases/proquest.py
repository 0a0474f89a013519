"""Articles from ProQuest: "Author: Brack, Una", the text behind "Full text:", and much behind it."""

from __future__ import annotations

import re

from corpus.clean import one_line
from corpus.databases.facts import Lines, day_of, paragraphs_in
from corpus.metadata.credits import given_names_first
from corpus.metadata.languages import tag_of
from corpus.records.composing import Fields, names

LABELS = (
    "Title|Author|Publication info|Abstract|Links|Full text|Subject|Location|People|Company / organization|Pages|Year"
    "|Publication title|First page|Number of pages|Publication year|Publication date|Section|Publisher|ISSN|e-ISSN"
    "|Place of publication|Country of publication|Publication subject|Source type|Language of publication|Dateline"
    "|Document type|Document feature|ProQuest document ID|Document URL|Copyright|Last updated|Database|Column|Edition"
    "|Credit|Identifier / keyword|Volume|Issue|Supplement|Caption|Illustration|Correction"
)
LABEL = re.compile(rf"({LABELS}):(?:\s+(\S.*))?$")
PART = re.compile(r"Document \d+ of \d+|_{20,}")
EDITION_IN_TITLE = re.compile(r":?\s?\[([^\[\]]{2,40} Edition|[A-Z. ]{1,8} Edition)\]\s*$")


def fields_of(lines: Lines) -> Fields:
    """What an article says, by the names of its fields."""
    told: dict[str, Lines] = {}
    above, label = Lines(), ""
    for line in map(str.strip, lines):
        if found := LABEL.match(line):
            label = found[1] if found[1] not in told else f"{found[1]} again"
            told[label] = [found[2] or ""]
        elif label:
            told[label].append(line)
        elif line and not PART.fullmatch(line):
            above.append(line)
    one = {label: one_line(" ".join(texts)) for label, texts in told.items()}
    title = one.get("Title") or (one_line(" ".join(above)) if told.keys() & NEEDED else "")
    edition = EDITION_IN_TITLE.search(title)
    return {
        "id": one.get("ProQuest document ID", ""),
        "headline": EDITION_IN_TITLE.sub("", title),
        "byline": names(given_names_first(one.get("Author", ""), sure=True)),
        "published": day_of(one.get("Publication date", ""), "ProQuest"),
        "publication": one.get("Publication title") or one.get("Publication info", "").partition(";")[0],
        "section": one.get("Section", ""),
        "page": one.get("First page") or one.get("Pages", ""),
        "edition": one.get("Edition") or (edition[1] if edition else ""),
        "dateline": one.get("Dateline", ""),
        "agency": one.get("Credit", ""),
        "tags": [tag.strip() for tag in one.get("Subject", "").split(";")],
        "language": tag_of(one.get("Language of publication", "")),
        "captions": [one.get("Caption", "")],
        "correction": one.get("Correction", ""),
        "paragraphs": paragraphs_in(told.get("Full text", [])),
        "deck": one.get("Abstract", "") if "Full text" in told else "",
    }


NEEDED = frozenset(["Full text", "Publication title", "Publication info"])
