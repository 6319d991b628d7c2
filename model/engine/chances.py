"""Chances: the chance that contributors taking part keep the force up, by the kernel of participation, by case."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from model.engine.cases import Cases, Mask, at
from model.engine.outcomes import Outcomes, evaluate
from model.engine.supply import Supply
from model.frozen import lazy
from model.kernels import participation, transport
from model.kernels.arrays import Array
from model.kernels.participation import Chance, Needs, Way

MOST_SIZES, MOST_STEPS = 201, 100
"""Points of the curve of chance by force size: spread evenly, and at its greatest steps."""
WAYS: tuple[Way, ...] = ("exact", "counted", "drawn")
"""The ways in which a chance is worked out, the most exact first."""


@dataclass(frozen=True)
class Participants:
    """The contributors that might take part in one case, and the needs of the force.

    Contributors that could serve the same groups in the same periods are of one kind. `kinds`, `brought` and
    `probabilities` are (contributors,); `needs` and `brought` are in weighted troops, see `model.engine.supply`.
    `size` are the troops of the force that has these needs; 1 soldier, whom anybody could bring, where the force has no
    size or it is not known.
    """

    needs: Needs
    kinds: NDArray[np.int64]
    brought: Array
    probabilities: Array
    size: float

    @classmethod
    def of(cls, outcomes: Outcomes, case: int) -> "Participants":
        """Return the participants of one case, none without a coalition."""
        demands, serves = [], []
        for supply in outcomes.supplies:
            demand, is_there = at(supply.weighted_demand, case), at(supply.could_take_part, case)
            demands.append(demand[demand > 0])
            serves.append((supply.serves & is_there[:, np.newaxis])[:, demand > 0])
        served = np.concatenate(serves, axis=1) if serves else np.zeros((0, 0), bool)
        members, kinds = np.unique(served, axis=0, return_inverse=True)
        size, needs = float(outcomes["deployed"][case]), _needs(demands, members)
        if not size > 0:
            size, needs = 1.0, Needs(np.ones((1, len(members)), bool), np.ones(1))
        return cls(
            needs=needs,
            kinds=kinds.reshape(-1),
            brought=_brought(outcomes.supplies, case),
            probabilities=_most([at(supply.probability, case) for supply in outcomes.supplies]),
            size=size,
        )

    @lazy
    def chance(self) -> Chance:
        """The chance that all needs are met, and the pivotal weights."""
        return participation.chance(self.needs, self.kinds, self.brought, self.probabilities)

    @property
    def might(self) -> Mask:
        """The contributors that bring troops and take part with any chance (contributors,)."""
        return (self.probabilities > 0) & (self.brought > 0)

    @property
    def largest_force(self) -> float:
        """The largest force of the same mix and course that all who might take part keep up together (troops)."""
        together = np.array([self.brought[self.might & of_need[self.kinds]].sum() for of_need in self.needs.members])
        return float(np.min(together * (self.size / self.needs.troops)))

    @property
    def greatest_steps(self) -> Array:
        """Both sides of the greatest steps of the chance by size, where the force has one need alone (sizes,)."""
        if len(self.needs.troops) > 1:
            return np.zeros(0)
        is_member = self.might & self.needs.members[0][self.kinds]
        troops = participation.whole_troops(self.brought[is_member])
        distribution = participation.capacity_distribution(troops, self.probabilities[is_member])
        steps = np.argsort(distribution, kind="stable")[-MOST_STEPS:] * (self.size / self.needs.troops[0])
        return np.concatenate([np.floor(steps), np.floor(steps) + 1])

    def chances(self, sizes: Array) -> Array:
        """Return the chance that a force of the same mix and course is kept up, by its size (sizes,)."""
        scales = sizes / self.size
        return participation.chance_by_scale(self.needs, self.kinds, self.brought, self.probabilities, scales)


def _needs(demands: Sequence[Array], members: Mask) -> Needs:
    """Gale's condition for every set of groups of every period; `members` are (kinds, groups of all periods)."""
    first, meets, troops = 0, [np.zeros((0, len(members)), bool)], [np.zeros(0)]
    for demand in demands:
        serves = members[:, first : first + demand.size]
        sets = transport.sets_of(demand.size)
        meets.append(np.any(sets[:, np.newaxis] & serves, axis=2))
        troops.append(sets @ demand)
        first += demand.size
    return Needs(np.concatenate(meets), np.concatenate(troops)).without_implied()


def _brought(supplies: Sequence[Supply], case: int) -> Array:
    """The weighted troops that each contributor brings, the least of the periods in which it could take part."""
    rows = [
        np.where(at(supply.could_take_part, case), at(supply.could_bring * supply.mean_weight, case), np.inf)
        for supply in supplies
    ]
    least = np.min(rows, axis=0) if rows else np.zeros(0)
    return np.where(np.isinf(least), 0.0, least)


def _most(rows: Sequence[Array]) -> Array:
    return np.asarray(np.max(rows, axis=0)) if rows else np.zeros(0)


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
        chances = [(weight, self._chance(state)) for weight, state in self._backstop_states]
        weights = sum((weight * chance.pivotal_weight for weight, chance in chances), start=np.zeros(1))
        errors = [weight * chance.standard_error for weight, chance in chances]
        ways = [chance.way for _, chance in chances]
        kept_up = sum(weight * chance.kept_up for weight, chance in chances)
        return Chance(kept_up, np.asarray(weights), float(np.hypot.reduce(errors)), max(ways, key=WAYS.index))

    def _chance(self, outcomes: Outcomes) -> Chance:
        participants = Participants.of(outcomes, self.case)
        deployed = outcomes["deployed"][self.case]
        nobody = np.zeros(participants.kinds.size)
        if np.isnan(deployed):
            return Chance(np.nan, nobody + np.nan)
        if not deployed > 0:
            return Chance(1.0, nobody)
        return participants.chance if nobody.size else Chance(0.0, nobody)

    @lazy
    def fewest(self) -> list[str] | str | None:
        """The fewest contributors that suffice, the largest first; or why there are none.

        None where there is no coalition, or the size of the force is not known.
        """
        deployed = self.outcomes["deployed"][self.case]
        if not self.outcomes.supplies or np.isnan(deployed):
            return None
        participants = Participants.of(self.outcomes, self.case)
        might = np.flatnonzero(participants.might)
        names = self.outcomes.supplies[0].names
        if not deployed > 0:
            return []
        places = participation.fewest_contributors(
            participants.needs, participants.kinds[might], participants.brought[might]
        )
        return places if isinstance(places, str) else [names[might[place]] for place in places]

    def by_size(self) -> tuple[Array, Array]:
        """Return force sizes from 0 to all together and the chance that contributors taking part reach each (sizes,).

        A size is that of a force of the same mix and course. Sizes are spread evenly, the size of the force among them;
        where any contributor can stand in for any other, both sides of the greatest steps too.
        """
        deployed = float(np.nan_to_num(self.outcomes["deployed"][self.case]))
        states = [(weight, Participants.of(state, self.case)) for weight, state in self._backstop_states]
        most = max(participants.largest_force for _, participants in states)
        steps = [np.zeros(0, np.int64), *(participants.greatest_steps for _, participants in states)]
        spread = np.linspace(0, most, MOST_SIZES).round()
        sizes = np.unique(np.concatenate([spread, *steps, [min(np.ceil(deployed), most + 1), most + 1]]))
        chances = sum((weight * participants.chances(sizes) for weight, participants in states), np.zeros(sizes.size))
        return sizes.astype(float), chances

    def could_bring(self) -> dict[str, float]:
        """Return the capacity (troops) of each contributor that might take part, the largest first."""
        supplies = self.outcomes.supplies
        if not supplies:
            return {}
        troops = np.max([_might_bring(supply, self.case) for supply in supplies], axis=0)
        order = np.argsort(-troops, kind="stable")
        return {supplies[0].names[row]: float(troops[row]) for row in order if troops[row] > 0}

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


def _might_bring(supply: Supply, case: int) -> Array:
    return np.where(at(supply.probability, case) > 0, at(supply.could_bring, case), 0.0)
