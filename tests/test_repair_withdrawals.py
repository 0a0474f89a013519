"""Repair where articles were withdrawn or removed, and came again: what was withdrawn does not."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus import Source, Unreadable
from index import Settings
from index.archive.build import rebuild
from index.archive.generation import Generation
from index.archive.updates import add, remove
from tests.test_repair_generations import (
    FIRST,
    folder_of,
    headlines,
    lost_in,
    repaired,
    shown,
    spoil,
    version,
    versions,
)

KILL = Unreadable(Source("kill.txt"), "withheld", withdraws="i0")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    rebuild(version(1), tmp_path / "archive", Settings())
    return tmp_path / "archive"


def new_segment(archive: Path) -> Path:
    """The segment that the generation in force does not share with the one before."""
    folder = folder_of(archive)
    return folder / "segments" / folder.name


def test_a_text_that_was_withdrawn_is_not_that_of_what_came_again_at_once(archive: Path) -> None:
    add([KILL, *version(2, ["i0"])], archive, Settings())
    spoil(new_segment(archive) / "articles.zst")
    done = repaired(archive)
    assert shown(archive) == headlines(1, FIRST[1:])
    left_out = ", and that of generation 000001 may have been withdrawn or removed since: left out"
    assert lost_in(done) == {"i0": "its stored text is damaged" + left_out}


def test_nor_of_what_came_again_twice(archive: Path) -> None:
    add(version(2, ["i0"]), archive, Settings())
    add([KILL, *version(3, ["i0"]), *version(4, ["i0"])], archive, Settings())
    spoil(new_segment(archive) / "articles.zst")
    done = repaired(archive)
    assert "i0" in lost_in(done)
    assert shown(archive) == headlines(1, FIRST[1:]) | headlines(3, ["i0"])
    assert versions(archive)["i0"] == []


def test_nor_are_its_versions_those_of_what_came_again(archive: Path) -> None:
    add(version(2), archive, Settings())
    add([KILL, *version(3, ["i0"]), *version(4, ["i0"])], archive, Settings())
    for path in folder_of(archive).glob("earlier/*/articles.zst"):
        path.unlink()
    done = repaired(archive)
    assert versions(archive) == {name: [f"{name} v1"] for name in FIRST} | {"i0": []}
    assert "1 earlier versions in earlier/000003 are lost, of: 'i0'" in done.notes


def test_where_it_cannot_be_told_a_text_that_is_shown_is_said_to_be_withdrawn_perhaps(archive: Path) -> None:
    add(version(2, ["i0"]), archive, Settings())
    add([KILL, *version(3, ["i0"]), *version(4, ["i0"])], archive, Settings())
    assert not (folder_of(archive) / "segments" / "000002").exists()  # which had the text that was withdrawn
    spoil(new_segment(archive) / "articles.zst")
    shutil.rmtree(folder_of(archive) / "earlier" / "000003")
    done = repaired(archive)
    assert shown(archive)["i0"] == "i0 v2"
    assert lost_in(done)["i0"].endswith("which may say something else, or may have been withdrawn since")


def test_a_withdrawn_text_of_a_later_day_is_not_shown_without_the_generation_that_withdrew_it(tmp_path: Path) -> None:
    late = [replace(each, published=date(2030, 1, 1)) for each in version(1)]
    rebuild(late, tmp_path / "archive", Settings())
    archive = tmp_path / "archive"
    first = shutil.copytree(folder_of(archive), tmp_path / "first")
    add([KILL, *version(2, ["i0"])], archive, Settings())
    add(version(3, ["i0"]), archive, Settings())
    shutil.rmtree(archive / "generations" / "000002")
    shutil.copytree(first, archive / "generations" / "000001")
    spoil(new_segment(archive) / "articles.zst")
    repaired(archive)
    assert shown(archive)["i0"] == "i0 v2"
    assert versions(archive)["i0"] == []


def test_a_text_that_was_replaced_is_shown_where_all_after_it_is_lost(archive: Path) -> None:
    add(version(2, ["i0"]), archive, Settings())
    spoil(new_segment(archive) / "articles.zst")
    spoil(folder_of(archive) / "earlier" / "000002" / "articles.dict")
    done = repaired(archive)
    assert "that of generation 000001 is shown" in lost_in(done)["i0"]
    assert shown(archive) == headlines(1)


def test_what_stands_beside_the_text_in_force_is_not_taken_where_it_was_removed(archive: Path) -> None:
    remove(["i0"], archive)
    add(version(2, ["i0"]), archive, Settings())
    add(version(3, ["i0"]), archive, Settings())
    shutil.rmtree(folder_of(archive) / "earlier")
    spoil(new_segment(archive) / "articles.zst")
    repaired(archive)
    assert shown(archive)["i0"] == "i0 v2"
    assert versions(archive)["i0"] == []
    assert len(Generation(archive)) == len(FIRST)
