"""Files that are synced while they grow."""

import errno
import os
from pathlib import Path

import numpy as np
import pytest

from index.arrays import growing_file
from index.arrays.growing_file import GrowingFile
from index.arrays.npy import save


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


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no device that is always full")
def test_an_array_that_the_disk_does_not_take_is_an_error_that_names_the_file() -> None:
    """Also where all of it fits into a buffer; ``np.save`` says nothing then."""
    with pytest.raises(OSError, match="/dev/full"):
        save(Path("/dev/full"), np.arange(100))


def test_a_saved_array_is_what_numpy_would_save(tmp_path: Path) -> None:
    for array in (np.arange(12, dtype=np.uint32).reshape(-1, 3), np.zeros(0, np.int64), np.array([True, False])):
        save(tmp_path / "a.npy", array)
        np.save(tmp_path / "b.npy", array)
        assert (tmp_path / "a.npy").read_bytes() == (tmp_path / "b.npy").read_bytes()
