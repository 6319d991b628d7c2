"""The largest force in whole units, by hand."""

import pytest
from coalitions import brigades, nation, only, run


def test_brigades_that_cannot_be_split_keep_up_fewer_than_troops_that_can() -> None:
    two = brigades({"a": {"land_strength": 40_000}, "b": {"land_strength": 40_000}})
    assert two.measure("capacity").central == pytest.approx(80_000 / 3)
    assert two.measure("capacity_units").central == 20_000  # two of eight brigades each, at one in three


def test_an_offer_counts_in_whole_brigades() -> None:
    offers = brigades({"a": {"land_strength": 60_000, "offer_troops": 9_000}})
    assert offers.measure("capacity_units").central == 5_000


def test_the_published_mix_of_active_and_reserve_brigades_keeps_up_nineteen() -> None:
    force = {"main": {"strength": {"troops": 100_000}, "element": {"name": "brigade", "troops": 1_000}}}
    reserves = {"tour_months": 8, "mobilisation_months": 4, "dwell_ratio": 5}
    nations = {"active": nation(96_000), "reserve": nation(56_000, rotation=reserves)}
    mix = run(nations, force=force, rotation={"tour_months": 12, "dwell_ratio": 2})
    assert mix.measure("capacity_units").central == 19_000


def test_those_too_small_for_a_brigade_share_some_but_lend_no_more_than_their_offers_take() -> None:
    nine = brigades({name: {"land_strength": 4_900} for name in "abcdefghi"})
    assert nine.measure("capacity").central == pytest.approx(14_700)
    assert nine.measure("capacity_units").central == 10_000  # eight brigades of 5,000 and a rest, at one in three
    lends = {"a": {"land_strength": 60_000, "offer_troops": 2_500}, "b": {"land_strength": 4_900}}
    assert brigades(lends).measure("capacity_units").central == 0


def test_plain_troops_can_be_split() -> None:
    plain = brigades({"a": {"land_strength": 40_000}}, element=None)
    assert plain.measure("capacity_units") == plain.measure("capacity")


def test_it_is_not_worked_out_for_several_parts_or_a_part_of_unknown_size() -> None:
    part = {"strength": {"troops": 1_000}, "element": {"troops": 500}}
    assert run({"a": nation(80_000)}, force={"one": part, "two": part}).measure("capacity_units").central is None
    unknown = {"one": part, "two": {"strength": "unknown"}}
    assert run({"a": nation(80_000)}, force=unknown).measure("capacity_units").central is None


def test_a_force_that_changes_is_kept_up_in_every_period() -> None:
    changes = {"force.main.profile": {7: 0.5}, "coalition.contributors.b.leaves_month": 7}
    two = brigades({"a": {"land_strength": 30_000}, "b": {"land_strength": 15_000}}, troops=20_000, changes=changes)
    # months 1 to 6: 2 and 1 brigades; from month 7: 2 brigades for half the force, so 4 at the peak
    assert two.measure("capacity_units").central == 15_000


def test_a_period_without_demand_limits_nothing_and_a_force_without_any_has_no_units() -> None:
    nations = {"a": {"land_strength": 30_000, "joins_month": 7}, "b": {"land_strength": 15_000}}
    later = brigades(nations, changes={"force.main.profile": {1: 0, 7: 1}})
    assert later.measure("capacity_units").central == 15_000
    never = brigades(nations, changes={"force.main.profile": {1: 0}})
    assert never.measure("capacity_units").central is None


def test_a_tour_of_no_step_has_no_whole_units() -> None:
    changes = {"rotation.tour_months": 1, "rotation.overlap_months": 0.999, "schedule.step": "month"}
    assert brigades({"a": {"land_strength": 30_000}}, changes=changes).measure("capacity_units").central is None


def test_no_coalition_has_no_capacity() -> None:
    alone = only(run(None))
    assert "capacity_units" not in alone.measures


def test_a_force_of_plain_troops_of_unknown_size_has_the_capacity_of_plain_troops() -> None:
    one = only(run({"a": nation(16_000)}, force={"main": {"strength": "unknown"}}))
    assert one.measure("capacity_units").central == one.measure("capacity").central == 2_000
