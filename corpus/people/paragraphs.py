"""The paragraphs of an article, with the quotations in each."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from corpus.grammar.lexicon import ABBREVIATIONS
from corpus.grammar.marks import MARK, Stretch, stretches
from corpus.grammar.words import HOLE, Sentence, Words, sentences_of, words_of

# It begins with a class of characters, so that the search for it skips all others.
SENTENCE_END = re.compile(r"[.!?\n](?:(?<=\n)\n*+|(?<=[.!?])['’)”\"]*+\s++(?=[A-Z_“\"'‘(]))")


@dataclass
class Paragraph:
    """A paragraph of an article's ``text`` and the quotations in it."""

    text: str
    start: int
    end: int
    quoted: list[Stretch]

    @cached_property
    def words(self) -> Words:
        """Its words, each quotation standing as one."""
        return words_of(self.text, self.start, self.end, self.quoted)

    @cached_property
    def sentences(self) -> list[Sentence]:
        """Its sentences, in words."""
        return sentences_of(self.text, self.words, self.quoted)

    def quotation_at(self, at: int) -> Stretch:
        """The quotation that a word stands for."""
        return self.quoted[bisect_left(self.words.holes, at)]

    def pauses_at(self, at: int) -> bool:
        """Whether a word is a comma, or a quotation that ends with one."""
        words = self.words
        if words.words[at] != HOLE or at not in words.holes:
            return words.words[at] == ","
        one = self.quotation_at(at)
        return self.text[one.start : one.end].rstrip(" '’‘”\"")[-1:] == ","


def marked_paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of ``text``, with the stretches between quotation marks in each."""
    paragraphs: list[Paragraph] = []
    start, carried = 0, False
    british = not MARK.search(text)  # an article without double marks quotes in single ones, if at all
    for line in text.split("\n"):
        end = start + len(line)
        if line and not line.isspace():
            singles = british or not paragraphs
            single = (singles or ":" in line[:60]) and ("'" in line or "‘" in line)
            marked = single or carried or "‘" in line or "'" in line or (not british and MARK.search(line))
            quoted = stretches(text, start, end, carried, singles) if marked else []
            paragraphs.append(Paragraph(text, start, end, quoted))
            carried = bool(quoted) and not quoted[-1].closed and quoted[-1].end == end
        start = end + 1
    return paragraphs


def narration_of(text: str, paragraphs: list[Paragraph]) -> str:
    """The text with the words of its quotations blanked out, but for a last sign that may end a sentence."""
    pieces, at = [], 0
    for paragraph in paragraphs:
        for one in paragraph.quoted:
            last = text[one.end - 1]
            pieces += [text[at : one.start], "_" * (one.end - one.start - 1), last if last in ".!?" else "_"]
            at = one.end
    return "".join([*pieces, text[at:]])


def ends_of_sentences(narration: str) -> list[int]:
    """Where sentences end and the next begin, in order."""
    found = []
    for match in SENTENCE_END.finditer(narration):
        start = match.start()
        word = narration[max(0, start - 12) : start].rpartition(" ")[2] if narration[start] == "." else ""
        if not word or (len(word) > 1 and word.lower() not in ABBREVIATIONS):
            found.append(match.end())
    return found
