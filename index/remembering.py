"""Answers that an object remembers, for as long as it is there."""

from __future__ import annotations

from collections.abc import Callable
from functools import _lru_cache_wrapper, lru_cache
from typing import TypeVar
from weakref import WeakMethod

Answer = TypeVar("Answer")


def remembering(method: Callable[..., Answer], most: int | None = None) -> _lru_cache_wrapper[Answer]:
    """A method that remembers its last ``most`` answers, or all. Arguments are hashable and given by position.

    What remembers does not keep the method's object, for that would be a reference cycle: a generation that nobody asks
    any more gives its memory back at once, not when Python next looks for cycles. ``cache_clear`` forgets all.
    """
    owned = WeakMethod(method)

    def ask(*arguments: object) -> Answer:
        bound = owned()
        assert bound, "asked of an object that is gone"
        return bound(*arguments)

    return lru_cache(most)(ask)
