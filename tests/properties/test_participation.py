"""What holds for any needs and any contributors: chances and fewest contributors equal a count of every outcome."""

import itertools
from typing import Any

import numpy as np
import pytest

from model.kernels import participation
from model.kernels.arrays import Array
from model.kernels.participation import MORE_THAN_ALL, Needs, Troops

EXACT = 1e-9
QUICK, MANY = 60, 1_000
SOME = pytest.mark.parametrize("count", [QUICK, pytest.param(MANY, marks=pytest.mark.slow)])


def problem(number: int, most: int) -> tuple[Needs, Troops, Array, Array]:
    """Return random needs of up to four kinds, and up to `most` contributors: their kinds, troops and chances."""
    random = np.random.default_rng([9, number])
    kinds, contributors, needs = (
        int(random.integers(1, 5)),
        int(random.integers(0, most + 1)),
        int(random.integers(0, 5)),
    )
    return (
        Needs(random.random((needs, kinds)) < 0.6, random.integers(0, 30, needs).astype(float)),
        random.integers(0, kinds, contributors),
        random.integers(0, 15, contributors).astype(float),
        random.choice([0.0, 1.0, 0.5, 0.3, 0.9], contributors),
    )


def outcomes(needs: Needs, kinds: Troops, capacities: Array, scale: float = 1.0) -> tuple[Any, Any]:
    """Return every outcome (outcomes, contributors), and whether it meets the needs (outcomes,)."""
    takes_part = np.array(list(itertools.product((False, True), repeat=kinds.size))).reshape(2**kinds.size, kinds.size)
    sums = takes_part @ (needs.members[:, kinds] * capacities).T
    return takes_part, (sums >= needs.troops * scale - EXACT).all(axis=1)


def likelihoods(takes_part: Any, chances: Array) -> Array:  # noqa: ANN401
    return np.asarray(np.where(takes_part, chances, 1 - chances).prod(axis=1))


@SOME
def test_chances_and_weights_are_those_of_all_outcomes_added_up(count: int) -> None:
    for number in range(count):
        needs, kinds, capacities, chances = problem(number, 8 if count == QUICK else 12)
        takes_part, is_met = outcomes(needs, kinds, capacities)
        for of_needs in (needs, needs.without_implied()):
            chance = participation.chance(of_needs, kinds, capacities, chances)
            assert chance.kept_up == pytest.approx(likelihoods(takes_part, chances) @ is_met, abs=EXACT)
            for contributor, weight in enumerate(chance.pivotal_weight):
                sure, out = chances.copy(), chances.copy()
                sure[contributor], out[contributor] = 1, 0
                difference = (likelihoods(takes_part, sure) - likelihoods(takes_part, out)) @ is_met
                assert weight == pytest.approx(difference, abs=EXACT)


@SOME
def test_the_chance_by_scale_is_that_of_scaled_needs_and_never_rises(count: int) -> None:
    scales = np.array([0.0, 0.3, 0.7, 1.0, 1.5])
    for number in range(count):
        needs, kinds, capacities, chances = problem(number, 8)
        by_scale = participation.chance_by_scale(needs.without_implied(), kinds, capacities, chances, scales)
        for scale, chance in zip(scales, by_scale, strict=True):
            takes_part, is_met = outcomes(needs, kinds, capacities, scale)
            assert chance == pytest.approx(likelihoods(takes_part, chances) @ is_met, abs=EXACT)
        assert (np.diff(by_scale) <= EXACT).all()


@SOME
def test_the_fewest_contributors_meet_the_needs_and_no_fewer_do(count: int) -> None:
    for number in range(count):
        needs, kinds, capacities, _ = problem(number, 9)
        fewest = participation.fewest_contributors(needs.without_implied(), kinds, capacities)
        takes_part, is_met = outcomes(needs, kinds, capacities)
        if isinstance(fewest, str):
            assert fewest == MORE_THAN_ALL
            assert not is_met.any()
        else:
            assert len(fewest) == takes_part[is_met].sum(axis=1).min()
            sums = needs.members[:, kinds[list(fewest)]] @ capacities[list(fewest)]
            assert (sums >= needs.troops - EXACT).all()
