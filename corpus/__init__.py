"""The first room: files and folders in, articles out, and a report of what could not be read."""

from corpus.article import Article, Part, Source, Unreadable
from corpus.parallel import cores, read_all
from corpus.quotes import Quote, extract
from corpus.reading import read, size

__all__ = ["Article", "Part", "Quote", "Source", "Unreadable", "cores", "extract", "read", "read_all", "size"]
