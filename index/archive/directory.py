"""The archive directory: generations that never change, and the one name that says which is in force.

archive/
  CURRENT               the name of the generation in force and the SHA-256 of its manifest, replaced by rename
  lock                  held by the one process that writes
  generations/000012/
    manifest.json       format number, boosts, counts, segments, size and SHA-256 of every other file
    segments/000001/    one file with that of the generation before, wherever it has the same segment
    …
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from index.archive.manifest import (
    FORMAT,
    GENERATION,
    MANIFEST,
    SEGMENTS,
    entry_of,
    in_threads,
    read_manifest,
    read_regular,
    sync,
    verify_files,
    write_manifest,
    write_synced,
)
from index.archive.people_file import PEOPLE_FILE
from index.errors import REMEDY, ArchiveError, ArchiveInUse, DamagedArchive, FormatError, NoArchive

CURRENT, LOCK, GENERATIONS = "CURRENT", "lock", "generations"
NEW = ".new"  # behind the name of a file that will take the other's place
UNFINISHED = "UNFINISHED"  # stands in a generation from its beginning until its manifest is written
NAMED = re.compile(r"(?P<generation>\d{1,12}) (?P<digest>[0-9a-f]{64})\n", re.ASCII)  # what CURRENT says
# Seconds that a writer waits for others before it gives up. Of eight that add at once on two cores, with 10 s 61 of 400
# adds gave up: who waits longest is not served first.
LOCK_TIMEOUT = 30.0
Location = str | os.PathLike[str]  # of an archive's folder


@contextmanager
def writing(archive: Path) -> Iterator[Path]:
    """Hold the archive's lock and give the folder of a new generation, empty.

    Creates the archive where there is nothing. Whatever is in the new folder when the block ends is gone
    unless ``publish`` put it in force. The lock dies with its process, so a killed writer blocks no one, and
    what it left is cleared here. Raises ``NoArchive`` for a folder of other things, ``ArchiveInUse`` where
    another process has been writing for longer than ``LOCK_TIMEOUT``.
    """
    _refuse_other_folders(archive)
    _make_folders(archive)
    with _locked(archive):
        current = _in_force(archive)
        sync(archive)  # who put it in force may have been killed before: nothing it replaced may go until that is sure
        (archive / (CURRENT + NEW)).unlink(missing_ok=True)
        if current:
            _clear(archive, keep={current})
        folder = _new_generation(archive / GENERATIONS)
        try:
            yield folder
        finally:
            _leave(archive, current, folder)


@contextmanager
def _locked(archive: Path) -> Iterator[None]:
    import filelock  # noqa: PLC0415 - who reads locks nothing, and a cold search takes 0.02 s less

    lock = filelock.FileLock(archive / LOCK)
    try:
        lock.acquire(timeout=LOCK_TIMEOUT)
    except filelock.Timeout as error:
        raise ArchiveInUse(
            f"{archive}: another rebuild, add or remove is writing this archive; wait for it to end"
        ) from error
    try:
        yield
    finally:
        with suppress(OSError):  # what was done is done; the lock goes with its file
            lock.release(force=True)


def _make_folders(archive: Path) -> None:
    """Make the folders of an archive, and have their names reach the disk before anything is put in force in them."""
    made = [path for path in (archive / GENERATIONS, archive, *archive.parents) if not path.exists()]
    (archive / GENERATIONS).mkdir(parents=True, exist_ok=True)
    if not (archive / CURRENT).exists():  # also where another made them, and was killed
        made += [archive / GENERATIONS, archive]
    for folder in {path.parent for path in made}:
        with suppress(PermissionError):  # of somebody else's folder, in which ours may stand nonetheless
            sync(folder)


def _leave(archive: Path, before: str | None, folder: Path) -> None:
    """Clear away the generations that are needed no more, or the new one where it was not put in force. What cannot be
    removed, or be told, is left to the next writer."""
    with suppress(OSError):
        (archive / (CURRENT + NEW)).unlink(missing_ok=True)
        current = _in_force(archive)
        if current == folder.name:
            _clear(archive, keep={before or "", folder.name})
        elif current or (folder / UNFINISHED).exists():  # else CURRENT cannot be read, and may name it
            _discard(folder)


def _refuse_other_folders(archive: Path) -> None:
    """Refuse a place where something else stands than an archive that Morgue wrote, or nothing. Raises
    ``NoArchive``."""
    if archive.exists() and not archive.is_dir():
        raise NoArchive(f"{archive} is a file; name a folder for the archive")
    if not archive.exists():
        return
    for name in (GENERATIONS, LOCK, CURRENT, CURRENT + NEW):
        if (archive / name).is_symlink():
            raise NoArchive(f"{archive / name} is a link, which Morgue does not follow; name a new or empty folder")
    generations = archive / GENERATIONS
    there = list(generations.iterdir()) if generations.is_dir() else []
    if any(map(_is_ours, there)):
        return
    others = {path for path in archive.iterdir() if not path.name.startswith(".")}
    others -= {archive / LOCK, archive / PEOPLE_FILE} | ({generations} if all(map(_is_empty, there)) else set())
    if others:
        raise NoArchive(
            f"{archive} holds other things ({min(others).name!r}) and is not an archive that Morgue wrote; name a new "
            "or empty folder"
        )


def _is_ours(folder: Path) -> bool:
    """Whether Morgue wrote what is in the folder of a generation, so that it may remove it: one that it finished has a
    manifest, another one ``UNFINISHED`` from the beginning."""
    if folder.is_symlink() or not folder.is_dir() or not GENERATION.fullmatch(folder.name):
        return False
    if (folder / UNFINISHED).is_file():
        return True
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return isinstance(manifest["format"], int) and isinstance(manifest["files"], dict)
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _new_generation(generations: Path) -> Path:
    """A new folder for the next generation, with nothing in it but that it is not finished."""
    newest = max((int(path.name) for path in generations.iterdir() if GENERATION.fullmatch(path.name)), default=0)
    folder = generations / f"{newest + 1:06d}"
    folder.mkdir()
    (folder / UNFINISHED).touch()
    sync(folder)  # a folder with anything else in it has this sign, or a manifest
    return folder


def _clear(archive: Path, keep: set[str]) -> None:
    """Remove the generations not in ``keep``: the one before stays until the next rebuild, for its readers. What Morgue
    did not write stays too."""
    with suppress(OSError):
        for folder in list((archive / GENERATIONS).iterdir()):
            if folder.name not in keep and (_is_ours(folder) or _is_empty(folder)):
                _discard(folder)


def _is_empty(folder: Path) -> bool:
    """Whether nothing is lost with a folder: one that was made by a writer killed at once, for instance."""
    return folder.is_dir() and not folder.is_symlink() and not any(folder.iterdir())


def _discard(folder: Path) -> None:
    """Remove a generation, what says that it is Morgue's last: who is stopped meanwhile, by a kill, an error or a power
    failure, leaves what the next writer removes."""
    with suppress(OSError):
        signs = [folder / MANIFEST, folder / UNFINISHED]
        for path in folder.iterdir():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            elif path not in signs:
                path.unlink()
        sync(folder)
        for sign in signs:
            sign.unlink(missing_ok=True)
        folder.rmdir()


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
    process killed before it leaves the old generation in force, one killed after it the new. All that ``CURRENT``
    names is on disk, with its name, before it does so. Raises ``ArchiveError`` where only what comes after that failed.
    """
    known = _known_files(archive)
    paths = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    del paths[UNFINISHED]
    new = [name for name, path in paths.items() if not (name in known and path.samefile(known[name][0]))]
    unknown = [name for name in paths if name not in known]
    entries = dict(zip(unknown, in_threads(entry_of, [paths[name] for name in unknown]), strict=True))
    files = {name: entries[name] if name in entries else known[name][1] for name in paths}
    in_threads(sync, [paths[name] for name in new])
    digest = write_manifest(folder, {"format": FORMAT, **contents, "files": files})
    sync(folder)  # so that it has a manifest before it is no longer unfinished
    verify_files(folder, files, new)
    (folder / UNFINISHED).unlink()
    for directory in (*(path for path in folder.rglob("*") if path.is_dir()), folder, folder.parent):
        sync(directory)
    current = archive / (CURRENT + NEW)
    write_synced(current, f"{folder.name} {digest}\n".encode())
    current.replace(archive / CURRENT)
    try:
        sync(archive)
    except OSError as error:
        raise ArchiveError(
            f"{archive}: the new generation is in force, but the disk did not take down that it is "
            f"({error.strerror or error}): after a power failure the one before may be back. Try again"
        ) from error


def _known_files(archive: Path) -> dict[str, tuple[Path, dict[str, Any]]]:
    """The files of the segments of the generation in force, and their entries in its manifest, by their names in it."""
    try:
        current = current_of(archive)
        files = read_manifest(*current)["files"] if current else {}
    except ArchiveError:
        return {}
    return {
        file: (current.folder / file, entry)
        for file, entry in files.items()
        if current and file.startswith(SEGMENTS + "/")
    }


class Current(NamedTuple):
    """The folder of the generation in force, and the SHA-256 of its manifest."""

    folder: Path
    digest: str


def current_generation(archive: Path) -> Current:
    """The generation in force. Raises ``NoArchive`` where there is none, ``DamagedArchive``, or ``FormatError``."""
    current = current_of(archive)
    if current is None:
        what = "no folder" if not archive.exists() else "no Morgue archive"
        raise NoArchive(f"{what} at {archive}; make one with: morgue rebuild SOURCE --archive {archive}")
    return current


def current_of(archive: Path) -> Current | None:
    """The generation in force, if there is one. Raises ``DamagedArchive`` or ``FormatError``."""
    try:
        named = read_regular(archive / CURRENT).decode("ascii", "replace")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise DamagedArchive(f"{archive / CURRENT} cannot be read ({error.strerror or error}); {REMEDY}") from error
    if found := NAMED.fullmatch(named):
        return Current(archive / GENERATIONS / found["generation"], found["digest"])
    if GENERATION.fullmatch(named.strip()):
        raise FormatError(f"{archive} was made by an older version, this Morgue reads format {FORMAT}; {REMEDY}")
    raise DamagedArchive(f"{archive / CURRENT} does not name a generation; {REMEDY}")


def _in_force(archive: Path) -> str | None:
    """The name of the generation in force, for a writer: one that cannot be told is none."""
    try:
        current = current_of(archive)
    except ArchiveError:
        return None
    return current.folder.name if current else None


def count_articles(archive: Location) -> int:
    """How many articles the generation in force has. Raises as ``current_generation`` and ``read_manifest``."""
    return int(read_manifest(*current_generation(Path(archive)))["articles"])


def check(archive: Location) -> int:
    """Compare every file of the generation in force with its checksum; the number of files. Raises ``NoArchive``,
    ``DamagedArchive`` or ``FormatError``."""
    folder, digest = current_generation(Path(archive))
    files = read_manifest(folder, digest)["files"]
    verify_files(folder, files, list(files))
    return len(files)
