"""The names of rules, which are in JSON, and of evidence, by which weights are kept."""

from types import ModuleType
from typing import get_args

import pytest

from corpus import Article, Quote
from corpus.people import antecedents
from corpus.people.weights import EVIDENCE, Model, Weights, score, stem_of, tables
from corpus.quotes import candidates, speech, statements
from corpus.quotes.extract import said_in
from corpus.quotes.quote import RULES, Rule
from corpus.reading.files import read
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text()
EXAMPLES: dict[Rule, str] = {
    rule: example if rule == "below" else f"Head\n\n{example}" for rule, (_, example) in RULES.items() if example
}
TEXTS = [one.text for one in read(ROOT / "corpus" / "samples") if isinstance(one, Article)] + [*EXAMPLES.values()]


def rules_of(text: str) -> set[Rule]:
    said = said_in(text)
    return {one.rule for one in (*said.quotes, *said.statements)}


def test_every_rule_is_in_the_table() -> None:
    assert tuple(RULES) == get_args(Rule)
    assert all(legend for legend, _ in RULES.values())


@pytest.mark.parametrize(("rule", "example"), EXAMPLES.items())
def test_the_example_of_a_rule_is_one(rule: Rule, example: str) -> None:
    assert rule in rules_of(example)


def test_quotes_are_attributed_by_every_rule() -> None:
    assert set().union(*map(rules_of, TEXTS)) == RULES.keys() - {"editor"}


def test_the_readme_names_what_a_quote_has_and_points_to_the_table_of_rules() -> None:
    assert [name for name in Quote._fields if f"`{name}`" not in README] == []
    assert "(corpus/quotes/quote.py)" in README


def test_every_weight_is_of_evidence_in_the_table_and_all_of_that_has_weights() -> None:
    stems = {model: {stem_of(name) for name in weights} for model, weights in tables().items()}
    assert stems == {model: legends.keys() for model, legends in EVIDENCE.items()}


@pytest.mark.parametrize(
    ("model", "module"),
    [
        ("speaker", candidates),
        ("claim", speech),
        ("whose", speech),
        ("antecedent", antecedents),
        ("statement", statements),
        ("teller", statements),
    ],
    ids=EVIDENCE,
)
def test_all_evidence_of_the_table_is_seen_and_no_other(
    monkeypatch: pytest.MonkeyPatch, model: Model, module: ModuleType
) -> None:
    seen: set[str] = set()

    def noted(weights: Weights, evidence: list[str]) -> float:
        seen.update(map(stem_of, evidence))
        return score(weights, evidence)

    monkeypatch.setattr(module, "score", noted)
    for text in TEXTS:
        said_in(text)
    assert seen == EVIDENCE[model].keys()
