"""Chances in whole troops: three contributors, by hand."""

from collections.abc import Sequence

import numpy as np
import pytest

from model.kernels import participation
from model.kernels.arrays import ROUNDING, Array
from model.kernels.participation import Needs


def alike(needed: float, capacities: Sequence[float] | Array) -> Needs:
    """Return one need, and what contributors that may all meet it bring."""
    return Needs(np.array([needed]), np.asarray(capacities, float)[np.newaxis])


def test_what_rounding_leaves_is_allowed_for_on_both_sides_of_the_need() -> None:
    assert participation.whole_troops(np.array([3 - ROUNDING / 2, 3 - 2 * ROUNDING, 3.0, 3.9])).tolist() == [3, 2, 3, 3]
    chances = [
        participation.chance(alike(needed, [3.0, 0.0]), np.array([0.5, 0.5])).kept_up
        for needed in (3 + ROUNDING / 2, 4 - 8 * ROUNDING, 4 - ROUNDING / 2, 3.0)
    ]
    assert chances == [0.5, 0.5, 0, 0.5]


def test_the_distribution_of_three_contributors_in_any_order() -> None:
    # 3 with one half, 1 with a quarter, 1 with one fifth
    ones = [0.75 * 0.8, 0.25 * 0.8 + 0.75 * 0.2, 0.25 * 0.2]
    expected = [ones[0] / 2, ones[1] / 2, ones[2] / 2, ones[0] / 2, ones[1] / 2, ones[2] / 2]
    for order in ((0, 1, 2), (2, 0, 1), (1, 2, 0)):
        troops, chances = [[3, 1, 1][at] for at in order], [[0.5, 0.25, 0.2][at] for at in order]
        assert participation.capacity_distribution(troops, chances).tolist() == pytest.approx(expected)
    assert participation.capacity_distribution([], []).tolist() == [1]


def test_the_chance_and_the_pivotal_weights_of_three_contributors() -> None:
    # 4 of 3, 2 and 1: with the first and one of the others
    chance = participation.chance_kept_up(4, [1, 3, 2], [0.25, 0.5, 0.8])
    assert chance.kept_up == pytest.approx(0.5 * (1 - 0.75 * 0.2))
    assert chance.pivotal_weight.tolist() == pytest.approx([0.5 * 0.2, 1 - 0.75 * 0.2, 0.5 * 0.75])


def test_two_contributors_of_whom_neither_suffices_alone() -> None:
    chance = participation.chance_kept_up(4, [2, 3], [0.5, 0.25])
    assert chance.kept_up == 0.5 * 0.25
    assert chance.pivotal_weight.tolist() == [0.25, 0.5]


@pytest.mark.parametrize(("needed", "kept_up"), [(0, 1), (-1, 1), (1, 0.5), (2, 0.5), (3, 0)])
def test_a_need_at_either_end_of_what_one_contributor_brings(needed: int, kept_up: float) -> None:
    chance = participation.chance_kept_up(needed, [2], [0.5])
    assert chance.kept_up == kept_up
    assert chance.pivotal_weight.tolist() == [1.0 if needed in (1, 2) else 0.0]


@pytest.mark.parametrize(("needed", "kept_up"), [(0, 1), (1, 0)])
def test_nobody_keeps_up_nothing_and_no_more(needed: int, kept_up: float) -> None:
    assert participation.chance_kept_up(needed, [], []).kept_up == kept_up


def test_only_sums_from_which_both_outcomes_are_possible_stay_open() -> None:
    # 5 of 3, 2 and 1. Before each contributor: nothing yet; 0 is too little for 2 and 1, so 3 alone; 5 is enough
    spans = participation._open_sums(5, np.array([3, 2, 1]))  # noqa: SLF001
    assert spans == [(0, 1), (2, 4), (4, 5), (5, 5)]


def test_certain_answers_compare_troops_with_the_need_within_rounding() -> None:
    every = np.ones(1)
    for needed, capacity, kept_up in (
        (1e6, 1e6 - 0.99, 1.0),  # less than a soldier is missing
        (1e6, 1e6 - 1 + 5e-4, 0.0),  # but for a part in a thousand million of a large need, a soldier
        (1e6, 1e6 - 1, 0.0),
        (1.0, 0.5 * ROUNDING, 0.0),
        (1.0, 2 * ROUNDING, 1.0),
        (0.5, 0.0, 1.0),  # a part of a soldier
    ):
        assert participation.chance(alike(needed, [capacity]), every).kept_up == kept_up


def test_the_weight_of_certain_contributors_is_whether_the_answer_turns_on_them() -> None:
    troops = np.array([3.0, 2.0, 4.0])
    chance = participation.chance(alike(5.0, troops), np.array([1.0, 1.0, 0.0]))
    assert chance.kept_up == 1
    assert chance.pivotal_weight.tolist() == [1, 1, 0]
    chance = participation.chance(alike(6.0, troops), np.array([1.0, 1.0, 0.0]))
    assert chance.kept_up == 0
    assert chance.pivotal_weight.tolist() == [0, 0, 1]


@pytest.mark.parametrize(("needed", "places"), [(0, ()), (4, (1,)), (5, (1, 2)), (6, (1, 2)), (7, (1, 2, 0))])
def test_the_fewest_contributors_are_the_largest(needed: float, places: tuple[int, ...]) -> None:
    assert participation.fewest_contributors(alike(needed, [1, 4, 2])) == places
    assert participation.fewest_contributors(alike(8, [1, 4, 2])) == participation.MORE_THAN_ALL


def test_the_fewest_of_too_many_combinations_are_not_worked_out() -> None:
    needs = Needs(np.ones(5), np.repeat(np.eye(5), 10, axis=1))
    assert participation.fewest_contributors(needs) == participation.NOT_WORKED_OUT


def test_nothing_needed_takes_nobody() -> None:
    nothing = Needs(np.zeros(0), np.zeros((0, 0)))
    assert participation.fewest_contributors(nothing) == ()
    assert participation.chance(nothing, np.zeros(0)).kept_up == 1


def test_a_need_of_nothing_takes_nobody_whoever_may_meet_it() -> None:
    for brings in ([[2.5]], [[0.0]], [[]]):
        nothing = Needs(np.zeros(1), np.array(brings))
        assert participation.fewest_contributors(nothing) == ()
        half = np.full(nothing.brings.shape[1], 0.5)
        assert participation.chance_by_scale(nothing, half, np.array([0.0, 2.0])).tolist() == [1, 1]


def test_no_scales_have_no_chances() -> None:
    for kinds in (0, 1, 2, 3):
        needs = Needs(np.ones(kinds), np.eye(3)[:kinds])
        assert participation.chance_by_scale(needs, np.full(3, 0.5), np.zeros(0)).size == 0


def test_two_kinds_that_meet_needs_of_their_own_multiply_their_chances() -> None:
    apart = Needs(np.array([3.0, 2.0]), np.array([[3.0, 0.0, 0.0], [0.0, 2.0, 2.0]]))
    chance = participation.chance(apart, np.array([0.5, 0.5, 0.5]))
    assert chance.kept_up == 0.5 * 0.75
    assert chance.pivotal_weight.tolist() == [0.75, 0.25, 0.25]
    assert chance.way == "exact"


def test_one_kind_may_stand_in_for_another_but_not_the_other_way_round() -> None:
    nested = Needs(np.array([1.0, 3.0]), np.array([[2.0, 0.0], [2.0, 2.0]]))
    assert participation.chance(nested, np.array([0.5, 0.5])).kept_up == 0.25
    assert participation.chance(nested, np.array([0.5, 1.0])).kept_up == 0.5
    assert participation.chance(nested, np.array([1.0, 0.5])).kept_up == 0.5


def test_of_three_kinds_every_outcome_is_counted() -> None:
    needs, probabilities = Needs(np.ones(3), np.eye(3)), np.array([0.5, 0.5, 1.0])
    chance = participation.chance(needs, probabilities)
    assert (chance.kept_up, chance.way, chance.standard_error) == (0.25, "counted", 0)
    assert chance.pivotal_weight.tolist() == [0.5, 0.5, 0.25]
    assert participation.chance_by_scale(needs, probabilities, np.array([0.0, 1.0, 2.0])).tolist() == [1, 0.25, 0]


def test_who_brings_more_to_one_need_than_to_another_is_counted_with_both() -> None:
    needs = Needs(np.array([4.0, 2.0]), np.array([[4.0, 1.0, 1.0], [1.0, 1.0, 1.0]]))
    assert needs.without_implied().troops.tolist() == [4.0, 2.0]
    chance = participation.chance(needs, np.full(3, 0.5))
    assert (chance.kept_up, chance.way) == (0.375, "counted")  # the first with any other
    assert participation.fewest_contributors(needs) == (0, 1)


def test_who_brings_as_much_more_to_one_need_as_all_others_do_is_of_one_need() -> None:
    needs = Needs(np.array([4.0, 3.0]), np.array([[2.0, 2.0, 4.0], [1.0, 1.0, 2.0]])).without_implied()
    assert needs.troops.tolist() == [3.0]
    assert participation.chance(needs, np.full(3, 0.5)).kept_up == 0.375


def test_the_fewest_of_contributors_that_cannot_be_ranked() -> None:
    needs = Needs(np.array([5.0, 5.0]), np.array([[4.0, 1.0, 3.0], [1.0, 4.0, 3.0]]))
    assert participation.fewest_contributors(needs) == (0, 1)
    assert participation.fewest_contributors(needs.of(np.array([0, 2]))) == participation.MORE_THAN_ALL


def test_who_brings_more_than_is_needed_brings_enough_however_much_it_is() -> None:
    endless = np.array([1e12, 1.0, 1.0])
    assert participation.chance(alike(2, endless), np.full(3, 0.5)).kept_up == 0.625
    assert participation.chance_by_scale(alike(2, endless), np.full(3, 0.5), np.array([1.0, 2.0])).tolist() == [
        0.625,
        0.5,
    ]
