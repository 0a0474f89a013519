"""Indirect speech in articles in which people marked who says what: scores, and what the weights are learned from.

``python -m bench.quotes DATA_DIR`` prints the scores of what ships, ``python -m bench.learn_quotes DATA_DIR --folds 5``
those of weights that other articles taught.

People marked attributions of every kind: beliefs, plans and attitudes too. Those that are to be found are *judged*:
they have a source; their cue is a verb of saying (with auxiliaries and adverbs) or "according to"; at least three of
their words, "that" aside, stand outside quotation marks. A claim that is some other attribution of its speaker is not
held against it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NamedTuple

from bench.fitting import fit_logistic
from corpus.grammar.lexicon import AUXILIARIES
from corpus.grammar.phrases import Context
from corpus.grammar.sayings import STATING
from corpus.grammar.words import is_adverb
from corpus.people.paragraphs import marked_paragraphs
from corpus.people.people import People
from corpus.people.weights import Weights
from corpus.quotes.statements import statements_in

Span = tuple[int, int]
WORD = re.compile(r"[\w’'-]+")
FEWEST_WORDS = 3
IN_A_CUE = frozenset(["in", "a", "statement", "to", "that"])  # said in a statement that
LEAST, SHRINK = 6, 1.0  # as for quotes


class Marked(NamedTuple):
    """An attribution as people marked it, in stretches of the text; ``judged``: indirect speech that is to be found."""

    content: list[Span]
    source: list[Span]
    judged: bool


def load_marked(folder: Path, articles: dict[str, Any], scorer: Any) -> dict[str, list[Marked]]:
    """All attributions of each article; of several annotators, of the one whose file name sorts first."""
    found = {}
    for name, (text, _) in articles.items():
        file = min(
            path
            for path in (folder / "attributions").iterdir()
            if re.fullmatch(re.escape(name) + "_.{4}.ann", path.name)
        )
        quoted = [(start, end) for start, end, _ in scorer.quoted_stretches(scorer.mask_tags(text))]
        found[name] = [_marked(text, one, quoted) for one in scorer.read_ann(str(file), text) if one["content"]]
    return found


def _marked(text: str, one: dict[str, list[Span]], quoted: list[Span]) -> Marked:
    outside = [part for part in one["content"] if _words_outside(text, part, quoted) >= FEWEST_WORDS]
    cue = [word.lower() for start, end in one["cue"] for word in WORD.findall(text[start:end])]
    says = not STATING.isdisjoint(cue) and all(map(_may_be_in_cue, cue))
    judged = bool(one["source"] and outside and (says or "according" in cue))
    return Marked(outside or one["content"], sorted(one["source"]), judged)


def _may_be_in_cue(word: str) -> bool:
    return word in STATING or word in AUXILIARIES or word in IN_A_CUE or is_adverb(word)


def _words_outside(text: str, part: Span, quoted: list[Span]) -> int:
    starts = (part[0] + word.start() for word in WORD.finditer(text[slice(*part)]) if word[0] != "that")
    return sum(not any(low <= start < high for low, high in quoted) for start in starts)


def matched(marked: list[Marked], claims: list[dict[str, Any]], of_both: bool) -> dict[int, int]:
    """By the number of an attribution that is found, that of the claim which finds it: they share at least half of the
    shorter of them, or half of each."""
    found = {}
    for number, one in enumerate(marked):
        best: tuple[int, int] | None = None
        size = sum(end - start for start, end in one.content)
        for claim, it in enumerate(claims):
            own = it["end"] - it["start"]
            shared = sum(max(0, min(end, it["end"]) - max(start, it["start"])) for start, end in one.content)
            if shared * 2 >= (max(size, own) if of_both else min(size, own)):
                best = max(best or (-own, -claim), (shared * 2 - own, -claim))
        if best:
            found[number] = -best[1]
    return found


class Score(NamedTuple):
    """How many judged statements were found with their speaker, and how many claims are right; F1 of both."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        return 2 * self.precision * self.recall / max(self.precision + self.recall, 1e-9)


def score(
    articles: dict[str, Any],
    marked: dict[str, list[Marked]],
    system: dict[str, Any],
    scorer: Any,
    of_both: bool = False,
    least_words: int = 1,
) -> Score:
    """How well ``system`` finds the statements of the articles; of ``least_words`` and more on either side."""
    judged = right = claimed = right_claims = 0
    for name, claims in system.items():
        text = articles[name][0]
        long = [claim for claim in claims if len(text[claim["start"] : claim["end"]].split()) >= least_words]
        hits, excused = _right(text, marked[name], long, scorer, of_both)
        sought = [n for n, one in enumerate(marked[name]) if one.judged and _size(text, one) >= least_words]
        judged += len(sought)
        right += sum(n in hits for n in sought)
        right_claims += len(set(hits.values()))
        claimed += len(long) - len(excused)
    return Score(right_claims / max(claimed, 1), right / max(judged, 1))


def _size(text: str, one: Marked) -> int:
    return sum(len(text[start:end].split()) for start, end in one.content)


def _right(
    text: str, marked: list[Marked], claims: list[dict[str, Any]], scorer: Any, of_both: bool
) -> tuple[dict[int, int], set[int]]:
    """Which attributions are found with their speaker, by which claims; claims of which people marked no speaker."""
    found = matched(marked, claims, of_both)
    right = {
        number: claim
        for number, claim in found.items()
        if marked[number].source and scorer.speaker_right(text, {"source": marked[number].source}, claims[claim])
    }
    unsourced = {claim for number, claim in found.items() if not marked[number].source}
    return right, unsourced - set(right.values())


def print_statements(
    articles: dict[str, Any], marked: dict[str, list[Marked]], system: dict[str, Any], scorer: Any
) -> None:
    """Print how well statements are found with their speakers."""
    for title, of_both, words in (
        ("sharing half of the shorter span", False, 1), ("of these, 5 words and more", False, 5),
        ("sharing half of each span", True, 1),
    ):  # fmt: skip
        it = score(articles, marked, system, scorer, of_both, words)
        print(f"statements, {title}: F1 {it.f1:.3f} (precision {it.precision:.3f}, recall {it.recall:.3f})")


def learn_statements(
    articles: dict[str, Any], marked: dict[str, list[Marked]], scorer: Any, without: frozenset[str] = frozenset()
) -> tuple[Weights, Weights]:
    """Two logistic regressions: is what a frame introduces an attribution of anybody; and if it is, is the speaker
    right?"""
    somebodys: list[tuple[list[str], bool]] = []
    whose: list[tuple[list[str], bool]] = []
    for name, (text, _) in articles.items():
        paragraphs = marked_paragraphs(text)
        context = Context(text, People(text, paragraphs).words)
        claims = []
        for number, paragraph in enumerate(paragraphs):
            context.headline = not number
            for one in statements_in(context, paragraph):
                speaker = {
                    "speaker": text[slice(*one.speaker)],
                    "speaker_start": one.speaker[0],
                    "speaker_end": one.speaker[1],
                }
                claims.append({"start": one.start, "end": one.end, **speaker, "evidence": one.evidence})
        found = set(matched(marked[name], claims, of_both=True).values())
        right, unsourced = _right(text, marked[name], claims, scorer, of_both=False)
        for number, claim in enumerate(claims):
            somebodys.append((claim["evidence"], number in found))
            if number in found and number not in unsourced:
                whose.append((claim["evidence"], number in set(right.values())))
    return fit_logistic(somebodys, LEAST, SHRINK, without), fit_logistic(whose, LEAST, SHRINK, without)
