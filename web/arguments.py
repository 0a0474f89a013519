"""Between the query string and a ``SearchRequest``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar, cast

from werkzeug.datastructures import MultiDict

from search import RequestError, SearchRequest
from search.request import EXCLUDE, LONGEST_QUERY, MOST_FILTERS

SPEAKERS_PARAMETERS = {"prefix": "the beginning of a word of the name", "limit": "how many, 1 to 1,000, 20 by default"}
SUGGEST_PARAMETERS = {"q": "what was typed so far", "limit": "how many, 1 to 20, 10 by default"}
ARTICLE_PARAMETERS = {"version": "which of its earlier versions, from 1 on, the oldest; the newest by default"}
SIMILAR_PARAMETERS = {"limit": "how many, 1 to 20, 5 by default"}
LISTING_PARAMETERS = {
    "fields": "which fields hits have, with commas between, as id,headline; all by default",
    "cursor": "the next of an answer before: its next page, as long as the archive is the same; in place of page",
}
MOST_SPEAKERS, MOST_SUGGESTED, MOST_SIMILAR = 1_000, 20, 20
# Those that do not change what is found, but how it is shown.
OF_SHOWING = frozenset(["page", "size", "sort", "facets", "timeline", "explain"])
Asked = TypeVar("Asked", bound=SearchRequest)


def to_request(arguments: MultiDict[str, str], kind: type[Asked]) -> Asked:
    """The request that a query string makes. Raises ``RequestError``. Unknown parameters are not looked at."""
    filtering = {before + name for name in kind.facet_names for before in ("", EXCLUDE)}
    refuse_repeated(arguments, kind.parameters.keys() - filtering)
    q = arguments.get("q", "")
    return kind(
        q=q.strip() if len(q) <= LONGEST_QUERY else q,  # a bound counts what is asked, spaces too
        match=cast(Any, arguments.get("match") or "all"),  # SearchRequest checks the value
        page=number(arguments, "page", 1),
        size=number(arguments, "size", 20),
        sort=cast(Any, arguments.get("sort") or "relevance"),
        filters=_filters(arguments, kind.facet_names, ""),
        excluded=_filters(arguments, kind.facet_names, EXCLUDE),
        facets=_yes(arguments, "facets", "yes"),
        timeline=_yes(arguments, "timeline", "no"),
        explain=_yes(arguments, "explain", "no"),
    )


def _filters(arguments: MultiDict[str, str], names: Iterable[str], before: str) -> dict[str, tuple[str, ...]]:
    """The values of facets that parameters give whose names begin so; empty ones, as forms send them, are none. Raises
    ``RequestError``."""
    given = {name: arguments.getlist(before + name) for name in names}
    for name, values in given.items():
        if len(values) > MOST_FILTERS:
            raise RequestError(before + name, f"more than {MOST_FILTERS} values, empty ones included")
    return {name: found for name, values in given.items() if (found := tuple(filter(None, values)))}


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


def version_asked(arguments: MultiDict[str, str]) -> int:
    """The parameter ``version``, 0 where it is not given. Raises ``RequestError``."""
    refuse_repeated(arguments, ARTICLE_PARAMETERS)
    found = number(arguments, "version", 0)
    if not found and arguments.get("version"):
        raise RequestError("version", "'0' is not a whole number from 1 on")
    return found


LONGEST_NUMBER = 10  # digits
LARGEST_NUMBER = 10 ** (LONGEST_NUMBER - 1) - 1


def limit(arguments: Mapping[str, str], default: int, most: int) -> int:
    """The parameter ``limit``, a number from 1 to ``most``. Raises ``RequestError``."""
    found = number(arguments, "limit", default)
    if not 1 <= found <= most:
        raise RequestError("limit", f"{found} is not a number from 1 to {most:,}")
    return found


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
    values |= {name: "yes" for name in ("timeline", "explain") if getattr(request, name)}
    values |= request.filters
    values |= {EXCLUDE + name: left_out for name, left_out in request.excluded.items()}
    return {name: value for name, value in (values | changes).items() if value}
