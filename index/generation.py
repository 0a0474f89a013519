"""One generation of an archive, opened for reading."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import whoosh.index

from corpus.article import Article
from index.articles import ArticleReader
from index.build import REPORT
from index.columns import Columns, read_columns
from index.errors import REMEDY, DamagedArchive
from index.generations import MANIFEST, current_generation, read_manifest
from index.storage import open_index


class Generation:
    """Everything a search needs, read-only: the Whoosh index, the columns and the articles by number.

    ``report`` is that of the rebuild that made it, as ``BuildReport`` in plain JSON values; ``built`` when that was.
    """

    def __init__(self, archive: Path) -> None:
        """Open the generation in force. Raises ``NoArchive``, ``DamagedArchive`` or ``FormatError``."""
        self.folder = current_generation(archive)
        self.manifest: dict[str, Any] = read_manifest(self.folder)
        try:
            self.index: whoosh.index.Index = open_index(self.folder / "postings")
            self.columns: Columns = read_columns(self.folder)
            self.articles = ArticleReader(self.folder)
            self.report: dict[str, Any] = json.loads((self.folder / REPORT).read_text(encoding="utf-8"))
            self.built = datetime.fromtimestamp(int((self.folder / MANIFEST).stat().st_mtime), UTC)
        except (OSError, EOFError, ValueError, KeyError, TypeError, BadZipFile, whoosh.index.IndexError) as error:
            raise DamagedArchive(f"{self.folder} cannot be opened ({error}); {REMEDY}") from error

    def __len__(self) -> int:
        return int(self.manifest["articles"])

    def article(self, number: int) -> Article:
        """The article with a document number of ``index``."""
        return self.articles[number]
