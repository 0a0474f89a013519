"""The one definition of a token, for articles and queries alike."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from corpus.patterns import VERBOSE, Expression

#: What an exact form begins with in the index, beside the stem at the same position: ``=prices`` and ``price``.

# Letters with no decomposition that readers type without their strokes.
STROKES = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i", "ħ": "h"})
WORD = Expression(
    r"""
    \p{L}\p{M}*(?:\.\p{L}\p{M}*)+(?![\p{L}\p{M}\p{N}])             # U.S., a.m.: single letters and full stops
    | [\p{L}\p{N}][\p{L}\p{M}\p{N}]*                               # a word or a number
      (?:['’ʼ＇][\p{L}\p{N}][\p{L}\p{M}\p{N}]*                     # don't, O'Neill
        |(?<=\p{N})[.,](?=\p{N})[\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*   # 4.2, 1,000
    """,
    VERBOSE,
)
LONGEST_TERM = 100  # code points kept of a token; longer ones are machine text, and Whoosh's limit is in bytes


@dataclass(frozen=True, slots=True)
class Token:
    """``form`` is the folded word as written; ``start`` and ``end`` delimit the word in the text it stands in,
    half-open, in code points."""

    form: str
    start: int
    end: int

    @property
    def stem(self) -> str:
        """The form's Snowball stem."""
        return stem(self.form)


def tokens(text: str) -> list[Token]:
    """The tokens of ``text`` in order: words and numbers, folded; punctuation is none.

    A token is a run of letters, digits and their marks; apostrophes hold within a word, points and commas
    within a number, points between single letters. No word is left out as too common: phrases need them all.

    >>> [token.form for token in tokens("The mayor's 1,000 cafés, U.S. style")]
    ['the', 'mayor', '1,000', 'cafes', 'us', 'style']
    """
    return [Token(form, *found.span()) for found in WORD.finditer(text) if (form := fold(found.group()))]


@lru_cache(maxsize=1 << 20)
def fold(word: str) -> str:
    """``word`` without case, diacritics, possessive ending or the points of an acronym."""
    folded = word.casefold().replace("’", "'").replace("ʼ", "'").replace("＇", "'")
    if not folded.isascii():
        decomposed = unicodedata.normalize("NFD", folded).translate(STROKES)
        folded = "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()
    if "." in folded and not any(char.isdigit() for char in folded):
        folded = folded.replace(".", "")
    return folded.removesuffix("'s")[:LONGEST_TERM]


@cache
def _stemmer() -> Any:
    from nltk.stem.snowball import EnglishStemmer  # noqa: PLC0415 - NLTK takes 0.1 s to import

    return EnglishStemmer()


@lru_cache(maxsize=1 << 20)
def stem(form: str) -> str:
    """The stem of a folded word by the Snowball (Porter2) stemmer for English; numbers stay as they are."""
    return str(_stemmer().stem(form)) if form.isalpha() or "'" in form else form
