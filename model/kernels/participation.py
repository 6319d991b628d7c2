"""Participation: the exact chance that the contributors taking part can keep a force up.

Each contributor takes part or not, independently, with its probability; if it does it brings a whole number of troops.
The distribution of the sum is a convolution in whole troops: no sampling, no tolerance. Probabilities are assumptions
or the user's own; nobody has measured them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.kernels.arrays import ROUNDING, Array

Troops = NDArray[np.int64]


def whole_troops(capacity_troops: Array) -> Troops:
    """Return capacities in whole troops, rounded down after allowing for rounding errors.

    >>> whole_troops(np.array([2.9999999999, 2.5])).tolist()
    [3, 2]
    """
    return np.floor(np.asarray(capacity_troops) + ROUNDING).astype(np.int64)


def needed_troops(deployed_troops: float) -> int:
    """Return the deployed troops rounded up to a whole number, after allowing for rounding errors.

    >>> needed_troops(100.0), needed_troops(100.2)
    (100, 101)
    """
    return int(np.ceil(deployed_troops - ROUNDING))


def capacity_distribution(capacities: Sequence[int] | Troops, probabilities: Sequence[float] | Array) -> Array:
    """Return the probability of each capacity from 0 to all together (their sum + 1,).

    >>> capacity_distribution([2, 1], [0.5, 0.25]).tolist()
    [0.375, 0.125, 0.375, 0.125]
    """
    order = np.argsort(capacities, kind="stable")
    distribution = np.zeros(int(np.sum(capacities)) + 1)
    distribution[0] = 1.0
    reached = 0
    for contributor in order:  # small ones first keeps the filled part short for as long as possible
        brought, probability = int(capacities[contributor]), float(probabilities[contributor])
        before = distribution[: reached + 1].copy()
        distribution[: reached + 1] *= 1 - probability
        distribution[brought : brought + reached + 1] += probability * before
        reached += brought
    return distribution


def chance_at_least(distribution: Array) -> Array:
    """Return the chance of a capacity of at least 0, 1, 2, … troops, from the distribution.

    >>> chance_at_least(np.array([0.25, 0.5, 0.25])).tolist()
    [1.0, 0.75, 0.25]
    """
    return np.cumsum(distribution[::-1])[::-1]


@dataclass(frozen=True)
class Chance:
    """The chance that a force can be kept up, and each contributor's pivotal weight.

    `pivotal_weight` is the chance if the contributor takes part, less the chance if it does not.
    """

    kept_up: float
    pivotal_weight: Array


def chance_kept_up(needed: int, capacities: Sequence[int] | Troops, probabilities: Sequence[float] | Array) -> Chance:
    """Return the chance that the capacities of the contributors taking part reach `needed` troops.

    A pass forward over the contributors holds the probability of each sum so far, a pass backward the chance to reach
    the need from there. Only sums that are still open are kept: below the need, and within reach of it with the
    contributors to come.

    >>> chance = chance_kept_up(3, [2, 2, 1], [0.5, 0.5, 1.0])
    >>> chance.kept_up, chance.pivotal_weight.tolist()
    (0.75, [0.5, 0.5, 0.5])
    """
    brought = np.asarray(capacities, dtype=np.int64)
    chances = np.asarray(probabilities, dtype=float)
    order = np.argsort(-brought, kind="stable")  # large ones first: the open sums narrow from both ends
    open_sums = _open_sums(needed, brought[order])
    forward = _forward(open_sums, brought[order], chances[order])
    weights = np.zeros(len(brought))
    onward = np.zeros(0)  # beyond the last contributor no sum is open
    for step in reversed(range(len(order))):
        contributor = order[step]
        sums, after = open_sums[step], open_sums[step + 1]
        with_it = _looked_up(onward, after, sums[0] + brought[contributor], sums[1] + brought[contributor], needed)
        without = _looked_up(onward, after, sums[0], sums[1], needed)
        with_it -= without
        weights[contributor] = np.einsum(
            "s,s->", forward[step], with_it
        )  # no BLAS: its threads cost more than they save
        with_it *= chances[contributor]
        onward = np.add(without, with_it, out=without)
    kept_up = float(onward[0]) if onward.size else float(needed <= 0)
    return Chance(kept_up, weights)


def certain(needed_troops: float, capacity_troops: Array, takes_part: NDArray[np.bool_]) -> Chance:
    """Return the chance, 1 or 0, where every contributor is in or out for certain; capacities need not be whole.

    >>> certain(7_001.0, np.array([3_500.5, 3_500.5]), np.array([True, True])).kept_up
    1.0
    """
    together = float(capacity_troops[takes_part].sum())
    with_it = np.where(takes_part, together, together + capacity_troops)
    without = np.where(takes_part, together - capacity_troops, together)
    weights = _reaches(with_it, needed_troops).astype(float) - _reaches(without, needed_troops)
    return Chance(float(_reaches(together, needed_troops)), weights)


def contributors_needed(needed_troops: float, capacity_troops: Sequence[float] | Array) -> int | None:
    """Return the least number of contributors that suffices, the largest first; None if all together do not.

    >>> contributors_needed(5, [1, 4, 2]), contributors_needed(8, [1, 4, 2])
    (2, None)
    """
    together = np.cumsum([0.0, *np.sort(np.asarray(capacity_troops, dtype=float))[::-1]])
    enough = np.flatnonzero(_reaches(together, needed_troops))
    return int(enough[0]) if enough.size else None


def _reaches(troops: float | Array, needed_troops: float) -> NDArray[np.bool_]:
    return np.asarray(troops >= needed_troops - ROUNDING * max(1.0, abs(needed_troops)))


def _open_sums(needed: int, brought: Troops) -> list[tuple[int, int]]:
    """For each step, the half-open span of sums so far from which both outcomes are still possible."""
    so_far = np.concatenate([[0], np.cumsum(brought)])
    to_come = so_far[-1] - so_far
    lows = np.maximum(0, needed - to_come)
    highs = np.minimum(needed, so_far + 1)
    return [(int(low), int(max(low, high))) for low, high in zip(lows, highs, strict=True)]


def _forward(open_sums: list[tuple[int, int]], brought: Troops, chances: Array) -> list[Array]:
    """The probability of each open sum before each step."""
    low, high = open_sums[0]
    probability = np.zeros(high - low)
    probability[:1] = low == 0
    steps = [probability]
    for step in range(len(brought) - 1):
        low, high = open_sums[step + 1]
        moved = np.zeros(high - low)
        for added, chance in ((0, 1 - chances[step]), (int(brought[step]), chances[step])):
            _add(moved, low, steps[step], open_sums[step][0] + added, chance)
        steps.append(moved)
    return steps


def _add(target: Array, target_low: int, source: Array, source_low: int, factor: float) -> None:
    """Add a span of sums, times a factor, to another span, where they overlap."""
    low = max(target_low, source_low)
    high = min(target_low + target.size, source_low + source.size)
    if low < high:
        target[low - target_low : high - target_low] += factor * source[low - source_low : high - source_low]


def _looked_up(onward: Array, span: tuple[int, int], low: int, high: int, needed: int) -> Array:
    """The chance of reaching the need from each sum of low to high: 0 below the open span, 1 from the need on."""
    chances = np.zeros(high - low)
    chances[max(0, needed - low) :] = 1.0
    _add(chances, low, onward, span[0], 1.0)
    return chances
