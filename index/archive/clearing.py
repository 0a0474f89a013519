"""Removing generations, and nothing else: what Morgue did not write stays.

Everything is removed by way of descriptors of folders: one that is swapped for a link meanwhile leads nowhere.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from index.archive.manifest import GENERATION, LARGEST_MANIFEST, MANIFEST
from index.arrays.growing_file import naming
from index.small_files import OPEN

UNFINISHED = "UNFINISHED"  # stands in a generation from its beginning until its manifest is written
# What a manifest says of a file, and of itself: also one that is damaged elsewhere tells that it is Morgue's.
ENTRY = re.compile(rb'"([^"\n]+)": \{\s*"size": (\d{1,15}),\s*"sha256": "([0-9a-f]{64})",\s*"xxh3": "([0-9a-f]{16})"')
VERSION = re.compile(rb'"format": (\d{1,9})\b')
FOLDER = getattr(os, "O_DIRECTORY", 0)


@contextmanager
def opened_folder(path: Path, within: int | None = None) -> Iterator[int]:
    """The descriptor of the folder at ``path``, found by its name in the open folder ``within`` if there is one. Raises
    ``OSError`` where it is a link or no folder."""
    with naming(path):
        descriptor = os.open(path if within is None else path.name, OPEN | FOLDER, dir_fd=within)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def is_ours(folder: Path) -> bool:
    """Whether Morgue wrote what is in the folder of a generation, so that it may remove it."""
    if not GENERATION.fullmatch(folder.name):
        return False
    try:
        with opened_folder(folder) as place:
            return _is_ours(place)
    except OSError:
        return False


def _is_ours(place: int) -> bool:
    """Whether the folder of a generation that is open is Morgue's: one that it finished has a manifest, another one
    ``UNFINISHED`` from the beginning."""
    with suppress(OSError):
        if stat.S_ISREG(os.stat(UNFINISHED, dir_fd=place, follow_symlinks=False).st_mode):
            return True
    try:
        with open(MANIFEST, "rb", opener=lambda name, _: os.open(name, OPEN, dir_fd=place)) as file:
            written = file.read(LARGEST_MANIFEST)
    except OSError:
        return False
    return bool(VERSION.search(written) and ENTRY.search(written))


def is_empty(folder: Path) -> bool:
    """Whether nothing is lost with a folder: one that was made by a writer killed at once, for instance."""
    return folder.is_dir() and not folder.is_symlink() and not any(folder.iterdir())


def clear(generations: int, keep: set[str]) -> None:
    """Remove the generations not in ``keep``: the one before stays until the next rebuild, for its readers. What Morgue
    did not write stays too."""
    with suppress(OSError):
        for name in os.listdir(generations):
            if name not in keep and GENERATION.fullmatch(name):
                discard(generations, name)


def discard(generations: int, name: str) -> None:
    """Remove a generation that is Morgue's, or empty, what says so last: who is stopped meanwhile, by a kill, an error
    or a power failure, leaves what the next writer removes, as unfinished as one that is being written."""
    with suppress(OSError):
        with opened_folder(Path(name), generations) as place:
            if _is_ours(place):
                with suppress(OSError):  # where the disk is full, which this makes room on
                    os.close(os.open(UNFINISHED, os.O_CREAT | os.O_WRONLY, dir_fd=place))
                    os.fsync(place)
                _empty(place)
        os.rmdir(name, dir_fd=generations)


def remove_unfinished(path: Path) -> None:
    """Remove a file or folder from a generation that is being written. Raises ``OSError`` where its place is none."""
    with opened_folder(path.parent) as place, naming(path):
        os.stat(UNFINISHED, dir_fd=place, follow_symlinks=False)
        if path.is_dir():
            shutil.rmtree(path.name, dir_fd=place)
        else:
            os.unlink(path.name, dir_fd=place)


def _empty(place: int) -> None:
    signs = (MANIFEST, UNFINISHED)
    for name in os.listdir(place):
        if stat.S_ISDIR(os.stat(name, dir_fd=place, follow_symlinks=False).st_mode):
            shutil.rmtree(name, dir_fd=place)
        elif name not in signs:
            os.unlink(name, dir_fd=place)
    for sign in signs:  # that it is not finished is said until nothing says what was in it
        os.fsync(place)
        with suppress(FileNotFoundError):
            os.unlink(sign, dir_fd=place)
