"""Writing a segment (``index.segment``): documents are inverted in runs, whose lists are joined at the end."""

from __future__ import annotations

import ctypes
import json
import mmap
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import numpy as np
import numpy.typing as npt

from index.batches import QUOTED, Batch, batch, chosen, lengths, occurrences
from index.blocks import (
    COLUMNS,
    SHAPE_COLUMNS,
    SHAPES,
    UNIT,
    Float32s,
    Int32s,
    Int64s,
    Integer,
    UInt32s,
    layout,
    move,
)
from index.dictionary import write_dictionary
from index.document import Document
from index.fields import EVERYWHERE
from index.inverting import Lexicon, Occurrences, Run, invert
from index.jit import kernel
from index.segment import FORMS, LENGTH_
from index.settling import Lists, lists_of, settle
from index.tokenizing import Tokens, tokenize
from index.vocabulary import Words

RUNS, RUN_HEADS = "runs.tmp", "heads.tmp"  # the blocks of all runs, before they are settled
# Bytes of text that are inverted at once: memory grows with it, the number of blocks with its inverse. The peak at a
# million stories was 1.65 GB with 16 MB, 1.37 GB with 10 MB.
RUN_BYTES = 10_000_000
SETTLED = 1 << 13  # lists whose words are put together in memory
WEIGHED = 64  # documents whose sizes are added up at once
UNITS_OF_WORD = 64 // UNIT
NO_TEXTS = np.zeros(0, np.uint8), np.zeros(0, np.int64), np.zeros(0, np.int64)
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
        self._file = (folder / RUNS).open("wb")
        self._pending: list[Document] = []
        self._pending_size = 0
        self._ids: list[str] = []
        self._words = Words()
        self._heads_file = (folder / RUN_HEADS).open("wb")
        self._runs: dict[str, list[tuple[int, Int32s]]] = {name: [] for name in (EVERYWHERE, *weights, FORMS)}
        self._shapes: list[Int32s] = []
        self._lengths: dict[str, list[Float32s]] = {name: [] for name in (EVERYWHERE, *weights)}
        self._written = 0  # words
        self._pool = ThreadPoolExecutor(THREADS)
        self._tokenizing: list[tuple[Batch, int, Future[Tokens]]] = []
        self._inverting: list[list[Future[_FieldRun]]] = []
        self._started = 0  # documents whose run has begun
        self._pool.submit(tokenize, *NO_TEXTS)  # to load kernels takes 0.3 s, in which the first documents are read

    def add(self, document: Document) -> None:
        """Index one document."""
        self._pending.append(document)
        if len(self._pending) % WEIGHED == 0:
            latest = self._pending[-WEIGHED:]
            self._pending_size += sum([len(part[1]) for document in latest for part in document.parts])
            if self._pending_size >= RUN_BYTES:
                self._start_run()
            elif self._tokenizing and self._tokenizing[0][2].done():
                self._take_tokens(len(self._tokenizing) - 1)

    def start_last(self) -> None:
        """Have what is pending inverted, as ``finish`` does first, while this thread does something else."""
        self._start_run()
        self._take_tokens(0)

    def finish(self, progress: Callable[[int, int], None] = lambda _done, _total: None) -> None:
        """Write what is pending, and everything that is known only now."""
        self.start_last()
        while self._tokenizing or self._inverting:
            self._advance(0)
            progress(self._started - self._waiting(), self._started)
        self._pool.shutdown()
        self._file.write(np.zeros(1, np.uint64).data)
        self._file.close()
        self._heads_file.close()
        self._write_lists()

    def cancel(self) -> None:
        """Give up what was added."""
        self._pool.shutdown(cancel_futures=True)
        self._file.close()
        self._heads_file.close()

    def _waiting(self) -> int:
        return sum(one[0].documents for one in self._tokenizing)

    def _start_run(self) -> None:
        if not self._pending:
            return
        self._ids += [document.id for document in self._pending]
        texts = batch(self._pending, self._fields)
        self._tokenizing.append(
            (texts, self._started, self._pool.submit(tokenize, texts.data, texts.starts, texts.ends))
        )
        self._started += texts.documents
        self._pending, self._pending_size = [], 0
        self._advance(THREADS - 1)

    def _advance(self, waiting: int) -> None:
        """Take the oldest runs a step on, until at most ``waiting`` are in each step."""
        self._take_tokens(waiting)
        while len(self._inverting) > waiting:
            for future in self._inverting.pop(0):
                self._write_run(*future.result())

    def _take_tokens(self, waiting: int) -> None:
        while len(self._tokenizing) > waiting:
            texts, first, future = self._tokenizing.pop(0)
            tokens = future.result()
            forms = self._words.forms_of(texts.data, tokens)
            every = occurrences(texts, tokens, forms, first)
            knows = Lexicon(self._words.term.copy(), self._words.ordinal.copy(), *self._kinds(EVERYWHERE))
            some = _RunOfAll(every, knows, first, texts.documents)
            self._inverting.append([self._pool.submit(self._invert, field, some) for field in self._lengths])

    def _invert(self, field: str, run: _RunOfAll) -> _FieldRun:
        every, lexicon, first, documents = run
        weight, main = self._kinds(field)
        wanted = (weight > 0).astype(np.uint8)
        some = every if wanted.all() else Occurrences(*chosen(*_arrays(every), wanted))
        found = lengths(some.document, some.kind, weight, first, documents)
        if field == self._main or not (len(some.form) or field == EVERYWHERE):
            return _FieldRun(field, None, found)
        knows = Lexicon(lexicon.key, lexicon.ordinal, weight, main)
        keys = int(lexicon.key.max(initial=-1)) + 1
        return _FieldRun(field, invert(some, knows, keys, found, first, field == EVERYWHERE), found)

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
            _move_all(heads, self._written * UNITS_OF_WORD, base)
        self._write_heads(field, run.heads, run.keys)
        if field == EVERYWHERE:
            self._write_heads(FORMS, run.form_heads, run.form_keys)
        self._shapes.append(run.shapes)
        self._file.write(run.words.data)
        self._written += len(run.words)

    def _write_heads(self, field: str, heads: UInt32s, keys: Int32s) -> None:
        self._runs[field].append((self._heads_file.tell(), keys))
        self._heads_file.write(heads.data)

    def _lists_of(self, field: str, place: npt.NDArray[np.int64], left_out: npt.NDArray[np.bool_]) -> Lists:
        """The lists of a field over all runs, but those whose places are ``left_out``."""
        runs = [(at, place[keys]) for at, keys in self._runs[field]]
        kept = [(at, places, ~left_out[places]) for at, places in runs]
        terms = np.concatenate([np.zeros(0, np.int64), *(places[those] for _, places, those in kept)])
        order = np.argsort(terms, kind="stable")
        where = np.empty(len(order), np.int64)
        where[order] = np.arange(len(order))
        heads, n = np.empty((len(order), COLUMNS), np.uint32), 0
        for at, places, those in kept:  # in the order of the file, of which a run is in memory at a time
            run = np.fromfile(self._folder / RUN_HEADS, np.uint32, len(places) * COLUMNS, offset=at)
            heads[where[n : n + those.sum()]] = run.reshape(-1, COLUMNS)[those]
            n += int(those.sum())
        return lists_of(terms[order], heads)

    def _write_lists(self) -> None:
        give_back_memory()
        term_place, form_place = self._write_words()
        give_back_memory()
        by_place = np.argsort(form_place)
        owners = term_place[self._words.term[by_place]]  # of the forms in their order
        alone = np.bincount(owners, minlength=len(term_place))[owners] == 1
        self._save("form_stems", owners.astype(np.int32))
        self._save("form_ordinals", _narrow(self._words.ordinal[by_place]))
        shapes = [np.concatenate([np.zeros((0, SHAPE_COLUMNS), np.int32), *self._shapes])]
        words = np.memmap(self._folder / RUNS, np.uint64, "r")
        found: dict[str, Lists] = {}
        with (self._folder / "words.bin").open("wb") as file:
            for field in self._runs:
                if field == FORMS:
                    lists = self._lists_of(field, form_place, alone)
                else:
                    lists = self._lists_of(field, term_place, np.zeros(len(term_place), np.bool_))
                found[field] = self._settled(file, words, lists, field != FORMS, shapes)
            file.write(np.zeros(1, np.uint64).data)
        (self._folder / RUNS).unlink()
        (self._folder / RUN_HEADS).unlink()
        fields: dict[str, list[int]] = {}
        starts, first, blocks = [], 0, 0
        for field, lists in found.items():
            fields[field] = [first, first + len(lists.terms)]
            starts.append(blocks + lists.begins[:-1])
            first, blocks = first + len(lists.terms), blocks + len(lists.heads)
        own = _numbers(found[FORMS], len(owners), fields[FORMS][0])
        of_terms = _numbers(found[EVERYWHERE], len(term_place), fields[EVERYWHERE][0])
        self._save("form_lists", np.where(alone, of_terms[owners], own))
        self._save("heads", *(lists.heads for lists in found.values()))
        self._save("lists", np.concatenate([*starts, [blocks]]).astype(np.uint32))
        self._save("counts", *(lists.counts for lists in found.values()))
        self._save("terms", *(lists.terms for lists in found.values()))
        self._save("shapes", *shapes)
        for field, parts in self._lengths.items():
            whole = np.concatenate([np.zeros(0, np.float32), *parts])
            if whole.any():
                self._save(LENGTH_ + field, whole if field == EVERYWHERE else _narrow(whole))
        about = {"documents": self._started, "main": self._main, "fields": fields}
        (self._folder / "segment.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")

    def _write_words(self) -> tuple[Int64s, Int64s]:
        """Write the dictionaries; int64, int64: where each term and form, by number, stands in them."""
        _, term_place = self._write_dictionary("stems", self._words.terms)
        _, form_place = self._write_dictionary("forms", self._words.forms)
        id_order, _ = self._write_dictionary("ids", self._ids)
        self._save("documents", id_order.astype(np.int32))
        return term_place, form_place

    def _write_dictionary(self, name: str, terms: list[str]) -> tuple[Int64s, Int64s]:
        """int64, int64: the numbers of ``terms`` in their order, and where in it each stands."""
        encoded = [term.encode("utf-8", "surrogatepass") for term in terms]
        order = np.array(sorted(range(len(encoded)), key=encoded.__getitem__), np.int64)
        write_dictionary(self._folder, name, [encoded[n] for n in order.tolist()])
        place = np.empty(len(order), np.int64)
        place[order] = np.arange(len(order))
        return order, place

    def _settled(
        self, file: BinaryIO, words: np.memmap[Any, Any], lists: Lists, placed: bool, shapes: list[Int32s]
    ) -> Lists:
        """Write the words of ``lists`` side by side; the lists as they are then, in the place of those given. New
        shapes come behind the others."""
        begins, rows = [np.zeros(1, np.int64)], 0
        for first in range(0, len(lists.terms), SETTLED):
            bounds = lists.begins[first : first + SETTLED + 1]
            those = lists.heads[bounds[0] : bounds[-1]]
            at, known = file.tell() // 8 * UNITS_OF_WORD, sum(map(len, shapes))
            settled, some, ends, more = settle(
                words.view(np.ndarray), those, bounds - bounds[0], shapes[0], placed, at, known
            )
            file.write(settled.data)
            words._mmap.madvise(mmap.MADV_DONTNEED)  # type: ignore[attr-defined]  # or what is read stays ours
            shapes.append(more)
            lists.heads[rows : rows + len(some)] = some
            begins.append(rows + ends[1:])
            rows += len(some)
        return lists._replace(heads=lists.heads[:rows], begins=np.concatenate(begins))

    def _save(self, name: str, *arrays: npt.NDArray[Any]) -> None:
        """Write arrays as one, their rows one after another."""
        shape = (sum(map(len, arrays)), *arrays[0].shape[1:])
        about = {"descr": np.lib.format.dtype_to_descr(arrays[0].dtype), "fortran_order": False, "shape": shape}
        with (self._folder / f"{name}.npy").open("wb") as file:
            np.lib.format.write_array_header_1_0(file, about)
            for array in arrays:
                file.write(np.ascontiguousarray(array).data)


def give_back_memory() -> None:
    """Have the C library give back to the system what threads have freed: half a gigabyte at a million articles."""
    with suppress(OSError, AttributeError):  # other libraries than glibc's
        ctypes.CDLL(None).malloc_trim(0)


class _RunOfAll(NamedTuple):
    occurrences: Occurrences
    lexicon: Lexicon
    first: int  # document
    documents: int


class _FieldRun(NamedTuple):
    field: str
    run: Run | None
    lengths: Float32s


@kernel
def _move_all(heads: UInt32s, units: Integer, shapes: Integer) -> None:
    """Have blocks and their shapes stand behind others."""
    for row in range(len(heads)):
        move(heads, row, layout(heads, row).gap_bit // UNIT + units)
        heads[row, SHAPES] += np.uint32(shapes)


def _numbers(lists: Lists, terms: int, first: int) -> Int32s:
    """int32[terms]: the number of each term's list, counted from ``first``; -1 where there is none."""
    found = np.full(terms, -1, np.int32)
    found[lists.terms] = np.arange(first, first + len(lists.terms))
    return found


def _arrays(tokens: Occurrences) -> tuple[Int32s, Int32s, Int32s, npt.NDArray[np.uint8]]:
    return tokens.form, tokens.document, tokens.position, tokens.kind


def _kind_weights(weights: dict[str, float]) -> Float32s:
    """float32[256]: what an occurrence of each kind weighs in a search over everything."""
    found = np.zeros(256, np.float32)
    for number, weight in enumerate(weights.values()):
        found[number] = weight
        found[number + QUOTED] = max(weight, weights.get("quotes", 0.0))
    return found


def _narrow(found: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """The same whole numbers, 0 or more, in as few bytes as they need."""
    return found.astype(np.min_scalar_type(int(found.max(initial=0))))
