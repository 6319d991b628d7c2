"""The schedule's kernels: numbers that one can follow by hand."""

from typing import Any

import numpy as np
import pytest

from model.kernels import schedule
from model.kernels.requirement import months_to_target, trained_per_month
from model.kernels.timetable import PHASES, Timetable, greatest_rounding, phases, timetable


def deployed(
    pool: int, demand: int, relief: int, cycle: int, *, steps: int, start: np.ndarray | None = None
) -> list[int]:
    past = schedule.rested(lead=cycle, rows=1) if start is None else start
    lags = {"relief_steps": np.array([relief]), "cycle_steps": np.array([cycle])}
    made = schedule.arrivals(start=past, demand=np.array([[demand]]), pool=np.array([[pool]]), steps=steps, **lags)
    return list(schedule.in_theatre(made, lead=len(past) - 1, relief_steps=lags["relief_steps"])[:, 0])


def times(**months: float) -> Timetable:
    given = {
        "tour_months": 6.0, "dwell_months": 12.0, "overlap_months": 0.0, "mobilisation_months": 0.0,
        "transit_months": 0.0, "preparation_months": 0.0, "recovery_months": 0.0,
    } | months  # fmt: skip
    return timetable(**{"dwell_floor_months": given["dwell_months"], **given}, steps_per_month=1.0)


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
        most=np.array([1]), pool=np.array([10]), relief_steps=np.array([6]), goal_steps=np.array([18]), is_spread=True
    )
    assert start[0, 0] == -3


def test_no_rows_are_no_arrivals() -> None:
    made = schedule.arrivals(
        start=schedule.rested(lead=3, rows=0), demand=np.zeros((1, 0)), pool=np.zeros((1, 0)),
        relief_steps=np.zeros(0, int), cycle_steps=np.zeros(0, int), steps=5,
    )  # fmt: skip
    assert made.shape == (9, 0)


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
    made = schedule.arrivals_together(**kept, **lags)
    out = schedule.in_theatre(made, lead=18, relief_steps=lags["relief_steps"])[..., 0]
    assert out[:, 0].tolist() == [1] * 6 + [0] * 12
    assert out[:, 1].tolist() == [1] * 6 + [2] * 12


def test_the_boundaries_of_a_cycle_are_in_their_order() -> None:
    found = times(
        overlap_months=1, mobilisation_months=2, transit_months=3, preparation_months=4, recovery_months=2,
        dwell_floor_months=9,
    )  # fmt: skip
    assert (found.relief, found.tour, found.home, found.recovered) == (5, 6, 8, 10)
    assert (found.cycle, found.goal, found.away) == (20, 23, 11)
    assert (found.outbound, found.called_up, found.prepares) == (1, 3, 7)


def test_preparation_and_recovery_shrink_to_a_shorter_floor() -> None:
    found = times(preparation_months=6, recovery_months=3, dwell_floor_months=3)
    assert (found.recovered - found.home, found.prepares) == (1, 2)
    assert times(dwell_months=0).cycle == 6


def test_days_round_each_boundary_once() -> None:
    months = {"tour_months": np.array([6.0]), "dwell_months": np.array([24.0])}
    assert greatest_rounding(months, 365 / 12) == {"tour_months": pytest.approx(0.5)}
    assert greatest_rounding(months, 1.0) == {}


def test_phases_of_one_unit_follow_one_another() -> None:
    own = times(
        tour_months=3, overlap_months=1, dwell_months=6, transit_months=2, mobilisation_months=1,
        preparation_months=2, recovery_months=1,
    )  # fmt: skip
    made = schedule.arrivals(
        start=schedule.rested(lead=12, rows=1), demand=np.array([[0]] * 4 + [[1]] * 2 + [[0]] * 20),
        pool=np.array([[1]]), relief_steps=np.array([2]), cycle_steps=np.array([12]), steps=26,
    )[:, 0]  # fmt: skip
    found = phases(made, lead=12, steps=20, pool=1, times=own)
    letters = {phase: phase[0] if phase != "recovering" else "v" for phase in PHASES} | {"ready": "y", "resting": "r"}
    line = "".join(next(letters[phase] for phase in PHASES if found[phase][step]) for step in range(20))
    assert line == "ppmiddhivrrryyyyyyyy"


def test_who_is_at_home_when_a_contributor_leaves_has_left() -> None:
    made = schedule.arrivals(
        start=schedule.rested(lead=18, rows=1), demand=np.array([[1]]), pool=np.array([[3]] * 8 + [[0]] * 10),
        relief_steps=np.array([6]), cycle_steps=np.array([18]), steps=18,
    )[:, 0]  # fmt: skip
    found = phases(made, lead=18, steps=18, pool=3, times=times(), leaves=9)
    assert found["deployed"].tolist() == [1] * 12 + [0] * 6
    assert found["left"].tolist() == [0] * 8 + [2] * 4 + [3] * 6
    assert (sum(found.values()) == 3).all()


def test_who_joins_later_is_in_no_pool_before() -> None:
    made = schedule.arrivals(
        start=schedule.rested(lead=18, rows=1), demand=np.array([[1]]), pool=np.array([[0]] * 4 + [[3]] * 14),
        relief_steps=np.array([6]), cycle_steps=np.array([18]), steps=18,
    )[:, 0]  # fmt: skip
    found = phases(made, lead=18, steps=16, pool=3, times=times(preparation_months=2), joins=5)
    assert sum(found.values()).tolist() == [0, 0, 1, 1] + [3] * 12
    assert found["preparing"].tolist()[:5] == [0, 0, 1, 1, 0]


def test_trainers_train() -> None:
    trained = trained_per_month(trainers=np.array([1_050.0]), trainees_per_trainer=2.0, course_months=1.5)
    assert trained.tolist() == [1_400]
    assert months_to_target(target=50_000.0, trained_per_month=trained).tolist() == [pytest.approx(50_000 / 1_400)]
    assert np.isnan(months_to_target(target=1.0, trained_per_month=np.array([0.0]))).all()


def test_hundreds_of_rows_are_each_as_one() -> None:
    rows = schedule.FEW_ROWS + 44
    random = np.random.default_rng(1)
    demand, pool = random.integers(0, 5, (1, rows)), random.integers(0, 12, (1, rows))
    lags = {"relief_steps": np.array([4]), "cycle_steps": np.array([15]), "steps": 60}
    together = schedule.arrivals(start=schedule.rested(lead=15, rows=rows), demand=demand, pool=pool, **lags)
    for row in range(0, rows, 37):
        alone = schedule.arrivals(
            start=schedule.rested(lead=15, rows=1), demand=demand[:, row : row + 1], pool=pool[:, row : row + 1], **lags
        )
        assert together[:, row].tolist() == alone[:, 0].tolist()
