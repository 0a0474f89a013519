"""Earlier versions of articles: kept beside those that are searched, found by their ids, and counted nowhere.

They lie in stores. Each is written once, as ``index.store.texts`` says, and has beside its texts

keys.npy    uint64[versions]: what each is found by (``key_of``)

In all stores of a generation, one behind the other, the versions of an article stand in the order in which others took
their place, or in which they came too late to be shown.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import xxhash

from corpus.article import Article
from index.arrays.files import Contents, contents_of
from index.arrays.npy import array_of, save
from index.arrays.types import UInt8s, UInt64s
from index.document import article_document
from index.errors import REMEDY, DamagedArchive
from index.fields import DEFAULT_BOOSTS
from index.store.articles import ArticleReader
from index.store.placing import AnyDated, lined_up
from index.store.texts import TextWriter
from index.text.batches import Batch, Gathered
from index.text.tokenizing import tokenize

KEYS = "keys.npy"
FIELDS = {name: number for number, name in enumerate(DEFAULT_BOOSTS)}  # which a batch wants, and nobody looks at here


def key_of(identifier: str) -> int:
    """The xxh3 of an id: two ids have the same by chance once in 2⁶⁴."""
    return xxhash.xxh3_64_intdigest(identifier.encode("utf-8", "surrogatepass"))


def write_versions(versions: Iterable[Article], folder: Path) -> None:
    """Write a store of ``versions`` into a new folder; nothing where there are none."""
    keys, writer = array("Q"), None
    with ExitStack() as cancelling:
        for batch in _batches(versions, keys):
            tokens = tokenize(batch.data, batch.starts, batch.ends)
            if writer is None:
                folder.mkdir(parents=True)
                writer = TextWriter(folder)
                cancelling.callback(writer.cancel)
                writer.learn(batch, tokens)
            writer.append(writer.compressed(batch, tokens))
        if writer:
            writer.finish()
            save(folder / KEYS, np.array(keys, np.uint64))


def _batches(versions: Iterable[Article], keys: array[int]) -> Iterator[Batch]:
    """The versions, as many as are compressed at once; their keys are put behind ``keys``."""
    gathered, first = Gathered(FIELDS, whole=True), 0
    for version in versions:
        keys.append(key_of(version.id))
        gathered.add(article_document(version))
        if gathered.full:
            yield gathered.batch()
            gathered, first = Gathered(FIELDS, whole=True), len(keys)
    if len(keys) > first:
        yield gathered.batch()


def keys_of(content: UInt8s, path: Path) -> UInt64s:
    """The keys in the content of a file. Raises ``DamagedArchive`` or ``ValueError``."""
    keys: UInt64s = array_of(content, path)
    if keys.dtype != np.uint64 or keys.ndim != 1:
        raise DamagedArchive(f"{path} holds no keys; {REMEDY}")
    return keys


class Store:
    """The versions in a folder that ``write_versions`` filled, by number. Safe for threads."""

    def __init__(self, folder: Path, files: Contents | None = None) -> None:
        """``files`` as for ``index.postings.segment.open_segment``. Raises ``DamagedArchive`` or ``ValueError``."""
        files = contents_of(folder) if files is None else files
        self._folder, self._texts = folder, ArticleReader(folder, files)
        self.keys = keys_of(files[folder / KEYS], folder / KEYS)
        if len(self.keys) != len(self._texts):
            raise DamagedArchive(f"{folder / KEYS} does not fit the texts beside it; {REMEDY}")

    def __len__(self) -> int:
        return len(self.keys)

    def __getitem__(self, number: int) -> Article:
        version = self._texts[number]
        if key_of(version.id) != self.keys[number]:
            raise DamagedArchive(f"{self._folder}: version {number} is of another article; {REMEDY}")
        return version

    def __iter__(self) -> Iterator[Article]:
        return map(self.__getitem__, range(len(self)))

    def numbers_of(self, identifier: str) -> list[int]:
        """The numbers of those that may be versions of the article with this id."""
        found: list[int] = np.flatnonzero(self.keys == np.uint64(key_of(identifier))).tolist()
        return found

    def has_any(self, identifiers: Collection[str]) -> bool:
        """Whether there may be versions of any of the articles with these ids."""
        return bool(np.isin(self.keys, np.array([*map(key_of, identifiers)], np.uint64)).any())


def versions_of(identifier: str, stores: Sequence[Store]) -> Iterator[Article]:
    """The earlier versions of the article with this id, as they stand in ``stores``. Raises ``DamagedArchive``."""
    for store in stores:
        for number in store.numbers_of(identifier):
            if (version := store[number]).id == identifier:
                yield version


def in_order(versions: Iterable[AnyDated]) -> list[AnyDated]:
    """Versions of an article, given as they came, in the order of publication, as far as they say when that was.

    One without a time stands behind those of its day that were there before it, one without a day behind all that were.
    """
    return lined_up(versions)[0]
