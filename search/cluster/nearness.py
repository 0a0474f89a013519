"""What the first articles gain by where the words of a query stand in them, as ``search.matching.nearness`` has it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

import numpy as np

from index.arrays.types import Float32s, Int64s
from index.text.analysis import WORD, fold
from index.text.batches import PARAGRAPH_GAP, PART_GAP, RUNNING_TEXT
from index.text.stemming import stem_of
from search.kernels.nearness import MOST_OCCURRENCES, bonuses_of
from search.matching.nearness import NearWord

Texts: TypeAlias = Sequence[tuple[str, str]]  # of a document: fields and texts


def gains(
    documents: Sequence[Texts], words: Sequence[NearWord], rarity: Callable[[str], float], boosts: Mapping[str, float]
) -> Float32s:
    """float32[documents, 4]: what they gain by where and how ``words`` stand. ``boosts`` are those of fields."""
    numbers = {word.stem: number for number, word in enumerate(words)}
    positions = np.zeros((len(documents), len(words), MOST_OCCURRENCES), np.int64)
    sizes, begins = np.zeros((len(documents), len(words)), np.int64), np.zeros(len(documents), np.int64)
    typed = np.zeros((len(documents), len(words)), np.bool_)
    for n, texts in enumerate(documents):
        begins[n], forms = _note(texts, numbers, boosts, positions[n], sizes[n])
        typed[n] = [(number, word.form) in forms for number, word in enumerate(words)]
    return bonuses_of(positions, sizes, typed, begins, np.array([rarity(word.stem) for word in words], np.float64))


def _note(
    texts: Texts, numbers: Mapping[str, int], boosts: Mapping[str, float], positions: Int64s, sizes: Int64s
) -> tuple[int, set[tuple[int, str]]]:
    """Take down where words stand everywhere in a document; the position at which its body begins, and in which forms
    each stands."""
    forms: set[tuple[int, str]] = set()
    position, before, lengths = -1, "", {"headline": 0, "deck": 0}
    for field, text in texts:
        skipped = PARAGRAPH_GAP if field == before and field in RUNNING_TEXT else PART_GAP
        skipped, before = (skipped if before else 0), field
        for found in WORD.finditer(text):
            if not (form := fold(found.group())):
                continue
            position += 1 + skipped
            skipped = 0
            if field in lengths:
                lengths[field] += 1
            number = numbers.get(stem_of(form), -1)
            if number >= 0 and boosts[field] and sizes[number] < MOST_OCCURRENCES:
                positions[number, sizes[number]] = position
                sizes[number] += 1
                forms.add((number, form))
    return sum(length + PART_GAP for length in lengths.values() if length), forms
