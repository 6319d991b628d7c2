"""Chances: the chance that contributors taking part keep the force up, by the kernel of participation, by case."""

from dataclasses import dataclass

import numpy as np

from model.engine.cases import Cases, Mask, at
from model.engine.outcomes import Outcomes
from model.engine.supply import Supply
from model.frozen import lazy
from model.kernels import participation
from model.kernels.arrays import Array
from model.kernels.participation import Chance, Needs, Way

MOST_SIZES, MOST_STEPS = 201, 100
"""Points of the curve of chance by force size: spread evenly, and at its greatest steps."""
WAYS: tuple[Way, ...] = ("exact", "counted", "drawn")
"""The ways in which a chance is worked out, the most exact first."""


@dataclass(frozen=True)
class Participants:
    """The contributors that might take part in one case, and the needs of the force.

    `needs` are in weighted troops, see `model.engine.supply`; `probabilities` are (contributors,). `size` are the
    troops of the force that has these needs; 1 soldier, whom anybody could bring, where the force has no size or it is
    not known.
    """

    needs: Needs
    probabilities: Array
    size: float

    @classmethod
    def of(cls, outcomes: Outcomes, case: int) -> "Participants":
        """Return the participants of one case, none without a coalition."""
        size, supplies = float(outcomes["deployed"][case]), outcomes.supplies
        needs = [_needs(supply, case) if size > 0 else _one_soldier(supply, case) for supply in supplies]
        probabilities = [at(supply.probability, case) for supply in supplies]
        if len(supplies) != 1:
            contributors = len(supplies[0].names) if supplies else 0
            troops, brings = [of_period.troops for of_period in needs], [of_period.brings for of_period in needs]
            needs = [
                Needs(np.concatenate([np.zeros(0), *troops]), np.concatenate([np.zeros((0, contributors)), *brings]))
            ]
            probabilities = [np.max([np.zeros(contributors), *probabilities], axis=0)]
        return cls(needs[0].without_implied(), probabilities[0], size if size > 0 else 1.0)

    @lazy
    def chance(self) -> Chance:
        """The chance that all needs are met, and the pivotal weights."""
        return participation.chance(self.needs, self.probabilities)

    @property
    def might(self) -> Mask:
        """The contributors that bring troops and take part with any chance (contributors,)."""
        return (self.probabilities > 0) & (self.needs.brings > 0).any(axis=0)

    def largest_force(self, missing: int = 0) -> float:
        """Return the size (troops) of the same mix and course that leaves all who might take part so many short."""
        together = self.needs.brings @ self.might.astype(float) + missing
        return float(np.min(together * (self.size / self.needs.troops)))

    @property
    def greatest_steps(self) -> Array:
        """Both sides of the greatest steps of the chance by size, where the force has one need alone (sizes,)."""
        if len(self.needs.troops) > 1:
            return np.zeros(0)
        troops = participation.whole_troops(self.needs.brings[0, self.might])
        distribution = participation.capacity_distribution(troops, self.probabilities[self.might])
        steps = np.argsort(distribution, kind="stable")[-MOST_STEPS:] * (self.size / self.needs.troops[0])
        return np.concatenate([np.floor(steps), np.floor(steps) + 1])

    def chances(self, sizes: Array) -> Array:
        """Return the chance that a force of the same mix and course is kept up, by its size (sizes,)."""
        return participation.chance_by_scale(self.needs, self.probabilities, sizes / self.size)


def _needs(supply: Supply, case: int) -> Needs:
    """Gale's condition for every set of groups of a period: what the set asks for, what each brings that serves any."""
    demand = at(supply.weighted_demand, case)
    is_asked = demand > 0
    sets, serves_any = supply.sets_of(is_asked)
    brings = at(supply.could_bring, case) * at(np.atleast_1d(supply.mean_weight), case)
    return Needs(sets @ demand[is_asked], serves_any * brings)


def _one_soldier(supply: Supply, case: int) -> Needs:
    return Needs(np.ones(1), at(supply.could_bring, case)[np.newaxis])


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

    @lazy
    def _participants(self) -> Participants:
        return Participants.of(self.outcomes, self.case)

    def _chance(self, outcomes: Outcomes) -> Chance:
        participants = self._participants if outcomes is self.outcomes else Participants.of(outcomes, self.case)
        deployed = outcomes["deployed"][self.case]
        nobody = np.zeros(participants.probabilities.size)
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
        participants = self._participants
        might = np.flatnonzero(participants.might)
        names = self.outcomes.supplies[0].names
        if not deployed > 0:
            return []
        places = participation.fewest_contributors(participants.needs.of(might))
        return places if isinstance(places, str) else [names[might[place]] for place in places]

    def by_size(self) -> tuple[Array, Array]:
        """Return force sizes from 0 to all together and the chance that contributors taking part reach each (sizes,).

        A size is that of a force of the same mix and course. Sizes are spread evenly, the size of the force among them;
        where any contributor can stand in for any other, both sides of the greatest steps too.
        """
        deployed = float(np.nan_to_num(self.outcomes["deployed"][self.case]))
        states = [(weight, Participants.of(state, self.case)) for weight, state in self._backstop_states]
        most = max(participants.largest_force() for _, participants in states)
        beyond = np.ceil(max(participants.largest_force(missing=1) for _, participants in states))
        steps = [np.zeros(0, np.int64), *(participants.greatest_steps for _, participants in states)]
        spread = np.linspace(0, most, MOST_SIZES).round()
        sizes = np.unique(np.concatenate([spread, *steps, [min(np.ceil(deployed), beyond), beyond]]))
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
        return [
            (weight, self.outcomes.with_backstop(is_provided=is_provided))
            for is_provided, weight in ((True, probability), (False, 1 - probability))
            if weight > 0
        ]


def _might_bring(supply: Supply, case: int) -> Array:
    return np.where(at(supply.probability, case) > 0, at(supply.could_bring, case), 0.0)
