"""The pages: search and article."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from index import FIELDS
from search import Archive, QueryError, SearchRequest
from web.arguments import to_arguments, to_request
from web.markup import page_numbers

EXAMPLES = (
    ("storm bridge", "both words, in any form"),
    ('"town council"', "this phrase; the very words come first"),
    ("storm OR flood", "either word; AND, OR, NOT in capitals"),
    ("strike -ferry", "without a word"),
    ("headline:storm", "in one field"),
    ("quote:sorry", "inside quotation marks"),
    ("published:2024-01", "in a day, month or year, 'last month', [2023-06-01 TO 2024]"),
    ("harb*", "words that begin so"),
    ("storrm~1", "words a letter away; ~2 for two"),
    ('"mayor bridge"~5', "words near one another"),
    ("=prices", "this very form"),
)
FACET_TITLES = {"section": "Section", "year": "Year", "month": "Month", "byline": "Byline", "tags": "Tag"}


def blueprint(archive: Archive) -> Blueprint:
    """``/`` and ``/articles/<id>``."""
    pages = Blueprint("pages", __name__)

    @pages.get("/")
    def search() -> str:
        asked = to_request(request.args)
        if not asked.q and not asked.filters and "q" not in request.args:
            return render_template("home.html", asked=asked, stats=archive.stats(), examples=EXAMPLES, fields=FIELDS)
        results = archive.search(asked)
        return render_template(
            "results.html",
            asked=asked,
            results=results,
            facets=_shown_facets(asked),
            numbers=page_numbers(asked.page, results.pages),
            link=lambda **changes: to_arguments(asked, **changes),
            toggled=lambda name, value: to_arguments(asked, page=None, **{name: _toggled(asked, name, value)}),
        )

    @pages.get("/articles/<path:identifier>")
    def article(identifier: str) -> str:
        asked = to_request(request.args)
        found = archive.article(identifier)
        try:
            highlights = archive.highlights(found, asked.q)
        except QueryError:  # the article is still there to read
            highlights = ()
        return render_template(
            "article.html", asked=asked, article=found, highlights=highlights, back=to_arguments(asked)
        )

    return pages


def _shown_facets(asked: SearchRequest) -> dict[str, str]:
    """Facet names and titles; months are shown once a year is chosen."""
    months = "year" in asked.filters or "month" in asked.filters
    return {name: title for name, title in FACET_TITLES.items() if name != "month" or months}


def _toggled(asked: SearchRequest, name: str, value: str) -> tuple[str, ...]:
    chosen = asked.filters.get(name, ())
    return tuple(other for other in chosen if other != value) if value in chosen else (*chosen, value)
