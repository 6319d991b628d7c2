"""The largest force that the coalition keeps up for good, beside the force that is asked for.

It is counted in whole units where one part of whole units rotates: brigades cannot be split. What a steady rotation
holds month by month is worked out from the same figures, so that the sentence, the gap and the months agree.
"""

import math
from dataclasses import dataclass

import numpy as np

from model.engine.cases import at
from model.engine.months import CaseMonths
from model.engine.run import Run
from model.engine.units import ALONE
from model.frozen import Range, kept
from model.kernels.arrays import ROUNDING, Array, added, ratio


@dataclass(frozen=True)
class KeptUp:
    """The largest force that could be kept up, and the troops to spare (below 0: missing), over all cases.

    Attributes:
        measure: `capacity_units`, or `capacity` where that is not worked out.
        is_whole: whether it is counted in whole units.
        capacity: the largest force that could be kept up.
        spare: that less the force asked for; not known where its size is not.
        least, most: the numbers of the cases in which least and most is to spare.
        smallest, largest: the numbers of the cases of the smallest and the largest such force.
    """

    measure: str
    is_whole: bool
    capacity: Range
    spare: Range
    least: int
    most: int
    smallest: int
    largest: int


@kept
def kept_up(run: Run) -> KeptUp | None:
    """Return the largest force that a run's coalition keeps up for good; None without a coalition.

    >>> import model
    >>> largest = kept_up(Run.of(model.load("reassurance_force")))
    >>> largest.measure, largest.capacity.ends, largest.spare.ends
    ('capacity_units', (0.0, 25000.0), (-30000.0, -5000.0))
    """
    if run.outcomes.supply is None:
        return None
    measure = "capacity_units" if run.measure("capacity_units").is_known else "capacity"
    # of a force of nothing there is no largest one in units
    capacity = np.where(np.isnan(run.values(measure)), run.values("capacity"), run.values(measure))
    spare = capacity - run.values("deployed")
    order = capacity if np.isnan(spare).any() else spare
    least = _first(order == order.min(), run.case_numbers["high"])
    most = _first(order == order.max(), run.case_numbers["low"])
    return KeptUp(
        measure=measure,
        is_whole=measure == "capacity_units" and any(part.is_whole for part in run.plan.components),
        capacity=run.measure(measure),
        spare=Range() if np.isnan(spare).any() else Range(float(spare.min()), float(spare[0]), float(spare.max())),
        least=least,
        most=most,
        smallest=_first(capacity == capacity.min(), least),
        largest=_first(capacity == capacity.max(), most),
    )


def _first(is_so: Array, preferred: int) -> int:
    """The preferred case if it is one of these, else the first of them."""
    return preferred if is_so[preferred] else int(np.flatnonzero(is_so)[0])


def kept_up_by_each(run: Run, case: int) -> dict[str, float]:
    """Return the troops that each nation keeps up in one case, by its name; those too small for a unit by their row's.

    Empty where the nations' troops are not summed up: several parts draw on them, or the force changes.
    """
    largest_force, supply = kept_up(run), run.outcomes.supply
    if largest_force is None or supply is None:
        return {}
    if largest_force.is_whole:
        (component,) = run.plan.components
        units = np.broadcast_to(component.kept_up, (len(run.outcomes.begins), *component.kept_up.shape[1:]))
        in_period = units[run.outcomes.limiting_period[case], :, case] * component.troops[case]
        troops = {row.name: float(held) for row, held in zip(component.rows, in_period, strict=True)}
    else:
        counts = at(supply.is_counted, case)
        held = np.where(counts, np.nan_to_num(at(supply.capacity, case)), 0.0)
        troops = dict(zip(supply.names, map(float, held), strict=True))
    in_all = float(run.values(largest_force.measure)[case])
    is_sum = math.isclose(sum(troops.values()), in_all, rel_tol=ROUNDING, abs_tol=1.0)
    return {name: held for name, held in troops.items() if held > 0} if is_sum else {}


def needed_by_month(run: Run, case: int) -> Array:
    """Return the troops that rotating parts ask for in each month of one case (months,)."""
    months = np.zeros(run.scenario.horizon_months)
    for demand in run.outcomes.rotating:
        months = months + np.broadcast_to(demand.by_month, (run.cases.count, len(months)))[case]
    return months


def held_by_month(run: Run, case: int) -> Array:
    """Return the troops that a steady rotation holds in the field in each month of one case (months,).

    In each period in which neither the force nor its contributors change it is what they keep up for good then, and no
    more than is asked for.
    """
    needed = needed_by_month(run, case)
    begins = run.outcomes.begins
    period = np.searchsorted(begins, np.arange(1, len(needed) + 1), side="right") - 1
    largest_force = kept_up(run)
    if largest_force is not None and largest_force.is_whole:
        (component,) = run.plan.components
        units = np.broadcast_to(added(component.kept_up, axis=1), (len(begins), run.cases.count))[:, case]
        return np.minimum(needed, (units * component.troops[case])[period])
    share = ratio(run.outcomes.capacities[:, case], run.values("deployed")[case])
    return np.asarray(needed * np.where(share < 1 - ROUNDING, share, 1.0)[period])


@dataclass(frozen=True)
class Held:
    """The troops asked for and the troops in the field in each month of one case (months,)."""

    needed: Array
    held: Array

    @property
    def short(self) -> Array:
        """The troops missing in each month; less than one soldier is nobody."""
        missing = self.needed - self.held
        return np.where(missing < 1 - ROUNDING, 0.0, missing)


@kept
def ends_by_month(run: Run) -> tuple[Held, Held] | None:
    """Return the months of the cases in which least and most is to spare, by the start that the scenario asks for.

    Of a steady rotation it is what is held for good; if all go at once, what the units that start rested can do.
    None without a coalition, where the size of the force is not known or zero, or where the steps are too long for its
    tour.
    """
    largest_force = kept_up(run)
    if largest_force is None or not run.measure("deployed").high or not run.plan.is_complete or run.plan.is_too_short:
        return None
    if run.plan.is_spread:
        least, most = (
            Held(needed_by_month(run, case), held_by_month(run, case))
            for case in (largest_force.least, largest_force.most)
        )
    else:
        least, most = (_at_once(run, case) for case in (largest_force.least, largest_force.most))
    return least, most


def _at_once(run: Run, case: int) -> Held:
    together = next(row for row in CaseMonths(run.plan, case).months if row.component == ALONE)
    return Held(together.required, together.required - together.shortfall)
