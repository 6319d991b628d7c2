"""Requirement: a component's strength, support tail and size over the months; people trained.

Kernels, like `model.kernels.rotation`: numpy in, numpy out, a leading case axis, months second. A strength
that nobody has published is NaN here, and everything that rests on it with it.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from model.kernels.arrays import ROUNDING, Array, Numbers, Steps


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
    """Return the sum over components, 0 for none; NaN where a component is not known, never a partial sum.

    >>> total([np.array([1.0, 2.0]), np.array([3.0, np.nan])]).tolist()
    [4.0, nan]
    """
    return np.asarray(sum(troops, start=np.zeros(1)))


def peak_month(by_month: Sequence[Array]) -> Steps:
    """Return the month, from 0, in which these components together are strongest (cases, 1).

    The first, if there are several. An unknown strength counts as nothing here.

    >>> peak_month([np.array([[1.0, 3.0, 3.0]]), np.array([[1.0]])]).tolist()
    [[1]]
    """
    known = total([np.nan_to_num(troops) for troops in by_month])
    return np.argmax(np.atleast_2d(known), axis=1)[:, np.newaxis]


def in_month(by_month: Array, month: Steps) -> Array:
    """Return the troops of each case in its month (cases,).

    >>> in_month(np.array([[1.0, 3.0, 3.0]]), np.array([[1]])).tolist()
    [3.0]
    """
    if by_month.shape[1] == 1:
        return by_month[:, 0]
    cases = max(len(by_month), len(month))
    months, at = np.broadcast_to(by_month, (cases, by_month.shape[1])), np.broadcast_to(month, (cases, 1))
    return np.take_along_axis(months, at, axis=1)[:, 0]


def shortfall(*, needed_troops: Array, placed_troops: Array) -> Array:
    """Return the needed troops that no contributor carries, never below 0; rounding errors become 0 (broadcasts).

    >>> shortfall(needed_troops=np.array([10.0, 5.0]), placed_troops=np.array([8.0, 5.0])).tolist()
    [2.0, 0.0]
    """
    missing = needed_troops - placed_troops
    return np.where(missing > ROUNDING * np.abs(needed_troops), missing, np.where(np.isnan(missing), np.nan, 0.0))


def margin(*, capacity_troops: Array, needed_troops: Array) -> Array:
    """Return the troops that could be kept up beyond the need; rounding errors become 0 (broadcasts).

    >>> margin(capacity_troops=np.array([8.0]), needed_troops=np.array([10.0])).tolist()
    [-2.0]
    """
    spare = capacity_troops - needed_troops
    return np.where(np.abs(spare) <= ROUNDING * np.abs(needed_troops), 0.0, spare)


def trained_per_month(*, trainers: Numbers, trainees_per_trainer: Numbers, course_months: Numbers) -> Numbers:
    """Return the people trained in a month, one course following another (people a month, broadcasts).

    `trainees_per_trainer` counts the trainees in a course at one time. No course fails, waits or stands half empty.

    >>> trained_per_month(trainers=1_000, trainees_per_trainer=2, course_months=4)
    500.0
    """
    return trainers * trainees_per_trainer / course_months
