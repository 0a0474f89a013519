"""Kills, power loss, errors of the disk and writers at once, in short; ``make trust`` tries all there is."""

import subprocess
import sys
from pathlib import Path

import pytest

from bench.trust.__main__ import TRIALS, UNAVAILABLE
from search import open_archive
from tests.conftest import PATIENCE, ROOT

CTRL_C = """
import os, signal, sys
from pathlib import Path
from bench.trust.calls import run, unavailable
from bench.trust.scenes import perform
from bench.trust.__main__ import UNAVAILABLE
sources, archive = sys.argv[1:]
if unavailable():
    sys.exit(UNAVAILABLE)
places, sent = [archive + "/CURRENT.new", archive], []  # before the rename, and after it
def press_twice(call):
    if places and call.name == "fsync" and call.paths[0] == places[0]:
        sent.append(places.pop(0))
        os.kill(call.process, signal.SIGINT)
ended = run(perform(("rebuild", sources, "--workers", "1"), Path(archive)), Path(archive), press_twice)
print(len(sent), ended.code, ended.err)
"""


def test_ctrl_c_pressed_twice_says_which_generation_is_in_force(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Gulls\n\nThey are back.")
    archive = tmp_path / "archive"
    command = [sys.executable, "-c", CTRL_C, str(tmp_path / "a.txt"), str(archive)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False)
    if done.returncode == UNAVAILABLE:
        pytest.skip("system calls cannot be held here")
    assert "2 130" in done.stdout, done.stdout + done.stderr
    assert f"stopped; {archive} was changed already: generation 000001 is in force" in done.stdout
    assert open_archive(archive).stats().articles == 1


@pytest.mark.parametrize("trial", TRIALS)
def test_no_promise_is_broken(trial: str) -> None:
    """In a process of its own: it forks, which one with threads must not."""
    command = [sys.executable, "-m", "bench.trust", trial]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False)
    if done.returncode == UNAVAILABLE:
        pytest.skip(done.stderr.strip())
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout
