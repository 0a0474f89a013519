"""The best passages of a hit: whole sentences where they are short enough, never a cut word."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import TypeAlias

from corpus.article import Article
from corpus.grammar.sentences import sentences
from index import EVERYWHERE
from index.document import is_named, speaker_key
from search.ranking import WINDOW_K
from search.request import Snippet, Span
from search.showing.highlights import MatchedWord, Stretch, Wanted, places

MOST_PASSAGES, MOST_FIELDS = 2, 3
# Code points. Two lines of a results page on a desktop, four on a phone.
LONGEST_PASSAGE = 260
SHORTEST_PASSAGE = 90  # a shorter sentence takes the next one with it, where there is one
MOST_PARTS, MOST_CANDIDATES = 50, 100  # looked at in one article: a book-length one must not hold up a page
QUOTE_BONUS = 1.2  # times what a passage is worth: who said it is what readers of news look for
Rarity: TypeAlias = Callable[[str], float]  # the idf of a stem


class Passage:
    """A piece of a stretch, ``start`` and ``end`` offsets in ``Article.text``, with the words that matched in it, and
    their stems."""

    __slots__ = "end", "matches", "start", "stems", "stretch"

    def __init__(self, stretch: Stretch, start: int, end: int, matches: Sequence[MatchedWord]) -> None:
        self.stretch, self.start, self.end, self.matches = stretch, start, end, matches
        self.stems = {match.stem for match in matches}


Matched: TypeAlias = list[tuple[Stretch, list[MatchedWord]]]  # stretches of an article, with what matched in them


def best_passages(article: Article, found: Matched, rarity: Rarity) -> list[Passage]:
    """The passages worth most, in the order of the text.

    The first has the rarest words and most of them; the next the rarest word that none before it has, so that the
    rarest words of the text are always shown. What a passage is worth is counted as for a document's best window
    (``search.ranking``). Matched words of the headline make no passage.
    """
    candidates = _passages(found, rarity)
    chosen: list[Passage] = []
    shown: set[str] = set()
    while candidates and len(chosen) < MOST_PASSAGES:
        missing = set().union(*(one.stems for one in candidates)) - shown if chosen else set()
        needed = max(sorted(missing), key=rarity, default="")
        fitted = [_fitted(one, rarity, needed) for one in candidates if not needed or needed in one.stems]
        new = [round(sum(map(rarity, one.stems - shown)), 3) for one in fitted]
        most = max(new)
        newest = [one for one, of in zip(fitted, new, strict=True) if of == most]
        best = max(newest, key=lambda one: (_worth(article, one, rarity), -one.start)) if len(newest) > 1 else newest[0]
        chosen.append(best)
        shown |= best.stems
        candidates = [rest for other in candidates for rest in _beside(other, best)]
    return sorted(chosen, key=lambda passage: passage.start)


def field_snippets(article: Article, read: list[Stretch], looked_for: Wanted, shown: set[str]) -> tuple[Snippet, ...]:
    """The tags, datelines and other texts beside the article's own that matched by words which are not ``shown``
    already, or by the name of their field."""
    found = []
    for stretch in read:
        some = list(places(article, stretch, looked_for)) if stretch.start < 0 else []
        if any(name != EVERYWHERE or token.stem not in shown for name, token in some):
            spans = sorted({(token.start, token.end) for _, token in some})
            text = stretch.text
            found.append(Snippet(stretch.field, text, -1, tuple(Span(start, end) for start, end in spans)))
    return tuple(found[:MOST_FIELDS])


def _passages(found: Matched, rarity: Rarity) -> list[Passage]:
    """The sentences that are worth most, and for each word that matched at least one that has it."""
    parts = [
        Passage(stretch, stretch.start, stretch.start + len(stretch.text), words)
        for stretch, words in found
        if stretch.field != "headline"
    ]
    sentences = [sentence for one in _promising(parts, rarity, MOST_PARTS) for sentence in _sentences(one)]
    return _promising(sentences, rarity, MOST_CANDIDATES)


def _promising(passages: list[Passage], rarity: Rarity, most: int) -> list[Passage]:
    """The ``most`` worth most, and of those after them the first for each word that none before has."""
    if len(passages) <= most:
        return passages
    ordered = sorted(passages, key=lambda one: -sum(map(rarity, one.stems)))
    kept, known = ordered[:most], set().union(*(one.stems for one in ordered[:most]))
    for one in ordered[most:]:
        if not one.stems <= known:
            kept.append(one)
            known |= one.stems
    return kept


def _beside(passage: Passage, chosen: Passage) -> list[Passage]:
    """What of a passage stands before and behind a chosen one, as far as words matched there."""
    if passage.end <= chosen.start or chosen.end <= passage.start:
        return [passage]
    if passage.end - passage.start <= LONGEST_PASSAGE:
        return []
    before = tuple(match for match in passage.matches if match.end <= chosen.start)
    behind = tuple(match for match in passage.matches if match.start >= chosen.end)
    sides = (passage.start, chosen.start, before), (chosen.end, passage.end, behind)
    return [Passage(passage.stretch, start, end, matches) for start, end, matches in sides if matches]


def _sentences(part: Passage) -> Iterator[Passage]:
    """The sentences of a whole stretch in which words matched, each short one with its successor."""
    spans, matches = _bounds(part.stretch), part.matches
    if len(spans) == 1:
        yield Passage(part.stretch, *spans[0], matches)
        return
    starts = [match.start for match in matches]
    for n, (start, end) in enumerate(spans):
        if end - start < SHORTEST_PASSAGE and n + 1 < len(spans) and spans[n + 1][1] - start <= LONGEST_PASSAGE:
            end = spans[n + 1][1]  # noqa: PLW2901
        here = matches[bisect_left(starts, start) : bisect_left(starts, end)]
        if here:
            yield Passage(part.stretch, start, end, here)


def _fitted(passage: Passage, rarity: Rarity, needed: str = "") -> Passage:
    """The passage cut down to ``LONGEST_PASSAGE`` around those of its matches that are worth most, and ``needed``."""
    if passage.end - passage.start <= LONGEST_PASSAGE:
        return passage
    first, last = _densest(passage.matches, rarity, needed)
    room = (LONGEST_PASSAGE - (last.end - first.start)) // 2
    start = max(passage.start, min(first.start - room, passage.end - LONGEST_PASSAGE))
    end = min(passage.end, start + LONGEST_PASSAGE)
    text, at = passage.stretch.text, passage.stretch.start
    if start > passage.start:
        space = text.find(" ", start - at, first.start - at)
        start = first.start if space < 0 else at + space + 1
    if end < passage.end:
        end = max(text.rfind(" ", last.end - at, end - at) + at, last.end)
    inside = [match for match in passage.matches if start <= match.start and match.end <= end]
    return Passage(passage.stretch, start, end, inside)


def _densest(matches: Sequence[MatchedWord], rarity: Rarity, needed: str) -> tuple[MatchedWord, MatchedWord]:
    """The first and last match of the run that is worth most, of those that fit into a passage and have ``needed``."""
    best, most, low = (matches[0], matches[0]), -1.0, 0
    within: Counter[str] = Counter()
    for high, last in enumerate(matches):
        within[last.stem] += 1
        while low < high and last.end - matches[low].start > LONGEST_PASSAGE * 3 // 4:
            within[matches[low].stem] -= 1
            low += 1
        worth = sum(rarity(stem) for stem, count in within.items() if count)
        if worth > most and (not needed or within[needed]):
            best, most = (matches[low], last), worth
    return best


def _worth(article: Article, passage: Passage, rarity: Rarity) -> float:
    """What the words of a passage are worth, more in a quotation."""
    stems = [match.stem for match in passage.matches]
    counts = {stem: stems.count(stem) for stem in stems}
    quoted = article.quote_at(passage.end - 1, passage.end - 1) or article.quote_at(passage.start, passage.start)
    worth = sum(rarity(stem) * count / (count + WINDOW_K) for stem, count in counts.items())
    return worth * (QUOTE_BONUS if quoted else 1)


def lede(article: Article, texts: list[Stretch]) -> tuple[Snippet, ...]:
    """The beginning of the text, if there is one beside the headline: what is shown where no words matched."""
    if len(texts) < 2:  # noqa: PLR2004
        return ()
    first = next((stretch for stretch in texts if stretch.field == "body"), texts[-1])
    start = _bounds(first)[0][0]
    whole = Passage(first, first.start, first.start + len(first.text), [MatchedWord(start, start, "")])
    return (snippet(article, _fitted(next(_sentences(whole)), lambda _: 0.0)),)


def snippet(article: Article, passage: Passage) -> Snippet:
    """A passage of an article as it is shown."""
    start, end, at = passage.start, passage.end, passage.stretch.start
    edges = _edges_of(passage.stretch.text)
    speech = article.quote_at(start, start)
    said = next(
        (
            quote
            for match in passage.matches
            if match.end > match.start and (quote := article.quote_at(match.start, match.end))
        ),
        None,
    )
    return Snippet(
        field=passage.stretch.field,
        text=passage.stretch.text[start - at : end - at],
        start=start,
        highlights=tuple([Span(m.start - start, m.end - start) for m in passage.matches if m.end > m.start]),
        cut_before=start - at not in edges or (speech is not None and speech.start < start),
        cut_after=end - at not in edges,
        speaker=said.speaker if said else "",
        speaker_key=speaker_key(said.speaker) if said and is_named(said.speaker) else "",
    )


def _bounds(stretch: Stretch) -> list[tuple[int, int]]:
    """The spans of the sentences of a stretch in the article's text."""
    at = stretch.start
    return [(start + at, end + at) for start, end in _sentences_of(stretch.text)]


@lru_cache(maxsize=4_000)  # and again for the next page's query
def _sentences_of(text: str) -> list[tuple[int, int]]:
    return sentences(text)


@lru_cache(maxsize=4_000)
def _edges_of(text: str) -> frozenset[int]:
    return frozenset(chain.from_iterable(_sentences_of(text)))
