"""What a generation knows of its articles without their texts: which there are, which were removed, and how many
earlier versions each has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import compress
from pathlib import Path

import numpy as np

from index.archive.generation import DELETED, live_file
from index.archive.manifest import EARLIER, SEGMENTS, number_of_articles
from index.arrays.npy import array_of
from index.arrays.types import Mask
from index.errors import DamagedArchive
from index.postings.dictionary import open_dictionary
from index.postings.live_counts import deleted_by
from index.postings.segment import open_segment
from index.repairing.remains import Remains, content, contents, folders_in, stored_in
from index.store.versions import KEYS, key_of, keys_of

UNTOLD = (DamagedArchive, OSError, ValueError, KeyError, TypeError, IndexError)  # what reading damaged files raises


@dataclass
class Known:
    """What a generation knows. ``live``: the ids of its articles, each with the segment that has it, "" where that is
    one of which the ids cannot be read; ``deleted``: the ids of those that are deleted in each segment, and ``removed``
    such as are in no other either; ``unknown``: segments of which not all ids can be read. ``keys``: those of the
    versions in each store, None where they cannot be read. ``notes`` on what cannot be told."""

    live: dict[str, str] = field(default_factory=dict)
    deleted: dict[str, set[str]] = field(default_factory=dict)
    removed: set[str] = field(default_factory=set)
    unknown: list[str] = field(default_factory=list)
    keys: dict[str, Counter[int] | None] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def versions(self, identifier: str) -> int | None:
        """How many earlier versions the article with this id has; None where that is not known."""
        key, found = key_of(identifier), 0
        for keys in self.keys.values():
            if keys is None:
                return None
            found += keys[key]
        return found

    def has(self, identifier: str) -> bool:
        """Whether there is sure to be an article with this id: only articles have versions."""
        return identifier in self.live or any(keys and keys[key_of(identifier)] for keys in self.keys.values())


def known_of(it: Remains) -> Known:
    """What a generation knows, as far as its files are whole."""
    known, deleted = Known(), dict[str, None]()  # in order
    first: int | None = 0
    for name in folders_in(it, SEGMENTS):
        ids = _ids(it, name)
        count = _size(it, name) if ids is None else len(ids)
        gone = _deleted(it, name, first, count)
        first = first + count if first is not None and count is not None else None
        if ids is None:  # nor which of them were removed
            ids = [article.id for article in stored_in(it, f"{SEGMENTS}/{name}")]
            gone = None if ids and (gone is None or gone.any()) else np.zeros(len(ids), np.bool_)
            known.notes.append(f"which articles segment {name} had is not known")
            known.unknown.append(name)
        if gone is None:
            known.notes.append(f"which articles of segment {name} had been removed is not known: they are back")
            gone = np.zeros(len(ids), np.bool_)
        known.live |= dict.fromkeys(compress(ids, ~gone), name)
        known.deleted[name] = set(compress(ids, gone))
        deleted |= dict.fromkeys(compress(ids, gone))
    known.keys = {name: _keys(it, name) for name in folders_in(it, EARLIER)}
    replaced = [name for name in deleted if known.unknown and known.has(name)]  # by what cannot be read
    known.live |= {name: "" for name in replaced if name not in known.live}
    known.removed = deleted.keys() - known.live.keys()
    return known


def doubtful(it: Remains, known: Known, before: Mapping[str, Known]) -> dict[str, str]:
    """The ids of articles that a generation may still have, in segments of which it does not know them, each with the
    generation that had it; by what those ``before`` it know, the last one first. Of which it is sure after all goes
    into ``known``."""
    found: dict[str, str] = {}
    if not known.unknown or (it.proven and number_of_articles(it.manifest) <= len(known.live)):
        return found
    gone = set(known.removed)
    for generation, its in before.items():
        for name in its.live:
            if name not in known.live and name not in gone:
                if known.has(name):
                    known.live[name] = ""
                else:
                    found.setdefault(name, generation)
        gone |= its.removed
        if not its.unknown:
            break
    return found


def _ids(it: Remains, name: str) -> list[str] | None:
    """The ids of the articles of a segment, deleted ones too, in the order of their numbers; None where they cannot be
    told."""
    folder = it.folder / SEGMENTS / name / "articles"
    try:
        files = contents(it, folder)
        names = open_dictionary(folder, "ids", files)
        documents = array_of(files[folder / "documents.npy"], folder).tolist()
        return [name for _, name in sorted(zip(documents, names.spelled(np.arange(len(names))), strict=True))]
    except UNTOLD:
        whole = {f"{SEGMENTS}/{name}/articles.zst", f"{SEGMENTS}/{name}/articles.dict"} <= it.whole
        return [article.id for article in stored_in(it, f"{SEGMENTS}/{name}")] if whole else None


def _size(it: Remains, name: str) -> int | None:
    """How many articles a segment has, deleted ones too, by the table of their texts."""
    path = it.folder / SEGMENTS / name / "articles.npy"
    try:
        return int(array_of(contents(it, path.parent)[path], path)[-1, 0])
    except UNTOLD:
        return None


def _deleted(it: Remains, name: str, first: int | None, count: int | None) -> Mask | None:
    """bool: which of the articles of a segment, that are numbered from ``first`` on, were removed; None where that is
    not known."""
    place = it.folder / "articles" / DELETED
    if f"articles/{DELETED}" not in it.sums.keys() | it.whole:
        return np.zeros(count or 0, np.bool_)
    if first is None or count is None:
        return None
    none = np.zeros(count, np.bool_)
    try:
        if f"articles/{DELETED}" in it.whole:
            found: Mask | None = array_of(content(it, f"articles/{DELETED}"), place)[first : first + count]
        else:
            found = _deleted_by_counts(it, it.folder / SEGMENTS / name, first, none)
    except UNTOLD:
        return None
    return found if found is not None and (found.dtype, found.shape) == (none.dtype, none.shape) else None


def _deleted_by_counts(it: Remains, segment: Path, first: int, none: Mask) -> Mask | None:
    """The same by what the lists of a segment hold without them; None where that does not tell."""
    file = live_file(it.folder / "articles", first)
    name = file.relative_to(it.folder).as_posix()
    if name not in it.sums.keys() | it.whole:
        return none
    if name not in it.whole:
        return None
    opened = open_segment(segment / "articles", contents(it, segment / "articles"))
    return deleted_by(opened, array_of(content(it, name), file))


def _keys(it: Remains, name: str) -> Counter[int] | None:
    """The keys of the versions in a store."""
    store = it.folder / EARLIER / name
    try:
        return Counter(keys_of(contents(it, store)[store / KEYS], store / KEYS).tolist())
    except UNTOLD:
        whole = {f"{EARLIER}/{name}/articles.zst", f"{EARLIER}/{name}/articles.dict"} <= it.whole
        return Counter(key_of(version.id) for version in stored_in(it, f"{EARLIER}/{name}")) if whole else None
