"""What somebody else made or changed: folders that look like archives, links, pipes, manifests of other files."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import Article, Source, Unreadable
from index import ArchiveError, DamagedArchive, Settings
from index.archive.build import rebuild
from index.archive.clearing import opened_folder
from index.archive.directory import current_generation
from index.archive.report import NothingToIndex
from index.archive.updates import add, remove
from search import SearchRequest, open_archive
from tests.conftest import make_article, run
from tests.test_archive import build

PHOTOS = ("generations/1900/wedding.jpg", "generations/000002/manifest.json", "letters/a.txt")


@pytest.mark.parametrize("others", [PHOTOS, PHOTOS[:1], PHOTOS[1:2], ("CURRENT",), ("generations/x",)])
def test_a_folder_that_only_looks_like_an_archive_is_left_as_it_is(tmp_path: Path, others: tuple[str, ...]) -> None:
    for name in others:
        (tmp_path / "family" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "family" / name).write_text("{}")
    for write in (lambda: build(tmp_path / "family", make_article()), lambda: remove(["a"], tmp_path / "family")):
        with pytest.raises(ArchiveError):
            write()
    there = {path.relative_to(tmp_path / "family").as_posix() for path in (tmp_path / "family").rglob("*")}
    assert {name for name in there if (tmp_path / "family" / name).is_file()} == set(others)


def test_what_a_stranger_put_beside_generations_stays(tmp_path: Path) -> None:
    build(tmp_path / "a", make_article("old", "Gulls"))
    (tmp_path / "a" / "generations" / "0").mkdir()
    (tmp_path / "a" / "generations" / "0" / "wedding.jpg").touch()
    for n in range(3):
        build(tmp_path / "a", make_article(str(n), "Gulls"))
    names = sorted(path.name for path in (tmp_path / "a" / "generations").iterdir())
    assert names == ["0", "000003", "000004"]
    assert (tmp_path / "a" / "generations" / "0" / "wedding.jpg").exists()


@pytest.mark.parametrize("stray", ["999999999999/a.txt", "999999999998", "000002/a.txt"])
def test_numbers_of_generations_follow_the_one_in_force_whatever_else_there_is(tmp_path: Path, stray: str) -> None:
    build(tmp_path / "a", make_article("old", "Gulls"))
    place = tmp_path / "a" / "generations" / stray
    place.parent.mkdir(exist_ok=True)
    place.write_text("Dear editor")
    expected = ["3", "4"] if stray.startswith("000002") else ["2", "3"]
    for number in expected:
        add([make_article(f"new-{number}", "Gulls")], tmp_path / "a", Settings())
        assert current_generation(tmp_path / "a").folder.name == f"{number:>06}"
    assert place.read_text() == "Dear editor"
    assert open_archive(tmp_path / "a").search(SearchRequest("gulls")).total == 3


def test_where_numbers_are_used_up_nothing_is_written(tmp_path: Path) -> None:
    folder = build(tmp_path / "a", make_article("old", "Gulls"))
    last = folder.rename(folder.with_name("9" * 12))
    sealed(last, json.loads((last / "manifest.json").read_text()))
    before = sorted(tmp_path.rglob("*"))
    for write in (
        lambda: build(tmp_path / "a", make_article()),
        lambda: add([make_article()], tmp_path / "a", Settings()),
    ):
        with pytest.raises(ArchiveError, match="no number left"):
            write()
    assert sorted(tmp_path.rglob("*")) == before
    assert open_archive(tmp_path / "a").search(SearchRequest("gulls")).total == 1


def test_a_segment_is_shared_without_what_a_stranger_put_into_it(tmp_path: Path) -> None:
    folder = build(tmp_path / "a", *(make_article(str(n), "Gulls") for n in range(9)))
    (folder / "segments" / "000001" / "wedding.jpg").touch()
    (folder / "segments" / "000001" / "passwd").symlink_to("/etc/passwd")
    add([make_article("new", "Herring")], tmp_path / "a", Settings())
    shared = current_generation(tmp_path / "a").folder / "segments" / "000001"
    assert shared.is_dir()
    assert not {"wedding.jpg", "passwd"} & {path.name for path in shared.iterdir()}


@pytest.mark.parametrize("link", ["generations", "CURRENT.new", "CURRENT", "lock"])
def test_links_out_of_an_archive_are_not_followed(tmp_path: Path, link: str) -> None:
    build(tmp_path / "a", make_article("old", "Gulls"))
    outside = tmp_path / "outside"
    place = tmp_path / "a" / link
    if place.exists():
        place.rename(outside)
    else:
        outside.write_text("Dear editor")
    before = sorted(path.name for path in outside.iterdir()) if outside.is_dir() else outside.read_text()
    place.symlink_to(outside)
    with pytest.raises(ArchiveError, match="a link"):
        build(tmp_path / "a", make_article("new", "Gulls"))
    assert before == (sorted(path.name for path in outside.iterdir()) if outside.is_dir() else outside.read_text())


@pytest.mark.parametrize("name", ["000001", "000001/segments", "000001/articles/labels.json"])
def test_a_generation_that_is_or_has_a_link_is_not_opened(tmp_path: Path, name: str) -> None:
    build(tmp_path / "a", make_article("old", "Gulls"))
    place = tmp_path / "a" / "generations" / name
    place.rename(tmp_path / "outside")
    place.symlink_to(tmp_path / "outside")
    with pytest.raises(DamagedArchive):
        open_archive(tmp_path / "a")


@pytest.mark.parametrize("command", [("stats",), ("check",), ("check", "--repair"), ("remove", "old")])
@pytest.mark.parametrize("name", ["", "000001", "000001/segments", "000001/segments/000001"])
def test_nothing_is_read_through_a_link_nor_repaired_from_there(
    tmp_path: Path, name: str, command: tuple[str, ...]
) -> None:
    """Outside lies what fits: the same folder of an archive that was copied."""
    build(tmp_path / "other", make_article("old", "Secret gulls"))
    shutil.copytree(tmp_path / "other", tmp_path / "a")
    place = tmp_path / "a" / "generations" / name
    shutil.rmtree(place)
    place.symlink_to(tmp_path / "other" / "generations" / name)
    done = run(*command, "--archive", str(tmp_path / "a"), code=1)
    assert re.search(re.escape(str(tmp_path / "a")) + "|no article could be read", done.stderr)
    assert not [path for path in (tmp_path / "a").rglob("*") if path.name == "articles.zst" and path.is_file()]


def test_a_pipe_in_place_of_a_file_holds_nobody_up(tmp_path: Path) -> None:
    folder = build(tmp_path / "a", make_article("old", "Gulls"))
    for place in (folder / "report.json", folder / "manifest.json", tmp_path / "a" / "CURRENT"):
        place.unlink()
        os.mkfifo(place)
        with pytest.raises(DamagedArchive):
            open_archive(tmp_path / "a")


@pytest.mark.parametrize("segments", [["../../outside"], ["/etc"], [7], "000001"])
def test_segments_are_read_from_their_generation_alone(tmp_path: Path, segments: object) -> None:
    folder = build(tmp_path / "a", make_article("old", "Gulls"))
    manifest = json.loads((folder / "manifest.json").read_text())
    sealed(folder, manifest | {"segments": segments})
    with pytest.raises(DamagedArchive, match="does not write"):
        open_archive(tmp_path / "a")
    files = manifest["files"] | {"../../../secret": {"size": 1, "sha256": ""}}
    sealed(folder, manifest | {"files": files})
    with pytest.raises(DamagedArchive, match="does not write"):
        open_archive(tmp_path / "a")


@pytest.mark.parametrize("swapped", ["generations", "generations/000002"])
def test_a_folder_that_is_swapped_for_a_link_while_a_writer_is_at_work_leads_nowhere(
    tmp_path: Path, swapped: str
) -> None:
    """Outside lies what looks like Morgue's: it must not be removed for that."""
    build(tmp_path / "a", make_article("old", "Gulls"))
    outside = tmp_path / "outside"
    for name in ("000001", "000002") if swapped == "generations" else (".",):
        (outside / name / "segments").mkdir(parents=True)
        (outside / name / "UNFINISHED").touch()
        (outside / name / "segments" / "wedding.jpg").touch()
    before = sorted(outside.rglob("*"))

    def articles() -> Iterator[Article]:
        yield make_article("new", "Herring")
        place = tmp_path / "a" / swapped
        place.rename(tmp_path / "moved")
        place.symlink_to(outside)

    with pytest.raises((ArchiveError, OSError)):
        rebuild(articles(), tmp_path / "a", Settings())
    assert sorted(outside.rglob("*")) == before


def test_an_error_within_an_open_folder_names_the_whole_path(tmp_path: Path) -> None:
    missing = tmp_path / "generations"
    with opened_folder(tmp_path) as place, pytest.raises(FileNotFoundError) as error, opened_folder(missing, place):
        pass
    assert error.value.filename == str(missing)


def test_a_generation_is_removed_only_where_current_names_one_for_sure(tmp_path: Path) -> None:
    build(tmp_path / "a", make_article("old", "Gulls"))
    current = tmp_path / "a" / "CURRENT"
    current.write_text(current.read_text().replace("000001", "000007"))
    with pytest.raises(NothingToIndex):
        build(tmp_path / "a", Unreadable(Source("x.pdf"), "not text"))
    assert [path.name for path in (tmp_path / "a" / "generations").iterdir()] == ["000001"]


def sealed(folder: Path, manifest: dict[str, object]) -> None:
    """Write a manifest as somebody would who knows the format."""
    text = json.dumps(manifest)
    (folder / "manifest.json").write_text(text)
    digest = hashlib.sha256(text.encode()).hexdigest()
    (folder.parent.parent / "CURRENT").write_text(f"{folder.name} {digest}\n")
