"""The description of the JSON endpoints (OpenAPI 3.1), made of what the code says of requests and answers."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal, get_args

from pydantic import TypeAdapter

from corpus.quotes.quote import QuoteKind
from search import FACETS, QuoteRequest, QuoteResults, SearchRequest, SearchResults, SpeakerProfile, Stats, Timeline
from search.answers import Similar, Speaker, Suggestion
from search.request import EXCLUDE, LARGEST_SIZE, LAST_PAGE, LONGEST_QUERY, MOST_FILTERS, Match, Sort
from web.api.cursors import CURSOR, HIT_FIELDS
from web.arguments import (
    ARTICLE_PARAMETERS,
    LARGEST_NUMBER,
    LISTING_PARAMETERS,
    MOST_SIMILAR,
    MOST_SPEAKERS,
    MOST_SUGGESTED,
    OF_SHOWING,
    SIMILAR_PARAMETERS,
    SPEAKERS_PARAMETERS,
    SUGGEST_PARAMETERS,
)

Schema = dict[str, Any]
REFERENCE = "#/components/schemas/{model}"
YES_OR_NO = {"type": "string", "enum": ["yes", "no"]}
PARAMETERS: dict[str, Schema] = {
    "q": {"type": "string", "maxLength": LONGEST_QUERY},
    "match": {"type": "string", "enum": list(get_args(Match))},
    "sort": {"type": "string", "enum": list(get_args(Sort))},
    "page": {"type": "integer", "minimum": 1, "maximum": LAST_PAGE},
    "size": {"type": "integer", "minimum": 1, "maximum": LARGEST_SIZE},
    "facets": YES_OR_NO,
    "timeline": YES_OR_NO,
    "explain": YES_OR_NO,
    "cursor": {"type": "string", "pattern": f"^({CURSOR})?$"},
    "kind": {"type": "string", "enum": [*get_args(QuoteKind), ""]},
    "version": {"type": "integer", "minimum": 1, "maximum": LARGEST_NUMBER},
    "year": {"type": "string", "pattern": r"^((?!0000)[0-9]{4})?$"},
    "month": {"type": "string", "pattern": r"^((?!0000)[0-9]{4}-(0[1-9]|1[0-2]))?$"},
}
# Which operations an answer leads to: with which parameter, and where in the answer that is.
LINKS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "search": (("article", "id", "/hits/0/id"), ("similar", "id", "/hits/0/id")),
    "quotes": (("article", "id", "/hits/0/article"),),
    "similar": (("article", "id", "/similar/0/id"),),
    "speakers": (("speaker", "key", "/speakers/0/key"),),
}
PROBLEM = {
    "type": "object",
    "description": "A problem (RFC 9457).",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"},
        "detail": {"type": "string"}, "parameter": {"type": "string"},
    },
}  # fmt: skip
ARTICLE = {
    "type": "object",
    "description": "An article with every field, its text, parts and quotes; of an earlier version its number.",
    "required": ["id", "headline", "published", "text", "parts", "quotes", "version", "versions"],
    "properties": {
        "id": {"type": "string"}, "headline": {"type": "string"}, "published": {"type": ["string", "null"]},
        "text": {"type": "string"}, "parts": {"type": "array"}, "quotes": {"type": "array"},
        "version": {"type": ["integer", "null"]},
        "versions": {
            "type": "array",
            "description": "Its earlier versions, the oldest first.",
            "items": {
                "type": "object",
                "required": ["version", "published", "revised", "source"],
                "properties": {
                    "version": {"type": "integer"}, "published": {"type": ["string", "null"]},
                    "revised": {"type": ["string", "null"]}, "source": {"type": "string"},
                },
            },
        },
    },
}  # fmt: skip


def document(root: str, version: str) -> Schema:
    """The whole description; ``root`` is the address of the server."""
    kinds = (SearchResults, QuoteResults, Timeline, SpeakerProfile, Stats, Speaker, Suggestion, Similar)
    mode: Literal["serialization"] = "serialization"
    adapters: list[tuple[int, Literal["serialization"], TypeAdapter[Any]]] = [
        (n, mode, TypeAdapter(kind)) for n, kind in enumerate(kinds)
    ]
    refs, described = TypeAdapter.json_schemas(adapters, ref_template=REFERENCE)
    results, quotes, timeline, profile, stats, speaker, suggestion, similar = (refs[n, mode] for n in range(len(kinds)))
    components = described["$defs"]
    shown = {**SearchRequest.parameters, **LISTING_PARAMETERS}
    counted = {name: about for name, about in SearchRequest.parameters.items() if name not in OF_SHOWING}
    identifier = _parameter("id", "the article's id, slashes and all", {"type": "string", "minLength": 1}, "path")
    article = {"$ref": REFERENCE.format(model="Article")}
    key = _parameter("key", "the speaker's key", {"type": "string", "minLength": 1}, "path")
    paths = {
        "/api/search": _get(
            "search", "Articles that a query finds", shown, _paged(results), own=_fields(SearchRequest)
        ),
        "/api/quotes": _get(
            "quotes", "Quotes that a query finds", {**QuoteRequest.parameters, **LISTING_PARAMETERS}, _paged(quotes),
            own=_fields(QuoteRequest),
        ),
        "/api/timeline": _get("timeline", "How many articles there are over time", counted, timeline),
        "/api/articles/{id}": _get("article", "One article", ARTICLE_PARAMETERS, article, identifier),
        "/api/articles/{id}/similar": _get(
            "similar", "Articles like one", SIMILAR_PARAMETERS, _list_of("similar", similar), identifier,
            _limit(MOST_SIMILAR),
        ),
        "/api/speakers": _get(
            "speakers", "Who is quoted", SPEAKERS_PARAMETERS, _list_of("speakers", speaker), own=_limit(MOST_SPEAKERS)
        ),
        "/api/speakers/{key}": _get("speaker", "One speaker", {}, profile, key),
        "/api/suggest": _get(
            "suggest", "How to go on typing", SUGGEST_PARAMETERS, _list_of("suggestions", suggestion),
            own=_limit(MOST_SUGGESTED),
        ),
        "/api/stats": _get("stats", "What the archive holds", {}, stats),
    }  # fmt: skip
    return {
        "openapi": "3.1.0",
        "info": {"title": "Morgue", "version": version, "description": "A news archive that knows who said what."},
        "servers": [{"url": root}],
        "paths": paths,
        "components": {
            "schemas": {**components, "Problem": PROBLEM, "Article": ARTICLE},
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
        },
    }


def _get(
    name: str,
    summary: str,
    parameters: Mapping[str, str],
    answer: Schema,
    place: Schema | None = None,
    own: Mapping[str, Schema] = MappingProxyType({}),
) -> Schema:
    """An operation; ``own`` are the schemas of those of its parameters that others have otherwise."""
    listed = [_parameter(each, about, own.get(each) or _schema(each)) for each, about in parameters.items()]
    problem = {"application/problem+json": {"schema": {"$ref": REFERENCE.format(model="Problem")}}}
    refused = {"400": "a parameter cannot be honoured, which it names", "503": "too much to do, or to take too long"}
    refused["414"] = "the address is too long"
    if "cursor" in parameters:
        refused["409"] = "the archive has changed since the cursor was given"
    missing = {"404": "there is none"} if place else {}
    found: Schema = {"description": summary, "content": {"application/json": {"schema": answer}}}
    if name in LINKS:
        found["links"] = {
            other: {"operationId": other, "parameters": {parameter: f"$response.body#{where}"}}
            for other, parameter, where in LINKS[name]
        }
    answers = {code: {"description": what, "content": problem} for code, what in (refused | missing).items()}
    answers |= {"200": found, "304": {"description": "what the client has is still so"}}
    return {
        "get": {
            "operationId": name,
            "summary": summary,
            "parameters": ([place] if place else []) + listed,
            "responses": answers,
        }
    }


def _parameter(name: str, about: str, schema: Schema, place: str = "query") -> Schema:
    written = {"explode": False} if name == "fields" else {}
    return {"name": name, "in": place, "required": place == "path", "description": about, "schema": schema, **written}


def _limit(most: int) -> dict[str, Schema]:
    return {"limit": {"type": "integer", "minimum": 1, "maximum": most}}


def _fields(kind: type[SearchRequest]) -> dict[str, Schema]:
    return {"fields": {"type": "array", "items": {"type": "string", "enum": [*HIT_FIELDS[kind]]}}}


def _schema(name: str) -> Schema:
    """What a parameter may be; a facet may be repeated, and is none where it is empty, as forms send it."""
    facet = name.removeprefix(EXCLUDE)
    if facet in FACETS:
        value = PARAMETERS.get(facet, {"type": "string"})
        return {"type": "array", "items": value, "maxItems": MOST_FILTERS}
    return PARAMETERS.get(name, {"type": "string"})


def _paged(results: Schema) -> Schema:
    """Results with what leads to the next of them; with ``fields``, hits have only these."""
    more = {"type": "object", "properties": {"next": {"type": ["string", "null"]}}}
    return {"anyOf": [{"allOf": [results, more]}, {"type": "object", "required": ["total", "hits", "next"]}]}


def _list_of(name: str, one: Schema) -> Schema:
    items = {"type": "array", "items": one}
    return {"type": "object", "required": [name], "properties": {name: items}}
