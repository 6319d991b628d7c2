"""Run: one scenario's cases and outcomes, its measures with their ranges, its months and turns.

`low` and `high` of a table are the cases of least and greatest tied up; of a measure, its own extremes.
A value that is not known publicly, or undefined, is None.
"""

import functools
import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.engine import months
from model.engine.cases import Cases, at
from model.engine.chances import chance_kept_up, could_bring, fewest_needed
from model.engine.months import Months, Turn, in_months, in_turns, unfolded_at
from model.engine.outcomes import Outcomes
from model.engine.plan import LeastPool, Plans, least_pools, plans
from model.frozen import Range, lazy
from model.kernels.arrays import Array
from model.kernels.participation import Chance
from model.scenario import Scenario
from model.terms import MEASURES

NOTHING = np.zeros(1)

OPEN_ENDED = ("first_shortfall_month", "achieved_dwell_months", "months_to_target")
"""Measures that some cases never come to: then the high end is none."""
CHANCE_MEASURES = ("contributors_needed", "probability_kept_up")
"""Measures worked out at three cases alone: the central case, and the cases of least and greatest margin."""


@dataclass(frozen=True)
class Run:
    """One scenario with its cases (the central one first) and their outcomes."""

    scenario: Scenario
    cases: Cases
    outcomes: Outcomes

    def measure(self, name: str) -> Range:
        """Return a measure's own extremes and its central value.

        Raises:
            KeyError: for a measure that the scenario does not have.
        """
        if name in CHANCE_MEASURES and self.outcomes.supply is not None:
            return self._chance_measure(name)
        return Range(*[float(end) if np.isfinite(end) else None for end in extremes(name, self._values(name))])

    @property
    def measures(self) -> tuple[str, ...]:
        """The names of the scenario's measures: those of supply only with a coalition, of training only with some."""
        of_chance = CHANCE_MEASURES if self.outcomes.supply is not None else ()
        return (*self.outcomes.measures, *of_chance, *months.MEASURES)

    def at(self, case: str, measure: str) -> float | None:
        """Return a measure in the `low`, `central` or `high` case; low and high tie up the least and the most."""
        return at_case(self._values(measure), self.case_numbers[case])

    def _values(self, measure: str) -> Array:
        """A measure in every case (cases,)."""
        return self._of_schedule[measure] if measure in months.MEASURES else self.outcomes[measure]

    @lazy
    def plans(self) -> Plans:
        """The plans of all components: the units of each contributor, and the demand on them in each period."""
        return plans(self.cases, self.outcomes)

    @lazy
    def least_pools(self) -> tuple[LeastPool, ...]:
        """The least pool of each component with any demand."""
        return tuple(least_pools(self.plans))

    @lazy
    def _of_schedule(self) -> dict[str, Array]:
        return months.measures(self.plans)

    def months(self, case: str) -> list[Months]:
        """Return a case month by month: each contributor and component, and last all together, if that is known."""
        return self._followed(self.case_numbers[case])[0]

    def turns(self, case: str) -> list[Turn]:
        """Return every whole unit's phases in a case; none where plain troops rotate or there are too many units."""
        return self._followed(self.case_numbers[case])[1]

    @lazy
    def _followed(self) -> Callable[[int], tuple[list[Months], list[Turn]]]:
        """The months and turns of a case, by its number."""
        plans = self.plans  # no reference to the run itself, so that memory is free as soon as the run is

        def follow(case: int) -> tuple[list[Months], list[Turn]]:
            unfolded = unfolded_at(plans, case)
            return in_months(plans, unfolded), in_turns(plans, unfolded)

        return functools.cache(follow)

    @property
    def tour_months(self) -> tuple[float, float]:
        """The least and greatest tour of the coalition's parts over all cases; the scenario's without any."""
        tours = [self.cases.durations(part.component)["tour_months"] for part in self.outcomes.own]
        every = np.concatenate(tours or [self.cases["rotation.tour_months"]])
        return (float(every.min()), float(every.max()))

    def unit(self, measure: str) -> str:
        """Return a measure's unit; for the cost, the scenario's currency a year."""
        cost = self.scenario.cost
        return MEASURES[measure].unit or (f"{cost.currency} a year".strip() if cost else "a year")

    @lazy
    def case_numbers(self) -> dict[str, int]:
        """The numbers of the low, central and high case: least, central and greatest troops tied up.

        Unknown parts count as zero. Ties are broken by the multiplier, then by how easily the coalition could carry
        the case: by margin (capacity, where the margin is not known), shortfall, capacity at the floor, and the
        capacity to be expected.
        """
        tied_up = sum((np.nan_to_num(part.tied_up) for part in self.outcomes.own), np.zeros(1))
        ease: tuple[Array, ...] = self._chances_by_case
        if self.outcomes.supply is not None:
            spare = self.outcomes["capacity" if np.isnan(self.outcomes["margin"]).any() else "margin"]
            ease = (spare, -self.outcomes["shortfall"], self.outcomes["capacity_at_floor"], *ease)
        order = self._order(tied_up, self.outcomes["multiplier"], *(-key for key in ease))
        return {"low": int(order[0]), "central": 0, "high": int(order[-1])}

    @lazy
    def margin_cases(self) -> tuple[int, int, int]:
        """The numbers of the cases of least, central and greatest margin; equal cases are ordered by their chances."""
        order = self._order(self.outcomes["margin"], *self._chances_by_case)
        return (int(order[0]), 0, int(order[-1]))

    @property
    def _chances_by_case(self) -> tuple[Array, Array]:
        """For each case the expected capacity of all that could take part, and the chance of the backstop."""
        supply = self.outcomes.supply
        backstop = self.cases.value("us_backstop.probability", 1.0)
        if supply is None:
            return (NOTHING, backstop)
        brings = np.where(supply.is_able, np.nan_to_num(supply.capacity), 0.0)
        return ((supply.probability * brings).sum(axis=0), backstop)

    def _order(self, *keys: Array) -> NDArray[np.intp]:
        """The cases in ascending order of the first key, among equals of the next, and so on; unknown counts as 0."""
        count = (self.cases.count,)
        return np.lexsort([np.broadcast_to(_comparable(np.nan_to_num(key)), count) for key in reversed(keys)])

    @lazy
    def chance(self) -> Callable[[int], Chance]:
        """The chance that the contributors taking part keep the force up in a case, and all pivotal weights.

        With a probability of the backstop, both with and without it, weighed by it.
        """
        return functools.cache(functools.partial(chance_kept_up, self.cases, self.outcomes))

    def pivotal_weights(self) -> dict[str, float]:
        """Return the pivotal weight of each contributor that could take part, in the case of least margin."""
        supply = self.outcomes.supply
        if supply is None:
            return {}
        case = self.margin_cases[0]
        rows = zip(supply.names, self.chance(case).pivotal_weight, at(supply.probability, case), strict=True)
        return {name: float(weight) for name, weight, probability in rows if probability > 0}

    def sufficing(self) -> list[list[str] | None]:
        """Return the fewest contributors that would suffice in each of `margin_cases`, the largest first.

        None where all together would not, or the size of the force is not known.
        """
        counts = [fewest_needed(self.outcomes, case) for case in self.margin_cases]
        return [
            None if math.isnan(count) else list(could_bring(self.outcomes, case))[: int(count)]
            for case, count in zip(self.margin_cases, counts, strict=True)
        ]

    @property
    def counting(self) -> list[str]:
        """The names of the contributors that count in some case; none without a coalition."""
        supply = self.outcomes.supply
        if supply is None:
            return []
        return [name for name, counts in zip(supply.names, supply.counts, strict=True) if counts.any()]

    def able(self) -> list[str]:
        """Return the contributors that could bring troops, the largest first, in the case of greatest margin."""
        return list(could_bring(self.outcomes, self.margin_cases[-1]))

    def _chance_measure(self, name: str) -> Range:
        values = [
            self.chance(case).kept_up if name == "probability_kept_up" else fewest_needed(self.outcomes, case)
            for case in self.margin_cases
        ]
        known = [value for value in values if not math.isnan(value)]
        low, high = (min(known), max(known)) if known else (None, None)
        return Range(low, or_none(values[1]), high if len(known) == len(values) else None)


def extremes(name: str, values: Array) -> tuple[Array, Array, Array]:
    """Return the least, the first and the greatest known value of a measure along the last axis.

    NaN where none is known; no greatest value where some cases never reach one.
    """
    is_known = ~np.isnan(values)
    has_low = is_known.any(axis=-1)
    has_high = is_known.all(axis=-1) if name in OPEN_ENDED else has_low
    low = np.where(is_known, values, np.inf).min(axis=-1)
    high = np.where(is_known, values, -np.inf).max(axis=-1)
    return np.where(has_low, low, np.nan), values[..., 0], np.where(has_high, high, np.nan)


def _comparable(values: Array) -> Array:
    """Values without their rounding errors, so that equals are equal."""
    size = np.abs(values).max()
    return values if size == 0 else np.round(values / size, 12)


def at_case(values: Array, case: int) -> float | None:
    """Return the value of one case, of an array of (cases,) or (1,); None where it is not known."""
    return or_none(float(at(values, case)))


def or_none(value: float) -> float | None:
    """Return a number, None where it is undefined or not known publicly."""
    return float(value) if math.isfinite(value) else None
