"""What the first readers of a fresh copy wait for, while nothing is compiled yet.

    python -m bench.first_answer [--seconds N]

Copies the sources without what was compiled of them, runs ``morgue demo`` there, and asks for pages and JSON, one after
the other, until N seconds after machine code is in use, or for ten minutes.
"""

from __future__ import annotations

import argparse
import http.client
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from itertools import cycle
from pathlib import Path

ROOT = Path(__file__).parent.parent
ROOMS = ("corpus", "index", "search", "web", "morgue")
PATHS = (
    "/?q=ferry", "/api/search?q=bridge+storm", "/", "/?q=the+OR+of", "/quotes?q=sorry", "/?q=harb*",
    "/api/search?q=%22of+the%22", "/?q=ferrry", "/api/search?q=the+AND+of&sort=oldest",
)  # fmt: skip
LONGEST, PAUSE = 600.0, 0.2  # seconds


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=5.0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        folder = Path(temporary)
        for room in ROOMS:
            shutil.copytree(ROOT / room, folder / room, ignore=shutil.ignore_patterns("__pycache__"))
        command = [sys.executable, "-m", "morgue", "demo", "--port", "0", "--archive", str(folder / "demo")]
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment |= {"PYTHONPATH": str(folder)}
        started = time.monotonic()
        with subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True) as process:
            try:
                assert process.stdout
                line = next(line for line in process.stdout if " at http" in line)
                up = time.monotonic() - started
                answers, compiled = _ask(
                    int(line.split(" at ")[1].split("/ ")[0].rpartition(":")[2]), folder, options.seconds
                )
            finally:
                process.send_signal(signal.SIGTERM)
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores. Server up after {up:.1f} s, first answer in "
          f"{answers[0]:.2f} s; {len(answers)} answers until {compiled:.0f} s later, when all was compiled and "
          f"{options.seconds:.0f} s on: the slowest {max(answers):.2f} s")  # fmt: skip


def _ask(port: int, folder: Path, beyond: float) -> tuple[list[float], float]:
    """Seconds of each answer, and when no more was compiled."""
    begun, answers, known, changed = time.monotonic(), [], 0, time.monotonic()
    for path in cycle(PATHS):
        now = time.monotonic()
        answers.append(_seconds(port, path))
        if (count := len([*folder.rglob("*.nbc")])) != known:
            known, changed = count, time.monotonic()
        if now - begun > LONGEST or (known and now - changed > beyond + QUIET):
            return answers, changed - begun
        time.sleep(PAUSE)
    raise AssertionError


QUIET = 25.0  # seconds in which nothing new was compiled: the largest kernel takes less


def _seconds(port: int, path: str) -> float:
    started = time.monotonic()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=LONGEST)
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    assert answer.status == 200, path  # noqa: PLR2004
    return time.monotonic() - started


if __name__ == "__main__":
    main()
