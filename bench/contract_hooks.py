"""What requests must be beside what the OpenAPI document says of each parameter, which has no words for it."""

from __future__ import annotations

from datetime import date
from typing import Any

import schemathesis

from search import QueryError
from search.query.language import parse


@schemathesis.hook
def filter_query(_context: schemathesis.HookContext, query: dict[str, Any] | None) -> bool:
    """A cursor takes the place of a page, and a query keeps within the bounds of its language."""
    given = query or {}
    return not {"cursor", "page"} <= given.keys() and _is_asked(given.get("q"))


def _is_asked(q: object) -> bool:
    try:
        return not isinstance(q, str) or bool(parse(q, "all", date.today()))
    except QueryError:
        return False
