"""Archives on a cluster are rebuilt beside the one in force, added to, and left as they were where that fails."""

import json
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from corpus import Article
from index import ArchiveInUse, NoArchive, Settings
from index.archive.report import NothingToIndex
from index.cluster import generations
from index.cluster.build import Share, rebuild, rebuild_share
from index.cluster.connection import Cluster
from index.cluster.location import parse_location
from index.cluster.mapping import ARTICLES
from index.cluster.updates import add, check, count_articles, files_read, remove
from index.errors import ArchiveError, DamagedArchive
from search import QuoteRequest, SearchRequest, open_archive
from search.answering import Reader, answer
from search.cluster.finding import ClusterSide
from search.query.synonyms import NO_SYNONYMS
from tests.conftest import PATIENCE, ROOT, TOWN, make_article, run, wait_for

pytestmark = pytest.mark.cluster
SMALL = Settings(shards=2)


@pytest.fixture
def town(cluster: str) -> Iterator[str]:
    """The location of an archive of ``TOWN``."""
    location = cluster + "town"
    rebuild(TOWN, location, SMALL)
    yield location
    asked = Cluster(parse_location(location))
    for index in generations.generations(asked):
        generations.discard(asked, index)


def found(location: str, q: str) -> list[str]:
    return sorted(hit.id for hit in open_archive(location).search(SearchRequest(q, size=100)).hits)


def indexes(location: str) -> list[str]:
    return generations.generations(Cluster(parse_location(location)))


def test_a_rebuild_puts_a_new_generation_in_force_and_keeps_the_one_before(town: str) -> None:
    for number in (2, 3):
        rebuild(TOWN[:number], town, SMALL)
        assert open_archive(town).stats().generation.endswith(f"{number:06d}")
    assert len(indexes(town)) == 2
    assert found(town, "") == ["bridge", "ferry", "storm"]


def test_a_rebuild_without_articles_leaves_the_archive(town: str) -> None:
    before = indexes(town)
    with pytest.raises(NothingToIndex):
        rebuild([], town, SMALL)
    assert indexes(town) == before
    assert len(found(town, "")) == 4


def test_a_rebuild_that_fails_leaves_the_archive(town: str) -> None:
    def breaking() -> Iterator[Article]:
        yield from TOWN[:2]
        raise KeyboardInterrupt

    before = indexes(town)
    with pytest.raises(KeyboardInterrupt):
        rebuild(breaking(), town, SMALL)
    assert indexes(town) == before
    assert len(found(town, "")) == 4


def test_what_a_killed_rebuild_left_is_cleared_by_the_next(town: str) -> None:
    code = (
        "import sys, time\nfrom index import Settings\nfrom index.cluster.build import rebuild\n"
        "from tests.conftest import make_article\n"
        "def articles():\n    for n in range(2500):\n        yield make_article(str(n), 'One', 'Two three four.')\n"
        "    print('written', flush=True)\n    time.sleep(300)\n"
        f"rebuild(articles(), {town!r}, Settings(shards=2))\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "written\n"
        assert len(indexes(town)) == 2
        process.send_signal(signal.SIGKILL)
    assert len(found(town, "")) == 4
    with pytest.raises(NothingToIndex):  # which waits until the one killed would have said that it is alive
        rebuild([], town, SMALL)
    assert len(indexes(town)) == 1


def test_two_do_not_write_at_once(town: str) -> None:
    going, ended = threading.Event(), threading.Event()

    def slow() -> Iterator[Article]:
        going.set()
        yield TOWN[0]
        ended.wait(60)

    writer = threading.Thread(target=rebuild, args=(slow(), town, SMALL))
    writer.start()
    going.wait(60)
    try:
        with pytest.raises(ArchiveInUse, match="is writing this archive"):
            add([make_article("new", "Another")], town, SMALL)
    finally:
        ended.set()
        writer.join()
    assert found(town, "") == ["ferry"]


def test_added_articles_are_found_and_replace_those_of_their_ids(town: str) -> None:
    new = make_article("ferry", "Ferry sails again", "“All is well,” said Ada Quill. “It is,” said Iwan Salt.")
    report = add([new, make_article("walrus", "A walrus"), TOWN[1]], town, SMALL)
    assert (report.articles, report.count("replaced"), report.count("duplicates"), report.quotes) == (2, 1, 1, 2)
    assert found(town, "") == ["bridge", "ferry", "storm", "undated", "walrus"]
    assert found(town, "strike") == []
    assert found(town, "sails") == ["ferry"]
    speakers = {speaker.key for speaker in open_archive(town).speakers()}
    assert speakers == {"ada-quill", "iwan-salt"}
    assert check(town) == 5 + 2


def test_statements_come_and_go_with_their_articles(town: str) -> None:
    said = "The bridge would open in May, said Ada Quill. Tobias Fenn said that the ferry would never sail again."
    report = add([make_article("said", "What was said", said)], town, SMALL)
    asked = QuoteRequest("", filters={"kind": ("indirect",)})
    assert report.statements == open_archive(town).quotes(asked).total == open_archive(town).stats().statements > 0
    add([make_article("said", "What was said", "Nothing.")], town, SMALL)
    assert open_archive(town).quotes(asked).total == 0
    assert check(town) == 5 + 1


def test_a_question_is_answered_though_articles_are_added_meanwhile(town: str) -> None:
    cluster = Cluster(parse_location(town))
    asked = ClusterSide(cluster, generations.in_force(cluster), ARTICLES, 10)
    assert asked.words.sizes.documents == len(TOWN)
    add([make_article(f"new-{number}", "The one") for number in range(9)], town, SMALL)
    answered = answer(SearchRequest("the"), Reader(date(2024, 3, 31), NO_SYNONYMS), asked, lambda *_: iter(()))
    assert answered.total > len(TOWN)


def test_fewer_quotes_than_before_leave_none_of_those(town: str) -> None:
    add([make_article("ferry", "Ferry sails", "It sails.")], town, SMALL)
    assert open_archive(town).quotes(QuoteRequest("")).total == 0
    assert check(town) == 4


def test_removed_articles_are_gone_with_their_quotes(town: str) -> None:
    removal = remove(["ferry", "none"], town)
    assert (removal.removed, removal.unknown) == (("ferry",), ("none",))
    assert found(town, "ferry") == ["storm"]
    assert open_archive(town).quotes(QuoteRequest("")).total == 0
    assert check(town) == count_articles(town) == 3
    with pytest.raises(ArchiveError, match="no articles left"):
        remove(["bridge", "storm", "undated"], town)


def test_of_articles_with_one_id_the_last_is_kept(town: str) -> None:
    first = make_article("same", "One", "“Yes,” said Ada Quill. “No,” said Iwan Salt.")
    second = make_article("same", "Two", "“Perhaps,” said Ada Quill.")
    report = rebuild([first, *TOWN, second], town, SMALL)
    assert (report.articles, report.count("replaced")) == (5, 1)
    assert open_archive(town).article("same") == second
    assert found(town, "One") == []
    assert check(town) == report.articles + report.quotes


def test_shares_fill_one_generation_that_the_last_puts_in_force(cluster: str, samples_directory: Path) -> None:
    location = cluster + "shared"
    command = [sys.executable, "-m", "morgue", "rebuild", str(ROOT / "corpus" / "samples"), "--archive", location]
    rebuild(TOWN, location, SMALL)
    together = [subprocess.Popen([*command, "--share", f"{number}/3"], cwd=ROOT) for number in (2, 3)]
    assert [process.wait(timeout=PATIENCE) for process in together] == [0, 0]
    assert len(found(location, "")) == len(TOWN)
    run(*command[3:], "--share", "1/3")
    here, there = open_archive(samples_directory).stats(), open_archive(location).stats()
    assert (there.articles, there.quotes, there.words) == (here.articles, here.quotes, here.words)
    assert check(location) == here.articles + here.quotes + here.statements
    assert "archives on a cluster" in run(*command[3:5], "--share", "1/3", "--archive", "folder", code=1).stderr


def test_of_one_id_in_two_shares_the_one_published_last_stays_with_its_quotes(town: str) -> None:
    late = make_article("same", "Late", "“Yes,” said Ada Quill.", published=date(2024, 1, 2))
    early = make_article("same", "Early", "“Yes,” said Ada Quill. “No,” said Iwan Salt.", published=date(2024, 1, 1))
    for number, article in enumerate((late, early, TOWN[0]), start=1):
        rebuild_share([article], town, SMALL, Share(number, 3))
    assert open_archive(town).article("same") == late
    assert found(town, "") == ["ferry", "same"]
    assert check(town) == 2 + 2


def test_what_is_missing_is_noticed(town: str) -> None:
    cluster, location = Cluster(parse_location(town)), parse_location(town)
    cluster.ask("POST", f"/{location.name}/_delete_by_query", {"query": {"term": {"id": "storm"}}}, refresh=True)
    with pytest.raises(DamagedArchive, match="3 articles"):
        check(town)


def test_a_name_of_something_else_is_refused(cluster: str) -> None:
    location = cluster + "other"
    asked = Cluster(parse_location(location))
    asked.ask("PUT", "/other", {"settings": {"number_of_replicas": 0}})
    try:
        with pytest.raises(NoArchive, match="something else"):
            rebuild(TOWN, location, SMALL)
        with pytest.raises(NoArchive, match="something else"):
            open_archive(location)
    finally:
        asked.ask("DELETE", "/other")
    with pytest.raises(NoArchive, match="no archive"):
        open_archive(cluster + "none")


def test_the_command_line_does_all_of_it(cluster: str, tmp_path: Path) -> None:
    location = cluster + "by-hand"
    samples = ROOT / "corpus" / "samples"
    done = run("rebuild", str(samples), "--archive", location, "--json")
    articles = json.loads(done.stdout)["articles"]
    assert "ferr" in run("search", "ferry", "--archive", location).stdout.lower()
    assert f"{articles}" in run("stats", "--archive", location).stdout
    assert "are there" in run("check", "--archive", location).stdout
    assert "by itself" in run("check", "--repair", "--archive", location, code=1).stderr
    assert files_read(location)
    passed = run("add", str(samples), "--archive", location)
    assert "passed over" in passed.stdout
    (tmp_path / "one.txt").write_text("Walrus seen at pier\n\nA walrus lay on the pier.\n")
    run("add", str(tmp_path / "one.txt"), "--archive", location)
    hits = json.loads(run("search", "walrus", "--archive", location, "--json").stdout)["hits"]
    assert run("show", hits[0]["id"], "--archive", location).stdout
    assert run("quotes", "--archive", location).stdout
    run("remove", hits[0]["id"], "--archive", location)
    wait_for(lambda: count_articles(location) == articles, 10)
