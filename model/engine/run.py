"""Run: one scenario's cases and outcomes, its measures with their ranges, its months and turns.

`Run.of` runs a scenario; `model.engine.results` puts runs into tables.

`low` and `high` of a table are the cases of least and greatest tied up; of a measure, its own extremes.
A value that is not known publicly, or undefined, is None, and `Run.why` says which.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from model.engine import budget, months
from model.engine.cases import Cases, at, central_and_corners
from model.engine.chances import CaseChances
from model.engine.missing import Reasons, reason
from model.engine.months import MONTH_MEASURES, CaseMonths, Months, Return, Turn
from model.engine.outcomes import Outcomes, evaluate
from model.engine.plan import LeastPool, Plan, least_pools, plan_of
from model.engine.whole_units import capacity_units
from model.frozen import Range, lazy
from model.kernels.arrays import Array
from model.scenario import Scenario
from model.terms import MEASURES, NOT_KNOWN

NOTHING = np.zeros(1)

OPEN_ENDED = ("first_shortfall_month", "achieved_dwell_months", "months_to_target")
"""Measures that may be undefined in some cases; then they have no high end."""
CHANCE_MEASURES: Mapping[str, Callable[[CaseChances], float | None]] = {
    "contributors_needed": lambda of_case: float(len(of_case.fewest)) if isinstance(of_case.fewest, list) else None,
    "probability_kept_up": lambda of_case: of_case.chance.kept_up,
}
"""Measures worked out at three cases alone: the central case, and the cases of least and greatest margin."""

BOUNDED: Mapping[str, str] = {
    "pool": "at_least",
    "capacity": "at_least",
    "capacity_at_floor": "at_least",
    "capacity_units": "at_least",
    "margin": "at_least",
    "shortfall": "at_most",
    "strain": "at_most",
    "contributors_needed": "at_most",
    "probability_kept_up": "at_least",
    "first_shortfall_month": "at_least",
    "months_held": "at_least",
}
"""The measures that troops of a nation of unknown strength could only raise (`at_least`) or lower (`at_most`)."""


@dataclass(frozen=True)
class Run:
    """One scenario with its cases (the central one first) and their outcomes."""

    scenario: Scenario
    cases: Cases
    outcomes: Outcomes

    @classmethod
    def of(cls, scenario: Scenario, limits: budget.Budget = budget.COMMAND) -> "Run":
        """Run a scenario that is no larger than a budget.

        Raises:
            ScenarioError: if the durations of some corner do not fit one another, or there are too many ranges,
                or it is too large.
        """
        cases = central_and_corners(scenario)
        budget.check_cases(cases, limits)
        return cls(scenario, cases, evaluate(cases))

    def measure(self, name: str) -> Range:
        """Return a measure's own extremes and its central value.

        Raises:
            KeyError: for a measure that the scenario does not have.
        """
        if name not in self._measured:
            self._measured[name] = self._measure(name)
        return self._measured[name]

    @lazy
    def _measured(self) -> dict[str, Range]:
        """The measures that were asked for."""
        return {}

    def _measure(self, name: str) -> Range:
        if name in CHANCE_MEASURES and self.outcomes.supply is not None:
            return self._chance_measure(name)
        return Range(*[float(end) if np.isfinite(end) else None for end in extremes(name, self.values(name))])

    def why(self, name: str) -> Reasons:
        """Return why the low, the central and the high value of a measure are missing; empty where there is a value.

        The reasons are `not known publicly`, `never`, `nobody returns`, `more than all together`, `no cost given`, `not
        worked out`, `no pool` and `nothing deployed`.

        Raises:
            KeyError: for a measure that the scenario does not have.
        """
        values = self.measure(name)
        if None not in values:
            return Reasons()
        if self.bound(name) and name not in MONTH_MEASURES and self._is_worked_out(name):
            return Reasons(*(NOT_KNOWN if value is None else "" for value in values))
        if name == "contributors_needed" and self.measure("deployed").is_known:
            fewest = [self.chances(case).fewest for case in self.margin_cases]
            without = [names if isinstance(names, str) else "" for names in fewest]
            some = next(filter(None, without))
            return Reasons(some if values.low is None else "", without[1], some)
        missing = reason(
            name,
            is_size_known=self.measure("deployed").is_known,
            has_cost=self.scenario.cost is not None,
            is_worked_out=self._is_worked_out(name),
        )
        return Reasons(*(missing if value is None else "" for value in values))

    def _is_worked_out(self, name: str) -> bool:
        """Whether a measure of the months or of whole units is worked out for this scenario."""
        if name == "capacity_units" and self.plan.is_complete:
            return len(self.plan.components) == 1 and not self.plan.is_too_short
        return name not in MONTH_MEASURES or not self.plan.is_too_short

    def bound(self, name: str) -> str:
        """Return `at_least` or `at_most` where a measure would move with the troops of a nation of unknown strength.

        Empty where the measure stands whatever troops such a nation has.
        """
        if name not in self._bounds:
            self._bounds[name] = self._bound(name)
        return self._bounds[name]

    @lazy
    def _bounds(self) -> dict[str, str]:
        """The bounds that were asked for."""
        return {}

    def _bound(self, name: str) -> str:
        if name not in BOUNDED or self.outcomes.with_unlimited_unknowns is self.outcomes:
            return ""
        if name in CHANCE_MEASURES:
            return BOUNDED[name] if self._with_unlimited_unknowns.measure(name) != self.measure(name) else ""
        if name not in self.outcomes.measures:
            return BOUNDED[name] if self.bound("capacity") else ""
        unlimited = self.outcomes.with_unlimited_unknowns[name]
        return "" if np.array_equal(unlimited, self.outcomes[name], equal_nan=True) else BOUNDED[name]

    @lazy
    def _with_unlimited_unknowns(self) -> "Run":
        """The run if every contributor of unknown strength had any number of troops."""
        return replace(self, outcomes=self.outcomes.with_unlimited_unknowns)

    @property
    def measures(self) -> tuple[str, ...]:
        """The names of the scenario's measures; of supply only with a coalition, of training only with training."""
        names = list(self.outcomes.measures)
        if self.outcomes.supplies:
            names.insert(names.index("margin"), "capacity_units")
            names += CHANCE_MEASURES
        return (*names, *MONTH_MEASURES)

    def at(self, case: str, measure: str) -> float | None:
        """Return a measure in the `low`, `central` or `high` case; low and high tie up the least and the most."""
        return at_case(self.values(measure), self.case_numbers[case])

    def values(self, measure: str) -> Array:
        """Return a measure in every case (cases,)."""
        if measure == "capacity_units":
            return self._capacity_units
        return self._of_months[measure] if measure in MONTH_MEASURES else self.outcomes[measure]

    @lazy
    def _capacity_units(self) -> Array:
        return capacity_units(self.plan, self.outcomes)

    @lazy
    def plan(self) -> Plan:
        """The plan of all components: the units of each contributor, and the demand on them in each period."""
        return plan_of(self.cases, self.outcomes)

    @lazy
    def least_pools(self) -> tuple[LeastPool, ...]:
        """The least pool of each component with any demand."""
        return tuple(least_pools(self.plan))

    @lazy
    def _of_months(self) -> dict[str, Array]:
        return months.measures(self.plan)

    def months(self, case: str) -> list[Months]:
        """Return a case month by month: a row for each component and contributor, and last all together, if known."""
        return self._case_months[self.case_numbers[case]].months

    def turns(self, case: str) -> list[Turn]:
        """Return every whole unit's phases in a case; none where plain troops rotate or there are too many units."""
        return self._case_months[self.case_numbers[case]].turns

    def returns(self, case: str) -> list[Return]:
        """Return every return of a whole unit to theatre in a case; none where there are no turns."""
        return self._case_months[self.case_numbers[case]].returns

    @lazy
    def _case_months(self) -> dict[int, CaseMonths]:
        """The low, central and high case by number; they do not hold the run, so that its memory is freed with it."""
        return {number: CaseMonths(self.plan, number) for number in self.case_numbers.values()}

    @property
    def tour_months(self) -> tuple[float, float]:
        """The least and greatest tour of the coalition's components over all cases; the scenario's without any."""
        tours = [self.cases.durations(demand.component)["tour_months"] for demand in self.outcomes.own]
        every = np.concatenate(tours or [self.cases["rotation.tour_months"]])
        return (float(every.min()), float(every.max()))

    def unit(self, measure: str) -> str:
        """Return a measure's unit; for the cost, the scenario's currency a year."""
        cost = self.scenario.cost
        return MEASURES[measure].unit or (f"{cost.currency} a year".strip() if cost else "a year")

    @lazy
    def case_numbers(self) -> dict[str, int]:
        """The numbers of the low, central and high case: least, central and greatest troops tied up.

        Unknown troops count as zero. Ties are broken by the multiplier, then by how easily the coalition could carry
        the case: by margin (capacity, where the margin is not known), shortfall, capacity at the floor, and the
        capacity to be expected.
        """
        tied_up = sum((np.nan_to_num(demand.tied_up) for demand in self.outcomes.own), np.zeros(1))
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
        return ((supply.probability * supply.could_bring).sum(axis=0), backstop)

    def _order(self, *keys: Array) -> NDArray[np.intp]:
        """The cases in ascending order of the first key, among equals of the next, and so on; unknown counts as 0."""
        count = (self.cases.count,)
        return np.lexsort([np.broadcast_to(_comparable(np.nan_to_num(key)), count) for key in reversed(keys)])

    @lazy
    def _case_chances(self) -> dict[int, CaseChances]:
        numbers = {*self.case_numbers.values(), *(() if self.outcomes.supply is None else self.margin_cases)}
        return {number: CaseChances(self.cases, self.outcomes, number) for number in numbers}

    def chances(self, case: int) -> CaseChances:
        """Return the chances of keeping the force up, in one of `case_numbers` or `margin_cases`."""
        return self._case_chances[case]

    def pivotal_weights(self) -> dict[str, float]:
        """Return the pivotal weight of each contributor with a chance, not in or out for certain, at least margin."""
        supply = self.outcomes.supply
        if supply is None:
            return {}
        case = self.margin_cases[0]
        rows = zip(supply.names, self.chances(case).chance.pivotal_weight, at(supply.probability, case), strict=True)
        return {name: float(weight) for name, weight, probability in rows if 0 < probability < 1}

    def sufficing(self) -> list[list[str] | None]:
        """Return the fewest contributors that would suffice in each of `margin_cases`, the largest first.

        None where all together would not, it is not worked out, or the size of the force is not known.
        """
        fewest = (self.chances(case).fewest for case in self.margin_cases)
        return [names if isinstance(names, list) else None for names in fewest]

    @property
    def counted(self) -> list[str]:
        """The names of the contributors that count in some case and some month; none without a coalition."""
        supplies = self.outcomes.supplies
        names = {name for supply in supplies for name in supply.counted_names}
        return [name for name in supplies[0].names if name in names] if supplies else []

    def could_bring(self) -> list[str]:
        """Return the contributors that could bring troops, the largest first, in the case of greatest margin."""
        return list(self.chances(self.margin_cases[-1]).could_bring())

    def _chance_measure(self, name: str) -> Range:
        numbers = [CHANCE_MEASURES[name](self.chances(case)) for case in self.margin_cases]
        values = [None if number is None else or_none(number) for number in numbers]
        known = [value for value in values if value is not None]
        return Range(min(known, default=None), values[1], max(known) if len(known) == len(values) else None)


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
