"""Transport: a force of several groups of components over contributors that serve only some of them, exactly.

Kernels, like `model.kernels.allocation`, which they are with one group. `serves` is (contributors, groups), `demand`
(groups, cases), all else (contributors, cases); finite, not negative, 0 for a contributor that is not there. The unit
is troops, or troops tied up, whichever all arrays have.

Demand x can be placed exactly if for every set of groups the contributors that serve any of it bring the demand of the
set (Gale's condition for a transport problem). There are few groups, so every set is looked at.

A rule goes set by set. Of the sets not yet placed it takes the one that lacks most; where none lacks anything, the one
with the highest strain λ, at which its contributors carry its demand together. Once it is placed its groups and
its contributors are set aside. So every rule places as much as can be placed at all, at the least greatest strain.
"""

import functools
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.kernels import allocation
from model.kernels.arrays import ROUNDING, Array

Mask = NDArray[np.bool_]
LACKING = 1e100
"""A rank above every strain."""


def sets_of(groups: int) -> Mask:
    """Return every set of groups but the empty one, small sets first (sets, groups).

    >>> sets_of(2).tolist()
    [[True, False], [False, True], [True, True]]
    """
    return _sets_of(groups)


@functools.cache
def _sets_of(groups: int) -> Mask:
    numbers = range(1, groups + 1)
    sets = [chosen for size in numbers for chosen in itertools.combinations(range(groups), size)]
    masks = np.zeros((len(sets), groups), bool)
    for row, chosen in enumerate(sets):
        masks[row, list(chosen)] = True
    masks.flags.writeable = False
    return masks


def largest_force(*, like: Array, demand: Array, capacity: Array, serves: Mask) -> Array:
    """Return the largest force of the same mix that can be placed; infinite where nothing is demanded (cases,).

    Args:
        like: the troops of the force that has this demand (cases,).
        demand: what each group of it asks for (groups, cases).
        capacity: the most that each contributor may carry (contributors, cases).
        serves: whether each contributor serves each group (contributors, groups).

    >>> of = {"like": np.array([10.0]), "demand": np.array([[8.0], [2.0]])}
    >>> largest_force(**of, capacity=np.array([[8.0], [4.0]]), serves=np.array([[True, True], [True, False]]))
    array([12.])
    """
    largest = np.full(np.broadcast_shapes(like.shape, demand.shape[1:], capacity.shape[1:]), np.inf)
    for chosen in sets_of(len(demand)):
        needed = np.einsum("gc->c", demand[chosen])
        brought = np.einsum("ic->c", capacity[np.any(serves[:, chosen], axis=1)])
        scale = np.divide(like, needed, out=np.ones(largest.shape), where=needed > 0)
        largest = np.where(needed > 0, np.minimum(largest, brought * scale), largest)
    return largest


def equal_strain(*, demand: Array, sustained: Array, ceilings: Array, serves: Mask) -> Array:
    """Return the part of each contributor in each group at equal strain, by set (contributors, groups, cases).

    >>> equal_strain(demand=np.array([[4.0], [2.0]]), sustained=np.array([[4.0], [4.0]]),
    ...              ceilings=np.array([[9.0], [9.0]]), serves=np.array([[True, True], [True, False]]))[..., 0]
    array([[1., 2.],
           [3., 0.]])
    """
    if len(demand) == 1:
        mine = serves[:, :1]
        sustained, ceilings = np.where(mine, sustained, 0.0), np.where(mine, ceilings, 0.0)
        return allocation.equal_strain(needed=demand[0], sustained=sustained, ceilings=ceilings)[:, np.newaxis]
    carried = _levelled(demand, sustained, ceilings, np.zeros(ceilings.shape), serves)
    return _divided(demand, carried, serves)


def by_priority(
    *, demand: Array, sustained: Array, goals: Array, ceilings: Array, priorities: Sequence[int], serves: Mask
) -> Array:
    """Return the part of each contributor in each group, priority 1 first, then 2, … (contributors, groups, cases).

    Equal strain within a priority; first all up to their goals, then a second round up to the ceilings. A later
    priority takes only what no set of the earlier ones can place.
    """
    if len(demand) == 1:
        mine = serves[:, :1]
        limits = {"sustained": sustained, "goals": goals, "ceilings": ceilings}
        limits = {name: np.where(mine, array, 0.0) for name, array in limits.items()}
        return allocation.by_priority(needed=demand[0], priorities=priorities, **limits)[:, np.newaxis]
    ranks = np.asarray(priorities)[:, np.newaxis]
    carried = np.zeros(ceilings.shape)
    for most in (goals, ceilings):
        for rank in np.unique(ranks):
            is_next = ranks == rank
            limit = np.where(is_next, np.maximum(most, carried), carried)
            carried = _levelled(demand, np.where(is_next, sustained, 0.0), limit, carried, serves)
    return _divided(demand, carried, serves)


def as_offered(*, demand: Array, offers: Array, goals: Array, ceilings: Array, serves: Mask) -> Array:
    """Return each contributor's offer, scaled down together to the demand of its set (contributors, groups, cases).

    First each carries its offer up to its goal, then, where that does not suffice, up to its ceiling.
    """
    carried = np.zeros(ceilings.shape)
    for most in (goals, ceilings):
        limit = np.maximum(np.minimum(offers, most), carried)
        carried = _levelled(demand, limit, limit, carried, serves)
    return _divided(demand, carried, serves)


def _levelled(demand: Array, sustained: Array, ceilings: Array, placed: Array, serves: Mask) -> Array:
    """All that each contributor carries at the strain of its set, no less than is placed (contributors, cases)."""
    cases = np.broadcast_shapes(demand.shape[1:], ceilings.shape[1:])
    shape = (len(serves), *cases)
    demand = np.broadcast_to(demand, (len(demand), *cases))
    sustained, ceilings, placed = (np.broadcast_to(array, shape) for array in (sustained, ceilings, placed))
    ceilings = np.where(sustained > 0, ceilings, placed)
    carried, is_free, is_open = placed.copy(), np.ones(shape, bool), demand > 0
    sets = sets_of(len(demand))
    for _ in range(len(demand)):
        if not is_open.any():
            break
        best, chosen = np.zeros(cases), np.full(cases, -1)
        level = np.zeros(cases)
        for number, groups in enumerate(sets):
            is_next = is_open[groups].all(axis=0)
            if not is_next.any():
                continue
            mine = np.any(serves[:, groups], axis=1, keepdims=True) & is_free
            needed = np.where(is_next, demand[groups].sum(axis=0), 0.0)
            lacks = needed - np.where(mine, ceilings, 0.0).sum(axis=0)
            strain = _strain(
                np.maximum(needed, 0.0),
                *(np.where(mine, array, 0.0) for array in (sustained, placed, ceilings)),
            )
            # a set that lacks something comes before all others: above every strain, the most lacking first
            is_lacking = lacks > ROUNDING * needed
            rank = np.where(is_lacking, LACKING * (1 + lacks), strain)
            # at no strain a set asks for no more than stands already, and sets aside nobody
            is_better = is_next & (rank > best * (1 + ROUNDING))
            best, chosen = np.where(is_better, rank, best), np.where(is_better, number, chosen)
            level = np.where(is_better, np.where(is_lacking, np.inf, strain), level)
        is_done = chosen >= 0
        is_open = is_open & is_done
        groups_done = sets[chosen].T & is_done
        mine = (serves[:, :, np.newaxis] & groups_done).any(axis=1) & is_free
        with np.errstate(invalid="ignore"):
            at_level = np.clip(np.where(np.isinf(level), ceilings, sustained * level), placed, ceilings)
        carried = np.where(mine, at_level, carried)
        is_free, is_open = is_free & ~mine, is_open & ~groups_done
    return carried


def _strain(needed: Array, sustained: Array, low: Array, high: Array) -> Array:
    """The least strain λ at which the sum of λ·sustained, each between low and high, is the need (cases,).

    Infinite where it is never reached.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        begins, ends = (np.where(sustained > 0, bound / sustained, np.inf) for bound in (low, high))
    turns = np.concatenate([begins, ends])
    order = np.argsort(turns, axis=0, kind="stable")
    turns = np.take_along_axis(turns, order, axis=0)
    slopes = np.cumsum(np.take_along_axis(np.concatenate([sustained, -sustained]), order, axis=0), axis=0)
    with np.errstate(invalid="ignore"):
        gaps = np.where(np.isfinite(turns[1:]), turns[1:] - turns[:-1], 0.0)
    gained = np.concatenate([np.zeros((1, needed.size)), np.cumsum(np.maximum(slopes[:-1], 0.0) * gaps, axis=0)])
    missing = needed - low.sum(axis=0)
    is_past = gained >= missing * (1 - ROUNDING)
    at = np.maximum(is_past.argmax(axis=0) - 1, 0)[np.newaxis]
    turn, slope, before = (np.take_along_axis(array, at, axis=0)[0] for array in (turns, slopes, gained))
    rest = np.maximum(missing - before, 0.0)
    strain = np.where(np.isfinite(turn), turn, 0.0) + np.divide(rest, slope, out=np.zeros(rest.shape), where=slope > 0)
    return np.where(missing <= ROUNDING * needed, 0.0, np.where(is_past.any(axis=0), strain, np.inf))


def _divided(demand: Array, carried: Array, serves: Mask) -> Array:
    """The part of each contributor, divided among the groups that it serves (contributors, groups, cases).

    Contributors that serve the same groups divide alike. They fill the groups in order; where a group is full, they
    take the place of others' troops in it, which move on to a further group.
    """
    kinds, kind_of = np.unique(serves, axis=0, return_inverse=True)
    kind_of = kind_of.reshape(-1)
    cases = np.broadcast_shapes(demand.shape[1:], carried.shape[1:])
    together = np.zeros((len(kinds), *cases))
    np.add.at(together, kind_of, np.broadcast_to(carried, (len(serves), *cases)))
    troops = np.zeros((len(kinds), len(demand), *cases))
    flow = _Flow(kinds, troops, together.copy(), np.array(np.broadcast_to(demand, troops.shape[1:])))
    least, has_moved = ROUNDING * float(together.max(initial=0.0)), True
    while has_moved:
        has_moved = False
        for kind in flow.few_groups_first:
            for path in flow.paths(kind):
                has_moved |= flow.push(kind, path, least)
    whole = together[:, np.newaxis]
    shares = np.divide(flow.troops, whole, out=np.zeros(flow.troops.shape), where=whole > 0)
    return shares[kind_of] * carried[:, np.newaxis]


@dataclass(frozen=True)
class _Flow:
    """Troops of each kind of contributor in each group, what each kind has left, and the room in each group.

    `kinds` are (kinds, groups), `troops` (kinds, groups, cases), `left` (kinds, cases), `rooms` (groups, cases); the
    last three change in place.
    """

    kinds: Mask
    troops: Array
    left: Array
    rooms: Array

    @property
    def few_groups_first(self) -> list[int]:
        """The kinds, those that serve the fewest groups first."""
        return sorted(range(len(self.kinds)), key=lambda kind: (self.kinds[kind].sum(), self.kinds[kind].tolist()))

    def paths(self, kind: int) -> Iterator[tuple[int, ...]]:
        """Yield the ways through groups, short ones first, for as long as the kind has something left."""
        groups = range(len(self.rooms))
        paths: list[tuple[int, ...]] = [(group,) for group in groups if self.kinds[kind, group]]
        while paths and self.left[kind].any():
            yield from paths
            paths = [
                (*path, group)
                for path in paths
                for group in groups
                if group not in path and (self.kinds[:, path[-1]] & self.kinds[:, group]).any()
            ]

    def push(self, kind: int, path: tuple[int, ...], least: float) -> bool:
        """Push what a kind has left along a path; return whether that was more than the least, in some case."""
        able = np.minimum(self.left[kind], self.rooms[path[-1]])
        steps = [(here, there, self.kinds[:, here] & self.kinds[:, there]) for here, there in itertools.pairwise(path)]
        for here, _, both in steps:
            able = np.minimum(able, self.troops[both, here].sum(axis=0))
        if not (able > least).any():
            return False
        self.left[kind] -= able
        self.rooms[path[-1]] -= able
        for here, there, both in steps:
            total = self.troops[both, here].sum(axis=0)
            moving = self.troops[both, here] * np.divide(able, total, out=np.zeros(able.shape), where=total > 0)
            self.troops[both, here] -= moving
            self.troops[both, there] += moving
        self.troops[kind, path[0]] += able
        return True
