"""Types of arrays, as signatures name them."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

UInt64s = npt.NDArray[np.uint64]
UInt8s = npt.NDArray[np.uint8]
UInt32s = npt.NDArray[np.uint32]
Int32s = npt.NDArray[np.int32]
Int64s = npt.NDArray[np.int64]
Float32s = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]
Integer: TypeAlias = Any  # int64 in compiled code, which no checker follows
