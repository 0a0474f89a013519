"""Which words of an article a query matched."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property
from itertools import takewhile
from typing import NamedTuple, TypeAlias

import whoosh.query

from corpus.article import PART_BREAK, Article
from index import EVERYWHERE, FIELDS
from index.arrays.jit import interprets
from index.document import other_texts
from index.fields import EXACT
from index.store.articles import ArticleReader
from index.store.wordsearch import Found, Sought, Word, WordSearch
from index.text.analysis import WORD, fold
from index.text.stemming import stem_of
from search.query.tree import AnyForm, FormPhrase, Lightly, Query

Places: TypeAlias = tuple[frozenset[str], ...]  # at each one of several terms
Sequence: TypeAlias = tuple[Places, int]  # with the slop between them


@dataclass
class Wanted:
    """What a query looks for: per field, single terms, and sequences of places, with their slop, by each term that may
    stand first."""

    terms: dict[str, set[str]] = field(default_factory=dict)
    phrases: dict[str, dict[str, list[Sequence]]] = field(default_factory=dict)
    _known: dict[str, Word] = field(default_factory=dict)
    _texts: dict[str, list[Found]] = field(default_factory=dict)
    _sought: dict[WordSearch, Sought] = field(default_factory=dict)

    @cached_property
    def _all(self) -> set[str]:
        sequences = (these for some in self.phrases.values() for these in some.values())
        phrases = (place for these in sequences for places, _ in these for place in places)
        return set().union(*self.terms.values(), *phrases)

    @cached_property
    def _initials(self) -> set[str]:
        """What words may begin with whose stems are looked for: stems begin as their words do, but for apostrophes."""
        return {term.removeprefix(EXACT)[:1].lower() for term in self._all} | {"'"}

    def words_of(self, text: str) -> list[Found]:
        """Those tokens of ``text`` that are looked for in any field.

        What is to be known of a word is found out once a query: pages are mostly words that are not looked for.
        """
        found, n = [], 0
        for match in WORD.finditer(text):
            word = self.read(match.group())
            if word.wanted:
                found.append(Found(n, word.form, word.stem, *match.span()))
            n += bool(word.form)
        return found

    def words_of_again(self, text: str) -> list[Found]:
        """As ``words_of`` a text that many articles have, which is remembered."""
        found = self._texts.get(text)
        if found is None:
            found = self._texts[text] = self.words_of(text)
        return found

    def read(self, surface: str) -> Word:
        """What is to be known of a word as it is written."""
        word = self._known.get(surface)
        if word is None:
            form = fold(surface)
            possible = bool(form) and form[0].lower() in self._initials
            term = stem_of(form) if possible else ""
            wanted = possible and (term in self._all or EXACT + form in self._all)
            word = self._known[surface] = Word(form, term, wanted)
        return word

    def sought(self, words: WordSearch) -> Sought:
        """What is looked for, among stored words."""
        if words not in self._sought:
            self._sought[words] = words.sought(self._all, self._initials)
        return self._sought[words]

    @cached_property
    def is_plain(self) -> bool:
        """Whether it looks for single words everywhere, and nothing else: then all of ``words_of`` a text match."""
        return not self.phrases and self.terms.keys() == {EVERYWHERE}

    @cached_property
    def fields(self) -> set[str]:
        """Those in which anything is looked for, by their names or as all are searched."""
        asked = self.terms.keys() | self.phrases.keys()
        return {name for name in FIELDS if not asked.isdisjoint((name, *in_everywhere(name)))}


def in_everywhere(name: str) -> tuple[str, ...]:
    """``EVERYWHERE``, if what stands in a field counts there."""
    return (EVERYWHERE,) * (FIELDS[name].boost > 0)


class MatchedWord(NamedTuple):
    """A matched word: ``start`` and ``end`` in ``Article.text``, half-open, in code points; and its stem."""

    start: int
    end: int
    stem: str


def wanted(query: Query) -> Wanted:
    """What a tree of ``search.query.terms`` looks for; what it excludes is not, nor function words
    that only rank."""
    found = Wanted()
    _collect(query, found)
    return found


def _collect(query: Query, found: Wanted) -> None:
    q = whoosh.query
    match query:
        case q.Not() | Lightly():
            return
        case q.AndNot():
            _collect(query.a, found)
        case q.Phrase():
            _add_phrase(found, query.fieldname, tuple(frozenset([word]) for word in query.words), query.slop)
        case FormPhrase():
            places = tuple(frozenset([place] if isinstance(place, str) else place.forms) for place in query.places)
            _add_phrase(found, query.fieldname, places, query.slop)
        case q.Term():
            found.terms.setdefault(query.fieldname, set()).add(query.text)
        case AnyForm():
            found.terms.setdefault(query.fieldname, set()).update(query.forms)
        case _:
            for child in query.children():
                _collect(child, found)


def _add_phrase(found: Wanted, name: str, places: Places, slop: int) -> None:
    sequences = found.phrases.setdefault(name, {})
    for term in places[0]:
        sequences.setdefault(term, []).append((places, slop))


class Stretch(NamedTuple):
    """A text that is searched in ``field``, with those of its words that are looked for. ``start`` is where it begins
    in ``Article.text``, in code points; -1 if it is no part of that."""

    field: str
    text: str
    start: int
    words: list[Found]


def stretches(article: Article, looked_for: Wanted) -> Iterator[Stretch]:
    """The parts of an article, and then the texts of its other fields."""
    for part in article.parts:
        text = article.text[part.start : part.end]
        yield Stretch(part.field, text, part.start, looked_for.words_of(text))
    for name, text in other_texts(article):
        yield Stretch(name, text, -1, looked_for.words_of(text))


def stored_stretches(reader: ArticleReader, number: int, looked_for: Wanted) -> tuple[Article, list[Stretch]]:
    """A stored article and its ``stretches``, of which the fields are left out that are not searched. Its text is not
    looked at, but its codes, unless kernels run as Python."""
    if interprets():
        article = reader[number]
        return article, list(stretches(article, looked_for))
    stored, found = reader.searched(number, looked_for.sought(reader.words), looked_for.read)
    article, read, start = stored.article, [], 0
    for (part, text), words in zip(stored.strings, found, strict=True):
        read.append(Stretch(part, text, start, words))
        start += len(text) + len(PART_BREAK)
    for name, text in stored.others:
        if name in looked_for.fields:
            read.append(Stretch(name, text, -1, looked_for.words_of_again(text)))
    return article, read


def places(article: Article, stretch: Stretch, looked_for: Wanted) -> Iterator[tuple[str, Found]]:
    """Where in a stretch what is looked for stands: the fields in which that is searched, and the words, which may come
    several times."""
    if not stretch.words:
        return
    for name in (*in_everywhere(stretch.field), stretch.field, *(SPOKEN if stretch.start >= 0 else ())):
        if name not in looked_for.terms and name not in looked_for.phrases:
            continue
        for token in matching(stretch.words, looked_for, name):
            if name not in SPOKEN or SPOKEN[name](article, stretch, token):
                yield name, token


def is_quoted(article: Article, stretch: Stretch, token: Found) -> bool:
    """Whether a word of a stretch stands in a quotation."""
    start = stretch.start
    return start >= 0 and article.quote_at(start + token.start, start + token.end) is not None


def _is_said(article: Article, stretch: Stretch, token: Found) -> bool:
    """Whether it stands in what somebody says, in quotation marks or not."""
    return article.is_said(stretch.start + token.start, stretch.start + token.end)


SPOKEN = {"quotes": is_quoted, "said": _is_said}  # fields of what is said, and which words stand in them


def matches(article: Article, looked_for: Wanted) -> list[MatchedWord]:
    """The matched words of ``article.text``, in order, none twice."""
    read = stretches(article, looked_for)
    return [word for stretch in read if stretch.start >= 0 for word in matched_words(article, stretch, looked_for)]


def matched_words(article: Article, stretch: Stretch, looked_for: Wanted) -> list[MatchedWord]:
    """The matched words of one stretch of an article's text, in order, none twice."""
    if not stretch.words:
        return []
    at = stretch.start
    if looked_for.is_plain and FIELDS[stretch.field].boost > 0:
        return [MatchedWord(at + token.start, at + token.end, token.stem) for token in stretch.words]
    found = {token.start: token for _, token in places(article, stretch, looked_for)}
    return [MatchedWord(at + start, at + found[start].end, found[start].stem) for start in sorted(found)]


def matching(words: list[Found], looked_for: Wanted, name: str) -> list[Found]:
    """Those of ``Wanted.words_of`` a text that are looked for in the field ``name``; a word of several phrases as
    often."""
    terms, phrases = looked_for.terms.get(name), looked_for.phrases.get(name)
    found = [token for token in words if _is(token, terms)] if terms else []
    if phrases:
        for first, token in enumerate(words):
            for phrase, slop in (*phrases.get(token.stem, ()), *phrases.get(EXACT + token.form, ())):
                found += _sequence(words, first, phrase, slop)
    return found


def _is(token: Found, terms: AbstractSet[str]) -> bool:
    return token.stem in terms or EXACT + token.form in terms


def _sequence(words: list[Found], first: int, phrase: Places, slop: int) -> list[Found]:
    """The words from ``first`` on that stand in the order of ``phrase``, whose first is one, each at most ``slop``
    positions after the one before; none if there are not all."""
    at = [first]
    for terms in phrase[1:]:
        last = words[at[-1]].position + slop
        following = takewhile(lambda n: words[n].position <= last, range(at[-1] + 1, len(words)))  # noqa: B023
        found = next((n for n in following if _is(words[n], terms)), None)
        if found is None:
            return []
        at.append(found)
    return [words[n] for n in at]
