"""Function words: where they are asked for, and where they only rank.

Readers ask "who stole the bell", and articles that answer it need not say "who". So function words that no operator
joins are not required beside others: they rank (``(stole AND bell) ANDMAYBE (who OR the)``). Written like a name (U.S.,
WHO, The Who) they are words as any other. What may be either (Will Marden, hepatitis A) is not required, but ranks
higher beside its neighbour.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias, TypeGuard

import whoosh.query

from index import EVERYWHERE
from search.query.tree import Lightly, Query, any_of

Term: TypeAlias = whoosh.query.Term

COMMON_WORDS = frozenset(
    """
    a an the and or not of to in on at by for from with as is are was were be been being am do does did has have had it
    its this that these those who whom whose which what when where why how much many will would there their they he she
    his her him i you we me my your our us
    """.split()
)
NO_NAMES = ("the", "a", "an", "and", "or", "not")  # a capital makes no name of these
# What a function word that only ranks weighs. On Cranfield and half of the Reuters headlines 0.03, 0.1 and 0.3 are
# alike (nDCG@10 .390, .389, .390 and .328, .328, .329); with 1, it was .379 on Cranfield.
SMALL_WEIGHT = 0.1
# Behind a word these may count or tell apart, in capitals or at the end: hepatitis A, "world war i". Elsewhere they
# are words as any other: where "past a" counts as a name, nDCG@10 on Cranfield, whose queries are sentences, is .381
# and not .389.
LETTERS = ("a", "i")
LONGEST_NAME = 3  # words: of more with capitals, "Kim Do" is no name but the beginning of a headline


def without_common_words(query: Query, text: str) -> Query:
    """Words that no operator joins: those that are required, and function words among them that only rank.

    ``text`` is what they were read from: its capitals and points tell names.
    """
    q = whoosh.query
    if not (type(query) is q.And or type(query) is q.Or):
        return query
    children = [_as_read_before(child, text) for child in query.children()]
    small, kept = _divided(children, text)
    if not small:
        return type(query)(children, boost=query.boost)
    if all(isinstance(child, q.NumericRange | q.Not) for child in kept):
        return _in_this_order(query, small)
    pairs = [pair for child in small if (pair := _pair(child, children, text))]
    return q.AndMaybe(kept[0] if len(kept) == 1 else type(query)(kept), _ranking(small, pairs))


def _divided(queries: Sequence[Query], text: str) -> tuple[list[Term], list[Query]]:
    """The function words, and the others."""
    small = [query for query in queries if is_small(query, text)]
    return small, [query for query in queries if not any(query is one for one in small)]


def _ranking(small: Sequence[Term], others: Sequence[Query]) -> Query:
    distinct = {term.text: term for term in small}
    return any_of([Lightly(list(distinct.values()), boost=SMALL_WEIGHT), *others])


def _as_read_before(query: Query, text: str) -> Query:
    """``(stole AND bell) ANDMAYBE (who OR the)``, asked as a query was read, is that query."""
    if type(query) is not whoosh.query.AndMaybe:
        return query
    members = [query.b]
    while len(members) == 1 and isinstance(members[0], whoosh.query.And | whoosh.query.Or):  # as brackets are parsed
        members = list(members[0].children())
    small, others = _divided(members, text)
    return whoosh.query.AndMaybe(query.a, _ranking(small, others)) if small else query


def is_small(query: Query, text: str) -> TypeGuard[Term]:
    """Whether it is a function word, not written as a name; ``text`` is what it was read from."""
    return _is_common(query) and not _is_name(query, text)


def _is_common(query: Query) -> TypeGuard[Term]:
    return _is_plain(query) and query.boost == 1.0 and query.text in COMMON_WORDS


def _is_plain(query: Query | None) -> TypeGuard[Term]:
    return isinstance(query, Term) and query.fieldname == EVERYWHERE


def _typed(term: Query, text: str) -> str:
    start, end = getattr(term, "startchar", None), getattr(term, "endchar", None)
    return "" if start is None or end is None else text[start:end]


def _is_name(term: Term, text: str) -> bool:
    """Whether a function word is written as none is: with points, in capitals, with a capital amid small letters."""
    typed = _typed(term, text).strip("'\",;:!?()")
    if "." in typed.rstrip("."):
        return True
    if typed.isupper():
        return len(typed) > 1
    return typed.istitle() and term.text not in NO_NAMES and not _begins(term, text) and _has_small_words(text)


def _begins(term: Term, text: str) -> bool:
    return not any(char.isalnum() for char in text[: term.startchar])


def _has_small_words(text: str) -> bool:
    """Whether other words than function words begin with small letters: it is no headline with capitals throughout."""
    return any(word[:1].islower() and word.strip(",;:!?()\"'") not in COMMON_WORDS for word in text.split())


def _pair(term: Term, children: Sequence[Query], text: str) -> Query | None:
    """A function word that may be part of a name with its neighbour, in this order."""
    at = next(n for n, child in enumerate(children) if child is term)
    before = children[at - 1] if at else None
    after = children[at + 1] if at + 1 < len(children) else None
    telling = term.text in LETTERS and (_typed(term, text).isupper() or after is None)
    if telling and _is_word(before):
        return whoosh.query.Phrase(EVERYWHERE, [before.text, term.text])
    if term.text == "the":
        if after is not None and _is_common(after) and _is_name(after, text) and _typed(after, text).istitle():
            return whoosh.query.Phrase(EVERYWHERE, [term.text, after.text])
        return None
    if not _typed(term, text).istitle():
        return None
    if _is_word(after) and _typed(after, text)[:1].isupper():
        return whoosh.query.Phrase(EVERYWHERE, [term.text, after.text])
    if _is_word(before) and _typed(before, text).istitle() and len(children) <= LONGEST_NAME:
        return whoosh.query.Phrase(EVERYWHERE, [before.text, term.text])
    return None


def _is_word(query: Query | None) -> TypeGuard[Term]:
    return _is_plain(query) and query.text[:1].isalnum() and not _is_common(query)


def _in_this_order(query: Query, small: Sequence[Term]) -> Query:
    """Nothing but function words: all of them, and first where they stand in this order ("to be or not to be")."""
    words = [child.text for child in small]
    if len(words) < 2:  # noqa: PLR2004
        return query
    return whoosh.query.AndMaybe(query, whoosh.query.Phrase(EVERYWHERE, words))
