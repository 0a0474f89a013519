"""Which files an archive's articles were read from, so that ``add`` need not read them again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import zstandard

from index.arrays.files import SOURCES, open_file
from index.errors import REMEDY, DamagedArchive
from index.json_values import parsed
from index.store.texts import unfolded

#: By their paths: the bytes of each file, and when it was last written to, in nanoseconds since 1970.
Files = Mapping[str, tuple[int, int]]


def write_sources(files: Files, folder: Path) -> None:
    """Write which files were read into the folder of a new generation."""
    content = json.dumps(dict(files), ensure_ascii=True, separators=(",", ":")).encode()
    with (folder / SOURCES).open("xb") as file:
        file.write(zstandard.compress(content))


def read_sources(folder: Path) -> dict[str, tuple[int, int]]:
    """The files that a generation was read from. Raises ``DamagedArchive``."""
    file = open_file(folder / SOURCES)
    return sources_in(file.read(0, file.size), file.path)


def sources_in(content: bytes, path: Path) -> dict[str, tuple[int, int]]:
    """The files that the ``content`` of one written by ``write_sources`` names. Raises ``DamagedArchive``."""
    try:
        found = parsed(unfolded(content), {str: (int, float)})
        return {path: (size, int(written)) for path, (size, written) in found.items()}
    except (ValueError, zstandard.ZstdError) as error:
        raise DamagedArchive(f"{path} cannot be read ({error}); {REMEDY}") from error
