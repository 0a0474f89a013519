"""The third room: a request in, ranked results out; hits, snippets as spans, facets, totals."""

from index.fields import ARTICLE_FACETS, FACETS, QUOTE_FACETS, Facet
from search.answers import Periods, Similar, Speaker, SpeakerProfile, Stats, Suggestion, Timeline
from search.archive import TIME_LIMIT, Archive, open_archive
from search.errors import NoSuchArticle, NoSuchSpeaker, NoSuchVersion, QueryError, RequestError, TookTooLong
from search.examples import EXAMPLES
from search.request import (
    SURE,
    Export,
    FacetValue,
    FoundQuote,
    Hit,
    QuoteHit,
    QuoteRequest,
    QuoteResults,
    Reason,
    Results,
    SearchRequest,
    SearchResults,
    Snippet,
    Span,
    doubt,
)
from search.versions import Version, version_of

__all__ = [
    "ARTICLE_FACETS",
    "EXAMPLES",
    "FACETS",
    "QUOTE_FACETS",
    "SURE",
    "TIME_LIMIT",
    "Archive",
    "Export",
    "Facet",
    "FacetValue",
    "FoundQuote",
    "Hit",
    "NoSuchArticle",
    "NoSuchSpeaker",
    "NoSuchVersion",
    "Periods",
    "QueryError",
    "QuoteHit",
    "QuoteRequest",
    "QuoteResults",
    "Reason",
    "RequestError",
    "Results",
    "SearchRequest",
    "SearchResults",
    "Similar",
    "Snippet",
    "Span",
    "Speaker",
    "SpeakerProfile",
    "Stats",
    "Suggestion",
    "Timeline",
    "TookTooLong",
    "Version",
    "doubt",
    "open_archive",
    "version_of",
]
