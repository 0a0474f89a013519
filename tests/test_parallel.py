"""Reading with workers: the same articles in the same order, and an end whatever happens."""

import gzip
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus import Article, Unreadable
from corpus.reading import files, parallel
from corpus.reading.files import Piece, read, size
from corpus.reading.parallel import read_all
from tests.conftest import PATIENCE, ROOT, wait_for

QUOTED = "“We are tired of stove {n},” said Moira Tregellis. The ferry did not sail. " * 12


def record(n: int) -> str:
    return json.dumps({"id": f"id{n}", "title": f"Gulls {n}", "text": QUOTED.format(n=n), "date": "2023-05-02T10:00Z"})


def story(n: int) -> str:
    text = f"<TITLE>WHEAT {n}</TITLE><BODY>{QUOTED.format(n=n)}</BODY>"
    return f'<REUTERS NEWID="{n}"><DATE>26-FEB-1987 15:01:01.79</DATE><TEXT>{text}</TEXT></REUTERS>\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Large files of records, whole and in lines, among many small ones, some of which cannot be read."""
    root = tmp_path / "sources"
    (root / "small").mkdir(parents=True)
    (root / "a.jsonl").write_text("\n".join([record(1), "oops", *map(record, range(2, 600))]))
    (root / "b.json").write_text(
        "[" + ",".join(map(record, range(600, 700))) + ', 3, {"x": ' + "[" * 900 + "]" * 900 + "}]"
    )
    (root / "c.sgm.gz").write_bytes(gzip.compress("".join(map(story, range(1, 600))).encode()))
    (root / "d.jsonl.gz").write_bytes(gzip.compress(os.urandom(100_000).hex().encode(), 1)[:70_000])
    (root / "e.html").write_text(f"<html><h1>A page</h1><p>{QUOTED * 100}</p></html>")
    for n in range(300):
        (root / "small" / f"{n:03}.txt").write_text(f"Headline {n}\n\n{QUOTED.format(n=n)}\n")
    (root / "small" / "150.txt").write_bytes(b"\x89PNG\r\n")
    (root / "z").symlink_to(root / "small")
    return root


def test_workers_read_what_one_process_reads(folder: Path) -> None:
    paths = [folder, folder / "small" / "001.txt"]
    expected = [item for path in paths for item in read(path)]
    assert sum(isinstance(item, Unreadable) for item in expected) == 6
    for workers in (1, 2, 3):
        steps: list[int] = []
        with read_all(paths, workers, steps.append) as articles:
            found = list(articles)
        assert found == expected
        assert [item.quotes for item in found if isinstance(item, Article)] == [
            item.quotes for item in expected if isinstance(item, Article)
        ]
        assert sum(steps) == sum(map(size, paths))


def test_what_is_read_beforehand_is_bounded(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[Piece] = []

    def pieces(path: Path, _skip: object, _above: str) -> Iterator[Piece]:
        for piece in files.pieces(path):
            taken.append(piece)
            yield piece

    monkeypatch.setattr(parallel, "pieces", pieces)
    with read_all([folder] * 20, 2) as articles:
        next(articles)
    chunks = parallel.WORTH_WORKERS // parallel.CHUNK_BYTES + parallel.AHEAD * 2
    assert len(taken) < chunks * parallel.CHUNK_PIECES < len(list(read(folder))) * 20


def test_little_is_read_without_workers(folder: Path, workers_started: list[subprocess.Popen[bytes]]) -> None:
    with read_all([folder / "e.html", folder / "b.json"], 2) as articles:
        assert len(list(articles)) == 103
    assert workers_started == []


def test_workers_end_with_the_reading(folder: Path, workers_started: list[subprocess.Popen[bytes]]) -> None:
    with read_all([folder], 2) as articles:
        assert [worker.poll() for worker in workers_started] == [None, None]
        next(articles)
    assert [worker.poll() for worker in workers_started] == [-signal.SIGKILL] * 2


def test_nothing_is_lost_with_a_worker_that_is_killed(
    folder: Path, workers_started: list[subprocess.Popen[bytes]]
) -> None:
    expected = list(read(folder))
    with read_all([folder] * 3, 2) as articles:
        found = [next(articles)]
        workers_started[1].kill()
        found += articles
    assert found == expected * 3
    assert len(workers_started) == 3


@pytest.mark.parametrize(
    ("deadly", "told"),
    [
        ("import os; os._exit(3)", "the process that read it ended with code 3"),
        ("import os; os.kill(os.getpid(), 9)", "the process that read it was killed by signal 9"),
        ("bytearray(3 << 30)", "it takes more memory than there is"),
    ],
)
def test_a_file_at_which_a_worker_dies_is_named_and_its_neighbours_arrive(
    folder: Path, monkeypatch: pytest.MonkeyPatch, deadly: str, told: str
) -> None:
    expected = list(read(folder))
    shadow = folder.parent / "shadow"
    shadow.mkdir()
    (shadow / "htmldate.py").write_text(deadly)  # which only pages without a date need
    monkeypatch.syspath_prepend(shadow)
    with read_all([folder], 2) as articles:
        found = list(articles)
    lost = [item for item in found if item not in expected]
    assert [item.source.file for item in lost] == ["sources/e.html"]
    assert told in str(lost)
    assert [item for item in found if item not in lost] == [item for item in expected if item.source != lost[0].source]


def test_workers_that_keep_dying_are_reported(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    failure = pytest.raises(ChildProcessError, match=r"keep ending: the last ended with code 1, at .*--workers 1")
    with failure, read_all([folder], 2) as articles:
        list(articles)


def test_what_a_worker_raises_is_reported(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unknown = Piece("file", "odd.txt", data=None)  # no path
    monkeypatch.setattr(parallel, "pieces", lambda _path, _skip, _above: iter([unknown._replace(size=1 << 20)] * 10))
    failure = pytest.raises(RuntimeError, match=r"while reading odd\.txt:\n(?s:.*)TypeError")
    with failure, read_all([folder], 2) as articles:
        list(articles)


def test_ctrl_c_ends_everything_without_a_traceback(folder: Path) -> None:
    """At the terminal it goes to every process of the group."""
    with started(folder) as process:
        children = wait_for_children(process.pid)
        os.killpg(process.pid, signal.SIGINT)
        _, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130, errors
    assert errors == f"morgue: stopped; {folder.parent / 'a'} is as it was before\n"
    wait_for(lambda: not any(map(lives, children)))


def test_workers_do_not_outlive_a_killed_rebuild(folder: Path) -> None:
    with started(folder) as process:
        children = wait_for_children(process.pid)
        process.kill()
        process.communicate(timeout=PATIENCE)
    wait_for(lambda: not any(map(lives, children)), 10)


def started(folder: Path) -> "subprocess.Popen[str]":
    """A rebuild that takes some time, in a group of its own."""
    arguments = ["rebuild", *[str(folder)] * 20, "--archive", str(folder.parent / "a"), "--workers", "2"]
    command = [sys.executable, "-m", "morgue", *arguments]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, process_group=0)


def wait_for_children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children")
    wait_for(lambda: len(found.read_text().split()) == 2)
    return [int(child) for child in found.read_text().split()]


def lives(pid: int) -> bool:
    """Whether the process is there, and no zombie that nobody has asked about yet."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.fixture
def workers_started(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The workers that a test starts."""
    found: list[subprocess.Popen[bytes]] = []
    start: Callable[..., subprocess.Popen[bytes]] = subprocess.Popen

    def popen(*arguments: object, **options: object) -> subprocess.Popen[bytes]:
        found.append(start(*arguments, **options))
        return found[-1]

    monkeypatch.setattr(subprocess, "Popen", popen)
    return found
