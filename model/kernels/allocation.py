"""Allocation: the pools of contributors, and how they share a force, by three rules, exactly.

Kernels: arrays are (contributors, cases), a row for each contributor; that way round the rules are more than twice as
fast. `sustained` are the troops that a contributor can keep up at its dwell goal, `ceilings` the most it may carry
(dwell floor, offer). Where all contributors together do not suffice each stands at its ceiling and the rest is the
shortfall: a partial answer, no error. The order of the contributors never matters.
"""

from collections.abc import Sequence

import numpy as np

from model.kernels.arrays import ROUNDING, Array, Numbers, added, einsum

CUT_BELOW = 0.5
"""Compact the arrays once no more than this share of the cases is still active."""
DECIMALS = 9


def pool_troops(
    *,
    land_strength: Numbers,
    deployable_share: Numbers,
    posted_elsewhere: Numbers,
    deployed_elsewhere: Numbers,
    multiplier: Numbers,
) -> Array:
    """Return the troops a contributor can rotate through the force, never below 0 (troops, broadcasts).

    Troops posted elsewhere come off the pool once, troops deployed elsewhere with their reliefs.

    >>> elsewhere = {"posted_elsewhere": 3_000, "deployed_elsewhere": 2_000}
    >>> float(pool_troops(land_strength=75_000, deployable_share=0.4, **elsewhere, multiplier=5))
    17000.0
    """
    return np.maximum(land_strength * deployable_share - posted_elsewhere - deployed_elsewhere * multiplier, 0.0)


def equal_strain(*, needed: Array, sustained: Array, ceilings: Array) -> Array:
    """Return the troops each contributor carries at one strain, none above its ceiling (contributors, cases).

    Contributor i carries min(λ·sustained_i, ceiling_i), with λ such that the sum is `needed` (cases,). λ starts as if
    there were no ceilings. Contributors that it takes above their ceilings are fixed there, and λ grows so that the
    others carry the rest; this is exact after at most as many rounds as there are contributors.

    >>> equal_strain(needed=np.array([6.0]), sustained=np.array([[4.0], [2.0]]), ceilings=np.array([[2.0], [9.0]]))
    array([[2.],
           [4.]])
    """
    able = np.broadcast_to(ceilings, sustained.shape)
    if not sustained.min(initial=1.0) > 0:
        able = np.where(sustained > 0, able, 0.0)
    spare = added(able) - needed
    if (spare > 0).all():
        return _filled(sustained, able, spare, needed)
    carried = able.copy()
    enough = np.flatnonzero(spare > 0)
    if enough.size:
        carried[:, enough] = _filled(*(array[..., enough] for array in (sustained, able, spare, needed)))
    return carried


def _filled(sustained: Array, able: Array, spare: Array, needed: Array) -> Array:
    """Equal strain where all together are able to carry more than the need, by `spare` (contributors, cases)."""
    carried = sustained * _strain(sustained, able, spare, needed)
    return np.minimum(carried, able, out=carried)


def _strain(sustained: Array, able: Array, spare: Array, needed: Array) -> Array:
    """The strain λ (cases,) at which the sum of min(λ·sustained, able) is the need.

    Cases whose λ no longer grows are done; the arrays are cut down to the others once few are left.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        capped_at = able / sustained  # λ at the ceiling; NaN, never free, without troops
    strain = needed / added(sustained)
    todo, now = np.arange(strain.size), strain
    while todo.size:
        is_free = capped_at > now
        free = einsum("ic,ic->c", sustained, is_free)
        grown = np.divide(einsum("ic,ic->c", able, is_free) - spare, free, out=now.copy(), where=free > 0)
        more = np.flatnonzero(grown > now)
        strain[todo[more]] = grown[more]
        if more.size > CUT_BELOW * todo.size:
            now = np.maximum(grown, now)
        else:
            todo, now, spare = todo[more], grown[more], spare[more]
            sustained, able, capped_at = sustained[:, more], able[:, more], capped_at[:, more]
    return strain


def equal_strain_above(*, needed: Array, sustained: Array, ceilings: Array, placed: Array) -> Array:
    """Return equal strain where each contributor already carries `placed` and carries no less (contributors, cases).

    Contributors that carry more than their share of the whole need keep it; the others share the rest.

    Args:
        needed: troops to carry, `placed` among them (cases,).
        sustained: troops that each can keep up at its dwell goal (contributors, cases).
        ceilings: the most troops that each may carry (contributors, cases).
        placed: troops that each carries already (contributors, cases).

    >>> equal_strain_above(needed=np.array([8.0]), sustained=np.array([[4.0], [4.0]]),
    ...                    ceilings=np.array([[9.0], [9.0]]), placed=np.array([[6.0], [0.0]]))
    array([[6.],
           [2.]])
    """
    keeps = np.zeros(placed.shape, dtype=bool)
    while True:
        rest = np.maximum(needed - added(np.where(keeps, placed, 0.0)), 0.0)
        carried = equal_strain(needed=rest, sustained=np.where(keeps, 0.0, sustained), ceilings=ceilings)
        below = (carried < placed) & ~keeps
        if not below.any():
            return np.where(keeps, placed, carried)
        keeps |= below


def by_priority(*, needed: Array, sustained: Array, goals: Array, ceilings: Array, priorities: Sequence[int]) -> Array:
    """Return the troops each carries when priority 1 goes first, then 2, … (contributors, cases).

    Equal strain within a priority; first all contributors up to their goals, then a second round up to the ceilings.

    Args:
        needed: troops to carry (cases,).
        sustained: troops that each can keep up at its dwell goal (contributors, cases).
        goals: the most troops that each may carry in the first round (contributors, cases).
        ceilings: the most troops that each may carry in all (contributors, cases).
        priorities: the rank of each contributor, from 1 (contributors,).

    >>> by_priority(needed=np.array([5.0]), sustained=np.array([[4.0], [4.0]]), goals=np.array([[4.0], [4.0]]),
    ...             ceilings=np.array([[6.0], [6.0]]), priorities=[2, 1])
    array([[1.],
           [4.]])
    """
    ranks = np.asarray(priorities)
    carried = np.zeros(np.broadcast_shapes(sustained.shape, needed.shape))
    for most in (goals, ceilings):
        for rank in np.unique(ranks):
            mine = ranks == rank
            carried[mine] = equal_strain_above(
                needed=needed - added(carried[~mine]),
                sustained=sustained[mine],
                ceilings=np.maximum(most[mine], carried[mine]),
                placed=carried[mine],
            )
    return carried


def as_offered(*, needed: Array, offers: Array, most: Array) -> Array:
    """Return each contributor's offer, at most the troops it may carry, scaled down to the need (contributors, cases).

    >>> as_offered(needed=np.array([6.0]), offers=np.array([[4.0], [9.0]]), most=np.array([[8.0], [8.0]]))
    array([[2.],
           [4.]])
    """
    carried = np.minimum(offers, most)
    together = added(carried)
    whole = np.ones(np.broadcast_shapes(together.shape, needed.shape))
    return carried * np.divide(needed, together, out=whole, where=together > needed)


def rounded_to_units(quotas: Array) -> Array:
    """Return a whole number for each contributor by largest remainder, the sum kept (contributors, cases).

    The quotas of a case add up to a whole number. Among equal remainders the contributors' order decides.

    >>> rounded_to_units(np.array([[2.5], [1.5], [1.0]])).T.tolist()
    [[3.0, 1.0, 1.0]]
    """
    whole = np.floor(quotas + ROUNDING)
    left = np.rint(added(quotas)) - added(whole)
    order = np.argsort(-np.round(quotas - whole, DECIMALS), axis=0, kind="stable")
    return whole + (np.argsort(order, axis=0, kind="stable") < left)
