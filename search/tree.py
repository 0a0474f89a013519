"""Query trees: their type, walking them, and pruning what asks for nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import regex
import whoosh.query

from index import EVERYWHERE
from index.analysis import EXACT, fold
from index.dictionary import Dictionary

# A whoosh.query.Query. Its node classes share no typed attributes, so a checker can say nothing of them.
Query: TypeAlias = Any
STRAY_APOSTROPHE = regex.compile(r"'(?![\p{L}\p{M}\p{N}])|(?<![\p{L}\p{M}\p{N}])'")
BREAK = regex.compile(r"[^\p{L}\p{M}\p{N}*?'’.,]+|(?<!\p{N})[.,]+|[.,]+(?![\p{N}*?])")  # as in analysis
NO_PATTERN = regex.compile(r"[^\p{L}\p{M}\p{N}*?'.,]|(?<!\p{N})[.,]|[.,](?!\p{N})")  # what no word nor pattern holds


def fields_of(query: Query) -> set[str]:
    """The fields that a tree names."""
    return {node.fieldname for node in walk(query) if getattr(node, "fieldname", None)}


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


class Given(whoosh.query.NullQuery.__class__):  # type: ignore[misc]
    """Documents that are known to match, int32, ascending, with their scores, float32."""

    boost = 1.0

    def __init__(self, documents: npt.NDArray[np.int32], scores: npt.NDArray[np.float32]) -> None:
        super().__init__()
        self.documents, self.scores = documents, scores

    def normalize(self) -> Query:
        """This node: there is nothing to simplify."""
        return self


class AnyForm(whoosh.query.NullQuery.__class__):  # type: ignore[misc]
    """A pattern as the words that it stands for: ``ordinals`` int64 of forms in a dictionary; ``forms`` spells them."""

    def __init__(
        self, fieldname: str, dictionary: Dictionary, ordinals: npt.NDArray[np.int64], boost: float = 1.0
    ) -> None:
        super().__init__()
        self.fieldname, self.dictionary, self.ordinals, self.boost = fieldname, dictionary, ordinals, boost

    @property
    def forms(self) -> list[str]:
        """The words, each behind ``EXACT``."""
        return [EXACT + self.dictionary.term(int(n)).decode("utf-8", "surrogatepass") for n in self.ordinals]

    def normalize(self) -> Query:
        """This node: there is nothing to simplify."""
        return self


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
    """The pattern without stray signs; where punctuation divides it ("skerrins-strike*"), all its pieces."""
    pieces = [piece for text in BREAK.split(query.text) if (piece := _word(text).rstrip("?")).strip("*?'.,")]
    if not pieces:
        return None
    if len(pieces) > 1 and isinstance(query, whoosh.query.Wildcard) and not set("".join(pieces)) & {"*", "?"}:
        return whoosh.query.Phrase(query.fieldname, pieces, boost=query.boost)
    *complete, last = pieces
    nodes = [*(_piece(whoosh.query.Wildcard(query.fieldname, ""), piece) for piece in complete), _piece(query, last)]
    return nodes[0] if len(nodes) == 1 else whoosh.query.And(nodes)


def _piece(query: Query, text: str) -> Query:
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
    if type(query) not in (whoosh.query.And, whoosh.query.Or):
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
