"""The connections of the server: waitress's, with bounds on what a client may hold, and for how long.

A client that is slow costs memory, never a thread: a request reaches one when all of it is there, and an answer leaves
one when all of it is in memory; only exports, which are too long for that, wait for their clients. How long a client
may take is counted from when it was last done, not from the last byte.
"""

from __future__ import annotations

import json
import socket
import time
from contextlib import suppress
from typing import Any, Protocol

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError
from waitress.task import ErrorTask
from waitress.utilities import Error, RequestHeaderFieldsTooLarge

from web.middleware.policy import HEADERS

REQUEST_SECONDS = 20  # from an answer, or the connection, to the last byte of a request's head
ANSWER_SECONDS = 120  # to take all of an answer
TAKING_SECONDS = 30  # to take each megabyte of an export, which keeps a thread until then: 35 KB/s
LINGER_SECONDS = 2  # in which a client that was refused while it sent may read why
LONGEST_HEAD = 32_768  # bytes of a request's line and headers


class UriTooLongError(Error):
    """The first line of a request is longer than a whole head may be."""

    code, reason = 414, "URI Too Long"


class BodyRefusedError(Error):
    """A request has a body, or says so."""

    code, reason = 413, "Content Too Large"


class OverloadedError(Error):
    """More requests wait than will soon be answered."""

    code, reason = 503, "Service Unavailable"

    def __init__(self) -> None:
        super().__init__("too many requests wait; ask again in a moment")


class Head(HTTPRequestParser):
    """A request, of which the head is all: one with a body is refused before that comes. Nor is another request read
    that comes close behind; the connection is closed after the answer to the first, as it may be at any time."""

    completed: bool
    error: Error | None
    body_rcv: object
    unread = False

    def parse_header(self, header_plus: bytes) -> None:
        """Read the head. Raises ``ParsingError``, as waitress answers it."""
        try:
            super().parse_header(header_plus)
        except ValueError:  # of a number that has thousands of digits
            raise ParsingError("Content-Length is no number") from None

    def received(self, data: bytes) -> int:
        """Take some bytes; how many of them."""
        begun = self.header_plus
        consumed = int(super().received(data))
        if isinstance(self.error, RequestHeaderFieldsTooLarge) and b"\n" not in (begun + data)[:LONGEST_HEAD]:
            self.error = UriTooLongError("the address is too long")
        if not self.headers_finished and not self.completed:
            return consumed
        if self.body_rcv is not None and not self.error:
            self.error = BodyRefusedError("no request here has a body; ask with GET and parameters")
        self.unread = bool(self.error or data[consumed:].strip())
        self.body_rcv, self.expect_continue, self.completed = None, False, True
        if self.unread and not self.empty:
            self.headers["CONNECTION"] = "close"
            return len(data)
        return consumed


class Refusal(ErrorTask):
    """What the server itself answers: problem details under ``/api``, else plain text, with the headers of all answers.

    It takes none of the time of the threads that search.
    """

    def execute(self) -> None:
        """Answer."""
        error = self.request.error
        if getattr(self.request, "path", "").startswith("/api"):
            kind = "application/problem+json"
            members = {"type": "about:blank", "title": error.reason, "status": error.code, "detail": error.body}
            body = json.dumps(members).encode()
        else:
            kind, body = "text/plain; charset=utf-8", f"{error.reason}: {error.body}\n".encode()
        self.status = f"{error.code} {error.reason}"
        self.response_headers += [*HEADERS.items(), ("Content-Type", kind)]
        if isinstance(error, OverloadedError):
            self.response_headers.append(("Retry-After", "1"))
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)


class Listening(Protocol):
    """What a connection tells the address that it was accepted at."""

    def changed(self, channel: Channel) -> None:
        """Another thread has answered on the connection."""

    def served(self, channel: Channel) -> None:
        """The client has taken all of its answer."""


class Channel(HTTPChannel):
    """A connection."""

    parser_class = Head
    error_task_class = Refusal
    server: Listening
    unread = False  # whether the client may be sending what is not read
    lingering = False
    asked = 0.0  # when its request was there
    waits_since = 0.0  # when its thread began to wait for the client, where it does

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self.since = time.monotonic()  # when its wait began: for a request, for an answer to be taken, for the end
        super().__init__(*arguments, **options)

    @property
    def unsent(self) -> int:
        """Bytes of an answer that is whole and that the client has not taken."""
        return 0 if self.requests else int(self.total_outbufs_len)

    @property
    def busy(self) -> bool:
        """Whether a request is being answered, or its answer taken."""
        return bool(self.requests or self.total_outbufs_len)

    def overdue(self, now: float) -> bool:
        """Whether the client has had its time. While a request is being answered, it is not the client's, but where an
        answer is too long for memory."""
        if self.requests:
            return bool(self.waits_since) and now - self.waits_since > TAKING_SECONDS
        limit = ANSWER_SECONDS if self.total_outbufs_len else REQUEST_SECONDS
        return now - self.since > (LINGER_SECONDS if self.lingering else limit)

    def drop(self) -> None:
        """Close the connection, whatever is still to be read or written."""
        self.lingering = True
        self.handle_close()

    def service(self) -> None:
        """Answer a request, in a thread of its own."""
        self.unread = self.requests[0].unread
        try:
            super().service()
        finally:
            self.since = time.monotonic()
            self.server.changed(self)

    def _flush_outbufs_below_high_watermark(self) -> None:
        """Wait for the client, where much of an answer that is sent in pieces is not taken."""
        if self.total_outbufs_len <= self.adj.outbuf_high_watermark:
            return
        self.waits_since = time.monotonic()
        self.server.changed(self)
        try:
            super()._flush_outbufs_below_high_watermark()
        finally:
            self.waits_since = 0.0

    def handle_write(self) -> None:
        """Send what the client takes."""
        super().handle_write()
        if not self.total_outbufs_len and not self.lingering:
            self.since = time.monotonic()
            self.server.served(self)

    def handle_close(self) -> None:
        """Close the connection; where the client may still be sending, not before it could read the answer, which the
        system drops when something has come that nobody read."""
        if self.unread and self.connected and not self.lingering:
            with suppress(OSError):
                self.socket.shutdown(socket.SHUT_WR)
                self.lingering, self.since = True, time.monotonic()
                return
        super().handle_close()

    def readable(self) -> bool:
        """Whether what comes is read."""
        return self.lingering or bool(super().readable())

    def writable(self) -> bool:
        """Whether something is to be sent, or the connection to be closed."""
        return not self.lingering and bool(super().writable())

    def handle_read(self) -> None:
        """Read what has come."""
        if not self.lingering:
            super().handle_read()
            return
        with suppress(OSError):
            self.recv(LONGEST_HEAD)  # which closes the connection at its end
