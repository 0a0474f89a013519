"""The server: waitress's, watching its connections through the system, with bounds on how many and what may wait.

waitress asks each connection in turn, whenever something happens, whether it is to be read or written: with 3,000 of
them a thread does nothing else. Here the system (epoll, kqueue) says which have something, and only those are looked
at.
"""

from __future__ import annotations

import logging
import os
import resource
import selectors
import sys
import time
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from socket import AF_INET6, IPPROTO_IPV6, IPV6_V6ONLY, SO_REUSEADDR, SOL_SOCKET, socket
from typing import Any

from flask import Flask
from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.server import TcpWSGIServer
from waitress.task import ThreadedTaskDispatcher

from web.server.connections import LONGEST_HEAD, Channel, OverloadedError
from web.server.sharing import LEFT_SECONDS, Share, counts_of

MOST_CONNECTIONS = 5_000  # each costs 10 KB, and an answer that is not taken
FILES_BESIDE = 200  # open files that are no connections: an archive's, Python's
MOST_WAITING = 64  # requests; the last of them waits half a second for pages that take 8 ms
WAIT_SECONDS = 2.0  # that a request waits for a thread: 64 pages of 100 hits each took 11 s on a busy machine
MOST_WRITTEN_AHEAD = 1_048_576  # bytes of an answer that is written in pieces
MOST_UNSENT = 268_435_456  # bytes of answers that clients do not take
BACKLOG = 1024  # connections that wait to be accepted
TICK = 1.0  # seconds between two looks at who has had his time
STOP_SECONDS = 5.0  # for the requests under way when the server stops
logger = logging.getLogger("morgue")
logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # it warns of each request that waits


class Watched(dict[int, Any]):
    """What is open, by file number, as waitress adds and removes it; the system says which have something."""

    def __init__(self) -> None:
        super().__init__()
        self._selector = selectors.DefaultSelector()

    def __setitem__(self, number: int, item: Any) -> None:
        super().__setitem__(number, item)
        self._selector.register(number, selectors.EVENT_READ, item)

    def __delitem__(self, number: int) -> None:
        super().__delitem__(number)
        with suppress(KeyError):  # it was not being watched
            self._selector.unregister(number)

    def look_at(self, number: int) -> None:
        """Watch for what an item waits for by now."""
        item = self.get(number)
        if item is None:
            return
        wanted = selectors.EVENT_READ * bool(item.readable()) | selectors.EVENT_WRITE * bool(item.writable())
        known = self._selector.get_map().get(number)
        if known and not wanted:
            self._selector.unregister(number)
        elif known and known.events != wanted:
            self._selector.modify(number, wanted, item)
        elif wanted and not known:
            self._selector.register(number, wanted, item)

    def handle(self, seconds: float) -> None:
        """Wait at most so long for something to happen, and have it handled."""
        for key, events in self._selector.select(seconds):
            if self.get(key.fd) is key.data and events & selectors.EVENT_READ:
                wasyncore.read(key.data)
            if self.get(key.fd) is key.data and events & selectors.EVENT_WRITE:
                wasyncore.write(key.data)
            if self.get(key.fd) is key.data:
                self.look_at(key.fd)


class Listener(TcpWSGIServer):
    """One address that is listened at."""

    channel_class = Channel

    def __init__(self, server: Server, application: Flask, settings: Adjustments, listening: socket) -> None:
        self.server = server
        about = listening.family, listening.type, listening.proto, listening.getsockname()
        options: dict[str, Any] = {"map": server.open, "dispatcher": server.dispatcher, "adj": settings}
        super().__init__(application, _sock=listening, bind_socket=False, sockinfo=about, **options)
        self.active_channels = server.channels

    def readable(self) -> bool:
        """Connections are always accepted, soon; where there are too many, an older one is closed."""
        return bool(self.accepting) and not self.server.share.leaves()

    def handle_accept(self) -> None:
        """Accept one who waits, unless he is another process's."""
        if self.server.share.takes():
            super().handle_accept()
            self.server.make_room()
            self.server.share.has(len(self.active_channels))

    def add_task(self, channel: Channel) -> None:
        """Have a request answered, or refused where too many wait."""
        request, channel.asked = channel.requests[0], time.monotonic()
        if self.server.retiring:
            request.headers["CONNECTION"] = "close"
        if not request.error and len(self.task_dispatcher.queue) >= MOST_WAITING:
            request.error = OverloadedError()
        if request.error:
            self.server.refused.append(channel)
        else:
            super().add_task(channel)

    def changed(self, channel: Channel) -> None:
        """Have a connection looked at that another thread has written to."""
        self.server.written.append(channel)
        self.pull_trigger()

    def served(self, channel: Channel) -> None:
        """Keep connections in the order in which they began to wait for a request."""
        if channel._fileno in self.active_channels:
            self.active_channels[channel._fileno] = self.active_channels.pop(channel._fileno)


def listen(host: str, port: int) -> list[socket]:
    """Listen at the addresses that a host's name stands for. Raises ``OSError`` or ``ValueError`` where that cannot
    be."""
    found = []
    for family, kind, protocol, address in Adjustments(host=host, port=port).listen:
        one = socket(family, kind, protocol)
        found.append(one)
        if family == AF_INET6:
            one.setsockopt(IPPROTO_IPV6, IPV6_V6ONLY, 1)
        one.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        one.bind(address)
        one.listen(BACKLOG)
    return found


class Server:
    """A server of a WSGI application, in one process. Others may serve at the same sockets."""

    def __init__(self, application: Flask, sockets: Sequence[socket], share: Share | None = None) -> None:
        """Serve at ``sockets`` that listen, and close them in the end; all who connect, or a ``share``."""
        self.share = share or Share(counts_of(1), 0)
        self.open = Watched()
        self.channels: dict[int, Channel] = {}  # those that wait for a request in the order in which they began to
        self.refused: deque[Channel] = deque()
        self.written: deque[Channel] = deque()
        self.dispatcher = ThreadedTaskDispatcher()
        self.most, self.retiring, self._stopping = most_connections(), False, False
        self._next_look = 0.0
        self._parent = os.getppid()
        settings = Adjustments(
            backlog=BACKLOG,
            ident="",  # nobody needs to know what serves
            server_name="localhost",  # for those that name no host: no browser
            max_request_header_size=LONGEST_HEAD,
            # An answer is in memory when it is written: no thread waits for its client but that of an export, which is
            # written in pieces; nothing goes to a disk.
            outbuf_high_watermark=MOST_WRITTEN_AHEAD,
            outbuf_overflow=sys.maxsize,
            log_socket_errors=False,  # clients that are gone
            clear_untrusted_proxy_headers=False,  # the application knows which proxies it believes
        )
        self._listeners = [Listener(self, application, settings, one) for one in sockets]
        self.port = int(self._listeners[0].effective_port)
        self.dispatcher.set_thread_count(settings.threads)

    def run(self) -> None:
        """Answer whoever asks, until ``stop``; then those whose requests are under way, for ``STOP_SECONDS``."""
        while not (self._stopping or self.retiring):
            self._turn()
        self.share.ends()
        for listener in self._listeners:
            wasyncore.dispatcher.close(listener)
        while self.channels and not self._stopping:
            self._turn()
        ends = time.monotonic() + STOP_SECONDS
        while self._close_idle() and time.monotonic() < ends:
            self._turn()

    def stop(self) -> None:
        """Have ``run`` end soon. May be called by a signal's handler."""
        self._stopping = True
        self._listeners[0].pull_trigger()

    def retire(self) -> None:
        """Have ``run`` end when its clients have had their answers, and the time in which they may ask again. May be
        called by a signal's handler."""
        self.retiring = True
        self._listeners[0].pull_trigger()

    def close(self) -> None:
        """End threads and close what is open."""
        self.dispatcher.shutdown(timeout=TICK)
        for listener in self._listeners:
            listener.close()
        for channel in list(self.channels.values()):
            channel.drop()

    def make_room(self) -> None:
        """Close the connection that waits longest for a request, where there are too many; then one that is slow to
        take its answer."""
        if len(self.channels) > self.most:
            idle = (channel for channel in self.channels.values() if not channel.requests)
            waiting = (channel for channel in self.channels.values() if not channel.busy)
            channel = next(waiting, None) or next(idle, None)
            if channel:
                channel.drop()

    def _turn(self) -> None:
        for listener in self._listeners:
            self.open.look_at(listener._fileno)
        self.open.handle(LEFT_SECONDS if self.share.leaves() else TICK)
        self.share.has(len(self.channels))
        while self.refused:
            self.refused.popleft().service()
        while self.written:
            channel = self.written.popleft()
            if self.channels.get(channel._fileno) is channel:
                self.open.look_at(channel._fileno)
        now = time.monotonic()
        if now >= self._next_look:
            self._next_look = now + TICK
            self._refuse_overdue(now)
            self._close_overdue(now)
            if os.getppid() != self._parent:  # nobody else would end this process
                self._stopping = True

    def _refuse_overdue(self, now: float) -> None:
        queue = self.dispatcher.queue
        with self.dispatcher.lock:
            while queue and now - queue[0].asked > WAIT_SECONDS:
                channel = queue.popleft()
                channel.requests[0].error = OverloadedError()
                self.refused.append(channel)

    def _close_overdue(self, now: float) -> None:
        for channel in [channel for channel in self.channels.values() if channel.overdue(now)]:
            channel.drop()
        slow = sorted((channel for channel in self.channels.values() if channel.unsent), key=lambda each: each.since)
        unsent = sum(channel.unsent for channel in slow)
        for channel in slow:
            if unsent <= MOST_UNSENT:
                return
            unsent -= channel.unsent
            channel.drop()

    def _close_idle(self) -> int:
        """Close the connections without a request under way; how many others there are."""
        for channel in list(self.channels.values()):
            if not channel.busy:
                channel.drop()
        return len(self.channels)


def most_connections() -> int:
    """How many connections there may be: as many as files may be open, which are made as many as the system allows."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_CONNECTIONS + FILES_BESIDE
    allowed = wanted if hard == resource.RLIM_INFINITY else min(hard, wanted)
    if soft != resource.RLIM_INFINITY and soft < allowed:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
            soft = allowed
    most = MOST_CONNECTIONS if soft == resource.RLIM_INFINITY else min(soft - FILES_BESIDE, MOST_CONNECTIONS)
    if most < MOST_CONNECTIONS:
        logger.warning("only %d connections at once: the system lets a process open %d files", most, soft)
    return max(most, 1)
