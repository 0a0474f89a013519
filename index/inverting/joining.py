"""The files of a segment (``index.postings.segment``), from its runs: everything that is known only at the end."""

from __future__ import annotations

import json
import mmap
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, TypeVar

import numpy as np

from index.arrays.growing_file import GrowingFile
from index.arrays.memory import give_back_memory
from index.arrays.npy import narrow, save
from index.arrays.strings import Strings, order_of, picked
from index.arrays.types import Int32s, Int64s, UInt32s, UInt64s
from index.fields import EVERYWHERE, EXACT
from index.inverting.runs import UNITS_OF_WORD, Fields, RunFiles, move_all
from index.inverting.settling import Lists, Shapes, joined_shapes, settle
from index.postings.dictionary import write_dictionary
from index.postings.segment import LENGTH_
from index.postings.trust import write_sums
from index.text.compounds import Compounds
from index.text.vocabulary import Words

SETTLED = 1 << 14  # blocks, at least, of the lists whose words are put together in memory
Argument = TypeVar("Argument")
Made = TypeVar("Made")
AHEAD = 3  # such pieces that are put together before they are written


class Orders(NamedTuple):
    """int64, when they are known: the numbers of all terms, and of all forms, in the order of their spellings."""

    terms: Future[Int64s]
    forms: Future[Int64s]


def write_dictionaries(folder: Path, words: Words, compounds: Compounds, pool: Executor) -> Orders:
    """Have ``pool`` write the dictionaries of a segment's words, to which none are added any more."""
    write_dictionary(folder, "compounds", compounds.keys(words.forms()))
    return Orders(
        pool.submit(_write_dictionary, folder, "stems", words.terms()),
        pool.submit(_write_dictionary, folder, "forms", words.forms()),
    )


def write_ids(folder: Path, ids: Strings, order: Int64s) -> None:
    """Write the dictionary of the ids of a segment's documents, which ``order`` sorts."""
    write_dictionary(folder, "ids", picked(ids, order))
    save(folder / "documents.npy", order.astype(np.int32))


def write_segment(folder: Path, fields: Fields, runs: RunFiles, words: Words, orders: Orders, pool: Executor) -> None:
    """Write all other files of a segment, whose runs are gone then; ``pool`` has threads to do it with."""
    give_back_memory()
    of_terms, of_forms = orders.terms.result(), orders.forms.result()
    term_place, form_place = _places(of_terms), _places(of_forms)
    owners = term_place[words.term[of_forms]]  # of the forms in their order
    alone = np.bincount(owners, minlength=len(term_place))[owners] == 1
    save(folder / "form_stems.npy", owners.astype(np.int32))
    save(folder / "form_ordinals.npy", narrow(words.ordinal[of_forms]))
    by_term = EVERYWHERE, *fields.weights
    reading = {field: pool.submit(runs.lists, field, term_place) for field in by_term}
    reading[EXACT] = pool.submit(runs.lists, EXACT, np.where(alone[form_place], -1, form_place))
    give_back_memory()
    shapes = joined_shapes(runs.shapes)
    with closing(GrowingFile(folder / "words.bin")) as file:
        found = _settled(file, runs, reading, shapes, pool)
        file.write(np.zeros(1, np.uint64).data)
    runs.remove()
    bounds = _write_lists(folder, found)
    summing = pool.submit(write_sums, folder / "words.bin")
    write_sums(folder / "heads.npy")
    numbers = _numbers(found[EVERYWHERE], len(term_place), bounds[EVERYWHERE][0])
    own = _numbers(found[EXACT], len(owners), bounds[EXACT][0])
    save(folder / "form_lists.npy", np.where(alone, numbers[owners], own))
    save(folder / "shapes.npy", shapes.rows)
    for field in by_term:
        lengths = np.concatenate([np.zeros(0, np.uint8), *runs.lengths.get(field, [])])
        if lengths.any():
            save(folder / f"{LENGTH_}{field}.npy", lengths)
    about = {"documents": runs.documents, "main": fields.main, "fields": bounds}
    (folder / "segment.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    summing.result()


def _write_dictionary(folder: Path, name: str, terms: Strings) -> Int64s:
    """int64: the numbers of ``terms`` in their order."""
    order = order_of(terms)
    write_dictionary(folder, name, picked(terms, order))
    return order


def _places(order: Int64s) -> Int64s:
    """int64: where in ``order``, a permutation, each number stands."""
    places = np.empty(len(order), np.int64)
    places[order] = np.arange(len(order))
    return places


class _Piece(NamedTuple):
    """Consecutive lists of a field."""

    field: str
    heads: UInt32s
    begins: Int64s


def _settled(
    file: GrowingFile, runs: RunFiles, reading: dict[str, Future[Lists]], shapes: Shapes, pool: Executor
) -> dict[str, Lists]:
    """Write the words of all lists side by side; the lists as they are then, in the place of those that are read."""
    words, found = runs.words(), {}

    def pieces() -> Iterator[_Piece]:
        for field in sorted(reading, key=EVERYWHERE.__eq__):  # last what takes longest to be read
            found[field] = reading[field].result()
            yield from _pieces(field, found[field])

    def settled(piece: _Piece) -> tuple[str, UInt64s, UInt32s, Int64s]:
        made = settle(words.view(np.ndarray), piece.heads, piece.begins, shapes, piece.field != EXACT)
        words._mmap.madvise(mmap.MADV_DONTNEED)  # type: ignore[attr-defined]  # or what is read stays ours
        return piece.field, *made

    rows, begins = dict.fromkeys(reading, 0), {field: [np.zeros(1, np.int64)] for field in reading}
    for field, data, heads, ends in _in_order(pool, settled, pieces()):
        move_all(heads, file.size // 8 * UNITS_OF_WORD, 0)
        file.write(data.data)
        at = rows[field]
        found[field].heads[at : at + len(heads)] = heads
        begins[field].append(at + ends[1:])
        rows[field] += len(heads)
    return {
        field: found[field]._replace(heads=found[field].heads[: rows[field]], begins=np.concatenate(begins[field]))
        for field in reading
    }


def _pieces(field: str, lists: Lists) -> Iterator[_Piece]:
    firsts = np.searchsorted(lists.begins, np.arange(0, len(lists.heads) + SETTLED, SETTLED))
    for first, last in pairwise(np.unique(firsts.clip(max=len(lists.terms))).tolist()):
        bounds = lists.begins[first : last + 1]
        yield _Piece(field, lists.heads[bounds[0] : bounds[-1]], bounds - bounds[0])


def _in_order(pool: Executor, function: Callable[[Argument], Made], given: Iterable[Argument]) -> Iterator[Made]:
    """What ``function`` makes of each, in order, ``AHEAD`` before they are taken."""
    making: deque[Future[Made]] = deque()
    for each in given:
        making.append(pool.submit(function, each))
        if len(making) > AHEAD:
            yield making.popleft().result()
    while making:
        yield making.popleft().result()


def _write_lists(folder: Path, found: dict[str, Lists]) -> dict[str, list[int]]:
    """Write where the lists and their blocks are; the range of lists of each field."""
    bounds: dict[str, list[int]] = {}
    starts, first, blocks = [], 0, 0
    for field, lists in found.items():
        bounds[field] = [first, first + len(lists.terms)]
        starts.append(blocks + lists.begins[:-1])
        first, blocks = first + len(lists.terms), blocks + len(lists.heads)
    save(folder / "heads.npy", *(lists.heads for lists in found.values()))
    save(folder / "lists.npy", np.concatenate([*starts, [blocks]]).astype(np.uint32))
    save(folder / "counts.npy", *(lists.counts for lists in found.values()))
    save(folder / "terms.npy", *(lists.terms for lists in found.values()))
    return bounds


def _numbers(lists: Lists, terms: int, first: int) -> Int32s:
    """int32[terms]: the number of each term's list, counted from ``first``; -1 where there is none."""
    found = np.full(terms, -1, np.int32)
    found[lists.terms] = np.arange(first, first + len(lists.terms))
    return found
