"""The articles of a damaged generation, and earlier versions of them, as far as their stored texts are whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from corpus.article import Article, Source, Unreadable
from index.archive.generation import DELETED, live_file
from index.archive.manifest import EARLIER, GENERATION, SEGMENTS
from index.arrays.files import OpenFile
from index.arrays.npy import array_of
from index.arrays.types import Mask
from index.errors import DamagedArchive
from index.postings.dictionary import open_dictionary
from index.postings.live_counts import deleted_by
from index.postings.segment import open_segment
from index.repairing.remains import Remains, content, contents
from index.store.salvage import salvaged
from index.store.versions import KEYS, in_order, key_of, keys_of


def articles_in(it: Remains, lost: list[Unreadable]) -> Iterator[Article | Unreadable]:
    """The articles that can be read, segment by segment. Those that cannot are ``lost``; where one has an earlier
    version that can be read, that stands in for it."""
    missing: dict[str, Source] = {}
    first: int | None = 0
    for name in _folders(it, SEGMENTS):
        segment = it.folder / SEGMENTS / name
        ids = _ids(it, segment)
        deleted = _deleted(it, segment, first, len(ids))
        left = {identifier: None for identifier, gone in zip(ids, deleted, strict=True) if not gone}
        removed = set(ids) - left.keys()
        for article in salvaged(segment, contents(it, segment)):
            left.pop(article.id, None)
            missing.pop(article.id, None)  # which was not known to be replaced
            if article.id not in removed:
                yield article
        missing |= {name: Source(f"{SEGMENTS}/{segment.name}", f"article {name!r}") for name in left}
        first = first + len(ids) if first is not None and ids else None
    it.stand_ins = _stand_ins(it, missing)
    for name, source in missing.items():
        stands_in = name in it.stand_ins
        lost.append(Unreadable(source, f"its stored text is damaged{INSTEAD if stands_in else ''}"))
        yield lost[-1]
        if stands_in:
            version = it.stand_ins[name]
            shown = replace(version, remarks=(*version.remarks, REMARK))
            yield shown.with_quotes(version.quotes, version.statements)


INSTEAD = ", and the version before it is shown"
REMARK = "an earlier version: the newest was lost to damage of the archive"


def _folders(it: Remains, place: str) -> list[str]:
    """The names of segments, or of stores of earlier versions, in order."""
    listed = {name.split("/")[1] for name in it.sums if name.startswith(f"{place}/")}
    there = {path.name for path in (it.folder / place).glob("*") if GENERATION.fullmatch(path.name)}
    return sorted(listed | there, key=int)


def _stand_ins(it: Remains, missing: Collection[str]) -> dict[str, Article]:
    """Of the articles that are missing, the last of their earlier versions, by id."""
    found: dict[str, list[Article]] = {}
    for version in _salvaged_versions(it) if missing else ():
        if version.id in missing:
            found.setdefault(version.id, []).append(version)
    return {name: in_order(versions)[-1] for name, versions in found.items()}


def _salvaged_versions(it: Remains) -> Iterator[Article]:
    for name in _folders(it, EARLIER):
        yield from salvaged(it.folder / EARLIER / name, contents(it, it.folder / EARLIER / name))


def versions_in(it: Remains) -> Iterator[Article]:
    """The earlier versions that can be read, but for those that stand in for their articles; which cannot be read is
    noted, as far as that can be told."""
    for name in _folders(it, EARLIER):
        store, found = it.folder / EARLIER / name, Counter[int]()
        for version in salvaged(store, contents(it, store)):
            found[key_of(version.id)] += 1
            if version != it.stand_ins.get(version.id):
                yield version
        _note_missing(it, store, found)


def _note_missing(it: Remains, store: Path, found: Counter[int]) -> None:
    """Note which versions of a store are not among those ``found``, which are counted by their keys."""
    files, name = contents(it, store), f"{EARLIER}/{store.name}"
    try:
        missing = Counter(keys_of(files[store / KEYS], store / KEYS).tolist()) - found
    except (DamagedArchive, ValueError):
        if not {f"{name}/articles.zst", f"{name}/articles.dict"} <= it.whole:
            it.notes.append(f"some earlier versions in {name} may be lost: how many there were is not known")
        return
    if missing:
        ids = {each for segment in _folders(it, SEGMENTS) for each in _ids(it, it.folder / SEGMENTS / segment)}
        of = ", ".join(repr(each) for each in sorted(ids) if key_of(each) in missing)
        it.notes.append(f"{missing.total():,} earlier versions in {name} are lost, of: {of}")


def _ids(it: Remains, segment: Path) -> list[str]:
    """The ids of the articles of a segment, deleted ones too, in the order of their numbers; none where they cannot be
    told."""
    try:
        files = contents(it, segment / "articles")
        names = open_dictionary(segment / "articles", "ids", files)
        documents = array_of(files[segment / "articles" / "documents.npy"], segment).tolist()
        return [name for _, name in sorted(zip(documents, names.spelled(np.arange(len(names))), strict=True))]
    except (DamagedArchive, ValueError):
        if f"{SEGMENTS}/{segment.name}/articles.zst" in it.whole:
            return [article.id for article in salvaged(segment, contents(it, segment))]
        it.notes.append(f"which articles segment {segment.name} had is not known")
        return []


def _deleted(it: Remains, segment: Path, first: int | None, count: int) -> Mask:
    """bool: which of the articles of a segment, that are numbered from ``first`` on, were removed."""
    none = np.zeros(count, np.bool_)
    place = it.folder / "articles" / DELETED
    if f"articles/{DELETED}" not in it.sums.keys() | it.whole:
        return none
    try:
        if first is not None and f"articles/{DELETED}" in it.whole:
            return array_of(content(it, f"articles/{DELETED}"), place)[first : first + count] | none
        found = _deleted_by_counts(it, segment, first, none)
    except (DamagedArchive, OSError, ValueError, KeyError, TypeError):
        found = None
    if found is None:
        it.notes.append(f"which articles of segment {segment.name} had been removed is not known: they are back")
    return none if found is None else found


def _deleted_by_counts(it: Remains, segment: Path, first: int | None, none: Mask) -> Mask | None:
    """The same by what the lists of a segment hold without them; None where that does not tell."""
    if first is None:
        return None
    file = live_file(it.folder / "articles", first)
    name = file.relative_to(it.folder).as_posix()
    if name not in it.sums.keys() | it.whole:
        return none
    if name not in it.whole:
        return None
    opened = open_segment(segment / "articles", contents(it, segment / "articles"))
    return deleted_by(opened, array_of(OpenFile(file).whole(), file))
