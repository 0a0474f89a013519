"""Serving the pages of an archive to browsers."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from dataclasses import replace

from search import Archive
from web.app import create_app
from web.middleware.access import Access
from web.middleware.guards import hosts_served
from web.middleware.metrics import counted_together
from web.server.processes import Workers


def serve(
    archive: Archive, host: str, sockets: Sequence[socket.socket], trusted_hosts: Sequence[str], processes: int,
    access: Access,
) -> None:  # fmt: skip
    """Answer whoever asks at ``sockets``, by which ``host`` is listened at, with so many processes, until Ctrl-C or
    SIGTERM; a second Ctrl-C does not wait for requests under way.

    ``trusted_hosts`` are names that it answers to, beside those of its own address; ``access`` is of all processes
    together.
    """
    each = replace(access, each_second=access.each_second / processes)
    with counted_together():
        Workers(create_app(archive, hosts_served(host, trusted_hosts), each), archive, sockets, processes).run()
