"""Repair: what can be derived of the stored texts is, what cannot is named, and nothing is touched that is whole."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bench import damage, forging
from corpus import Article
from index import DamagedArchive, FormatError, NoArchive, Settings
from index.archive.build import rebuild
from index.archive.directory import current_generation
from index.archive.generation import check
from index.archive.report import NothingToIndex
from index.archive.updates import add, remove
from index.arrays.npy import save
from index.repairing.choosing import INSTEAD
from index.repairing.repair import repair
from search import open_archive
from tests.conftest import make_article, run

STORE = ("articles.zst", "articles.dict")  # from which all else follows
BESIDE = ("report.json", "sources.zst", "manifest.json")  # but for these
COUNT = 100


def stories(first: int, last: int) -> list[Article]:
    return [
        make_article(f"a{n}", f"Gulls {n}", f"“The gull {n} ate,” said Ada Quill.", tags=(f"t{n % 7}",))
        for n in range(first, last)
    ]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of two segments, with deletions in the first."""
    archive = tmp_path_factory.mktemp("made") / "archive"
    damage.build(archive)
    return archive


@pytest.fixture
def archive(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "archive"))


def folder_of(archive: Path) -> Path:
    return current_generation(archive).folder


def names_in(folder: Path) -> dict[str, bytes]:
    """What stands in the files of a generation of one segment, but for its manifest."""
    paths = [path for path in folder.rglob("*") if path.is_file() and path.name != "manifest.json"]
    return {path.relative_to(folder).as_posix().replace(folder.name, "N"): path.read_bytes() for path in paths}


def spoil(paths: Iterable[Path], bits: int = 2) -> None:
    """Change so many bits, in the middle."""
    for path in paths:
        content = bytearray(path.read_bytes())
        for at in range(len(content) // 2, len(content) // 2 + bits):
            content[at] ^= 8
        path.write_bytes(content)


def same_answers(archive: Path, other: Path) -> bool:
    return damage.answers(open_archive(archive)) == damage.answers(open_archive(other))


def test_what_is_whole_is_left_alone(archive: Path) -> None:
    def state() -> list[tuple[str, int, int]]:
        return sorted((str(path), path.lstat().st_ino, path.lstat().st_mtime_ns) for path in archive.rglob("*"))

    before = state()
    assert repair(archive, Settings()) == (check(archive), None)
    assert state() == before


def test_all_that_can_be_derived_comes_back_byte_for_byte(tmp_path: Path) -> None:
    rebuild(stories(0, COUNT), tmp_path / "a", Settings())
    old = folder_of(tmp_path / "a")
    before = names_in(old)
    derived = [
        path for path in old.rglob("*") if path.is_file() and path.stat().st_size and path.name not in (*STORE, *BESIDE)
    ]
    assert len(derived) > 50
    spoil(derived)
    _, done = repair(tmp_path / "a", Settings())
    assert done
    assert set(done.files) == {path.relative_to(old).as_posix() for path in derived}
    assert (done.articles, done.lost, done.notes) == (COUNT, (), ())
    assert names_in(folder_of(tmp_path / "a")) == before
    assert old.exists()
    assert check(tmp_path / "a")


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("harm", [damage.flipped, damage.cut])
def test_after_any_damage_answers_are_the_same_or_what_is_missing_is_named(
    archive: Path, made: Path, harm: Callable[[Path, random.Random], str], seed: int
) -> None:
    where = harm(folder_of(archive), random.Random(seed))
    _, done = repair(archive, Settings())
    assert done, where
    assert check(archive)
    if not (done.lost or done.notes):
        assert same_answers(archive, made), where


def test_articles_whose_block_is_damaged_are_named_and_all_others_kept(archive: Path, made: Path) -> None:
    spoil([folder_of(archive) / "segments" / "000001" / "articles.zst"])
    before = open_archive(made).stats().articles
    _, done = repair(archive, Settings())
    assert done
    assert 0 < len(done.lost) <= 32
    stood_in = [item for item in done.lost if item.reason.endswith(INSTEAD)]
    assert done.articles == before - len(done.lost) + len(stood_in)
    assert all(str(item.source).startswith("segments/000001, article 'a") for item in done.lost)
    report = json.loads((folder_of(archive) / "report.json").read_text())
    assert len(report["unreadable"]) == len(done.lost)


@pytest.mark.parametrize("gone", ["articles.npy", "articles-sizes.npy", "articles/ids.terms.npy", "articles/words.bin"])
def test_texts_are_found_without_the_files_beside_them(archive: Path, made: Path, gone: str) -> None:
    for segment in (folder_of(archive) / "segments").iterdir():
        (segment / gone).unlink()
    _, done = repair(archive, Settings())
    assert done
    assert not done.lost
    assert not done.notes
    assert same_answers(archive, made)


def versions_in(archive: Path) -> dict[str, list[str]]:
    opened = open_archive(archive)
    return {name: [each.headline for each in opened.versions(name)] for name in ("a1", "a11", "a12")}


def test_earlier_versions_come_back_whatever_else_is_damaged(archive: Path, made: Path) -> None:
    spoil([*folder_of(archive).glob("earlier/*/*.npy"), folder_of(archive) / "articles" / "deleted.npy"])
    _, done = repair(archive, Settings())
    assert done
    assert (done.lost, done.notes) == ((), ())
    assert versions_in(archive) == versions_in(made)
    assert all(map(len, versions_in(archive).values()))


def test_earlier_versions_that_are_lost_are_named(archive: Path, made: Path) -> None:
    store = next(iter(sorted((folder_of(archive) / "earlier").iterdir())))
    spoil([store / "articles.zst"])
    _, done = repair(archive, Settings())
    assert done
    assert not done.lost
    (note,) = done.notes
    lost = [name for name, versions in versions_in(archive).items() if versions != versions_in(made)[name]]
    assert lost
    assert all(f"earlier/{store.name} are lost, of: " in note and repr(name) in note for name in lost)
    assert open_archive(archive).stats().articles == open_archive(made).stats().articles


def test_where_a_text_is_lost_the_version_before_it_stands_in_and_says_so(archive: Path) -> None:
    before = versions_in(archive)
    (folder_of(archive) / "segments" / "000001" / "articles.dict").write_bytes(b"")
    _, done = repair(archive, Settings())
    assert done
    reasons = {str(item.source).partition("'")[2][:-1]: item.reason for item in done.lost}
    assert reasons["a1"] == "its stored text is damaged, and the version before it is shown"
    assert reasons["a3"] == "its stored text is damaged"
    opened = open_archive(archive)
    assert opened.article("a1").headline == before["a1"][0]
    assert opened.article("a1").remarks == ("an earlier version: the newest was lost to damage of the archive",)
    assert opened.versions("a1") == ()
    assert check(archive)


@pytest.mark.parametrize("shape", [*forging.SHAPES, lambda table: table + (1 << 51)])
def test_texts_are_found_whatever_somebody_wrote_of_where_they_are(
    archive: Path, made: Path, shape: Callable[[Any], Any]
) -> None:
    for path in folder_of(archive).glob("*/*/articles.npy"):
        save(path, np.ascontiguousarray(shape(np.load(path, allow_pickle=False))))
    forging.seal(folder_of(archive))
    _, done = repair(archive, Settings())
    assert done
    assert not done.lost
    assert same_answers(archive, made)


def test_what_was_removed_stays_removed(archive: Path, made: Path) -> None:
    (folder_of(archive) / "articles" / "deleted.npy").unlink()
    _, done = repair(archive, Settings())
    assert done
    assert not done.notes
    assert same_answers(archive, made)


def test_where_it_cannot_be_told_what_was_removed_that_is_said(archive: Path) -> None:
    articles = folder_of(archive) / "articles"
    spoil([articles / "deleted.npy", *articles.glob("counts-*.npy")])
    _, done = repair(archive, Settings())
    assert done
    assert "20 articles that had been removed, or replaced, are back" in done.notes


@pytest.mark.parametrize("content", [None, b"", b"garbage", b"000", b"000003", b"000007 " + b"0" * 64 + b"\n"])
def test_without_a_current_that_says_which_generation_is_in_force_the_newest_is_taken(
    archive: Path, made: Path, content: bytes | None
) -> None:
    if content is None:
        (archive / "CURRENT").unlink()
    else:
        (archive / "CURRENT").write_bytes(content)
    _, done = repair(archive, Settings())
    assert done
    assert done.notes
    assert same_answers(archive, made)


def test_a_current_that_is_damaged_alone_is_written_again(archive: Path, made: Path) -> None:
    spoil([archive / "CURRENT"])
    before = names_in(archive / "generations")
    _, done = repair(archive, Settings())
    assert done
    assert done.files == ("CURRENT",)
    assert names_in(archive / "generations") == before
    assert (archive / "CURRENT").read_bytes() == (made / "CURRENT").read_bytes()


@pytest.mark.parametrize("size", [0, 40, 3000])
def test_without_a_manifest_all_articles_come_back(archive: Path, made: Path, size: int) -> None:
    manifest = folder_of(archive) / "manifest.json"
    manifest.write_bytes(manifest.read_bytes()[:size])
    _, done = repair(archive, Settings())
    assert done
    assert not done.lost
    assert done.notes
    assert same_answers(archive, made)


@pytest.mark.parametrize(
    "name",
    ["manifest.json", "report.json", "articles/deleted.npy", "segments/000001/articles.dict"],
)
def test_a_single_bit_is_put_right_in_what_does_not_follow_from_the_texts(archive: Path, made: Path, name: str) -> None:
    report = (folder_of(archive) / "report.json").read_bytes()
    spoil([folder_of(archive) / name], bits=1)
    _, done = repair(archive, Settings())
    assert done
    assert (done.files, done.lost, done.notes) == ((name,), (), ())
    assert same_answers(archive, made)
    assert json.loads((folder_of(archive) / "report.json").read_bytes()) == json.loads(report)


def test_where_no_text_can_be_read_the_generation_before_is_taken(tmp_path: Path) -> None:
    for count in (5, 6):
        rebuild(stories(0, count), tmp_path, Settings())
    spoil([folder_of(tmp_path) / "segments" / "000002" / "articles.dict"])
    _, done = repair(tmp_path, Settings())
    assert done
    assert done.articles == 5
    assert done.files == ("segments/000002/articles.dict",)
    assert ["generation 000001 is shown, which may say something else" in item.reason for item in done.lost] == (
        [True] * 5 + [False]
    )


def test_where_nothing_can_be_read_the_archive_is_left_as_it_is(tmp_path: Path) -> None:
    rebuild(stories(0, 5), tmp_path, Settings())
    spoil([folder_of(tmp_path) / "segments" / "000001" / "articles.dict"])
    before = names_in(tmp_path / "generations")
    with pytest.raises(NothingToIndex):
        repair(tmp_path, Settings())
    assert names_in(tmp_path / "generations") == before


def test_what_an_editor_corrected_stays(tmp_path: Path) -> None:
    (tmp_path / "people.toml").write_text('[merge]\n"Dame Ada" = ["Ada Quill"]\n', encoding="utf-8")
    rebuild(stories(0, 9), tmp_path, Settings())
    spoil([folder_of(tmp_path) / "quotes" / "labels.json"])
    repair(tmp_path, Settings())
    assert [speaker.name for speaker in open_archive(tmp_path).speakers()] == ["Dame Ada"]
    assert (tmp_path / "people.toml").exists()


def test_weights_are_kept(tmp_path: Path) -> None:
    other = Settings(boosts={**Settings().boosts, "headline": 7.0})
    rebuild(stories(0, 9), tmp_path, other)
    (folder_of(tmp_path) / "report.json").unlink()
    repair(tmp_path, Settings())
    assert json.loads((folder_of(tmp_path) / "manifest.json").read_text())["boosts"]["headline"] == 7.0


def test_a_repaired_archive_takes_more(archive: Path) -> None:
    spoil([folder_of(archive) / "articles" / "columns-day.npy"])
    with pytest.raises(DamagedArchive, match="morgue check --repair"):
        add(stories(900, 901), archive, Settings())
    repair(archive, Settings())
    add(stories(900, 903), archive, Settings())
    remove(["a900"], archive)
    assert check(archive)


def test_what_is_no_archive_or_of_another_format_is_refused(tmp_path: Path) -> None:
    (tmp_path / "generations" / "1900").mkdir(parents=True)
    (tmp_path / "generations" / "1900" / "wedding.jpg").touch()
    with pytest.raises(NoArchive):
        repair(tmp_path, Settings())
    (tmp_path / "CURRENT").write_text("000001\n")
    with pytest.raises(FormatError):
        repair(tmp_path, Settings())
    assert (tmp_path / "generations" / "1900" / "wedding.jpg").exists()


def test_the_command_says_what_was_done(archive: Path) -> None:
    where = ("check", "--repair", "--archive", str(archive))
    assert "files are as they were written" in run(*where).stdout
    spoil([folder_of(archive) / "articles" / "labels.json"])
    said = run("check", "--archive", str(archive), code=1).stderr
    assert "labels.json has changed" in said
    assert "morgue check --repair" in said
    said = run(*where).stdout
    assert "articles/labels.json" in said
    assert "is in force: 440 articles" in said
    spoil([folder_of(archive) / "segments" / folder_of(archive).name / "articles.zst"])
    said = run(*where, code=1).stdout
    assert "articles lost:" in said
    assert "article 'a" in said
