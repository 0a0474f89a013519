"""Which library's database a text was saved from, by the lines that it puts above its articles."""

from __future__ import annotations

import re


def _signs(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"(?m){pattern}") for pattern in patterns)


NEXIS_COUNT = r"[ \t]*\d+ of \d+ DOCUMENTS?[ \t]*"
NEXIS_RIGHTS = r"[ \t]*Copyright \d{4}\b.*"
FACTIVA_COUNT = r"[\d.,]+ (?:words|Wörter|mots|palabras|parole|palavras)"
FACTIVA_DATE = r"\d{1,2}\.? [^\W\d_]+ \d{4}"
RIGHTS = r"(?:(?i:\(c\)|©|copyright).{0,300}|.{0,100}(?i:all rights reserved).{0,100})"
NEXIS, NEXIS_LABELS, NEXIS_UNI = "Nexis", "LexisNexis", "Nexis Uni"
FACTIVA, FACTIVA_DISPLAY = "Factiva", "Factiva’s display"
PROQUEST, NEWSBANK = "ProQuest", "NewsBank"
# All of one stand in the first bytes of its texts.
SIGNS = {
    NEXIS: _signs(rf"\A(?:[ \t]*\n){{0,10}}{NEXIS_COUNT}$"),
    NEXIS_UNI: _signs(r"^[ \t]*(?:LENGTH|Length):\s+[\d,]+ words?\b", r"^Body[ \t]*$"),
    NEXIS_LABELS: _signs(
        rf"\A(?:[ \t]*\n){{0,10}}{NEXIS_RIGHTS}$", r"^[ \t]*LENGTH:\s+[\d,]+ words?\b", r"^[ \t]*BODY:[ \t]*$"
    ),
    FACTIVA: _signs(r"^HD[ \t]{2,}\S", r"^PD[ \t]{2,}\S", r"^SN[ \t]{2,}\S"),
    FACTIVA_DISPLAY: _signs(rf"^{FACTIVA_COUNT}\n{FACTIVA_DATE}\n(?:.+\n){{1,7}}?{RIGHTS}$"),
    PROQUEST: _signs(r"^(?:Full text|Abstract):", r"^(?:Publication info|Publication title|ProQuest document ID):"),
    NEWSBANK: _signs(
        r"^[A-Z][a-z]{2,8} \d{1,2}, \d{4} \| \S", r"^OpenURL Link|\bReadability: |^[\d,]+ Words\b"
    ),
}  # fmt: skip


def database_of(text: str) -> str:
    """The database that a text which begins so was saved from; empty where it is none of these.

    >>> database_of("1 of 2 DOCUMENTS\\n\\nThe Skerry Echo")
    'Nexis'
    """
    text = text.replace("\r\n", "\n")
    return next((name for name, signs in SIGNS.items() if all(sign.search(text) for sign in signs)), "")
