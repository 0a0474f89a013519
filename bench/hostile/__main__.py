"""What hostile files cost: time by size for each kind, its exponent, and memory; or many broken files at once.

python -m bench.hostile [KIND …] [--largest BYTES] [--files N]

Each size is read in a process of its own, under limits of time and memory. Ends with 1 where time grows faster than
size to the power of 1.15, or where a file takes more than 10 s or 1 GB.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.hostile.cost import LARGEST, LONGEST, Cost, exponent, measured, outcome_of
from bench.hostile.kinds import KINDS
from bench.hostile.kinds.making import Make
from bench.hostile.together import broken_files

STEEPEST = 1.15  # exponent of time by size; n log n over these sizes has 1.1
SMALLEST = 1 << 10  # bytes of the first size
LARGEST_SIZE = 4 << 20  # bytes: time has shown its power by then
ENOUGH_SECONDS = 1.5  # a size that takes as long is the last


def main() -> int:
    """Print what each kind costs; 1 where that is too much."""
    it = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    it.add_argument("kinds", nargs="*", metavar="KIND", help="what names of kinds begin with (default: all)")
    it.add_argument(
        "--largest", type=int, default=LARGEST_SIZE, help="bytes of the largest size (default: %(default)s)"
    )
    it.add_argument("--files", type=int, default=0, metavar="N", help="read so many broken files instead")
    arguments = it.parse_args()
    _load()
    if arguments.files:
        return broken_files(arguments.files)
    chosen = [name for name in KINDS if not arguments.kinds or name.startswith(tuple(arguments.kinds))]
    print("| kind | sizes | seconds | exponent | peak MB | outcome |\n|---|---|---|---|---|---|")
    too_much = [name for name in chosen if not _shown(name, arguments.largest)]
    print(f"\n{len(chosen)} kinds" + "".join(f"\ntoo much: {name}" for name in too_much))
    return 1 if too_much else 0


def _load() -> None:
    """Import and run what readers import when they need it, so that no size pays for that."""
    import trafilatura  # noqa: F401, PLC0415

    for name in (
        "page: paragraphs",
        "page: table cells",
        "text: quotes in paragraphs",
        "story: stories",
        "records: markup in a body",
    ):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "file")
            path.write_bytes(KINDS[name](4 * SMALLEST))
            outcome_of(path)


def _shown(name: str, largest: int) -> bool:
    """Measure and print one kind; whether it stays within all bounds. What seems too steep is measured once more, and
    the lesser of both taken: other work on the machine only adds."""
    costs = dict(_costs(KINDS[name], largest))
    if _power(costs) > STEEPEST:
        again = dict(_costs(KINDS[name], largest))
        costs = {size: min(costs[size], again[size], key=_seconds) for size in costs.keys() & again.keys()}
    power = _power(costs)
    last = costs[max(costs)]
    seconds, memory = max(cost.seconds for cost in costs.values()), max(cost.memory for cost in costs.values())
    fine = power <= STEEPEST and seconds <= LONGEST and memory <= LARGEST and last.outcome != "killed"
    sizes = f"{min(costs) >> 10}–{max(costs) >> 10} KB"
    print(
        f"| {name} | {sizes} | {seconds:.2f} | {power:.2f} | {memory >> 20} | {last.outcome}{'' if fine else ' **'} |",
        flush=True,
    )
    return fine


def _power(costs: dict[int, Cost]) -> float:
    return exponent({size: cost.seconds for size, cost in costs.items()})


def _seconds(cost: Cost) -> float:
    return float("inf") if cost.outcome == "killed" else cost.seconds


def _costs(make: Make, largest: int) -> Iterator[tuple[int, Cost]]:
    size = SMALLEST
    while size <= largest:
        cost = measured(make(size))
        yield size, cost
        if cost.seconds > ENOUGH_SECONDS or cost.outcome == "killed":
            return
        size *= 2


if __name__ == "__main__":
    sys.exit(main())
