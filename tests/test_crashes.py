"""Kills, power loss, errors of the disk and writers at once, in short; ``make trust`` tries all there is."""

import subprocess
import sys

import pytest

from bench.trust.__main__ import TRIALS, UNAVAILABLE
from tests.conftest import PATIENCE, ROOT


@pytest.mark.parametrize("trial", TRIALS)
def test_no_promise_is_broken(trial: str) -> None:
    """In a process of its own: it forks, which one with threads must not."""
    command = [sys.executable, "-m", "bench.trust", trial]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False)
    if done.returncode == UNAVAILABLE:
        pytest.skip(done.stderr.strip())
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout
