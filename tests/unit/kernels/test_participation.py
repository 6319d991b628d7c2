"""Chances in whole troops: three contributors, by hand."""

from collections.abc import Sequence

import numpy as np
import pytest

from model.kernels import participation
from model.kernels.arrays import ROUNDING, Array
from model.kernels.participation import Needs, Troops

APART = Needs(np.array([[True, False], [False, True]]), np.array([3.0, 2.0]))
"""Two needs, each met by a kind of its own."""


def alike(needed: float, capacities: Sequence[float] | Array) -> tuple[Needs, Troops, Array]:
    """Return one need, and contributors of one kind with their capacities."""
    return Needs(np.array([[True]]), np.array([needed])), np.zeros(len(capacities), np.int64), np.asarray(capacities)


def test_what_rounding_leaves_is_allowed_for_on_both_sides_of_the_need() -> None:
    assert participation.whole_troops(np.array([3 - ROUNDING / 2, 3 - 2 * ROUNDING, 3.0, 3.9])).tolist() == [3, 2, 3, 3]
    chances = [
        participation.chance(*alike(needed, [3.0, 0.0]), np.array([0.5, 0.5])).kept_up
        for needed in (3 + ROUNDING / 2, 3 + 8 * ROUNDING, 3.0)
    ]
    assert chances == [0.5, 0, 0.5]


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
        (1e6, 1e6 - 5e-4, 1.0),  # a part in a thousand million of a large need
        (1e6, 1e6 - 2e-3, 0.0),
        (1.0, 1.0 - ROUNDING, 1.0),  # just at the edge
        (0.5, 0.5 - 0.8 * ROUNDING, 1.0),  # the same of one soldier, where the need is less
        (0.5, 0.5 - 2 * ROUNDING, 0.0),
    ):
        assert participation.chance(*alike(needed, [capacity]), every).kept_up == kept_up


def test_the_weight_of_certain_contributors_is_whether_the_answer_turns_on_them() -> None:
    troops = np.array([3.0, 2.0, 4.0])
    chance = participation.chance(*alike(5.0, troops), np.array([1.0, 1.0, 0.0]))
    assert chance.kept_up == 1
    assert chance.pivotal_weight.tolist() == [1, 1, 0]
    chance = participation.chance(*alike(6.0, troops), np.array([1.0, 1.0, 0.0]))
    assert chance.kept_up == 0
    assert chance.pivotal_weight.tolist() == [0, 0, 1]


@pytest.mark.parametrize(("needed", "places"), [(0, ()), (4, (1,)), (5, (1, 2)), (6, (1, 2)), (7, (1, 2, 0))])
def test_the_fewest_contributors_are_the_largest(needed: float, places: tuple[int, ...]) -> None:
    assert participation.fewest_contributors(*alike(needed, [1, 4, 2])) == places
    assert participation.fewest_contributors(*alike(8, [1, 4, 2])) == participation.MORE_THAN_ALL


def test_the_fewest_of_too_many_combinations_are_not_worked_out() -> None:
    needs = Needs(np.eye(5, dtype=bool), np.ones(5))
    kinds = np.repeat(np.arange(5), 10)
    assert participation.fewest_contributors(needs, kinds, np.ones(50)) == participation.NOT_WORKED_OUT


def test_nothing_needed_takes_nobody() -> None:
    nothing = Needs(np.zeros((0, 1), bool), np.zeros(0))
    nobody = (np.zeros(0, np.int64), np.zeros(0))
    assert participation.fewest_contributors(nothing, *nobody) == ()
    assert participation.chance(nothing, *nobody, np.zeros(0)).kept_up == 1


def test_a_need_of_nothing_takes_nobody_whoever_may_meet_it() -> None:
    for members in ([[True]], [[False]]):
        nothing = Needs(np.array(members), np.zeros(1))
        for contributors in (0, 1):
            brings = (np.zeros(contributors, np.int64), np.full(contributors, 2.5))
            assert participation.fewest_contributors(nothing, *brings) == ()
            half = np.full(contributors, 0.5)
            assert participation.chance_by_scale(nothing, *brings, half, np.array([0.0, 2.0])).tolist() == [1, 1]


def test_no_scales_have_no_chances() -> None:
    brings = (np.array([0, 1, 2]), np.ones(3), np.full(3, 0.5))
    for kinds in (0, 1, 2, 3):
        needs = Needs(np.eye(3, dtype=bool)[:kinds], np.ones(kinds))
        assert participation.chance_by_scale(needs, *brings, np.zeros(0)).size == 0


def test_two_kinds_that_meet_needs_of_their_own_multiply_their_chances() -> None:
    chance = participation.chance(APART, np.array([0, 1, 1]), np.array([3.0, 2.0, 2.0]), np.array([0.5, 0.5, 0.5]))
    assert chance.kept_up == 0.5 * 0.75
    assert chance.pivotal_weight.tolist() == [0.75, 0.25, 0.25]
    assert chance.way == "exact"


def test_one_kind_may_stand_in_for_another_but_not_the_other_way_round() -> None:
    nested = Needs(np.array([[True, False], [True, True]]), np.array([1.0, 3.0]))
    brings = (np.array([0, 1]), np.array([2.0, 2.0]))
    assert participation.chance(nested, *brings, np.array([0.5, 0.5])).kept_up == 0.25
    assert participation.chance(nested, *brings, np.array([0.5, 1.0])).kept_up == 0.5
    assert participation.chance(nested, *brings, np.array([1.0, 0.5])).kept_up == 0.5


def test_of_three_kinds_every_outcome_is_counted() -> None:
    needs = Needs(np.eye(3, dtype=bool), np.ones(3))
    brings = (np.arange(3), np.ones(3), np.array([0.5, 0.5, 1.0]))
    chance = participation.chance(needs, *brings)
    assert (chance.kept_up, chance.way, chance.standard_error) == (0.25, "counted", 0)
    assert chance.pivotal_weight.tolist() == [0.5, 0.5, 0.25]
    assert participation.chance_by_scale(needs, *brings, np.array([0.0, 1.0, 1.1])).tolist() == [1, 0.25, 0]


def test_of_many_uncertain_contributors_of_three_kinds_outcomes_are_drawn() -> None:
    needs = Needs(np.eye(3, dtype=bool), np.ones(3))
    kinds = np.repeat(np.arange(3), 7)
    chance = participation.chance(needs, kinds, np.ones(21), np.full(21, 0.2))
    exact = (1 - 0.8**7) ** 3
    assert chance.way == "drawn"
    assert abs(chance.kept_up - exact) < 5 * chance.standard_error
    assert participation.chance(needs, kinds, np.ones(21), np.full(21, 0.2)).kept_up == chance.kept_up


def test_a_third_kind_of_whom_nobody_takes_part_leaves_the_chance_exact() -> None:
    # two needs of a kind's own, and one that a third kind can meet with either; 20 are uncertain, too many to count
    needs = Needs(np.array([[True, False, False], [False, True, False], [True, True, True]]), np.array([3.0, 3.0, 8.0]))
    kinds, chances = np.append(np.arange(20) % 2, 2), np.append(np.full(20, 0.4), 0.0)
    chance = participation.chance(needs, kinds, np.full(21, 1.0), chances)
    without = participation.chance(needs, kinds[:20], np.full(20, 1.0), chances[:20])
    assert (chance.way, chance.standard_error) == ("exact", 0)
    assert chance.kept_up == without.kept_up
    assert chance.pivotal_weight[:20].tolist() == without.pivotal_weight.tolist()
    # what a soldier of the third kind would change: the need of all would be 7
    seven = Needs(needs.members, np.array([3.0, 3.0, 7.0]))
    added = participation.chance(seven, kinds[:20], np.full(20, 1.0), chances[:20]).kept_up - chance.kept_up
    assert chance.pivotal_weight[20] == pytest.approx(added)
    by_scale = participation.chance_by_scale(needs, kinds, np.full(21, 1.0), chances, np.array([1.0]))
    assert by_scale.tolist() == pytest.approx([chance.kept_up])


def test_what_only_those_who_do_not_take_part_may_do_turns_on_them() -> None:
    needs = Needs(np.eye(3, dtype=bool), np.ones(3))
    for chances, weights in (([0.5, 0.25, 0.0], [0, 0, 0.125]), ([0.5, 0.0, 0.0], [0, 0, 0])):
        brings = (np.arange(3), np.ones(3), np.array(chances))
        chance = participation.chance(needs, *brings)
        assert (chance.kept_up, chance.pivotal_weight.tolist(), chance.way) == (0, weights, "exact")
        assert participation.chance_by_scale(needs, *brings, np.array([0.0, 1.0])).tolist() == [1, 0]


def test_nobody_who_might_take_part_may_do_anything() -> None:
    brings = (np.array([0, 1, 2]), np.array([3.0, 2.0, 9.0]), np.array([0.0, 0.0, 0.5]))
    needs = Needs(np.array([[True, False, False], [False, True, False]]), np.array([3.0, 2.0]))
    chance = participation.chance(needs, *brings)
    assert (chance.kept_up, chance.pivotal_weight.tolist()) == (0, [0, 0, 0])
    assert participation.chance_by_scale(needs, *brings, np.array([0.0, 1.0])).tolist() == [1, 0]


def test_who_does_not_take_part_would_add_the_fraction_of_a_soldier_too() -> None:
    # 7 of 3.5 for certain and 3.5 that do not take part; one more soldier is uncertain and changes nothing
    chances = np.array([1.0, 0.0, 0.5])
    for members in ([[True]], [[True, False], [True, True]]):
        needs = Needs(np.array(members), np.full(len(members), 7.0))
        chance = participation.chance(needs, np.zeros(3, np.int64), np.array([3.5, 3.5, 1.0]), chances)
        assert chance.kept_up == 0
        assert chance.pivotal_weight.tolist() == [0, 1, 0]


def test_what_nobody_may_do_is_never_kept_up() -> None:
    needs = Needs(np.array([[True], [False]]), np.array([1.0, 1.0]))
    brings = (np.zeros(1, np.int64), np.array([5.0]))
    chance = participation.chance(needs, *brings, np.array([0.5]))
    assert (chance.kept_up, chance.pivotal_weight.tolist()) == (0, [0])
    assert participation.chance_by_scale(needs, *brings, np.array([0.5]), np.array([0.0, 1.0])).tolist() == [1, 0]
    assert participation.fewest_contributors(needs, *brings) == participation.MORE_THAN_ALL


def test_a_margin_of_nothing_of_several_kinds_is_no_chance_of_nothing() -> None:
    for kinds in (2, 3):
        needs = Needs(np.eye(kinds, dtype=bool), np.full(kinds, 7.0))
        brings = (np.repeat(np.arange(kinds), 2), np.full(2 * kinds, 3.5), np.full(2 * kinds, 0.5))
        chance = participation.chance(needs, *brings)
        assert chance.kept_up == 0.25**kinds
        assert chance.pivotal_weight.tolist() == [2 * 0.25**kinds] * 2 * kinds
        assert participation.chance_by_scale(needs, *brings, np.array([1.2, 1.0, 0.0])).tolist() == [
            0, 0.25**kinds, 1,
        ]  # fmt: skip


def test_a_margin_of_nothing_is_no_chance_of_nothing_where_parts_of_soldiers_are_cut_off() -> None:
    chance = participation.chance(*alike(7.0, [3.5, 3.5]), np.array([0.5, 1.0]))
    assert chance.kept_up == 0.5


def test_needs_that_others_imply_are_left_out() -> None:
    members = np.array([[True, False], [True, True], [True, True], [False, True]])
    kept = Needs(members, np.array([5.0, 5.0, 5.0, 0.0])).without_implied()
    assert kept.members.tolist() == [[True, False]]


def test_the_chance_of_at_least_so_many_adds_up_from_the_top() -> None:
    assert participation.chance_at_least(np.array([0.5, 0.25, 0.25])).tolist() == [1, 0.5, 0.25]
