"""What workers have read, kept on disk, so that a rebuild that was stopped does not read it again.

A file of entries, one a chunk of pieces: what tells the chunk, a checksum and the length of what follows, and the
worker's answer, compressed. Entries are found by what tells them, so that it does not matter what is missing: a part
that was cut off or damaged is read from its source again. The checksum is made with a secret of the user's, so that
whoever rebuilds an archive that was somebody else's takes nothing for read that this one made up.
"""

from __future__ import annotations

import marshal
import os
import secrets
import stat
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path
from struct import Struct
from typing import IO

import xxhash
import zstandard

from corpus.metadata.dates import ORDER_VARIABLE

ENTRY = Struct("<16s16sQ")
SECRET_BYTES = 32
LEVEL = 1  # an answer of 200 KB takes 1 ms
# Bytes of answers that are not kept: what is read sooner than in a few seconds is read again.
NOT_KEPT = 32 << 20


class Journal:
    """Entries at ``path``, those of a run before among them. It is written once so much was read that it pays."""

    def __init__(self, path: Path) -> None:
        self._path, self._seen = path, 0
        self._entries: dict[bytes, tuple[int, int, bytes]] = {}
        self._file: IO[bytes] | None = None
        self._reader = zstandard.ZstdDecompressor()
        self._writer = zstandard.ZstdCompressor(LEVEL)
        self._code = _digest_of_readers()
        with suppress(OSError):
            self._load()

    def _load(self) -> None:
        with _opened(self._path, os.O_RDONLY) as file:
            size = os.fstat(file.fileno()).st_size
            while len(head := file.read(ENTRY.size)) == ENTRY.size:
                key, digest, length = ENTRY.unpack(head)
                if file.tell() + length > size:
                    return
                self._entries[key] = file.tell(), length, digest
                file.seek(length, os.SEEK_CUR)

    def __len__(self) -> int:
        return len(self._entries)

    def __bool__(self) -> bool:
        """Whether anything of a run before can be gone on with: nothing of a journal that is somebody else's."""
        return any(self.answer(key) is not None for key in self._entries)

    def key(self, pieces: Iterable[tuple[object, ...]]) -> bytes:
        """What tells a chunk of pieces, of plain values: all that is in them, and by which code they are read."""
        return xxhash.xxh3_128_digest(self._code + marshal.dumps([tuple(piece) for piece in pieces]))

    def answer(self, key: bytes) -> bytes | None:
        """What a worker answered to a chunk; None where that is not known."""
        found = self._entries.get(key)
        if found is None:
            return None
        at, length, digest = found
        with suppress(OSError, RuntimeError):
            with _opened(self._path, os.O_RDONLY) as file:
                file.seek(at)
                data = file.read(length)
            if secrets.compare_digest(_digest(key, data), digest):
                return self._reader.decompress(data)
        return None

    def keep(self, key: bytes, answer: bytes) -> None:
        """Keep what a worker answered. Where the disk refuses, nothing is kept: who builds is told soon enough."""
        self._seen += len(answer)
        if self._seen < NOT_KEPT or key in self._entries:
            return
        data = self._writer.compress(answer)
        try:
            self._file = self._file or _opened(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
            self._file.write(ENTRY.pack(key, _digest(key, data), len(data)) + data)
            self._file.flush()
        except (OSError, RuntimeError):
            self._seen = -(1 << 60)

    def close(self) -> None:
        """Keep no more."""
        if self._file:
            self._file.close()

    def remove(self) -> None:
        """It is not needed any more. Raises ``OSError``."""
        self.close()
        with suppress(FileNotFoundError, IsADirectoryError):  # a folder of that name is none
            self._path.unlink()


def _opened(path: Path, flags: int) -> IO[bytes]:
    """The regular file at ``path``, which has no other name; no link is followed, no pipe waited for. Raises
    ``OSError``."""
    descriptor = os.open(path, flags | SAFELY, 0o666)
    file = os.fdopen(descriptor, "rb" if flags == os.O_RDONLY else "ab")
    about = os.fstat(descriptor)
    if not stat.S_ISREG(about.st_mode) or about.st_nlink > 1:
        file.close()
        raise OSError(f"no regular file of its own: {path}")
    return file


SAFELY = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)


def _digest(key: bytes, data: bytes) -> bytes:
    return blake2b(key + data, digest_size=16, key=_secret()).digest()


@cache
def _secret() -> bytes:
    """What only this user knows, kept in the user's folder of states (XDG Base Directory Specification) and made where
    there is none yet. Raises ``OSError``, and ``RuntimeError`` where the user has no home."""
    states = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    path = Path(states, "morgue", "journal.key")
    with suppress(FileNotFoundError):
        found = path.read_bytes()
        if len(found) == SECRET_BYTES:
            return found
    path.parent.mkdir(0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(made := secrets.token_bytes(SECRET_BYTES))
    return made


def _digest_of_readers() -> bytes:
    """What tells how files are read: the sources of this room, and the order of dates."""
    room, digest = Path(__file__).parents[1], xxhash.xxh3_128(os.environ.get(ORDER_VARIABLE, "").encode())
    for path in sorted(room.rglob("*.py")) + sorted(room.rglob("*.json")):
        digest.update(path.read_bytes())
    return digest.digest()
