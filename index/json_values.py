"""JSON that an archive holds: read where it is what Morgue writes, for an archive may be a stranger's.

A *kind* says what a value may be, and looks as the value does:

    str, bool, dict     a value of this type
    int                 a whole number from 0 to ``LARGEST``
    float               a number, whole or not, from -``LARGEST`` to ``LARGEST``
    [kind]              a list of any length
    (kind, kind)        a list of these
    {str: kind}         an object of any names
    Named({"a": …, "b?": …})   an object of these names and no others; "b" may be absent
"""

from __future__ import annotations

import json
from typing import Any, NoReturn, TypeAlias

LARGEST = 1 << 63
Kind: TypeAlias = Any


class Named:
    """The kind of an object of certain names."""

    def __init__(self, kinds: dict[str, Kind]) -> None:
        """``kinds`` by name; behind the name of what may be absent is a question mark."""
        self.kinds = {name.removesuffix("?"): kind for name, kind in kinds.items()}
        self.needed = {name for name in kinds if not name.endswith("?")}


def parsed(content: bytes | str, kind: Kind, place: object = "it") -> Any:
    """The value in JSON, in UTF-8, if it is of this kind. Raises ``ValueError``, which may name the ``place`` of it."""
    text = content if isinstance(content, str) else content.decode("utf-8", "surrogatepass")
    try:
        value = _DECODER.decode(text)
    except RecursionError as error:
        raise ValueError(f"{place} has brackets within brackets, too deep") from error
    except ValueError as error:
        raise ValueError(f"{place} is not JSON: {error}") from error
    if not is_of(value, kind):
        raise ValueError(f"{place} says what Morgue does not write")
    return value


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


_DECODER = json.JSONDecoder(parse_constant=_refuse)


def is_of(value: Any, kind: Kind) -> bool:
    """Whether a value is of a kind."""
    if kind is int:
        return type(value) is int and 0 <= value <= LARGEST
    if kind is float:
        return type(value) in (int, float) and -LARGEST <= value <= LARGEST
    if isinstance(kind, type):
        return type(value) is kind
    if isinstance(kind, list):
        return type(value) is list and _are_of(value, kind[0])
    if isinstance(kind, tuple):
        return type(value) is list and len(value) == len(kind) and all(map(is_of, value, kind))
    if isinstance(kind, Named):
        return type(value) is dict and _has_names(value, kind)
    return type(value) is dict and _are_of([*value.values()], kind[str])


def _are_of(values: list[Any], kind: Kind) -> bool:
    """``is_of`` for all; of strings, a million of which an archive may have, in a twentieth of the time."""
    if isinstance(kind, type) and kind not in (int, float):
        return set(map(type, values)) <= {kind}
    return all(is_of(value, kind) for value in values)


def _has_names(value: dict[str, Any], kind: Named) -> bool:
    kinds = kind.kinds
    for name, each in value.items():
        wanted = kinds.get(name)
        if wanted is str and type(each) is str:  # as most are, and articles are read by the dozen
            continue
        if wanted is None or not is_of(each, wanted):
            return False
    return kind.needed <= value.keys()
