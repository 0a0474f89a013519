"""The JSON endpoints."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib.metadata import version
from typing import Any

from flask import Blueprint, Response, jsonify, render_template, request

from search import Archive, NoSuchArticle, QuoteRequest, RequestError, Results, SearchRequest, version_of
from search.request import LONGEST_QUERY
from web.api.cursors import StaleCursorError, asked_by, listing
from web.arguments import (
    ARTICLE_PARAMETERS,
    LISTING_PARAMETERS,
    MOST_SIMILAR,
    MOST_SPEAKERS,
    MOST_SUGGESTED,
    OF_SHOWING,
    SIMILAR_PARAMETERS,
    SPEAKERS_PARAMETERS,
    SUGGEST_PARAMETERS,
    Asked,
    limit,
    refuse_repeated,
    refuse_unknown,
    to_request,
    version_asked,
)
from web.problems import problem

SIMILAR = "/similar"
NEVER_EMPTY = ("match", "page", "size", "sort", "facets", "timeline", "explain", "limit", "version")


def blueprint(archive: Archive) -> Blueprint:
    """What is at ``/api``."""
    api = Blueprint("api", __name__, url_prefix="/api")

    @api.before_request
    def refuse_empty() -> None:
        """Forms leave fields empty; programs that do so mean something else."""
        for name in NEVER_EMPTY:
            if "" in request.args.getlist(name):
                raise RequestError(name, "it is empty; leave it out")

    @api.errorhandler(StaleCursorError)
    def stale(error: StaleCursorError) -> Response:
        return problem(409, str(error), parameter=error.parameter)

    def listed(kind: type[Asked], find: Callable[[Asked], Results[Any]]) -> Response:
        refuse_unknown(request.args, (*kind.parameters, *LISTING_PARAMETERS))
        state = archive.state()
        asked = asked_by(request.args, kind, state)
        return jsonify(listing(find(asked), asked, state, request.args.get("fields", "")))

    @api.get("/search")
    def search() -> Response:
        return listed(SearchRequest, archive.search)

    @api.get("/articles/<path:identifier>")
    def article(identifier: str) -> Response:
        refuse_unknown(request.args, ARTICLE_PARAMETERS)
        return jsonify(version_of(archive, identifier, version_asked(request.args)).as_json())

    @api.get(f"/articles/<path:identifier>{SIMILAR}")
    def similar(identifier: str) -> Response:
        _refuse(SIMILAR_PARAMETERS)
        most = limit(request.args, 5, MOST_SIMILAR)
        try:
            return jsonify({"similar": archive.similar(identifier, most)})
        except NoSuchArticle:  # unless the id itself ends so
            return jsonify(version_of(archive, identifier + SIMILAR).as_json())

    @api.get("/quotes")
    def quotes() -> Response:
        return listed(QuoteRequest, archive.quotes)

    @api.get("/timeline")
    def timeline() -> Response:
        refuse_unknown(request.args, [name for name in SearchRequest.parameters if name not in OF_SHOWING])
        return jsonify(archive.timeline(to_request(request.args, SearchRequest)))

    @api.get("/speakers")
    def speakers() -> Response:
        _refuse(SPEAKERS_PARAMETERS)
        found = archive.speakers(request.args.get("prefix", ""), limit(request.args, 20, MOST_SPEAKERS))
        return jsonify({"speakers": found})

    @api.get("/speakers/<key>")
    def speaker(key: str) -> Response:
        refuse_unknown(request.args, ())
        return jsonify(archive.speaker(key))

    @api.get("/suggest")
    def suggest() -> Response:
        _refuse(SUGGEST_PARAMETERS)
        typed = request.args.get("q", "")
        if len(typed) > LONGEST_QUERY:
            raise RequestError("q", f"longer than {LONGEST_QUERY:,} characters")
        return jsonify({"suggestions": archive.suggest(typed, limit(request.args, 10, MOST_SUGGESTED))})

    @api.get("/stats")
    def stats() -> Response:
        refuse_unknown(request.args, ())
        return jsonify(archive.stats())

    @api.get("/openapi.json")
    def openapi() -> Response:
        refuse_unknown(request.args, ())
        return jsonify(_document())

    @api.get("/")
    def about() -> str:
        return render_template("api.html", document=_document())

    return api


def _document() -> dict[str, Any]:
    from web.api.openapi import document  # noqa: PLC0415 - seldom asked for

    return document(request.url_root.rstrip("/"), version("morgue"))


def _refuse(parameters: Iterable[str]) -> None:
    """Refuse any but these, and each of these that is repeated. Raises ``RequestError``."""
    refuse_unknown(request.args, parameters)
    refuse_repeated(request.args, parameters)
