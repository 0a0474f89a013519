"""The archive in a directory on this machine."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import numpy as np
import whoosh.index
import whoosh.query
from whoosh.searching import Searcher

from corpus.article import Article
from index import REMEDY, DamagedArchive, Generation, NoArchive, current_generation
from index.columns import NO_DAY, count_labels
from search import facets
from search.description import describe
from search.errors import NoSuchArticle, QueryError
from search.highlights import Wanted, matches, wanted
from search.language import parse
from search.matching import Matches, match
from search.ranking import BM25F
from search.request import Hit, SearchRequest, SearchResults, Span
from search.snippets import snippets
from search.spelling import did_you_mean
from search.terms import to_terms
from search.tree import Query

# Below this many results another spelling is looked for.
FEW_RESULTS = 5
ATTEMPTS = 3  # to open a generation, where each may be gone before it is opened


@dataclass(frozen=True)
class Stats:
    """What an archive holds. ``first`` and ``last`` are days of publication; ``undated`` counts articles without."""

    articles: int
    first: date | None
    last: date | None
    undated: int
    words: int
    sections: dict[str, int]
    unreadable: int
    generation: str
    built: datetime


class EmbeddedArchive:
    """An archive directory, open for searching. Safe for threads; picks up a new generation by itself."""

    def __init__(self, location: Path) -> None:
        """Open the archive. Raises ``NoArchive``, ``DamagedArchive`` or ``FormatError``."""
        self._location = location
        self._opening = threading.Lock()
        self._generation = Generation(location)
        self._local = threading.local()

    def search(self, request: SearchRequest) -> SearchResults:
        """Answer a request. Raises ``QueryError`` for a query that cannot be honoured."""
        started = time.perf_counter()
        generation, searcher = self._open()
        tree = parse(request.q, request.match, _today())
        partial = False
        found = self._match(tree, searcher)
        passing = facets.masks(request.filters, generation.columns)
        everything = facets.passing_all(passing, len(generation.columns.day))
        if not found.where(everything).documents.size and (relaxed := _relaxed(tree)) is not None:
            found = self._match(relaxed, searcher)
            partial = bool(found.where(everything).documents.size)
            tree = relaxed if partial else tree
        kept = found.where(everything)
        sort = "newest" if isinstance(tree, whoosh.query.Every) and request.sort == "relevance" else request.sort
        order = _order(kept, generation, sort)[(request.page - 1) * request.size : request.page * request.size]
        looked_for = wanted(to_terms(tree, searcher.reader()))
        few = partial or kept.documents.size < FEW_RESULTS
        return SearchResults(
            total=int(kept.documents.size),
            hits=tuple(
                _hit(generation.article(int(kept.documents[n])), float(kept.scores[n]), looked_for) for n in order
            ),
            facets=facets.count(found, request.filters, passing, generation.columns),
            read_as=describe(tree),
            partial=partial,
            did_you_mean=self._suggestion(request, searcher, 0 if partial else kept.documents.size) if few else "",
            page=request.page,
            size=request.size,
            took_ms=round((time.perf_counter() - started) * 1000, 3),
        )

    def article(self, identifier: str) -> Article:
        """The article with this id. Raises ``NoSuchArticle``."""
        generation, searcher = self._open()
        try:
            number = searcher.document_number(id=identifier)
        except UnicodeEncodeError:  # bytes of a command line that are no text
            number = None
        if number is None:
            raise NoSuchArticle(identifier)
        return generation.article(number)

    def highlights(self, article: Article, q: str) -> tuple[Span, ...]:
        """The words of ``article.text`` that the query ``q`` matches. Raises ``QueryError``."""
        if not q.strip():
            return ()
        _, searcher = self._open()
        looked_for = wanted(to_terms(parse(q, "any", _today()), searcher.reader()))
        return tuple(Span(found.start, found.end) for found in matches(article, looked_for))

    def stats(self) -> Stats:
        """What the archive holds."""
        generation, searcher = self._open()
        documents = match(whoosh.query.Every(), searcher).documents
        days = generation.columns.day[documents]
        dated = days[days != NO_DAY]
        reader = searcher.reader()
        return Stats(
            articles=len(generation),
            first=date.fromordinal(int(dated.min())) if dated.size else None,
            last=date.fromordinal(int(dated.max())) if dated.size else None,
            undated=int(np.count_nonzero(days == NO_DAY)),
            words=sum(int(reader.field_length(name)) for name in ("headline", "deck", "body", "captions")),
            sections=dict(count_labels(generation.columns.facets["section"], documents)),
            unreadable=len(generation.report["unreadable"]),
            generation=generation.folder.name,
            built=generation.built,
        )

    def _suggestion(self, request: SearchRequest, searcher: Searcher, found: int) -> str:
        """Another spelling of the query, if it finds more."""
        better = did_you_mean(request.q, searcher.reader())
        try:
            more = better and self._match(parse(better, request.match, _today()), searcher).documents.size > found
        except QueryError:
            more = False
        return better if more else ""

    def _match(self, tree: Query, searcher: Searcher) -> Matches:
        return match(to_terms(tree, searcher.reader()), searcher)

    def _open(self) -> tuple[Generation, Searcher]:
        """The generation in force and this thread's searcher over it: Whoosh's readers seek in shared files."""
        for attempt in range(ATTEMPTS):
            generation = self._newest()
            if getattr(self._local, "generation", None) is generation:
                break
            try:
                reader = generation.index.reader()
            except (OSError, whoosh.index.EmptyIndexError) as error:  # two rebuilds since: it is gone already
                if attempt == ATTEMPTS - 1:
                    raise DamagedArchive(f"{generation.folder} cannot be read ({error}); {REMEDY}") from error
                continue
            self._local.searcher = Searcher(reader, weighting=BM25F(), fromindex=generation.index)
            self._local.generation = generation
        return self._local.generation, self._local.searcher

    def _newest(self) -> Generation:
        try:
            changed = current_generation(self._location) != self._generation.folder
        except (NoArchive, DamagedArchive):  # the directory is gone or hurt; what is open still answers
            return self._generation
        if changed:
            with self._opening:
                if current_generation(self._location) != self._generation.folder:
                    self._generation = Generation(self._location)
        return self._generation


def _today() -> date:
    return datetime.now().astimezone().date()


def _relaxed(tree: Query) -> Query | None:
    """The tree with any of its words enough, where it asks for several without saying AND; dates still bind."""
    q = whoosh.query
    if type(tree) is not q.And:
        return None
    words = [node for node in tree.children() if isinstance(node, q.Term | q.Phrase | q.MultiTerm | q.Or | q.And)]
    words = [node for node in words if not isinstance(node, q.NumericRange)]
    others = [node for node in tree.children() if not any(node is word for word in words)]
    if len(words) < 2:  # noqa: PLR2004
        return None
    return q.And([q.Or(words), *others]) if others else q.Or(words)


def _order(found: Matches, generation: Generation, sort: str) -> list[int]:
    """Indices into ``found``, best first; ties go to the newer article, then to the smaller id."""
    rank = generation.columns.rank[found.documents]
    if sort == "relevance":
        return list(np.lexsort((rank, -found.scores)))
    if sort == "newest":
        return list(np.argsort(rank, kind="stable"))
    instant = generation.columns.instant[found.documents]
    undated = generation.columns.day[found.documents] == NO_DAY
    return list(np.lexsort((rank, instant, undated)))


def _hit(article: Article, score: float, looked_for: Wanted) -> Hit:
    found = matches(article, looked_for)
    headline_end = len(article.headline)
    return Hit(
        id=article.id,
        score=round(score, 4),
        headline=article.headline,
        highlights=tuple(Span(word.start, word.end) for word in found if word.end <= headline_end),
        published=article.published,
        byline=article.byline,
        section=article.section,
        source=str(article.source),
        url=article.url,
        snippets=snippets(article, found),
    )
