"""Rebuilds in real life: told beforehand, reported, stopped and gone on with; files that need not be read again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from corpus.article import Article, Source, Unreadable
from corpus.reading import journal as journals
from corpus.reading.journal import Journal
from corpus.reading.parallel import read_all
from index import Settings
from index.archive.build import rebuild
from index.archive.updates import add
from search import SearchRequest, open_archive
from tests.conftest import PATIENCE, make_article, run


def lines(folder: Path, name: str, first: int, count: int, **fields: str) -> Path:
    path = folder / name
    items = ({"id": f"{n}", "title": f"Ferry {n}", "text": "It sails.", **fields} for n in range(first, first + count))
    path.write_text("".join(json.dumps(item) + "\n" for item in items))
    return path


def test_a_dry_run_says_what_would_be_read_and_changes_nothing(tmp_path: Path) -> None:
    with lines(tmp_path, "a.jsonl", 0, 3).open("a") as file:
        file.write('{"title": \n{"id": "x", "title": "Headline alone"}\n')
    (tmp_path / "b.txt").write_text("Head\n\nBody.")
    report, archive = tmp_path / "report.json", tmp_path / "archive"
    done = run("rebuild", str(tmp_path), "--archive", str(archive), "--dry-run", "--report", str(report))
    assert done.stdout.startswith("5 articles would be read")
    assert "4 of JSON, 1 of text" in done.stdout
    assert "1 without a text, kept by their headlines" in done.stdout
    assert not archive.exists()
    found = json.loads(report.read_text())
    assert (found["articles"], found["formats"], len(found["unreadable"])) == (5, {"JSON": 4, "text": 1}, 1)
    assert found["reasons"] == {"not JSON…": 1}


def test_articles_before_a_day_and_beyond_a_number_are_left_out(tmp_path: Path) -> None:
    lines(tmp_path, "a.jsonl", 0, 3, date="2024-09-16")
    lines(tmp_path, "b.jsonl", 3, 4, date="2024-09-17")
    archive = str(tmp_path / "archive")
    done = run("rebuild", str(tmp_path / "a.jsonl"), str(tmp_path / "b.jsonl"), "--archive", archive,
               "--since", "2024-09-17", "--limit", "2")  # fmt: skip
    assert done.stdout.startswith("2 articles in")
    assert "3 articles left out: published before 2024-09-17" in done.stdout
    assert {hit.id for hit in open_archive(archive).search(SearchRequest()).hits} == {"3", "4"}
    # What was not taken may be added: the files do not count as read.
    assert run("add", str(tmp_path / "b.jsonl"), "--archive", archive).stdout.startswith("2 articles added")
    assert "ended after 2 articles, as asked" in done.stdout


def test_a_report_takes_no_source_s_place_nor_a_part_of_the_archive_s(tmp_path: Path) -> None:
    archive, source = tmp_path / "archive", lines(tmp_path, "a.jsonl", 0, 3)
    before = source.read_bytes()
    run("rebuild", str(source), "--archive", str(archive), "--report", str(tmp_path / "new.json"))
    run("rebuild", str(tmp_path), "--archive", str(archive), "--report", str(tmp_path / "new.json"))
    current = (archive / "CURRENT").read_bytes()
    for report, read in ((source, source), (source, tmp_path), (archive / "CURRENT", source)):
        done = run("rebuild", str(read), "--archive", str(archive), "--report", str(report), code=1)
        assert "would take the place" in done.stderr
    assert (source.read_bytes(), (archive / "CURRENT").read_bytes()) == (before, current)


def test_a_report_that_cannot_be_written_is_said_before_anything_is_read(tmp_path: Path) -> None:
    archive, report = tmp_path / "archive", tmp_path / "absent" / "report.json"
    done = run(
        "rebuild", str(lines(tmp_path, "a.jsonl", 0, 3)), "--archive", str(archive), "--report", str(report), code=2
    )
    assert f"'{report}' cannot be written: No such file or directory" in done.stderr
    assert not archive.exists()


def test_names_that_are_not_text_are_in_the_report(tmp_path: Path) -> None:
    source, report = tmp_path / "source", tmp_path / "report.json"
    source.mkdir()
    with lines(source, os.fsdecode(b"\xff.jsonl"), 0, 3).open("a") as file:
        file.write("{\n")
    run("rebuild", str(source), "--archive", str(tmp_path / "archive"), "--report", str(report))
    assert len(json.loads(report.read_text())["unreadable"]) == 1


def test_files_that_have_not_changed_are_passed_over(tmp_path: Path) -> None:
    source, archive = tmp_path / "source", str(tmp_path / "archive")
    source.mkdir()
    lines(source, "a.jsonl", 0, 3)
    run("rebuild", str(source), "--archive", archive)
    assert "1 file passed over" in run("add", str(source), "--archive", archive).stdout
    lines(source, "b.jsonl", 3, 1)
    done = json.loads(run("add", str(source), "--archive", archive, "--json").stdout)
    assert (done["articles"], done["files_passed_over"], done["duplicates"]) == (1, 1, [])
    lines(source, "a.jsonl", 0, 4)
    assert json.loads(run("add", str(source), "--archive", archive, "--json").stdout)["files_passed_over"] == 1
    again = json.loads(run("add", str(source), "--archive", archive, "--json", "--again").stdout)
    assert (again["files_passed_over"], len(again["duplicates"])) == (0, 5)


def test_a_file_that_could_not_be_read_is_tried_again(tmp_path: Path) -> None:
    source, archive = tmp_path / "source", str(tmp_path / "archive")
    source.mkdir()
    lines(source, "a.jsonl", 0, 1)
    bell = source / "bell.txt"
    bell.write_bytes(b"\x7fELF\x02\x01\x01\0" + b"\0" * 20)
    run("rebuild", str(source), "--archive", archive)
    assert "bell.txt: " in run("add", str(source), "--archive", archive).stdout
    when, size = bell.stat().st_mtime_ns, bell.stat().st_size
    bell.write_text("Bell rings\n\n" + "It rang.".ljust(size - 12))
    os.utime(bell, ns=(when, when))  # as a file is whose rights alone were changed
    done = run("add", str(source), "--archive", archive).stdout
    assert done.startswith("1 article added")
    assert "1 file passed over" in done


def test_of_several_versions_the_one_published_last_is_shown(tmp_path: Path) -> None:
    days = {"a": "2024-09-18T10:00:00Z", "b": "2024-09-17", "c": "2024-09-18T09:00:00Z"}
    for name, day in days.items():
        lines(tmp_path, f"{name}.jsonl", 7, 1, date=day, deck=f"Version {name}")
    archive = str(tmp_path / "archive")
    done = json.loads(
        run("rebuild", *(str(tmp_path / f"{n}.jsonl") for n in "abc"), "--archive", archive, "--json").stdout
    )
    assert open_archive(archive).article("7").deck == "Version a"
    assert [item["reason"] for item in done["replaced"]] == [
        "older than a.jsonl, line 1, which has the same id '7'; kept as an earlier version"
    ] * 2


def test_what_is_withdrawn_takes_what_was_there_along(tmp_path: Path) -> None:
    boats = [make_article(name, "Boats") for name in ("1", "2", "3")]
    killed = Unreadable(Source("kill.xml"), "withdrawn by its agency", withdraws="2")
    rebuild([*boats, killed], tmp_path / "a", Settings())
    assert {hit.id for hit in open_archive(tmp_path / "a").search(SearchRequest("boats")).hits} == {"1", "3"}
    add([Unreadable(Source("kill.xml"), "withdrawn by its agency", withdraws="3")], tmp_path / "a", Settings())
    assert {hit.id for hit in open_archive(tmp_path / "a").search(SearchRequest("boats")).hits} == {"1"}
    add([killed, boats[1]], tmp_path / "a", Settings())
    assert {hit.id for hit in open_archive(tmp_path / "a").search(SearchRequest("boats")).hits} == {"1", "2"}


def ninjs(uri: str, day: int, text: str, **about: str) -> str:
    story = {"uri": uri, "headline": f"Ferry {text}", "body_text": f"The ferry sailed, {text}.", "pubstatus": "usable"}
    return json.dumps({**story, "versioncreated": f"2024-03-{day:02}T10:00:00Z", **about})


def test_what_was_published_before_it_was_withdrawn_is_not_shown_whichever_is_read_first(tmp_path: Path) -> None:
    (tmp_path / "0-kill.json").write_text(ninjs("urn:x", 2, "killed", pubstatus="canceled"))
    (tmp_path / "1-first.json").write_text(ninjs("urn:x", 1, "first"))
    (tmp_path / "2-other.json").write_text(ninjs("urn:y", 1, "other"))
    archive = str(tmp_path / "archive")
    done = run("rebuild", *map(str, sorted(tmp_path.glob("*.json"))), "--archive", archive).stdout
    assert "1-first.json, line 1: withdrawn by 0-kill.json, line 1, id 'urn:x'" in done
    run("show", "--archive", archive, "urn:x", code=1)
    (tmp_path / "-again.json").write_text(ninjs("urn:x", 3, "again"))
    run("rebuild", *map(str, sorted(tmp_path.glob("*.json"))), "--archive", archive)
    assert "Ferry again" in run("show", "--archive", archive, "urn:x").stdout


def test_what_is_under_embargo_leaves_what_was_published_and_is_read_once_it_ends(tmp_path: Path) -> None:
    source, archive = tmp_path / "source", str(tmp_path / "archive")
    source.mkdir()
    (source / "1.json").write_text(ninjs("urn:x", 1, "first"))
    run("rebuild", str(source), "--archive", archive)
    ends = datetime.now(UTC) + timedelta(seconds=4)
    (source / "2.json").write_text(ninjs("urn:x", 2, "second", embargoed=ends.isoformat()))
    assert "under embargo until" in run("add", str(source), "--archive", archive).stdout
    assert "Ferry first" in run("show", "--archive", archive, "urn:x").stdout
    time.sleep(max(0.0, (ends - datetime.now(UTC)).total_seconds()) + 0.1)
    assert "1 article added" in run("add", str(source), "--archive", archive).stdout
    assert "Ferry second" in run("show", "--archive", archive, "urn:x").stdout


def test_what_was_read_before_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journals, "NOT_KEPT", 0)
    source = lines(tmp_path, "a.jsonl", 0, 20_000)
    journal = Journal(tmp_path / "journal")
    with read_all([source], 2, journal=journal) as articles:
        some = [next(articles) for _ in range(9_000)]
    journal.close()
    again = Journal(tmp_path / "journal")
    before = len(again)
    with read_all([source], 2, journal=again) as articles:
        every = list(articles)
    assert every[:9_000] == some
    assert [item.id for item in every if isinstance(item, Article)] == [str(n) for n in range(20_000)]
    again.close()
    assert 10 < before < len(Journal(tmp_path / "journal"))


def test_a_damaged_journal_costs_what_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    journal = Journal(path)
    journal._seen = journals.NOT_KEPT
    keys = [journal.key([("text", f"{n}", "", b"x", 1)]) for n in range(3)]
    for key in keys:
        journal.keep(key, b"answer" * 100)
    journal.close()
    content = bytearray(path.read_bytes())
    content[journals.ENTRY.size + 5] ^= 1
    path.write_bytes(content[:-3])
    again = Journal(path)
    assert [again.answer(key) for key in keys] == [None, b"answer" * 100, None]


def kept(path: Path) -> tuple[Journal, bytes]:
    """A journal of one answer at ``path``, and what tells that."""
    journal = Journal(path)
    journal._seen = journals.NOT_KEPT
    key = journal.key([("text", "a", "", b"x", 1)])
    journal.keep(key, b"answer")
    journal.close()
    return Journal(path), key


def test_a_journal_of_somebody_elses_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    again, key = kept(tmp_path / "journal")
    assert again.answer(key) == b"answer"
    assert again
    monkeypatch.setattr(journals, "_secret", lambda: b"another" * 4)
    assert again.answer(key) is None
    assert not again  # so that nobody is told that a rebuild goes on


@pytest.mark.parametrize("made", ["link", "another name", "pipe", "folder"])
def test_only_a_file_of_its_own_is_a_journal(tmp_path: Path, made: str) -> None:
    other, path = tmp_path / "other", tmp_path / "journal"
    other.write_text("precious")
    match made:
        case "link":
            path.symlink_to(other)
        case "another name":
            path.hardlink_to(other)
        case "pipe":
            os.mkfifo(path)
        case _:
            path.mkdir()
    journal, key = kept(path)
    assert (len(journal), journal.answer(key)) == (0, None)
    journal.remove()
    assert other.read_text() == "precious"


def test_a_rebuild_that_was_killed_goes_on(tmp_path: Path) -> None:
    source = lines(tmp_path, "a.jsonl", 0, 40_000, text="It sails. " * 100)
    archive = tmp_path / "archive"
    command = [sys.executable, "-m", "morgue", "rebuild", str(source), "--archive", str(archive), "--workers", "2"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        journal, ends = archive / "reading.journal", time.monotonic() + PATIENCE
        while not (journal.exists() and journal.stat().st_size) and time.monotonic() < ends and process.poll() is None:
            time.sleep(0.01)
        os.kill(process.pid, signal.SIGKILL)
    assert journal.exists()
    done = run("rebuild", str(source), "--archive", str(archive), "--workers", "2")
    assert "going on with what was read" in done.stderr
    assert done.stdout.startswith("40,000 articles")
    assert not journal.exists()
