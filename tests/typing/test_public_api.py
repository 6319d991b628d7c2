"""The library as a user's script calls it: mypy checks every type here, and the tests run the calls."""

from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any, assert_type

import numpy as np
import pandas as pd
import pytest

import model

CHANGES: dict[str, float] = {"rotation.dwell_ratio": 3}


def test_the_types_travel_with_the_package() -> None:
    assert files("model").joinpath("py.typed").is_file()
    assert_type(model.__version__, str)
    assert model.__version__ == version("roulement")
    assert "__version__" in dir(model)


def test_a_name_that_is_not_public_is_an_error_for_mypy_too() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'lod'"):
        model.lod  # type: ignore[attr-defined]  # noqa: B018


def test_a_scenario_is_read_changed_and_run() -> None:
    scenario = assert_type(model.load("dannatt"), model.Scenario)
    assert_type(scenario.rotation.tour_months.central, float)
    changed = assert_type(scenario.replace(CHANGES, name="changed"), model.Scenario)
    results = assert_type(model.run(changed), model.Results)
    tied_up = results.measure("tied_up")
    assert_type(tied_up.central, float | None)
    assert tied_up.low == tied_up.high == 40_000
    assert_type(results.measures, pd.DataFrame)
    assert_type(model.run_many([scenario, changed]), model.Results)
    assert_type(model.load(changed.document, name="again"), model.Scenario)
    assert_type(changed.to_yaml(), str)


def test_a_scenario_knows_its_start_and_is_described() -> None:
    scenario = model.load("dannatt").replace(CHANGES)
    assert_type(scenario.start, model.Scenario)
    assert_type(scenario.changes, dict[str, Any])
    assert_type(scenario.describe(), pd.DataFrame)
    assert scenario.changes == CHANGES


def test_results_are_written_drawn_and_taken_apart(tmp_path: Path) -> None:
    results = model.run_many(["dannatt", model.load("nato_norm")])
    one = assert_type(results["dannatt"], model.Results)
    assert_type([part.names for part in results], list[tuple[str, ...]])
    assert_type(one.headline, str)
    chart = assert_type(one.chart("phases"), model.Chart)
    assert_type(chart.to_dict(), dict[str, Any])
    assert_type(chart.frame(), pd.DataFrame)
    chart.write(tmp_path / "phases.svg")
    results.write(tmp_path / "results", format="json")
    one.report(tmp_path / "report.html")
    assert len(list(tmp_path.iterdir())) == 3


def test_questions_have_typed_answers() -> None:
    scenario = model.load("reassurance_force")
    comparison = assert_type(model.compare(scenario, "nato_norm", "french_norm"), model.Comparison)
    assert_type(comparison.difference("tied_up").low, float | None)
    drivers = assert_type(model.drivers(scenario), model.Drivers)
    assert_type(drivers.bars[0].width, float)
    assert_type(drivers.break_even(), pd.DataFrame)
    solution = assert_type(model.solve(scenario, "rotation.tour_months"), model.Solution)
    assert_type(solution.scenario, model.Scenario)
    drawn = assert_type(model.simulate("willing_chances", draws=100, seed=1), model.Simulation)
    assert_type(drawn.kept_up, float | None)
    assert_type(drawn.each_draw(), pd.DataFrame)
    sweep = assert_type(model.sweep(scenario, {"rotation.tour_months": [4, 6]}), model.Sweep)
    assert_type(sweep.count, int)
    for answer in (comparison, drivers, solution, drawn, sweep):
        assert_type(answer.frame(), pd.DataFrame)
        assert_type(answer.chart(), model.Chart)
    assert sweep.count == 2


def test_values_of_numpy_and_pandas_are_taken() -> None:
    table = pd.DataFrame({"rotation.tour_months": [4, 6], "rotation.dwell_ratio": [2.0, 3.0]})
    assert_type(model.sweep("dannatt", table, zipped=True), model.Sweep)
    assert_type(model.sweep("dannatt", {"rotation.tour_months": table["rotation.tour_months"]}), model.Sweep)
    assert_type(model.sweep("dannatt", {"rotation.tour_months": np.array([4.0, 6.0])}), model.Sweep)
    assert model.sweep("dannatt", table, zipped=True).count == 2


def test_the_evidence_is_frames() -> None:
    assert_type(model.scenarios(), pd.DataFrame)
    assert_type(model.claims(), pd.DataFrame)
    assert len(model.claims()) > len(model.scenarios())


def test_what_does_not_fit_is_an_error_for_mypy_too() -> None:
    with pytest.raises(model.ScenarioError):
        model.run(5)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        model.load("dannatt").title = "other"  # type: ignore[misc]
    with pytest.raises(TypeError):
        model.load("dannatt").titel = "other"  # type: ignore[attr-defined]
    with pytest.raises(model.ScenarioError):
        model.run("dannatt").write("results", format="doc")  # type: ignore[arg-type]


def test_a_refusal_lists_its_problems() -> None:
    with pytest.raises(model.ScenarioError) as caught:
        model.load("dannatt", changes={"rotation.tour_month": 4})
    (problem,) = caught.value.problems
    assert_type(problem.path, tuple[str, ...])
    assert problem.path == ("rotation", "tour_month")
    assert_type(problem.message, str)
