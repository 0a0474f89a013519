"""From one generation to the next, while questions are asked."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable
from pathlib import Path
from weakref import ref

import pytest

from index import Settings
from index.archive.build import rebuild
from index.archive.directory import current_generation
from index.archive.generation import Generation
from index.archive.updates import add
from search import Archive, QuoteRequest, SearchRequest, open_archive, version_of
from search.local import archive as local
from search.local.archive import SETTLED, LocalArchive
from tests.conftest import PATIENCE, make_article
from web import create_app


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


def test_an_archive_that_takes_the_place_of_another_is_noticed_though_its_generation_has_the_same_number(
    tmp_path: Path,
) -> None:
    for name in ("live", "other"):
        rebuild([make_article(name)], tmp_path / name, Settings())
    archive = open_archive(tmp_path / "live")
    before = archive.state()
    (tmp_path / "live").rename(tmp_path / "gone")
    (tmp_path / "other").rename(tmp_path / "live")
    assert [hit.id for hit in archive.search(SearchRequest()).hits] == ["other"]
    assert archive.state() != before


def test_what_a_thread_asks_together_is_answered_from_one_generation(archive_of: Callable[..., Archive]) -> None:
    archive = archive_of(make_article("old"))
    with archive.in_one_state():
        archive.stats()
        archive_of(make_article("new"))
        with archive.in_one_state():
            assert [hit.id for hit in archive.search(SearchRequest()).hits] == ["old"]
        assert version_of(archive, "old").article.id == "old"
        elsewhere = threading.Thread(target=archive.article, args=["new"])
        elsewhere.start()
        elsewhere.join()
    assert [hit.id for hit in archive.search(SearchRequest()).hits] == ["new"]


def test_a_page_is_of_one_generation_whatever_is_written_meanwhile(archive_of: Callable[..., Archive]) -> None:
    app = create_app(archive_of(make_article("a", "Old gulls")))

    @app.before_request  # behind that which looks up the state, for the ETag
    def write() -> None:
        archive_of(make_article("a", "New gulls"))

    client = app.test_client()
    assert "Old gulls" in client.get("/articles/a").text
    assert "New gulls" in client.get("/articles/a").text


def test_what_asks_nothing_is_answered_though_the_archive_does_not_answer(
    archive_of: Callable[..., Archive], monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = archive_of(make_article("a"))
    client = create_app(archive).test_client()
    monkeypatch.setattr(archive, "_newest", lambda: pytest.fail("asked"))
    assert [client.get(path, buffered=True).status_code for path in ("/healthz", "/static/morgue.css")] == [200, 200]


def test_a_generation_that_could_not_be_opened_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "PAUSE", 0.2)
    rebuild([make_article("1", "Gulls")], tmp_path / "a", Settings())
    archive = open_archive(tmp_path / "a")
    add([make_article("2", "More gulls")], tmp_path / "a", Settings())
    part = current_generation(tmp_path / "a").folder / "articles" / "columns-day.npy"
    away = part.rename(tmp_path / "away")
    for _ in range(2):
        assert archive.search(SearchRequest("gulls")).total == 1
    away.rename(part)
    time.sleep(SETTLED / 1e9 + 0.3)
    assert archive.search(SearchRequest("gulls")).total == 2
