"""What holds for any coalition whose nations serve some of the parts, and are there in some of the months."""

import itertools
from typing import Any

import pytest
from coalitions import only
from counts import MANY
from random_coalitions import document

import model
from model.engine.run import Run

CLOSE = 1e-6
QUICK = 25
SOME = pytest.mark.parametrize("count", [QUICK, pytest.param(MANY, marks=pytest.mark.slow)])


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
