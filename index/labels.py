"""Facets: the labels of documents, and how many of some documents carry each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from index.blocks import Int32s, Int64s, Integer, UInt64s
from index.jit import kernel

Mask = npt.NDArray[np.bool_]
PACKED = 4  # labels of a document that are packed
BITS, LAST, LABEL = np.uint64(16), np.uint64(48), np.uint64(0xFFFF)  # of a label, before the last one, and all of one
MORE = 0xFFFF  # in the place of the last packed label: that one and others are among the values


@dataclass(frozen=True)
class Facet:
    """The values of one field: document n has the ``labels`` numbered ``values[starts[n]:starts[n + 1]]``; those that
    are deleted have none."""

    labels: list[str]
    starts: Int32s
    values: Int32s

    @cached_property
    def packed(self) -> UInt64s:
        """uint64[documents]: the first labels of each document in 16 bits each, counted from 1, 0 where there is none;
        empty where there are too many labels for that.

        Counting these takes 1.7 ns a document over 200,000 stories with up to 8 labels; counting ``values``, 11 ns.
        """
        return _packed(self.starts, self.values) if len(self.labels) + 1 < MORE else np.zeros(0, np.uint64)


def count_labels(facet: Facet, documents: Int32s, most: int | None = None) -> list[tuple[str, int]]:
    """(label, how many of the numbered documents carry it), most frequent first, then by label; at most ``most``."""
    if len(facet.packed):
        counts = _count_packed(documents, facet.packed, facet.starts, facet.values, len(facet.labels))
    else:
        counts = _count_values(documents, facet.starts, facet.values, len(facet.labels))
    order = np.argsort(-counts, kind="stable")[: np.count_nonzero(counts)][:most]
    return [(facet.labels[n], count) for n, count in zip(order.tolist(), counts[order].tolist(), strict=True)]


@kernel
def _packed(starts: Int32s, values: Int32s) -> UInt64s:
    packed = np.zeros(len(starts) - 1, np.uint64)
    for document in range(len(packed)):
        first, count = starts[document], starts[document + 1] - starts[document]
        for n in range(min(count, PACKED)):
            packed[document] |= np.uint64(values[first + n] + 1) << np.uint64(16 * n)
        if count > PACKED:
            packed[document] |= LABEL << LAST
    return packed


@kernel
def _count_packed(documents: Int32s, packed: UInt64s, starts: Int32s, values: Int32s, labels: Integer) -> Int64s:
    """int64[labels]: how many of ``documents`` carry each label."""
    counts = np.zeros((PACKED, labels + 1), np.int64)
    first, second, third, others = counts[0], counts[1], counts[2], counts[3]  # which do not wait for one another
    for document in documents:
        some = packed[document]
        first[some & LABEL] += 1
        some >>= BITS
        if some:
            second[some & LABEL] += 1
            third[(some >> BITS) & LABEL] += 1
            if some >> (BITS + BITS) != LABEL:
                others[some >> (BITS + BITS)] += 1
            else:
                for n in range(starts[document] + PACKED - 1, starts[document + 1]):
                    others[values[n] + 1] += 1
    total: Int64s = counts.sum(axis=0)[1:]
    return total


@kernel
def _count_values(documents: Int32s, starts: Int32s, values: Int32s, labels: Integer) -> Int64s:
    """int64[labels]: how many of ``documents`` carry each label."""
    counts = np.zeros(labels, np.int64)
    for document in documents:
        for n in range(starts[document], starts[document + 1]):
            counts[values[n]] += 1
    return counts


def having_label(facet: Facet, label: str) -> Mask:
    """For every article, whether it carries the label, in whatever case."""
    has = np.zeros(len(facet.starts) - 1, dtype=np.bool_)
    same = [number for number, known in enumerate(facet.labels) if known.casefold() == label.casefold()]
    at = np.flatnonzero(np.isin(facet.values, same))
    has[np.searchsorted(facet.starts, at, side="right") - 1] = True
    return has


def joined_facets(known: Facet, kept: Int32s, live: Mask, new: Facet) -> Facet:
    """The labels of the documents ``kept`` of those ``known``, if they are ``live``, and of the ``new`` behind them."""
    starts = known.starts.astype(np.int64)
    counts = np.where(live, np.diff(starts)[kept], 0)
    ends = np.cumsum(counts)
    values = known.values[np.arange(counts.sum()) + np.repeat(starts[kept] - ends + counts, counts)]
    some, of_known = np.unique(values, return_inverse=True)
    still = [known.labels[n] for n in some.tolist()]
    labels = sorted({*still, *new.labels})
    number = {label: n for n, label in enumerate(labels)}
    places, new_places = (np.array([number[label] for label in each], np.int32) for each in (still, new.labels))
    return Facet(
        labels,
        np.cumsum([0, *counts.tolist(), *np.diff(new.starts).tolist()], dtype=np.int32),
        np.concatenate([places[of_known], new_places[new.values]]),
    )


def relabelled(facet: Facet, labels: list[str]) -> Facet:
    """``facet`` with other labels, of which several may now be the same."""
    distinct = sorted(set(labels))
    number = {label: n for n, label in enumerate(distinct)}
    return Facet(distinct, facet.starts, np.array([number[label] for label in labels], np.int32)[facet.values])
