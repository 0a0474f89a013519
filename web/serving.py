"""Serving the pages of an archive to browsers."""

from __future__ import annotations

import signal
import threading
from contextlib import suppress
from typing import TypeAlias

import waitress.server

from search import Archive, QueryError, QuoteRequest, SearchRequest
from web.app import create_app

Server: TypeAlias = waitress.server.BaseWSGIServer | waitress.server.MultiSocketServer
# Between them they take every road that searches often take, in any archive in English.
WARMING = ("the", "the AND of", '"of the"', "the OR of", "th*", "thr~1", "headline:the", "-of", "date:[1900 TO]")


def listening(archive: Archive, host: str, port: int) -> Server:
    """A server that listens, where at one address alone with its port as ``effective_port``.

    Raises ``OSError`` or ``ValueError`` where it cannot.
    """
    return waitress.server.create_server(create_app(archive), host=host, port=port, ident="morgue")


def serve(server: Server, archive: Archive) -> None:
    """Answer whoever asks, until Ctrl-C or SIGTERM."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    threading.Thread(target=warm_up, args=(archive,), daemon=True).start()
    try:
        with suppress(KeyboardInterrupt):
            server.run()
    finally:
        server.close()


def warm_up(archive: Archive) -> None:
    """Have what pages need loaded, and compiled where it never was, before somebody waits for it."""
    archive.stats()
    for q in WARMING:
        with suppress(QueryError):  # in a large archive too many words begin with "th"
            archive.search(SearchRequest(q))
            archive.quotes(QuoteRequest(q))
