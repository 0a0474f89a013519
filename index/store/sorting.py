"""Sorting out what is read: of several versions of an article which is shown, what is the same again, what is left out,
and which articles their agencies withdraw."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, fields
from datetime import datetime
from operator import attrgetter
from typing import Literal, NamedTuple

from corpus.article import Article, Source, Unreadable
from index.store.placing import FIRST, Place, lined_up, placed

LeftOutList = Literal["replaced", "duplicates", "unreadable", "textless"]
LISTS: tuple[LeftOutList, ...] = ("replaced", "duplicates", "unreadable", "textless")
# Of one file in one list: a few kilobytes of gzip unfold to millions of lines that are all the same.
MOST_NAMED = 1_000


@dataclass(frozen=True)
class LeftOut:
    """An article that was read and is not in the archive as it is; ``reason`` says why, and names the one that is there
    instead."""

    source: Source
    reason: str

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}"


@dataclass
class SortedOut:
    """What was read. By id: the number of the ``latest`` article, and those of its ``earlier`` versions, of which
    ``SHOWN_BEFORE`` is the article that the archive shows that is added to. Which numbers are not the latest any more:
    ``superseded``; which ids are ``withdrawn`` by who supplied them; of which, also of some that came again afterwards,
    earlier versions in the archive are ``forgotten``, by their contents; and what was left out, each with the
    reason."""

    latest: dict[str, int] = field(default_factory=dict)
    earlier: dict[str, list[int]] = field(default_factory=dict)
    superseded: set[int] = field(default_factory=set)
    replaced: list[LeftOut] = field(default_factory=list)
    duplicates: list[LeftOut] = field(default_factory=list)
    unreadable: list[Unreadable] = field(default_factory=list)
    textless: list[LeftOut] = field(default_factory=list)
    withdrawn: set[str] = field(default_factory=set)
    forgotten: dict[str, set[int]] = field(default_factory=dict)
    formats: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    counts: Counter[tuple[LeftOutList, str]] = field(default_factory=Counter)

    def leave_out(self, name: LeftOutList, item: LeftOut | Unreadable) -> int:
        """Count what is left out, and name it if it is among the first of its file: at which place of its list, or
        ``UNNAMED``."""
        kind = name, item.source.file
        self.counts[kind] += 1
        if self.counts[kind] > MOST_NAMED:
            return UNNAMED
        named: list[LeftOut | Unreadable] = getattr(self, name)
        named.append(item)
        return len(named) - 1

    def withdraw(self, name: str) -> None:
        """Leave out the article of this id."""
        self.withdrawn.add(name)
        if name in self.latest:
            self.superseded.add(self.latest.pop(name))

    def forget(self, name: str, version: _Seen) -> None:
        """Leave out an earlier version of the article of this id."""
        if version.number == STORED:
            self.forgotten.setdefault(name, set()).add(version.content)
        elif version.number in self.earlier.get(name, ()):
            self.earlier[name].remove(version.number)
            if not self.earlier[name]:
                del self.earlier[name]

    def earlier_in_turn(self) -> list[int]:
        """The numbers of all earlier versions that were read, as they came."""
        return sorted(number for numbers in self.earlier.values() for number in numbers if number != SHOWN_BEFORE)

    def keep(self, name: str, number: int) -> None:
        """Have an article be an earlier version of the one of its id that is shown."""
        self.earlier.setdefault(name, []).append(number)
        if number != SHOWN_BEFORE:
            self.superseded.add(number)


# The numbers of the article that the archive shows that is added to, and of its earlier versions.
SHOWN_BEFORE, STORED = -1, -2
UNKEPT = -3  # of one that was read and is not added
UNNAMED, UNSAID = -1, -2  # places of what is counted only, and of what was not left out


FURTHER = re.compile(r"(.+)#\d{1,9}", re.DOTALL)  # the id of an article that is not the first of its item


class _Seen(NamedTuple):
    """What is remembered of a version of an article; ``line`` is where in ``replaced`` it says what became of it."""

    source: Source
    content: int
    words: int
    place: Place
    number: int
    line: int = UNSAID


def sort_out(
    articles: Iterable[Article | Unreadable],
    add: Callable[[Article], None],
    known: Callable[[str], Article | None] = lambda _: None,
    earlier: Callable[[str], Iterable[Article]] | None = None,
    known_from: Callable[[str], Iterable[str]] = lambda _: (),
) -> SortedOut:
    """Add every article but those that are the same again as one before, or as the one ``known`` by its id, or as one
    of the ``earlier`` versions that are known of it. Without ``earlier`` such are not kept: one that was published
    before the one that is shown is not added. What was withdrawn is not known any more. ``known_from`` gives the ids of
    those known that begin so.

    The articles added are numbered from 0.
    """
    sorting = _Sorting(add, known, earlier, known_from)
    for article in articles:
        if isinstance(article, Unreadable):
            sorting.refuse(article)
        else:
            sorting.take(article)
    return sorting.found


class _Sorting:
    """What ``sort_out`` has found so far, and what it remembers of that: of each id the latest version, and the
    ``others``, by their contents, which a later one replaced or which came too late."""

    def __init__(
        self,
        add: Callable[[Article], None],
        known: Callable[[str], Article | None],
        earlier: Callable[[str], Iterable[Article]] | None,
        known_from: Callable[[str], Iterable[str]],
    ) -> None:
        self.found = SortedOut()
        self._add_article, self._known, self._earlier, self._known_from = add, known, earlier, known_from
        self._seen: dict[str, _Seen] = {}
        self._others: dict[str, dict[int, _Seen]] = {}
        self._further: dict[str, dict[str, None]] = {}  # of each item those read of the articles behind its first
        self._withdrawn: dict[str, Unreadable] = {}  # by what was published last, of what says when
        self._added = 0

    def refuse(self, item: Unreadable) -> None:
        self.found.leave_out("unreadable", item)
        self.found.reasons[_kind(item.reason)] += 1
        if name := item.withdraws:
            there = dict.fromkeys(filter(FURTHER.fullmatch, self._known_from(f"{name}#")))
            further = self._further.pop(name, {}) | there
            for each in (name, *further):
                self._withdraw(each, item)
            self._further[name] = {each: None for each in further if each in self._seen}

    def _withdraw(self, name: str, item: Unreadable) -> None:
        """Leave out the versions of an article that were not published after it was withdrawn."""
        stop = self._withdrawn.get(name)
        if item.issued and (stop is None or placed(item, placed(stop) or FIRST)):
            self._withdrawn[name] = item
        newest = self._seen[name] if name in self._seen or self._look_up(name) else None
        others = self._others.get(name, {})
        gone = [each for each in others.values() if placed(item, each.place)]
        if newest and placed(item, newest.place):
            self._say_withdrawn(name, newest, item)
            gone = [*others.values()]
            del self._seen[name]
        if name not in self._seen:
            self.found.withdraw(name)
        for version in gone:
            self._say_withdrawn(name, version, item)
            self.found.forget(name, version)
            del others[version.content]

    def _say_withdrawn(self, name: str, version: _Seen, item: Unreadable) -> None:
        said = LeftOut(version.source, _withdrawn_by(item.source, name))
        if version.line == UNSAID:
            self.found.leave_out("replaced", said)
        elif version.line != UNNAMED:
            self.found.replaced[version.line] = said

    def take(self, article: Article) -> None:
        name, content, found = article.id, content_of(article), self.found
        found.formats[article.format] += 1
        if (stop := self._stop_of(name)) and _is_withdrawn(article, stop):
            found.leave_out("replaced", LeftOut(article.source, _withdrawn_by(stop.source, name)))
            return
        shown = None if name in self._seen else self._look_up(name)
        place = placed(article)
        if newest := self._seen.get(name):
            is_new = content != newest.content
            is_touched = is_new and words_of(article) == newest.words  # by its source, which changed nothing else
            place = placed(article, newest.place)
            same = self._others.get(name, {}).get(content) if is_new else newest
            same = newest if is_touched and place is None else same
            if same and (shown is None or is_new or _all_of(article) == _all_of(shown)):
                said = f"the same article as {same.source}, id {name!r}"
                found.leave_out("duplicates", LeftOut(article.source, said))
                return
            keeps = self._earlier is not None and is_new and not is_touched
            if place is None:
                number = self._add(article) if keeps else UNKEPT
                older = _Seen(article.source, content, words_of(article), placed(article) or FIRST, number)
                self._leave_out(older, f"older than {newest.source}", name, keeps)
                return
            self._leave_out(newest, f"replaced by {article.source}", name, keeps)
        if not article.paragraphs:
            found.leave_out("textless", LeftOut(article.source, f"a headline without a text, id {name!r}"))
        assert place  # which every first article has
        found.withdrawn.discard(name)
        found.latest[name] = number = self._add(article)
        self._seen[name] = _Seen(article.source, content, words_of(article), place, number)

    def _stop_of(self, name: str) -> Unreadable | None:
        """What was published last of what withdraws an article, or the whole item that it is not the first of."""
        own, part = self._withdrawn.get(name), FURTHER.fullmatch(name) if "#" in name else None
        if not part:
            return own
        self._further.setdefault(part[1], {})[name] = None
        whole = self._withdrawn.get(part[1])
        return whole if own is None or (whole and placed(whole, placed(own) or FIRST)) else own

    def _look_up(self, name: str) -> Article | None:
        """The article that the archive shows with an id; it and its earlier versions are remembered. None where that
        was withdrawn."""
        shown = self._known_yet(name)
        if shown is None:
            return None
        earlier, places = lined_up(self._earlier(name) if self._earlier else ())
        for version, place in zip(earlier, places, strict=True):
            content = content_of(version)
            self._others.setdefault(name, {})[content] = _Seen(
                version.source, content, words_of(version), place, STORED
            )
        self._seen[name] = _Seen(
            shown.source, content_of(shown), words_of(shown), _place_of(shown, places), SHOWN_BEFORE
        )
        return shown

    def _known_yet(self, name: str) -> Article | None:
        """The article that the archive shows with an id; None where that was withdrawn."""
        return None if name in self.found.withdrawn else self._known(name)

    def _leave_out(self, version: _Seen, why: str, name: str, keeps: bool) -> None:
        """Leave out a version, or keep it as an earlier one, and remember it."""
        kept = "; kept as an earlier version" if keeps else ""
        said = LeftOut(version.source, f"{why}, which has the same id {name!r}{kept}")
        line = self.found.leave_out("replaced", said)
        if self._earlier:
            self._others.setdefault(name, {})[version.content] = version._replace(line=line)
        if keeps:
            self.found.keep(name, version.number)
        elif version.number >= 0:
            self.found.superseded.add(version.number)

    def _add(self, article: Article) -> int:
        self._add_article(article)
        self._added += 1
        return self._added - 1


def _is_withdrawn(article: Article, stop: Unreadable) -> bool:
    """Whether what withdraws an article, and was read before it, was published after it, or at the same instant."""
    at_once = article.issued == stop.issued and isinstance(article.issued, datetime)
    return at_once or placed(article, placed(stop) or FIRST) is None


def _withdrawn_by(source: Source, name: str) -> str:
    return f"withdrawn by {source}, id {name!r}"


def _place_of(shown: Article, earlier: list[Place]) -> Place:
    """The place of the article that an archive shows, behind the earlier versions; by itself where it cannot be there,
    as one that stands in for a damaged one."""
    place = placed(shown, *earlier[-1:]) or placed(shown)
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


def words_of(article: Article) -> int:
    """The same for articles whose ``content_of`` is, whenever they were revised."""
    return hash(_unrevised(article))


def each_once(articles: Iterable[Article]) -> Iterator[Article]:
    """Those of the articles that do not say the same as one before."""
    contents: set[int] = set()
    for article in articles:
        if (content := content_of(article)) not in contents:
            contents.add(content)
            yield article


FOUND_OUT = frozenset(["source", "origins", "published_how", "language", "format", "remarks"])  # by whoever read it
_unrevised = attrgetter(*(each.name for each in fields(Article) if each.name not in FOUND_OUT | {"revised"}))
_published = attrgetter(*(each.name for each in fields(Article) if each.name not in FOUND_OUT))
_all_of = attrgetter(
    *(each.name for each in fields(Article) if each.name not in ("source", "origins")), "quotes", "statements"
)
