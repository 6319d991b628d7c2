"""Whole units: the largest force that the coalition keeps up for good where brigades cannot be split."""

import numpy as np

from model.engine.outcomes import Outcomes
from model.engine.plan import Plan
from model.kernels.arrays import ROUNDING, Array, added, ratio


def capacity_units(plan: Plan, outcomes: Outcomes) -> Array:
    """Return the largest force in whole units that counted contributors keep up at their dwell goals (cases,).

    Of each contributor's units so many are out at a time as take turns at its dwell goal, within its offer;
    contributors too small for a unit share some. It is worked out in troops where the coalition rotates one component
    of whole units and of some size, else NaN. Where the force or its contributors change, it is the greatest size of
    the force at which every period's units suffice. Plain troops can be split: theirs is the capacity.
    """
    parts = [outcomes.cases.scenario.force[demand.component] for demand in outcomes.rotating]
    if not any(part.element or part.strength.units for part in parts):
        return outcomes["capacity"]
    if len(plan.components) != 1 or not plan.is_complete or plan.is_too_short:
        return np.full(plan.count, np.nan)
    (component,) = plan.components
    units = added(component.kept_up, axis=1)
    demand = np.stack([np.broadcast_to(supply.demand[component.name], (plan.count,)) for supply in outcomes.supplies])
    at_peak = np.floor(units * ratio(demand.max(axis=0), demand) + ROUNDING)
    # a period without any demand limits nothing
    limits = np.where(demand > 0, at_peak, np.where(demand.max(axis=0) > 0, np.inf, np.nan))
    return np.asarray(limits.min(axis=0) * component.troops)
