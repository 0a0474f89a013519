"""The server while clients are slow, greedy, or too many: over sockets, as they come."""

from __future__ import annotations

import contextlib
import resource
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask, Response

from bench.slow_clients import KINDS, ask, held
from tests.conftest import PATIENCE, wait_for
from web.middleware.policy import HEADERS
from web.server import connections
from web.server import server as serving

CLIENTS = 120  # of a kind: more than waitress itself would have let in


@pytest.mark.parametrize("kind", KINDS)
def test_others_are_answered_while_clients_hold_on(server: str, kind: str) -> None:
    port = int(server.rpartition(":")[2])
    with held(kind, CLIENTS, port):
        assert ask(port, 20).failures == []


class Running:
    """A server of a small application in a thread."""

    def __init__(self) -> None:
        self.asked, self.going_on = threading.Semaphore(0), threading.Event()
        application = Flask(__name__)

        @application.get("/")
        def home() -> str:
            return "here"

        @application.get("/waiting")
        def waiting() -> str:
            self.asked.release()
            self.going_on.wait(PATIENCE)
            return "waited"

        @application.get("/large")
        def large() -> Response:
            return Response(b"x" * 20_000_000)

        @application.get("/broken")
        def broken() -> Response:
            return Response(str(1 // zero) for zero in [0])

        self.server = serving.Server(application, serving.listen("127.0.0.1", 0))
        self.thread = threading.Thread(target=self.server.run)
        self.thread.start()

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.server.port), timeout=PATIENCE)

    def ask(self, request: bytes) -> bytes:
        """All that the server answers until it closes the connection."""
        with self.connect() as client:
            client.sendall(request)
            return b"".join(iter(lambda: client.recv(65_536), b""))

    def stop(self) -> None:
        self.going_on.set()
        self.server.stop()
        self.thread.join(PATIENCE)
        self.server.close()
        assert not self.thread.is_alive()


@pytest.fixture
def running() -> Iterator[Running]:
    started = Running()
    yield started
    started.stop()


def request(path: str = "/", *lines: str) -> bytes:
    return "\r\n".join((f"GET {path} HTTP/1.1", "Host: localhost", *lines, "", "")).encode()


LAST = "Connection: close"


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"nonsense\r\n\r\n", b"400"),
        (request("/", "no colon"), b"400"),
        (request("/", "Content-Length: x"), b"400"),
        (request("/", "Content-Length: " + "9" * 5000), b"400"),
        (request("/", "X: " + "x" * connections.LONGEST_HEAD), b"431"),
        (b"GET /" + b"x" * connections.LONGEST_HEAD, b"414"),
        (request("/", "Transfer-Encoding: gzip"), b"501"),
        (request("/broken"), b"500"),
    ],
)
def test_what_the_server_itself_answers_carries_the_policy_and_no_banner(
    running: Running, sent: bytes, status: bytes
) -> None:
    head, _, body = running.ask(sent).decode().partition("\r\n\r\n")
    assert head.split()[1] == status.decode()
    lines = head.split("\r\n")
    if status != b"500":  # there the application had begun to answer
        assert not {f"{name}: {value}" for name, value in HEADERS.items()} - set(lines)
        assert "Content-Type: text/plain; charset=utf-8" in lines
        assert "<" not in body
    assert "Connection: close" in lines
    assert not any(line.lower().startswith(("server:", "via:")) or "waitress" in line for line in lines)


@pytest.mark.parametrize("body", ["Content-Length: 1000000", "Transfer-Encoding: chunked"])
@pytest.mark.parametrize("expect", [(), ("Expect: 100-continue",)])
def test_a_body_is_refused_before_it_comes(server: str, body: str, expect: tuple[str, ...]) -> None:
    with socket.create_connection(("127.0.0.1", int(server.rpartition(":")[2])), timeout=PATIENCE) as client:
        client.sendall(request("/api/search?q=x", body, *expect).replace(b"GET", b"POST"))
        answer = b"".join(iter(lambda: client.recv(65_536), b"")).decode()
    assert answer.startswith("HTTP/1.1 413 ")
    assert "application/problem+json" in answer
    assert "100 Continue" not in answer


def test_a_client_that_goes_on_sending_can_still_read_why_it_was_refused(running: Running) -> None:
    with running.connect() as client:
        client.sendall(request("/", "no colon") + b"x" * 1_000_000)
        assert client.recv(12).endswith(b" 400")


def test_requests_behind_one_that_is_answered_are_left_unread_and_the_connection_closed(running: Running) -> None:
    answer = running.ask(3 * request())
    assert answer.count(b"HTTP/1.1 200") == 1
    assert b"Connection: close" in answer


def test_a_connection_serves_one_request_after_another(running: Running) -> None:
    with running.connect() as client:
        for _ in range(3):
            client.sendall(request())
            with client.makefile("rb") as answer:
                assert answer.readline() == b"HTTP/1.1 200 OK\r\n"
                while answer.readline().strip():
                    pass
                assert answer.read(4) == b"here"


def test_overload_is_said_at_once_with_when_to_ask_again(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "MOST_WAITING", 2)
    with contextlib.ExitStack() as clients:
        for number in range(6):  # four threads, two that wait
            client = clients.enter_context(running.connect())
            client.sendall(request("/waiting", LAST))
            if number < 4:
                assert running.asked.acquire(timeout=PATIENCE)
        wait_for(lambda: len(running.server.dispatcher.queue) == 2)
        refused = running.ask(request()).decode()
        assert refused.startswith("HTTP/1.1 503 ")
        assert "Retry-After: 1\r\n" in refused
        running.going_on.set()
        assert client.recv(12) == b"HTTP/1.1 200"


def test_a_request_that_has_waited_too_long_is_told_so(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "WAIT_SECONDS", 0.2)
    with contextlib.ExitStack() as clients:
        for _ in range(4):  # threads
            clients.enter_context(running.connect()).sendall(request("/waiting", LAST))
            assert running.asked.acquire(timeout=PATIENCE)
        assert running.ask(request()).startswith(b"HTTP/1.1 503 ")


@pytest.mark.parametrize("sent", [b"", b"GET / HTTP/1.1\r\nX: "])
def test_a_client_that_does_not_ask_in_time_is_closed(
    running: Running, monkeypatch: pytest.MonkeyPatch, sent: bytes
) -> None:
    monkeypatch.setattr(connections, "REQUEST_SECONDS", 0.5)
    with running.connect() as client:
        client.sendall(sent)
        assert client.recv(1) == b""


def test_a_trickling_client_gains_no_time_by_it(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "REQUEST_SECONDS", 0.5)
    with running.connect() as client:

        def trickle() -> bool:
            try:
                client.sendall(b"x")
            except OSError:
                return True
            time.sleep(0.1)
            return False

        wait_for(trickle)


def test_a_client_that_does_not_take_its_answer_is_closed_and_holds_no_thread(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "ANSWER_SECONDS", 0.5)
    with contextlib.ExitStack() as clients:
        for _ in range(5):  # more than there are threads
            clients.enter_context(running.connect()).sendall(request("/large"))
        assert running.ask(request("/", LAST)).endswith(b"here")
        wait_for(lambda: not running.server.channels)


def test_answers_that_nobody_takes_are_kept_only_while_they_are_few(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "MOST_UNSENT", 25_000_000)
    with running.connect() as first, running.connect() as second:
        for client in (first, second):
            client.sendall(request("/large"))
        wait_for(lambda: len(running.server.channels) == 1)


def test_a_connection_too_many_takes_the_place_of_the_one_that_waits_longest(running: Running) -> None:
    running.server.most = 2
    with running.connect() as first, running.connect() as second:
        assert running.ask(request("/", LAST)).endswith(b"here")
        assert first.recv(1) == b""
        second.sendall(request())
        assert second.recv(12) == b"HTTP/1.1 200"


def test_there_are_as_many_connections_as_the_system_has_files(monkeypatch: pytest.MonkeyPatch, caplog: Any) -> None:
    limits: list[tuple[int, int]] = []
    monkeypatch.setattr(resource, "setrlimit", lambda _, pair: limits.append(pair))
    for soft, hard, most in ((1_024, 10**6, 5_000), (1_024, 4_096, 3_896), (resource.RLIM_INFINITY,) * 2 + (5_000,)):
        monkeypatch.setattr(resource, "getrlimit", lambda _, pair=(soft, hard): pair)
        assert serving.most_connections() == most
    assert limits == [(5_200, 10**6), (4_096, 4_096)]
    assert "only 3896 connections" in caplog.text


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_server_that_is_stopped_answers_what_is_under_way(samples_directory: Any, number: signal.Signals) -> None:
    command = [sys.executable, "-m", "morgue", "serve", "--archive", str(samples_directory), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        port = int(process.stdout.readline().split(" at ")[1].split("/ ")[0].rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as idle:
            with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as client:
                client.sendall(request("/?q=ferry"))
                assert client.recv(1) == b"H"
                process.send_signal(number)
                assert b"".join(iter(lambda: client.recv(65_536), b"")).rstrip().endswith(b"</html>")
            assert idle.recv(1) == b""
        assert process.wait(PATIENCE) == 0


def test_requests_under_way_are_answered_when_the_server_is_stopped(running: Running) -> None:
    with running.connect() as client:
        client.sendall(request("/waiting"))
        assert running.asked.acquire(timeout=PATIENCE)
        running.server.stop()
        running.going_on.set()
        assert b"".join(iter(lambda: client.recv(65_536), b"")).endswith(b"waited")


def test_a_server_that_retires_answers_clients_that_it_has_once_more_and_no_others(running: Running) -> None:
    with running.connect() as client:
        client.sendall(request())
        assert client.recv(12) == b"HTTP/1.1 200"
        running.server.retire()
        wait_for(lambda: not can_connect(running))
        client.sendall(request())
        answer = b"".join(iter(lambda: client.recv(65_536), b""))
        assert b"Connection: close" in answer
        assert answer.endswith(b"here")
    running.thread.join(PATIENCE)
    assert not running.thread.is_alive()


def can_connect(running: Running) -> bool:
    try:
        running.connect().close()
    except OSError:
        return False
    return True
