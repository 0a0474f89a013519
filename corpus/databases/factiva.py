"""Articles from Factiva: each field behind a code of two or three letters, or, for readers, lines in an order."""

from __future__ import annotations

import re

from corpus.clean import one_line
from corpus.databases.exported import FACTIVA_COUNT, RIGHTS
from corpus.databases.facts import Lines, day_of, paragraphs_in
from corpus.metadata.languages import tag_of
from corpus.patterns import Expression
from corpus.records.composing import Fields, names

CODE = re.compile(
    r"(SE|HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|VOL|LA|CY|LP|TD|CT|RF|CO|IN|NS|RE|IPD|IPC|PUB|AN|ART|CLM)(?:\s{2,}(\S.*)|\s*)$"
)
END = re.compile(r"(?:AN\s{2,})?Document [A-Z][A-Za-z0-9]{8,40}")
MOST_HEAD_LINES = 20


def fields_by_code(lines: Lines) -> Fields:
    """What an article says whose fields have codes."""
    told: dict[str, Lines] = {}
    code = ""
    for line in lines:
        found = CODE.match(line)
        if found:
            code = found[1]
            line = found[2] or ""  # noqa: PLW2901 - what stands behind the code
        told.setdefault(code, []).append(line.strip())
    one = {code: one_line(" ".join(texts)) for code, texts in told.items()}
    return {
        "id": one.get("AN", "").removeprefix("Document "),
        "headline": one.get("HD", ""),
        "byline": names(one.get("BY", "")),
        "published": day_of(" ".join(filter(None, [one.get("PD"), one.get("ET")])), "Factiva"),
        "publication": one.get("SN", ""),
        "agency": one.get("CR", ""),
        "section": one.get("SE", ""),
        "kicker": one.get("CLM", ""),
        "page": one.get("PG", ""),
        "edition": one.get("ED", ""),
        "language": tag_of(one.get("LA", "")),
        "captions": paragraphs_in(told.get("ART", [])),
        "paragraphs": paragraphs_in([*told.get("LP", []), "", *told.get("TD", [])]),
    }


def fields_in_order(lines: Lines) -> Fields:
    """What an article says as readers see it."""
    lines = [line.strip() for line in lines]
    at = next((n for n, line in enumerate(lines[:MOST_HEAD_LINES]) if re.fullmatch(FACTIVA_COUNT, line)), -1)
    if at < 1:
        return {}
    above = list(filter(None, lines[:at]))
    byline = above.pop() if len(above) > 1 and BYLINE.match(above[-1]) else ""
    begin = next((n for n in range(at, len(lines)) if not lines[n]), at)
    end = next((n for n in range(begin, len(lines)) if END.fullmatch(lines[n])), len(lines))
    facts = [line for line in lines[at + 1 : begin] if not re.fullmatch(RIGHTS, line)]
    time = facts[1] if len(facts) > 1 and re.fullmatch(r"\d\d:\d\d(?: \w+)?", facts[1]) else ""
    rest = facts[2 if time else 1 :]
    page = next((line for line in rest[1:] if PRINT_PAGE.fullmatch(line)), "")
    return {
        "id": lines[end].removeprefix("Document ") if end < len(lines) else "",
        "headline": " ".join(above[1:] if len(above) > 1 and len(above[0].split()) <= LONGEST_SECTION else above),
        "section": above[0] if len(above) > 1 and len(above[0].split()) <= LONGEST_SECTION else "",
        "byline": names(byline),
        "published": day_of(" ".join(filter(None, [*facts[:1], time])), "Factiva"),
        "publication": rest[0] if rest else "",
        "page": page,
        "language": next(filter(None, map(tag_of, rest[1:])), ""),
        "paragraphs": paragraphs_in(lines[begin:end]),
    }


BYLINE = Expression(r"(?:By|BY|Von|Par|Por|Di)\s\p{Lu}|(?:\p{Lu}[\p{L}.'’\-]+\s){1,3}\p{Lu}[\p{L}.'’\-]+$")
PRINT_PAGE = re.compile(r"[A-Z]{0,3}-?\d{1,3}[A-Z]?")
LONGEST_SECTION = 3  # words
