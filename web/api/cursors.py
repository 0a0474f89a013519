"""Cursors: the next page of an answer, for as long as the archive is the same."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from werkzeug.datastructures import MultiDict

from search import Hit, QuoteHit, QuoteRequest, RequestError, Results, SearchRequest
from search.request import LAST_PAGE
from web.arguments import Asked, refuse_repeated, to_request

HIT_FIELDS = {
    kind: tuple(field.name for field in fields(hit)) for kind, hit in ((SearchRequest, Hit), (QuoteRequest, QuoteHit))
}
DIGITS = 12  # of a state's digest
PAGE = rf"[1-9][0-9]{{0,{len(str(LAST_PAGE)) - 2}}}|{LAST_PAGE}"  # the last is a power of ten
CURSOR = rf"[0-9a-f]{{{DIGITS}}}\.({PAGE})"


class StaleCursorError(RequestError):
    """The archive is another than it was when a cursor was given."""

    def __init__(self) -> None:
        super().__init__("cursor", "the archive has changed since, so pages may differ; begin again without it")


def asked_by(arguments: MultiDict[str, str], kind: type[Asked], state: str) -> Asked:
    """The request of a query string; its page is that of ``cursor``, if there is one. Raises ``RequestError``, of which
    ``StaleCursorError`` is one."""
    refuse_repeated(arguments, ["cursor", "fields"])
    asked = to_request(arguments, kind)
    if not (cursor := arguments.get("cursor")):
        return asked
    if "page" in arguments:
        raise RequestError("cursor", "a page is given too; give one of the two")
    return replace(asked, page=_page(cursor, state))


def _page(cursor: str, state: str) -> int:
    if not re.fullmatch(CURSOR, cursor):
        raise RequestError("cursor", "is none; take it from an answer's next")
    of, _, page = cursor.partition(".")
    if of != _digest(state):
        raise StaleCursorError
    return int(page)


def listing(results: Results[Any], asked: SearchRequest, state: str, wanted: str) -> dict[str, Any]:
    """Results as they are answered: with the cursor of the ``next`` page, or null, and hits with the ``wanted`` fields.
    Raises ``RequestError``."""
    is_last = results.page >= min(results.pages, LAST_PAGE)
    hits = _chosen(results.hits, wanted, HIT_FIELDS[type(asked)]) if wanted else results.hits
    return {**vars(results), "hits": hits, "next": None if is_last else f"{_digest(state)}.{results.page + 1}"}


def _chosen(hits: Sequence[Any], wanted: str, known: Sequence[str]) -> list[dict[str, Any]]:
    names = [name.strip() for name in wanted.split(",") if name.strip()]
    if unknown := set(names) - set(known):
        raise RequestError("fields", f"no such field {min(unknown)!r}; there are {', '.join(known)}")
    return [{name: getattr(hit, name) for name in names} for hit in hits]


def _digest(state: str) -> str:
    return hashlib.sha256(state.encode()).hexdigest()[:DIGITS]
