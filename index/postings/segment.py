"""A segment: the inverted index of a range of documents, as files that are read into memory.

words.bin       uint64: the data of all blocks, list after list
heads.npy       uint32[blocks, 8] (index.postings.blocks): the blocks of each list in turn, in the order of documents
*.sums.npy      uint64: checksums of stretches of words and of heads (index.postings.trust)
lists.npy       uint32[lists + 1]: where each list's blocks begin in heads
counts.npy      uint32[lists, 2]: the documents and the occurrences of each list
terms.npy       int32[lists]: the ordinal of each list's term
shapes.npy      int32[shapes, 4] (index.postings.blocks)
stems.*, forms.*, ids.*       dictionaries (index.postings.dictionary): terms, forms, ids of documents
compounds.*     dictionary: words that texts write in parts (index.text.compounds)
form_stems.npy  int32[forms]: each form's term
form_ordinals.npy   integers[forms]: which of that term's forms each is
form_lists.npy  int32[forms]: each form's list in EVERYWHERE, or -1; a term's only form has the term's own list
documents.npy   int32[ids]: the document of each id
length_*.npy    the lengths of the documents in a field
segment.json    how many documents, the main field, and the range of lists of each field

The lists of a field stand in the order of their terms; those of the field "=" are of forms, and have no positions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index.arrays.files import Contents, contents_of
from index.arrays.jit import kernel
from index.arrays.npy import array_of
from index.arrays.types import Float32s, Int32s, Int64s, Integer, UInt8s, UInt32s, UInt64s
from index.errors import REMEDY, DamagedArchive
from index.fields import EVERYWHERE, EXACT
from index.json_values import Named, parsed
from index.postings.blocks import BEFORE, BLOCK, COLUMNS, MAIN, MANY_OCCURRENCES, OCCURRENCES, SHAPE_COLUMNS, SUM
from index.postings.dictionary import Dictionary, open_dictionary
from index.postings.term_search import Offsets, find
from index.postings.trust import Trust, checked_rows, checked_words

LENGTH_ = "length_"


class PostingList(NamedTuple):
    """One term in one field: its blocks are the rows ``first`` to ``last`` (excluded) of ``heads``; ``documents`` and
    ``occurrences`` count, ``number`` is its row in ``counts``; ``ordinal`` is the form that is meant where the list is
    that of its term, else -1."""

    first: Integer
    last: Integer
    documents: Integer
    occurrences: Integer
    number: Integer
    ordinal: int = -1


NO_LIST = PostingList(0, 0, 0, 0, -1)


@kernel
def _find_list(
    terms: Int32s, lists: UInt32s, counts: UInt32s, trusted: UInt8s, first: Integer, last: Integer, term: Integer
) -> tuple[Integer, Integer, Integer, Integer, Integer]:
    """The blocks, counts and number of a term's list, by binary search among ``terms[first:last]``; (0, 0, 0, 0, -1) if
    it has none, and (0, 0, 0, 0, -2 - number) if it is not ``trusted`` yet."""
    stop = last
    while first < last:
        middle = (first + last) // 2
        if terms[middle] < term:
            first = middle + 1
        else:
            last = middle
    if first == stop or terms[first] != term:
        return 0, 0, 0, 0, -1
    if not trusted[first]:
        return 0, 0, 0, 0, -2 - first
    documents, occurrences = np.int64(counts[first, 0]), np.int64(counts[first, 1])
    return np.int64(lists[first]), np.int64(lists[first + 1]), documents, occurrences, first


@kernel
def find_named(
    blob: UInt8s, offsets: Offsets, terms: Int32s, lists: UInt32s, counts: UInt32s, trusted: UInt8s, first: Integer,
    last: Integer, term: bytes,
) -> tuple[Integer, Integer, Integer, Integer, Integer]:  # fmt: skip
    """As ``_find_list``, of a term by its name in the dictionary ``blob``, ``offsets``."""
    return _find_list(terms, lists, counts, trusted, first, last, find(blob, offsets, term))


@dataclass(frozen=True, eq=False)
class Segment:
    """A segment opened for reading; safe for threads. The arrays are those of the module's docstring."""

    folder: Path
    documents: int
    main: str
    fields: dict[str, tuple[int, int]]
    words: UInt64s
    heads: UInt32s
    lists: UInt32s
    counts: UInt32s
    terms: Int32s
    shapes: Int32s
    stems: Dictionary
    forms: Dictionary
    form_stems: Int32s
    form_ordinals: Int32s
    form_lists: Int32s
    compounds: Dictionary
    ids: Dictionary
    documents_of_ids: Int32s
    field_lengths: dict[str, npt.NDArray[np.number[Any]]]
    trust: Trust

    @property
    def trusted(self) -> UInt8s:
        """uint8[lists]: 1 for those that may be read; others are to be admitted first."""
        return self.trust.lists

    def admit(self, numbers: Iterable[int]) -> None:
        """Look at lists before they are read for the first time. Raises ``DamagedArchive``."""
        for number in numbers:
            self.trust.admit(number, self.words, self.heads, self.lists, self.counts, self.shapes, self.documents)

    def lists_of_forms(self, field: str, forms: Int64s) -> tuple[Int64s, Int64s]:
        """As ``list_of``, of forms by their ordinals in ``forms``: the numbers of their lists, int64, -1 where there is
        none, and which of its term's forms each is, int64, -1 where its list has no other."""
        own = self.form_lists[forms].astype(np.int64)
        if field == EVERYWHERE:
            numbers, ordinals = own, np.full(len(forms), -1)
        else:
            (first, last), stems = self.range_of(field), self.form_stems[forms]
            numbers = first + np.searchsorted(self.terms[first:last], stems)
            numbers[numbers == last] = -1
            numbers[self.terms[numbers] != stems] = -1
            only = (own >= 0) & (own < self.fields[EVERYWHERE][1])
            ordinals = np.where(only, -1, self.form_ordinals[forms].astype(np.int64))
        some = numbers[numbers >= 0]
        self.admit(some[self.trusted[some] == 0].tolist())
        return numbers, ordinals

    def admit_all(self, first: int, last: int) -> None:
        """Look at those of the lists ``first`` to ``last`` (excluded) that were not read yet."""
        self.admit((np.flatnonzero(self.trusted[first:last] == 0) + first).tolist())

    @cached_property
    def sums(self) -> Float32s:
        """float32[shapes]: the weight of each shape."""
        return np.ascontiguousarray(self.shapes.view(np.float32)[:, SUM])

    @cached_property
    def occurrences(self) -> Int32s:
        """int32[shapes]: how often the term occurs."""
        return np.ascontiguousarray(self.shapes[:, OCCURRENCES])

    @cached_property
    def main_counts(self) -> Float32s:
        """float32[shapes]: the occurrences of each shape in the main field."""
        return self.shapes[:, MAIN].astype(np.float32)

    @cached_property
    def most_occurrences(self) -> int:
        """The most often that a term occurs in a document."""
        return int(self.occurrences.max(initial=1))

    def lengths(self, field: str) -> npt.NDArray[np.number[Any]]:
        """The length of each document in ``field``: the weights of its occurrences; zeros where the field is empty."""
        found = self.field_lengths.get(field)
        return np.zeros(self.documents, np.uint8) if found is None else found

    def list_of(self, field: str, term: str) -> PostingList:
        """The list of a term, or behind "=" of a form; an empty one if there is none.

        A form has a list of its own in ``EVERYWHERE`` only; in other fields it is its term's, with an ordinal unless
        the term has no other form.
        """
        encoded = term.encode("utf-8", "surrogatepass")
        if not term.startswith(EXACT):
            stems, lists = self.stems, self.range_of(field)
            named = find_named(
                stems.blob, stems.offsets, self.terms, self.lists, self.counts, self.trusted, *lists, encoded
            )
            return self._admitted(PostingList(*named))
        form = self.forms.find(encoded[1:])
        if form < 0:
            return NO_LIST
        number = int(self.form_lists[form])
        if field == EVERYWHERE:
            return self._list_by_number(number) if number >= 0 else NO_LIST
        stem, range_ = int(self.form_stems[form]), self.range_of(field)
        of_stem = _find_list(self.terms, self.lists, self.counts, self.trusted, *range_, stem)
        found = self._admitted(PostingList(*of_stem))
        if not found.documents or 0 <= number < self.fields[EVERYWHERE][1]:  # the term's own list: its only form
            return found
        return found._replace(ordinal=int(self.form_ordinals[form]))

    def form_ordinal(self, form: str) -> int:
        """Which of its term's forms a form is, or -1."""
        number = self.forms.find(form.encode("utf-8", "surrogatepass")) if form else -1
        return int(self.form_ordinals[number]) if number >= 0 else -1

    def _admitted(self, found: PostingList) -> PostingList:
        """What ``_find_list`` found, admitted if it was not."""
        return found if found.number >= -1 else self._list_by_number(-2 - int(found.number))

    def _list_by_number(self, number: int) -> PostingList:
        if not self.trusted[number]:
            self.admit([number])
        (first, last), (documents, occurrences) = self.lists[number : number + 2].tolist(), self.counts[number].tolist()
        return PostingList(first, last, documents, occurrences, number)

    def range_of(self, field: str) -> tuple[int, int]:
        """The first and last (excluded) list of a field."""
        return self.fields.get(EVERYWHERE if field == self.main else field, (0, 0))

    @cached_property
    def _ordinals(self) -> Int32s:
        ordinals = np.empty(self.documents, np.int32)
        ordinals[self.documents_of_ids] = np.arange(self.documents, dtype=np.int32)
        return ordinals

    def ids_of(self, documents: Int32s) -> list[str]:
        """The ids of documents."""
        return self.ids.spelled(self._ordinals, documents)

    def ids_from(self, beginning: str) -> list[str]:
        """The ids that begin so, in order."""
        first, last = self.ids.prefix(beginning.encode("utf-8", "surrogatepass"))
        return [term.decode("utf-8", "surrogatepass") for term in self.ids.terms(first, last)]

    def document(self, identifier: str) -> int:
        """The number of the document with this id, or -1."""
        at = self.ids.find(identifier.encode("utf-8", "surrogatepass"))
        return int(self.documents_of_ids[at]) if at >= 0 else -1


ABOUT = "segment.json"
KIND = Named({"documents": int, "main": str, "fields": {str: (int, int)}})
ARRAYS = {"lists": (np.uint32, 1), "counts": (np.uint32, 2), "terms": (np.int32, 1),
          "shapes": (np.int32, 2), "form_stems": (np.int32, 1), "form_lists": (np.int32, 1)}  # fmt: skip


def open_segment(folder: Path, files: Contents | None = None) -> Segment:
    """The segment that ``SegmentWriter`` wrote, which may be removed from disk then. ``files``: what stands in it, if
    that was read, and compared, already.

    Raises ``DamagedArchive`` where its arrays do not fit one another, ``OSError`` or ``ValueError``.
    """
    files = contents_of(folder) if files is None else files

    def array(name: str) -> npt.NDArray[Any]:
        return array_of(files[folder / f"{name}.npy"], folder / f"{name}.npy")

    about = parsed(files[folder / ABOUT].tobytes(), KIND, folder / ABOUT)
    words, of_words = checked_words(folder / "words.bin", files)
    heads, of_heads = checked_rows(folder / "heads.npy", files)
    arrays: dict[str, Any] = {"heads": heads, **{name: array(name) for name in ARRAYS}}
    wrong = [name for name, (dtype, dimensions) in (("heads", (np.uint32, 2)), *ARRAYS.items())
             if arrays[name].dtype != dtype or arrays[name].ndim != dimensions]  # fmt: skip
    if wrong:
        raise DamagedArchive(f"{folder / wrong[0]}.npy is no array of its kind; {REMEDY}")
    lengths = [path.stem for path in files if path.parent == folder and path.name.startswith(LENGTH_)]
    segment = Segment(
        folder=folder,
        documents=about["documents"],
        main=about["main"],
        fields={name: (first, last) for name, (first, last) in about["fields"].items()},
        words=words,
        stems=open_dictionary(folder, "stems", files),
        forms=open_dictionary(folder, "forms", files),
        compounds=open_dictionary(folder, "compounds", files),
        ids=open_dictionary(folder, "ids", files),
        form_ordinals=array("form_ordinals"),
        documents_of_ids=array("documents"),
        field_lengths={name.removeprefix(LENGTH_): array(name) for name in lengths},
        trust=Trust(of_words, of_heads, len(arrays["terms"])),
        **arrays,
    )
    if not _fits(segment):
        raise DamagedArchive(f"{folder} holds arrays that do not fit one another; {REMEDY}")
    return segment


def _fits(it: Segment) -> bool:
    """Whether what the arrays of a segment say of one another is so, as far as kernels rely on it."""
    lists, forms, documents = len(it.terms), len(it.forms), it.documents
    occurrences, before, main = (it.shapes[:, column] for column in (OCCURRENCES, BEFORE, MAIN))
    return bool(
        it.heads.shape[1:] == (COLUMNS,)
        and it.shapes.shape[1:] == (SHAPE_COLUMNS,)
        and it.counts.shape == (lists, 2)
        and len(it.lists) == lists + 1
        and it.lists[0] == 0
        and it.lists[-1] == len(it.heads)
        and np.all(it.lists[:-1] <= it.lists[1:])
        and len(it.form_stems) == len(it.form_ordinals) == len(it.form_lists) == forms
        and _within(it.form_stems, 0, len(it.stems))
        and _within(it.form_lists, -1, lists)
        and it.form_ordinals.dtype.kind == "u"
        and it.form_ordinals.ndim == 1
        and it.documents_of_ids.dtype == np.int32
        and it.documents_of_ids.shape == (documents,)
        and len(it.ids) == documents
        and _within(it.documents_of_ids, 0, documents)
        and _within(before, 0, MANY_OCCURRENCES * BLOCK)
        and _within(main, 0, MANY_OCCURRENCES * BLOCK)
        and np.all(before.astype(np.int64) + main <= occurrences)
        and all(lengths.shape == (documents,) and _are_finite(lengths) for lengths in it.field_lengths.values())
        and all(
            0 <= first <= last <= lists and _within(it.terms[first:last], 0, forms if name == EXACT else len(it.stems))
            for name, (first, last) in it.fields.items()
        )
        and EVERYWHERE in it.fields
    )


def _are_finite(lengths: npt.NDArray[np.number[Any]]) -> bool:
    """Whether no length is negative, infinite or no number; whole numbers are none of these."""
    kind = lengths.dtype.kind
    return kind == "u" or (kind == "f" and bool(lengths.min(initial=0) >= 0 and lengths.max(initial=0) < np.inf))


def _within(array: npt.NDArray[np.signedinteger[Any]], low: int, high: int) -> bool:
    return not len(array) or bool(low <= array.min() and array.max() < high)
