"""Per-article values in arrays, for counting facets, sorting and breaking ties without reading articles."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.article import Article

Int32s = npt.NDArray[np.int32]
Int64s = npt.NDArray[np.int64]

NO_DAY = 0  # date.min has ordinal 1
NO_INSTANT = np.iinfo(np.int64).min
FACET_FIELDS = ("section", "byline", "tags")


@dataclass(frozen=True)
class Facet:
    """The values of one field: article n has the ``labels`` numbered ``values[starts[n]:starts[n + 1]]``."""

    labels: list[str]
    starts: Int32s
    values: Int32s


@dataclass(frozen=True)
class Columns:
    """``day``: proleptic ordinal of the publisher's day, ``NO_DAY`` without; ``instant``: seconds since 1970 in
    UTC, ``NO_INSTANT`` without; ``rank``: the article's place when all are sorted newest first, then by id."""

    day: Int32s
    instant: Int64s
    rank: Int32s
    facets: dict[str, Facet]


class ColumnsWriter:
    """Collects the values of articles in the order of their numbers."""

    def __init__(self) -> None:
        self._days: list[int] = []
        self._instants: list[int] = []
        self._ids: list[str] = []
        self._values: dict[str, list[list[str]]] = {name: [] for name in FACET_FIELDS}

    def add(self, article: Article) -> None:
        """Take down one article's values."""
        self._days.append(article.day.toordinal() if article.day else NO_DAY)
        self._instants.append(_instant(article))
        self._ids.append(article.id)
        self._values["section"].append([article.section] if article.section else [])
        self._values["byline"].append(list(article.byline))
        self._values["tags"].append(list(article.tags))

    def write(self, folder: Path) -> None:
        """Write ``columns.npz`` and ``labels.json``."""
        instants = np.array(self._instants, dtype=np.int64)
        order = sorted(range(len(instants)), key=lambda n: (-self._instants[n], self._ids[n]))
        rank = np.empty(len(instants), dtype=np.int32)
        rank[order] = np.arange(len(instants), dtype=np.int32)
        arrays: dict[str, Any] = {"day": np.array(self._days, dtype=np.int32), "instant": instants, "rank": rank}
        labels = {}
        for name, rows in self._values.items():
            labels[name] = sorted({label for row in rows for label in row})
            number = {label: n for n, label in enumerate(labels[name])}
            arrays[f"{name}_starts"] = np.cumsum([0, *map(len, rows)], dtype=np.int32)
            arrays[f"{name}_values"] = np.array([number[label] for row in rows for label in row], dtype=np.int32)
        np.savez(folder / "columns.npz", allow_pickle=False, **arrays)
        (folder / "labels.json").write_text(json.dumps(labels, ensure_ascii=False), encoding="utf-8")


def _instant(article: Article) -> int:
    published = article.published
    if published is None:
        return int(NO_INSTANT)
    if not isinstance(published, datetime):
        published = datetime.combine(published, time(), UTC)
    return int(published.timestamp())


def read_columns(folder: Path) -> Columns:
    """The columns that ``ColumnsWriter`` wrote."""
    labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    with np.load(folder / "columns.npz", allow_pickle=False) as arrays:
        facets = {
            name: Facet(labels[name], arrays[f"{name}_starts"], arrays[f"{name}_values"]) for name in FACET_FIELDS
        }
        return Columns(arrays["day"], arrays["instant"], arrays["rank"], facets)


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
