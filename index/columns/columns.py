"""Per-document values in arrays, for counting, sorting and breaking ties without reading articles."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.quotes.quote import QUOTED
from index.arrays.files import Contents, contents_of
from index.arrays.jit import kernel
from index.arrays.npy import Pieces, array_of, save
from index.arrays.types import Int32s, Int64s, Integer, Mask
from index.columns.labels import Labels, having_any, join_labels, same_label
from index.document import NO_DAY, Document
from index.errors import REMEDY, DamagedArchive
from index.json_values import Named, parsed


@dataclass(frozen=True)
class Columns:
    """``day``: proleptic ordinal of the publisher's day, ``NO_DAY`` without; ``instant``: seconds since 1970 in
    UTC, ``NO_INSTANT`` without; ``rank``: the document's place when all are sorted newest first, then by id;
    ``numbers``: the documents' other values."""

    day: Int32s
    instant: Int64s
    rank: Int32s
    facets: dict[str, Labels]
    numbers: dict[str, Int32s]

    @cached_property
    def quoted(self) -> Mask:
        """bool: which documents, of quotes, stand in quotation marks."""
        kinds = self.facets["kind"]
        return having_any(kinds, [number for kind in QUOTED for number in same_label(kinds, kind)])

    @cached_property
    def months(self) -> Int32s:
        """int32: of each document 12 · year + month - 1 of its day, less ``first_month``; -1 without a day."""
        return np.where(self.day == NO_DAY, -1, _months(self.day) - self.first_month).astype(np.int32)

    @cached_property
    def month_count(self) -> int:
        """How many months there are from the first to the last."""
        return int(self.months.max(initial=-1)) + 1

    @cached_property
    def first_month(self) -> int:
        """12 · year + month - 1 of the first day; 0 without any."""
        dated = self.day[self.day != NO_DAY]
        return int(_months(dated.min())) if len(dated) else 0


def _months(days: Int32s | np.int32) -> Int64s:
    since_1970 = np.asarray(days).astype(np.int64) - date(1970, 1, 1).toordinal()
    return since_1970.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) + 12 * 1970


def count_months(columns: Columns, documents: Int32s) -> Int64s:
    """int64[months]: how many of the numbered documents are of each month from ``columns.first_month`` on."""
    return _count_months(documents, columns.months, columns.month_count)


@kernel
def _count_months(documents: Int32s, months: Int32s, count: Integer) -> Int64s:
    counts = np.zeros(count + 1, np.int64)
    for document in documents:
        counts[months[document] + 1] += 1
    return counts[1:]


def count_said(quotes: Columns, documents: Int32s) -> dict[str, int]:
    """How many of the numbered documents of quotes are ``quotes``, and how many ``statements``."""
    count = int(quotes.quoted[documents].sum())
    return {"quotes": count, "statements": len(documents) - count}


TOGETHER = 256  # documents whose values are taken down at once, which takes half the time


class ColumnsWriter:
    """Collects the values of documents in the order of their numbers: labels of ``facets``, and ``numbers``."""

    def __init__(self, facets: tuple[str, ...], numbers: tuple[str, ...] = ()) -> None:
        self._pending: list[tuple[int, int, tuple[tuple[str, ...], ...], tuple[int, ...]]] = []
        self._days, self._instants = Pieces(np.int32), Pieces(np.int64)
        self._labels = {name: _Labels() for name in facets}
        self._numbers = {name: Pieces(np.int32) for name in numbers}

    def add(self, document: Document) -> None:
        """Take down one document's values."""
        _, _, _, day, instant, labels, _, _, _, numbers = document
        self._pending.append((day, instant, labels, numbers))  # not the texts
        if len(self._pending) == TOGETHER:
            self._take_down()

    def _take_down(self) -> None:
        if self._pending:
            days, instants, labels, numbers = zip(*self._pending, strict=True)
            self._days.add(days, len(days))
            self._instants.add(instants, len(days))
            for known, found in zip(self._labels.values(), zip(*labels, strict=True), strict=True):
                known.add(found)
            for values, more in zip(self._numbers.values(), zip(*numbers, strict=True), strict=True):
                values.add(more, len(days))
            self._pending.clear()

    def columns(self, order: Int64s) -> Columns:
        """The columns of the documents so far; ``order`` int64: they in the order of their ids."""
        self._take_down()
        instant = self._instants.whole()
        return Columns(
            self._days.whole(),
            instant,
            _places(order[np.argsort(~instant[order], kind="stable")]),
            {name: labels.facet() for name, labels in self._labels.items()},
            {name: values.whole() for name, values in self._numbers.items()},
        )


class _Labels:
    """The labels of documents as numbers: strings by the million would take ten times the memory."""

    def __init__(self) -> None:
        self._number: defaultdict[str, int] = defaultdict()
        self._number.default_factory = self._number.__len__
        self._values, self._counts = Pieces(np.int64), Pieces(np.int32)

    def add(self, labels: tuple[tuple[str, ...], ...]) -> None:
        """Take down the labels of several documents."""
        self._values.add(map(self._number.__getitem__, chain.from_iterable(labels)))
        self._counts.add(map(len, labels), len(labels))

    def facet(self) -> Labels:
        labels = list(self._number)
        order = np.array(sorted(range(len(labels)), key=labels.__getitem__), np.int64)
        starts = np.cumsum(np.append(np.zeros(1, np.int32), self._counts.whole()), dtype=np.int32)
        return Labels([labels[n] for n in order.tolist()], starts, _places(order)[self._values.whole()])


def _places(order: Int64s) -> Int32s:
    """int32: where in ``order``, a permutation, each number stands."""
    places = np.empty(len(order), np.int32)
    places[order] = np.arange(len(order), dtype=np.int32)
    return places


def join_columns(known: Columns, kept: Int32s, live: Mask, new: Columns, id_of: Callable[[int], str]) -> Columns:
    """The columns of the documents ``kept`` of ``known`` and of the ``new`` ones behind them.

    ``live`` bool: which of those kept are not deleted; ``id_of`` gives the ids of the documents by their new numbers.
    """
    instant = np.concatenate([known.instant[kept], new.instant])
    within = np.concatenate([known.rank[kept], new.rank])
    return Columns(
        np.concatenate([known.day[kept], new.day]),
        instant,
        _places(_newest_first(instant, within, len(kept), id_of)),
        {name: join_labels(facet, kept, live, new.facets[name]) for name, facet in known.facets.items()},
        {name: np.concatenate([values[kept], new.numbers[name]]) for name, values in known.numbers.items()},
    )


def _newest_first(instant: Int64s, within: Int32s, known: int, id_of: Callable[[int], str]) -> Int64s:
    """int64: all documents, newest first and then by id. ``within`` orders the first ``known`` of them, and the others.

    Ids are compared only where a document of the ones is as new as one of the others.
    """
    order = np.lexsort((within, ~instant))
    others, ordered = order >= known, instant[order]
    begins = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1])) if len(order) else order
    ends = np.append(begins[1:], len(order))
    counts = np.add.reduceat(others, begins, dtype=np.int64) if len(order) else order
    mixed = (counts > 0) & (counts < ends - begins)
    for begin, end in zip(begins[mixed].tolist(), ends[mixed].tolist(), strict=True):
        among, later = order[begin:end], others[begin:end]
        places = [bisect_left(among[~later], id_of(n), key=id_of) for n in among[later].tolist()]
        order[begin:end] = np.insert(among[~later], places, among[later])
    return order


def write_columns(columns: Columns, folder: Path) -> None:
    """Write ``columns-*.npy`` and ``labels.json``."""
    arrays: dict[str, Int32s | Int64s] = {"day": columns.day, "instant": columns.instant, "rank": columns.rank}
    arrays |= {f"number-{name}": values for name, values in columns.numbers.items()}
    for name, facet in columns.facets.items():
        arrays |= {f"{name}-starts": facet.starts, f"{name}-values": facet.values}
    for name, column in arrays.items():
        save(folder / f"{COLUMN}{name}.npy", column)
    labels = {name: facet.labels for name, facet in columns.facets.items()}
    (folder / "labels.json").write_text(json.dumps(labels, ensure_ascii=False), encoding="utf-8")


def read_columns(
    folder: Path, facets: tuple[str, ...], numbers: tuple[str, ...] = (), files: Contents | None = None
) -> Columns:
    """What ``write_columns`` wrote of these facets and numbers. ``files`` as for
    ``index.postings.segment.open_segment``. Raises ``DamagedArchive`` where it does not fit together, or
    ``ValueError``."""
    files = contents_of(folder) if files is None else files
    path = folder / "labels.json"
    labels: dict[str, list[str]] = parsed(files[path].tobytes(), Named({name: [str] for name in facets}), path)

    def array(name: str) -> npt.NDArray[Any]:
        path = folder / f"{COLUMN}{name}.npy"
        return array_of(files[path], path)

    columns = Columns(
        array("day"), array("instant"), array("rank"),
        {name: Labels(labels[name], array(f"{name}-starts"), array(f"{name}-values")) for name in facets},
        {name: array(f"number-{name}") for name in numbers},
    )  # fmt: skip
    if not _fits(columns):
        raise DamagedArchive(f"{folder} holds columns that do not fit one another; {REMEDY}")
    return columns


def _fits(it: Columns) -> bool:
    """Whether columns are of as many documents each, and lead to labels that there are."""
    documents = len(it.day)
    return (
        it.instant.dtype == np.int64
        and it.instant.shape == (documents,)
        and all(
            column.dtype == np.int32 and column.shape == (documents,) and column.min(initial=0) >= 0
            for column in (it.day, it.rank, *it.numbers.values())
        )
        and it.day.max(initial=0) <= date.max.toordinal()
        and all(facet.fits(documents) for facet in it.facets.values())
    )


COLUMN = "columns-"
