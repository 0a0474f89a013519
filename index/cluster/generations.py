"""The indexes of an archive by their generations, the alias that says which is in force, and who may write.

One at a time writes. That is told by a document that the writer renews: who finds one waits, and takes it over where
it is not renewed meanwhile, so that a writer that was killed blocks nobody, and no two clocks are compared.
"""

from __future__ import annotations

import os
import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import Any, NamedTuple

from index.cluster.connection import CONFLICT, NOT_THERE, Cluster, ClusterError, Json, Refused
from index.cluster.mapping import FORMAT, META
from index.errors import ArchiveInUse, FormatError, NoArchive

RENEWED, PATIENCE = 2.0, 12.0  # seconds: how often a writer says that it is alive, and how long another waits for that
COPYING = "30s"  # for which copies are waited for: where a disk is full, or a node is going, some do not come
KEPT = 1  # generations before the one in force that stay, as in folders
WORDS = "-words"  # behind the name of a generation: its other index


class InForce(NamedTuple):
    """The generation in force: the name of its index of articles, and what is kept of it there."""

    articles: str
    meta: Json

    @property
    def words(self) -> str:
        """The name of its other index."""
        return self.articles + WORDS


def in_force(cluster: Cluster, for_reading: bool = False) -> InForce:
    """The generation in force. Raises ``NoArchive`` where there is none, or something else by this name, and
    ``FormatError``. ``for_reading``, any node may say it, also while none decides."""
    found, location = named(cluster, for_reading), cluster.location
    if found is None:
        raise NoArchive(
            f"{location}: there is no archive {location.name!r}; build one with: morgue rebuild SOURCE "
            f"--archive {location}"
        )
    if found.meta["format"] != FORMAT:
        raise FormatError(
            f"{location} has format {found.meta['format']}, and this Morgue reads {FORMAT}; rebuild it from its "
            f"sources with: morgue rebuild SOURCE --archive {location}"
        )
    return found


def named(cluster: Cluster, for_reading: bool = False) -> InForce | None:
    """The generation in force, of whatever format; None where nothing has the name. Raises ``NoArchive`` where
    something else has it."""
    location, name = cluster.location, cluster.location.name
    try:
        path, kept = f"/{name}/_mapping", f"*.mappings._meta.{META}"
        found = cluster.ask_again("GET", path, filter_path=kept, local=for_reading)
    except NoArchive:
        return None
    try:
        ((index, about),) = found.items()
        meta = about["mappings"]["_meta"][META]
    except (AttributeError, KeyError, TypeError, ValueError):
        index, meta = name, {}
    if index == name:
        raise NoArchive(f"{location}: {name!r} is an index of something else; name another archive")
    return InForce(index, meta)


def meta_of(cluster: Cluster, index: str) -> Json:
    """What is kept of a generation in its index."""
    found = cluster.ask_again("GET", f"/{index}/_mapping", filter_path=f"*.mappings._meta.{META}")
    return dict(found[index]["mappings"]["_meta"][META]) if found else {}


def generations(cluster: Cluster) -> list[str]:
    """The indexes of articles of all generations, the oldest first."""
    name = cluster.location.name
    found = cluster.ask_again("GET", f"/{name}-*", filter_path="*.settings.index.number_of_shards")
    numbered = re.compile(re.escape(name) + r"-\d{6,}")
    return sorted(index for index in found or () if numbered.fullmatch(index))


def next_generation(there: list[str], name: str) -> str:
    """The index of a generation behind those that are ``there``."""
    number = max((int(index.rpartition("-")[2]) for index in there), default=0) + 1
    return f"{name}-{number:06d}"


def create(cluster: Cluster, index: str, about: Json) -> None:
    """Make an index, empty, whose copies are on their nodes, as far as there are as many: what is acknowledged from
    then on does not go with one of them."""
    nodes = cluster.ask_again("GET", "/_cluster/health")["number_of_data_nodes"]
    copies = min(1 + about["settings"]["number_of_replicas"], nodes)
    cluster.ask_when_free("PUT", f"/{index}", about, wait_for_active_shards=copies, timeout=COPYING)


def switch(cluster: Cluster, index: str, before: str | None) -> None:
    """Have another generation be in force, in one step."""
    name = cluster.location.name
    actions: list[Json] = [{"remove": {"index": before, "alias": name}}] if before else []
    cluster.ask_when_free("POST", "/_aliases", {"actions": [*actions, {"add": {"index": index, "alias": name}}]})


def discard(cluster: Cluster, index: str) -> None:
    """Remove a generation, as far as it is there."""
    for each in (index, index + WORDS):
        with suppress(NoArchive):
            cluster.ask_again("DELETE", f"/{each}")


def set_meta(cluster: Cluster, index: str, meta: Json) -> None:
    """Keep what is known of a generation in its index."""
    cluster.ask_again("PUT", f"/{index}/_mapping", {"_meta": {META: {"format": FORMAT, **meta}}})


@contextmanager
def writing(cluster: Cluster, task: str = "writer") -> Iterator[None]:
    """Be the one who writes the archive. Raises ``ArchiveInUse`` where another one does."""
    lock = f"/{cluster.location.name}-lock"
    held = _taken(cluster, lock, task)
    ended = threading.Event()
    renewing = threading.Thread(target=_renew, args=(cluster, lock, task, held, ended), daemon=True)
    renewing.start()
    try:
        yield
    finally:
        ended.set()
        renewing.join()
        with suppress(ClusterError):  # who cannot say that it ends is found not to renew it
            cluster.ask("DELETE", f"{lock}/_doc/{task}")


def _taken(cluster: Cluster, lock: str, task: str) -> Json:
    """The document by which this process writes, now that no other does."""
    try:
        cluster.ask_when_free("PUT", lock, {"settings": {"number_of_shards": 1, "number_of_replicas": 1}})
    except Refused as error:
        if error.kind != "resource_already_exists_exception":
            raise
    mine = {"host": socket.gethostname(), "process": os.getpid(), "since": datetime.now(UTC).isoformat()}
    try:
        _put(cluster, lock, task, mine, op_type="create")
    except Refused as error:
        if error.status != CONFLICT:
            raise
    else:
        return mine
    before = _held(cluster, lock, task)
    ends = time.monotonic() + PATIENCE
    while before and time.monotonic() < ends:
        time.sleep(RENEWED / 4)
        now = _held(cluster, lock, task)
        if now and (now["_seq_no"], now["_primary_term"]) != (before["_seq_no"], before["_primary_term"]):
            by = now["_source"]
            raise ArchiveInUse(
                f"{cluster.location}: process {by.get('process')} on {by.get('host')} is writing this archive since "
                f"{by.get('since')}; wait for it to end"
            )
        before = now
    state = {"if_seq_no": before["_seq_no"], "if_primary_term": before["_primary_term"]} if before else {}
    try:
        _put(cluster, lock, task, mine, **(state or {"op_type": "create"}))
    except Refused as error:
        if error.status != CONFLICT:
            raise
        raise ArchiveInUse(
            f"{cluster.location}: another one began to write this archive; wait for it to end"
        ) from error
    return mine


def _held(cluster: Cluster, lock: str, task: str) -> Any:
    try:
        return cluster.ask_again("GET", f"{lock}/_doc/{task}")
    except Refused as error:
        if error.status != NOT_THERE:
            raise
        return None


def _put(cluster: Cluster, lock: str, task: str, document: Json, **parameters: Any) -> Any:
    return cluster.ask_when_free("PUT", f"{lock}/_doc/{task}", document, **parameters)


def _renew(cluster: Cluster, lock: str, task: str, held: Json, ended: threading.Event) -> None:
    while not ended.wait(RENEWED):
        with suppress(ClusterError):  # a node is gone; the next one takes it
            cluster.ask("PUT", f"{lock}/_doc/{task}", held)
