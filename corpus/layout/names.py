"""By what names a page calls its elements: class, id and the like, for all who look for some."""

from __future__ import annotations

from functools import lru_cache
from operator import itemgetter

from lxml.html import HtmlElement

from corpus.patterns import Expression

CAMEL = Expression(r"(?<=[a-z])(?=[A-Z])")
NAMED_BY = frozenset(
    ["class", "id", "itemprop", "data-testid", "data-component", "data-gu-name", "data-qa", "data-hook"]
)


def words_of(names: str) -> str:
    """Names in small letters, with "-" before capitals and for "_".

    >>> words_of("authorName post_meta")
    'author-name post-meta'
    """
    return CAMEL.sub("-", names).replace("_", "-").casefold()


def named(tree: HtmlElement, expression: Expression) -> list[HtmlElement]:
    """The elements of a page one of whose names, as ``words_of`` has them, is like this; in the order of the page."""
    found = [each for words, nodes in _by_names(tree).items() if expression.search(words) for each in nodes]
    return [node for _, node in sorted(found, key=itemgetter(0))]


@lru_cache(maxsize=1)  # several ask of the same page, one after the other
def _by_names(tree: HtmlElement) -> dict[str, list[tuple[int, HtmlElement]]]:
    """The elements with names, and their numbers, by these names in one."""
    found: dict[str, list[tuple[int, HtmlElement]]] = {}
    for number, node in enumerate(tree.iter()):
        if names := " ".join([value for name, value in node.items() if name in NAMED_BY]):
            found.setdefault(names, []).append((number, node))
    merged: dict[str, list[tuple[int, HtmlElement]]] = {}
    for names, nodes in found.items():
        merged.setdefault(words_of(names), []).extend(nodes)
    return merged
