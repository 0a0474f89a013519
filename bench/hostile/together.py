"""Many broken files: each alone, then together with good ones, by workers whose calls of the system are watched."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.hostile.cost import LARGEST, LONGEST, measured


def broken_files(count: int) -> int:
    """Read each of so many broken files alone; 1 where one takes too much or is neither an article nor named."""
    from tests.hostile_files import hostile_files  # noqa: PLC0415 - what only this needs

    costs = {name: measured(data) for name, data in hostile_files(count)}
    bad = {
        name: cost
        for name, cost in costs.items()
        if cost.outcome in ("killed", "0 read") or "fault of" in cost.outcome or cost.seconds > LONGEST
        or cost.memory > LARGEST
    }  # fmt: skip
    read = sum(not cost.outcome.startswith("0 read") for cost in costs.values())
    slowest, largest = max(cost.seconds for cost in costs.values()), max(cost.memory for cost in costs.values())
    print(f"{count} files: {read} articles or more, {count - read} only named, {len(bad)} too much")
    print(f"slowest {slowest:.2f} s, largest {largest >> 20} MB" + "".join(f"\n{item}" for item in bad.items()))
    wrong = _watched(count) if shutil.which("strace") else ["strace is not installed: what was opened is not known"]
    print(*wrong, sep="\n")
    return 1 if bad or wrong else 0


def _watched(count: int) -> list[str]:
    """What goes wrong where the same files, a good one beside each, are read together by two workers, whose calls of
    the system are watched."""
    from tests.hostile_files import GOOD, hostile_files  # noqa: PLC0415 - as above

    with tempfile.TemporaryDirectory() as folder:
        sources, log = Path(folder, "sources"), Path(folder, "log")
        sources.mkdir()
        for name, data in hostile_files(count):
            (sources / name).write_bytes(data)
            (sources / f"{name}.good").write_bytes(GOOD)
        watch = ["strace", "-f", "-qq", "-e", f"trace={','.join(WATCHED)}", "-e", "signal=none", "-o", str(log)]
        done = subprocess.run([*watch, sys.executable, "-c", READ, str(sources)], stdout=subprocess.PIPE, check=True)
        found = json.loads(done.stdout)
        calls = log.read_text(errors="replace").splitlines()
    good = {name for name, is_article in found if is_article and name.endswith(".good")}
    missing = {path for name, _ in hostile_files(count) for path in (name, f"{name}.good")} - {
        name for name, _ in found
    }
    opened = {match[1] for call in calls if (match := OPENED.search(call))}
    outside = {path for path in opened if path.startswith("/") and not path.startswith((str(sources), *PLACES))}
    network = [call for call in calls if NETWORK.match(call)]
    print(f"together, with {count} good ones: {len(good)} of these arrived, {len(missing)} files not named")
    print(f"{len(opened):,} files opened, {len(outside)} elsewhere; {len(network)} calls of the network")
    return [*([] if len(good) == count else ["good ones are missing"]), *missing, *outside, *network]


# Not "socket" and "bind": urllib3, which trafilatura loads, asks so once whether the machine has IPv6.
WATCHED = ("connect", "listen", "accept4", "sendto", "sendmsg", "sendmmsg", "open", "openat", "openat2", "creat")
NETWORK = re.compile(r"\d+ +(?:connect|listen|accept4|send\w+)\(")
OPENED = re.compile(r"(?:open|openat|openat2|creat)\((?:AT_FDCWD, )?\"([^\"]*)")
PLACES = (sys.prefix, sys.base_prefix, str(Path(__file__).parents[2]), "/usr/", "/lib", "/etc/", "/proc/", "/sys/")
READ = """
import json, sys
from corpus import Article
from corpus.reading.parallel import read_all
with read_all([sys.argv[1]], 2) as found:
    print(json.dumps([(item.source.file.split("/")[1], isinstance(item, Article)) for item in found]))
"""
