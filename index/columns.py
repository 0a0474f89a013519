"""Per-article values in arrays, for counting facets, sorting and breaking ties without reading articles."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index.document import Document

Int32s = npt.NDArray[np.int32]
Int64s = npt.NDArray[np.int64]


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


def count_labels(facet: Facet, articles: Int64s) -> Iterable[tuple[str, int]]:
    """(label, how many of the numbered articles carry it), most frequent first, then by label."""
    counts = np.bincount(_values_of(facet, articles), minlength=len(facet.labels))
    order = np.lexsort((np.arange(len(counts)), -counts))
    return [(facet.labels[n], int(counts[n])) for n in order[: np.count_nonzero(counts)]]


def having_label(facet: Facet, label: str) -> npt.NDArray[np.bool_]:
    """For every article, whether it carries the label, in whatever case."""
    has = np.zeros(len(facet.starts) - 1, dtype=np.bool_)
    same = [number for number, known in enumerate(facet.labels) if known.casefold() == label.casefold()]
    at = np.flatnonzero(np.isin(facet.values, same))
    has[np.searchsorted(facet.starts, at, side="right") - 1] = True
    return has


def _values_of(facet: Facet, articles: Int64s) -> Int32s:
    owners = np.zeros(len(facet.starts) - 1, dtype=np.bool_)
    owners[articles] = True
    return facet.values[np.repeat(owners, np.diff(facet.starts))]
