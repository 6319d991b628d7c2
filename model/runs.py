"""One scenario run: its measures with their ranges, the rows of its tables, its notes and warnings.

`low` and `high` of a table are the cases of least and greatest tied up; of a measure, its own extremes.
What is not known publicly, or undefined, is None.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from model import requirement
from model.arrays import Array
from model.cases import Cases
from model.evaluate import PHASES, Outcomes, chance_by_size, chance_kept_up, fewest_needed
from model.participation import Chance
from model.scenario import Scenario
from model.scenario.coalition import Coalition
from model.scenario.errors import Problem
from model.supply import Supply, at

UNITS = {
    "deployed": "troops",
    "multiplier": "troops per troop deployed",
    "tied_up": "troops",
    "throughput": "tours",
    "people_within_horizon": "people",
    "pool": "troops",
    "capacity": "troops",
    "capacity_at_floor": "troops",
    "margin": "troops",
    "shortfall": "troops",
    "strain": "tied up per troop in the pools",
    "contributors_needed": "contributors",
    "probability_kept_up": "probability",
}
PROVIDERS = {
    "coalition": "the coalition",
    "neutral": "a neutral country",
    "ukraine": "Ukraine",
    "united_states": "the United States",
}
CHANCE_MEASURES = ("contributors_needed", "probability_kept_up")
"""Worked out at three cases alone: the central one, and those of least and greatest margin."""

Row = tuple[Any, ...]
CONTRIBUTOR_COLUMNS = (
    "scenario", "case", "contributor", "title", "position", "counts", "land_strength", "pool", "sustained",
    "sustained_at_floor", "offer", "share_of_force", "deployed", "tied_up", "strain", "share_of_land_strength", "limit",
    "probability", "pivotal_weight",
)  # fmt: skip


@dataclass(frozen=True)
class Range:
    """A measure's least, central and greatest value; None where it is undefined or not known publicly."""

    low: float | None
    central: float | None
    high: float | None


@dataclass(frozen=True)
class Run:
    """One scenario with its cases (the central one first) and their outcomes."""

    scenario: Scenario
    cases: Cases
    outcomes: Outcomes

    def measure(self, name: str) -> Range:
        """Return a measure's own extremes and its central value.

        Raises:
            KeyError: for a measure that the model does not have.
        """
        if name in CHANCE_MEASURES and self.outcomes.supply is not None:
            return self._chance_measure(name)
        values = self.outcomes.measures[name]
        known = values[~np.isnan(values)]
        if not known.size:
            return Range(None, None, None)
        return Range(_known(known.min()), _known(values[0]), _known(known.max()))

    @property
    def measures(self) -> tuple[str, ...]:
        """The names of the scenario's measures: those of supply only with a coalition."""
        return (*self.outcomes.measures, *(CHANCE_MEASURES if self.outcomes.supply is not None else ()))

    def at(self, case: str, measure: str) -> float | None:
        """Return a measure in the `low`, `central` or `high` case: those of least and greatest tied up."""
        return _at(self.outcomes.measures[measure], self.case_numbers[case])

    @property
    def tour_months(self) -> tuple[float, float]:
        """The least and greatest tour of the coalition's parts over all cases; the scenario's without any."""
        own = [name for name, part in self.outcomes.requirements.items() if part.provider == "coalition"]
        tours = [self.cases.durations(name)["tour_months"] for name in own] or [self.cases["rotation.tour_months"]]
        return (float(min(each.min() for each in tours)), float(max(each.max() for each in tours)))

    def unit(self, measure: str) -> str:
        """Return a measure's unit; for the cost, the scenario's currency a year."""
        cost = self.scenario.cost
        return UNITS.get(measure) or (f"{cost.currency} a year".strip() if cost else "a year")

    @cached_property
    def case_numbers(self) -> dict[str, int]:
        """The numbers of the cases of least, central and greatest tied up, by what of it is known."""
        own = [part for part in self.outcomes.requirements.values() if part.provider == "coalition"]
        tied_up = np.broadcast_to(sum((np.nan_to_num(part.tied_up) for part in own), np.zeros(1)), (self.cases.count,))
        return {"low": int(np.argmin(tied_up)), "central": 0, "high": int(np.argmax(tied_up))}

    @cached_property
    def margin_cases(self) -> tuple[int, int, int]:
        """The numbers of the cases of least, central and greatest margin."""
        margin = np.nan_to_num(self.outcomes.measures["margin"])
        return (int(np.argmin(margin)), 0, int(np.argmax(margin)))

    def chance(self, case: int) -> Chance:
        """Return the chance that those who take part keep the force up in a case, and everyone's pivotal weight.

        With a probability of the backstop, both with and without it, weighed by it.
        """
        if case not in self._chances:
            self._chances[case] = chance_kept_up(self.cases, self.outcomes, case)
        return self._chances[case]

    def pivotal_weights(self) -> list[tuple[str, float]]:
        """Return titles and pivotal weights where the margin is least, the greatest first, then A to Z."""
        if self.outcomes.supply is None:
            return []
        titles = (self.scenario.nation_title(name) for name in self.outcomes.supply.names)
        weights = (float(weight) for weight in self.chance(self.margin_cases[0]).pivotal_weight)
        return sorted(zip(titles, weights, strict=True), key=lambda row: (-row[1], row[0]))

    @cached_property
    def _chances(self) -> dict[int, Chance]:
        return {}

    def _chance_measure(self, name: str) -> Range:
        least, central, greatest = (
            self.chance(case).kept_up if name == "probability_kept_up" else fewest_needed(self.outcomes, case)
            for case in self.margin_cases
        )
        if name == "probability_kept_up":
            return Range(_known(least), _known(central), _known(greatest))
        return Range(_known(greatest), _known(central), _known(least))

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader has to know beside the numbers, one sentence each."""
        return (*_notes(self), *(f"{each.message}." for each in self.warnings))

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What of the coalition was taken otherwise than given, or could not be counted, with its path."""
        if self.outcomes.supply is None or self.scenario.coalition is None:
            return ()
        return tuple(_warnings(self, self.outcomes.supply, self.scenario.coalition))

    def measure_rows(self) -> Iterator[Row]:
        """Yield the rows of `measures`, None for what is not known."""
        for name in self.measures:
            found = self.measure(name)
            yield (self.scenario.name, name, self.unit(name), found.low, found.central, found.high)

    def phase_rows(self) -> Iterator[Row]:
        """Yield the rows of `phases`."""
        for case, number in self.case_numbers.items():
            for phase in PHASES:
                yield (self.scenario.name, case, phase, _at(self.outcomes.phases[phase], number))

    def requirement_rows(self) -> Iterator[Row]:
        """Yield the rows of `requirement`."""
        for case, number in self.case_numbers.items():
            for name, part in self.outcomes.requirements.items():
                given = self.scenario.force[name]
                numbers = (part.strength, part.deployed, part.multiplier, part.tied_up, part.throughput)
                texts = (self.scenario.title_of(name), given.task, part.provider, given.place, given.posture)
                yield (self.scenario.name, case, name, *texts, *(_at(values, number) for values in numbers))

    @staticmethod
    def contributor_columns() -> tuple[str, ...]:
        """The columns of `contributors`, in order."""
        return CONTRIBUTOR_COLUMNS

    def contributor_rows(self) -> Iterator[Row]:
        """Yield the rows of `contributors`."""
        supply = self.outcomes.supply
        if supply is None or self.scenario.coalition is None:
            return
        deployed = self.outcomes.measures["deployed"]
        for case, number in self.case_numbers.items():
            weights = self.chance(number).pivotal_weight
            limits = supply.limits(number)
            numbers = (
                supply.land_strength, supply.pool, supply.sustained, supply.sustained_at_floor, supply.offer,
                requirement.ratio(supply.deployed, deployed), supply.deployed, supply.tied_up, supply.strain,
                requirement.ratio(supply.tied_up, supply.land_strength),
            )  # fmt: skip
            for row, name in enumerate(supply.names):
                given = self.scenario.coalition.contributors[name]
                yield (
                    self.scenario.name, case, name, self.scenario.nation_title(name), given.position,
                    bool(at(supply.counts, number)[row]), *(_known(at(values, number)[row]) for values in numbers),
                    limits[row], _known(at(supply.probability, number)[row]), _known(weights[row]),
                )  # fmt: skip

    def chance_rows(self) -> Iterator[Row]:
        """Yield the rows of `chances`: for force sizes from nothing to all together, the chance to keep them up."""
        for case, number in self.case_numbers.items() if self.outcomes.supply is not None else ():
            for troops, probability in zip(*chance_by_size(self.cases, self.outcomes, number), strict=True):
                yield (self.scenario.name, case, float(troops), float(probability))

    def input_rows(self) -> Iterator[Row]:
        """Yield the rows of `inputs`: every quantity with what it rests on."""
        for path, quantity in self.scenario.quantities().items():
            unit = quantity.evidence.unit if quantity.evidence else self.scenario.unit_of(path)
            yield (
                self.scenario.name, path, quantity.low, quantity.central, quantity.high, unit, quantity.standing,
                quantity.claim, quantity.because,
            )  # fmt: skip


def _notes(run: Run) -> Iterator[str]:
    scenario = run.scenario
    for name, part in run.outcomes.requirements.items():
        title = scenario.title_of(name)
        if part.provider == "coalition" and np.isnan(part.strength).any():
            effect = "so totals that would hold it are left empty"
            if not np.isnan(part.tied_up).any():
                effect = "and on standby it ties up nothing, so no total holds it"
            yield f"{title}: the strength is not known publicly, {effect}."
        if not scenario.us_backstop.provided and scenario.force[name].provider == "united_states":
            taker = "nobody takes it over"
            if part.provider != "united_states":
                taker = f"it falls to {PROVIDERS[part.provider]}"
            yield f"{title}: without the United States backstop {taker}."
    if _is_over_corners(run):
        yield (
            "Low and high are those of the corners of the ranges: with several parts of which one varies or has a "
            "profile, values in between could lie outside."
        )


def _is_over_corners(run: Run) -> bool:
    """Whether the range is not known to be exact: several parts, and a strength that varies or a profile."""
    own = [name for name, part in run.outcomes.requirements.items() if part.provider == "coalition"]
    varies = any(
        quantity.is_range and path.startswith(tuple(f"force.{name}." for name in own))
        for path, quantity in run.scenario.quantities().items()
    )
    has_profile = any(run.scenario.force[name].profile for name in own)
    return len(own) > 1 and (varies or (has_profile and run.cases.count > 1))


def _warnings(run: Run, supply: Supply, coalition: Coalition) -> Iterator[Problem]:
    for row, (name, given) in enumerate(coalition.contributors.items()):
        path, title = ("coalition", "contributors", name), run.scenario.nation_title(name)
        strength, pool, offer, most = (
            float(at(values, 0)[row])
            for values in (supply.land_strength, supply.pool, supply.offer, supply.sustained_at_floor)
        )
        if math.isnan(strength):
            yield Problem(path, f"The land strength of {title} is not known publicly; it is in no total")
        elif pool == 0 and given.deployed_elsewhere.central > 0:
            words = f"What {title} keeps deployed elsewhere ties up all that is deployable; its pool is 0"
            yield Problem((*path, "deployed_elsewhere"), words)
        elif math.isfinite(offer) and offer > most:
            words = f"{title} offers {offer:,.0f} and could keep up {most:,.0f}; no more is counted"
            yield Problem((*path, "offer_troops"), words)
    if not supply.counts.any():
        words = "No contributor counts: none has a position that does; see counted_positions"
        yield Problem(("coalition", "contributors"), words)


def _at(values: Array, case: int) -> float | None:
    return _known(values[case] if values.size > 1 else values[0])


def _known(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None
