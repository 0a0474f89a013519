"""Small files that people may have written: an editor's, and those of an archive, which may be a stranger's.

Nothing outside is read, so links are not followed; and nothing is waited for, as a pipe or a device would be.
"""

from __future__ import annotations

import os
import re
import stat
import tomllib
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Any

from index.errors import REMEDY, DamagedArchive, SettingsError

OPEN = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
# Bytes of an editor's file: some 15 thousand names in people.toml, which take 1.5 s to read.
LARGEST_EDITED = 1 << 20
# ``tomllib`` takes the square of the number of parts that a name has, in time and memory: 1 GB for 32 KB. Looked for
# from the beginnings of parts alone, else that would take the square of a line's length.
MANY_PARTS = re.compile(r"(?<![^\s.=])(?:[^\s.=]++[ \t]*+\.[ \t]*+){100}")

NUL = re.compile(r"\\(?:u0{4}|U0{8})")


def refuse_links(folder: Path, names: Iterable[str] = ()) -> None:
    """Raise ``DamagedArchive`` where a folder, or one between it and a file that ``names`` has, is a link: what is read
    lies in the archive."""
    for place in {folder, *(folder / parent for name in names for parent in PurePosixPath(name).parents)}:
        if place.is_symlink():
            raise DamagedArchive(f"{place} is a link, which Morgue does not follow; {REMEDY}")


def open_regular(path: Path) -> tuple[int, int]:
    """The descriptor of a regular file, open for reading, and its size in bytes. Raises ``OSError``, without a number
    where there is something else."""
    _refuse_others(os.lstat(path))  # before it is opened, which a device may take for more
    descriptor = os.open(path, OPEN)
    about = os.fstat(descriptor)
    try:
        _refuse_others(about)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor, about.st_size


def _refuse_others(about: os.stat_result) -> None:
    if stat.S_ISLNK(about.st_mode):
        raise OSError("it is a link, which Morgue does not follow")
    if not stat.S_ISREG(about.st_mode):
        raise OSError("it is a folder, not a file" if stat.S_ISDIR(about.st_mode) else "it is no regular file")


def read_regular(path: Path, largest: int) -> bytes:
    """The content of a regular file of at most so many bytes; ``OSError`` as ``open_regular``, for a larger one too."""
    descriptor, size = open_regular(path)
    with os.fdopen(descriptor, "rb") as file:
        if size > largest:
            raise OSError(f"it has more than {largest:,} bytes")
        return file.read(largest)


def read_edited(path: Path) -> str | None:
    """The text in an editor's file, None where there is none. Raises ``SettingsError``, or ``OSError`` where the disk
    does not give it."""
    try:
        content = read_regular(path, LARGEST_EDITED)
        return content.decode("utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SettingsError(f"{path}, line {line}: not UTF-8: {error.reason}; save it in that encoding") from error
    except OSError as error:
        if error.errno is not None:
            error.filename = error.filename or str(path)
            raise
        raise SettingsError(f"{path}: {error}; put a text file of at most {LARGEST_EDITED:,} bytes there") from error


def read_toml(path: Path) -> dict[str, Any]:
    """The tables in an editor's file, none where there is no file. Raises as ``read_edited``."""
    text = read_edited(path) or ""
    if found := MANY_PARTS.search(text):
        raise SettingsError(f"{path}, line {text.count(chr(10), 0, found.start()) + 1}: a name of a hundred parts")
    if found := NUL.search(text):  # which no name of a file has, and the system refuses
        raise SettingsError(f"{path}, line {text.count(chr(10), 0, found.start()) + 1}: a character with the number 0")
    try:
        return tomllib.loads(text)
    except ValueError as error:  # also of days and numbers that there are not
        raise SettingsError(f"{path}: not TOML: {error}") from error
    except RecursionError as error:
        raise SettingsError(f"{path}: not TOML: brackets within brackets, too deep") from error
