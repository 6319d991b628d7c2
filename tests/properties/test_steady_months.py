"""What holds of the months where the rotation is steady: they tell what the steady state tells."""

from typing import Any

import numpy as np
import pytest
from coalitions import only
from counts import MANY

import model
from model.engine.run import Run

QUICK = 20
SOME = pytest.mark.parametrize("count", [QUICK, pytest.param(MANY, marks=pytest.mark.slow)])


def document(number: int, *, has_units: bool) -> dict[str, Any]:
    """Return a random constant force of one part, whole months, and nations, some with a rotation or an offer."""
    random = np.random.default_rng([16, number])
    nations: dict[str, Any] = {}
    for row in range(random.integers(1, 5)):
        nation: dict[str, Any] = {"position": "declared", "land_strength": float(random.integers(1, 60) * 1_000)}
        if random.random() < 0.3:
            nation["offer_troops"] = float(random.integers(1, 40) * 500)
        if random.random() < 0.3:
            nation["rotation"] = {"tour_months": 4, "dwell_months": float(random.integers(8, 24))}
        nations[f"nation_{row}"] = nation
    element = {"element": {"name": "brigade", "troops": float(random.integers(2, 8) * 500)}} if has_units else {}
    overlap = int(random.integers(0, 3))
    return {
        "force": {"main": {"strength": {"troops": 1_000.0}, **element}},
        "rotation": {"tour_months": 6, "dwell_months": float(random.integers(6, 25)), "overlap_months": overlap},
        "coalition": {"deployable_share": 0.5, "contributors": nations},
        "horizon_months": 60,
    }


def run(scenario: dict[str, Any], troops: float) -> Run:
    force = {"main": {**scenario["force"]["main"], "strength": {"troops": troops}}}
    return only(model.run(model.Scenario.from_document({**scenario, "force": force})))


@SOME
def test_a_force_of_the_capacity_of_plain_troops_is_never_short(count: int) -> None:
    for number in range(count):
        scenario = document(number, has_units=False)
        capacity = run(scenario, 1_000.0).measure("capacity").central
        assert capacity
        assert run(scenario, capacity).measure("first_shortfall_month").central is None, number


@SOME
def test_a_force_of_the_capacity_in_whole_units_is_never_short_and_one_unit_more_is(count: int) -> None:
    for number in range(count):
        scenario = document(number, has_units=True)
        unit = scenario["force"]["main"]["element"]["troops"]
        alone = run(scenario, 1_000.0)
        kept_up, capacity = alone.measure("capacity_units").central, alone.measure("capacity").central
        assert kept_up is not None
        assert capacity is not None
        assert kept_up <= capacity * (1 + 1e-9), number
        if kept_up:
            assert run(scenario, kept_up).measure("first_shortfall_month").central is None, number
        assert run(scenario, kept_up + unit).measure("first_shortfall_month").central is not None, number


@SOME
def test_people_are_never_more_than_each_part_can_have_had_in_theatre(count: int) -> None:
    for number in range(count):
        random = np.random.default_rng([17, number])
        parts = {
            f"part_{part}": {
                "strength": {"troops": float(random.integers(1, 90) * 100)},
                "rotation": {"dwell_months": float(random.integers(30)), "tour_months": float(random.integers(2, 9))},
                "profile": {str(int(random.integers(2, 24))): float(random.choice([0, 0.5, 2]))},
            }
            for part in range(random.integers(1, 4))
        }
        rotation = {"tour_months": 6, "dwell_months": 18}
        outcomes = only(model.run(model.Scenario.from_document({"force": parts, "rotation": rotation}))).outcomes
        people = 0.0
        for part in outcomes.own:
            turns = part.throughput[0]
            people += min(turns, part.by_month.max() * part.multiplier[0])
        assert outcomes["people_within_horizon"][0] <= people * (1 + 1e-9)
        assert outcomes["people_within_horizon"][0] <= outcomes["throughput"][0] * (1 + 1e-9)
