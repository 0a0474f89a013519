"""The pages: search, quotes, speaker and article."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from flask import Blueprint, render_template, request, url_for

from index import FIELDS
from search import EXAMPLES, Archive, QueryError, QuoteRequest, RequestError, Results, SearchRequest, version_of
from web.arguments import OF_SHOWING, number, refuse_repeated, to_arguments, to_request, version_asked
from web.pages.citations import citations
from web.pages.links import query_string
from web.pages.markup import page_numbers
from web.pages.narrowing import chips, choices
from web.pages.stepping import as_page, stepping
from web.pages.timeline import Series, drawing

MOST_COMPARED = 2  # queries beside that of a page
OF_PAGING = OF_SHOWING - {"sort"}


def blueprint(archive: Archive) -> Blueprint:
    """``/``, ``/articles/<id>``, ``/quotes`` and ``/speakers/<key>``."""
    pages = Blueprint("pages", __name__)

    @pages.get("/")
    def search() -> str:
        asked = to_request(request.args, SearchRequest)
        if not (asked.q or asked.filters or asked.excluded or "q" in request.args):
            return render_template("home.html", asked=asked, stats=archive.stats(), examples=EXAMPLES, fields=FIELDS)
        results, beside = archive.search(as_page(asked)), _beside()
        link = _linking(asked, "pages.search", beside)
        drawn = drawing([*_series(archive, asked, results, beside)], "share" in beside)
        kept = _pairs({**to_arguments(asked, page=None), **beside})
        return _results(asked, results, link, "results.html", drawing=drawn, kept=kept)

    @pages.get("/quotes")
    def quotes() -> str:
        asked = to_request(request.args, QuoteRequest)
        return _results(asked, archive.quotes(asked), _linking(asked, "pages.quotes"), "quotes.html")

    @pages.get("/speakers/<key>")
    def speaker(key: str) -> str:
        profile = archive.speaker(key)
        asked = to_request(request.args, QuoteRequest)
        asked = replace(asked, sort="newest", filters={**asked.filters, "speaker": (profile.name,)})
        if not profile.quotes and "kind" not in asked.filters:
            asked = replace(asked, filters={**asked.filters, "kind": ("indirect",)})
        here = _linking(replace(asked, filters=_but_speaker(asked.filters)), "pages.speaker", key=profile.key)
        return _results(asked, archive.quotes(asked), here, "speaker.html", profile=profile)

    @pages.get("/articles/<path:identifier>")
    def article(identifier: str) -> str:
        asked = to_request(request.args, SearchRequest)
        version = version_of(archive, identifier, version_asked(request.args))
        found = version.article
        try:
            highlights = archive.highlights(found, asked.q)
        except QueryError:  # the article is still there to read
            highlights = ()
        arguments = to_arguments(asked)
        this: dict[str, Any] = {"version": version.number} if version.number else {}
        here = url_for("pages.article", identifier=identifier, _external=True, **this)
        return render_template(
            "article.html",
            asked=asked,
            article=found,
            version=version,
            versions=[query_string({**arguments, "version": n}) for n, _ in enumerate(version.earlier, start=1)],
            this=query_string(this),
            highlights=highlights,
            back=query_string(arguments),
            stepping=None if this else stepping(archive, asked, number(request.args, "hit", 0), found.id),
            similar=() if this else archive.similar(found.id),
            citations=citations(found, here),
        )

    return pages


def _beside() -> dict[str, Any]:
    """What else the page of results was asked for: queries to compare its own with, and shares. Raises
    ``RequestError``."""
    refuse_repeated(request.args, ["share"])
    compared = tuple(filter(None, map(str.strip, request.args.getlist("compare"))))
    if len(compared) > MOST_COMPARED:
        raise RequestError("compare", f"given {len(compared)} times; at most {MOST_COMPARED} queries can be compared")
    shares = {"share": "yes"} if request.args.get("share") == "yes" else {}
    return {"compare": compared, **shares} if compared else shares


def _series(
    archive: Archive, asked: SearchRequest, results: Results[Any], beside: Mapping[str, Any]
) -> Iterator[Series]:
    """The results of a page over time, and those of the queries that they are compared with."""
    yield Series(asked.q, results, _linking(asked, "pages.search", beside))
    for q in beside.get("compare", ()):
        other = replace(asked, q=q, page=1)
        unscored = replace(other, size=1, sort="newest", facets=False, explain=False, timeline=True)
        yield Series(q, archive.search(unscored), _linking(other, "pages.search"))


def _linking(
    asked: SearchRequest, endpoint: str, beside: Mapping[str, Any] | None = None, **values: Any
) -> Callable[..., str]:
    """What gives the address of a page of results, with changes to what is asked."""
    here = url_for(endpoint, **values)

    def link(**changes: Any) -> str:
        arguments = to_arguments(asked, **{**(beside or {}), **changes})
        return here + query_string(arguments)

    return link


def _but_speaker(filters: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {name: values for name, values in filters.items() if name != "speaker"}


def _pairs(arguments: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Arguments as the fields of a form."""
    return [(name, str(v)) for name, of in arguments.items() for v in (of if isinstance(of, tuple) else (of,))]


def _results(asked: SearchRequest, results: Results[Any], link: Callable[..., str], template: str, **more: Any) -> str:
    unpaged = {name: value for name, value in to_arguments(asked).items() if name not in OF_PAGING}
    return render_template(
        template,
        asked=asked,
        results=results,
        facets=choices(asked, results.facets, link),
        chips=chips(asked, link),
        numbers=page_numbers(asked.page, results.pages),
        link=link,
        query=query_string(to_arguments(asked)),
        unpaged=query_string(unpaged),
        unsorted=query_string({name: value for name, value in unpaged.items() if name != "sort"}),
        **more,
    )
