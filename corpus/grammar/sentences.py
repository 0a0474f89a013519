"""Where sentences begin and end, for passages of results."""

from __future__ import annotations

import re

# Abbreviations of news copy after which a sentence goes on, without their last point.
ABBREVIATIONS = frozenset(
    """
    mr mrs ms mx dr prof rev fr sr jr st sgt capt cpt lt col gen adm maj cmdr supt insp det const pvt cpl gov lt.gov sen
    rep reps sens hon pres rt messrs cllr amb atty jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri
    inc corp co ltd plc llc bros assn dept univ vs v no nos vol pp ca approx est etc al e.g i.e a.m p.m u.s u.k u.n e.u
    d.c ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev n.h n.j n.m n.y
    n.c n.d okla ore pa r.i s.c s.d tenn tex vt va wash w.va wis wyo ave blvd rd mt ft op dlrs mln pct cts ph.d m.d b.a
""".split()
)
LONGEST = max(map(len, ABBREVIATIONS)) + 1  # code points before a point that can decide whether it is one's
# Straight marks are closing ones only where no space stands before them. It begins where no sign stands before, so that
# a long run of signs is looked at once.
ENDING = re.compile(r"(?<![.?!])(?P<signs>[.?!]+)(?:\s?[”’)\]}»]|[\"'])*\s+(?=(?P<following>\S))")
BREAK = re.compile(r"[\s\-–—/]")
OPENING = "\"'“‘([{"


def sentences(text: str) -> list[tuple[int, int]]:
    """The half-open spans of the sentences of one paragraph, in code points, without the space between.

    A sentence ends in a point, question or exclamation mark, and closing marks, before a space. It goes on before a
    small letter, behind several points, and behind that of an abbreviation or initial. NLTK's Punkt, given these
    abbreviations, says nearly the same (not before small letters, behind initials and at marks that stand alone), but
    a search would have to import all of NLTK for it.

    >>> sentences("Mr. Fenn left. He was late!")
    [(0, 14), (15, 27)]
    """
    spans, start, end = [], len(text) - len(text.lstrip()), len(text.rstrip())
    for found in ENDING.finditer(text, start, end):
        if not _goes_on(text, found):
            spans.append((start, found.start() + len(found.group().rstrip())))
            start = found.end()
    return [*spans, (start, end)] if start < end else spans


def _goes_on(text: str, found: re.Match[str]) -> bool:
    if found["following"].islower():
        return True
    if found["signs"] != ".":
        return found["signs"].endswith("..")
    before = BREAK.split(text[max(0, found.start() - LONGEST) : found.start()])[-1].lstrip(OPENING)
    return before.lower() in ABBREVIATIONS or (len(before) == 1 and before.isalpha())
