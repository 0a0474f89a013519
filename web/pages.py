"""The pages: search and article."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Blueprint, render_template, request, url_for

from index import FIELDS
from index.columns.labels import folded
from search import EXAMPLES, FACETS, Archive, QueryError, QuoteRequest, Results, SearchRequest
from web.arguments import to_arguments, to_request
from web.markup import page_numbers
from web.timeline import drawing


def blueprint(archive: Archive) -> Blueprint:
    """``/``, ``/articles/<id>``, ``/quotes`` and ``/speakers/<key>``."""
    pages = Blueprint("pages", __name__)

    @pages.get("/")
    def search() -> str:
        asked = to_request(request.args, SearchRequest)
        if not asked.q and not asked.filters and "q" not in request.args:
            return render_template("home.html", asked=asked, stats=archive.stats(), examples=EXAMPLES, fields=FIELDS)
        results = archive.search(replace(asked, explain=True))
        return _results(asked, results, "pages.search", "results.html", timeline=archive.timeline(asked))

    @pages.get("/quotes")
    def quotes() -> str:
        asked = to_request(request.args, QuoteRequest)
        return _results(asked, archive.quotes(asked), "pages.quotes", "quotes.html")

    @pages.get("/speakers/<key>")
    def speaker(key: str) -> str:
        profile = archive.speaker(key)
        asked = to_request(request.args, QuoteRequest)
        asked = replace(asked, sort="newest", filters={**asked.filters, "speaker": (profile.name,)})
        if not profile.quotes and "kind" not in asked.filters:
            asked = replace(asked, filters={**asked.filters, "kind": ("indirect",)})
        results = archive.quotes(asked)
        return _results(asked, results, "pages.speaker", "speaker.html", profile=profile)

    @pages.get("/articles/<path:identifier>")
    def article(identifier: str) -> str:
        asked = to_request(request.args, SearchRequest)
        found = archive.article(identifier)
        try:
            highlights = archive.highlights(found, asked.q)
        except QueryError:  # the article is still there to read
            highlights = ()
        back = to_arguments(asked)
        return render_template("article.html", asked=asked, article=found, highlights=highlights, back=back)

    return pages


def _results(asked: SearchRequest, results: Results[Any], endpoint: str, template: str, **more: Any) -> str:
    key = {"key": more["profile"].key} if "profile" in more else {}

    def link(**changes: Any) -> str:
        arguments = to_arguments(asked, **changes)
        return url_for(endpoint, **{**arguments, **key, "speaker": None} if key else arguments)

    timeline = more.pop("timeline", None)
    unpaged = to_arguments(asked, page=None, size=None, facets=None, explain=None)
    return render_template(
        template,
        asked=asked,
        results=results,
        facets=_shown_facets(asked),
        numbers=page_numbers(asked.page, results.pages),
        link=link,
        arguments=to_arguments(asked),
        unpaged=unpaged,
        drawing=timeline and drawing(timeline, link),
        unsorted={name: value for name, value in unpaged.items() if name != "sort"},
        toggled=lambda name, value: link(page=None, **{name: _toggled(asked, name, value)}),
        **more,
    )


def _shown_facets(asked: SearchRequest) -> dict[str, str]:
    """Facet names and titles; months are shown once a year is chosen."""
    months = "year" in asked.filters or "month" in asked.filters
    return {name: FACETS[name].title for name in asked.facet_names if name != "month" or months}


def _toggled(asked: SearchRequest, name: str, value: str) -> tuple[str, ...]:
    chosen = asked.filters.get(name, ())
    others = tuple(other for other in chosen if folded(other) != folded(value))
    return others if len(others) < len(chosen) else (*chosen, value)
