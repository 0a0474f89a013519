"""Binary search among sorted terms, as kernels over the two arrays of a dictionary."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from index.arrays.jit import kernel
from index.arrays.types import UInt8s

Offsets = npt.NDArray[np.uint32] | npt.NDArray[np.uint64]


@kernel
def start_of(offsets: Offsets, ordinal: int) -> int:
    """Where a term starts, signed, because in Numba an unsigned and a signed integer add up to a float."""
    return int(np.int64(offsets[ordinal]))


@kernel
def find(blob: UInt8s, offsets: Offsets, term: bytes | UInt8s) -> int:
    """The ordinal of a term, or -1."""
    ordinal = seek(blob, offsets, term, False, 0, len(offsets) - 1)
    if ordinal == len(offsets) - 1 or start_of(offsets, ordinal + 1) - start_of(offsets, ordinal) != len(term):
        return -1
    return ordinal if precedes(blob, offsets, ordinal, term, True) else -1


@kernel
def seek(blob: UInt8s, offsets: Offsets, term: bytes | UInt8s, beyond: bool, first: int, last: int) -> int:
    """The first ordinal from ``first`` on that ``precedes`` does not hold for, or ``last``."""
    while first < last:
        middle = (first + last) >> 1
        if precedes(blob, offsets, middle, term, beyond):
            first = middle + 1
        else:
            last = middle
    return first


@kernel
def precedes(blob: UInt8s, offsets: Offsets, ordinal: int, term: bytes | UInt8s, beyond: bool) -> bool:
    """Whether the term of ``ordinal`` is less than ``term`` or, with ``beyond``, begins with it."""
    start = start_of(offsets, ordinal)
    length = start_of(offsets, ordinal + 1) - start
    for i in range(min(length, len(term))):
        if blob[start + i] != term[i]:
            return bool(blob[start + i] < term[i])
    return beyond or length < len(term)
