"""The years of each nation: shares of what it can send, by hand."""

import pytest
from coalitions import brigades, nation, only, run

import model
from model.present.tables.years import SHARED, years


def test_a_steady_share_is_one_step() -> None:
    """Of a pool of 4,000 500 are away at a time and 1,500 at home from a tour: half of it is busy, all the time."""
    (year,) = years(only(run({"a": nation(8_000)}, troops=500)), "central")
    assert (year.title, year.short, year.words) == ("A", "A", "50% busy")
    (step,) = year.steps
    assert (step.begin, step.end) == (0, 1)
    assert (step.away, step.home) == pytest.approx((0.125, 0.375))


def test_whole_brigades_come_and_go() -> None:
    """Two brigades, one at a time for six months, then 12 at home: 1 and 2 are away by turns, then nobody for 6."""
    one = brigades({"a": {"land_strength": 10_000}}, troops=5_000)
    (year,) = years(one, "central")
    assert {round(step.away, 3) for step in year.steps} == {0.0, 0.5}
    assert [round(24 * step.begin) for step in year.steps] == [0, 6, 12, 18]
    assert year.steps[-1].end == 1


def test_the_busiest_come_first_and_those_with_nobody_to_send_are_left_out() -> None:
    nations = {"a": nation(8_000), "b": nation(8_000, offer_troops=100), "c": nation(8_000, posted_elsewhere=8_000)}
    assert [year.title for year in years(only(run(nations, troops=900)), "central")] == ["A", "B"]


def test_small_nations_that_share_units_stand_together() -> None:
    one = brigades({"a": {"land_strength": 30_000}, "b": {"land_strength": 3_000}, "c": {"land_strength": 3_000}})
    assert SHARED in [year.title for year in years(one, "central")]


def test_several_parts_of_the_force_make_one_year_of_a_nation() -> None:
    force = {name: {"strength": {"troops": 250}} for name in ("one", "two")}
    (year,) = years(only(run({"a": nation(8_000)}, force=force)), "central")
    assert year.words == "50% busy"


def test_where_the_size_is_not_known_there_are_no_years() -> None:
    assert years(only(model.run(model.load("multinational_force_ukraine"))), "high") == []
