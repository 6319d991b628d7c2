"""When in its cycle a unit is where: boundaries and phases that one can follow by hand."""

import numpy as np
import pytest

from model.kernels import schedule
from model.kernels.timetable import UNIT_PHASES, Timetable, greatest_rounding, phases, timetable


def times(**months: float) -> Timetable:
    durations = {
        "tour_months": 6.0, "dwell_months": 12.0, "overlap_months": 0.0, "mobilisation_months": 0.0,
        "transit_months": 0.0, "preparation_months": 0.0, "recovery_months": 0.0,
    } | months  # fmt: skip
    return timetable(**{"dwell_floor_months": durations["dwell_months"], **durations}, steps_per_month=1.0)


def test_the_boundaries_of_a_cycle_are_in_their_order() -> None:
    timetable = times(
        overlap_months=1, mobilisation_months=2, transit_months=3, preparation_months=4, recovery_months=2,
        dwell_floor_months=9,
    )  # fmt: skip
    assert (timetable.relief, timetable.tour, timetable.home, timetable.recovered) == (5, 6, 8, 10)
    assert (timetable.cycle, timetable.goal, timetable.away) == (20, 23, 11)
    assert (timetable.outbound, timetable.called_up, timetable.prepares) == (1, 3, 7)


def test_preparation_and_recovery_shrink_to_a_shorter_floor() -> None:
    timetable = times(preparation_months=6, recovery_months=3, dwell_floor_months=3)
    assert (timetable.recovered - timetable.home, timetable.prepares) == (1, 2)
    assert times(dwell_months=0).cycle == 6


def test_leave_ends_with_the_call_up_where_rounding_would_let_them_meet() -> None:
    timetable = times(tour_months=5, dwell_months=0.5, recovery_months=0.5, mobilisation_months=1.5)
    assert (timetable.home, timetable.called_up, timetable.cycle) == (5, 2, 7)  # 5.5 and 1.5 months both round up
    assert (timetable.recovered, timetable.prepares) == (5, 2)


def test_days_round_each_boundary_once() -> None:
    months = {"tour_months": np.array([6.0]), "dwell_months": np.array([24.0])}
    assert greatest_rounding(months, 365 / 12) == {"tour_months": pytest.approx(0.5)}
    assert greatest_rounding(months, 1.0) == {}


def test_phases_of_one_unit_follow_one_another() -> None:
    timetable = times(
        tour_months=3, overlap_months=1, dwell_months=6, transit_months=2, mobilisation_months=1,
        preparation_months=2, recovery_months=1,
    )  # fmt: skip
    arrived = schedule.arrivals(
        start=schedule.rested(lead=12, rows=1), demand=np.array([[0]] * 4 + [[1]] * 2 + [[0]] * 20),
        pool=np.array([[1]]), relief_steps=np.array([2]), cycle_steps=np.array([12]), steps=26,
    )[:, 0]  # fmt: skip
    by_phase = phases(arrived, lead=12, steps=20, pool=np.full(20, 1), times=timetable)
    letters = {phase: phase[0] if phase != "recovering" else "v" for phase in UNIT_PHASES} | {
        "ready": "y",
        "resting": "r",
    }
    line = "".join(next(letters[phase] for phase in UNIT_PHASES if by_phase[phase][step]) for step in range(20))
    assert line == "ppmiddhivrrryyyyyyyy"


def test_who_is_at_home_when_a_contributor_leaves_has_left() -> None:
    arrived = schedule.arrivals(
        start=schedule.rested(lead=18, rows=1), demand=np.array([[1]]), pool=np.array([[3]] * 8 + [[0]] * 10),
        relief_steps=np.array([6]), cycle_steps=np.array([18]), steps=18,
    )[:, 0]  # fmt: skip
    by_phase = phases(arrived, lead=18, steps=18, pool=np.full(18, 3), times=times(), leaves=9)
    assert by_phase["deployed"].tolist() == [1] * 12 + [0] * 6
    assert by_phase["left"].tolist() == [0] * 8 + [2] * 4 + [3] * 6
    assert (sum(by_phase.values()) == 3).all()


def test_units_on_leave_and_in_preparation_are_at_home_when_a_contributor_leaves() -> None:
    lead, steps = 18, 12
    arrived = np.array([0] * (lead + 1) + [1] * 8 + [2] * 6)  # one unit arrives in step 1, one in step 9
    home = times(preparation_months=2, recovery_months=2)
    by_phase = phases(arrived, lead=lead, steps=steps, pool=np.full(steps, 2), times=home, leaves=8)
    assert by_phase["recovering"].tolist() == [0] * 6 + [1] + [0] * 5
    assert by_phase["preparing"].tolist() == [0] * 6 + [1] + [0] * 5
    assert by_phase["left"].tolist() == [0] * 7 + [2] + [1] * 4
    assert (sum(by_phase.values()) == 2).all()


def test_who_joins_later_is_in_no_pool_before() -> None:
    arrived = schedule.arrivals(
        start=schedule.rested(lead=18, rows=1), demand=np.array([[1]]), pool=np.array([[0]] * 4 + [[3]] * 14),
        relief_steps=np.array([6]), cycle_steps=np.array([18]), steps=18,
    )[:, 0]  # fmt: skip
    by_phase = phases(arrived, lead=18, steps=16, pool=np.array([0] * 4 + [3] * 12), times=times(preparation_months=2))
    assert sum(by_phase.values()).tolist() == [0, 0, 1, 1] + [3] * 12
    assert by_phase["preparing"].tolist()[:5] == [0, 0, 1, 1, 0]


def test_a_pool_that_changes_counts_who_is_away_and_who_prepares_to_come() -> None:
    lead = 20
    arrived = np.array([0] * (lead + 1) + [2] * 6 + [4] * 12)  # two units arrive in step 1, two others in step 7
    home = times(dwell_months=13, preparation_months=2, recovery_months=1)
    pool = np.array([2] * 2 + [1] * 4 + [3] * 10)
    by_phase = phases(arrived, lead=lead, steps=16, pool=pool, times=home)
    assert by_phase["deployed"].tolist() == [2] * 12 + [0] * 4
    assert by_phase["preparing"].tolist() == [0] * 4 + [2] * 2 + [0] * 10
    assert sum(by_phase.values()).tolist() == [2] * 4 + [4] * 3 + [3] * 9
    assert by_phase["ready"].tolist() == [0] * 16
