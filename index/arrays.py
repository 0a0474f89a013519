"""Arrays as they are on disk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt


def mapped(path: Path) -> npt.NDArray[Any]:
    """The array in a ``.npy`` file, read only, in memory as it is touched; also after the file is gone from its folder.

    A plain ``ndarray``: kernels are called sooner with it than with a ``memmap``. Raises ``OSError`` or ``ValueError``.
    """
    found: npt.NDArray[Any] = np.load(path, mmap_mode="r", allow_pickle=False)
    return found.view(np.ndarray)


def narrow(found: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """The same whole numbers, 0 or more, in as few bytes as they need."""
    return found.astype(np.min_scalar_type(int(found.max(initial=0))))
