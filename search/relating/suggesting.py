"""What a reader may be typing: words of headlines, people, authors, sections and tags, of this archive."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import nlargest
from itertools import islice
from typing import NamedTuple, TypeAlias

import whoosh.query

from index.archive.generation import Generation
from index.arrays.types import Int32s
from index.columns.labels import Labels, beginnings, count_numbers, folded
from index.document import speaker_key
from index.text.analysis import tokens
from index.text.stemming import stem_of
from search.answers import Suggestion, SuggestionKind
from search.errors import QueryError
from search.query.small_words import COMMON_WORDS
from search.query.tree import Query

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
            self._begins += [(begin, len(self._names)) for begin in beginnings(labels.labels[number])]
            self._names.append(Name(kind, labels.labels[number], count))

    def beginning(self, typed: str) -> list[Name]:
        """The most frequent of each kind of which a word, and what follows it, begins as typed."""
        wanted = folded(typed)
        first, last = (bisect_left(self._begins, (text,)) for text in (wanted, wanted + LAST))
        some = {number for _, number in self._begins[first:last]} if wanted else set()
        return most_frequent(self._names[number] for number in sorted(some))


def most_frequent(names: Iterable[Name]) -> list[Name]:
    """The most frequent of each kind, of equal ones the first."""
    of_kinds: dict[SuggestionKind, list[Name]] = {kind: [] for kind in KINDS}
    for name in names:
        of_kinds[name.kind].append(name)
    return [
        name
        for of_kind in of_kinds.values()
        for name in nlargest(MOST_OF_A_KIND, of_kind, key=lambda one: one.carriers)
    ]


Headlines: TypeAlias = Callable[[Query, int], Iterable[str]]  # of the newest that a tree of words finds, so many


def suggestions(typed: str, names: list[Name], headlines: Headlines, most: int) -> list[Suggestion]:
    """At most ``most`` ways to go on with what was typed: ``names`` that begin so first, then what ``headlines``
    say."""
    named = [
        Suggestion(name.kind, name.text, speaker_key(name.text) if name.kind == "person" else "", name.carriers)
        for name in names
    ]
    known = {folded(one.text) for one in named}
    phrases = (text for text in _phrases(typed, headlines) if text not in known)
    said = [Suggestion("words", text) for text in islice(phrases, most)]
    return [*named[: max(most - len(said), most // 2)], *said][:most]


def _phrases(typed: str, headlines: Headlines) -> Iterator[str]:
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
    counts: Counter[str] = Counter()
    try:
        for headline in headlines(tree, MOST_HEADLINES):
            counts.update(set(_going_on([token.form for token in tokens(headline)], words)))
    except QueryError:  # it stands for too many words yet
        return
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
