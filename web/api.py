"""The JSON endpoints."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from search import Archive, RequestError
from web.arguments import PARAMETERS, to_request


def blueprint(archive: Archive) -> Blueprint:
    """``/api/search`` and ``/api/articles/<id>``."""
    api = Blueprint("api", __name__, url_prefix="/api")

    @api.get("/search")
    def search() -> Response:
        unknown = request.args.keys() - PARAMETERS.keys()
        if unknown:
            raise RequestError(min(unknown), f"no such parameter; there are {', '.join(PARAMETERS)}")
        return jsonify(archive.search(to_request(request.args)).as_json())

    @api.get("/articles/<path:identifier>")
    def article(identifier: str) -> Response:
        return jsonify(archive.article(identifier).as_json())

    return api
