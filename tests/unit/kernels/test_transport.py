"""Forces of two groups over contributors that serve one of them or both, by hand."""

from typing import Any

import numpy as np
import pytest

from model.kernels import allocation, transport
from model.kernels.arrays import Array

NESTED = np.array([[True, True], [True, False]])
"""The first contributor serves both groups, the second only the first."""
APART = np.array([[True, False], [False, True]])


def column(*numbers: float) -> Array:
    return np.array(numbers, float)[:, np.newaxis]


def equal_strain(demand: Array, sustained: Array, ceilings: Array, serves: Any) -> Any:  # noqa: ANN401
    return transport.equal_strain(demand=demand, sustained=sustained, ceilings=ceilings, serves=serves)[..., 0].tolist()


def test_small_sets_of_groups_come_first() -> None:
    assert transport.sets_of(3).sum(axis=1).tolist() == [1, 1, 1, 2, 2, 2, 3]
    assert transport.sets_of(0).shape == (0, 0)


@pytest.mark.parametrize(
    ("demand", "capacity", "largest"),
    [
        (column(20, 5), column(10, 12), 22.0),  # both groups together are what limits
        (column(20, 5), column(3, 40), 15.0),  # the second group is: 3 of 5, so 15 of 25
        (column(20, 0), column(3, 40), 43 * 20 / 20),  # what nobody asks for limits nothing
    ],
)
def test_the_largest_force_is_that_of_the_scarcest_set(demand: Array, capacity: Array, largest: float) -> None:
    of = {"like": demand.sum(axis=0), "demand": demand, "capacity": capacity}
    assert transport.largest_force(**of, serves=NESTED).tolist() == [largest]


def test_a_group_that_nobody_serves_leaves_no_force_and_nothing_asked_no_limit() -> None:
    nobody = {"capacity": column(9), "serves": np.array([[True, False]])}
    assert transport.largest_force(like=np.array([2.0]), demand=column(1, 1), **nobody).tolist() == [0]
    assert transport.largest_force(like=np.array([0.0]), demand=column(0, 0), **nobody).tolist() == [np.inf]


def test_a_contributor_that_alone_serves_a_group_leaves_the_other_group_to_others() -> None:
    # the second group strains the first contributor less than the whole: both carry at one strain, 6 / 8
    assert equal_strain(column(4, 2), column(4, 4), column(9, 9), NESTED) == [[1, 2], [3, 0]]
    # here it strains the first contributor more: it carries that group alone
    assert equal_strain(column(4, 8), column(4, 4), column(9, 9), NESTED) == [[0, 8], [4, 0]]


def test_what_a_set_lacks_does_not_touch_the_others() -> None:
    assert equal_strain(column(4, 8), column(4, 4), column(5, 9), NESTED) == [[0, 5], [4, 0]]
    assert equal_strain(column(4, 8), column(4, 4), column(5, 9), APART) == [[4, 0], [0, 8]]
    assert equal_strain(column(4, 8), column(4, 0), column(5, 9), APART) == [[4, 0], [0, 0]]


def test_troops_move_on_to_make_room_for_those_who_serve_one_group_only() -> None:
    serves = np.array([[True, False, False], [True, True, False], [False, True, True]])
    carried = transport.equal_strain(
        demand=column(5, 5, 5), sustained=column(5, 5, 5), ceilings=column(5, 5, 5), serves=serves
    )[..., 0]
    assert carried.sum(axis=0).tolist() == [5, 5, 5]
    assert carried.sum(axis=1).tolist() == [5, 5, 5]


def test_a_later_priority_takes_only_what_the_earlier_cannot_place() -> None:
    limits = {"sustained": column(10, 10), "goals": column(10, 10), "ceilings": column(12, 12)}
    first = transport.by_priority(demand=column(8, 4), **limits, priorities=[2, 1], serves=NESTED)[..., 0]
    assert first.tolist() == [[0, 4], [8, 0]]
    # the second round goes up to the ceilings, the first priority first
    full = transport.by_priority(demand=column(11, 11), **limits, priorities=[1, 2], serves=NESTED)[..., 0]
    assert full.sum(axis=1).tolist() == [12, 10]


def test_offers_go_up_to_the_goal_and_only_then_beyond_it() -> None:
    limits = {"offers": column(8, 8), "goals": column(4, 8), "ceilings": column(6, 8), "serves": NESTED}
    assert transport.as_offered(demand=column(6, 3), **limits)[..., 0].sum(axis=1).tolist() == [3, 6]
    assert transport.as_offered(demand=column(9, 5), **limits)[..., 0].sum(axis=1).tolist() == [6, 8]


def test_one_group_is_shared_out_as_by_the_rules_of_one_group() -> None:
    random = np.random.default_rng(1)
    demand, sustained, ceilings = random.random((1, 9)) * 9, random.random((5, 9)), random.random((5, 9)) * 3
    serves = np.ones((5, 1), bool)
    alone = allocation.equal_strain(needed=demand[0], sustained=sustained, ceilings=ceilings)
    carried = transport.equal_strain(demand=demand, sustained=sustained, ceilings=ceilings, serves=serves)
    assert np.array_equal(carried[:, 0], alone)
    more = {"goals": sustained, "ceilings": ceilings, "priorities": [1, 2, 1, 2, 3]}
    alone = allocation.by_priority(needed=demand[0], sustained=sustained, **more)
    carried = transport.by_priority(demand=demand, sustained=sustained, serves=serves, **more)
    assert np.array_equal(carried[:, 0], alone)


def test_offers_for_one_group_go_up_to_the_goal_and_only_then_beyond_it() -> None:
    limits = {"offers": column(8, 8, 8), "goals": column(4, 8, 8), "ceilings": column(6, 8, 8)}
    serves = np.array([[True], [True], [False]])
    assert transport.as_offered(demand=column(6), **limits, serves=serves)[:, 0, 0].tolist() == [2, 4, 0]
    assert transport.as_offered(demand=column(13), **limits, serves=serves)[:, 0, 0].tolist() == [5, 8, 0]
    assert transport.as_offered(demand=column(20), **limits, serves=serves)[:, 0, 0].tolist() == [6, 8, 0]


def test_crosswise_contributors_carry_no_more_than_their_sets_ask_for() -> None:
    # both groups and all three contributors are one set: 12 over 24 is the strain of each
    crosswise = np.array([[True, False], [True, True], [False, True]])
    carried = transport.equal_strain(
        demand=column(6, 6), sustained=column(8, 8, 8), ceilings=column(9, 9, 9), serves=crosswise
    )
    assert carried[..., 0].tolist() == [[4, 0], [2, 2], [0, 4]]


def test_a_group_that_asks_for_nothing_gets_nothing_and_moves_nothing() -> None:
    assert equal_strain(column(4, 0), column(4, 4), column(9, 9), NESTED) == [[2, 0], [2, 0]]
    assert equal_strain(column(0, 0), column(4, 4), column(9, 9), NESTED) == [[0, 0], [0, 0]]


def test_nothing_lacking_is_placed_where_nobody_serves_a_group() -> None:
    nobody = np.array([[True, False], [True, False]])
    assert equal_strain(column(6, 5), column(4, 8), column(9, 9), nobody) == [[2, 0], [4, 0]]
    nothing = np.zeros((2, 2), bool)
    assert equal_strain(column(6, 5), column(4, 8), column(9, 9), nothing) == [[0, 0], [0, 0]]


def test_cases_of_different_limits_go_their_own_ways() -> None:
    cases = {
        "demand": np.array([[4.0, 4, 4, 0], [2, 8, 8, 0]]),
        "sustained": np.array([[4.0, 4, 4, 4], [4, 4, 4, 4]]),
        "ceilings": np.array([[9.0, 9, 5, 9], [9, 9, 9, 9]]),
    }
    carried = transport.equal_strain(**cases, serves=NESTED)
    assert carried[:, 0].tolist() == [[1, 0, 0, 0], [3, 4, 4, 0]]
    assert carried[:, 1].tolist() == [[2, 8, 5, 0], [0, 0, 0, 0]]


def test_nine_groups_in_a_ring_are_filled_to_the_last_place() -> None:
    # each contributor serves a group and the next one; an uneven demand moves troops all around the ring
    ring = np.eye(9, dtype=bool) | np.roll(np.eye(9, dtype=bool), 1, axis=1)
    demand = column(9, 1, 9, 1, 9, 1, 9, 1, 5)
    carried = transport.equal_strain(demand=demand, sustained=column(*[5] * 9), ceilings=column(*[5] * 9), serves=ring)[
        ..., 0
    ]
    assert carried.sum(axis=0) == pytest.approx(demand[:, 0])
    assert carried.sum(axis=1) == pytest.approx([5] * 9)


@pytest.mark.parametrize("tiny", [1e-300, 5e-324])
def test_pools_of_next_to_nothing_raise_no_warning(tiny: float) -> None:
    carried = transport.equal_strain(
        demand=column(4, 2),
        sustained=column(tiny, 4),
        ceilings=column(9, 9),
        serves=np.array([[True, True], [True, True]]),
    )[..., 0]
    assert carried.sum() == pytest.approx(6)
    assert np.isfinite(carried).all()


def test_a_set_that_just_suffices_is_not_cut_by_rounding() -> None:
    assert 49 * (1 / 49) < 1  # at the strain of its ceiling the first contributor seems to be below it
    carried = equal_strain(column(1, 1), column(49, 100), column(1, 100), np.array([[True, True], [False, True]]))
    assert carried == [[pytest.approx(1), 0], [0, pytest.approx(1)]]
