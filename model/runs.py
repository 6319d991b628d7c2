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
from numpy.typing import NDArray

from model import remarks, requirement
from model.arrays import Array
from model.cases import Cases
from model.evaluate import PHASES, Outcomes, chance_by_size, chance_kept_up, fewest_needed
from model.participation import Chance
from model.scenario import Scenario
from model.scenario.errors import Problem
from model.supply import at

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
NOTHING = np.zeros(1)
CHANCE_MEASURES = ("contributors_needed", "probability_kept_up")
"""Worked out at three cases alone: the central one, and those of least and greatest margin."""

Row = tuple[Any, ...]
TEXT, NUMBER = "str", "float64"
COLUMNS: dict[str, dict[str, str]] = {
    "measures": {
        "scenario": TEXT, "measure": TEXT, "unit": TEXT, "low": NUMBER, "central": NUMBER, "high": NUMBER,
    },
    "phases": {"scenario": TEXT, "case": TEXT, "phase": TEXT, "troops": NUMBER},
    "requirement": {
        "scenario": TEXT, "case": TEXT, "component": TEXT, "title": TEXT, "task": TEXT, "provider": TEXT,
        "place": TEXT, "posture": TEXT, "strength": NUMBER, "deployed": NUMBER, "multiplier": NUMBER,
        "tied_up": NUMBER, "throughput": NUMBER,
    },
    "contributors": {
        "scenario": TEXT, "case": TEXT, "contributor": TEXT, "title": TEXT, "position": TEXT, "counts": "bool",
        "land_strength": NUMBER, "pool": NUMBER, "sustained": NUMBER, "sustained_at_floor": NUMBER, "offer": NUMBER,
        "share_of_force": NUMBER, "deployed": NUMBER, "tied_up": NUMBER, "strain": NUMBER,
        "share_of_land_strength": NUMBER, "limit": TEXT, "probability": NUMBER, "pivotal_weight": NUMBER,
    },
    "chances": {"scenario": TEXT, "case": TEXT, "troops": NUMBER, "probability": NUMBER},
    "inputs": {
        "scenario": TEXT, "path": TEXT, "low": NUMBER, "central": NUMBER, "high": NUMBER, "unit": TEXT,
        "standing": TEXT, "claim": TEXT, "reason": TEXT,
    },
}  # fmt: skip
"""The columns of each frame and their types: the one place that declares them."""


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
        """The numbers of the cases of least, central and greatest tied up, by what of it is known.

        Among cases that tie up the same, the multiplier tells, then the coalition: the low case is
        the one that it could carry most easily, the high one the least easily, by margin (capacity,
        where the margin is not known), shortfall, capacity at the floor, and what its chances come to.
        """
        own = [part for part in self.outcomes.requirements.values() if part.provider == "coalition"]
        tied_up = sum((np.nan_to_num(part.tied_up) for part in own), np.zeros(1))
        measures = self.outcomes.measures
        spare = measures.get("margin", np.zeros(1))
        if np.isnan(spare).any():
            spare = measures["capacity"]
        at_floor, shortfall = (measures.get(name, NOTHING) for name in ("capacity_at_floor", "shortfall"))
        ease = (spare, -shortfall, at_floor, *self._chances_by_case)
        order = self._order(tied_up, measures["multiplier"], *(-each for each in ease))
        return {"low": int(order[0]), "central": 0, "high": int(order[-1])}

    @cached_property
    def margin_cases(self) -> tuple[int, int, int]:
        """The numbers of the cases of least, central and greatest margin; among equals, of what the chances come to."""
        order = self._order(self.outcomes.measures["margin"], *self._chances_by_case)
        return (int(order[0]), 0, int(order[-1]))

    @property
    def _chances_by_case(self) -> tuple[Array, Array]:
        """For each case the capacity to be expected of those who could take part, and the chance of the backstop."""
        supply = self.outcomes.supply
        backstop = self.cases.value("us_backstop.probability", 1.0)
        if supply is None:
            return (NOTHING, backstop)
        brings = np.where(supply.is_able, np.nan_to_num(supply.capacity), 0.0)
        return ((supply.probability * brings).sum(axis=0), backstop)

    def _order(self, *keys: Array) -> NDArray[np.intp]:
        """The cases in ascending order of the first key, among equals of the next, and so on; unknown counts as 0."""
        count = (self.cases.count,)
        return np.lexsort([np.broadcast_to(_comparable(np.nan_to_num(key)), count) for key in reversed(keys)])

    def chance(self, case: int) -> Chance:
        """Return the chance that those who take part keep the force up in a case, and everyone's pivotal weight.

        With a probability of the backstop, both with and without it, weighed by it.
        """
        if case not in self._chances:
            self._chances[case] = chance_kept_up(self.cases, self.outcomes, case)
        return self._chances[case]

    def pivotal_weights(self) -> list[tuple[str, float]]:
        """Return titles and pivotal weights of those that could take part, the greatest first, then A to Z.

        Where the margin is least.
        """
        supply = self.outcomes.supply
        if supply is None:
            return []
        number = self.margin_cases[0]
        rows = zip(supply.names, self.chance(number).pivotal_weight, at(supply.probability, number), strict=True)
        found = [(self.scenario.nation_title(name), float(weight)) for name, weight, could in rows if could > 0]
        return sorted(found, key=lambda row: (-row[1], row[0]))

    @cached_property
    def _chances(self) -> dict[int, Chance]:
        return {}

    def _chance_measure(self, name: str) -> Range:
        found = [
            self.chance(case).kept_up if name == "probability_kept_up" else fewest_needed(self.outcomes, case)
            for case in self.margin_cases
        ]
        known = [each for each in found if not math.isnan(each)]
        low, high = (min(known), max(known)) if known else (None, None)
        return Range(low, _known(found[1]), high if len(known) == len(found) else None)

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader has to know beside the numbers, one sentence each."""
        return (*remarks.notes(self.cases, self.outcomes), *(f"{each.message}." for each in self.warnings))

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What of the coalition was taken otherwise than given, or could not be counted, with its path."""
        return tuple(remarks.warnings(self.cases, self.outcomes))

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

    def contributor_rows(self) -> Iterator[Row]:
        """Yield the rows of `contributors`."""
        supply = self.outcomes.supply
        if supply is None or self.scenario.coalition is None:
            return
        deployed = self.outcomes.measures["deployed"]
        for case, number in self.case_numbers.items():
            weights = self.chance(number).pivotal_weight
            limits = supply.limits(number, is_by_offers=self.scenario.coalition.rule == "offers")
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


def _comparable(values: Array) -> Array:
    """Values without their rounding errors, so that equals are equal."""
    size = np.abs(values).max()
    return values if size == 0 else np.round(values / size, 12)


def _at(values: Array, case: int) -> float | None:
    return _known(values[case] if values.size > 1 else values[0])


def _known(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None
