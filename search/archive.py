"""Opening an archive, wherever it is."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from corpus.article import Article
from index.cluster.location import is_on_cluster, parse_location
from search.answers import Similar, Speaker, SpeakerProfile, Stats, Suggestion, Timeline
from search.request import (
    Export,
    FoundQuote,
    QuoteRequest,
    QuoteResults,
    SearchRequest,
    SearchResults,
    Span,
)

# Seconds: more than twice what the slowest of 28,421 odd questions to 21,578 articles took, which was mended then.
TIME_LIMIT = 10.0


class Archive(Protocol):
    """What page, JSON endpoint and command line ask of an archive; they never know which kind they talk to."""

    def search(self, request: SearchRequest) -> SearchResults:
        """Answer a request. Raises ``QueryError`` for a query that cannot be honoured."""

    def quotes(self, request: QuoteRequest) -> QuoteResults:
        """Answer a request for quotes. Raises ``QueryError`` for a query that cannot be honoured."""

    def export(self, request: SearchRequest) -> Export[Article]:
        """All articles that a request finds, whatever its page. Raises ``QueryError``."""

    def identifiers(self, request: SearchRequest) -> list[str]:
        """The ids of all articles that a request finds, in its order; none where they have some of its words only.
        Raises ``QueryError``."""

    def export_quotes(self, request: QuoteRequest) -> Export[FoundQuote]:
        """All quotes that a request finds, whatever its page. Raises ``QueryError``."""

    def timeline(self, request: SearchRequest) -> Timeline:
        """How many of the articles that a request finds are of each day, month or year. Raises ``QueryError``."""

    def speakers(self, prefix: str = "", limit: int = 20) -> tuple[Speaker, ...]:
        """Those with a name of which a word begins with ``prefix``, most quoted first."""

    def speaker(self, key: str) -> SpeakerProfile:
        """What the archive knows of one speaker. Raises ``NoSuchSpeaker``."""

    def article(self, identifier: str) -> Article:
        """The article with this id. Raises ``NoSuchArticle``."""

    def versions(self, identifier: str) -> tuple[Article, ...]:
        """The earlier versions of the article with this id, which no search finds, in the order of publication. Raises
        ``NoSuchArticle``."""

    def similar(self, identifier: str, most: int = 5) -> tuple[Similar, ...]:
        """The ``most`` articles that are most like the one with this id. Raises ``NoSuchArticle``."""

    def suggest(self, typed: str, most: int = 10) -> tuple[Suggestion, ...]:
        """At most ``most`` ways to go on with what was typed."""

    def highlights(self, article: Article, q: str) -> tuple[Span, ...]:
        """The words of ``article.text`` that the query ``q`` matches. Raises ``QueryError``."""

    def stats(self) -> Stats:
        """What the archive holds."""

    def state(self) -> str:
        """What the archive is answering from: while it is the same, and the day, so are answers."""

    def in_one_state(self) -> AbstractContextManager[None]:
        """Have what this thread asks meanwhile answered from one generation, whatever is written."""


def open_archive(location: str | os.PathLike[str], time_limit: float = TIME_LIMIT) -> Archive:
    """The archive in a directory, or on a cluster, where ``location`` is ``opensearch+https://…``, whose methods raise
    ``TookTooLong`` after ``time_limit`` seconds unless that is 0.

    Raises ``NoArchive``, ``DamagedArchive`` or ``FormatError``; on a cluster ``ClusterError`` as well, or
    ``SettingsError`` for a location that is none.
    """
    if is_on_cluster(location):
        from search.cluster.archive import ClusterArchive  # noqa: PLC0415 - as below

        return ClusterArchive(parse_location(location), time_limit)
    from search.local.archive import LocalArchive  # noqa: PLC0415 - a rebuild asks nothing, and starts sooner without

    return LocalArchive(Path(location), time_limit)
