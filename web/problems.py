"""Errors as a reader sees them: a page, or RFC 9457 problem details under ``/api``."""

from __future__ import annotations

import logging

from flask import Flask, Response, current_app, render_template, request
from werkzeug.exceptions import HTTPException, InternalServerError
from werkzeug.http import HTTP_STATUS_CODES

from index import MorgueError
from index.fields import FACETS
from search import NoSuchArticle, NoSuchSpeaker, NoSuchVersion, RequestError

logger = logging.getLogger("morgue")
# What a reader's next try keeps: a filter's value or another choice that is refused would be refused again.
ASKED = {*FACETS, *(f"exclude_{name}" for name in FACETS), "match", "sort"}
HEADINGS = {400: "This cannot be searched for", 404: "Not in this archive", 503: "This cannot be answered now"}


def register(app: Flask) -> None:
    """Answer every error of ``app`` in one shape."""
    app.register_error_handler(RequestError, _request_error)
    app.register_error_handler(NoSuchVersion, _no_version)
    app.register_error_handler(NoSuchArticle, _not_here)
    app.register_error_handler(NoSuchSpeaker, _not_here)
    app.register_error_handler(MorgueError, _archive_error)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _unexpected)


def problem(status: int, detail: str, **members: str) -> Response:
    """The error as problem details (``type``, ``title``, ``status``, ``detail`` and ``members``) or as a page."""
    title = HTTP_STATUS_CODES.get(status, "Error")
    if request.path.startswith("/api"):
        body = current_app.json.dumps(
            {"type": "about:blank", "title": title, "status": status, "detail": detail, **members}
        )
        return Response(body, status, mimetype="application/problem+json")
    kept = ASKED - {members.get("parameter")}
    page = render_template(
        "problem.html",
        title=HEADINGS.get(status, title),
        detail=detail.removeprefix("q: "),
        asked=[(name, value) for name, value in request.args.items(multi=True) if name in kept],
        q=request.args.get("q", ""),
    )
    return Response(page, status, mimetype="text/html")


def _not_here(error: MorgueError) -> Response:
    return problem(404, str(error))


def _no_version(error: NoSuchVersion) -> Response:
    return problem(404, str(error), parameter=error.parameter)


def _request_error(error: RequestError) -> Response:
    return problem(400, str(error), parameter=error.parameter)


def _archive_error(error: MorgueError) -> Response:
    logger.error("%s", error)
    return problem(503, str(error))


def _http_error(error: HTTPException) -> Response:
    response = problem(error.code or 500, error.description or "")
    response.headers.extend((name, value) for name, value in error.get_headers() if name in ("Allow", "Location"))
    return response


def _unexpected(error: Exception) -> Response:
    logger.error("error while answering %s", request.full_path, exc_info=error)
    return problem(500, InternalServerError.description)
