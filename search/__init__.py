"""The third room: a request in, ranked results out; hits, snippets as spans, facets, totals."""

from search.archive import Archive, open_archive
from search.errors import NoSuchArticle, NoSuchSpeaker, QueryError, RequestError
from search.request import (
    FACETS,
    QUOTE_FACETS,
    SURE,
    FacetValue,
    Hit,
    QuoteHit,
    QuoteRequest,
    QuoteResults,
    Results,
    SearchRequest,
    SearchResults,
    Snippet,
    Span,
    Speaker,
    SpeakerProfile,
    Stats,
)

__all__ = [
    "FACETS",
    "QUOTE_FACETS",
    "SURE",
    "Archive",
    "FacetValue",
    "Hit",
    "NoSuchArticle",
    "NoSuchSpeaker",
    "QueryError",
    "QuoteHit",
    "QuoteRequest",
    "QuoteResults",
    "RequestError",
    "Results",
    "SearchRequest",
    "SearchResults",
    "Snippet",
    "Span",
    "Speaker",
    "SpeakerProfile",
    "Stats",
    "open_archive",
]
