"""Between the query string and a ``SearchRequest``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar, cast

from werkzeug.datastructures import MultiDict

from search import QuoteRequest, RequestError, SearchRequest

SPEAKERS_PARAMETERS = {"prefix": "the beginning of a word of the name", "limit": "how many, 1 to 1,000, 20 by default"}
Asked = TypeVar("Asked", SearchRequest, QuoteRequest)


def to_request(arguments: MultiDict[str, str], kind: type[Asked]) -> Asked:
    """The request that a query string makes. Raises ``RequestError``. Unknown parameters are not looked at."""
    refuse_repeated(arguments, kind.parameters.keys() - set(kind.facet_names))
    filters = {name: tuple(value for value in arguments.getlist(name) if value) for name in kind.facet_names}
    return kind(
        q=arguments.get("q", "").strip(),
        match=cast(Any, arguments.get("match") or "all"),  # SearchRequest checks the value
        page=number(arguments, "page", 1),
        size=number(arguments, "size", 20),
        sort=cast(Any, arguments.get("sort") or "relevance"),
        filters={name: values for name, values in filters.items() if values},
        facets=_yes(arguments, "facets", "yes"),
        explain=_yes(arguments, "explain", "no"),
    )


def refuse_repeated(arguments: MultiDict[str, str], single: Iterable[str]) -> None:
    """Raises ``RequestError`` where one of the parameters ``single`` has several values."""
    for name in sorted(single):
        if len(values := arguments.getlist(name)) > 1:
            raise RequestError(name, f"given {len(values)} times, as {' and '.join(map(repr, values))}; give it once")


def refuse_unknown(arguments: MultiDict[str, str], known: Iterable[str]) -> None:
    """Raises ``RequestError`` where there is a parameter beside those ``known``."""
    if unknown := arguments.keys() - set(known):
        raise RequestError(min(unknown), f"no such parameter; there are {', '.join(known) or 'none'}")


def _yes(arguments: Mapping[str, str], name: str, default: str) -> bool:
    """A parameter that must be yes or no."""
    text = arguments.get(name) or default
    if text not in ("yes", "no"):
        raise RequestError(name, f"{text!r} is not one of yes, no")
    return text == "yes"


def number(arguments: Mapping[str, str], name: str, default: int) -> int:
    """A parameter that must be a whole number. Raises ``RequestError``."""
    text = arguments.get(name) or str(default)
    if not (text.isascii() and text.isdigit() and len(text) < LONGEST_NUMBER):
        raise RequestError(name, f"{text!r} is not a whole number from 1 on")
    return int(text)


LONGEST_NUMBER = 10  # digits


def to_arguments(request: SearchRequest, **changes: Any) -> dict[str, Any]:
    """The query string of ``request`` with changes, as values for ``url_for``; defaults are left out."""
    defaults = SearchRequest()
    values: dict[str, Any] = {
        name: getattr(request, name)
        for name in ("q", "match", "size", "sort", "page")
        if getattr(request, name) != getattr(defaults, name)
    }
    if not request.facets:
        values["facets"] = "no"
    if request.explain:
        values["explain"] = "yes"
    return {name: value for name, value in (values | dict(request.filters) | changes).items() if value}
