"""The first room: files and folders in, articles out, and a report of what could not be read.

What reads is imported from its module (``corpus.reading``, ``corpus.parallel``): who searches starts sooner without.
"""

from corpus.article import Article, Part, Source, Unreadable
from corpus.quotes import Quote, extract

__all__ = ["Article", "Part", "Quote", "Source", "Unreadable", "extract"]
