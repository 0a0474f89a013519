"""What an editor takes for the same: ``synonyms.txt`` in the archive's folder, applied to queries.

# a line each; case, diacritics and endings make no difference
UK, United Kingdom, Britain
Burma => Myanmar              # who asks for the first is answered with the second
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

import whoosh.query

from corpus.patterns import Expression
from index import TEXT_FIELDS, SettingsError
from index.fields import EVERYWHERE, EXACT
from index.small_files import read_edited
from index.text.analysis import parts, tokens
from index.text.stemming import stem_of
from search.query.small_words import COMMON_WORDS, is_small
from search.query.tree import Query, any_of, is_pattern, parted

SYNONYMS_FILE = "synonyms.txt"
MOST_NAMES, LONGEST_NAME = 50, 8  # in a line; words
MOST_MEANINGS = 500_000  # 50 names in a line stand for each other 2,500 times; in memory, 90 MB
COMMENT = Expression(r"(?:^|\s)#.*")
COMMA = Expression(r"(?<!\\),")
REMEDY = "write names with commas between, as: UK, United Kingdom, Britain – or: Burma => Myanmar"
Words = tuple[str, ...]
Term: TypeAlias = whoosh.query.Term
Named: TypeAlias = Term | whoosh.query.Phrase


@dataclass(frozen=True, eq=False)
class Synonyms:
    """``names``: by the stems of a name, all names that are looked for in its place, as folded words."""

    names: Mapping[Words, tuple[Words, ...]] = field(default_factory=dict)

    @cached_property
    def longest(self) -> int:
        """Words of the longest name."""
        return max(map(len, self.names), default=0)


NO_SYNONYMS = Synonyms()
logger = logging.getLogger("morgue")


def load_synonyms(path: Path) -> Synonyms:
    """The synonyms in the file at ``path``; none where there is no file. Raises ``SettingsError`` or
    ``OSError``."""
    found: dict[Words, dict[Words, None]] = {}
    left = MOST_MEANINGS
    for number, line in enumerate((read_edited(path) or "").splitlines(), start=1):
        try:
            for name, others in _meant(COMMENT.sub("", line).strip(), left):
                found.setdefault(tuple(map(stem_of, name)), {}).update(dict.fromkeys(others))
                left -= len(others)
        except ValueError as error:
            raise SettingsError(f"{path}, line {number}: {error}; {REMEDY}") from error
    return Synonyms({stems: tuple(others) for stems, others in found.items()})


class SynonymsFile:
    """A file of synonyms, read again when it changes; one with a fault then leaves those before in force."""

    def __init__(self, path: Path) -> None:
        """Raises ``SettingsError`` or ``OSError``."""
        self._path = path
        self._state = self._seen()
        self._synonyms = load_synonyms(path)

    def current(self) -> Synonyms:
        """What the file says now, or last said without a fault. Safe for threads."""
        if (state := self._seen()) != self._state:
            self._state = state
            try:
                self._synonyms = load_synonyms(self._path)
            except (SettingsError, OSError) as error:
                logger.warning("%s; going on with the synonyms before", error)
        return self._synonyms

    def version(self) -> str:
        """What changes whenever the file does."""
        return "-".join(map(str, self._seen() or ()))

    def _seen(self) -> tuple[int, int, int] | None:
        try:
            found = self._path.lstat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino


def _meant(line: str, most: int) -> Iterator[tuple[Words, list[Words]]]:
    """What each name of a line stands for, ``most`` others for all together. Raises ``ValueError``."""
    if not line:
        return
    left, arrow, right = line.partition("=>")
    if "=>" in right:
        raise ValueError("there are two arrows")
    names = _names(left)
    others = _names(right) if arrow else names
    if not arrow and len(names) < 2:  # noqa: PLR2004
        raise ValueError(f"{line!r} is one name, and means nothing else")
    if len(names) * len(others) > most:
        raise ValueError(f"up to here names stand for others over {MOST_MEANINGS:,} times")
    for name in names:
        yield name, [name, *(other for other in others if other != name)] if not arrow else others


def _names(text: str) -> list[Words]:
    names = []
    for name in COMMA.split(text):
        words = tuple(token.form for token in tokens(name.replace("\\,", ",")))
        if not words:
            raise ValueError(f"{name.strip()!r} between commas has no word")
        if len(words) > LONGEST_NAME:
            raise ValueError(f"{name.strip()!r} has more than {LONGEST_NAME} words")
        names.append(words)
    if len(names) > MOST_NAMES:
        raise ValueError(f"there are more than {MOST_NAMES} names")
    return list(dict.fromkeys(names))


def with_synonyms(query: Query, synonyms: Synonyms, text: str) -> Query:
    """``query``, read from ``text``, with each name that has synonyms as any of them: ``(uk OR "united kingdom")``.

    What is asked for in this very form (``=UK``), as a pattern, or within a longer phrase stays as it is.
    """
    q = whoosh.query
    if not synonyms.names:
        return query
    match query:
        case q.Term() | q.Phrase():
            return _either(query, _words(query, text), synonyms)
        case q.And() | q.Or():
            return type(query)(_distinct(_members(query, synonyms, text)), boost=query.boost)
        case _:
            return query.apply(lambda child: with_synonyms(child, synonyms, text))


def _words(query: Query, text: str) -> Words:
    """The words of a node that may have synonyms; none of one that may not."""
    if getattr(query, "fieldname", None) not in (EVERYWHERE, *TEXT_FIELDS):
        return ()
    if type(query) is whoosh.query.Term:
        return () if is_small(query, text) or query.text.startswith(EXACT) else parts(query.text)
    if type(query) is whoosh.query.Phrase and query.slop == 1:
        given = any(word.startswith(EXACT) or is_pattern(word) for word in query.words)
        return () if given else tuple(parted(query.words))
    return ()


def _either(query: Named, words: Words, synonyms: Synonyms) -> Query:
    names = synonyms.names.get(tuple(map(stem_of, words)), ()) if words else ()
    if not names:
        return query
    others = [_node(query, name) for name in names if not _same(words, name)]
    return any_of([query, *others] if len(others) < len(names) else others)


def _same(words: Words, name: Words) -> bool:
    """Whether they are one name but for endings."""
    return list(map(stem_of, words)) == list(map(stem_of, name))


def _node(like: Named, name: Words) -> Query:
    if len(name) == 1:
        return whoosh.query.Term(like.fieldname, name[0], boost=like.boost)
    return whoosh.query.Phrase(like.fieldname, list(name), boost=like.boost)


def _distinct(queries: Iterable[Query]) -> list[Query]:
    found: dict[object, Query] = {}
    for query in queries:
        found.setdefault(_key(query), query)
    return list(found.values())


def _key(query: Query) -> object:
    if type(query) is whoosh.query.Term:
        return query.fieldname, query.text, query.boost
    if type(query) is whoosh.query.Phrase:
        return query.fieldname, tuple(query.words), query.slop, query.boost
    return id(query)


def _members(group: whoosh.query.And | whoosh.query.Or, synonyms: Synonyms, text: str) -> Iterator[Query]:
    """The members of a group, each as any of its synonyms; words one behind the other that are one name, as one.

    In a group of which any is enough, synonyms are members as any other.
    """
    q, children, at = whoosh.query, list(group.children()), 0
    while at < len(children):
        length, found = _run(group, children[at:], synonyms, text)
        found = found if length > 1 else with_synonyms(found, synonyms, text)
        inner = type(group) is q.Or and type(found) is q.Or and type(children[at]) is not q.Or
        yield from found.children() if inner else [found]
        at += length


def _terms_like(first: Term, children: list[Query]) -> Iterator[Term]:
    """Those plain words at the beginning of ``children`` that are asked for where the first is."""
    for child in children:
        if not isinstance(child, Term) or child.fieldname != first.fieldname or child.boost != 1.0:
            return
        yield child


def _run(
    group: whoosh.query.And | whoosh.query.Or, children: list[Query], synonyms: Synonyms, text: str
) -> tuple[int, Query]:
    first = children[0]
    if not isinstance(first, Term):
        return 1, first
    whole = list(_terms_like(first, children))
    for length in range(min(synonyms.longest, len(whole)), 1, -1):
        run = whole[:length]
        words = tuple(parted(word.text for word in run))
        names = synonyms.names.get(tuple(map(stem_of, words)))
        if names and not all(is_small(word, text) for word in run):
            telling = [word for word in run if word.text not in COMMON_WORDS] or run
            others = [_node(first, name) for name in names if not _same(words, name)]
            made: Query = telling[0] if len(telling) == 1 else type(group)(telling)
            kept = [made] if len(others) < len(names) else []
            return length, any_of([*kept, *others])
    return 1, first
