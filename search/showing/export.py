"""All that was found, read one by one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from corpus.article import Article
from index.archive.generation import Generation
from index.arrays.types import Int32s
from index.document import quote_ids
from search.request import FoundQuote


def articles_of(generation: Generation, numbers: Int32s) -> Iterator[Article]:
    """The numbered articles, read when they are asked for."""
    for number in numbers:
        yield generation.article(int(number))


def quotes_of(generation: Generation, numbers: Int32s) -> Iterator[FoundQuote]:
    """The numbered quotes; an article of which several follow one another is read once for all of them."""
    columns = generation.quotes.columns.numbers
    for _, group in groupby(numbers, key=lambda number: int(columns["article"][number])):
        first = next(group)
        article, nth = generation.quote(int(first))
        identifiers = quote_ids(article)
        for each in (nth, *(int(columns["nth"][number]) for number in group)):
            yield FoundQuote(identifiers[each], article, article.said[each])


def ids_of(generation: Generation, numbers: Int32s) -> Iterator[str]:
    """The ids of the numbered articles."""
    return iter(generation.articles.ids_of(numbers))
