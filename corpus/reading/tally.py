"""What is counted instead of named: a line for each file that says what of it is no article."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from corpus.article import Article, Source, Unreadable
from corpus.record import LeftOut

MOST_EXAMPLES = 3
PLURAL = re.compile(r"s\b")


def summed(items: Iterable[Article | Unreadable | LeftOut]) -> Iterator[Article | Unreadable]:
    """The items, with one ``Unreadable`` behind those of each file that says how many were left out of what kind."""
    open_files: dict[str, _Sum] = {}
    for item in items:
        for file in [file for file in open_files if not f"{item.source.file}/".startswith(f"{file}/")]:
            yield open_files.pop(file).told(file)
        if isinstance(item, LeftOut):
            open_files.setdefault(item.source.file, _Sum()).add(item)
        else:
            yield item
    for file, found in open_files.items():
        yield found.told(file)


class _Sum:
    """What was left out of one file."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._examples: dict[str, list[str]] = defaultdict(list)

    def add(self, item: LeftOut) -> None:
        self._counts[item.kind] += item.number
        if item.source.position and len(self._examples[item.kind]) < MOST_EXAMPLES:
            self._examples[item.kind].append(item.source.position)

    def told(self, file: str) -> Unreadable:
        return Unreadable(Source(file), "left out: " + ", ".join(map(self._of_kind, self._counts)))

    def _of_kind(self, kind: str) -> str:
        count, examples = self._counts[kind], self._examples[kind]
        if not examples:
            return counted(count, kind)
        more = " …" * (count > len(examples))
        return f"{counted(count, kind)} ({', '.join(examples)}{more})"


def counted(count: int, kind: str) -> str:
    """A number of things, whose name is in the plural.

    >>> counted(1, "pages without an article")
    '1 page without an article'
    """
    return f"{count:,} {PLURAL.sub('', kind, count=1) if count == 1 else kind}"
