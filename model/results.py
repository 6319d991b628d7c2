"""Results: what evaluated scenarios come to, as tidy frames, made only when asked for.

Every frame carries `scenario`; where it depends on the case also `case`: `central`, and `low` and
`high`, the cases of least and greatest tied up. In `measures`, low and high are each measure's own
extremes. What is not known publicly is missing (NaN or None in a frame, null in a file).
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from model.arrays import Array
from model.cases import Cases
from model.evaluate import PHASES, Outcomes
from model.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd

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
    "inputs": {
        "scenario": TEXT, "path": TEXT, "low": NUMBER, "central": NUMBER, "high": NUMBER, "unit": TEXT,
        "standing": TEXT, "claim": TEXT, "reason": TEXT,
    },
}  # fmt: skip
"""The columns of each frame and their types: the one place that declares them."""

CASES = ("low", "central", "high")
UNITS = {
    "deployed": "troops",
    "multiplier": "troops per troop deployed",
    "tied_up": "troops",
    "throughput": "tours",
    "people_within_horizon": "people",
}

Row = tuple[Any, ...]


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
        values = self.outcomes.measures[name]
        return Range(_known(values.min()), _known(values[0]), _known(values.max()))

    def at(self, case: str, measure: str) -> float | None:
        """Return a measure in the `low`, `central` or `high` case: those of least and greatest tied up."""
        return _at(self.outcomes.measures[measure], self.case_numbers[case])

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

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader has to know beside the numbers, one sentence each."""
        return tuple(_notes(self.scenario))

    def measure_rows(self) -> Iterator[Row]:
        """Yield the rows of `measures`, None for what is not known."""
        for name in self.outcomes.measures:
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

    def input_rows(self) -> Iterator[Row]:
        """Yield the rows of `inputs`: every quantity with what it rests on."""
        for path, quantity in self.scenario.quantities().items():
            unit = quantity.evidence.unit if quantity.evidence else self.scenario.unit_of(path)
            yield (
                self.scenario.name, path, quantity.low, quantity.central, quantity.high, unit, quantity.standing,
                quantity.claim, quantity.because,
            )  # fmt: skip


@dataclass(frozen=True)
class Results:
    """The results of one scenario or of many, in one table each."""

    runs: tuple[Run, ...]

    def measure(self, name: str) -> Range:
        """Return a measure of the only scenario.

        Raises:
            KeyError: for a measure that the model does not have.
            ValueError: if these are the results of several scenarios.
        """
        (run,) = self.runs
        return run.measure(name)

    @cached_property
    def measures(self) -> "pd.DataFrame":
        """One row per measure, with its own low and high."""
        return _frame("measures", (row for run in self.runs for row in run.measure_rows()))

    @cached_property
    def phases(self) -> "pd.DataFrame":
        """One row per case and phase of the coalition's tied-up total."""
        return _frame("phases", (row for run in self.runs for row in run.phase_rows()))

    @cached_property
    def requirement(self) -> "pd.DataFrame":
        """One row per case, component and provider."""
        return _frame("requirement", (row for run in self.runs for row in run.requirement_rows()))

    @cached_property
    def inputs(self) -> "pd.DataFrame":
        """One row per quantity: its path, range, unit, standing, claim and reason."""
        return _frame("inputs", (row for run in self.runs for row in run.input_rows()))

    def frames(self) -> "dict[str, pd.DataFrame]":
        """Return all frames by name."""
        return {name: getattr(self, name) for name in COLUMNS}


def _frame(name: str, rows: Iterable[Row]) -> "pd.DataFrame":
    import pandas as pd  # noqa: PLC0415  (a fifth of a second that a printed table does without)

    columns = COLUMNS[name]
    return pd.DataFrame(list(rows), columns=list(columns)).astype(columns)


def _notes(scenario: Scenario) -> Iterator[str]:
    for name, component in scenario.force.items():
        title = scenario.title_of(name)
        provider = scenario.provider_of(name)
        if provider == "coalition" and not component.strength.is_known and component.posture == "deployed":
            yield f"{title}: the strength is not known publicly, so totals that would hold it are left empty."
        if not scenario.us_backstop.provided and component.provider == "united_states":
            taker = "nobody takes it over" if provider == "united_states" else f"it falls to the {provider}"
            yield f"{title}: without the United States backstop {taker}."
    if scenario.coalition is not None:
        yield "The coalition is read and checked; this version works out nothing from it yet."


def _at(values: Array, case: int) -> float | None:
    return _known(values[case] if values.size > 1 else values[0])


def _known(value: float) -> float | None:
    return None if math.isnan(value) else float(value)
