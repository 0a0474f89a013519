"""Whether a quotation is anybody's words at all, or scare quotes and titles of works.

A logistic model over named evidence, whose weights are learned with those of ``corpus.quotes.candidates``.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right

from corpus.grammar.lexicon import CALENDAR
from corpus.grammar.marks import Stretch
from corpus.grammar.words import POSSESSIVE
from corpus.people.weights import score, weights_of
from corpus.quotes.candidates import GOVERNORS
from corpus.quotes.patterns import NAMING
from corpus.quotes.quote import Attribution

SHORT = 3  # letters of a word, words of a quotation
LIMITS = (2, 3, 4, 6, 10)  # words of a quotation, and the names of sizes below and from each on
SIZES = ("1", "2", "3", "4", "6", "10")
SIGNS_OF_QUOTATION = "\"“”„'‘’`"
SIGNS_BEFORE_WORDS = SIGNS_OF_QUOTATION + "([—–-"
SAYS_WHAT = GOVERNORS | frozenset(
    ". = BOL ? said titled — - ( so-called word term phrase its some those these no any".split()
)
# What stands right before a name, a title or a word as a word, which are nobody's words.
NAMES_A_THING = (
    "known as", "known as the", "code-named", "codenamed", "nicknamed", "so-called", "entitled", " titled", "the word",
    "the term", "the novel", "the film", "the song", "the album", "the musical", "the author of",
)  # fmt: skip
NICKNAMED = re.compile(r"(?<![\w’'])[A-Z][a-z]+ \Z")  # Petra “Pip” Quill
NAME_GOES_ON = re.compile(r" ([A-Z][\w’'-]+)")
LONGEST_NICKNAME = 20  # code points
LONGEST_LEAD = 20  # code points
FIRST_PERSON = frozenset(["i", "we", "my", "our", "i'm", "you"])
SPEAKING_PRONOUNS = frozenset("he she they it i we who his her that".split())


def confidences(text: str, one: Stretch, attribution: Attribution) -> tuple[float, float]:
    """The probability that a stretch is somebody's speech or writing, and, if it is, that ``attribution`` is right.

    The first is low for scare quotes, titles of works and nicknames.
    """
    if text[max(0, one.mark_start - LONGEST_LEAD) : one.mark_start].lower().rstrip().endswith(NAMES_A_THING):
        return 0.0, 0.0
    if (
        _is_work(text, one)
        or _is_nickname(text, one)
        or _is_programme(text, one)
        or _is_name_given(text, one, attribution)
    ):
        return 0.0, 0.0
    if attribution.cue == "-" and attribution.rule == "label":  # of which the marked articles have too few to learn of
        return LISTED
    evidence = evidence_of_speech(text, one, attribution)
    somebodys = _logistic(score(weights_of("claim"), evidence))
    if attribution.rule == "passive" and attribution.start > one.end:
        return somebodys, AGENT
    return somebodys, _logistic(score(weights_of("whose"), evidence))


def _is_titled(text: str, one: Stretch) -> bool:
    words = text[one.start : one.end].rstrip(",").split()
    titled = 1 < len(words) <= LONGEST_TITLE and all(word[0].isupper() or len(word) <= SHORT for word in words)
    return titled and words[0][0].isupper()


def _is_work(text: str, one: Stretch) -> bool:
    """Whether a stretch is the title of what stands right before it: her second novel “Salt and Iron”."""
    before = text[max(0, one.mark_start - LONGEST_LEAD) : one.mark_start]
    return before.rstrip(" ,").rpartition(" ")[2] in WORKS and _is_titled(text, one)


def _is_programme(text: str, one: Stretch) -> bool:
    """Whether a stretch is what a station or paper has on: CNN’s “State of Play”; on “Salt Hour” on Friday."""
    return _is_titled(text, one) and bool(STATION.search(text, max(0, one.mark_start - 30), one.mark_start))


def _is_name_given(text: str, one: Stretch, attribution: Attribution) -> bool:
    """Whether a stretch is what something is called, and nobody is said to call it so: a show called “Salt Hour”."""
    if not text[one.start].isupper() or text[one.end - 1] in "!?" or attribution.rule == "passive":
        return False
    if NAMING.isdisjoint(text[max(0, one.mark_start - LONGEST_LEAD) : one.mark_start].split()[-3:]):
        return False
    lead = text[max(0, one.mark_start - LONGEST_CLAUSE) : one.mark_start]
    if not (found := GIVEN.search(lead)):
        return False
    return not CALLER.search(lead[: found.start()].rpartition(". ")[2].rpartition("\n")[2])


# A verb of naming right before a quotation, and what would make it that of a relative clause: what he called “a mess”.
GIVEN = re.compile(rf" (?:{'|'.join(sorted(NAMING - {'described', 'hailed'}))})(?: as)?(?: the| an?)? \Z")
CALLER = re.compile(r"\b(?:that|what|whatever|which|who|whom)\b")
LONGEST_CLAUSE = 160  # code points
WORKS = frozenset(
    """
    album anthem ballad blockbuster book cartoon comedy documentary drama essay exhibition film hit memoir movie musical
    novel opera painting play podcast poem sequel series show sitcom soap song thriller tune
""".split()
)
STATION = re.compile(r"\b(?:[A-Z]{2,}|TV|Radio|Times|Post|News)[’']s \Z|\b(?:host|episode|edition) of \Z")
LONGEST_TITLE = 5  # words
# That an agent behind a quotation is who says it: called “…” by Smith. The marked articles have too few to learn of.
AGENT = 0.9
LISTED = (0.9, 0.9)  # who is listed with what they say between dashes: including Ada Quill — “It is a pity” —


def _is_nickname(text: str, one: Stretch) -> bool:
    """Whether a stretch stands within a name: Petra “Pip” Quill; not: called Quill “Pip” Tuesday."""
    behind = NAME_GOES_ON.match(text, one.mark_end)
    short = one.end - one.start <= LONGEST_NICKNAME and text[one.start].isupper()
    named = short and behind and behind[1].lower() not in CALENDAR
    return bool(named and NICKNAMED.search(text, max(0, one.mark_start - 30), one.mark_start))


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-value))


def evidence_of_speech(text: str, one: Stretch, attribution: Attribution) -> list[str]:
    """What tells speech from scare quotes and titles: names of observations, to be weighted."""
    start, end = one.start, one.end
    content = text[start:end]
    words = content.split()
    count = len(words)
    size = SIZES[bisect_right(LIMITS, count)]
    long = [word[0] for word in words if len(word) > SHORT]
    title = int("".join(long).isupper())
    tail = content.rstrip(" '’‘”\"")[-1:]
    tail = tail if tail and tail in ",.?!" else "x"
    capital = int(content[:1].isupper())
    rule, before = attribution.rule, _word_before(text, start)
    names = [
        "r=" + rule, "L=" + size, "rL=" + rule + size, f"t={title}", f"rt={rule}{title}",
        "p=" + before, f"pL={before}{'s' if count <= SHORT else 'l'}", "tail=" + tail, "rtail=" + rule + tail,
        "nx=" + _sign_behind(text, end), f"cap={capital}", f"capL={capital}{size}",
        "cue=" + (attribution.cue or "none"), "sp=" + _kind_of_speaker(text, attribution),
    ]  # fmt: skip
    away = _distance(one, attribution)
    names += ["d=" + away, "dr=" + rule + away, f"head={int(text.find(chr(10), 0, start) < 0)}{size}"]
    if not FIRST_PERSON.isdisjoint([word.lower() for word in words[:6]]):
        names.append("first")
    if attribution.certainty < 1:
        names.append(f"m={min(5, int(attribution.certainty * 6))}")
    return names


def _word_before(text: str, start: int) -> str:
    before = text[max(0, start - 26) : start].rstrip(SIGNS_OF_QUOTATION)
    if before.endswith("\n"):
        return "BOL"
    before = before.rstrip()
    if not before:
        return "BOS"
    word = before.split()[-1].lstrip(SIGNS_BEFORE_WORDS) if before[-1].isalpha() else before[-1]
    if word.endswith(POSSESSIVE):
        return "'s"
    return word.lower() if word.lower() in SAYS_WHAT else "CAP" if word[:1].isupper() else "w"


def _sign_behind(text: str, end: int) -> str:
    sign = text[end : end + 3].strip("\"”'’ \n")[:1]
    if sign.isupper():
        return "A"
    if sign.islower():
        return "a"
    return sign if not sign or sign in ",.)" else "o"


def _distance(one: Stretch, attribution: Attribution) -> str:
    """How far a speaker stands before ("L") or behind ("R") a quotation, by its logarithm."""
    behind = attribution.start >= one.end
    away = attribution.start - one.end if behind else max(one.start - attribution.end, 0)
    return f"{'R' if behind else 'L'}{min(9, (away // 8 + 1).bit_length())}"


def _kind_of_speaker(text: str, attribution: Attribution) -> str:
    speaker = text[attribution.start : attribution.end]
    return speaker.lower() if speaker.lower() in SPEAKING_PRONOUNS else "cap" if speaker[:1].isupper() else "low"
