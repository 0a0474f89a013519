"""bm25s, with PyStemmer and Numba: bags of words without fields, positions, filters or facets."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import bm25s
import numpy as np
import Stemmer

from bench.corpora import BenchQuery, Story, stored, write
from bench.engines import TOP, Engine, sync

LARGEST = 250_000  # it holds the tokens of all stories as Python lists while it indexes
TEXTS = "stories.jsonl"
IDS = "ids.npy"


def build(stories: Iterable[Story], folder: Path) -> None:
    """Index ``stories``."""
    write(stories, folder / TEXTS)
    np.save(folder / IDS, np.array([int(story.id) for story in stored(folder / TEXTS)]))
    texts = [f"{story.headline} {story.body}" for story in stored(folder / TEXTS)]
    stemmer = Stemmer.Stemmer("english")
    tokens = bm25s.tokenize(texts, stopwords=None, stemmer=stemmer, show_progress=False)
    retriever = bm25s.BM25(backend="numba")
    retriever.index(tokens, show_progress=False)
    retriever.save(folder)
    sync(folder)


def open_index(folder: Path) -> Engine:
    """Open what ``build`` wrote, mapped into memory."""
    return _BM25S(folder)


class _BM25S:
    def __init__(self, folder: Path) -> None:
        self.retriever = bm25s.BM25.load(folder, mmap=True)
        self.ids = np.load(folder / IDS, mmap_mode="r")
        self.stemmer = Stemmer.Stemmer("english")

    def prepare(self, query: BenchQuery) -> list[str] | None:
        return list(self.stemmer.stemWords(list(query.words))) if query.kind in ("one word", "any") else None

    def run(self, prepared: list[str]) -> tuple[int, list[str]]:
        known = [stem for stem in prepared if stem in self.retriever.vocab_dict]
        if not known:
            return 0, []
        scores = self.retriever.get_scores(known)
        matching = np.flatnonzero(scores)
        top = np.argpartition(-scores[matching], TOP - 1)[:TOP] if len(matching) > TOP else np.arange(len(matching))
        best = matching[top]
        return len(matching), [str(self.ids[row]) for row in best[np.argsort(-scores[best], kind="stable")]]
