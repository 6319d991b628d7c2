"""The schedule's kernels: numbers that one can follow by hand."""

from typing import Any

import numpy as np
import pytest

from model.kernels import schedule


def deployed(
    pool: int, demand: int, relief: int, cycle: int, *, steps: int, start: np.ndarray | None = None
) -> list[int]:
    past = schedule.rested(lead=cycle, rows=1) if start is None else start
    lags = {"relief_steps": np.array([relief]), "cycle_steps": np.array([cycle])}
    arrived = schedule.arrivals(start=past, demand=np.array([[demand]]), pool=np.array([[pool]]), steps=steps, **lags)
    return list(schedule.in_theatre(arrived, lead=len(past) - 1, relief_steps=lags["relief_steps"])[:, 0])


def test_three_brigades_keep_one_deployed_at_one_to_two_and_two_do_not() -> None:
    assert deployed(3, 1, 6, 18, steps=36) == [1] * 36
    assert deployed(2, 1, 6, 18, steps=24) == [1] * 12 + [0] * 6 + [1] * 6


def test_whole_units_together_take_four_for_each_one_where_the_multiplier_is_3_4() -> None:
    lags = {"relief_steps": np.array([5]), "cycle_steps": np.array([17]), "goal_steps": np.array([17])}
    least = [
        int(schedule.least_pool(demand=np.array([[5]]), steps=120, is_spread=is_spread, **lags)[0])
        for is_spread in (False, True)
    ]
    assert least == [20, 17]
    assert [pool / 5 for pool in least] == [4.0, 3.4]


def test_an_even_spread_arrives_one_by_one() -> None:
    start = schedule.evenly_spread(count=np.array([4]), cycle_steps=np.array([8]), lead=8)
    assert start[:, 0].tolist() == [-4, -4, -3, -3, -2, -2, -1, -1, 0]
    assert deployed(4, 1, 2, 8, steps=16, start=start) == [1] * 16


def test_more_of_a_pool_than_the_cycle_takes_is_rested() -> None:
    start = schedule.start_of(
        most=np.array([1]), pool=np.array([10]), relief_steps=np.array([6]), cycle_steps=np.array([18]),
        goal_steps=np.array([18]), is_spread=True,
    )  # fmt: skip
    assert start[0, 0] == -3


@pytest.mark.parametrize(("pool", "past"), [(4, [-4, -4, -3, -2, -2, -1, 0]), (3, [-3, -3, -2, -2, -1, -1, 0])])
def test_a_pool_too_small_at_the_goal_is_spread_over_the_cycle_that_the_demand_asks_for(
    pool: int, past: list[int]
) -> None:
    # two out for three steps each: four units go every six steps; three would have to every 4.5, and the floor is 6
    start = schedule.start_of(
        most=np.array([2]), pool=np.array([pool]), relief_steps=np.array([3]), cycle_steps=np.array([6]),
        goal_steps=np.array([9]), is_spread=True,
    )  # fmt: skip
    assert start[-7:, 0].tolist() == past


def test_units_at_home_for_ever_have_not_arrived() -> None:
    assert schedule.rested(lead=2, rows=2).tolist() == [[0, 0]] * 3


def test_no_rows_are_no_arrivals() -> None:
    arrived = schedule.arrivals(
        start=schedule.rested(lead=3, rows=0), demand=np.zeros((1, 0)), pool=np.zeros((1, 0)),
        relief_steps=np.zeros(0, int), cycle_steps=np.zeros(0, int), steps=5,
    )  # fmt: skip
    assert arrived.shape == (9, 0)


def test_what_one_has_not_others_send_where_they_fill_in() -> None:
    kept: dict[str, Any] = {
        "start": schedule.rested(lead=18, rows=2)[:, :, np.newaxis],
        "demand": np.array([[[1], [1]]]),
        "pool": np.array([[[1], [6]]]),
        "required": np.array([[2]]),
        "most": np.array([[[2], [2]]]),
        "steps": 18,
    }
    lags = {"relief_steps": np.full((2, 1), 6), "cycle_steps": np.full((2, 1), 18), "goal_steps": np.full((2, 1), 18)}
    arrived = schedule.arrivals_together(**kept, **lags)
    out = schedule.in_theatre(arrived, lead=18, relief_steps=lags["relief_steps"])[..., 0]
    assert out[:, 0].tolist() == [1] * 6 + [0] * 12
    assert out[:, 1].tolist() == [1] * 6 + [2] * 12


def test_hundreds_of_rows_are_each_as_one() -> None:
    rows = schedule.FEW_ROWS + 44
    random = np.random.default_rng(1)
    demand, pool = random.integers(0, 5, (60, rows)), random.integers(0, 12, (60, rows))
    lags = {"relief_steps": np.array([4]), "cycle_steps": np.array([15]), "steps": 60}
    together = schedule.arrivals(start=schedule.rested(lead=15, rows=rows), demand=demand, pool=pool, **lags)
    for row in range(0, rows, 37):
        alone = schedule.arrivals(
            start=schedule.rested(lead=15, rows=1), demand=demand[:, row : row + 1], pool=pool[:, row : row + 1], **lags
        )
        assert together[:, row].tolist() == alone[:, 0].tolist()


@pytest.mark.parametrize(
    ("steps_of_arrival", "pool", "returns", "mean"),
    [
        ([1, 4], 1, 1, 3.0),
        ([1, 2, 5, 8], 2, 2, 5.0),  # (5 − 1) and (8 − 2)
        ([-1, 4], 1, 1, 5.0),  # from an arrival before the start
        ([1, 2, 5], 3, 0, np.nan),  # three units, each once
        ([], 1, 0, np.nan),
    ],
)
def test_the_mean_return_is_that_of_each_unit_to_its_own_last_arrival(
    steps_of_arrival: list[int], pool: int, returns: int, mean: float
) -> None:
    arrived = np.array([[sum(step <= now for step in steps_of_arrival)] for now in range(-2, 10)])
    counted, steps = schedule.mean_return(arrived, lead=2, pool=np.array([[pool]]), begins=np.array([1]))
    assert counted.tolist() == [returns]
    assert steps.tolist() == pytest.approx([mean], nan_ok=True)
    assert schedule.arrival_steps(arrived[:, 0], lead=2).tolist() == steps_of_arrival


def test_a_return_is_counted_from_an_arrival_before_the_start_too() -> None:
    start = schedule.evenly_spread(count=np.array([2]), cycle_steps=np.array([4]), lead=4)
    one = {"relief_steps": np.array([2]), "cycle_steps": np.array([4])}
    arrived = schedule.arrivals(start=start, demand=np.array([[1]]), pool=np.array([[2]]), steps=6, **one)
    counted, steps = schedule.mean_return(arrived, lead=4, pool=np.array([[2]]), begins=np.array([1]))
    assert (counted.tolist(), steps.tolist()) == ([3], [4])  # units 0, 1 and 0 again at steps 2, 4 and 6


def test_rounding_neither_adds_a_unit_to_a_spread_nor_to_a_start() -> None:
    troops = np.array([1.1 * 3])  # a little more than 3.3
    spread = schedule.evenly_spread(count=troops, cycle_steps=np.array([33]), lead=33)
    assert spread[[33 - 10, 33 - 20], 0].tolist() == [-1, -2]
    start = schedule.start_of(
        most=troops, pool=np.array([20.0]), relief_steps=np.array([3]), cycle_steps=np.array([10]),
        goal_steps=np.array([10]), is_spread=True,
    )  # fmt: skip
    assert start[0, 0] == -11


@pytest.mark.parametrize(
    ("demand", "steps", "rested", "spread"),
    [
        ([[1]], 3, 1, 3),  # over before anybody is due back; of two spread ones the next would be due in step 5
        ([[1]], 6, 2, 3),
        ([[1]], 9, 3, 3),
        ([[2]], 9, 6, 6),
        ([[2]] * 3 + [[0]] * 6, 9, 2, 6),  # five spread ones have but one out in step 3
        ([[1]] * 3 + [[2]] * 3 + [[1]] * 3, 9, 4, 4),  # three spread ones keep one out, and a fourth is at home
        ([[0]], 9, 0, 0),
    ],
)
def test_the_least_pool_is_that_of_the_demand_and_of_its_steps(
    demand: list[list[int]], steps: int, rested: int, spread: int
) -> None:
    one = {"relief_steps": np.array([3]), "cycle_steps": np.array([9]), "goal_steps": np.array([9]), "steps": steps}
    least = [schedule.least_pool(demand=np.array(demand), is_spread=spread, **one).tolist() for spread in (False, True)]
    assert least == [[rested], [spread]]


def test_the_least_pools_of_several_rows_are_each_that_of_its_own_demand_and_cycle() -> None:
    cycles = np.array([9, 6, 9])
    lags = {"relief_steps": np.array([3, 3, 3]), "cycle_steps": cycles, "goal_steps": cycles, "steps": 6}
    rested, spread = (
        schedule.least_pool(demand=np.array([[0, 1, 1]]), is_spread=is_spread, **lags).tolist()
        for is_spread in (False, True)
    )
    assert rested == [0, 2, 2]  # six steps are two tours, and over before anybody of the third row is back
    assert spread == [0, 2, 3]


@pytest.mark.parametrize("is_spread", [False, True])
def test_a_start_reaches_as_far_back_as_the_longest_cycle(*, is_spread: bool) -> None:
    start = schedule.start_of(
        most=np.array([1, 1]), pool=np.array([2, 3]), relief_steps=np.array([2, 3]), cycle_steps=np.array([4, 9]),
        goal_steps=np.array([4, 9]), is_spread=is_spread,
    )  # fmt: skip
    assert start.shape == (10, 2)
    past = [[-2] * 7 + [-1] * 2 + [0], [-3] * 3 + [-2] * 3 + [-1] * 3 + [0]]  # at 0 and −2; at 0, −3 and −6
    assert start.T.tolist() == (past if is_spread else [[0] * 10] * 2)


def test_rows_of_different_lags_are_each_as_one_over_hundreds_of_steps() -> None:
    steps, reliefs, cycles = 3 * schedule.AT_ONCE + 5, np.array([2, 5, 3]), np.array([9, 14, 7])
    demand, pool = np.array([[1, 2, 3]]), np.array([[4, 5, 6]])
    lags = {"relief_steps": reliefs, "cycle_steps": cycles}
    start = schedule.rested(lead=14, rows=3)
    arrived = schedule.arrivals(start=start, demand=demand, pool=pool, steps=steps, **lags)
    out = schedule.in_theatre(arrived, lead=14, relief_steps=reliefs)
    for row, (relief, cycle) in enumerate(zip(reliefs, cycles, strict=True)):
        alone = deployed(pool[0, row], demand[0, row], relief, cycle, steps=steps, start=start[:, :1])
        assert out[:, row].tolist() == alone


def test_what_is_missing_is_sent_by_those_who_send_most_and_in_their_order_among_equals() -> None:
    sent = np.array([[2, 3, 2]]).T
    cuts = {limit: schedule._up_to(np.array([limit]), sent)[:, 0].tolist() for limit in (0, 2, 4, 6, 9)}  # noqa: SLF001
    assert cuts == {0: [0, 0, 0], 2: [0, 2, 0], 4: [1, 3, 0], 6: [2, 3, 1], 9: [2, 3, 2]}


def test_nobody_is_sent_beyond_the_demand_of_all_in_its_step() -> None:
    lags = {"relief_steps": np.full((2, 1), 2), "cycle_steps": np.full((2, 1), 4), "goal_steps": np.full((2, 1), 4)}
    arrived = schedule.arrivals_together(
        start=schedule.rested(lead=4, rows=2)[:, :, np.newaxis], demand=np.array([[[2], [1]]]),
        pool=np.array([[[4], [2]]]), required=np.array([[1], [3], [3], [0], [2]]), most=None, steps=5, **lags,
    )  # fmt: skip
    out = schedule.in_theatre(arrived, lead=4, relief_steps=lags["relief_steps"])[..., 0]
    assert out.T.tolist() == [[1, 2, 2, 1, 2], [0, 1, 1, 0, 0]]


def test_one_contributor_whom_no_demand_of_all_limits_goes_as_if_alone() -> None:
    random = np.random.default_rng(2)
    demand, pool = random.integers(0, 5, (40, 1)), random.integers(0, 12, (40, 1))
    lags = {"relief_steps": np.array([3]), "cycle_steps": np.array([11])}
    start = schedule.rested(lead=11, rows=1)
    alone = schedule.arrivals(start=start, demand=demand, pool=pool, steps=40, **lags)
    together = schedule.arrivals_together(
        start=start[..., np.newaxis], demand=demand[..., np.newaxis], pool=pool[..., np.newaxis],
        required=np.array([[99]]), most=None, goal_steps=np.array([11]), steps=40, **lags,
    )  # fmt: skip
    assert together[:, 0, 0].tolist() == alone[:, 0].tolist()


def test_who_fills_in_has_no_more_out_than_its_step_allows() -> None:
    most = np.ones((18, 2, 1), int)
    most[6] = 2  # in step 7 alone, when the first contributor's unit has gone home
    lags = {"relief_steps": np.full((2, 1), 6), "cycle_steps": np.full((2, 1), 18), "goal_steps": np.full((2, 1), 18)}
    arrived = schedule.arrivals_together(
        start=schedule.rested(lead=18, rows=2)[:, :, np.newaxis], demand=np.array([[[1], [1]]]),
        pool=np.array([[[1], [6]]]), required=np.array([[2]]), most=most, steps=18, **lags,
    )  # fmt: skip
    out = schedule.in_theatre(arrived, lead=18, relief_steps=lags["relief_steps"])[..., 0]
    assert out.T.tolist() == [[1] * 6 + [0] * 12, [1] * 6 + [2] * 6 + [1] * 6]


def test_who_fills_in_sends_units_rested_to_the_goal_alone() -> None:
    # the first has a unit out in every other six months; the second goes at its floor of 12 but fills in at 18
    lags = {"relief_steps": np.full((2, 1), 6), "cycle_steps": np.full((2, 1), 12), "goal_steps": np.full((2, 1), 18)}
    arrived = schedule.arrivals_together(
        start=schedule.rested(lead=18, rows=2)[:, :, np.newaxis], demand=np.array([[[1], [1]]]),
        pool=np.array([[[1], [4]]]), required=np.array([[2]]), most=np.array([[[2], [2]]]), steps=36, **lags,
    )  # fmt: skip
    out = schedule.in_theatre(arrived, lead=18, relief_steps=lags["relief_steps"])[::6, :, 0]
    assert out.T.tolist() == [[1, 0, 1, 0, 1, 0], [1, 2, 1, 1, 1, 2]]


@pytest.mark.parametrize(
    ("steps_of_arrival", "pools", "begins", "returns", "mean"),
    [
        ([1, 2, 5, 8], [2, 1], [1, 6], 2, 3.5),  # 5 − 1; of the two the one of step 5 stays: 8 − 5
        ([1, 5, 6, 9], [1, 2], [1, 6], 2, 4.0),  # 5 − 1; a rested one in step 6; 9 − 5
        ([3, 7], [0, 2], [1, 3], 0, np.nan),  # two that join, each once
        ([1, 2, 9], [2, 0, 2], [1, 4, 8], 0, np.nan),  # who comes back to a pool is rested
    ],
)
def test_the_mean_return_goes_by_the_pool_of_each_period(
    steps_of_arrival: list[int], pools: list[int], begins: list[int], returns: int, mean: float
) -> None:
    arrived = np.array([[sum(step <= now for step in steps_of_arrival)] for now in range(-2, 10)])
    pool = np.array(pools)[:, np.newaxis]
    counted, steps = schedule.mean_return(arrived, lead=2, pool=pool, begins=np.array(begins))
    assert counted.tolist() == [returns]
    assert steps.tolist() == pytest.approx([mean], nan_ok=True)
