"""Did you mean: for words the archive does not know, the likeliest that it does."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from index.text.analysis import Token, tokens
from index.text.stemming import stem_of
from search.errors import QueryError
from search.query.language import Reading
from search.query.small_words import COMMON_WORDS
from search.query.spellings import Lexicon, with_spellings
from search.query.transliteration import far_spellings, unlikeness
from search.query.tree import Query
from search.request import Match, SearchRequest
from search.time_limit import check

FEW_RESULTS = 5  # below which another spelling is looked for
SHORTEST_WORD = 4  # letters; shorter words are near to everything
DISTANCE = 2  # letters changed, added, dropped or swapped, where the first is right
MOST_TRIED = 12  # words of a query; in a vocabulary of a million, each takes 3 ms
# A known word is still taken for a slip where another one letter away stands in this many times more articles:
# on Reuters-21578 "goverment" stands in 8 and "government" in 2,127; real rare words have no such neighbour.
SLIP_RATIO = 50


class Vocabulary(Lexicon, Protocol):
    """What ``index.archive.generation.Collection`` knows of words and their likes."""

    def like(self, form: str, edits: int, prefix: int) -> set[str]:
        """The words that are at most so many edits away, and begin alike (``Dictionary.fuzzy``)."""

    def frequencies(self, forms: Iterable[str]) -> dict[str, int]:
        """In how many documents each of some words stands."""


def did_you_mean(text: str, lexicon: Vocabulary) -> str:
    """``text`` with its misspelt words replaced, or empty where there is nothing better."""
    corrected, tried = text, 0
    for token in reversed(tokens(text)):
        check()
        if tried == MOST_TRIED or not _is_tried(token.form) or _is_no_word(text, token):
            continue
        tried += 1
        if better := _better(token.form, lexicon):
            corrected = corrected[: token.start] + better + corrected[token.end :]
    return "" if corrected == text else corrected


def _is_no_word(text: str, token: Token) -> bool:
    """Whether it is a field, or part of a pattern or of an exact form."""
    before, behind = text[token.start - 1 : token.start], text[token.end : token.end + 2]
    return bool(set(before + behind[:1]) & set("*?~=") or (behind[:1] == ":" and behind[1:].strip()))


def _is_tried(form: str) -> bool:
    return len(form) >= SHORTEST_WORD and form.isalpha()


def _better(form: str, lexicon: Vocabulary) -> str:
    known = lexicon.frequencies([form])[form]
    frequencies = _frequencies(form, _close(form, lexicon), lexicon)
    if not frequencies and not known:
        farther = (lexicon.like(spelling, 1, 0) for spelling in far_spellings(form))
        near = lexicon.like(form, DISTANCE, 1).union(*farther)
        frequencies = _frequencies(form, near, lexicon)
    if max(frequencies.values(), default=0) <= known * SLIP_RATIO:
        return ""
    best = max(frequencies, key=lambda word: (-unlikeness(form, word), frequencies[word], word))
    return best if frequencies[best] > known * SLIP_RATIO else ""


def _close(form: str, lexicon: Vocabulary) -> set[str]:
    """The archive's words that are one letter away, or one spelling of a sound."""
    return lexicon.like(form, 1, 0) | far_spellings(form)


def _frequencies(form: str, words: set[str], lexicon: Vocabulary) -> dict[str, int]:
    others = {word for word in words - COMMON_WORDS if word.isalpha() and stem_of(word) != stem_of(form)}
    return {word: count for word, count in lexicon.frequencies(others).items() if count}


def suggestion(
    request: SearchRequest,
    read: Callable[[str, Match], Reading],
    lexicon: Vocabulary,
    count: Callable[[Query], int],
    found: int,
) -> str:
    """Another spelling of the query, if there are few results and it finds more: ``count`` says how many articles a
    tree of words finds."""
    better = did_you_mean(request.q, lexicon) if found < FEW_RESULTS else ""
    try:
        tree = better and with_spellings(read(better, request.match).tree, request.match, lexicon)
        more = tree and count(tree) > found
    except QueryError:
        more = False
    return better if more else ""
