"""What was read, and what of it is not in the archive: later versions, repetitions, what could not be read."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field, fields
from datetime import date, datetime
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from corpus.article import Article, Source, Unreadable
from index.archive.manifest import REPORT
from index.document import (
    NO_DAY,
)
from index.errors import ArchiveError
from index.json_values import Named, parsed

if TYPE_CHECKING:
    from index.archive.indexing import Written  # which loads all that writes

LeftOutList = Literal["replaced", "duplicates", "unreadable", "textless"]
LISTS: tuple[LeftOutList, ...] = ("replaced", "duplicates", "unreadable", "textless")
# Of one file in one list: a few kilobytes of gzip unfold to millions of lines that are all the same.
MOST_NAMED = 1_000
UNTOLD = "withdraws", "try_again"  # of what could not be read


@dataclass(frozen=True)
class LeftOut:
    """An article that was read and is not in the archive as it is; ``reason`` says why, and names the one that is there
    instead."""

    source: Source
    reason: str

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}"


@dataclass(frozen=True)
class BuildReport:
    """What was read: how many articles were indexed, how many of them are undated, how many quotes and statements they
    have; which articles were replaced by a later version under the same id, which were the same again, what could not
    be read, and which are headlines without a text. Of one file each of these four names the first ``MOST_NAMED``;
    ``unnamed`` has, by list and file, how many more there were. ``formats``: how many articles were read of each;
    ``reasons``: how often what could not be read was so for each, numbers and names left out."""

    articles: int
    undated: int
    quotes: int
    statements: int
    replaced: tuple[LeftOut, ...]
    duplicates: tuple[LeftOut, ...]
    unreadable: tuple[Unreadable, ...]
    textless: tuple[LeftOut, ...] = ()
    unnamed: dict[str, dict[str, int]] = field(default_factory=dict)
    formats: dict[str, int] = field(default_factory=dict)
    reasons: dict[str, int] = field(default_factory=dict)

    def count(self, name: LeftOutList) -> int:
        """How many were left out, named or not."""
        return len(getattr(self, name)) + sum(self.unnamed.get(name, {}).values())

    def as_json(self) -> dict[str, Any]:
        """Plain JSON values."""
        return asdict(self, dict_factory=lambda items: {name: value for name, value in items if name not in UNTOLD})


class NothingToIndex(ArchiveError):  # noqa: N818
    """Not one article could be read; the archive is as it was. ``report`` says why."""

    def __init__(self, report: BuildReport) -> None:
        reasons = "; ".join(str(item) for item in report.unreadable[:3]) or "the sources hold no files"
        super().__init__(f"no article could be read, so the archive is left as it was: {reasons}")
        self.report = report


@dataclass
class SortedOut:
    """What was read: the number and the source of the latest article of each id, which numbers a later one superseded,
    which ids were ``withdrawn`` by who supplied them, and what was left out, each with the reason."""

    latest: dict[str, int] = field(default_factory=dict)
    superseded: set[int] = field(default_factory=set)
    replaced: list[LeftOut] = field(default_factory=list)
    duplicates: list[LeftOut] = field(default_factory=list)
    unreadable: list[Unreadable] = field(default_factory=list)
    textless: list[LeftOut] = field(default_factory=list)
    withdrawn: set[str] = field(default_factory=set)
    formats: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    counts: Counter[tuple[LeftOutList, str]] = field(default_factory=Counter)

    def leave_out(self, name: LeftOutList, item: LeftOut | Unreadable) -> None:
        """Count what is left out, and name it if it is among the first of its file."""
        kind = name, item.source.file
        self.counts[kind] += 1
        if self.counts[kind] <= MOST_NAMED:
            getattr(self, name).append(item)

    def withdraw(self, name: str) -> None:
        """Leave out the article of this id, where there is one, also in the archive that is added to."""
        self.withdrawn.add(name)
        if name in self.latest:
            self.superseded.add(self.latest.pop(name))


class _Seen(NamedTuple):
    """What is remembered of the latest article of an id."""

    source: Source
    digest: int
    published: date | datetime | None


def _is_later(one: date | datetime | None, other: date | datetime | None) -> bool:
    """Whether one version was published after another, as far as both say."""
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one > other
    days = [each.date() if isinstance(each, datetime) else each for each in (one, other)]
    return bool(days[0] and days[1] and days[0] > days[1])


def sort_out(
    articles: Iterable[Article | Unreadable],
    add: Callable[[Article], None],
    known: Callable[[str], Article | None] = lambda _: None,
) -> SortedOut:
    """Add every article but those that are the same again as one before, or as the one ``known`` by its id.

    The articles added are numbered from 0.
    """
    found = SortedOut()
    seen: dict[str, _Seen] = {}
    added = 0
    for article in articles:
        if isinstance(article, Unreadable):
            found.leave_out("unreadable", article)
            found.reasons[_kind(article.reason)] += 1
            if article.withdraws:
                found.withdraw(article.withdraws)
            continue
        found.formats[article.format] += 1
        digest = _digest(article)
        if article.id not in seen and (before := known(article.id)):
            seen[article.id] = _Seen(before.source, _digest(before), before.published)
        if article.id in seen:
            source, earlier, published = seen[article.id]
            if digest == earlier:
                reason = f"the same article as {source}, id {article.id!r}"
                found.leave_out("duplicates", LeftOut(article.source, reason))
                continue
            if _is_later(published, article.published):
                reason = f"older than {source}, which has the same id {article.id!r}"
                found.leave_out("replaced", LeftOut(article.source, reason))
                continue
            reason = f"replaced by {article.source}, which has the same id {article.id!r}"
            found.leave_out("replaced", LeftOut(source, reason))
            if article.id in found.latest:
                found.superseded.add(found.latest[article.id])
        if not article.paragraphs:
            found.leave_out("textless", LeftOut(article.source, f"a headline without a text, id {article.id!r}"))
        seen[article.id] = _Seen(article.source, digest, article.published)
        found.latest[article.id] = added
        found.withdrawn.discard(article.id)
        add(article)
        added += 1
    return found


# What differs between places where the same is wrong: numbers, and what is quoted.
PARTICULAR = re.compile(r"'[^']{1,200}'|\"[^\"]{1,200}\"|\d[\d,.]*|: .*$")


def _kind(reason: str) -> str:
    return PARTICULAR.sub("…", reason)[:LONGEST_REASON]


LONGEST_REASON = 100  # characters


def _digest(article: Article) -> int:
    """The same for articles that differ in their source alone; by chance for others once in 2⁶⁰."""
    return hash(_compared(article))


_compared = attrgetter(
    *(each.name for each in fields(Article) if each.name not in ("source", "origins")), "quotes", "statements"
)


def report_of(found: SortedOut, written: Written | None = None) -> BuildReport:
    """The report on what was sorted out and then written."""
    said = written.said() if written else {"quotes": 0, "statements": 0}
    return BuildReport(
        len(found.latest),
        int((written.articles.day == NO_DAY).sum()) if written else 0,
        said["quotes"],
        said["statements"],
        tuple(found.replaced),
        tuple(found.duplicates),
        tuple(found.unreadable),
        tuple(found.textless),
        _unnamed(found.counts),
        dict(found.formats.most_common()),
        dict(found.reasons.most_common(MOST_NAMED)),
    )


def left_out(before: dict[str, Any], report: BuildReport | None) -> dict[str, Any]:
    """What was left out, by this report and by the one before it, which has those before it, each once."""
    now = report.as_json() if report else {}
    items = {name: [*before.get(name, ()), *now.get(name, ())] for name in LISTS}
    unnamed = [each.get("unnamed", {}) for each in (before, now)]
    return {
        **{name: list({json.dumps(item, sort_keys=True): item for item in every}.values())
           for name, every in items.items()},
        "unnamed": {name: more for name in LISTS if (more := {**unnamed[0].get(name, {}), **unnamed[1].get(name, {})})},
    }  # fmt: skip


def count_unreadable(report: dict[str, Any]) -> int:
    """How much of what was read could not be, by the JSON of a report."""
    unnamed: dict[str, int] = report.get("unnamed", {}).get("unreadable", {})
    return len(report["unreadable"]) + sum(unnamed.values())


def _unnamed(counts: Counter[tuple[LeftOutList, str]]) -> dict[str, dict[str, int]]:
    more: dict[str, dict[str, int]] = {}
    for (name, file), count in counts.items():
        if count > MOST_NAMED:
            more.setdefault(name, {})[file] = count - MOST_NAMED
    return more


OF_ONE_RUN = ("formats", "reasons")
LEFT_OUT = Named({"source": Named({"file": str, "position": str}), "reason": str})
KIND = Named({
    "articles": int, "undated": int, "quotes": int, "statements": int, **{f"{name}?": [LEFT_OUT] for name in LISTS},
    "unnamed?": {str: {str: int}},
})  # fmt: skip


def read_report(content: bytes, path: Path) -> dict[str, Any]:
    """The report that ``write_report`` wrote. Raises ``ValueError``."""
    report: dict[str, Any] = parsed(content, KIND, path)
    return {**dict.fromkeys(LISTS, ()), **report}


def write_report(report: dict[str, Any], folder: Path) -> None:
    """Write the report of a new generation, without ``unnamed`` where all are named, and without what tells of one run
    alone."""
    report = {name: value for name, value in report.items() if (value or name != "unnamed") and name not in OF_ONE_RUN}
    text = json.dumps(report, ensure_ascii=False, indent=1)
    with (folder / REPORT).open("x", encoding="utf-8", errors="replace") as file:
        file.write(text + "\n")
