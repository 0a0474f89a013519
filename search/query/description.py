"""From a query tree back to the query language."""

from __future__ import annotations

from datetime import date

import whoosh.query

from index import EVERYWHERE, FIELDS
from index.fields import EXACT
from search.query.tree import Alternatives, Query


def describe(query: Query) -> str:
    """``query`` in the query language, every operator spelled out; reading it again gives the same query.

    >>> from search.query.language import parse
    >>> describe(parse("storm -ferry headline:“town council”", "all", date(2024, 2, 29)))
    'storm AND NOT ferry AND headline:"town council"'
    """
    return _describe(query, outermost=True)


def _describe(query: Query, outermost: bool = False) -> str:  # noqa: PLR0911 - one line a kind of node
    q = whoosh.query
    match query:
        case q.And() | q.Or() | Alternatives():
            children = list(query.children())
            alone = outermost and len(children) == 1
            parts = [text for child in children if (text := _describe(child, outermost=alone))]
            joined = (" AND " if isinstance(query, q.And) else " OR ").join(parts)
            return joined if outermost or joined in parts else f"({joined})"
        case q.AndNot() | q.AndMaybe() | q.Require():
            word = {q.AndNot: "ANDNOT", q.AndMaybe: "ANDMAYBE", q.Require: "REQUIRE"}[type(query)]
            first, second = map(_describe, query.children())
            joined = f"{first} {word} {second}" if first and second else first or second
            return joined if outermost else f"({joined})"
        case q.Not():
            return f"NOT {_describe(query.query)}"
        case q.Every():
            return f"{query.fieldname}:*" if query.fieldname in FIELDS else "*:*"
        case q.NumericRange():
            return _field(query.fieldname) + _days(query) + _boost(query.boost)
        case q.TermRange():
            first, last = "{" if query.startexcl else "[", "}" if query.endexcl else "]"
            return f"{_field(query.fieldname)}{first}{query.start or ''} TO {query.end or ''}{last}"
        case q.Phrase() if query.words:
            exact = EXACT if query.words[0].startswith(EXACT) else ""
            near = f"~{query.slop}" if query.slop > 1 else ""
            words = " ".join(word.removeprefix(EXACT) for word in query.words)
            return f'{_field(query.fieldname)}{exact}"{words}"{near}{_boost(query.boost)}'
        case q.FuzzyTerm():
            return f"{_field(query.fieldname)}{query.text}~{query.maxdist}{_boost(query.boost)}"
        case q.Prefix():
            return f"{_field(query.fieldname)}{query.text}*{_boost(query.boost)}"
        case q.Term() | q.Wildcard():
            return f"{_field(query.fieldname)}{query.text}{_boost(query.boost)}"
        case _:
            return ""


def _field(name: str) -> str:
    return "" if name == EVERYWHERE else f"{name}:"


def _boost(boost: float) -> str:
    return "" if boost == 1.0 else f"^{boost:g}"


def _days(query: whoosh.query.NumericRange) -> str:
    if query.start is None and query.end is None:
        return "*"
    first, last = (date.fromordinal(int(n)).isoformat() if n else "" for n in (query.start, query.end))
    return first if first == last else f"[{first} TO {last}]"
