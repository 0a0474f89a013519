"""Serving the pages of an archive to browsers."""

from __future__ import annotations

import gc
import signal
import threading
from collections.abc import Sequence
from contextlib import suppress
from types import FrameType

from search import Archive, QueryError, QuoteRequest, SearchRequest
from web.app import create_app
from web.guards import hosts_served
from web.server import Server

# Between them they take every road that searches often take, in any archive in English.
WARMING = (
    "the", "the AND of", '"of the"', "the OR of", "th*", "thr~1", "headline:the", "-of", "date:[1900 TO]", "thé",
    "=the", "the of -to", '"of the"~9', '="of the"', 'body:"of the"~9', 'headline:="of the"', "body:th?se", "headline:thr~",
    "the ANDMAYBE of", "the REQUIRE =of", "the OR th*", "speaker:th* quote:of", "*:* AND the date:[1900 TO]",
    "body:=the",
)  # fmt: skip


def listening(archive: Archive, host: str, port: int, trusted_hosts: Sequence[str] = ()) -> Server:
    """A server that listens. ``trusted_hosts`` are names that it answers to, beside those of its own address.

    Raises ``OSError`` or ``ValueError`` where it cannot.
    """
    return Server(create_app(archive, hosts_served(host, trusted_hosts)), host, port)


def serve(server: Server, archive: Archive) -> None:
    """Answer whoever asks, until Ctrl-C or SIGTERM; a second Ctrl-C does not wait for requests under way."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        server.stop()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    threading.Thread(target=warm_up, args=(archive,), daemon=True).start()
    try:
        with suppress(KeyboardInterrupt):
            server.run()
    finally:
        server.close()


def warm_up(archive: Archive) -> None:
    """Have what pages need loaded, and compiled where it never was, before somebody waits for it."""
    archive.stats()
    archive.speakers()
    for q in WARMING:
        with suppress(QueryError):  # in a large archive too many words begin with "th"
            archive.search(SearchRequest(q))
            archive.quotes(QuoteRequest(q))
            archive.search(SearchRequest(q, match="any", sort="oldest", filters={"section": ("News",)}))
    # What is loaded by now stays. Looking through it for garbage took 0.1 to 0.2 s, of whatever request came then.
    gc.collect()
    gc.freeze()
