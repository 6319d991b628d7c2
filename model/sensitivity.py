"""Sensitivity: what each range moves by itself, all others at their midpoints.

One at a time is a way to choose cases: the central one, and for each range its two ends with everything
else central. Effects together can be larger or smaller than those of the ranges alone.
"""

from dataclasses import dataclass

import numpy as np

from model.cases import Cases, central_and_corners, is_refused
from model.evaluate import evaluate
from model.scenario import Scenario

MEASURES = ("tied_up", "margin")
"""What is asked about, where the scenario has it."""


@dataclass(frozen=True)
class Bar:
    """One range by itself: its ends, and a measure at each of them; None where that is refused or not known."""

    measure: str
    path: str
    input_low: float
    input_high: float
    central: float | None
    at_low: float | None
    at_high: float | None

    @property
    def width(self) -> float:
        """How much the range moves the measure, 0 where it is not known."""
        return abs(self.at_high - self.at_low) if self.at_low is not None and self.at_high is not None else 0.0


def one_at_a_time(scenario: Scenario) -> list[Bar]:
    """Return a bar for each range and each measure asked about, the widest first, then by path.

    Raises:
        ScenarioError: if the scenario cannot be run.
    """
    quantities = scenario.quantities()
    ranged = [path for path, quantity in quantities.items() if quantity.is_range]
    central_and_corners(scenario)  # refuses what cannot be run
    count = 1 + 2 * len(ranged)
    values = {path: np.full(1, quantity.central) for path, quantity in quantities.items()}
    for number, path in enumerate(ranged):
        values[path] = np.full(count, quantities[path].central)
        values[path][[1 + 2 * number, 2 + 2 * number]] = quantities[path].low, quantities[path].high
    cases = Cases(scenario, values, count)
    refused, measures = is_refused(cases), evaluate(cases).measures
    bars = []
    for measure in (name for name in MEASURES if name in measures):
        found = np.where(refused, np.nan, measures[measure])
        numbers = [None if np.isnan(each) else float(each) for each in found]
        for number, path in enumerate(ranged):
            ends = (quantities[path].low, quantities[path].high)
            bars.append(Bar(measure, path, *ends, numbers[0], numbers[1 + 2 * number], numbers[2 + 2 * number]))
    return sorted(bars, key=lambda bar: (MEASURES.index(bar.measure), -bar.width, bar.path))
