"""The best passages of a hit: whole sentences where they are short enough, never a cut word."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable
from functools import cache, lru_cache
from typing import TypeAlias

from corpus.article import Article, Part
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


class _Passage:
    """A stretch of a part, ``start`` and ``end`` offsets in ``Article.text``, with the words that matched in it, and
    their stems."""

    __slots__ = "end", "matches", "part", "start", "stems"

    def __init__(self, part: Part, start: int, end: int, matches: tuple[MatchedWord, ...]) -> None:
        self.part, self.start, self.end, self.matches = part, start, end, matches
        self.stems = {match.stem for match in matches}


def snippets(article: Article, found: list[MatchedWord], rarity: Rarity) -> tuple[Snippet, ...]:
    """The passages worth most, in the order of the text.

    The first has the rarest words and most of them; the next the rarest word that none before it has, so that the
    rarest words of the text are always shown. What a passage is worth is counted as for a document's best window
    (``search.ranking``). ``found`` are the matched words of ``search.showing.highlights.matches``; those of the
    headline make no passage.
    """
    candidates = _passages(article, found, rarity)
    chosen: list[_Passage] = []
    shown: set[str] = set()
    worth = cache(lambda passage: _worth(article, passage, rarity))
    while candidates and len(chosen) < MOST_PASSAGES:
        missing = set().union(*(one.stems for one in candidates)) - shown if chosen else set()
        needed = max(sorted(missing), key=rarity, default="")
        fitted = [_fitted(article, one, rarity, needed) for one in candidates if not needed or needed in one.stems]
        new = [round(sum(map(rarity, one.stems - shown)), 3) for one in fitted]
        most = max(new)
        newest = [one for one, of in zip(fitted, new, strict=True) if of == most]
        best = max(newest, key=lambda one: (worth(one), -one.start)) if len(newest) > 1 else newest[0]
        chosen.append(best)
        shown |= best.stems
        candidates = [rest for other in candidates for rest in _beside(other, best)]
    return tuple(_snippet(article, passage) for passage in sorted(chosen, key=lambda passage: passage.start))


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


def _passages(article: Article, found: list[MatchedWord], rarity: Rarity) -> list[_Passage]:
    """The sentences that are worth most, and for each word that matched at least one that has it."""
    starts = [match.start for match in found]
    parts = []
    for part in article.parts:
        inside = tuple(found[bisect_left(starts, part.start) : bisect_left(starts, part.end)])
        if part.field != "headline" and inside:
            parts.append(_Passage(part, part.start, part.end, inside))
    sentences = []
    for one in _promising(parts, rarity, MOST_PARTS):
        inner = [match.start for match in one.matches]
        for start, end in _sentences(article, one.part):
            here = one.matches[bisect_left(inner, start) : bisect_left(inner, end)]
            if here:
                sentences.append(_Passage(one.part, start, end, here))
    return _promising(sentences, rarity, MOST_CANDIDATES)


def _promising(passages: list[_Passage], rarity: Rarity, most: int) -> list[_Passage]:
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


def _beside(passage: _Passage, chosen: _Passage) -> list[_Passage]:
    """What of a passage stands before and behind a chosen one, as far as words matched there."""
    if passage.end <= chosen.start or chosen.end <= passage.start:
        return [passage]
    if passage.end - passage.start <= LONGEST_PASSAGE:
        return []
    before = tuple(match for match in passage.matches if match.end <= chosen.start)
    behind = tuple(match for match in passage.matches if match.start >= chosen.end)
    sides = (passage.start, chosen.start, before), (chosen.end, passage.end, behind)
    return [_Passage(passage.part, start, end, matches) for start, end, matches in sides if matches]


def _sentences(article: Article, part: Part) -> list[tuple[int, int]]:
    """Spans of the part's sentences in the article's text, each short one with its successor."""
    spans = _bounds(article, part)
    longer = []
    for n, (start, end) in enumerate(spans):
        if end - start < SHORTEST_PASSAGE and n + 1 < len(spans) and spans[n + 1][1] - start <= LONGEST_PASSAGE:
            end = spans[n + 1][1]  # noqa: PLW2901
        longer.append((start, end))
    return longer


def _fitted(article: Article, passage: _Passage, rarity: Rarity, needed: str = "") -> _Passage:
    """The passage cut down to ``LONGEST_PASSAGE`` around those of its matches that are worth most, and ``needed``."""
    if passage.end - passage.start <= LONGEST_PASSAGE:
        return passage
    first, last = _densest(passage.matches, rarity, needed)
    room = (LONGEST_PASSAGE - (last.end - first.start)) // 2
    start = max(passage.start, min(first.start - room, passage.end - LONGEST_PASSAGE))
    end = min(passage.end, start + LONGEST_PASSAGE)
    text = article.text
    if start > passage.start:
        start = min(text.find(" ", start, first.start) + 1 or first.start, first.start)
    if end < passage.end:
        end = max(text.rfind(" ", last.end, end), last.end)
    inside = tuple(match for match in passage.matches if start <= match.start and match.end <= end)
    return _Passage(passage.part, start, end, inside)


def _densest(matches: tuple[MatchedWord, ...], rarity: Rarity, needed: str) -> tuple[MatchedWord, MatchedWord]:
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


def _worth(article: Article, passage: _Passage, rarity: Rarity) -> float:
    """What the words of a passage are worth, more in a quotation."""
    counts = Counter(match.stem for match in passage.matches)
    quoted = article.quote_at(passage.end - 1, passage.end - 1) or article.quote_at(passage.start, passage.start)
    worth = sum(rarity(stem) * count / (count + WINDOW_K) for stem, count in counts.items())
    return worth * (QUOTE_BONUS if quoted else 1)


def lede(article: Article) -> tuple[Snippet, ...]:
    """The beginning of the text, if there is one beside the headline: what is shown where no words matched."""
    if len(article.parts) < 2:  # noqa: PLR2004
        return ()
    part = next((part for part in article.parts if part.field == "body"), article.parts[-1])
    start, end = _sentences(article, part)[0]
    first = MatchedWord(start, start, "")
    return (_snippet(article, _fitted(article, _Passage(part, start, end, (first,)), lambda _: 0.0)),)


def _snippet(article: Article, passage: _Passage) -> Snippet:
    start, end = passage.start, passage.end
    whole = {edge for span in _bounds(article, passage.part) for edge in span}
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
        field=passage.part.field,
        text=article.text[start:end],
        start=start,
        highlights=tuple(Span(m.start - start, m.end - start) for m in passage.matches if m.end > m.start),
        cut_before=start not in whole or (speech is not None and speech.start < start),
        cut_after=end not in whole,
        speaker=said.speaker if said else "",
        speaker_key=speaker_key(said.speaker) if said and is_named(said.speaker) else "",
    )


def _bounds(article: Article, part: Part) -> list[tuple[int, int]]:
    return [(start + part.start, end + part.start) for start, end in _sentences_of(article.text[part.start : part.end])]


_sentences_of = lru_cache(maxsize=1_000)(sentences)  # asked for twice a passage, and again for the next page's query
