"""Run: one scenario's cases and outcomes, its measures with their ranges, its months and turns.

`Run.of` runs a scenario, `runs` many; `model.engine.results` puts runs into tables.

`low` and `high` of a table are the cases of least and greatest tied up; of a measure, its own extremes.
A value that is not known publicly, or undefined, is None, and `Run.why` says which.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from model.engine import budget
from model.engine.cases import (
    Cases,
    Excerpt,
    at,
    central_and_corners,
    has_corners,
    is_refused,
    or_none,
    refusals,
    too_many_ranges,
)
from model.engine.chances import CaseChances
from model.engine.missing import Reasons, reason
from model.engine.months import MONTH_MEASURES, CaseMonths, Months, Return, Turn
from model.engine.outcomes import Outcomes, evaluate
from model.engine.plan import LeastPool, Plan, least_pools, step_of
from model.engine.stack import Stack, stacked
from model.frozen import Range, lazy
from model.kernels.arrays import Array
from model.scenario import Scenario
from model.scenario.errors import ScenarioError
from model.terms import MEASURES, NOT_KNOWN


@dataclass(frozen=True)
class Run:
    """One scenario with its cases (the central one first) and their outcomes.

    It is a row of a stack of scenarios that are evaluated together. Measures and outcomes come from the stack; its
    months and turns are worked out for the scenario alone.
    """

    stack: Stack
    row: int = 0

    @classmethod
    def of(cls, scenario: Scenario, limits: budget.Budget = budget.COMMAND) -> "Run":
        """Run a scenario that is no larger than a budget.

        Raises:
            ScenarioError: if the durations of some corner do not fit one another, or there are too many ranges,
                or it is too large.
        """
        run = cls.of_any_size(scenario)
        budget.check_cases([scenario], run.cases, limits)
        return run

    @classmethod
    def of_any_size(cls, scenario: Scenario) -> "Run":
        """Run a scenario, however large it is.

        Raises:
            ScenarioError: if the durations of some corner do not fit one another, or there are too many ranges.
        """
        cases = central_and_corners(scenario)
        return cls(Stack((scenario,), cases, evaluate(cases)))

    @property
    def scenario(self) -> Scenario:
        """The scenario."""
        return self.stack.scenarios[self.row]

    @lazy
    def _alone(self) -> Stack:
        """The stack of this scenario, whose outcomes are taken from those of the stack that it is a row of."""
        if len(self.stack.scenarios) == 1:
            return self.stack
        cases, begin = Cases.of_alike([self.scenario]), self.row * self.stack.width
        which = slice(begin, begin + self.stack.width)
        return Stack((self.scenario,), cases, Outcomes(cases, excerpt=Excerpt(self.stack.outcomes, which)))

    def __reduce__(self) -> "tuple[type[Run], tuple[Stack]]":
        """Take the scenario's own stack to another process, not those that it was evaluated with."""
        return Run, (self.stack if len(self.stack.scenarios) == 1 else Stack.of([self.scenario]),)

    @property
    def cases(self) -> Cases:
        """The scenario's cases."""
        return self._alone.cases

    @property
    def outcomes(self) -> Outcomes:
        """The outcomes of the scenario's cases."""
        return self._alone.outcomes

    def measure(self, name: str) -> Range:
        """Return a measure's own extremes and its central value.

        Raises:
            KeyError: for a measure that the scenario does not have.
        """
        return self.stack.measure(name)[self.row]

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
        plan, _ = self.stack.plans[self.row]
        if name == "capacity_units" and plan.is_complete:
            return len(plan.components) == 1 and not plan.is_too_short
        return name not in MONTH_MEASURES or not plan.is_too_short

    def bound(self, name: str) -> str:
        """Return `at_least` or `at_most` where a measure would move with the troops of a nation of unknown strength.

        Empty where the measure stands whatever troops such a nation has.
        """
        return self.stack.bound(name)[self.row]

    @property
    def measures(self) -> tuple[str, ...]:
        """The names of the scenario's measures; of supply only with a coalition, of training only with training."""
        return self.stack.measures

    def at(self, case: str, measure: str) -> float | None:
        """Return a measure in the `low`, `central` or `high` case; low and high tie up the least and the most."""
        return at_case(self.values(measure), self.case_numbers[case])

    def values(self, measure: str) -> Array:
        """Return a measure in every case (cases,)."""
        return self.stack.by_scenario(self.stack.values(measure))[self.row]

    @lazy
    def plan(self) -> Plan:
        """The plan of all components: the units of each contributor, and the demand on them in each period."""
        if len(self.stack.scenarios) == 1:
            return self.stack.plan
        plan, cases = self.stack.plans[self.row]
        _, off = step_of(self.cases, self.outcomes.known_sizes)
        return plan.alone(self.scenario, cases, off) or self._alone.plan

    @lazy
    def least_pools(self) -> tuple[LeastPool, ...]:
        """The least pool of each component with any demand."""
        return tuple(least_pools(self.plan))

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

        `Stack.tied_up_cases` says how ties are broken.
        """
        least, most = self.stack.tied_up_cases[self.row].tolist()
        return {"low": least, "central": 0, "high": most}

    @lazy
    def margin_cases(self) -> tuple[int, int, int]:
        """The numbers of the cases of least, central and greatest margin; equal cases are ordered by their chances."""
        least, central, most = self.stack.margin_cases[self.row].tolist()
        return (least, central, most)

    def chances(self, case: int) -> CaseChances:
        """Return the chances of keeping the force up in a case."""
        return self.stack.chances(self.row * self.stack.width + case)

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


def runs(scenarios: Sequence[Scenario], limits: budget.Budget = budget.COMMAND) -> list[Run | ScenarioError]:
    """Return the run of each scenario, or the error that it is refused with; see `Run.of`.

    Scenarios of one structure are evaluated together.
    """
    of_each: dict[int, Run | ScenarioError] = {
        number: _without_corners(scenario, limits)
        for number, scenario in enumerate(scenarios)
        if not has_corners(scenario)
    }
    others = [number for number in range(len(scenarios)) if number not in of_each]
    for numbers, stack in stacked([scenarios[number] for number in others]):
        of_each |= zip([others[number] for number in numbers], _checked(stack, limits), strict=True)
    return [of_each[number] for number in range(len(scenarios))]


def _without_corners(scenario: Scenario, limits: budget.Budget) -> ScenarioError:
    """The refusal of a scenario with too many ranges: another fault of it comes first."""
    try:
        budget.check(scenario, limits)
    except ScenarioError as error:
        return error
    return ScenarioError([too_many_ranges(scenario)])


def _checked(stack: Stack, limits: budget.Budget) -> Iterator[Run | ScenarioError]:
    """The runs of a stack; the scenarios of it that are not refused are a stack of their own.

    One that is too large is looked for by halves.
    """
    is_misfit: list[bool] = np.any(stack.by_scenario(is_refused(stack.cases)), axis=1).tolist()
    if any(is_misfit):
        others = [scenario for scenario, is_so in zip(stack.scenarios, is_misfit, strict=True) if not is_so]
        fitting = _checked(Stack.of(others), limits) if others else iter(())
        for scenario, is_so in zip(stack.scenarios, is_misfit, strict=True):
            yield _misfit(scenario) if is_so else next(fitting)
        return
    try:
        budget.check_cases(stack.scenarios, stack.cases, limits)
    except ScenarioError as error:
        half = len(stack.scenarios) // 2
        if not half:
            yield error
        for part in (stack.scenarios[:half], stack.scenarios[half:]) if half else ():
            yield from _checked(Stack.of(part), limits)
    else:
        yield from (Run(stack, row) for row in range(len(stack.scenarios)))


def _misfit(scenario: Scenario) -> ScenarioError:
    return ScenarioError(list(dict.fromkeys(refusals(Cases.of_alike([scenario])))))


def at_case(values: Array, case: int) -> float | None:
    """Return the value of one case, of an array of (cases,) or (1,); None where it is not known."""
    return or_none(float(at(values, case)))
