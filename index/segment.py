"""A segment: the inverted index of a range of documents, as files that are mapped into memory.

words.bin       uint64: the data of all blocks, run after run
heads.npy       uint32[blocks, 8] (index.blocks): the blocks of one list after another, in the order of documents
lists.npy       uint32[lists + 1]: where each list's blocks begin in heads
counts.npy      uint32[lists, 2]: the documents and the occurrences of each list
terms.npy       int32[lists]: the ordinal of each list's term
shapes.npy      int32[shapes, 4] (index.blocks)
stems.*, forms.*, ids.*       dictionaries (index.dictionary): terms, forms, ids of documents
form_stems.npy, form_ordinals.npy   int32[forms]: each form's term, and which of that term's forms it is
documents.npy   int32[ids]: the document of each id
length_*.npy    the lengths of the documents in a field
segment.json    how many documents, the main field, and the range of lists of each field

The lists of a field stand in the order of their terms; those of the field "=" are of forms, and have no positions.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index.batches import QUOTED, Batch, batch, chosen, lengths, occurrences
from index.blocks import (
    COLUMNS,
    FORM_BITS,
    MAIN,
    OCCURRENCES,
    OFFSET,
    SHAPE_COLUMNS,
    SHAPES,
    SIZES,
    SUM,
    Float32s,
    Int32s,
    Integer,
    UInt32s,
    UInt64s,
)
from index.dictionary import Dictionary, open_dictionary, write_dictionary
from index.document import Document
from index.errors import DamagedArchive
from index.fields import EVERYWHERE
from index.inverting import Lexicon, Occurrences, Run, invert
from index.jit import kernel
from index.tokenizing import Tokens, tokenize
from index.vocabulary import Words

FORMS = "="
# Bytes of text that are inverted at once: memory grows with it, the number of blocks with its inverse.
RUN_BYTES = 16_000_000
THREADS = 2  # that tokenize and invert, beside the one that adds documents


class SegmentWriter:
    """Writes a new segment; documents are numbered from 0 in the order added.

    ``weights`` are what an occurrence in each field weighs in a search over everything; a quoted one weighs what
    "quotes" weighs, if that is more. The occurrences in the field ``main`` lie together in every document; it has no
    lists of its own. Two segments of the same documents are the same bytes.
    """

    def __init__(self, folder: Path, weights: dict[str, float], main: str) -> None:
        folder.mkdir()
        self._folder, self._main = folder, main
        self._fields = {name: number for number, name in enumerate(weights)}
        self._kind_weights = _kind_weights(weights)
        self._file = (folder / "words.bin").open("wb")
        self._pending: list[Document] = []
        self._pending_size = 0
        self._ids: list[str] = []
        self._words = Words()
        self._runs: dict[str, list[_RunHeads]] = {name: [] for name in (EVERYWHERE, *weights, FORMS)}
        self._shapes: list[Int32s] = []
        self._lengths: dict[str, list[Float32s]] = {name: [] for name in (EVERYWHERE, *weights)}
        self._written = 0  # words
        self._pool = ThreadPoolExecutor(THREADS)
        self._tokenizing: list[tuple[Batch, int, Future[Tokens]]] = []
        self._inverting: list[Future[list[_FieldRun]]] = []
        self._started = 0  # documents whose run has begun

    def add(self, document: Document) -> None:
        """Index one document."""
        self._pending.append(document)
        self._ids.append(document.id)
        self._pending_size += sum([len(part[1]) for part in document.parts])
        if self._pending_size >= RUN_BYTES:
            self._start_run()

    def finish(self, progress: Callable[[int, int], None] = lambda _done, _total: None) -> None:
        """Write what is pending, and everything that is known only now."""
        self._start_run()
        while self._tokenizing or self._inverting:
            self._advance(0)
            progress(self._started - self._waiting(), self._started)
        self._pool.shutdown()
        self._file.write(np.zeros(1, np.uint64).data)
        self._file.close()
        self._write_lists()

    def cancel(self) -> None:
        """Give up what was added."""
        self._pool.shutdown(cancel_futures=True)
        self._file.close()

    def _waiting(self) -> int:
        return sum(one[0].documents for one in self._tokenizing)

    def _start_run(self) -> None:
        if not self._pending:
            return
        texts = batch(self._pending, self._fields)
        self._tokenizing.append(
            (texts, self._started, self._pool.submit(tokenize, texts.data, texts.starts, texts.ends))
        )
        self._started += texts.documents
        self._pending, self._pending_size = [], 0
        self._advance(THREADS - 1)

    def _advance(self, waiting: int) -> None:
        """Take the oldest runs a step on, until at most ``waiting`` are in each step."""
        while len(self._tokenizing) > waiting:
            texts, first, future = self._tokenizing.pop(0)
            tokens = future.result()
            forms = self._words.forms_of(texts.data, tokens)
            lexicon = Lexicon(self._words.term.copy(), self._words.ordinal.copy(), *self._kinds(EVERYWHERE))
            self._inverting.append(self._pool.submit(self._invert, texts, tokens, forms, lexicon, first))
        while len(self._inverting) > waiting:
            for field, run, found in self._inverting.pop(0).result():
                self._write_run(field, run, found)

    def _invert(self, texts: Batch, tokens: Tokens, forms: Int32s, lexicon: Lexicon, first: int) -> list[_FieldRun]:
        every = occurrences(texts, tokens, forms, first)
        keys = int(lexicon.key.max(initial=-1)) + 1
        runs: list[_FieldRun] = []
        for field in self._runs:
            if field == FORMS:
                continue
            weight, main = self._kinds(field)
            wanted = (weight > 0).astype(np.uint8)
            some = every if wanted.all() else Occurrences(*chosen(*_arrays(every), wanted))
            found = lengths(some.document, some.kind, weight, first, texts.documents)
            if field == self._main:
                runs.append(_FieldRun(field, None, found))
            elif len(some.form) or field == EVERYWHERE:
                knows = Lexicon(lexicon.key, lexicon.ordinal, weight, main)
                runs.append(_FieldRun(field, invert(some, knows, keys, found, first, field == EVERYWHERE), found))
            else:
                runs.append(_FieldRun(field, None, found))
        return runs

    def _kinds(self, field: str) -> tuple[Float32s, npt.NDArray[np.uint8]]:
        """What each kind weighs in the lists of a field, and whether it is of the main field."""
        kinds = np.arange(256)
        if field == EVERYWHERE:
            return self._kind_weights, (kinds % QUOTED == self._fields.get(self._main, QUOTED)).astype(np.uint8)
        number = self._fields[field]
        weight = (kinds % QUOTED == number) | ((kinds >= QUOTED) & (field == "quotes"))
        return (weight & (kinds < 2 * QUOTED)).astype(np.float32), np.zeros(256, np.uint8)

    def _write_run(self, field: str, run: Run | None, found: Float32s) -> None:
        self._lengths[field].append(found)
        if run is None:
            return
        base = sum(map(len, self._shapes))
        for heads in (run.heads, run.form_heads):
            heads[:, OFFSET] += np.uint32(self._written)
            heads[:, SHAPES] += np.uint32(base)
        self._runs[field].append(_RunHeads(run.heads, run.keys))
        if field == EVERYWHERE:
            self._runs[FORMS].append(_RunHeads(run.form_heads, run.form_keys))
        self._shapes.append(run.shapes)
        self._file.write(run.words.data)
        self._written += len(run.words)

    def _write_lists(self) -> None:
        terms = [term.encode("utf-8", "surrogatepass") for term in self._words.terms]
        forms = [form.encode("utf-8", "surrogatepass") for form in self._words.forms]
        term_order, term_place = _sorted(terms)
        form_order, form_place = _sorted(forms)
        write_dictionary(self._folder, "stems", [terms[n] for n in term_order])
        write_dictionary(self._folder, "forms", [forms[n] for n in form_order])
        ids = [identifier.encode("utf-8", "surrogatepass") for identifier in self._ids]
        id_order, _ = _sorted(ids)
        write_dictionary(self._folder, "ids", [ids[n] for n in id_order])
        self._save("documents", np.array(id_order, np.int32))
        order = np.array(form_order, np.int64)
        self._save("form_stems", term_place[self._words.term[order]].astype(np.int32))
        self._save("form_ordinals", self._words.ordinal[order])
        heads: list[UInt32s] = []
        counts: list[UInt32s] = []
        owners: list[Int32s] = []
        starts: list[npt.NDArray[np.int64]] = []
        fields: dict[str, list[int]] = {}
        blocks = 0
        for field, runs in self._runs.items():
            place = form_place if field == FORMS else term_place
            rows, keys = _in_order(runs, place)
            begins = np.flatnonzero(np.diff(keys, prepend=-1))
            first = sum(len(one) for one in owners)
            fields[field] = [first, first + len(begins)]
            heads.append(rows)
            owners.append(keys[begins].astype(np.int32))
            starts.append(blocks + begins)
            counts.append(_counts(rows, begins))
            blocks += len(rows)
        self._save("heads", np.concatenate(heads))
        self._save("lists", np.concatenate([*starts, [blocks]]).astype(np.uint32))
        self._save("counts", np.concatenate(counts))
        self._save("terms", np.concatenate(owners))
        self._save("shapes", np.concatenate([np.zeros((0, SHAPE_COLUMNS), np.int32), *self._shapes]))
        for field, found in self._lengths.items():
            whole = np.concatenate([np.zeros(0, np.float32), *found])
            if whole.any():
                self._save(f"length_{field}", whole if field == EVERYWHERE else _narrow(whole))
        about = {"documents": self._started, "main": self._main, "fields": fields}
        (self._folder / "segment.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")

    def _save(self, name: str, array: npt.NDArray[Any]) -> None:
        np.save(self._folder / f"{name}.npy", array, allow_pickle=False)


class _RunHeads(NamedTuple):
    heads: UInt32s
    keys: Int32s


class _FieldRun(NamedTuple):
    field: str
    run: Run | None
    lengths: Float32s


def _arrays(tokens: Occurrences) -> tuple[Int32s, Int32s, Int32s, npt.NDArray[np.uint8]]:
    return tokens.form, tokens.document, tokens.position, tokens.kind


def _kind_weights(weights: dict[str, float]) -> Float32s:
    """float32[256]: what an occurrence of each kind weighs in a search over everything."""
    found = np.zeros(256, np.float32)
    for number, weight in enumerate(weights.values()):
        found[number] = weight
        found[number + QUOTED] = max(weight, weights.get("quotes", 0.0))
    return found


def _sorted(terms: Sequence[bytes]) -> tuple[list[int], npt.NDArray[np.int64]]:
    """The numbers of ``terms`` in their order, and int64: where in that order each stands."""
    order = sorted(range(len(terms)), key=terms.__getitem__)
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    return order, place


def _in_order(runs: list[_RunHeads], place: npt.NDArray[np.int64]) -> tuple[UInt32s, npt.NDArray[np.int64]]:
    """The rows of all runs in the order of their terms, those of a term in the order of runs; and the terms' places."""
    if not runs:
        return np.zeros((0, COLUMNS), np.uint32), np.zeros(0, np.int64)
    keys = place[np.concatenate([run.keys for run in runs])]
    order = np.argsort(keys, kind="stable")
    return np.concatenate([run.heads for run in runs])[order], keys[order]


def _counts(heads: UInt32s, begins: npt.NDArray[np.int64]) -> UInt32s:
    if not len(begins):
        return np.zeros((0, 2), np.uint32)
    documents = np.add.reduceat(heads[:, SIZES] & 255, begins)
    return np.stack([documents, np.add.reduceat(heads[:, FORM_BITS] >> 8, begins)], axis=1).astype(np.uint32)


def _narrow(found: Float32s) -> npt.NDArray[Any]:
    return found.astype(np.uint8 if found.max() < 256 else np.uint16 if found.max() < 1 << 16 else np.uint32)


class PostingList(NamedTuple):
    """One term in one field: its blocks are the rows ``first`` to ``last`` (excluded) of ``heads``; ``documents`` and
    ``occurrences`` count; ``ordinal`` is the form that is meant where the list is that of its term, else -1."""

    first: int
    last: int
    documents: int
    occurrences: int
    ordinal: int = -1


NO_LIST = PostingList(0, 0, 0, 0)


@kernel
def _find_list(
    terms: Int32s, lists: UInt32s, counts: UInt32s, first: Integer, last: Integer, term: Integer
) -> tuple[Integer, Integer, Integer, Integer]:
    """The blocks and counts of a term's list, by binary search among ``terms[first:last]``; zeros if it has none."""
    stop = last
    while first < last:
        middle = (first + last) // 2
        if terms[middle] < term:
            first = middle + 1
        else:
            last = middle
    if first == stop or terms[first] != term:
        return 0, 0, 0, 0
    return np.int64(lists[first]), np.int64(lists[first + 1]), np.int64(counts[first, 0]), np.int64(counts[first, 1])


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

    @cached_property
    def sums(self) -> Float32s:
        """float32[shapes]: the weight of each shape."""
        return np.ascontiguousarray(self.shapes.view(np.float32)[:, SUM])

    @cached_property
    def main_counts(self) -> Float32s:
        """float32[shapes]: the occurrences of each shape in the main field."""
        return self.shapes[:, MAIN].astype(np.float32)

    @cached_property
    def most_occurrences(self) -> int:
        """The most often that a term occurs in a document."""
        return int(self.shapes[:, OCCURRENCES].max(initial=1))

    def lengths(self, field: str) -> npt.NDArray[Any]:
        """The length of each document in ``field``: the weights of its occurrences; zeros where the field is empty."""
        path = self.folder / f"length_{field}.npy"
        return _mapped(path) if path.exists() else np.zeros(self.documents, np.uint8)

    def list_of(self, field: str, term: str) -> PostingList:
        """The list of a term, or behind "=" of a form; an empty one if there is none.

        A form has a list of its own in ``EVERYWHERE`` only; in other fields it is its term's, with an ordinal.
        """
        encoded = term.encode("utf-8", "surrogatepass")
        if not term.startswith(FORMS):
            return self._list(self._field_of_lists(field), self.stems.find(encoded))
        form = self.forms.find(encoded[1:])
        if form < 0:
            return NO_LIST
        if field == EVERYWHERE:
            return self._list(FORMS, form)
        found = self._list(self._field_of_lists(field), int(self.form_stems[form]))
        return found._replace(ordinal=int(self.form_ordinals[form])) if found.documents else NO_LIST

    def _field_of_lists(self, field: str) -> str:
        return EVERYWHERE if field == self.main else field

    def _list(self, field: str, term: int) -> PostingList:
        first, last = self.fields.get(field, (0, 0))
        if term < 0 or first == last:
            return NO_LIST
        return PostingList(*_find_list(self.terms, self.lists, self.counts, first, last, term))

    def blocks_of_forms(self, forms: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """int64, int64: the first and last (excluded) blocks of the lists of forms, in ``EVERYWHERE``; forms that have
        none are left out."""
        first, last = self.fields.get(FORMS, (0, 0))
        owners, forms = self.terms[first:last], forms.astype(np.int32)  # of one type, or all owners were converted
        at = np.searchsorted(owners, forms)
        at = (
            first + at[(at < len(owners)) & (owners[np.minimum(at, len(owners) - 1)] == forms)]
            if len(owners)
            else at[:0]
        )
        return self.lists[at].astype(np.int64), self.lists[at + 1].astype(np.int64)

    def terms_of(self, field: str) -> list[bytes]:
        """The terms that have a list in ``field``, sorted."""
        first, last = self.fields.get(self._field_of_lists(field), (0, 0))
        return [self.stems.term(int(term)) for term in self.terms[first:last]]

    @cached_property
    def _ids(self) -> tuple[Dictionary, Int32s]:
        return open_dictionary(self.folder, "ids"), _mapped(self.folder / "documents.npy")

    @cached_property
    def _ordinals(self) -> Int32s:
        documents = self._ids[1]
        ordinals = np.empty(len(documents), np.int32)
        ordinals[documents] = np.arange(len(documents), dtype=np.int32)
        return ordinals

    def id_of(self, document: int) -> str:
        """The id of a document."""
        return self._ids[0].term(int(self._ordinals[document])).decode("utf-8", "surrogatepass")

    def document(self, identifier: str) -> int:
        """The number of the document with this id, or -1."""
        ids, documents = self._ids
        at = ids.find(identifier.encode("utf-8", "surrogatepass"))
        return int(documents[at]) if at >= 0 else -1


def open_segment(folder: Path) -> Segment:
    """The segment that ``SegmentWriter`` wrote. Raises ``DamagedArchive``, ``OSError`` or ``ValueError``."""
    about = json.loads((folder / "segment.json").read_text(encoding="utf-8"))
    words = np.memmap(folder / "words.bin", np.uint64, "r").view(np.ndarray)
    names = ("heads", "lists", "counts", "terms", "shapes", "form_stems", "form_ordinals")
    arrays = {name: _mapped(folder / f"{name}.npy") for name in names}
    if arrays["heads"].shape[1:] != (COLUMNS,) or len(arrays["lists"]) != len(arrays["terms"]) + 1:
        raise DamagedArchive(f"{folder} holds arrays that do not fit one another")
    return Segment(
        folder=folder,
        documents=about["documents"],
        main=about["main"],
        fields={name: (first, last) for name, (first, last) in about["fields"].items()},
        words=words,
        stems=open_dictionary(folder, "stems"),
        forms=open_dictionary(folder, "forms"),
        **arrays,
    )


def _mapped(path: Path) -> npt.NDArray[Any]:
    mapped: npt.NDArray[Any] = np.load(path, mmap_mode="r", allow_pickle=False)
    return mapped.view(np.ndarray)
