"""What holds for any needs and any contributors: chances and fewest contributors equal a count of every outcome."""

import itertools
import math
from typing import Any

import numpy as np
import pytest
from counts import MANY

from model.kernels import counting, participation
from model.kernels.arrays import Array
from model.kernels.participation import MORE_THAN_ALL, Needs

EXACT = 1e-9
QUICK = 60
SOME = pytest.mark.parametrize("count", [QUICK, pytest.param(MANY, marks=pytest.mark.slow)])


def problem(number: int, most: int) -> tuple[Needs, Array]:
    """Return up to four random needs of up to `most` contributors of up to four kinds, and their chances.

    In one problem of three some contributors bring less to some needs that they may meet than to others.
    """
    random = np.random.default_rng([9, number])
    kinds, contributors, needs = (
        int(random.integers(1, 5)),
        int(random.integers(0, most + 1)),
        int(random.integers(0, 5)),
    )
    members, kind_of = random.random((needs, kinds)) < 0.6, random.integers(0, kinds, contributors)
    troops, brings = random.integers(0, 30, needs), members[:, kind_of] * random.integers(0, 15, contributors)
    if number % 3 == 0:
        brings = np.maximum(brings - random.integers(0, 2, brings.shape), 0)
    chances = random.choice([0.0, 1.0, 0.5, 0.3, 0.9], contributors)
    return Needs(troops.astype(float), brings.astype(float)), chances


def outcomes(needs: Needs, scale: float = 1.0) -> tuple[Any, Any]:
    """Return every outcome (outcomes, contributors), and whether it meets the needs (outcomes,)."""
    contributors = needs.brings.shape[1]
    takes_part = np.array(list(itertools.product((False, True), repeat=contributors))).reshape(
        2**contributors, contributors
    )
    missing = needs.troops * scale - takes_part @ needs.brings.T
    return takes_part, (missing < 1 - EXACT).all(axis=1)


def likelihoods(takes_part: Any, chances: Array) -> Array:  # noqa: ANN401
    return np.asarray(np.where(takes_part, chances, 1 - chances).prod(axis=1))


@SOME
def test_chances_and_weights_are_those_of_all_outcomes_added_up(count: int) -> None:
    for number in range(count):
        needs, chances = problem(number, 8 if count == QUICK else 12)
        takes_part, is_met = outcomes(needs)
        for of_needs in (needs, needs.without_implied()):
            chance = participation.chance(of_needs, chances)
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
        needs, chances = problem(number, 8)
        needs = needs.without_implied()
        by_scale = participation.chance_by_scale(needs, chances, scales)
        for scale, chance in zip(scales, by_scale, strict=True):
            takes_part, is_met = outcomes(needs, scale)
            assert chance == pytest.approx(likelihoods(takes_part, chances) @ is_met, abs=EXACT)
        assert (np.diff(by_scale) <= EXACT).all()


def in_fractions(number: int) -> tuple[Needs, Array]:
    """Return a problem whose contributors bring halves, quarters and eighths of a soldier too."""
    needs, chances = problem(number, 8)
    eighths = np.random.default_rng([10, number]).integers(0, 8, chances.size) / 8
    return Needs(needs.troops, needs.brings + eighths * (needs.brings > 0)), chances


def is_met_in_whole_troops(needs: Needs, chances: Array, who: tuple[bool, ...]) -> bool:
    """Return whether those taking part meet the needs, less all fractions cut off of those who might take part."""
    for row, troops in zip(needs.brings, needs.troops, strict=True):
        together, cut_off = 0, 0.0
        for capacity, chance, takes_part in zip(row, chances, who, strict=True):
            together += int(capacity) * takes_part
            cut_off += (capacity - int(capacity)) * (chance > 0)
        if troops - cut_off - together >= 1 - EXACT:
            return False
    return True


@SOME
def test_fractions_of_soldiers_are_cut_off_from_the_needs_too(count: int) -> None:
    for number in range(count):
        needs, chances = in_fractions(number)
        if np.isin(chances, (0.0, 1.0)).all():
            continue  # what is certain is compared as it is
        needs = needs.without_implied()
        expected = 0.0
        for who in itertools.product((False, True), repeat=chances.size):
            likelihood = math.prod(chance if is_in else 1 - chance for chance, is_in in zip(chances, who, strict=True))
            if likelihood and is_met_in_whole_troops(needs, chances, who):
                expected += likelihood
        chance = participation.chance(needs, chances)
        assert chance.kept_up == pytest.approx(expected, abs=EXACT)
        for contributor in np.flatnonzero(chances == 0):
            added = chances.copy()
            added[contributor] = 1
            with_it = participation.chance(needs, added).kept_up
            assert chance.pivotal_weight[contributor] == pytest.approx(with_it - chance.kept_up, abs=EXACT)


@SOME
def test_a_margin_of_nothing_has_a_chance_and_takes_all_who_might_come(count: int) -> None:
    for number in range(count):
        needs, chances = in_fractions(number)
        exactly = Needs(needs.brings @ (chances > 0), needs.brings)
        kept_up = participation.chance(exactly, chances).kept_up
        uncertain = [chance for chance in chances if 0 < chance < 1]
        assert kept_up >= math.prod(uncertain) - EXACT
        assert kept_up == pytest.approx(participation.chance_by_scale(exactly, chances, np.ones(1))[0], abs=EXACT)


@SOME
def test_the_order_of_contributors_moves_their_weights_and_nothing_else(count: int) -> None:
    for number in range(count):
        needs, chances = in_fractions(number)
        order = np.random.default_rng([11, number]).permutation(chances.size)
        first, second = participation.chance(needs, chances), participation.chance(needs.of(order), chances[order])
        assert second.kept_up == pytest.approx(first.kept_up, abs=EXACT)
        assert second.pivotal_weight == pytest.approx(first.pivotal_weight[order], abs=EXACT)
        assert second.way == first.way


@pytest.mark.parametrize("count", [3, pytest.param(MANY, marks=pytest.mark.slow)])
def test_draws_are_within_five_standard_errors_of_the_exact_chance(count: int) -> None:
    for number in range(count):
        random = np.random.default_rng([12, number])
        kinds = np.repeat(np.arange(3), 6)
        capacities, chances = random.integers(1, 6, 18).astype(float), random.uniform(0.1, 0.9, 18)
        members = np.array([[True, False, False], [False, True, True], [True, True, False], [True, True, True]])
        troops = random.integers([1, 5, 5, 15], [12, 20, 20, 35]).astype(float)
        needs = Needs(troops, members[:, kinds] * capacities)
        by_scale = participation.chance_by_scale(needs, chances, np.ones(1))
        takes_part = np.array(list(itertools.product((False, True), repeat=6)))
        of_kinds = [
            np.bincount((takes_part @ capacities[kind]).astype(int), weights=likelihoods(takes_part, chances[kind]))
            for kind in (slice(0, 6), slice(6, 12), slice(12, 18))
        ]
        sums = np.indices([distribution.size for distribution in of_kinds])
        together = np.tensordot(members.astype(int), sums, 1)
        is_met = (together >= needs.troops[:, np.newaxis, np.newaxis, np.newaxis]).all(axis=0)
        exact = np.einsum("a,b,c,abc->", *of_kinds, is_met)
        error = np.sqrt(exact * (1 - exact) / counting.DRAWS)
        assert abs(by_scale[0] - exact) <= 5 * (error + 1 / counting.DRAWS)
        if number % QUICK == 0:  # the weights take most of the time
            drawn = participation.chance(needs, chances)
            assert drawn.way == "drawn"
            assert drawn.kept_up == pytest.approx(by_scale[0], abs=EXACT)
            assert drawn.standard_error == pytest.approx(error, abs=1e-4)


@SOME
def test_the_fewest_contributors_meet_the_needs_and_no_fewer_do(count: int) -> None:
    for number in range(count):
        needs, _ = problem(number, 10)
        fewest = participation.fewest_contributors(needs.without_implied())
        takes_part, is_met = outcomes(needs)
        if isinstance(fewest, str):
            assert fewest == MORE_THAN_ALL
            assert not is_met.any()
        else:
            assert len(fewest) == takes_part[is_met].sum(axis=1).min()
            assert (needs.brings[:, list(fewest)].sum(axis=1) >= needs.troops - EXACT).all()
