"""A second opinion on a page's text, trafilatura's: slow, and asked where the first is in doubt."""

from __future__ import annotations

from typing import Any

from lxml import html as lxml_html
from lxml.html import HtmlElement

from corpus.clean import lines_of
from corpus.markup import is_cut_up


def extracted(tree: HtmlElement) -> tuple[str, ...]:
    """The lines of the article's text by trafilatura; none of a page that would take it long."""
    if is_cut_up(tree):
        return ()
    import trafilatura  # noqa: PLC0415 - takes 0.1 s to import, and few pages need it
    from trafilatura import external  # noqa: PLC0415

    # Of its second opinion, jusText's, this step takes the square of the number of paragraphs: a second for 2,000.
    setattr(external, "revise_paragraph_classification", _revise)  # noqa: B010 - a name it does not export
    markup = lxml_html.tostring(tree, encoding="unicode")
    found = trafilatura.extract(markup, output_format="txt", include_comments=False, include_tables=False) or ""
    return lines_of(found.split("\n"))


def _revise(paragraphs: list[Any], _reach_of_headings: int) -> None:
    for paragraph, verdict in zip(paragraphs, revised([each.cf_class for each in paragraphs]), strict=True):
        paragraph.class_type = verdict


def revised(classes: list[str]) -> list[str]:
    """The classes of a page's paragraphs, "good" or "bad", by their own and those around them, as jusText has it for
    paragraphs of which none is a heading (https://github.com/miso-belica/jusText, ``revise_paragraph_classification``):
    "short" ones are what both neighbours are, then "neargood" ones are good beside a good one.
    """
    known, nearly = frozenset(["good", "bad"]), frozenset(["good", "bad", "neargood"])
    around = zip(*(_neighbours(classes, those) for those in (known, nearly)), strict=True)
    classes = [_of_short(*beside) if own == "short" else own for own, beside in zip(classes, around, strict=True)]
    before, found = "bad", []
    for own, (_, behind) in zip(classes, _neighbours(classes, known), strict=True):
        before = own if own != "neargood" else "bad" if before == behind == "bad" else "good"
        found.append(before)
    return found


def _neighbours(classes: list[str], those: frozenset[str]) -> list[tuple[str, str]]:
    """The nearest of ``those`` before and behind each; "bad" where there is none."""
    return list(zip(_nearest_before(classes, those), _nearest_before(classes[::-1], those)[::-1], strict=True))


def _nearest_before(classes: list[str], those: frozenset[str]) -> list[str]:
    nearest, found = "bad", []
    for own in classes:
        found.append(nearest)
        nearest = own if own in those else nearest
    return found


def _of_short(known: tuple[str, str], nearly: tuple[str, str]) -> str:
    if known[0] == known[1]:
        return known[0]
    return "good" if any(pair == ("bad", "neargood") for pair in zip(known, nearly, strict=True)) else "bad"
