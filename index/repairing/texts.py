"""The texts of an archive that can be read, in whatever generation, and those of an article that has lost some."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from itertools import count
from typing import NamedTuple

from corpus.article import Article
from index.archive.manifest import EARLIER, SEGMENTS
from index.repairing.known import Known
from index.repairing.remains import Remains, folders_in, stored_in
from index.repairing.withdrawals import withdrawn_until
from index.store.sorting import content_of


class Text(NamedTuple):
    """An article that can be read: its number among all that can be in some generations; the generation it stands in,
    and the segment or store there; whether it is an earlier version there."""

    number: int
    generation: Remains
    folder: str
    is_version: bool
    article: Article


def all_texts(generations: Iterable[Remains], places: Iterable[str] = (EARLIER, SEGMENTS)) -> Iterator[Text]:
    """All texts that can be read, or those in some of the ``places``, as they came: of each generation the earlier
    versions first."""
    numbers = count()
    for it in generations:
        for place in places:
            for folder in folders_in(it, place):
                for article in stored_in(it, f"{place}/{folder}"):
                    yield Text(next(numbers), it, folder, place == EARLIER, article)


class Choice(NamedTuple):
    """One of the texts of an article that has lost some: its number; what it says; when that was issued; the
    generation it stands in first; whether it is an earlier version, ``kept`` by the generation in force."""

    number: int
    content: int
    issued: date | datetime | None
    generation: str
    is_version: bool
    kept: bool


class Found(NamedTuple):
    """What there is for articles that have lost a text: ``choices`` by their ids, as they came, each that says the same
    once; and the names of the generations of which a text was ``withdrawn``, or may have been, by the same."""

    choices: dict[str, list[Choice]]
    withdrawn: dict[str, str]


def found_for(
    chosen: Remains,
    knows: Mapping[Remains, Known],
    sought: Callable[[str], bool],
    has_lost_versions: Callable[[str], bool],
) -> Found:
    """The texts of the articles that are ``sought``, without those that the ``chosen`` generation has in force.
    ``knows``: what each generation knows, in order."""
    last, known = int(chosen.name), knows[chosen]
    history = {int(it.name): its for it, its in knows.items() if int(it.name) <= last}
    until = cache(lambda name: withdrawn_until(history, name))

    def may_take_a_place(text: Text) -> bool:
        name = text.article.id
        is_in_force = knows[text.generation].live.get(name) == text.folder
        if text.generation is chosen:  # beside the one in force its segments hold what was there before a removal
            return text.is_version or (not is_in_force and has_lost_versions(name))
        return text.is_version or is_in_force

    def is_withdrawn(text: Text) -> bool:
        name, number = text.article.id, int(text.generation.name)
        if text.generation is chosen:
            return not text.is_version and int(text.folder) <= until(name)
        if number > last:
            return False
        is_replaced = not text.is_version and name in known.deleted.get(text.folder, ())
        has_all_versions = known.versions(name) is not None and not has_lost_versions(name)
        return number <= until(name) or (is_replaced and has_all_versions)  # else it would be one of these

    found, withdrawn = dict[str, dict[int, Choice]](), dict[str, str]()
    for text in all_texts(knows):
        name = text.article.id
        if not sought(name) or not may_take_a_place(text):
            continue
        if is_withdrawn(text):
            withdrawn[name] = text.generation.name
            continue
        _put(text, found.setdefault(name, {}), kept=text.is_version and text.generation is chosen)
    return Found({name: [*of_article.values()] for name, of_article in found.items()}, withdrawn)


def _put(text: Text, of_article: dict[int, Choice], kept: bool) -> None:
    """Put a text among those of its article, by what they say."""
    content = content_of(text.article)
    if content not in of_article:
        about = text.article.issued, text.generation.name, text.is_version, kept
        of_article[content] = Choice(text.number, content, *about)
    elif kept:
        of_article[content] = of_article[content]._replace(is_version=True, kept=True)
