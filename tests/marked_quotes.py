"""News texts in which quotations and their speakers are marked, as ``tests/quote_cases/README.md`` explains."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import NamedTuple

KIND, UNSOLVED, NAME_END = "# ", "unsolved: ", " | "
BLOCK = re.compile(r"^.*\S.*(?:\n+[ \t].*)*", re.MULTILINE)  # a heading or a case: a line and those indented below it
CONTINUATION, PARAGRAPH = re.compile(r"\n+ {4}(?=\S)"), re.compile(r"\n+ {2}(?=\S)")
QUOTATION = r"\{(?:(?P<said_by>\d+|nobody): )?(?P<words>[^{}]+)\}"
SPEAKER = r"\[(?:(?P<number>\d+): )?(?P<mention>[^\[\]{}]+?)(?: = (?P<meant>[^\[\]{}]+))?\]"
MARK = re.compile(f"{QUOTATION}|{SPEAKER}")


class Case(NamedTuple):
    """A text, and each quotation in it with its speaker, who is "" where the words are nobody's."""

    kind: str
    name: str
    text: str
    expected: tuple[tuple[str, str], ...]
    solved: bool


def read_cases(path: Path) -> list[Case]:
    """The cases of a file."""
    cases, kind, lines = [], "", path.read_text(encoding="utf-8")
    for block in BLOCK.finditer(lines):
        if block[0].startswith(KIND):
            kind = block[0].removeprefix(KIND)
            continue
        try:
            cases.append(read_case(kind, block[0]))
        except ValueError as error:
            number = lines.count("\n", 0, block.start()) + 1
            raise ValueError(f"{path}:{number}: {error}") from None
    return cases


def read_case(kind: str, block: str) -> Case:
    """The case on these lines."""
    name, bar, marked = PARAGRAPH.sub("\r", CONTINUATION.sub(" ", block)).partition(NAME_END)
    if not kind:
        raise ValueError("no kind of case above")
    if not bar:
        raise ValueError(f"no {NAME_END!r} behind the name")
    if "\n" in marked:
        raise ValueError("a line indented by neither two spaces nor four")
    text, expected = read_marks(marked.replace("\r", "\n\n"))
    return Case(kind, name.removeprefix(UNSOLVED), text, expected, solved=not name.startswith(UNSOLVED))


def read_marks(marked: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The plain text, and each quotation with its speaker."""
    if set("{}[]") & set(MARK.sub("", marked)):
        raise ValueError("a bracket without its other half")
    marks = [*MARK.finditer(marked)]
    quotations = [(mark["words"], mark["said_by"]) for mark in marks if mark["words"]]
    speakers = {mark["number"]: mark["meant"] or mark["mention"] for mark in marks if mark["mention"]}
    if len(quotations) + len(speakers) < len(marks):
        raise ValueError("two speakers of one number")
    if speakers.keys() != {said_by for _, said_by in quotations} - {"nobody"}:
        raise ValueError("a quotation without a speaker, or a speaker without a quotation")
    text = unescape(MARK.sub(lambda mark: mark["words"] or mark["mention"], marked))
    return text, tuple((unescape(words), unescape(speakers.get(said_by, ""))) for words, said_by in quotations)
