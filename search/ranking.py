"""BM25F: how well an article answers, from weighted frequencies that the index has summed over fields.

S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009. The kernels and Whoosh's
own matchers run these functions.
"""

from __future__ import annotations

import math

from index.arrays.jit import inlined, kernel
from index.arrays.types import Integer, Number

# How soon repeating a word stops to matter. With 1.2, 1.6 and 2.5, nDCG@10 was .383, .381 and .386 on Cranfield, .322,
# .321 and .316 on half of the Reuters headlines of bench.ranking, and .735, .752 and .760 where headlines of long news
# stories ask for these.
K1 = 1.6
B = 0.75  # how much a long article's words count for less: the usual value; with 0.6 and 0.9, all is within 0.008

# What is added for the first POOL documents, where a query has several words. It is never negative, and the pool is
# fixed: whoever is not in it stays behind, and pages do not depend on how many are asked for. Weights were chosen with
# a model of this in plain Python, on Cranfield, half of the Reuters headlines and those of long news stories: nDCG@10
# of all three .485 without; with the window alone .489, with the beginning alone .496, with both .498.
# With 30 and 50 in the pool, nDCG@10 is the same to three digits on all five collections of bench.ranking.
POOL = 30
# The best window: the sum of idf · f / (f + WINDOW_K) over the words in so many positions, where they occur f times. Of
# 10 to 150 positions none was better on all; weights of 0.3 to 1 are within 0.001.
WINDOW, WINDOW_K, WINDOW_WEIGHT = 20, 1.2, 0.6
# The beginning: the sum of idf · EARLY / (EARLY + p) over the words, where each stands first at position p of the body.
# News says what it is about in its first sentences. 25 to 100 positions are within 0.003, weights of 0.5 to 0.8 in
# 0.001.
EARLY, EARLY_WEIGHT = 25, 0.6
# Pairs: the sum of 1 / distance over words that are neighbours in the query, where they stand nearest. It decides where
# all else is alike.
PAIR_WEIGHT = 0.06
# Forms: the sum of idf over the words that stand there as they were typed: "universal" before "university". It decides
# where all else is alike: with weights of 0, 0.1, 0.2, 0.3 and 0.5 nDCG@10 is .381, .383, .383, .382 and .380 on
# Cranfield, and .327, .328, .330, .331 and .330 on half of the Reuters headlines; but 0.2 loses .013 [.002, .026] on
# CISI, whose queries are whole sentences, and 0.05 no more than chance does.
FORM_WEIGHT = 0.05


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
