"""Arrays as they are on disk."""

from __future__ import annotations

import math
import mmap
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index.arrays.growing_file import naming

# Of numbers in one or two dimensions, as https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html has it.
HEADER = re.compile(
    rb"\x93NUMPY\x01\x00..\{'descr': '(?P<dtype>[<|][biuf][1248])', 'fortran_order': False, "
    rb"'shape': \((?P<rows>\d{1,15}),(?: (?P<columns>\d{1,15}))?\), \} *\n",
    re.DOTALL,
)


def mapped(path: Path) -> npt.NDArray[Any]:
    """The array in a file that ``save`` wrote, read only, in memory as it is touched; also after the file is gone from
    its folder.

    A plain ``ndarray``: kernels are called sooner with it than with a ``memmap``. Raises ``OSError`` or ``ValueError``.
    Not by ``np.load``, which has Python parse each header: with the thirty files of a segment that was most of what
    opening an archive took.
    """
    with path.open("rb") as file:
        content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    header = HEADER.match(content)
    if header is None:
        raise ValueError(f"{path} has not the header of an array that Morgue writes")
    shape = tuple(int(length) for length in header.group("rows", "columns") if length is not None)
    return np.frombuffer(content, header["dtype"].decode(), math.prod(shape), header.end()).reshape(shape)


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
