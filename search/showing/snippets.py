"""The best passages of a hit: whole sentences where they are short enough, never a cut word."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, takewhile

from corpus.article import Article, Part
from corpus.grammar.sentences import sentences
from index.document import is_named, speaker_key
from search.request import Snippet, Span
from search.showing.highlights import MatchedWord

MOST_PASSAGES = 2
# Code points. Two lines of a results page on a desktop, four on a phone.
LONGEST_PASSAGE = 260
SHORTEST_PASSAGE = 90  # a shorter sentence takes the next one with it, where there is one
MOST_MATCHES, MOST_CANDIDATES = 2_000, 500  # looked at in one article: a book-length one must not hold up a page
QUOTE_BONUS = 0.5  # of a distinct word: who said it is what readers of news look for
REPEAT_BONUS = 0.1  # of a distinct word, for each further occurrence


@dataclass(frozen=True)
class _Passage:
    part: Part
    start: int  # offsets in Article.text
    end: int
    matches: tuple[MatchedWord, ...]


def snippets(article: Article, found: list[MatchedWord]) -> tuple[Snippet, ...]:
    """The passages that between them show the most distinct matched words, in the order of the text; the lede where
    none matched.

    ``found`` are the matched words of ``search.showing.highlights.matches``; those of the headline make no passage.
    """
    candidates = list(islice(_passages(article, found[:MOST_MATCHES]), MOST_CANDIDATES))
    chosen: list[_Passage] = []
    shown: set[str] = set()
    while candidates and len(chosen) < MOST_PASSAGES:
        best = max(
            candidates, key=lambda passage: (len(_stems(passage) - shown), _score(article, passage), -passage.start)
        )
        chosen.append(best)
        shown |= _stems(best)
        candidates = [other for other in candidates if other.end <= best.start or best.end <= other.start]
    if not chosen:
        chosen = [_lede(article)] if len(article.parts) > 1 else []
    return tuple(_snippet(article, passage) for passage in sorted(chosen, key=lambda passage: passage.start))


def _passages(article: Article, found: list[MatchedWord]) -> Iterator[_Passage]:
    starts = [match.start for match in found]
    for part in article.parts:
        inside = found[bisect_left(starts, part.start) : bisect_left(starts, part.end)]
        if part.field == "headline" or not inside:
            continue
        inner = [match.start for match in inside]
        for start, end in _sentences(article, part):
            here = inside[bisect_left(inner, start) : bisect_left(inner, end)]
            if here:
                yield _fitted(article, _Passage(part, start, end, tuple(here)))


def _sentences(article: Article, part: Part) -> list[tuple[int, int]]:
    """Spans of the part's sentences in the article's text, each short one with its successor."""
    spans = _bounds(article, part)
    longer = []
    for n, (start, end) in enumerate(spans):
        if end - start < SHORTEST_PASSAGE and n + 1 < len(spans) and spans[n + 1][1] - start <= LONGEST_PASSAGE:
            end = spans[n + 1][1]  # noqa: PLW2901
        longer.append((start, end))
    return longer


def _fitted(article: Article, passage: _Passage) -> _Passage:
    """The passage cut down to ``LONGEST_PASSAGE`` around as many of its matches as fit."""
    if passage.end - passage.start <= LONGEST_PASSAGE:
        return passage
    first, last = _densest(passage.matches)
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


def _densest(matches: tuple[MatchedWord, ...]) -> tuple[MatchedWord, MatchedWord]:
    """The first and last match of the run with the most distinct words that fits into a passage."""
    best, best_score = (matches[0], matches[0]), 0
    for n, first in enumerate(matches):
        near = takewhile(lambda match: match.end - first.start <= LONGEST_PASSAGE * 3 // 4, matches[n:])  # noqa: B023
        run = list(near) or [first]
        score = len({match.stem for match in run})
        if score > best_score:
            best, best_score = (first, run[-1]), score
    return best


def _stems(passage: _Passage) -> set[str]:
    return {match.stem for match in passage.matches}


def _score(article: Article, passage: _Passage) -> float:
    distinct = len(_stems(passage))
    quoted = article.quote_at(passage.end - 1, passage.end - 1) or article.quote_at(passage.start, passage.start)
    return distinct + REPEAT_BONUS * (len(passage.matches) - distinct) + QUOTE_BONUS * bool(quoted)


def _lede(article: Article) -> _Passage:
    part = next((part for part in article.parts if part.field == "body"), article.parts[-1])
    start, end = _sentences(article, part)[0]
    return _fitted(article, _Passage(part, start, end, (MatchedWord(start, start, ""),)))


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
