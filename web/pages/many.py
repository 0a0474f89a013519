"""Many queries at once: a list of names or queries, and how much there is for each."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from flask import Blueprint, render_template, request, url_for

from search import Archive, QueryError, QuoteRequest, RequestError, SearchRequest, TookTooLong
from search.request import LONGEST_QUERY
from web.arguments import refuse_repeated, refuse_unknown
from web.pages.links import query_string

MOST_LINES = 100


class Line(NamedTuple):
    """A line of the list: how many articles and quotes it finds and where they are, the day of the newest article; or
    why that cannot be said."""

    q: str
    articles: int = 0
    quotes: int = 0
    newest: date | datetime | None = None
    articles_link: str = ""
    quotes_link: str = ""
    refused: str = ""


def blueprint(archive: Archive) -> Blueprint:
    """``/many``."""
    many = Blueprint("many", __name__)

    @many.get("/many")
    def page() -> str:
        refuse_unknown(request.args, ["list"])
        refuse_repeated(request.args, ["list"])
        text = request.args.get("list", "")
        lines = list(dict.fromkeys(filter(None, map(str.strip, text.splitlines()))))
        if len(lines) > MOST_LINES:
            raise RequestError("list", f"{len(lines)} lines; at most {MOST_LINES} are looked up at once")
        return render_template("many.html", text=text, lines=[_looked_up(archive, q) for q in lines], most=MOST_LINES)

    return many


def _looked_up(archive: Archive, q: str) -> Line:
    if len(q) > LONGEST_QUERY:
        return Line(q, refused=f"longer than {LONGEST_QUERY:,} characters")
    try:
        articles = archive.search(SearchRequest(q, size=1, sort="newest", facets=False))
        quotes = archive.quotes(QuoteRequest(q, size=1, sort="newest", facets=False))
    except (QueryError, TookTooLong) as error:
        return Line(q, refused=str(error))
    found, said = (0 if some.partial else some.total for some in (articles, quotes))
    newest = articles.hits[0].published if found else None
    links = [url_for(f"pages.{name}") + query_string({"q": q}) for name in ("search", "quotes")]
    return Line(q, found, said, newest, *links)
