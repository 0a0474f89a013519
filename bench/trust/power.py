"""Power loss: whatever unsynced data and names are lost, an archive answers as before or as after, whole."""

from __future__ import annotations

import random
import shutil
import signal
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

from bench.trust.calls import CHANGING, Call, Verdict, run
from bench.trust.disk import Disk, Kept, Step, step_of
from bench.trust.scenes import NEXT, SEED, Scene, next_writer, perform, says, scenes
from bench.trust.table import Outcome
from index.archive.directory import CURRENT

NAMES = [*CHANGING, "mmap"]
SHORT, LONG = 60, 2000  # states
SHARES = (0.0, 0.1, 0.5, 0.9, 1.0)  # of what is unsynced that is there nonetheless
LATE = 40  # steps, the last of a writer, of which half of the states are: there all is put in force
WITH_WRITER = 4  # each so manieth state is written to as well


@dataclass(frozen=True)
class _Log:
    """What was done to an archive, all that it may answer after power was lost, and what it must once all is done."""

    name: str
    before: Disk
    steps: list[Step]
    allowed: set[str]
    final: str


def lose_power(long: bool) -> Outcome:
    """Build states of disks that lost power, and open each."""
    outcome = Outcome("Power loss leaves the archive before or after, whole; what was acknowledged stays")
    chance = random.Random(SEED)
    with scenes() as (every, folder):
        stage = folder / "stage"
        stage.mkdir()
        logs = [_log(scene, stage) for scene in every]
        logs += [log for scene in every[1:4] for log in _killed_and_written_to(scene, stage, folder)]
        for number in range(LONG if long else SHORT):
            _try(outcome, logs[number % len(logs)], chance, folder, number % WITH_WRITER == 0)
    return outcome


def _recording(steps: list[Step], until: Callable[[Call], bool] = lambda _: False) -> Callable[[Call], Verdict]:
    def decide(call: Call) -> Verdict:
        if until(call):
            return signal.SIGKILL
        if step := step_of(call):
            steps.append(step)
        return None

    return decide


def _log(scene: Scene, stage: Path) -> _Log:
    steps: list[Step] = []
    scene.set_up(stage / "archive")
    before = Disk(stage)
    ended = run(perform(scene.command, stage / "archive"), stage, _recording(steps), NAMES)
    assert ended.code == 0, ended.err
    return _Log(scene.name, before, steps, {scene.old, scene.new}, scene.new)


def _killed_and_written_to(scene: Scene, stage: Path, folder: Path) -> list[_Log]:
    """Logs of writers that were killed before and after they put their generation in force, and of the next ones."""
    return [_log_of_two(scene, stage, folder, kind) for kind in ("rename", "fsync")]


def _log_of_two(scene: Scene, stage: Path, folder: Path, kind: str) -> _Log:
    archive, renamed = stage / "archive", False
    steps: list[Step] = []

    def until(call: Call) -> bool:
        nonlocal renamed
        if call.name == kind and (renamed or (kind == "rename" and _takes_over(call))):
            return True
        renamed |= call.name == "rename" and _takes_over(call)
        return False

    scene.set_up(archive)
    before = Disk(stage)
    ended = run(perform(scene.command, archive), stage, _recording(steps, until), NAMES)
    assert ended.code == -signal.SIGKILL, ended
    command = ("add", str(folder / f"{NEXT}.jsonl"), "--workers", "1")
    ended = run(perform(command, archive), stage, _recording(steps), NAMES)
    assert ended.code == 0, ended.err
    final = says(archive)
    return _Log(f"{scene.name}, killed at {kind}, then add", before, steps, {scene.old, scene.new, final}, final)


def _try(outcome: Outcome, log: _Log, chance: random.Random, folder: Path, writes: bool) -> None:
    done = len(log.steps) - chance.choice([chance.randrange(len(log.steps) + 1), chance.randrange(LATE), 0])
    disk = deepcopy(log.before)
    for step in log.steps[:done]:
        disk.do(step)
    place = folder / "left"
    shutil.rmtree(place, ignore_errors=True)
    shares = chance.choice(SHARES), chance.choice(SHARES)
    disk.lose_power(_by_chance(shares[0], chance), _by_chance(shares[1], chance), place)
    last = f"{log.steps[done - 1].kind} {' '.join(log.steps[done - 1].paths)}" if done else "nothing"
    what = f"{log.name}: {done} of {len(log.steps)} steps (last {last}), {shares[0]} of names, {shares[1]} of data"
    outcome.expect(what, _wrong, place / "archive", log, done == len(log.steps), writes, folder)


def _wrong(archive: Path, log: _Log, acknowledged: bool, writes: bool, folder: Path) -> list[str]:
    found = says(archive)
    if found not in ({log.final} if acknowledged else log.allowed):
        return [f"it says {found}"]
    return next_writer(archive, folder) if writes else []


def _takes_over(call: Call) -> bool:
    return Path(call.paths[-1]).name == CURRENT


def _by_chance(share: float, chance: random.Random) -> Kept:
    return lambda: chance.random() < share
