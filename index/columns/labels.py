"""Facets: the labels of documents, and how many of some documents carry each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from index.arrays.jit import kernel
from index.arrays.types import Int32s, Int64s, Integer, Mask, UInt64s
from index.document import speaker_key
from index.text.analysis import HYPHENS, fold

APART = re.compile(f"[{re.escape(HYPHENS)}]")


@dataclass(frozen=True)
class Labels:
    """The values of one field: document n has the ``labels`` numbered ``values[starts[n]:starts[n + 1]]``; those that
    are deleted have none."""

    labels: list[str]
    starts: Int32s
    values: Int32s

    def fits(self, documents: int) -> bool:
        """Whether they are of so many documents, every value is a label's, and every label is text."""
        starts, values = self.starts, self.values
        return bool(
            starts.dtype == values.dtype == np.int32
            and starts.shape == (documents + 1,)
            and values.ndim == 1
            and starts[0] == 0
            and starts[-1] == len(values)
            and np.all(starts[:-1] <= starts[1:])
            and values.min(initial=0) >= 0
            and values.max(initial=-1) < len(self.labels)
            and _can_be_written(self.labels)
        )

    @cached_property
    def by_folded(self) -> dict[str, list[int]]:
        """The numbers of the labels that are the same when they are ``folded``."""
        numbers: dict[str, list[int]] = {}
        for number, label in enumerate(self.labels):
            numbers.setdefault(folded(label), []).append(number)
        return numbers

    @cached_property
    def by_case(self) -> dict[str, list[int]]:
        """The numbers of the labels that are the same but for case, by that."""
        numbers: dict[str, list[int]] = {}
        for number, label in enumerate(self.labels):
            numbers.setdefault(label.casefold(), []).append(number)
        return numbers

    @cached_property
    def keys(self) -> list[str]:
        """What each label is known by, where labels are names of people."""
        return [speaker_key(label) for label in self.labels]

    @cached_property
    def packed(self) -> Packed:
        """The first labels of each document in one number."""
        places = PLACES if len(self.starts) > 1 and np.diff(self.starts).max() > 1 else 1
        bits = (len(self.labels) + 1).bit_length()
        size = next((size for size in (16, 32, 64) if places * bits <= size), 0)
        if not size:
            return Packed(np.zeros(0, np.uint64), 0, 0)
        return Packed(
            _packed(self.starts, self.values, len(self.labels), bits, places).astype(f"uint{size}"), bits, places
        )


PLACES = 3
Numbers: TypeAlias = npt.NDArray[np.unsignedinteger[Any]]


class Packed(NamedTuple):
    """uint16, uint32 or uint64[documents]: up to ``places`` labels of each document in ``bits`` each, counted from 1,
    and 0 where there is none; in the last place of a document that has more than fit, one more than there are labels.
    Empty where there are too many labels for three places.

    Counting 165,000 of a million stories by these took 0.12 ms for a label a story, 0.49 ms for up to 8; by the values
    of ``Labels``, 0.38 and 1.36 ms.
    """

    numbers: Numbers
    bits: int
    places: int


def count_labels(facet: Labels, documents: Int32s, most: int | None = None) -> list[tuple[str, int]]:
    """(label, how many of the numbered documents carry it), most frequent first, then by label; at most ``most``."""
    return [(facet.labels[number], count) for number, count in count_numbers(facet, documents, most)]


def count_numbers(facet: Labels, documents: Int32s, most: int | None = None) -> list[tuple[int, int]]:
    """As ``count_labels``, the labels by their numbers."""
    counts = _counts(facet, documents)
    if most is None:
        some = np.flatnonzero(counts)
        order = some[np.argsort(-counts[some], kind="stable")]
    else:
        order = _most_frequent(counts, most)
    return list(zip(order.tolist(), counts[order].tolist(), strict=True))


def _counts(facet: Labels, documents: Int32s) -> Int64s:
    """int64[labels]: how many of ``documents`` carry each label."""
    labels, (numbers, bits, places) = len(facet.labels), facet.packed
    if places == 1:
        return _count_single(documents, numbers, labels)
    if places:
        return _count_packed(documents, numbers, bits, facet.starts, facet.values, labels)
    return _count_values(documents, facet.starts, facet.values, labels)


@kernel
def _most_frequent(counts: Int64s, most: Integer) -> Int64s:
    """The numbers of the ``most`` largest of ``counts``, the largest first, of equal ones the first; none of a 0."""
    found = np.empty(most, np.int64)
    filled: Integer = 0
    for number in range(len(counts)):
        count = counts[number]
        if count == 0 or (filled == most and count <= counts[found[most - 1]]):
            continue
        at = min(filled, most - 1)
        while at > 0 and counts[found[at - 1]] < count:
            found[at] = found[at - 1]
            at -= 1
        found[at] = number
        filled = min(filled + 1, most)
    return found[:filled]


@kernel
def _packed(starts: Int32s, values: Int32s, labels: Integer, bits: Integer, places: Integer) -> UInt64s:
    packed = np.zeros(len(starts) - 1, np.uint64)
    for document in range(len(packed)):
        first, count = starts[document], starts[document + 1] - starts[document]
        for n in range(min(count, places)):
            label = values[first + n] + 1 if n < places - 1 or count == places else labels + 1
            packed[document] |= np.uint64(label) << np.uint64(bits * n)
    return packed


@kernel
def _count_single(documents: Int32s, numbers: Numbers, labels: Integer) -> Int64s:
    counts = np.zeros(labels + 1, np.int64)
    for document in documents:
        counts[numbers[document]] += 1
    return counts[1:]


@kernel
def _count_packed(
    documents: Int32s, packed: Numbers, bits: Integer, starts: Int32s, values: Int32s, labels: Integer
) -> Int64s:
    # The loop asks nothing, for processors would guess badly how many labels there are; counts of several places do not
    # wait for one another.
    first, second, third = (
        np.zeros(labels + 2, np.int64),
        np.zeros(labels + 2, np.int64),
        np.zeros(labels + 2, np.int64),
    )
    width, all_bits = np.uint64(bits), (np.uint64(1) << np.uint64(bits)) - np.uint64(1)
    having_more, n = np.empty(len(documents) + 1, np.int32), 0
    for document in documents:
        some = np.uint64(packed[document])
        last = some >> (width + width)
        first[some & all_bits] += 1
        second[(some >> width) & all_bits] += 1
        third[last] += 1
        having_more[n] = document
        n += np.int64(last) == labels + 1
    for document in having_more[:n]:
        for at in range(starts[document] + PLACES - 1, starts[document + 1]):
            third[values[at] + 1] += 1
    return (first + second + third)[1:-1]


@kernel
def _count_values(documents: Int32s, starts: Int32s, values: Int32s, labels: Integer) -> Int64s:
    counts = np.zeros(labels, np.int64)
    for document in documents:
        for n in range(starts[document], starts[document + 1]):
            counts[values[n]] += 1
    return counts


def folded(label: str) -> str:
    """A label without case and diacritics, word by word as in texts, whether hyphens join these or spaces."""
    return " ".join(map(fold, APART.sub(" ", label).split())).lower()


def beginnings(label: str) -> list[str]:
    """A label, folded, from each of its words on."""
    words = folded(label).split()
    return [" ".join(words[n:]) for n in range(len(words))]


def same_label(facet: Labels, label: str) -> list[int]:
    """The numbers of the labels that are ``label`` but for case; where none is, but for diacritics too."""
    return facet.by_case.get(label.casefold()) or facet.by_folded.get(folded(label), [])


def having_any(facet: Labels, numbers: Sequence[int]) -> Mask:
    """For every document, whether it carries one of the labels of these numbers."""
    has, wanted = np.zeros(len(facet.starts) - 1, np.bool_), np.zeros(len(facet.labels), np.bool_)
    wanted[np.array(numbers, np.int64)] = True
    at = np.flatnonzero(wanted[facet.values])
    has[np.searchsorted(facet.starts, at, side="right") - 1] = True
    return has


def join_labels(known: Labels, kept: Int32s, live: Mask, new: Labels) -> Labels:
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
    return Labels(
        labels,
        np.cumsum([0, *counts.tolist(), *np.diff(new.starts).tolist()], dtype=np.int32),
        np.concatenate([places[of_known], new_places[new.values]]),
    )


def relabelled(facet: Labels, labels: list[str]) -> Labels:
    """``facet`` with other labels, of which several may now be the same."""
    distinct = sorted(set(labels))
    number = {label: n for n, label in enumerate(distinct)}
    return Labels(distinct, facet.starts, np.array([number[label] for label in labels], np.int32)[facet.values])


def _can_be_written(labels: Iterable[str]) -> bool:
    """Whether there is no lone surrogate in them, which JSON can have and UTF-8 not."""
    try:
        "".join(labels).encode()
    except UnicodeEncodeError:
        return False
    return True
