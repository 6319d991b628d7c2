"""Participation: the exact chance that the contributors taking part can keep a force up.

Each contributor takes part or not, independently, with its probability; if it does it brings a whole number of troops.
A force may need several sums at once: for every set of its parts, in every period, so many troops of the contributors
that could serve it then (`Needs`). With one need the distribution of the sum is a convolution in whole troops. With two
kinds of contributors, who each bring as much to every need that they may meet, the two distributions are combined: no
sampling, no tolerance. Else every outcome is counted, or, of too many, drawn: see `model.kernels.counting`. A need that
is missed by less than one soldier is met. Probabilities are assumptions or the user's own; nobody has measured them.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from model.kernels import counting
from model.kernels.arrays import ROUNDING, Array

Troops = NDArray[np.int64]


def whole_troops(capacity_troops: Array) -> Troops:
    """Return capacities in whole troops, rounded down after allowing for rounding errors.

    >>> whole_troops(np.array([2.9999999999, 2.5])).tolist()
    [3, 2]
    """
    return np.floor(np.asarray(capacity_troops) + ROUNDING).astype(np.int64)


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


Way = Literal["exact", "counted", "drawn"]
MORE_THAN_ALL, NOT_WORKED_OUT = "more than all together", "not worked out"
MOST_COMBINATIONS = 100_000
"""Combinations of contributors that are looked at."""


@dataclass(frozen=True)
class Needs:
    """The needs of a force: the troops of each (needs,), and what each contributor brings to it (needs, contributors).

    A contributor brings nothing to a need that it may not meet.
    """

    troops: Array
    brings: Array

    def without_implied(self) -> "Needs":
        """Return the needs that no other implies: to another, everybody brings at least as great a part of it.

        >>> needs = Needs(np.array([5.0, 4.0, 9.0]), np.array([[3.0, 0.0], [3.0, 8.0], [3.0, 8.0]]))
        >>> needs.without_implied().troops.tolist()
        [5.0, 9.0]
        """
        places = np.flatnonzero(self.troops > 0)
        if len(places) == len(self.troops) == 1:
            return self
        parts = self.brings[places] / self.troops[places, np.newaxis]
        strictest: list[int] = []
        for need in np.argsort(parts.sum(axis=1), kind="stable"):
            if not (parts[need] >= parts[strictest] * (1 - ROUNDING)).all(axis=1).any():
                strictest.append(int(need))
        left = places[sorted(strictest)]
        return Needs(self.troops[left], self.brings[left])

    def of(self, contributors: NDArray[np.int64]) -> "Needs":
        """Return the same needs with some of the contributors alone."""
        return Needs(self.troops, self.brings[:, contributors])


@dataclass(frozen=True)
class Chance:
    """The chance that a force can be kept up, and each contributor's pivotal weight.

    `pivotal_weight` is the chance if the contributor takes part, less the chance if it does not. `way`: exactly, by
    counting every outcome, or by draws, which have a `standard_error`.
    """

    kept_up: float
    pivotal_weight: Array
    standard_error: float = 0.0
    way: Way = "exact"


def chance(needs: Needs, probabilities: Array) -> Chance:
    """Return the chance that the contributors taking part meet every need.

    Where every probability is 0 or 1 the needs are compared with what is brought as it is; else in whole troops.

    Args:
        needs: the troops needed, and what each contributor brings, whole or not.
        probabilities: the chance that each contributor takes part (contributors,).

    >>> chance(Needs(np.array([1.0, 1.0]), np.array([[1.0, 0.0], [0.0, 2.0]])), np.array([0.5, 0.25])).kept_up
    0.125
    """
    if np.isin(probabilities, (0.0, 1.0)).all():
        return _certain(needs, probabilities == 1)
    needed, brings = _in_whole_troops(needs, probabilities)
    brings = _no_more_than(brings, needed)
    if (needed > 0).sum() <= 1:
        return _of_one_need(needed, brings, probabilities)
    if pair := _two_kinds(brings, probabilities > 0):
        return _of_two_kinds(pair, needed, brings, probabilities)
    kept_up, weights, error = counting.chance_and_weights(needed, brings, probabilities)
    return Chance(kept_up, weights, error, "counted" if counting.are_counted(probabilities) else "drawn")


def _in_whole_troops(needs: Needs, probabilities: Array) -> tuple[Troops, Troops]:
    """The whole troops of each need (needs,), and those that each contributor brings to it (needs, contributors).

    A need is less by the fractions of a soldier that are cut off from those who might take part. Who does not take
    part would, if added, bring a fraction too: to each need, the whole soldiers that this is worth.
    """
    brought = whole_troops(needs.brings)
    fractions = np.maximum(needs.brings - brought, 0.0)
    is_out = probabilities == 0
    needed = _needed(needs.troops, fractions @ ~is_out)
    if not is_out.any():
        return needed, brought
    with_it = _needed(needs.troops[:, np.newaxis], (fractions @ ~is_out)[:, np.newaxis] + fractions * is_out)
    return needed, brought + needed[:, np.newaxis] - with_it


def _no_more_than(brings: Troops, needed: Troops) -> Troops:
    """The troops brought, of each contributor no more than the greatest need: more changes nothing."""
    return np.minimum(brings, max(int(needed.max(initial=0)), 0))


def _needed(troops: Array, cut_off: Array) -> Troops:
    """Needs in whole troops, less the fractions of a soldier that are cut off (broadcasts)."""
    return np.floor(troops - cut_off + ROUNDING * np.maximum(1.0, troops)).astype(np.int64)


def _of_one_need(needed: Troops, brings: Troops, probabilities: Array) -> Chance:
    """One need alone, or none: a convolution in whole troops."""
    weights = np.zeros(probabilities.size)
    if not (needed > 0).any():
        return Chance(1.0, weights)
    need = int(needed.argmax())
    members = np.flatnonzero(brings[need])
    alone = chance_kept_up(int(needed[need]), brings[need, members], probabilities[members])
    weights[members] = alone.pivotal_weight
    return Chance(alone.kept_up, weights)


Pair = tuple[NDArray[np.bool_], NDArray[np.bool_]]
"""The contributors of the one kind and of the other (contributors,) each, of those that might take part."""


def _of_two_kinds(pair: Pair, needed: Troops, brings: Troops, probabilities: Array) -> Chance:
    """Two kinds of contributors that might take part; those that do not, of any kind, are added one by one."""
    weights = np.zeros(probabilities.size)
    brought = brings.max(axis=0)
    distributions = [capacity_distribution(brought[kind], probabilities[kind]) for kind in pair]
    for mine, step in ((pair[0], 1), (pair[1], -1)):  # each kind in turn is the one, the other brings the rest
        sums = _SumsOfTwo.of(brings > 0, pair[::step], distributions[::step])
        weights[mine] = _weights_by_sums(sums.values(needed), brought[mine], probabilities[mine])
    kept_up = sums.chance(needed)
    for contributor in np.flatnonzero((probabilities == 0) & (brought > 0)):
        weights[contributor] = sums.chance(needed - brings[:, contributor]) - kept_up
    return Chance(kept_up, weights)


def _two_kinds(brings: Troops, might: NDArray[np.bool_]) -> Pair | None:
    """The contributors of the one kind and of the other; None of more kinds, or if a need makes a difference to one.

    Neither kind holds contributors that bring nothing.
    """
    may_meet = brings > 0
    brought = brings.max(axis=0, initial=0)
    is_any = might & (brought > 0)
    if not (brings[:, is_any] == may_meet[:, is_any] * brought[is_any]).all():
        return None
    first = is_any & (may_meet == may_meet[:, [is_any.argmax()]]).all(axis=0)
    other = is_any & ~first
    is_one_kind = (may_meet[:, other] == may_meet[:, [other.argmax()]]).all()
    return (first, other) if is_one_kind else None


@dataclass(frozen=True)
class _SumsOfTwo:
    """The sums of two kinds of contributors: the distribution of the one, the chances of at least each of the other.

    `reach_of_others` ends with a 0 for more than all together. `is_mine` and `is_others` say which needs each kind may
    meet (needs,).
    """

    is_mine: NDArray[np.bool_]
    is_others: NDArray[np.bool_]
    distribution: Array
    reach_of_others: Array

    @classmethod
    def of(
        cls, may_meet: NDArray[np.bool_], kinds: Sequence[NDArray[np.bool_]], distributions: Sequence[Array]
    ) -> "_SumsOfTwo":
        is_mine, is_others = (np.asarray(may_meet[:, kind].any(axis=1)) for kind in kinds)
        return cls(is_mine, is_others, distributions[0], np.append(chance_at_least(distributions[1]), 0.0))

    def values(self, needed: Troops) -> Array:
        """For each sum of the one kind, up to all that helps, the chance that the other brings the rest (sums,)."""
        if needed[~(self.is_mine | self.is_others)].max(initial=0) > 0:
            return np.zeros(1)
        only = (self.is_mine & ~self.is_others, self.is_others & ~self.is_mine, self.is_mine & self.is_others)
        alone, rest, both = (int(needed[of].max(initial=0)) for of in only)
        sums = np.arange(min(max(alone, both - rest), self.distribution.size - 1) + 1)
        missing = np.clip(both - sums, rest, None)
        chances = self.reach_of_others[np.minimum(missing, self.reach_of_others.size - 1)]
        chances[:alone] = 0.0
        return chances

    def chance(self, needed: Troops) -> float:
        """The chance that the two kinds together meet the needs."""
        values = self.values(needed)
        below = np.einsum("s,s->", self.distribution[: values.size - 1], values[:-1])
        return float(below + self.distribution[values.size - 1 :].sum() * values[-1])


def _weights_by_sums(value: Array, brought: Troops, probabilities: Array) -> Array:
    """The pivotal weights in the expected value of the sum of the troops of those taking part (contributors,).

    `value` (sums,) is the value of each sum; greater sums have the value of the last.
    """
    most, order = value.size - 1, np.argsort(brought, kind="stable")  # small ones first: few sums are reached for long
    forward = [np.ones(1)]
    for contributor in order:
        forward.append(_with(forward[-1], min(int(brought[contributor]), most), probabilities[contributor], most))
    weights, onward = np.zeros(brought.size), value
    for step in reversed(range(brought.size)):
        contributor = order[step]
        turns = onward[np.minimum(np.arange(most + 1) + brought[contributor], most)] - onward
        weights[contributor] = np.einsum("s,s->", forward[step], turns[: forward[step].size])
        onward = onward + probabilities[contributor] * turns
    return weights


def _with(distribution: Array, troops: int, probability: float, most: int) -> Array:
    """The distribution of a sum with so many troops more by a chance; all sums beyond the most stand in the last."""
    moved = np.zeros(min(distribution.size + troops, most + 1))
    moved[: distribution.size] = (1 - probability) * distribution
    within = moved.size - troops
    moved[troops:] += probability * distribution[:within]
    moved[-1] += probability * distribution[within:].sum()
    return moved


def _certain(needs: Needs, takes_part: NDArray[np.bool_]) -> Chance:
    """The chance, 1 or 0, where every contributor is in or out for certain; what it brings need not be whole."""
    brings, needed = needs.brings, needs.troops
    together = brings @ takes_part
    with_it = together[:, np.newaxis] + np.where(takes_part, 0.0, brings)
    without = together[:, np.newaxis] - np.where(takes_part, brings, 0.0)
    weights = _reaches(with_it, needed[:, np.newaxis]).all(axis=0).astype(float)
    weights -= _reaches(without, needed[:, np.newaxis]).all(axis=0)
    return Chance(float(_reaches(together, needed).all()), weights)


def chance_by_scale(needs: Needs, probabilities: Array, scales: Array) -> Array:
    """Return the chance that the needs times each scale are met (scales,); see `chance`.

    >>> needs = Needs(np.array([2.0]), np.array([[2.0, 2.0]]))
    >>> chance_by_scale(needs, np.array([0.5, 0.5]), scales=np.array([0.0, 1.0, 2.0, 3.0])).tolist()
    [1.0, 0.75, 0.25, 0.0]
    """
    brings, might = whole_troops(needs.brings), probabilities > 0
    cut_off = np.maximum(needs.brings - brings, 0.0) @ might.astype(float)
    needed = np.maximum(_needed(needs.troops * scales[:, np.newaxis], cut_off), 0)
    brings = _no_more_than(brings, needed)
    open_needs = np.flatnonzero((needed > 0).any(axis=0))
    if open_needs.size <= 1:
        brought = brings[open_needs][:, might].sum(axis=0)
        reach = np.append(chance_at_least(capacity_distribution(brought, probabilities[might])), 0.0)
        return reach[np.minimum(needed[:, open_needs].max(axis=1, initial=0), reach.size - 1)]
    if pair := _two_kinds(brings, might):
        brought = brings.max(axis=0)
        distributions = [capacity_distribution(brought[kind], probabilities[kind]) for kind in pair]
        sums = _SumsOfTwo.of(brings > 0, pair, distributions)
        return np.array([sums.chance(row) for row in needed])
    return counting.chances_by_row(needed, brings, probabilities)


def fewest_contributors(needs: Needs) -> tuple[int, ...] | str:
    """Return the fewest contributors that meet the needs, the largest of each kind first (places of contributors).

    `more than all together` where all do not suffice, `not worked out` where there are more than 100,000 combinations.

    >>> fewest_contributors(Needs(np.array([3.0, 1.0]), np.array([[2.0, 3.0, 0.0], [0.0, 0.0, 1.0]])))
    (1, 2)
    """
    if _reaches(np.zeros(needs.troops.size), needs.troops).all():
        return ()
    if not _reaches(needs.brings.sum(axis=1), needs.troops).all():
        return MORE_THAN_ALL
    kinds = _ranked(needs.brings)
    counts = [kind.size + 1 for kind in kinds]
    if math.prod(counts) > MOST_COMBINATIONS:
        return NOT_WORKED_OUT
    grid = np.indices(counts).reshape(len(counts), -1)
    together = np.zeros((needs.troops.size, grid.shape[1]))
    for kind, number in zip(kinds, grid, strict=True):
        sums = np.cumsum(needs.brings[:, kind], axis=1)
        together += np.concatenate([np.zeros((needs.troops.size, 1)), sums], axis=1)[:, number]
    is_enough = _reaches(together, needs.troops[:, np.newaxis]).all(axis=0)
    best = np.flatnonzero(is_enough)[grid[:, is_enough].sum(axis=0).argmin()]
    chosen = [int(place) for kind, number in zip(kinds, grid[:, best], strict=True) for place in kind[:number]]
    most = needs.brings.max(axis=0)
    return tuple(sorted(chosen, key=lambda place: (-most[place], place)))


def _ranked(brings: Array) -> list[NDArray[np.int64]]:
    """The contributors of each kind, each bringing at least as much to every need as the next.

    Contributors that meet the same needs are of one kind, or, where they cannot be ranked, each of its own.
    """
    patterns, kind_of = np.unique(brings > 0, axis=1, return_inverse=True)
    kinds: list[NDArray[np.int64]] = []
    for number in np.flatnonzero(patterns.any(axis=0)):
        members = np.flatnonzero(kind_of.reshape(-1) == number)
        ranked = members[np.lexsort(-brings[:, members])]
        is_ranked = (np.diff(brings[:, ranked], axis=1) <= 0).all()
        kinds += [ranked] if is_ranked else np.split(ranked, ranked.size)
    return kinds


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


def _reaches(troops: Array, needed_troops: Array | float) -> NDArray[np.bool_]:
    """Whether troops reach a need: less than one soldier is missing."""
    return np.asarray(needed_troops - troops < 1 - ROUNDING * np.maximum(1.0, np.abs(needed_troops)))


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
