"""The manifest of a generation: what belongs to it, and whether that is as it was written."""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from index.arrays.files import OPEN, READ_IN_PARTS, Contents, OpenFile
from index.arrays.growing_file import naming
from index.errors import REBUILD, REMEDY, DamagedArchive, FormatError

FORMAT = 10
MANIFEST, SEGMENTS = "manifest.json", "segments"
GENERATION = re.compile(r"\d{1,12}", re.ASCII)  # the name of one, and of a segment
PART = re.compile(r"[\w=-][\w.=-]*", re.ASCII)  # of the name of a file
THREADS = 4  # that read or sync files at once
LARGEST_MANIFEST = 1 << 24  # bytes; that of a million articles has 15 thousand
Asked = TypeVar("Asked")
Made = TypeVar("Made")


def read_regular(path: Path, largest: int = LARGEST_MANIFEST) -> bytes:
    """The content of a regular file; ``OSError`` for anything else, a link or a pipe for instance, and for a larger
    one.

    What stands in an archive may be a stranger's: nothing outside is read, and nothing is waited for.
    """
    descriptor = os.open(path, OPEN)
    try:
        about = os.fstat(descriptor)
        if not stat.S_ISREG(about.st_mode) or about.st_size > largest:
            raise OSError(f"no regular file of at most {largest:,} bytes: {path}")
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            return file.read(largest)
    finally:
        os.close(descriptor)


def read_manifest(folder: Path, digest: str) -> dict[str, Any]:
    """The manifest of a generation, which has this SHA-256, and whose files are all there in their full size.

    Raises ``DamagedArchive`` or ``FormatError``.
    """
    path = folder / MANIFEST
    try:
        written = read_regular(path)
        manifest: dict[str, Any] = json.loads(written)
        version, files = manifest["format"], manifest["files"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise DamagedArchive(f"{path} cannot be read ({error}); {REMEDY}") from error
    if hashlib.sha256(written).hexdigest() != digest:
        raise changed(path)
    if version != FORMAT:
        raise FormatError(f"{folder} has format {version}, this Morgue reads format {FORMAT}; {REBUILD}")
    if not _is_sound(manifest):
        raise DamagedArchive(f"{path} says what Morgue does not write; {REMEDY}")
    _refuse_links(folder, files)
    for name, entry in files.items():
        _compare_size(folder / name, entry["size"])
    return manifest


def read_files(folder: Path, files: dict[str, Any]) -> Contents:
    """The content of the ``files`` of a generation that are not read in parts, as they were written. Raises
    ``DamagedArchive``."""
    paths = {name: folder / name for name in files if name.rpartition("/")[2] not in READ_IN_PARTS}
    opened = in_threads(open_file, paths.values())
    read = in_threads(OpenFile.summed, opened)
    for name, (_, digest) in zip(paths, read, strict=True):
        if digest != files[name]["xxh3"]:
            raise changed(folder / name)
    return Contents(zip(opened, (content for content, _ in read), strict=True))


def open_file(path: Path) -> OpenFile:
    """Open a file for reading. Raises ``DamagedArchive``."""
    try:
        return OpenFile(path)
    except OSError as error:
        raise DamagedArchive(f"{path} cannot be read ({error.strerror or error}); {REMEDY}") from error


def _is_sound(manifest: dict[str, Any]) -> bool:
    """Whether a manifest names only what lies in its own folder."""
    files, segments, counts = (manifest.get(name) for name in ("files", "segments", "boosts"))
    return (
        isinstance(files, dict)
        and all(is_inside(name) and _is_entry(entry) for name, entry in files.items())
        and isinstance(segments, list)
        and all(isinstance(name, str) and GENERATION.fullmatch(name) for name in segments)
        and isinstance(counts, dict)
        and all(isinstance(manifest.get(name), int) for name in ("articles", "quotes", "statements"))
    )


def is_inside(name: str) -> bool:
    """Whether this is the name of a file within a generation."""
    return bool(name) and all(PART.fullmatch(part) for part in name.split("/")) and ".." not in name.split("/")


def _is_entry(entry: Any) -> bool:
    return (
        isinstance(entry, dict)
        and type(entry.get("size")) is int
        and all(isinstance(entry.get(name), str) for name in ("sha256", "xxh3"))
    )


def changed(path: Path) -> DamagedArchive:
    """The error that a file is not as it was written."""
    return DamagedArchive(f"{path} has changed since it was written; {REMEDY}")


def _refuse_links(folder: Path, names: Iterable[str]) -> None:
    """Raise ``DamagedArchive`` where a folder of the generation is a link: what is read lies in the archive."""
    for place in {folder, *(folder / parent for name in names for parent in PurePosixPath(name).parents)}:
        if place.is_symlink():
            raise DamagedArchive(f"{place} is a link, which Morgue does not follow; {REMEDY}")


def _compare_size(path: Path, expected: int) -> None:
    try:
        about = path.lstat()
        size = about.st_size if stat.S_ISREG(about.st_mode) else None
    except OSError:
        size = None
    if size != expected:
        what = "is missing" if size is None else f"has {size:,} bytes instead of {expected:,}"
        raise DamagedArchive(f"{path} {what}; {REMEDY}")


def verify_files(folder: Path, files: dict[str, Any], names: list[str]) -> None:
    """Compare those of the ``files`` of a generation with their checksums. Raises ``DamagedArchive``."""
    for name, digest in zip(names, in_threads(_sha256, [folder / name for name in names]), strict=True):
        if digest != files[name]["sha256"]:
            raise changed(folder / name)


def write_manifest(folder: Path, manifest: dict[str, Any]) -> str:
    """Write the manifest of a generation to disk; its SHA-256."""
    written = (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()
    write_synced(folder / MANIFEST, written)
    return hashlib.sha256(written).hexdigest()


def entry_of(path: Path) -> dict[str, Any]:
    """What a manifest says of a file."""
    return {"size": path.stat().st_size, "sha256": _sha256(path), "xxh3": open_file(path).summed()[1]}


def in_threads(function: Callable[[Asked], Made], items: Iterable[Asked]) -> list[Made]:
    """What ``function`` gives for each of ``items``: checksums and disks do not need Python's lock."""
    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(function, items))


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    for piece in open_file(path).pieces():
        digest.update(piece)
    return digest.hexdigest()


def write_synced(path: Path, content: bytes) -> None:
    """Write a new file to disk. Raises ``FileExistsError`` where there is one, or a link."""
    with naming(path), path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync(path: Path) -> None:
    """Have a file or folder reach the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        with naming(path):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
