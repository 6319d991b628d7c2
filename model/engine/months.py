"""Months: a plan step by step from its start, its measures in every case, and one case month by month.

Only totals are kept while measures are worked out, for a chunk of cases at a time. Single units are followed in
one case at a time: the longest rested go first, so arrival k is unit k mod N; a unit that arrives relieves one
that is due to hand over in that step, of its own contributor if there is one.
"""

from collections import deque
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
    made: Counts
    lead: int
    steps: int

    @lazy
    def until_horizon(self) -> Counts:
        """The arrivals without those beyond the horizon."""
        return self.made[: self.lead + 1 + self.steps]

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
        made = schedule.arrivals_together(
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
        made = schedule.arrivals(
            start=start,
            demand=demand.reshape(len(demand), -1),
            pool=able.reshape(len(able), -1),
            relief_steps=times.relief.ravel(),
            cycle_steps=times.cycle.ravel(),
            steps=steps,
        )
    return Unfolded(part, made.reshape(-1, *shape), len(start) - 1, plans.steps)


def _kind(part: Plan, steps: int) -> type[np.number[Any]]:
    """Integers for whole units, as small as hold all arrivals; floats for plain troops."""
    if not part.is_whole:
        return np.float64
    return np.int32 if max(part.pool.max(), part.targets.max()) * (steps + 2) < np.iinfo(np.int32).max else np.int64


def missing(plans: Plans, each: Unfolded) -> Array:
    """Return the units of a component that are required and that nobody sends (steps, cases)."""
    return requirement.shortfall(
        needed_troops=plans.by_step(each.plan.required), placed_troops=each.deployed.sum(axis=1)
    )


def measures(plans: Plans) -> dict[str, Array]:
    """Return what the schedule comes to in each case (cases,), NaN where undefined or not known.

    `first_shortfall_month`: the first month with fewer deployed than required, NaN if there is none.
    `months_held`: the months without one. `achieved_dwell_months`: the mean time at home of those who
    return to theatre within the horizon, NaN if nobody does. `least_pool`: the troops that, in one pool
    that rotates as the components do at their dwell goals, would just miss nothing, then and for a cycle more.
    """
    if not plans.is_complete or plans.is_too_short:
        return {name: np.full(plans.count, np.nan) for name in MEASURES}
    size = max([plans.steps * part.pool.shape[1] for part in plans.parts], default=1)
    chunk = max(1, MOST_AT_ONCE // size)
    found = [
        _measured(
            plans, [part.of(slice(begin, begin + chunk)) for part in plans.parts], min(chunk, plans.count - begin)
        )
        for begin in range(0, plans.count, chunk)
    ]
    return dict(zip(MEASURES, np.concatenate(found, axis=1), strict=True))


def _measured(plans: Plans, parts: Sequence[Plan], count: int) -> Array:
    """The measures of `count` cases (measures, cases)."""
    unfolded = [unfold(plans, part) for part in parts]
    is_short = np.zeros((plans.steps, count), bool)
    for each in unfolded:
        is_short |= missing(plans, each) > 0
    short_months = np.logical_or.reduceat(is_short, plans.first_steps, axis=0)
    first = np.where(short_months.any(axis=0), 1.0 + short_months.argmax(axis=0), np.nan)
    least = sum((least_units(plans, part) * part.troops for part in parts), start=np.zeros(count))
    return np.stack([first, (~short_months).sum(axis=0), _mean_dwell(plans, unfolded, count), least])


def _mean_dwell(plans: Plans, unfolded: Sequence[Unfolded], count: int) -> Array:
    served, months = np.zeros(count), np.zeros(count)
    for each in unfolded:
        returns, cycle = schedule.mean_return(each.until_horizon, lead=each.lead, pool=each.plan.pool.max(axis=0))
        troops = returns * each.plan.troops
        served += troops.sum(axis=0)
        months += (troops * np.nan_to_num(cycle - each.plan.times.away)).sum(axis=0) / plans.steps_per_month
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
        """All of them, whatever their phase (months,)."""
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
    found = [made for each in unfolded for made in _months_of(plans, each)]
    if not plans.is_complete or not unfolded:
        return found
    required = [plans.by_step(each.plan.required)[:, 0] * np.ones(plans.steps) for each in unfolded]
    short = [missing(plans, each)[:, 0] for each in unfolded]
    troops = [each.plan.troops[0] for each in unfolded]
    together = Months(
        ALONE,
        Row(ALONE, ()),
        _mean(plans, sum(each * size for each, size in zip(required, troops, strict=True))),
        {phase: np.sum([each.phases[phase] for each in found], axis=0) for phase in PHASES},
        _mean(plans, sum(each * size for each, size in zip(short, troops, strict=True))),
    )
    return [*found, together]


def _months_of(plans: Plans, each: Unfolded) -> Iterator[Months]:
    troops = each.plan.troops[0]
    targets = plans.by_step(each.plan.targets)[..., 0] * np.ones((plans.steps, 1))
    for at, row in enumerate(each.plan.rows):
        by_phase = phases(
            each.made[:, at, 0],
            lead=each.lead,
            steps=plans.steps,
            pool=each.plan.pool[:, at, 0].max(),
            times=each.plan.times.at((at, 0)),
            joins=plans.step_of(row.window[0]) or 1,
            leaves=plans.step_of(row.window[1]),
        )
        yield Months(
            each.plan.component,
            row,
            _mean(plans, targets[:, at] * troops),
            {phase: _mean(plans, by_phase[phase] * troops) for phase in PHASES},
            _mean(plans, np.maximum(targets[:, at] - by_phase["deployed"], 0) * troops),
        )


def _mean(plans: Plans, by_step: Counts) -> Array:
    """The mean over the steps of each month (months,)."""
    return np.add.reduceat(by_step, plans.first_steps) / np.bincount(plans.months)


def in_turns(plans: Plans, unfolded: Sequence[Unfolded]) -> list[Turn]:
    """Return every whole unit's phases, in the order of rows and units; none where there are more than 1,000 units."""
    whole = [each for each in unfolded if each.plan.is_whole]
    if sum(each.plan.pool.max(axis=0).sum() for each in whole) > MOST_UNITS:
        return []
    return [turn for each in whole for turn in _turns_of(plans, each)]


def _turns_of(plans: Plans, each: Unfolded) -> Iterator[Turn]:
    arrivals = _arrivals(each)
    for at, row in enumerate(each.plan.rows):
        times = each.plan.times.at((at, 0))
        by_unit: dict[int, list[_Arrival]] = {}
        for each_arrival in arrivals[at]:
            by_unit.setdefault(each_arrival.number, []).append(each_arrival)
        for number in range(1, int(each.plan.pool[:, at, 0].max()) + 1):
            for phase, begin, end, arrival in _phases_of(by_unit.get(number, []), times, plans, row):
                first, last = max(begin, 1), min(end - 1, plans.steps)
                if first <= last:
                    begins, ends = (step / plans.steps_per_month for step in (first - 1, last))
                    months = (plans.month_of(first), plans.month_of(last))
                    turn = Turn(each.plan.component, row, number, phase, begins, ends, *months)
                    yield turn if arrival is None else _served(turn, arrival, times, plans)


def _served(turn: Turn, arrival: "_Arrival", times: Timetable, plans: Plans) -> Turn:
    """A turn in theatre, with whom it relieves and the time at home before it."""
    if arrival.since is None:
        return replace(turn, relieves=arrival.relieves)
    dwell, goal = (float(steps - times.away) / plans.steps_per_month for steps in (arrival.since, times.goal))
    return replace(turn, relieves=arrival.relieves, dwell_months=dwell, below_goal_months=max(goal - dwell, 0.0))


def _phases_of(
    arrivals: Sequence["_Arrival"], times: Timetable, plans: Plans, row: Row
) -> Iterator[tuple[str, int, int, "_Arrival | None"]]:
    """The phases of one unit in order: from which step, up to which (not with it), and the arrival, if deployed."""
    forever = plans.steps + 1
    leaves = plans.step_of(row.window[1]) or forever
    ready = plans.step_of(row.window[0]) or 1
    rests = leave = ready
    for number, arrival in enumerate([*arrivals, None]):
        due = arrival.step if arrival else forever + int(times.prepares)
        prepares = due - int(times.prepares)
        if number:
            yield "recovering", rests, min(leave, leaves), None
        yield "resting", leave, min(ready, prepares, leaves), None
        yield "ready", max(ready, leave), min(prepares, leaves), None
        if arrival:
            yield "preparing", prepares, due - int(times.called_up), None
            yield "mobilised", due - int(times.called_up), due - int(times.outbound), None
            yield "in_transit", due - int(times.outbound), due, None
            yield "deployed", due, due + int(times.relief), arrival
            yield "handing_over", due + int(times.relief), due + int(times.tour), None
            yield "in_transit", due + int(times.tour), due + int(times.home), None
            rests, leave = due + int(times.home), due + int(times.recovered)
            ready = due + int(times.goal - times.prepares)
    yield "left", max(rests, leaves), forever, None


@dataclass(frozen=True)
class _Arrival:
    """A unit, counted from 1, arriving in theatre: at which step, whom it relieves, how long since its last arrival."""

    number: int
    step: int
    since: int | None
    relieves: tuple[Row, int] | None


def _arrivals(each: Unfolded) -> list[list[_Arrival]]:
    """Every arrival of each row, those of the past first."""
    found = [_numbered(each, at) for at in range(len(each.plan.rows))]
    relieved = _reliefs(each, found)
    made: list[list[_Arrival]] = []
    for at, row in enumerate(found):
        last: dict[int, int] = {}
        made.append([])
        for k, (number, step) in enumerate(row):
            since = step - last[number] if number in last else None
            made[at].append(_Arrival(number, step, since, relieved.get((at, k))))
            last[number] = step
    return made


def _numbered(each: Unfolded, at: int) -> list[tuple[int, int]]:
    """The unit, counted from 1, and the step of every arrival of one row."""
    made = each.made[:, at, 0]
    pool, steps = int(each.plan.pool[:, at, 0].max()), arrival_steps(made, lead=each.lead)
    return [((k + int(made[0])) % pool + 1, int(step)) for k, step in enumerate(steps)]


def _reliefs(each: Unfolded, found: Sequence[Sequence[tuple[int, int]]]) -> dict[tuple[int, int], tuple[Row, int]]:
    """Whom each arrival (row, place in it) relieves: a unit of its own row due at that step, else one of another."""
    due: dict[tuple[int, int], deque[tuple[Row, int]]] = {}
    for at, row in enumerate(found):
        relief = int(each.plan.times.relief[at, 0])
        for number, step in row:
            due.setdefault((step + relief, at), deque()).append((each.plan.rows[at], number))
    relieved, others = {}, []
    for at, row in enumerate(found):
        for k, (_, step) in enumerate(row):
            if mine := due.get((step, at)):
                relieved[at, k] = mine.popleft()
            else:
                others.append((at, k, step))
    for at, k, step in others:
        left = next((units for other in range(len(found)) if (units := due.get((step, other)))), None)
        if left:
            relieved[at, k] = left.popleft()
    return relieved
