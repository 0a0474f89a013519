"""Who only reads needs no rights: on a file system that is read-only, as a user who owns nothing, without a home."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import PATIENCE, ROOT

BWRAP = shutil.which("bwrap")
SANDBOX = [
    "bwrap", "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--unshare-user", "--unshare-pid",
    "--uid", "12345", "--gid", "12345", "--die-with-parent", "--new-session",
]  # fmt: skip


def usable() -> bool:
    """Whether the system lets this user make such a sandbox."""
    return bool(BWRAP) and subprocess.run([*SANDBOX, "true"], capture_output=True, check=False).returncode == 0


needs_sandbox = pytest.mark.skipif(
    not os.environ.get("CI") and not usable(), reason="needs bubblewrap (on Debian: apt-get install bubblewrap)"
)


def command(*arguments: str) -> list[str]:
    return [*SANDBOX, sys.executable, "-m", "morgue", *arguments]


@pytest.fixture
def archive(samples_directory: Path) -> Iterator[str]:
    """An archive that must be the same in the end."""
    before = state_of(samples_directory)
    yield str(samples_directory)
    assert state_of(samples_directory) == before


def state_of(folder: Path) -> dict[str, tuple[int, int]]:
    return {str(path): (path.stat().st_mtime_ns, path.stat().st_size) for path in sorted(folder.rglob("*"))}


@needs_sandbox
def test_in_the_sandbox_nothing_can_be_written(archive: str) -> None:
    for folder in (archive, "/tmp", str(ROOT), str(Path.home())):
        done = subprocess.run([*SANDBOX, "touch", f"{folder}/x"], capture_output=True, text=True, check=False)
        assert "Read-only file system" in done.stderr


@needs_sandbox
@pytest.mark.parametrize(
    "arguments",
    [("search", "ferry"), ("quotes", "sorry"), ("stats",), ("show", "lantern-2023-0312"), ("check",)],
    ids=lambda arguments: arguments[0],
)
def test_commands_that_read_write_nothing(archive: str, arguments: tuple[str, ...]) -> None:
    done = subprocess.run(
        command(*arguments, "--archive", archive), cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE,
        check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


@needs_sandbox
def test_a_server_writes_nothing(archive: str) -> None:
    """It compiles in memory, where what is compiled may be kept nowhere."""
    serve = command("serve", "--archive", archive, "--port", "0")
    with subprocess.Popen(serve, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            found = re.search(r"http://\S+?/(?= )", process.stdout.readline())
            assert found
            for path in ("", "?q=ferry", "articles/lantern-2023-0312"):
                with urllib.request.urlopen(found.group() + path, timeout=PATIENCE) as answer:
                    assert answer.status == 200
        finally:
            process.terminate()
            process.wait(PATIENCE)


@needs_sandbox
def test_who_would_write_is_told_why_not(archive: str) -> None:
    done = subprocess.run(
        command("remove", "lantern-2023-0312", "--archive", archive), cwd=ROOT, capture_output=True, text=True,
        timeout=PATIENCE, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "Read-only file system" in done.stderr
    assert "Traceback" not in done.stderr
