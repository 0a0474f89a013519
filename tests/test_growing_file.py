"""Files that are synced while they grow."""

import errno
import os
from pathlib import Path

import numpy as np
import pytest

from index.arrays import growing_file
from index.arrays.growing_file import GrowingFile


def test_all_that_was_written_is_there_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(growing_file, "STEP", 10)
    file = GrowingFile(tmp_path / "f")
    pieces: list[bytes | memoryview] = [b"", b"abc", np.arange(5, dtype=np.int64).data, bytes(100), b"end"]
    for piece in pieces:
        file.write(piece)
    file.close()
    assert (tmp_path / "f").read_bytes() == b"".join(map(bytes, pieces))
    assert file.size == (tmp_path / "f").stat().st_size


def test_what_goes_wrong_while_syncing_is_raised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    monkeypatch.setattr(growing_file, "STEP", 1)
    file = GrowingFile(tmp_path / "f")
    file.write(b"a")
    with pytest.raises(OSError, match="No space"):
        file.close()
