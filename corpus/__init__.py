"""The first room: files and folders in, articles out, and a report of what could not be read.

What reads is imported from its module (``corpus.reading.files``, ``corpus.reading.parallel``,
``corpus.quotes.extract``): who searches starts sooner without.
"""

from corpus.article import Article, Part, Source, Unreadable
from corpus.quotes.quote import Quote

__all__ = ["Article", "Part", "Quote", "Source", "Unreadable"]
