"""Which words of an article a query matched."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import whoosh.query

from corpus.article import Article
from index import EVERYWHERE
from index.analysis import EXACT, Token, tokens
from search.tree import AnyForm, Query


@dataclass
class Wanted:
    """What a query looks for: per field, single terms and sequences of terms with their slop."""

    terms: dict[str, set[str]] = field(default_factory=dict)
    phrases: dict[str, list[tuple[tuple[str, ...], int]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Match:
    """A matched word: ``start`` and ``end`` in ``Article.text``, half-open, in code points; and its stem."""

    start: int
    end: int
    stem: str


def wanted(query: Query) -> Wanted:
    """What a tree of ``search.terms`` looks for; what it excludes is not."""
    found = Wanted()
    _collect(query, found)
    return found


def _collect(query: Query, found: Wanted) -> None:
    q = whoosh.query
    match query:
        case q.Not():
            return
        case q.AndNot():
            _collect(query.a, found)
        case q.Phrase():
            found.phrases.setdefault(query.fieldname, []).append((tuple(query.words), query.slop))
        case q.Term():
            found.terms.setdefault(query.fieldname, set()).add(query.text)
        case AnyForm():
            found.terms.setdefault(query.fieldname, set()).update(query.forms)
        case _:
            for child in query.children():
                _collect(child, found)


def matches(article: Article, looked_for: Wanted) -> list[Match]:
    """The matched words of ``article.text``, in order, none twice."""
    found: dict[int, Match] = {}
    for part in article.parts:
        words = tokens(article.text[part.start : part.end])
        for name, quoted in ((EVERYWHERE, False), (part.field, False), ("quotes", True)):
            for token in matching(words, looked_for, name):
                start, end = token.start + part.start, token.end + part.start
                if not quoted or article.quote_at(start, end):
                    found[start] = Match(start, end, token.stem)
    return [found[start] for start in sorted(found)]


def matching(words: list[Token], looked_for: Wanted, name: str) -> list[Token]:
    """Those of ``words`` that are looked for in the field ``name``; a word of several phrases as often."""
    terms, phrases = looked_for.terms.get(name), looked_for.phrases.get(name, ())
    found = [token for token in words if _is(token, terms)] if terms else []
    return found + [token for phrase, slop in phrases for token in _occurrences(words, phrase, slop)]


def _is(token: Token, terms: set[str] | tuple[str, ...]) -> bool:
    return token.stem in terms or EXACT + token.form in terms


def _occurrences(words: list[Token], phrase: tuple[str, ...], slop: int) -> Iterator[Token]:
    """The words that stand in the order of ``phrase``, each at most ``slop`` positions after the one before."""
    for first, token in enumerate(words):
        if not _is(token, phrase[:1]):
            continue
        at = [first]
        for term in phrase[1:]:
            following = range(at[-1] + 1, min(at[-1] + slop + 1, len(words)))
            found = next((n for n in following if _is(words[n], (term,))), None)
            if found is None:
                break
            at.append(found)
        else:
            yield from (words[n] for n in at)
