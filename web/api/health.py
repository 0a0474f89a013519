"""What those who watch over a server ask: whether it lives, and whether it answers."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from index.arrays.jit import interprets
from search import Archive


def blueprint(archive: Archive) -> Blueprint:
    """``/healthz`` and ``/readyz``."""
    health = Blueprint("health", __name__)

    @health.get("/healthz")
    def alive() -> Response:
        return jsonify({"status": "ok"})

    @health.get("/readyz")
    def ready() -> Response:
        """The archive answers; one that does not is an error, as for any request. Until it is ``compiled``, by
        machine code that is made or loaded meanwhile, slower than later."""
        stats = archive.stats()
        status = {"status": "ok", "compiled": not interprets()}
        return jsonify({**status, "generation": stats.generation, "articles": stats.articles})

    return health
