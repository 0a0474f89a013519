"""The pages over an archive on a cluster, in a real browser."""

import subprocess
import sys

import pytest

from tests.conftest import ROOT, run
from tests.test_browser import CHROMIUM

pytestmark = pytest.mark.cluster


def test_what_holds_in_a_browser_holds_over_a_cluster(cluster: str) -> None:
    assert CHROMIUM
    location = cluster + "browsed"
    run("rebuild", "corpus/samples", "--archive", location)
    command = [sys.executable, "-m", "pytest", "-q", "tests/test_browser.py", "--samples-at", location]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert " passed" in done.stdout
