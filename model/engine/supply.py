"""Supply: what the coalition could supply in one period, by the kernels of transport over a set of cases.

Arrays are (contributors, cases), worked out when they are first asked for; an array that does not vary has a case
axis of 1. A contributor without a published strength is NaN and in no total.

Components that the same contributors serve are a *group*. Where there are several groups, and a component has a
rotation of its own, troops of different components do not weigh the same on a pool: the groups are then shared out in
troops tied up, by the `weight` of each component and each contributor.
"""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from model.engine.cases import Cases, Excerpt, Kind, Mask, at, by_case, columns
from model.frozen import lazy
from model.kernels import allocation, requirement, rotation, transport
from model.kernels.arrays import ROUNDING, Array, Numbers, Steps, einsum, ratio
from model.scenario.coalition import Coalition, Contributor
from model.scenario.rotation import AWAY

CONTRIBUTORS = "coalition.contributors"


@dataclass(frozen=True)
class Supply:
    """The contributors of a set of cases in one month, a row each in the order of `names`.

    Arrays hold troops where their docstring names nothing else. `demand` holds the components that the coalition
    provides and rotates, with their troops (cases,) in the `month` (cases, 1) or (1, 1), counted from 0.
    """

    cases: Cases
    coalition: Coalition
    demand: Mapping[str, Array]
    month: Steps
    excerpt: "Excerpt[Supply] | None" = field(default=None, kw_only=True, repr=False, compare=False)

    def of(self, cases: Cases, coalition: Coalition, which: slice) -> "Supply":
        """Return the supply of some of these cases, those of one scenario with its own coalition."""
        demand = {name: columns(troops, which) for name, troops in self.demand.items()}
        month = self.month[which] if len(self.month) > 1 else self.month
        return Supply(cases, coalition, demand, month, excerpt=Excerpt(self, which))

    @lazy
    def names(self) -> tuple[str, ...]:
        """The contributors."""
        return tuple(self.coalition.contributors)

    @lazy
    def lists_task(self) -> Mapping[str, Mask]:
        """For each component, whether each contributor lists its task (contributors,)."""
        force, contributors = self.cases.scenario.force, self.coalition.contributors.values()
        return {
            name: np.array([force[name].task in contributor.tasks for contributor in contributors], bool)
            for name in self.demand
        }

    @by_case
    def could_take_part(self) -> Mask:
        """Whether each lists a task of the force, is there in the month and does not wait for a withdrawn backstop."""
        lists_any = np.any([*self.lists_task.values(), np.zeros(len(self.names), bool)], axis=0)
        is_provided, month = self.cases.scenario.us_backstop.provided, self.month[:, 0] + 1
        rows = zip(self.coalition.contributors.values(), lists_any, strict=True)
        return _stack(
            [
                _is_there(contributor, month) & (may and (is_provided or not contributor.needs_us_backstop))
                for contributor, may in rows
            ]
        )

    @by_case
    def is_counted(self) -> Mask:
        """Whether each counts: it could, and is certain to take part or of a counted position with any chance."""
        chances = zip(self._stated, self._has_counted_position, strict=True)
        return self.could_take_part & _stack(
            [
                np.full(1, is_counted) if stated is None else stated > 0 if is_counted else stated == 1
                for stated, is_counted in chances
            ]
        )

    @lazy
    def counted_names(self) -> tuple[str, ...]:
        """The contributors that count in some case."""
        return tuple(itertools.compress(self.names, np.asarray(self.is_counted.any(axis=1))))

    @lazy
    def that_might(self) -> tuple[str, ...]:
        """The contributors that are in or might take part, in some case."""
        return tuple(itertools.compress(self.names, np.asarray(self.probability.any(axis=1))))

    @by_case
    def probability(self) -> Array:
        """Each contributor's chance of taking part: stated, or 1 or 0 by its position; 0 if it could not."""
        rows = zip(self._stated, self._has_counted_position, strict=True)
        chances = [np.full(1, float(is_counted)) if stated is None else stated for stated, is_counted in rows]
        return self.could_take_part * _stack(chances)

    @property
    def _has_counted_position(self) -> list[bool]:
        positions = self.coalition.counted_positions
        return [contributor.position in positions for contributor in self.coalition.contributors.values()]

    @lazy
    def _stated(self) -> list[Array | None]:
        """The stated chance of each contributor: its own, or its position's."""
        by_position = "coalition.probability_by_position"
        paths = ((f"{CONTRIBUTORS}.{name}.probability", f"{by_position}.{contributor.position}")
                 for name, contributor in self.coalition.contributors.items())  # fmt: skip
        values = self.cases.values
        return [values.get(by_name, values.get(position)) for by_name, position in paths]

    @by_case
    def land_strength(self) -> Array:
        """Troops of the whole land force."""
        return self._values("land_strength", np.nan)

    @by_case
    def posted_elsewhere(self) -> Array:
        """Troops posted elsewhere for good, or held ready for another task."""
        return self._values("posted_elsewhere", 0.0)

    @by_case
    def deployed_elsewhere(self) -> Array:
        """Troops that each keeps deployed on other operations."""
        return self._values("deployed_elsewhere", 0.0)

    @by_case
    def offer(self) -> Array:
        """Troops offered; infinite where no offer was made."""
        return self._values("offer_troops", np.inf)

    @by_case
    def pool(self) -> Array:
        """Troops that each can rotate through the force."""
        elsewhere = self.deployed_elsewhere
        multipliers = (
            _stack([self.cases.multiplier(contributor=name) for name in self.names]) if elsewhere.any() else 1.0
        )
        return allocation.pool_troops(
            land_strength=self.land_strength,
            deployable_share=self._values("deployable_share", self.cases.value("coalition.deployable_share", np.nan)),
            posted_elsewhere=self.posted_elsewhere,
            deployed_elsewhere=elsewhere,
            multiplier=multipliers,
        )

    @by_case
    def multiplier(self) -> Array:
        """The mean multiplier of each over the components it may supply, at its dwell goal (dimensionless)."""
        return self._mean_multipliers(at_floor=False)

    @by_case
    def multiplier_at_floor(self) -> Array:
        """The mean multiplier of each at its dwell floor; at its goal where there is no floor."""
        return self._mean_multipliers(at_floor=True)

    def _mean_multipliers(self, *, at_floor: bool) -> Array:
        """Means weighted by the known sizes of components; equal rotations share an array."""
        known = {name: troops for name, troops in self.demand.items() if not np.isnan(troops).any()}
        means: dict[object, Array] = {}
        rows = []
        for row, name in enumerate(self.names):
            mine = {component: troops for component, troops in known.items() if self.lists_task[component][row]}
            alike = (*mine, *[self.cases.scenario.rotation_key(component, name) for component in (*mine, None)])
            if alike not in means:
                means[alike] = self._mean_multiplier(name, mine, at_floor=at_floor)
            rows.append(means[alike])
        return _stack(rows)

    def _mean_multiplier(self, contributor: str, mine: Mapping[str, Array], *, at_floor: bool) -> Array:
        """The contributor's own multiplier where nothing is deployed."""
        multiplier = self.cases.multiplier(contributor=contributor, at_floor=at_floor)
        if not mine:
            return multiplier
        tied_up = [
            troops * self.cases.multiplier(component, contributor, at_floor=at_floor)
            for component, troops in mine.items()
        ]
        mean = ratio(requirement.total(tied_up), requirement.total(list(mine.values())))
        return np.where(np.isnan(mean), multiplier, mean)

    @by_case
    def sustained(self) -> Array:
        """Troops that the pool can keep up for ever at the dwell goal."""
        return self.pool / self.multiplier

    @by_case
    def sustained_at_floor(self) -> Array:
        """Troops that the pool can keep up for ever at the dwell floor; where none is given, at the goal."""
        return self.pool / self.multiplier_at_floor

    @lazy
    def groups(self) -> Mapping[tuple[bool, ...], list[str]]:
        """The components that the same contributors serve, A to Z, by whether each contributor lists their tasks."""
        groups: dict[tuple[bool, ...], list[str]] = {}
        for name, lists_task in sorted(self.lists_task.items()):
            groups.setdefault(tuple(lists_task.tolist()), []).append(name)
        return groups

    @lazy
    def serves(self) -> Mask:
        """Whether each contributor serves each group (contributors, groups)."""
        return np.array(list(self.groups), bool).reshape(-1, len(self.names)).T

    def sets_of(self, is_asked: Mask) -> tuple[Mask, Mask]:
        """Return every set of some groups (sets, groups), and whether each contributor serves any of it.

        The second mask is (sets, contributors).
        """
        key = is_asked.tobytes()
        if key not in self._sets:
            sets = transport.sets_of(int(is_asked.sum()))
            self._sets[key] = sets, np.any(sets[:, np.newaxis] & self.serves[:, is_asked], axis=2)
        return self._sets[key]

    @lazy
    def _sets(self) -> dict[bytes, tuple[Mask, Mask]]:
        """The sets of groups that were asked for."""
        return {}

    @by_case
    def weighted_demand(self) -> Array:
        """The weighted troops of known size of each group (groups, cases)."""
        return np.broadcast_to(self._group_demand, (len(self.groups), self.cases.count))

    @by_case
    def _group_demand(self) -> Array:
        """The same, (groups, 1) where nothing varies."""
        sums = [
            requirement.total([np.nan_to_num(self.demand[name]) * self.weight(name) for name in group])
            for group in self.groups.values()
        ]
        return np.stack(np.broadcast_arrays(*sums)) if sums else np.empty((0, 1))

    @lazy
    def _is_weighted(self) -> bool:
        """Whether troops of different components weigh differently on a pool, and groups are shared out apart."""
        return len(self.groups) > 1 and any(name in self.cases.scenario.own_rotations[0] for name in self.demand)

    def weight(self, component: str) -> Numbers:
        """Return the troops that count for each one deployed of a component: its multiplier, or 1 (cases,)."""
        return self.cases.multiplier(component) if self._is_weighted else 1.0

    @by_case
    def mean_weight(self) -> Numbers:
        """The mean weight of the components that each contributor serves, by their known sizes; 1 for no component."""
        if not self._is_weighted:
            return 1.0
        troops = np.stack(
            [
                np.broadcast_to(
                    requirement.total([np.nan_to_num(self.demand[name]) for name in group]), (self.cases.count,)
                )
                for group in self.groups.values()
            ]
        )
        weighted, plain = (einsum("ig,gc->ic", self.serves, of) for of in (self.weighted_demand, troops))
        return np.where(plain > 0, np.divide(weighted, plain, out=np.ones(plain.shape), where=plain > 0), 1.0)

    @property
    def is_approximate(self) -> bool:
        """Whether capacity is about right only: rotations of parts beside rotations or offers of contributors."""
        components, contributors = self.cases.scenario.own_rotations
        if len(self.demand) < 2 or not any(name in components for name in self.demand):  # noqa: PLR2004
            return False
        return bool(contributors) or bool((self.is_counted & np.isfinite(self.offer)).any())

    @by_case
    def placed(self) -> Mapping[str, Array]:
        """For each component the troops that the rule gives each contributor; NaN for an unknown size.

        Within a group each contributor carries every component in the same proportion.
        """
        if not self.groups:
            return {}
        shares = np.nan_to_num(ratio(self._ruled, self.weighted_demand))
        return {
            name: shares[:, number] * self.demand[name]
            for number, group in enumerate(self.groups.values())
            for name in group
        }

    @by_case
    def _ruled(self) -> Array:
        """The weighted troops of each group that the coalition's rule gives each (contributors, groups, cases)."""
        at_floor, goals = self.weighted(self.capacity_at_floor), self.weighted(self.capacity)
        sustained = self.weighted(self.sustained)
        demand, serves = self.weighted_demand, self.serves
        if self.coalition.rule == "equal_strain":
            return transport.equal_strain(sustained=sustained, ceilings=at_floor, demand=demand, serves=serves)
        if self.coalition.rule == "by_priority":
            nations = self.coalition.contributors.values()
            last = 1 + max((contributor.priority or 0) for contributor in nations)
            priorities = [contributor.priority or last for contributor in nations]
            return transport.by_priority(
                sustained=sustained, goals=goals, ceilings=at_floor, priorities=priorities, demand=demand, serves=serves
            )
        return transport.as_offered(
            offers=self.weighted(self.offer_limit), goals=goals, ceilings=at_floor, demand=demand, serves=serves
        )

    def weighted(self, troops: Array) -> Array:
        """Return the weighted troops of the counted contributors of known strength, 0 for others (…, cases)."""
        is_in = self.is_counted & ~np.isnan(self.pool)
        weighted = np.where(is_in, troops, 0.0) * self.mean_weight
        return np.broadcast_to(weighted, (len(self.names), self.cases.count))

    def largest_force(self, like: Array, brings: Array) -> Array:
        """Return the largest force of this mix that these weighted troops keep up; infinite without demand (cases,).

        Args:
            like: the troops of the force of which this period's demand is a part (cases,).
            brings: weighted troops of each contributor (contributors, cases).
        """
        return transport.largest_force(like=like, demand=self._group_demand, capacity=brings, serves=self.serves)

    @by_case
    def deployed(self) -> Array:
        """Troops that each carries, of all components; NaN where the size of one is not known."""
        return np.asarray(sum(self.placed.values(), start=np.zeros(self.sustained.shape)))

    @by_case
    def tied_up(self) -> Array:
        """Troops that each ties up under its own rotation."""
        if len(self.groups) <= 1:
            return self.deployed * self.multiplier
        rows = [
            troops * _stack([self.cases.multiplier(component, name) for name in self.names])
            for component, troops in self.placed.items()
        ]
        return np.asarray(sum(rows[1:], start=rows[0]))

    @property
    def strain(self) -> Array:
        """Tied up over the pool (dimensionless); NaN where there is no pool."""
        return ratio(self.tied_up, self.pool)

    @by_case
    def offer_limit(self) -> Array:
        """The most troops that each offers: infinite without an offer, but 0 by the rule `offers`."""
        return np.where(np.isinf(self.offer), 0.0, self.offer) if self.coalition.rule == "offers" else self.offer

    @by_case
    def capacity(self) -> Array:
        """Troops that each can keep up at its dwell goal and within its offer."""
        return np.minimum(self.sustained, self.offer_limit)

    @by_case
    def capacity_at_floor(self) -> Array:
        """Troops that each can keep up at its dwell floor and within its offer: its ceiling."""
        return np.minimum(self.sustained_at_floor, self.offer_limit)

    @lazy
    def is_overoffered(self) -> Mask:
        """Whether the offer of each is above what its pool keeps up at the floor, in some case (contributors,)."""
        is_above = self.offer > self.sustained_at_floor * (1 + ROUNDING)
        return np.asarray((is_above & np.isfinite(self.offer)).any(axis=-1))

    @property
    def has_chances(self) -> bool:
        """Whether some contributor takes part with a chance between 0 and 1."""
        return bool(((self.probability > 0) & (self.probability < 1)).any())

    def below_goal(self, case: int) -> list[str]:
        """Return the contributors that would rotate below their dwell goal in one case: their strain is above 1."""
        strains = zip(self.names, at(self.strain, case), strict=True)
        return [name for name, strain in strains if strain > 1 + ROUNDING]

    @by_case
    def could_bring(self) -> Array:
        """The capacity of each contributor that could take part; 0 where it is not known."""
        return np.where(self.could_take_part, np.nan_to_num(self.capacity), 0.0)

    def limits(self, case: int) -> list[str | None]:
        """Return the limit that holds each contributor at its ceiling in one case; None for one below it."""
        columns = (self.is_counted, self.deployed, self.offer, self.sustained_at_floor, self.sustained)
        rows = zip(*(at(column, case) for column in columns), strict=True)
        needs_offer = self.coalition.rule == "offers"
        return [_limit(*troops, needs_offer=needs_offer) if is_counted else None for is_counted, *troops in rows]

    def total(self, troops: Array) -> Array:
        """Return the sum over the counted contributors of known strength (cases,)."""
        is_unknown = np.isnan(self.pool)
        known = np.where(is_unknown, 0.0, troops) if is_unknown.any() else troops
        return einsum("ic,ic->c", *np.broadcast_arrays(known, self.is_counted))

    def _values(self, key: str, missing: Numbers) -> Array:
        return _stack([self.cases.value(f"{CONTRIBUTORS}.{name}.{key}", missing) for name in self.names])


def _is_there(contributor: Contributor, month: Steps) -> Mask:
    has_joined = month >= (contributor.joins_month or 1)
    return has_joined if contributor.leaves_month is None else has_joined & (month < contributor.leaves_month)


def _limit(carried: float, offer: float, at_floor: float, at_goal: float, *, needs_offer: bool) -> str | None:
    ceiling = min(at_floor, offer)
    if needs_offer and np.isinf(offer):
        return "no offer"
    if not carried >= ceiling - ROUNDING * abs(ceiling):
        return None
    if at_floor == 0:
        return "empty pool"
    if offer <= at_floor:
        return "offer"
    return "dwell floor" if at_floor > at_goal else "dwell goal"


def unserved(supply: Supply) -> list[str]:
    """Return the components that ask for troops and whose task no counted contributor lists; none if nobody counts."""
    counts = supply.is_counted.any(axis=-1)
    if not counts.any():
        return []
    components = [name for name, troops in supply.demand.items() if not (troops == 0).all()]
    return [name for name in components if not supply.lists_task[name][counts].any()]


def _stack(rows: Sequence[NDArray[Kind]]) -> NDArray[Kind]:
    """Rows as (contributors, cases); the same array for all is repeated without a copy."""
    if len({id(row) for row in rows}) == 1:
        return np.broadcast_to(rows[0], (len(rows), rows[0].size))
    stacked = np.empty((len(rows), max(map(len, rows))), rows[0].dtype)
    for number, row in enumerate(rows):
        stacked[number] = row
    return stacked


def dwell_months_allowed(supply: Supply, contributor: str) -> Array:
    """Return the months at home that a contributor's pool allows with its troops, by the first component's rotation."""
    months, row = supply.cases.durations(next(iter(supply.demand)), contributor), supply.names.index(contributor)
    durations = {key: months[key] for key in (*AWAY, "overlap_months")}
    troops = {"pool_troops": supply.pool[row], "deployed_troops": supply.deployed[row]}
    return rotation.dwell_months_allowed(**troops, **durations)


def per_cent_of_land_force(supply: Supply, case: int) -> float | None:
    """Return the troops tied up of contributors that carry, in per cent of their land forces; None if these are 0.

    Nobody ties up more than its pool: below the dwell goal the same soldiers come back sooner.
    """
    carries = at(supply.deployed, case) > 0
    strength = at(supply.land_strength, case)[carries].sum()
    tied_up = np.minimum(at(supply.tied_up, case), at(supply.pool, case))[carries].sum()
    return None if strength == 0 else float(100 * tied_up / strength)
