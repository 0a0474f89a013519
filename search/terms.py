"""From words as typed to the index's terms: stems, exact forms, and patterns spelled out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import whoosh.query
from whoosh.reading import IndexReader

from index.analysis import EXACT, stem
from search.errors import QueryError
from search.spelling import distance
from search.tree import Query

# How much more the quoted form of a word counts than its stem. A passage with the very words then outranks any
# number of passages with other forms of them: BM25 lets repetition add at most k1 + 1 = 2.2 times.
EXACT_BOOST = 3.0
# Words that a wildcard or an approximate word may stand for. Reuters-21578 has 70,403 forms; "s*" is 4,471 of them.
MOST_EXPANSIONS = 2_000
LARGEST_DISTANCE = 2  # letters changed, added, dropped or swapped; at 3, five-letter words match nearly anything


def to_terms(query: Query, reader: IndexReader) -> Query:
    """The tree of ``search.language.parse`` over the terms of ``index.analysis``, with patterns expanded.

    Raises ``QueryError`` where a pattern stands for more than ``MOST_EXPANSIONS`` words.
    """
    q = whoosh.query
    match query:
        case q.FuzzyTerm() | q.Prefix() | q.Wildcard() | q.TermRange():
            return _any_of(query, _expand(query, reader))
        case q.Term():
            text = query.text if query.text.startswith(EXACT) else stem(query.text)
            return q.Term(query.fieldname, text, boost=query.boost)
        case q.Phrase():
            return _phrase(query)
        case _:
            return query.apply(lambda child: to_terms(child, reader))


def _phrase(phrase: Query) -> Query:
    """The words in this order by their stems, and those in the forms given before all others."""
    if not phrase.words:
        return whoosh.query.NullQuery
    if phrase.words[0].startswith(EXACT):
        return _sequence(phrase, phrase.words, phrase.boost)
    stems = [stem(word) for word in phrase.words]
    forms = [EXACT + word for word in phrase.words]
    return whoosh.query.AndMaybe(
        _sequence(phrase, stems, phrase.boost), _sequence(phrase, forms, phrase.boost * EXACT_BOOST)
    )


def _sequence(phrase: Query, words: list[str], boost: float) -> Query:
    if len(words) == 1:
        return whoosh.query.Term(phrase.fieldname, words[0], boost=boost)
    return whoosh.query.Phrase(phrase.fieldname, words, slop=phrase.slop, boost=boost)


def _any_of(pattern: Query, terms: list[str]) -> Query:
    return _Constant(whoosh.query.Or([whoosh.query.Term(pattern.fieldname, term) for term in terms]), pattern.boost)


class _Constant(whoosh.query.ConstantScoreQuery):  # type: ignore[misc]
    boost = 1.0  # which Whoosh asks every node for when it flattens a tree


def _expand(pattern: Query, reader: IndexReader) -> list[str]:
    found = list(islice(_matching(pattern, reader), MOST_EXPANSIONS + 1))
    if len(found) > MOST_EXPANSIONS:
        raise QueryError(f"a pattern stands for more than {MOST_EXPANSIONS:,} words; give more of its letters")
    return found


def _matching(pattern: Query, reader: IndexReader) -> Iterator[str]:
    """The exact-form terms that a pattern stands for."""
    q = whoosh.query
    field = pattern.fieldname
    match pattern:
        case q.FuzzyTerm():
            if not 1 <= pattern.maxdist <= LARGEST_DISTANCE:
                raise QueryError(f"~{pattern.maxdist}: an approximate word may differ in 1 or 2 letters")
            # Nobody mistypes the first letter; asking for it makes the search ten times faster. Whoosh counts a swap of
            # two letters as two changes, so one more is asked for.
            for term in reader.terms_within(field, EXACT + pattern.text, pattern.maxdist + 1, prefix=len(EXACT) + 1):
                if distance(term.removeprefix(EXACT), pattern.text) <= pattern.maxdist:
                    yield term
            return
        case q.TermRange():
            start, end = EXACT + (pattern.start or ""), EXACT + (pattern.end or "\U0010ffff")
            expanded = q.TermRange(field, start, end, pattern.startexcl, pattern.endexcl)
        case q.Prefix():
            expanded = q.Prefix(field, EXACT + pattern.text)
        case _:
            expanded = q.Wildcard(field, EXACT + pattern.text)
    for term in expanded._btexts(reader):  # the one way to walk a pattern's terms lazily
        yield term.decode("utf-8", "surrogatepass")
