"""Arrays as they are on disk."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index.arrays.growing_file import naming
from index.arrays.types import UInt8s

# Of numbers in one or two dimensions, as https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html has it.
HEADER = re.compile(
    rb"\x93NUMPY\x01\x00..\{'descr': '(?P<dtype>[<|][biuf][1248])', 'fortran_order': False, "
    rb"'shape': \((?P<rows>\d{1,15}),(?: (?P<columns>\d{1,15}))?\), \} *\n",
    re.DOTALL,
)


def array_of(content: UInt8s, path: Path) -> npt.NDArray[Any]:
    """The array in the content of a file that ``save`` wrote, read only. Raises ``ValueError``.

    Not by ``np.load``, which has Python parse each header: with the thirty files of a segment that was most of what
    opening an archive took.
    """
    about = header_of(content, path)
    return np.frombuffer(content, about.dtype, math.prod(about.shape), about.size).reshape(about.shape)


class Header(NamedTuple):
    """What stands before the numbers of an array in a file: their type and how many they are; ``size`` in bytes."""

    dtype: str
    shape: tuple[int, ...]
    size: int


def header_of(content: UInt8s | bytes, path: Path) -> Header:
    """The header of the file at ``path``, of which this is at least the beginning. Raises ``ValueError``."""
    found = HEADER.match(content.data if isinstance(content, np.ndarray) else content)
    if found is None:
        raise ValueError(f"{path} has not the header of an array that Morgue writes")
    shape = tuple(int(length) for length in found.group("rows", "columns") if length is not None)
    return Header(found["dtype"].decode(), shape, found.end())


def save(path: Path, *arrays: npt.NDArray[Any]) -> None:
    """Write arrays as one into a new file, their rows one after another.

    Not by ``np.save``: that lets C's library write, and does not hear of it where the disk refuses the last bytes.
    """
    shape = (sum(map(len, arrays)), *arrays[0].shape[1:])
    about = {"descr": np.lib.format.dtype_to_descr(arrays[0].dtype), "fortran_order": False, "shape": shape}
    with naming(path), path.open("wb") as file:
        np.lib.format.write_array_header_1_0(file, about)
        for array in arrays:
            file.write(np.ascontiguousarray(array).data)


class Pieces:
    """A growing array of numbers: they come several at a time, which takes half the time that ``array.array`` needs."""

    def __init__(self, dtype: type[np.generic]) -> None:
        self._dtype = dtype
        self._pieces: list[npt.NDArray[Any]] = [np.empty(0, dtype)]

    def add(self, numbers: Iterable[int], count: int = -1) -> None:
        """Put ``numbers`` behind those before; sooner if it is said how many they are."""
        self._pieces.append(np.fromiter(numbers, self._dtype, count))

    def whole(self) -> npt.NDArray[Any]:
        """All of them."""
        return np.concatenate(self._pieces)


def narrow(found: npt.NDArray[np.integer[Any] | np.floating[Any]]) -> npt.NDArray[np.unsignedinteger[Any]]:
    """The same whole numbers, 0 or more, in as few bytes as they need."""
    return found.astype(np.min_scalar_type(int(found.max(initial=0))))
