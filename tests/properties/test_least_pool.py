"""The least pool against every smaller pool, each followed unit by unit."""

import math
from typing import Any

import numpy as np
import pytest
from coalitions import only
from counts import MANY

import model

QUICK = 60
HORIZON = 36


def document(number: int) -> dict[str, Any]:
    """Return a random force of one part in whole units, constant or not, that rotates in whole months."""
    random = np.random.default_rng([29, number])
    part: dict[str, Any] = {
        "strength": {"troops": float(random.integers(1, 9) * 500)},
        "element": {"name": "brigade", "troops": 1_000.0},
    }
    if random.random() < 0.7:
        months = random.choice(np.arange(2, HORIZON), size=random.integers(1, 4), replace=False)
        part["profile"] = {str(month): float(random.choice([0, 0.25, 0.5, 1, 1.5, 2])) for month in [1, *months]}
    rotation = {
        "tour_months": float(random.integers(2, 9)), "dwell_months": float(random.integers(0, 25)),
        "overlap_months": float(random.integers(0, 2)), "transit_months": float(random.integers(0, 2)),
    }  # fmt: skip
    start = str(random.choice(["evenly_spread", "rested"]))
    return {"force": {"main": part}, "rotation": rotation, "schedule": {"start": start}, "horizon_months": HORIZON}


def demand_by_month(scenario: dict[str, Any], beyond: int) -> list[int]:
    """Return the units asked for in each month of the horizon and for some months more."""
    part = scenario["force"]["main"]
    profile = {int(month): share for month, share in part.get("profile", {}).items()}
    share, units = 1.0, []
    for month in range(1, HORIZON + 1):
        share = profile.get(month, share)
        units.append(math.ceil(part["strength"]["troops"] * share / part["element"]["troops"]))
    return units + units[-1:] * beyond


def misses(pool: int, demand: list[int], relief: int, cycle: int, *, is_spread: bool) -> bool:
    """Whether a pool of so many units, each followed by itself, misses a unit in some month."""
    spread = min(pool, math.ceil(demand[0] * cycle / relief)) if is_spread else 0
    last = [-math.floor(unit * cycle / spread) for unit in range(spread)] + [-math.inf] * (pool - spread)
    for month, asked in enumerate(demand, 1):
        while sum(month - arrived < relief for arrived in last) < asked:
            unit = min(range(pool), key=lambda unit: last[unit], default=None)
            if unit is None or month - last[unit] < cycle:
                return True
            last[unit] = month
    return False


@pytest.mark.parametrize("count", [QUICK, pytest.param(MANY, marks=pytest.mark.slow)])
def test_no_smaller_pool_misses_nothing(count: int) -> None:
    for number in range(count):
        scenario = document(number)
        rotation = scenario["rotation"]
        relief = int(rotation["tour_months"] - rotation["overlap_months"])
        cycle = int(rotation["tour_months"] + rotation["transit_months"] + rotation["dwell_months"])
        demand = demand_by_month(scenario, cycle)
        run = only(model.run(model.Scenario.from_document(scenario)))
        by_hand = {
            is_spread: next(pool for pool in range(999) if not misses(pool, demand, relief, cycle, is_spread=is_spread))
            for is_spread in (False, True)
        }
        start = by_hand[scenario["schedule"]["start"] == "evenly_spread"]
        assert run.measure("least_pool").central == start * 1_000, number
        if max(demand):
            (least,) = run.least_pools
            assert (least.together.low, least.staggered.low) == (by_hand[False], by_hand[True]), number
