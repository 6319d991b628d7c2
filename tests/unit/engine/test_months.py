"""From a scenario to units: who has how many, what is asked of whom when, what that comes to."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from coalitions import brigades, nation, only, run

import model
from model import Results, ScenarioError
from model.engine.months import Turn
from model.engine.run import Run
from model.files.scenarios import shipped_scenarios

PHASES = [
    "deployed", "handing_over", "in_transit", "mobilised", "recovering", "resting", "preparing", "ready", "left",
]  # fmt: skip


def timeline(made: Run, contributor: str = "(all)", case: str = "central") -> pd.DataFrame:
    frame = Results((made,)).timeline
    component = "(all)" if contributor == "(all)" else "main"
    chosen = (frame["case"] == case) & (frame["contributor"] == contributor) & (frame["component"] == component)
    return frame[chosen].set_index("month")


def pools(made: Run) -> dict[str, int]:
    (part,) = made.plan.components
    return {row.name: int(part.pool[0, at, 0]) for at, row in enumerate(part.rows)}


def tours(made: Run, case: str = "central") -> list[Turn]:
    return [turn for turn in made.turns(case) if turn.phase == "deployed"]


def test_six_brigades_keep_two_deployed_and_five_do_not() -> None:
    enough = brigades({"a": {"land_strength": 30_000}})
    assert pools(enough) == {"a": 6}
    assert enough.measure("first_shortfall_month").low is None
    assert enough.measure("months_held").low == 24
    assert enough.measure("achieved_dwell_months").central == 12
    short = brigades({"a": {"land_strength": 29_999}})
    assert pools(short) == {"a": 5}
    assert short.measure("first_shortfall_month").central == 13
    assert short.measure("months_held").central == 18
    assert timeline(short)["shortfall"].tolist() == [0] * 12 + [5_000] * 6 + [0] * 6


def test_a_part_of_a_unit_is_asked_for_as_a_whole_one() -> None:
    run = brigades({"a": {"land_strength": 60_000}}, troops=10_001)
    assert timeline(run)["required"].unique().tolist() == [15_000]


def test_targets_are_shared_out_by_largest_remainder_and_ties_go_by_name() -> None:
    nations = {name: {"land_strength": 30_000} for name in ("c", "b", "a")}
    run = brigades(nations, troops=20_000)
    assert {name: timeline(run, name)["required"].iloc[0] for name in nations} == {"a": 10_000, "b": 5_000, "c": 5_000}


def test_those_too_small_for_a_unit_share_some() -> None:
    run = brigades({"a": {"land_strength": 30_000}, "b": {"land_strength": 4_000}, "c": {"land_strength": 4_500}})
    assert pools(run) == {"a": 6, "(shared)": 1}
    (shared,) = (row for row in run.plan.components[0].rows if row.name == "(shared)")
    assert shared.members == ("b", "c")
    assert {turn.row.unit(run.scenario, turn.number) for turn in run.turns("central")} >= {"Shared 1", "A 1"}


def test_an_element_larger_than_every_pool_leaves_the_force_short() -> None:
    run = brigades({"a": {"land_strength": 4_000}})
    assert run.measure("months_held").central == 0
    assert timeline(run)["shortfall"].tolist() == [10_000] * 24


def test_nobody_at_all_leaves_the_force_short() -> None:
    run = brigades({"a": {"land_strength": 40_000, "position": "refused"}})
    assert timeline(run)["shortfall"].tolist() == [10_000] * 24
    assert timeline(run)["pool"].tolist() == [0] * 24


def test_without_a_coalition_one_pool_is_taken_that_just_suffices() -> None:
    run = brigades()
    assert run.measure("least_pool").central == 30_000
    assert timeline(run)["pool"].unique().tolist() == [30_000]
    assert run.measure("months_held").low == 24
    assert tours(run)[0].row.unit(run.scenario, 1) == "Unit 1"


def test_units_of_one_soldier_and_plain_troops_agree() -> None:
    nations = {"a": {"land_strength": 100}, "b": {"land_strength": 70}}
    whole, plain = (brigades(nations, troops=90, element=size) for size in (1, None))
    columns = ["deployed", "resting", "ready", "shortfall", "pool"]
    left, right = (timeline(run)[columns] for run in (whole, plain))
    assert (left - right).abs().to_numpy().max() <= 2  # a soldier of each nation, in whole units
    assert plain.turns("central") == []
    nations = {"a": {"land_strength": 120}, "b": {"land_strength": 60}}
    whole, plain = (brigades(nations, troops=60, element=size) for size in (1, None))
    pd.testing.assert_frame_equal(timeline(whole), timeline(plain))
    assert whole.measure("achieved_dwell_months") == plain.measure("achieved_dwell_months")


def test_a_day_is_the_step_where_months_are_not_whole() -> None:
    run = brigades({"a": {"land_strength": 60_000}}, changes={"rotation.tour_months": 4.5})
    assert run.plan.step == "day"
    assert (run.plan.steps, run.plan.months[-1]) == (730, 23)
    assert set(run.plan.off) == {"tour_months", "dwell_months"}
    whole = brigades({"a": {"land_strength": 60_000}})
    assert whole.plan.step == "month"
    assert not whole.plan.off


def test_a_floor_of_one_contributor_alone_counts_for_the_step_too() -> None:
    run = brigades({"a": {"land_strength": 60_000, "rotation": {"dwell_floor_months": 7.5}}})
    assert run.plan.step == "day"
    assert "dwell_floor_months" in run.plan.off


def test_a_step_that_is_asked_for_rounds_what_does_not_fit() -> None:
    run = brigades({"a": {"land_strength": 60_000}}, changes={"rotation.tour_months": 4.5, "schedule.step": "month"})
    assert run.plan.off == {"tour_months": 0.5}


def test_a_month_of_days_is_their_mean() -> None:
    run = brigades({"a": {"land_strength": 20_000}}, changes={"schedule.step": "day"})
    table = timeline(run)
    assert table["shortfall"].sum() > 0
    assert table[PHASES].sum(axis=1).tolist() == pytest.approx([20_000] * 24)
    assert (table["required"] - table["deployed"]).clip(lower=0).tolist() == pytest.approx(table["shortfall"].tolist())


def test_a_tour_of_no_step_is_no_schedule_but_an_answer() -> None:
    run = brigades(
        {"a": {"land_strength": 60_000}},
        changes={"rotation.tour_months": 1, "rotation.overlap_months": 0.999, "schedule.step": "month"},
    )
    assert run.measure("months_held").low is None
    assert run.months("central") == []
    assert run.plan.is_too_short


@pytest.mark.parametrize("horizon", [0, 10_000, 2.5])
def test_a_horizon_that_is_none_is_refused(horizon: float) -> None:
    with pytest.raises(ScenarioError, match="horizon_months"):
        brigades(changes={"horizon_months": horizon})


def test_the_longest_horizon_runs() -> None:
    run = brigades({"a": {"land_strength": 29_999}}, changes={"horizon_months": 1_200})
    assert run.measure("months_held").central == 804  # 12 of every 18, and the first 12 of the last


def test_a_contributor_that_joins_or_leaves_is_asked_only_while_it_is_there() -> None:
    nations = {"a": {"land_strength": 60_000, "leaves_month": 13}, "b": {"land_strength": 60_000, "joins_month": 7}}
    run = brigades(nations, troops=20_000)
    first, second = (timeline(run, name) for name in "ab")
    assert first["required"].tolist() == [20_000] * 6 + [10_000] * 6 + [0] * 12
    assert second["required"].tolist() == [0] * 6 + [10_000] * 6 + [20_000] * 12
    assert first["left"].iloc[-1] == 60_000
    assert first["left"].iloc[:12].sum() == 0
    assert second["pool"].tolist() == [0] * 6 + [60_000] * 18
    assert timeline(run)["shortfall"].sum() == 0
    relieved = [turn.relieves for turn in tours(run) if turn.row.name == "b" and turn.start_month == 13]
    assert {turn[0].name for turn in relieved if turn} == {"a", "b"}


def test_a_demand_that_changes_is_followed() -> None:
    run = brigades({"a": {"land_strength": 60_000}}, changes={"force.main.profile": {7: 0.5, 13: 2}})
    table = timeline(run)
    assert table["required"].tolist() == [10_000] * 6 + [5_000] * 6 + [20_000] * 12
    assert table["deployed"].tolist() == table["required"].tolist()


def test_several_components_share_a_pool_by_what_they_tie_up() -> None:
    second_part = {
        "strength": {"troops": 5_000}, "element": {"troops": 2_500}, "rotation": {"dwell_ratio": 4},
    }  # fmt: skip
    run = brigades(
        {"a": {"land_strength": 80_000}},
        changes={"force.second": second_part},
    )
    main, second = run.plan.components
    assert (main.pool[0, 0, 0], second.pool[0, 0, 0]) == (8, 14)  # 30,000 to 25,000 of 80,000
    assert second.unit == "unit"
    together = timeline(run)
    assert together["required"].unique().tolist() == [15_000]
    assert together["pool"].unique().tolist() == [75_000]
    assert run.measure("least_pool").central == 30_000 + 25_000


def test_nobody_is_asked_for_more_than_it_offers() -> None:
    run = brigades({"a": {"land_strength": 90_000, "offer_troops": 9_000}})
    assert timeline(run)["deployed"].tolist() == [5_000] * 24  # one whole brigade within the offer
    assert run.measure("first_shortfall_month").central == 1
    other = {"b": {"land_strength": 60_000}}
    both = brigades({"a": {"land_strength": 90_000, "offer_troops": 9_000}, **other}, troops=20_000)
    assert {name: timeline(both, name)["required"].iloc[0] for name in "ab"} == {"a": 5_000, "b": 15_000}
    plain = brigades({"a": {"land_strength": 90_000, "offer_troops": 9_000}}, element=None)
    assert timeline(plain)["deployed"].tolist() == [9_000] * 24
    filled = brigades({"a": {"land_strength": 90_000, "offer_troops": 9_000}}, changes={"schedule.backfill": True})
    assert timeline(filled)["deployed"].tolist() == [5_000] * 24


def test_offers_too_small_for_a_unit_are_put_together_like_pools() -> None:
    nations = {name: {"land_strength": 66_000, "offer_troops": 4_000} for name in "abcdef"}
    run = brigades(nations, troops=20_000)
    assert pools(run) == {"(shared)": 14}  # each lends the 12,000 that its offer takes in the cycle
    assert timeline(run)["deployed"].tolist() == [20_000] * 24  # 24,000 are offered, four whole brigades


def test_a_small_offer_does_not_lend_its_pool_to_others() -> None:
    run = brigades(
        {"a": {"land_strength": 60_000, "offer_troops": 4_000}, "b": {"land_strength": 4_000}}, troops=20_000
    )
    assert timeline(run)["deployed"].max() == 5_000  # 8,000 together, one whole brigade


def test_an_offer_serves_two_components_in_whole_units() -> None:
    nations = {name: {"land_strength": 90_000, "offer_troops": 5_000} for name in "xy"}
    second_part = {"strength": {"troops": 5_000}, "element": {"troops": 5_000}, "task": "training"}
    run = brigades(nations, troops=5_000, changes={"force.second": second_part})
    assert timeline(run)["deployed"].tolist() == [10_000] * 24


@pytest.mark.parametrize(("rule", "backfill"), [("by_priority", False), ("by_priority", True), ("equal_strain", False)])
def test_what_those_asked_may_not_take_is_asked_of_others(rule: str, *, backfill: bool) -> None:
    nations = {
        "x": {"land_strength": 90_000, "offer_troops": 8_000, "priority": 1},
        "y": {"land_strength": 90_000, "priority": 2},
    }
    run = brigades(nations, troops=8_000, changes={"coalition.rule": rule, "schedule.backfill": backfill})
    assert timeline(run)["shortfall"].sum() == 0
    assert timeline(run, "x")["deployed"].max() == 5_000


def test_by_the_rule_of_offers_no_offer_is_none() -> None:
    nations = {"x": {"land_strength": 90_000, "offer_troops": 5_000}, "y": {"land_strength": 90_000}}
    run = brigades(nations, changes={"coalition.rule": "offers", "schedule.backfill": True})
    assert timeline(run)["deployed"].tolist() == [5_000] * 24


@pytest.mark.parametrize("month", [2, 3, 13, 20])
def test_who_never_counts_moves_nothing_by_joining(month: int) -> None:
    parts = {
        "force.main.task": "training", "force.main.strength.troops": 4_000, "force.main.element.troops": 2_000,
        "force.main.profile": {12: 0.5},
        "force.second": {"strength": {"troops": 4_000}, "element": {"troops": 2_000}},
    }  # fmt: skip
    nations: dict[str, Any] = {"x": {"land_strength": 23_000}, "y": {"land_strength": 9_000, "position": "refused"}}
    alone = brigades(nations, changes=parts)
    joined = brigades(nations, changes={**parts, "coalition.contributors.y.joins_month": month})
    pd.testing.assert_frame_equal(timeline(alone), timeline(joined))


def test_who_takes_over_waits_until_the_others_units_are_home() -> None:
    nations = {"a": {"land_strength": 36_000}, "b": {"land_strength": 36_000, "leaves_month": 9}}
    run = brigades(nations, troops=12_000, element=4_000)
    assert timeline(run)["deployed"].max() == 12_000
    joining = {"a": {"land_strength": 36_000}, "b": {"land_strength": 36_000, "joins_month": 3}}
    assert timeline(brigades(joining, troops=12_000, element=4_000))["deployed"].max() == 12_000


def test_a_pool_is_divided_by_what_it_carries() -> None:
    second_part = {"strength": {"troops": 5_000}, "task": "air", "element": {"troops": 1_000}}
    nations: dict[str, Any] = {
        "a": {"land_strength": 60_000, "tasks": ["air", "deterrence"]}, "b": {"land_strength": 60_000},
    }  # fmt: skip
    run = brigades(nations, troops=10_000, element=1_000, changes={"force.second": second_part})
    main, second = run.plan.components
    carried = run.outcomes.supply.placed if run.outcomes.supply else {}
    share = carried["second"][0, 0] / (carried["second"][0, 0] + carried["main"][0, 0])
    assert second.pool[0, 0, 0] == int(60 * share)
    assert main.pool[0, 0, 0] == int(60 * (1 - share))
    assert run.measure("months_held").central == 24


def test_the_least_pool_is_that_of_the_goal() -> None:
    run = brigades(changes={"rotation.dwell_ratio": 4, "rotation.dwell_floor_ratio": 2})
    assert run.measure("least_pool").central == run.measure("tied_up").central == 50_000
    assert [turn for turn in tours(run) if turn.below_goal_months] == []


def test_a_case_in_which_nobody_returns_leaves_the_high_end_open() -> None:
    run = brigades({"a": {"land_strength": 30_000}}, changes={"rotation.dwell_ratio": {"low": 2, "high": 3}})
    assert (run.measure("achieved_dwell_months").low, run.measure("achieved_dwell_months").high) == (12, None)


def test_who_is_too_small_has_no_unit_even_if_nothing_is_asked_of_it() -> None:
    run = brigades({"a": {"land_strength": 90_000}, "b": {"land_strength": 1_000}})
    assert pools(run) == {"a": 18, "(shared)": 0}


def test_others_fill_in_only_where_asked_to() -> None:
    nations = {"a": {"land_strength": 10_000, "offer_troops": 10_000}, "b": {"land_strength": 40_000}}
    changes = {"coalition.rule": "offers", "coalition.contributors.b.offer_troops": 15_000}
    alone, filled = (
        brigades(nations, troops=15_000, changes={**changes, "schedule.backfill": backfill})
        for backfill in (False, True)
    )
    assert alone.measure("months_held").central == 18
    assert filled.measure("months_held").central == 24
    assert timeline(filled, "a")["shortfall"].sum() > 0
    assert timeline(filled)["shortfall"].sum() == 0
    assert timeline(filled)["deployed"].max() == 15_000


def test_nobody_is_asked_for_more_units_than_it_keeps_up_while_another_is_below() -> None:
    nations = {"a": {"land_strength": 10_000, "offer_troops": 10_000}, "b": {"land_strength": 60_000}}
    changes = {"coalition.rule": "offers", "coalition.contributors.b.offer_troops": 10_000}
    run = brigades(nations, troops=10_000, changes=changes)
    assert run.plan.components[0].kept_up[0, :, 0].tolist() == [0, 2]
    assert run.plan.components[0].targets[0, :, 0].tolist() == [0, 2]


def test_an_even_spread_has_somebody_out_from_the_first_day() -> None:
    run = brigades({"a": {"land_strength": 30_000}}, changes={"schedule.start": "evenly_spread"})
    table = timeline(run)
    assert table["deployed"].tolist() == [10_000] * 24
    assert table["resting"].tolist() == [20_000] * 24
    assert [(turn.number, turn.end_month) for turn in tours(run) if turn.begins == 0] == [(5, 2), (6, 5)]


def test_who_goes_again_before_the_goal_has_by_how_much() -> None:
    run = brigades({"a": {"land_strength": 20_000}}, changes={"rotation.dwell_floor_months": 6})
    early = [turn for turn in tours(run) if turn.dwell_months is not None]
    assert {(turn.dwell_months, turn.below_goal_months) for turn in early} == {(6, 6)}


def test_every_relief_is_of_a_unit_that_is_due() -> None:
    run = brigades({"a": {"land_strength": 30_000}, "b": {"land_strength": 30_000}}, troops=15_000)
    ends = {(turn.row, turn.number, turn.ends) for turn in tours(run)}
    for turn in tours(run):
        if turn.relieves is None:
            assert turn.start_month == 1
        else:
            assert (*turn.relieves, turn.begins) in ends


def test_turns_and_timeline_count_the_same() -> None:
    run = brigades(
        {"a": {"land_strength": 60_000}},
        changes={
            "rotation.preparation_months": 3, "rotation.recovery_months": 1, "rotation.overlap_months": 1,
            "rotation.transit_months": 2, "rotation.mobilisation_months": 1,
        },
    )  # fmt: skip
    table = timeline(run, "a")
    for phase in PHASES:
        by_turns = [
            sum(5_000 for turn in run.turns("central") if turn.phase == phase and turn.begins < month <= turn.ends)
            for month in range(1, 25)
        ]
        assert by_turns == table[phase].tolist(), phase


def test_more_than_a_thousand_units_are_not_followed_one_by_one() -> None:
    run = brigades({"a": {"land_strength": 60_000}}, element=50)
    assert run.turns("central") == []
    assert timeline(run)["required"].unique().tolist() == [10_000]


def test_so_many_arrivals_that_32_bits_do_not_hold_them_are_counted_right() -> None:
    run = brigades({"a": {"land_strength": 9_000_000}}, troops=3_000_000, element=1, changes={"horizon_months": 1_200})
    assert run.measure("months_held").central == 1_200


def test_a_force_of_which_a_part_is_not_known_has_no_totals_but_its_known_rows() -> None:
    run = brigades({"a": {"land_strength": 60_000}}, changes={"force.second": {"strength": "unknown"}})
    assert run.measure("months_held").low is None
    assert timeline(run).empty
    assert len(timeline(run, "a")) == 24


def test_units_of_a_strength_given_in_units_are_those_units() -> None:
    run = brigades(
        {"a": {"land_strength": 60_000}}, element=None,
        changes={
            "force.main.strength": {"units": 2, "troops_per_unit": 4_000}, "force.main.support_per_deployed": 0.25,
        },
    )  # fmt: skip
    (part,) = run.plan.components
    assert (part.unit, part.troops.tolist(), part.required.tolist()) == ("unit", [5_000], [[2]])
    nothing = brigades(element=None, changes={"force.main.strength": {"units": 0, "troops_per_unit": 4_000}})
    assert nothing.measure("least_pool").central == 0


def test_many_cases_are_worked_out_in_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    nations = {"a": {"land_strength": {"low": 20_000, "high": 40_000}}}
    changes = {
        "rotation.dwell_ratio": {"low": 1, "high": 3},
        "force.main.strength.troops": {"low": 5_000, "high": 9_000},
    }
    whole = brigades(nations, changes=changes).measure("months_held")
    monkeypatch.setattr("model.engine.months.MOST_AT_ONCE", 50)
    assert brigades(nations, changes=changes).measure("months_held") == whole
    assert whole.low != whole.high


def test_a_contributors_own_rotation_and_the_order_of_contributors() -> None:
    nations: dict[str, Any] = {
        "a": {"land_strength": 30_000, "rotation": {"dwell_ratio": 4}}, "b": {"land_strength": 30_000},
        "c": {"land_strength": 3_000}, "d": {"land_strength": 3_000},
    }  # fmt: skip
    first, second = (brigades(dict(items)) for items in (nations.items(), reversed(nations.items())))
    pd.testing.assert_frame_equal(timeline(first), timeline(second))
    part = first.plan.components[0]
    assert dict(zip([row.name for row in part.rows], part.times.goal[:, 0].tolist(), strict=True)) == {
        "a": 30, "b": 18, "(shared)": 18,
    }  # fmt: skip


def test_shared_units_of_different_months_are_kept_apart() -> None:
    nations: dict[str, Any] = {name: {"land_strength": 3_000} for name in "abcd"} | {"e": {"land_strength": 40_000}}
    for name in "cd":
        nations[name]["joins_month"] = 7
    run = brigades(nations)
    assert pools(run) == {"e": 8, "(shared 1)": 1, "(shared 2)": 0}
    assert {row.name: row.members for row in run.plan.components[0].rows if len(row.members) > 1} == {
        "(shared 1)": ("a", "b"), "(shared 2)": ("c", "d"),
    }  # fmt: skip
    assert timeline(run, "(shared 2)")["pool"].tolist() == [0] * 6 + [5_000] * 18


@pytest.mark.parametrize("name", shipped_scenarios())
def test_every_shipped_scenario_of_known_strength_has_a_timeline_that_adds_up(name: str) -> None:
    results = model.run(model.load(name))
    frame = results.timeline
    if results.measure("deployed").low is None:
        assert not len(frame[frame["component"] == "(all)"])
        return
    assert (frame[PHASES].sum(axis=1) - frame["pool"]).abs().max() < 1e-6
    assert (frame[[*PHASES, "required", "shortfall"]].to_numpy() >= -1e-9).all()
    totals = frame[frame["component"] == "(all)"]
    assert len(totals) == 3 * 24
    by_component = (
        frame[frame["component"] != "(all)"].groupby(["case", "month"])[["deployed", "pool"]].sum().reset_index()
    )
    both = totals.merge(by_component, on=["case", "month"], suffixes=("", "_own"))
    np.testing.assert_allclose(both["deployed"], both["deployed_own"])
    np.testing.assert_allclose(both["pool"], both["pool_own"])
    short = (totals["required"] - totals["deployed"]).clip(lower=0)
    np.testing.assert_allclose(totals["shortfall"], short, atol=1e-6)


def test_a_month_of_days_is_short_by_the_mean_of_its_days_and_less_than_a_soldier_is_none() -> None:
    changes = {"schedule.step": "day", "rotation.dwell_months": 12.2}  # three tours of 182 days in a cycle of 552
    large, small = (
        brigades({"a": {"land_strength": 3 * troops}}, troops=troops, element=troops, changes=changes)
        for troops in (2_000, 5)
    )
    short = timeline(large)["shortfall"]
    assert short[short > 0].tolist() == pytest.approx([2_000 * 2 / 30, 2_000 * 4 / 30])
    assert large.measure("first_shortfall_month").central == 18
    assert timeline(small)["shortfall"].sum() == 0
    assert small.measure("first_shortfall_month").central is None
    assert small.measure("months_held").central == 24


def test_parts_of_a_soldier_missing_in_several_parts_add_up() -> None:
    part = {"strength": {"troops": 100.6}}
    force = dict.fromkeys(("one", "two"), part)
    two = only(run({"a": nation(1_600)}, force=force))
    assert two.measure("shortfall").central == pytest.approx(1.2)
    assert two.measure("first_shortfall_month").central == 1
    assert timeline(two)["shortfall"].iloc[0] == pytest.approx(1.2)
