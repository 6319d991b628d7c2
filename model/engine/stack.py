"""Stacks: scenarios of one structure evaluated together, and the measures of each.

Scenarios that differ in numbers alone have the same cases with other values. The cases of one scenario follow those of
another, and are evaluated as one set, so that a batch pays the price of numpy's calls once. A run by itself is a stack
of one scenario.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from model.engine import months
from model.engine.cases import Cases, Kind, or_none
from model.engine.chances import CaseChances
from model.engine.months import MONTH_MEASURES
from model.engine.outcomes import Outcomes, evaluate
from model.engine.plan import Plan, is_in_months, plan_of
from model.engine.whole_units import capacity_units
from model.frozen import Range, lazy
from model.kernels.arrays import Array, Steps, added
from model.scenario import Scenario
from model.scenario.inputs import inputs_of

Item = TypeVar("Item")
Cell = NDArray[np.intp]
MOST_CASES, MOST_EVALUATIONS, MOST_SCENARIOS = 8_192, 250_000, 256
"""The most cases, cases of a part and a nation, and scenarios of a batch that are held at once: more gain nothing."""
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
class Stack:
    """Scenarios of one structure, with the cases of the first, then of the next, and their outcomes.

    Measures, bounds and whatever else there is of each scenario come as lists or arrays in the scenarios' order.
    """

    scenarios: tuple[Scenario, ...]
    cases: Cases
    outcomes: Outcomes

    @classmethod
    def of(cls, scenarios: Sequence[Scenario]) -> "Stack":
        """Return a stack of scenarios of one structure; unchecked."""
        cases = Cases.of_alike(scenarios)
        return cls(tuple(scenarios), cases, evaluate(cases))

    @property
    def width(self) -> int:
        """The cases of each scenario."""
        return self.cases.count // len(self.scenarios)

    def by_scenario(self, values: NDArray[Kind]) -> NDArray[Kind]:
        """Return values of all cases, (cases,) or (1,), with a row for each scenario (scenarios, width)."""
        of_all = values if values.size == self.cases.count else np.broadcast_to(values, (self.cases.count,))
        return of_all.reshape(len(self.scenarios), -1)

    @property
    def measures(self) -> tuple[str, ...]:
        """The names of the measures; of supply only with a coalition, of training only with training."""
        names = list(self.outcomes.measures)
        if self.outcomes.supplies:
            names.insert(names.index("margin"), "capacity_units")
            names += CHANCE_MEASURES
        return (*names, *MONTH_MEASURES)

    def values(self, measure: str) -> Array:
        """Return a measure in every case (cases,).

        Raises:
            KeyError: for a measure that the scenarios do not have.
        """
        if measure == "capacity_units":
            return self._capacity_units
        return self._of_months[measure] if measure in MONTH_MEASURES else self.outcomes[measure]

    def measure(self, name: str) -> list[Range]:
        """Return a measure's own extremes and its central value, of each scenario.

        Raises:
            KeyError: for a measure that the scenarios do not have.
        """
        if name not in self._measured:
            if name in CHANCE_MEASURES and self.outcomes.supply is not None:
                self._measured[name] = [self._chance_measure(name, row) for row in range(len(self.scenarios))]
            else:
                ends = extremes(name, self.by_scenario(self.values(name)))
                self._measured[name] = list(map(Range, *(map(or_none, end.tolist()) for end in ends)))
        return self._measured[name]

    @lazy
    def _measured(self) -> dict[str, list[Range]]:
        """The measures that were asked for."""
        return {}

    def bound(self, name: str) -> list[str]:
        """Return `at_least` or `at_most` where a measure would move with the troops of a nation of unknown strength.

        Empty where the measure stands whatever troops such a nation has.
        """
        if name not in self._bounds:
            self._bounds[name] = [BOUNDED[name] if moves else "" for moves in self._moves(name)]
        return self._bounds[name]

    @lazy
    def _bounds(self) -> dict[str, list[str]]:
        """The bounds that were asked for."""
        return {}

    def _moves(self, name: str) -> list[bool]:
        """Whether a measure of each scenario would move."""
        unlimited = self._with_unlimited_unknowns
        if name not in BOUNDED or unlimited is None:
            return [False] * len(self.scenarios)
        if name in CHANCE_MEASURES:
            return [one != other for one, other in zip(unlimited.measure(name), self.measure(name), strict=True)]
        if name not in self.outcomes.measures:
            return self._moves("capacity")
        now, then = self.outcomes[name], unlimited.outcomes[name]
        is_same = (now == then) | (np.isnan(now) & np.isnan(then))
        return [not np.all(of_scenario) for of_scenario in self.by_scenario(is_same)]

    @lazy
    def _with_unlimited_unknowns(self) -> "Stack | None":
        """The stack if every contributor of unknown strength had any number of troops; None where none has."""
        outcomes = self.outcomes.with_unlimited_unknowns
        return None if outcomes is None else replace(self, outcomes=outcomes)

    @lazy
    def plan(self) -> Plan:
        """The plan of all components in every case, in one step; see `in_one_step`."""
        return plan_of(self.cases, self.outcomes)

    @property
    def in_one_step(self) -> list[tuple[Cell, "Stack"]]:
        """The scenarios' numbers and the stacks of parts that can be followed month by month together.

        A scenario of whole months is followed in months, another in days; plain troops as `_courses` says; and a
        scenario that is too short for its step by itself. Most stacks are a part of their own.
        """
        return [(rows, part or self) for rows, part in self._in_one_step]

    @lazy
    def _in_one_step(self) -> list[tuple[Cell, "Stack | None"]]:
        """The parts; None for the stack itself, which would else hold itself in memory."""
        is_whole = self.by_scenario(is_in_months(self.cases, self.outcomes.known_sizes))
        parts = self._parts(np.all(is_whole, axis=1, keepdims=True))
        if len(parts) == 1:
            parts = self._parts(self._courses)
        return [
            (rows[some], inner or part)
            for rows, part in parts
            for some, inner in ([(np.arange(len(rows)), None)] if part is None else part._in_one_step)  # noqa: SLF001
        ]

    @property
    def _courses(self) -> Steps:
        """Numbers that are equal for scenarios whose plain troops are followed alike (scenarios, numbers).

        Plain troops are followed from as many steps before the start as the longest cycle of their part has, and in
        the stretches in which no pool changes. Whole units come out the same either way. A scenario whose plan is too
        short has a number that no other scenario has, until it is by itself.
        """
        count = len(self.scenarios)
        if count > 1 and self.plan.is_too_short:
            is_short = np.any(self.by_scenario(self.plan.too_short), axis=1)
            return np.where(is_short, 1 + np.arange(count), 0)[:, np.newaxis]
        numbers = [np.zeros((1, count), np.int64)]
        for component in self.plan.components if count > 1 else ():
            if not component.is_whole:
                of_scenarios = (*component.pool.shape[:-1], count, self.width)
                pool = component.pool.reshape(of_scenarios)
                has_any = np.any((component.pool > 0) | (component.targets > 0), axis=0).reshape(of_scenarios[1:])
                goals = np.broadcast_to(component.times.goal, component.pool.shape[1:]).reshape(of_scenarios[1:])
                numbers += [
                    np.where(has_any.any(axis=2), goals.max(axis=2), 0).max(axis=0)[np.newaxis],
                    (pool[1:] != pool[:-1]).any(axis=(1, 3)),
                ]
        return np.concatenate(numbers).T

    def _parts(self, keys: NDArray[np.generic]) -> list[tuple[Cell, "Stack | None"]]:
        """The stack in parts of equal keys (scenarios, …), with the scenarios' numbers; None for the whole stack."""
        _, alike = np.unique(keys, axis=0, return_inverse=True)
        rows = [np.flatnonzero(alike == part) for part in range(alike.max() + 1)]
        if len(rows) == 1:
            return [(rows[0], None)]
        return [(some, Stack.of([self.scenarios[row] for row in some])) for some in rows]

    @lazy
    def plans(self) -> list[tuple[Plan, slice]]:
        """The plan that each scenario is part of, and the scenario's cases in it."""
        plans = {
            int(row): (part.plan, slice(place * self.width, (place + 1) * self.width))
            for rows, part in self.in_one_step
            for place, row in enumerate(rows)
        }
        return [plans[row] for row in range(len(self.scenarios))]

    @lazy
    def _of_months(self) -> dict[str, Array]:
        return self._joined(lambda part: months.measures(part.plan))

    @lazy
    def _capacity_units(self) -> Array:
        return self._joined(lambda part: {"": capacity_units(part.plan, part.outcomes)})[""]

    def _joined(self, work_out: Callable[["Stack"], dict[str, Array]]) -> dict[str, Array]:
        """Arrays (cases,) that are worked out part by part."""
        parts = [(rows, part, work_out(part)) for rows, part in self.in_one_step]
        if len(parts) == 1:
            return parts[0][2]
        joined = {name: np.empty((len(self.scenarios), self.width)) for name in parts[0][2]}
        for rows, part, arrays in parts:
            for name, values in arrays.items():
                joined[name][rows] = part.by_scenario(values)
        return {name: values.ravel() for name, values in joined.items()}

    @lazy
    def tied_up_cases(self) -> Cell:
        """The numbers of the cases of least and greatest troops tied up, of each scenario (scenarios, 2).

        Unknown troops count as zero. Ties are broken by the multiplier, then by how easily the coalition could carry
        the case: by margin (capacity, where the margin is not known), shortfall, capacity at the floor, and the
        capacity to be expected.
        """
        tied_up = sum((np.nan_to_num(demand.tied_up) for demand in self.outcomes.own), np.zeros(1))
        ease: tuple[Array, ...] = self._expected
        if self.outcomes.supply is not None:
            is_unknown = self.by_scenario(np.isnan(self.outcomes["margin"])).any(axis=1, keepdims=True)
            spare = np.where(
                is_unknown, self.by_scenario(self.outcomes["capacity"]), self.by_scenario(self.outcomes["margin"])
            ).ravel()
            ease = (spare, -self.outcomes["shortfall"], self.outcomes["capacity_at_floor"], *ease)
        order = self._order(tied_up, self.outcomes["multiplier"], *(-key for key in ease))
        return order[:, [0, -1]]

    @lazy
    def margin_cases(self) -> Cell:
        """The numbers of the cases of least, central and greatest margin, of each scenario (scenarios, 3).

        Equal cases are ordered by their chances.
        """
        order = self._order(self.outcomes["margin"], *self._expected)
        return np.stack([order[:, 0], 0 * order[:, 0], order[:, -1]], axis=1)

    @property
    def _expected(self) -> tuple[Array, Array]:
        """For each case the expected capacity of all that could take part, and the chance of the backstop."""
        supply = self.outcomes.supply
        backstop = self.cases.value("us_backstop.probability", 1.0)
        if supply is None:
            return (NOTHING, backstop)
        return (added(supply.probability * supply.could_bring), backstop)

    def _order(self, *keys: Array) -> Cell:
        """Each scenario's cases in ascending order of the first key, among equals of the next, and so on.

        Unknown counts as 0. (scenarios, width)
        """
        comparable = [_without_rounding(np.nan_to_num(self.by_scenario(key))) for key in reversed(keys)]
        return np.lexsort(comparable, axis=-1)

    def chances(self, case: int) -> CaseChances:
        """Return the chances of keeping the force up in one of all the cases."""
        if case not in self._case_chances:
            self._case_chances[case] = CaseChances(self.cases, self.outcomes, case)
        return self._case_chances[case]

    @lazy
    def _case_chances(self) -> dict[int, CaseChances]:
        """The cases whose chances were asked for."""
        return {}

    def _chance_measure(self, name: str, row: int) -> Range:
        cases = (row * self.width + self.margin_cases[row]).tolist()
        numbers = [CHANCE_MEASURES[name](self.chances(case)) for case in cases]
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


def _without_rounding(values: Array) -> Array:
    """Values without their rounding errors, so that equals of a row are equal."""
    size = np.abs(values).max(axis=-1, keepdims=True)
    return np.where(size == 0, values, np.round(values / np.where(size == 0, 1, size), 12))


def stacked(scenarios: Sequence[Scenario]) -> list[tuple[list[int], Stack]]:
    """Return the scenarios in stacks of one structure and of bounded size, with their numbers in the list."""
    alike: dict[str, list[int]] = {}
    for number, scenario in enumerate(scenarios):
        alike.setdefault(inputs_of(scenario).structure, []).append(number)
    stacks = []
    for numbers in alike.values():
        together = fit_together(scenarios[numbers[0]])
        for begin in range(0, len(numbers), together):
            some = numbers[begin : begin + together]
            stacks.append((some, Stack.of([scenarios[number] for number in some])))
    return stacks


def fit_together(scenario: Scenario) -> int:
    """Return how many scenarios like this one a stack holds."""
    nations = len(scenario.coalition.contributors) if scenario.coalition else 1
    cases = min(MOST_CASES, MOST_EVALUATIONS // (len(scenario.force) * nations))
    return max(1, cases // (1 + 2 ** len(inputs_of(scenario).ranged)))


def in_batches(items: Iterable[Item], scenario_of: Callable[[Item], Scenario | None]) -> Iterator[list[Item]]:
    """Yield items in lists whose scenarios can be held at once, and fill about a stack; some may have no scenario."""
    batch: list[Item] = []
    share = 0.0
    for item in items:
        batch.append(item)
        scenario = scenario_of(item)
        share += 0 if scenario is None else 1 / min(fit_together(scenario), MOST_SCENARIOS)
        if share >= 1:
            yield batch
            batch, share = [], 0.0
    if batch:
        yield batch
