"""Errors of the disk: every command says which file and what is in force, holds no lock, and can be tried again."""

from __future__ import annotations

import errno
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.trust.calls import WRITING, Call, Ended, failing_at, recorded, run
from bench.trust.scenes import SEED, Scene, perform, plainly, says, scenes
from bench.trust.table import Outcome
from index.archive.directory import CURRENT

SHORT = 27  # errors, of all commands
READING = (
    ("check", ("check",)),
    ("search", ("search", "strike")),
    ("stats", ("stats",)),
    ("show", ("show", "many-3")),
)
CREATES = {"open", "openat", "mkdir", "link", "linkat", "rename", "write", "pwrite64", "fsync", "fdatasync", "mkdirat"}
OPENS = {"open", "openat"}
TOLD = {"check", "search", "stats", "show"}


def fail(long: bool) -> Outcome:
    """Have each call of each command fail in each way it may."""
    outcome = Outcome("An error of the disk names the file and what is in force; the lock is free, a retry works")
    with scenes() as (every, folder):
        many = every[2]
        reading = [Scene(name, command, many.before, many.old, many.old) for name, command in READING]
        for scene in (*every, *reading):
            _all_calls(outcome, scene, folder, None if long else SHORT // (len(every) + len(reading)))
    return outcome


def _all_calls(outcome: Outcome, scene: Scene, folder: Path, most: int | None) -> None:
    stage = folder / "stage"
    stage.mkdir(exist_ok=True)
    archive = stage / "archive"
    scene.set_up(archive)
    ended, calls = recorded(perform(scene.command, archive), stage)
    assert ended.code == 0, ended.err
    faults = _faults(calls)
    count = len(faults)
    if most is not None:
        chosen = random.Random(SEED).sample(faults, min(most, count))
        faults = sorted({*chosen, *_after_taking_over(calls)})
    passed = 0
    for number, error in faults:
        scene.set_up(archive)
        ended = run(perform(scene.command, archive), stage, failing_at(number, error, lambda _: True))
        passed += ended.code == 0
        what = f"{scene.name}, {errno.errorcode[error]} at call {number}"
        outcome.expect(what, _wrong, scene, ended, archive)
    outcome.notes.append(f"{scene.name}: {len(faults)} of {count} errors, {passed} of which it did without")


def _faults(calls: Sequence[Call]) -> list[tuple[int, int]]:
    """Which calls to have fail, and how: all that change the disk, of others that ask the same of the same file the
    first and the last; each in one of the ways it may, which take turns."""
    last = {(call.name, call.paths): number for number, call in enumerate(calls)}
    found: list[tuple[int, int]] = []
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for number, call in enumerate(calls):
        what = call.name, call.paths
        if call.changes or what not in seen or last[what] == number:
            errors = list(_errors(call))
            found.append((number, errors[len(found) % len(errors)]))
        seen.add(what)
    return found


def _after_taking_over(calls: Sequence[Call]) -> list[tuple[int, int]]:
    """The sync of the folder once a generation was put in force, which is what may go wrong then."""
    renamed = [number for number, call in enumerate(calls) if call.name == "rename" and call.paths[1].endswith(CURRENT)]
    synced = [number for number, call in enumerate(calls) if call.name == "fsync" and renamed and number > renamed[-1]]
    return [(synced[0], errno.EIO)] if synced else []


def _errors(call: Call) -> Iterator[int]:
    """In which ways a call may fail."""
    if call.name == "mmap":
        yield errno.ENOMEM
        return
    if call.name == "flock":
        yield errno.ENOLCK
        return
    yield errno.EIO
    if call.name in OPENS:
        yield errno.EMFILE
        flags = call.arguments[1 if call.name == "open" else 2]
        if flags & WRITING:
            yield errno.EROFS
    if call.changes and (call.name in CREATES):
        yield errno.ENOSPC
        yield errno.EDQUOT
    if call.changes and call.name not in ("write", "pwrite64", "fsync", "fdatasync") and call.name not in OPENS:
        yield errno.EROFS


def _wrong(scene: Scene, ended: Ended, archive: Path) -> list[str]:
    code, err = ended.code, ended.err
    if code == 0:
        return [] if says(archive) == scene.new else ["exit code 0, and not done"]
    wrong = [] if code == 1 else [f"exit code {code}"]
    wrong += [f"{word!r} is said" for word in ("Traceback", "Exception ignored") if word in err]
    if str(archive.parent) not in err:
        wrong.append("no file is named")
    found = says(archive)
    if found not in (scene.old, scene.new):
        return [*wrong, f"it says {found}: {err}"]
    if "Nothing was changed" in err and found != scene.old:
        wrong.append("it was changed")
    if "is in force" in err and found != scene.new:
        wrong.append("it was not put in force")
    if scene.name not in TOLD and not re.search("Nothing was changed|is in force|left as it was", err):
        wrong.append("what is in force is not said")
    if not wrong:
        again = plainly(scene.command, archive)
        done = scene.name == "remove" and found == scene.new  # what is gone cannot be removed again, which exits with 1
        if (again.code and not done) or says(archive) != scene.new:
            wrong.append(f"a retry fails: {again.err or says(archive)}")
    return [f"{each}: {err.strip()[-400:]}" for each in wrong]
