"""The archive directory: generations, the switch between them, and what can go wrong."""

import hashlib
import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import filelock
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Article, Source, Unreadable
from corpus.plain import from_record, to_record
from corpus.reading.files import read
from index import ArchiveError, ArchiveInUse, DamagedArchive, FormatError, NoArchive, Settings
from index.archive import directory
from index.archive.build import rebuild
from index.archive.directory import current_generation
from index.archive.generation import Generation, check
from index.archive.manifest import FORMAT
from index.archive.report import NothingToIndex
from search import SearchRequest, open_archive
from tests.conftest import PATIENCE, ROOT, make_article, wait_for


def build(directory: Path, *articles: Article | Unreadable) -> Path:
    rebuild(articles, directory, Settings())
    return current_generation(directory).folder


def found(directory: Path, q: str) -> list[str]:
    return [hit.id for hit in open_archive(directory).search(SearchRequest(q)).hits]


def test_a_rebuild_puts_a_new_generation_in_force_and_keeps_one_before(tmp_path: Path) -> None:
    names = [build(tmp_path / "a", make_article(str(n), f"number {n}")).name for n in range(3)]
    assert names == ["000001", "000002", "000003"]
    assert sorted(folder.name for folder in (tmp_path / "a" / "generations").iterdir()) == names[1:]
    assert found(tmp_path / "a", "number") == ["2"]


def test_an_open_archive_picks_up_a_new_generation_by_itself(tmp_path: Path) -> None:
    build(tmp_path / "a", make_article("one", "Gulls"))
    archive = open_archive(tmp_path / "a")
    assert archive.search(SearchRequest("gulls")).total == 1
    build(tmp_path / "a", make_article("two", "Herring"))
    assert archive.search(SearchRequest("gulls")).total == 0
    assert archive.article("two").headline == "Herring"


def failing_articles() -> Iterator[Article]:
    yield make_article("new", "Herring")
    raise KeyboardInterrupt


def test_a_rebuild_that_is_stopped_leaves_the_old_archive_in_force(tmp_path: Path) -> None:
    before = build(tmp_path / "a", make_article("old", "Gulls"))
    with pytest.raises(KeyboardInterrupt):
        rebuild(failing_articles(), tmp_path / "a", Settings())
    assert current_generation(tmp_path / "a").folder == before
    assert [folder.name for folder in before.parent.iterdir()] == [before.name]
    assert found(tmp_path / "a", "gulls") == ["old"]


def test_a_full_disk_is_reported_and_changes_nothing(tmp_path: Path) -> None:
    """A file size limit on the process stands for the disk: the write fails in the same place with an OSError."""
    build(tmp_path / "a", make_article("old", "Gulls"))
    lines = "".join(json.dumps({"title": f"T{n}", "text": f"word{n} " * 50}) + "\n" for n in range(3000))
    (tmp_path / "many.jsonl").write_text(lines)
    limited = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000));"
        "import morgue; sys.exit(morgue.main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", limited, "rebuild", str(tmp_path / "many.jsonl"), "--archive", str(tmp_path / "a")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert found(tmp_path / "a", "gulls") == ["old"]
    assert len(list((tmp_path / "a" / "generations").iterdir())) == 1


@pytest.mark.parametrize(
    "command", [("stats",), ("check",), ("search", "gulls"), ("check", "--repair"), ("remove", "b")]
)
def test_where_no_more_files_may_be_opened_that_is_said_and_nothing_is_repaired(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    build(tmp_path / "a", make_article("old", "Gulls"), make_article("b"))
    limited = (
        "import resource, sys; import morgue, search.local.archive, index.repairing.repair, filelock, numba, nltk;"
        "resource.setrlimit(resource.RLIMIT_NOFILE, (20, 20)); sys.exit(morgue.main(sys.argv[1:]))"
    )
    run = [sys.executable, "-c", limited, *command, "--archive", str(tmp_path / "a")]
    done = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 1
    assert "Too many open files" in done.stderr
    assert str(tmp_path / "a") in done.stderr
    assert "ulimit -n" in done.stderr
    assert "rebuild" not in done.stderr
    assert found(tmp_path / "a", "gulls") == ["old"]


@pytest.mark.parametrize("delay", [0.0, 0.1, 0.3, 0.6, 1.0])  # seconds after it begins to write
def test_killing_a_rebuild_at_any_moment_leaves_the_old_archive_answering(tmp_path: Path, delay: float) -> None:
    build(tmp_path / "a", make_article("old", "Gulls"))
    lines = "".join(json.dumps({"title": f"Gulls {n}", "text": f"word{n} " * 50}) + "\n" for n in range(10_000))
    (tmp_path / "many.jsonl").write_text(lines)
    command = [
        sys.executable,
        "-m",
        "morgue",
        "rebuild",
        str(tmp_path / "many.jsonl"),
        "--archive",
        str(tmp_path / "a"),
    ]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        wait_for((tmp_path / "a" / "generations" / "000002").exists)
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=PATIENCE)
    total = open_archive(tmp_path / "a").search(SearchRequest("gulls")).total
    assert total in (1, 10_000)
    build(tmp_path / "a", make_article("next", "Gulls"))
    assert found(tmp_path / "a", "gulls") == ["next"]
    assert len(list((tmp_path / "a" / "generations").iterdir())) <= 2


def test_a_second_writer_waits_and_then_gives_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(tmp_path / "a", make_article())
    monkeypatch.setattr(directory, "LOCK_TIMEOUT", 0.1)
    with filelock.FileLock(tmp_path / "a" / "lock"), pytest.raises(ArchiveInUse, match="another rebuild"):
        build(tmp_path / "a", make_article())


def test_a_folder_of_other_things_is_never_touched(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear editor")
    with pytest.raises(NoArchive, match=r"letter\.txt"):
        build(tmp_path, make_article())
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]
    with pytest.raises(NoArchive, match="is a file"):
        build(tmp_path / "letter.txt", make_article())


def test_a_server_goes_on_with_the_generation_before_a_damaged_one(tmp_path: Path) -> None:
    build(tmp_path / "a", make_article("old", "Gulls"))
    archive = open_archive(tmp_path / "a")
    folder = build(tmp_path / "a", make_article("new", "Gulls"))
    (folder / "report.json").write_text("{}")
    for _ in range(3):
        assert [hit.id for hit in archive.search(SearchRequest("gulls")).hits] == ["old"]
    build(tmp_path / "a", make_article("newest", "Gulls"))
    assert [hit.id for hit in archive.search(SearchRequest("gulls")).hits] == ["newest"]


def test_where_there_is_no_archive_the_error_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(NoArchive, match="morgue rebuild"):
        open_archive(tmp_path / "none")


def test_when_nothing_can_be_read_the_old_archive_stays(tmp_path: Path) -> None:
    build(tmp_path / "a", make_article("old", "Gulls"))
    with pytest.raises(NothingToIndex, match=r"x\.pdf"):
        build(tmp_path / "a", Unreadable(Source("x.pdf"), "not text"))
    assert found(tmp_path / "a", "gulls") == ["old"]


def test_of_two_articles_with_one_id_the_later_is_kept(tmp_path: Path) -> None:
    first, second = make_article("x", "Clerk resigns"), make_article("x", "Clerk offered to resign")
    report = rebuild([first, make_article("y"), second, second], tmp_path / "a", Settings())
    assert (report.articles, len(report.replaced), len(report.duplicates)) == (2, 1, 1)
    assert found(tmp_path / "a", "clerk") == ["x"]
    assert found(tmp_path / "a", "resigns") == ["x"]  # a form of "resign", which the later version has
    archive = open_archive(tmp_path / "a")
    assert archive.article("x").headline == "Clerk offered to resign"
    assert archive.stats().articles == archive.search(SearchRequest()).total == 2


def test_every_file_is_checked_against_its_checksum(tmp_path: Path) -> None:
    folder = build(tmp_path / "a", make_article())
    manifest = json.loads((folder / "manifest.json").read_text())
    on_disk = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert on_disk == {*manifest["files"], "manifest.json"}
    assert check(tmp_path / "a") == len(manifest["files"])
    for name in manifest["files"]:
        data = (folder / name).read_bytes()
        if data:
            (folder / name).write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
            with pytest.raises(DamagedArchive, match="has changed"):
                check(tmp_path / "a")
            (folder / name).write_bytes(data)


def test_missing_cut_and_foreign_files_are_named_on_opening(tmp_path: Path) -> None:
    folder = build(tmp_path / "a", make_article())
    manifest = (folder / "manifest.json").read_text()
    texts = folder / "segments" / "000001" / "articles.zst"
    data = texts.read_bytes()
    texts.write_bytes(data[:-1])
    with pytest.raises(DamagedArchive, match=r"articles\.zst has"):
        Generation(tmp_path / "a")
    texts.unlink()
    with pytest.raises(DamagedArchive, match=r"articles\.zst is missing"):
        Generation(tmp_path / "a")
    texts.write_bytes(data)
    for other in (FORMAT - 1, 99):
        changed = manifest.replace(f'"format": {FORMAT}', f'"format": {other}')
        (folder / "manifest.json").write_text(changed)
        with pytest.raises(DamagedArchive, match=r"manifest\.json has changed"):
            Generation(tmp_path / "a")
        digest = hashlib.sha256(changed.encode()).hexdigest()
        (tmp_path / "a" / "CURRENT").write_text(f"{folder.name} {digest}\n")
        with pytest.raises(FormatError, match=f"format {other}"):
            Generation(tmp_path / "a")
    (folder / "manifest.json").write_text("{")
    with pytest.raises(DamagedArchive, match=r"manifest\.json"):
        Generation(tmp_path / "a")
    (tmp_path / "a" / "CURRENT").write_text("000001\n")  # as older versions wrote it
    with pytest.raises(FormatError, match="older version"):
        Generation(tmp_path / "a")
    (tmp_path / "a" / "CURRENT").write_text("../../etc")
    with pytest.raises(DamagedArchive, match="CURRENT"):
        Generation(tmp_path / "a")


texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
dates = st.one_of(st.none(), st.dates(), st.datetimes(timezones=st.just(UTC)))


@given(texts, st.lists(texts), texts, st.lists(texts), dates)
def test_a_stored_article_comes_back_as_it_was(
    headline: str, paragraphs: list[str], position: str, tags: list[str], published: date | datetime | None
) -> None:
    article = Article(
        "x", Source("f", position), headline, tuple(paragraphs), tags=tuple(tags), published=published, deck=position
    )
    record = json.loads(json.dumps(to_record(article)))
    assert from_record(record) == article
    assert to_record(from_record(record)) is record


def test_errors_of_the_archive_are_one_family() -> None:
    assert all(issubclass(error, ArchiveError) for error in (NoArchive, DamagedArchive, FormatError, ArchiveInUse))


def test_a_current_file_that_says_nothing_is_mended_by_a_rebuild(tmp_path: Path) -> None:
    for text in ("", "garbage", "9" * 5000):
        build(tmp_path / "a", make_article("old", "Gulls"))
        (tmp_path / "a" / "CURRENT").write_text(text)
        with pytest.raises(DamagedArchive, match="CURRENT"):
            open_archive(tmp_path / "a")
        build(tmp_path / "a", make_article("new", "Gulls"))
        assert found(tmp_path / "a", "gulls") == ["new"]


def test_changed_bytes_are_named_when_they_are_read(tmp_path: Path) -> None:
    folder = build(tmp_path / "a", make_article("x", "Gulls"))
    for name in (
        "segments/000001/articles.zst",
        "segments/000001/articles.dict",
        "articles/columns-day.npy",
        "quotes/labels.json",
    ):
        data = (folder / name).read_bytes()
        (folder / name).write_bytes(b"\xff" * len(data))
        with pytest.raises(DamagedArchive):
            open_archive(tmp_path / "a").article("x")
        (folder / name).write_bytes(data)


def test_what_a_desktop_leaves_in_a_folder_does_not_stop_a_rebuild(tmp_path: Path) -> None:
    (tmp_path / ".DS_Store").write_text("x")
    build(tmp_path, make_article("old", "Gulls"))
    (tmp_path / "note.txt").write_text("x")
    build(tmp_path, make_article("new", "Gulls"))
    assert found(tmp_path, "gulls") == ["new"]


def test_an_archive_among_the_sources_is_passed_over(tmp_path: Path) -> None:
    build(tmp_path / "a", make_article())
    (tmp_path / "gulls.txt").write_text("Gulls\n\nThey are back.")
    items = list(read(tmp_path))
    assert [type(item) for item in items] == [Article, Unreadable]
    assert "Morgue archive" in str(items[1])


def test_two_builds_of_the_same_articles_are_the_same_bytes(tmp_path: Path) -> None:
    articles = [article for article in read(ROOT / "corpus" / "samples") if isinstance(article, Article)]
    first, second = (build(tmp_path / name, *articles) for name in ("a", "b"))
    assert (first / "manifest.json").read_bytes() == (second / "manifest.json").read_bytes()
