"""Writing a segment (``index.postings.segment``): documents are inverted in runs, whose lists are joined at the end."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from threading import Event
from typing import NamedTuple

from index.arrays.memory import keep_freed_memory
from index.arrays.strings import Strings, order_of, strings_of
from index.arrays.types import Int64s
from index.document import Document
from index.inverting.joining import write_dictionaries, write_ids, write_segment
from index.inverting.runs import Fields, Run, RunFiles
from index.store.texts import TextWriter
from index.text.batches import Gathered
from index.text.compounds import Compounds, joined
from index.text.tokenizing import tokenize
from index.text.vocabulary import Words

THREADS = 2  # that invert, beside the one that adds documents
WAITING = 1  # runs that wait for a thread


class SegmentWriter:
    """Writes a new segment; documents are numbered from 0 in the order added.

    ``weights`` are what an occurrence in each field weighs in a search over everything; a quoted one weighs what
    "quotes" weighs, if that is more. The occurrences in the field ``main`` lie together in every document; it has no
    lists of its own. What is kept of documents goes to ``texts``, if there are any. Two segments of the same documents
    are the same bytes.
    """

    def __init__(self, folder: Path, weights: dict[str, float], main: str, texts: TextWriter | None = None) -> None:
        folder.mkdir()
        self._folder, self._fields = folder, Fields(weights, main)
        self._pending = Gathered(self._fields.numbers, texts is not None)
        self._failed = False
        self._ids: list[str] = []
        self._started = 0  # documents of runs that are begun
        self._words, self._runs, self._texts = Words(), RunFiles(folder), texts
        self._compounds = Compounds()
        keep_freed_memory()
        self._pool = ThreadPoolExecutor(THREADS)
        self._inverting: deque[tuple[int, Future[None]]] = deque()  # with the documents before
        self._last = _Turn(Event(), Event())
        self._last.named.set()
        self._last.written.set()
        self._pool.submit(_load_kernels, self._fields)  # which takes 0.3 s, in which the first documents are read

    def add(self, document: Document) -> None:
        """Index one document."""
        self._ids.append(document.id)
        self._pending.add(document)
        if self._pending.full:
            self._start_run()

    def start_last(self) -> None:
        """Have what is pending inverted, as ``finish`` does first, while this thread does something else: no more is
        added."""
        self._start_run()

    @property
    def order(self) -> Int64s:
        """int64: the documents in the order of their ids; no more are added then."""
        return self._ids_in_order[1]

    @cached_property
    def _ids_in_order(self) -> tuple[Strings, Int64s]:
        ids = strings_of(self._ids)
        return ids, order_of(ids)

    def finish(self, progress: Callable[[int, int], None] = lambda _done, _total: None) -> None:
        """Write what is pending, and everything that is known only now."""
        self.start_last()
        self._last.named.wait()
        dictionaries = write_dictionaries(
            self._folder, self._words, self._compounds, self._pool
        )  # while runs are inverted
        while self._inverting:
            self._await(len(self._inverting) - 1)
            progress(self._inverting[0][0] if self._inverting else len(self._ids), len(self._ids))
        self._runs.finish()
        if self._texts:
            self._texts.finish()
        write_ids(self._folder, *self._ids_in_order)
        write_segment(self._folder, self._fields, self._runs, self._words, dictionaries, self._pool)
        self._pool.shutdown()

    def cancel(self) -> None:
        """Give up what was added."""
        self._failed = True  # runs that wait come to nothing, in turn: to drop one could have the next wait for it
        with ExitStack() as closing:  # all of them, also where one fails
            if self._texts:
                closing.callback(self._texts.cancel)
            closing.callback(self._runs.close)
            closing.callback(self._pool.shutdown)

    def _start_run(self) -> None:
        if len(self._ids) > self._started:
            before, self._last = self._last, _Turn(Event(), Event())
            inverting = self._pool.submit(self._invert, self._pending, self._started, before, self._last)
            self._inverting.append((self._started, inverting))
            self._pending, self._started = Gathered(self._fields.numbers, self._texts is not None), len(self._ids)
            self._await(THREADS + WAITING)

    def _await(self, most: int) -> None:
        while len(self._inverting) > most:
            self._inverting.popleft()[1].result()

    def _invert(self, gathered: Gathered, first: int, before: _Turn, mine: _Turn) -> None:
        """Write a run. Words are numbered, and runs written, in the order of documents, so that every build gives the
        same bytes. Where a run fails, those behind it do nothing more."""
        try:
            if self._failed:
                return
            texts = gathered.batch()
            tokens = tokenize(texts.data, texts.starts, texts.ends)
            indexed = tokens.of_first(len(texts.document))
            parts = joined(texts.data, indexed)
            before.named.wait()
            if self._failed:
                return
            lexicon = self._words.lexicon(texts.data, indexed)
            if self._texts and not first:
                self._texts.learn(texts, tokens)
            self._compounds.add(parts, indexed, lexicon)
            mine.named.set()
            run = Run(texts, indexed, lexicon, self._fields, first)
            records = self._texts.compressed(texts, tokens) if self._texts else None
            before.written.wait()
            if not self._failed:
                self._runs.append(run)
                if self._texts and records:
                    self._texts.append(records)
        except BaseException:
            self._failed = True
            raise
        finally:  # not before those in front: two must never number words at once
            before.named.wait()
            mine.named.set()
            before.written.wait()
            mine.written.set()


def _load_kernels(fields: Fields) -> None:
    gathered = Gathered(fields.numbers)
    gathered.add(Document("", (fields.main,), ("Word",), 0, 0))
    texts = gathered.batch()
    tokens = tokenize(texts.data, texts.starts, texts.ends)
    joined(texts.data, tokens)
    Run(texts, tokens, Words().lexicon(texts.data, tokens), fields, 0)


class _Turn(NamedTuple):
    """``named``: the words of a run have their numbers; ``written``: the run is on disk."""

    named: Event
    written: Event
