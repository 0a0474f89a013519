"""What is asked of an archive, and what it answers; the same for page, JSON and command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any, Literal, get_args

from search.errors import RequestError

Match = Literal["all", "any"]
Sort = Literal["relevance", "newest", "oldest"]
#: What results are counted and can be narrowed by.
FACETS = ("section", "year", "month", "byline", "tags")
LARGEST_SIZE = 100
MOST_FILTERS = 20  # values of one facet
LONGEST_QUERY = 2_000  # characters
# Results are read and ranked whole, so any page costs the same; the bound keeps arithmetic within int64.
LAST_PAGE = 1_000_000


@dataclass(frozen=True)
class SearchRequest:
    """A search. An empty ``q`` asks for everything, newest first.

    ``match``: whether all words are required or any; ``filters``: facet name to the values of which an
    article must have one. Raises ``RequestError`` for values outside these.
    """

    q: str = ""
    match: Match = "all"
    page: int = 1
    size: int = 20
    sort: Sort = "relevance"
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Check every value."""
        _one_of("match", self.match, get_args(Match))
        _one_of("sort", self.sort, get_args(Sort))
        _within("page", self.page, LAST_PAGE)
        _within("size", self.size, LARGEST_SIZE)
        if len(self.q) > LONGEST_QUERY:
            raise RequestError("q", f"longer than {LONGEST_QUERY:,} characters")
        for name, values in self.filters.items():
            _one_of("filters", name, FACETS)
            if len(values) > MOST_FILTERS:
                raise RequestError(name, f"more than {MOST_FILTERS} values")


def _one_of(parameter: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise RequestError(parameter, f"{value!r} is not one of {', '.join(allowed)}")


def _within(parameter: str, value: int, largest: int) -> None:
    if not 1 <= value <= largest:
        raise RequestError(parameter, f"{value} is not a number from 1 to {largest:,}")


@dataclass(frozen=True)
class Span:
    """A half-open stretch of a text, in code points."""

    start: int
    end: int


@dataclass(frozen=True)
class Snippet:
    """A passage of a hit: ``text`` as it stands in ``field``, from offset ``start`` of the article's text on,
    with the matched words in ``highlights`` (offsets in ``text``). ``cut_before`` and ``cut_after`` say that
    its sentence goes on there."""

    field: str
    text: str
    start: int
    highlights: tuple[Span, ...]
    cut_before: bool = False
    cut_after: bool = False


@dataclass(frozen=True)
class Hit:
    """One article found. ``highlights`` are the matched words of the headline."""

    id: str
    score: float
    headline: str
    highlights: tuple[Span, ...]
    published: date | datetime | None
    byline: tuple[str, ...]
    section: str
    source: str
    url: str
    snippets: tuple[Snippet, ...]


@dataclass(frozen=True)
class FacetValue:
    """How many results have ``value``; ``selected`` where it is among the request's filters."""

    value: str
    count: int
    selected: bool = False


@dataclass(frozen=True)
class SearchResults:
    """The answer to a ``SearchRequest``.

    ``total`` is exact; ``read_as`` is the query as it was understood, in the query language;
    ``partial`` says that no article has all the words and these have some; ``did_you_mean`` is another query
    that would find more, or empty; ``facets`` counts each facet's values as if it were not filtered by.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: dict[str, tuple[FacetValue, ...]]
    read_as: str
    partial: bool
    did_you_mean: str
    page: int
    size: int
    took_ms: float

    @property
    def pages(self) -> int:
        """The number of pages."""
        return -(-self.total // self.size)

    def as_json(self) -> dict[str, Any]:
        """Plain JSON values, dates in ISO 8601: what the JSON endpoint and ``morgue search --json`` give."""
        record = asdict(self)
        for hit in record["hits"]:
            hit["published"] = hit["published"].isoformat() if hit["published"] else None
        return record
