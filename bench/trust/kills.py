"""Kills: wherever a writer is killed, the archive answers as before or as after, and the next writer works at once."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bench.trust.calls import CHANGING, PATIENCE, Call, Ended, killed_at, recorded, run
from bench.trust.scenes import SEED, Scene, next_writer, perform, says, scenes
from bench.trust.table import Outcome

SHORT = 20  # calls, of all scenes
RANDOM = 500  # moments, in the long run
STORIES = 3000  # of a rebuild that is killed at one: enough that processes of its own read them
LATE = 12  # calls, the last of a command, all of which are tried in the short run too: there all is put in force


def kill(long: bool) -> Outcome:
    """Kill each writer before each of its calls that change the disk, and at random moments."""
    outcome = Outcome("Killed anywhere, the archive is as before or as after, whole; the next writer works at once")
    with scenes() as (every, folder):
        for scene in every:
            _at_calls(outcome, scene, folder, None if long else SHORT // len(every))
        if long:
            _at_random(outcome, folder)
    return outcome


def _at_calls(outcome: Outcome, scene: Scene, folder: Path, most: int | None) -> None:
    archive = folder / "archive"
    scene.set_up(archive)
    ended, calls = recorded(perform(scene.command, archive), archive, CHANGING)
    assert ended.code == 0, ended.err
    count = sum(call.changes for call in calls)
    numbers = list(range(count))
    if most is not None:
        early = random.Random(SEED).sample(numbers[:-LATE], most // 2)
        numbers = sorted({*early, *numbers[-LATE:][:: LATE // (most // 2)]})
    for number in numbers:
        _kill_at(outcome, scene, number, archive, folder)
    outcome.notes.append(f"{scene.name}: {count} calls that change the disk, {len(numbers)} kills")


def _kill_at(outcome: Outcome, scene: Scene, number: int, archive: Path, folder: Path) -> None:
    scene.set_up(archive)
    ended = run(perform(scene.command, archive), archive, killed_at(number, _changes), CHANGING)
    outcome.expect(f"{scene.name}, killed at call {number}", _wrong, scene, ended, archive, folder)


def _changes(call: Call) -> bool:
    return call.changes


def _wrong(scene: Scene, ended: Ended, archive: Path, folder: Path) -> list[str]:
    if ended.code != -signal.SIGKILL:  # threads share calls out anew each time, so that there may be fewer
        return [] if ended.code == 0 and says(archive) == scene.new else [f"ended with {ended.code}: {ended.err}"]
    return _stopped(archive, {scene.old, scene.new}, folder)


def _stopped(archive: Path, allowed: set[str], folder: Path) -> list[str]:
    """What is wrong with an archive after its writer was stopped."""
    found = says(archive)
    return next_writer(archive, folder) if found in allowed else [f"it says {found}"]


def _at_random(outcome: Outcome, folder: Path) -> None:
    """Kill whole programs, started as users start them, whose sources are read by processes beside them."""
    archive, sources = folder / "archive", folder / "stories.jsonl"
    text = (folder / "many.jsonl").read_text(encoding="utf-8").splitlines()
    with sources.open("w", encoding="utf-8") as file:
        for number in range(STORIES):
            print(text[number % len(text)].replace('"many-', f'"{number}-'), file=file)
    chance, before = random.Random(SEED), Scene("", (), folder / "few", "", "")
    command = ("rebuild", str(sources), "--workers", "2")
    before.set_up(archive)
    old, lasts = says(archive), _timed(command, archive, folder)
    new = says(archive)
    for number in range(RANDOM):
        before.set_up(archive)
        moment = chance.random() * lasts
        _stop_after(moment, command, archive, folder)
        outcome.expect(f"rebuild, killed after {moment:.3f} s", _left, archive, {old, new}, folder)
        if number % 100 == 0:
            print(f"{number} of {RANDOM} random kills, {len(outcome.broken)} broken", file=sys.stderr, flush=True)


def _left(archive: Path, allowed: set[str], folder: Path) -> list[str]:
    workers = _await(lambda: not _processes(folder))
    return _stopped(archive, allowed, folder) + ([] if workers else ["a process that reads is left"])


def _start(command: tuple[str, ...], archive: Path, folder: Path) -> subprocess.Popen[bytes]:
    """A program whose processes can be told by the folder in their environment."""
    environment = {**os.environ, "MORGUE_TRUST": str(folder)}
    line = [sys.executable, "-m", "morgue", *command, "--archive", str(archive)]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(line, stdout=quiet, stderr=quiet, env=environment)


def _timed(command: tuple[str, ...], archive: Path, folder: Path) -> float:
    started = time.monotonic()
    with _start(command, archive, folder) as process:
        assert process.wait(timeout=PATIENCE) == 0
    return time.monotonic() - started


def _stop_after(seconds: float, command: tuple[str, ...], archive: Path, folder: Path) -> None:
    with _start(command, archive, folder) as process:
        time.sleep(seconds)
        process.kill()
        process.wait(timeout=PATIENCE)


def _processes(folder: Path) -> list[int]:
    """The processes that were started for the folder and still run."""
    mark, found = b"MORGUE_TRUST=" + os.fsencode(folder), []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (place / "environ").read_bytes().split(b"\0"):
                found.append(int(place.name))
        except OSError:  # it has ended, or is somebody else's
            continue
    return found


def _await(condition: Callable[[], bool]) -> bool:
    ends = time.monotonic() + PATIENCE
    while not (done := condition()) and time.monotonic() < ends:
        time.sleep(0.02)
    return done
