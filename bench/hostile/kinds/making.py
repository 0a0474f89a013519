"""What makes hostile files: each repeats, numbers or nests something up to any size."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from itertools import cycle, islice, product

Make = Callable[[int], bytes]


def repeated(unit: str, before: str = "", behind: str = "") -> Make:
    """Files that repeat ``unit`` up to a size."""
    return lambda size: (before + unit * max(1, size // len(unit.encode())) + behind).encode()


def numbered(unit: str, before: str = "", behind: str = "") -> Make:
    """Files that repeat ``unit``, which has a number at ``{}``, up to a size."""

    def make(size: int) -> bytes:
        return (before + "".join(unit.format(n) for n in range(max(1, size // (len(unit) + 3)))) + behind).encode()

    return make


def named(unit: str, before: str = "", behind: str = "") -> Make:
    """Files that repeat ``unit``, which has a new name at each ``{}``, up to a size."""

    def make(size: int) -> bytes:
        letters = product("abcdefghijklmnopqrst", repeat=4)
        names = islice(letters, max(1, size // (len(unit.encode()) + 2)))
        return (before + "".join(unit.replace("{}", "".join(name).capitalize()) for name in names) + behind).encode()

    return make


def mixed(units: list[str], before: str = "", behind: str = "") -> Make:
    """Files that repeat several units in turn up to a size."""
    each = sum(len(unit.encode()) for unit in units) / len(units)
    return lambda size: (before + "".join(islice(cycle(units), max(1, int(size / each)))) + behind).encode()


def zipped(make: Make) -> Make:
    """Such files compressed; sizes are those of what is inside."""
    return lambda size: gzip.compress(make(size), 1)


def nested(opening: str, closing: str, before: str = "", inner: str = "") -> Make:
    """Files that nest ``opening`` and ``closing`` up to a size."""

    def make(size: int) -> bytes:
        depth = max(1, size // (len(opening) + len(closing)))
        return (before + opening * depth + inner + closing * depth).encode()

    return make


PROSE = "The mayor said on Friday that the ferry would not sail before the storm had passed the harbour. "
