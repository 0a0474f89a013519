"""Per-article values in arrays, for counting facets, sorting and breaking ties without reading articles."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index.blocks import Int32s, Int64s, Integer
from index.document import Document
from index.jit import kernel


@dataclass(frozen=True)
class Facet:
    """The values of one field: article n has the ``labels`` numbered ``values[starts[n]:starts[n + 1]]``."""

    labels: list[str]
    starts: Int32s
    values: Int32s


@dataclass(frozen=True)
class Columns:
    """``day``: proleptic ordinal of the publisher's day, ``NO_DAY`` without; ``instant``: seconds since 1970 in
    UTC, ``NO_INSTANT`` without; ``rank``: the document's place when all are sorted newest first, then by id;
    ``numbers``: the documents' other values."""

    day: Int32s
    instant: Int64s
    rank: Int32s
    facets: dict[str, Facet]
    numbers: dict[str, Int32s]

    @cached_property
    def months(self) -> Int32s:
        """int32: 12 · year + month - 1 of each document's day; of one without, that of the first day there is."""
        days = np.maximum(self.day, 1).astype("int64") - date(1970, 1, 1).toordinal()
        months = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) + 12 * 1970
        return months.astype(np.int32)


class ColumnsWriter:
    """Collects the values of documents in the order of their numbers."""

    def __init__(self, facets: tuple[str, ...], numbers: tuple[str, ...] = ()) -> None:
        self._days: list[int] = []
        self._instants: list[int] = []
        self._ids: list[str] = []
        self.labels: dict[str, list[tuple[str, ...]]] = {name: [] for name in facets}
        self._numbers: dict[str, list[int]] = {name: [] for name in numbers}

    def add(self, document: Document) -> None:
        """Take down one document's values."""
        self._days.append(document.day)
        self._instants.append(document.instant)
        self._ids.append(document.id)
        for name, rows in self.labels.items():
            rows.append(document.labels[name])
        for name, values in self._numbers.items():
            values.append(document.numbers[name])

    def write(self, folder: Path) -> None:
        """Write ``columns.npz`` and ``labels.json``."""
        instants = np.array(self._instants, dtype=np.int64)
        order = sorted(range(len(instants)), key=lambda n: (-self._instants[n], self._ids[n]))
        rank = np.empty(len(instants), dtype=np.int32)
        rank[order] = np.arange(len(instants), dtype=np.int32)
        arrays: dict[str, Any] = {"day": np.array(self._days, dtype=np.int32), "instant": instants, "rank": rank}
        labels = {}
        arrays |= {f"number_{name}": np.array(values, dtype=np.int32) for name, values in self._numbers.items()}
        for name, rows in self.labels.items():
            labels[name] = sorted({label for row in rows for label in row})
            number = {label: n for n, label in enumerate(labels[name])}
            arrays[f"{name}_starts"] = np.cumsum([0, *map(len, rows)], dtype=np.int32)
            arrays[f"{name}_values"] = np.array([number[label] for row in rows for label in row], dtype=np.int32)
        np.savez(folder / "columns.npz", allow_pickle=False, **arrays)
        (folder / "labels.json").write_text(json.dumps(labels, ensure_ascii=False), encoding="utf-8")


def read_columns(folder: Path) -> Columns:
    """The columns that ``ColumnsWriter`` wrote."""
    labels: dict[str, list[str]] = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    with np.load(folder / "columns.npz", allow_pickle=False) as arrays:
        facets = {
            name: Facet(values, arrays[f"{name}_starts"], arrays[f"{name}_values"]) for name, values in labels.items()
        }
        numbers = {name.removeprefix("number_"): arrays[name] for name in arrays.files if name.startswith("number_")}
        return Columns(arrays["day"], arrays["instant"], arrays["rank"], facets, numbers)


def count_labels(facet: Facet, documents: Int32s) -> list[tuple[str, int]]:
    """(label, how many of the numbered documents carry it), most frequent first, then by label."""
    counts = count_values(documents, facet.starts, facet.values, len(facet.labels))
    order = np.lexsort((np.arange(len(counts)), -counts))[: np.count_nonzero(counts)]
    return [(facet.labels[n], count) for n, count in zip(order.tolist(), counts[order].tolist(), strict=True)]


@kernel
def count_values(documents: Int32s, starts: Int32s, values: Int32s, labels: Integer) -> Int64s:
    """int64[labels]: how many of ``documents`` carry each label."""
    counts = np.zeros(labels, np.int64)
    for document in documents:
        for n in range(starts[document], starts[document + 1]):
            counts[values[n]] += 1
    return counts


@kernel
def count_months(documents: Int32s, months: Int32s, day: Int32s, first: Integer, last: Integer) -> Int64s:
    """int64: how many of ``documents`` that have a day are of each month from ``first`` to ``last``."""
    counts = np.zeros(last - first + 1, np.int64)
    for document in documents:
        if day[document] > 0:
            counts[months[document] - first] += 1
    return counts


def having_label(facet: Facet, label: str) -> npt.NDArray[np.bool_]:
    """For every article, whether it carries the label, in whatever case."""
    has = np.zeros(len(facet.starts) - 1, dtype=np.bool_)
    same = [number for number, known in enumerate(facet.labels) if known.casefold() == label.casefold()]
    at = np.flatnonzero(np.isin(facet.values, same))
    has[np.searchsorted(facet.starts, at, side="right") - 1] = True
    return has
