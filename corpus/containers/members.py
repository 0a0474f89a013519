"""Files in archives: their names, which are only ever names, and what of them is passed over."""

from __future__ import annotations

from corpus.article import Source
from corpus.clean import one_line

# So many empty members in a row end an archive: a few kilobytes of one can hold millions.
MOST_EMPTY = 10_000
TOO_EMPTY = f"{MOST_EMPTY:,} empty files in a row; the rest of the archive is left out"
ENCRYPTED = "encrypted: unpack it with its password"
LONGEST_NAME = 1_000  # characters


def source_of(archive: Source, name: str) -> Source | None:
    """Where a member stands, "export.zip/2023/a.json"; None of a hidden one, and of what macOS adds.

    >>> str(source_of(Source("a.zip"), "/../2023\\\\a.json"))
    'a.zip/2023/a.json'
    """
    steps = [step for step in name[:LONGEST_NAME].replace("\\", "/").split("/") if step not in ("", ".", "..")]
    if not steps or steps[0] == "__MACOSX" or any(step.startswith(".") for step in steps):
        return None
    return Source(one_line("/".join([place_in(archive), *steps])))


def place_in(archive: Source) -> str:
    """The archive as the folder of its members."""
    return f"{archive.file}/{archive.position}" if archive.position else archive.file
