"""Units: each contributor's pool divided among the components, and made whole.

A contributor's pool is divided among the components in proportion to the troops that each ties up. Pools too small
for one whole unit are put together with others present in the same months, and their units rotate as the component
does. Each contributor's target is its share of the whole requirement, capped by its offer. Whole units are rounded
by the largest-remainder method.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from model.engine.cases import Cases
from model.engine.supply import Supply
from model.kernels import allocation
from model.kernels.arrays import ROUNDING, Array, Counts
from model.kernels.timetable import STEPS_PER_MONTH, Timetable, timetable
from model.scenario import Scenario
from model.scenario.coalition import Coalition

ALONE, SHARED = "(all)", "(shared)"
"""Names of rows that are no contributor: without a coalition, and of contributors too small for a unit."""

NO_OFFER = 1e12
"""The limit in troops of a contributor without an offer; finite, so that it can be divided and added."""

Window = tuple[int | None, int | None]
"""The months in which a contributor joins and leaves."""


@dataclass(frozen=True)
class Row:
    """A contributor, or several that share units; with the months in which they join and leave."""

    name: str
    members: tuple[str, ...]
    window: Window = (None, None)

    @property
    def is_shared(self) -> bool:
        """Whether the units are shared by contributors too small for a unit each."""
        return self.name.startswith(SHARED.rstrip(")"))

    def unit(self, scenario: Scenario, number: int) -> str:
        """Return the name of one unit: its contributor's title, or the row's label, with its number."""
        is_nation = scenario.coalition is not None and self.name in scenario.coalition.contributors
        return f"{scenario.nation_title(self.name) if is_nation else self.label} {number}"

    @property
    def label(self) -> str:
        """The name of a row that is no single contributor: `Unit`, `Shared`, `Shared 2`."""
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

    @property
    def held(self) -> Counts:
        """The units that each row has at most in any period, within its offer (rows, cases)."""
        return np.minimum(self.pool, self.most).max(axis=0)

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
    durations = {"dwell_floor_months": durations["dwell_months"], **durations}
    whole = {key: np.broadcast_to(months, (cases.count,)) for key, months in durations.items()}
    return timetable(**whole, steps_per_month=STEPS_PER_MONTH[step])


@dataclass(frozen=True)
class Rows:
    """The rows that could rotate a component, with their troops (pool, offer, asked for; periods, rows, cases).

    The pool and the offer are in units, the troops asked for in troops.
    """

    rows: tuple[Row, ...]
    troops: Array
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

    Under the `offers` rule a contributor without an offer has an offer of 0.

    Args:
        cases: the cases.
        coalition: the contributors and the rule of sharing.
        plan: the component's plan, without rows.
        known: the troops of each component of known size by month (cases, months).
        periods: for each period in which nothing changes, its months and its supply.
        step: the step of the schedule, `month` or `day`.
    """
    names = sorted(coalition.contributors)
    _, first = periods[0]
    order = [first.names.index(name) for name in names]
    multipliers = {name: _multipliers(cases, coalition, name) for name in known}
    carried = {
        name: np.sum([months * supply.placed[name] for months, supply in periods], axis=0)[order] for name in known
    }
    tied_up = {name: carried[name] * multipliers[name] for name in known}
    needed = {
        name: first.is_asked[name][order, np.newaxis] * strength.max(axis=1) * multipliers[name]
        for name, strength in known.items()
    }
    pool = _share(plan.component, tied_up, needed) * first.pool[order]
    unlimited = 0.0 if coalition.rule == "offers" else NO_OFFER
    offer = _share(plan.component, carried, needed) * np.nan_to_num(first.offer[order], posinf=unlimited)
    is_in = np.stack([np.broadcast_to(supply.counts[order], pool.shape) for _, supply in periods]) & (pool > 0)
    placed = np.stack([supply.placed[plan.component][order] for _, supply in periods])
    return Rows(
        rows=tuple(Row(name, (name,), _window(coalition, name)) for name in names),
        troops=np.stack([np.where(is_in, troops, 0.0) for troops in (pool / plan.troops, offer / plan.troops, placed)]),
        times=_times(cases, plan.component, names, step),
    )


def _times(cases: Cases, component: str, names: Sequence[str], step: str) -> tuple[Timetable, ...]:
    """The boundaries of each contributor's cycle; worked out once for equal rotations."""
    keys = [cases.scenario.rotation_key(component, name) for name in names]
    times = {key: times_of(cases, component, name, step) for key, name in dict(zip(keys, names, strict=True)).items()}
    return tuple(times[key] for key in keys)


def _multipliers(cases: Cases, coalition: Coalition, component: str) -> Array:
    """The multiplier of a component by each contributor, A to Z (contributors, cases)."""
    multipliers = [cases.multiplier(component, name) for name in sorted(coalition.contributors)]
    return np.stack([np.broadcast_to(multiplier, (cases.count,)) for multiplier in multipliers])


def _share(component: str, carried: Mapping[str, Array], needed: Mapping[str, Array]) -> Array:
    """A component's share of all that a contributor carries; where it carries nothing, of all it could be asked."""
    in_all, might = (np.asarray(sum(troops.values(), start=np.zeros(1))) for troops in (carried, needed))
    share = np.divide(needed[component], might, out=np.zeros(needed[component].shape), where=might > 0)
    return np.divide(carried[component], in_all, out=share, where=in_all > 0)


def _window(coalition: Coalition, contributor: str) -> Window:
    return (coalition.contributors[contributor].joins_month, coalition.contributors[contributor].leaves_month)


def shared_out(plan: Plan, rows: Rows) -> Plan:
    """Return the plan with the pool and the target of each row; rows that have neither are left out."""
    whole = _whole(rows, plan.own_times) if plan.is_whole else rows
    pool, most, placed = whole.troops
    periods = zip(plan.required, placed, np.where(pool > 0, most, 0.0), pool, strict=True)
    targets = np.stack([_targets(plan, *period) for period in periods])
    has_any = np.any((pool > 0) | (targets > 0), axis=(0, 2)).tolist()
    numbers = [at for at, (row, has) in enumerate(zip(whole.rows, has_any, strict=True)) if has or row.is_shared]
    if not numbers:
        return plan
    return replace(
        plan,
        rows=tuple(whole.rows[at] for at in numbers),
        targets=targets[:, numbers],
        pool=pool[:, numbers],
        most=most[:, numbers],
        times=Timetable.stacked([whole.times[at] for at in numbers]),
    )


def _targets(plan: Plan, total: Array, placed: Array, most: Array, pool: Array) -> Array:
    """The requirement of one period divided as in the coalition's allocation (rows, cases).

    A part that no contributor asked may take is asked of the others present, in proportion to their pools.
    """
    limits = np.minimum(most, total)
    quotas = allocation.equal_strain(needed=total, sustained=placed, ceilings=limits)
    left = np.maximum(total - quotas.sum(axis=0), 0.0)
    others = np.where(placed > 0, 0.0, pool)
    quotas = quotas + allocation.equal_strain(needed=left, sustained=others, ceilings=np.minimum(most, left))
    return allocation.rounded_to_units(quotas) if plan.is_whole else quotas


def _whole(single: Rows, times: Timetable) -> Rows:
    """Whole units: of each contributor that has one, then of the others' pools put together."""
    pool, most, _ = single.troops
    is_small = np.minimum(pool, most).max(axis=0) < 1 - ROUNDING
    shared = [_together(single, is_small, window, times) for window in dict.fromkeys(row.window for row in single.rows)]
    alone = replace(single, troops=np.where(is_small, 0.0, single.troops))
    every = [alone, *(rows for rows in shared if rows.rows[0].members)]
    troops = np.concatenate([rows.troops for rows in every], axis=2)
    troops[:2] = np.floor(troops[:2] + ROUNDING)
    return Rows(
        rows=tuple(_numbered([row for rows in every for row in rows.rows])),
        troops=troops,
        times=tuple(timetable for rows in every for timetable in rows.times),
    )


def _together(single: Rows, is_small: Counts, window: Window, times: Timetable) -> Rows:
    """The small pools and offers of contributors that join and leave in the same months, in one row.

    A contributor adds no more to the offer than its own pool.
    """
    mine = is_small & np.array([[row.window == window] for row in single.rows])
    pool, most, placed = single.troops
    is_member = (mine & (pool > 0)).any(axis=(0, 2))
    summed = (pool, np.minimum(most, pool), placed)
    troops = np.stack([(array * mine).sum(axis=1, keepdims=True) for array in summed])
    members = tuple(row.name for row, is_in in zip(single.rows, is_member, strict=True) if is_in)
    return Rows((Row(SHARED, members, window),), troops, (times,))


def _numbered(rows: Sequence[Row]) -> list[Row]:
    """Rows whose names differ: several that are shared have a number."""
    shared = [row for row in rows if row.name == SHARED]
    names = {id(row): f"({SHARED.strip('()')} {number})" for number, row in enumerate(shared, 1)}
    return [replace(row, name=names[id(row)]) if len(shared) > 1 and id(row) in names else row for row in rows]
