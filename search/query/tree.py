"""Query trees: their type, walking them, and pruning what asks for nothing."""

from __future__ import annotations

from collections.abc import Iterator
from operator import is_
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import whoosh.formats
import whoosh.query

from corpus.patterns import Expression
from index import EVERYWHERE
from index.fields import EXACT
from index.postings.dictionary import Dictionary
from index.postings.lists import Postings
from index.text.analysis import fold

Query: TypeAlias = whoosh.query.Query
Pattern: TypeAlias = whoosh.query.Prefix | whoosh.query.Wildcard | whoosh.query.FuzzyTerm
STRAY_APOSTROPHE = Expression(r"'(?![\p{L}\p{M}\p{N}])|(?<![\p{L}\p{M}\p{N}])'")
BREAK = Expression(r"[^\p{L}\p{M}\p{N}*?'’.,]+|(?<!\p{N})[.,]+|[.,]+(?![\p{N}*?])")  # as in analysis
NO_PATTERN = Expression(r"[^\p{L}\p{M}\p{N}*?'.,]|(?<!\p{N})[.,]|[.,](?!\p{N})")  # what no word nor pattern holds


def fields_of(query: Query) -> set[str]:
    """The fields that a tree names."""
    return {name for node in walk(query) if (name := getattr(node, "fieldname", None))}


def walk(query: Query) -> Iterator[Query]:
    """Every node of a tree, parents first."""
    yield query
    for child in query.children():
        yield from walk(child)


class Refusal(whoosh.query._NullQuery):
    """Stands in the tree for what cannot be honoured, until it is raised."""

    def __init__(self, message: str) -> None:
        super().__init__()
        self.message = message


class Ours(whoosh.query._NullQuery):
    """A node that Whoosh does not know: nothing to simplify, and equal to none but itself."""

    boost = 1.0

    def __eq__(self, other: object) -> bool:
        return self is other

    def __ne__(self, other: object) -> bool:
        return self is not other

    def __hash__(self) -> int:
        return id(self)


class Given(Ours):
    """Documents that are known to match, int32, ascending, with their scores, float32."""

    def __init__(self, documents: npt.NDArray[np.int32], scores: npt.NDArray[np.float32]) -> None:
        super().__init__()
        self.documents, self.scores = documents, scores

    def matcher(self, searcher: Any, context: Any = None) -> Any:  # noqa: ARG002 - Whoosh's
        """What Whoosh's matchers of other nodes make theirs of."""
        from index.adapter.array_matcher import ArrayMatcher  # noqa: PLC0415 - seldom needed, and slow to import

        return ArrayMatcher(("", b""), Postings(self.documents, self.scores), None, whoosh.formats.Existence())


class Alternatives(whoosh.query.DisjunctionMax):
    """A word in several spellings, of which the best scores."""


class AnyForm(Ours):
    """A pattern as the words that it stands for: those of each of several dictionaries by their ``ordinals`` int64;
    ``forms`` spells them."""

    def __init__(
        self,
        fieldname: str,
        dictionaries: tuple[Dictionary, ...],
        ordinals: tuple[npt.NDArray[np.int64], ...],
        boost: float = 1.0,
    ) -> None:
        super().__init__()
        self.fieldname, self.dictionaries, self.ordinals, self.boost = fieldname, dictionaries, ordinals, boost

    @property
    def forms(self) -> set[str]:
        """The words, each behind ``EXACT``."""
        return {form for number in range(len(self.dictionaries)) for form in self.forms_of(number)}

    def forms_of(self, number: int) -> list[str]:
        """Those of one dictionary."""
        return [EXACT + form for form in self.dictionaries[number].spelled(self.ordinals[number])]


def simplified(query: Query) -> Query:
    """``query`` without groups in groups of their kind, words that are asked for twice, and what adds nothing.

    Whoosh's own ``normalize`` takes a conjunction with everything for everything, and weights of groups for weights of
    their members.
    """
    q = whoosh.query
    if type(query) is q.Term or isinstance(query, (AnyForm, Given)) or query.is_leaf():
        return query
    if not (type(query) is q.And or type(query) is q.Or) or getattr(query, "minmatch", None):
        return query.apply(simplified)
    kind, given = type(query), list(query.children())
    children: list[Query] = []
    for child in map(simplified, given):
        if type(child) is kind and child.boost == 1.0:
            children += child.children()
        elif child is not q.NullQuery:
            children.append(child)
        elif kind is q.And:
            return q.NullQuery
    children = _distinct(children)
    if kind is q.And and len(children) > 1:
        children = [child for child in children if type(child) is not q.Every] or children[:1]
    if len(children) == 1 and query.boost == 1.0:
        return children[0]
    if len(children) == len(given) and all(map(is_, children, given)):
        return query
    return kind(children, boost=query.boost) if children else q.NullQuery


def _distinct(children: list[Query]) -> list[Query]:
    found: dict[object, Query] = {}
    for child in children:
        key: object = id(child)
        if type(child) is whoosh.query.Term:
            key = child.fieldname, child.text, child.boost
        found.setdefault(key, child)
    return list(found.values())


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
        case q._NullQuery() if not isinstance(query, Refusal):
            return None
        case _:
            return query


def _word(text: str) -> str:
    return fold(STRAY_APOSTROPHE.sub("", NO_PATTERN.sub("", text)))


def _pruned_pattern(query: Pattern) -> Query | None:
    """The pattern without stray signs; where punctuation divides it ("skerrins-strike*"), all its pieces."""
    pieces = [piece for text in BREAK.split(query.text) if (piece := _word(text).rstrip("?")).strip("*?'.,")]
    if not pieces:
        return None
    if len(pieces) > 1 and isinstance(query, whoosh.query.Wildcard) and not set("".join(pieces)) & {"*", "?"}:
        return whoosh.query.Phrase(query.fieldname, pieces, boost=query.boost)
    *complete, last = pieces
    nodes = [*(_piece(whoosh.query.Wildcard(query.fieldname, ""), piece) for piece in complete), _piece(query, last)]
    return nodes[0] if len(nodes) == 1 else whoosh.query.And(nodes)


def _piece(query: Pattern, text: str) -> Query:
    q = whoosh.query
    if isinstance(query, q.FuzzyTerm):
        return q.FuzzyTerm(query.fieldname, text.strip("*?"), boost=query.boost, maxdist=query.maxdist)
    literal = text.removesuffix("*")
    if (text.endswith("*") or isinstance(query, q.Prefix)) and literal and not set(literal) & {"*", "?"}:
        return q.Prefix(query.fieldname, literal, boost=query.boost)
    if set(text) & {"*", "?"}:
        return q.Wildcard(query.fieldname, text, boost=query.boost)
    return q.Term(query.fieldname, text, boost=query.boost)


def excluding(query: Query) -> Query:
    """``storm bridge -ferry`` with any word enough: either of the two, and not the third."""
    q = whoosh.query
    if type(query) is not q.Or:
        return query
    excluded = [child for child in query.children() if isinstance(child, q.Not)]
    wanted = [child for child in query.children() if not isinstance(child, q.Not)]
    return q.And([q.Or(wanted), *excluded]) if excluded and wanted else query


def without_common_words(query: Query) -> Query:
    """Words that no operator joins, without the function words among them: "who stole the bell" asks for two."""
    if not (type(query) is whoosh.query.And or type(query) is whoosh.query.Or):
        return query
    children = list(query.children())
    kept = [child for child in children if not _is_common(child)]
    words = [child for child in kept if not isinstance(child, whoosh.query.NumericRange) and not _is_negation(child)]
    return type(query)(kept) if words else query


def _is_negation(query: Query) -> bool:
    return type(query) is whoosh.query.Term and query.text in ("not", "no")  # "to be or not to be" is not about "not"


def _is_common(query: Query) -> bool:
    return type(query) is whoosh.query.Term and query.fieldname == EVERYWHERE and query.text in COMMON_WORDS


COMMON_WORDS = frozenset(
    """
    a an the and or of to in on at by for from with as is are was were be been being am do does did has have had it its
    this that these those who whom whose which what when where why how much many will would there their they he she his
    her him i you we me my your our us
    """.split()
)
