"""The capacity of any scenario is the optimum of a linear program, where parts or nations have their own rotations."""

from typing import Any, Literal

import numpy as np
import pytest
from coalitions import only
from counts import MANY
from scipy.optimize import linprog

import model
from model.engine.outcomes import Outcomes

QUICK = 25
TASKS = ("deterrence", "air", "maritime")
Own = Literal["nobody", "parts", "nations", "both", "parts_and_offers"]


def document(number: int, own: Own) -> dict[str, Any]:
    """Return a random scenario of constant parts and nations, of which some have a rotation of their own, or offers."""
    random = np.random.default_rng([18, number])
    tasks = TASKS[: random.integers(2, 4)]
    force: dict[str, Any] = {
        task: {"task": task, "strength": {"troops": float(random.integers(1, 40) * 100)}} for task in tasks
    }
    nations: dict[str, Any] = {}
    for row in range(random.integers(1, 6)):
        served = [task for task in tasks if random.random() < 0.7] or [tasks[0]]
        land = float(random.integers(1, 60) * 1_000)
        nations[f"nation_{row}"] = {"position": "declared", "land_strength": land, "tasks": served}
        if own in ("nations", "both") and random.random() < 0.5:
            nations[f"nation_{row}"]["rotation"] = {"dwell_months": float(random.integers(6, 30))}
        if own in ("nobody", "nations", "parts_and_offers") and random.random() < 0.4:
            nations[f"nation_{row}"]["offer_troops"] = float(random.integers(1, 40) * 100)
    for part in force.values():
        if own in ("parts", "both", "parts_and_offers") and random.random() < 0.6:
            part["rotation"] = {"tour_months": float(random.integers(3, 12))}
    rotation = {"tour_months": 6, "dwell_months": float(random.choice([12, 18]))}
    return {"force": force, "rotation": rotation, "coalition": {"deployable_share": 0.5, "contributors": nations}}


def optimum(outcomes: Outcomes) -> float:
    """Return the greatest s for which every nation carries x_ic with Σ x_ic = s·D_c within its pool and its offer."""
    (supply,) = outcomes.supplies
    parts, nations = list(supply.demand), list(supply.names)
    demand = np.array([supply.demand[part][0] for part in parts])
    multipliers = np.array([[outcomes.cases.multiplier(part, nation)[0] for part in parts] for nation in nations])
    serves = np.array([supply.lists_task[part] for part in parts]).T
    each = np.eye(len(nations))
    tied_up, sent = (
        np.column_stack([np.einsum("in,np->inp", each, of).reshape(len(nations), -1), np.zeros(len(nations))])
        for of in (multipliers, np.ones(multipliers.shape))
    )
    offers = np.broadcast_to(supply.offer, (len(nations), 1))[:, 0]
    placed = np.column_stack([np.tile(np.eye(len(parts)), len(nations)), -demand])
    program = linprog(
        [*np.zeros(multipliers.size), -1],
        A_ub=np.concatenate([tied_up, sent[np.isfinite(offers)]]),
        b_ub=np.concatenate([supply.pool[:, 0], offers[np.isfinite(offers)]]),
        A_eq=placed,
        b_eq=np.zeros(len(parts)),
        bounds=[*[(0, None if may else 0) for may in serves.ravel()], (0, None)],
    )
    return float(-program.fun * demand.sum())


@pytest.mark.parametrize("own", ["nobody", "parts", "nations"])
@pytest.mark.parametrize("count", [QUICK, pytest.param(MANY, marks=pytest.mark.slow)])
def test_capacity_is_the_optimum_of_the_linear_program(count: int, own: Own) -> None:
    for number in range(count):
        outcomes = only(model.run(model.Scenario.from_document(document(number, own)))).outcomes
        assert outcomes["capacity"][0] == pytest.approx(optimum(outcomes), rel=1e-6, abs=1e-6), number


@pytest.mark.parametrize("own", ["both", "parts_and_offers"])
def test_where_rotations_or_offers_stand_beside_one_another_capacity_is_about_right(own: Own) -> None:
    for number in range(QUICK):
        run = only(model.run(model.Scenario.from_document(document(number, own))))
        assert run.outcomes["capacity"][0] == pytest.approx(optimum(run.outcomes), rel=0.5, abs=1), number
