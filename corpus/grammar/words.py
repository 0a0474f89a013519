"""A paragraph as words and sentences, each quotation in it standing as one word."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from corpus.grammar.lexicon import (
    ABBREVIATIONS,
    ADVERBS,
    LY_NOUNS,
    NOT_BEFORE_CUE,
    PRONOUNS,
    ROLES,
)
from corpus.grammar.marks import Stretch
from corpus.grammar.sayings import BARE_CUES, CUES, NOUN_CUES

Span = tuple[int, int]  # half-open, in code points of the article's text
Sentence = tuple[int, int]  # half-open, in words of a paragraph
#: Stands for a whole quotation, marks included, among the words around it.
HOLE = "\x01"
# Most words are letters of ASCII between signs that never join words: to try that first takes two thirds of the time.
CONTRACTION = r"['’](?:s|d|ll|ve|re|m)\b"  # behind these a word of its own: he’s, there’s
CONTRACTED = r"(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t|[Ww]e|[Ww]ho|I|[Yy]ou|[Tt]here|[Tt]hat|[Hh]ere|[Ww]hat)"
WORD = re.compile(
    rf"(?=\S)(?:[A-Za-z]{{2,}}+(?:(?=[ ,.])|(?<=s)['’](?= [A-Za-z]))|{CONTRACTED}(?={CONTRACTION})"
    r"|[^\W\d_](?:[^\W\d_]++(?:['’&-][^\W_]++)*+|(?:\.[^\W\d_])+\.|(?:['’&-][^\W_]+)*)"
    rf"|\d(?:[\w,.]*\w)?(?:-[A-Za-z][\w-]*+)?|(?<=[A-Za-z]){CONTRACTION}|[^\w\s])"
)
AND = " & "
MAY_END = frozenset([*".!?…", HOLE])  # a sentence
POSSESSIVE = ("'s", "’s")
POSSESSIVE_ENDINGS = (*POSSESSIVE, "s'", "s’")
# Longer words are cut short, longer sentences cut in pieces: each word and quotation of a sentence is looked at for
# each of its quotations. In Reuters-21578 and PolNeAR the longest word has 50 code points, the longest sentence with a
# quotation 99 words, and the fullest 5 quotations.
LONGEST_WORD, LONGEST_SENTENCE, MOST_QUOTED = 100, 300, 10


@dataclass(slots=True)
class Words:
    """The words of a paragraph, quotations as ``HOLE``: where each begins in the text, and which are holes."""

    words: list[str]
    starts: list[int]
    holes: list[int]

    def start(self, at: int) -> int:
        """Where the word begins in the article's text."""
        return self.starts[at]

    def span(self, first: int, last: int) -> Span:
        """Where the words ``first`` to ``last`` (excluded) stand in the article's text."""
        return self.starts[first], self.starts[last - 1] + len(self.words[last - 1])

    def holes_in(self, first: int, last: int) -> list[int]:
        """Which of the words ``first`` to ``last`` (excluded) stand for quotations."""
        return self.holes[bisect_left(self.holes, first) : bisect_left(self.holes, last)]


def words_of(text: str, start: int, end: int, quoted: list[Stretch], announcing: bool = False) -> Words:
    """The words of ``text[start:end]`` with each stretch as one ``HOLE``; ``announcing``: with another at the end."""
    it = Words([], [], [])
    at = start
    for one in quoted:
        _add_words(it, text, at, one.mark_start)
        _add_hole(it, one.mark_start)
        at = one.mark_end
    _add_words(it, text, at, end)
    if announcing:
        _add_hole(it, end)
    if max(map(len, it.words), default=0) > LONGEST_WORD:
        it.words[:] = [word[:LONGEST_WORD] for word in it.words]
    return it


def _add_words(it: Words, text: str, start: int, end: int) -> None:
    found = list(WORD.finditer(text, start, end))
    words, starts = [match[0] for match in found], [match.start() for match in found]
    if text.find(AND, start, end) >= 0:
        words, starts = _with_firms(words, starts)
    it.words += words
    it.starts += starts


def _with_firms(words: list[str], starts: list[int]) -> tuple[list[str], list[int]]:
    """The words, those of a firm's name as one: *Marks & Spencer*."""
    joined: list[str] = []
    kept: list[int] = []
    for word, start in zip(words, starts, strict=True):
        first = joined[-2] if joined[-1:] == ["&"] and len(joined) > 1 else ""
        is_name = first[:1].isupper() and word[0].isupper() and len(first) < LONGEST_WORD
        if is_name and start == kept[-2] + len(first + AND):
            joined[-2:] = [first + AND + word]
            kept.pop()
        else:
            joined.append(word)
            kept.append(start)
    return joined, kept


def _add_hole(it: Words, start: int) -> None:
    it.holes.append(len(it.words))
    it.words.append(HOLE)
    it.starts.append(start)


def sentences_of(text: str, it: Words, quoted: list[Stretch]) -> list[Sentence]:
    """The sentences; a quotation that ends a sentence ends the one around it too."""
    words, count = it.words, len(it.words)
    found, first, hole = [], 0, 0
    for at in [at for at, word in enumerate(words) if word in MAY_END]:
        word, following = words[at], words[at + 1] if at + 1 < count else ""
        ends = False
        if word != HOLE:
            ends = not _sentence_goes_on(word, words[at - 1] if at else "", following)
            if ends and following and following != HOLE and it.start(at + 1) == it.start(at) + 1:
                ends = False
        else:
            last = _last_sign(text, quoted[hole]) if hole < len(quoted) else ""
            hole += 1
            if last and last in ".!?…" and following:
                ends = following == HOLE or (following[0].isupper() and not _attribution_follows(words, at + 1, last))
        if ends:
            found += _pieces(it, first, at + 1)
            first = at + 1
    return found + _pieces(it, first, count)


def _pieces(it: Words, first: int, end: int) -> list[Sentence]:
    """A sentence, in pieces where it is no news writer's."""
    found = []
    while first < end:
        holes = it.holes_in(first, end) if end - first > MOST_QUOTED else []
        most = holes[MOST_QUOTED] if len(holes) > MOST_QUOTED else end
        found.append((first, min(end, most, first + LONGEST_SENTENCE)))
        first = found[-1][1]
    return found


def _last_sign(text: str, one: Stretch) -> str:
    return text[one.start : one.end].rstrip(" '’‘”\"")[-1:]


def _sentence_goes_on(stop: str, before: str, following: str) -> bool:
    if stop == "." and (before.lower() in ABBREVIATIONS or (len(before) == 1 and before.isalpha())):
        return True
    return bool(following) and (following in ".!?…),;:" or following[0].islower())


def _attribution_follows(words: list[str], at: int, last: str) -> bool:
    """Whether a name and a cue follow a quotation that ends in a full stop or a question mark: "Why?" Smith asked."""
    count, end = len(words), at
    while end < count and end < at + 5 and (words[end][0].isupper() or words[end] == "."):
        end += 1
    if end == at or end >= count or words[end] not in CUES or words[end] in ("called", "calls", "calling"):
        return False
    following, next_but_one = [*words[end + 1 : end + 3], "", ""][:2]
    if last == ".":  # "It is a grave." Smith said, "It is a gift." begins anew
        return following in ("", ".", ",") and next_but_one != HOLE
    return following != "that"


def is_abbreviated(words: list[str], at: int) -> bool:
    """Whether the full stop at ``at`` belongs to the word before it."""
    before = words[at - 1] if at else ""
    followed_by_comma = at + 1 < len(words) and words[at + 1] == ","
    return before.lower() in ABBREVIATIONS or len(before) == 1 or followed_by_comma or before.startswith(("R-", "D-"))


def is_adverb(word: str) -> bool:
    """Whether a word may stand between a subject and its verb without changing who says what."""
    return word.lower() in ADVERBS or (word.endswith("ly") and word[0].islower() and word not in LY_NOUNS)


def is_cue(words: list[str], at: int, first: int) -> bool:
    """Whether the word is a verb of saying here, in a sentence that begins at ``first``."""
    word = words[at]
    if word not in CUES or not word[0].islower():
        return False
    before = words[at - 1] if at > first else ""
    lower = before.lower()
    if lower in NOT_BEFORE_CUE:
        return False
    if word in BARE_CUES:
        return _is_bare_cue(words, at, first)
    if word in NOUN_CUES:
        named = before[:1].isupper() or lower in PRONOUNS or lower in ADVERBS or lower in ROLES
        return bool(before) and (named or before in (")", ","))
    return True


def last_cue(words: list[str], first: int, stop: int) -> int | None:
    """The last verb of saying before ``stop`` in a sentence that begins at ``first``."""
    for at in range(stop - 1, first - 1, -1):
        if words[at] in CUES and is_cue(words, at, first):
            return at
    return None


BEFORE_BARE_CUE = frozenset(
    "to will would can could may might should must did does do i they we you let who n't".split()
)


def _is_bare_cue(words: list[str], at: int, first: int) -> bool:
    before = at - 1
    while before >= first and is_adverb(words[before]):
        before -= 1
    word = words[before].lower() if before >= first else ""
    if words[at] in ("say", "think"):
        return word not in ("the", "a", "their", "his", "her")
    return word in BEFORE_BARE_CUE or word.endswith(("n't", "n’t"))
