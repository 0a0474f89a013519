"""The Flask application over one archive."""

from __future__ import annotations

from flask import Flask, Response

from search import SURE, Archive
from web import api, markup, pages, problems

# Everything a page needs comes from here; nothing in an article can bring code or pictures of its own.
CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'"


def create_app(archive: Archive) -> Flask:
    """A WSGI application that answers pages at ``/`` and JSON at ``/api``."""
    app = Flask(__name__)
    app.url_map.merge_slashes = False  # an id may begin with one
    app.json.sort_keys = False  # type: ignore[attr-defined]  # of the default provider
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.register_blueprint(pages.blueprint(archive))
    app.register_blueprint(api.blueprint(archive))
    app.jinja_env.filters.update(markup.FILTERS)
    app.jinja_env.globals["sure"] = SURE
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    problems.register(app)
    app.after_request(_secured)
    return app


def _secured(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "no-referrer")
    return response
