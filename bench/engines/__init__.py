"""Engines beside each other: one module an engine, all with the same functions.

A module of this package has

- ``LARGEST``: the most stories it is measured with by default; none where that has no end;
- ``build(stories, folder)``: index headline and body with English stemming and positions, the date, section and tags
  for filters and facets, and store headline, body and id; all of it is on disk, below ``folder``, on return;
- ``open_index(folder)``: an ``Engine`` over those files.

The headline weighs four times the body where the engine can weigh. Ids are decimal numbers.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol, cast

from bench.corpora import BenchQuery, Story

NAMES = ("morgue", "tantivy", "fts5", "xapian", "whoosh", "bm25s")
HEADLINE_WEIGHT = 4
TOP = 10
SYNCED = 4  # files at once


class Engine(Protocol):
    """An open index."""

    def prepare(self, query: BenchQuery) -> Any:
        """Whatever ``run`` takes for ``query``, parsed; none where the engine has no such queries."""

    def run(self, prepared: Any) -> tuple[int, list[str]]:
        """How many stories match, exactly, and the ids of the ten best, best first; facets are counted as well."""


class Adapter(Protocol):
    """A module of this package."""

    LARGEST: int | None

    def build(self, stories: Iterable[Story], folder: Path) -> None:
        """Index ``stories`` in ``folder``, which exists and is empty."""

    def open_index(self, folder: Path) -> Engine:
        """The index that ``build`` left in ``folder``."""


def load(name: str) -> Adapter:
    """The module of an engine; ``ImportError`` where its library is not installed."""
    return cast(Adapter, import_module(f"{__name__}.{name}"))


def size(folder: Path) -> int:
    """Bytes of all files below ``folder``."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def sync(folder: Path) -> None:
    """Have all files below ``folder`` on disk."""
    with ThreadPoolExecutor(SYNCED) as pool:
        list(pool.map(_sync, (folder, *folder.rglob("*"))))


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)
