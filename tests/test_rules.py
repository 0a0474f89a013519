"""The names of rules, which are in JSON."""

from typing import get_args

import pytest

from corpus import Article, Quote
from corpus.quotes.extract import extract
from corpus.quotes.rules import RULES, Rule
from corpus.reading.files import read
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text()
EXAMPLES: dict[Rule, str] = {rule: f"Head\n\n{example}" for rule, (_, example) in RULES.items() if example}
TEXTS = [one.text for one in read(ROOT / "corpus" / "samples") if isinstance(one, Article)] + [*EXAMPLES.values()]


def test_every_rule_is_in_the_table() -> None:
    assert tuple(RULES) == get_args(Rule)
    assert all(legend for legend, _ in RULES.values())


@pytest.mark.parametrize(("rule", "example"), EXAMPLES.items())
def test_the_example_of_a_rule_is_one(rule: Rule, example: str) -> None:
    assert rule in {quote.rule for quote in extract(example)}


def test_quotes_are_attributed_by_every_rule() -> None:
    assert {quote.rule for text in TEXTS for quote in extract(text)} == RULES.keys() - {"editor"}


def test_the_readme_names_what_a_quote_has_and_points_to_the_table_of_rules() -> None:
    assert [name for name in Quote._fields if f"`{name}`" not in README] == []
    assert "(corpus/quotes/rules.py)" in README
