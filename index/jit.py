"""How kernels are compiled: once, cached on disk, and without holding Python's lock while they run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba

_njit: Any = numba.njit  # its overloads want options spelled out
Function = TypeVar("Function", bound=Callable[..., Any])


def kernel(function: Function) -> Function:
    """``function`` compiled by Numba when it is first called. Divisions by zero are NumPy's: no error.

    The machine code is kept beside the source file or, where that cannot be written, in the user's cache; where neither
    can, it is compiled anew in each process.
    """
    return _compiled(function)


def inlined(function: Function) -> Function:
    """A small kernel that becomes part of those that call it, so that arrays are not counted on each call."""
    return _compiled(function, forceinline=True)


def _compiled(function: Function, **options: bool) -> Function:
    try:
        return cast("Function", _njit(cache=True, nogil=True, error_model="numpy", **options)(function))
    except RuntimeError:  # no folder to keep it in
        return cast("Function", _njit(nogil=True, error_model="numpy", **options)(function))
