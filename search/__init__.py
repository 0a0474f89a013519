"""The third room: a request in, ranked results out; hits, snippets as spans, facets, totals."""

from search.archive import Archive, open_archive
from search.embedded import Stats
from search.errors import NoSuchArticle, QueryError, RequestError
from search.request import FACETS, FacetValue, Hit, SearchRequest, SearchResults, Snippet, Span

__all__ = [
    "FACETS", "Archive", "FacetValue", "Hit", "NoSuchArticle", "QueryError", "RequestError", "SearchRequest",
    "SearchResults", "Snippet", "Span", "Stats", "open_archive",
]  # fmt: skip
