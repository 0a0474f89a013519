"""What could not be read for a reason that may pass is read the next time, and nothing else is."""

from __future__ import annotations

import errno
import json
import os
import resource
from pathlib import Path

import brotli
import pytest

from corpus import Article, Source, Unreadable
from corpus.metadata import languages
from corpus.reading import journal as journals
from corpus.reading import parallel
from corpus.reading.files import read
from corpus.reading.folders import told_apart
from corpus.reading.journal import Journal
from corpus.reading.parallel import read_all
from corpus.troubles import failed
from tests.conftest import ROOT, run
from tests.containers import answer, headlines, page, warc, zip_of

CRAWL = warc("response", "https://echo.example/1", answer(page("Ferry stays"))) + warc(
    "response", "https://echo.example/2", answer(brotli.compress(page("Bell rings")), Content_Encoding="br")
)
GERMAN = "Der Hafen bleibt drei Wochen geschlossen, sagte Bürgermeisterin Orr. Die Kaimauer war unsicher."


@pytest.fixture
def without_brotli(tmp_path: Path) -> Path:
    """A folder that hides the library from whoever looks there first."""
    folder = tmp_path / "without"
    folder.mkdir()
    (folder / "brotli.py").write_text("raise ImportError")
    return folder


def added(*arguments: str) -> dict[str, int]:
    done = json.loads(run("add", *arguments, "--json").stdout)
    return {name: done[name] for name in ("articles", "files_passed_over")}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("c.warc", CRAWL),
        ("c.wacz", zip_of({"datapackage.json": b"{}", "archive/c.warc": CRAWL})),
        ("c.zip", zip_of({"in/c.wacz": zip_of({"datapackage.json": b"{}", "archive/c.warc": CRAWL})})),
    ],
)
def test_a_record_that_needs_an_extra_is_read_once_that_is_there(
    tmp_path: Path, without_brotli: Path, name: str, content: bytes
) -> None:
    source, archive = tmp_path / "source", str(tmp_path / "archive")
    source.mkdir()
    (source / name).write_bytes(content)
    (source / "plain.txt").write_text("Gulls leave\n\nThey left.")
    before = {**os.environ, "PYTHONPATH": os.pathsep.join([str(without_brotli), str(ROOT)])}
    done = json.loads(run("rebuild", str(source), "--archive", archive, "--json", env=before).stdout)
    assert ["needs an extra" in item["reason"] for item in done["unreadable"]] == [True]
    assert added(str(source), "--archive", archive) == {"articles": 1, "files_passed_over": 1}
    assert added(str(source), "--archive", archive) == {"articles": 0, "files_passed_over": 2}


def test_a_rebuild_that_goes_on_reads_again_what_needed_an_extra(
    tmp_path: Path, without_brotli: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journals, "NOT_KEPT", 0)
    monkeypatch.setattr(parallel, "WORTH_WORKERS", 0)
    path = tmp_path / "c.warc"
    path.write_bytes(CRAWL)
    found = []
    for folders in ([str(without_brotli)], []):
        with monkeypatch.context() as patch:
            for folder in folders:
                patch.syspath_prepend(folder)
            journal = Journal(tmp_path / "journal")
            with read_all([path], 2, journal=journal) as items:
                found.append(headlines([*items]))
            journal.close()
    assert found == [["Ferry stays"], ["Ferry stays", "Bell rings"]]


def test_an_article_whose_language_there_is_no_room_to_tell_is_kept_and_read_again(tmp_path: Path) -> None:
    line = json.dumps({"id": "a", "title": "Hafen zu", "text": GERMAN})
    (tmp_path / "a.jsonl").write_text(f"{line}\n{line}\n")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    languages._loaded.cache_clear()
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 18, before[1]))
    try:
        found = [*read(tmp_path / "a.jsonl")]
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        languages._loaded.cache_clear()
    kept = [item for item in found if isinstance(item, Article)]
    assert [(item.headline, item.language) for item in kept] == [("Hafen zu", "")] * 2
    told = [item for item in found if isinstance(item, Unreadable)]
    assert [item.try_again for item in told] == [True, True]
    assert told[0].reason == "its language is not told: the system refused what it takes: File too large"
    assert [item.language for item in read(tmp_path / "a.jsonl") if isinstance(item, Article)] == ["de"] * 2


@pytest.mark.parametrize(
    ("error", "try_again", "words"),
    [
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), True, "no space left on the disk of temporary files"),
        (OSError(errno.EDQUOT, os.strerror(errno.EDQUOT), "/full"), True, "have TMPDIR name another (/full)"),
        (OSError(errno.EMFILE, "Too many open files"), True, "the system refused what it takes: Too many open files"),
        (FileNotFoundError(errno.ENOENT, "No usable temporary directory"), True, "No usable temporary directory"),
        (PermissionError(errno.EACCES, "Permission denied", "/a"), True, "Permission denied (/a)"),
        (MemoryError(), True, "it takes more memory than there is"),
        (ImportError("libz.so.1: cannot open"), True, "a library cannot be loaded"),
        (RecursionError(), False, "nested too deeply"),
        (OSError(errno.EOVERFLOW, "Value too large"), False, "a fault of Morgue"),
        (OSError("neither gzip nor deflate"), False, "a fault of Morgue"),
        (KeyError("title"), False, "a fault of Morgue"),
    ],
)
def test_what_is_the_machines_may_pass_and_what_is_morgues_does_not(
    error: Exception, try_again: bool, words: str
) -> None:
    with pytest.raises(type(error)) as raised:
        raise error
    item = failed(Source("a.jsonl", "line 2"), raised.value)
    assert item.try_again == try_again
    assert words in item.reason
    assert ("fault of Morgue" in item.reason) <= (not try_again)


@pytest.mark.parametrize(
    ("paths", "above"),
    [
        (["/d/a", "/d/b"], ["", ""]),
        (["/d/1/x", "/d/2/x"], ["1/", "2/"]),
        (["/d/1/x", "/d/2/x", "/d/y"], ["1/", "2/", ""]),
        (["/d/x", "/d/x/x"], ["", "x/"]),
        (["/d/x", "/d/x"], ["", ""]),  # which is asked for twice
        (["/1/x", "/2/deep/x", "/x"], ["1/", "2/deep/", ""]),
        (["/d/1/x", "/d/2/x", "/e/1"], ["d/1/", "d/2/", "e/"]),  # of which two would be named 1/x
    ],
)
def test_files_of_sources_that_end_alike_have_names_of_their_own(paths: list[str], above: list[str]) -> None:
    assert told_apart(paths) == [*zip(paths, above, strict=True)]


@pytest.mark.parametrize(("first", "second"), [("d1/x/a.txt", "d2/x/a.txt"), ("d/\udcff.txt", "d/\udcfe.txt")])
@pytest.mark.parametrize("bad", [0, 1])
def test_of_two_files_that_are_called_alike_the_one_that_was_not_read_is_tried_again(
    tmp_path: Path, first: str, second: str, bad: int
) -> None:
    files, archive = [tmp_path / first, tmp_path / second], str(tmp_path / "archive")
    for file in files:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"Bell rings {files.index(file)}\n\nIt rang.")
    whole, about = files[bad].read_bytes(), files[bad].stat()
    files[bad].write_bytes(b"\x7fELF\x02\x01\x01\0".ljust(len(whole), b"\0"))
    os.utime(files[bad], ns=(about.st_mtime_ns, about.st_mtime_ns))
    sources = [*map(str, dict.fromkeys(file.parent for file in files))]
    done = json.loads(run("rebuild", *sources, "--archive", archive, "--json").stdout)
    named = "d/?.txt" if len(sources) == 1 else (first, second)[bad]
    assert [item["source"]["file"] for item in done["unreadable"]] == [named]
    files[bad].write_bytes(whole)
    os.utime(files[bad], ns=(about.st_mtime_ns, about.st_mtime_ns))  # as a file is whose rights alone were changed
    passed = 1 if len(sources) == 2 else 0  # names that cannot be told apart are tried again together
    assert added(*sources, "--archive", archive) == {"articles": 1, "files_passed_over": passed}
