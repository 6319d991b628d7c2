"""Units: each contributor's pool divided among the components, and made whole.

A contributor's pool is divided among the components of its tasks by what each would tie up. Pools too
small for one whole unit are put together, those who are there in the same months, and their units
rotate as the component does. Targets are the coalition's allocation of the whole requirement, by
largest remainder where units are whole.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from model import allocation
from model.arrays import ROUNDING, Array, Counts
from model.cases import Cases
from model.scenario.coalition import Coalition
from model.supply import Part, Supply, is_asked
from model.timetable import STEPS_PER_MONTH, Timetable, timetable

ALONE, SHARED = "(all)", "(shared)"
"""In place of a contributor's name: without a coalition, and for those too small for a unit of their own."""

Window = tuple[int | None, int | None]
"""The months in which a contributor joins and leaves."""


@dataclass(frozen=True)
class Row:
    """Who rotates units of its own: a contributor, or those who share some; with the months it joins and leaves."""

    name: str
    members: tuple[str, ...]
    window: Window = (None, None)

    @property
    def label(self) -> str:
        """What a row that is no single contributor is called: `Unit`, `Shared`, `Shared 2`."""
        return "Unit" if self.name == ALONE else self.name.strip("()").capitalize()


@dataclass(frozen=True)
class Plan:
    """One component's rotation: a row for each contributor, A to Z, then for those who share units.

    Units of `troops` each (cases,), 1 where plain troops rotate. `required` (periods, cases), `targets` and
    `pool` (periods, rows, cases) in units, a pool 0 while its contributor is not there; `times` (rows, cases),
    `own_times` (cases,) as the component rotates by itself.
    """

    component: str
    unit: str
    rows: tuple[Row, ...]
    troops: Array
    required: Counts
    targets: Counts
    pool: Counts
    times: Timetable
    own_times: Timetable

    @property
    def is_whole(self) -> bool:
        """Whether whole units rotate, not plain troops."""
        return bool(self.unit)

    def of(self, cases: slice) -> "Plan":
        """Return the plan of some of the cases."""
        return replace(
            self,
            troops=self.troops[cases],
            required=self.required[..., cases],
            targets=self.targets[..., cases],
            pool=self.pool[..., cases],
            times=self.times.at((..., cases)),
            own_times=self.own_times.at(cases),
        )


def times_of(cases: Cases, component: str, contributor: str | None, step: str) -> Timetable:
    """Return the boundaries of the cycle of a component, by a contributor (cases,)."""
    durations = cases.durations(component, contributor)
    durations.setdefault("dwell_floor_months", durations["dwell_months"])
    durations = {key: np.broadcast_to(months, (cases.count,)) for key, months in durations.items()}
    return timetable(**durations, steps_per_month=STEPS_PER_MONTH[step])


@dataclass(frozen=True)
class Rows:
    """Who could rotate a component: `pool` in units and `asked` in any measure, (periods, rows, cases) each."""

    rows: tuple[Row, ...]
    pool: Array
    asked: Array
    times: tuple[Timetable, ...]


def own_rows(
    cases: Cases,
    coalition: Coalition,
    plan: Plan,
    known: Mapping[str, Array],
    *,
    supplies: Sequence[Supply],
    step: str,
) -> Rows:
    """Return a row for each contributor, A to Z, its pool not yet made whole; 0 while it does not count."""
    names = sorted(coalition.contributors)
    order = [supplies[0].names.index(name) for name in names]
    shares = np.stack([_share_of_pool(cases, coalition, name, plan.component, known) for name in names])
    held = shares * supplies[0].pool[order]
    is_in = np.stack([np.broadcast_to(each.counts[order], held.shape) for each in supplies]) & (held > 0)
    return Rows(
        rows=tuple(Row(name, (name,), _window(coalition, name)) for name in names),
        pool=np.where(is_in, held, 0.0) / plan.troops,
        asked=np.where(is_in, np.stack([each.placed[plan.component][order] for each in supplies]), 0.0),
        times=tuple(times_of(cases, plan.component, name, step) for name in names),
    )


def _share_of_pool(
    cases: Cases, coalition: Coalition, contributor: str, component: str, known: Mapping[str, Array]
) -> Array:
    """Which share of its pool a contributor keeps for a component: by what each of its tasks would tie up (cases,)."""
    tied_up = {
        name: strength.max(axis=1) * cases.multiplier(name, contributor)
        for name, strength in known.items()
        if is_asked(cases, coalition, contributor, Part(name, strength))
    }
    in_all = np.broadcast_to(sum(tied_up.values(), start=np.zeros(1)), (cases.count,))
    mine = np.broadcast_to(tied_up.get(component, np.zeros(1)), (cases.count,))
    return np.divide(mine, in_all, out=np.zeros(cases.count), where=in_all > 0)


def _window(coalition: Coalition, contributor: str) -> Window:
    given = coalition.contributors[contributor]
    return (given.joins_month, given.leaves_month)


def shared_out(plan: Plan, given: Rows) -> Plan:
    """Return the plan with what each row has and is asked for; rows that have nothing are left out."""
    made = _whole(given, plan.own_times) if plan.is_whole else given
    rule = allocation.whole_units if plan.is_whole else allocation.in_proportion
    targets = np.stack(
        [rule(total=total, shares=asked) for total, asked in zip(plan.required, made.asked, strict=True)]
    )
    has_any = np.any((made.pool > 0) | (targets > 0), axis=(0, 2)).tolist()
    if not any(has_any):
        return plan
    return replace(
        plan,
        rows=tuple(row for row, has in zip(made.rows, has_any, strict=True) if has),
        targets=targets[:, has_any],
        pool=made.pool[:, has_any],
        times=Timetable.stacked([times for times, has in zip(made.times, has_any, strict=True) if has]),
    )


def _whole(given: Rows, times: Timetable) -> Rows:
    """Whole units: those of each contributor that has one, then those put together from the others' pools."""
    is_small = given.pool.max(axis=0) < 1 - ROUNDING
    shared = [_together(given, is_small, window, times) for window in dict.fromkeys(row.window for row in given.rows)]
    found = [
        replace(given, pool=np.where(is_small, 0.0, given.pool), asked=np.where(is_small, 0.0, given.asked)),
        *(each for each in shared if each.rows[0].members),
    ]
    return Rows(
        rows=tuple(_numbered([row for each in found for row in each.rows])),
        pool=np.floor(np.concatenate([each.pool for each in found], axis=1) + ROUNDING),
        asked=np.concatenate([each.asked for each in found], axis=1),
        times=tuple(each for rows in found for each in rows.times),
    )


def _together(given: Rows, is_small: Counts, window: Window, times: Timetable) -> Rows:
    """The small pools of those who join and leave in the same months, in one row."""
    mine = is_small & np.array([[row.window == window] for row in given.rows])
    is_member = (mine & (given.pool > 0)).any(axis=(0, 2))
    return Rows(
        rows=(Row(SHARED, tuple(row.name for row, among in zip(given.rows, is_member, strict=True) if among), window),),
        pool=(given.pool * mine).sum(axis=1, keepdims=True),
        asked=(given.asked * mine).sum(axis=1, keepdims=True),
        times=(times,),
    )


def _numbered(rows: Sequence[Row]) -> list[Row]:
    """Rows whose names differ: several that are shared have a number."""
    shared = [row for row in rows if row.name == SHARED]
    names = {id(row): f"({SHARED.strip('()')} {number})" for number, row in enumerate(shared, 1)}
    return [replace(row, name=names[id(row)]) if len(shared) > 1 and id(row) in names else row for row in rows]
