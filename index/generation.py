"""One generation of an archive, opened for reading."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from corpus.article import Article
from index.articles import ArticleReader
from index.build import REPORT
from index.columns import Columns, read_columns
from index.errors import REMEDY, DamagedArchive
from index.generations import MANIFEST, current_generation, read_manifest
from index.segment import Segment, open_segment


@dataclass(frozen=True)
class Collection:
    """An index over documents, and their columns."""

    segment: Segment
    columns: Columns

    @classmethod
    def open(cls, folder: Path) -> Collection:
        """What ``index.build`` wrote."""
        return cls(open_segment(folder / "postings"), read_columns(folder))


class Generation:
    """Everything a search needs, read-only: the articles and their quotes as collections, and the texts by number.

    ``report`` is that of the rebuild that made it, as ``BuildReport`` in plain JSON values; ``built`` when that was.
    """

    def __init__(self, archive: Path) -> None:
        """Open the generation in force. Raises ``NoArchive``, ``DamagedArchive`` or ``FormatError``."""
        self.folder = current_generation(archive)
        self.manifest: dict[str, Any] = read_manifest(self.folder)
        try:
            self.articles = Collection.open(self.folder / "articles")
            self.quotes = Collection.open(self.folder / "quotes")
            self._texts = ArticleReader(self.folder)
            self.report: dict[str, Any] = json.loads((self.folder / REPORT).read_text(encoding="utf-8"))
            self.built = datetime.fromtimestamp(int((self.folder / MANIFEST).stat().st_mtime), UTC)
        except (OSError, EOFError, ValueError, KeyError, TypeError, BadZipFile) as error:
            raise DamagedArchive(f"{self.folder} cannot be opened ({error}); {REMEDY}") from error

    def __len__(self) -> int:
        return int(self.manifest["articles"])

    def article(self, number: int) -> Article:
        """The article with a document number of ``articles``."""
        return self._texts[number]
