"""What came of breaking things, and the table of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

TABLE = Path(__file__).parent.parent / "RELIABILITY.md"
CELLS = 4


@dataclass
class Outcome:
    """A promise, how often it was put to the test, and what was wrong each time it was broken."""

    promise: str
    tried: int = 0
    broken: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    started: float = field(default_factory=time.monotonic)

    def expect(self, what: str, wrong: Callable[..., list[str]], *of: object) -> None:
        """Put it to the test: ``wrong`` of these gives what is, and whatever it raises is wrong too."""
        self.tried += 1
        try:
            found = wrong(*of)
        except Exception as error:  # whatever is raised is what was to be found
            found = [f"{type(error).__name__}: {error}"]
        self.broken += [f"{what}: {each}" for each in found]

    def __str__(self) -> str:
        seconds = time.monotonic() - self.started
        lines = [f"{self.promise}: {self.tried:,} tried, {len(self.broken):,} broken, {seconds:.0f} s"]
        return "\n".join([*lines, *(f"  {each}" for each in (*self.notes, *self.broken))])


def keep(outcomes: dict[str, Outcome]) -> None:
    """Put the figures of trials into their rows of bench/RELIABILITY.md."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    for at, line in enumerate(lines):
        cells = line.split(" | ")
        for name, outcome in outcomes.items():
            if f"`{name}`" in line and len(cells) == CELLS:
                cells[-2:] = f"{outcome.tried:,}", f"{len(outcome.broken):,} broken |"
                lines[at] = " | ".join(cells)
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
