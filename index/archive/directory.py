"""The archive directory: generations that never change, and the one name that says which is in force.

archive/
  CURRENT               the name of the generation in force and the SHA-256 of its manifest, replaced by rename
  lock                  held by the one process that writes
  generations/000012/
    manifest.json       format number, boosts, counts, segments, size and SHA-256 of every other file
    segments/000001/    one file with that of the generation before, wherever it has the same segment
    earlier/000001/     as segments: versions of articles that others replaced
    …
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from index.archive.clearing import UNFINISHED, clear, discard, is_empty, is_ours, opened_folder
from index.archive.manifest import (
    EARLIER,
    FORMAT,
    GENERATION,
    LARGEST_MANIFEST,
    MANIFEST,
    SEGMENTS,
    entry_of,
    in_threads,
    read_manifest,
    sync,
    verify_files,
    write_manifest,
    write_synced,
)
from index.archive.people_file import PEOPLE_FILE
from index.arrays.growing_file import naming
from index.errors import REBUILD, REMEDY, ArchiveError, ArchiveInUse, DamagedArchive, FormatError, NoArchive, unreadable
from index.small_files import read_regular

CURRENT, LOCK, GENERATIONS = "CURRENT", "lock", "generations"
LARGEST_CURRENT = 1 << 10  # bytes; it has 72 to 78
NEW = ".new"  # behind the name of a file that will take the other's place
NAMED = re.compile(r"(?P<generation>\d{1,12}) (?P<digest>[0-9a-f]{64})\n", re.ASCII)  # what CURRENT says
OLDER = re.compile(r"\d{6,12}\n", re.ASCII)  # what it said in formats before 7
# Seconds that a writer waits for others before it gives up. Of eight that add at once on two cores, with 10 s 61 of 400
# adds gave up: who waits longest is not served first.
LOCK_TIMEOUT = 30.0
Location = str | os.PathLike[str]  # of an archive's folder


@contextmanager
def writing(archive: Path, repairing: Sequence[str] = ()) -> Iterator[Path]:
    """Hold the archive's lock and give the folder of a new generation, empty.

    Creates the archive where there is nothing. Whatever is in the new folder when the block ends is gone
    unless ``publish`` put it in force. The lock dies with its process, so a killed writer blocks no one, and
    what it left is cleared here. The generation before stays, and until another is in force, so do those before it,
    which a repair may need; where an archive is ``repairing``, all generations that it is repaired from, of which the
    damaged one is the first: what is lost in one may be read in another.
    Raises ``NoArchive`` for a folder of other things, ``ArchiveInUse`` where another process has been writing for
    longer than ``LOCK_TIMEOUT``.
    """
    _refuse_other_folders(archive, bool(repairing))
    _make_folders(archive)
    with _locked(archive), _opened(archive) as (place, generations):
        current = _in_force(archive)
        sync(archive)  # who put it in force may have been killed before: nothing it replaced may go until that is sure
        _unlink_new(archive, place)
        if current:
            clear(generations, keep={current, *repairing, *_finished_before(generations, current)})
        folder = _new_generation(archive / GENERATIONS, after=int(current or next(iter(repairing), 0)))
        try:
            yield folder
        finally:
            _leave(archive, place, generations, {current or "", *repairing}, folder)


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


@contextmanager
def _opened(archive: Path) -> Iterator[tuple[int, int]]:
    """The descriptors of the archive, which may be reached by links, and of its generations, which may not."""
    with opened_folder(archive.resolve()) as place, opened_folder(archive / GENERATIONS, place) as generations:
        yield place, generations


def _finished_before(generations: int, current: str) -> set[str]:
    """The names of the generations before the ``current`` one that a writer finished."""
    older = [name for name in os.listdir(generations) if GENERATION.fullmatch(name) and int(name) < int(current)]
    return {name for name in older if _has(generations, name, MANIFEST) and not _has(generations, name, UNFINISHED)}


def _has(generations: int, name: str, sign: str) -> bool:
    with suppress(OSError):
        os.stat(f"{name}/{sign}", dir_fd=generations, follow_symlinks=False)
        return True
    return False


def _unlink_new(archive: Path, place: int) -> None:
    with suppress(FileNotFoundError), naming(archive / (CURRENT + NEW)):
        os.unlink(CURRENT + NEW, dir_fd=place)


def _leave(archive: Path, place: int, generations: int, before: set[str], folder: Path) -> None:
    """Clear away the generations that are needed no more, or the new one where it was not put in force. What cannot be
    removed, or be told, is left to the next writer."""
    with suppress(OSError):
        _unlink_new(archive, place)
        current = _in_force(archive)
        if current == folder.name:
            clear(generations, keep={*before, folder.name})
        elif current or (folder / UNFINISHED).exists():  # else CURRENT cannot be read, and may name it
            discard(generations, folder.name)


def _refuse_other_folders(archive: Path, repairing: bool) -> None:
    """Refuse a place where something else stands than an archive that Morgue wrote, or nothing; what was found to be
    one may be repaired, whatever is left of it. Raises ``NoArchive``."""
    if archive.exists() and not archive.is_dir():
        raise NoArchive(f"{archive} is a file; name a folder for the archive")
    if not archive.exists():
        return
    for name in (GENERATIONS, LOCK, CURRENT, CURRENT + NEW):
        if (archive / name).is_symlink():
            raise NoArchive(f"{archive / name} is a link, which Morgue does not follow; name a new or empty folder")
    generations = archive / GENERATIONS
    there = list(generations.iterdir()) if generations.is_dir() else []
    if repairing or any(map(is_ours, there)):
        return
    others = {path for path in archive.iterdir() if not path.name.startswith(".")}
    others -= {archive / LOCK, archive / PEOPLE_FILE} | ({generations} if all(map(is_empty, there)) else set())
    if others:
        raise NoArchive(
            f"{archive} holds other things ({min(others).name!r}) and is not an archive that Morgue wrote; name a new "
            f"or empty folder. If it was one, try: morgue check --repair --archive {archive}"
        )


def _new_generation(generations: Path, after: int) -> Path:
    """A new folder for the next generation, with nothing in it but that it is not finished: its number is the first
    behind ``after`` that nothing else has. Raises ``ArchiveError`` where there is none."""
    taken = {int(path.name) for path in generations.iterdir() if GENERATION.fullmatch(path.name)}
    number = next(number for number in count(after + 1) if number not in taken)
    folder = generations / f"{number:06d}"
    if not GENERATION.fullmatch(folder.name):
        raise ArchiveError(
            f"{generations} has no number left for another generation. Nothing was changed; rebuild the archive from "
            "its sources in a new folder with: morgue rebuild SOURCE --archive DIR"
        )
    folder.mkdir()
    (folder / UNFINISHED).touch()
    sync(folder)  # a folder with anything else in it has this sign, or a manifest
    return folder


def share(folder: str, files: Iterable[str], source: Path, target: Path) -> None:
    """Give the generation in ``target`` a ``folder`` that ``source`` has, as "segments/000001", whose manifest names
    these ``files``: by hard links, or copies where the file system has none. What else lies there is not shared."""
    for name in sorted(files):
        if name.startswith(f"{folder}/"):
            place = target / name
            place.parent.mkdir(parents=True, exist_ok=True)
            try:
                place.hardlink_to(source / name)
            except OSError:
                shutil.copyfile(source / name, place, follow_symlinks=False)


def publish(archive: Path, folder: Path, contents: dict[str, Any]) -> None:
    """Write the manifest of a finished generation, sync and verify everything, and put the generation in force.

    ``contents`` (boosts, counts) is kept in the manifest as it is, with the names of segments and of stores of earlier
    versions. Those that the generation in force has too keep their checksums; those that are shared by hard links are
    not read again. The change is one rename: a
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
    parts = {name: _in(folder / name) for name in (SEGMENTS, EARLIER) if name == SEGMENTS or (folder / name).exists()}
    digest = write_manifest(folder, {"format": FORMAT, **contents, **parts, "files": files})
    sync(folder)  # so that it has a manifest before it is no longer unfinished
    verify_files(folder, files, new)
    (folder / UNFINISHED).unlink()
    for directory in (*(path for path in folder.rglob("*") if path.is_dir()), folder, folder.parent):
        sync(directory)
    put_in_force(archive, folder.name, digest)


def _in(folder: Path) -> list[str]:
    """The names in the folder of segments, or of stores."""
    return sorted((path.name for path in folder.iterdir()), key=int)


def put_in_force(archive: Path, generation: str, digest: str) -> None:
    """Have ``CURRENT`` name a generation, which is on disk, and the SHA-256 of its manifest. Raises ``ArchiveError``
    where only what comes after that failed."""
    current = archive / (CURRENT + NEW)
    write_synced(current, f"{generation} {digest}\n".encode())
    current.replace(archive / CURRENT)
    try:
        sync(archive)
    except OSError as error:
        raise ArchiveError(
            f"{archive}: the new generation is in force, but the disk did not take down that it is "
            f"({error.strerror or error}): after a power failure the one before may be back. Try again"
        ) from error


def _known_files(archive: Path) -> dict[str, tuple[Path, dict[str, Any]]]:
    """The files of the segments of the generation in force, and of its stores, with their entries in its manifest, by
    their names in it."""
    try:
        current = current_of(archive)
        files = read_manifest(*current)["files"] if current else {}
    except ArchiveError:
        return {}
    return {
        file: (current.folder / file, entry)
        for file, entry in files.items()
        if current and file.startswith((f"{SEGMENTS}/", f"{EARLIER}/"))
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
        named = read_regular(archive / CURRENT, LARGEST_CURRENT).decode("ascii", "replace")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise unreadable(archive / CURRENT, error) from error
    if found := NAMED.fullmatch(named):
        return Current(archive / GENERATIONS / found["generation"], found["digest"])
    if OLDER.fullmatch(named):  # with a line's end: else it was cut short
        raise FormatError(f"{archive} was made by an older version, this Morgue reads format {FORMAT}; {REBUILD}")
    raise DamagedArchive(f"{archive / CURRENT} does not name a generation; {REMEDY}")


def _in_force(archive: Path) -> str | None:
    """The name of the generation in force, for a writer: one that cannot be told for sure is none, so that nothing is
    removed for its sake."""
    try:
        current = current_of(archive)
        written = read_regular(current.folder / MANIFEST, LARGEST_MANIFEST) if current else b""
    except (ArchiveError, OSError):
        return None
    return current.folder.name if current and hashlib.sha256(written).hexdigest() == current.digest else None


def count_articles(archive: Location) -> int:
    """How many articles the generation in force has. Raises as ``current_generation`` and ``read_manifest``."""
    return int(read_manifest(*current_generation(Path(archive)))["articles"])
