"""How kernels are compiled: once, cached on disk, and without holding Python's lock while they run.

A kernel is a function over arrays in the part of Python that Numba compiles. Numba is imported when the first kernel is
called. A process that asks one question of a small archive is done sooner without: ``interpreted``, kernels run as the
Python they are written in.
"""

from __future__ import annotations

import hashlib
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache, wraps
from pathlib import Path
from typing import Any, TypeVar, cast

import numpy as np

Function = TypeVar("Function", bound=Callable[..., Any])

ROOMS = ("index", "search", "bench", "tests")
_lock = threading.RLock()
_waiting: dict[Callable[..., Any], tuple[Callable[..., Any], dict[str, bool]]] = {}
_made: dict[Callable[..., Any], Callable[..., Any]] = {}
_in_place = False


@contextmanager
def interpreted() -> Iterator[None]:
    """Have kernels run as Python in this thread, unless some are called as machine code already."""
    before = _thread.interprets
    _thread.interprets = before or not _in_place
    try:
        yield
    finally:
        _thread.interprets = before


def interpret() -> None:
    """Have kernels run as Python in all threads of this process, for good. None may be compiled already."""
    _Thread.interprets = True


def interprets() -> bool:
    """Whether kernels run as Python in this thread."""
    return _thread.interprets


class _Thread(threading.local):
    interprets = False


_thread = _Thread()


def kernel(function: Function) -> Function:
    """``function``, compiled by Numba with all other kernels when the first is called.

    Divisions by zero are NumPy's: no error. The machine code is kept beside the source file or, where that cannot be
    written, in the user's cache, until a kernel changes; where neither can, it is compiled anew in each process.
    """

    @wraps(function)
    def first(*arguments: Any) -> Any:
        if _thread.interprets:
            with np.errstate(over="ignore"):  # integers wrap around, as in compiled code
                return function(*arguments)
        return _compile_all()[first](*arguments)

    _waiting[first] = function, {}
    return cast("Function", first)


def inlined(function: Function) -> Function:
    """A small kernel that becomes part of those that call it, in which arrays are not counted: it makes none.

    Numba would count references to arrays, atomically, on each call and for each view of them, which made looking up
    phrases take 1.2 times as long. What must be counted, an array that is made or given back, it refuses to compile.
    """

    @wraps(function)
    def first(*arguments: Any) -> Any:
        return function(*arguments) if _thread.interprets else _compile_all()[first](*arguments)

    _waiting[first] = function, {"forceinline": True, "_nrt": False}
    return cast("Function", first)


def _compile_all() -> dict[Callable[..., Any], Callable[..., Any]]:
    """Put compiled kernels in the place of all that wait: each is compiled for its arguments when it is called."""
    global _in_place  # noqa: PLW0603 - one for all
    with _lock:
        _in_place = True
        _put_in_place(_make_all())
        return _made


def _make_all() -> dict[Callable[..., Any], Callable[..., Any]]:
    with _lock:
        _made.update({first: _compiled(*_waiting[first]) for first in _waiting.keys() - _made.keys()})
        return _made


def _put_in_place(made: dict[Callable[..., Any], Callable[..., Any]]) -> None:
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in ROOMS:
            for variable, value in list(vars(module).items()):
                if callable(value) and value.__hash__ and value in made:
                    setattr(module, variable, made[value])


def are_kept(room: str) -> bool:
    """Whether machine code for this processor is kept on disk of each kernel of ``room`` that is imported."""
    kernels = [made for made in _make_all().values() if made.__module__.partition(".")[0] == room]
    return all(map(_is_kept, kernels))


def _is_kept(made: Any) -> bool:
    with suppress(AttributeError):  # where there is no folder to keep it in
        processor = made.targetctx.codegen().magic_tuple()
        return any(key[1] == processor for key in made._cache._cache_file._load_index())
    return False


_compiling: tuple[float, float | None] = 0.0, None  # seconds that are over, and when what goes on began


def time_compiling() -> float:
    """The seconds that this process has spent compiling so far, in whichever thread: all wait for what one compiles."""
    over, began = _compiling
    return over if began is None else over + time.monotonic() - began


@cache
def _listen() -> None:
    from numba.core import event  # noqa: PLC0415

    within: list[object] = []  # Numba compiles in one thread at a time, what a kernel calls within it

    class Listener(event.Listener):
        """Hears of what is not kept on disk yet."""

        def on_start(self, started: object) -> None:
            global _compiling  # noqa: PLW0603 - one for all
            if not within:
                _compiling = _compiling[0], time.monotonic()
            within.append(started)

        def on_end(self, _ended: object) -> None:
            global _compiling  # noqa: PLW0603 - one for all
            within.pop()
            if not within:
                _compiling = time_compiling(), None

    event.register("numba:compile", Listener())


def _compiled(function: Callable[..., Any], options: dict[str, bool]) -> Callable[..., Any]:
    import numba  # noqa: PLC0415 - takes longer to import than a small archive takes to search

    _listen()
    compile_: Any = numba.njit
    try:
        made: Any = compile_(cache=True, nogil=True, error_model="numpy", **options)(function)
    except RuntimeError:  # no folder to keep it in
        return cast("Callable[..., Any]", compile_(nogil=True, error_model="numpy", **options)(function))
    if not hasattr(made, "_cache"):  # NUMBA_DISABLE_JIT is set
        return function
    # Numba takes machine code for good while the kernel's own file is as it was, whatever became of those it calls.
    kept = made._cache._cache_file
    kept._source_stamp = kept._source_stamp, _digest_of_kernels()
    return cast("Callable[..., Any]", made)


@cache
def _digest_of_kernels() -> str:
    """SHA-256 of the source files that have kernels of the archive."""
    here = Path(__file__).parents[2]
    sources = (path.read_bytes() for room in ("index", "search") for path in sorted((here / room).rglob("*.py")))
    return hashlib.sha256(
        b"".join(source for source in sources if any(sign in source for sign in (b"\n@kernel", b"\n@inlined")))
    ).hexdigest()
