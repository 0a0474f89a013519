"""Stored articles, as many as are whole, of a segment of which files are damaged.

A block of texts (``index.store.texts``) has a checksum of its own, and can be found and cut into its records without
the files beside it: it is a frame of Zstandard's, begins with ``MAGIC``, and each record ends with JSON, which says how
many lines are before it. Only the dictionary is needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import zstandard

from corpus.article import Article
from index.arrays.files import Contents, OpenFile
from index.arrays.npy import array_of
from index.errors import DamagedArchive
from index.small_files import refuse_links
from index.store.articles import article_of
from index.store.texts import read_dictionary
from index.store.wordcodes import LARGEST, Runs, decoded

MAGIC = b"\x28\xb5\x2f\xfd"
STEP = 1 << 18  # bytes that are read at once
FEW = 1 << 12  # of a frame: each four may unfold to 128 KB


def salvaged(folder: Path, files: Contents, blocks: Path | None = None, changed: bool = False) -> Iterator[Article]:
    """The articles of a segment, or of a store of versions, whose blocks are whole, in order. ``files``: those beside
    the ``blocks`` that are whole; these may stand elsewhere. None, where the dictionary is not among them, or is
    damaged by its own checksum. Where the blocks are known to have ``changed``, only those are read that end where they
    did, if that is known: a file of other texts may have the same dictionary."""
    try:
        refuse_links(folder)
        file = OpenFile(blocks or folder / "articles.zst")
        path = folder / "articles.dict"
        runs = read_dictionary(files[path], path)
    except (OSError, DamagedArchive):
        return
    places = _places(files, folder / "articles.npy") if changed else None
    for block, place in _frames(file):  # wherever articles.npy says that they are: somebody may have written it
        if places is None or place in places:
            yield from _articles(block, runs)


def _places(files: Contents, path: Path) -> set[tuple[int, int]] | None:
    """Where each block began and ended when it was written; None where that is not known."""
    try:
        starts = array_of(files[path], path)[:, 1].tolist()
    except (DamagedArchive, ValueError, IndexError):
        return None
    return {*pairwise(starts)}


def _frames(file: OpenFile) -> Iterator[tuple[bytes, tuple[int, int]]]:
    """All blocks, one behind the other, and where each begins and ends; behind a damaged one the next that begins with
    ``MAGIC``."""
    at = 0
    while at < file.size:
        try:
            block, after = _frame(file, at)
        except (zstandard.ZstdError, DamagedArchive):
            at = _next_magic(file, at + 1)
            continue
        yield block, (at, after)
        at = after


def _frame(file: OpenFile, at: int) -> tuple[bytes, int]:
    """The block that begins there, and where the next one does."""
    reading = zstandard.ZstdDecompressor().decompressobj()
    found: list[bytes] = []
    while not reading.eof:
        some = file.read(at, min(FEW, file.size - at))
        if not some or sum(map(len, found)) > LARGEST:
            raise zstandard.ZstdError("no end of the block")
        found.append(reading.decompress(some))
        at += len(some)
    return b"".join(found), at - len(reading.unused_data)


def _next_magic(file: OpenFile, at: int) -> int:
    """Where the next block may begin; the end of the file, if nowhere."""
    while at < file.size:
        try:
            found = file.read(at, min(STEP, file.size - at)).find(MAGIC)
        except DamagedArchive:  # the disk does not give it
            found = -1
        if found >= 0:
            return at + found
        at += max(min(STEP, file.size - at) - len(MAGIC) + 1, 1)
    return file.size


def _articles(block: bytes, runs: Runs) -> Iterator[Article]:
    """The articles of a block. Its records, one behind the other, are read as one: each ends with a line break, behind
    which nothing is left out."""
    try:
        lines = decoded(np.frombuffer(block, np.uint8), runs).decode("utf-8", "surrogatepass").split("\n")
    except ValueError:  # whoever wrote it made the checksum fit
        return
    begin = 0
    for at, line in enumerate(lines):
        if line.startswith("{") and (article := _read(lines[begin:at], line)):
            yield article
            begin = at + 1


def _read(texts: list[str], about: str) -> Article | None:
    """The article with these lines, if they are one's: a line of its text may look like JSON, too."""
    try:
        return article_of(texts, about)
    except ValueError:
        return None
