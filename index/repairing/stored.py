"""The articles that a damaged archive is built anew of, and their earlier versions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from corpus.article import Article, Unreadable
from index.archive.manifest import EARLIER, SEGMENTS
from index.repairing.plan import Plan
from index.repairing.texts import all_texts
from index.store.sorting import content_of, each_once


def articles_in(plan: Plan) -> Iterator[Article | Unreadable]:
    """The articles that can be read, segment by segment; then those that are lost, and what is shown for these."""
    for text in all_texts([plan.chosen], [SEGMENTS]):
        if plan.known.live.get(text.article.id) == text.folder:
            yield text.article
    yield from plan.lost
    for text in all_texts(plan.generations) if plan.shown else ():
        if remark := plan.shown.get(text.number):
            article = text.article
            shown = replace(article, remarks=(*article.remarks, remark))
            yield shown.with_quotes(article.quotes, article.statements)


def versions_in(plan: Plan) -> Iterator[Article]:
    """The earlier versions that can be read, each that says the same once, but for those that are shown; those of an
    article as they came."""
    return each_once(version for version in _versions(plan) if content_of(version) != plan.read.get(version.id))


def _versions(plan: Plan) -> Iterator[Article]:
    for text in all_texts([plan.chosen], [EARLIER]):
        if text.article.id not in plan.versions:
            yield text.article
    numbers = set(chain.from_iterable(plan.versions.values()))
    yield from (text.article for text in all_texts(plan.generations) if text.number in numbers) if numbers else ()
