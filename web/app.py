"""The Flask application over one archive."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Flask, Response
from werkzeug.routing import PathConverter

from search import Archive, doubt
from web import api, exports, feeds, guards, health, markup, pages, policy, problems, voices


class _AnyPath(PathConverter):
    """The rest of an address, whatever it begins with: werkzeug's own takes no slash there."""

    regex, part_isolating = ".+?", False


def create_app(archive: Archive, trusted_hosts: Sequence[str] | None = None) -> Flask:
    """A WSGI application that answers pages at ``/`` and JSON at ``/api``, to requests for ``trusted_hosts`` or any."""
    app = Flask(__name__)
    app.url_map.merge_slashes = False  # an id may begin with one, or have several
    app.url_map.converters["path"] = _AnyPath
    app.json.sort_keys = False  # type: ignore[attr-defined]  # of the default provider
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.register_blueprint(pages.blueprint(archive))
    app.register_blueprint(api.blueprint(archive))
    app.register_blueprint(health.blueprint(archive))
    app.register_blueprint(exports.blueprint(archive))
    app.register_blueprint(feeds.blueprint(archive))
    app.jinja_env.filters.update(markup.FILTERS)
    app.jinja_env.globals.update(doubt=doubt, least_sure=voices.least_sure, export_forms=exports.NAMES)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    problems.register(app)
    app.before_request(guards.guard(trusted_hosts))
    app.after_request(_secured)
    return app


def _secured(response: Response) -> Response:
    for name, value in policy.HEADERS.items():
        response.headers.setdefault(name, value)
    return response
