"""BM25F: how well an article answers, from weighted frequencies that the index has summed over fields.

S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009. The kernels and Whoosh's
own matchers run these functions.
"""

from __future__ import annotations

import math

from index.arrays.jit import inlined, kernel
from index.arrays.types import Integer, Number

# The usual values (section 3.2), not tuned here.
K1 = 1.2  # how soon repeating a word stops to matter
B = 0.75  # how much a long article's words count for less


@kernel
def idf(documents: Integer, containing: Integer) -> float:
    """Robertson and Spärck Jones's weight, kept positive as in Lucene: ln(1 + (N - n + 0.5) / (n + 0.5))."""
    return math.log(1 + (documents - containing + 0.5) / (containing + 0.5))


@kernel
def factor_of(documents: Integer, containing: Integer, boost: float) -> float:
    """What a term scores at most."""
    return idf(documents, containing) * boost * (K1 + 1)


def norm_line(average: float) -> tuple[float, float]:
    """(norm of a document without length, what one more of length adds): the norm is K₁ (1 - b + b · length / average),
    of formula 3.15."""
    return K1 * (1 - B), K1 * B / average


@inlined
def score_of(weight: Number, norm: Number, factor: Number) -> Number:
    """What a term scores in a document, from the sum of its occurrences' weights: formula 3.15."""
    return factor * weight / (weight + norm)
