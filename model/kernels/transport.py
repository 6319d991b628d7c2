"""Transport: a force of several groups of components over contributors that serve only some of them, exactly.

Kernels, like `model.kernels.allocation`, which they are with one group. `serves` is (contributors, groups), `demand`
(groups, cases), all else (contributors, cases); finite, not negative, 0 for a contributor that is not there. The unit
is troops, or troops tied up, whichever all arrays have.

Demand x can be placed exactly if for every set of groups the contributors that serve any of it bring the demand of the
set (Gale's condition for a transport problem). There are few groups, so every set is looked at.

A rule goes set by set. Of the sets not yet placed it takes the one that lacks most; where none lacks anything, the one
with the highest strain λ, at which its contributors carry its demand together. Once it is placed its groups and
its contributors are set aside. So every rule places as much as can be placed at all, at the least greatest strain.

λ is exact. What contributors carry is linear in it between *turns*, where one of them begins to carry more or reaches
its ceiling; a search by halves finds the two turns between which all sets cease to be short, a division the λ.
"""

import functools
import itertools
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from model.kernels import allocation
from model.kernels.arrays import ROUNDING, Array, Steps, added, einsum

Mask = NDArray[np.bool_]
MOST = float(np.finfo(float).max)
"""A strain above every other: all stand at their ceilings."""


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
    sets = sets_of(len(demand))
    needed, brought = _sums(sets, demand), _sums(sets @ serves.T, capacity)
    is_needed = needed > 0
    if is_needed.all():
        return np.asarray((brought * (like / needed)).min(axis=0, initial=np.inf))
    cases = np.broadcast_shapes(like.shape, needed.shape[1:], brought.shape[1:])
    scale = np.divide(like, needed, out=np.ones((len(sets), *cases)), where=is_needed)
    return np.asarray(np.where(is_needed, brought * scale, np.inf).min(axis=0, initial=np.inf))


def equal_strain(*, demand: Array, sustained: Array, ceilings: Array, serves: Mask) -> Array:
    """Return the part of each contributor in each group at equal strain, by set (contributors, groups, cases).

    >>> equal_strain(demand=np.array([[4.0], [2.0]]), sustained=np.array([[4.0], [4.0]]),
    ...              ceilings=np.array([[9.0], [9.0]]), serves=np.array([[True, True], [True, False]]))[..., 0]
    array([[1., 2.],
           [3., 0.]])
    """
    if len(demand) == 1:
        sustained, ceilings = _of_servers(serves, sustained, ceilings)
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
        sustained, goals, ceilings = _of_servers(serves, sustained, goals, ceilings)
        return allocation.by_priority(
            needed=demand[0], sustained=sustained, goals=goals, ceilings=ceilings, priorities=priorities
        )[:, np.newaxis]
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

    >>> as_offered(demand=np.array([[3.0], [6.0]]), offers=np.array([[4.0], [9.0]]), goals=np.array([[4.0], [8.0]]),
    ...            ceilings=np.array([[4.0], [9.0]]), serves=np.array([[True, False], [True, True]]))[..., 0]
    array([[3., 0.],
           [0., 6.]])
    """
    first, last = np.minimum(offers, goals), np.minimum(offers, np.maximum(goals, ceilings))
    if len(demand) == 1:
        first, last = _of_servers(serves, first, last)
        carried = allocation.as_offered(needed=demand[0], offers=first, most=first)
        if (added(carried) < demand[0] * (1 - ROUNDING)).any():
            carried = allocation.equal_strain_above(needed=demand[0], sustained=last, ceilings=last, placed=carried)
        return carried[:, np.newaxis]
    carried = _levelled(demand, first, first, np.zeros(ceilings.shape), serves)
    return _divided(demand, _levelled(demand, last, last, carried, serves), serves)


def _of_servers(serves: Mask, *troops: Array) -> Sequence[Array]:
    """The troops of those who serve the only group, 0 for others (contributors, cases)."""
    return troops if serves.all() else [np.where(serves, array, 0.0) for array in troops]


def _levelled(demand: Array, sustained: Array, ceilings: Array, placed: Array, serves: Mask) -> Array:
    """All that each contributor carries at the strain of its set, no less than is placed (contributors, cases)."""
    cases = np.broadcast_shapes(demand.shape[1:], ceilings.shape[1:])
    sets = sets_of(len(demand))
    reach = sets @ serves.T  # whether each contributor serves any group of each set
    demand = np.broadcast_to(demand, (len(demand), *cases))
    sustained, low, high = (np.broadcast_to(array, (len(serves), *cases)) for array in (sustained, placed, ceilings))
    high = np.where(sustained > 0, high, low)
    carried, is_free, todo = low.copy(), np.ones(low.shape, bool), np.arange(*cases)
    while True:
        needed = _sums(sets, demand)
        is_short = (needed - _sums(reach, low) > ROUNDING * needed).any(axis=0)
        if not is_short.any():
            return carried
        if not is_short.all():
            demand, sustained, low, high, needed = (
                array[:, is_short] for array in (demand, sustained, low, high, needed)
            )
            is_free, todo = is_free[:, is_short], todo[is_short]
        chosen, strain = _tightest(needed, sustained, low, high, reach)
        mine = reach[chosen].T & is_free
        carried[:, todo] = np.where(mine, _at(strain, sustained, low, high), carried[:, todo])
        # groups and contributors set aside ask for nothing and bring nothing
        is_free = is_free & ~mine
        demand = demand * ~sets[chosen].T
        sustained, low, high = sustained * is_free, low * is_free, high * is_free


def _tightest(needed: Array, sustained: Array, low: Array, high: Array, reach: Mask) -> tuple[Steps, Array]:
    """The set that comes first, by its number, and its strain; the greatest number where it lacks something (cases,).

    `needed` are the troops of every set, some set being short at the least that contributors carry.
    """
    varies = sustained.any(axis=1)
    needed = needed - _sums(reach[:, ~varies], low[~varies])
    sustained, low, high, reach = sustained[varies], low[varies], high[varies], reach[:, varies]
    lacks = needed - _sums(reach, high)
    chosen, is_lacking = lacks.argmax(axis=0), lacks.max(axis=0) > 0
    if is_lacking.all():
        return chosen, np.full(chosen.shape, MOST)
    with np.errstate(over="ignore"):
        begins, ends = (
            np.minimum(np.divide(bound, sustained, out=np.zeros(low.shape), where=sustained > 0), MOST)
            for bound in (low, high)
        )
    turns = np.sort(np.concatenate([begins, ends]) if low.any() else ends, axis=0)
    case = np.arange(chosen.size)
    first, last = np.zeros_like(chosen), np.full_like(chosen, len(turns) - 1)
    for _ in range(int(last[0]).bit_length()):
        middle = (first + last) // 2
        is_short = (needed > _sums(reach, _at(turns[middle, case], sustained, low, high))).any(axis=0)
        first, last = np.where(is_short, np.minimum(middle + 1, last), first), np.where(is_short, last, middle)
    turn = np.where(last > 0, turns[last - 1, case], 0.0)
    short = needed - _sums(reach, _at(turn, sustained, low, high))
    slopes = _sums(reach, sustained * ((begins <= turn) & (turn < ends)))
    # where nobody of a set begins to carry more, it is short by rounding alone and stands at this turn, or never was
    strains = turn + np.divide(short, slopes, out=np.where(short > 0, 0.0, -np.inf), where=slopes > 0)
    return np.where(is_lacking, chosen, strains.argmax(axis=0)), np.where(is_lacking, MOST, strains.max(axis=0))


def _at(strain: Array, sustained: Array, low: Array, high: Array) -> Array:
    """The troops that each carries at a strain (contributors, cases)."""
    with np.errstate(over="ignore"):
        carried = sustained * strain
    np.maximum(carried, low, out=carried)
    return np.minimum(carried, high, out=carried)


def _sums(members: Mask, troops: Array) -> Array:
    """The troops of the members of every set together (sets, cases)."""
    return einsum("si,ic->sc", members.astype(float), troops)


def _divided(demand: Array, carried: Array, serves: Mask) -> Array:
    """The part of each contributor, divided among the groups that it serves (contributors, groups, cases).

    Contributors that serve the same groups, a kind, divide alike. Kind by kind, each fills its groups in order, as far
    as that leaves room for the kinds after it: in every set of groups, for those that serve no group outside it.
    """
    kinds, kind_of = np.unique(serves, axis=0, return_inverse=True)
    alike = kind_of.reshape(-1) == np.arange(len(kinds))[:, np.newaxis]
    together = _sums(alike, carried)
    sets = sets_of(len(demand))
    holds_kind = ~(~sets @ kinds.T)  # whether each set has all groups of each kind
    rooms = _sums(sets, np.broadcast_to(demand, (len(demand), *together.shape[1:]))) - _sums(holds_kind, together)
    troops = np.zeros((len(kinds), len(demand), *together.shape[1:]))
    for kind, groups in enumerate(map(np.flatnonzero, kinds)):
        left = together[kind]
        rooms[holds_kind[:, kind]] += left
        for group in groups:
            is_in = sets[:, group]
            # a rest of rounding stays in the last group
            put = left if group == groups[-1] else np.clip(rooms[is_in].min(axis=0), 0.0, left)
            troops[kind, group] = put
            rooms[is_in] -= put
            left = left - put
    whole = together[:, np.newaxis]
    shares = np.divide(troops, whole, out=np.zeros(troops.shape), where=whole > 0)
    return np.asarray(shares[kind_of.reshape(-1)] * carried[:, np.newaxis])
