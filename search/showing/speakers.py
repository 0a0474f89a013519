"""Who is quoted: finding them by name, and what sets one apart from the others."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from itertools import islice

import numpy as np

from corpus.grammar.lexicon import TITLES
from index import EVERYWHERE
from index.archive.generation import Collection, Generation
from index.arrays.types import Int32s
from index.columns.columns import Columns
from index.columns.labels import count_numbers
from index.document import NO_DAY, speaker_key
from index.fields import EXACT
from index.text.analysis import tokens
from search.answers import Speaker, SpeakerProfile
from search.errors import NoSuchSpeaker
from search.query.small_words import COMMON_WORDS
from search.time_limit import check

MOST_WORDS, MOST_TOGETHER, MOST_ROLES = 20, 12, 3
MOST_READ = 2_000  # quotes of one speaker whose words are counted, the newest
KEPT = 16  # articles that are read but once for all quotes in them, however long they are
LEAST_USES = 2  # of a word before it is anybody's own
SIGNIFICANT = 6.63  # log-likelihood above which chance is out at 99 %


def beginning(columns: Columns, prefix: str, limit: int) -> tuple[Speaker, ...]:
    """Speakers with a name of which a word begins with ``prefix``, most quoted first."""
    wanted = speaker_key(prefix)
    found = _speakers(columns, np.arange(len(columns.day), dtype=np.int32))
    kept = (speaker for speaker in found if f"-{wanted}" in f"-{speaker.key}")
    return tuple(speaker for _, speaker in zip(range(limit), kept, strict=False))


def _speakers(columns: Columns, documents: Int32s) -> Iterator[Speaker]:
    """Whose quotes and statements the numbered documents are, most quoted first."""
    facet, quoted = columns.facets["speaker"], columns.quoted[documents]
    quotes = dict(count_numbers(facet, documents[quoted]))
    statements = dict(count_numbers(facet, documents[~quoted]))
    for number in {**quotes, **statements}:
        counts = quotes.get(number, 0), statements.get(number, 0)
        yield Speaker(facet.keys[number], facet.labels[number], *counts)


def profile(generation: Generation, key: str) -> SpeakerProfile:
    """What the archive knows of one speaker. Raises ``NoSuchSpeaker``."""
    columns = generation.quotes.columns
    facet = columns.facets["speaker"]
    if key not in facet.keys:
        raise NoSuchSpeaker(key)
    label = facet.keys.index(key)
    said = np.searchsorted(facet.starts, np.flatnonzero(facet.values == label), side="right") - 1
    quotes = said[columns.quoted[said]]
    articles = np.unique(columns.numbers["article"][said])
    shown = quotes if len(quotes) else said
    roles, uses = _read(generation, shown[np.argsort(columns.rank[shown])][:MOST_READ])
    beside = np.flatnonzero(np.isin(columns.numbers["article"], articles)).astype(np.int32)
    together = (speaker for speaker in _speakers(columns, beside) if speaker.key != key)
    return SpeakerProfile(
        key=key,
        name=facet.labels[label],
        quotes=len(quotes),
        statements=len(said) - len(quotes),
        articles=len(articles),
        roles=telling(roles),
        years=_years(columns, quotes),
        words=_own_words(uses, generation.quotes) if len(quotes) else (),
        together=tuple(islice(together, MOST_TOGETHER)),
    )


def _read(
    generation: Generation, numbers: np.ndarray[tuple[int], np.dtype[np.int64]]
) -> tuple[Counter[str], Counter[str]]:
    """(roles, words) of the quotes with these numbers, counted."""
    roles: Counter[str] = Counter()
    uses: Counter[str] = Counter()
    read = lru_cache(KEPT)(generation.article)
    for number in numbers.tolist():
        check()
        article, nth = generation.quote(number, read)
        quote = article.said[nth]
        roles[quote.speaker_role] += bool(quote.speaker_role)
        uses.update(token.form for token in tokens(article.text[quote.start : quote.end]))
    return +roles, uses


def telling(roles: Counter[str]) -> tuple[str, ...]:
    """The roles most often given; bare titles ("Capt.") only where there is nothing else."""
    common = [role for role, _ in roles.most_common()]
    described = [role for role in common if role.strip(".").lower() not in TITLES]
    return tuple({role.strip(".").casefold(): role for role in reversed(described or common)}.values())[::-1][
        :MOST_ROLES
    ]


def _years(columns: Columns, numbers: np.ndarray[tuple[int], np.dtype[np.int64]]) -> dict[str, int]:
    days = columns.day[numbers]
    years = Counter(str(date.fromordinal(day).year) for day in days[days != NO_DAY].tolist())
    return dict(sorted(years.items(), reverse=True))


def _own_words(uses: Counter[str], quotes: Collection) -> tuple[str, ...]:
    overall = {word: quotes.counts(EVERYWHERE, EXACT + word).occurrences for word in candidates(uses)}
    return own_words(uses, overall, int(quotes.length(EVERYWHERE)))


def candidates(uses: Counter[str]) -> list[str]:
    """The words that may be a speaker's own."""
    return [word for word, count in uses.items() if count >= LEAST_USES and word not in COMMON_WORDS and word.isalpha()]


def own_words(uses: Counter[str], overall: Mapping[str, int], everybody: int) -> tuple[str, ...]:
    """The words that a speaker ``uses`` more than all speakers do, most telling first: ``everybody`` uses so many in
    all, and of the ``candidates`` so often each."""
    spoken, everybody = uses.total(), max(everybody, 1)
    scored = []
    for word, all_uses in overall.items():
        count = uses[word]
        often = max(all_uses, count)
        if count / spoken > often / everybody:
            scored.append((log_likelihood(count, spoken, often, everybody), word))
    return tuple(word for score, word in sorted(scored, reverse=True)[:MOST_WORDS] if score >= SIGNIFICANT)


def log_likelihood(count: float, size: float, overall: float, everything: float) -> float:
    """How unlikely it is that a word's use in a part (``count`` of ``size``) is as in the whole by chance.

    T. Dunning, "Accurate Methods for the Statistics of Surprise and Coincidence", 1993, in the two-term form of
    P. Rayson and R. Garside, 2000, the rest being the whole without the part.
    """
    rest, rest_size = max(overall - count, 0), max(everything - size, 1)
    share = overall / everything
    terms = [(count, size * share), (rest, rest_size * share)]
    return 2 * sum(observed * math.log(observed / expected) for observed, expected in terms if observed and expected)
