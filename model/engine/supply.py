"""What the coalition could supply: composes the kernels of allocation and participation over a set of cases.

Arrays are (contributors, cases), worked out when they are first asked for; what does not vary keeps a case
axis of 1. Who counts and how each rotates says `model.engine.membership`. One without a published strength is NaN
here and in no total.
"""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from model.engine import membership
from model.engine.cases import Cases
from model.engine.membership import CONTRIBUTORS, Mask, Part, is_asked
from model.frozen import lazy
from model.kernels import allocation, requirement, rotation
from model.kernels.arrays import ROUNDING, Array
from model.scenario.coalition import Coalition

Kind = TypeVar("Kind", bound=np.generic)


@dataclass(frozen=True)
class Supply:
    """The contributors of a set of cases, a row each in the order of `names`; troops unless said otherwise.

    Asked for `parts` in the force's `peak_month` (cases, 1), counted from 0.
    """

    cases: Cases
    coalition: Coalition
    parts: tuple[Part, ...]
    peak_month: Array

    @lazy
    def names(self) -> tuple[str, ...]:
        """The contributors."""
        return tuple(self.coalition.contributors)

    @lazy
    def is_able(self) -> Mask:
        """Who could be in: asked for its tasks, there at the peak and not waiting for the backstop."""
        given = (self.cases, self.coalition)
        return _stack([membership.is_able(*given, name, self.parts, self.peak_month) for name in self.names])

    @lazy
    def counts(self) -> Mask:
        """Who is in."""
        return self.is_able & _stack([membership.counts(self.cases, self.coalition, name) for name in self.names])

    @lazy
    def probability(self) -> Array:
        """The chance that each takes part, 0 for one that could not."""
        stated = [membership.probability(self.cases, self.coalition, name) for name in self.names]
        return self.is_able * _stack(stated)

    @lazy
    def land_strength(self) -> Array:
        """Troops of the whole land force."""
        return self._values("land_strength", np.nan)

    @lazy
    def offer(self) -> Array:
        """Troops offered; infinite where no offer was made."""
        return self._values("offer_troops", np.inf)

    @lazy
    def pool(self) -> Array:
        """Troops that each can rotate through the force."""
        elsewhere = self._values("deployed_elsewhere", 0.0)
        own = _stack([self.cases.multiplier(contributor=name) for name in self.names]) if elsewhere.any() else 1.0
        return allocation.pool_troops(
            land_strength=self.land_strength,
            deployable_share=self._deployable_share,
            deployed_elsewhere=elsewhere,
            multiplier=own,
        )

    @property
    def _deployable_share(self) -> Array:
        given = self.coalition.contributors
        shares = (path if given[name].deployable_share is not None else "coalition" for name, path in self._paths)
        return _stack([self.cases.value(f"{share}.deployable_share", np.nan) for share in shares])

    @lazy
    def multiplier(self) -> Array:
        """The mean multiplier of each over what it may supply, at its dwell goal (dimensionless)."""
        return _stack(membership.mean_multipliers(self.cases, self.coalition, self.parts))

    @lazy
    def sustained(self) -> Array:
        """Troops that the pool can keep up for ever at the dwell goal."""
        return np.asarray(rotation.sustained_troops(pool_troops=self.pool, multiplier=self.multiplier))

    @lazy
    def sustained_at_floor(self) -> Array:
        """Troops that the pool can keep up for ever at the dwell floor; where none is given, at the goal."""
        least = _stack(membership.mean_multipliers(self.cases, self.coalition, self.parts, at_floor=True))
        return np.asarray(rotation.sustained_troops(pool_troops=self.pool, multiplier=least))

    @lazy
    def placed(self) -> Mapping[str, Array]:
        """What the rule gives each to carry of each component, NaN for one of unknown size."""
        return _placed(self)

    @lazy
    def deployed(self) -> Array:
        """Troops that each carries, of all components; NaN where the size of one is not known."""
        return np.asarray(sum(self.placed.values(), start=np.zeros(self.sustained.shape)))

    @property
    def tied_up(self) -> Array:
        """Troops that each ties up under its own rotation."""
        return self.deployed * self.multiplier

    @property
    def strain(self) -> Array:
        """Tied up over the pool (dimensionless); NaN where there is no pool."""
        return requirement.ratio(self.tied_up, self.pool)

    @property
    def capacity(self) -> Array:
        """Troops that each can keep up at its dwell goal and within its offer."""
        return np.minimum(self.sustained, self.offer)

    @property
    def capacity_at_floor(self) -> Array:
        """Troops that each can keep up at its dwell floor and within its offer: its ceiling."""
        return np.minimum(self.sustained_at_floor, self.offer)

    def limits(self, case: int, *, is_by_offers: bool) -> list[str | None]:
        """Return what holds each at its ceiling in a case: its offer or the want of one, its dwell, an empty pool."""
        carried, ceiling = at(self.deployed, case), at(self.capacity_at_floor, case)
        offer, at_floor, at_goal = (at(each, case) for each in (self.offer, self.sustained_at_floor, self.sustained))
        return [
            "no offer"
            if counts and is_by_offers and np.isinf(offer[row])
            else _limit(offer=offer[row], at_floor=at_floor[row], at_goal=at_goal[row])
            if counts and carried[row] >= ceiling[row] - ROUNDING * abs(ceiling[row])
            else None
            for row, counts in enumerate(at(self.counts, case))
        ]

    def total(self, troops: Array) -> Array:
        """Return the sum over those who count and whose strength is known (cases,)."""
        is_unknown = np.isnan(self.pool)
        known = np.where(is_unknown, 0.0, troops) if is_unknown.any() else troops
        return np.asarray(np.einsum("ic,ic->c", *np.broadcast_arrays(known, self.counts)))

    @property
    def _paths(self) -> list[tuple[str, str]]:
        return [(name, f"{CONTRIBUTORS}.{name}") for name in self.names]

    def _values(self, key: str, missing: float) -> Array:
        return _stack([self.cases.value(f"{path}.{key}", missing) for _, path in self._paths])


def able_capacity(made: Supply, case: int) -> Array:
    """Return each contributor's capacity in one case (troops); 0 where it is not known or it is not able."""
    return np.where(at(made.is_able, case), np.nan_to_num(at(made.capacity, case)), 0.0)


def at(rows: NDArray[Kind], case: int) -> NDArray[Kind]:
    """Return one case of an array of (contributors, cases), (contributors,)."""
    return rows[:, case if rows.shape[1] > 1 else 0]


def _limit(*, offer: float, at_floor: float, at_goal: float) -> str:
    if at_floor == 0:
        return "empty pool"
    if offer <= at_floor:
        return "offer"
    return "dwell floor" if at_floor > at_goal else "dwell goal"


def unasked(made: Supply, parts: Sequence[str]) -> list[str]:
    """Return the components whose task nobody that counts lists; none where nobody counts at all."""
    counting = [name for name, counts in zip(made.names, made.counts, strict=True) if counts.any()]
    tasks = {task for name in counting for task in made.coalition.contributors[name].tasks}
    return [part for part in parts if tasks and made.cases.scenario.force[part].task not in tasks]


def has_crossed_tasks(made: Supply, parts: Sequence[str]) -> bool:
    """Whether two components have contributors in common, and each has some of its own."""
    force, given = made.cases.scenario.force, made.coalition.contributors.items()
    eligible = [{name for name, each in given if force[part].task in each.tasks} for part in parts]
    return any(one & two and one - two and two - one for one, two in itertools.combinations(eligible, 2))


def _placed(made: Supply) -> dict[str, Array]:
    """What each carries of each component: those of the same eligible contributors together, of the fewest first.

    A group is placed before the next is looked at, so with tasks that overlap crosswise less can be
    placed than the best of all assignments would. Of a group each carries every component alike.
    """
    counting = made.counts & ~np.isnan(made.pool)
    count = made.cases.count
    carried = np.zeros((len(made.names), count))
    placed: dict[str, Array] = {}
    for eligible, group in _groups(made):
        mine = counting & eligible[:, np.newaxis]
        needed = np.broadcast_to(requirement.total([np.nan_to_num(part.deployed) for part in group]), (count,))
        before = carried
        carried = np.where(mine, _ruled(made, needed, np.where(mine, carried, 0.0), mine), carried)
        share = np.nan_to_num(requirement.ratio(carried - before, needed))
        placed |= {part.name: share * part.deployed for part in group}
    return placed


def _groups(made: Supply) -> list[tuple[Mask, list[Part]]]:
    groups: dict[tuple[bool, ...], list[Part]] = {}
    for part in made.parts:
        eligible = tuple(is_asked(made.cases, made.coalition, name, part) for name in made.names)
        groups.setdefault(eligible, []).append(part)
    ordered = sorted(groups, key=lambda eligible: (sum(eligible), sorted(itertools.compress(made.names, eligible))))
    return [(np.array(eligible), groups[eligible]) for eligible in ordered]


def _ruled(made: Supply, needed: Array, placed: Array, mine: Mask) -> Array:
    """One group's allocation by the coalition's rule, on top of what is placed already (contributors, cases)."""
    coalition, shape = made.coalition, placed.shape
    sustained = np.broadcast_to(np.where(mine, made.sustained, 0.0), shape)
    ceilings = np.broadcast_to(np.where(mine, made.capacity_at_floor, 0.0), shape)
    if coalition.rule == "equal_strain":
        return allocation.equal_strain_above(
            needed=needed + placed.sum(axis=0), sustained=sustained, ceilings=ceilings, placed=placed
        )
    if coalition.rule == "by_priority":
        goals = np.broadcast_to(np.where(mine, made.capacity, 0.0), shape)
        last = 1 + max((given.priority or 0) for given in coalition.contributors.values())
        return placed + allocation.by_priority(
            needed=needed,
            sustained=sustained,
            goals=np.maximum(goals - placed, 0.0),
            ceilings=np.maximum(ceilings - placed, 0.0),
            priorities=[given.priority or last for given in coalition.contributors.values()],
        )
    offers = np.where(np.isinf(made.offer), 0.0, made.offer)
    rest = np.maximum(np.where(mine, np.minimum(offers, made.sustained_at_floor), 0.0) - placed, 0.0)
    return placed + allocation.as_offered(needed=needed, offers=rest, most=rest)


def _stack(rows: Sequence[NDArray[Kind]]) -> NDArray[Kind]:
    """Rows as (contributors, cases); the same array for all is repeated without a copy."""
    if all(row is rows[0] for row in rows):
        return np.broadcast_to(rows[0], (len(rows), rows[0].size))
    stacked = np.empty((len(rows), max(row.size for row in rows)), rows[0].dtype)
    for number, row in enumerate(rows):
        stacked[number] = row
    return stacked


def dwell_months_allowed(supply: Supply, contributor: str) -> Array:
    """Return the months at home that a contributor's pool allows with what it carries, by the first part's rotation."""
    months, row = supply.cases.durations(supply.parts[0].name, contributor), supply.names.index(contributor)
    away = {f"{key}_months": months[f"{key}_months"] for key in ("tour", "overlap", "mobilisation", "transit")}
    return rotation.dwell_months_allowed(pool_troops=supply.pool[row], deployed_troops=supply.deployed[row], **away)


def per_cent_of_land_force(supply: Supply, case: int) -> float | None:
    """Return what the contributors that carry would tie up, in per cent of their land forces; None if these are 0."""
    carries = at(supply.deployed, case) > 0
    strength = at(supply.land_strength, case)[carries].sum()
    return None if strength == 0 else float(100 * at(supply.tied_up, case)[carries].sum() / strength)
