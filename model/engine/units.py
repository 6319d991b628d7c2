"""Units: each contributor's pool divided among the components, and made whole.

A contributor's pool is divided among the components by what each ties up of what it carries. Pools too
small for one whole unit are put together, those who are there in the same months, and their units
rotate as the component does. Targets are the coalition's allocation of the whole requirement, nobody's
above its offer, by largest remainder where units are whole.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from model.engine.cases import Cases
from model.engine.membership import Part, is_asked
from model.engine.supply import Supply
from model.kernels import allocation
from model.kernels.arrays import ROUNDING, Array, Counts
from model.kernels.timetable import STEPS_PER_MONTH, Timetable, timetable
from model.scenario import Scenario
from model.scenario.coalition import Coalition

ALONE, SHARED = "(all)", "(shared)"
"""In place of a contributor's name: without a coalition, and for those too small for a unit of their own."""

NO_OFFER = 1e12
"""Troops that stand for no limit where nobody made an offer; a number, so that it can be divided and added."""

Window = tuple[int | None, int | None]
"""The months in which a contributor joins and leaves."""


@dataclass(frozen=True)
class Row:
    """Who rotates units of its own: a contributor, or those who share some; with the months it joins and leaves."""

    name: str
    members: tuple[str, ...]
    window: Window = (None, None)

    @property
    def is_shared(self) -> bool:
        """Whether the units are those of contributors too small for one of their own."""
        return self.name.startswith(SHARED.rstrip(")"))

    def unit(self, scenario: Scenario, number: int) -> str:
        """Return the name of one unit: its contributor's title, or the row's label, with its number."""
        is_nation = scenario.coalition is not None and self.name in scenario.coalition.contributors
        return f"{scenario.nation_title(self.name) if is_nation else self.label} {number}"

    @property
    def label(self) -> str:
        """What a row that is no single contributor is called: `Unit`, `Shared`, `Shared 2`."""
        return "Unit" if self.name == ALONE else self.name.strip("()").capitalize()


@dataclass(frozen=True)
class Plan:
    """One component's rotation: a row for each contributor, A to Z, then for those who share units.

    Units of `troops` each (cases,), 1 where plain troops rotate. `required` (periods, cases), `targets`, `pool`
    and `most` (periods, rows, cases) in units: a pool is 0 while its contributor is not there, `most` what it
    may have out, its offer. `times` (rows, cases), `own_times` (cases,) as the component rotates by itself.
    """

    component: str
    unit: str
    rows: tuple[Row, ...]
    troops: Array
    required: Counts
    targets: Counts
    pool: Counts
    most: Counts
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
            most=self.most[..., cases],
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
    """Who could rotate a component: `pool` and `most` in units, `asked` in troops, (periods, rows, cases) each."""

    rows: tuple[Row, ...]
    pool: Array
    most: Array
    asked: Array
    times: tuple[Timetable, ...]


def own_rows(
    cases: Cases,
    coalition: Coalition,
    plan: Plan,
    known: Mapping[str, Array],
    *,
    periods: Sequence[tuple[int, Supply]],
    step: str,
) -> Rows:
    """Return a row for each contributor, A to Z, its pool not yet made whole; 0 while it does not count.

    `periods` are the months of each with its supply. By the rule of offers, no offer is an offer of none.
    """
    names = sorted(coalition.contributors)
    _, first = periods[0]
    order = [first.names.index(name) for name in names]
    multipliers = {name: _multipliers(cases, coalition, name) for name in known}
    carried = {
        name: np.sum([months * supply.placed[name] for months, supply in periods], axis=0)[order] for name in known
    }
    tied_up = {name: carried[name] * multipliers[name] for name in known}
    wanted = {name: _most_wanted(cases, coalition, name, known[name]) * multipliers[name] for name in known}
    held = _share(plan.component, tied_up, wanted) * first.pool[order]
    unlimited = 0.0 if coalition.rule == "offers" else NO_OFFER
    offered = _share(plan.component, carried, wanted) * np.nan_to_num(first.offer[order], posinf=unlimited)
    is_in = np.stack([np.broadcast_to(supply.counts[order], held.shape) for _, supply in periods]) & (held > 0)
    return Rows(
        rows=tuple(Row(name, (name,), _window(coalition, name)) for name in names),
        pool=np.where(is_in, held, 0.0) / plan.troops,
        most=np.where(is_in, offered, 0.0) / plan.troops,
        asked=np.where(is_in, np.stack([supply.placed[plan.component][order] for _, supply in periods]), 0.0),
        times=_times(cases, plan.component, names, step),
    )


def _times(cases: Cases, component: str, names: Sequence[str], step: str) -> tuple[Timetable, ...]:
    """Everyone's boundaries of the cycle; worked out once for all that rotate alike."""
    alike = {cases.scenario.rotation_key(component, name): name for name in names}
    found = {key: times_of(cases, component, name, step) for key, name in alike.items()}
    return tuple(found[cases.scenario.rotation_key(component, name)] for name in names)


def _multipliers(cases: Cases, coalition: Coalition, component: str) -> Array:
    """The multiplier of a component by each contributor, A to Z (contributors, cases)."""
    found = [cases.multiplier(component, name) for name in sorted(coalition.contributors)]
    return np.stack([np.broadcast_to(each, (cases.count,)) for each in found])


def _most_wanted(cases: Cases, coalition: Coalition, component: str, strength: Array) -> Array:
    """A component's greatest size for each contributor that lists its task, 0 for the others (contributors, cases)."""
    is_mine = [is_asked(cases, coalition, name, Part(component, strength)) for name in sorted(coalition.contributors)]
    return np.array(is_mine)[:, np.newaxis] * np.broadcast_to(strength.max(axis=1), (cases.count,))


def _share(component: str, carried: Mapping[str, Array], wanted: Mapping[str, Array]) -> Array:
    """A component's share of what a contributor carries; where it carries nothing, of what could be wanted of it."""
    in_all, might = (np.asarray(sum(troops.values(), start=np.zeros(1))) for troops in (carried, wanted))
    share = np.divide(wanted[component], might, out=np.zeros(wanted[component].shape), where=might > 0)
    return np.divide(carried[component], in_all, out=share, where=in_all > 0)


def _window(coalition: Coalition, contributor: str) -> Window:
    given = coalition.contributors[contributor]
    return (given.joins_month, given.leaves_month)


def shared_out(plan: Plan, given: Rows) -> Plan:
    """Return the plan with what each row has and is asked for; rows that have nothing are left out."""
    made = _whole(given, plan.own_times) if plan.is_whole else given
    able = np.where(made.pool > 0, made.most, 0.0)
    found = zip(plan.required, made.asked, able, made.pool, strict=True)
    targets = np.stack([_targets(plan, *period) for period in found])
    has_any = np.any((made.pool > 0) | (targets > 0), axis=(0, 2)).tolist()
    kept = [has or row.is_shared for row, has in zip(made.rows, has_any, strict=True)]
    if not any(kept):
        return plan
    return replace(
        plan,
        rows=tuple(row for row, is_kept in zip(made.rows, kept, strict=True) if is_kept),
        targets=targets[:, kept],
        pool=made.pool[:, kept],
        most=made.most[:, kept],
        times=Timetable.stacked([times for times, is_kept in zip(made.times, kept, strict=True) if is_kept]),
    )


def _targets(plan: Plan, total: Array, asked: Array, most: Array, pool: Array) -> Array:
    """The requirement of one period shared out as the coalition's allocation is (rows, cases).

    What nobody of those asked may take is asked of the others who are there, in proportion to their pools.
    """
    limits = np.minimum(most, total)
    quotas = allocation.equal_strain(needed=total, sustained=asked, ceilings=limits)
    left = np.maximum(total - quotas.sum(axis=0), 0.0)
    others = np.where(asked > 0, 0.0, pool)
    quotas = quotas + allocation.equal_strain(needed=left, sustained=others, ceilings=np.minimum(most, left))
    return allocation.rounded_to_units(quotas) if plan.is_whole else quotas


def _whole(given: Rows, times: Timetable) -> Rows:
    """Whole units: those of each contributor that has one, then those put together from the others' pools."""
    is_small = np.minimum(given.pool, given.most).max(axis=0) < 1 - ROUNDING
    shared = [_together(given, is_small, window, times) for window in dict.fromkeys(row.window for row in given.rows)]
    alone = Rows(
        rows=given.rows,
        pool=np.where(is_small, 0.0, given.pool),
        most=np.where(is_small, 0.0, given.most),
        asked=np.where(is_small, 0.0, given.asked),
        times=given.times,
    )
    found = [alone, *(each for each in shared if each.rows[0].members)]
    pool, most, asked = (
        np.concatenate([getattr(each, key) for each in found], axis=1) for key in ("pool", "most", "asked")
    )
    return Rows(
        rows=tuple(_numbered([row for each in found for row in each.rows])),
        pool=np.floor(pool + ROUNDING),
        most=np.floor(most + ROUNDING),
        asked=asked,
        times=tuple(each for rows in found for each in rows.times),
    )


def _together(given: Rows, is_small: Counts, window: Window, times: Timetable) -> Rows:
    """The small pools and offers of those who join and leave in the same months, in one row.

    Nobody adds more to what they may have out than its own pool.
    """
    mine = is_small & np.array([[row.window == window] for row in given.rows])
    is_member = (mine & (given.pool > 0)).any(axis=(0, 2))
    summed = (given.pool, np.minimum(given.most, given.pool), given.asked)
    pool, most, asked = ((each * mine).sum(axis=1, keepdims=True) for each in summed)
    members = tuple(row.name for row, among in zip(given.rows, is_member, strict=True) if among)
    return Rows((Row(SHARED, members, window),), pool, most, asked, (times,))


def _numbered(rows: Sequence[Row]) -> list[Row]:
    """Rows whose names differ: several that are shared have a number."""
    shared = [row for row in rows if row.name == SHARED]
    names = {id(row): f"({SHARED.strip('()')} {number})" for number, row in enumerate(shared, 1)}
    return [replace(row, name=names[id(row)]) if len(shared) > 1 and id(row) in names else row for row in rows]
