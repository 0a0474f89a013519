"""Break Morgue on purpose, and print what came of it.

    python -m bench.trust {kill,power,errors,writers} … [--long] [--write]

Without ``--long`` each takes seconds, and is what the tests run; with it, minutes to an hour. ``--write`` puts the
figures into bench/RELIABILITY.md. The exit code is 1 where a promise was broken.
"""

from __future__ import annotations

import argparse
import sys

from bench.trust.calls import unavailable
from bench.trust.errors import fail
from bench.trust.kills import kill
from bench.trust.power import lose_power
from bench.trust.table import keep
from bench.trust.writers import write_at_once

TRIALS = {"kill": kill, "power": lose_power, "errors": fail, "writers": write_at_once}
UNAVAILABLE = 77


def main() -> int:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(prog="bench.trust", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("trials", nargs="+", choices=TRIALS)
    parser.add_argument("--long", action="store_true", help="try everything, not a sample")
    parser.add_argument("--write", action="store_true", help="put the figures into bench/RELIABILITY.md")
    options = parser.parse_args()
    if reason := unavailable():
        print(reason, file=sys.stderr)
        return UNAVAILABLE
    outcomes = {}
    for name in options.trials:
        outcomes[name] = TRIALS[name](options.long)
        print(outcomes[name], flush=True)
    if options.write:
        keep(outcomes)
    return int(any(outcome.broken for outcome in outcomes.values()))


if __name__ == "__main__":
    sys.exit(main())
