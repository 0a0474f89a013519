"""The articles themselves, kept compressed beside the postings, so that nothing needs the source files."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from corpus.article import Article
from corpus.plain import with_texts
from index.arrays.files import Contents
from index.errors import REMEDY, DamagedArchive
from index.store.texts import TextReader
from index.store.wordsearch import Found, Sought, Word, WordSearch


class ArticleReader:
    """Reads articles by number: what ``index.document.article_document`` has kept of them. Safe for threads."""

    def __init__(self, folder: Path, files: Contents | None = None) -> None:
        """``files`` as for ``index.postings.segment.open_segment``."""
        self._texts = TextReader(folder, files)
        self._folder = folder
        self.words = WordSearch(self._texts.runs)

    def __getitem__(self, number: int) -> Article:
        return self._article(number, self._texts[number])

    def searched(self, number: int, sought: Sought, read: Callable[[str], Word]) -> tuple[Article, list[list[Found]]]:
        """An article, and what is found in each of ``Article.strings``, as by ``WordSearch.find``."""
        codes = self._texts.codes(number)
        article = self._article(number, self._texts.decoded(codes))
        try:
            return article, self.words.find(codes, len(article.strings), sought, read)
        except ValueError as error:
            raise self._unreadable(number) from error

    def _article(self, number: int, record: bytes) -> Article:
        try:
            *texts, about, _ = record.decode("utf-8", "surrogatepass").split("\n")
            return article_of(texts, about)
        except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
            raise self._unreadable(number) from error

    def _unreadable(self, number: int) -> DamagedArchive:
        return DamagedArchive(f"{self._folder}: article {number} cannot be read; {REMEDY}")

    def __len__(self) -> int:
        return len(self._texts)


def article_of(texts: list[str], about: str) -> Article:
    """The article with these texts, of which ``about`` says the rest. Raises ``ValueError``, or what else comes of JSON
    of another kind."""
    return with_texts(json.loads(about), texts)
