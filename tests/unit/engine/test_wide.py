"""Measures by name, and as one row for each scenario."""

import pytest
from coalitions import nation, only, run, scenario

import model
from model import ScenarioError
from model.engine.results import frame_of, measure_rows
from model.engine.wide import known_measures, wide

EURO = {"cost": {"per_deployed_year": {"value": 1_000, "because": "example"}, "currency": "EUR"}}


def test_names_of_measures_are_known_each_once() -> None:
    assert known_measures(["margin", "tied_up", "margin"]) == ("margin", "tied_up")


def test_every_unknown_measure_is_named_with_the_nearest() -> None:
    with pytest.raises(ScenarioError) as caught:
        known_measures(["tied_upp", "margin", "capacty"], "--measures")
    assert [str(problem) for problem in caught.value.problems] == [
        "--measures: no measure 'tied_upp'; did you mean 'tied_up'?",
        "--measures: no measure 'capacty'; did you mean 'capacity'?",
    ]
    with pytest.raises(ScenarioError, match="no measure ''; allowed: "):
        known_measures([])


def test_a_scenario_is_a_row_and_a_measure_three_columns() -> None:
    names = ("multiplier", "tied_up")
    columns, rows = wide(list(measure_rows(only(run(None, troops=100)), names)), names)
    assert list(columns) == [
        "scenario", "multiplier_low", "multiplier_central", "multiplier_high", "tied_up_low", "tied_up_central",
        "tied_up_high",
    ]  # fmt: skip
    assert rows == [("scenario", 4.0, 4.0, 4.0, 400.0, 400.0, 400.0)]
    assert frame_of(columns, rows)["tied_up_low"].dtype == "float64"


def test_reasons_bounds_and_units_have_columns_where_some_scenario_needs_them() -> None:
    alone = scenario(None, troops=100)
    carried = scenario({"a": nation(800), "b": nation("unknown")}, troops=100, **EURO).replace({}, name="carried")
    lines = [row for one in model.run_many([alone, carried]).runs for row in measure_rows(one)]
    columns, rows = wide(lines)
    by_name = {row[0]: dict(zip(columns, row, strict=True)) for row in rows}
    assert (by_name["scenario"]["margin_low"], by_name["scenario"]["margin_low_why"]) == (None, "no coalition")
    assert by_name["carried"]["margin_low_why"] is None
    assert (by_name["scenario"]["capacity_bound"], by_name["carried"]["capacity_bound"]) == (None, "at_least")
    assert (by_name["scenario"]["cost_per_year_unit"], by_name["carried"]["cost_per_year_unit"]) == (
        "a year",
        "EUR a year",
    )
    assert "tied_up_low_why" not in columns
    assert "tied_up_unit" not in columns
