"""Small forces whose results one can work out by hand."""

from typing import Any

import pytest
from coalitions import of_force

import model
from model import Results, ScenarioError
from model.frozen import Range

Given = dict[str, Any]


def central(results: Results, measure: str) -> float | None:
    return results.measure(measure).central


@pytest.mark.parametrize(
    ("strength", "troops"),
    [
        ({"troops": 1_000}, 1_000),
        ({"units": 4, "troops_per_unit": 250}, 1_000),
        ({"sites": 20, "troops_per_site": 50}, 1_000),
        ({"line_km": 500, "troops_per_km": 2}, 1_000),
    ],
)
def test_every_sizing_comes_to_troops(strength: Given, troops: int) -> None:
    assert central(of_force({"a": {"strength": strength}}), "deployed") == troops


def test_support_stands_behind_the_strength() -> None:
    results = of_force({"a": {"strength": {"troops": 1_000}, "support_per_deployed": 0.5}})
    assert central(results, "tied_up") == 1_500 * 4


def test_a_component_rotates_its_own_way() -> None:
    results = of_force(
        {"a": {"strength": {"troops": 100}}, "b": {"strength": {"troops": 100}, "rotation": {"dwell_ratio": 1}}}
    )
    assert central(results, "tied_up") == 100 * 4 + 100 * 2
    assert central(results, "multiplier") == 3


def test_only_the_coalitions_part_counts() -> None:
    results = of_force(
        {
            "a": {"strength": {"troops": 100}},
            "b": {"strength": {"troops": 900}, "provider": "neutral"},
            "c": {"strength": "unknown", "provider": "united_states", "posture": "standby"},
        }
    )
    assert central(results, "deployed") == 100
    rows = results.requirement.set_index(["case", "component"]).loc["central"]
    assert rows.loc["b", "tied_up"] == 3_600
    assert rows.loc["c", ["deployed", "tied_up"]].tolist() == [0, 0]
    assert rows["strength"].isna().tolist() == [False, False, True]


def test_standby_ties_up_nothing_unless_it_rotates() -> None:
    standby = {"strength": {"troops": 100}, "posture": "standby"}
    assert central(of_force({"a": standby}), "tied_up") == 0
    assert central(of_force({"a": standby}), "multiplier") is None
    unknown = of_force({"a": {"strength": {"troops": 1}}, "b": {**standby, "strength": "unknown"}})
    assert central(unknown, "tied_up") == 4
    turning = of_force({"b": {**standby, "strength": "unknown", "rotation": {"dwell_months": 6}}})
    assert central(turning, "tied_up") is None
    assert central(of_force({"a": {**standby, "rotation": {"dwell_months": 6}}}), "tied_up") == 200


def test_border_troops_at_home_have_multiplier_one() -> None:
    results = of_force({"a": {"strength": {"troops": 100}, "rotation": {"dwell_months": 0}}})
    assert central(results, "multiplier") == 1


def test_without_the_backstop_what_falls_back_counts() -> None:
    force = {
        "a": {"strength": {"troops": 100}},
        "b": {"strength": {"troops": 50}, "provider": "united_states", "falls_back_to": "coalition"},
        "c": {"strength": {"troops": 70}, "provider": "united_states"},
    }
    assert central(of_force(force), "deployed") == 100
    withdrawn = of_force(force, us_backstop={"provided": False})
    assert central(withdrawn, "deployed") == 150


def test_an_unknown_part_leaves_the_totals_empty_never_partial() -> None:
    results = of_force({"a": {"strength": {"troops": 100}}, "b": {"strength": "unknown"}})
    measures = results.measures.set_index("measure")
    assert measures.drop("multiplier")[["low", "central", "high"]].isna().all(axis=None)
    assert measures.loc["multiplier", "low"] == 4
    assert results.requirement.set_index(["case", "component"]).loc[("high", "a"), "tied_up"] == 400


def test_a_profile_counts_at_its_peak_its_mean_and_its_sum() -> None:
    results = of_force(
        {"a": {"strength": {"troops": 1_000}, "profile": {"1": 0.5, "7": 1, "13": 0}}},
        horizon_months=24,
        cost={"per_deployed_year": 10, "currency": "EUR"},
    )
    assert central(results, "deployed") == 1_000
    assert central(results, "tied_up") == 4_000
    assert central(results, "throughput") == (500 * 6 + 1_000 * 6) / 6
    assert central(results, "people_within_horizon") == 1_500
    assert central(results, "cost_per_year") == 10 * 1_000 * (0.5 * 6 + 6) / 24


def test_the_peak_month_is_the_coalitions_not_each_components() -> None:
    results = of_force(
        {
            "a": {"strength": {"troops": 100}, "profile": {"2": 0.8, "3": 0.1}},
            "b": {"strength": {"troops": 100}, "profile": {"1": 0.1, "2": 0.7, "3": 1}},
        }
    )
    assert central(results, "deployed") == pytest.approx(150)


def test_low_and_high_are_each_measures_own() -> None:
    results = of_force({"a": {"strength": {"troops": 100}}}, {"tour_months": {"low": 4, "high": 6}, "dwell_months": 12})
    assert results.measure("tied_up").low == 300
    assert results.measure("tied_up").high == 400
    assert results.measure("throughput").low == 400
    assert results.measure("throughput").high == 600


def test_a_triple_keeps_its_central_value() -> None:
    results = of_force({"a": {"strength": {"troops": {"low": 100, "value": 120, "high": 200}}}})
    assert results.measure("deployed") == Range(100, 120, 200)


def test_many_scenarios_share_one_table() -> None:
    results = model.run_many([model.load("dannatt"), model.load("reassurance_force")])
    tied_up = results.measures.query("measure == 'tied_up'").set_index("scenario")
    assert tied_up["high"].to_dict() == {"dannatt": 40_000, "reassurance_force": 120_000}
    assert set(results.frames()) == set(model.engine.results.COLUMNS)
    with pytest.raises(ScenarioError, match="results of 2 scenarios"):
        results.measure("tied_up")


def test_phases_add_up_to_the_total_in_every_case() -> None:
    results = of_force(
        {"a": {"strength": {"troops": {"low": 100, "high": 300}}}},
        {"tour_months": 6, "dwell_ratio": {"low": 2, "high": 3}, "overlap_months": 0.5, "preparation_months": 3},
    )
    totals = results.phases.groupby("case")["troops"].sum()
    assert totals["low"] == pytest.approx(results.measure("tied_up").low)
    assert totals["high"] == pytest.approx(results.measure("tied_up").high)
    assert totals["central"] == pytest.approx(results.measure("tied_up").central)


def test_the_inputs_frame_holds_every_quantity_with_its_standing() -> None:
    inputs = model.run(model.load("reassurance_force")).inputs.set_index("path")
    assert inputs.loc["rotation.dwell_ratio", ["low", "high", "unit", "standing"]].tolist() == [
        2,
        3,
        "ratio",
        "derived",
    ]
    assert inputs.loc["force.reassurance_force.strength.troops", "claim"] == "times.troops"
    assert inputs.loc["rotation.overlap_months", "standing"] == "assumed"


def test_everybody_goes_once_also_those_who_are_not_there_at_the_peak() -> None:
    results = of_force(
        {
            "a": {"strength": {"troops": 1_000}, "profile": {"1": 1, "2": 0}},
            "b": {"strength": {"troops": 5_000}, "profile": {"1": 0, "2": 1}},
        }
    )
    assert central(results, "throughput") == pytest.approx(1_000 + 5_000 * 23 / 6)
