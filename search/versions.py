"""An article and its earlier versions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from corpus.article import DATES, Article
from search.archive import Archive
from search.errors import NoSuchVersion


@dataclass(frozen=True)
class Version:
    """One version of an article, as it was: the one with this ``number`` among the ``earlier`` ones, which are in the
    order of publication and numbered from 1 on; or, where that is 0, the newest."""

    article: Article
    number: int
    earlier: tuple[Article, ...]

    def as_json(self) -> dict[str, Any]:
        """Plain JSON values: those of the article; its number as ``version``, None of the newest; and of each of the
        ``versions`` before the newest when it was published and revised, and its source."""
        listed = [
            {
                "version": number,
                **{name: when.isoformat() if (when := getattr(each, name)) else None for name in DATES},
                "source": str(each.source),
            }
            for number, each in enumerate(self.earlier, start=1)
        ]
        return {**self.article.as_json(), "version": self.number or None, "versions": listed}


def version_of(archive: Archive, identifier: str, number: int = 0) -> Version:
    """An article's version of this number. Raises ``NoSuchArticle`` or ``NoSuchVersion``."""
    article, earlier = archive.article(identifier), archive.versions(identifier)
    if not number:
        return Version(article, 0, earlier)
    if number > len(earlier):
        raise NoSuchVersion(identifier, number, len(earlier))
    return Version(earlier[number - 1], number, earlier)
