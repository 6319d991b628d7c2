"""What the coalition could supply: composes the kernels of allocation and participation over a set of cases.

Arrays are (contributors, cases); what does not vary keeps a case axis of 1. A contributor counts if
its position does or its probability is 1 (a probability of 0 takes it out), if it is there in the
force's peak month, does not wait for a backstop that is withdrawn, and some component is of its
tasks. One without a published strength is NaN here and in no total.
"""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from model import allocation, requirement, rotation
from model.arrays import ROUNDING, Array
from model.cases import Cases
from model.scenario.coalition import Coalition, Contributor

Mask = NDArray[np.bool_]
Kind = TypeVar("Kind", bound=np.generic)
CONTRIBUTORS = "coalition.contributors"


@dataclass(frozen=True)
class Part:
    """A component that the coalition provides and rotates: its name, and its troops at the peak (cases,)."""

    name: str
    deployed: Array


@dataclass(frozen=True)
class Supply:
    """The contributors of a set of cases, a row each in the order of `names`; troops unless said otherwise.

    `counts`: who is in. `is_able`: who could be, asked for its tasks, there at the peak and not waiting
    for the backstop. `probability`: the chance of taking part, 0 for one that could not.
    `offer` is infinite where none was made. `placed`: what the rule gives each to carry of each component,
    NaN for one of unknown size.
    """

    names: tuple[str, ...]
    counts: Mask
    is_able: Mask
    probability: Array
    land_strength: Array
    pool: Array
    multiplier: Array
    sustained: Array
    sustained_at_floor: Array
    offer: Array
    placed: Mapping[str, Array]

    @property
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
        return np.asarray(np.where(self.counts & ~np.isnan(self.pool), np.nan_to_num(troops), 0.0).sum(axis=0))


def supply(cases: Cases, coalition: Coalition, parts: Sequence[Part], peak_month: Array) -> Supply:
    """Return who could supply these components, and what each carries under the coalition's rule."""
    rows = [_row(cases, coalition, name, parts, peak_month) for name in coalition.contributors]
    stacked = {key: _stack([row[key] for row in rows]) for key in rows[0]}
    pool = allocation.pool_troops(
        land_strength=stacked["land_strength"],
        deployable_share=stacked["deployable_share"],
        deployed_elsewhere=stacked["deployed_elsewhere"],
        multiplier=stacked["own_multiplier"],
    )
    made = Supply(
        names=tuple(coalition.contributors),
        counts=stacked["counts"] > 0,
        is_able=stacked["is_able"] > 0,
        probability=stacked["probability"],
        land_strength=stacked["land_strength"],
        pool=pool,
        multiplier=stacked["multiplier"],
        sustained=np.asarray(rotation.sustained_troops(pool_troops=pool, multiplier=stacked["multiplier"])),
        sustained_at_floor=np.asarray(
            rotation.sustained_troops(pool_troops=pool, multiplier=stacked["multiplier_at_floor"])
        ),
        offer=stacked["offer_troops"],
        placed={},
    )
    return replace(made, placed=_placed(cases, coalition, made, parts))


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


def _row(cases: Cases, coalition: Coalition, name: str, parts: Sequence[Part], peak_month: Array) -> dict[str, Array]:
    """One contributor's arrays, (cases,) or (1,)."""
    given = coalition.contributors[name]
    path = f"{CONTRIBUTORS}.{name}"
    mine = [part for part in parts if is_asked(cases, coalition, name, part)]
    share = path if given.deployable_share is not None else "coalition"
    given_up = given.needs_us_backstop and not cases.scenario.us_backstop.provided
    is_able = _is_there(given, peak_month[:, 0] + 1) & (bool(mine) and not given_up)
    probability, counts = _taking_part(cases, coalition, name)
    return {
        "land_strength": cases.value(f"{path}.land_strength", np.nan),
        "deployable_share": cases.value(f"{share}.deployable_share", np.nan),
        "deployed_elsewhere": cases[f"{path}.deployed_elsewhere"],
        "offer_troops": cases.value(f"{path}.offer_troops", np.inf),
        "own_multiplier": cases.multiplier(contributor=name),
        "multiplier": _mean_multiplier(cases, name, mine, at_floor=False),
        "multiplier_at_floor": _mean_multiplier(cases, name, mine, at_floor=True),
        "probability": is_able * probability,
        "counts": is_able * counts,
        "is_able": is_able.astype(float),
    }


def _taking_part(cases: Cases, coalition: Coalition, name: str) -> tuple[Array, Array]:
    """The chance of taking part, and whether the contributor counts (1 or 0), if it is able."""
    by_position = float(coalition.contributors[name].position in coalition.counted_positions)
    stated = _stated_probability(cases, coalition, name)
    if stated is None:
        stated = np.full(1, by_position)
    return stated, np.where(stated == 1, 1.0, np.where(stated == 0, 0.0, by_position))


def _stated_probability(cases: Cases, coalition: Coalition, name: str) -> Array | None:
    given, own = coalition.contributors[name], f"{CONTRIBUTORS}.{name}.probability"
    if own in cases.values:
        return cases[own]
    if given.position in coalition.probability_by_position:
        return cases[f"coalition.probability_by_position.{given.position}"]
    return None


def _is_there(given: Contributor, month: Array) -> Mask:
    has_joined = month >= (given.joins_month or 1)
    return has_joined if given.leaves_month is None else has_joined & (month < given.leaves_month)


def _mean_multiplier(cases: Cases, name: str, mine: Sequence[Part], *, at_floor: bool) -> Array:
    """The mean over the components a contributor may supply, weighted by their known size; its own where none is."""
    known = [part for part in mine if not np.isnan(part.deployed).any()]
    size = requirement.total([part.deployed for part in known])
    tied_up = requirement.total(
        [part.deployed * cases.multiplier(component=part.name, contributor=name, at_floor=at_floor) for part in known]
    )
    mean = requirement.ratio(tied_up, size)
    return np.where(np.isnan(mean), cases.multiplier(contributor=name, at_floor=at_floor), mean)


def unasked(cases: Cases, coalition: Coalition, made: Supply, parts: Sequence[str]) -> list[str]:
    """Return the components whose task nobody that counts lists; none where nobody counts at all."""
    counting = [name for name, counts in zip(made.names, made.counts, strict=True) if counts.any()]
    tasks = {task for name in counting for task in coalition.contributors[name].tasks}
    return [part for part in parts if tasks and cases.scenario.force[part].task not in tasks]


def has_crossed_tasks(cases: Cases, coalition: Coalition, parts: Sequence[str]) -> bool:
    """Whether two components have contributors in common, and each has some of its own."""
    eligible = [
        {name for name, given in coalition.contributors.items() if cases.scenario.force[part].task in given.tasks}
        for part in parts
    ]
    return any(one & two and one - two and two - one for one, two in itertools.combinations(eligible, 2))


def _placed(cases: Cases, coalition: Coalition, made: Supply, parts: Sequence[Part]) -> dict[str, Array]:
    """What each carries of each component: those of the same eligible contributors together, of the fewest first.

    A group is placed before the next is looked at, so with tasks that overlap crosswise less can be
    placed than the best of all assignments would. Of a group each carries every component alike.
    """
    counting = made.counts & ~np.isnan(made.pool)
    carried = np.zeros((len(made.names), cases.count))
    placed: dict[str, Array] = {}
    for eligible, group in _groups(cases, coalition, parts):
        mine = counting & eligible[:, np.newaxis]
        needed = np.broadcast_to(requirement.total([np.nan_to_num(part.deployed) for part in group]), (cases.count,))
        before = carried
        carried = np.where(mine, _ruled(coalition, made, needed, np.where(mine, carried, 0.0), mine), carried)
        share = np.nan_to_num(requirement.ratio(carried - before, needed))
        placed |= {part.name: share * part.deployed for part in group}
    return placed


def _groups(cases: Cases, coalition: Coalition, parts: Sequence[Part]) -> list[tuple[Mask, list[Part]]]:
    groups: dict[tuple[bool, ...], list[Part]] = {}
    for part in parts:
        eligible = tuple(is_asked(cases, coalition, name, part) for name in coalition.contributors)
        groups.setdefault(eligible, []).append(part)
    names = list(coalition.contributors)
    ordered = sorted(groups, key=lambda eligible: (sum(eligible), sorted(itertools.compress(names, eligible))))
    return [(np.array(eligible), groups[eligible]) for eligible in ordered]


def is_asked(cases: Cases, coalition: Coalition, contributor: str, part: Part) -> bool:
    """Whether a component is of a contributor's tasks."""
    return cases.scenario.force[part.name].task in coalition.contributors[contributor].tasks


def _ruled(coalition: Coalition, made: Supply, needed: Array, placed: Array, mine: Mask) -> Array:
    """One group's allocation by the coalition's rule, on top of what is placed already (contributors, cases)."""
    shape = placed.shape
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


def _stack(rows: Sequence[Array]) -> Array:
    width = max(row.size for row in rows)
    return np.stack([np.broadcast_to(row, (width,)) for row in rows])
