"""What programs of readers take: a search as an Atom feed (RFC 4287), and the description by which a browser makes this
archive one of its search engines (OpenSearch 1.1)."""

from __future__ import annotations

import json
import re
import uuid
from dataclasses import replace
from datetime import UTC, date, datetime, time
from xml.etree import ElementTree as ET

from flask import Blueprint, Response, request, url_for

from search import FACETS, Archive, Hit, SearchRequest, SearchResults
from search.request import LONGEST_QUERY
from web.arguments import OF_SHOWING, refuse_unknown, to_arguments, to_request

ENTRIES = 50
UNDATED = datetime(1970, 1, 1, tzinfo=UTC)  # Atom wants a time of every entry; one that changed would bring it again
SPACE = uuid.UUID("5b0f4f0e-9d5c-5c56-8f1e-3c1f3f0c8a11")  # of our ids, which outlast hosts and rebuilds
NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def blueprint(archive: Archive) -> Blueprint:
    """``/feed.atom``, ``/opensearch.xml`` and ``/suggestions.json``."""
    feeds = Blueprint("feeds", __name__)

    @feeds.get("/feed.atom")
    def atom() -> Response:
        refuse_unknown(request.args, [name for name in SearchRequest.parameters if name not in OF_SHOWING])
        asked = replace(to_request(request.args, SearchRequest), sort="newest", size=ENTRIES, facets=False)
        results = archive.search(asked)
        answer = _xml(_feed(asked, results, archive.stats().built), "application/atom+xml")
        answer.add_etag()
        answer.make_conditional(request)
        return answer

    @feeds.get("/suggestions.json")
    def suggestions() -> Response:
        """As the OpenSearch Suggestions extension has them: what was typed, and how it may go on."""
        typed = request.args.get("q", "")[:LONGEST_QUERY]
        found = [one.text for one in archive.suggest(typed)]
        return Response(json.dumps([typed, found]), content_type="application/x-suggestions+json")

    @feeds.get("/opensearch.xml")
    def opensearch() -> Response:
        return _xml(_description(), "application/opensearchdescription+xml")

    return feeds


def _feed(asked: SearchRequest, results: SearchResults, built: datetime) -> ET.Element:
    """The feed of a search. Articles with some of its words only are none of its matches."""
    arguments = to_arguments(asked, sort=None, size=None, facets=None)
    hits = () if results.partial else results.hits
    feed = ET.Element("feed", xmlns="http://www.w3.org/2005/Atom")
    _add(feed, "id", _id("search", repr(sorted(arguments.items()))))
    _add(feed, "title", _title(asked, results))
    _add(feed, "updated", _time(max((_moment(hit.published) for hit in hits), default=built)))
    _add(_add(feed, "author"), "name", "Morgue")
    _add(feed, "link", rel="self", type="application/atom+xml", href=url_for(".atom", **arguments, _external=True))
    page = url_for("pages.search", **arguments, sort="newest", _external=True)
    _add(feed, "link", rel="alternate", type="text/html", href=page)
    for hit in hits:
        _add_entry(feed, hit)
    return feed


def _add_entry(feed: ET.Element, hit: Hit) -> None:
    entry = _add(feed, "entry")
    _add(entry, "id", _id("article", hit.id))
    _add(entry, "title", hit.headline)
    _add(entry, "updated", _time(_moment(hit.published)))
    if hit.published:
        _add(entry, "published", _time(_moment(hit.published)))
    for name in hit.byline:
        _add(_add(entry, "author"), "name", name)
    for label in (hit.section, *hit.tags):
        if label:
            _add(entry, "category", term=label)
    address = url_for("pages.article", identifier=hit.id, _external=True)
    _add(entry, "link", rel="alternate", type="text/html", href=address)
    _add(entry, "summary", " … ".join(snippet.text for snippet in hit.snippets))


def _title(asked: SearchRequest, results: SearchResults) -> str:
    """The search as it was read, and what it is narrowed to."""
    reading = results.read_as if asked.q else "all articles"
    narrowed = [f"{FACETS[name].title}: {' or '.join(values)}" for name, values in asked.filters.items()]
    narrowed += [f"{FACETS[name].title}: not {' or '.join(values)}" for name, values in asked.excluded.items()]
    return " · ".join(["Morgue", reading, *narrowed])


def _id(kind: str, name: str) -> str:
    return uuid.uuid5(SPACE, f"{kind}:{name}").urn


def _moment(published: date | datetime | None) -> datetime:
    if published is None:
        return UNDATED
    return published if isinstance(published, datetime) else datetime.combine(published, time(), UTC)


def _time(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _description() -> ET.Element:
    page = url_for("pages.search", _external=True)
    described = ET.Element("OpenSearchDescription", xmlns="http://a9.com/-/spec/opensearch/1.1/")
    _add(described, "ShortName", "Morgue")
    _add(described, "Description", f"Search the news archive at {request.host}")
    _add(described, "InputEncoding", "UTF-8")
    _add(described, "Image", url_for("static", filename="morgue.svg", _external=True), type="image/svg+xml")
    _add(described, "Url", type="text/html", method="get", template=f"{page}?q={{searchTerms}}")
    feed = url_for(".atom", _external=True)
    _add(described, "Url", type="application/atom+xml", template=f"{feed}?q={{searchTerms}}")
    words = url_for(".suggestions", _external=True)
    _add(described, "Url", type="application/x-suggestions+json", template=f"{words}?q={{searchTerms}}")
    itself, kind = url_for(".opensearch", _external=True), "application/opensearchdescription+xml"
    _add(described, "Url", type=kind, rel="self", template=itself)
    return described


def _add(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    made = ET.SubElement(parent, tag, {name: NOT_XML.sub("\ufffd", value) for name, value in attributes.items()})
    made.text = NOT_XML.sub("\ufffd", text) or None
    return made


def _xml(root: ET.Element, kind: str) -> Response:
    return Response(ET.tostring(root, "utf-8", xml_declaration=True), content_type=f"{kind}; charset=utf-8")
