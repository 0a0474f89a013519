"""From one generation to the next, while questions are asked."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable
from pathlib import Path
from weakref import ref

import pytest

from index import Settings
from index.archive.build import rebuild
from index.archive.generation import Generation
from search import Archive, QuoteRequest, SearchRequest, open_archive
from search.local.archive import LocalArchive
from tests.conftest import PATIENCE, make_article


def test_many_threads_search_one_archive_while_it_is_rebuilt(tmp_path: Path) -> None:
    articles = [make_article(str(n), f"Gulls {n}", f"The gull {n} " * 30) for n in range(200)]
    rebuild(articles, tmp_path / "a", Settings())
    archive = open_archive(tmp_path / "a")
    wrong: list[object] = []

    def ask() -> None:
        for n in range(60):
            try:
                results = archive.search(SearchRequest(f'"gull {n}"'))
                if str(n) not in [hit.id for hit in results.hits]:
                    wrong.append(results)
            except Exception as error:
                wrong.append(error)

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    rebuild(articles, tmp_path / "a", Settings())
    for thread in threads:
        thread.join()
    assert not wrong


def test_questions_are_answered_while_a_thread_opens_a_generation(
    archive_of: Callable[..., Archive], monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = archive_of(make_article("old"))
    begun, going_on = threading.Event(), threading.Event()

    class Slow(Generation):
        def __init__(self, archive: Path) -> None:
            begun.set()
            assert going_on.wait(PATIENCE)
            super().__init__(archive)

    archive_of(make_article("new"))
    monkeypatch.setattr("search.local.archive.Generation", Slow)
    opening = threading.Thread(target=archive.stats)
    opening.start()
    assert begun.wait(PATIENCE)
    assert [hit.id for hit in archive.search(SearchRequest()).hits] == ["old"]
    going_on.set()
    opening.join()
    assert [hit.id for hit in archive.search(SearchRequest()).hits] == ["new"]


def test_a_generation_that_is_asked_no_more_gives_its_memory_back_at_once(
    archive_of: Callable[..., Archive],
) -> None:
    archive = archive_of(make_article("old", "Gulls steal a pie"))
    assert isinstance(archive, LocalArchive)
    for q in ("gull", "gul*", '"steal a pie"', "said:gull ANDMAYBE pie"):  # loading kernels leaves reference cycles
        archive.search(SearchRequest(q, explain=True))
        archive.quotes(QuoteRequest(q))
    archive.suggest("gu")
    before = ref(archive._newest().generation)
    gc.disable()
    try:
        archive_of(make_article("new"))
        assert [hit.id for hit in archive.search(SearchRequest()).hits] == ["new"]
        assert before() is None
    finally:
        gc.enable()


def test_short_pages_are_remembered_and_long_ones_are_not(archive_of: Callable[..., Archive]) -> None:
    archive = archive_of(make_article("old", "Gulls steal a pie"))
    assert isinstance(archive, LocalArchive)
    short, long, why = (SearchRequest("gull"), SearchRequest("gull", size=100), SearchRequest("gull", explain=True))
    asked = [archive.search(request).hits for request in (short, long, why) for _ in range(2)]
    assert [first is again for first, again in zip(asked[::2], asked[1::2], strict=True)] == [True, False, False]
