"""The library as a user's script calls it: mypy checks every type here, and the tests run the calls."""

from importlib.metadata import version
from importlib.resources import files
from typing import assert_type

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


def test_questions_have_typed_answers() -> None:
    scenario = model.load("reassurance_force")
    comparison = model.compare(scenario, scenario.replace({"rotation.tour_months": 4}))
    assert_type(comparison.difference("tied_up").low, float | None)
    solution = model.solve(scenario, "rotation.tour_months")
    assert_type(solution.scenario, model.Scenario)
    tallied = model.simulate(model.load("willing_chances"), draws=100, seed=1)
    assert_type(tallied.kept_up, float | None)
    swept = model.sweep(scenario, {"rotation.tour_months": [4, 6]})
    assert_type(swept.count, int)
    assert swept.count == 2


def test_a_refusal_lists_its_problems() -> None:
    with pytest.raises(model.ScenarioError) as caught:
        model.load("dannatt", changes={"rotation.tour_month": 4})
    (problem,) = caught.value.problems
    assert_type(problem.path, tuple[str, ...])
    assert problem.path == ("rotation", "tour_month")
    assert_type(problem.message, str)
