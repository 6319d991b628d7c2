"""What holds for any coalition whose nations serve some of the parts, and are there in some of the months."""

import itertools
from typing import Any

import numpy as np
import pytest
from coalitions import only

import model
from model.engine.run import Run

CLOSE = 1e-6
QUICK, MANY = 25, 1_000
TASKS = ("deterrence", "air", "maritime")
SOME = pytest.mark.parametrize("count", [QUICK, pytest.param(MANY, marks=pytest.mark.slow)])


def document(number: int, *, most_nations: int = 6, with_chances: bool = False) -> dict[str, Any]:
    """Return a random scenario: up to three parts with profiles; nations serve, join, leave and offer at random."""
    random = np.random.default_rng([15, number])
    force = {}
    for task in TASKS[: random.integers(1, 4)]:
        profile = {str(month): float(random.choice([0, 0.5, 1, 1.5])) for month in {1, int(random.integers(2, 20))}}
        force[f"part_{task}"] = {
            "task": task,
            "strength": {"troops": float(random.integers(1, 40) * 100)},
            "profile": profile if random.random() < 0.4 else {},
        }
    nations: dict[str, Any] = {}
    for row in range(random.integers(1, most_nations + 1)):
        tasks = [task for task in TASKS if random.random() < 0.6] or ["air"]
        nation = {"position": "declared", "land_strength": float(random.integers(0, 60) * 1_000), "tasks": tasks}
        if random.random() < 0.3:
            nation["offer_troops"] = float(random.integers(0, 40) * 100)
        if random.random() < 0.3:
            nation["joins_month"] = int(random.integers(2, 12))
        if random.random() < 0.3:
            nation["leaves_month"] = int(random.integers(13, 24))
        if with_chances and random.random() < 0.7:
            nation["probability"] = float(random.choice([0.2, 0.5, 0.9]))
        nations[f"nation_{row}"] = nation
    rule = str(random.choice(["equal_strain", "by_priority", "offers"]))
    return {
        "force": force,
        "rotation": {"tour_months": 6, "dwell_months": float(random.choice([12, 18]))},
        "coalition": {"deployable_share": 0.5, "rule": rule, "contributors": nations},
    }


def run(scenario: dict[str, Any]) -> Run:
    return only(model.run(model.Scenario.from_document(scenario)))


def scaled(scenario: dict[str, Any], factor: float) -> dict[str, Any]:
    """Return the scenario with every part so many times as strong."""
    parts = {
        name: {**part, "strength": {"troops": part["strength"]["troops"] * factor}}
        for name, part in scenario["force"].items()
    }
    return {**scenario, "force": parts}


@SOME
def test_a_force_is_short_if_and_only_if_its_margin_is_below_zero(count: int) -> None:
    for number in range(count):
        outcomes = run(document(number)).outcomes
        if outcomes["deployed"][0] > 0:
            assert (outcomes["margin"][0] >= 0) == (outcomes["shortfall"][0] == 0), number


@SOME
def test_a_force_of_its_capacity_has_no_margin(count: int) -> None:
    for number in range(count):
        scenario = document(number)
        outcomes = run(scenario).outcomes
        deployed, capacity = outcomes["deployed"][0], outcomes["capacity"][0]
        if deployed > 0 and capacity > 0:
            again = run(scaled(scenario, capacity / deployed)).outcomes
            assert again["margin"][0] == pytest.approx(0, abs=CLOSE * capacity), number
            assert again["shortfall"][0] <= CLOSE * capacity, number


@SOME
def test_the_chance_is_that_of_all_outcomes_added_up(count: int) -> None:
    for number in range(count):
        scenario = document(number, most_nations=4, with_chances=True)
        nations = scenario["coalition"]["contributors"]
        uncertain = [name for name, nation in nations.items() if "probability" in nation]
        chance = 0.0
        for takes_part in itertools.product((False, True), repeat=len(uncertain)):
            weight, members = 1.0, dict(nations)
            for name, is_in in zip(uncertain, takes_part, strict=True):
                weight *= nations[name]["probability"] if is_in else 1 - nations[name]["probability"]
                members[name] = {**nations[name], "probability": 1.0 if is_in else 0.0}
            outcomes = run({**scenario, "coalition": {**scenario["coalition"], "contributors": members}}).outcomes
            chance += weight * (outcomes["margin"][0] >= 0)
        kept_up = run(scenario).chances(0).chance.kept_up
        assert kept_up == pytest.approx(chance, abs=CLOSE), number


@SOME
def test_the_order_of_nations_and_parts_never_matters(count: int) -> None:
    for number in range(count):
        scenario = document(number, with_chances=True)
        coalition = scenario["coalition"]
        turned = {
            **scenario,
            "force": dict(reversed(scenario["force"].items())),
            "coalition": {**coalition, "contributors": dict(reversed(coalition["contributors"].items()))},
        }
        one, other = run(scenario), run(turned)
        for measure in ("capacity", "capacity_at_floor", "shortfall", "strain"):
            expected = one.outcomes[measure]
            assert other.outcomes[measure] == pytest.approx(expected, rel=CLOSE, abs=CLOSE, nan_ok=True), number
        assert other.chances(0).chance.kept_up == pytest.approx(one.chances(0).chance.kept_up, abs=CLOSE)
