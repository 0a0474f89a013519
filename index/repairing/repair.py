"""Repairing a damaged archive: a new generation of the articles whose stored texts are whole.

Everything but the texts follows from them, so it is written anew and nothing is taken over: a repaired archive is one
that was built of its articles, and of their earlier versions. Which of them were removed follows from two files, each
of which tells it.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.article import Unreadable
from index.archive.build import TakenOver, disk_errors, tuned_python, written_anew
from index.archive.directory import CURRENT, GENERATIONS, Location, put_in_force, writing
from index.archive.generation import check
from index.archive.indexing import Progress
from index.archive.manifest import (
    REPORT,
    boosts_in,
    number_of_articles,
)
from index.archive.report import BuildReport, read_report
from index.errors import DamagedArchive, NoArchive
from index.repairing.remains import Remains, content, is_finished, left_of, manifest_of
from index.repairing.stored import articles_in, versions_in
from index.settings import Settings


@dataclass(frozen=True)
class Repair:
    """What was repaired: the generation that was damaged, which of its files were, and the generation in force now; how
    many articles that has, which were lost, and what else is to be known."""

    damaged: str
    files: tuple[str, ...]
    generation: str
    articles: int
    lost: tuple[Unreadable, ...] = ()
    notes: tuple[str, ...] = ()


def repair(
    archive: Location, settings: Settings, progress: Progress = lambda _done, _total: None
) -> tuple[int, Repair | None]:
    """Put a generation in force that is whole, where the one in force is not; the number of files that were compared,
    and what was done, None where nothing is damaged: then nothing is written.

    The damaged generation stays one writer longer. ``settings`` has the weights where the archive does not tell its own
    any more. Raises ``NothingToIndex`` where no article can be read, ``NoArchive``, ``FormatError``, and what
    ``index.archive.build.rebuild`` does.
    """
    archive = Path(archive)
    with disk_errors(archive):
        if count := _checked(archive):
            return count, None
        remains = left_of(archive)
    with disk_errors(archive), tuned_python(), writing(archive, remains.folder.name) as folder:
        if count := _checked(archive):  # another repaired it meanwhile
            return count, None
        return len(remains.sums), _repaired(archive, remains, folder, settings, progress)


def _checked(archive: Path) -> int:
    """How many files are as they were written, where all are; else 0."""
    try:
        return check(archive)
    except (DamagedArchive, NoArchive):
        return 0


def _repaired(archive: Path, remains: Remains, folder: Path, settings: Settings, progress: Progress) -> Repair:
    name = remains.folder.name
    if not remains.damaged and remains.manifest:
        put_in_force(archive, name, hashlib.sha256(remains.manifest).hexdigest())
        if _checked(archive):
            return Repair(name, (CURRENT,), name, number_of_articles(remains.manifest), notes=tuple(remains.notes))
        remains.notes.append("files say what Morgue does not write, though checksums fit: all was made anew")
    boosts, before = _boosts(remains, archive, settings), _report(remains)
    lost: list[Unreadable] = []
    taken_over = TakenOver(before, versions_in(remains))
    report = written_anew(articles_in(remains, lost), archive, folder, boosts, progress, {}, taken_over)
    _compare_count(remains, report, lost)
    notes = tuple(dict.fromkeys(remains.notes))
    return Repair(name, remains.damaged, folder.name, report.articles, tuple(lost), notes)


def _boosts(it: Remains, archive: Path, settings: Settings) -> dict[str, float]:
    """The weights of the archive: those in its manifest, if that is whole or another one has the same."""
    mine = boosts_in(it.manifest)
    others = [boosts_in(manifest_of(folder)) for folder in (archive / GENERATIONS).glob("*") if is_finished(folder)]
    if mine is not None and (it.proven or mine in [settings.boosts, *others]):
        return mine
    it.notes.append("the weights of fields are those of morgue.toml, or the usual ones: the archive's own are damaged")
    return settings.boosts


def _report(it: Remains) -> dict[str, Any] | None:
    """What was left out when the archive was built."""
    if REPORT in it.whole:
        with suppress(ValueError):
            return read_report(content(it, REPORT).tobytes(), it.folder / REPORT)
    it.notes.append(f"{REPORT} is damaged: what was left out when the archive was built is not known any more")
    return None


def _compare_count(it: Remains, report: BuildReport, lost: list[Unreadable]) -> None:
    """Note where there were other articles than were found and named."""
    missing = len(lost) - len(it.stand_ins)
    more = report.articles + missing - number_of_articles(it.manifest) if it.proven else 0
    if more < 0:
        it.notes.append(f"{-more:,} more articles are lost, whose ids are not known")
    elif more:
        it.notes.append(f"{more:,} articles that had been removed, or replaced, are back")
