"""The articles themselves, kept compressed beside the postings, so that nothing needs the source files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from corpus.article import DATES, LISTS, PART_BREAK, STRINGS, Article, PartField
from corpus.plain import SAID, with_texts
from index.arrays.files import Contents
from index.arrays.types import UInt8s
from index.document import other_texts
from index.errors import REMEDY, DamagedArchive
from index.json_values import LARGEST, Named, parsed
from index.remembering import remembering
from index.store.texts import TextReader
from index.store.wordsearch import Found, Sought, Word, WordSearch

CACHED_ARTICLES = 1024  # about 10 MB: to decode one takes half the time to show it as a hit


class Stored(NamedTuple):
    """An article as it is kept: its codes; the ``strings`` of its text; what is searched beside these."""

    article: Article
    codes: UInt8s
    strings: list[tuple[PartField, str]]
    others: list[tuple[str, str]]


class ArticleReader:
    """Reads articles by number: what ``index.document.article_document`` has kept of them. Safe for threads."""

    def __init__(self, folder: Path, files: Contents | None = None) -> None:
        """``files`` as for ``index.postings.segment.open_segment``."""
        self._texts = TextReader(folder, files)
        self._folder = folder
        self.words = WordSearch(self._texts.runs)
        self._stored = remembering(self._read, CACHED_ARTICLES)

    def __getitem__(self, number: int) -> Article:
        return self._article(number, self._texts[number])

    def searched(self, number: int, sought: Sought, read: Callable[[str], Word]) -> tuple[Stored, list[list[Found]]]:
        """An article, and what is found in each of its ``strings``, as by ``WordSearch.find``."""
        stored = self._stored(number)
        try:
            return stored, self.words.find(stored.codes, len(stored.strings), sought, read)
        except ValueError as error:
            raise self._unreadable(number) from error

    def _read(self, number: int) -> Stored:
        codes = self._texts.codes(number)
        article = self._article(number, self._texts.decoded(codes))
        return Stored(article, codes, article.strings, other_texts(article))

    def _article(self, number: int, record: bytes) -> Article:
        try:
            *texts, about, _ = record.decode("utf-8", "surrogatepass").split("\n")
            return article_of(texts, about)
        except ValueError as error:
            raise self._unreadable(number) from error

    def _unreadable(self, number: int) -> DamagedArchive:
        return DamagedArchive(f"{self._folder}: article {number} cannot be read; {REMEDY}")

    def __len__(self) -> int:
        return len(self._texts)


def article_of(texts: list[str], about: str) -> Article:
    """The article with these texts, of which ``about`` says the rest in JSON. Raises ``ValueError``."""
    record = parsed(about, ABOUT)
    said, length = (record.get(name, ()) for name in SAID), sum(map(len, texts)) + len(PART_BREAK) * (len(texts) - 1)
    if not all(_is_quote(quote, length) for quote in chain(*said)):
        raise ValueError("it has quotes that Morgue does not write")
    article = with_texts(record, texts)
    times = [when for when in (article.published, article.revised) if isinstance(when, datetime)]
    if not article.id or not all(when.tzinfo for when in times):
        raise ValueError("it has no id, or a time of no zone")
    return article


def _is_quote(quote: list[Any], length: int) -> bool:
    """Whether these are the values of a quote in a text of so many code points."""
    if tuple(map(type, quote)) not in QUOTES:
        return False
    start, end, _, _, speaker_start, speaker_end, *_, confidence, number, somebodys = quote
    return (
        0 <= start <= end <= length
        and 0 <= (speaker_start or 0) <= (speaker_end or 0) <= length
        and 0 <= confidence <= 1
        and 0 <= number <= LARGEST
        and 0 <= somebodys <= 1
    )


ABOUT = Named({
    "source": Named({"file": str, "position": str}),
    **{f"{name}?": str for name in DATES}, **{f"{name}?": [list] for name in SAID}, "texts": (bool, bool, int, int),
    **{f"{name}?": str for name in STRINGS if name != "id"}, **{f"{name}?": [str] for name in LISTS}, "id": str,
})  # fmt: skip
# The types of the values of a quote; kinds (index.json_values) would take four times as long.
QUOTES = {
    (int, int, str, str, *mention, str, str, str, confidence, int, somebodys)
    for mention in ((int, int), (type(None), type(None)))
    for confidence in (int, float)
    for somebodys in (int, float)
}
