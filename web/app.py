"""The Flask application over one archive."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack

from flask import Flask, Response, g
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import PathConverter

from search import Archive, doubt
from web import problems
from web.api import endpoints, health
from web.api.encoding import Json
from web.exports import exports, feeds
from web.middleware import caching, guards, metrics, policy
from web.middleware.access import Access, key_guard, rate_guard
from web.pages import many, markup, pages, voices
from web.pages.links import article_link, query_string, speaker_link


class _AnyPath(PathConverter):
    """The rest of an address, whatever it begins with: werkzeug's own takes no slash there."""

    regex, part_isolating = ".+?", False


def create_app(archive: Archive, trusted_hosts: Sequence[str] | None = None, access: Access | None = None) -> Flask:
    """A WSGI application that answers pages at ``/`` and JSON at ``/api``, to requests for ``trusted_hosts`` or any, of
    whom ``access`` lets in, or anybody."""
    app = Flask(__name__)
    app.url_map.merge_slashes = False  # an id may begin with one, or have several
    app.url_map.converters["path"] = _AnyPath
    app.json = Json(app)
    app.register_blueprint(pages.blueprint(archive))
    app.register_blueprint(endpoints.blueprint(archive))
    app.register_blueprint(health.blueprint(archive))
    app.register_blueprint(exports.blueprint(archive))
    app.register_blueprint(many.blueprint(archive))
    app.register_blueprint(feeds.blueprint(archive))
    app.jinja_env.filters.update(markup.FILTERS)
    app.jinja_env.globals.update(
        doubt=doubt, least_sure=voices.least_sure, export_forms=exports.NAMES, article_link=article_link,
        speaker_link=speaker_link, query_string=query_string,
    )  # fmt: skip
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    _answer_from_one_state(app, archive)
    problems.register(app)
    metrics.register(app, archive)
    access = access or Access()
    app.before_request(guards.guard(trusted_hosts))
    if access.each_second:  # first, so that keys cannot be tried out in any number
        app.before_request(rate_guard(access.each_second))
    if access.keys:
        app.before_request(key_guard(access.keys))
    app.after_request(_secured)
    caching.register(app, archive)
    if count := access.proxies:
        behind = ProxyFix(app.wsgi_app, x_for=count, x_proto=1, x_host=1, x_prefix=1)
        app.wsgi_app = guards.within_this_site(behind)  # type: ignore[method-assign, assignment]
    return app


def _answer_from_one_state(app: Flask, archive: Archive) -> None:
    """Have all that a request asks answered from one generation: a page shows several answers."""

    def begin() -> None:
        g.one_state = ExitStack()
        g.one_state.enter_context(archive.in_one_state())

    def end(_: BaseException | None) -> None:
        if kept := g.pop("one_state", None):
            kept.close()

    app.before_request(begin)
    app.teardown_request(end)


def _secured(response: Response) -> Response:
    for name, value in policy.HEADERS.items():
        response.headers.setdefault(name, value)
    return response
