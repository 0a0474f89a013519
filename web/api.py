"""The JSON endpoints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from flask import Blueprint, Response, jsonify, request

from search import Archive, QuoteRequest, RequestError, SearchRequest
from web.arguments import SPEAKERS_PARAMETERS, number, refuse_repeated, to_request


def blueprint(archive: Archive) -> Blueprint:
    """``/api/search``, ``/api/articles/<id>``, ``/api/quotes``, ``/api/speakers``, ``/api/speakers/<key>``."""
    api = Blueprint("api", __name__, url_prefix="/api")

    @api.get("/search")
    def search() -> Response:
        _refuse_unknown(SearchRequest.parameters)
        return jsonify(archive.search(to_request(request.args, SearchRequest)).as_json())

    @api.get("/articles/<path:identifier>")
    def article(identifier: str) -> Response:
        return jsonify(archive.article(identifier).as_json())

    @api.get("/quotes")
    def quotes() -> Response:
        _refuse_unknown(QuoteRequest.parameters)
        return jsonify(archive.quotes(to_request(request.args, QuoteRequest)).as_json())

    @api.get("/speakers")
    def speakers() -> Response:
        _refuse_unknown(SPEAKERS_PARAMETERS)
        refuse_repeated(request.args, SPEAKERS_PARAMETERS)
        limit = number(request.args, "limit", 20)
        if not 1 <= limit <= MOST_SPEAKERS:
            raise RequestError("limit", f"{limit} is not a number from 1 to {MOST_SPEAKERS}")
        found = archive.speakers(request.args.get("prefix", ""), limit)
        return jsonify({"speakers": [asdict(speaker) for speaker in found]})

    @api.get("/speakers/<key>")
    def speaker(key: str) -> Response:
        return jsonify(asdict(archive.speaker(key)))

    return api


MOST_SPEAKERS = 1_000


def _refuse_unknown(known: Mapping[str, str]) -> None:
    unknown = request.args.keys() - known.keys()
    if unknown:
        raise RequestError(min(unknown), f"no such parameter; there are {', '.join(known)}")
