"""A server as others start it, for what is measured of one: where it listens, and what its processes use."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple
from urllib.request import urlopen

ROOT = Path(__file__).parent.parent
HOST = "127.0.0.1"
PATIENCE = 10.0  # seconds after which a request has failed


class Use(NamedTuple):
    """What all processes of a server use: seconds of processors so far, bytes of memory, each shared one once, and open
    files."""

    processor: float
    memory: int
    files: int


class Served(NamedTuple):
    """A server at a port of this machine, and its first process."""

    port: int
    process: int

    def use(self) -> Use:
        """What it uses now. Processes that end meanwhile are left out."""
        ticks = memory = files = 0
        for folder in self._processes():
            with suppress(OSError):
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
                kilobytes = re.search(r"^Pss: +(\d+) kB", (folder / "smaps_rollup").read_text(), re.MULTILINE)
                ticks += int(fields[11]) + int(fields[12])
                memory += 1024 * int(kilobytes[1]) if kilobytes else 0
                files += len([*(folder / "fd").iterdir()])
        return Use(ticks / os.sysconf("SC_CLK_TCK"), memory, files)

    def _processes(self) -> Iterator[Path]:
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                parent = stat.read_text().rpartition(")")[2].split()[1]
                if str(self.process) in (parent, stat.parent.name):
                    yield stat.parent


@contextmanager
def serving(archive: Path, processes: int | None = None) -> Iterator[Served]:
    """A server over an archive, which answers by machine code, with so many processes or as many as processors."""
    command = [sys.executable, "-m", "morgue", "serve", "--archive", str(archive), "--port", "0"]
    command += ["--processes", str(processes)] if processes else []
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stdout
            found = re.search(r"http://\S+:(\d+)/", process.stdout.readline())
            assert found, "the server did not start"
            port = int(found.group(1))
            while not _is_compiled(port):
                time.sleep(0.2)
            yield Served(port, process.pid)
        finally:
            process.terminate()
            process.wait()


def _is_compiled(port: int) -> bool:
    with urlopen(f"http://{HOST}:{port}/readyz", timeout=PATIENCE) as answer:
        return bool(json.load(answer)["compiled"])


def sample_archive(folder: Path) -> Path:
    """An archive of the sample articles, made in a folder."""
    archive = folder / "archive"
    rebuild(archive, ROOT / "corpus" / "samples")
    return archive


def rebuild(archive: Path, *sources: Path) -> None:
    """``morgue rebuild`` of these sources. Raises ``CalledProcessError`` where it fails."""
    command = [sys.executable, "-m", "morgue", "rebuild", *map(str, sources), "--archive", str(archive)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
