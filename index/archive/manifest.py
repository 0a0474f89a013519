"""The manifest of a generation: what belongs to it, and whether that is as it was written."""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

from index.arrays.files import READ_IN_PARTS, Contents, OpenFile, open_file
from index.arrays.growing_file import naming
from index.errors import REBUILD, REMEDY, DamagedArchive, FormatError, unreadable
from index.fields import DEFAULT_BOOSTS, LARGEST_BOOST
from index.json_values import Named, is_of, parsed
from index.small_files import read_regular, refuse_links

FORMAT = 13
MANIFEST, SEGMENTS, EARLIER, REPORT = "manifest.json", "segments", "earlier", "report.json"
GENERATION = re.compile(r"\d{1,12}", re.ASCII)  # the name of one, of a segment, and of a store of earlier versions
KIND = Named({
    "format": int, "boosts": {str: float}, "articles": int, "quotes": int, "statements": int, "segments": [str],
    f"{EARLIER}?": [str], "files": {str: Named({"size": int, "sha256": str, "xxh3": str})},
})  # fmt: skip
ARTICLES, BOOSTS = re.compile(rb'"articles": (\d{1,12})\b'), re.compile(rb'"boosts": (\{[^{}]*\})')
PART = re.compile(r"[\w=-][\w.=-]*", re.ASCII)  # of the name of a file
THREADS = 4  # that read or sync files at once
LARGEST_MANIFEST = 1 << 24  # bytes; that of a million articles has 15 thousand
Asked = TypeVar("Asked")
Made = TypeVar("Made")


def read_manifest(folder: Path, digest: str) -> dict[str, Any]:
    """The manifest of a generation, which has this SHA-256, and whose files are all there in their full size.

    Raises ``DamagedArchive`` or ``FormatError``.
    """
    path = folder / MANIFEST
    refuse_links(folder.parent)
    refuse_links(folder)
    try:
        written = read_regular(path, LARGEST_MANIFEST)
        manifest: dict[str, Any] = parsed(written, dict)
    except OSError as error:
        raise unreadable(path, error) from error
    except ValueError as error:
        raise DamagedArchive(f"{path} cannot be read ({error}); {REMEDY}") from error
    if hashlib.sha256(written).hexdigest() != digest:
        raise changed(path)
    version = manifest.get("format")
    if is_of(version, int) and version != FORMAT:
        raise FormatError(f"{folder} has format {version}, this Morgue reads format {FORMAT}; {REBUILD}")
    if not _is_sound(manifest, folder.name):
        raise DamagedArchive(f"{path} says what Morgue does not write; {REMEDY}")
    files = manifest["files"]
    refuse_links(folder, files)
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


def _is_sound(manifest: dict[str, Any], generation: str) -> bool:
    """Whether a manifest says what Morgue writes, and names only what lies in its own folder."""
    return (
        is_of(manifest, KIND)
        and all(map(is_inside, manifest["files"]))
        and _are_boosts(manifest["boosts"])
        and all(_are_written_by(manifest.get(name, []), generation) for name in (SEGMENTS, EARLIER))
    )


def _are_written_by(names: list[str], generation: str) -> bool:
    """Whether these name, in order, what this generation or others before it wrote."""
    return all(map(GENERATION.fullmatch, names)) and _ascend([0, *map(int, names), int(generation) + 1])


def _are_boosts(boosts: dict[str, float]) -> bool:
    return boosts.keys() == DEFAULT_BOOSTS.keys() and all(0 <= value <= LARGEST_BOOST for value in boosts.values())


def _ascend(numbers: list[int]) -> bool:
    return all(one < other for one, other in pairwise(numbers))


def is_sound(written: bytes, generation: str) -> bool:
    """Whether this is all of a manifest, as Morgue writes it for the generation of this name."""
    try:
        manifest: dict[str, Any] = parsed(written, dict)
    except ValueError:
        return False
    return _is_sound(manifest, generation)


def boosts_in(written: bytes) -> dict[str, float] | None:
    """The weights in a manifest that may be damaged elsewhere, None where they cannot be told."""
    found = BOOSTS.search(written)
    try:
        boosts = parsed(found[1], {str: float}) if found else None
    except ValueError:
        return None
    return boosts if boosts and _are_boosts(boosts) else None


def number_of_articles(written: bytes) -> int:
    """How many articles a generation has, by its manifest, which may be damaged elsewhere; 0 where that is not said."""
    found = ARTICLES.search(written)
    return int(found[1]) if found else 0


def is_inside(name: str) -> bool:
    """Whether this is the name of a file within a generation."""
    return bool(name) and all(PART.fullmatch(part) for part in name.split("/")) and ".." not in name.split("/")


def changed(path: Path) -> DamagedArchive:
    """The error that a file is not as it was written."""
    return DamagedArchive(f"{path} has changed since it was written; {REMEDY}")


def _compare_size(path: Path, expected: int) -> None:
    try:
        about = path.lstat()
        size = about.st_size if stat.S_ISREG(about.st_mode) else None
    except (FileNotFoundError, NotADirectoryError):
        size = None
    except OSError as error:
        raise unreadable(path, error) from error
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
