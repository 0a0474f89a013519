"""From words as typed to the index's terms: stems, exact forms, and patterns spelled out."""

from __future__ import annotations

from fnmatch import fnmatchcase

import numpy as np
import numpy.typing as npt
import whoosh.query

from index.fields import EXACT
from index.postings.dictionary import Dictionary
from index.text.analysis import CAPITAL_NAMES
from index.text.stemming import stem_of
from search.errors import QueryError
from search.query.transliteration import far_spellings
from search.query.tree import (
    Alternatives,
    AnyForm,
    FormPhrase,
    Pattern,
    Query,
    is_pattern,
    parted,
    pattern_of,
    simplified,
)
from search.time_limit import check

# How much more the quoted form of a word counts than its stem. A passage with the very words then outranks any
# number of passages with other forms of them: BM25 lets repetition add at most k1 + 1 = 2.2 times.
EXACT_BOOST = 3.0
# Words that a wildcard or an approximate word may stand for. Reuters-21578 has 70,403 forms; "s*" is 4,471 of them.
MOST_EXPANSIONS = 2_000
LARGEST_DISTANCE = 2  # letters changed, added, dropped or swapped; at 3, five-letter words match nearly anything


def to_terms(query: Query, forms: tuple[Dictionary, ...]) -> Query:
    """The tree of ``search.query.language.parse`` over the terms of ``index.text.analysis``, ``simplified``, with
    patterns expanded to ``forms``.

    Raises ``QueryError`` where a pattern stands for more than ``MOST_EXPANSIONS`` words.
    """
    return simplified(_terms(query, forms))


def _terms(query: Query, forms: tuple[Dictionary, ...]) -> Query:
    q = whoosh.query
    match query:
        case q.FuzzyTerm() | q.Prefix() | q.Wildcard():
            return _expanded(query, forms)
        case q.TermRange() if not isinstance(query, q.NumericRange):
            return _expanded(query, forms)
        case q.Term():
            return _word(query)
        case Alternatives():
            quoted = isinstance(next(query.children()), q.Phrase)
            plain = (q.Term,) if quoted else (q.Term, q.Phrase)
            terms = [_word(child) if isinstance(child, plain) else _terms(child, forms) for child in query.children()]
            return Alternatives(terms, boost=query.boost)
        case q.Phrase():
            return _phrase(query, forms)
        case _:
            return query.apply(lambda child: _terms(child, forms))


def _word(query: whoosh.query.Term | whoosh.query.Phrase) -> Query:
    """A word by its stem, one of several parts ("e-mail") by theirs in this order: it is none that was quoted."""
    words = query.words if isinstance(query, whoosh.query.Phrase) else [query.text]
    if words[0].startswith(EXACT):
        return query
    if words[0] in CAPITAL_NAMES:  # and not the small word: U.S., WHO
        return whoosh.query.Term(query.fieldname, EXACT + words[0], boost=query.boost)
    stems = [stem_of(part) for part in parted(words)]
    found = _sequence(whoosh.query.Phrase(query.fieldname, [], boost=query.boost), stems, query.boost)
    if len(stems) == 1:
        vars(found)["form"] = words[0]
    return found


def form_of(term: whoosh.query.Term) -> str:
    """The form in which the word of a term was typed; empty where it is not known."""
    form: str = vars(term).get("form", "")
    return form


def _phrase(phrase: whoosh.query.Phrase, forms: tuple[Dictionary, ...]) -> Query:
    """The words in this order by their stems, and those in the forms given before all others."""
    if not phrase.words:
        return whoosh.query.NullQuery
    if any(map(is_pattern, phrase.words)):
        return _with_patterns(phrase, forms)
    if phrase.words[0].startswith(EXACT):
        return _sequence(phrase, phrase.words, phrase.boost)
    words = parted(phrase.words)
    stems = [_stem(word) for word in words]
    exact = [EXACT + word for word in words]
    return whoosh.query.AndMaybe(
        _sequence(phrase, stems, phrase.boost), _sequence(phrase, exact, phrase.boost * EXACT_BOOST)
    )


def _with_patterns(phrase: whoosh.query.Phrase, forms: tuple[Dictionary, ...]) -> Query:
    """A phrase with patterns among its words. Raises ``QueryError`` where one stands for too many."""
    places = tuple(_place(phrase.fieldname, word, forms) for word in parted(phrase.words))
    if len(places) == 1 and isinstance(places[0], AnyForm):
        places[0].boost = phrase.boost
        return places[0]
    return FormPhrase(phrase.fieldname, places, phrase.slop, phrase.boost)


def _place(fieldname: str, word: str, forms: tuple[Dictionary, ...]) -> str | AnyForm:
    return _expanded(pattern_of(fieldname, word), forms) if is_pattern(word) else _stem(word)


def _stem(word: str) -> str:
    """The term of a word in a phrase; of names in capitals their form: "US copper" is not "us copper"."""
    if word.startswith(EXACT):
        return word
    return EXACT + word if word in CAPITAL_NAMES else stem_of(word)


def _sequence(phrase: whoosh.query.Phrase, words: list[str], boost: float) -> Query:
    if len(words) == 1:
        return whoosh.query.Term(phrase.fieldname, words[0], boost=boost)
    return whoosh.query.Phrase(phrase.fieldname, words, slop=phrase.slop, boost=boost)


def _expanded(pattern: Pattern | whoosh.query.TermRange, forms: tuple[Dictionary, ...]) -> AnyForm:
    ordinals = tuple(_matching(pattern, each) for each in forms)
    found = AnyForm(pattern.fieldname, forms, ordinals, pattern.boost, pattern)
    if sum(map(len, found.ordinals)) > MOST_EXPANSIONS and len(found.forms) > MOST_EXPANSIONS:
        raise QueryError(f"a pattern or range stands for more than {MOST_EXPANSIONS:,} words; give more of its letters")
    return found


def _matching(pattern: Pattern | whoosh.query.TermRange, forms: Dictionary) -> npt.NDArray[np.int64]:
    """The ordinals of the forms that a pattern stands for."""
    check()
    q = whoosh.query
    match pattern:
        case q.FuzzyTerm():
            if not 1 <= pattern.maxdist <= LARGEST_DISTANCE:
                raise QueryError(f"~{pattern.maxdist}: an approximate word may differ in 1 or 2 letters")
            return _near(pattern.text, pattern.maxdist, forms)
        case q.TermRange():
            return _range(pattern, forms)
        case q.Prefix():
            found = np.arange(*forms.prefix(_bytes(pattern.text)))
        case _:
            found = forms.wildcard(pattern.text)
    return np.unique(np.concatenate([found, *(_named(name, forms) for name in names_like(pattern))]))


def names_like(pattern: Pattern) -> list[str]:
    """The names in capitals for which a prefix or a wildcard stands as it does for the small words: ``wh*`` for WHO."""
    typed = pattern.text + "*" * isinstance(pattern, whoosh.query.Prefix)
    return [name for name in sorted(CAPITAL_NAMES) if fnmatchcase(name.lower(), typed)]


def _near(word: str, edits: int, forms: Dictionary) -> npt.NDArray[np.int64]:
    """The ordinals of the forms at most so many letters away, where a spelling of a sound counts as one."""
    found, spelled = [forms.fuzzy(_bytes(word), edits, 0)], far_spellings(word)
    if edits == LARGEST_DISTANCE:
        check()
        found += [forms.fuzzy(_bytes(spelling), 1, 0) for spelling in spelled]
        spelled = set().union(*map(far_spellings, spelled))
    found += [_named(spelling, forms) for spelling in spelled]
    return np.unique(np.concatenate(found))


def _named(word: str, forms: Dictionary) -> npt.NDArray[np.int64]:
    ordinal = forms.find(_bytes(word))
    return np.array([ordinal] if ordinal >= 0 else [], np.int64)


def _range(pattern: whoosh.query.TermRange, forms: Dictionary) -> npt.NDArray[np.int64]:
    first, last = 0, len(forms)
    if pattern.start:
        first = forms.seek(_bytes(pattern.start))
        first += pattern.startexcl and forms.find(_bytes(pattern.start)) >= 0
    if pattern.end:
        last = forms.seek(_bytes(pattern.end))
        last += not pattern.endexcl and forms.find(_bytes(pattern.end)) >= 0
    return np.arange(first, max(first, last))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
