"""Spellings of one sound, as names from other scripts have them: Qadri and Gadri, Tsernov and Chernov, Usama and Osama.

One of these for another counts as one letter in approximate words (``chernov~1``), and as half of one where suggestions
are weighed: a reader who types "Osama" is rather shown "Usama" than "Obama".
"""

from __future__ import annotations

from functools import cache
from itertools import permutations

# Each line is one sound in Romanizations of Arabic, Persian, Russian, Ukrainian, Chinese, Hebrew and Greek, and as
# English, German, French and Polish write it.
SOUNDS = """
    kh h ch
    q k g gh kh c ck
    ts ch c cz tch tsch tz tj z
    ts z tz
    sh sch sz ch s
    zh j g dzh dj
    u o ou oo
    i y j ie ee e
    ei ai ey ay ej aj
    ya ia ja
    yu iu ju
    w v f ph
    ks x
    th t
    dh d
"""
GROUPS = tuple(tuple(dict.fromkeys(line.split())) for line in SOUNDS.strip().splitlines())
PAIRS = frozenset(pair for group in GROUPS for pair in permutations(group, 2))
LONGEST_NAME = 20  # letters; of longer words, spellings of sounds are not tried: their number grows with each letter
LONGEST = max(len(spelling) for pair in PAIRS for spelling in pair)
# What suggestions are weighed by. Of the first letter readers are surer than of others.
SAME_SOUND, EDIT, FIRST_LETTER = 0.5, 1.0, 1.5


def far_spellings(word: str) -> set[str]:
    """``word`` with one spelling of a sound in place of another that is more than one edit away; none of a word of more
    than ``LONGEST_NAME`` letters."""
    if len(word) > LONGEST_NAME:
        return set()
    return {
        word[:start] + other + word[start + len(spelling) :]
        for start in range(len(word))
        for length in range(1, LONGEST + 1)
        if len(spelling := word[start : start + length]) == length
        for other in _far(spelling)
    }


@cache
def _far(spelling: str) -> tuple[str, ...]:
    return tuple(sorted(other for one, other in PAIRS if one == spelling and distance(one, other) > 1))


def distance(first: str, second: str) -> int:
    """Optimal string alignment distance: letters changed, added, dropped, or swapped with the next."""
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, a in enumerate(first, start=1):
        before, row, above = row, [i], before
        for j, b in enumerate(second, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == second[j - 2] and first[i - 2] == b:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
    return row[-1]


def unlikeness(first: str, second: str) -> float:
    """How far two spellings are from being one name: edits weighed by ``SAME_SOUND``, ``EDIT`` and ``FIRST_LETTER``."""
    costs = [[0.0] * (len(second) + 1) for _ in range(len(first) + 1)]
    for i in range(len(first) + 1):
        for j in range(len(second) + 1):
            if i or j:
                costs[i][j] = _cost(costs, first, second, i, j)
    return costs[-1][-1]


def _cost(costs: list[list[float]], first: str, second: str, i: int, j: int) -> float:
    edit = FIRST_LETTER if min(i, j) <= 1 and max(i, j) <= 2 and first[:1] != second[:1] else EDIT  # noqa: PLR2004
    ways = [costs[i - 1][j] + edit] if i else []
    ways += [costs[i][j - 1] + edit] if j else []
    if i and j:
        ways.append(costs[i - 1][j - 1] + (edit if first[i - 1] != second[j - 1] else 0))
    if min(i, j) > 1 and first[i - 2 : i] == second[j - 1] + second[j - 2]:
        ways.append(costs[i - 2][j - 2] + EDIT)
    ways += [
        costs[i - a][j - b] + SAME_SOUND
        for a in range(1, min(i, LONGEST) + 1)
        for b in range(1, min(j, LONGEST) + 1)
        if _same_sound(first[i - a : i], second[j - b : j])
    ]
    return min(ways)


def _same_sound(one: str, other: str) -> bool:
    return (one, other) in PAIRS or one == other * 2 or other == one * 2
