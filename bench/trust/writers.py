"""Many writers at once: what was acknowledged is there, what was refused says why."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bench.trust.calls import PATIENCE
from bench.trust.scenes import debris, plainly, scenes
from bench.trust.table import Outcome
from index.archive.generation import Generation, check

SHORT, LONG = (3, 2), (8, 50)  # processes, and how often each adds
# One process after another would take a second of start-up each: a writer adds again and again, as programs do.
ADDING = (
    "import sys, morgue; "
    "print(*(morgue.main(['add', source, '--workers', '1', '--archive', sys.argv[1]]) for source in sys.argv[2:]))"
)


def write_at_once(long: bool) -> Outcome:
    """Have several processes add to one archive at once."""
    outcome = Outcome("Of writers at once each that was acknowledged is there")
    writers, times = LONG if long else SHORT
    with scenes() as (every, folder):
        archive = folder / "archive"
        every[1].set_up(archive)
        before = len(Generation(archive))
        with ThreadPoolExecutor(writers) as pool:
            done = list(pool.map(lambda name: _add(archive, folder, name, times), range(writers)))
        added, refused = 0, 0
        generation = Generation(archive)
        for name, (codes, err) in enumerate(done):
            for number, code in enumerate(codes):
                there = generation.articles.document(f"w{name}-{number}") >= 0
                added += code == 0
                refused += code != 0
                outcome.expect(f"writer {name}, article {number}, exit code {code}", _wrong, code, there, err)
        outcome.expect("as many articles as acknowledgements", _same, len(generation), before + added)
        outcome.expect("check is clean", _unclean, archive)
        outcome.expect("nothing is left over", debris, archive)
        outcome.notes.append(f"{writers} processes, {added} articles acknowledged, {refused} refused")
        assert plainly(("stats",), archive).code == 0
    return outcome


def _add(archive: Path, folder: Path, name: int, times: int) -> tuple[list[int], str]:
    """Have a process add so many articles; the exit code of each, and what it said of errors."""
    sources = []
    for number in range(times):
        source = folder / f"w{name}-{number}.jsonl"
        source.write_text(json.dumps({"id": source.stem, "title": f"Gulls {number}", "text": "They are back."}) + "\n")
        sources.append(str(source))
    line = [sys.executable, "-c", ADDING, str(archive), *sources]
    done = subprocess.run(line, capture_output=True, text=True, check=False, timeout=PATIENCE * times)
    codes = done.stdout.splitlines()[-1].split() if done.returncode == 0 and done.stdout else ["99"] * times
    return list(map(int, codes)), done.stderr


def _wrong(code: int, there: bool, err: str) -> list[str]:
    if code == 0:
        return [] if there else ["acknowledged, and not there"]
    wrong = [] if "another rebuild, add or remove is writing" in err else [f"no reason: {err}"]
    return wrong + (["refused, and there"] if there else [])


def _same(found: int, expected: int) -> list[str]:
    return [] if found == expected else [f"{found} articles, {expected} expected"]


def _unclean(archive: Path) -> list[str]:
    return [] if check(archive) else ["no files"]
