"""Damage is found, and neither believed nor died of: a short run of ``bench.damage``."""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import zstandard

from bench import damage, forging
from index import DamagedArchive, Settings
from index.archive.build import rebuild
from index.archive.directory import current_generation
from index.archive.generation import check
from index.archive.manifest import FORMAT
from index.archive.updates import add
from index.arrays import files
from index.fields import DEFAULT_BOOSTS
from index.repairing.repair import repair
from index.store.wordcodes import decoded, runs_of
from search import SearchRequest, open_archive
from tests.conftest import make_article


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("damaged") / "archive"
    damage.build(directory)
    return directory


@pytest.mark.parametrize(("do", "count"), [(damage.flipped, 50), (damage.cut, 20), (forging.edited, 30)])
def test_no_damage_gives_a_wrong_answer_or_a_crash(
    archive: Path, do: Callable[[Path, random.Random], str], count: int
) -> None:
    outcomes = damage.trials(archive, do, count, random.Random(3))
    good = {damage.RIGHT, damage.FOUND} | ({"other answers"} if do is forging.edited else set())
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
    forging.seal(folder)
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
    forging.seal(folder)
    with pytest.raises(DamagedArchive, match="do not fit"):
        open_archive(tmp_path)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of few articles, to be copied."""
    folder = tmp_path_factory.mktemp("small") / "archive"
    said = "“Gulls are back,” said Ada Quill."
    rebuild([make_article(f"a{n}", "Gulls return", said, section="News") for n in range(5)], folder, Settings())
    return folder


def refused(archive: Path, match: str) -> None:
    """Whoever opens, checks or adds to an archive is told so; it can be repaired, and answers then."""
    for use in (open_archive, check, lambda place: add([make_article("new")], place, Settings())):
        with pytest.raises(DamagedArchive, match=match) as error:
            use(archive)
        assert str(archive) in str(error.value)
    repair(archive, Settings())
    check(archive)
    assert open_archive(archive).search(SearchRequest("gulls", explain=True)).total == 5


@pytest.mark.parametrize(
    "forged",
    [
        {"articles": 10**400}, {"articles": -5}, {"articles": True}, {"articles": 4}, {"quotes": 1 << 40},
        {"boosts": {}}, {"boosts": {**DEFAULT_BOOSTS, "body": "x"}}, {"boosts": {**DEFAULT_BOOSTS, "body": np.nan}},
        {"boosts": {**DEFAULT_BOOSTS, "body": -1}}, {"boosts": {**DEFAULT_BOOSTS, "mood": 1}},
        {"format": float(FORMAT)}, {"segments": ["000001"] * 3}, {"segments": ["000002"]}, {"segments": []},
    ],
    ids=str,
)  # fmt: skip
def test_a_manifest_says_what_morgue_writes_or_is_refused(
    small: Path, tmp_path: Path, forged: dict[str, object]
) -> None:
    archive = Path(shutil.copytree(small, tmp_path / "a"))
    folder = current_generation(archive).folder
    forging.seal(folder, json.loads((folder / "manifest.json").read_text()) | forged)
    refused(archive, r"manifest\.json|cannot be opened|other documents")


@pytest.mark.parametrize("name", ["report.json", "articles/labels.json", "segments/000001/quotes/segment.json"])
@pytest.mark.parametrize(
    "text", ["[]", "null", "{}", '{"unreadable": 5}', "1e999", "NaN", "[" * 100_000, '{"a":', "9" * 5_000]
)
def test_json_says_what_morgue_writes_or_is_refused(small: Path, tmp_path: Path, name: str, text: str) -> None:
    archive = Path(shutil.copytree(small, tmp_path / "a"))
    folder = current_generation(archive).folder
    (folder / name).write_text(text)
    forging.seal(folder)
    refused(archive, name.rpartition("/")[2])


@pytest.mark.parametrize("content", [forging.CLAIM, forging.BOMB, zstandard.compress(b"[" * 100_000), b""])
@pytest.mark.parametrize("name", ["articles.zst", "articles.dict", "sources.zst"])
def test_what_is_compressed_unfolds_to_what_morgue_writes_or_is_refused(
    small: Path, tmp_path: Path, name: str, content: bytes
) -> None:
    archive = Path(shutil.copytree(small, tmp_path / "a"))
    folder = current_generation(archive).folder
    path = folder / name if name == "sources.zst" else folder / "segments" / "000001" / name
    path.write_bytes(content)
    if name == "articles.zst":
        np.save(path.with_name("articles.npy"), np.array([[0, 0], [5, len(content)]]))
    forging.seal(folder)
    with pytest.raises(DamagedArchive, match=re.escape(str(archive))):
        check(archive)
    with pytest.raises(DamagedArchive, match=re.escape(str(archive))):
        add([make_article("a1", "Gulls return once more")], archive, Settings())


@pytest.mark.parametrize("size", [1 << 33, (1 << 63) - 1])
def test_no_more_is_unfolded_than_a_writer_makes(small: Path, tmp_path: Path, size: int) -> None:
    """Whatever the sizes beside it say, which somebody wrote too."""
    archive = Path(shutil.copytree(small, tmp_path / "a"))
    segment = current_generation(archive).folder / "segments" / "000001"
    np.save(segment / "articles-sizes.npy", np.array([size] * 5, np.uint64))
    forging.seal(segment.parent.parent)
    refused(archive, r"articles-sizes\.npy")


def test_a_dictionary_that_makes_much_of_little_is_refused() -> None:
    runs = runs_of(b"x" * (1 << 20) + b"\0")
    with pytest.raises(ValueError, match=r"would have 1,048,\d+,\d+ bytes"):
        decoded(np.zeros(1_000, np.uint8), runs)


@pytest.mark.parametrize("side", ["articles", "quotes"])
def test_labels_are_text_or_refused(small: Path, tmp_path: Path, side: str) -> None:
    archive = Path(shutil.copytree(small, tmp_path / "a"))
    folder = current_generation(archive).folder
    labels = json.loads((folder / side / "labels.json").read_text())
    first = next(name for name, some in labels.items() if some)
    labels[first][0] = "\ud800"
    (folder / side / "labels.json").write_text(json.dumps(labels))
    forging.seal(folder)
    refused(archive, f"{side} holds columns that do not fit")
