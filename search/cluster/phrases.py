"""Phrases whose words need not stand side by side: which documents have them.

A cluster keeps the shortest of what it finds in a text: in "a … b … b … c" it takes the first b for the one behind a,
or from the end the last for the one before c. So it is asked what surely has a phrase, and which other documents may
have it, because each two words of it that follow each other stand near enough somewhere. The texts of these decide,
where they are not too many.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from index.cluster.connection import Json
from index.cluster.mapping import LAYER
from index.text.batches import PART_GAP
from search.cluster.statistics import Statistics
from search.time_limit import check

MOST_READ = 500  # texts, a second's work


def in_order(known: Statistics, places: Sequence[Sequence[str]], slop: int) -> Json:
    """The query for what has at each of ``places`` one of some terms, each at most ``slop`` positions behind the one
    before; without those of which that is not known, for too many texts would have to be read: then it is noted."""
    each = [_any_of(place) for place in places]
    field = known.side.terms
    ways = [{"intervals": {field: _chained(each, slop)}}]
    if len(places) < 3 or slop == 1:  # noqa: PLR2004 - of two the shortest decides
        return ways[0]
    ways.append({"intervals": {field: _chained_from_the_end(each, slop)}})
    pairs = [{"intervals": {field: _pair(*two, slop)}} for two in pairwise(each)]
    whole = {"intervals": {field: _ordered(each, (len(each) - 1) * (slop - 1))}}
    texts = known.terms_of({"bool": {"filter": [*pairs, whole], "must_not": ways}}, MOST_READ)
    if texts is None:
        known.notes[
            f"more than {MOST_READ} {known.side.kind}s that may have a phrase with ~{slop} were not looked at, and are "
            "left out: words of it stand there several times"
        ] = None
        return {"bool": {"should": ways}}
    having = []
    for name, terms in texts.items():
        check()
        having += [name] if have(terms, places, slop) else []
    return {"bool": {"should": [*ways, {"ids": {"values": having}}]}}


def have(terms: Iterable[str], places: Sequence[Sequence[str]], slop: int) -> bool:
    """Whether ``terms``, as a document has them (``index.cluster.terms.Words``), have one of each place in order, at
    most ``slop`` positions behind the one before."""
    positions: list[list[int]] = [[] for _ in places]
    at: defaultdict[str, list[list[int]]] = defaultdict(list)  # by each term, where those of its places are noted
    for place, found in zip(places, positions, strict=True):
        for term in place:
            at[term].append(found)
    position = 0
    for stretch in terms:
        for token in stretch.split(" "):
            for term in token.split(LAYER):
                for found in at.get(term, ()):
                    if found[-1:] != [position]:  # another term of the same place stands there too
                        found.append(position)
            position += 1
        position += PART_GAP
    ends = positions[0]
    for found in positions[1:]:
        before = (bisect_left(ends, position) for position in found)
        ends = [here for here, n in zip(found, before, strict=True) if n and here - ends[n - 1] <= slop]
    return bool(ends)


def _any_of(terms: Sequence[str]) -> Json:
    words = [{"match": {"query": term}} for term in terms]
    return words[0] if len(words) == 1 else {"any_of": {"intervals": words}}


def _chained(places: list[Json], slop: int) -> Json:
    """Places in order: the last one near those before it, which are near each other."""
    found = places[0]
    for place in places[1:]:
        found = _pair(found, place, slop)
    return found


def _chained_from_the_end(places: list[Json], slop: int) -> Json:
    """The same by the first one."""
    found = places[-1]
    for place in reversed(places[:-1]):
        found = _pair(place, found, slop)
    return found


def _pair(first: Json, second: Json, slop: int) -> Json:
    return _ordered([first, second], slop - 1)


def _ordered(places: list[Json], gaps: int) -> Json:
    return {"all_of": {"intervals": places, "ordered": True, "max_gaps": gaps}}
