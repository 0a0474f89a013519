"""Segments are written by several threads: what comes of it is the same every time, and so is what goes wrong."""

from __future__ import annotations

import random
import time
from collections import Counter
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from numpy.testing import assert_array_equal

from index.document import Document
from index.fields import DEFAULT_BOOSTS, EVERYWHERE
from index.inverting import segment_writer
from index.inverting.segment_writer import SegmentWriter
from index.postings.lists import positions
from index.postings.segment import Segment, open_segment
from index.text import batches
from index.text.tokenizing import tokenize
from index.text.vocabulary import Words
from tests.oracle import an_article

DOCUMENTS = 1000
RUN_BYTES = 20_000  # which makes ten runs and more


def written(folder: Path) -> Segment:
    chance = random.Random(7)
    writer = SegmentWriter(folder, DEFAULT_BOOSTS, "body")
    try:
        for n in range(DOCUMENTS):
            writer.add(an_article(chance, n))
        writer.finish()
    finally:
        writer.cancel()
    return open_segment(folder)


def files(segment: Segment) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in segment.folder.iterdir()}


def test_runs_are_joined_to_the_same_bytes_every_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = written(tmp_path / "whole")
    monkeypatch.setattr(batches, "RUN_BYTES", RUN_BYTES)
    first, second = written(tmp_path / "first"), written(tmp_path / "second")
    assert files(first) == files(second)
    for ordinal in range(len(whole.stems)):
        term = whole.stems.term(ordinal).decode()
        for mine, expected in zip(positions(first, EVERYWHERE, term), positions(whole, EVERYWHERE, term), strict=True):
            assert_array_equal(mine, expected)


@pytest.mark.parametrize("fails", [0, 1, 5])
def test_what_goes_wrong_in_a_thread_is_raised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: int) -> None:
    monkeypatch.setattr(batches, "RUN_BYTES", RUN_BYTES)
    calls = iter(range(DOCUMENTS))

    def fail(*arguments: Any) -> Any:
        if next(calls) == fails + 1:  # the first loads kernels
            raise MemoryError("no more")
        return tokenize(*arguments)

    monkeypatch.setattr(segment_writer, "tokenize", fail)
    with pytest.raises(MemoryError, match="no more"):
        written(tmp_path / "segment")


def test_one_run_numbers_words_at_a_time_also_where_another_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path / "whole")  # which loads the kernels
    monkeypatch.setattr(batches, "RUN_BYTES", RUN_BYTES)
    runs, lexicon, inside, most = iter(range(DOCUMENTS)), Words.lexicon, Counter[int](), Counter[int]()

    def fail(*arguments: Any) -> Any:
        if next(runs) == 2:
            raise MemoryError
        return tokenize(*arguments)

    def slowly(words: Words, *arguments: Any) -> Any:
        inside[id(words)] += 1
        most[id(words)] = max(most[id(words)], inside[id(words)])
        time.sleep(0.1)
        inside[id(words)] -= 1
        return lexicon(words, *arguments)

    monkeypatch.setattr(segment_writer, "tokenize", fail)
    monkeypatch.setattr(Words, "lexicon", slowly)
    with pytest.raises(MemoryError):
        written(tmp_path / "segment")
    assert set(most.values()) == {1}


def test_a_writer_can_be_given_up_while_runs_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "TOGETHER", 1)
    monkeypatch.setattr(batches, "RUN_BYTES", 1)  # a run for each document
    numbered: list[Words] = []
    begun, given_up = Event(), Event()

    def slowly(words: Words, *arguments: Any) -> Any:
        if arguments[0].tobytes() != b"Word\n":  # which loads kernels
            numbered.append(words)
            begun.set()
            given_up.wait(20)
        return lexicon(words, *arguments)

    lexicon = Words.lexicon
    monkeypatch.setattr(Words, "lexicon", slowly)
    writer = SegmentWriter(tmp_path / "segment", DEFAULT_BOOSTS, "body")
    for n in range(segment_writer.THREADS + segment_writer.WAITING):
        writer.add(Document(str(n), ("body",), ("The bell rang.",), 0, 0))
    assert begun.wait(20)
    canceller = Thread(target=writer.cancel, daemon=True)
    canceller.start()
    canceller.join(0.1)
    given_up.set()
    canceller.join(20)
    assert not canceller.is_alive()
    assert len(numbered) == 1
