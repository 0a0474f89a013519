"""Which noun phrase of a sentence speaks, where no rule is sure: the candidates are weighed.

A softmax over named evidence. The weights (``weights.json``) were learned by ``bench/learn_quotes.py`` from news
articles in which people marked who says what; ``bench/quotes.py`` scores them.
"""

from __future__ import annotations

import math
from functools import cache

from corpus.grammar.lexicon import (
    ADVERBS,
    AUXILIARIES,
    CALENDAR,
    DETERMINERS,
    OBJECT_PRONOUNS,
    POSSESSIVE_PRONOUNS,
    PREPOSITIONS,
    ROLES,
    STOPPERS,
    SUBORDINATORS,
    TIMES,
    TITLES,
)
from corpus.grammar.phrases import Context, phrase_end
from corpus.grammar.sayings import BARE_CUES, CUES, SAYING
from corpus.grammar.words import HOLE, POSSESSIVE, Sentence, Span, Words, last_cue
from corpus.people.weights import score, weights_of
from corpus.quotes.quote import Attribution

Candidate = tuple[int, int, str]  # first word, last word (excluded), kind
SUBJECT_PRONOUNS = {"he": "sub", "she": "sub", "who": "who", "it": "it", "i": "I", "we": "I", "they": "they"}
GOVERNORS = frozenset(
    "a an the that to of is was are be as for and called : , with in by what it him her them his their about on "
    "from like at into has have than".split()
)
PUNCTUATION = {",": "COMMA", ".": "STOP", ";": "STOP", ":": "COLON", "(": "PAR", ")": "PAR", "—": "DASH", "–": "DASH",
               "-": "DASH"}  # fmt: skip
CONJUNCTIONS = frozenset("but while as when because if although though since after before where".split())


def likeliest(
    context: Context, it: Words, sentence: Sentence, hole: int, pick: Attribution | None, spoken: str
) -> tuple[Span, float] | None:
    """The likeliest speaker of the quotation at ``hole`` among the phrases of its sentence, and its probability."""
    found = candidates(context, it.words, sentence[0], hole)
    if not found:
        return None
    weights = weights_of("speaker")
    evidence = evidence_of_candidates(context, it, sentence, hole, found, pick, spoken)
    scores = [score(weights, each) for each in evidence]
    top = max(scores)
    first, end, _ = found[scores.index(top)]
    return it.span(first, end), 1 / sum([math.exp(one - top) for one in scores])


def candidates(context: Context, words: list[str], first: int, stop: int) -> list[Candidate]:
    """The pronouns and noun phrases of a sentence, in order, none within another."""
    found: list[Candidate] = []
    at = first
    while at < stop:
        word = words[at]
        lower = word.lower()
        end = at + 1
        if lower in SUBJECT_PRONOUNS or lower in POSSESSIVE_PRONOUNS:
            found.append((at, end, SUBJECT_PRONOUNS.get(lower, "poss")))
        elif not _cannot_begin(word, lower):
            end = max(phrase_end(context, words, at, stop), at + 1)
            kind = _kind_of_phrase(words, at, end, lower)
            if not (kind == "low" and end == at + 1 and word.endswith(("ed", "ing", "ly"))):
                found.append((at, end, kind))
        at = end
    return found


NEVER_FIRST = CALENDAR | STOPPERS | AUXILIARIES | ADVERBS | CUES | OBJECT_PRONOUNS
NEVER_FIRST_IN_CAPITALS = CALENDAR | ((SUBORDINATORS | STOPPERS | ADVERBS) - DETERMINERS)


def _cannot_begin(word: str, lower: str) -> bool:
    initial = word[0]
    return not initial.isalnum() or lower in (NEVER_FIRST if initial.islower() else NEVER_FIRST_IN_CAPITALS)


def _kind_of_phrase(words: list[str], at: int, end: int, lower: str) -> str:
    last = words[end - 1]
    if last.lower() in TIMES:
        kind = "time"
    elif lower in DETERMINERS:
        kind = "det"
    else:
        kind = "cap" if any(word[0].isupper() for word in words[at:end]) else "low"
    return kind + "'s" if last.endswith(POSSESSIVE) else kind


@cache
def word_class(word: str) -> str:  # noqa: PLR0911, PLR0912 - a table
    """The class of a word, by what it tells of its neighbours."""
    lower, small = word.lower(), word[0].islower()
    if word == HOLE:
        return "Q"
    if not word[0].isalnum():
        return PUNCTUATION.get(word, "P")
    if lower in AUXILIARIES:
        return "AUX"
    if small and word in CUES:
        return "CUEB" if word in BARE_CUES else "CUE"
    if lower in ("that", "which"):
        return "that"
    if lower in ("who", "whom", "whose"):
        return "who"
    if lower in ("and", "or"):
        return "and"
    if lower in CONJUNCTIONS:
        return "conj"
    if lower in ("to", "by", "of", "with"):
        return lower
    if lower in PREPOSITIONS:
        return "PREP"
    if lower in ADVERBS or (small and lower.endswith("ly")):
        return "ADV"
    if lower in DETERMINERS or lower in POSSESSIVE_PRONOUNS:
        return "DET"
    if word[0].isupper():
        return "CAP"
    if word[0].isdigit():
        return "NUM"
    return next((ending for ending in ("ed", "ing", "s") if lower.endswith(ending)), "w")


def evidence_of_candidates(
    context: Context,
    it: Words,
    sentence: Sentence,
    hole: int,
    found: list[Candidate],
    pick: Attribution | None,
    spoken: str,
) -> list[list[str]]:
    """What speaks for each candidate before the quotation at ``hole``: names of observations, to be weighted."""
    words = it.words
    first, stop = sentence
    cue = last_cue(words, first, hole)
    saying = cue
    while saying is not None and words[saying] not in SAYING:
        saying = last_cue(words, first, saying)
    left_of_cue = 0 if cue is None else sum([end <= cue for _, end, _ in found])
    left_of_saying = 0 if saying is None else sum([end <= saying for _, end, _ in found])
    governor = _governor(words, first, hole)
    every = []
    for number, (at, end, kind) in enumerate(found):
        follows = word_class(words[end]) if end < stop else "EOS"
        precedes = word_class(words[at - 1]) if at > first else "BOS"
        nearer = len(found) - 1 - number
        names = [
            "k=" + kind, "n=" + follows, "p=" + precedes, "pn=" + precedes + follows,
            f"rev={min(nearer, 4)}", f"pos={min(number, 3)}", f"gov_{governor}_{min(nearer, 2)}",
        ]  # fmt: skip
        if cue is not None and end <= cue:
            between = left_of_cue - 1 - number
            form = "ing" if words[cue].endswith("ing") else "fin"
            names += [f"cueleft={min(between, 3)}", f"cue={form}{min(between, 2)}"]
        elif cue is not None:
            names.append("cueright")
        if saying is not None and end <= saying:
            names.append(f"strong={min(left_of_saying - 1 - number, 3)}")
        elif saying is not None:
            names += ["strongright", "strongright_" + kind]
        names += _of_phrase(context, words, at, end)
        if pick and it.start(at) < pick.end and pick.start < it.span(at, end)[1]:
            names += ["pick", "pick_" + pick.rule, "pick_" + kind]
        if spoken and kind != "poss" and words[end - 1].rstrip(".").removesuffix("'s").removesuffix("’s") == spoken:
            names.append("lastspk")
        every.append(names)
    return every


def _of_phrase(context: Context, words: list[str], at: int, end: int) -> list[str]:
    capitals = sum([word[0].isupper() for word in words[at:end]])
    names = [f"ncap={min(capitals, 3)}"]
    last, lower = words[end - 1], words[at].lower()
    if lower in TITLES or lower in ROLES:
        names.append("title")
    if last in ROLES:
        names.append("rolehead")
    if last in context.spoke:
        names.append("spoke")
    if last in context.names:
        names.append("name")
    return names


def _governor(words: list[str], first: int, hole: int) -> str:
    """The word that the quotation hangs on, or its class."""
    at = hole - 1
    while at > first and words[at] in "\"'“”‘’`(":
        at -= 1
    if at < first:
        return "BOS"
    if words[at][0].isupper():
        return "CAP"
    return words[at].lower() if words[at].lower() in GOVERNORS else word_class(words[at])
