"""Chances in whole troops: three contributors, by hand."""

import numpy as np
import pytest

from model.kernels import participation
from model.kernels.arrays import ROUNDING


def test_what_rounding_leaves_is_allowed_for_on_both_sides_of_the_need() -> None:
    assert participation.whole_troops(np.array([3 - ROUNDING / 2, 3 - 2 * ROUNDING, 3.0, 3.9])).tolist() == [3, 2, 3, 3]
    assert [participation.needed_troops(troops) for troops in (3 + ROUNDING / 2, 3 + 2 * ROUNDING, 3.0)] == [3, 4, 3]


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
    every = np.array([True])
    for needed, capacity, kept_up in (
        (1e6, 1e6 - 5e-4, 1.0),  # a part in a thousand million of a large need
        (1e6, 1e6 - 2e-3, 0.0),
        (1.0, 1.0 - ROUNDING, 1.0),  # just at the edge
        (0.5, 0.5 - 0.8 * ROUNDING, 1.0),  # the same of one soldier, where the need is less
        (0.5, 0.5 - 2 * ROUNDING, 0.0),
    ):
        assert participation.certain(needed, np.array([capacity]), every).kept_up == kept_up


def test_the_weight_of_certain_contributors_is_whether_the_answer_turns_on_them() -> None:
    troops = np.array([3.0, 2.0, 4.0])
    chance = participation.certain(5.0, troops, np.array([True, True, False]))
    assert chance.kept_up == 1
    assert chance.pivotal_weight.tolist() == [1, 1, 0]
    chance = participation.certain(6.0, troops, np.array([True, True, False]))
    assert chance.kept_up == 0
    assert chance.pivotal_weight.tolist() == [0, 0, 1]


@pytest.mark.parametrize(("needed", "count"), [(0, 0), (4, 1), (5, 2), (6, 2), (7, 3), (8, None)])
def test_the_fewest_contributors_are_the_largest(needed: float, count: int | None) -> None:
    assert participation.contributors_needed(needed, [1, 4, 2]) == count


def test_the_chance_of_at_least_so_many_adds_up_from_the_top() -> None:
    assert participation.chance_at_least(np.array([0.5, 0.25, 0.25])).tolist() == [1, 0.5, 0.25]
