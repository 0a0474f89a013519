"""Rebuilding an archive on a cluster: articles into a new generation, which is verified and then put in force.

Several machines may do it together, each with a share of what is to be read: the first makes the generation, each of
them says when it is done, and the last of these puts it in force.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from corpus.article import Article, Unreadable
from index.archive.build import UNCHANGED, edited
from index.archive.indexing import Progress
from index.archive.people_file import load_corrections
from index.archive.report import BuildReport, NothingToIndex, report_of
from index.cluster.connection import PATIENCE, Cluster, ClusterError, Json
from index.cluster.generations import (
    KEPT,
    WORDS,
    InForce,
    create,
    discard,
    generations,
    meta_of,
    named,
    next_generation,
    set_meta,
    switch,
    writing,
)
from index.cluster.location import parse_location
from index.cluster.mapping import ARTICLE, QUOTE, articles_index, words_index
from index.cluster.sending import sending
from index.cluster.writer import Generation, Writer, delete_found
from index.errors import ArchiveError, ArchiveInUse, SettingsError
from index.settings import Settings
from index.store.sorting import SortedOut, sort_out
from index.store.sources import Files

ALONE = "0"  # the run of who rebuilds alone
HERE = Path()  # where ``people.toml`` of an archive on a cluster is, as ``morgue.toml`` is
WAITING = 60.0  # seconds that one of several waits for the others, each of which takes a moment


class Share(NamedTuple):
    """The ``number``-th, from 1, of so many shares."""

    number: int
    of: int


def rebuild(
    articles: Iterable[Article | Unreadable],
    location: str,
    settings: Settings,
    progress: Progress = lambda _done, _total: None,
    files: Files = MappingProxyType({}),
) -> BuildReport:
    """Index ``articles`` into a new generation of the archive at ``location``, and put it in force.

    The same as ``index.archive.build.rebuild``, on a cluster. Until the very end the generation before stays in force;
    what is left by one that was killed is removed. Raises ``NothingToIndex``, ``ClusterError``, ``ArchiveInUse``, and
    ``NoArchive`` where the name is that of something else.
    """
    corrections = load_corrections(HERE)
    cluster = Cluster(parse_location(location), PATIENCE)
    cluster.refuse_other_versions()
    before = named(cluster)
    with writing(cluster), unchanged():
        there = generations(cluster)
        for index in _newer(there, before):
            _refuse_shared(cluster, index)
            discard(cluster, index)
        index = next_generation(there, cluster.location.name)

        def made(averages: dict[str, dict[str, float]]) -> Generation:
            return _made(cluster, index, settings, {"boosts": settings.boosts, "averages": averages})

        try:
            with sending(cluster) as sender:
                writer = Writer(cluster, sender, settings.boosts, made)
                report = writer.finish(_sorted_out(edited(articles, corrections), writer), files, ALONE)
            progress(report.articles, report.articles)
            _open_to_readers(cluster, index)
            _verify(cluster, index, {ARTICLE: report.articles, QUOTE: report.quotes + report.statements}, writer.some)
            _put_in_force(cluster, index, before)
        except BaseException:
            with suppress(ArchiveError):  # what cannot be removed now is left to the next writer
                discard(cluster, index)
            raise
        _discard_old(cluster, index)
    return report


def _sorted_out(articles: Iterable[Article | Unreadable], writer: Writer) -> SortedOut:
    """What was read and written. Raises ``NothingToIndex``."""
    found = sort_out(articles, writer.add)
    if not found.latest:
        raise NothingToIndex(report_of(found))
    return found


@contextmanager
def unchanged() -> Iterator[None]:
    """Have what a cluster refuses say that nothing was changed."""
    try:
        yield
    except ClusterError as error:
        raise ClusterError(f"{error}. {UNCHANGED}") from error


def _newer(there: list[str], before: InForce | None) -> list[str]:
    """The generations that were never in force."""
    return [index for index in there if before is None or index > before.articles]


def _refuse_shared(cluster: Cluster, index: str) -> None:
    """Raise ``ArchiveInUse`` where several are filling a generation."""
    for number in range(meta_of(cluster, index).get("shares", 0)):
        with writing(cluster, f"share-{number + 1}"):
            pass


def _made(cluster: Cluster, index: str, settings: Settings, meta: Json) -> Generation:
    create(cluster, index, articles_index(settings.shards, settings.replicas, meta))
    create(cluster, index + WORDS, words_index(settings.replicas))
    return Generation(index, meta)


def _open_to_readers(cluster: Cluster, index: str) -> None:
    for each in (index, index + WORDS):
        cluster.ask_again("PUT", f"/{each}/_settings", {"index": {"refresh_interval": "1s"}})
        cluster.ask_again("POST", f"/{each}/_refresh", seconds=600)


def counts(cluster: Cluster, index: str) -> dict[str, int]:
    """How many documents there are of each kind."""
    of = {kind: {"filter": {"term": {"document": kind}}} for kind in (ARTICLE, QUOTE)}
    found = cluster.search(index, {"size": 0, "aggs": of})["aggregations"]
    return {kind: found[kind]["doc_count"] for kind in of}


def _verify(cluster: Cluster, index: str, expected: Mapping[str, int], some: Mapping[str, str]) -> None:
    """See that a generation has what was written. Raises ``ClusterError``."""
    there = counts(cluster, index)
    if there != expected:
        raise ClusterError(f"{cluster.location}: the new generation has {there}, where {expected} were acknowledged")
    asked = [{"size": 1, "_source": ["article.headline"], "query": {"term": {"id": each}}} for each in some]
    for (identifier, headline), answer in zip(some.items(), cluster.search_all(index, asked), strict=True):
        hits = answer["hits"]["hits"]
        if not hits or hits[0]["_source"]["article"].get("headline", "") != headline:
            raise ClusterError(f"{cluster.location}: the new generation does not find article {identifier!r}")


def _put_in_force(cluster: Cluster, index: str, before: InForce | None) -> None:
    there = counts(cluster, index)
    about = {"articles": there[ARTICLE], "quotes": there[QUOTE], "built": now()}
    set_meta(cluster, index, {**meta_of(cluster, index), **about})
    switch(cluster, index, before.articles if before else None)


def now() -> str:
    """When what is in force was last written: in ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _discard_old(cluster: Cluster, index: str) -> None:
    for old in [each for each in generations(cluster) if each < index][:-KEPT]:
        with suppress(ArchiveError):
            discard(cluster, old)


# By several.


def rebuild_share(
    articles: Iterable[Article | Unreadable],
    location: str,
    settings: Settings,
    share: Share,
    progress: Progress = lambda _done, _total: None,
    files: Files = MappingProxyType({}),
) -> BuildReport:
    """Index the ``articles`` of one of several shares into a generation that all of them fill; the report on these
    alone. When all have been here, it is put in force.

    A share that fails can be run again, by whomever. Of articles of one id in several shares the one that was published
    last is kept. Raises as ``rebuild``, and ``SettingsError`` where the others have other boosts.
    """
    corrections = load_corrections(HERE)
    cluster, run = Cluster(parse_location(location), PATIENCE), f"share-{share.number}"
    cluster.refuse_other_versions()
    with writing(cluster, run), unchanged():
        with sending(cluster) as sender:
            writer = Writer(
                cluster, sender, settings.boosts, lambda averages: _joined(cluster, settings, share, averages), run
            )
            found = sort_out(edited(articles, corrections), writer.add)
            report = writer.finish(found, files, run)
        progress(report.articles, report.articles)
        assert writer.generation
        index = writer.generation.articles
        _verify_share(cluster, index, writer.some)
        with _in_turn(cluster):
            _note_done(cluster, index, share)
    return report


@contextmanager
def _in_turn(cluster: Cluster) -> Iterator[None]:
    """Be the one who writes for a moment, when the others have had theirs."""
    ends = time.monotonic() + WAITING
    while True:
        try:
            with writing(cluster):
                yield
                return
        except ArchiveInUse:
            if time.monotonic() > ends:
                raise


def _joined(cluster: Cluster, settings: Settings, share: Share, averages: dict[str, dict[str, float]]) -> Generation:
    """The generation that all shares fill; a new one, where this is the first."""
    with _in_turn(cluster):
        before, there = named(cluster), generations(cluster)
        for index in reversed(_newer(there, before)):
            meta = meta_of(cluster, index)
            if meta.get("shares") != share.of:
                discard(cluster, index)  # what a rebuild that was killed left, or one in other shares
                continue
            if meta["boosts"] != settings.boosts:
                raise SettingsError(
                    f"{cluster.location}: the other shares are built with other boosts; see morgue.toml"
                )
            if not meta["averages"][ARTICLE]:  # those who were here before had nothing to read
                meta["averages"] = averages
                set_meta(cluster, index, meta)
            return Generation(index, meta)
        meta = {"boosts": settings.boosts, "averages": averages, "shares": share.of, "done": []}
        return _made(cluster, next_generation(there, cluster.location.name), settings, meta)


def _verify_share(cluster: Cluster, index: str, some: Mapping[str, str]) -> None:
    cluster.ask_again("POST", f"/{index}/_refresh", seconds=600)
    found = cluster.search(index, {"size": len(some), "_source": ["id"], "query": {"terms": {"id": [*some]}}})
    if missing := some.keys() - {hit["_source"]["id"] for hit in found["hits"]["hits"]}:
        raise ClusterError(f"{cluster.location}: the new generation does not find article {min(missing)!r}")


def _note_done(cluster: Cluster, index: str, share: Share) -> None:
    """Say that a share is written; where it is the last of them, the generation is put in force."""
    meta = meta_of(cluster, index)
    done = sorted({*meta["done"], share.number})
    set_meta(cluster, index, {**meta, "done": done})
    if len(done) < share.of:
        return
    before = named(cluster)
    if before and before.articles >= index:
        return  # all have been here before, and one came again
    _open_to_readers(cluster, index)
    for number in done:
        delete_found(cluster, index, _left_behind(f"share-{number}"))
    _put_in_force(cluster, index, before)
    _discard_old(cluster, index)


def _left_behind(run: str) -> Json:
    """Quotes that a share wrote of an article that another one replaced."""
    theirs = {"has_parent": {"parent_type": ARTICLE, "query": {"term": {"share": run}}}}
    return {"bool": {"filter": [{"term": {"document": QUOTE}}, {"term": {"share": run}}], "must_not": [theirs]}}
