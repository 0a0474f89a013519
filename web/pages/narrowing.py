"""What results can be narrowed to or are, as links: facets with their values, and a chip for each filter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from index.columns.labels import folded
from search import FACETS, FacetValue, SearchRequest
from search.request import EXCLUDE
from web.pages.links import with_argument

Link = Callable[..., str]  # the address of these results with changed arguments


class Choice(NamedTuple):
    """A value of a facet: ``href`` narrows to it, ``without`` leaves it out; where it is ``chosen`` or ``excluded``
    already, ``href`` takes that back and ``without`` is empty."""

    value: str
    articles: int
    chosen: bool
    excluded: bool
    href: str
    without: str


class Chip(NamedTuple):
    """A filter that is active, and the results without it."""

    title: str
    value: str
    excluded: bool
    href: str


def choices(asked: SearchRequest, facets: Mapping[str, Iterable[FacetValue]], link: Link) -> dict[str, list[Choice]]:
    """The values of each facet that has any, by its title; months are shown once a year is chosen."""
    months = "year" in asked.filters or "month" in asked.filters
    return {
        FACETS[name].title: [*_choices(asked, name, facets[name], link)]
        for name in asked.facet_names
        if facets.get(name) and (name != "month" or months)
    }


def _choices(asked: SearchRequest, name: str, values: Iterable[FacetValue], link: Link) -> Iterator[Choice]:
    here = link(page=None)
    for one in values:
        if one.selected or one.excluded:
            href, without = _without_filter(asked, one.excluded, name, one.value, link), ""
        else:
            href, without = (with_argument(here, before + name, one.value) for before in ("", EXCLUDE))
        yield Choice(one.value, one.count, one.selected, one.excluded, href, without)


def chips(asked: SearchRequest, link: Link) -> list[Chip]:
    """The filters of a request."""
    filters = [(False, name, values) for name, values in asked.filters.items()]
    filters += [(True, name, values) for name, values in asked.excluded.items()]
    return [
        Chip(FACETS[name].title, value, excluded, _without_filter(asked, excluded, name, value, link))
        for excluded, name, values in filters
        for value in values
    ]


def _without_filter(asked: SearchRequest, excluded: bool, name: str, value: str, link: Link) -> str:
    """The results without a value among those of a filter."""
    values = (asked.excluded if excluded else asked.filters)[name]
    others = tuple(other for other in values if folded(other) != folded(value))
    return link(page=None, **{EXCLUDE * excluded + name: others})
