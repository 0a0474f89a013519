"""Which files there are to read, in the order of their names; what is passed over, and why."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from corpus.clean import one_line

Report = Callable[[str, str], None]  # is told the name of what is passed over, and the reason
ELSEWHERE = "a link out of what is read, which is not followed: copy here what it leads to, or read that too"


class File(NamedTuple):
    """A regular file: its name below what is read, where it lies (behind a link, what that leads to), its bytes, and
    when it was last written to, in nanoseconds since 1970."""

    name: str
    path: str
    size: int
    written: int = 0


def files_below(path: str | os.PathLike[str], report: Report = lambda _name, _reason: None) -> Iterator[File]:
    """The file at ``path``, or all files below the folder there: first a folder's own, then its subfolders'.

    Hidden files and folders are passed over. Of links only those to files below the same folder are followed, and such
    files are read once. Raises ``FileNotFoundError`` where there is nothing at ``path``.
    """
    try:
        root = Path(os.path.realpath(path, strict=True))  # whoever reads may name it by a link
    except OSError as error:
        raise FileNotFoundError(f"no file or folder at {os.fspath(path)}: {why(error)}") from None
    if inside := next(filter(_is_archive, (root, *root.parents)), None):
        report(_name(str(root), root), f"{ARCHIVE}, {one_line(str(inside))}: it is no source, but is made of such")
        return
    if not root.is_dir():
        yield from _file(str(root), root, report)
        return
    waiting = [str(root)]
    while waiting:
        folder = waiting.pop()
        files, subfolders = _visible(folder, root, report)
        for file in files:
            yield from _file(file, root, report)
        waiting += reversed(subfolders)


def told_apart(paths: Iterable[str | os.PathLike[str]]) -> list[tuple[str, str]]:
    """Each of several paths, and what is put before the names of its files: where two lie elsewhere and end alike, for
    each the way to it from the folder that all have in common, so that no two files have one name.

    >>> told_apart(["/morgue/1999/wire", "/morgue/2000/wire"])
    [('/morgue/1999/wire', '1999/'), ('/morgue/2000/wire', '2000/')]
    """
    roots = [(os.fspath(path), Path(os.path.realpath(path))) for path in paths]
    several = {root for _, root in roots}
    if len({root.name for root in several}) == len(several):
        return [(path, "") for path, _ in roots]
    shared = os.path.commonpath([root.parent for root in several])
    ways = [root.parent.relative_to(shared).parts for _, root in roots]
    return [(path, "".join(f"{_printable(step)}/" for step in way)) for (path, _), way in zip(roots, ways, strict=True)]


def _visible(folder: str, root: Path, report: Report) -> tuple[list[str], list[str]]:
    """The files and the subfolders to read in a folder, in the order of their names."""
    try:
        with os.scandir(folder) as found:
            entries = sorted((entry for entry in found if not entry.name.startswith(".")), key=lambda entry: entry.name)
    except OSError as error:
        report(_name(folder, root), f"its files are left out: {why(error)}")
        return [], []
    files, subfolders = [], []
    for entry in entries:
        if not _is_folder(entry):
            files.append(entry.path)
        elif entry.is_symlink():
            report(_name(entry.path, root), "a link to a folder, which is not followed")
        elif _is_archive(entry.path):
            report(_name(entry.path, root), ARCHIVE)
        else:
            subfolders.append(entry.path)
    return files, subfolders


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a loop of links, or a path too long
        return False


ARCHIVE = "a Morgue archive"


def _is_archive(folder: str | Path) -> bool:
    try:
        return Path(folder, "generations").is_dir() and any(Path(folder, name).exists() for name in ("lock", "CURRENT"))
    except OSError:  # whoever may not look into it is told so when its files are asked for
        return False


def _file(path: str, root: Path, report: Report) -> Iterator[File]:
    """The file at ``path``, or at what a link there leads to."""
    name = _name(path, root)
    try:
        status = os.lstat(path)
        if stat.S_ISLNK(status.st_mode):
            path = os.path.realpath(path, strict=True)
            status = os.lstat(path)
            if not Path(path).is_relative_to(root):
                report(name, ELSEWHERE)
                return
            if "/." not in _name(path, root):
                return  # which is read under its own name
    except FileNotFoundError:
        report(name, "a link that leads nowhere" if Path(path).is_symlink() else VANISHED)
    except OSError as error:
        report(name, why(error))
    else:
        if stat.S_ISREG(status.st_mode):
            yield File(name, path, status.st_size, status.st_mtime_ns)
        else:
            report(name, NOT_A_FILE)


NO_PERMISSION = "no permission to read it"
NOT_A_FILE = "not a regular file"
VANISHED = "gone since its folder was read"


def why(error: OSError) -> str:
    """The reason of an error of the system, without the name of the file."""
    if isinstance(error, PermissionError):
        return NO_PERMISSION
    if error.errno == errno.ENAMETOOLONG:
        return "its path is longer than the system takes: move it further up"
    return error.strerror or str(error)


def _name(path: str, root: Path) -> str:
    """The path from the folder or file that is read, printable whatever its bytes."""
    below = os.path.relpath(path, root.parent).replace(os.sep, "/")
    return _printable(below)


def _printable(name: str) -> str:
    return one_line(name.encode("utf-8", "replace").decode())
