"""Runs: the posting lists of a range of documents in every field, and the files they wait in for the others."""

from __future__ import annotations

import errno
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index.arrays.growing_file import naming
from index.arrays.jit import kernel
from index.arrays.npy import narrow
from index.arrays.types import Float32s, Int32s, Int64s, Integer, UInt8s, UInt32s, UInt64s
from index.fields import EVERYWHERE, EXACT
from index.inverting.encoding import Weighing, invert
from index.inverting.occurrences import KINDS, QUOTED, Occurrences, Sorted, by_form, chosen, occurrences
from index.inverting.settling import Lists, lists_of
from index.postings.blocks import COLUMNS, SHAPES, UNIT, layout, move
from index.text.batches import Batch
from index.text.tokenizing import Tokens
from index.text.vocabulary import RunWords

WORDS, HEADS = "runs.tmp", "heads.tmp"
UNITS_OF_WORD = 64 // UNIT
NUMBER_BYTES = 4  # of each number of a row of heads


@dataclass(frozen=True)
class Fields:
    """The fields of a segment, and what an occurrence in each weighs in a search over everything; a quoted one weighs
    what "quotes" weighs, if that is more. The occurrences in the field ``main`` lie together in every document; it has
    no lists of its own."""

    weights: dict[str, float]
    main: str

    @property
    def numbers(self) -> dict[str, int]:
        """The number of each field."""
        return {name: number for number, name in enumerate(self.weights)}

    @property
    def kind_weights(self) -> Float32s:
        """float32[KINDS]: what an occurrence of each kind weighs in a search over everything."""
        found = np.zeros(KINDS, np.float32)
        for number, weight in enumerate(self.weights.values()):
            found[number] = weight
            found[number + QUOTED] = max(weight, self.weights.get("quotes", 0.0))
        return found

    def kinds(self, field: str) -> UInt8s:
        """uint8[KINDS]: which kinds are of a field."""
        kinds, number = np.arange(KINDS), self.numbers[field]
        found: UInt8s = ((kinds % QUOTED == number) | ((kinds >= QUOTED) & (field == "quotes"))).astype(np.uint8)
        return found

    @property
    def main_kinds(self) -> UInt8s:
        """uint8[KINDS]: which kinds stand in the main field."""
        found: UInt8s = (np.arange(KINDS) % QUOTED == self.numbers[self.main]).astype(np.uint8)
        return found


class Heads(NamedTuple):
    """Rows as in ``index.postings.blocks``; ``keys`` int32 has the term or form of each."""

    rows: UInt32s
    keys: Int32s


class Run:
    """The posting lists of a range of documents, and the lengths of these.

    ``words`` and ``shapes``, as in ``index.postings.blocks``, are stretches of one array each. ``heads`` and
    ``lengths`` are by field; no list, or a length of 0, where it is missing.
    """

    def __init__(self, texts: Batch, tokens: Tokens, lexicon: RunWords, fields: Fields, first: int) -> None:
        """Those of a batch whose first document has the number ``first``."""
        self.words: list[UInt64s] = []
        self.shapes: list[Int32s] = []
        self.heads: dict[str, Heads] = {}
        self._lexicon, self._first = lexicon, first
        weight, numbers = fields.kind_weights, fields.numbers
        found = occurrences(texts, tokens, lexicon, weight, len(numbers), numbers.get("quotes", -1))
        self.lengths = {field: narrow(found.lengths[number + 1]) for field, number in numbers.items()}
        self.lengths[EVERYWHERE] = found.lengths[0].copy()
        every = found.by_term
        weighed = every if weight[texts.field].all() else chosen(every, (weight > 0).astype(np.uint8))
        self._invert_everywhere(weighed, found, Weighing(weight, fields.main_kinds, found.lengths[0]))
        others = chosen(every, (np.arange(KINDS) != numbers[fields.main]).astype(np.uint8))
        for field, number in numbers.items():
            if field != fields.main and self.lengths[field].any():
                alike = Weighing(np.ones(KINDS, np.float32), np.zeros(KINDS, np.uint8), found.lengths[number + 1])
                self.heads[field] = self._invert(chosen(others, fields.kinds(field)), lexicon.terms, found, alike, True)

    def _invert_everywhere(self, lists: Sorted, found: Occurrences, weighing: Weighing) -> None:
        """The lists of terms, and those of forms: a term's only form has the same blocks."""
        lexicon = self._lexicon
        numbers = np.arange(len(lexicon.terms), dtype=np.int32)
        rows, terms = self._invert(lists, numbers, found, weighing, True)
        forms = by_form(lists, lexicon, found.form_starts, found.shifts)
        more_rows, more = self._invert(forms, lexicon.forms, found, weighing, False)
        alone = (np.diff(lexicon.begins) == 1)[terms]
        only = lexicon.forms[lexicon.begins[terms[alone]]]
        self.heads[EVERYWHERE] = Heads(rows, lexicon.terms[terms])
        self.heads[EXACT] = Heads(np.concatenate([rows[alone], more_rows]), np.concatenate([only, more]))

    def _invert(self, lists: Sorted, keys: Int32s, found: Occurrences, weighing: Weighing, placed: bool) -> Heads:
        forms = (self._lexicon.ordinal, self._lexicon.begins) if placed else (np.zeros(0, np.int32),) * 2
        words, rows, keys, shapes = invert(lists, keys, found.shifts, *forms, weighing, self._first)
        move_all(rows, sum(map(len, self.words)) * UNITS_OF_WORD, sum(map(len, self.shapes)))
        self.words.append(words)
        self.shapes.append(shapes)
        return Heads(rows, keys)


class RunFiles:
    """The runs of a segment on disk. Documents of one run stand before those of the next."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._words, self._heads = (folder / WORDS).open("wb"), (folder / HEADS).open("wb")
        self._written, self._shapes = 0, 0  # words, shapes
        self._places: dict[str, list[tuple[int, Int32s]]] = {}
        self.shapes: list[Int32s] = []
        self.lengths: dict[str, list[npt.NDArray[np.number[Any]]]] = {}

    @property
    def documents(self) -> int:
        """Of how many documents they are."""
        return sum(map(len, self.lengths.get(EVERYWHERE, [])))

    def append(self, run: Run) -> None:
        """Put a run behind the others."""
        for field, (rows, keys) in run.heads.items():
            move_all(rows, self._written * UNITS_OF_WORD, self._shapes)
            self._places.setdefault(field, []).append((self._heads.tell(), keys))
            self._heads.write(rows.data)
        for words in run.words:
            self._words.write(words.data)
            self._written += len(words)
        self.shapes += run.shapes
        self._shapes += sum(map(len, run.shapes))
        for field, lengths in run.lengths.items():
            self.lengths.setdefault(field, []).append(lengths)

    def finish(self) -> None:
        """No more runs come."""
        self._words.write(np.zeros(1, np.uint64).data)
        self.close()

    def close(self) -> None:
        """Leave the files as they are."""
        self._words.close()
        self._heads.close()

    def words(self) -> UInt64s:
        """Those of all runs."""
        return np.memmap(self._folder / WORDS, np.uint64, "r")

    def lists(self, field: str, place: Int64s) -> Lists:
        """The lists of a field over all runs, in the order of what ``place`` int64 has for their keys; -1: left out."""
        runs = [(at, place[keys]) for at, keys in self._places.get(field, [])]
        begins = np.zeros(len(place) + 1, np.int64)
        for _, places in runs:
            _count(places, begins)
        np.cumsum(begins, out=begins)
        ends, heads = begins.copy(), np.empty((begins[-1], COLUMNS), np.uint32)
        path = self._folder / HEADS
        with naming(path), path.open("rb") as file:
            for at, places in runs:  # in the order of the file, of which a run is in memory at a time
                _scatter(_rows(file, at, len(places)), places, ends, heads)
        return lists_of(heads, begins)

    def remove(self) -> None:
        """Have the files gone."""
        for name in (WORDS, HEADS):
            (self._folder / name).unlink()


def _rows(file: IO[bytes], at: int, count: int) -> UInt32s:
    """uint32[count, COLUMNS] from a place on. Raises ``OSError``; ``np.fromfile`` does not where the disk fails: it
    gives fewer, and a kernel would read beyond them."""
    file.seek(at)
    data = file.read(count * COLUMNS * NUMBER_BYTES)
    if len(data) < count * COLUMNS * NUMBER_BYTES:
        raise OSError(errno.EIO, "shorter than it was written")
    return np.frombuffer(data, np.uint32).reshape(count, COLUMNS)


@kernel
def _count(places: Int64s, counts: Int64s) -> None:
    for place in places:
        counts[place + 1] += np.int64(place >= 0)


@kernel
def _scatter(rows: UInt32s, places: Int64s, ends: Int64s, heads: UInt32s) -> None:
    """Put each row where the list that has this place goes on, none for -1."""
    for n in range(len(places)):
        if places[n] >= 0:
            place = np.uint64(places[n])
            at = np.uint64(ends[place])
            for column in range(COLUMNS):
                heads[at, column] = rows[n, column]
            ends[place] += 1


@kernel
def move_all(heads: UInt32s, units: Integer, shapes: Integer) -> None:
    """Have blocks and their shapes stand behind others."""
    for row in range(len(heads)):
        move(heads, row, layout(heads, row).gap_bit // UNIT + units)
        heads[row, SHAPES] += np.uint32(shapes)
