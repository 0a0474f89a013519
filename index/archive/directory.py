"""The archive directory: generations that never change, and the one name that says which is in force.

archive/
  CURRENT               the name of the generation in force, replaced by rename
  lock                  held by the one process that writes
  generations/000012/
    manifest.json       format number, boosts, counts, segments, size and SHA-256 of every other file
    segments/000001/    one file with that of the generation before, wherever it has the same segment
    …
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from index.errors import REMEDY, ArchiveError, ArchiveInUse, DamagedArchive, FormatError, NoArchive

FORMAT = 6
CURRENT, LOCK, GENERATIONS, MANIFEST, SEGMENTS = "CURRENT", "lock", "generations", "manifest.json", "segments"
LOCK_TIMEOUT = 10.0  # seconds that a second writer waits before it gives up
THREADS = 4  # that read or sync files at once
Made = TypeVar("Made")
Location = str | os.PathLike[str]  # of an archive's folder


@contextmanager
def writing(archive: Path) -> Iterator[Path]:
    """Hold the archive's lock and give the folder of a new generation, empty.

    Creates the archive where there is nothing. Whatever is in the new folder when the block ends is gone
    unless ``publish`` put it in force. The lock dies with its process, so a killed writer blocks no one, and
    what it left is cleared here. Raises ``NoArchive`` for a folder of other things, ``ArchiveInUse`` where
    another process has been writing for longer than ``LOCK_TIMEOUT``.
    """
    import filelock  # noqa: PLC0415 - who reads locks nothing, and a cold search takes 0.02 s less

    _refuse_other_folders(archive)
    (archive / GENERATIONS).mkdir(parents=True, exist_ok=True)
    lock = filelock.FileLock(archive / LOCK)
    try:
        lock.acquire(timeout=LOCK_TIMEOUT)
    except filelock.Timeout as error:
        raise ArchiveInUse(
            f"{archive}: another rebuild, add or remove is writing this archive; wait for it to end"
        ) from error
    with lock:
        current = _in_force(archive)
        newest = max((int(path.name) for path in (archive / GENERATIONS).iterdir() if path.name.isdecimal()), default=0)
        if current:
            _clear(archive, keep={current})
        folder = archive / GENERATIONS / f"{newest + 1:06d}"
        folder.mkdir()
        try:
            yield folder
        finally:
            if _in_force(archive) == folder.name:
                _clear(archive, keep={current or "", folder.name})
            else:
                shutil.rmtree(folder, ignore_errors=True)


def _refuse_other_folders(archive: Path) -> None:
    if archive.exists() and not archive.is_dir():
        raise NoArchive(f"{archive} is a file; name a folder for the archive")
    if not archive.exists() or (archive / GENERATIONS).is_dir():
        return
    others = sorted(path.name for path in archive.iterdir() if not path.name.startswith("."))
    if others and others != [LOCK]:
        raise NoArchive(
            f"{archive} holds other things ({others[0]!r}) and is not a Morgue archive; name a new or empty folder"
        )


def _clear(archive: Path, keep: set[str]) -> None:
    """Remove the generations not in ``keep``: the one before stays until the next rebuild, for its readers."""
    for folder in (archive / GENERATIONS).iterdir():
        if folder.name not in keep:
            shutil.rmtree(folder, ignore_errors=True)


def share(segment: str, source: Path, target: Path) -> None:
    """Give the generation in the folder ``target`` a segment that ``source`` has: by hard links, or copies where the
    file system has none."""
    for path in sorted((source / SEGMENTS / segment).rglob("*")):
        place = target / path.relative_to(source)
        if path.is_file():
            place.parent.mkdir(parents=True, exist_ok=True)
            try:
                place.hardlink_to(path)
            except OSError:
                shutil.copyfile(path, place)


def publish(archive: Path, folder: Path, contents: dict[str, Any]) -> None:
    """Write the manifest of a finished generation, sync and verify everything, and put the generation in force.

    ``contents`` (boosts, counts, segments) is kept in the manifest as it is. Segments that the generation in force has
    too keep their checksums; those that are shared by hard links are not read again. The change is one rename: a
    process killed before it leaves the old generation in force, one killed after it the new.
    """
    known = _known_files(archive)
    paths = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    new = [name for name, path in paths.items() if not (name in known and path.samefile(known[name][0]))]
    unknown = [name for name in paths if name not in known]
    entries = dict(zip(unknown, _in_threads(_entry, [paths[name] for name in unknown]), strict=True))
    files = {name: entries[name] if name in entries else known[name][1] for name in paths}
    _in_threads(_sync, [paths[name] for name in new])
    manifest = {"format": FORMAT, **contents, "files": files}
    _write_synced(folder / MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1) + "\n")
    _verify(folder, new)
    for directory in (*(path for path in folder.rglob("*") if path.is_dir()), folder, folder.parent):
        _sync(directory)
    current = archive / (CURRENT + ".new")
    _write_synced(current, folder.name + "\n")
    current.replace(archive / CURRENT)
    _sync(archive)


def _known_files(archive: Path) -> dict[str, tuple[Path, dict[str, Any]]]:
    """The files of the segments of the generation in force, and their entries in its manifest, by their names in it."""
    name = _in_force(archive)
    try:
        files = read_manifest(archive / GENERATIONS / name)["files"] if name else {}
    except ArchiveError:
        return {}
    return {
        file: (archive / GENERATIONS / str(name) / file, entry)
        for file, entry in files.items()
        if file.startswith(SEGMENTS + "/")
    }


def current_generation(archive: Path) -> Path:
    """The folder of the generation in force. Raises ``NoArchive`` where there is none."""
    name = _current_name(archive)
    if name is None:
        what = "no folder" if not archive.exists() else "no Morgue archive"
        raise NoArchive(f"{what} at {archive}; make one with: morgue rebuild SOURCE --archive {archive}")
    return archive / GENERATIONS / name


def _current_name(archive: Path) -> str | None:
    try:
        name = (archive / CURRENT).read_text(encoding="ascii", errors="replace").strip()
    except (FileNotFoundError, NotADirectoryError):
        return None
    if not GENERATION.fullmatch(name):
        raise DamagedArchive(f"{archive / CURRENT} does not name a generation; {REMEDY}")
    return name


def _in_force(archive: Path) -> str | None:
    """The generation in force, for a writer: one that cannot be told is none."""
    try:
        return _current_name(archive)
    except DamagedArchive:
        return None


GENERATION = re.compile(r"\d{1,12}")


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a generation whose files are all there in their full size.

    Raises ``DamagedArchive`` or ``FormatError``. Checksums are compared by ``verify``, which reads every byte.
    """
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        found, files = (
            manifest["format"],
            {name: (entry["size"], entry["sha256"]) for name, entry in manifest["files"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamagedArchive(f"{folder / MANIFEST} cannot be read ({error}); {REMEDY}") from error
    if found != FORMAT:
        raise FormatError(f"{folder} has format {found}, this Morgue reads format {FORMAT}; {REMEDY}")
    for name, (expected, _) in files.items():
        path = folder / name
        size = path.stat().st_size if path.is_file() else None
        if size != expected:
            what = "is missing" if size is None else f"has {size:,} bytes instead of {expected:,}"
            raise DamagedArchive(f"{path} {what}; {REMEDY}")
    return manifest


def count_articles(archive: Location) -> int:
    """How many articles the generation in force has. Raises as ``current_generation`` and ``read_manifest``."""
    return int(read_manifest(current_generation(Path(archive)))["articles"])


def check(archive: Location) -> int:
    """Compare every file of the generation in force with its checksum; the number of files. Raises ``NoArchive``,
    ``DamagedArchive`` or ``FormatError``."""
    return verify(current_generation(Path(archive)))


def verify(folder: Path) -> int:
    """Compare every file of a generation with its checksum; the number of files. Raises ``DamagedArchive``."""
    return _verify(folder, list(read_manifest(folder)["files"]))


def _verify(folder: Path, names: list[str]) -> int:
    files = read_manifest(folder)["files"]
    for name, digest in zip(names, _in_threads(_sha256, [folder / name for name in names]), strict=True):
        if digest != files[name]["sha256"]:
            raise DamagedArchive(f"{folder / name} has changed since it was written; {REMEDY}")
    return len(names)


def _in_threads(function: Callable[[Path], Made], paths: list[Path]) -> list[Made]:
    """What ``function`` gives for each of ``paths``: checksums and disks do not need Python's lock."""
    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(function, paths))


def _entry(path: Path) -> dict[str, Any]:
    return {"size": path.stat().st_size, "sha256": _sha256(path)}


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write_synced(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
