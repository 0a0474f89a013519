"""Whether two checkouts build the same archive, byte for byte: ``python -m bench.same_archive OTHER SOURCE…``.

What a change must show that moves code and changes nothing. Each source is built by this checkout and by the one in
the folder OTHER, each with its own code, and every file of the two archives is compared. Exits with 1 where one
differs.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent.parent


def main() -> int:
    """Compare the archives of each source; the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("other", type=Path, metavar="OTHER", help="the folder of another checkout")
    parser.add_argument("sources", nargs="+", type=Path, metavar="SOURCE", help="a file or folder of articles")
    options = parser.parse_args()
    return max(compared(source.resolve(), options.other.resolve()) for source in options.sources)


def compared(source: Path, other: Path) -> int:
    """Print what differs between the archives that two checkouts build of a source; 0 if nothing does."""
    with tempfile.TemporaryDirectory() as folder:
        mine, theirs = (built(checkout, source, Path(folder) / name) for checkout, name in ((HERE, "a"), (other, "b")))
    differing = sorted(name for name in mine.keys() | theirs.keys() if mine.get(name) != theirs.get(name))
    print(f"{source}: {len(mine)} files, {len(differing)} differ", *differing, sep="\n  ")
    return bool(differing)


def built(checkout: Path, source: Path, archive: Path) -> dict[str, str]:
    """The SHA-256 of every file of the archive that a checkout builds, by its path there."""
    command = [sys.executable, "-m", "morgue", "rebuild", str(source), "--archive", str(archive)]
    subprocess.run(command, cwd=checkout, check=True, stdout=subprocess.DEVNULL)
    files = (path for path in sorted(archive.rglob("*")) if path.is_file())
    return {str(path.relative_to(archive)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


if __name__ == "__main__":
    sys.exit(main())
