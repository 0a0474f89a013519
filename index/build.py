"""Rebuilding an archive: articles in, a new generation in force."""

from __future__ import annotations

import errno
import hashlib
import json
import shutil
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from corpus.article import Article, Source, Unreadable
from index.articles import ArticleReader, ArticleWriter, to_record
from index.columns import ColumnsWriter
from index.errors import ArchiveError
from index.generations import publish, writing
from index.settings import Settings
from index.storage import PostingsWriter

REPORT = "report.json"


@dataclass(frozen=True)
class BuildReport:
    """What a rebuild did: how many articles are in the archive and how many of them are undated; which were replaced
    by a later version under the same id, which were the same again, and what could not be read."""

    articles: int
    undated: int
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
    last read is kept. ``progress`` is told (postings written, postings in all) once all articles are read.
    Raises ``NothingToIndex`` and the errors of ``index.generations.writing``; a full disk as ``ArchiveError``.
    """
    try:
        with writing(archive) as folder:
            report = _build(articles, folder, settings, progress)
            _write_report(report, folder)
            publish(archive, folder, {"boosts": settings.boosts, "articles": report.articles})
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
        shutil.rmtree(folder / "postings")
        latest = ArticleReader(spool)
        kept = (latest[number] for number in range(len(latest)) if number not in superseded)
        second, _ = _add_all(kept, folder, settings, progress)
        report = replace(report, undated=second.undated)
        shutil.rmtree(spool)
    return report


def _add_all(
    articles: Iterable[Article | Unreadable], folder: Path, settings: Settings, progress: Callable[[int, int], None]
) -> tuple[BuildReport, set[int]]:
    """Write all articles; the report, and the numbers of those that a later one with the same id supersedes."""
    postings = PostingsWriter(folder / "postings", settings.boosts, progress)
    texts, columns = ArticleWriter(folder), ColumnsWriter()
    try:
        found = _sort_out(articles, lambda article: [writer.add(article) for writer in (postings, texts, columns)])
        texts.finish()
        columns.write(folder)
        postings.finish()
    finally:
        texts.cancel()
        postings.cancel()
    return found


def _sort_out(
    articles: Iterable[Article | Unreadable], add: Callable[[Article], object]
) -> tuple[BuildReport, set[int]]:
    """Add every article but those that are the same again."""
    seen: dict[str, tuple[int, Source, bytes]] = {}
    superseded: set[int] = set()
    unreadable, duplicates, replaced = [], [], []
    added = undated = 0
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
        add(article)
        added += 1
        undated += article.published is None
    report = BuildReport(len(seen), undated, tuple(replaced), tuple(duplicates), tuple(unreadable))
    if not seen:
        raise NothingToIndex(report)
    return report, superseded


def _digest(article: Article) -> bytes:
    record = {name: value for name, value in to_record(article).items() if name != "source"}
    return hashlib.sha256(json.dumps(record).encode()).digest()[:16]


def _write_report(report: BuildReport, folder: Path) -> None:
    text = json.dumps(asdict(report), ensure_ascii=False, indent=1)
    (folder / REPORT).write_text(text + "\n", encoding="utf-8", errors="replace")
