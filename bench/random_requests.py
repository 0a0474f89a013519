"""Requests as nobody types them in a test: valid, broken, pasted and hostile queries, with all parameters.

Every request is made of a number and a seed, so that one can be made again.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from bench.hostile_queries import HOSTILE
from bench.random_queries import ODD, Maker, Material
from index.fields import ARTICLE_FACETS, QUOTE_FACETS

# The paths that queries go, with the facets that each narrows by.
ROADS = (
    *[("/api/search", ARTICLE_FACETS)] * 12, *[("/api/quotes", QUOTE_FACETS)] * 4, ("/", ARTICLE_FACETS),
    ("/quotes", QUOTE_FACETS), ("/articles/{id}", ARTICLE_FACETS),
)  # fmt: skip
# Of each parameter: how often it is given, and good and odd values.
PARAMETERS = {
    "sort": (0.4, ("relevance", "newest", "oldest", "oldest", ""), ("best", "\x00")),
    "size": (0.3, ("1", "2", "5", "5", "10", "20", "100"), ("0", "101", "x", "1e1")),
    "page": (0.2, ("1", "2", "3", "50", "1000", "1000000"), ("1000001", "-1", "٣", "9" * 30)),
    "facets": (0.2, ("no", "yes", ""), ("maybe",)),
}
PERIODS = {"year": ("1987", "1986", "0001", "9999"), "month": ("1987-03", "1987-06", "9999-12", "0001-01")}
ODDLY = 0.04

Parameters = list[tuple[str, str]]


@dataclass(frozen=True)
class Request:
    """What is asked of a server: a path and its parameters; ``kind`` says how the query was made."""

    kind: str
    path: str
    parameters: Parameters

    @property
    def q(self) -> str:
        """The query."""
        return dict(self.parameters).get("q", "")


def request(number: int, seed: int, of: Material) -> Request:
    """The request of a number: half of them valid, a sixth each broken, pasted and hostile."""
    maker = Maker(random.Random(f"{seed} {number}"), of)
    kind = ("valid", "valid", "valid", "broken", "pasted", "hostile")[number % 6]
    name = maker.pick([*HOSTILE]) if kind == "hostile" else kind
    q = HOSTILE[name](maker) if kind == "hostile" else getattr(maker, kind)()
    path, names = maker.chance.choice(ROADS)
    return Request(name, path.format(id=maker.pick(of.ids)), [("q", q), *_parameters(maker, names)])


def _parameters(maker: Maker, facets: Sequence[str]) -> Parameters:
    """All but the query: mostly good ones."""
    chance = maker.chance
    some: Parameters = [("match", "any")] if chance.random() < 0.3 else []
    for name, (share, good, odd) in PARAMETERS.items():
        if chance.random() < share:
            some.append((name, maker.pick(odd if chance.random() < ODDLY else good)))
    for name in facets:
        if chance.random() < 0.12:
            some += [(name, _value(maker, name)) for _ in range(chance.choice((1, 1, 1, 2, 5, 20)))]
    return some


def _value(maker: Maker, name: str) -> str:
    if maker.chance.random() < ODDLY:
        return maker.pick((*ODD, "x", "1987-13", "0000", "1987-W1"))
    if name in PERIODS:
        return maker.pick(PERIODS[name])
    return maker.pick(maker.of.labels[name])
