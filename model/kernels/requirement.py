"""What a component asks for: its strength, its support tail, its size over the months, its cost.

Kernels, like `model.kernels.rotation`: numpy in, numpy out, a leading case axis, months second. A strength
that nobody has published is NaN here, and everything that rests on it with it.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from model.kernels.arrays import ROUNDING, Array, Numbers


def deployed_strength(*, strength_troops: Numbers, support_per_deployed: Numbers = 0.0) -> Numbers:
    """Return the troops in theatre with the support behind them (troops, broadcasts).

    >>> deployed_strength(strength_troops=4_000, support_per_deployed=0.5)
    6000.0
    """
    return strength_troops * (1 + support_per_deployed)


def monthly_shares(profile: Mapping[int, Array], *, horizon_months: int) -> Array:
    """Return the share of the strength in each month, (cases, months); (1, 1) of ones without a profile.

    A share holds from its month until the next one given; before the first it is 1. Month 1 is the first.

    >>> monthly_shares({2: np.array([0.5]), 4: np.array([0.0])}, horizon_months=5).tolist()
    [[1.0, 0.5, 0.5, 0.0, 0.0]]
    """
    if not profile:
        return np.ones((1, 1))
    cases = max(share.size for share in profile.values())
    shares = np.ones((cases, horizon_months))
    for month in sorted(profile):
        shares[:, month - 1 :] = profile[month][:, np.newaxis]
    return shares


def total(troops: Sequence[Array]) -> Array:
    """Return the sum over components, 0 for none; NaN where a part is not known, never a partial sum.

    >>> total([np.array([1.0, 2.0]), np.array([3.0, np.nan])]).tolist()
    [4.0, nan]
    """
    return np.asarray(sum(troops, start=np.zeros(1)))


def peak_month(by_month: Sequence[Array]) -> Array:
    """Return the month, from 0, in which these components together are strongest (cases, 1).

    The first, if there are several. What is not known counts as nothing here.

    >>> peak_month([np.array([[1.0, 3.0, 3.0]]), np.array([[1.0]])]).tolist()
    [[1]]
    """
    known = total([np.nan_to_num(troops) for troops in by_month])
    return np.argmax(np.atleast_2d(known), axis=1)[:, np.newaxis]


def in_month(by_month: Array, month: Array) -> Array:
    """Return the troops of each case in its month (cases,); what does not vary over the months is itself.

    >>> in_month(np.array([[1.0, 3.0, 3.0]]), np.array([[1]])).tolist()
    [3.0]
    """
    if by_month.shape[1] == 1:
        return by_month[:, 0]
    cases = max(len(by_month), len(month))
    months = by_month.shape[1]
    return np.take_along_axis(np.broadcast_to(by_month, (cases, months)), np.broadcast_to(month, (cases, 1)), axis=1)[
        :, 0
    ]


def mean_multiplier(tied_up: Array, deployed: Array, multipliers: Sequence[Array]) -> Array:
    """Return the troops tied up for each one deployed; where no size says so, the components' one multiplier.

    NaN where the size is not known, or nothing is deployed, and the components rotate differently.

    >>> mean_multiplier(np.array([np.nan, 6.0]), np.array([np.nan, 2.0]), [np.array([4.0, 3.0])]).tolist()
    [4.0, 3.0]
    """
    mean = ratio(tied_up, deployed)
    if not multipliers:
        return mean
    each = np.stack(np.broadcast_arrays(*multipliers, mean)[:-1])
    is_one = (each == each[0]).all(axis=0)
    return np.where(np.isnan(mean) & is_one, each[0], mean)


def ratio(numerator: Array, denominator: Array) -> Array:
    """Return numerator over denominator, NaN where the denominator is not above zero (broadcasts).

    >>> ratio(np.array([4.0, 0.0]), np.array([2.0, 0.0])).tolist()
    [2.0, nan]
    """
    above, below = np.broadcast_arrays(numerator, denominator)
    return np.divide(above, below, out=np.full(above.shape, np.nan), where=below > 0)


def shortfall(*, needed_troops: Array, placed_troops: Array) -> Array:
    """Return how many of the troops needed nobody carries, never below 0; what rounding leaves is 0 (broadcasts).

    >>> shortfall(needed_troops=np.array([10.0, 5.0]), placed_troops=np.array([8.0, 5.0])).tolist()
    [2.0, 0.0]
    """
    missing = needed_troops - placed_troops
    return np.where(missing > ROUNDING * np.abs(needed_troops), missing, np.where(np.isnan(missing), np.nan, 0.0))


def margin(*, capacity_troops: Array, needed_troops: Array) -> Array:
    """Return how many more troops could be kept up than are needed; what rounding leaves is 0 (broadcasts).

    >>> margin(capacity_troops=np.array([8.0]), needed_troops=np.array([10.0])).tolist()
    [-2.0]
    """
    spare = capacity_troops - needed_troops
    return np.where(np.abs(spare) <= ROUNDING * np.abs(needed_troops), 0.0, spare)
