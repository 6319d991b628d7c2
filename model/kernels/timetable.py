"""Timetable: the steps at which a unit goes from one phase of its cycle to the next, and the units in each phase.

Kernels, like `model.kernels.schedule`: numpy in, numpy out. Every boundary of the cycle is a whole number of steps
from a unit's arrival in theatre, so every phase is a difference of two lags of the cumulative arrivals, and the phases
of a pool add up to it exactly.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from types import EllipsisType

import numpy as np

from model.kernels.arrays import ROUNDING, Array, Counts, Numbers, Steps
from model.kernels.rotation import away_months

UNIT_PHASES = (
    "deployed", "handing_over", "in_transit", "mobilised", "recovering", "resting", "preparing", "ready", "left",
)  # fmt: skip
"""The phases of a unit; it is in one of them at every step."""
AT_HOME = ("recovering", "resting", "preparing", "ready")
DAYS_IN_A_YEAR = 365
STEPS_PER_MONTH = {"month": 1.0, "day": DAYS_IN_A_YEAR / 12}


Place = slice | None | list[int] | tuple[int | EllipsisType | slice, ...]
"""An index of rows or cases."""


@dataclass(frozen=True)
class Timetable:
    """The boundaries of a cycle in whole steps (any shape): after an arrival, and before it.

    After it a unit is relieved (`relief`), has left theatre (`tour`), is at home (`home`), has had its leave
    (`recovered`), arrives again at the earliest (`cycle`, at the dwell floor) or at the dwell goal (`goal`). Before it
    a unit is on the way (`outbound`), called up (`called_up`), in preparation (`prepares`). `away` is the part of the
    cycle not spent at home.
    """

    relief: Steps
    tour: Steps
    home: Steps
    recovered: Steps
    cycle: Steps
    goal: Steps
    outbound: Steps
    called_up: Steps
    prepares: Steps
    away: Steps

    def at(self, place: Place) -> "Timetable":
        """Return the boundaries of some of the rows or cases."""
        return Timetable(*[getattr(self, field.name)[place] for field in fields(self)])

    @classmethod
    def stacked(cls, rows: Sequence["Timetable"]) -> "Timetable":
        """Return the boundaries of several rows in one, the rows first."""
        return cls(*[np.stack([getattr(row, field.name) for row in rows]) for field in fields(cls)])


def timetable(
    *,
    tour_months: Numbers,
    dwell_months: Numbers,
    dwell_floor_months: Numbers,
    overlap_months: Numbers,
    mobilisation_months: Numbers,
    transit_months: Numbers,
    preparation_months: Numbers,
    recovery_months: Numbers,
    steps_per_month: float,
) -> Timetable:
    """Return the boundaries of a cycle in whole steps (broadcasts); `relief` is 0 where a step is too long for it.

    Each boundary is rounded once, so that rounding errors do not add up over a cycle; and a cycle is no greater a
    multiple of the time in theatre than it is in months, so that rounding leaves no gap in a rotation. Half of the
    transit is on the way out; an odd step is travelled on the way home. At a floor too short for preparation and
    recovery both shrink in proportion.

    Args:
        tour_months: months in theatre, overlap included (broadcasts, as all other months do).
        dwell_months: months at home between two tours, the goal.
        dwell_floor_months: the least months at home; no more than the goal.
        overlap_months: months at the end of a tour in which the relief is in theatre too.
        mobilisation_months: months for which a reservist is called up, neither deployed nor at home.
        transit_months: months of travel in a cycle, out and home.
        preparation_months: months of the dwell spent in training for the tour.
        recovery_months: months of the dwell that are leave after the tour.
        steps_per_month: steps in a month, one number.
    """

    def whole(months: Numbers) -> Steps:
        return np.rint(np.asarray(months, float) * steps_per_month).astype(np.int64)

    in_theatre = np.asarray(tour_months - overlap_months, float)
    relief = whole(in_theatre)

    def whole_cycle(months: Numbers) -> Steps:
        in_proportion = months * np.divide(relief, in_theatre, out=np.zeros(relief.shape), where=in_theatre > 0)
        return np.minimum(whole(months), np.floor(in_proportion + ROUNDING).astype(np.int64))

    busy, floor = np.broadcast_arrays(np.asarray(preparation_months + recovery_months, float), dwell_floor_months)
    fit = np.minimum(np.divide(floor, busy, out=np.ones(busy.shape), where=busy > 0), 1)
    away = away_months(tour_months=tour_months, mobilisation_months=mobilisation_months, transit_months=transit_months)
    outbound = whole(transit_months) // 2
    home = whole(tour_months + transit_months) - outbound
    cycle = np.maximum(whole_cycle(away + dwell_floor_months), home)
    recovered = whole(tour_months + transit_months + recovery_months * fit) - outbound
    called_up = np.minimum(outbound + whole(mobilisation_months), cycle - home)
    prepares = outbound + whole(mobilisation_months + preparation_months * fit)
    prepares = np.maximum(np.minimum(prepares, cycle - recovered), called_up)
    boundaries = (
        relief, whole(tour_months), home, np.minimum(recovered, cycle - prepares), cycle,
        np.maximum(whole_cycle(away + dwell_months), cycle), np.minimum(outbound, called_up), called_up, prepares,
        whole(away),
    )  # fmt: skip
    return Timetable(*np.broadcast_arrays(*boundaries))


def greatest_rounding(months: Mapping[str, Array], steps_per_month: float) -> dict[str, float]:
    """Return the greatest rounding error in steps of each duration that is no whole number of steps.

    >>> greatest_rounding({"tour_months": np.array([6.0, 4.5]), "dwell_months": np.array([18.0])}, 1.0)
    {'tour_months': 0.5}
    """
    off = {key: duration * steps_per_month - np.rint(duration * steps_per_month) for key, duration in months.items()}
    most = {key: float(np.abs(rest).max()) for key, rest in off.items()}
    return {key: by for key, by in most.items() if by > ROUNDING}


def phases(
    arrived: Counts, *, lead: int, steps: int, pool: Counts, times: Timetable, leaves: int | None = None
) -> dict[str, Counts]:
    """Return how many units of one row are in each phase at each step (steps,); they add up to the pool.

    Units that a growing pool takes in count before it grows while they prepare to arrive; units away or on leave when
    a pool gets smaller count until their leave is over.

    Args:
        arrived: the arrivals of the row (lead + 1 + steps + tail,); the tail of at least `times.prepares` steps counts
            units preparing for later arrivals.
        lead: steps before the start.
        steps: steps to work out.
        pool: the units of the row at each step (steps,); of a row that leaves, those that it had.
        times: the boundaries of its cycle, in steps.
        leaves: the step from which units at home have left; None if they stay.
    """

    def by(ago: int | Steps) -> Counts:
        """The arrivals up to each step less `ago`."""
        return arrived[np.maximum(np.arange(lead + 1, lead + 1 + steps) - int(ago), 0)]

    coming, returned = by(-times.prepares), by(times.recovered)
    joining = _joining(coming - arrived[0], arrived[lead:] - arrived[0], pool, int(times.prepares))
    holds = np.maximum(pool + joining, coming - returned)
    waiting = returned + holds - coming
    ready = np.clip(by(times.goal - times.prepares) + holds - coming, 0, waiting)
    units = {
        "deployed": by(0) - by(times.relief),
        "handing_over": by(times.relief) - by(times.tour),
        "in_transit": by(times.tour) - by(times.home) + by(-times.outbound) - by(0),
        "mobilised": by(-times.called_up) - by(-times.outbound),
        "recovering": by(times.home) - returned,
        "resting": waiting - ready,
        "preparing": coming - by(-times.called_up),
        "ready": ready,
        "left": 0 * ready,
    }
    return units if leaves is None else _with_leavers(units, leaves)


def _joining(coming: Counts, arrived: Counts, pool: Counts, prepares: int) -> Counts:
    """The units that prepare to arrive as soon as the pool grows, and do not belong to it yet (steps,).

    Rested units go first: those that a pool takes in, after any that it has already.
    """
    joining = np.zeros(len(pool), np.result_type(coming, pool))
    fresh, before = pool[0], 0
    for step in np.flatnonzero(np.diff(pool)) + 2:  # the first step of another pool, counted from 1
        more, now = pool[step - 1] - pool[step - 2], arrived[step - 1]
        fresh = max(fresh - (now - before), 0)
        ahead = slice(max(step - 1 - prepares, 0), step - 1)
        joining[ahead] += np.clip(coming[ahead] - now - fresh, 0, max(more, 0))
        fresh, before = max(fresh + more, 0), now
    return joining


def _with_leavers(units: dict[str, Counts], leaves: int) -> dict[str, Counts]:
    """Count units at home as left from step `leaves` on."""
    is_gone = np.arange(1, len(units["left"]) + 1) >= leaves
    gone = np.where(is_gone, sum(units[phase] for phase in AT_HOME), 0)
    return units | {phase: np.where(is_gone, 0, units[phase]) for phase in AT_HOME} | {"left": gone}
