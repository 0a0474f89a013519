"""Types of arrays, and of the numbers that kernels take and give, as signatures name them."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

UInt64s = npt.NDArray[np.uint64]
UInt8s = npt.NDArray[np.uint8]
UInt16s = npt.NDArray[np.uint16]
UInt32s = npt.NDArray[np.uint32]
Int32s = npt.NDArray[np.int32]
Int64s = npt.NDArray[np.int64]
Float32s = npt.NDArray[np.float32]
Float64s = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
# Of whatever width; int64 and float32 in most of compiled code. What that gives back is Python's own, and NumPy's where
# kernels run as Python.
Integer: TypeAlias = int | np.signedinteger[Any]
Number: TypeAlias = float | np.floating[Any]
Truth: TypeAlias = bool | np.bool_
Bits: TypeAlias = np.uint64  # a word of them
