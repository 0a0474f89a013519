"""The articles themselves, kept compressed beside the postings, so that nothing needs the source files."""

from __future__ import annotations

import json
from pathlib import Path

from corpus.article import Article
from corpus.plain import with_texts
from index.arrays.files import Contents
from index.errors import REMEDY, DamagedArchive
from index.store.texts import TextReader


class ArticleReader:
    """Reads articles by number: what ``index.document.article_document`` has kept of them. Safe for threads."""

    def __init__(self, folder: Path, files: Contents | None = None) -> None:
        """``files`` as for ``index.postings.segment.open_segment``."""
        self._texts = TextReader(folder, files)
        self._folder = folder

    def __getitem__(self, number: int) -> Article:
        record = self._texts[number]
        try:
            *texts, about, _ = record.decode("utf-8", "surrogatepass").split("\n")
            return article_of(texts, about)
        except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
            raise DamagedArchive(f"{self._folder}: article {number} cannot be read; {REMEDY}") from error

    def __len__(self) -> int:
        return len(self._texts)


def article_of(texts: list[str], about: str) -> Article:
    """The article with these texts, of which ``about`` says the rest. Raises ``ValueError``, or what else comes of JSON
    of another kind."""
    return with_texts(json.loads(about), texts)
