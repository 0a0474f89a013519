"""Query trees: their type, walking them, and pruning what asks for nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from operator import is_
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import whoosh.formats
import whoosh.query

from corpus.patterns import Expression
from index.arrays.types import Int32s
from index.fields import EVERYWHERE, EXACT
from index.postings.dictionary import Dictionary
from index.postings.lists import Postings
from index.text.analysis import fold, parts, tokens, units

Query: TypeAlias = whoosh.query.Query
Pattern: TypeAlias = whoosh.query.Prefix | whoosh.query.Wildcard | whoosh.query.FuzzyTerm
PATTERN = Expression(r"\*+|\S*(?:[\p{L}\p{M}\p{N}]\*|[*?][\p{L}\p{M}\p{N}]|[\p{L}\p{N}]~\d?(?!\w))\S*")  # in a phrase
APPROXIMATE = Expression(r"~(\d?)")
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


class Required(Ours):
    """``+word``, where any word is enough."""

    def __init__(self, query: Query) -> None:
        super().__init__()
        self.query = query

    def children(self) -> Iterator[Query]:
        """What is required."""
        return iter([self.query])

    def apply(self, change: Callable[[Query], Query]) -> Query:
        """The same with another query."""
        return Required(change(self.query))


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


class Lightly(whoosh.query.Or):
    """Function words that only rank: they weigh little, and are not marked in what is shown."""


def any_of(queries: Sequence[Query]) -> Query:
    """What matches where any of them does."""
    return queries[0] if len(queries) == 1 else whoosh.query.Or(queries)


class AnyForm(Ours):
    """A pattern as the words that it stands for: those of each of several dictionaries by their ``ordinals`` int64;
    ``forms`` spells them. ``pattern`` is as it was typed."""

    def __init__(
        self,
        fieldname: str,
        dictionaries: tuple[Dictionary, ...],
        ordinals: tuple[npt.NDArray[np.int64], ...],
        boost: float = 1.0,
        pattern: Query | None = None,
    ) -> None:
        super().__init__()
        self.pattern = pattern
        self.fieldname, self.dictionaries, self.ordinals, self.boost = fieldname, dictionaries, ordinals, boost

    @property
    def forms(self) -> set[str]:
        """The words, each behind ``EXACT``."""
        return {form for number in range(len(self.dictionaries)) for form in self.forms_of(number)}

    def forms_of(self, number: int) -> list[str]:
        """Those of one dictionary."""
        return [EXACT + form for form in self.dictionaries[number].spelled(self.ordinals[number])]


class FormPhrase(Ours):
    """A phrase with patterns among its words: at each of its ``places`` a term, or any of several forms. ``found`` has
    its documents in each leaf once they were looked for: a question asks for them up to five times."""

    def __init__(self, fieldname: str, places: tuple[str | AnyForm, ...], slop: int, boost: float = 1.0) -> None:
        super().__init__()
        self.fieldname, self.places, self.slop, self.boost = fieldname, places, slop, boost
        self.found: dict[int, Int32s] = {}


def simplified(query: Query) -> Query:
    """``query`` without groups in groups of their kind, with each word once in a group, and without what adds nothing.

    Whoosh's own ``normalize`` takes a conjunction with everything for everything, and weights of groups for weights of
    their members.
    """
    q = whoosh.query
    if type(query) is q.Term or isinstance(query, Ours) or query.is_leaf():
        return query
    if not (type(query) is q.And or type(query) is q.Or) or getattr(query, "minmatch", None):
        return query.apply(simplified)
    kind, given = type(query), list(query.children())
    if len(given) > 1 and len({(c.fieldname, c.text) for c in given if type(c) is q.Term}) == len(given):
        return query
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
        children = [child for child in children if not is_everything(child)] or children[:1]
    if len(children) == 1 and query.boost == 1.0:
        return children[0]
    if len(children) == len(given) and all(map(is_, children, given)):
        return query
    return kind(children, boost=query.boost) if children else q.NullQuery


def is_everything(query: Query) -> bool:
    """Whether every document matches, whatever it has."""
    return type(query) is whoosh.query.Every and query.fieldname in (None, "", "*", EVERYWHERE)


def _distinct(children: list[Query]) -> list[Query]:
    """``children`` with each word once, and the weights of all that were given: asked for twice, it counts twice."""
    found: dict[object, Query] = {}
    weights: dict[object, float] = {}
    for child in children:
        key: object = id(child)
        if type(child) is whoosh.query.Term:
            key = child.fieldname, child.text
            weights[key] = weights.get(key, 0.0) + child.boost
        found.setdefault(key, child)
    return [_weighing(weights.get(key), child) for key, child in found.items()]


def _weighing(weight: float | None, child: Query) -> Query:
    """``child``; a word with this weight."""
    if type(child) is not whoosh.query.Term or weight is None or child.boost == weight:
        return child
    return whoosh.query.Term(child.fieldname, child.text, boost=weight)


def prune(query: Query) -> Query | None:
    """``query`` without nodes that ask for nothing, and its patterns without stray signs; None if all is gone."""
    q = whoosh.query
    match query:
        case q.And() | q.Or():
            children = [child for node in query.children() if (child := prune(node)) is not None]
            return type(query)(children, boost=query.boost) if children else None
        case q.Not() | Required():
            child = prune(query.query)
            return None if child is None else type(query)(child)
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
    return fold(STRAY_APOSTROPHE.sub("", NO_PATTERN.sub("", text))).lower()


def _pruned_pattern(query: Pattern) -> Query | None:
    """The pattern without stray signs; where punctuation divides it ("skerrins-strike*"), all its pieces; ``byline:*``
    is whatever has one."""
    if query.fieldname != EVERYWHERE and query.text and not query.text.strip("*"):
        return whoosh.query.Every(query.fieldname)
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


def is_pattern(word: str) -> bool:
    """Whether a word of a phrase stands for several."""
    return bool(set(word) & {"*", "?", "~"})


def parted(words: Iterable[str]) -> list[str]:
    """The words of a phrase, of "e-mail" its parts; patterns and exact forms as they are."""
    return [part for word in words for part in ([word] if is_pattern(word) or word.startswith(EXACT) else parts(word))]


def pattern_of(fieldname: str, word: str, boost: float = 1.0) -> Pattern:
    """The pattern that stands in a phrase as one of its words."""
    text, approximate, distance = word.removeprefix(EXACT).partition("~")
    if approximate:
        return whoosh.query.FuzzyTerm(fieldname, text, boost=boost, maxdist=int(distance or 1))
    return whoosh.query.Wildcard(fieldname, text, boost=boost)


def phrase_words(text: str) -> list[str]:
    """The words of a phrase, folded; ``dam*``, ``dama?e`` and ``damge~1`` are patterns. Raises ``ValueError`` for a
    ``*`` that stands alone."""
    words: list[str] = []
    for patterns, chunks in groupby(text.split(), lambda chunk: bool(PATTERN.fullmatch(chunk))):
        if patterns:
            words += [word for chunk in chunks for word in _pattern_words(chunk)]
        else:
            words += [unit.form for unit in units(" ".join(chunks))]
    return words


def _pattern_words(chunk: str) -> Iterator[str]:
    if not chunk.strip("*"):
        raise ValueError(f'{chunk} alone in quotes stands for no word; "storm damage"~2 allows for one between')
    *others, last = [piece for piece in BREAK.split(chunk.partition("~")[0]) if piece.strip("*?'’.,")] or [""]
    distance = APPROXIMATE.search(chunk)
    for piece in others:
        yield from _folded(piece)
    if distance:
        yield from (f"{token.form}~{distance.group(1) or 1}" for token in tokens(last))
    else:
        yield from _folded(last)


def _folded(piece: str) -> Iterator[str]:
    word = _word(piece).rstrip("?")
    yield from [word] if is_pattern(word) else (token.form for token in tokens(word))


def with_signs(query: Query) -> Query:
    """``+storm bridge quay -ferry`` with any word enough: the first, rather with one of the next two, and not the last;
    without ``+``, either of the two, and not the last."""
    q = whoosh.query
    if type(query) is q.AndMaybe:
        return q.AndMaybe(with_signs(query.a), query.b)
    if type(query) is not q.Or:
        return without_plus(query)
    children = list(query.children())
    excluded = [child for child in children if isinstance(child, q.Not)]
    required = [child.query for child in children if isinstance(child, Required)]
    wanted = [without_plus(child) for child in children if not isinstance(child, q.Not | Required)]
    if not required:
        return q.And([q.Or(wanted), *excluded]) if excluded and wanted else q.Or(children, boost=query.boost)
    bound = [*map(without_plus, required), *excluded]
    first = q.And(bound) if len(bound) > 1 else bound[0]
    return q.AndMaybe(first, q.Or(wanted)) if wanted else first


def without_plus(query: Query) -> Query:
    """``query`` without signs that all words have where all are required."""
    return without_plus(query.query) if isinstance(query, Required) else query.apply(without_plus)


def relaxed(tree: Query) -> Query | None:
    """The tree with any of its words enough, where it asks for several without saying AND; what names a field binds."""
    q = whoosh.query
    if type(tree) is q.AndMaybe:
        return None if (looser := relaxed(tree.a)) is None else q.AndMaybe(looser, tree.b)
    if type(tree) is not q.And:
        return None
    wordlike = [
        node
        for node in tree.children()
        if isinstance(node, q.Term | q.Phrase | q.MultiTerm | q.Or | q.And | Alternatives)
    ]
    words = [node for node in wordlike if fields_of(node) <= {EVERYWHERE}]
    others = [node for node in tree.children() if not any(node is word for word in words)]
    if len(words) < 2:  # noqa: PLR2004
        return None
    return q.And([q.Or(words), *others]) if others else q.Or(words)
