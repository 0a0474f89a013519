"""Ask a server what its OpenAPI document says may be asked, and what it says may not.

    python -m bench.contract [--examples N] [--archive DIR] [--seed N]

schemathesis makes the requests of the document that a server over the sample articles, or over the archive at DIR,
gives: the edges of every parameter, N requests at random of each operation, and what one answer leads to in the next.
All of its checks are made. Exits with 1 if one fails.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from bench.served import HOST, ROOT, sample_archive, serving

SETTINGS = Path(__file__).with_name("contract.toml")


def main(arguments: Sequence[str] | None = None) -> int:
    """Ask and print what schemathesis says."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--examples", type=int, default=500, help="of each operation (default: %(default)s)")
    parser.add_argument("--archive", type=Path)
    parser.add_argument("--seed", type=int)
    options = parser.parse_args(arguments)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        port, _ = stack.enter_context(serving(options.archive or sample_archive(folder)))
        answer = asked_of(f"http://{HOST}:{port}", options.examples, options.seed)
    print(answer.stdout)
    return answer.returncode


def asked_of(address: str, examples: int, seed: int | None = None) -> subprocess.CompletedProcess[str]:
    """What schemathesis finds wrong with the server at ``address``: nothing where it returns 0."""
    command = [sys.executable, "-m", "schemathesis.cli", "--config-file", str(SETTINGS), "run"]
    command += [f"{address}/api/openapi.json", "--checks", "all", "--max-examples", str(examples), "--no-color"]
    command += ["--generation-database", "none"]
    command += ["--seed", str(seed)] * (seed is not None)
    finding = {**os.environ, "PYTHONPATH": str(ROOT)}
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:  # where it writes what failed
        return subprocess.run(command, cwd=folder, env=finding, capture_output=True, text=True, check=False)


if __name__ == "__main__":
    sys.exit(main())
