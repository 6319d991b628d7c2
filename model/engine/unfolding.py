"""Unfolding: a plan step by step from its start, and what that comes to in every case.

Only totals are kept while measures are worked out, for a chunk of cases at a time; single units are
followed in `model.engine.turns`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from model.engine.plan import MOST_AT_ONCE, Plans, least_units
from model.engine.units import Plan
from model.frozen import lazy
from model.kernels import requirement, schedule
from model.kernels.arrays import Array, Counts

MEASURES = ("first_shortfall_month", "months_held", "achieved_dwell_months", "least_pool")


@dataclass(frozen=True)
class Unfolded:
    """A plan step by step: the arrivals (lead + 1 + steps + tail, rows, cases), from `lead` steps before the start."""

    plan: Plan
    made: Counts
    lead: int
    steps: int

    @lazy
    def until_horizon(self) -> Counts:
        """The arrivals without those beyond the horizon."""
        return self.made[: self.lead + 1 + self.steps]

    @lazy
    def deployed(self) -> Counts:
        """Units in theatre in each step, without those handing over (steps, rows, cases)."""
        return schedule.in_theatre(self.until_horizon, lead=self.lead, relief_steps=self.plan.times.relief)


def unfold(plans: Plans, part: Plan, *, tail: int = 0) -> Unfolded:
    """Return a plan step by step, from the start that the scenario asks for, with `tail` steps beyond.

    Where others fill in, or targets change, contributors wait for one another; else each goes by itself.
    """
    kind = _kind(part, plans.steps + tail)
    pool, targets = part.pool.astype(kind), part.targets.astype(kind)
    times, shape = part.times, pool.shape[1:]
    start = schedule.start_of(
        most=targets[0].ravel(),
        pool=pool[0].ravel(),
        relief_steps=times.relief.ravel(),
        goal_steps=times.goal.ravel(),
        is_spread=plans.is_spread,
    )
    steps, demand, able = plans.steps + tail, plans.by_step(targets, tail), plans.by_step(pool, tail)
    if plans.backfill or len(plans.begins) > 1:
        most = np.minimum(part.most, part.required[:, np.newaxis]).astype(kind) if plans.backfill else None
        made = schedule.arrivals_together(
            start=start.reshape(-1, *shape),
            demand=demand,
            pool=able,
            required=plans.by_step(part.required.astype(kind), tail),
            most=most if most is None else plans.by_step(most, tail),
            relief_steps=times.relief,
            cycle_steps=times.cycle,
            goal_steps=times.goal,
            steps=steps,
        )
    else:
        made = schedule.arrivals(
            start=start,
            demand=demand.reshape(len(demand), -1),
            pool=able.reshape(len(able), -1),
            relief_steps=times.relief.ravel(),
            cycle_steps=times.cycle.ravel(),
            steps=steps,
        )
    return Unfolded(part, made.reshape(-1, *shape), len(start) - 1, plans.steps)


def _kind(part: Plan, steps: int) -> type[np.number[Any]]:
    """Integers for whole units, as small as hold all arrivals; floats for plain troops."""
    if not part.is_whole:
        return np.float64
    return np.int32 if max(part.pool.max(), part.targets.max()) * (steps + 2) < np.iinfo(np.int32).max else np.int64


def missing(plans: Plans, each: Unfolded) -> Array:
    """Return the units of a component that are required and that nobody sends (steps, cases)."""
    return requirement.shortfall(
        needed_troops=plans.by_step(each.plan.required), placed_troops=each.deployed.sum(axis=1)
    )


def measures(plans: Plans) -> dict[str, Array]:
    """Return what the schedule comes to in each case (cases,), NaN where undefined or not known.

    `first_shortfall_month`: the first month with fewer deployed than required, NaN if there is none.
    `months_held`: the months without one. `achieved_dwell_months`: the mean time at home of those who
    return to theatre within the horizon, NaN if nobody does. `least_pool`: the troops that, in one pool
    that rotates as the components do at their dwell goals, would just miss nothing, then and for a cycle more.
    """
    if not plans.is_complete or plans.is_too_short:
        return {name: np.full(plans.count, np.nan) for name in MEASURES}
    size = max([plans.steps * part.pool.shape[1] for part in plans.parts], default=1)
    chunk = max(1, MOST_AT_ONCE // size)
    found = [
        _measured(
            plans, [part.of(slice(begin, begin + chunk)) for part in plans.parts], min(chunk, plans.count - begin)
        )
        for begin in range(0, plans.count, chunk)
    ]
    return dict(zip(MEASURES, np.concatenate(found, axis=1), strict=True))


def _measured(plans: Plans, parts: Sequence[Plan], count: int) -> Array:
    """The measures of `count` cases (measures, cases)."""
    unfolded = [unfold(plans, part) for part in parts]
    is_short = np.zeros((plans.steps, count), bool)
    for each in unfolded:
        is_short |= missing(plans, each) > 0
    short_months = np.logical_or.reduceat(is_short, plans.first_steps, axis=0)
    first = np.where(short_months.any(axis=0), 1.0 + short_months.argmax(axis=0), np.nan)
    least = sum((least_units(plans, part) * part.troops for part in parts), start=np.zeros(count))
    return np.stack([first, (~short_months).sum(axis=0), _mean_dwell(plans, unfolded, count), least])


def _mean_dwell(plans: Plans, unfolded: Sequence[Unfolded], count: int) -> Array:
    served, months = np.zeros(count), np.zeros(count)
    for each in unfolded:
        returns, cycle = schedule.mean_return(each.until_horizon, lead=each.lead, pool=each.plan.pool.max(axis=0))
        troops = returns * each.plan.troops
        served += troops.sum(axis=0)
        months += (troops * np.nan_to_num(cycle - each.plan.times.away)).sum(axis=0) / plans.steps_per_month
    return requirement.ratio(months, served)
