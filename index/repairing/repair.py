"""Repairing a damaged archive: a new generation of the articles that it has, as far as their texts can be read.

Nearly everything but the texts follows from them, so it is written anew: a repaired archive is one that was built of
its articles, and of their earlier versions. Which of them were removed follows from two files, each of which tells it.
Only the report on what was left out, and which files were read, is taken over.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
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
    is_sound,
    number_of_articles,
)
from index.archive.report import BuildReport, NothingToIndex, read_report
from index.arrays.files import SOURCES
from index.errors import REBUILD, DamagedArchive, NoArchive
from index.repairing.choosing import plan_of
from index.repairing.generations import Found, generations_in, is_finished, manifest_of
from index.repairing.notes import notes_on_count, notes_on_sources
from index.repairing.plan import Plan
from index.repairing.remains import Remains, compared, content
from index.repairing.stored import articles_in, versions_in
from index.settings import Settings
from index.store.sources import Files, sources_in


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
        found = generations_in(archive)
    with disk_errors(archive), tuned_python(), writing(archive, found.names) as folder:
        if count := _checked(archive):  # another repaired it meanwhile
            return count, None
        return len(found.chosen.sums), _repaired(archive, found, folder, settings, progress)


def _checked(archive: Path) -> int:
    """How many files are as they were written, where all are; else 0."""
    try:
        return check(archive)
    except (DamagedArchive, NoArchive):
        return 0


def _repaired(archive: Path, found: Found, folder: Path, settings: Settings, progress: Progress) -> Repair:
    it, notes = found.chosen, list[str]()
    if not it.damaged and it.manifest:
        put_in_force(archive, it.name, hashlib.sha256(it.manifest).hexdigest())
        if _checked(archive):
            return Repair(it.name, (CURRENT,), it.name, number_of_articles(it.manifest), notes=tuple(it.notes))
        notes.append("files say what Morgue does not write, though checksums fit: all was made anew")
    boosts, before, files = _boosts(it, archive, settings, notes), _report(it, notes), _files(it, notes)
    plan = plan_of(it, _others(found))
    taken_over = TakenOver(before, versions_in(plan))
    try:
        report = written_anew(articles_in(plan), archive, folder, boosts, progress, files, taken_over)
    except NothingToIndex as error:
        raise NothingToIndex(error.report, f"{it.folder} says of none that it has it; {REBUILD}") from error
    more = _more_than_counted(plan, report)
    notes += [*plan.notes, *notes_on_count(plan, more), *notes_on_sources(plan, more, files)]
    return Repair(it.name, it.damaged, folder.name, report.articles, tuple(plan.lost), tuple(dict.fromkeys(notes)))


def _others(found: Found) -> Iterator[Remains]:
    for folder in found.others:
        rest = [each for each in (*found.others, found.chosen.folder) if each != folder]
        manifest = manifest_of(folder)
        yield compared(Remains(folder, manifest, proven=is_sound(manifest, folder.name)), rest)


def _boosts(it: Remains, archive: Path, settings: Settings, notes: list[str]) -> dict[str, float]:
    """The weights of the archive: those in its manifest, if that is whole or another one has the same."""
    mine = boosts_in(it.manifest)
    others = [boosts_in(manifest_of(folder)) for folder in (archive / GENERATIONS).glob("*") if is_finished(folder)]
    if mine is not None and (it.proven or mine in [settings.boosts, *others]):
        return mine
    notes.append("the weights of fields are those of morgue.toml, or the usual ones: the archive's own are damaged")
    return settings.boosts


def _report(it: Remains, notes: list[str]) -> dict[str, Any] | None:
    """What was left out when the archive was built."""
    if REPORT in it.whole:
        with suppress(ValueError):
            return read_report(content(it, REPORT).tobytes(), it.folder / REPORT)
    notes.append(f"{REPORT} is damaged: what was left out when the archive was built is not known any more")
    return None


def _files(it: Remains, notes: list[str]) -> Files:
    """Which files the archive was read from. Those of another generation are not asked: it may be of other sources."""
    if SOURCES in it.whole:
        with suppress(DamagedArchive):
            return sources_in(content(it, SOURCES).tobytes(), it.folder / SOURCES)
    notes.append(
        f"{SOURCES} is damaged: which files were read is not known any more, so the next morgue add reads all that it "
        "is given, and what was removed or withdrawn is back if it is in these"
    )
    return {}


def _more_than_counted(plan: Plan, report: BuildReport) -> int:
    """How many more articles were found or named than the manifest counts, where that can be read."""
    counted = number_of_articles(plan.chosen.manifest)
    return report.articles + plan.not_shown - counted if counted else 0
