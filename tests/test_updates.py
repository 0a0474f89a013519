"""Adding and removing articles, against archives that are built of what remains."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import whoosh.query as q

from corpus import Article, Source, Unreadable
from index import EVERYWHERE, ArchiveError, NoArchive, Settings, SettingsError
from index.archive import updates
from index.archive.build import rebuild
from index.archive.directory import current_generation
from index.archive.generation import Generation, check
from index.archive.report import NothingToIndex
from index.archive.updates import add, remove
from search import NoSuchArticle, QuoteRequest, SearchRequest, open_archive
from search.matching.engine import Engine
from search.matching.evaluation import documents, match
from search.matching.top import best_matches, newest_matches
from search.query.language import parse
from search.query.terms import to_terms
from tests.conftest import PATIENCE, ROOT, make_article, run, wait_for

WORDS = """strike bridge price ferry mayor storm harbour vote rate oil bank trade bell market wheat council school
    strikes bridges prices ferries storms voted rates banks traded bells markets schools the said of 1990""".split()
SPEAKERS = ("Moira Tregellis", "Moira J. Tregellis", "John Smith", "Ada Quill", "Iwan Salt", "Tobias Fenn")
QUERIES = ("strike", "strike bridge", "bank OR wheat OR storm", '"the price"', '"bridge ferry"~5', "headline:strikes",
           "body:market", "=prices", "body:=prices", "pri*", "body:ma*", "stromi~2", "mayor -strike", "NOT vote", "",
           "published:2001-03", "strike REQUIRE bri*", "quote:oil", "speaker:smith quote:bank", "strkie", "nothing*",
           "body:[ban TO bel]", "section:news wheat^2 oil")  # fmt: skip


def an_article(chance: random.Random, name: str) -> Article:
    def text(most: int) -> str:
        return " ".join(chance.choices(WORDS, k=chance.randint(1, most))).capitalize()

    said = [f"“{text(12)},” said {speaker}." for speaker in chance.sample(SPEAKERS, chance.randint(0, 2))]
    number = int(name)  # of one day whichever version: an older one would not replace a newer
    day = date(2001, 1 + number % 4, 1 + number * 7 % 28)
    return make_article(
        name, text(5), *[text(20) + "." for _ in range(chance.randint(1, 3))], *said,
        section=chance.choice(["News", "Sport", ""]), byline=tuple(chance.sample(SPEAKERS, chance.randint(0, 1))),
        tags=tuple(chance.sample(WORDS[:6], 2)), published=day if chance.random() < 0.8 else None,
    )  # fmt: skip


def scores(archive: Path, text: str) -> dict[str, float]:
    articles = Generation(archive).articles
    engine = Engine(articles)
    found = match(to_terms(parse(text, "any", date(2002, 1, 1)), engine.forms), engine)
    return dict(zip(articles.ids_of(found.documents), found.scores.tolist(), strict=True))


def answers(archive: Path) -> dict[str, Any]:
    """What an archive says that does not hang on the last digits of scores."""
    opened = open_archive(archive)
    found: dict[str, Any] = {}
    for text in QUERIES:
        for sort in ("newest", "oldest"):
            for kind, results in (
                ("articles", opened.search(SearchRequest(text, "any", size=100, sort=sort))),
                ("quotes", opened.quotes(QuoteRequest(text, "all", size=100, sort=sort))),
                ("some", opened.search(SearchRequest(text, size=100, sort=sort, filters={"section": ("News",)}))),
            ):
                hits = [(hit.id, pytest.approx(hit.score, abs=2e-4), hit.highlights) for hit in results.hits]
                found[f"{kind} {text} {sort}"] = [results.total, hits, results.facets, results.did_you_mean]
    speakers = opened.speakers(limit=100)
    found |= {speaker.key: opened.speaker(speaker.key) for speaker in speakers}
    stats = opened.stats()
    return {**found, "speakers": speakers, "stats": (stats.articles, stats.quotes, stats.words, stats.sections,
                                                     stats.first, stats.last, stats.undated)}  # fmt: skip


def assert_same(archive: Path, articles: Iterable[Article], fresh: Path) -> None:
    """Check that an archive answers like one that is built of ``articles``."""
    rebuild(articles, fresh, Settings())
    assert check(archive) > 20
    assert answers(archive) == answers(fresh)
    for text in QUERIES:
        assert scores(archive, text) == pytest.approx(scores(fresh, text), rel=1e-5), text


@pytest.mark.parametrize(("tier", "most_deleted"), [(4, 1 / 3), (0, 1.0), (1e9, 0.0), (0, 0.5)])
@pytest.mark.parametrize("seed", range(2))
def test_after_any_updates_an_archive_answers_like_one_built_of_what_remains(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, tier: float, most_deleted: float
) -> None:
    monkeypatch.setattr(updates, "TIER", tier)
    monkeypatch.setattr(updates, "MOST_DELETED", most_deleted)
    chance, archive = random.Random(seed), tmp_path / "a"
    held = {str(n): an_article(chance, str(n)) for n in range(30)}
    rebuild(held.values(), archive, Settings())
    for step in range(8):
        if step % 3 == 2:
            gone = chance.sample(sorted(held), chance.randint(1, len(held) // 3))
            assert remove([*gone, "none"], archive).unknown == ("none",)
            held = {name: article for name, article in held.items() if name not in gone}
        else:
            names = [str(chance.randint(0, 60)) for _ in range(chance.choice([1, 3, 20]))]
            new = [an_article(chance, name) for name in names]
            report = add(new, archive, Settings())
            assert report.articles == len(set(names))
            assert len(report.replaced) == len(names) - len(set(names) - held.keys())
            held |= {article.id: article for article in new}
    assert_same(archive, held.values(), tmp_path / "fresh")


def test_the_best_of_several_segments_are_the_best_of_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(updates, "TIER", 0)
    chance, archive = random.Random(1), tmp_path / "a"
    rebuild([an_article(chance, str(n)) for n in range(200)], archive, Settings())
    add([an_article(chance, str(n)) for n in range(190, 400)], archive, Settings())
    add([an_article(chance, str(n)) for n in range(395, 450)], archive, Settings())
    remove(["7", "201", "401", "402", "403"], archive)
    articles = Generation(archive).articles
    engine, rank = Engine(articles), articles.columns.rank
    assert [part.deleted is None for part in articles.parts] == [False, False, False]
    for text in QUERIES:
        tree = to_terms(parse(text, "any", date(2002, 1, 1)), engine.forms)
        every = match(tree, engine)
        assert np.array_equal(every.documents, documents(tree, engine))
        for most in (1, 10, 1000):
            total, found = best_matches(tree, engine, most)
            assert total == len(every.documents)
            assert found.scores == pytest.approx(np.sort(every.scores)[::-1][:most], rel=1e-6)
            assert newest_matches(tree, engine, most)[0] == total
            assert (
                newest_matches(tree, engine, most)[1].documents.tolist()
                == sorted(every.documents, key=rank.__getitem__)[:most]
            )


def test_whooshs_matchers_score_with_the_statistics_of_all_segments(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updates, "TIER", 0)
    chance = random.Random(2)
    held = {str(n): an_article(chance, str(n)) for n in range(60)}
    rebuild(list(held.values())[:40], tmp_path / "a", Settings())
    add(list(held.values())[30:], tmp_path / "a", Settings())
    remove(["3", "45"], tmp_path / "a")
    rebuild([article for name, article in held.items() if name not in ("3", "45")], tmp_path / "b", Settings())
    query = q.Or([q.Term(EVERYWHERE, "price"), q.Term("body", "=banks"), q.Term("headline", "strike")], minmatch=2)
    found = []
    for archive in (tmp_path / "a", tmp_path / "b"):
        articles = Generation(archive).articles
        matches = match(query, Engine(articles))
        found.append(dict(zip(articles.ids_of(matches.documents), matches.scores, strict=True)))
    assert found[0] == pytest.approx(found[1], rel=1e-5)
    assert found[0]


def segments(archive: Path) -> list[str]:
    return Generation(archive).segments


def some(first: int, last: int) -> list[Article]:
    return [make_article(str(n), f"Gulls {n}", f"“The gull {n} ate,” said Ada Quill.") for n in range(first, last)]


def test_segments_that_stay_are_shared(tmp_path: Path) -> None:
    rebuild(some(0, 50), tmp_path, Settings())
    before = current_generation(tmp_path).folder
    add(some(50, 52), tmp_path, Settings())
    after = current_generation(tmp_path).folder
    shared = [path for path in (after / "segments" / "000001").rglob("*") if path.is_file()]
    assert len(shared) > 30
    assert all(path.samefile(before / path.relative_to(after)) and path.stat().st_nlink == 2 for path in shared)
    manifests = [json.loads((folder / "manifest.json").read_text())["files"] for folder in (before, after)]
    names = [path.relative_to(after).as_posix() for path in shared]
    assert all(manifests[0][name] == manifests[1][name] for name in names)


def test_where_there_are_no_hard_links_segments_are_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path, __: Path) -> None:
        raise OSError

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    rebuild(some(0, 50), tmp_path, Settings())
    add(some(50, 52), tmp_path, Settings())
    assert check(tmp_path)
    assert segments(tmp_path) == ["000001", "000002"]
    assert open_archive(tmp_path).search(SearchRequest("gulls")).total == 52


def test_segments_stay_few(tmp_path: Path) -> None:
    rebuild(some(0, 200), tmp_path, Settings())
    for n in range(200, 230):
        add(some(n, n + 1), tmp_path, Settings())
    assert len(segments(tmp_path)) <= 4
    assert segments(tmp_path)[0] == "000001"
    assert open_archive(tmp_path).stats().articles == 230


def test_a_segment_of_which_much_is_removed_is_written_again(tmp_path: Path) -> None:
    rebuild(some(0, 30), tmp_path, Settings())
    remove(map(str, range(9)), tmp_path)
    assert segments(tmp_path) == ["000001"]
    remove(["9", "10"], tmp_path)
    assert segments(tmp_path) == ["000003"]
    articles = Generation(tmp_path).articles
    assert len(articles) == len(articles.columns.day) == 19


def test_articles_that_are_there_already_change_nothing(tmp_path: Path) -> None:
    rebuild(some(0, 3), tmp_path, Settings())
    report = add(some(1, 3), tmp_path, Settings())
    assert (report.articles, len(report.duplicates), report.replaced) == (0, 2, ())
    assert current_generation(tmp_path).folder.name == "000001"
    assert remove(["x", "y"], tmp_path).unknown == ("x", "y")
    assert current_generation(tmp_path).folder.name == "000001"


def test_of_several_versions_the_last_is_kept(tmp_path: Path) -> None:
    rebuild([make_article("x", "Clerk resigns"), make_article("y")], tmp_path, Settings())
    report = add([make_article("x", "Clerk stays"), make_article("x", "Clerk leaves")], tmp_path, Settings())
    assert (report.articles, len(report.replaced)) == (1, 2)
    archive = open_archive(tmp_path)
    assert archive.article("x").headline == "Clerk leaves"
    assert archive.search(SearchRequest("resigns")).total == archive.search(SearchRequest("stays")).total == 0
    assert archive.stats().articles == 2


def test_what_is_removed_is_found_nowhere(tmp_path: Path) -> None:
    rebuild([*some(0, 9), make_article("x", "Herring", "“Stoves,” said Moira Tregellis.")], tmp_path, Settings())
    assert remove(["x", "x"], tmp_path).removed == ("x",)
    archive = open_archive(tmp_path)
    with pytest.raises(NoSuchArticle):
        archive.article("x")
    assert [speaker.name for speaker in archive.speakers()] == ["Ada Quill"]
    assert archive.search(SearchRequest("herrong")).did_you_mean == ""
    assert archive.quotes(QuoteRequest("")).total == 9
    assert remove(["x"], tmp_path).unknown == ("x",)


def test_the_last_article_cannot_be_removed(tmp_path: Path) -> None:
    rebuild(some(0, 2), tmp_path, Settings())
    with pytest.raises(ArchiveError, match="no article would remain"):
        remove(["0", "1"], tmp_path)
    assert open_archive(tmp_path).stats().articles == 2


def test_other_boosts_are_refused(tmp_path: Path) -> None:
    rebuild(some(0, 2), tmp_path, Settings())
    with pytest.raises(SettingsError, match=r"\(headline\).*morgue rebuild"):
        add(some(2, 3), tmp_path, Settings(boosts={**Settings().boosts, "headline": 9.0}))


def test_there_must_be_an_archive_and_something_to_add(tmp_path: Path) -> None:
    with pytest.raises(NoArchive, match="morgue rebuild"):
        add(some(0, 1), tmp_path / "none", Settings())
    with pytest.raises(NoArchive, match="morgue rebuild"):
        remove(["0"], tmp_path / "none")
    assert not (tmp_path / "none").exists()
    rebuild(some(0, 1), tmp_path / "a", Settings())
    with pytest.raises(NothingToIndex, match=r"x\.pdf"):
        add([Unreadable(Source("x.pdf"), "not text")], tmp_path / "a", Settings())


def test_the_report_remembers_what_could_not_be_read(tmp_path: Path) -> None:
    unreadable = Unreadable(Source("x.pdf"), "not text")
    rebuild([*some(0, 9), unreadable], tmp_path, Settings())
    for _ in range(2):
        add([make_article("new"), make_article("1", "Other"), unreadable], tmp_path, Settings())
    report = Generation(tmp_path).report
    assert [len(report[name]) for name in ("unreadable", "replaced", "duplicates")] == [1, 1, 0]
    assert (report["articles"], report["quotes"], report["undated"]) == (10, 8, 10)
    assert open_archive(tmp_path).stats().unreadable == 1


def test_corrections_apply_to_what_is_added(tmp_path: Path) -> None:
    rebuild(some(0, 9), tmp_path, Settings())
    (tmp_path / "people.toml").write_text('[merge]\n"Adelaide Quill" = ["Ada Quill"]\n')
    add(some(9, 10), tmp_path, Settings())
    assert sorted(speaker.name for speaker in open_archive(tmp_path).speakers()) == ["Ada Quill", "Adelaide Quill"]


def test_a_reader_keeps_the_generation_that_it_opened(tmp_path: Path) -> None:
    rebuild(some(0, 9), tmp_path, Settings())
    generation = Generation(tmp_path)
    for n in range(3):
        remove([str(n)], tmp_path)
    assert not generation.folder.exists()
    for field in (EVERYWHERE, "headline", "body"):
        assert len(match(q.Term(field, "gull"), Engine(generation.articles)).documents) == 9
    assert generation.article(generation.articles.document("1")).id == "1"


def test_an_open_archive_takes_up_what_was_added_and_removed(tmp_path: Path) -> None:
    rebuild(some(0, 9), tmp_path, Settings())
    archive = open_archive(tmp_path)
    assert archive.search(SearchRequest("gulls")).total == 9
    remove(["3"], tmp_path)
    assert archive.search(SearchRequest("gulls")).total == 8
    add(some(3, 4), tmp_path, Settings())
    assert archive.search(SearchRequest("gulls")).total == 9


@pytest.mark.parametrize("delay", [0.0, 0.2, 0.6])  # seconds after it begins to write
def test_killing_an_add_leaves_the_old_archive_answering(tmp_path: Path, delay: float) -> None:
    rebuild(some(0, 9), tmp_path / "a", Settings())
    lines = "".join(json.dumps({"title": f"Gulls {n}", "text": f"word{n} " * 50}) + "\n" for n in range(5_000))
    (tmp_path / "many.jsonl").write_text(lines)
    command = [sys.executable, "-m", "morgue", "add", str(tmp_path / "many.jsonl"), "--archive", str(tmp_path / "a")]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        wait_for((tmp_path / "a" / "generations" / "000002").exists)
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=PATIENCE)
    assert open_archive(tmp_path / "a").search(SearchRequest("gulls")).total in (9, 5_009)
    remove(["0"], tmp_path / "a")
    assert open_archive(tmp_path / "a").search(SearchRequest("gulls")).total in (8, 5_008)
    assert check(tmp_path / "a")


def test_the_command_line_adds_and_removes(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Id: one\n\nGulls\n\nThey are back.")
    (tmp_path / "two.txt").write_text("Id: two\n\nHerring\n\nThey are gone.")
    there = ("--archive", str(tmp_path / "a"))
    run("add", str(tmp_path / "one.txt"), *there, code=1)
    run("rebuild", str(tmp_path / "one.txt"), *there)
    assert "1 article added to" in run("add", str(tmp_path / "two.txt"), *there).stdout
    assert json.loads(run("add", str(tmp_path), *there, "--json").stdout)["articles"] == 0
    done = run("remove", "one", "three", *there).stdout
    assert "1 article removed from" in done
    assert "which has 1 now" in done
    assert done.endswith("three\n")
    assert json.loads(run("remove", "one", *there, "--json", code=1).stdout)["unknown"] == ["one"]
    assert run("check", *there).stdout
