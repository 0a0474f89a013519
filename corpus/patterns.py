"""Regular expressions with Unicode's classes, matched with Python's lock held.

The package ``regex`` gives the lock up at each match of a string. A match of ours takes a microsecond, and to have the
lock back may take as long as another thread's turn, which is 5 ms.
"""

from __future__ import annotations

from functools import partial

import regex

IGNORECASE, VERBOSE, DOTALL = regex.IGNORECASE, regex.VERBOSE, regex.DOTALL
FoundText = regex.Match[str]


class Expression:
    """A compiled expression, with those methods of ``regex.Pattern`` that are used here."""

    def __init__(self, expression: str, flags: int = 0) -> None:
        it = regex.compile(expression, flags)
        self.match = partial(it.match, concurrent=False)
        self.fullmatch = partial(it.fullmatch, concurrent=False)
        self.search = partial(it.search, concurrent=False)
        self.findall = partial(it.findall, concurrent=False)
        self.finditer = partial(it.finditer, concurrent=False)
        self.split = partial(it.split, concurrent=False)
        self.sub = partial(it.sub, concurrent=False)


class BytesExpression:
    """The same for bytes."""

    def __init__(self, expression: bytes, flags: int = 0) -> None:
        it = regex.compile(expression, flags)
        self.match = partial(it.match, concurrent=False)
        self.search = partial(it.search, concurrent=False)
