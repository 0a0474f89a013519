"""Learn the weights of ``corpus/ranking.py`` from articles in which people marked who says what.

    python -m bench.learn_quotes DATA_DIR [--hold-out] [--write]

DATA_DIR holds text/*.txt and attributions/*.ann (PolNeAR's form). ``--hold-out`` leaves every fifth article out and
prints what the weights reach on those; ``--write`` replaces corpus/weights.json. Takes a minute.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bench.scorer import as_scored, extract_all, held_out, load_scorer, parser
from corpus import Quote, attribution, quotes, ranking
from corpus.attribution import Mention, Paragraph, attribute
from corpus.people import People
from corpus.words import Words

Floats = Any  # npt.NDArray[np.float64]
SMALLEST = 0.01  # weights nearer to 0 are left out of the file
LEAST = 15  # times that a piece of evidence must be seen to be weighted
SHRINK_SPEAKER, SHRINK_CLAIM = 0.002, 1.0  # of sum-of-squares penalties, chosen by four-fold cross-validation
WEIGHTS = Path(ranking.__file__).with_name("weights.json")


def main() -> None:
    """Learn, print scores, and write the weights if asked."""
    arguments = parser(__doc__.partition("\n")[0])
    arguments.add_argument("--hold-out", action="store_true", help="learn without every fifth article")
    arguments.add_argument("--write", action="store_true", help="replace corpus/weights.json")
    options = arguments.parse_args()
    scorer = load_scorer(options.scorer)
    articles = scorer.load(options.folder)
    held = held_out(articles) if options.hold_out else {}
    training = {name: article for name, article in articles.items() if name not in held}
    weights: dict[str, dict[str, float]] = {"speaker": {}, "claim": {}}
    ranking._weights = lambda: weights  # type: ignore[assignment]  # the models in training
    weights["speaker"] = _learn_speaker(training, scorer)
    weights["claim"] = _learn_claim(training, scorer)
    for title, part in (("training", training), ("held out", held)):
        system, _ = extract_all(part, quotes.extract) if part else ({}, 0)
        for words in (1, 5) if part else ():
            result = scorer.evaluate(part, system, None, words)
            print(f"{title}, {words} words and more: F1 {result['end_to_end']['f1']:.4f}")
    if options.write:
        rounded = {
            table: {name: round(w, 3) for name, w in sorted(ws.items()) if abs(w) >= SMALLEST}
            for table, ws in weights.items()
        }
        WEIGHTS.write_text(json.dumps(rounded, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
        print(f"wrote {sum(map(len, rounded.values()))} weights to {WEIGHTS}")


def _learn_speaker(articles: dict[str, Any], scorer: Any) -> dict[str, float]:
    """Softmax regression over the candidates of each sentence."""
    cases = [case for text, gold in articles.values() for case in _ranked_cases(text, gold, scorer)]
    vocabulary = _vocabulary(names for evidence, _ in cases for names in evidence)
    rows: list[int] = []
    columns: list[int] = []
    groups: list[int] = []
    right: list[bool] = []
    for case, (evidence, labels) in enumerate(cases):
        for names, is_right in zip(evidence, labels, strict=True):
            known = [vocabulary[name] for name in names if name in vocabulary]
            rows += [len(right)] * len(known)
            columns += known
            groups.append(case)
            right.append(is_right)
    row, column, group, label = (np.array(values) for values in (rows, columns, groups, right))

    def gradient(weights: Floats) -> Floats:
        scores = np.bincount(row, weights[column], minlength=len(label))
        top = np.full(len(cases), -np.inf)
        np.maximum.at(top, group, scores)
        exponential = np.exp(scores - top[group])
        everything = exponential / np.bincount(group, exponential)[group]
        rightly = exponential * label
        difference = everything - rightly / np.bincount(group, rightly)[group]
        return np.bincount(column, difference[row], minlength=len(vocabulary)) / len(cases) + SHRINK_SPEAKER * weights

    return dict(zip(vocabulary, _descend(gradient, len(vocabulary)), strict=True))


def _ranked_cases(text: str, gold: list[Any], scorer: Any) -> Iterator[tuple[list[list[str]], list[bool]]]:
    """The evidence for each candidate of the sentences that are ranked, and which of them are right."""
    cases: list[tuple[list[list[str]], list[tuple[int, int]], Any]] = []
    original = attribution._ranked

    def recording(
        context: Any, it: Words, sentence: Any, hole: int, rule: Mention | None, spoken: str
    ) -> Mention | None:
        found = ranking.candidates(context, it.words, sentence[0], hole)
        evidence = ranking.evidence_for(context, it, sentence, hole, found, rule, spoken)
        cases.append((evidence, [it.span(first, end) for first, end, _ in found], it.start(hole)))
        return rule

    attribution._ranked = recording
    try:
        paragraphs = quotes._paragraphs(text)
        list(attribute(text, paragraphs, People(text, paragraphs).words))
    finally:
        attribution._ranked = original
    for evidence, spans, start in cases:
        one = next((g for g in gold if g["start"] - 3 <= start <= g["end"]), None)
        if one and one["source"]:
            claims = [{"speaker": text[a:b], "speaker_start": a, "speaker_end": b} for a, b in spans]
            labels = [scorer.speaker_right(text, one, claim) for claim in claims]
            if any(labels):
                yield evidence, labels


def _learn_claim(articles: dict[str, Any], scorer: Any) -> dict[str, float]:
    """Logistic regression: is the speaker that the rules and the ranking give right?"""
    cases: list[tuple[list[str], bool]] = []
    for text, gold in articles.values():
        paragraphs: list[Paragraph] = quotes._paragraphs(text)
        mentions = attribute(text, paragraphs, People(text, paragraphs).words)
        pairs = [(one, next(mentions)) for paragraph in paragraphs for one in paragraph.quoted]
        claims = as_scored([Quote(one.start, one.end, "direct", *_speaker(text, m)) for one, m in pairs])
        found, _ = scorer.match(scorer.mask_tags(text), gold, claims)
        for at, (one, mention) in enumerate(pairs):
            matched = [gold[index] for index, claim in found.items() if claim == at]
            if mention and not (matched and not any(g["source"] for g in matched)):
                right = any(g["source"] and scorer.speaker_right(text, g, claims[at]) for g in matched)
                cases.append((ranking.evidence_of_speech(text, one.start, one.end, mention), right))
    vocabulary = _vocabulary(names for names, _ in cases)
    rows, columns = [], []
    for number, (names, _) in enumerate(cases):
        known = [vocabulary[name] for name in names if name in vocabulary]
        rows += [number] * len(known)
        columns += known
    row, column = np.array(rows), np.array(columns)
    label = np.array([right for _, right in cases], dtype=float)

    def gradient(weights: Floats) -> Floats:
        probability = 1 / (1 + np.exp(-np.bincount(row, weights[column], minlength=len(label))))
        slope = np.bincount(column, (probability - label)[row], minlength=len(vocabulary))
        return (slope + SHRINK_CLAIM * weights) / len(label)

    return dict(zip(vocabulary, _descend(gradient, len(vocabulary)), strict=True))


def _speaker(text: str, mention: Mention | None) -> tuple[str, int | None, int | None]:
    return (text[mention.start : mention.end], mention.start, mention.end) if mention else ("", None, None)


def _vocabulary(every: Iterator[list[str]]) -> dict[str, int]:
    counts = Counter(name for names in every for name in names)
    return {name: number for number, name in enumerate(sorted(name for name, n in counts.items() if n >= LEAST))}


def _descend(gradient: Any, size: int, steps: int = 400) -> Sequence[float]:
    """Adam (Kingma and Ba, 2015) with its usual constants; deterministic."""
    weights, mean, square = np.zeros(size), np.zeros(size), np.zeros(size)
    for step in range(1, steps + 1):
        slope = gradient(weights)
        mean = 0.9 * mean + 0.1 * slope
        square = 0.999 * square + 0.001 * slope**2
        weights -= 0.05 * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-9)
    return [float(weight) for weight in weights]


if __name__ == "__main__":
    main()
