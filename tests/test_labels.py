"""Facets are counted as they would be label by label, however many labels there are."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.columns.labels import Labels, count_labels

some_labels = st.lists(st.lists(st.integers(0, 9), unique=True, max_size=6), min_size=1, max_size=40)
one_label = st.lists(st.lists(st.integers(0, 9), max_size=1), min_size=1, max_size=40)


@pytest.mark.parametrize("labels", [10, 1_000, 70_000, 1 << 21])
@settings(max_examples=50)
@given(some_labels | one_label, st.data())
def test_labels_are_counted(labels: int, rows: list[list[int]], data: st.DataObject) -> None:
    facet = a_facet([sorted((n + 1) * labels // 10 - 1 for n in row) for row in rows], labels)
    documents = data.draw(st.lists(st.integers(0, len(rows) - 1), unique=True).map(sorted))
    carried = Counter(
        label for n in documents for label in facet.values[facet.starts[n] : facet.starts[n + 1]].tolist()
    )
    expected = sorted(
        ((facet.labels[label], count) for label, count in carried.items()), key=lambda one: (-one[1], one)
    )
    assert count_labels(facet, np.array(documents, np.int32)) == expected
    assert count_labels(facet, np.array(documents, np.int32), 3) == expected[:3]


def a_facet(rows: list[list[int]], labels: int) -> Labels:
    names = NAMES[:labels]
    starts = np.cumsum([0, *map(len, rows)]).astype(np.int32)
    return Labels(names, starts, np.array([label for row in rows for label in row], np.int32))


NAMES = [f"{n:08}" for n in range(1 << 21)]
