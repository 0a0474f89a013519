"""By what names a page calls its elements: class, id and the like, for all who look for some."""

from __future__ import annotations

from functools import lru_cache

from lxml.html import HtmlElement

from corpus.patterns import Expression

CAMEL = Expression(r"(?<=[a-z])(?=[A-Z])")
NAMED_BY = ("class", "id", "itemprop", "data-testid", "data-component", "data-qa", "data-hook")


def words_of(names: str) -> str:
    """Names in small letters, with "-" before capitals and for "_".

    >>> words_of("authorName post_meta")
    'author-name post-meta'
    """
    return CAMEL.sub("-", names).replace("_", "-").casefold()


def named(tree: HtmlElement, expression: Expression) -> list[HtmlElement]:
    """The elements of a page one of whose names, as ``words_of`` has them, is like this; in the order of the page."""
    verdicts: dict[str, bool] = {}
    found = []
    for node, words in _names(tree):
        if words not in verdicts:
            verdicts[words] = expression.search(words) is not None
        if verdicts[words]:
            found.append(node)
    return found


@lru_cache(maxsize=1)  # several ask of the same page, one after the other
def _names(tree: HtmlElement) -> list[tuple[HtmlElement, str]]:
    known: dict[str, str] = {}
    found = []
    for node in tree.iter():
        if attributes := node.attrib:
            names = " ".join([value for name in NAMED_BY if (value := attributes.get(name))])
            if names:
                if names not in known:
                    known[names] = words_of(names)
                found.append((node, known[names]))
    return found
