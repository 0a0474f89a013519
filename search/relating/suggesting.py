"""What a reader may be typing: words of headlines, people, authors, sections and tags, of this archive."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from heapq import nlargest
from itertools import islice
from typing import NamedTuple

import whoosh.query

from index.archive.generation import Generation
from index.arrays.types import Int32s
from index.columns.labels import Labels, count_numbers, folded
from index.document import speaker_key
from index.text.analysis import tokens
from index.text.stemming import stem_of
from search.answers import Suggestion, SuggestionKind
from search.errors import QueryError
from search.matching.engine import Engine
from search.matching.top import newest_matches
from search.query.small_words import COMMON_WORDS
from search.query.terms import to_terms

KINDS: dict[SuggestionKind, str] = {"person": "speaker", "section": "section", "tag": "tags", "author": "byline"}
MOST_OF_A_KIND = 3  # beside words of headlines
MOST_HEADLINES = 40  # that are looked at, the newest; to read them takes 2 ms
MOST_MORE = 2  # words that a suggestion goes on behind what was typed
LEAST_HEADLINES = 2  # that go on so
SHORTEST = 2  # letters for which headlines are looked through
LAST = "\U0010ffff"  # behind whatever begins the same


class Name(NamedTuple):
    """Somebody or something that articles are labelled with."""

    kind: SuggestionKind
    text: str
    carriers: int


class Names:
    """The labels of an archive by the beginnings of their words."""

    def __init__(self, generation: Generation) -> None:
        self._names: list[Name] = []
        self._begins: list[tuple[str, int]] = []  # from each of its words on, and of which name
        for kind, facet in KINDS.items():
            collection = generation.quotes if kind == "person" else generation.articles
            self._add(kind, collection.columns.facets[facet], collection.live)
        self._begins.sort()

    def _add(self, kind: SuggestionKind, labels: Labels, documents: Int32s) -> None:
        for number, count in count_numbers(labels, documents):
            words = folded(labels.labels[number]).split()
            self._begins += [(" ".join(words[n:]), len(self._names)) for n in range(len(words))]
            self._names.append(Name(kind, labels.labels[number], count))

    def beginning(self, typed: str) -> list[Name]:
        """The most frequent of each kind of which a word, and what follows it, begins as typed."""
        wanted = folded(typed)
        first, last = (bisect_left(self._begins, (text,)) for text in (wanted, wanted + LAST))
        some = {number for _, number in self._begins[first:last]} if wanted else set()
        names = [self._names[number] for number in some]
        of_kinds = ((name for name in names if name.kind == kind) for kind in KINDS)
        return [
            name for of_kind in of_kinds for name in nlargest(MOST_OF_A_KIND, of_kind, key=lambda one: one.carriers)
        ]


def suggestions(typed: str, names: Names, generation: Generation, engine: Engine, most: int) -> list[Suggestion]:
    """At most ``most`` ways to go on with what was typed: names first, then what headlines say."""
    named = [
        Suggestion(name.kind, name.text, speaker_key(name.text) if name.kind == "person" else "", name.carriers)
        for name in names.beginning(typed)
    ]
    known = {folded(one.text) for one in named}
    phrases = (text for text in _phrases(typed, generation, engine) if text not in known)
    said = [Suggestion("words", text) for text in islice(phrases, most)]
    return [*named[: max(most - len(said), most // 2)], *said][:most]


def _phrases(typed: str, generation: Generation, engine: Engine) -> Iterator[str]:
    """What headlines say that goes on as typed, the most frequent first."""
    words = [token.form for token in tokens(typed)]
    if not words or len(words[-1]) < SHORTEST or not typed[-1].isalnum():
        return
    pattern = f"{words[-1]}*"
    tree = (
        whoosh.query.Phrase("headline", [*words[:-1], pattern])
        if len(words) > 1
        else whoosh.query.Prefix("headline", words[-1])
    )
    try:
        _, found = newest_matches(to_terms(tree, engine.forms), engine, MOST_HEADLINES)
    except QueryError:  # it stands for too many words yet
        return
    counts: Counter[str] = Counter()
    for number in found.documents.tolist():
        forms = [token.form for token in tokens(generation.article(number).headline)]
        counts.update(set(_going_on(forms, words)))
    begun = {text: count for text, count in counts.items() if count >= LEAST_HEADLINES}
    yield from sorted(begun or counts, key=lambda text: (-counts[text], -len(text), text))


def _going_on(forms: Sequence[str], words: Sequence[str]) -> Iterator[str]:
    """What of a headline goes on as typed: whole words, up to ``MOST_MORE`` behind these."""
    stems = [stem_of(word) for word in words[:-1]]
    for at in range(len(forms) - len(words) + 1):
        end = at + len(words)
        if forms[end - 1].startswith(words[-1]) and [stem_of(form) for form in forms[at : end - 1]] == stems:
            for last in range(end, min(end + MOST_MORE, len(forms)) + 1):
                if forms[last - 1] not in COMMON_WORDS:
                    yield " ".join(forms[at:last])
