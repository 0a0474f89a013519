"""Large files, which the disk takes while they grow, so that there is little to wait for when all must be on it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

# Bytes after which the system is told to write: 200,000 stories are 170 MB, which take 0.35 s when nothing else does.
STEP = 16_000_000


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Have an ``OSError`` name the file it is about: writing and syncing know descriptors alone, and calls within an
    open folder a name in it."""
    try:
        yield
    except OSError as error:
        error.filename = str(path)
        raise


class GrowingFile:
    """A new file. A second thread has it written to disk; what goes wrong there is raised by the call after it."""

    def __init__(self, path: Path) -> None:
        self._path, self._file = path, path.open("wb")
        self._pool = ThreadPoolExecutor(1)
        self._syncing: Future[None] | None = None
        self.size = 0
        self._synced = 0

    def write(self, data: bytes | memoryview) -> None:
        """Append a buffer of bytes."""
        with naming(self._path):
            self._file.write(data)
            self.size += memoryview(data).nbytes
            if self.size - self._synced >= STEP and (self._syncing is None or self._syncing.done()):
                self._await()
                self._file.flush()
                self._syncing = self._pool.submit(os.fsync, self._file.fileno())
                self._synced = self.size

    def close(self) -> None:
        """Leave the file as it is."""
        with naming(self._path):
            try:
                self._await()
            finally:
                self._pool.shutdown()
                self._file.close()

    def _await(self) -> None:
        if self._syncing is not None:
            syncing, self._syncing = self._syncing, None
            syncing.result()
