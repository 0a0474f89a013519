"""Damage is found, and neither believed nor died of: a short run of ``bench.damage``."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from bench import damage
from index import DamagedArchive, Settings
from index.archive.build import rebuild
from index.archive.directory import current_generation
from index.archive.updates import add
from index.arrays import files
from search import SearchRequest, open_archive
from tests.conftest import make_article


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("damaged") / "archive"
    damage.build(directory)
    return directory


@pytest.mark.parametrize(("do", "count"), [(damage.flipped, 50), (damage.cut, 20), (damage.edited, 60)])
def test_no_damage_gives_a_wrong_answer_or_a_crash(
    archive: Path, do: Callable[[Path, random.Random], str], count: int
) -> None:
    outcomes = damage.trials(archive, do, count, random.Random(3))
    good = {damage.RIGHT, damage.FOUND} | ({"other answers"} if do is damage.edited else set())
    assert set(outcomes) <= good
    assert outcomes[damage.FOUND] > 0


@pytest.mark.parametrize("large", [files.LARGE, 1])
def test_a_file_that_is_cut_while_it_is_open_gives_an_error_and_no_crash(archive: Path, large: int) -> None:
    outcomes = damage.cut_while_open(archive, 12, large, random.Random(7))
    assert set(outcomes) <= {damage.RIGHT, damage.FOUND}


def test_a_list_is_compared_when_it_is_read_and_not_before(tmp_path: Path) -> None:
    rebuild([make_article(str(n), "Gulls", f"word{n} " * 40) for n in range(500)], tmp_path, Settings())
    segment = current_generation(tmp_path).folder / "segments" / "000001" / "articles"
    words = np.fromfile(segment / "words.bin", np.uint64)
    words[len(words) // 2] ^= np.uint64(1)
    words.tofile(segment / "words.bin")
    archive = open_archive(tmp_path)
    requests = [SearchRequest(f"word{n}") for n in range(500)]
    with pytest.raises(DamagedArchive, match=r"words\.bin has changed"):
        list(map(archive.search, requests))


def test_words_that_are_no_text_are_an_error_though_all_checksums_fit(tmp_path: Path) -> None:
    rebuild([make_article("1", "Gulls return to the corn hall")], tmp_path, Settings())
    folder = current_generation(tmp_path).folder
    for path in folder.glob("segments/*/articles/*.terms.npy"):
        path.write_bytes(path.read_bytes().replace(b"gull", b"gul\xff"))
    damage.seal(folder)
    with pytest.raises(DamagedArchive, match="no text"):
        open_archive(tmp_path).search(SearchRequest("gul*"))


def test_a_writer_takes_over_nothing_that_is_damaged(tmp_path: Path) -> None:
    rebuild([make_article(str(n), "Gulls") for n in range(40)], tmp_path, Settings())
    day = current_generation(tmp_path).folder / "articles" / "columns-day.npy"
    content = bytearray(day.read_bytes())
    content[-1] ^= 1
    day.write_bytes(content)
    before = current_generation(tmp_path)
    with pytest.raises(DamagedArchive, match=r"columns-day\.npy has changed"):
        add([make_article("new", "Herring")], tmp_path, Settings())
    assert current_generation(tmp_path) == before


@pytest.mark.parametrize("length", [np.inf, np.nan, -1.0])
def test_lengths_that_are_none_are_an_error_though_all_checksums_fit(tmp_path: Path, length: float) -> None:
    rebuild([make_article("1", "Gulls return to the corn hall")], tmp_path, Settings())
    folder = current_generation(tmp_path).folder
    (path,) = folder.glob("segments/*/articles/length_everywhere.npy")
    content = np.load(path, allow_pickle=False)
    content[0] = length
    np.save(path, content)
    damage.seal(folder)
    with pytest.raises(DamagedArchive, match="do not fit"):
        open_archive(tmp_path)
