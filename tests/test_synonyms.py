"""An editor's synonyms: read, applied, shown, and read again when they change."""

import os
import re
import socket
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from index import Settings, SettingsError, load_settings
from index.archive.build import rebuild
from index.archive.people_file import load_corrections
from search import Archive, SearchRequest, open_archive
from search.query.description import describe
from search.query.language import read
from search.query.synonyms import SYNONYMS_FILE, load_synonyms
from tests.conftest import make_article, run

TODAY = date(2024, 3, 31)
FILE = """\ufeff# what an editor knows
UK, United Kingdom, Britain
Burma => Myanmar
car, automobile   # a comment behind
Bank of England, BoE
US, United States
Łódź, Lodsch
"""
READINGS = {
    "uk economy": '(uk OR "united kingdom" OR britain) AND economy',
    "The U.K. economy": '((uk OR "united kingdom" OR britain) AND economy) ANDMAYBE the',
    "united kingdom economy": "((united AND kingdom) OR uk OR britain) AND economy",
    '"United Kingdom" -economy': '("united kingdom" OR uk OR britain) AND NOT economy',
    "storm -britain": 'storm AND NOT (britain OR uk OR "united kingdom")',
    "headline:uk": 'headline:uk OR headline:"united kingdom" OR headline:britain',
    "burma OR storm": "myanmar OR storm",
    "myanmar": "myanmar",
    "cars": "cars OR automobile",
    "Bank of England rates": "((bank AND england) OR boe) AND rates",
    "kingdom united": "kingdom AND united",
    "=uk uk* uk~1": "=uk AND uk* AND uk~1",
    '"uk economy"': '"uk economy"',
    "tell us more": "(tell AND more) ANDMAYBE us",
    "US trade": '(US OR "united states") AND trade',
    "lodz": "lodz OR lodsch",
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / SYNONYMS_FILE
    path.write_text(FILE, encoding="utf-8")
    return path


def test_a_name_is_read_as_any_of_its_synonyms(file: Path) -> None:
    synonyms = load_synonyms(file)
    readings = {q: describe(read(q, "all", TODAY, synonyms).tree) for q in READINGS}
    assert readings == READINGS


def test_any_word_is_enough_of_synonyms_too(file: Path) -> None:
    found = read("uk economy", "any", TODAY, load_synonyms(file)).tree
    assert describe(found) == 'uk OR "united kingdom" OR britain OR economy'


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("UK", "'UK' is one name, and means nothing else"),
        ("UK,,Britain", "'' between commas has no word"),
        ("UK, —", "'—' between commas has no word"),
        ("a => b => c", "there are two arrows"),
        ("=> b", "'' between commas has no word"),
        ("x, one two three four five six seven eight nine", "has more than 8 words"),
        (", ".join(f"w{n}" for n in range(51)), "there are more than 50 names"),
    ],
)
def test_a_fault_names_file_line_and_remedy(file: Path, line: str, message: str) -> None:
    file.write_text(f"UK, Britain\n\n{line}\n")
    with pytest.raises(SettingsError) as error:
        load_synonyms(file)
    assert str(error.value).startswith(f"{file}, line 3: ")
    assert message in str(error.value)
    assert "write names with commas between" in str(error.value)


def put(path: Path, what: str) -> None:
    """Put something else than a text file to a place."""
    match what:
        case "a pipe":
            os.mkfifo(path)
        case "a folder":
            path.mkdir()
        case "a socket":
            with socket.socket(socket.AF_UNIX) as made:
                made.bind(os.fspath(path))
        case "many bytes":
            path.touch()
            os.truncate(path, 3 << 30)
        case _:
            path.symlink_to(what)


@pytest.mark.parametrize("what", ["a pipe", "a folder", "a socket", "many bytes", "/etc/passwd", "/dev/zero", "gone"])
@pytest.mark.parametrize(
    ("name", "load"),
    [
        (SYNONYMS_FILE, load_synonyms),
        ("people.toml", lambda path: load_corrections(path.parent)),
        ("morgue.toml", load_settings),
    ],
)
def test_what_is_no_text_file_is_named_and_neither_read_nor_waited_for(
    tmp_path: Path, name: str, load: Callable[[Path], object], what: str
) -> None:
    put(tmp_path / name, what)
    with pytest.raises(SettingsError, match=re.escape(str(tmp_path / name))) as error:
        load(tmp_path / name)
    assert "root:" not in str(error.value)


def test_a_pipe_in_place_of_synonyms_holds_no_question_up(archive_of: Callable[..., Archive], tmp_path: Path) -> None:
    archive, path = archive_of(*ARTICLES), tmp_path / "archive" / SYNONYMS_FILE
    os.mkfifo(path)
    assert ids(archive, "uk") == {"uk"}
    path.unlink()
    path.write_text(FILE, encoding="utf-8")
    assert ids(archive, "uk") == {"uk", "gb", "kingdom"}


def test_names_that_mean_too_many_others_are_refused(file: Path) -> None:
    lines = [", ".join(f"w{line}x{n}" for n in range(50)) for line in range(300)]
    file.write_text("\n".join(lines))
    with pytest.raises(SettingsError, match=r"line 201: up to here"):
        load_synonyms(file)


def test_a_file_in_another_encoding_is_refused(file: Path) -> None:
    file.write_bytes(b"Z\xfcrich, Zurich\n")
    with pytest.raises(SettingsError, match="line 1: not UTF-8"):
        load_synonyms(file)


ARTICLES = (
    make_article("uk", "Storm in the UK"), make_article("gb", "Storm in Britain"),
    make_article("kingdom", "Storm in the United Kingdom"), make_article("fr", "Storm in France"),
)  # fmt: skip


def ids(archive: Archive, q: str) -> set[str]:
    return {hit.id for hit in archive.search(SearchRequest(q)).hits}


def test_synonyms_in_the_archive_find_and_survive_a_rebuild(archive_of: Callable[..., Archive], tmp_path: Path) -> None:
    archive, folder = archive_of(*ARTICLES), tmp_path / "archive"
    assert ids(archive, "storm uk") == {"uk"}
    (folder / SYNONYMS_FILE).write_text(FILE, encoding="utf-8")
    assert ids(archive, "storm uk") == {"uk", "gb", "kingdom"}
    assert ids(archive, "storm -uk") == {"fr"}
    results = archive.search(SearchRequest("uk"))
    assert results.read_as == 'uk OR "united kingdom" OR britain'
    assert all(hit.highlights for hit in results.hits)
    rebuild(ARTICLES, folder, Settings())
    assert ids(archive, "united kingdom") == ids(open_archive(folder), "britain") == {"uk", "gb", "kingdom"}


def test_a_fault_while_serving_leaves_those_before_in_force(
    archive_of: Callable[..., Archive], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    archive, path = archive_of(*ARTICLES), tmp_path / "archive" / SYNONYMS_FILE
    path.write_text(FILE, encoding="utf-8")
    assert ids(archive, "uk") == {"uk", "gb", "kingdom"}
    path.write_text("UK\n")
    assert ids(archive, "uk") == ids(archive, "britain") == {"uk", "gb", "kingdom"}
    assert caplog.text.count("going on with the synonyms before") == 1
    path.unlink()
    assert ids(archive, "uk") == {"uk"}


def test_the_command_line_names_the_fault_and_fails(archive_of: Callable[..., Archive], tmp_path: Path) -> None:
    archive_of(*ARTICLES)
    path = tmp_path / "archive" / SYNONYMS_FILE
    path.write_text("# fine\nUK\n")
    done = run("search", "uk", "--archive", os.fspath(path.parent), code=2)
    assert f"{path}, line 2: 'UK' is one name" in done.stderr
