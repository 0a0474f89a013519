"""One generation of an archive, opened for reading."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from corpus.article import Article
from index.archive.directory import Location, current_generation
from index.archive.manifest import EARLIER, MANIFEST, REPORT, SEGMENTS, read_files, read_manifest, verify_files
from index.archive.report import read_report
from index.arrays.files import SOURCES, Contents
from index.arrays.npy import array_of, save
from index.arrays.types import Int32s, Mask, UInt8s, UInt32s
from index.columns.columns import Columns, read_columns, write_columns
from index.document import ARTICLE_LABELS, NAMES, QUOTE_LABELS, QUOTE_NUMBERS
from index.errors import REMEDY, ArchiveError, DamagedArchive, unreadable
from index.fields import EVERYWHERE, EXACT
from index.postings.dictionary import Dictionary
from index.postings.lists import postings
from index.postings.segment import Segment, open_segment
from index.remembering import remembering
from index.store.articles import ArticleReader
from index.store.sources import read_sources
from index.store.versions import Store, versions_of
from index.text.compounds import key_range, splits_of
from index.text.stemming import stem_of

DELETED = "deleted.npy"
COLUMNS = {"articles": (ARTICLE_LABELS, ()), "quotes": ((*QUOTE_LABELS, NAMES), QUOTE_NUMBERS)}
# A word in parts that is so many times rarer than the whole is taken for a slip: a phrase that is slower to find, and
# leads to hardly any article more. In Reuters-21578 "to day" is 338 times rarer than "today", "share holders" 836, and
# "week end" 209 times rarer than "weekend".
SELDOM = 300
CACHED_COUNTS = 4096  # terms whose counts are remembered, some 200 bytes each


class Part(NamedTuple):
    """A segment of a collection. Its documents are numbered from ``first`` on; ``deleted`` bool[documents] says which
    of them are no longer there, None if none is; ``counts`` are those of its lists without them."""

    segment: Segment
    first: int
    counts: UInt32s
    deleted: Mask | None


class Counts(NamedTuple):
    """In how many documents a term occurs, and how often."""

    documents: int
    occurrences: int


class Collection:
    """An index over documents in segments, and their columns. Safe for threads. What is deleted counts nowhere."""

    def __init__(self, parts: tuple[Part, ...], columns: Columns) -> None:
        self.parts, self.columns = parts, columns
        self.counts = remembering(self._counts, CACHED_COUNTS)

    @classmethod
    def of(cls, segment: Segment, columns: Columns) -> Collection:
        """The collection of one segment's documents."""
        return cls((Part(segment, 0, segment.counts, None),), columns)

    @cached_property
    def deleted(self) -> Mask:
        """bool: of all numbers, those whose documents are deleted."""
        masks = [np.zeros(p.segment.documents, np.bool_) if p.deleted is None else p.deleted for p in self.parts]
        return np.concatenate(masks)

    @cached_property
    def live(self) -> Int32s:
        """int32: the numbers of the documents, ascending."""
        return np.flatnonzero(~self.deleted).astype(np.int32)

    @cached_property
    def forms(self) -> tuple[Dictionary, ...]:
        """The forms of each part."""
        return tuple(part.segment.forms for part in self.parts)

    @cached_property
    def compounds(self) -> tuple[Dictionary, ...]:
        """The words that each part writes in several, for ``splits``."""
        return tuple(part.segment.compounds for part in self.parts)

    def splits(self, form: str) -> list[tuple[str, ...]]:
        """The parts in which texts write a word: "e", "mail" of "email"."""
        stem = stem_of(form)
        begin, end = key_range(stem)
        keys = [
            key.decode("utf-8", "surrogatepass")
            for known in self.compounds
            if (some := known.range(begin, end))[0] < some[1]
            for key in known.terms(*some)
        ]
        if not keys:
            return []
        whole = self.counts(EVERYWHERE, stem).occurrences
        return [parts for parts, count in splits_of(keys, stem, form).items() if count * SELDOM >= whole]

    def knows(self, form: str) -> bool:
        """Whether any text has a form of this word."""
        stem = stem_of(form).encode("utf-8", "surrogatepass")
        return any(part.segment.stems.find(stem) >= 0 for part in self.parts)

    def like(self, form: str, edits: int, prefix: int) -> set[str]:
        """The words at most so many edits away that begin with the same ``prefix`` code points."""
        encoded = form.encode("utf-8", "surrogatepass")
        return {near for forms in self.forms for near in forms.spelled(forms.fuzzy(encoded, edits, prefix))}

    def frequencies(self, forms: Iterable[str]) -> dict[str, int]:
        """In how many documents each of some words stands."""
        return {form: self.counts(EVERYWHERE, EXACT + form).documents for form in forms}

    def has(self, form: str) -> bool:
        """Whether any text has this form."""
        return any(forms.find(form.encode("utf-8", "surrogatepass")) >= 0 for forms in self.forms)

    def __len__(self) -> int:
        return len(self.live)

    def _counts(self, field: str, term: str) -> Counts:
        """The counts of ``term`` (behind "=": that form) in ``field``."""
        found = [_counts(part, field, term) for part in self.parts]
        return Counts(sum(each.documents for each in found), sum(each.occurrences for each in found))

    def length(self, field: str) -> float:
        """The length of all documents together in a field."""
        return sum(_length(part, field) for part in self.parts)

    def ids_of(self, documents: Int32s) -> list[str]:
        """The ids of documents."""
        if len(self.parts) == 1:
            return self.parts[0].segment.ids_of(documents)
        return [id_of(self.parts, document) for document in documents.tolist()]

    def ids_from(self, beginning: str) -> list[str]:
        """The ids of documents that begin so."""
        found = {name for part in self.parts for name in part.segment.ids_from(beginning)}
        return sorted(name for name in found if self.document(name) >= 0)

    def document(self, identifier: str) -> int:
        """The number of the document with this id, or -1."""
        for segment, first, _, deleted in self.parts:
            number = segment.document(identifier)
            if number >= 0 and (deleted is None or not deleted[number]):
                return first + number
        return -1


def _counts(part: Part, field: str, term: str) -> Counts:
    segment = part.segment
    found = segment.list_of(field, term)
    if found.number < 0:
        return Counts(0, 0)
    if found.ordinal < 0 and field != segment.main:
        return Counts(*part.counts[found.number].tolist())
    documents, weights = postings(segment, field, term)
    kept = slice(None) if part.deleted is None else ~part.deleted[documents]
    return Counts(len(documents[kept]), int(weights[kept].sum(dtype=np.float64)))


def _length(part: Part, field: str) -> float:
    lengths = part.segment.lengths(field)
    return float((lengths if part.deleted is None else lengths[~part.deleted]).sum(dtype=np.float64))


def id_of(parts: Sequence[Part], document: int) -> str:
    """The id of a document of a collection in ``parts``."""
    part = parts[bisect_right(parts, document, key=lambda part: part.first) - 1]
    return part.segment.ids_of(np.array([document - part.first], np.int32))[0]


def check(archive: Location) -> int:
    """Compare every file of the generation in force with its checksum, and read all that is ever read; how many files
    there are. Raises ``NoArchive``, ``DamagedArchive``, ``FormatError`` or ``TooManyOpen``."""
    folder, digest = current_generation(Path(archive))
    files = read_manifest(folder, digest)["files"]
    verify_files(folder, files, list(files))
    Generation(Path(archive)).read_all()
    if SOURCES in files:
        read_sources(folder)
    return len(files)


class Generation:
    """Everything a search needs, read-only: the articles and their quotes as collections, and the texts by number.

    ``segments`` names the parts of both; ``earlier`` are the stores of earlier versions, by their names; ``report``
    says what was read to make it, as ``BuildReport`` in plain JSON values; ``built`` when that was; ``current`` how it
    is named as the one in force. Before each question ``refuse_cut`` is to be called, which raises ``DamagedArchive``:
    some of it may be in files that are mapped.
    """

    def __init__(self, archive: Path) -> None:
        """Open the generation in force. Raises ``NoArchive``, ``DamagedArchive`` or ``FormatError``."""
        self.current = current_generation(archive)
        self.folder = self.current.folder
        self.manifest: dict[str, Any] = read_manifest(*self.current)
        try:
            files = read_files(self.folder, self.manifest["files"])
            self.refuse_cut = files.refuse_cut
            self.segments: list[str] = self.manifest["segments"]
            self.articles = _open_collection(self.folder, "articles", self.segments, files)
            self.quotes = _open_collection(self.folder, "quotes", self.segments, files)
            _refuse_strays(self.folder, self.manifest, self.articles, self.quotes)
            self._texts = [ArticleReader(self.folder / SEGMENTS / name, files) for name in self.segments]
            stores = self.manifest.get(EARLIER, [])
            self.earlier = {name: Store(self.folder / EARLIER / name, files) for name in stores}
            self.report: dict[str, Any] = read_report(files[self.folder / REPORT].tobytes(), self.folder / REPORT)
            self.built = datetime.fromtimestamp(int((self.folder / MANIFEST).stat().st_mtime), UTC)
        except ArchiveError:
            raise
        except OSError as error:
            raise unreadable(Path(error.filename or self.folder), error) from error
        except Exception as error:  # damaged files make NumPy and others raise what they like
            raise DamagedArchive(f"{self.folder} cannot be opened ({error}); {REMEDY}") from error

    def __len__(self) -> int:
        return int(self.manifest["articles"])

    def read_all(self) -> None:
        """Read every list and every article. Raises ``DamagedArchive``."""
        for part in (*self.articles.parts, *self.quotes.parts):
            part.segment.admit_all(0, len(part.segment.terms))
        said = np.zeros(len(self.articles.deleted), np.int64)
        for number in self.articles.live.tolist():
            said[number] = len(self.article(number).said)
        live, numbers = self.quotes.live, self.quotes.columns.numbers
        if np.any(numbers["nth"][live] >= said[numbers["article"][live]]):
            raise DamagedArchive(f"{self.folder / 'quotes'} has quotes that its articles have not; {REMEDY}")
        for name, store in self.earlier.items():
            if not all(self.articles.document(version.id) >= 0 for version in store):
                raise DamagedArchive(f"{self.folder / EARLIER / name} has versions of no article; {REMEDY}")

    def versions(self, identifier: str) -> Iterator[Article]:
        """The earlier versions of the article with this id, in the order in which others took their place."""
        return versions_of(identifier, [*self.earlier.values()])

    def article(self, number: int) -> Article:
        """The article with a document number of ``articles``."""
        reader, within = self.reader(number)
        return reader[within]

    def reader(self, number: int) -> tuple[ArticleReader, int]:
        """What reads the article with a document number of ``articles``, and its number there."""
        parts = self.articles.parts
        at = bisect_right(parts, number, key=lambda part: part.first) - 1
        return self._texts[at], number - parts[at].first

    def quote(self, number: int, read: Callable[[int], Article] | None = None) -> tuple[Article, int]:
        """The article of the quote with a document number of ``quotes``, and which of ``Article.said`` that is; who
        asks for many may ``read`` articles otherwise."""
        numbers = self.quotes.columns.numbers
        article, nth = (read or self.article)(int(numbers["article"][number])), int(numbers["nth"][number])
        if nth >= len(article.said):
            raise DamagedArchive(f"{self.folder / 'quotes'} has more quotes than article {article.id!r}; {REMEDY}")
        return article, nth


def _refuse_strays(folder: Path, manifest: dict[str, Any], articles: Collection, quotes: Collection) -> None:
    said = manifest["quotes"] + manifest["statements"]
    if (manifest["articles"], said) != (len(articles), len(quotes)):
        raise DamagedArchive(f"{folder / MANIFEST} counts other articles or quotes than there are; {REMEDY}")
    if quotes.columns.numbers["article"].max(initial=-1) >= len(articles.columns.day):
        raise DamagedArchive(f"{folder / 'quotes'} has quotes of articles that there are not; {REMEDY}")


def _open_collection(folder: Path, name: str, segments: list[str], files: Contents) -> Collection:
    columns, place = read_columns(folder / name, *COLUMNS[name], files), folder / name / DELETED
    deleted = array_of(files[place], place) if place in files else None
    parts: list[Part] = []
    first = 0
    for each in segments:
        segment, counts = open_segment(folder / SEGMENTS / each / name, files), live_file(folder / name, first)
        part = Part(segment, first, segment.counts, None)
        if deleted is not None and counts in files:
            some = deleted[first : first + segment.documents]
            part = part._replace(counts=_counts_of(files[counts], counts, segment), deleted=some)
        parts.append(part)
        first += segment.documents
    if len(columns.day) != first or (deleted is not None and (deleted.dtype != np.bool_ or deleted.shape != (first,))):
        raise DamagedArchive(f"{folder / name} has other documents than its segments; {REMEDY}")
    return Collection(tuple(parts), columns)


def _counts_of(content: UInt8s, file: Path, segment: Segment) -> UInt32s:
    """The counts of a segment's lists without what is deleted."""
    counts: UInt32s = array_of(content, file)
    if counts.dtype != np.uint32 or counts.shape != segment.counts.shape or np.any(counts > segment.counts):
        raise DamagedArchive(f"{file} does not fit its segment; {REMEDY}")
    return counts


def write_collection(collection: Collection, folder: Path) -> None:
    """Write what a generation has of a collection beside its segments, into a new folder: the columns and, where
    documents are deleted, ``deleted.npy`` bool[documents] and the counts of the parts in which they are."""
    folder.mkdir()
    write_columns(collection.columns, folder)
    if collection.deleted.any():
        save(folder / DELETED, collection.deleted)
    for part in collection.parts:
        if part.deleted is not None:
            save(live_file(folder, part.first), part.counts)


def live_file(folder: Path, first: int) -> Path:
    """The counts of the segment whose documents begin with the number ``first``, without what is deleted."""
    return folder / f"counts-{first}.npy"
