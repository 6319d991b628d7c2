"""Units: each contributor's pool divided among the components, and made whole.

A contributor's pool is divided among the components in proportion to the troops that each ties up, anew for each
period; where it carries nothing, in proportion to all that it could be asked. Pools too small for one whole unit are
put together with others present in the same months, and their units rotate as the component does. Each contributor's
target is its share of the whole requirement, capped by its offer. Whole units are rounded by the largest-remainder
method.
"""

import itertools
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from model.engine.cases import Cases, Kind, Mask
from model.engine.supply import Supply
from model.frozen import lazy
from model.kernels import allocation
from model.kernels.arrays import ROUNDING, Array, added, ratio
from model.kernels.timetable import STEPS_PER_MONTH, Timetable, timetable
from model.scenario import Scenario

ALONE, SHARED = "(all)", "(shared)"
"""Names of rows that are no contributor: without a coalition, and of contributors too small for a unit."""

NO_OFFER = 1e12
"""The limit in troops of a contributor without an offer; finite, so that it can be divided and added."""


@dataclass(frozen=True)
class Row:
    """A contributor, or several that share units, with the months in which they join and leave."""

    name: str
    members: tuple[str, ...]
    window: tuple[int | None, int | None] = (None, None)
    shares: Mask | None = field(default=None, repr=False, compare=False)
    """Of a row of several, whether each is too small for a unit, and shares units, in each case (members, cases)."""

    @property
    def is_shared(self) -> bool:
        """Whether the members are too small for a unit each."""
        return self.shares is not None

    def alone(self, cases: slice) -> "Row | None":
        """Return the row that some cases have without the others; None for one that nobody shares in them."""
        if self.shares is None:
            return self
        shares = self.shares[:, cases]
        is_member = shares.any(axis=1)
        members = tuple(itertools.compress(self.members, np.asarray(is_member)))
        return replace(self, members=members, shares=shares[is_member]) if members else None

    def unit(self, scenario: Scenario, number: int) -> str:
        """Return the name of one unit: its contributor's title, or the row's label, with its number."""
        is_nation = scenario.coalition is not None and self.name in scenario.coalition.contributors
        return f"{scenario.nation_title(self.name) if is_nation else self.label} {number}"

    @property
    def label(self) -> str:
        """The name of a row that is no single contributor: `Unit`, `Shared`, `Shared 2`."""
        return "Unit" if self.name == ALONE else self.name.strip("()").capitalize()


@dataclass(frozen=True)
class ComponentPlan:
    """One component's rotation: a row for each contributor, A to Z, then for contributors that share units.

    All counts are in units of `troops` each (cases,); 1 where plain troops rotate. `required` (periods, cases) is the
    demand; `targets`, `pool` and `most` (periods, rows, cases) are its division among the rows, the units of each row,
    0 while its contributor is not there, and the units that it may have out, its offer. `times` (rows, cases) are the
    rows' cycles, `own_times` (cases,) is the cycle of the component by itself.
    """

    name: str
    unit: str
    rows: tuple[Row, ...]
    troops: Array
    required: Array
    targets: Array
    pool: Array
    most: Array
    times: Timetable
    own_times: Timetable

    @property
    def is_whole(self) -> bool:
        """Whether whole units rotate, not plain troops."""
        return bool(self.unit)

    @lazy
    def kept_up(self) -> Array:
        """The units that each row keeps out for good at its dwell goal, within its offer (periods, rows, cases)."""
        return _kept_up(self.pool, self.most, self.times, is_whole=self.is_whole)

    @property
    def held(self) -> Array:
        """The units that each row has at most in any period, within its offer (rows, cases)."""
        return np.minimum(self.pool, self.most).max(axis=0)

    def of(self, cases: slice) -> "ComponentPlan":
        """Return the plan of some of the cases."""
        counts = {name: getattr(self, name)[..., cases] for name in ("troops", "required", "targets", "pool", "most")}
        return replace(self, **counts, times=self.times.at((..., cases)), own_times=self.own_times.at(cases))

    def alone(self, cases: slice, unit: str) -> "ComponentPlan | None":
        """Return the plan that some cases have without the others, in units of this name; None where they have no row.

        Its rows are those with a pool or a target in these cases, or with units that somebody shares.
        """
        part = self.of(cases)
        rows = dict(enumerate(row.alone(cases) for row in self.rows))
        has_any = _has_any(part.pool, part.targets)
        known = {at: row for at, row in rows.items() if row is not None and (has_any[at] or row.is_shared)}
        rows_alone = _numbered(known.values())
        return replace(part.with_rows(list(known)), unit=unit, rows=rows_alone) if known else None

    def with_rows(self, numbers: list[int]) -> "ComponentPlan":
        """Return the plan with some of its rows, by their numbers."""
        if len(numbers) == len(self.rows):
            return self
        counts = {name: getattr(self, name)[:, numbers] for name in ("targets", "pool", "most")}
        return replace(self, rows=tuple(self.rows[at] for at in numbers), **counts, times=self.times.at(numbers))


def times_of(cases: Cases, component: str, contributor: str | None, step: str) -> Timetable:
    """Return the boundaries of the cycle of a component, by a contributor (cases,)."""
    durations = cases.durations(component, contributor)
    durations = {"dwell_floor_months": durations["dwell_months"], **durations}
    whole = {key: np.broadcast_to(months, (cases.count,)) for key, months in durations.items()}
    return timetable(**whole, steps_per_month=STEPS_PER_MONTH[step])


@dataclass(frozen=True)
class Rows:
    """The rows that could rotate a component.

    `troops` are pool, offer, troops asked for, and the part of the pool that a row lends to a row of several
    (4, periods, rows, cases); in units, the troops asked for in troops.
    """

    rows: tuple[Row, ...]
    troops: Array
    times: tuple[Timetable, ...]


def own_rows(
    cases: Cases,
    component: ComponentPlan,
    strengths: Mapping[str, Array],
    *,
    periods: Sequence[Supply],
    step: str,
) -> Rows:
    """Return a row for each contributor, A to Z, its pool not yet made whole; 0 while it does not count.

    Under the `offers` rule a contributor without an offer has an offer of 0.

    Args:
        cases: the cases.
        component: the component's plan, without rows.
        strengths: the troops of each component of known size by month (cases, months).
        periods: the supply of each period in which nothing changes.
        step: the step of the schedule, `month` or `day`.
    """
    contributors = periods[0].coalition.contributors
    names = sorted(contributors)
    order = [periods[0].names.index(name) for name in names]
    multipliers = {name: _multipliers(cases, name, names) for name in strengths}

    def stacked(rows: Iterable[NDArray[Kind]]) -> NDArray[Kind]:
        return np.stack([np.broadcast_to(of, (len(names), cases.count)) for of in rows])

    carried = {name: stacked(supply.placed[name][order] for supply in periods) for name in strengths}
    tied_up = {name: carried[name] * multipliers[name] for name in strengths}
    might = {name: periods[0].lists_task[name][order, np.newaxis] * multipliers[name] for name in strengths}
    now = {name: stacked(might[name] * supply.demand[name] for supply in periods) for name in strengths}
    ever = {name: might[name] * strength.max(axis=1) for name, strength in strengths.items()}
    unlimited = 0.0 if periods[0].coalition.rule == "offers" else NO_OFFER
    offers = np.nan_to_num(periods[0].offer[order], posinf=unlimited)
    pools = stacked(supply.pool[order] for supply in periods)
    pool = _share(component.name, tied_up, now, ever) * pools / component.troops
    offer = _share(component.name, carried, now, ever) * offers / component.troops
    is_in = stacked(supply.is_counted[order] for supply in periods) & (pool > 0)
    # a shared row rotates as the component does: a slower contributor lends less, and nobody more than its offer takes
    multiplier = cases.multiplier(component.name)
    lent = np.minimum(pool * np.minimum(multiplier / multipliers[component.name], 1.0), offer * multiplier)
    windows = [(contributors[name].joins_month, contributors[name].leaves_month) for name in names]
    return Rows(
        rows=tuple(Row(name, (name,), window) for name, window in zip(names, windows, strict=True)),
        troops=np.stack([np.where(is_in, troops, 0.0) for troops in (pool, offer, carried[component.name], lent)]),
        times=_times(cases, component.name, names, step),
    )


def _times(cases: Cases, component: str, names: Sequence[str], step: str) -> tuple[Timetable, ...]:
    """The boundaries of each contributor's cycle; worked out once for equal rotations."""
    keys = [cases.scenario.rotation_key(component, name) for name in names]
    times = {key: times_of(cases, component, name, step) for key, name in dict(zip(keys, names, strict=True)).items()}
    return tuple(times[key] for key in keys)


def _multipliers(cases: Cases, component: str, names: Sequence[str]) -> Array:
    """The multiplier of a component by each contributor (contributors, cases)."""
    return np.stack([np.broadcast_to(cases.multiplier(component, name), (cases.count,)) for name in names])


def _share(component: str, *troops: Mapping[str, Array]) -> Array:
    """A component's share of the troops of all components: of the first of these that a contributor has any of.

    Shares are (periods, contributors, cases), as the first of these troops.
    """
    share = np.zeros(troops[0][component].shape)
    for by_component in reversed(troops):
        in_all = np.broadcast_to(sum(by_component.values(), start=np.zeros(1)), share.shape)
        share = np.divide(by_component[component], in_all, out=share, where=in_all > 0)
    return share


def shared_out(component: ComponentPlan, rows: Rows) -> ComponentPlan:
    """Return the plan with the pool and the target of each row; rows that have neither are left out."""
    whole = _whole(rows, component.own_times) if component.is_whole else rows
    pool, most, placed, _ = whole.troops
    times = Timetable.stacked(whole.times)
    kept_up = _kept_up(pool, most, times, is_whole=component.is_whole)
    periods = zip(component.required, placed, np.where(pool > 0, most, 0.0), pool, strict=True)
    targets = np.stack([_quotas(*period) for period in periods])
    if component.is_whole:
        targets = np.stack([_whole_targets(*period) for period in zip(targets, kept_up, strict=True)])
    has_any = _has_any(pool, targets).tolist()
    numbers = [at for at, (row, has) in enumerate(zip(whole.rows, has_any, strict=True)) if has or row.is_shared]
    if not numbers:
        return component
    return replace(component, rows=whole.rows, targets=targets, pool=pool, most=most, times=times).with_rows(numbers)


def _has_any(pool: Array, targets: Array) -> Mask:
    """Whether each row has a pool or a target in some period and case (rows,)."""
    return np.asarray(np.any((pool > 0) | (targets > 0), axis=(0, 2)))


def _kept_up(pool: Array, most: Array, times: Timetable, *, is_whole: bool) -> Array:
    """The units of each row that are out at a time where they take turns at the dwell goal (periods, rows, cases).

    None of a row whose whole cycle is shorter than a step: its plan is too short to be worked out.
    """
    out = pool * times.relief / np.maximum(times.goal, 1)
    return np.minimum(np.floor(out + ROUNDING) if is_whole else out, most)


def _quotas(total: Array, placed: Array, most: Array, pool: Array) -> Array:
    """The requirement of one period divided as in the coalition's allocation, in parts of units (rows, cases).

    Units that no contributor asked may take are asked of the others present, in proportion to their pools.
    """
    limits = np.minimum(most, total)
    quotas = allocation.equal_strain(needed=total, sustained=placed, ceilings=limits)
    left = np.maximum(total - added(quotas), 0.0)
    others = np.where(placed > 0, 0.0, pool)
    return quotas + allocation.equal_strain(needed=left, sustained=others, ceilings=np.minimum(most, left))


def _whole_targets(quotas: Array, kept_up: Array) -> Array:
    """Quotas of one period in whole units (rows, cases).

    No row is asked for more than it keeps up for good while another row is asked for less.
    """
    targets = allocation.rounded_to_units(quotas)
    above, below = np.maximum(targets - kept_up, 0.0), np.maximum(kept_up - targets, 0.0)
    moved = np.minimum(added(above), added(below))
    return targets - _part_of(above, moved) + _part_of(below, moved)


def _part_of(units: Array, total: Array) -> Array:
    """So many of the units of all rows, in proportion and in whole units (rows, cases)."""
    return allocation.rounded_to_units(units * np.nan_to_num(ratio(total, added(units))))


def _whole(single: Rows, times: Timetable) -> Rows:
    """Whole units: of each contributor that has one, then of small contributors that join and leave in the same months.

    A contributor adds no more to the offer of a shared row than its own pool.
    """
    pool, most, placed, lent = single.troops
    is_small = np.minimum(pool, most) < 1 - ROUNDING
    troops = [np.where(is_small, 0.0, single.troops)]
    shared: list[Row] = []
    for window in dict.fromkeys(row.window for row in single.rows):
        is_here = is_small & np.array([[row.window == window] for row in single.rows])
        is_member = (is_here & (pool > 0)).any(axis=(0, 2))
        if is_member.any():
            summed = (lent, np.minimum(most, pool), placed, lent)
            troops.append(np.stack([added(array * is_here, axis=1)[:, np.newaxis] for array in summed]))
            members = tuple(row.name for row, is_in in zip(single.rows, is_member, strict=True) if is_in)
            shares = (is_here & (pool > 0)).any(axis=0)[is_member]
            shared.append(Row(SHARED, members, window, shares))
    together = np.concatenate(troops, axis=2)
    together[:2] = np.floor(together[:2] + ROUNDING)
    return Rows((*single.rows, *_numbered(shared)), together, (*single.times, *[times] * len(shared)))


def _numbered(rows: Collection[Row]) -> tuple[Row, ...]:
    """Rows in which several that share units are told apart by a number."""
    if sum(row.is_shared for row in rows) <= 1:
        return tuple(replace(row, name=SHARED) if row.is_shared else row for row in rows)
    numbers = itertools.count(1)
    return tuple(replace(row, name=SHARED.replace(")", f" {next(numbers)})")) if row.is_shared else row for row in rows)
