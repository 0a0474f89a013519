"""The texts of an archive that can be read, in whatever generation, and those of an article that has lost some."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import count
from typing import NamedTuple

from corpus.article import Article
from index.archive.manifest import EARLIER, SEGMENTS
from index.repairing.known import Known
from index.repairing.remains import Remains, folders_in, stored_in
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
    """One of the texts of an article that has lost some: its number; what it says; when that was published; the
    generation it stands in first; whether it is an earlier version, ``kept`` by the generation in force."""

    number: int
    content: int
    published: date | datetime | None
    generation: str
    is_version: bool
    kept: bool


def choices(
    chosen: Remains,
    knows: Mapping[Remains, Known],
    sought: Callable[[str], bool],
    has_lost_versions: Callable[[str], bool],
) -> dict[str, list[Choice]]:
    """The texts of the articles that are ``sought``, by their ids, as they came, each that says the same once; without
    those that the ``chosen`` generation has in force, and those that were withdrawn by it. ``knows``: what each
    generation knows."""
    found: dict[str, dict[int, Choice]] = {}
    for text in all_texts(knows):
        name = text.article.id
        if not sought(name) or not _counts(text, chosen, knows, has_lost_versions):
            continue
        content, kept = content_of(text.article), text.is_version and text.generation is chosen
        of_article = found.setdefault(name, {})
        before = of_article.get(content)
        if before is None:
            about = text.article.published, text.generation.name, text.is_version, kept
            of_article[content] = Choice(text.number, content, *about)
        elif kept:
            of_article[content] = before._replace(is_version=True, kept=True)
    return {name: [*of_article.values()] for name, of_article in found.items()}


def _counts(
    text: Text, chosen: Remains, knows: Mapping[Remains, Known], has_lost_versions: Callable[[str], bool]
) -> bool:
    """Whether a text may take the place of a lost one: not if it is known to have been withdrawn.

    It was, where a generation after it has not its article, or fewer versions of it. And where a generation has lost no
    version, what its segments hold of the article beside the one in force is what was there before a removal.
    """
    name, its = text.article.id, knows[text.generation]
    if text.generation is chosen:
        return text.is_version or (its.live.get(name) != text.folder and has_lost_versions(name))
    if not text.is_version and its.live.get(name) != text.folder:
        return False
    first, last = int(text.generation.name), int(chosen.name)
    after = [known for it, known in knows.items() if first < int(it.name) <= last]
    return not any(_withdrew(known, name, its.versions(name)) for known in after)


def _withdrew(known: Known, name: str, before: int | None) -> bool:
    """Whether a generation is known to have fewer versions of an article than there were ``before``, or none at all."""
    now = known.versions(name)
    return not (known.unknown or name in known.live) or (now is not None and before is not None and now < before)
