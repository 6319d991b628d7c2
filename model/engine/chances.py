"""Chances: the chance that contributors taking part keep the force up, by the kernel of participation, by case."""

from dataclasses import dataclass, replace

import numpy as np

from model.engine.cases import Cases, at
from model.engine.outcomes import Outcomes, evaluate
from model.frozen import lazy
from model.kernels import participation
from model.kernels.arrays import Array
from model.kernels.participation import Chance

MOST_SIZES, MOST_STEPS = 201, 100
"""Points of the curve of chance by force size: spread evenly, and at its greatest steps."""


@dataclass(frozen=True)
class CaseChances:
    """The chance that the contributors taking part keep the force up in one case.

    With a probability of the backstop, chances with it and without it are weighed by that probability.
    """

    cases: Cases
    outcomes: Outcomes
    case: int

    @lazy
    def chance(self) -> Chance:
        """The chance of keeping the force up, and all pivotal weights; NaN where the size of the force is not known."""
        chances = [(weight, _chance(state, self.case)) for weight, state in self._backstop_states]
        weights = sum((weight * chance.pivotal_weight for weight, chance in chances), start=np.zeros(1))
        return Chance(sum(weight * chance.kept_up for weight, chance in chances), np.asarray(weights))

    def by_size(self) -> tuple[Array, Array]:
        """Return force sizes from 0 to all together and the chance that contributors taking part reach each (sizes,).

        The sizes are spread evenly, with both sides of the greatest steps and the size of the force among them.
        """
        distributions = [(weight, _capacity_distribution(state, self.case)) for weight, state in self._backstop_states]
        most = max(distribution.size for _, distribution in distributions)
        mixed = np.zeros(most)
        for weight, distribution in distributions:
            mixed[: distribution.size] += weight * distribution
        steps = np.argsort(mixed, kind="stable")[-MOST_STEPS:]
        spread = np.linspace(0, most - 1, MOST_SIZES).round().astype(np.int64)
        deployed = np.ceil(np.nan_to_num(self.outcomes["deployed"][self.case : self.case + 1])).astype(np.int64)
        sizes = np.unique(np.concatenate([spread, steps, steps + 1, np.minimum(deployed, most)]))
        chances = np.append(participation.chance_at_least(mixed), 0.0)
        return sizes.astype(float), chances[sizes]

    def could_bring(self) -> dict[str, float]:
        """Return the capacity (troops) of each contributor that might take part, the largest first."""
        supply = self.outcomes.supply
        if supply is None:
            return {}
        troops = np.where(at(supply.probability, self.case) > 0, at(supply.could_bring, self.case), 0.0)
        order = np.argsort(-troops, kind="stable")
        return {supply.names[row]: float(troops[row]) for row in order if troops[row] > 0}

    def fewest_needed(self) -> int | None:
        """Return the least number of contributors that suffices; None if all that might take part do not."""
        deployed = float(self.outcomes["deployed"][self.case])
        if self.outcomes.supply is None or np.isnan(deployed):
            return None
        return participation.contributors_needed(deployed, list(self.could_bring().values()))

    @property
    def _backstop_states(self) -> list[tuple[float, Outcomes]]:
        """The outcomes with the weight 1; with a probability of the backstop, outcomes with and without it, weighed."""
        probability = float(at(self.cases.value("us_backstop.probability", np.nan), self.case))
        if np.isnan(probability):
            return [(1.0, self.outcomes)]
        scenario = self.cases.scenario
        return [
            (weight, evaluate(replace(self.cases, scenario=scenario.replace({"us_backstop.provided": is_provided}))))
            for is_provided, weight in ((True, probability), (False, 1 - probability))
            if weight > 0
        ]


def _chance(outcomes: Outcomes, case: int) -> Chance:
    deployed = float(outcomes["deployed"][case])
    probabilities, brought = _probabilities_and_troops(outcomes, case)
    if np.isnan(deployed):
        return Chance(np.nan, np.full(brought.size, np.nan))
    if np.isin(probabilities, (0.0, 1.0)).all():
        return participation.certain(deployed, brought, probabilities == 1)
    needed = participation.needed_troops(deployed)
    return participation.chance_kept_up(needed, participation.whole_troops(brought), probabilities)


def _capacity_distribution(outcomes: Outcomes, case: int) -> Array:
    probabilities, brought = _probabilities_and_troops(outcomes, case)
    could = probabilities > 0
    return participation.capacity_distribution(participation.whole_troops(brought[could]), probabilities[could])


def _probabilities_and_troops(outcomes: Outcomes, case: int) -> tuple[Array, Array]:
    """Each contributor's chance of taking part, and the troops it would bring; empty without a coalition."""
    if outcomes.supply is None:
        return np.zeros(0), np.zeros(0)
    return at(outcomes.supply.probability, case), at(outcomes.supply.could_bring, case)
