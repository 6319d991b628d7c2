"""Size against rest: the force that could be kept up at every time at home for each month away.

The time at home moves, everything else is as in the case of the least and of the most tied up. What could be kept up
does not depend on how large the force is: it is the largest force of the same mix.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from model.analysis.breakeven import Held
from model.analysis.rest_rules import RestRule
from model.engine.cases import at
from model.engine.run import Run
from model.frozen import ENDS
from model.kernels import rotation
from model.kernels.arrays import Array

RATIO = "rotation.dwell_ratio"
STEP, STEPS = 0.125, 104
"""Months at home for each month away from one point of the map to the next, and the most such steps."""
CASES = ("low", "high")


@dataclass(frozen=True)
class RestMap:
    """The largest force that could be kept up, by months at home for each month away.

    Attributes:
        rest: months at home for each month away (points,).
        capacity: troops that could be kept up there in the case of the least and of the most tied up (points,); NaN
            where the months would not fit one another.
        own: the months at home for each month away that the run has in each of the two cases.
    """

    rest: Array
    capacity: Mapping[str, Array]
    own: Mapping[str, float]


def rest_map(run: Run, most: float) -> RestMap | None:
    """Return the largest force for no rest up to so many months at home for each month away; None without nations."""
    if run.outcomes.supply is None:
        return None
    held, doublings = Held.of(run, [RATIO]), math.ceil(math.log2(most / (STEP * STEPS)))
    step = STEP * 2.0 ** max(doublings, 0)
    rest = np.linspace(0.0, round(most / step) * step, round(most / step) + 1)  # so that whole months are among them
    capacity = {
        case: held.measured({RATIO: rest}, np.full(rest.size, ENDS.index(case)), "capacity")["capacity"]
        for case in CASES
    }
    return RestMap(rest, capacity, {case: rest_of(run, case) for case in CASES})


def rest_of(run: Run, case: str) -> float:
    """Return the months at home for each month away of the scenario's own rotation in a case; a call-up is away."""
    months = run.cases.durations()
    away = {key: at(months[key], run.case_numbers[case]) for key in ("tour_months", "mobilisation_months")}
    dwell = at(months["dwell_months"], run.case_numbers[case])
    return round(float(rotation.deploy_to_dwell_ratio(dwell_months=dwell, **away)), 9)


def rests_of_rule(rule: RestRule, tour_months: tuple[float, float]) -> tuple[float, float]:
    """Return the months at home for each month away by a published rule, least and most.

    A rule in months is divided by its own tour, or by these tours where it was published without one.
    """
    low, high = rule.dwell.bounds or (0.0, 0.0)
    if rule.is_ratio:
        return low, high
    tours = rule.tour.bounds if rule.tour is not None and rule.tour.bounds else tour_months
    return low / tours[1], high / tours[0]
