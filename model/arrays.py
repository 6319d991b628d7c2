"""The types that kernels share: arrays with a leading case axis, or plain numbers that broadcast against them."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float64]
Numbers: TypeAlias = Array | float
