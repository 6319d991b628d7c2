"""Chances: how likely those who take part keep the force up, by the kernel of participation, one case at a time."""

from dataclasses import replace

import numpy as np

from model.engine.cases import Cases, at
from model.engine.outcomes import Outcomes, evaluate
from model.engine.supply import able_capacity
from model.kernels import participation
from model.kernels.arrays import Array
from model.kernels.participation import Chance

MOST_SIZES, MOST_STEPS = 201, 100
"""Points of the curve of chance by force size: spread evenly, and at its greatest steps."""


def chance_kept_up(cases: Cases, outcomes: Outcomes, case: int) -> Chance:
    """Return the chance that those who take part keep the force up in one case, and everyone's pivotal weight.

    With a probability of the backstop, the chance with it and the chance without it, weighed by it.
    NaN where the size of the force is not known.
    """
    chances = [(weight, _chance(state, case)) for weight, state in _backstop_states(cases, outcomes, case)]
    weights = sum((weight * chance.pivotal_weight for weight, chance in chances), start=np.zeros(1))
    return Chance(sum(weight * chance.kept_up for weight, chance in chances), np.asarray(weights))


def chance_by_size(cases: Cases, outcomes: Outcomes, case: int) -> tuple[Array, Array]:
    """Return force sizes from 0 to all together and the chance that those who take part reach each (sizes,).

    The sizes are spread evenly, with both sides of the greatest steps and the size of the force among them.
    """
    states = _backstop_states(cases, outcomes, case)
    distributions = [(weight, _capacity_distribution(state, case)) for weight, state in states]
    most = max(distribution.size for _, distribution in distributions)
    mixed = np.zeros(most)
    for weight, distribution in distributions:
        mixed[: distribution.size] += weight * distribution
    steps = np.argsort(mixed, kind="stable")[-MOST_STEPS:]
    spread = np.linspace(0, most - 1, MOST_SIZES).round().astype(np.int64)
    deployed = np.ceil(np.nan_to_num(outcomes["deployed"][case : case + 1])).astype(np.int64)
    sizes = np.unique(np.concatenate([spread, steps, steps + 1, np.minimum(deployed, most)]))
    chances = np.append(participation.chance_at_least(mixed), 0.0)
    return sizes.astype(float), chances[sizes]


def could_bring(outcomes: Outcomes, case: int) -> dict[str, float]:
    """Return the capacity (troops) of each contributor that could take part in one case, the largest first."""
    if outcomes.supply is None:
        return {}
    supply = outcomes.supply
    could = np.where(at(supply.probability, case) > 0, able_capacity(supply, case), 0.0)
    order = np.argsort(-could, kind="stable")
    return {supply.names[row]: float(could[row]) for row in order if could[row] > 0}


def fewest_needed(outcomes: Outcomes, case: int) -> float:
    """Return how many contributors suffice at least in one case, of those that could take part; NaN if none do."""
    deployed = float(outcomes["deployed"][case])
    if outcomes.supply is None or np.isnan(deployed):
        return np.nan
    count = participation.contributors_needed(deployed, list(could_bring(outcomes, case).values()))
    return np.nan if count is None else float(count)


def _backstop_states(cases: Cases, outcomes: Outcomes, case: int) -> list[tuple[float, Outcomes]]:
    """The outcomes as they are; with a probability of the backstop, those with and without it, each with its weight."""
    probability = float(at(cases.value("us_backstop.probability", np.nan), case))
    if np.isnan(probability):
        return [(1.0, outcomes)]
    return [
        (weight, evaluate(replace(cases, scenario=cases.scenario.replace({"us_backstop.provided": is_provided}))))
        for is_provided, weight in ((True, probability), (False, 1 - probability))
        if weight > 0
    ]


def _chance(outcomes: Outcomes, case: int) -> Chance:
    deployed = float(outcomes["deployed"][case])
    probabilities, brought = _who_brings_what(outcomes, case)
    if np.isnan(deployed):
        return Chance(np.nan, np.full(brought.size, np.nan))
    if np.isin(probabilities, (0.0, 1.0)).all():
        return participation.certain(deployed, brought, probabilities == 1)
    needed = participation.needed_troops(deployed)
    return participation.chance_kept_up(needed, participation.whole_troops(brought), probabilities)


def _capacity_distribution(outcomes: Outcomes, case: int) -> Array:
    probabilities, brought = _who_brings_what(outcomes, case)
    could = probabilities > 0
    return participation.capacity_distribution(participation.whole_troops(brought[could]), probabilities[could])


def _who_brings_what(outcomes: Outcomes, case: int) -> tuple[Array, Array]:
    """Each contributor's chance of taking part, and the troops it would bring; nobody without a coalition."""
    if outcomes.supply is None:
        return np.zeros(0), np.zeros(0)
    return at(outcomes.supply.probability, case), able_capacity(outcomes.supply, case)
