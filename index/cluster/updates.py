"""Adding articles to an archive on a cluster, removing them, and looking whether all is there.

There the generation in force itself is changed: what is written is found from a second later on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import partial
from types import MappingProxyType
from typing import Any

from corpus.article import Article, Unreadable
from index.archive.build import UNCHANGED, edited
from index.archive.indexing import Progress
from index.archive.people_file import load_corrections
from index.archive.report import BuildReport, NothingToIndex, report_of
from index.archive.updates import Removal
from index.cluster.build import HERE, counts, now
from index.cluster.connection import NOT_THERE, PATIENCE, Cluster, Refused
from index.cluster.documents import article_of, key_of
from index.cluster.generations import InForce, in_force, set_meta, writing
from index.cluster.location import parse_location
from index.cluster.mapping import ARTICLE, LARGEST_PAGE, QUOTE
from index.cluster.sending import sending
from index.cluster.writer import Generation, Writer, delete
from index.errors import ArchiveError, DamagedArchive, SettingsError
from index.settings import Settings
from index.store.sorting import sort_out
from index.store.sources import Files

AT_ONCE = 1_000  # ids asked for together


def add(
    articles: Iterable[Article | Unreadable],
    location: str,
    settings: Settings,
    progress: Progress = lambda _done, _total: None,
    files: Files = MappingProxyType({}),
) -> BuildReport:
    """Index ``articles`` beside those of the archive, in place of those with the same ids; the report on them alone.

    As ``index.archive.updates.add``. Where it is stopped, what was acknowledged is in the archive; the same again adds
    the rest.
    """
    corrections = load_corrections(HERE)
    cluster = opened(location)
    with writing(cluster):
        there = in_force(cluster)
        if there.meta["boosts"] != settings.boosts:
            raise SettingsError(
                f"{location} was built with other boosts; rebuild it with: morgue rebuild SOURCE --archive {location}"
            )
        with sending(cluster) as sender:
            writer = Writer(cluster, sender, settings.boosts, lambda _: Generation(*there))

            def known(name: str) -> Article | None:
                if before := article(cluster, there, name):
                    writer.there_is(before)
                return before

            known_from = partial(_ids_from, cluster, there)
            found = sort_out(edited(articles, corrections), writer.add, known, known_from=known_from)
            if not (found.latest or found.duplicates or found.replaced or found.withdrawn):
                raise NothingToIndex(report_of(found))
            report = writer.finish(found, files, datetime.now(UTC).isoformat())
            if gone := [name for name in found.withdrawn if article(cluster, there, name)]:
                _refuse_to_empty(cluster, there, gone, 0)
                delete(cluster, there.articles, gone)
        _settle(cluster, there)
    progress(report.articles, report.articles)
    return report


def remove(ids: Iterable[str], location: str, progress: Progress = lambda _done, _total: None) -> Removal:
    """Remove the articles with these ids. As ``index.archive.updates.remove``."""
    cluster, names = opened(location), [*dict.fromkeys(ids)]
    with writing(cluster):
        there = in_force(cluster)
        known = [name for name in names if article(cluster, there, name)]
        if known:
            _refuse_to_empty(cluster, there, known, 0)
            delete(cluster, there.articles, known)
            _settle(cluster, there)
    progress(len(known), len(known))
    return Removal(tuple(known), tuple(name for name in names if name not in known))


def opened(location: str) -> Cluster:
    """The cluster of a location. Raises ``ClusterError`` where it is none of a known version."""
    cluster = Cluster(parse_location(location), PATIENCE)
    cluster.refuse_other_versions()
    return cluster


def article(cluster: Cluster, there: InForce, identifier: str) -> Article | None:
    """The article with an id, if there is one."""
    key = key_of(identifier)
    try:
        found = cluster.ask_again("GET", f"/{there.articles}/_doc/{key}", routing=key)
    except Refused as error:
        if error.status != NOT_THERE:
            raise
        return None
    return article_of(found["_source"])


def _ids_from(cluster: Cluster, there: InForce, beginning: str) -> list[str]:
    """The ids of articles that begin so, as many as are found at once."""
    begins = {"bool": {"filter": [{"prefix": {"id": beginning}}, {"term": {"document": ARTICLE}}]}}
    found = cluster.search(there.articles, {"query": begins, "size": LARGEST_PAGE, "_source": ["id"]})
    return [hit["_source"]["id"] for hit in found["hits"]["hits"]]


def files_read(location: str) -> dict[str, tuple[int, int]]:
    """The files that an archive was read from, by their paths."""
    cluster = opened(location)
    asked = {"query": {"term": {"kind": "files"}}, "size": LARGEST_PAGE}
    found = cluster.search(in_force(cluster).words, asked)["hits"]["hits"]
    return {path: (size, written) for hit in found for path, size, written in hit["_source"]["content"]["files"]}


def count_articles(location: str) -> int:
    """How many articles the archive has."""
    cluster = opened(location)
    return counts(cluster, in_force(cluster).articles)[ARTICLE]


def _refuse_to_empty(cluster: Cluster, there: InForce, gone: list[str], new: int) -> None:
    if counts(cluster, there.articles)[ARTICLE] + new - len(gone) <= 0:
        raise ArchiveError(
            f"{cluster.location} would have no articles left, and an archive has at least one; "
            f"remove its indexes to be rid of it. {UNCHANGED}"
        )


def _settle(cluster: Cluster, there: InForce) -> None:
    """Have what was written be found, and counted."""
    for each in (there.articles, there.words):
        cluster.ask_again("POST", f"/{each}/_refresh")
    there_are = counts(cluster, there.articles)
    about = {**there.meta, "articles": there_are[ARTICLE], "quotes": there_are[QUOTE], "built": now()}
    set_meta(cluster, there.articles, {name: value for name, value in about.items() if name != "format"})


def check(location: str) -> int:
    """Read all of an archive, and compare it with what is known of it; how many documents it has.

    Their bytes are compared with checksums by the cluster itself. Raises ``DamagedArchive`` where something is missing,
    ``ClusterError`` where a part of the archive does not answer.
    """
    cluster = opened(location)
    there = in_force(cluster)
    there_are, meta = counts(cluster, there.articles), there.meta
    expected = {ARTICLE: meta.get("articles"), QUOTE: meta.get("quotes")}
    if there_are != expected:
        raise DamagedArchive(
            f"{location} has {_listed(there_are)}, where {_listed(expected)} were written; {_remedy(location)}"
        )
    alone: dict[str, Any] = {"bool": {
        "filter": {"term": {"document": QUOTE}},
        "must_not": {"has_parent": {"parent_type": ARTICLE, "query": {"match_all": {}}}},
    }}  # fmt: skip
    strays = cluster.search(there.articles, {"size": 0, "track_total_hits": True, "query": alone})["hits"]["total"][
        "value"
    ]
    if strays:
        raise DamagedArchive(f"{location} has {strays:,} quotes of articles that there are not; {_remedy(location)}")
    return sum(there_are.values())


def _listed(some: Mapping[str, int | None]) -> str:
    return " and ".join(f"{count if count is not None else 'unknown'} {kind}s" for kind, count in some.items())


def _remedy(location: str) -> str:
    return f"rebuild the archive from its sources with: morgue rebuild SOURCE --archive {location}"
