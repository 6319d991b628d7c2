"""Months: a plan step by step from its start, its measures in every case, and one case month by month.

The measures rest on totals alone, worked out for a chunk of cases at a time. Single units are followed in one case
at a time: the longest rested go first, so arrival k is unit k mod N; a unit that arrives relieves one that is due to
hand over in that step, of its own contributor if there is one.
"""

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from model.engine.plan import MOST_AT_ONCE, MOST_IN_CACHE, Plan, least_units
from model.engine.queue import Arrival, Queue, queued
from model.engine.units import ALONE, ComponentPlan, Row
from model.frozen import lazy
from model.kernels import requirement, schedule
from model.kernels.arrays import ROUNDING, Array, Counts, added, ratio
from model.kernels.schedule import arrival_steps
from model.kernels.timetable import UNIT_PHASES, Timetable, phases

MONTH_MEASURES = ("first_shortfall_month", "months_held", "achieved_dwell_months", "least_pool")
MOST_UNITS = 1_000
"""More units than a reader could follow one by one: then there are no turns, only totals."""


@dataclass(frozen=True)
class Unfolded:
    """A component's plan step by step, from `lead` steps before the start to some steps beyond the horizon.

    `arrived` are the cumulative arrivals (lead + 1 + steps + tail, rows, cases).
    """

    component: ComponentPlan
    arrived: Counts
    lead: int
    steps: int

    @lazy
    def until_horizon(self) -> Counts:
        """The arrivals up to the horizon."""
        return self.arrived[: self.lead + 1 + self.steps]

    @lazy
    def deployed(self) -> Counts:
        """Units in theatre in each step, without units handing over (steps, rows, cases)."""
        return schedule.in_theatre(self.until_horizon, lead=self.lead, relief_steps=self.component.times.relief)

    def missing(self, plan: Plan) -> Array:
        """Return the troops required that no contributor sends (steps, cases)."""
        required = plan.by_step(self.component.required)
        units = requirement.shortfall(needed_troops=required, placed_troops=added(self.deployed, axis=1))
        return units * self.component.troops


def unfold(plan: Plan, component: ComponentPlan, *, tail: int = 0) -> Unfolded:
    """Return a component's plan step by step, from the start that the scenario asks for, with `tail` steps beyond.

    Where others fill in, or targets change, contributors wait for one another; else each goes by itself.
    """
    steps, times, shape = plan.steps + tail, component.times, component.pool.shape[1:]
    kind = _kind(component, steps)
    pool, targets = component.pool.astype(kind), component.targets.astype(kind)
    start = schedule.start_of(
        most=targets[0].ravel(),
        pool=pool[0].ravel(),
        relief_steps=times.relief.ravel(),
        cycle_steps=times.cycle.ravel(),
        goal_steps=times.goal.ravel(),
        is_spread=plan.is_spread,
    )
    demand, able = plan.by_step(targets, tail), plan.by_step(pool, tail)
    if plan.backfill or len(plan.begins) > 1:
        most = np.minimum(component.most, component.required[:, np.newaxis]).astype(kind) if plan.backfill else None
        arrived = schedule.arrivals_together(
            start=start.reshape(-1, *shape),
            demand=demand,
            pool=able,
            required=plan.by_step(component.required.astype(kind), tail),
            most=most if most is None else plan.by_step(most, tail),
            relief_steps=times.relief,
            cycle_steps=times.cycle,
            goal_steps=times.goal,
            steps=steps,
        )
    else:
        arrived = schedule.arrivals(
            start=start,
            demand=demand.reshape(len(demand), -1),
            pool=able.reshape(len(able), -1),
            relief_steps=times.relief.ravel(),
            cycle_steps=times.cycle.ravel(),
            steps=steps,
        )
    return Unfolded(component, arrived.reshape(-1, *shape), len(start) - 1, plan.steps)


def gap_by_month(plan: Plan, missing: Array) -> Array:
    """Return the troops missing in each month, the mean over its steps; less than one soldier is none (months, …)."""
    mean = _mean(plan, missing)
    return np.where(mean < 1 - ROUNDING, 0.0, mean)


def _kind(component: ComponentPlan, steps: int) -> np.dtype[np.number[Any]]:
    """Integers for whole units, as small as hold all arrivals; floats for plain troops."""
    if not component.is_whole:
        return np.dtype(np.float64)
    is_small = max(component.pool.max(), component.targets.max()) * (steps + 2) < np.iinfo(np.int32).max
    return np.dtype(np.int32 if is_small else np.int64)


def measures(plan: Plan) -> dict[str, Array]:
    """Return the measures of the schedule in each case (cases,), NaN where undefined or not known.

    `first_shortfall_month`: the first month with fewer deployed than required, NaN if there is none.
    `months_held`: the months without a shortfall. `achieved_dwell_months`: the mean time at home of units that
    return to theatre within the horizon, NaN if none does. `least_pool`: the troops that, in one pool that rotates
    as the components do at their dwell goals, would just miss nothing, then and for a cycle more.
    """
    if not plan.is_complete or plan.is_too_short:
        return {name: np.full(plan.count, np.nan) for name in MONTH_MEASURES}
    size = max([plan.steps * component.pool.shape[1] for component in plan.components], default=1)
    is_whole = all(component.is_whole for component in plan.components)
    chunk = max(1, (MOST_IN_CACHE if is_whole else MOST_AT_ONCE) // size)
    chunks = [slice(begin, min(begin + chunk, plan.count)) for begin in range(0, plan.count, chunk)]
    measured = [
        _measured(plan, [component.of(some) for component in plan.components], some.stop - some.start)
        for some in chunks
    ]
    first, held, dwell = np.concatenate(measured, axis=1)
    least = (least_units(plan, component) * component.troops for component in plan.components)
    in_all = sum(least, start=np.zeros(plan.count))
    return dict(zip(MONTH_MEASURES, (first, held, dwell, in_all), strict=True))


def _measured(plan: Plan, components: Sequence[ComponentPlan], count: int) -> Array:
    """The first three measures of `count` cases (measures, cases)."""
    unfolded = [unfold(plan, component) for component in components]
    missing = sum((followed.missing(plan) for followed in unfolded), start=np.zeros((plan.steps, count)))
    short_months = gap_by_month(plan, missing) > 0
    first = np.where(short_months.any(axis=0), 1.0 + short_months.argmax(axis=0), np.nan)
    return np.stack([first, (~short_months).sum(axis=0), _mean_dwell(plan, unfolded, count)])


def _mean_dwell(plan: Plan, unfolded: Sequence[Unfolded], count: int) -> Array:
    served, months = np.zeros(count), np.zeros(count)
    for followed in unfolded:
        component = followed.component
        returns, cycle = schedule.mean_return(
            followed.until_horizon, lead=followed.lead, pool=plan.by_period(component.pool), begins=plan.period_steps
        )
        troops = returns * component.troops
        served += added(troops)
        months += added(troops * np.nan_to_num(cycle - component.times.away)) / plan.steps_per_month
    return ratio(months, served)


@dataclass(frozen=True)
class Months:
    """The troops of one row month by month (months,): by phase, asked for (`required`), short of it (`shortfall`).

    A row is a contributor's share of one component; `ALONE` for both names stands for all together.
    """

    component: str
    row: Row
    required: Array
    phases: Mapping[str, Array]
    shortfall: Array

    @property
    def pool(self) -> Array:
        """The troops of all phases (months,)."""
        return np.sum(list(self.phases.values()), axis=0)


@dataclass(frozen=True)
class Turn:
    """One unit in one phase, from `begins` to `ends`, in months since the start.

    `number` counts the units of a row from 1; `start_month` and `end_month` are the first and last month that the turn
    touches. A turn in theatre names the unit that it `relieves` by row and number, None for no unit; if the unit has
    been in theatre before, it has the months at home since then, and by how many they miss the goal.
    """

    component: str
    row: Row
    number: int
    phase: str
    begins: float
    ends: float
    start_month: int
    end_month: int
    relieves: tuple[Row, int] | None = None
    dwell_months: float | None = None
    below_goal_months: float | None = None


@dataclass(frozen=True)
class Return:
    """A unit that goes to theatre again within the horizon: its months at home, and by how many they miss the goal.

    `number` counts the units of a row from 1.
    """

    row: Row
    number: int
    dwell_months: float
    below_goal_months: float


@dataclass(frozen=True)
class CaseMonths:
    """One case of a plan, followed month by month and unit by unit."""

    plan: Plan
    case: int

    @lazy
    def _unfolded(self) -> list[Unfolded]:
        """Every component's plan in the case, step by step, far enough to know which units prepare."""
        if self.plan.is_too_short:
            return []
        components = [component.of(slice(self.case, self.case + 1)) for component in self.plan.components]
        return [unfold(self.plan, component, tail=int(component.times.prepares.max())) for component in components]

    @lazy
    def months(self) -> list[Months]:
        """The months of each row, and of all together where no component is of unknown size."""
        plan = self.plan
        rows = [months for unfolded in self._unfolded for months in _months_of(plan, unfolded)]
        if not plan.is_complete or not rows:
            return rows
        required, missing = np.zeros(plan.steps), np.zeros(plan.steps)
        for unfolded in self._unfolded:
            required = required + plan.by_step(unfolded.component.required)[:, 0] * unfolded.component.troops[0]
            missing = missing + unfolded.missing(plan)[:, 0]
        by_phase = {phase: np.sum([months.phases[phase] for months in rows], axis=0) for phase in UNIT_PHASES}
        together = Months(ALONE, Row(ALONE, ()), _mean(plan, required), by_phase, gap_by_month(plan, missing))
        return [*rows, together]

    @lazy
    def _queues(self) -> list[tuple[Unfolded, list[Queue]]]:
        """Every component of whole units with the queues of its rows; none where there are more than 1,000 units."""
        whole = [unfolded for unfolded in self._unfolded if unfolded.component.is_whole]
        if sum(unfolded.component.pool.max(axis=0).sum() for unfolded in whole) > MOST_UNITS:
            return []
        return [(unfolded, _queues(self.plan, unfolded)) for unfolded in whole]

    @lazy
    def turns(self) -> list[Turn]:
        """Every whole unit's phases, in the order of rows and units; none where there are more than 1,000 units."""
        return [turn for unfolded, queues in self._queues for turn in _turns_of(self.plan, unfolded, queues)]

    @lazy
    def returns(self) -> list[Return]:
        """Every return of a whole unit, in the order of rows and units; it needs none of the turns."""
        return [back for unfolded, queues in self._queues for back in _returns_of(self.plan, unfolded, queues)]


def _months_of(plan: Plan, unfolded: Unfolded) -> Iterator[Months]:
    component = unfolded.component
    targets = plan.by_step(component.targets)[..., 0] * np.ones((plan.steps, 1))
    for at, row in enumerate(component.rows):
        units = phases(
            unfolded.arrived[:, at, 0],
            lead=unfolded.lead,
            steps=plan.steps,
            pool=_pool_by_step(plan, component, at),
            times=component.times.at((at, 0)),
            leaves=plan.step_of(row.window[1]),
        )
        missing = np.maximum(targets[:, at] - units["deployed"], 0.0) * component.troops[0]
        troops = {phase: _mean(plan, units[phase] * component.troops[0]) for phase in UNIT_PHASES}
        required = _mean(plan, targets[:, at] * component.troops[0])
        yield Months(component.name, row, required, troops, gap_by_month(plan, missing))


def _pool_by_step(plan: Plan, component: ComponentPlan, at: int) -> Counts:
    """The units of a row at each step of one case; of a row that leaves, from then on those that it had (steps,)."""
    pool = np.broadcast_to(plan.by_step(component.pool)[:, at, 0], (plan.steps,))
    leaves = plan.step_of(component.rows[at].window[1]) or 1
    return np.where(np.arange(1, plan.steps + 1) < leaves, pool, pool[leaves - 2]) if leaves > 1 else pool


def _mean(plan: Plan, by_step: Counts) -> Array:
    """The mean over the steps of each month (months, …)."""
    steps = np.bincount(plan.months).reshape(-1, *[1] * (by_step.ndim - 1))
    return np.add.reduceat(by_step, plan.first_steps, axis=0) / steps


def _returns_of(plan: Plan, unfolded: Unfolded, queues: Sequence[Queue]) -> Iterator[Return]:
    for row, queue in zip(unfolded.component.rows, queues, strict=True):
        by_unit = queue.by_unit()
        times = unfolded.component.times.at((queue.row, 0))
        for number in queue.stays:
            for arrival in by_unit[number]:
                if arrival.since is not None and 1 - int(times.relief) < arrival.step <= plan.steps:
                    yield _return(plan, row, times, number, arrival.since)


def _return(plan: Plan, row: Row, times: Timetable, number: int, since: int) -> Return:
    dwell, goal = (float(steps - times.away) / plan.steps_per_month for steps in (since, times.goal))
    return Return(row, number, dwell, max(goal - dwell, 0.0))


def _turns_of(plan: Plan, unfolded: Unfolded, queues: Sequence[Queue]) -> Iterator[Turn]:
    component = unfolded.component
    relieved = _reliefs(unfolded, [arrival for queue in queues for arrival in queue.arrivals])
    for at, row in enumerate(component.rows):
        by_unit = queues[at].by_unit()
        times, leaves = component.times.at((at, 0)), plan.step_of(row.window[1]) or plan.steps + 1
        for number, stays in queues[at].stays.items():
            for phase, begin, end, arriving in _phases_of(by_unit[number], times, stays, leaves, plan.steps + 1):
                first, last = max(begin, 1), min(end - 1, plan.steps)
                if first <= last:
                    begins, ends = ((first - 1) / plan.steps_per_month, last / plan.steps_per_month)
                    months = (plan.month_of(first), plan.month_of(last))
                    turn = Turn(component.name, row, number, phase, begins, ends, *months)
                    yield _in_theatre(turn, arriving, relieved.get(arriving), component, plan) if arriving else turn


def _in_theatre(turn: Turn, arrival: Arrival, relieved: Arrival | None, component: ComponentPlan, plan: Plan) -> Turn:
    """The turn with the unit that it relieves and the time at home before it."""
    unit = None if relieved is None else (component.rows[relieved.row], relieved.number)
    if arrival.since is None:
        return replace(turn, relieves=unit)
    back = _return(plan, turn.row, component.times.at((arrival.row, 0)), turn.number, arrival.since)
    return replace(turn, relieves=unit, dwell_months=back.dwell_months, below_goal_months=back.below_goal_months)


def _phases_of(
    arrivals: Sequence[Arrival], times: Timetable, stays: Sequence[tuple[int, int]], leaves: int, forever: int
) -> Iterator[tuple[str, int, int, Arrival | None]]:
    """The phases of one unit in order: its first step, the step after its last, and its arrival where deployed.

    It is `resting` and `ready` only while its row has it.
    """
    prepares, called_up, outbound = int(times.prepares), int(times.called_up), int(times.outbound)
    relief, tour, home, recovered = int(times.relief), int(times.tour), int(times.home), int(times.recovered)
    rests = leave = ready = 1
    for number, arrival in enumerate([*arrivals, None]):
        due = arrival.step if arrival else forever + prepares
        if number:
            yield "recovering", rests, min(leave, leaves), None
        for begin, end in stays:
            yield "resting", max(leave, begin), min(ready, due - prepares, end), None
            yield "ready", max(ready, leave, begin), min(due - prepares, end), None
        if arrival:
            yield "preparing", due - prepares, due - called_up, None
            yield "mobilised", due - called_up, due - outbound, None
            yield "in_transit", due - outbound, due, None
            yield "deployed", due, due + relief, arrival
            yield "handing_over", due + relief, due + tour, None
            yield "in_transit", due + tour, due + home, None
            rests, leave, ready = due + home, due + recovered, due + int(times.goal) - prepares
    is_there = any(end == leaves for _, end in stays)
    yield "left", max(rests, leaves), forever if is_there else leave, None


def _queues(plan: Plan, unfolded: Unfolded) -> list[Queue]:
    """The units of every row, followed through all its arrivals."""
    pools = plan.by_period(unfolded.component.pool)[..., 0].astype(int)
    return [
        queued(
            at,
            arrival_steps(unfolded.arrived[:, at, 0], lead=unfolded.lead).tolist(),
            pool=pool,
            begins=plan.period_steps.tolist(),
            first=int(unfolded.arrived[0, at, 0]),
            forever=plan.steps + 1,
        )
        for at, pool in enumerate(pools.T.tolist())
    ]


def _reliefs(unfolded: Unfolded, arrivals: Sequence[Arrival]) -> dict[Arrival, Arrival]:
    """The unit that each arrival relieves, due at the same step: of its own row, else of another; by its arrival."""
    due: dict[tuple[int, int], deque[Arrival]] = defaultdict(deque)
    for arrival in arrivals:
        due[arrival.step + int(unfolded.component.times.relief[arrival.row, 0]), arrival.row].append(arrival)
    relieved, others = {}, []
    for arrival in arrivals:
        if relieving := due.get((arrival.step, arrival.row)):
            relieved[arrival] = relieving.popleft()
        else:
            others.append(arrival)
    for arrival in others:
        rows = range(len(unfolded.component.rows))
        left = next((units for row in rows if (units := due.get((arrival.step, row)))), None)
        if left:
            relieved[arrival] = left.popleft()
    return relieved
