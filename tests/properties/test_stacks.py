"""Scenarios that are evaluated together have, to the bit, the numbers that each has by itself."""

from collections.abc import Mapping
from dataclasses import fields

import numpy as np
import pytest
from coalitions import nation
from coalitions import scenario as scenario_of
from counts import MANY
from random_coalitions import document

import model
from model import Scenario, ScenarioError
from model.engine.cases import by_case
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


def by_case_of(run: Run) -> dict[str, np.ndarray]:
    """Return every array over the cases of a run that its outcomes, requirements and supplies hold."""
    outcomes = run.outcomes
    records = {"": outcomes, **outcomes.requirements}
    if outcomes.supply is not None:
        records |= {"limiting": outcomes.supply, **dict(zip(map(str, outcomes.begins), outcomes.supplies, strict=True))}
    arrays = {}
    for name, record in records.items():
        names = [key for key, value in vars(type(record)).items() if isinstance(value, by_case) and key[0] != "_"]
        for key in names:
            if record is outcomes and key not in (*outcomes.measures, "phases"):
                continue
            values = getattr(record, key)
            of_key = values if isinstance(values, Mapping) else {"": values}
            arrays |= {f"{name}.{key}.{part}": np.asarray(array) for part, array in of_key.items()}
    assert len(arrays) > len(names)
    return {name: np.broadcast_to(array, (*array.shape[:-1], run.cases.count)) for name, array in arrays.items()}


def plan_of(run: Run) -> dict[str, object]:
    """Return the plan of a run: the steps, and the rows of each part with their units and cycles."""
    plan, kinds = run.plan, ("troops", "required", "targets", "pool", "most", "kept_up")
    parts = {
        part.name: (
            part.unit,
            [(row, row.is_shared) for row in part.rows],
            [getattr(part, kind).tolist() for kind in kinds],
            [
                [getattr(times, field.name).tolist() for field in fields(times)]
                for times in (part.times, part.own_times)
            ],
        )
        for part in plan.components
    }
    least = [(pool.component.name, pool.together, pool.staggered, pool.at_floor) for pool in run.least_pools]
    return parts | {
        "least": least,
        "steps": (plan.count, plan.begins, plan.step, plan.is_spread, plan.is_complete, plan.off),
    }


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
        if plan_of(together) != plan_of(alone):
            differing.append(f"{scenario.name}: {plan_of(together)} and {plan_of(alone)}")
        arrays, others = by_case_of(together), by_case_of(alone)
        differing += [f"{scenario.name}: {name}" for name in arrays.keys() ^ others.keys()]
        differing += [
            f"{scenario.name}: {name}: {array} and {others[name]}"
            for name, array in arrays.items()
            if not np.array_equal(array, others[name], equal_nan=True)
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


def test_nations_about_as_small_as_a_unit_together_and_by_themselves() -> None:
    """Whoever shares units, and whoever has none, depends on the scenario, not on those beside it."""
    random = np.random.default_rng(7)
    windows: list[dict[str, object]] = [{}, {}, {"joins_month": 7}, {"leaves_month": 13}, {"joins_month": 7}]
    unit = {"strength": {"troops": 2_000}, "element": {"name": "battalion", "troops": 500}}
    shared = set()
    for turn in range(QUICK):
        batch = []
        for strengths in random.choice([0.0, 400.0, 900.0, 1_500.0, 9_000.0], (ALIKE, len(windows))).tolist():
            nations = {f"n{at}": nation(strengths[at], **window) for at, window in enumerate(windows)}
            batch.append(scenario_of(nations, force={"main": unit}, title=f"{turn}: {strengths}"))
        assert differences(batch) == []
        shared |= {
            (len(part.rows), *(row.members for row in part.rows if row.is_shared))
            for one in runs(batch)
            if isinstance(one, Run)
            for part in one.plan.components
        }
    assert len(shared) > QUICK
