"""The tables of a comparison, row by row: 1,000 troops at 4 in the cycle, then 2,000 at 3."""

import math

import pytest
from coalitions import scenario

import model
from model.analysis.comparison import Comparison
from model.engine.missing import WHY
from model.present.tables import effects as effects_tables
from model.present.tables.effects import Held

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
    columns = ["From", "To", "At the lower end", "At the higher end"]
    assert list(table.columns) == columns
    assert [(change, *row) for change, row in zip(table.index, table.to_numpy().tolist(), strict=True)] == [
        ("Main: troops", "1,000", "2,000", "+4,000", "+4,000"),
        ("Months at home between tours", "18", "12", "−1,000", "−1,000"),
        (effects_tables.TOGETHER, "", "", "−1,000", "−1,000"),  # 1,000 more troops, each with one fewer behind it
        ("In all", "", "", "+2,000", "+2,000"),
    ]


def test_inputs_that_differ_stand_with_their_standing() -> None:
    comparison = more_troops_less_dwell()
    differing = effects_tables.inputs_that_differ([comparison.base.scenario, comparison.variant.scenario])
    assert differing == [
        ("Main: troops", (Held("1,000", standing="your figure"), Held("2,000", standing="your figure"))),
        ("Months at home between tours", (Held("18", standing="your figure"), Held("12", standing="your figure"))),
    ]


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
    listed = dict(effects_tables.inputs_that_differ([model.load(name) for name in names]))
    dannatt = Held("6", "dannatt.tour_months")
    assert listed["Tour"] == (dannatt, Held("4", "germany_norm.tour_months"), dannatt)
    assert listed["Months at home between tours"] == (
        Held("not given"), Held("20", "germany_norm.dwell_months"), Held("not given"),
    )  # fmt: skip
    assert [value.words for value in listed["Reassurance force"]] == ["in it", "in it", "not in it"]
    assert "Handover" not in listed
    base = model.load("uk_and_france_alone")
    poland = dict(effects_tables.inputs_that_differ([base, model.load("willing_september_2025")]))["Poland"]
    assert poland == (Held("not named"), Held("refused"))
    coalition = dict(effects_tables.inputs_that_differ([base, base.replace({"coalition": None})]))["Coalition"]
    assert coalition == (Held("given"), Held("not given"))


def test_versions_of_one_scenario_are_told_apart_by_names() -> None:
    comparison = more_troops_less_dwell()
    names = ("This: a", "That: b")
    table = effects_tables.comparison_table(comparison.base, [comparison], names)
    assert set(table["scenario"]) == set(names)
    assert set(table["baseline"]) == {"", "This: a"}
    alone = effects_tables.measures_table([comparison.base, comparison.variant], names)
    assert list(alone.columns) == list(effects_tables.COLUMNS)
    assert alone[alone["measure"] == "tied_up"]["central"].tolist() == [4_000, 6_000]


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
    assert table["At the lower end"].tolist() == ["−1", "0", "0", "−1"]
    priced = scenario(None, cost={"per_deployed_year": 100_000, "currency": "EUR"})
    table = effects_tables.effects_in_words(model.compare(priced, priced.replace({TROOPS: 21_000})), "cost_per_year")
    assert table.loc["In all", "At the lower end"] == "+EUR 2 billion"
