"""How a force is shared out: two or three contributors, by hand."""

import numpy as np
import pytest

from model.kernels import allocation
from model.kernels.arrays import ROUNDING, Array


def column(*troops: float) -> Array:
    """One case: a row for each contributor."""
    return np.array(troops, float)[:, np.newaxis]


def strain(needed: float, sustained: Array, ceilings: Array) -> list[float]:
    carried = allocation.equal_strain(needed=np.array([needed]), sustained=sustained, ceilings=ceilings)
    return [float(troops) for troops in carried[:, 0]]


def test_a_pool_is_what_is_deployable_less_what_turns_elsewhere_and_never_below_0() -> None:
    pool = allocation.pool_troops(
        land_strength=np.array([9_000.0, 4_000.0]), deployable_share=0.5, posted_elsewhere=500.0,
        deployed_elsewhere=900.0, multiplier=4.0,
    )  # fmt: skip
    assert pool.tolist() == [400, 0]


def test_where_no_ceiling_binds_everybody_carries_the_same_share_of_what_it_sustains() -> None:
    assert strain(6, column(4, 2), column(9, 9)) == [4, 2]
    assert strain(3, column(4, 2), column(9, 9)) == [2, 1]


def test_ceilings_that_bind_one_after_another_are_all_kept() -> None:
    # 12 for sustained 6, 4 and 2: strain 1; the first stops at 2, then 10 for 4 and 2; the second stops at 5
    assert strain(12, column(6, 4, 2), column(2, 5, 90)) == [2, 5, 5]


def test_what_all_together_cannot_carry_leaves_everybody_at_its_ceiling() -> None:
    assert strain(20, column(4, 2), column(5, 3)) == [5, 3]
    assert strain(8, column(4, 2), column(5, 3)) == [5, 3]


def test_a_contributor_that_sustains_nothing_carries_nothing_whatever_its_ceiling() -> None:
    assert strain(4, column(4, 0), column(9, 9)) == [4, 0]
    assert strain(20, column(4, 0), column(9, 9)) == [9, 0]
    assert strain(4, column(0, 0), column(9, 9)) == [0, 0]
    assert strain(0.5, column(0, 0.5), column(9, 0.75)) == [0, 0.5]


def test_a_contributor_that_sustains_a_fraction_of_a_soldier_carries_its_part() -> None:
    assert strain(1, column(0.5, 0.5), column(0.75, 0.75)) == [0.5, 0.5]
    assert strain(1, column(0.25, 0.25), column(0.125, 9)) == [0.125, 0.875]


def test_cases_that_suffice_and_cases_that_do_not_are_each_shared_by_themselves() -> None:
    needed = np.array([3.0, 30.0, 9.0, 13.5])
    sustained, ceilings = np.repeat(column(4, 2), 4, axis=1), np.repeat(column(5, 9), 4, axis=1)
    carried = allocation.equal_strain(needed=needed, sustained=sustained, ceilings=ceilings)
    assert carried.T.tolist() == [[2, 1], [5, 9], [5, 4], [5, 8.5]]


def test_who_carries_more_than_its_part_keeps_it_and_the_others_share_the_rest() -> None:
    shared = allocation.equal_strain_above(
        needed=np.array([12.0]), sustained=column(4, 4, 2), ceilings=column(9, 9, 9), placed=column(6, 1, 0)
    )
    assert shared[:, 0].tolist() == [6, 4, 2]


def test_what_is_placed_beyond_the_need_asks_nothing_of_the_others() -> None:
    shared = allocation.equal_strain_above(
        needed=np.array([5.0]), sustained=column(4, 4), ceilings=column(9, 9), placed=column(7, 0)
    )
    assert shared[:, 0].tolist() == [7, 0]


@pytest.mark.parametrize(
    ("needed", "carried"),
    [(3, [3, 0, 0]), (6, [4, 1, 1]), (12, [4, 4, 4]), (13, [5, 4, 4]), (16, [6, 5, 5]), (30, [6, 6, 6])],
)
def test_by_priority_everybody_reaches_the_goal_before_anybody_exceeds_it(needed: float, carried: list[float]) -> None:
    shared = allocation.by_priority(
        needed=np.array([float(needed)]), sustained=column(4, 4, 4), goals=column(4, 4, 4), ceilings=column(6, 6, 6),
        priorities=[1, 2, 2],
    )  # fmt: skip
    assert shared[:, 0].tolist() == carried


@pytest.mark.parametrize(("needed", "carried"), [(20, [4, 8]), (12, [4, 8]), (6, [2, 4])])
def test_offers_are_scaled_down_to_the_need_and_never_up(needed: float, carried: list[float]) -> None:
    shared = allocation.as_offered(needed=np.array([float(needed)]), offers=column(4, 9), most=column(8, 8))
    assert shared[:, 0].tolist() == carried


@pytest.mark.parametrize(
    ("quotas", "units"),
    [
        ((2.5, 1.5, 1.0), [3, 1, 1]),  # the first of two equal remainders
        ((1.2, 1.7, 2.1), [1, 2, 2]),  # the largest remainder
        ((0.5 - ROUNDING / 5, 0.5 + ROUNDING / 5), [1, 0]),  # equal but for rounding
        ((0.5 - ROUNDING / 5, 0.5), [1, 0]),  # a sum that is 1 but for rounding
        ((0.5 - 2 * ROUNDING, 0.5 + 2 * ROUNDING), [0, 1]),  # and not equal
        ((2 - ROUNDING / 2, 0.5 + ROUNDING / 2, 0.5), [2, 1, 0]),  # rounding leaves 2 and two equal halves
    ],
)
def test_units_go_by_largest_remainder_and_keep_the_sum(quotas: tuple[float, ...], units: list[float]) -> None:
    assert allocation.rounded_to_units(column(*quotas))[:, 0].tolist() == units
