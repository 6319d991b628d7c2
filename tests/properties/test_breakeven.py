"""Break-even over scenarios and levers at random: the whole step beside a root suffices, the next one does not."""

import itertools
import math
import random
from typing import Any

import pytest
from counts import MANY

import model
from model import Scenario
from model.analysis.breakeven import Solution, solve
from model.frozen import ENDS

LEVERS = ("force.main.strength.troops", "rotation.dwell_months", "rotation.overlap_months", "rotation.transit_months")


def scenario_of(chance: random.Random) -> Scenario:
    """A force and two nations at random, of numbers that often divide one another."""
    nations: dict[str, Any] = {
        name: {"position": "declared", "land_strength": chance.choice((42, 750, 4_200, 60_000, 75_300))}
        for name in ("a", "b")
    }
    if chance.random() < 0.3:
        nations["b"]["offer_troops"] = chance.choice((10, 400, 5_000))
    return Scenario.from_document({
        "force": {"main": {
            "strength": {"troops": chance.choice((9, 20, 350, 1_000, 12_345))},
            "support_per_deployed": chance.choice((0, 0, 0.2)),
        }},
        "rotation": {
            "tour_months": chance.choice((4, 6, 12)), "dwell_months": chance.choice((8, 15.5, 20)),
            "overlap_months": chance.choice((0, 0, 1)), "mobilisation_months": chance.choice((0, 0.5, 2)),
        },
        "coalition": {"deployable_share": chance.choice((0.25, 0.4, 1)), "contributors": nations},
    })  # fmt: skip


def margin(scenario: Scenario, lever: str, value: float) -> float:
    """The margin of the central case where a lever has this value."""
    return float(model.run(scenario.replace({lever: value})).runs[0].outcomes["margin"][0])


def faults(scenario: Scenario, solution: Solution) -> list[str]:
    """What is wrong with the whole steps of a solution, by plain runs at the whole numbers around each root."""
    lever, wrong = solution.lever, []
    inside = set(itertools.chain.from_iterable(solution.stretches["central"]))
    for root, step in zip(solution.roots["central"], solution.whole["central"], strict=True):
        low, high = (math.floor(root), math.ceil(root)) if root != round(root) else (root - 1, root + 1)
        if root in inside or low < solution.between[0] or high > solution.between[1]:
            continue
        try:
            below, at, above = (margin(scenario, lever, value) for value in (low, root, high))
        except model.ScenarioError:
            continue  # an overlap not shorter than the tour, say
        expected = root if root == round(root) else low if below >= 0 else high
        if step != expected or min(below, above) >= 0 or abs(at) > 0:
            wrong.append(f"{lever} at {root}: {step}, margins {below}, {at}, {above} in {scenario.document}")
    return wrong


@pytest.mark.slow
def test_the_whole_step_beside_a_root_suffices_and_the_next_one_on_its_other_side_does_not() -> None:
    chance = random.Random(44)  # noqa: S311  (no secret)
    wrong, whole_roots, roots = [], 0, 0
    for _ in range(MANY):
        scenario, lever = scenario_of(chance), chance.choice(LEVERS)
        solution = solve(scenario, lever)
        wrong += faults(scenario, solution)
        roots += len(solution.roots["central"])
        whole_roots += sum(root == round(root) for root in solution.roots["central"])
        assert set(solution.roots) == set(ENDS)
    assert not wrong, "\n".join(wrong[:5])
    assert (roots > MANY / 4, whole_roots > MANY / 50) == (True, True)
