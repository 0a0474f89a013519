"""Rebuilding an archive: articles in, a new generation in force."""

from __future__ import annotations

import errno
import hashlib
import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from corpus.article import Article, Source, Unreadable
from index.articles import ArticleReader, ArticleWriter, to_record
from index.columns import ColumnsWriter
from index.corrections import Corrections, corrected, load_corrections
from index.document import ARTICLE_FACETS, QUOTE_FACETS, Document, article_document, quote_documents, speaker_key
from index.errors import ArchiveError
from index.generations import publish, writing
from index.segment import SegmentWriter
from index.settings import Settings

REPORT = "report.json"


@dataclass(frozen=True)
class BuildReport:
    """What a rebuild did: how many articles are in the archive, how many of them are undated, how many quotes they
    have; which articles were replaced by a later version under the same id, which were the same again, and what could
    not be read."""

    articles: int
    undated: int
    quotes: int
    replaced: tuple[Unreadable, ...]
    duplicates: tuple[Unreadable, ...]
    unreadable: tuple[Unreadable, ...]


class NothingToIndex(ArchiveError):  # noqa: N818
    """Not one article could be read; the archive is as it was. ``report`` says why."""

    def __init__(self, report: BuildReport) -> None:
        reasons = "; ".join(str(item) for item in report.unreadable[:3]) or "the sources hold no files"
        super().__init__(f"no article could be read, so the archive is left as it was: {reasons}")
        self.report = report


def rebuild(
    articles: Iterable[Article | Unreadable],
    archive: Path,
    settings: Settings,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> BuildReport:
    """Index ``articles`` into a new generation of ``archive`` and put it in force.

    Until the very end the generation before stays in force, whatever happens. Of articles with one id the
    last read is kept. ``progress`` is told (documents written, documents in all) once all articles are read.
    Raises ``NothingToIndex`` and the errors of ``index.generations.writing``; a full disk as ``ArchiveError``.
    """
    try:
        corrections = load_corrections(archive)
        with writing(archive) as folder:
            report = _build((_edited(article, corrections) for article in articles), folder, settings, progress)
            _write_report(report, folder)
            publish(archive, folder, {"boosts": settings.boosts, "articles": report.articles, "quotes": report.quotes})
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise ArchiveError(
                f"{archive}: the disk is full; free some space and rebuild. Nothing was changed"
            ) from error
        raise
    return report


def _build(
    articles: Iterable[Article | Unreadable], folder: Path, settings: Settings, progress: Callable[[int, int], None]
) -> BuildReport:
    report, superseded = _add_all(articles, folder, settings, progress)
    if superseded:  # what was indexed before its later version came must not be counted or suggested
        spool = folder / "spool"
        spool.mkdir()
        for name in ("articles.zst", "articles.npy"):
            (folder / name).rename(spool / name)
        shutil.rmtree(folder / "articles")
        shutil.rmtree(folder / "quotes")
        latest = ArticleReader(spool)
        kept = (latest[number] for number in range(len(latest)) if number not in superseded)
        second, _ = _add_all(kept, folder, settings, progress)
        report = replace(report, undated=second.undated, quotes=second.quotes)
        shutil.rmtree(spool)
    return report


def _add_all(
    articles: Iterable[Article | Unreadable], folder: Path, settings: Settings, progress: Callable[[int, int], None]
) -> tuple[BuildReport, set[int]]:
    """Write all articles; the report, and the numbers of those that a later one with the same id supersedes."""
    whole = _CollectionWriter(folder / "articles", settings.boosts, "body", ARTICLE_FACETS)
    parts = _CollectionWriter(folder / "quotes", QUOTE_WEIGHTS, "quotes", QUOTE_FACETS, ("article", "nth"))
    texts = ArticleWriter(folder)

    def add(article: Article, number: int) -> int:
        whole.add(article_document(article))
        documents = quote_documents(article, number)
        for document in documents:
            parts.add(document)
        texts.add(article)
        return len(documents)

    try:
        found = _sort_out(articles, add)
        texts.finish()
        whole.finish(progress)
        parts.columns.labels["speaker"] = _one_name_each(parts.columns.labels["speaker"])
        parts.finish(progress)
    finally:
        texts.cancel()
        whole.cancel()
        parts.cancel()
    return found


QUOTE_WEIGHTS = {"quotes": 1.0, "speaker": 0.0}  # of the fields of a quote, in a search without field names


class _CollectionWriter:
    """Writes one index: postings and columns of the same documents."""

    def __init__(
        self, folder: Path, weights: dict[str, float], main: str, facets: tuple[str, ...], numbers: tuple[str, ...] = ()
    ) -> None:
        folder.mkdir()
        self._folder = folder
        self._postings = SegmentWriter(folder / "postings", weights, main)
        self.columns = ColumnsWriter(facets, numbers)
        self.cancel = self._postings.cancel

    def add(self, document: Document) -> None:
        self._postings.add(document)
        self.columns.add(document)

    def finish(self, progress: Callable[[int, int], None]) -> None:
        self.columns.write(self._folder)
        self._postings.finish(progress)


def _one_name_each(speakers: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The speakers with one name for each key: the one used most, else the longest."""
    counts = Counter(name for names in speakers for name in names)
    best: dict[str, str] = {}
    for name in sorted(counts, key=lambda name: (counts[name], len(name), name)):
        best[speaker_key(name)] = name
    return [tuple(best[speaker_key(name)] for name in names) for names in speakers]


def _edited(article: Article | Unreadable, corrections: Corrections) -> Article | Unreadable:
    return article if isinstance(article, Unreadable) else corrected(article, corrections)


def _sort_out(
    articles: Iterable[Article | Unreadable], add: Callable[[Article, int], int]
) -> tuple[BuildReport, set[int]]:
    """Add every article but those that are the same again."""
    seen: dict[str, tuple[int, Source, bytes]] = {}
    superseded: set[int] = set()
    unreadable, duplicates, replaced = [], [], []
    added = undated = quotes = 0
    for article in articles:
        if isinstance(article, Unreadable):
            unreadable.append(article)
            continue
        digest = _digest(article)
        if article.id in seen:
            number, source, known = seen[article.id]
            if digest == known:
                duplicates.append(Unreadable(article.source, f"the same article as {source}, id {article.id!r}"))
                continue
            superseded.add(number)
            replaced.append(Unreadable(source, f"replaced by {article.source}, which has the same id {article.id!r}"))
        seen[article.id] = added, article.source, digest
        quotes += add(article, added)
        added += 1
        undated += article.published is None
    report = BuildReport(len(seen), undated, quotes, tuple(replaced), tuple(duplicates), tuple(unreadable))
    if not seen:
        raise NothingToIndex(report)
    return report, superseded


def _digest(article: Article) -> bytes:
    record = {name: value for name, value in to_record(article).items() if name != "source"}
    return hashlib.sha256(json.dumps(record).encode()).digest()[:16]


def _write_report(report: BuildReport, folder: Path) -> None:
    text = json.dumps(asdict(report), ensure_ascii=False, indent=1)
    (folder / REPORT).write_text(text + "\n", encoding="utf-8", errors="replace")
