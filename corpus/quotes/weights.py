"""The weights of evidence, learned by ``bench/learn_quotes.py`` and scored by ``bench/quotes.py``."""

from __future__ import annotations

import json
from functools import cache
from itertools import repeat
from pathlib import Path

Weights = dict[str, float]
NO_WEIGHT = repeat(0.0)


@cache
def tables() -> dict[str, Weights]:
    """All weights: of "speaker" (``corpus.quotes.candidates.likeliest``), "claim" (``is_somebodys``) and
    "antecedent"."""
    text = Path(__file__).with_name("weights.json").read_text(encoding="utf-8")
    found: dict[str, Weights] = json.loads(text)
    return found


def weights(table: str) -> Weights:
    """What each piece of evidence weighs in one of the models; a table not learned yet is empty."""
    return tables().get(table, {})


def score(table: Weights, evidence: list[str]) -> float:
    """What the pieces of evidence weigh together; those that nothing was learned of weigh nothing."""
    return sum(map(table.get, evidence, NO_WEIGHT))
