"""Writing and checking an archive wherever it is: in a folder (``index.archive``) or on a cluster (``index.cluster``).

What a command does not need is not loaded.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.article import Article, Unreadable
from index.cluster.location import is_on_cluster
from index.errors import ArchiveError
from index.settings import Settings

if TYPE_CHECKING:
    from index.archive.indexing import Progress
    from index.archive.report import BuildReport
    from index.archive.updates import Removal
    from index.repairing.repair import Repair
    from index.store.sources import Files


def rebuild(
    articles: Iterable[Article | Unreadable],
    location: str,
    settings: Settings,
    progress: Progress,
    files: Files,
    share: tuple[int, int] = (1, 1),
) -> BuildReport:
    """As ``index.archive.build.rebuild``. ``articles`` may be but a ``share``, the first of so many, on a cluster; else
    ``ArchiveError`` is raised."""
    if is_on_cluster(location):
        from index.cluster import build as there  # noqa: PLC0415

        if share[1] == 1:
            return there.rebuild(articles, location, settings, progress, files)
        return there.rebuild_share(articles, location, settings, there.Share(*share), progress, files)
    if share[1] != 1:
        raise ArchiveError(f"{location} is a folder, which one process writes; --share is for archives on a cluster")
    from index.archive.build import rebuild as rebuild_here  # noqa: PLC0415

    return rebuild_here(articles, location, settings, progress, files)


def add(
    articles: Iterable[Article | Unreadable], location: str, settings: Settings, progress: Progress, files: Files
) -> BuildReport:
    """As ``index.archive.updates.add``."""
    if is_on_cluster(location):
        from index.cluster.updates import add as add_there  # noqa: PLC0415

        return add_there(articles, location, settings, progress, files)
    from index.archive.updates import add as add_here  # noqa: PLC0415

    return add_here(articles, location, settings, progress, files)


def remove(ids: Iterable[str], location: str) -> Removal:
    """As ``index.archive.updates.remove``."""
    if is_on_cluster(location):
        from index.cluster.updates import remove as remove_there  # noqa: PLC0415

        return remove_there(ids, location)
    from index.archive.updates import remove as remove_here  # noqa: PLC0415

    return remove_here(ids, location)


def files_read(location: str) -> dict[str, tuple[int, int]]:
    """The files that an archive was read from, by their paths, as far as that is known."""
    if is_on_cluster(location):
        from index.cluster.updates import files_read as read_there  # noqa: PLC0415

        return read_there(location)
    from index.archive.updates import files_read as read_here  # noqa: PLC0415

    return read_here(location)


def count_articles(location: str) -> int:
    """How many articles an archive has."""
    if is_on_cluster(location):
        from index.cluster.updates import count_articles as count_there  # noqa: PLC0415

        return count_there(location)
    from index.archive.directory import count_articles as count_here  # noqa: PLC0415

    return count_here(location)


def check(location: str) -> str:
    """Compare all of an archive with what was written; what there is. Raises ``DamagedArchive``."""
    if is_on_cluster(location):
        from index.cluster.updates import check as check_there  # noqa: PLC0415

        return f"all {check_there(location):,} documents are there"
    from index.archive.generation import check as check_here  # noqa: PLC0415

    return whole(check_here(location))


def whole(files: int) -> str:
    """That an archive in a folder is whole."""
    return f"all {files} files are as they were written"


def repair(location: str, settings: Settings) -> tuple[int, Repair | None]:
    """As ``index.repairing.repair.repair``. On a cluster, which repairs its copies by itself, ``ArchiveError`` is
    raised."""
    if is_on_cluster(location):
        raise ArchiveError(
            f"{location}: a cluster repairs its copies by itself; where none is left, rebuild the archive from its "
            f"sources with: morgue rebuild SOURCE --archive {location}"
        )
    from index.repairing.repair import repair as repair_here  # noqa: PLC0415

    return repair_here(location, settings)


def in_force(location: str) -> str:
    """What tells the generation in force; nothing where that cannot be told."""
    if is_on_cluster(location):
        return _in_force_there(location)
    from index.archive.directory import CURRENT  # noqa: PLC0415

    try:
        return Path(location, CURRENT).read_text(encoding="ascii")
    except (OSError, ValueError):
        return ""


def _in_force_there(location: str) -> str:
    from index.cluster.connection import Cluster  # noqa: PLC0415
    from index.cluster.generations import named  # noqa: PLC0415
    from index.cluster.location import parse_location  # noqa: PLC0415

    try:
        found = named(Cluster(parse_location(location)))
    except ArchiveError:
        return ""
    return found.articles if found else ""
