"""Threads that ask at once are answered one after another, and the processes of a server share who connects."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack

import pytest
from flask import Flask

from search import Archive
from search.local import turns
from tests.conftest import PATIENCE, wait_for
from tests.conftest import make_article as article
from web.server import sharing
from web.server.server import Server, listen
from web.server.sharing import LEFT_SECONDS, VAIN_SECONDS, Share, counts_of


def test_a_thread_is_answered_when_the_one_before_has_been(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PATIENCE", PATIENCE)
    one_after_another = turns.Turns()
    under_way: list[None] = []
    most: list[int] = []

    def ask() -> None:
        with one_after_another.taken():
            under_way.append(None)
            most.append(len(under_way))
            time.sleep(0.001)
            under_way.pop()

    threads = [threading.Thread(target=ask) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert most == [1] * 20


def test_nobody_waits_long_for_a_thread_that_takes_its_time(archive_of: Callable[..., Archive]) -> None:
    archive, asked = archive_of(article("a")), threading.Event()

    def ask() -> None:
        with archive.in_one_state():
            asked.set()

    with archive.in_one_state():
        other = threading.Thread(target=ask)
        other.start()
        assert asked.wait(PATIENCE)
        other.join(PATIENCE)


def test_who_connects_is_left_to_a_process_with_fewer_connections_and_taken_if_that_does_not_come() -> None:
    counts = counts_of(3)
    busy, idle = Share(counts, 0), Share(counts, 1)
    busy.has(2)
    assert not busy.takes()
    assert busy.leaves()
    assert idle.takes()
    time.sleep(LEFT_SECONDS)
    assert not busy.leaves()
    assert busy.takes()
    assert busy.takes(), "who comes at once is not left to one that did not come"
    time.sleep(VAIN_SECONDS)
    assert not busy.takes()


def test_nobody_is_left_to_a_process_that_has_ended_or_not_begun() -> None:
    counts = counts_of(3)
    one, ended = Share(counts, 0), Share(counts, 1)
    one.has(5)
    ended.ends()
    ended.has(0)
    assert one.takes()


def test_servers_at_one_socket_share_connections_evenly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "LEFT_SECONDS", PATIENCE)
    counts, [listening] = counts_of(2), listen("127.0.0.1", 0)
    servers = [Server(Flask(__name__), [listening.dup()], Share(counts, place)) for place in range(2)]
    with ExitStack() as running:
        running.enter_context(listening)
        for server in servers:
            running.callback(server.close)
            thread = threading.Thread(target=server.run)
            thread.start()
            running.callback(thread.join, PATIENCE)
            running.callback(server.stop)
        for _ in range(10):
            running.enter_context(socket.create_connection(listening.getsockname(), timeout=PATIENCE))
        wait_for(lambda: sum(len(server.channels) for server in servers) == 10)
        assert [len(server.channels) for server in servers] == [5, 5]
