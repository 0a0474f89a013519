"""What was read, and what of it is not in the archive: later versions, repetitions, what could not be read."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.article import Unreadable
from index.archive.manifest import REPORT
from index.document import NO_DAY
from index.errors import ArchiveError
from index.json_values import Named, parsed
from index.store.sorting import LISTS, MOST_NAMED, LeftOut, LeftOutList, SortedOut

if TYPE_CHECKING:
    from index.archive.indexing import Written  # which loads all that writes

UNTOLD = "withdraws", "try_again", "issued"  # of what could not be read


@dataclass(frozen=True)
class BuildReport:
    """What was read: how many articles were indexed, how many of them are undated, how many quotes and statements they
    have; which articles were replaced by a later version under the same id or withdrawn, which were the same again,
    what could not be read, and which are headlines without a text. Of one file each of these four names the first
    ``MOST_NAMED``;
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
    """Not one article could be read; the archive is as it was. ``report`` says why; ``none`` what there is where it has
    nothing to say."""

    def __init__(self, report: BuildReport, none: str = "the sources hold no files") -> None:
        reasons = "; ".join(str(item) for item in report.unreadable[:3]) or none
        super().__init__(f"no article could be read, so the archive is left as it was: {reasons}")
        self.report = report


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
