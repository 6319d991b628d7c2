"""Scenarios that are evaluated together have, to the bit, the numbers that each has by itself."""

import numpy as np
import pytest
from counts import MANY
from random_coalitions import document

import model
from model import Scenario, ScenarioError
from model.engine.run import Run, runs
from model.engine.stack import CHANCE_MEASURES
from model.files.scenarios import shipped_scenarios

QUICK, ALIKE = 10, 4
TOURS = (3, 4, 6, 4.5)
SHORTER_THAN_A_DAY = 0.01


def variants(scenario: Scenario, number: int) -> list[Scenario]:
    """Return the scenario with some numbers changed: tours of whole months and of days, ranges, sizes, chances."""
    random = np.random.default_rng([19, number])
    numbers = [
        path for path in scenario.quantities() if path.startswith(("coalition", "force")) and "profile" not in path
    ]
    scenarios = []
    for turn in range(ALIKE):
        changes: dict[str, object] = {"rotation.tour_months": float(random.choice(TOURS))}
        path = str(random.choice(numbers))
        quantity = scenario.quantities()[path]
        changes[path] = quantity.low + float(random.random()) * (quantity.high - quantity.low)
        if turn % 2:
            part = next(iter(scenario.force))
            changes[f"force.{part}.support_per_deployed"] = {"low": 0.1, "high": float(0.2 + random.random())}
        try:
            scenarios.append(scenario.replace(changes, name=f"variant_{number}_{turn}"))
        except ScenarioError:
            continue
    return scenarios


def of_run(run: Run) -> dict[str, object]:
    """Return everything that a table of measures says of a run, and the cases that it names."""
    cases = {"cases": run.case_numbers, "margin": run.margin_cases if run.outcomes.supply is not None else None}
    return cases | {name: (run.measure(name), run.bound(name), run.why(name)) for name in run.measures}


def differences(scenarios: list[Scenario]) -> list[str]:
    """Return the scenarios and measures that differ between the runs together and each run by itself."""
    differing = []
    for scenario, together in zip(scenarios, runs(scenarios), strict=True):
        try:
            alone = Run.of(scenario)
        except ScenarioError as error:
            if str(error) != str(together):
                differing.append(f"{scenario.name}: {error} and {together}")
            continue
        assert isinstance(together, Run), f"{scenario.name}: {together}"
        theirs, mine = of_run(together), of_run(alone)
        differing += [
            f"{scenario.name}: {key}: {theirs[key]} and {mine[key]}" for key in mine if mine[key] != theirs[key]
        ]
        differing += [
            f"{scenario.name}: {name} in some case"
            for name in set(alone.measures) - set(CHANCE_MEASURES)
            if not np.array_equal(together.values(name), alone.values(name), equal_nan=True)
        ]
    return differing


@pytest.mark.parametrize("name", shipped_scenarios())
def test_variants_of_a_shipped_scenario_together_and_by_themselves(name: str) -> None:
    assert differences(variants(model.load(name), len(name))) == []


@pytest.mark.parametrize("count", [QUICK, pytest.param(MANY // (1 + ALIKE), marks=pytest.mark.slow)])
def test_random_batches_together_and_by_themselves(count: int) -> None:
    bases = [
        Scenario.from_document(
            document(number, with_chances=number % 3 == 0, most_nations=6 if number % 2 else 14), name=f"base_{number}"
        )
        for number in range(count)
    ]
    batch = [scenario for number, base in enumerate(bases) for scenario in [base, *variants(base, number)]]
    np.random.default_rng(5).shuffle(batch)  # type: ignore[arg-type]  # a list of scenarios
    assert differences(batch) == []
