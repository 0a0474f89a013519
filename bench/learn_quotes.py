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
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import numpy as np

from bench.fitting import Case, fit_logistic, fit_softmax
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
from bench.statements import Marked, learn_statements, load_marked, print_statements
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

SMALLEST = 0.01  # weights nearer to 0 are left out of the file
Tables = dict[Model, Weights]
# Evidence, by the letters its names begin with, that may be left out: nothing, or what was added last.
LEFT_OUT = [frozenset[str](), frozenset(["d", "dr"]), frozenset(["head"]), frozenset(["leads", "s", "sf"])]
INNER_FOLDS = 3
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
    marked = load_marked(options.folder, articles, scorer)
    if options.folds:
        system, statements = _in_folds(articles, marked, scorer, options.folds, nested=options.nested)
        print_scores(scorer, articles, system)
        print_reliability(scorer, articles, system)
        print_statements(articles, marked, statements, scorer)
    if options.write:
        rounded = {
            table: {name: round(w, 3) for name, w in sorted(ws.items()) if abs(w) >= SMALLEST}
            for table, ws in _learn(articles, marked, scorer).items()
        }
        WEIGHTS.write_text(json.dumps(rounded, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
        print(f"wrote {sum(map(len, rounded.values()))} weights to {WEIGHTS}")


def _in_folds(
    articles: dict[str, Any], marked: dict[str, list[Marked]], scorer: Any, folds: int, nested: bool
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The quotes and the statements found in each part of the articles with weights learned from the others; printed:
    F1 of each part.

    ``nested``: which evidence to leave out is chosen by folds of these others, so that no part chooses for itself.
    """
    system: dict[str, Any] = {}
    statements: dict[str, Any] = {}
    reached = []
    for fold in range(folds):
        held = dict(list(articles.items())[fold::folds])
        others = {name: article for name, article in articles.items() if name not in held}
        without = max(LEFT_OUT, key=lambda one: _f1_in_folds(others, marked, scorer, one)) if nested else LEFT_OUT[0]
        _learn(others, marked, scorer, without)
        part, stated, _ = extract_all(held)
        reached.append(scorer.evaluate(held, part)["end_to_end"]["f1"])
        left_out = ", ".join(sorted(without)) or "nothing"
        print(f"part {fold + 1}: F1 {reached[-1]:.3f}" + f", without {left_out}" * nested)
        system |= part
        statements |= stated
    print(f"F1 of the parts {np.mean(reached):.3f} ± {np.std(reached, ddof=1):.3f} (standard deviation)")
    return system, statements


def _f1_in_folds(
    articles: dict[str, Any], marked: dict[str, list[Marked]], scorer: Any, without: frozenset[str]
) -> float:
    system: dict[str, Any] = {}
    for fold in range(INNER_FOLDS):
        held = dict(list(articles.items())[fold::INNER_FOLDS])
        _learn({name: article for name, article in articles.items() if name not in held}, marked, scorer, without)
        system |= extract_all(held)[0]
    reached: float = scorer.evaluate(articles, system)["end_to_end"]["f1"]
    return reached


def _learn(
    articles: dict[str, Any], marked: dict[str, list[Marked]], scorer: Any, without: frozenset[str] = frozenset()
) -> Tables:
    """The weights that ``articles`` teach, in force from now on, of all evidence but what they are ``without``."""
    tables: Tables = {model: {} for model in get_args(Model)}
    learned.tables = lambda: tables  # type: ignore[assignment]
    tables["speaker"] = _learn_speaker(articles, scorer, without)
    tables["claim"], tables["whose"] = _learn_claims(articles, scorer, without)
    tables["statement"], tables["teller"] = learn_statements(articles, marked, scorer, without)
    tables["antecedent"] = _learn_antecedent(articles, load_persons(), without)
    return tables


def _learn_speaker(articles: dict[str, Any], scorer: Any, without: frozenset[str]) -> Weights:
    cases = [case for text, gold in articles.values() for case in _ranked_cases(text, gold, scorer)]
    return fit_softmax(cases, LEAST, SHRINK_SPEAKER, without)


def _learn_antecedent(articles: dict[str, Any], persons: Persons, without: frozenset[str]) -> Weights:
    cases = [case for name in persons if name in articles for case in _pronouns(articles[name][0], persons[name])]
    return fit_softmax(cases, LEAST_ANTECEDENT, SHRINK_ANTECEDENT, without)


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


def _learn_claims(articles: dict[str, Any], scorer: Any, without: frozenset[str]) -> tuple[Weights, Weights]:
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
    fitted = (fit_logistic(cases, LEAST_CLAIM, SHRINK_CLAIM, without) for cases in (somebodys, whose))
    return next(fitted), next(fitted)


def _speaker(text: str, attributed: Attribution | None) -> tuple[str, int | None, int | None]:
    return (
        (text[attributed.start : attributed.end], attributed.start, attributed.end) if attributed else ("", None, None)
    )


if __name__ == "__main__":
    main()
