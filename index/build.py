"""Rebuilding an archive: articles in, a new generation in force."""

from __future__ import annotations

import errno
import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from corpus.article import Article, Unreadable
from index.articles import ArticleWriter, to_record
from index.columns import ColumnsWriter
from index.errors import ArchiveError
from index.generations import publish, verify, writing
from index.settings import Settings
from index.storage import PostingsWriter

REPORT = "report.json"


@dataclass(frozen=True)
class BuildReport:
    """What a rebuild did: how many articles are in the archive, how many were replaced by a later version
    under the same id, which were the same text again, and what could not be read."""

    articles: int
    replaced: int
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
            verify(folder)
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
    postings = PostingsWriter(folder / "postings", settings.boosts, progress)
    texts, columns = ArticleWriter(folder), ColumnsWriter()
    try:
        report = _add_all(articles, postings, texts, columns)
        texts.finish()
        columns.write(folder)
        postings.finish()
    finally:
        texts.cancel()
        postings.cancel()
    return report


def _add_all(
    articles: Iterable[Article | Unreadable], postings: PostingsWriter, texts: ArticleWriter, columns: ColumnsWriter
) -> BuildReport:
    seen: dict[str, tuple[int, bytes]] = {}
    unreadable, duplicates, added = [], [], 0
    for article in articles:
        if isinstance(article, Unreadable):
            unreadable.append(article)
            continue
        digest = _digest(article)
        number, known = seen.get(article.id, (-1, b""))
        if digest == known:
            duplicates.append(Unreadable(article.source, f"the same article as before, id {article.id!r}"))
            continue
        if known:
            postings.replace(number)
        seen[article.id] = added, digest
        postings.add(article)
        texts.add(article)
        columns.add(article)
        added += 1
    report = BuildReport(len(seen), added - len(seen), tuple(duplicates), tuple(unreadable))
    if not seen:
        raise NothingToIndex(report)
    return report


def _digest(article: Article) -> bytes:
    record = {name: value for name, value in to_record(article).items() if name != "source"}
    return hashlib.sha256(json.dumps(record).encode()).digest()[:16]


def _write_report(report: BuildReport, folder: Path) -> None:
    text = json.dumps(asdict(report), ensure_ascii=False, indent=1)
    (folder / REPORT).write_text(text + "\n", encoding="utf-8", errors="replace")
