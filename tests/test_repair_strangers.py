"""Repair where what lies in an archive's folders is not its own: another archive's, or another generation's."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from index import Settings
from index.archive.build import rebuild
from index.archive.generation import check
from index.archive.report import NothingToIndex
from index.archive.updates import add, remove
from index.repairing.repair import repair
from tests.conftest import make_article
from tests.test_repair_generations import (
    FIRST,
    HALF,
    folder_of,
    headlines,
    lost_in,
    note_on,
    repaired,
    shown,
    version,
    versions,
)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    rebuild(version(1), tmp_path / "archive", Settings())
    return tmp_path / "archive"


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """The folder of a generation of another archive, with other texts of articles of the same ids; its segment and its
    store have a number that those of the first one have not."""
    others = [make_article(name, f"{name} elsewhere", f"Another pier, and {name}.") for name in FIRST]
    for _ in range(3):
        rebuild([*version(9), *others], tmp_path / "other", Settings())
    return folder_of(tmp_path / "other")


def test_a_segment_that_the_manifest_does_not_list_is_left_out_and_named(archive: Path, other: Path) -> None:
    shutil.copytree(other / "segments" / "000003", folder_of(archive) / "segments" / "000003")
    shutil.copytree(other / "earlier" / "000003", folder_of(archive) / "earlier" / "000003")
    assert check(archive)
    (folder_of(archive) / "articles" / "columns-day.npy").write_bytes(b"")
    done = repaired(archive)
    assert (shown(archive), done.lost) == (headlines(1), ())
    assert not any(versions(archive).values())
    assert done.notes == (
        "what manifest.json of generation 000001 does not list was left out: earlier/000003, segments/000003",
    )


def test_nor_is_one_that_lies_in_another_generation_of_which_texts_are_sought(archive: Path, other: Path) -> None:
    remove(HALF, archive)
    shutil.copytree(other / "segments" / "000003", archive / "generations" / "000001" / "segments" / "000003")
    (folder_of(archive) / "segments" / "000002" / "articles.dict").unlink()
    done = repaired(archive)
    assert shown(archive) == headlines(1, FIRST[10:])
    assert "manifest.json of generation 000001 does not list" in note_on("segments/000003", done)


def test_texts_of_another_archive_laid_over_those_of_a_segment_are_not_shown(archive: Path, other: Path) -> None:
    add(version(1, ["o1"]), archive, Settings())
    segment = folder_of(archive) / "segments" / "000001"
    for name in ("articles.zst", "articles.dict"):  # of which each generation has the same file
        shutil.copyfile(other / "segments" / "000003" / name, segment / name)
    done = repaired(archive)
    assert shown(archive) == headlines(1, ["o1"])
    assert lost_in(done) == dict.fromkeys(FIRST, "its stored text is damaged")


def test_nor_are_those_of_another_state_that_have_the_same_dictionary(tmp_path: Path) -> None:
    ids, texts = [f"i{n}" for n in range(64)], [*["The gull ate."] * 32, *["The gull ate. " * 9] * 32]
    for name, each in (("archive", texts), ("other", texts[::-1])):
        rebuild(map(make_article, ids, ids, each), tmp_path / name, Settings())
    mine, its = (tmp_path / name / "generations/000001/segments/000001" for name in ("archive", "other"))
    assert (mine / "articles.dict").read_bytes() == (its / "articles.dict").read_bytes()
    shutil.copyfile(its / "articles.zst", mine / "articles.zst")
    with pytest.raises(NothingToIndex):
        repair(tmp_path / "archive", Settings())


def test_versions_that_two_generations_stores_hold_are_kept_once(archive: Path) -> None:
    add(version(2), archive, Settings())
    add(version(3), archive, Settings())
    before = versions(archive)
    shutil.copyfile(archive / "generations" / "000002" / "manifest.json", folder_of(archive) / "manifest.json")
    repaired(archive)
    assert (shown(archive), versions(archive)) == (headlines(3), before)


def test_what_says_which_articles_were_removed_of_fewer_than_there_are_is_not_believed(archive: Path) -> None:
    remove(["i0"], archive)
    add(version(1, ["o1"]), archive, Settings())
    for name in ("manifest.json", "articles/deleted.npy"):
        shutil.copyfile(archive / "generations" / "000002" / name, folder_of(archive) / name)
    done = repaired(archive)
    assert shown(archive) == headlines(1, [*FIRST[1:], "o1"])
    assert note_on("of segment 000003 had been removed is not known", done)


def test_without_current_it_is_said_how_many_more_the_manifest_counts(archive: Path) -> None:
    add(version(1, ["o1", "o2"]), archive, Settings())
    shutil.rmtree(folder_of(archive) / "segments" / "000002")
    (archive / "CURRENT").unlink()
    done = repaired(archive)
    assert shown(archive) == headlines(1)
    note = note_on("2 more articles are lost, whose ids are not known", done)
    assert note.startswith("manifest.json, which CURRENT does not confirm, counts 22 articles: ")


def test_also_where_the_manifest_is_cut(archive: Path) -> None:
    add(version(1, ["o1", "o2"]), archive, Settings())
    shutil.rmtree(folder_of(archive) / "segments" / "000002")
    manifest = folder_of(archive) / "manifest.json"
    manifest.write_bytes(manifest.read_bytes()[:3000])
    assert note_on("counts 22 articles: 2 more articles are lost, whose ids are not known", repaired(archive))
