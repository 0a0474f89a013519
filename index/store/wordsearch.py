"""Words found in stored texts by their codes (``index.store.wordcodes``), without decoding what stands around them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import NamedTuple

import numpy as np

from index.arrays.jit import kernel
from index.arrays.types import Int32s, Int64s, Integer, Mask, Truth, UInt8s
from index.fields import EXACT
from index.store.wordcodes import Runs, run_at
from index.text.analysis import fold
from index.text.stemming import stem_of

NOT_ASCII, CONTINUED, CONTINUES = 128, 0xC0, 0x80  # bytes of UTF-8
TATWEEL = 0xD9, 0x80  # what words begin with that may have no form: an Arabic letter that only draws out a word
ROOM, ROW = 64, 7  # words found in an article, usually; what ``_find`` says of each
NUMBER = 4  # the place of a word's number in that
MOST_FOUND = 10_000  # times that a word is marked in an article: 150,000 took 1.5 s of each page that showed it
PASS = "surrogatepass"
LINE_BREAK = ord("\n")
NOT_LISTED = ""  # the group of words that begin with another letter than ASCII's


class Word(NamedTuple):
    """A word, with its stem, which is known if it is ``wanted``."""

    form: str
    stem: str
    wanted: bool


class Found(NamedTuple):
    """A token of a text: which of all its tokens it is, from 0, its form and stem, and where it stands, half-open, in
    code points."""

    position: int
    form: str
    stem: str
    start: int
    end: int


class Sought(NamedTuple):
    """What is looked for: which runs of a dictionary, bool[runs], what these are, by number, and what words begin with
    that are in none, bool[256]."""

    runs: Mask
    words: dict[int, Word]
    leads: Mask


class WordSearch:
    """Finds words in records that are in the codes of one dictionary. Safe for threads."""

    def __init__(self, runs: Runs) -> None:
        self._runs = runs
        self._groups: dict[str, dict[str, list[tuple[int, Word]]]] = {}

    def sought(self, terms: Iterable[str], letters: Iterable[str]) -> Sought:
        """Words with one of ``terms``, stems or ``EXACT`` and a form, which begin with one of ``letters``, folded."""
        plain = [letter for letter in letters if letter.isascii()]
        groups = [self._group(letter) for letter in (*plain, NOT_LISTED)]
        words = dict(known for term in terms for group in groups for known in group.get(term, ()))
        runs, leads = np.zeros(len(self._runs.starts), np.bool_), np.zeros(256, np.bool_)
        runs[[*words]] = True
        leads[NOT_ASCII:] = True
        leads[[ord(case) for letter in plain for case in (letter, letter.upper())]] = True
        return Sought(runs, words, leads)

    def find(self, codes: UInt8s, lines: int, sought: Sought, read: Callable[[str], Word]) -> list[list[Found]]:
        """What is found in each of the first ``lines`` lines of a record, of each word no more than the first
        ``MOST_FOUND``; ``read`` says what a word is that is not in the dictionary. Raises ``ValueError`` where these
        are not the codes of a record."""
        arrays = *self._runs[1:], *self._measures, sought.runs, sought.leads
        rows = np.empty((ROOM, ROW), np.int32)
        count = _find(codes, *arrays, lines, rows)
        if count > ROOM:
            rows = np.empty((count, ROW), np.int32)
            _find(codes, *arrays, lines, rows)
            rows = rows if count <= MOST_FOUND else _thinned(rows)
        if count < 0:
            raise ValueError("these are not the codes of a record")
        found: list[list[Found]] = [[] for _ in range(lines)]
        before, without_form = -1, 0
        for line, position, start, end, number, first, last in rows[:count].tolist():
            if line != before:
                before, without_form = line, 0
            word = sought.words[number] if number >= 0 else read(codes[first:last].tobytes().decode("utf-8", PASS))
            without_form += not word.form
            if word.wanted:
                found[line].append(Found(position - without_form, word.form, word.stem, start, end))
        return found

    @cached_property
    def _measures(self) -> tuple[Int32s, Int32s, Int32s, Mask]:
        """Of each run: its code points, its line breaks, and the code points behind the last of these, int32; whether
        it is a word with a form, bool."""
        data, starts, ends, is_word = self._runs
        points = np.append(0, np.cumsum((data & CONTINUED) != CONTINUES))
        breaks = np.append(0, np.cumsum(data == LINE_BREAK))
        last = np.append(0, np.maximum.accumulate(np.where(data == LINE_BREAK, np.arange(1, len(data) + 1), 0)))
        counts = (points[ends] - points[starts], breaks[ends] - breaks[starts])
        tails = points[ends] - points[np.maximum(last[ends], starts)]
        formed = is_word.copy()
        for number in np.flatnonzero(is_word & (ends - starts > 1)).tolist():
            if tuple(data[starts[number] : starts[number] + 2].tolist()) == TATWEEL:
                formed[number] = bool(fold(self._spelt(number)))
        return counts[0].astype(np.int32), counts[1].astype(np.int32), tails.astype(np.int32), formed

    def _group(self, letter: str) -> dict[str, list[tuple[int, Word]]]:
        """The words of the dictionary that begin with a letter, small or large, by their terms, with their numbers."""
        if letter not in self._groups:
            data, starts, _, is_word = self._runs
            leads = data[np.minimum(starts, len(data) - 1)] if len(data) else np.zeros(0, np.uint8)
            cases = [ord(case) for case in (letter, letter.upper()) if case]
            of_group = np.isin(leads, cases) if letter else leads >= NOT_ASCII
            found: dict[str, list[tuple[int, Word]]] = defaultdict(list)
            for number in np.flatnonzero(of_group & is_word).tolist():
                form = fold(self._spelt(number))
                if form:
                    word = Word(form, stem_of(form), True)
                    found[word.stem].append((number, word))
                    found[EXACT + form].append((number, word))
            self._groups[letter] = dict(found)
        return self._groups[letter]

    def _spelt(self, number: int) -> str:
        data, starts, ends, _ = self._runs
        return data[starts[number] : ends[number]].tobytes().decode("utf-8", PASS)


def _thinned(rows: Int32s) -> Int32s:
    """Of each word the first rows."""
    kept, numbers = np.ones(len(rows), np.bool_), rows[:, NUMBER]
    for number, count in zip(*np.unique(numbers, return_counts=True), strict=True):
        if count > MOST_FOUND:
            kept[np.flatnonzero(numbers == number)[MOST_FOUND:]] = False
    return rows[kept]


@kernel
def _find(  # noqa: PLR0913, PLR0917 - a kernel takes its arrays one by one
    codes: UInt8s, starts: Int64s, ends: Int64s, is_word: Mask, points: Int32s, breaks: Int32s,
    tails: Int32s, formed: Mask, sought: Mask, leads: Mask, lines: Integer, rows: Int32s,
) -> Integer:  # fmt: skip
    """Fill ``rows``, as far as there are any, with what is sought in the first ``lines`` lines: line, position, start,
    end; number of the run, or -1 and where it begins and ends in ``codes``. How many there are; -1 where the codes are
    not whole."""
    at: Integer
    line: Integer
    position: Integer
    point: Integer
    after_word: Truth
    at, count, line, position, point, after_word = 0, 0, 0, 0, 0, False
    while at < len(codes) and line < lines:
        number, word, begin, end, at = run_at(codes, at, starts, ends, is_word)
        if at > len(codes):
            return -1
        size: Integer
        broken: Integer
        tail: Integer
        is_sought: Truth
        has_form: Truth
        size, broken, tail, is_sought, has_form = 0, 0, 0, False, word
        if number >= 0:
            size, broken, tail = points[number], breaks[number], tails[number]
            is_sought, has_form = sought[number], formed[number]
        else:
            for n in range(begin, end):
                size += (codes[n] & CONTINUED) != CONTINUES
                tail += (codes[n] & CONTINUED) != CONTINUES
                if codes[n] == LINE_BREAK:
                    broken, tail = broken + 1, 0
            is_sought = word and begin < end and leads[codes[begin]]
        if word:
            point += after_word  # the space that is left out
            if is_sought:
                if count < len(rows):
                    row = rows[count]
                    row[0], row[1], row[2], row[3] = line, position, point, point + size
                    row[4], row[5], row[6] = number, begin, end
                count += 1
            position += has_form
            point += size
        elif broken:
            line, position, point = line + broken, 0, tail
        else:
            point += size
        after_word = word
    return count
