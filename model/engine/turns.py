"""Turns: one case month by month, how many troops are in which phase, and which unit relieves which.

The longest rested go first, so arrival k is unit k mod N; a unit that arrives relieves one that is due
to hand over in that step, of its own contributor if there is one.
"""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from model.engine.plan import Plans
from model.engine.unfolding import Unfolded, missing, unfold
from model.engine.units import ALONE, Row
from model.kernels.arrays import Array, Counts
from model.kernels.schedule import arrival_steps
from model.kernels.timetable import PHASES, Timetable, phases

MOST_UNITS = 1_000
"""More units than a reader could follow one by one: then there are no turns, only totals."""


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
