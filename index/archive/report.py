"""What was read, and what of it is not in the archive: later versions, repetitions, what could not be read."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field, fields
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
from index.store.placing import Place, lined_up, placed

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
    """What was read. By id: the number of the ``latest`` article, and those of its ``earlier`` versions, of which
    ``SHOWN_BEFORE`` is the article that the archive shows that is added to. Which numbers are not the latest any more:
    ``superseded``; which ids are ``withdrawn`` by who supplied them; of which, also of some that came again afterwards,
    all earlier versions in the archive are ``forgotten``; and what was left out, each with the reason."""

    latest: dict[str, int] = field(default_factory=dict)
    earlier: dict[str, list[int]] = field(default_factory=dict)
    superseded: set[int] = field(default_factory=set)
    replaced: list[LeftOut] = field(default_factory=list)
    duplicates: list[LeftOut] = field(default_factory=list)
    unreadable: list[Unreadable] = field(default_factory=list)
    textless: list[LeftOut] = field(default_factory=list)
    withdrawn: set[str] = field(default_factory=set)
    forgotten: set[str] = field(default_factory=set)
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
        """Leave out the article of this id and its earlier versions, also those in the archive that is added to."""
        self.withdrawn.add(name)
        self.forgotten.add(name)
        self.earlier.pop(name, None)
        if name in self.latest:
            self.superseded.add(self.latest.pop(name))

    def earlier_in_turn(self) -> list[int]:
        """The numbers of all earlier versions that were read, as they came."""
        return sorted(number for numbers in self.earlier.values() for number in numbers if number != SHOWN_BEFORE)

    def keep(self, name: str, number: int) -> None:
        """Have an article be an earlier version of the one of its id that is shown."""
        self.earlier.setdefault(name, []).append(number)
        if number != SHOWN_BEFORE:
            self.superseded.add(number)


SHOWN_BEFORE = -1  # the number of the article that the archive shows that is added to


class _Seen(NamedTuple):
    """What is remembered of the latest article of an id."""

    source: Source
    content: int
    place: Place


def sort_out(
    articles: Iterable[Article | Unreadable],
    add: Callable[[Article], None],
    known: Callable[[str], Article | None] = lambda _: None,
    earlier: Callable[[str], Iterable[Article]] | None = None,
) -> SortedOut:
    """Add every article but those that are the same again as one before, or as the one ``known`` by its id, or as one
    of the ``earlier`` versions that are known of it. Without ``earlier`` such are not kept: one that was published
    before the one that is shown is not added. What was withdrawn is not known any more.

    The articles added are numbered from 0.
    """
    sorting = _Sorting(add, known, earlier)
    for article in articles:
        if isinstance(article, Unreadable):
            sorting.refuse(article)
        else:
            sorting.take(article)
    return sorting.found


class _Sorting:
    """What ``sort_out`` has found so far, and what it remembers of that: of the ``others`` of an id, which a later
    version replaced or which came too late, the sources by their contents."""

    def __init__(
        self,
        add: Callable[[Article], None],
        known: Callable[[str], Article | None],
        earlier: Callable[[str], Iterable[Article]] | None,
    ) -> None:
        self.found = SortedOut()
        self._add_article, self._known, self._earlier = add, known, earlier
        self._seen: dict[str, _Seen] = {}
        self._others: dict[str, dict[int, Source]] = {}
        self._added = 0

    def refuse(self, item: Unreadable) -> None:
        self.found.leave_out("unreadable", item)
        self.found.reasons[_kind(item.reason)] += 1
        if item.withdraws:
            self.found.withdraw(item.withdraws)
            self._seen.pop(item.withdraws, None)
            self._others.pop(item.withdraws, None)

    def take(self, article: Article) -> None:
        name, content, found = article.id, content_of(article), self.found
        found.formats[article.format] += 1
        shown = None if name in self._seen else self._look_up(name)
        place = placed(article)
        if newest := self._seen.get(name):
            is_new = content != newest.content
            same = self._others.get(name, {}).get(content) if is_new else newest.source
            if same and (shown is None or is_new or _all_of(article) == _all_of(shown)):
                found.leave_out("duplicates", LeftOut(article.source, f"the same article as {same}, id {name!r}"))
                return
            keeps = self._earlier is not None and is_new
            place = placed(article, newest.place)
            if place is None:
                self._leave_out(article.source, content, f"older than {newest.source}", name, keeps)
                if keeps:
                    found.keep(name, self._add(article))
                return
            self._leave_out(newest.source, newest.content, f"replaced by {article.source}", name, keeps)
            number = found.latest.get(name, SHOWN_BEFORE)
            if number != SHOWN_BEFORE:
                found.superseded.add(number)
            if keeps:
                found.keep(name, number)
        if not article.paragraphs:
            found.leave_out("textless", LeftOut(article.source, f"a headline without a text, id {name!r}"))
        assert place  # which every first article has
        self._seen[name] = _Seen(article.source, content, place)
        found.withdrawn.discard(name)
        found.latest[name] = self._add(article)

    def _look_up(self, name: str) -> Article | None:
        """The article that the archive shows with an id; it and its earlier versions are remembered. None where that
        was withdrawn."""
        shown = self._known(name)
        if shown is None or name in self.found.forgotten:
            return None
        earlier = [*self._earlier(name)] if self._earlier else []
        if earlier:
            self._others[name] = {content_of(version): version.source for version in earlier}
        self._seen[name] = _Seen(shown.source, content_of(shown), _place_of(shown, earlier))
        return shown

    def _leave_out(self, source: Source, content: int, why: str, name: str, keeps: bool) -> None:
        """Leave out a version, and remember its content."""
        if self._earlier:
            self._others.setdefault(name, {})[content] = source
        kept = "; kept as an earlier version" if keeps else ""
        self.found.leave_out("replaced", LeftOut(source, f"{why}, which has the same id {name!r}{kept}"))

    def _add(self, article: Article) -> int:
        self._add_article(article)
        self._added += 1
        return self._added - 1


def _place_of(shown: Article, earlier: list[Article]) -> Place:
    """The place of the article that an archive shows, behind the earlier versions; by itself where it cannot be there,
    as one that stands in for a damaged one."""
    places = lined_up(earlier)[1]
    place = placed(shown, *places[-1:]) or placed(shown)
    assert place
    return place


# What differs between places where the same is wrong: numbers, and what is quoted.
PARTICULAR = re.compile(r"'[^']{1,200}'|\"[^\"]{1,200}\"|\d[\d,.]*|: .*$")


def _kind(reason: str) -> str:
    return PARTICULAR.sub("…", reason)[:LONGEST_REASON]


LONGEST_REASON = 100  # characters


def content_of(article: Article) -> int:
    """The same for articles of the same id that say the same, whatever was found out about that; by chance for others
    once in 2⁶⁰."""
    return hash(_published(article))


def each_once(articles: Iterable[Article]) -> Iterator[Article]:
    """Those of the articles that do not say the same as one before."""
    contents: set[int] = set()
    for article in articles:
        if (content := content_of(article)) not in contents:
            contents.add(content)
            yield article


FOUND_OUT = frozenset(["source", "origins", "published_how", "language", "format", "remarks"])  # by whoever read it
_published = attrgetter(*(each.name for each in fields(Article) if each.name not in FOUND_OUT))
_all_of = attrgetter(
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
