"""The tables of a comparison, row by row: 1,000 troops at 4 in the cycle, then 2,000 at 3."""

import math

import pytest
from coalitions import scenario

import model
from model.analysis.comparison import Comparison
from model.engine.missing import WHY
from model.present.tables import effects as effects_tables

TROOPS, DWELL = "force.main.strength.troops", "rotation.dwell_months"


def more_troops_less_dwell() -> Comparison:
    base = scenario(None)
    return model.compare(base, base.replace({TROOPS: 2_000, DWELL: 12}))


def test_each_change_has_its_effect_alone_the_largest_first() -> None:
    effects = effects_tables.effects(more_troops_less_dwell(), "tied_up")
    assert [(effect.path, effect.was, effect.now, effect.difference.central) for effect in effects] == [
        (TROOPS, "1,000", "2,000", 4_000), (DWELL, "18", "12", -1_000),
    ]  # fmt: skip


def test_effects_and_what_they_do_together_add_up() -> None:
    table = effects_tables.effects_in_words(more_troops_less_dwell(), "tied_up")
    columns = ["From", "To", "At the low end", "At the high end"]
    assert list(table.columns) == columns
    assert [(change, *row) for change, row in zip(table.index, table.to_numpy().tolist(), strict=True)] == [
        ("Main: troops", "1,000", "2,000", "+4,000", "+4,000"),
        ("Months at home between tours", "18", "12", "−1,000", "−1,000"),
        (effects_tables.TOGETHER, "", "", "−1,000", "−1,000"),  # 1,000 more troops, each with one fewer behind it
        ("In all", "", "", "+2,000", "+2,000"),
    ]


def test_measures_stand_side_by_side() -> None:
    comparison = more_troops_less_dwell()
    table = effects_tables.measures_in_words([comparison.base, comparison.variant])
    assert {measure: row.tolist() for measure, row in table.iterrows()} == {
        "Deployed": ["1,000", "2,000"],
        "For each one deployed": ["4", "3"],
        "Tied up in all": ["4,000", "6,000"],
        "Tours served": ["4,000", "8,000"],
        "Cost a year": ["no cost given", "no cost given"],
    }


def test_inputs_that_differ_stand_with_their_standing() -> None:
    comparison = more_troops_less_dwell()
    table = effects_tables.inputs_that_differ([comparison.base.scenario, comparison.variant.scenario])
    assert {label: row.tolist() for label, row in table.iterrows()} == {
        "Main: troops": ["1,000 (your figure)", "2,000 (your figure)"],
        "Months at home between tours": ["18 (your figure)", "12 (your figure)"],
    }


def test_the_file_has_measures_effects_and_remainder_unrounded() -> None:
    comparison = more_troops_less_dwell()
    table = effects_tables.comparison_table(comparison.base, [comparison])
    assert list(table.columns) == list(effects_tables.COLUMNS)
    rows = table[table["measure"] == "tied_up"].to_dict("records")
    assert [(row["what"], row["path"], row["baseline"], row["central"]) for row in rows] == [
        ("measure", "", "", 4_000), ("measure", "", "scenario", 6_000),
        ("effect", TROOPS, "scenario", 4_000), ("effect", DWELL, "scenario", -1_000),
        ("remainder", "", "scenario", -1_000),
    ]  # fmt: skip
    costs = table[(table["measure"] == "cost_per_year") & (table["what"] == "measure")]
    assert all(math.isnan(cost) for cost in costs["central"])


def compared(base: str, variant: str) -> Comparison:
    return model.compare(model.load(base), model.load(variant))


def test_only_the_inputs_that_differ_are_listed_as_each_scenario_has_them() -> None:
    names = ["reassurance_force", "german_norm", "mnf_ground_force"]
    table = effects_tables.inputs_that_differ([model.load(name) for name in names])
    assert table.loc["Tour"].tolist() == [
        "6 ([dannatt.tour_months](claim:dannatt.tour_months))",
        "4 ([germany_norm.tour_months](claim:germany_norm.tour_months))",
        "6 ([dannatt.tour_months](claim:dannatt.tour_months))",
    ]
    assert table.loc["Months at home between tours"].tolist() == [
        "not given",
        "20 ([germany_norm.dwell_months](claim:germany_norm.dwell_months))",
        "not given",
    ]
    assert table.loc["Reassurance force"].tolist() == ["in it", "in it", "not in it"]
    assert "Handover" not in table.index
    base = model.load("uk_and_france_alone")
    table = effects_tables.inputs_that_differ([base, model.load("willing_september_2025")])
    assert table.loc["Poland"].tolist() == ["not named", "refused"]
    changed = base.replace({"coalition": None})
    assert effects_tables.inputs_that_differ([base, changed]).loc["Coalition"].tolist() == [
        "given",
        "not given",
    ]


def test_the_file_holds_every_measure_and_effect_unrounded() -> None:
    comparison = compared("reassurance_force", "german_norm")
    table = effects_tables.comparison_table(comparison.base, [comparison])
    assert list(table) == ["scenario", "baseline", "measure", "unit", "what", "path", "low", "central", "high", *WHY]
    tied_up = table[table["measure"] == "tied_up"]
    assert tied_up[["scenario", "what", "path", "low", "high"]].to_numpy().tolist() == [
        ["reassurance_force", "measure", "", 90_000, 120_000],
        ["german_norm", "measure", "", 180_000, 180_000],
        ["german_norm", "effect", "rotation.tour_months", 0, 0],
        ["german_norm", "effect", "rotation.dwell_months", pytest.approx(40_000), pytest.approx(10_000)],
        ["german_norm", "remainder", "", pytest.approx(50_000), pytest.approx(50_000)],
    ]
    assert set(tied_up["unit"]) == {"troops"}
    assert tied_up["baseline"].tolist() == ["", *["reassurance_force"] * 4]


def test_effects_are_written_as_their_measure_is() -> None:
    comparison = more_troops_less_dwell()
    table = effects_tables.effects_in_words(comparison, "multiplier")
    assert table["At the low end"].tolist() == ["−1", "0", "0", "−1"]
    priced = scenario(None, cost={"per_deployed_year": 100_000, "currency": "EUR"})
    table = effects_tables.effects_in_words(model.compare(priced, priced.replace({TROOPS: 21_000})), "cost_per_year")
    assert table.loc["In all", "At the low end"] == "+EUR 2 billion"
