"""Notices that an article was corrected, as its text carries them."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.patterns import IGNORECASE, Expression

PIECE = (
    r"(?:\w+\s)?"
    r"(?:article|story|report|post|column|headline|version|piece|item|caption|dispatch|page|profile|review)"
)
# Each stands at the beginning of a paragraph, or of a sentence in it that follows "Editor's note".
NOTICE = Expression(
    rf"(?:[•*–—\s]*(?:editor['’]?s['’]? note|note|update)\W{{1,3}})?[•*–—\s]*(?:"
    rf"(?:an|a|the|two|several)?\s?(?:earlier|previous|original|first|prior)\s(?:online\s)?versions?\sof\s(?:this|the)\s"
    rf"{PIECE}"
    rf"|this\s{PIECE}\s(?:has been|was|is)\s(?:\w+\s)?"
    rf"(?:corrected|amended|clarified|(?:updated|revised|edited|changed) to correct)"
    rf"|(?:corrections?|clarifications?|corrected|clarified|erratum|errata|corrections?\sand\sclarifications?)"
    rf"(?:\s?\([^()]{{1,60}}\)|,?\s(?:on\s)?[\p{{L}}.]{{3,12}}\s\d{{1,2}},?(?:\s\d{{4}})?)?\s?[:—–]"
    # As agencies put it before the text: "(Corrects cost in paragraph 4)", "(This Sept. 17 story has been corrected …)"
    rf"|\((?:corrects|refiles?\sto\scorrect|repeats\sto\scorrect)\s|(?-i:CORRECTS)\s"
    rf"|\(?this\s(?:[\w.]+\s){{1,3}}{PIECE}\s(?:has been|was|is)\s(?:corrected|refiled to correct)"
    rf"|(?:anmerkung der redaktion\s?:\s)?in\s(?:einer|der)\s(?:\w+\s)?(?:früheren|ersten|vorherigen|ursprünglichen)\s"
    rf"(?:version|fassung)\s(?:dieses|des)\s(?:artikels|textes|berichts|beitrags)\b"
    rf"|(?:korrektur(?:hinweis)?|berichtigung|richtigstellung|rectificatif|rectification|fe de erratas|corrección"
    rf"|rectificación|errata\scorrige|rectificatie|rättelse|rettelse|sprostowanie)\s?:"
    rf"|(?:dans\s)?une\s(?:première\s)?version\s(?:précédente|antérieure|initiale)\sde\scet?\s"
    rf"|(?:en\s)?una\sversión\s(?:anterior|previa)\sde\sest[ea]\s|in\suna\s(?:precedente|prima)\sversione\sdi\squest"
    rf"|in\seen\s(?:eerdere|vorige)\sversie\svan\sdit\s"
    rf"|we\s(?:apologi[sz]e\sfor|regret)\sthe\serror|due\sto\san\s(?:editing|reporting|production)\serror"
    rf"|because\sof\san\s(?:editing|reporting)\serror"
    rf")",
    IGNORECASE,
)
LONGEST_NOTICE = 1_500  # characters of a paragraph that is one


def correction_in(paragraphs: Iterable[str]) -> str:
    """The notices among ``paragraphs`` that the article was corrected; empty where there is none."""
    return " ".join(text for text in paragraphs if len(text) <= LONGEST_NOTICE and NOTICE.match(text))
