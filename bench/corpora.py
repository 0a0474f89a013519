"""Stories to measure on, and queries drawn from them: Reuters-21578, and as many more as wanted that read like it."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from pathlib import Path
from string import ascii_lowercase
from typing import Literal, TypeAlias, get_args

import numpy as np
from numpy.typing import NDArray

Ints: TypeAlias = NDArray[np.int64]
Kind = Literal["one word", "any", "all", "phrase", "prefix", "fuzzy", "fielded", "dated", "facets", "newest"]
KINDS: tuple[Kind, ...] = get_args(Kind)

PARAGRAPH_BREAK = "\n\n"
WORD = re.compile(r"[^\W_]+(?:[.,'][^\W_]+)*")  # as Morgue's tokens: points and commas hold within a number

# Heaps' law, V(n) = K n^beta: least squares in the logarithms over the last three quarters of Reuters-21578's 2,778,985
# tokens, of which 73,118 are distinct; the fit gives 71,800 there.
HEAPS_K = 8.80
HEAPS_BETA = 0.607
# With the first fortieth of Reuters-21578 known, the 63,921 words first met in the rest stand there 284,571 times ...
NEW_SHARE = 0.22
LARGEST_COINED_SHARE = 0.105  # ... which is this share of its tokens,
NUMBER_SHARE = 0.39  # and this share of those words begins with a digit.

JUMP = 0.3  # chance of leaving a story after a word: runs of 3.3 words, between the bigrams and trigrams of real text
SMALLEST_POOL = 200  # stories of a section that are walked among themselves; smaller ones would be copied, not walked
BATCH = 5_000  # stories walked at once
WEEKS_A_YEAR = 52  # dates move by whole weeks, so that days of the week stay
SYLLABLES = [onset + nucleus + coda for onset in "bcdfghjklmnprstvz" for nucleus in "aeiou" for coda in ("", *"lmnrst")]

SHORTEST_WORD = 4  # letters of a drawn word: shorter ones are mostly function words, which nobody asks for alone
SHORTEST_CUT = 7  # letters of a word that is asked for by its beginning or with a slip
PREFIX = 4  # letters of a drawn beginning, at least
WORDS_OF: dict[Kind, tuple[int, int]] = {"any": (2, 5), "all": (2, 5), "facets": (1, 2), "newest": (2, 2)}  # others: 1
RUN = re.compile(r"(?<!\S)[A-Za-z]+(?: [A-Za-z]+)*(?![^\s,;:.]|[.,]\w)")  # words that every engine tells apart alike


@dataclass(frozen=True, slots=True)
class Story:
    """A news story. ``id`` is a decimal number; ``body`` has its paragraphs joined by blank lines."""

    id: str
    headline: str
    body: str
    date: date
    section: str
    tags: tuple[str, ...]

    @property
    def month(self) -> int:
        """Year and month of the date, as 198703."""
        return 100 * self.date.year + self.date.month


@dataclass(frozen=True, slots=True)
class BenchQuery:
    """A query of one kind: ``words`` are lower-case ASCII letters.

    "one word", "any", "all": words of headline or body. "phrase": adjacent words. "prefix": the beginning of a word.
    "fuzzy": a word with one letter changed, to be found within distance 1. "fielded": a word of the headline. "dated":
    a word, in stories of ``since`` to ``until``, both days included. "facets": any of the words, with the ten most
    frequent sections, tags and months among all that match. "newest": any of the words, the newest first.
    """

    kind: Kind
    words: tuple[str, ...]
    since: date = date.min
    until: date = date.max


def reuters(folder: Path) -> list[Story]:
    """The stories of Reuters-21578 in its order; it has no sections, so that a story's first tag stands for one."""
    from corpus import Article  # noqa: PLC0415 - measured processes import this module, not the readers
    from corpus.reading.files import read  # noqa: PLC0415

    articles = (article for article in read(folder) if isinstance(article, Article) and article.day)
    return [
        Story(a.id, a.headline, PARAGRAPH_BREAK.join(a.paragraphs), a.day, a.tags[0] if a.tags else "", a.tags)
        for a in articles
        if a.day
    ]


def write(stories: Iterable[Story], path: Path) -> None:
    """Keep ``stories`` in a file for ``stored``: JSON lines, in place once they are complete."""
    partial = path.with_suffix(".partial")
    with partial.open("w", encoding="utf-8") as file:
        for s in stories:
            line = [s.id, s.headline, s.body, s.date.isoformat(), s.section, s.tags]
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    partial.rename(path)


def stored(path: Path) -> Iterator[Story]:
    """The stories that ``write`` kept."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            number, headline, body, day, section, tags = json.loads(line)
            yield Story(number, headline, body, date.fromisoformat(day), section, tuple(tags))


def grown(folder: Path, count: int, seed: int) -> Iterator[Story]:
    """``count`` stories that read like those of Reuters-21578 in ``folder``, the same ones for the same ``seed``.

    Each has the length, section, tags and date of a real one, and is a walk through the text of its section: runs of
    words that stand so in some story, each run beginning with the word that ends the one before. So words that go
    together in news go together here, and stories are no copies. The vocabulary grows as Heaps' law has it: words and
    amounts are coined, and used again the likelier the more often they have been (H. A. Simon, "On a class of skew
    distribution functions", 1955). As many stories as the real ones are a year, in the order of their dates.
    """
    real = reuters(folder)
    chance = np.random.default_rng(seed)
    vocabulary = _Vocabulary(seed)
    pools = _pools(real)
    members = [np.flatnonzero(pools == pool) for pool in range(pools.max() + 1)]
    headlines = _text([story.headline for story in real], pools, vocabulary)
    bodies = _text([story.body for story in real], pools, vocabulary)
    for number in range(count):
        year, within = divmod(number, len(real))
        if within == 0:
            block = np.sort(chance.integers(len(real), size=len(real)))
        if within % BATCH == 0:
            models = block[within : within + BATCH]
            begun = np.array([chance.choice(members[pools[model]]) for model in models])
            walks = [_walk(text, begun, text.lengths[models], chance) for text in (headlines, bodies)]
            vocabulary.grow(walks, chance)
            made = zip(*(vocabulary.spell(walk) for walk in walks), strict=True)
        headline, body = next(made)
        like = real[models[within % BATCH]]
        day = like.date + timedelta(weeks=WEEKS_A_YEAR * year)
        yield Story(str(number + 1), headline.replace(PARAGRAPH_BREAK, " "), body, day, like.section, like.tags)


@dataclass(frozen=True, slots=True)
class _Text:
    """The tokens of many stories in a row, with a break behind each story, as ``_walk`` needs them.

    ``tokens`` [n] are indices of words. ``order[first[p] : first[p] + alike[p]]`` are the positions, in the same pool,
    of the token at ``p``; ``first`` and ``alike`` are [n]. ``starts`` and ``lengths`` [stories] say where each story
    stands.
    """

    tokens: Ints
    order: Ints
    first: Ints
    alike: Ints
    starts: Ints
    lengths: Ints


@dataclass(frozen=True, slots=True)
class _Walks:
    """``tokens`` [all lengths] of stories one after the other, ``lengths`` [stories]."""

    tokens: Ints
    lengths: Ints


def _pools(stories: Sequence[Story]) -> Ints:
    """For each story, the number of its section, 0 for all small ones; [stories]."""
    sizes = Counter(story.section for story in stories)
    large = [section for section, size in sizes.most_common() if size >= SMALLEST_POOL]
    numbers = {section: number for number, section in enumerate(large, start=1)}
    return np.array([numbers.get(story.section, 0) for story in stories])


def _text(texts: Sequence[str], pools: Ints, vocabulary: _Vocabulary) -> _Text:
    rows = [vocabulary.tokens(text) for text in texts]
    sizes = np.array([len(row) for row in rows])
    tokens = np.fromiter(chain.from_iterable(rows), np.int64, sizes.sum())
    keys = np.repeat(pools, sizes) * (tokens.max() + 1) + tokens
    order = np.argsort(keys, kind="stable")
    _, inverse, alike = np.unique(keys, return_inverse=True, return_counts=True)
    firsts = np.cumsum(alike) - alike
    starts = np.cumsum(sizes) - sizes
    return _Text(tokens, order, firsts[inverse], alike[inverse], starts, np.maximum(sizes - 1, 0))


def _walk(text: _Text, begun: Ints, lengths: Ints, chance: np.random.Generator) -> _Walks:
    """As many walks as ``begun`` names stories to begin in; ``begun`` and ``lengths`` [walks]."""
    ends = np.cumsum(lengths)
    tokens = np.empty(ends[-1], np.int64)
    walking = np.argsort(-lengths, kind="stable")  # the longest first, so that those still walking are the first ones
    places = text.starts[begun[walking]]
    falling = np.sort(lengths)
    for step in range(lengths.max()):
        still = len(lengths) - np.searchsorted(falling, step, side="right")
        walking, places = walking[:still], places[:still] % len(text.tokens)
        here = text.tokens[places]
        tokens[ends[walking] - lengths[walking] + step] = here
        jumps = (chance.random(still) < JUMP) | (here == BREAK)
        alike = (chance.random(still) * text.alike[places]).astype(np.int64)
        places = np.where(jumps, text.order[text.first[places] + alike], places) + 1
    return _Walks(tokens, lengths)


BREAK = 0  # the token of a paragraph's end


class _Vocabulary:
    """The words of real stories, as written, and those that are coined as texts grow."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.written = [PARAGRAPH_BREAK]
        self.numbers = {PARAGRAPH_BREAK: BREAK}
        self.met: set[str] = set()  # as an index would see them
        self.met_written = np.zeros(1, bool)
        self.coined: list[int] = []  # one for each time it was used
        self.length = 0  # tokens of all texts so far

    def tokens(self, text: str) -> list[int]:
        """The numbers of a text's words, and a break behind the last."""
        words = text.replace(PARAGRAPH_BREAK, f" {PARAGRAPH_BREAK} ").split(" ") if text else []
        return [self._number(word) for word in words if word] + ([BREAK] if text else [])

    def _number(self, written: str) -> int:
        number = self.numbers.setdefault(written, len(self.written))
        if number == len(self.written):
            self.written.append(written)
        return number

    def grow(self, walks: Sequence[_Walks], chance: np.random.Generator) -> None:
        """Put coined words into ``walks``, in place, to keep the number of distinct words on the law's curve."""
        for walk in walks:
            self.length += len(walk.tokens)
            self._meet(walk.tokens)
        lacking = HEAPS_K * self.length**HEAPS_BETA - len(self.met)
        everything = sum(len(walk.tokens) for walk in walks)
        share = min(max(lacking, 0) / NEW_SHARE / everything, LARGEST_COINED_SHARE)
        for walk in walks:
            places = np.flatnonzero((chance.random(len(walk.tokens)) < share) & (walk.tokens != BREAK))
            walk.tokens[places] = [self._coined() for _ in places]

    def _meet(self, tokens: Ints) -> None:
        self.met_written = np.pad(self.met_written, (0, len(self.written) - len(self.met_written)))
        fresh = np.unique(tokens[~self.met_written[tokens]])
        self.met_written[fresh] = True
        for number in fresh.tolist():
            self.met.update(WORD.findall(self.written[number].lower()))

    def _coined(self) -> int:
        """A new word, or one coined before; the more it was used, the likelier."""
        if self.coined and self.chance.random() >= NEW_SHARE:
            number = self.chance.choice(self.coined)
        else:
            number = self._number(self._coin())
        self.coined.append(number)
        return number

    def _coin(self) -> str:
        while True:
            if self.chance.random() < NUMBER_SHARE:
                amount = 10 ** self.chance.uniform(3, 9)
                word = f"{amount:,.0f}" if self.chance.random() < 0.5 else f"{amount / 1000:.2f}"  # noqa: PLR2004
            else:
                word = "".join(self.chance.choices(SYLLABLES, k=self.chance.choice((2, 2, 3)))).capitalize()
            if word.lower() not in self.met:
                self.met.add(word.lower())
                return word

    def spell(self, walks: _Walks) -> Iterator[str]:
        """The texts of ``walks``."""
        words, position = self.written, 0
        tokens = walks.tokens.tolist()
        for length in walks.lengths.tolist():
            text = " ".join([words[token] for token in tokens[position : position + length]])
            yield text.strip().replace(f" {PARAGRAPH_BREAK} ", PARAGRAPH_BREAK)
            position += length


# Queries -------------------------------------------------------------------------------------------------------------


def draw(stories: Sequence[Story], seed: int, per_class: int = 50) -> list[BenchQuery]:
    """``per_class`` queries of each kind, of words of stories drawn at random: frequent words are drawn more often."""
    chance = random.Random(seed)
    return [query for kind in KINDS for query in _drawn(stories, chance, kind, per_class)]


def _drawn(stories: Sequence[Story], chance: random.Random, kind: Kind, count: int) -> list[BenchQuery]:
    queries: list[BenchQuery] = []
    while len(queries) < count:
        story = chance.choice(stories)
        words = _words(story, chance, kind)
        if words and kind == "dated":
            since = story.date.replace(day=1)
            following = (since + timedelta(days=31)).replace(day=1)
            queries.append(BenchQuery(kind, words, since, following - timedelta(days=1)))
        elif words:
            queries.append(BenchQuery(kind, words))
    return queries


def _words(story: Story, chance: random.Random, kind: Kind) -> tuple[str, ...]:
    """Words of ``story`` for a query of ``kind``; none where it has too few."""
    runs = [run.lower().split(" ") for run in RUN.findall(story.headline if kind == "fielded" else story.body)]
    if kind == "phrase":
        size = chance.randint(2, 3)
        windows = [run[start : start + size] for run in runs for start in range(len(run) - size + 1)]
        windows = [window for window in windows if min(len(window[0]), len(window[-1])) >= SHORTEST_WORD]
        return tuple(chance.choice(windows)) if windows else ()
    shortest = SHORTEST_CUT if kind in ("prefix", "fuzzy") else SHORTEST_WORD
    usable = [word for run in runs for word in run if len(word) >= shortest]
    chance.shuffle(usable)
    distinct = tuple(dict.fromkeys(usable))
    if kind == "prefix":
        return tuple(word[: chance.randint(PREFIX, PREFIX + 2)] for word in distinct[:1])
    if kind == "fuzzy":
        return tuple(_with_slip(word, chance) for word in distinct[:1])
    fewest, most = WORDS_OF.get(kind, (1, 1))
    size = chance.randint(fewest, most)
    return distinct[:size] if len(distinct) >= size else ()


def _with_slip(word: str, chance: random.Random) -> str:
    """``word`` with another letter in place of one; neither of the first nor of the ending, which stemmers look at."""
    place = chance.randrange(1, len(word) - 4)
    letter = chance.choice([letter for letter in ascii_lowercase if letter != word[place]])
    return word[:place] + letter + word[place + 1 :]
