"""Months: a plan step by step from its start, its measures in every case, and one case month by month.

Only totals are kept while measures are worked out, for a chunk of cases at a time. Single units are followed in
one case at a time: the longest rested go first, so arrival k is unit k mod N; a unit that arrives relieves one
that is due to hand over in that step, of its own contributor if there is one.
"""

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from model.engine.plan import MOST_AT_ONCE, Plans, least_units
from model.engine.units import ALONE, Plan, Row
from model.frozen import lazy
from model.kernels import requirement, schedule
from model.kernels.arrays import Array, Counts
from model.kernels.schedule import arrival_steps
from model.kernels.timetable import PHASES, Timetable, phases

MEASURES = ("first_shortfall_month", "months_held", "achieved_dwell_months", "least_pool")
MOST_UNITS = 1_000
"""More units than a reader could follow one by one: then there are no turns, only totals."""


@dataclass(frozen=True)
class Unfolded:
    """A plan step by step: the arrivals (lead + 1 + steps + tail, rows, cases), from `lead` steps before the start."""

    plan: Plan
    arrived: Counts
    lead: int
    steps: int

    @lazy
    def until_horizon(self) -> Counts:
        """The arrivals without those beyond the horizon."""
        return self.arrived[: self.lead + 1 + self.steps]

    @lazy
    def deployed(self) -> Counts:
        """Units in theatre in each step, without those handing over (steps, rows, cases)."""
        return schedule.in_theatre(self.until_horizon, lead=self.lead, relief_steps=self.plan.times.relief)


def unfold(plans: Plans, part: Plan, *, tail: int = 0) -> Unfolded:
    """Return a plan step by step, from the start that the scenario asks for, with `tail` steps beyond.

    Where others fill in, or targets change, contributors wait for one another; else each goes by itself.
    """
    kind = _kind(part, plans.steps + tail)
    pool, targets = part.pool.astype(kind), part.targets.astype(kind)
    times, shape = part.times, pool.shape[1:]
    start = schedule.start_of(
        most=targets[0].ravel(),
        pool=pool[0].ravel(),
        relief_steps=times.relief.ravel(),
        goal_steps=times.goal.ravel(),
        is_spread=plans.is_spread,
    )
    steps, demand, able = plans.steps + tail, plans.by_step(targets, tail), plans.by_step(pool, tail)
    if plans.backfill or len(plans.begins) > 1:
        most = np.minimum(part.most, part.required[:, np.newaxis]).astype(kind) if plans.backfill else None
        arrived = schedule.arrivals_together(
            start=start.reshape(-1, *shape),
            demand=demand,
            pool=able,
            required=plans.by_step(part.required.astype(kind), tail),
            most=most if most is None else plans.by_step(most, tail),
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
    return Unfolded(part, arrived.reshape(-1, *shape), len(start) - 1, plans.steps)


def _kind(part: Plan, steps: int) -> type[np.number[Any]]:
    """Integers for whole units, as small as hold all arrivals; floats for plain troops."""
    if not part.is_whole:
        return np.float64
    return np.int32 if max(part.pool.max(), part.targets.max()) * (steps + 2) < np.iinfo(np.int32).max else np.int64


def missing(plans: Plans, part: Unfolded) -> Array:
    """Return the units of a component that are required and that nobody sends (steps, cases)."""
    required = plans.by_step(part.plan.required)
    return requirement.shortfall(needed_troops=required, placed_troops=part.deployed.sum(axis=1))


def measures(plans: Plans) -> dict[str, Array]:
    """Return the measures of the schedule in each case (cases,), NaN where undefined or not known.

    `first_shortfall_month`: the first month with fewer deployed than required, NaN if there is none.
    `months_held`: the months without one. `achieved_dwell_months`: the mean time at home of those who
    return to theatre within the horizon, NaN if nobody does. `least_pool`: the troops that, in one pool
    that rotates as the components do at their dwell goals, would just miss nothing, then and for a cycle more.
    """
    if not plans.is_complete or plans.is_too_short:
        return {name: np.full(plans.count, np.nan) for name in MEASURES}
    size = max([plans.steps * part.pool.shape[1] for part in plans.parts], default=1)
    chunk = max(1, MOST_AT_ONCE // size)
    chunks = [slice(begin, min(begin + chunk, plans.count)) for begin in range(0, plans.count, chunk)]
    measured = [_measured(plans, [part.of(some) for part in plans.parts], some.stop - some.start) for some in chunks]
    return dict(zip(MEASURES, np.concatenate(measured, axis=1), strict=True))


def _measured(plans: Plans, parts: Sequence[Plan], count: int) -> Array:
    """The measures of `count` cases (measures, cases)."""
    unfolded = [unfold(plans, part) for part in parts]
    is_short = np.zeros((plans.steps, count), bool)
    for part in unfolded:
        is_short |= missing(plans, part) > 0
    short_months = np.logical_or.reduceat(is_short, plans.first_steps, axis=0)
    first = np.where(short_months.any(axis=0), 1.0 + short_months.argmax(axis=0), np.nan)
    least = sum((least_units(plans, part) * part.troops for part in parts), start=np.zeros(count))
    return np.stack([first, (~short_months).sum(axis=0), _mean_dwell(plans, unfolded, count), least])


def _mean_dwell(plans: Plans, unfolded: Sequence[Unfolded], count: int) -> Array:
    served, months = np.zeros(count), np.zeros(count)
    for part in unfolded:
        returns, cycle = schedule.mean_return(part.until_horizon, lead=part.lead, pool=part.plan.pool.max(axis=0))
        troops = returns * part.plan.troops
        served += troops.sum(axis=0)
        months += (troops * np.nan_to_num(cycle - part.plan.times.away)).sum(axis=0) / plans.steps_per_month
    return requirement.ratio(months, served)


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

    `number` counts the units of a row from 1; `start_month` and `end_month` are the first and last month that
    the turn touches. A turn in theatre has whom it `relieves` (row and number, None
    for nobody) and, for a unit seen before, its months at home until then and by how many they miss the goal.
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


def unfolded_at(plans: Plans, case: int) -> list[Unfolded]:
    """Return every component's plan in one case, step by step, far enough to know who prepares."""
    if plans.is_too_short:
        return []
    parts = [part.of(slice(case, case + 1)) for part in plans.parts]
    return [unfold(plans, part, tail=int(part.times.prepares.max())) for part in parts]


def in_months(plans: Plans, unfolded: Sequence[Unfolded]) -> list[Months]:
    """Return the months of each row, and of all together where no component is of unknown size."""
    rows = [months for part in unfolded for months in _months_of(plans, part)]
    if not plans.is_complete or not unfolded:
        return rows
    required, short = np.zeros(plans.steps), np.zeros(plans.steps)
    for part in unfolded:
        required = required + plans.by_step(part.plan.required)[:, 0] * part.plan.troops[0]
        short = short + missing(plans, part)[:, 0] * part.plan.troops[0]
    by_phase = {phase: np.sum([months.phases[phase] for months in rows], axis=0) for phase in PHASES}
    together = Months(ALONE, Row(ALONE, ()), _mean(plans, required), by_phase, _mean(plans, short))
    return [*rows, together]


def _months_of(plans: Plans, unfolded: Unfolded) -> Iterator[Months]:
    plan = unfolded.plan
    targets = plans.by_step(plan.targets)[..., 0] * np.ones((plans.steps, 1))
    for at, row in enumerate(plan.rows):
        units = phases(
            unfolded.arrived[:, at, 0],
            lead=unfolded.lead,
            steps=plans.steps,
            pool=plan.pool[:, at, 0].max(),
            times=plan.times.at((at, 0)),
            joins=plans.step_of(row.window[0]) or 1,
            leaves=plans.step_of(row.window[1]),
        )
        short = np.maximum(targets[:, at] - units["deployed"], 0)
        required, gap = (_mean(plans, of_units * plan.troops[0]) for of_units in (targets[:, at], short))
        troops = {phase: _mean(plans, units[phase] * plan.troops[0]) for phase in PHASES}
        yield Months(plan.component, row, required, troops, gap)


def _mean(plans: Plans, by_step: Counts) -> Array:
    """The mean over the steps of each month (months,)."""
    return np.add.reduceat(by_step, plans.first_steps) / np.bincount(plans.months)


def in_turns(plans: Plans, unfolded: Sequence[Unfolded]) -> list[Turn]:
    """Return every whole unit's phases, in the order of rows and units; none where there are more than 1,000 units."""
    whole = [part for part in unfolded if part.plan.is_whole]
    if sum(part.plan.pool.max(axis=0).sum() for part in whole) > MOST_UNITS:
        return []
    return [turn for part in whole for turn in _turns_of(plans, part)]


def _turns_of(plans: Plans, unfolded: Unfolded) -> Iterator[Turn]:
    plan, arrivals = unfolded.plan, _arrivals(unfolded)
    relieved = _reliefs(unfolded, arrivals)
    by_unit: dict[tuple[int, int], list[_Arrival]] = defaultdict(list)
    for arrival in arrivals:
        by_unit[arrival.row, arrival.number].append(arrival)
    for at, row in enumerate(plan.rows):
        times = plan.times.at((at, 0))
        for number in range(1, int(plan.pool[:, at, 0].max()) + 1):
            for phase, begin, end, served in _phases_of(by_unit[at, number], times, plans, row):
                first, last = max(begin, 1), min(end - 1, plans.steps)
                if first <= last:
                    begins, ends = ((first - 1) / plans.steps_per_month, last / plans.steps_per_month)
                    months = (plans.month_of(first), plans.month_of(last))
                    turn = Turn(plan.component, row, number, phase, begins, ends, *months)
                    yield turn if served is None else _served(turn, served, relieved.get(served), unfolded, plans)


def _served(turn: Turn, arrival: "_Arrival", relieved: "_Arrival | None", unfolded: Unfolded, plans: Plans) -> Turn:
    """A turn in theatre, with the unit it relieves and the time at home before it."""
    rows, times = unfolded.plan.rows, unfolded.plan.times.at((arrival.row, 0))
    unit = None if relieved is None else (rows[relieved.row], relieved.number)
    if arrival.since is None:
        return replace(turn, relieves=unit)
    dwell, goal = (float(steps - times.away) / plans.steps_per_month for steps in (arrival.since, times.goal))
    return replace(turn, relieves=unit, dwell_months=dwell, below_goal_months=max(goal - dwell, 0.0))


def _phases_of(
    arrivals: Sequence["_Arrival"], times: Timetable, plans: Plans, row: Row
) -> Iterator[tuple[str, int, int, "_Arrival | None"]]:
    """The phases of one unit in order: its first step, the step after its last, and its arrival where deployed."""
    prepares, called_up, outbound = int(times.prepares), int(times.called_up), int(times.outbound)
    relief, tour, home, recovered = int(times.relief), int(times.tour), int(times.home), int(times.recovered)
    forever = plans.steps + 1
    leaves = plans.step_of(row.window[1]) or forever
    ready = plans.step_of(row.window[0]) or 1
    rests = leave = ready
    for number, arrival in enumerate([*arrivals, None]):
        due = arrival.step if arrival else forever + prepares
        if number:
            yield "recovering", rests, min(leave, leaves), None
        yield "resting", leave, min(ready, due - prepares, leaves), None
        yield "ready", max(ready, leave), min(due - prepares, leaves), None
        if arrival:
            yield "preparing", due - prepares, due - called_up, None
            yield "mobilised", due - called_up, due - outbound, None
            yield "in_transit", due - outbound, due, None
            yield "deployed", due, due + relief, arrival
            yield "handing_over", due + relief, due + tour, None
            yield "in_transit", due + tour, due + home, None
            rests, leave, ready = due + home, due + recovered, due + int(times.goal) - prepares
    yield "left", max(rests, leaves), forever, None


@dataclass(frozen=True)
class _Arrival:
    """A unit of a row, counted from 1, arriving in theatre at a step, so many steps after its last arrival."""

    row: int
    number: int
    step: int
    since: int | None


def _arrivals(unfolded: Unfolded) -> list[_Arrival]:
    """Every arrival of every row, row by row, those of the past first."""
    arrivals: list[_Arrival] = []
    for row in range(len(unfolded.plan.rows)):
        arrived, pool = unfolded.arrived[:, row, 0], int(unfolded.plan.pool[:, row, 0].max())
        last: dict[int, int] = {}
        for place, step in enumerate(arrival_steps(arrived, lead=unfolded.lead).tolist(), int(arrived[0])):
            number = place % pool + 1
            arrivals.append(_Arrival(row, number, step, step - last[number] if number in last else None))
            last[number] = step
    return arrivals


def _reliefs(unfolded: Unfolded, arrivals: Sequence[_Arrival]) -> dict[_Arrival, _Arrival]:
    """The arrival that each relieves: one of its own row that is due at its step, else one of another row."""
    due: dict[tuple[int, int], deque[_Arrival]] = defaultdict(deque)
    for arrival in arrivals:
        due[arrival.step + int(unfolded.plan.times.relief[arrival.row, 0]), arrival.row].append(arrival)
    relieved, others = {}, []
    for arrival in arrivals:
        if relieving := due.get((arrival.step, arrival.row)):
            relieved[arrival] = relieving.popleft()
        else:
            others.append(arrival)
    for arrival in others:
        rows = range(len(unfolded.plan.rows))
        left = next((units for row in rows if (units := due.get((arrival.step, row)))), None)
        if left:
            relieved[arrival] = left.popleft()
    return relieved
