"""A question that takes too long is stopped, in the middle of a kernel too, and whoever asked is told."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index import Settings
from index.archive.build import rebuild
from index.arrays.jit import time_compiling
from search import Archive, SearchRequest, TookTooLong, open_archive
from search.kernels import walking
from search.local.archive import LocalArchive
from search.matching.term_lists import TermLists
from search.time_limit import check, halt, limited
from tests.conftest import make_article, run
from web import create_app

WORDS = ("the", "of", "to", "in")
SLOW = f'body:"{" ".join(WORDS * 16)}"~100'  # each word stands near each, a hundred times an article


@pytest.fixture(scope="module")
def slow_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("slow") / "archive"
    paragraph = " ".join(WORDS * 200)
    rebuild((make_article(f"{n:04}", "The tide", paragraph) for n in range(600)), directory, Settings())
    return directory


def test_a_query_is_stopped_where_its_time_is_up(slow_archive: Path) -> None:
    archive = open_archive(slow_archive, time_limit=1e-6)
    with pytest.raises(TookTooLong, match=r"takes longer than 1e-06 s, which is the limit; ask for rarer words"):
        archive.search(SearchRequest("the OR of"))
    with pytest.raises(TookTooLong):
        archive.article("0001"), archive.search(SearchRequest(SLOW))


def test_a_kernel_that_runs_is_stopped(slow_archive: Path) -> None:
    opened = open_archive(slow_archive)
    assert isinstance(opened, LocalArchive)
    leaf = opened._opened.articles.engine.leaves[0]
    lists = TermLists.named(leaf, "everywhere", [*WORDS * 2000], 1.0)
    walking.all_of_lists(*TermLists.named(leaf, "everywhere", [*WORDS], 1.0).all_arguments(100))  # compiled
    with limited(0.05):
        documents, _ = walking.all_of_lists(*lists.all_arguments(100))  # takes seconds, and looks at no clock
        assert halt()[0]
        with pytest.raises(TookTooLong):
            check()
    assert len(documents) < 600


def test_without_a_limit_it_takes_as_long_as_it_takes(slow_archive: Path) -> None:
    assert open_archive(slow_archive, time_limit=0).search(SearchRequest('"the of to in"~9')).total == 600


def test_a_limit_is_one_question_s(slow_archive: Path) -> None:
    archive, errors = open_archive(slow_archive, time_limit=1e-6), []

    def ask() -> None:
        with pytest.raises(TookTooLong) as error:
            archive.search(SearchRequest("the"))
        errors.append(error)

    with limited(100):
        threads = [threading.Thread(target=ask) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        check()
    assert len(errors) == 4
    check()


def compile_something() -> float:
    """The seconds that it took to compile, which is nearly all that it does."""
    import numba  # noqa: PLC0415 - when kernels are compiled

    before, begin = time_compiling(), "def much(n):\n total = 0\n"
    lines = [f" for m in range({k}, n):\n  total += m * n + {k}\n" for k in range(60)]
    names: dict[str, Any] = {}
    exec("".join([begin, *lines, " return total"]), names)
    numba.njit(names["much"])(3)
    return time_compiling() - before


def test_compiling_does_not_count_in_whichever_thread() -> None:
    compile_something()  # and load the compiler
    seconds = compile_something() / 2
    with limited(seconds):
        assert compile_something() > 0
        check()
    with limited(seconds):
        thread = threading.Thread(target=compile_something)
        thread.start()
        thread.join()
        check()


def test_a_speaker_s_page_is_stopped_too(archive_of: Callable[..., Archive], tmp_path: Path) -> None:
    archive_of(make_article("a", "The tide", "“The tide is late,” said Ada Quill."))
    assert open_archive(tmp_path / "archive").speaker("ada-quill").quotes == 1
    with pytest.raises(TookTooLong):
        open_archive(tmp_path / "archive", time_limit=1e-9).speaker("ada-quill")


def test_lines_of_a_list_that_come_too_late_say_so(slow_archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    client = create_app(open_archive(slow_archive)).test_client()
    assert "not looked up" not in client.get("/many?list=tide%0Athe").text
    monkeypatch.setattr("web.pages.many.LONGEST", 0)
    assert client.get("/many?list=tide%0Athe").text.count("not looked up") == 2


def test_a_server_says_so_in_pages_and_json(slow_archive: Path) -> None:
    client = create_app(open_archive(slow_archive, time_limit=1e-6)).test_client()
    answer = client.get("/api/search?q=the")
    assert answer.status_code == 503
    assert answer.json
    assert answer.json["detail"].startswith("this takes longer than")
    page = client.get("/?q=the")
    assert page.status_code == 503
    assert "ask for rarer words" in page.text


def test_the_command_line_says_so(slow_archive: Path) -> None:
    done = run("search", "the", "--archive", str(slow_archive), "--time-limit", "0.000001", code=1)
    assert done.stderr.startswith("morgue: this takes longer than 1e-06 s")
    assert run("search", "the", "--archive", str(slow_archive), "--time-limit", "-1", code=2).stderr.endswith(
        "'-1' is not a number of seconds, 0 or more\n"
    )
