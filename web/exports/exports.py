"""All results of a search as a file: CSV, JSON lines and RIS, of articles and of quotes, sent while they are read."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from threading import BoundedSemaphore
from typing import Any, NamedTuple

from flask import Blueprint, Response, abort, current_app, request

from corpus.article import Article
from index.document import is_named, speaker_key
from search import Archive, Export, FoundQuote, QuoteRequest, SearchRequest
from web.arguments import OF_SHOWING, refuse_unknown, to_request
from web.pages.citations import ris, ris_fields
from web.problems import problem

CHUNK = 16_384  # characters that are sent together
MOST_AT_ONCE = 2  # exports of a process: each keeps one of its four threads until the client has taken all
PAGED = OF_SHOWING - {"sort"}  # parameters of pages, which an export has none of
NAMES = {"csv": "CSV", "jsonl": "JSON lines", "ris": "RIS"}
KINDS = {
    "csv": "text/csv; charset=utf-8; header=present",
    "jsonl": "application/jsonl; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
}
BYTE_ORDER_MARK = "\ufeff"  # without which Excel takes a CSV file for Windows-1252
# Where what spreadsheets may take for a formula begins, full-width forms included: at the start of a cell, and behind
# what ends one for those that divide lines by semicolons or tabs, as they do in much of Europe.
FORMULA = re.compile(r"(?:^|(?<=[;\t\r\n]))(?=[ \t\r\n]*[=+\-@＝＋－＠])|^(?=[\t\r\n])")

Row = dict[str, Any]


Link = Callable[..., str]  # the address of an article by its id, and of a spot in it


class About(NamedTuple):
    """What is exported: the query string, the export, and when, in ISO 8601."""

    asked: str
    export: Export[Any]
    exported: str
    link: Link


def blueprint(archive: Archive) -> Blueprint:
    """``/export.<form>`` and ``/quotes/export.<form>``, the forms those of ``KINDS``."""
    exports = Blueprint("exports", __name__)
    slots = BoundedSemaphore(MOST_AT_ONCE)

    @exports.get("/export.<form>")
    def articles(form: str) -> Response:
        return _sent(form, slots, lambda: archive.export(_asked(SearchRequest)), _article_row, _article_ris)

    @exports.get("/quotes/export.<form>")
    def quotes(form: str) -> Response:
        return _sent(form, slots, lambda: archive.export_quotes(_asked(QuoteRequest)), _quote_row, _quote_ris)

    return exports


def _asked(kind: Any) -> Any:
    refuse_unknown(request.args, [name for name in kind.parameters if name not in PAGED])
    return to_request(request.args, kind)


def _sent(
    form: str,
    slots: BoundedSemaphore,
    export: Callable[[], Export[Any]],
    row: Callable[[Any, Link], Row],
    fields: Callable[[Any, Link], list[tuple[str, str]]],
) -> Response:
    """An export as an answer that is written while the client takes it; refused where others are under way."""
    if form not in KINDS:
        abort(404)
    if not slots.acquire(blocking=False):
        busy = problem(503, f"{MOST_AT_ONCE} exports are under way; ask again in a moment")
        busy.headers["Retry-After"] = "5"
        return busy
    try:
        now = datetime.now(UTC)
        about = About(
            request.query_string.decode("ascii", "replace"), export(), now.isoformat(timespec="seconds"), _linking()
        )
        lines = {"csv": _csv, "jsonl": _jsonl}[form](about, row) if form != "ris" else _ris(about, fields)
        # Nothing for who asks only for the head: what ends an answer of unknown length would be taken for the next one.
        answer = Response(_in_chunks(lines) if request.method == "GET" else None, content_type=KINDS[form])
    except BaseException:
        slots.release()
        raise
    name = f"morgue-{about.export.generation}-{now:%Y%m%dT%H%M%SZ}.{form}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.call_on_close(slots.release)
    return answer


def _linking() -> Link:
    """What makes links that lead here from elsewhere, for as long as an answer is written: Flask's own ends before."""
    adapter = current_app.create_url_adapter(request)
    assert adapter

    def link(identifier: str, anchor: str = "") -> str:
        address = adapter.build("pages.article", {"identifier": identifier}, force_external=True)
        return f"{address}#{anchor}" if anchor else address

    return link


def _in_chunks(lines: Iterable[str]) -> Iterator[str]:
    """The first line at once, the others several together."""
    lines = iter(lines)
    yield next(lines, "")
    kept, length = [], 0
    for line in lines:
        kept.append(line)
        length += len(line)
        if length >= CHUNK:
            yield "".join(kept)
            kept, length = [], 0
    yield "".join(kept)


def _csv(about: About, row: Callable[[Any, Link], Row]) -> Iterator[str]:
    """A table whose first line names the columns; what it is of stands in each line, as nowhere else in CSV."""
    export = about.export
    of = {"query": about.asked, "total": export.total, "generation": export.generation, "exported": about.exported}
    names = [*(QUOTE_COLUMNS if row is _quote_row else ARTICLE_COLUMNS), *of]
    yield BYTE_ORDER_MARK + _line(names)
    for one in export.found:
        yield _line({**row(one, about.link), **of}[name] for name in names)


def _line(values: Iterable[Any]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow([_harmless(value) for value in values])
    return out.getvalue()


def _harmless(value: Any) -> Any:
    """A cell that no spreadsheet computes: behind an apostrophe, which they do not show, it is text."""
    if isinstance(value, list):
        value = "; ".join(value)
    return FORMULA.sub("'", value) if isinstance(value, str) else value


def _jsonl(about: About, row: Callable[[Any, Link], Row]) -> Iterator[str]:
    """What it is of in the first line; then a line for each."""
    export = about.export
    head = {
        "query": about.asked, "read_as": export.read_as, "notes": export.notes, "partial": export.partial,
        "total": export.total, "generation": export.generation, "exported": about.exported,
    }  # fmt: skip
    yield json.dumps(head, ensure_ascii=False) + "\n"
    for one in export.found:
        whole = {**one.as_json(), "link": about.link(one.id)} if isinstance(one, Article) else row(one, about.link)
        yield json.dumps(whole, ensure_ascii=False) + "\n"


def _ris(about: About, fields: Callable[[Any, Link], list[tuple[str, str]]]) -> Iterator[str]:
    """A record for each, with what it is of in its notes; what stands before the first record is read over."""
    export = about.export
    note = f"query {about.asked or '(all)'}; generation {export.generation}; exported {about.exported}"
    yield f"{export.total} from Morgue: {note}\r\n\r\n"
    for one in export.found:
        yield ris([*fields(one, about.link), ("N1", note), ("DP", "Morgue")]) + "\r\n"


ARTICLE_COLUMNS = (
    "id", "headline", "published", "byline", "section", "publication", "agency", "dateline", "tags", "words", "source",
    "url", "link",
)  # fmt: skip
QUOTE_COLUMNS = (
    "id", "quote", "speaker", "speaker_key", "role", "confidence", "kind", "published", "headline", "section",
    "article", "link",
)  # fmt: skip


def _article_row(article: Article, link: Link) -> Row:
    return {
        "id": article.id,
        "headline": article.headline,
        "published": _iso(article.published),
        "byline": list(article.byline),
        "section": article.section,
        "publication": article.publication,
        "agency": article.agency,
        "dateline": article.dateline,
        "tags": list(article.tags),
        "words": article.words,
        "source": str(article.source),
        "url": article.url,
        "link": link(article.id),
    }


def _quote_row(found: FoundQuote, link: Link) -> Row:
    article, quote = found.article, found.quote
    return {
        "id": found.id,
        "quote": article.text[quote.start : quote.end],
        "speaker": quote.speaker,
        "speaker_key": speaker_key(quote.speaker) if is_named(quote.speaker) else "",
        "role": quote.speaker_role,
        "confidence": round(quote.confidence, 3),
        "kind": quote.kind,
        "published": _iso(article.published),
        "headline": article.headline,
        "section": article.section,
        "article": article.id,
        "link": link(article.id, f"q-{quote.start}"),
    }


def _iso(published: date | None) -> str:
    return published.isoformat() if published else ""


def _article_ris(article: Article, link: Link) -> list[tuple[str, str]]:
    return ris_fields(article, link(article.id))


def _quote_ris(found: FoundQuote, link: Link) -> list[tuple[str, str]]:
    row = _quote_row(found, link)
    who = ", ".join(filter(None, (row["speaker"], row["role"]))) or "speaker not told"
    about = [(tag, value) for tag, value in _article_ris(found.article, link) if tag not in ("ID", "L2")]
    return [("ID", found.id), *about, ("AB", f"“{row['quote']}” – {who}"), ("L2", row["link"])]
