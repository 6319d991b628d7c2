"""The largest force that could be kept up, beside the force asked for, and what a steady rotation holds by month.

Each nation keeps up an eighth of its land strength in plain troops: half is deployable, four in the cycle.
"""

import pytest
from coalitions import brigades, crosswise, nation, only, run

from model.engine.kept_up import ends_by_month, held_by_month, kept_up, kept_up_by_each, needed_by_month
from model.frozen import Range

STEADY = {"schedule.start": "evenly_spread"}


def test_without_a_coalition_nothing_is_kept_up() -> None:
    assert kept_up(only(run(None))) is None
    assert kept_up_by_each(only(run(None)), 0) == {}


def test_plain_troops_are_counted_one_by_one() -> None:
    kept = kept_up(only(run({"a": nation(8_000), "b": nation(4_000)}, troops=2_000)))
    assert kept is not None
    assert (kept.capacity, kept.spare) == (Range(1_500, 1_500, 1_500), Range(-500, -500, -500))
    assert not kept.is_whole


def test_whole_brigades_are_not_split() -> None:
    """Three in the cycle: of 40,000 troops, 8 brigades, two are out at a time for good; of 14,000 none is."""
    one = brigades({"a": nation(40_000), "b": nation(14_000)}, troops=12_000)
    kept = kept_up(one)
    assert kept is not None
    assert kept.is_whole
    assert (kept.measure, kept.capacity.low, kept.spare.low) == ("capacity_units", 10_000, -2_000)


def test_several_parts_of_whole_units_are_counted_in_plain_troops() -> None:
    second = {"strength": {"troops": 5_000}, "element": {"name": "company", "troops": 150}}
    kept = kept_up(brigades({"a": nation(60_000)}, changes={"force.second": second}))
    assert kept is not None
    assert (kept.measure, kept.is_whole) == ("capacity", False)
    assert kept.capacity.low == pytest.approx(20_000)


def test_the_ends_are_the_cases_in_which_least_and_most_is_to_spare() -> None:
    rest = {"rotation": {"tour_months": 6, "dwell_ratio": {"low": 2, "high": 3}}}
    one = only(run({"a": nation(24_000)}, troops={"low": 1_000, "high": 5_000}, **rest))
    kept = kept_up(one)
    assert kept is not None
    assert kept.spare == Range(-2_000, one.measure("margin").central, 3_000)
    assert (kept.least, kept.most) == (one.case_numbers["high"], one.case_numbers["low"])
    assert (one.values("capacity")[kept.smallest], one.values("capacity")[kept.largest]) == (3_000, 4_000)


def test_a_size_that_nobody_published_leaves_what_is_to_spare_unknown() -> None:
    kept = kept_up(only(run({"a": nation(8_000)}, force={"main": {"strength": "unknown"}})))
    assert kept is not None
    assert (kept.capacity.low, kept.spare) == (1_000, Range())


def test_where_units_and_not_the_size_make_the_difference_the_case_is_found() -> None:
    """Of 18,000 troops one brigade of up to 6,000 is out at a time, of brigades of 7,000 none is."""
    one = brigades({"a": nation(18_000)}, troops=7_000, element={"low": 5_000, "high": 7_000})
    kept = kept_up(one)
    assert kept is not None
    assert kept.capacity.ends == (0, 6_000)
    assert (one.values("capacity_units")[kept.least], one.values("capacity_units")[kept.most]) == (0, 6_000)


def test_a_steady_rotation_holds_what_is_kept_up_and_no_more_than_is_asked_for() -> None:
    plain = only(run({"a": nation(8_000)}, troops=600))
    assert set(held_by_month(plain, 0)) == {600}
    short = only(run({"a": nation(8_000)}, troops=1_600))
    assert held_by_month(short, 0) == pytest.approx([1_000] * 24)
    whole = brigades({"a": nation(40_000)}, troops=12_000, changes=STEADY)
    assert set(held_by_month(whole, 0)) == {10_000}


def test_in_each_period_it_is_what_the_nations_there_keep_up_of_what_is_asked_for_then() -> None:
    nations = {"a": nation(8_000), "b": nation(4_000, joins_month=13)}
    force = {"main": {"strength": {"troops": 2_000}, "profile": {"19": 0.5}}}
    one = only(run(nations, force=force))
    assert needed_by_month(one, 0).tolist() == [2_000] * 18 + [1_000] * 6
    assert held_by_month(one, 0) == pytest.approx([1_000] * 12 + [1_500] * 6 + [1_000] * 6)
    nobody = only(run(nations, troops=0))
    assert set(held_by_month(nobody, 0)) == {0}
    units = {"main": {**force["main"], "element": {"name": "company", "troops": 400}}}
    assert held_by_month(only(run(nations, force=units)), 0).tolist() == [800] * 12 + [1_200] * 6 + [1_000] * 6


def test_what_each_nation_keeps_up_adds_up_or_is_not_told() -> None:
    plain = only(run({"a": nation(8_000), "b": nation(4_000), "c": nation(0)}, troops=2_000))
    assert kept_up_by_each(plain, 0) == pytest.approx({"a": 1_000, "b": 500})
    whole = brigades({"a": nation(40_000), "b": nation(16_000)}, troops=12_000)
    assert kept_up_by_each(whole, 0) == {"a": 10_000, "b": 5_000}
    force, three = crosswise()
    del three["b"]
    assert kept_up_by_each(only(run(three, force=force)), 0) == {}


def test_the_months_at_both_ends_are_those_of_the_start_that_is_asked_for() -> None:
    """Eight brigades, three in the cycle: of two, one after the other; of three at once the third has no relief."""
    once = ends_by_month(brigades({"a": nation(40_000)}, troops=15_000))
    assert once is not None
    assert once[0].held.tolist() == [15_000] * 12 + [10_000] * 6 + [15_000] * 6
    assert once[0].short.tolist() == [0] * 12 + [5_000] * 6 + [0] * 6
    steady = ends_by_month(brigades({"a": nation(40_000)}, troops=15_000, changes=STEADY))
    assert steady is not None
    assert set(steady[1].held) == {10_000}
    assert ends_by_month(only(run({"a": nation(8_000)}, troops=0))) is None
