"""Quotation marks: which open, which close, and the stretches of text between them."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

# Straight, curly, low, angle and corner marks, doubled apostrophes and TeX's backticks, in any mixture. It begins with
# a class of characters, so that the search for it skips all others.
MARK = re.compile(
    "[\"“”„‟«»‹›「」『』《》＂'`’‘](?:(?<=[\"“”„‟«»‹›「」『』《》＂])|(?<=')'{1,3}|(?<=`)`|(?<=’)’|(?<=‘)‘)"
)
OPENING = frozenset(["“", "„", "«", "‹", "「", "『", "《", "``", "‘‘", "‟"])
CLOSING = frozenset(["”", "»", "›", "」", "』", "》", "’’"])
BEFORE_OPENING = frozenset(" \t\xa0\u202a\n([{-–—―/'‘’\"“")
AFTER_CLOSING = frozenset(".,;:!?)]-–—―'’")
# Single marks quote in headlines, in paragraphs that have no others or begin a sentence with them, and after a label
# that they close (``Spicer: '…'``). An apostrophe is none: the '60s, 'em, the deckhands' pay. The first begins with a
# class of characters too.
SINGLE_OPENS = r"['‘](?<![\w'’‘].)(?=[^\s'’‘])(?!\d0s\b|(?:em|til|tis|twas|cause|n)\b)"
APOSTROPHE = r"['’](?=\w)|(?<=s)['’](?= [a-z])"
SINGLE_CLOSES = r"['’](?![\w'’])"
SINGLE = re.compile(rf"{SINGLE_OPENS}((?:[^'‘’\n]|{APOSTROPHE}){{2,400}}?)(?<=[\w.,!?…”\"]){SINGLE_CLOSES}")
# What ends like a sentence or a clause of speech, and begins like one, is no apostrophe's work.
SPOKEN_SINGLE = re.compile(
    rf"{SINGLE_OPENS}(?=[A-Z…])((?:[^‘’'\n]|{APOSTROPHE}|(?<=[^,.!?…])‘[^‘’\n]*’){{2,1000}}?[,.!?…]){SINGLE_CLOSES}"
)
LABELLED_SINGLE = re.compile(r"^(?:[A-Z][\w.'’\-]*+[ ]?+){1,5}+: ?['‘]([^\n]{2,400})['’][ ]*$", re.MULTILINE)
BEHIND_LABEL = re.compile(": ?['‘]")
NO_WORDS = " \t\xa0\"“”„'‘’`,.;"  # a stretch of these alone is none
NESTED_REACH = (
    400  # code points over which a nested closing mark is looked for: without a bound, marks alone take n² time
)


class Stretch(NamedTuple):
    """Text between marks: ``start`` and ``end`` without the marks, ``mark_start`` and ``mark_end`` with them.

    ``closed``: a closing mark was found; ``resumed``: it goes on a quotation that the paragraph before left open.
    """

    start: int
    end: int
    mark_start: int
    mark_end: int
    closed: bool = True
    resumed: bool = False


def stretches(text: str, start: int, end: int, carried: bool, singles: bool) -> list[Stretch]:
    """The quoted stretches of the paragraph ``text[start:end]``, in order, none within another.

    ``carried``: the paragraph before left a quotation open. A mark that nothing closes runs to the paragraph's
    end. Single marks count where ``singles`` is true, after a label, and where they hold speech; double marks within
    these are nested.
    """
    found = [one for one in _between_marks(text, start, end, carried) if text[one.start : one.end].strip(NO_WORDS)]
    if ("'" in text[start:end] or "‘" in text[start:end]) and (spoken := _spoken_singly(text, start, end, found)):
        outer = [(one.mark_start, one.mark_end) for one in spoken]
        found = [one for one in found if not any(low < one.mark_start < high for low, high in outer)]
        return _with_single(text, start, end, [*found, *spoken], singles=True, labelled=False)
    labelled = ":" in text[start : start + 60]
    if singles or labelled:
        found = _with_single(text, start, end, found, singles, labelled)
    return [one for one in found if text[one.start : one.end].strip(NO_WORDS)]


def _spoken_singly(text: str, start: int, end: int, found: list[Stretch]) -> list[Stretch]:
    """The stretches of speech between single marks that are in none of those between double marks."""
    spoken = [Stretch(*match.span(1), match.start(), match.end()) for match in SPOKEN_SINGLE.finditer(text, start, end)]
    return [one for one in spoken if not any(other.mark_start < one.start < other.mark_end for other in found)]


def may_have_stretches(text: str) -> bool:
    """Whether there are marks in ``text`` that could be quotation marks: an apostrophe is none."""
    if '"' in text:
        return True
    if text.isascii() and not ("'" in text or "`" in text):
        return False
    return bool(MARK.search(text) or SINGLE.search(text) or BEHIND_LABEL.search(text))


def _with_single(text: str, start: int, end: int, found: list[Stretch], singles: bool, labelled: bool) -> list[Stretch]:
    """``found``, and the stretches between single marks that stand apart from them, in order."""
    found = sorted(found, key=lambda one: one.start)
    starts = [one.start for one in found]
    singly: list[Stretch] = []
    every = SINGLE.finditer(text, start, end) if singles else ()
    for single in (*every, *(LABELLED_SINGLE.finditer(text, start, end) if labelled else ())):
        first, last = single.span(1)
        before = bisect_left(starts, last) - 1  # of those between double marks, the last that begins before its end
        if before < 0 or found[before].end <= first:
            singly.append(Stretch(first, last, first - 1, last + 1))
    return sorted((*found, *_apart(singly)), key=lambda one: one.start) if singly else found


def _apart(found: list[Stretch]) -> list[Stretch]:
    """The stretches in order, without those that overlap the one before."""
    apart: list[Stretch] = []
    for one in sorted(found, key=lambda one: one.start):
        if not apart or apart[-1].end <= one.start:
            apart.append(one)
    return apart


def _between_marks(text: str, low: int, high: int, carried: bool) -> list[Stretch]:
    found: list[Stretch] = []
    opened: tuple[int, int] | None = None  # where the words and where the mark begin
    nested, first, resumed = 0, True, False
    for mark in MARK.finditer(text, low, high):
        start, end = mark.span()
        if text[start] == '"' and _is_no_mark(text, start, high, opened is not None):
            continue
        side = _side(text, start, end, low, high)
        if text[start] == "'" and end - start > 2:  # noqa: PLR2004 - one double and one nested single mark
            if end - start == 4:  # noqa: PLR2004 - an empty pair
                first = False
                continue
            start, end = (start, start + 2) if side == "opens" else (start + 1, end)
        if opened is None:
            if side != "closes":
                opened, nested, resumed = (end, start), 0, carried and first
            elif first and carried:
                found.append(Stretch(low, start, low, end, resumed=True))
        elif side == "opens" and text[start] == "“":
            nested += text.count("”", start, min(high, start + NESTED_REACH)) > 1
        elif nested and text[start] == "”":
            nested -= 1
        elif side == "opens":  # the closing mark was lost
            found.append(Stretch(opened[0], start, opened[1], start, closed=False, resumed=resumed))
            opened, resumed = (end, start), False
        else:
            found.append(Stretch(opened[0], start, opened[1], end, resumed=resumed))
            opened = None
        first = False
    if opened is not None:
        found.append(Stretch(opened[0], high, opened[1], high, closed=False, resumed=resumed))
    return found


def _is_no_mark(text: str, at: int, high: int, within: bool) -> bool:
    """Whether a straight double mark stands for inches (the 12" record) or an apostrophe (the week"s end)."""
    before, behind = text[at - 1 : at], text[at + 1 : at + 3]
    if before.isalpha() and behind[:1] == "s" and not behind[1:].isalnum():
        return True
    inches = before.isdigit() and (not within or (behind[:1] in " -" and behind[1:].islower()))
    return inches and (not within or text.count('"', at + 1, high) % 2 == 1)


def _side(text: str, start: int, end: int, low: int, high: int) -> str:
    """Whether a mark "opens" or "closes" where it stands, or could do "either"."""
    before = text[start - 1] if start > low else " "
    after = text[end] if end < high else " "
    glyph = text[start:end]
    left, right = before in BEFORE_OPENING, not after.isspace()
    if left and right and not (after in AFTER_CLOSING and glyph in CLOSING):
        return "opens"
    if not left and (not right or after in AFTER_CLOSING):
        return "closes"
    if glyph in OPENING:
        return "opens"
    return "closes" if glyph in CLOSING else "either"
