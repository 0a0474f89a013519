"""What an archive holds, in numbers."""

from __future__ import annotations

from datetime import date

from index.archive.generation import Generation
from index.archive.report import count_unreadable
from index.columns.columns import count_said
from index.columns.labels import count_labels
from index.document import NO_DAY
from search.answers import Stats


def stats(generation: Generation) -> Stats:
    """What a generation holds."""
    articles = generation.articles
    days = articles.columns.day[articles.live]
    dated = days[days != NO_DAY]
    return Stats(
        articles=len(generation),
        **count_said(generation.quotes.columns, generation.quotes.live),
        first=date.fromordinal(int(dated.min())) if dated.size else None,
        last=date.fromordinal(int(dated.max())) if dated.size else None,
        undated=len(days) - len(dated),
        words=int(sum(articles.length(name) for name in ("headline", "deck", "body", "captions"))),
        sections=dict(count_labels(articles.columns.facets["section"], articles.live)),
        unreadable=count_unreadable(generation.report),
        generation=generation.folder.name,
        built=generation.built,
    )
