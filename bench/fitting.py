"""Learning what named evidence weighs: softmax and logistic regression, deterministic, in NumPy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from corpus.people.weights import Weights, stem_of

Floats = Any  # npt.NDArray[np.float64]
Case = tuple[list[list[str]], list[bool]]  # the evidence for each candidate, and which of them are right


def fit_softmax(cases: list[Case], least: int, shrink: float, without: frozenset[str] = frozenset()) -> Weights:
    """Softmax regression: the probability of the right candidates of each case is made as large as it can be.

    Evidence that is seen ``least`` times is weighed, but what begins with the letters ``without``; ``shrink`` weighs
    the sum of squares that is the penalty.
    """
    vocabulary = _vocabulary((names for evidence, _ in cases for names in evidence), least, without)
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


def fit_logistic(
    cases: list[tuple[list[str], bool]], least: int, shrink: float, without: frozenset[str] = frozenset()
) -> Weights:
    """Logistic regression of whether the cases are right; the rest is as in ``fit_softmax``."""
    vocabulary = _vocabulary((names for names, _ in cases), least, without)
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
        return (slope + shrink * weights) / len(label)

    return dict(zip(vocabulary, _descend(gradient, len(vocabulary)), strict=True))


def _vocabulary(every: Iterator[list[str]], least: int, without: frozenset[str]) -> dict[str, int]:
    counts = Counter(name for names in every for name in names if stem_of(name) not in without)
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
