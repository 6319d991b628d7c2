"""The plan: demand by period, steps, months and the least units of a component."""

import numpy as np
import pytest
from coalitions import nation, only, run

from model.engine import plan
from model.engine.plan import Plan


def plans(**parts: object) -> Plan:
    return only(run({"a": nation(80_000)}, **parts)).plan


def test_months_are_counted_in_steps_of_a_month_or_of_a_day() -> None:
    by_month, by_day = plans(), plans(schedule={"step": "day"})
    assert (by_month.step, by_month.steps, by_month.step_of(13)) == ("month", 24, 13)
    assert (by_day.step, by_day.steps, by_day.step_of(13)) == ("day", 730, 366)
    assert [by_day.month_of(step) for step in (1, 31, 32, 365, 366, 730)] == [1, 1, 2, 12, 13, 24]
    assert by_month.step_of(None) is by_month.step_of(25) is None


def test_a_period_begins_where_demand_or_membership_changes() -> None:
    force = {"main": {"strength": {"troops": 1_000}, "profile": {"7": 0.5}}}
    two = {"a": nation(80_000), "b": nation(80_000, joins_month=4, leaves_month=20)}
    begins = only(run(two, force=force)).plan.begins
    assert begins == (1, 4, 7, 20)


def test_what_holds_in_a_period_holds_in_each_of_its_steps_and_the_last_beyond_the_horizon() -> None:
    force = {"main": {"strength": {"troops": 1_000}, "profile": {"3": 0.5}}}
    plans_ = plans(force=force, horizon_months=4)
    assert plans_.by_step(np.array([[8], [5]]), tail=2).tolist() == [[8], [8], [5], [5], [5], [5]]
    assert plans_.by_step(np.array([[8]]), tail=2).tolist() == [[8]]


@pytest.mark.parametrize(
    ("is_spread", "at_floor", "units"), [(False, False, 8), (True, False, 7), (False, True, 6), (True, True, 5)]
)
def test_the_least_units_by_start_and_at_goal_or_floor(*, is_spread: bool, at_floor: bool, units: int) -> None:
    # two out, for five months each that count; a cycle of 17 months at the goal and of 12 at the floor
    rotation = {"tour_months": 6, "overlap_months": 1, "dwell_months": 11, "dwell_floor_months": 6}
    force = {"main": {"strength": {"troops": 2_000}, "element": {"troops": 1_000}}}
    plans_ = plans(force=force, rotation=rotation)
    (part,) = plans_.components
    assert plan.least_units(plans_, part, is_spread=is_spread, at_floor=at_floor).tolist() == [units]
