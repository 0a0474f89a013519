"""Repair and the files that an archive was read from: what was removed does not come back with the next of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index import Settings
from index.archive.build import rebuild
from index.archive.updates import files_read
from tests.conftest import run
from tests.test_repair_generations import FIRST, OTHERS, folder_of, note_on, repaired, shown, spoil, version

FILES = {f"/shore/gulls-{n}.txt": (1200 + n, 10**18 + n) for n in range(40)}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    rebuild(version(1, [*FIRST, *OTHERS]), tmp_path / "archive", Settings(), files=FILES)
    return tmp_path / "archive"


def test_what_was_removed_does_not_come_back_with_the_same_file(tmp_path: Path) -> None:
    source, archive = tmp_path / "gulls.jsonl", tmp_path / "archive"
    gulls = [{"id": name, "headline": f"Gull {name}", "body": f"The gull {name} ate bread."} for name in FIRST]
    source.write_text("".join(json.dumps(gull) + "\n" for gull in gulls))
    run("rebuild", str(source), "--archive", str(archive), "--workers", "1")
    run("remove", "--archive", str(archive), "i0")
    (folder_of(archive) / "articles" / "columns-day.npy").write_bytes(b"")
    assert repaired(archive).notes == ()
    run("add", str(source), "--archive", str(archive), "--workers", "1")
    assert {*shown(archive)} == {*FIRST[1:]}


def test_which_files_were_read_stays_known(archive: Path) -> None:
    (folder_of(archive) / "articles" / "columns-day.npy").write_bytes(b"")
    assert repaired(archive).notes == ()
    assert files_read(archive) == FILES


def test_where_it_is_not_known_any_more_that_is_said(archive: Path) -> None:
    (folder_of(archive) / "sources.zst").write_bytes(b"")
    note = note_on("sources.zst is damaged", repaired(archive))
    assert "the next morgue add reads all that it is given, and what was removed or withdrawn is back" in note
    assert files_read(archive) == {}


def test_a_single_bit_of_it_is_put_right(archive: Path) -> None:
    path = folder_of(archive) / "sources.zst"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 4
    path.write_bytes(content)
    assert repaired(archive).notes == ()
    assert files_read(archive) == FILES


def test_that_what_is_lost_does_not_come_back_by_itself_is_said(archive: Path) -> None:
    spoil(folder_of(archive) / "segments" / "000001" / "articles.zst")
    done = repaired(archive)
    assert done.lost
    assert note_on("morgue add --again SOURCE", done)
    assert files_read(archive) == FILES
