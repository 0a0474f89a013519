"""Folders that nobody tidied: what may not be read, leads elsewhere, or is no file, is named; the rest is read."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import Article, Unreadable
from corpus.reading import streams
from corpus.reading.files import read, size
from tests.conftest import ROOT, run

TEXT = b"Gulls return\n\nThey are back on the corn hall.\n"
NOBODY = 65534


@pytest.fixture
def source(tmp_path: Path) -> Iterator[Path]:
    """A folder with one good file, last in order."""
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "zz.txt").write_bytes(TEXT)
    yield folder
    subprocess.run(["rm", "-rf", folder], check=True)  # what is nested so deeply pytest could not remove


def reasons(folder: Path) -> dict[str, str]:
    """Why what is in ``folder`` besides the good file could not be read."""
    found = list(read(folder))
    assert sum(isinstance(item, Article) for item in found) == 1
    return {item.source.file: item.reason for item in found if isinstance(item, Unreadable)}


def test_an_archive_is_no_source_of_itself(tmp_path: Path) -> None:
    archive, text = tmp_path / "archive", tmp_path / "a.txt"
    text.write_bytes(TEXT)
    run("rebuild", str(text), "--archive", str(archive))
    for source in (archive, archive / "generations", archive / "CURRENT"):
        for command in ("rebuild", "add"):
            done = run(command, str(source), "--archive", str(archive), code=1)
            assert "a Morgue archive" in done.stderr + done.stdout
    assert "1 article" in run("stats", "--archive", str(archive)).stdout


def test_links_that_lead_out_are_named_and_not_followed(source: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_bytes(TEXT)
    (source / "a.txt").symlink_to(tmp_path / "secret.txt")
    (source / "b.txt").symlink_to("../secret.txt")
    (source / "c").symlink_to(tmp_path)
    (source / "d").symlink_to("/dev/zero")
    found = reasons(source)
    assert list(found) == ["source/c", "source/a.txt", "source/b.txt", "source/d"]
    assert "not followed" in found["source/a.txt"]
    assert "copy here" in found["source/b.txt"]


def test_a_link_to_a_file_of_the_same_source_is_read_once(source: Path) -> None:
    (source / "a.txt").symlink_to("zz.txt")
    assert reasons(source) == {}
    (source / ".kept").mkdir()
    (source / "zz.txt").rename(source / ".kept" / "zz.txt")
    (source / "a.txt").unlink()
    (source / "a.txt").symlink_to(".kept/zz.txt")
    assert reasons(source) == {}
    assert [item.source.file for item in read(source)] == ["source/a.txt"]


def test_a_source_may_itself_be_named_by_a_link(source: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(source)
    assert reasons(tmp_path / "link") == {}


def test_links_in_a_circle_are_named(source: Path) -> None:
    (source / "a").symlink_to("b")
    (source / "b").symlink_to("a")
    (source / "c").symlink_to(".")
    assert set(reasons(source)) == {"source/a", "source/b", "source/c"}


def test_only_regular_files_are_opened(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(source / "fifo")
    monkeypatch.chdir(source)
    with socket.socket(socket.AF_UNIX) as one:
        one.bind("socket")
        assert reasons(source) == {"source/fifo": "not a regular file", "source/socket": "not a regular file"}


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/stdin"])
def test_what_becomes_a_device_after_it_was_found_is_not_read(path: str) -> None:
    with pytest.raises(OSError, match=r"not a regular file|symbolic links"):
        streams.OpenFile(path)


def test_what_becomes_a_fifo_after_it_was_found_is_not_waited_for(source: Path) -> None:
    os.mkfifo(source / "fifo")
    with pytest.raises(OSError, match="not a regular file"):
        streams.OpenFile(str(source / "fifo"))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_what_may_not_be_read_is_named(source: Path) -> None:
    (source / "closed").mkdir(mode=0)
    (source / "names only").mkdir()
    (source / "names only" / "a.txt").write_bytes(TEXT)
    (source / "a.txt").write_bytes(TEXT)
    (source / "a.txt").chmod(0)
    (source / "names only").chmod(0o744)
    above = [folder for folder in source.parents if Path(tempfile.gettempdir()) in folder.parents]
    for folder in (source, *above):
        folder.chmod(folder.stat().st_mode | 0o055)
    program = (
        f"import os, sys; sys.path[:] = {[str(ROOT), *sys.path]!r}\n"
        "from corpus.records import records\n"
        "from corpus.texts import pasted\n"  # while it may
        "from corpus.reading.files import read\n"
        f"os.setgroups([]); os.setgid({NOBODY}); os.setuid({NOBODY})\n"
        f"for item in read({str(source)!r}): print(item.source, getattr(item, 'reason', 'read'))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd="/")
    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        "source/a.txt no permission to read it",
        "source/zz.txt read",
        "source/closed its files are left out: no permission to read it",
        "source/names only/a.txt no permission to read it",
    ]


@pytest.mark.parametrize("length", [1, 200])
def test_folders_nested_however_deeply_stop_nothing(source: Path, length: int) -> None:
    here = os.open(source, os.O_RDONLY)
    for _ in range(990):
        os.mkdir("d" * length, dir_fd=here)
        below = os.open("d" * length, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(os.open("a.txt", os.O_CREAT | os.O_WRONLY, dir_fd=here))
    os.close(here)
    ((name, reason),) = reasons(source).items()
    assert name.startswith("source/" + "d" * length)
    assert reason == ("the file is empty" if length == 1 else "its files are left out: its path is longer than the "
                      "system takes: move it further up")  # fmt: skip
    assert size(source) == len(TEXT)


def test_a_file_that_goes_grows_or_shrinks_while_it_is_read_is_named(source: Path) -> None:
    for name in ("a.jsonl", "b.jsonl", "c.jsonl"):
        (source / name).write_bytes(b'{"title": "Gulls", "text": "%s"}\n' % (b"They are back. " * 200) * 400)
    found = read(source)
    next(found)
    with (source / "a.jsonl").open("ab") as file:
        file.write(b'{"title": "Late", "text": "Too late."}\n')
    later = [item for item in found if not isinstance(item, Article) or item.headline == "Late"]
    assert [str(item) for item in later] == [
        "source/a.jsonl: written to while it was read, so that some may be missing"
    ]
    found = read(source)
    next(found)
    os.truncate(source / "a.jsonl", 100_000)
    (source / "b.jsonl").unlink()
    steps: list[int] = []
    told = [str(item) for item in found if isinstance(item, Unreadable)]
    assert any(one.startswith("source/a.jsonl: written to") for one in told)
    assert "source/b.jsonl: gone since its folder was read" in told
    assert sum(1 for _ in read(source, steps.append))
    assert sum(steps) == size(source)
