"""Rotation: how many troops are in the cycle for each one deployed, and how they divide.

Kernels: numpy in, numpy out, broadcasting over cases, the last axis; months and troops throughout. They read nothing
and hold nothing. All assume a steady state: equal groups relieving one another for ever. `model.kernels.schedule`
works out a rotation month by month, in whole units.
"""

from collections.abc import Sequence

import numpy as np

from model.kernels.arrays import Array, Numbers, ratio


def dwell_months_at_ratio(*, dwell_ratio: Numbers, tour_months: Numbers, mobilisation_months: Numbers = 0.0) -> Numbers:
    """Return the months at home that a deploy-to-dwell ratio of 1:n asks for (months, broadcasts).

    The ratio counts all the time away, so a reservist's call-up lengthens the dwell too.

    >>> dwell_months_at_ratio(dwell_ratio=2, tour_months=6)
    12.0
    """
    return dwell_ratio * (tour_months + mobilisation_months)


def deploy_to_dwell_ratio(
    *, dwell_months: Numbers, tour_months: Numbers, mobilisation_months: Numbers = 0.0
) -> Numbers:
    """Return n of deploy-to-dwell 1:n (dimensionless, broadcasts).

    >>> deploy_to_dwell_ratio(dwell_months=16, tour_months=4)
    4.0
    """
    return dwell_months / (tour_months + mobilisation_months)


def away_months(*, tour_months: Numbers, mobilisation_months: Numbers = 0.0, transit_months: Numbers = 0.0) -> Numbers:
    """Return the months of a cycle that are not spent at home (months, broadcasts).

    Args:
        tour_months: months in theatre, overlap included (broadcasts, as all others do).
        mobilisation_months: months for which a reservist is called up, neither deployed nor at home.
        transit_months: months of travel in a cycle, out and home.

    >>> away_months(tour_months=6, transit_months=1)
    7.0
    """
    return mobilisation_months + transit_months + tour_months


def cycle_months(*, dwell_months: Numbers, **away: Numbers) -> Numbers:
    """Return the months from one departure to the next (months, broadcasts); `away` as `away_months` takes them.

    >>> cycle_months(tour_months=6, dwell_months=24)
    30.0
    """
    return away_months(**away) + dwell_months


def rotation_multiplier(
    *, tour_months: Numbers, dwell_months: Numbers, overlap_months: Numbers = 0.0, **others: Numbers
) -> Numbers:
    """Return how many troops are in the cycle for each one kept deployed (dimensionless, broadcasts).

    The relief is in theatre for the last `overlap_months` of a tour, so only the rest of the tour adds to the deployed
    strength. Lord Dannatt's figures of 2025 come to two to three months at home for each month away, that is 3 to 4.

    Args:
        tour_months: months in theatre, overlap included (broadcasts, as all others do).
        dwell_months: months at home between two tours.
        overlap_months: months at the end of a tour in which the relief is in theatre too; fewer than the tour.
        others: the other months away, as `away_months` takes them.

    >>> rotation_multiplier(tour_months=6, dwell_months=18)
    4.0
    """
    return cycle_months(tour_months=tour_months, dwell_months=dwell_months, **others) / (tour_months - overlap_months)


def mean_multiplier(tied_up: Array, deployed: Array, multipliers: Sequence[Array]) -> Array:
    """Return the troops tied up for each one deployed (dimensionless, broadcasts).

    Where the size is not known, or nothing is deployed, the multiplier that all components share; NaN if they differ.

    >>> mean_multiplier(np.array([np.nan, 6.0]), np.array([np.nan, 2.0]), [np.array([4.0, 3.0])]).tolist()
    [4.0, 3.0]
    """
    mean = ratio(tied_up, deployed)
    if not multipliers:
        return mean
    stacked = np.stack(np.broadcast_arrays(*multipliers, mean)[:-1])
    is_one = (stacked == stacked[0]).all(axis=0)
    return np.where(np.isnan(mean) & is_one, stacked[0], mean)


def tied_up_phases(
    *,
    deployed_troops: Numbers,
    tour_months: Numbers,
    dwell_months: Numbers,
    overlap_months: Numbers = 0.0,
    mobilisation_months: Numbers = 0.0,
    transit_months: Numbers = 0.0,
    preparation_months: Numbers = 0.0,
    recovery_months: Numbers = 0.0,
) -> dict[str, Numbers]:
    """Return the troops in each phase of the cycle (troops, broadcast); they add up to the troops tied up exactly.

    Each phase holds the troops deployed, times its months, over the months of a tour that count.
    `resting` is the dwell left between recovery and preparation.

    Args:
        deployed_troops: troops kept deployed (broadcasts, as all others do).
        tour_months: months in theatre, overlap included.
        dwell_months: months at home between two tours; at least preparation and recovery together.
        overlap_months: months at the end of a tour in which the relief is in theatre too; fewer than the tour.
        mobilisation_months: months for which a reservist is called up, neither deployed nor at home.
        transit_months: months of travel in a cycle, out and home.
        preparation_months: months of the dwell spent in training for the tour.
        recovery_months: months of the dwell that are leave after the tour.

    >>> phases = tied_up_phases(deployed_troops=10_000, tour_months=6, dwell_months=18, preparation_months=6)
    >>> {phase: float(troops) for phase, troops in phases.items() if troops}
    {'deployed': 10000.0, 'resting': 20000.0, 'preparing': 10000.0}
    """
    resting_months = dwell_months - preparation_months - recovery_months
    troops_per_month = deployed_troops / (tour_months - overlap_months)
    return {
        "deployed": deployed_troops,
        "handing_over": troops_per_month * overlap_months,
        "in_transit": troops_per_month * transit_months,
        "mobilised": troops_per_month * mobilisation_months,
        "recovering": troops_per_month * recovery_months,
        "resting": troops_per_month * resting_months,
        "preparing": troops_per_month * preparation_months,
    }


def dwell_months_allowed(
    *,
    pool_troops: Numbers,
    deployed_troops: Numbers,
    tour_months: Numbers,
    overlap_months: Numbers = 0.0,
    **others: Numbers,
) -> Array:
    """Return the months at home that a pool allows while it keeps a force deployed (months, broadcasts).

    Below zero the pool cannot keep the force up at all, even with nobody at home. NaN where nothing is deployed:
    then any dwell is allowed.

    Args:
        pool_troops: troops that rotate (broadcasts, as all others do).
        deployed_troops: troops kept deployed.
        tour_months: months in theatre, overlap included.
        overlap_months: months at the end of a tour in which the relief is in theatre too.
        others: the other months away, as `away_months` takes them.

    >>> float(dwell_months_allowed(pool_troops=46, deployed_troops=23, tour_months=12))
    12.0
    """
    away = away_months(tour_months=tour_months, **others)
    return np.asarray((tour_months - overlap_months) * ratio(pool_troops, deployed_troops) - away)


def tours_served(
    *, deployed_troops: Numbers, troop_months: Numbers, tour_months: Numbers, overlap_months: Numbers = 0.0
) -> Array:
    """Return the tours served while a force stands: its troop-months over a tour's, at least one each (tours).

    One person may serve more than one tour. `troop_months` is the sum of the troops deployed in each month; with a
    constant force, troops times months.

    >>> float(tours_served(deployed_troops=64_000, troop_months=64_000 * 24, tour_months=6))
    256000.0
    """
    return np.maximum(deployed_troops, troop_months / (tour_months - overlap_months))
