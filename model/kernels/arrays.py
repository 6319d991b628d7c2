"""The types that kernels share: arrays, or numbers that broadcast against them; the rounding error; a ratio."""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float64]
Numbers: TypeAlias = Array | float
Counts: TypeAlias = NDArray[np.number[Any]]
"""Whole units (integers) or plain troops (floats)."""
Steps: TypeAlias = NDArray[np.int64]
"""Whole steps of the schedule, a month or a day each."""

ROUNDING = 1e-9
"""The largest difference that floating point leaves between numbers that are equal."""


def ratio(numerator: Numbers, denominator: Numbers) -> Array:
    """Return numerator over denominator, NaN where the denominator is not above zero (broadcasts).

    >>> ratio(np.array([4.0, 0.0]), np.array([2.0, 0.0])).tolist()
    [2.0, nan]
    """
    above, below = np.asarray(numerator, float), np.asarray(denominator, float)
    if (below > 0).all():
        return np.asarray(above / below)
    above, below = np.broadcast_arrays(above, below)
    return np.divide(above, below, out=np.full(above.shape, np.nan), where=below > 0)
