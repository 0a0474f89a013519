"""Where sentences begin and end."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nltk.tokenize.punkt import PunktSentenceTokenizer

# Abbreviations of news copy after which a sentence goes on. Punkt learns such a list from text; this one is
# ours, so that nothing is downloaded.
ABBREVIATIONS = """
    mr mrs ms mx dr prof rev fr sr jr st sgt capt cpt lt col gen adm maj cmdr supt insp det const pvt cpl gov lt.gov sen
    rep reps sens hon pres rt messrs cllr amb atty jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri
    inc corp co ltd plc llc bros assn dept univ vs v no nos vol pp ca approx est etc al e.g i.e a.m p.m u.s u.k u.n e.u
    d.c ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev n.h n.j n.m n.y
    n.c n.d okla ore pa r.i s.c s.d tenn tex vt va wash w.va wis wyo ave blvd rd mt ft op dlrs mln pct cts ph.d m.d b.a
"""


@cache
def _tokenizer() -> PunktSentenceTokenizer:
    from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer  # noqa: PLC0415 - takes 0.1 s to import

    parameters = PunktParameters()
    parameters.abbrev_types = set(ABBREVIATIONS.split())
    return PunktSentenceTokenizer(parameters)


# Punkt's time grows faster than its text; no sentence of news is near as long as this many code points.
LONGEST_PIECE = 4_000


def sentences(text: str) -> list[tuple[int, int]]:
    """The half-open spans of the sentences of one paragraph, in code points, without the space between.

    Text without a sentence's end for ``LONGEST_PIECE`` is cut at a space.
    """
    if len(text) <= LONGEST_PIECE:
        return list(_tokenizer().span_tokenize(text))
    spans: list[tuple[int, int]] = []
    start = 0
    while start < len(text):
        piece = text[start : start + LONGEST_PIECE]
        if len(piece) == LONGEST_PIECE:
            cut = max(piece.rfind(". "), piece.rfind("? "), piece.rfind("! ")) + 1 or piece.rfind(" ") + 1 or len(piece)
            piece = piece[:cut]
        spans += [(first + start, last + start) for first, last in _tokenizer().span_tokenize(piece)]
        start += len(piece)
    return spans
