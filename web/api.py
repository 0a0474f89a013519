"""The JSON endpoints."""

from __future__ import annotations

from dataclasses import asdict

from flask import Blueprint, Response, jsonify, request

from search import Archive, QuoteRequest, RequestError, SearchRequest
from web.arguments import SPEAKERS_PARAMETERS, number, refuse_repeated, refuse_unknown, to_request


def blueprint(archive: Archive) -> Blueprint:
    """``/api/search``, ``/api/articles/<id>``, ``/api/quotes``, ``/api/timeline``, ``/api/speakers/<key>`` and all."""
    api = Blueprint("api", __name__, url_prefix="/api")

    @api.get("/search")
    def search() -> Response:
        refuse_unknown(request.args, SearchRequest.parameters)
        return jsonify(archive.search(to_request(request.args, SearchRequest)).as_json())

    @api.get("/articles/<path:identifier>")
    def article(identifier: str) -> Response:
        refuse_unknown(request.args, ())
        return jsonify(archive.article(identifier).as_json())

    @api.get("/quotes")
    def quotes() -> Response:
        refuse_unknown(request.args, QuoteRequest.parameters)
        return jsonify(archive.quotes(to_request(request.args, QuoteRequest)).as_json())

    @api.get("/timeline")
    def timeline() -> Response:
        refuse_unknown(request.args, [name for name in SearchRequest.parameters if name not in OF_PAGES])
        return jsonify(asdict(archive.timeline(to_request(request.args, SearchRequest))))

    @api.get("/speakers")
    def speakers() -> Response:
        refuse_unknown(request.args, SPEAKERS_PARAMETERS)
        refuse_repeated(request.args, SPEAKERS_PARAMETERS)
        limit = number(request.args, "limit", 20)
        if not 1 <= limit <= MOST_SPEAKERS:
            raise RequestError("limit", f"{limit} is not a number from 1 to {MOST_SPEAKERS}")
        found = archive.speakers(request.args.get("prefix", ""), limit)
        return jsonify({"speakers": [asdict(speaker) for speaker in found]})

    @api.get("/speakers/<key>")
    def speaker(key: str) -> Response:
        refuse_unknown(request.args, ())
        return jsonify(asdict(archive.speaker(key)))

    return api


MOST_SPEAKERS = 1_000
OF_PAGES = {"page", "size", "sort", "facets", "explain"}  # parameters that do not change how many there are
