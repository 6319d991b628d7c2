"""The types that kernels share: arrays, or numbers that broadcast against them; the rounding error; a ratio."""

import math
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


def added(terms: Counts, axis: int = 0) -> Array:
    """Return the sum of (…, cases) along an axis, each case's terms in turn.

    numpy adds the terms of a single case in pairs. Here a case has one sum, to the bit, however many stand beside it.

    >>> one = np.array([[1.0], [2**-53], [2**-53]] + 7 * [[0.0]])
    >>> added(one).tolist() == added(np.hstack([one, one])).tolist()[:1]
    True
    """
    if math.prod(terms.shape[axis + 1 :]) > 1 and terms.strides[-1]:
        return np.asarray(np.ascontiguousarray(terms).sum(axis=axis))
    sums = np.repeat(terms[..., :1], 2, axis=-1).sum(axis=axis)[..., :1]
    return np.broadcast_to(sums, (*sums.shape[:-1], terms.shape[-1]))


def einsum(subscripts: str, *operands: NDArray[Any]) -> Array:
    """Return numpy's `einsum` over cases, the subscript `c`, which adds each case's terms in turn; see `added`.

    >>> einsum("ic,ic->c", np.array([[1.0], [2.0]]), np.array([[True], [False]])).tolist()
    [1.0]
    """
    named = list(zip(subscripts.partition("->")[0].split(","), operands, strict=True))
    of_cases = [array for name, array in named if "c" in name]
    if any(array.shape[-1] > 1 and array.strides[-1] for array in of_cases):
        # in another layout numpy would add over another axis first
        rows = (np.ascontiguousarray(array) if "c" in name and array.strides[-1] else array for name, array in named)
        return np.asarray(np.einsum(subscripts, *rows))
    doubled = (np.repeat(array[..., :1], 2, axis=-1) if "c" in name else array for name, array in named)
    sums = np.einsum(subscripts, *doubled)[..., :1]
    return np.broadcast_to(sums, (*sums.shape[:-1], max(array.shape[-1] for array in of_cases)))
