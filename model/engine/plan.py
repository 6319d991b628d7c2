"""The plan of a rotation: the units of each contributor, and the demand on them in each period.

A period ends whenever the size of the force changes, or a contributor joins or leaves. Without a coalition the plan
has one pool, the least that misses nothing. `model.engine.months` follows a plan step by step.
"""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from model.engine.cases import Cases, Excerpt, Kind, Mask, columns, extent
from model.engine.outcomes import Outcomes
from model.engine.units import ALONE, ComponentPlan, Row, own_rows, shared_out, times_of
from model.frozen import Range, lazy
from model.kernels import requirement, schedule
from model.kernels.arrays import ROUNDING, Array, Counts, Steps
from model.kernels.timetable import STEPS_PER_MONTH, greatest_rounding
from model.scenario import Scenario
from model.scenario.component import Component

MOST_AT_ONCE, MOST_IN_CACHE = 4_000_000, 250_000
"""Arrivals held in memory at once: cases are worked out in chunks of no more; of whole units in what a cache holds.

Plain troops start from as many steps before as the longest cycle of their chunk has, so their chunks are larger.
"""


@dataclass(frozen=True)
class Plan:
    """The plans of all the coalition's components of known size, over one division of the time.

    `begins`: the first month of each period in which neither the force nor its contributors change.
    `is_complete`: whether no component is of unknown size. `off`: by how many steps durations were rounded.
    """

    components: tuple[ComponentPlan, ...]
    count: int
    horizon_months: int
    begins: tuple[int, ...]
    step: str
    is_spread: bool
    backfill: bool
    is_complete: bool
    off: dict[str, float]
    excerpt: "Excerpt[Plan] | None" = None

    @lazy
    def least(self) -> dict[tuple[str, bool, bool], Counts]:
        """The fewest units that were asked for, by component, start and rest; see `least_units`."""
        return {}

    @lazy
    def steps_per_month(self) -> float:
        """Steps in a month."""
        return STEPS_PER_MONTH[self.step]

    @lazy
    def steps(self) -> int:
        """Steps in the horizon."""
        return round(self.horizon_months * self.steps_per_month)

    @lazy
    def months(self) -> Steps:
        """The month, from 0, in which each step falls (steps,)."""
        months = np.floor(np.arange(self.steps) / self.steps_per_month + ROUNDING).astype(np.int64)
        return np.minimum(months, self.horizon_months - 1)

    @lazy
    def first_steps(self) -> Steps:
        """The first step of each month, counted from 0 (months,)."""
        return np.searchsorted(self.months, np.arange(self.horizon_months))

    @lazy
    def period_steps(self) -> Steps:
        """The first step of each period, counted from 1 (periods,)."""
        return self.first_steps[np.array(self.begins) - 1] + 1

    def step_of(self, month: int | None) -> int | None:
        """Return the step with which a month begins; None for no month or one beyond the horizon."""
        return int(self.first_steps[month - 1]) + 1 if month and month <= self.horizon_months else None

    def month_of(self, step: int) -> int:
        """Return the month in which a step falls; both are counted from 1."""
        return int(self.months[step - 1]) + 1

    @lazy
    def is_too_short(self) -> bool:
        """Whether a tour less its overlap is shorter than half a step, so that nothing can be worked out."""
        return bool(self.too_short.any())

    @lazy
    def too_short(self) -> Mask:
        """In which cases that is so (cases,)."""
        is_so = np.zeros(self.count, bool)
        for component in self.components:
            is_so |= (component.times.relief < 1).any(axis=0) | (component.own_times.relief < 1)
        return is_so

    def alone(self, scenario: Scenario, cases: slice, off: dict[str, float]) -> "Plan | None":
        """Return the plan that a scenario's cases have without the others; None where this plan alone does not tell it.

        Args:
            scenario: the scenario, whose units can have another name than those of the plan's first.
            cases: its cases in this plan.
            off: by how many steps its own durations are rounded.
        """
        components = [component.alone(cases, unit_of(scenario.force[component.name])) for component in self.components]
        known = tuple(component for component in components if component is not None)
        if len(known) < len(components):
            return None
        return replace(self, components=known, count=cases.stop - cases.start, off=off, excerpt=Excerpt(self, cases))

    def by_period(self, counts: Counts) -> Counts:
        """Return counts of one period, where nothing changes, or of every period as those of every period."""
        return np.broadcast_to(counts, (len(self.begins), *counts.shape[1:]))

    def by_step(self, by_period: NDArray[Kind], tail: int = 0) -> NDArray[Kind]:
        """Return values by period as values by step, with `tail` steps beyond; (1, …) where nothing changes."""
        if len(by_period) == 1:
            return by_period
        months = np.concatenate([self.months, np.full(tail, self.horizon_months - 1)])
        return by_period[np.searchsorted(self.begins, months + 1, side="right") - 1]


def plan_of(cases: Cases, outcomes: Outcomes) -> Plan:
    """Return the plan of the coalition's components, in every case."""
    scenario = cases.scenario
    known, begins = outcomes.known_sizes, outcomes.begins
    step, off = step_of(cases, known)
    plan = Plan(
        components=tuple(_without_rows(cases, name, strength, begins, step) for name, strength in known.items()),
        count=cases.count,
        horizon_months=scenario.horizon_months,
        begins=begins,
        step=step,
        is_spread=scenario.schedule.start == "evenly_spread",
        backfill=scenario.schedule.backfill,
        is_complete=len(known) == len(outcomes.rotating),
        off=off,
    )
    if plan.is_too_short:
        return plan
    if scenario.coalition is None:
        least = [least_units(plan, component).astype(float) for component in plan.components]
        pools = zip(plan.components, least, strict=True)
        return replace(plan, components=tuple(replace(of, pool=pool[np.newaxis, np.newaxis]) for of, pool in pools))
    rows = [own_rows(cases, component, known, periods=outcomes.supplies, step=step) for component in plan.components]
    return replace(plan, components=tuple(map(shared_out, plan.components, rows)))


def least_units(
    plan: Plan, component: ComponentPlan, *, is_spread: bool | None = None, at_floor: bool = False
) -> Counts:
    """Return the fewest units that keep a component's demand up without one missed step (cases,).

    All units are in one pool that rotates as the component does, at its dwell goal or its floor, from the plan's
    start or the one asked for. The demand is kept up over the horizon and for one whole cycle at its last month's
    demand, so that every unit is seen to go twice.
    """
    starts_spread = plan.is_spread if is_spread is None else is_spread
    key = (component.name, starts_spread, at_floor)
    if key not in plan.least:
        if plan.excerpt is None:
            plan.least[key] = _least_units(plan, component, is_spread=starts_spread, at_floor=at_floor)
        else:
            whole = plan.excerpt.whole
            (of_whole,) = (other for other in whole.components if other.name == component.name)
            least = least_units(whole, of_whole, is_spread=starts_spread, at_floor=at_floor)
            plan.least[key] = columns(least, plan.excerpt.cases)
    return plan.least[key]


def _least_units(plan: Plan, component: ComponentPlan, *, is_spread: bool, at_floor: bool) -> Counts:
    times = component.own_times
    beyond = int(times.goal.max())
    steps = beyond + (plan.steps if len(plan.begins) > 1 else int(times.relief.max()))
    demand = plan.by_step(np.ceil(component.required - ROUNDING).astype(np.int64), beyond)
    width = max(1, MOST_IN_CACHE // (steps + beyond))
    least = [
        schedule.least_pool(
            demand=demand[:, some],
            relief_steps=times.relief[some],
            cycle_steps=(times.cycle if at_floor else times.goal)[some],
            goal_steps=times.goal[some],
            steps=steps,
            is_spread=is_spread,
        )
        for some in (slice(begin, begin + width) for begin in range(0, component.troops.size, width))
    ]
    return np.concatenate(least)


def step_of(cases: Cases, components: Iterable[str]) -> tuple[str, dict[str, float]]:
    """Return the step asked for, else a month if every duration is whole; and how far durations do not fit it."""
    rotations = _rotations(cases, components)
    keys = dict.fromkeys(key for rotation in rotations for key in rotation)  # a floor may be one contributor's alone
    months = {key: np.concatenate([rotation[key] for rotation in rotations if key in rotation]) for key in keys}
    step = step_name(cases, components)
    return step, greatest_rounding(months, STEPS_PER_MONTH[step])


def step_name(cases: Cases, components: Iterable[str]) -> str:
    """Return the step asked for, else a month if every duration of some components is whole, else a day."""
    return cases.scenario.schedule.step or ("month" if is_in_months(cases, components).all() else "day")


def is_in_months(cases: Cases, components: Iterable[str]) -> Mask:
    """Return in which cases every duration is a whole number of months (cases,)."""
    is_whole = np.ones(cases.count, bool)
    for rotation in _rotations(cases, components):
        for months in rotation.values():
            is_whole &= np.abs(months - np.rint(months)) <= ROUNDING
    return is_whole


def _rotations(cases: Cases, components: Iterable[str]) -> list[Mapping[str, Array]]:
    """The durations of each different rotation of some components."""
    pairs = itertools.product(components, (None, *cases.scenario.own_rotations[1]))
    alike = {cases.scenario.rotation_key(*pair): pair for pair in pairs}
    return [cases.durations(*pair) for pair in alike.values()]


def _without_rows(cases: Cases, name: str, strength: Array, begins: Sequence[int], step: str) -> ComponentPlan:
    """A component's plan with one row, whose target is the whole demand and whose pool is empty."""
    unit, troops = unit_of(cases.scenario.force[name]), _unit_troops(cases, name)
    periods = [requirement.in_month(strength, np.array([[month - 1]])) for month in begins]
    needed = np.stack([np.broadcast_to(period, (cases.count,)) for period in periods]) / troops
    required = np.ceil(needed - ROUNDING) if unit else needed
    times = times_of(cases, name, None, step)
    targets = required[:, np.newaxis]
    return ComponentPlan(
        name=name,
        unit=unit,
        rows=(Row(ALONE, ()),),
        troops=troops,
        required=required,
        targets=targets,
        pool=0 * targets[:1],
        most=targets,
        times=times.at(np.newaxis),
        own_times=times,
    )


def _unit_troops(cases: Cases, name: str) -> Array:
    """The troops of the whole unit that rotates (cases,); 1 for plain troops."""
    component = cases.scenario.force[name]
    troops = np.ones(1)
    if component.element is not None:
        troops = cases[f"force.{name}.element.troops"]
    elif component.strength.units is not None:
        troops = cases[f"force.{name}.strength.troops_per_unit"] * (1 + cases[f"force.{name}.support_per_deployed"])
    return np.broadcast_to(troops, (cases.count,))


def unit_of(component: Component) -> str:
    """Return the name of the whole unit in which a part rotates; '' for plain troops."""
    if component.element is not None:
        return component.element.name
    if component.strength.units is None:
        return ""
    evidence = component.strength.units.evidence
    return evidence.unit.removesuffix("s") if evidence and evidence.unit else "unit"


@dataclass(frozen=True)
class LeastPool:
    """The least pool that misses no step of a component's demand, in units, over the cases with any demand.

    `unit_troops` and `at_once`: the size of a unit, and the units that are out at a time. `together` and `staggered`:
    the pool by the way it starts, at the dwell goal; `at_floor` both at the dwell floor, None where that is the goal.
    """

    component: ComponentPlan
    unit_troops: Range
    at_once: Range
    together: Range
    staggered: Range
    at_floor: tuple[Range, Range] | None


def least_pools(plan: Plan) -> Iterator[LeastPool]:
    """Yield the least pool of each component with any demand; none where the steps are too long for its tour."""
    for component in () if plan.is_too_short else plan.components:
        if (component.required > ROUNDING).any():
            has_floor = bool((component.own_times.cycle < component.own_times.goal).any())
            yield LeastPool(
                component,
                _over_demand(component.troops[component.required.max(axis=0) > 0]),
                _over_demand(component.required),
                *_by_start(plan, component, at_floor=False),
                _by_start(plan, component, at_floor=True) if has_floor else None,
            )


def _by_start(plan: Plan, component: ComponentPlan, *, at_floor: bool) -> tuple[Range, Range]:
    """The least units sent together, and staggered."""
    together, staggered = (
        _over_demand(least_units(plan, component, is_spread=is_spread, at_floor=at_floor))
        for is_spread in (False, True)
    )
    return together, staggered


def _over_demand(units: Counts) -> Range:
    """The least and the greatest number of units over the periods and cases with any demand."""
    return extent(units[units > 0])
