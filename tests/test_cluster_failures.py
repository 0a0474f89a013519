"""What happens where a cluster fails: no wrong answer, nothing acknowledged is lost, and errors that say what to do."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bench.cluster import NODES, Node, kill, launch, restart, wait_for
from corpus import Article
from index import Settings
from index.cluster.build import rebuild
from index.cluster.connection import PASSING, PATIENCE, Cluster, ClusterError
from index.cluster.location import AUTHORITY, PASSWORD, parse_location
from index.cluster.updates import check
from search import SearchRequest, TookTooLong, open_archive
from tests import conftest
from tests.conftest import TOWN, make_article, run

pytestmark = pytest.mark.cluster
SMALL = Settings(shards=3)


def walruses(count: int) -> Iterator[Article]:
    for number in range(count):
        yield make_article(f"w{number:05}", f"Walrus {number}", f"The walrus of number {number} lay on the long pier.")


def until_green(location: str) -> None:
    asked, name = Cluster(parse_location(location)), parse_location(location).name
    asked.ask("GET", f"/_cluster/health/{name}-0*", wait_for_status="green", timeout="110s", seconds=120)


@pytest.fixture(scope="module")
def archive(cluster: str) -> str:
    location = cluster + "failing"
    rebuild(walruses(2_500), location, SMALL)
    until_green(location)
    return location


class Asking(threading.Thread):
    """Asks the whole time, and notes what was not answered rightly."""

    def __init__(self, location: str) -> None:
        super().__init__(daemon=True)
        self._archive, self._ended = open_archive(location), threading.Event()
        self.good, self.wrong, self.refused = 0, list[str](), list[str]()

    def run(self) -> None:
        while not self._ended.wait(0.01):
            try:
                found = self._archive.search(SearchRequest("walrus pier", size=5))
            except ClusterError as error:
                self.refused.append(str(error))
                continue
            if found.total == 2_500 and len(found.hits) == 5:
                self.good += 1
            else:
                self.wrong.append(f"{found.total} found, {len(found.hits)} shown")

    def end(self) -> None:
        self._ended.set()
        self.join(60)


@pytest.mark.parametrize("victim", NODES, ids=lambda node: f"node-{node.number}")
def test_queries_go_on_while_a_node_is_killed(archive: str, victim: Node) -> None:
    until_green(archive)
    asking = Asking(archive)
    asking.start()
    exported = open_archive(archive).export(SearchRequest("walrus")).found
    there = {next(exported).id for _ in range(700)}
    try:
        time.sleep(1)
        kill(victim)
        there |= {article.id for article in exported}
        time.sleep(1)
        before = asking.good
        conftest.wait_for(lambda: asking.good > before + 1, 60)  # while the node is gone
    finally:
        restart(victim)
        until_green(archive)
        asking.end()
    assert asking.wrong == []
    assert asking.refused == []
    assert len(there) == 2_500


def test_a_rebuild_goes_on_while_a_node_is_killed(cluster: str) -> None:
    location, victim = cluster + "rebuilt", NODES[1]

    def articles() -> Iterator[Article]:
        for number, article in enumerate(walruses(4_000)):
            if number == 2_600:
                kill(victim)
            yield article

    try:
        report = rebuild(articles(), location, SMALL)
    finally:
        restart(victim)
    until_green(location)
    assert report.articles == 4_000
    assert check(location) == 4_000
    assert open_archive(location).search(SearchRequest("walrus")).total == 4_000


def test_without_most_of_its_nodes_a_cluster_says_so(cluster: str, archive: str) -> None:
    until_green(archive)
    for node in NODES[1:]:
        kill(node)
    try:
        with pytest.raises(ClusterError) as refused:
            rebuild(TOWN, cluster + "nowhere", SMALL)
        assert "nodes" in str(refused.value) or "answer" in str(refused.value), refused.value
        with suppress(ClusterError):  # what is left may have a copy of everything
            assert open_archive(archive).search(SearchRequest("walrus")).total == 2_500
    finally:
        for node in NODES[1:]:
            launch(node)
        wait_for(NODES)
    until_green(archive)
    assert open_archive(archive).search(SearchRequest("walrus")).total == 2_500


def test_a_full_disk_is_named_and_what_is_in_force_answers(archive: str) -> None:
    asked, name = Cluster(parse_location(archive)), parse_location(archive).name
    asked.ask("PUT", f"/{name}/_settings", {"index.blocks.read_only_allow_delete": True})
    try:
        from index.cluster.updates import add  # noqa: PLC0415

        with pytest.raises(ClusterError, match="disk"):
            add([make_article("new", "One")], archive, SMALL)
        assert open_archive(archive).search(SearchRequest("walrus")).total == 2_500
    finally:
        asked.ask("PUT", f"/{name}/_settings", {"index.blocks.read_only_allow_delete": None})


def test_a_question_has_a_time_limit(archive: str) -> None:
    with pytest.raises(TookTooLong):
        open_archive(archive, 1e-4).search(SearchRequest("walrus"))


@contextmanager
def answering(*answers: tuple[int, object]) -> Iterator[str]:
    """The location of an archive on a server that answers so, and the last again and again."""
    left = [*reversed(answers)]

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, body = left.pop() if len(left) > 1 else left[0]
            content = body.encode() if isinstance(body, str) else json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_POST = do_PUT = do_DELETE = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"opensearch+http://desk@127.0.0.1:{server.server_port}/paper"
        finally:
            server.shutdown()


def test_a_wrong_password_is_said_so_and_not_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PASSWORD, "not-the-one")
    with answering((401, "Unauthorized")) as location:
        done = run("search", "ferry", "--archive", location, code=1)
    assert "refuses 'desk'" in done.stderr
    assert PASSWORD in done.stderr
    assert "not-the-one" not in done.stderr


@pytest.mark.parametrize(
    "version",
    [
        {"number": "2.19.0", "distribution": "opensearch"}, {"number": "8.17.0"},
        {"number": "4.0.0", "distribution": "opensearch"}, {},
    ],
)  # fmt: skip
def test_another_version_is_refused(version: dict[str, str]) -> None:
    with answering((200, {"version": version})) as location:
        done = run("rebuild", "corpus/samples", "--archive", location, code=1)
    assert "Morgue needs OpenSearch 3.x" in done.stderr


@pytest.mark.parametrize("status", PASSING)
def test_a_server_that_keeps_failing_is_given_up(status: int) -> None:
    with answering((status, {"error": {"type": "x", "reason": "out of order"}})) as location:
        done = run("stats", "--archive", location, code=1)
    assert done.stderr.startswith("morgue: ")
    assert "Traceback" not in done.stderr


def test_who_writes_waits_longer_for_a_node_without_memory_to_spare_than_who_asks() -> None:
    busy = 429, {"error": {"type": "circuit_breaking_exception", "reason": "Data too large"}}
    free = 200, {"version": {"number": "3.8.0", "distribution": "opensearch"}}
    for patience in (PATIENCE, 0.0):
        with answering(*[busy] * 7, free) as location:
            cluster = Cluster(parse_location(location), patience)
            with nullcontext() if patience else pytest.raises(ClusterError, match="too little memory"):
                cluster.refuse_other_versions()


def test_a_certificate_that_is_not_trusted_is_named(cluster: str) -> None:
    location = (cluster + "town").replace("+http:", "+https:")
    done = run("stats", "--archive", location, code=1)
    assert "morgue: " in done.stderr
    assert AUTHORITY in done.stderr or "no node answers" in done.stderr
