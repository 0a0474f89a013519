"""Query trees: their type, walking them, and pruning what asks for nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

import regex
import whoosh.query

from index.analysis import fold

# A whoosh.query.Query. Its node classes share no typed attributes, so a checker can say nothing of them.
Query: TypeAlias = Any
STRAY_APOSTROPHE = regex.compile(r"'(?![\p{L}\p{M}\p{N}])|(?<![\p{L}\p{M}\p{N}])'")
NO_PATTERN = regex.compile(r"[^\p{L}\p{M}\p{N}*?']")  # what no word nor pattern holds


def walk(query: Query) -> Iterator[Query]:
    """Every node of a tree, parents first."""
    yield query
    for child in query.children():
        yield from walk(child)


class Refusal(whoosh.query.NullQuery.__class__):  # type: ignore[misc]
    """Stands in the tree for what cannot be honoured, until it is raised."""

    def __init__(self, message: str) -> None:
        super().__init__()
        self.message = message


def prune(query: Query) -> Query | None:
    """``query`` without nodes that ask for nothing, and its patterns without stray signs; None if all is gone."""
    q = whoosh.query
    match query:
        case q.And() | q.Or():
            children = [child for node in query.children() if (child := prune(node)) is not None]
            return type(query)(children, boost=query.boost) if children else None
        case q.Not():
            child = prune(query.query)
            return None if child is None else q.Not(child)
        case q.AndNot() | q.AndMaybe() | q.Require():
            first, second = map(prune, query.children())
            if first is not None and second is not None:
                return type(query)(first, second)
            return q.Not(second) if second is not None and isinstance(query, q.AndNot) else first or second
        case q.Phrase():
            return query if query.words else None
        case q.Prefix() | q.Wildcard() | q.FuzzyTerm():
            return _pruned_pattern(query)
        case q.TermRange() if not isinstance(query, q.NumericRange):
            start, end = (_word(bound or "").strip("*?") for bound in (query.start, query.end))
            return q.TermRange(query.fieldname, start, end, query.startexcl, query.endexcl) if start or end else None
        case q.NullQuery.__class__() if not isinstance(query, Refusal):
            return None
        case _:
            return query


def _word(text: str) -> str:
    return fold(STRAY_APOSTROPHE.sub("", NO_PATTERN.sub("", text)))


def _pruned_pattern(query: Query) -> Query | None:
    q = whoosh.query
    text = _word(query.text).rstrip("?")  # a question mark that ends a word ends a question
    if not text.strip("*?'"):
        return None
    if isinstance(query, q.FuzzyTerm):
        return q.FuzzyTerm(query.fieldname, text.replace("*", ""), boost=query.boost, maxdist=query.maxdist)
    if isinstance(query, q.Wildcard) and text.endswith("*") and not set(text[:-1]) & {"*", "?"}:
        text = text[:-1]
    elif isinstance(query, q.Wildcard) and set(text) & {"*", "?"}:
        return q.Wildcard(query.fieldname, text, boost=query.boost)
    elif isinstance(query, q.Wildcard):
        return q.Term(query.fieldname, text, boost=query.boost)
    return q.Prefix(query.fieldname, text, boost=query.boost)


def excluding(query: Query) -> Query:
    """``storm bridge -ferry`` with any word enough: either of the two, and not the third."""
    q = whoosh.query
    if type(query) is not q.Or:
        return query
    excluded = [child for child in query.children() if isinstance(child, q.Not)]
    wanted = [child for child in query.children() if not isinstance(child, q.Not)]
    return q.And([q.Or(wanted), *excluded]) if excluded and wanted else query
