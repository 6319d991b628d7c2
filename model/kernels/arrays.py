"""The types that kernels share: arrays with a leading case axis, or plain numbers that broadcast against them."""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float64]
Numbers: TypeAlias = Array | float
Counts: TypeAlias = NDArray[Any]
"""Whole units (integers) or plain troops (floats)."""
Steps: TypeAlias = NDArray[np.int64]
"""Whole steps of the schedule, a month or a day each."""

ROUNDING = 1e-9
"""The largest difference that floating point leaves between numbers that are equal."""
