"""Arrivals: how many units have arrived in the field, and the two lines that hold them back, step by step.

The lines are those of `model.kernels.schedule`: the units asked for with those that are relieved, and the units that
take turns with those that are back. Where nations wait for one another, fewer may arrive than both lines allow.
"""

from dataclasses import dataclass

import numpy as np

from model.engine.months import Unfolded, unfold
from model.engine.run import Run
from model.kernels.arrays import ROUNDING, Array, Steps


@dataclass(frozen=True)
class Arrivals:
    """One row of a part's rotation in one case, from the start on; `unit` is '' where plain troops take turns.

    `months` are the ends of the steps; `arrived`, and what `asked` and `rested` would allow, count all arrivals since
    the start (steps,).
    """

    contributor: str
    unit: str
    months: Array
    asked: Array
    rested: Array
    arrived: Array

    @property
    def by_month(self) -> dict[int, tuple[float, float, float]]:
        """Asked for, rested and arrived at the end of each month."""
        ends = np.flatnonzero(np.diff(np.floor(self.months + ROUNDING), prepend=0) > 0)
        lines = (self.asked[ends], self.rested[ends], self.arrived[ends])
        return {
            month: (float(a), float(b), float(c))
            for month, a, b, c in zip(range(1, len(ends) + 1), *lines, strict=True)
        }

    @property
    def first_short(self) -> int | None:
        """The month in which fewer have arrived than are asked for, for the first time; None if there is none."""
        short = np.flatnonzero(self.arrived < self.asked - ROUNDING * np.maximum(1, self.asked))
        return None if short.size == 0 else int(np.ceil(self.months[short[0]] - ROUNDING))


def arrivals(run: Run, component: str, contributor: str | None, case: str) -> Arrivals | None:
    """Return the arrivals of a contributor, with those it shares units with, in the `low` or `high` case.

    Without a contributor, of the first row. None where the months are not worked out, or it has no row.
    """
    plan, number = run.plan, run.case_numbers[case]
    part = next((part for part in plan.components if part.name == component), None)
    if part is None or plan.is_too_short:
        return None
    rows = [at for at, row in enumerate(part.rows) if contributor is None or contributor in (row.name, *row.members)]
    if not rows:
        return None
    unfolded = unfold(plan, part.of(slice(number, number + 1)))
    row = rows[0]
    return Arrivals(
        contributor=part.rows[row].name,
        unit=part.unit,
        months=np.arange(1, plan.steps + 1) / plan.steps_per_month,
        asked=_allowed(unfolded, row, plan.by_step(unfolded.component.targets), unfolded.component.times.relief),
        rested=_allowed(unfolded, row, plan.by_step(unfolded.component.pool), unfolded.component.times.cycle),
        arrived=_since(unfolded, row, 0),
    )


def _allowed(unfolded: Unfolded, row: int, units: Array, lag: Steps) -> Array:
    """The arrivals that a line allows at each step: its units, and all that had arrived a lag before (steps,)."""
    return np.broadcast_to(units[:, row, 0], (unfolded.steps,)) + _since(unfolded, row, int(lag[row, 0]))


def _since(unfolded: Unfolded, row: int, lag: int) -> Array:
    """The arrivals from the start to each step less a lag (steps,); below zero for those before the start."""
    arrived, first = unfolded.arrived[:, row, 0], unfolded.lead + 1
    return np.asarray(arrived[first - lag : first - lag + unfolded.steps] - arrived[unfolded.lead], float)
