"""A server of several processes: who dies is replaced, and nobody waits for a compiler."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import PATIENCE, ROOT, wait_for

KEPT = "*.nbi"  # what Numba calls the lists of what it has compiled
SOON = 30  # seconds; to compile takes 30 to 80


@contextmanager
def serving(archive: Path, *options: str, sources: Path = ROOT) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A server over an archive, and its port."""
    command = [sys.executable, "-m", "morgue", "serve", "--archive", str(archive), "--port", "0", *options]
    environment = os.environ | {"PYTHONPATH": str(sources)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=sources, env=environment) as process:
        try:
            assert process.stdout
            yield process, int(process.stdout.readline().split(" at ")[1].split("/ ")[0].rpartition(":")[2])
        finally:
            process.terminate()


def ask(port: int, path: str) -> int:
    """The status of an answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


def children(process: int) -> set[int]:
    return set(map(int, Path(f"/proc/{process}/task/{process}/children").read_text().split()))


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc to see processes")
def test_a_worker_that_dies_is_replaced(samples_directory: Path) -> None:
    with serving(samples_directory, "--processes", "1") as (process, port):
        assert ask(port, "/?q=ferry") == 200
        before = children(process.pid)
        for worker in before:
            os.kill(worker, signal.SIGKILL)
        assert ask(port, "/?q=ferry") == 200
        assert not children(process.pid) & before


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc to see processes")
def test_workers_end_with_the_process_that_sees_to_them(samples_directory: Path) -> None:
    with serving(samples_directory, "--processes", "2") as (process, port):
        assert ask(port, "/") == 200
        workers = children(process.pid)
        process.kill()
        process.wait()
        wait_for(lambda: not any(is_running(worker) for worker in workers))


def is_running(process: int) -> bool:
    try:
        return ") Z " not in Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return False


def test_the_first_searches_of_a_fresh_copy_do_not_wait_for_the_compiler(
    samples_directory: Path, tmp_path: Path
) -> None:
    for room in ("corpus", "index", "search", "web", "morgue"):
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
    began = time.monotonic()
    with serving(samples_directory, "--processes", "1", sources=tmp_path) as (process, port):
        for query in ("ferry", '"of+the"', "the+OR+of", "harb*"):
            assert ask(port, f"/?q={query}") == 200
        assert time.monotonic() - began < SOON
        assert len([*(tmp_path / "search").rglob(KEPT)]) < len([*(ROOT / "search").rglob(KEPT)])
        process.terminate()
        assert process.wait(PATIENCE) == 0


def test_a_search_of_a_fresh_copy_does_not_compile(samples_directory: Path, tmp_path: Path) -> None:
    for room in ("corpus", "index", "search", "morgue"):
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
    command = [sys.executable, "-m", "morgue", "search", "ferry", "--archive", str(samples_directory)]
    subprocess.run(command, cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(tmp_path)}, check=True)
    assert not [*tmp_path.rglob("*.nbc")]
