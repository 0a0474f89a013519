"""The articles themselves, kept compressed beside the postings, so that nothing needs the source files."""

from __future__ import annotations

import json
from pathlib import Path

from corpus.article import Article
from corpus.plain import from_record, to_record
from index.errors import REMEDY, DamagedArchive
from index.texts import TextReader, TextWriter

__all__ = ["ArticleReader", "ArticleWriter", "from_record", "to_record"]

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class ArticleWriter:
    """Appends articles, each as its ``corpus.plain`` record in JSON, to the texts of a folder (``index.texts``)."""

    def __init__(self, folder: Path) -> None:
        self._texts = TextWriter(folder)
        self.finish = self._texts.finish
        self.cancel = self._texts.cancel

    def add(self, article: Article) -> None:
        """Append one article; its number is the count of those before it."""
        self._texts.add(_encode(to_record(article)).encode("utf-8", "surrogatepass"))


class ArticleReader:
    """Reads articles by number. Safe for threads."""

    def __init__(self, folder: Path) -> None:
        self._texts = TextReader(folder)
        self._folder = folder

    def __getitem__(self, number: int) -> Article:
        try:
            return from_record(json.loads(self._texts[number]))
        except (ValueError, KeyError, TypeError) as error:
            raise DamagedArchive(f"{self._folder}: article {number} cannot be read; {REMEDY}") from error

    def __len__(self) -> int:
        return len(self._texts)
