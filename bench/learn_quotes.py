"""Learn the weights of ``corpus/quotes/candidates.py`` from articles in which people marked who says what.

    python -m bench.learn_quotes DATA_DIR [--folds N [--nested]] [--write]

DATA_DIR holds text/*.txt and attributions/*.ann (PolNeAR's form). ``--folds`` prints what weights reach on articles
that did not teach them: each of N parts is scored with weights learned from the others, and with ``--nested`` with
evidence chosen by folds of these; then how many quotes of each confidence are right. ``--write`` learns from all and
replaces corpus/people/weights.json. Whom pronouns mean is read from bench/pronouns.json. Five folds take half a minute,
nested ones six minutes.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bench.scorer import (
    Persons,
    as_scored,
    extract_all,
    load_persons,
    load_scorer,
    parser,
    print_reliability,
    print_scores,
)
from corpus import Quote
from corpus.grammar.words import Words
from corpus.people import antecedents
from corpus.people import weights as learned
from corpus.people.antecedents import of_gender
from corpus.people.paragraphs import marked_paragraphs
from corpus.people.people import GENDER_OF_PRONOUN, People
from corpus.people.weights import Model, Weights
from corpus.quotes import attribution, candidates, extract, speech
from corpus.quotes.attribution import attribute
from corpus.quotes.quote import Attribution

Floats = Any  # npt.NDArray[np.float64]
SMALLEST = 0.01  # weights nearer to 0 are left out of the file
Case = tuple[list[list[str]], list[bool]]  # the evidence for each candidate, and which of them are right
Tables = dict[Model, Weights]
# Evidence, by the letters its names begin with, that may be left out: nothing, or what was added last.
LEFT_OUT = [frozenset[str](), frozenset(["d", "dr"]), frozenset(["head"]), frozenset(["leads", "s", "sf"])]
INNER_FOLDS = 3
_left_out: frozenset[str] = frozenset()
LEAST, LEAST_CLAIM, LEAST_ANTECEDENT = 15, 6, 8  # times that a piece of evidence must be seen to be weighted
# Of sum-of-squares penalties: the first two chosen by four-fold cross-validation; of the third, 0.003, 0.006 and 0.01
# resolved 641, 642 and 641 of 733 pronouns in eight folds.
SHRINK_SPEAKER, SHRINK_CLAIM, SHRINK_ANTECEDENT = 0.002, 1.0, 0.003
WEIGHTS = Path(learned.__file__).with_name("weights.json")


def main() -> None:
    """Learn, print scores, and write the weights if asked."""
    arguments = parser(__doc__.partition("\n")[0])
    arguments.add_argument("--folds", type=int, help="score each of N parts with weights learned from the others")
    arguments.add_argument("--write", action="store_true", help="replace corpus/people/weights.json")
    arguments.add_argument("--nested", action="store_true", help="choose each part's evidence by folds of the others")
    options = arguments.parse_args()
    scorer = load_scorer(options.scorer)
    articles = scorer.load(options.folder)
    if options.folds:
        system = _in_folds(articles, scorer, options.folds, nested=options.nested)
        print_scores(scorer, articles, system)
        print_reliability(scorer, articles, system)
    if options.write:
        rounded = {
            table: {name: round(w, 3) for name, w in sorted(ws.items()) if abs(w) >= SMALLEST}
            for table, ws in _learn(articles, scorer).items()
        }
        WEIGHTS.write_text(json.dumps(rounded, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
        print(f"wrote {sum(map(len, rounded.values()))} weights to {WEIGHTS}")


def _in_folds(articles: dict[str, Any], scorer: Any, folds: int, nested: bool) -> dict[str, Any]:
    """What is found in each part of the articles with weights learned from the others; printed: F1 of each part.

    ``nested``: which evidence to leave out is chosen by folds of these others, so that no part chooses for itself.
    """
    system: dict[str, Any] = {}
    reached = []
    for fold in range(folds):
        held = dict(list(articles.items())[fold::folds])
        others = {name: article for name, article in articles.items() if name not in held}
        without = max(LEFT_OUT, key=lambda one: _f1_in_folds(others, scorer, one)) if nested else LEFT_OUT[0]
        _learn(others, scorer, without)
        part = extract_all(held, extract.extract)[0]
        reached.append(scorer.evaluate(held, part)["end_to_end"]["f1"])
        left_out = ", ".join(sorted(without)) or "nothing"
        print(f"part {fold + 1}: F1 {reached[-1]:.3f}" + f", without {left_out}" * nested)
        system |= part
    print(f"F1 of the parts {np.mean(reached):.3f} ± {np.std(reached, ddof=1):.3f} (standard deviation)")
    return system


def _f1_in_folds(articles: dict[str, Any], scorer: Any, without: frozenset[str]) -> float:
    system: dict[str, Any] = {}
    for fold in range(INNER_FOLDS):
        held = dict(list(articles.items())[fold::INNER_FOLDS])
        _learn({name: article for name, article in articles.items() if name not in held}, scorer, without)
        system |= extract_all(held, extract.extract)[0]
    reached: float = scorer.evaluate(articles, system)["end_to_end"]["f1"]
    return reached


def _learn(articles: dict[str, Any], scorer: Any, without: frozenset[str] = frozenset()) -> Tables:
    """The weights that ``articles`` teach, in force from now on, of all evidence but what they are ``without``."""
    global _left_out  # noqa: PLW0603 - all that learns asks for it, through functions that have nothing to do with it
    _left_out = without
    tables: Tables = {"speaker": {}, "claim": {}, "whose": {}, "antecedent": {}}
    learned.tables = lambda: tables  # type: ignore[assignment]
    tables["speaker"] = _learn_speaker(articles, scorer)
    tables["claim"], tables["whose"] = _learn_claims(articles, scorer)
    tables["antecedent"] = _learn_antecedent(articles, load_persons())
    return tables


def _learn_speaker(articles: dict[str, Any], scorer: Any) -> Weights:
    cases = [case for text, gold in articles.values() for case in _ranked_cases(text, gold, scorer)]
    return _fit_softmax(cases, LEAST, SHRINK_SPEAKER)


def _learn_antecedent(articles: dict[str, Any], persons: Persons) -> Weights:
    cases = [case for name in persons if name in articles for case in _pronouns(articles[name][0], persons[name])]
    return _fit_softmax(cases, LEAST_ANTECEDENT, SHRINK_ANTECEDENT)


def _pronouns(text: str, persons: dict[str, list[str]]) -> Iterator[Case]:
    """The evidence for each mention before the pronouns whose persons are known, and which mentions are right."""
    people = People(text, marked_paragraphs(text))
    for quote in extract.extract(text):
        start, end = quote.speaker_start, quote.speaker_end
        if start is None or end is None:
            continue
        gender = GENDER_OF_PRONOUN.get(text[start:end].lower())
        if gender and str(start) in persons:
            right = {norm(name) for name in persons[str(start)]}
            found = of_gender(gender, people.possible(start, people.mentions_before(start)))
            labels = [norm(one.person.name.rpartition(" ")[2]) in right for one in found]
            if any(labels):
                yield antecedents.evidence_of_mentions(people.place_of(start), found, people.last_speaker), labels
        people.heard(people.resolve(start, end))


def norm(word: str) -> str:
    """A last name as it is compared."""
    return word.lower().strip(".")


def _fit_softmax(cases: list[Case], least: int, shrink: float) -> Weights:
    """Softmax regression: the probability of the right candidates of each case is made as large as it can be."""
    vocabulary = _vocabulary((names for evidence, _ in cases for names in evidence), least)
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
        return np.bincount(column, difference[row], minlength=len(vocabulary)) / len(cases) + shrink * weights

    return dict(zip(vocabulary, _descend(gradient, len(vocabulary)), strict=True))


def _ranked_cases(text: str, gold: list[Any], scorer: Any) -> Iterator[Case]:
    """The evidence for each candidate of the sentences that are ranked, and which of them are right."""
    cases: list[tuple[list[list[str]], list[tuple[int, int]], Any]] = []
    original = attribution._ranked

    def recording(
        context: Any, it: Words, sentence: Any, hole: int, pick: Attribution | None, spoken: str
    ) -> Attribution | None:
        found = candidates.candidates(context, it.words, sentence[0], hole)
        evidence = candidates.evidence_of_candidates(context, it, sentence, hole, found, pick, spoken)
        cases.append((evidence, [it.span(first, end) for first, end, _ in found], it.start(hole)))
        return pick

    attribution._ranked = recording
    try:
        paragraphs = marked_paragraphs(text)
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


def _learn_claims(articles: dict[str, Any], scorer: Any) -> tuple[Weights, Weights]:
    """Two logistic regressions: are the words anybody's; and if they are, is the speaker right that the rules and the
    ranking give?"""
    somebodys: list[tuple[list[str], bool]] = []
    whose: list[tuple[list[str], bool]] = []
    for text, gold in articles.values():
        paragraphs = marked_paragraphs(text)
        attributions = attribute(text, paragraphs, People(text, paragraphs).words)
        pairs = [(one, next(attributions)) for paragraph in paragraphs for one in paragraph.quoted]
        claims = as_scored([Quote(one.start, one.end, "direct", *_speaker(text, m)) for one, m in pairs])
        found, _ = scorer.match(scorer.mask_tags(text), gold, claims)
        for at, (one, attributed) in enumerate(pairs):
            if attributed:
                matched = [gold[index] for index, claim in found.items() if claim == at]
                sourced = [each for each in matched if each["source"]]
                evidence = speech.evidence_of_speech(text, one, attributed)
                somebodys.append((evidence, bool(matched)))
                if sourced:
                    whose.append((evidence, any(scorer.speaker_right(text, each, claims[at]) for each in sourced)))
    return _fit_logistic(somebodys), _fit_logistic(whose)


def _fit_logistic(cases: list[tuple[list[str], bool]]) -> Weights:
    vocabulary = _vocabulary((names for names, _ in cases), LEAST_CLAIM)
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


def _speaker(text: str, attributed: Attribution | None) -> tuple[str, int | None, int | None]:
    return (
        (text[attributed.start : attributed.end], attributed.start, attributed.end) if attributed else ("", None, None)
    )


def _vocabulary(every: Iterator[list[str]], least: int) -> dict[str, int]:
    counts = Counter(name for names in every for name in names if learned.stem_of(name) not in _left_out)
    return {name: number for number, name in enumerate(sorted(name for name, n in counts.items() if n >= least))}


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
