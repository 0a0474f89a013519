"""One word, several spellings: what the archive's texts write for "email", "J K", "F16" or "1 043" as well."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Protocol, TypeAlias, TypeGuard
from unicodedata import normalize

import whoosh.query

from corpus.patterns import Expression
from index.fields import EVERYWHERE, EXACT
from index.text.analysis import parts
from index.text.inflections import other_forms
from index.text.stemming import stem_of
from search.query.language import MOST_WORDS, words_in
from search.query.small_words import COMMON_WORDS
from search.query.tree import Alternatives, Query, is_pattern
from search.request import Match

Given: TypeAlias = frozenset[tuple[str, ...]]  # a field and words, each
MOST_SPELLINGS = 8  # of a word or a phrase
MOST_JOINED = 4  # words that are one
MIXED = Expression(r"(?=\D*\d)(?=\d*\D)(?!\d+(?:s|st|nd|rd|th)$)[\p{L}\p{M}\d.]+")
RUN = Expression(r"[\p{L}\p{M}]+(?!(?<=\d)s$)|\d+(?:\.\d+)*(?:s$)?")
MOST_RUNS = 4  # of letters and digits by turns: "B2B", "H5N1"
# What texts part from the name behind it, and never a word before what else begins so.
PREFIXED = Expression(r"(mac|mc|o')(\p{L}{3,})")
INITIALS = Expression(r"(\p{L}{1,2}(?: \p{L})*) (\p{L})(s?)")  # Ph D, B Bs
TIME = Expression(r"(\d{1,2})[. ]([0-5]\d) ?([ap]m)?")
AND_WITHIN = Expression(r"(\p{L}+)'n'(\p{L}+)")  # rock'n'roll
INITIAL, NUMBER = Expression(r"\p{L}\p{M}*"), Expression(r"\d{1,3}(?: \d{3})+")
PARTS_OF = {sign: tuple(normalize("NFKC", sign).split("\u2044")) for sign in "¼½¾⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"}
FRACTIONS = {numbers: sign for sign, numbers in PARTS_OF.items()}
ARTICLES = frozenset(["a", "an", "the"])  # "a-long" in one text does not make "a long" mean "along"


class Lexicon(Protocol):
    """What ``index.archive.generation.Collection`` knows of words."""

    def splits(self, form: str) -> list[tuple[str, ...]]:
        """The parts in which texts write a word."""

    def knows(self, form: str) -> bool:
        """Whether any text has a form of this word."""

    def has(self, form: str) -> bool:
        """Whether any text has this form."""


def with_spellings(query: Query, match: Match, lexicon: Lexicon) -> Query:
    """``query`` with those other spellings of its words that the archive has; as it is where these are too many, so
    that what it is read as can be asked."""
    spelled = _with_spellings(query, match, lexicon, frozenset())
    return spelled if words_in(spelled) <= MOST_WORDS else query


def _with_spellings(query: Query, match: Match, lexicon: Lexicon, given: Given) -> Query:
    """The same; but for spellings that are ``given`` beside it already."""
    q = whoosh.query
    match query:
        case q.Term() if type(query) is q.Term and not query.text.startswith(EXACT):
            return _any_of(query, [query.text], lexicon, given)
        case q.Phrase() if not any(word.startswith(EXACT) or is_pattern(word) for word in query.words):
            return _any_of(query, query.words, lexicon, given)
        case q.And() | q.Or():
            if isinstance(query, q.Or):
                sequences = frozenset(_sequence(child) for child in query.children())
                if _are_one(sequences):  # as it was read before, or as somebody means it
                    return query
                given |= sequences
            query = _apart(query, match, lexicon)
            children = _joined(query, lexicon, given)
            return type(query)([_with_spellings(child, match, lexicon, given) for child in children], boost=query.boost)
        case Alternatives():
            return query
        case _:
            return query.apply(lambda child: _with_spellings(child, match, lexicon, given))


def _any_of(
    query: whoosh.query.Term | whoosh.query.Phrase, words: Sequence[str], lexicon: Lexicon, given: Given
) -> Query:
    """A word or a phrase, or any other spelling of it."""
    q = whoosh.query
    field, slop = query.fieldname, getattr(query, "slop", 1)
    every = (each for each in _every_spelling(words, lexicon) if len(each) == 1 or not _has_exact(each))
    spellings = {_named(field, each): each for each in islice(every, MOST_SPELLINGS)}
    others = [
        q.Term(field, *each, boost=query.boost) if len(each) == 1 else q.Phrase(field, [*each], slop, query.boost)
        for name, each in spellings.items() if name not in given | {_sequence(query)}
    ]  # fmt: skip
    return Alternatives([query, *others]) if others else query


def _every_spelling(words: Sequence[str], lexicon: Lexicon) -> Iterator[tuple[str, ...]]:
    """The spellings of a phrase, and of initials as one or several of them: B&B, B&Bs."""
    yield from _spellings(words, lexicon)
    if found := INITIALS.fullmatch(" ".join(words)):
        last = found[2] if found[3] else found[2] + "s"
        if lexicon.has(last):
            yield from _spellings((*words[:-1], last), lexicon)


def _has_exact(words: Iterable[str]) -> bool:
    return any(word.startswith(EXACT) for word in words)


def _named(field: str, words: Iterable[str]) -> tuple[str, ...]:
    return (field, *(stem_of(word.removeprefix(EXACT)) for word in words))


def _sequence(query: Query) -> tuple[str, ...]:
    """The field of a word, a phrase or several words, and the stems of these; empty for another node."""
    q = whoosh.query
    if isinstance(query, q.And):
        first, *others = map(_sequence, query.children())
        return (*first, *(part for word in others for part in word[1:]))
    if isinstance(query, q.Phrase) or type(query) is q.Term:
        words = query.words if isinstance(query, q.Phrase) else [query.text]
        return _named(query.fieldname, (part for word in words for part in parts(word)))
    return ()


def _are_one(sequences: Given) -> bool:
    """Whether they are several spellings of one word."""
    wholes = {(each[0], "".join(each[1:])) for each in sequences if each}
    return len(sequences) > 1 and () not in sequences and len(wholes) == 1


def _spellings(words: Sequence[str], lexicon: Lexicon, begun: bool = False) -> Iterator[tuple[str, ...]]:
    """The words of a phrase, in every combination of their spellings; ``begun`` says whether the first one goes on with
    what may be one word."""
    if not words:
        yield ()
        return
    goes_on = len(words) > 1 and is_one(words[:2])
    for taken, first in _first_spellings(words, lexicon, 1 if begun else _size_of_any(words, lexicon)):
        for others in _spellings(words[taken:], lexicon, goes_on and taken == 1):
            yield (*first, *others)


def _size_of_one(words: Sequence[str]) -> int:
    """How many words at the beginning may be one, whatever they are."""
    return next((size for size in range(min(len(words), MOST_JOINED), 1, -1) if is_one(words[:size])), 1)


def _size_of_any(words: Sequence[str], lexicon: Lexicon) -> int:
    """The same; and any two are one where texts have them so, "health care". Not where any word will do: rare spellings
    would then weigh more than their words ("highspeed"; nDCG@10 on Cranfield would be .383 and not .389)."""
    one = _size_of_one(words)
    if one > 1 or len(words) < 2 or not COMMON_WORDS.isdisjoint(words[:2]):  # noqa: PLR2004
        return one
    if AND_WITHIN.fullmatch(whole := "'".join(words[:3])) and lexicon.has(whole):
        return 3
    if all(map(str.isdecimal, words[:2])):  # 1/2 is not 12
        return one
    both = "".join(words[:2])
    elided = len(words[0]) == 1 and lexicon.has("'".join(words[:2]))  # O Leary
    return 2 if both.replace(".", "").isalnum() and (elided or _has_one_of(both, lexicon)) else 1


def _has_one_of(whole: str, lexicon: Lexicon) -> bool:
    """Whether texts have a word, or one of several such. Not all that has its stem: "turner ed" is no turner."""
    return lexicon.has(whole) or (whole.endswith("s") and not whole.endswith("ss") and lexicon.has(whole[:-1]))


def _first_spellings(words: Sequence[str], lexicon: Lexicon, size: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """How many words at the beginning of a phrase may be spelled how; the first ``size`` may be one."""
    several = parts(words[0])
    yield 1, several
    if len(several) > 1:
        yield from ((1, each) for each in _contractions(several) if all(map(lexicon.knows, each)))
    else:
        yield from ((1, split) for split in _splits(words[0], lexicon))
        yield from ((1, each) for each in other_forms(words[0]) if _has_all(each, lexicon))
    if size > 1 and lexicon.knows("".join(words[:size])):
        yield size, ("".join(words[:size]),)
    others = (*_fractions(words), *_times(words))
    yield from ((taken, each) for taken, each in others if all(map(lexicon.has, each)))


def _has_all(words: Sequence[str], lexicon: Lexicon) -> bool:
    return all(lexicon.has(word[1:]) if word.startswith(EXACT) else lexicon.knows(word) for word in words)


def _fractions(words: Sequence[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """How many words at the beginning are a fraction, and how its sign is written: "1", "2" as ½; "7", "1", "2" and
    "7-1", "2" as 7½ and 7 ½."""
    for taken in range(2, min(len(words), 3) + 1):
        several = [part for word in words[:taken] for part in parts(word)]
        sign, whole = FRACTIONS.get(tuple(several[-2:])), several[:-2]
        if sign and not whole:
            yield taken, (sign,)
        elif sign and len(whole) == 1 and whole[0].isdecimal():
            yield from ((taken, (whole[0] + sign,)), (taken, (whole[0], sign)))


def _times(words: Sequence[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """How many words at the beginning are a time of day, and how it is written: "10.30", "7:30pm", "7.30 p.m."."""
    for taken in range(min(len(words), 3), 0, -1):
        if found := TIME.fullmatch(" ".join(words[:taken])):
            hour, minute, half = found[1], found[2], found[3] or ""
            spelled = {(f"{hour}.{minute}{half}",), (hour, minute + half)}
            spelled |= {(f"{hour}.{minute}", half), (hour, minute, half)} if half else set()
            yield from ((taken, each) for each in sorted(spelled))
            return


def _contractions(several: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Two or three parts with some of them joined: "up", "to", "date" as "uptodate", "upto date", "up todate"."""
    yield from [("".join(several),)] if len(several) <= MOST_JOINED else []
    if len(several) == 3:  # noqa: PLR2004
        first, second, third = several
        yield from ((first + second, third), (first, second + third))


def _splits(word: str, lexicon: Lexicon) -> Iterator[tuple[str, ...]]:
    """The parts in which texts write a word; "F16" also where letters and digits meet."""
    for several in lexicon.splits(word):
        if all(map(INITIAL.fullmatch, several)) or not (several[0] in ARTICLES or COMMON_WORDS.issuperset(several)):
            yield several
    if MIXED.fullmatch(word):
        yield from (each for each in _cut(RUN.findall(word)) if all(map(lexicon.knows, each)))
    if (found := PREFIXED.fullmatch(word)) and all(map(lexicon.knows, several := (found[1].strip("'"), found[2]))):
        yield several
    if (numbers := PARTS_OF.get(word[-1])) and (word[:-1].isdecimal() or not word[:-1]):
        yield from [(word[:-1], *numbers), (word[:-1], word[-1])] if len(word) > 1 else [numbers]
    if found := AND_WITHIN.fullmatch(word):
        yield from ((found[1], between, found[2]) for between in ("n", "and"))


def _cut(runs: list[str]) -> Iterator[tuple[str, ...]]:
    """``runs`` that are one word, in two words and more: "h5 n1", "h 5n1", …"""
    if len(runs) > MOST_RUNS:
        return
    for cuts in range(1, 1 << (len(runs) - 1)):
        words = [runs[0]]
        for n, run in enumerate(runs[1:]):
            if cuts >> n & 1:
                words.append(run)
            else:
                words[-1] += run
        yield tuple(words)


def is_one(words: Sequence[str]) -> bool:
    """Whether words that spaces part may be one: a person's initials, a number, "F 16"."""
    if all(map(INITIAL.fullmatch, words)) or NUMBER.fullmatch(" ".join(words)):
        return True
    return len(words) == 2 and words[0].isalpha() and words[1].isdecimal()  # noqa: PLR2004


def _apart(
    query: whoosh.query.And | whoosh.query.Or, match: Match, lexicon: Lexicon
) -> whoosh.query.And | whoosh.query.Or:
    """A group of words that no operator joins, with those that hyphens join as the single words that they are, or as
    one word where texts write that: a phrase would count for more than its words, and miss those who write them apart.
    Not where a reader gave both spellings."""
    q, kind = whoosh.query, whoosh.query.And if match == "all" else whoosh.query.Or
    children = list(query.children())
    if type(query) is not kind or len(children) < 2:  # noqa: PLR2004
        return query
    given = {child.text for child in children if type(child) is q.Term}
    found: list[Query] = []
    for child in children:
        if not _is_hyphenated(child) or (whole := "".join(parts(child.text))) in given:
            found.append(child)
            continue
        words: list[Query] = [q.Term(EVERYWHERE, part, boost=child.boost) for part in parts(child.text)]
        one = [q.Term(EVERYWHERE, whole, boost=child.boost)] if lexicon.knows(whole) else []
        found += [Alternatives([q.And(words), *one])] if one and match == "all" else [*words, *one]
    return kind(found, boost=query.boost)


def _is_hyphenated(query: Query) -> TypeGuard[whoosh.query.Term]:
    return type(query) is whoosh.query.Term and query.fieldname == EVERYWHERE and "-" in query.text


def _joined(query: Query, lexicon: Lexicon, given: Given) -> list[Query]:
    """The children of a conjunction or disjunction, with neighbours that may be one word also as that."""
    children = list(query.children())
    found: list[Query] = []
    while children:
        words, together = _plain_words(children), isinstance(query, whoosh.query.Or)
        texts = [word.text for word in words]
        size = (_size_of_one(texts) if together else _size_of_any(texts, lexicon)) if words else 1
        first, children = children[:size], children[size:]
        whole = "".join(word.text for word in words[:size])
        if size > 1 and _named(words[0].fieldname, [whole]) not in given and lexicon.knows(whole):
            one = whoosh.query.Term(words[0].fieldname, whole)
            found += [*first, one] if together else [Alternatives([whoosh.query.And(first), one])]
        else:
            found += first
    return found


def _plain_words(nodes: Sequence[Query]) -> list[whoosh.query.Term]:
    """The first of ``nodes``, as many as are words in the same field."""
    found: list[whoosh.query.Term] = []
    for node in nodes[:MOST_JOINED]:
        if not (type(node) is whoosh.query.Term and node.boost == 1.0 and not node.text.startswith(EXACT)):
            break
        if found and found[0].fieldname != node.fieldname:
            break
        found.append(node)
    return found
