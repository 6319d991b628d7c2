"""Sensitivity: what each range moves by itself, all others at their midpoints.

One at a time is a way to choose cases: the central one, and for each range its two ends with everything
else central. Effects together can be larger or smaller than those of the ranges alone: Sobol indices
tell, over all ranges at once, how much each accounts for by itself and with all that it takes part in.
"""

import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from model.arrays import Array
from model.cases import Cases, central_and_corners, is_refused
from model.evaluate import evaluate
from model.scenario import Scenario
from model.scenario.errors import Problem, ScenarioError

Function = Callable[[Array], Array]
MEASURES = ("tied_up", "margin")
"""What is asked about, where the scenario has it."""
POINTS, RESAMPLES = 1_024, 200
"""Points of a Sobol sequence, of which two more than there are ranges are evaluated; resamplings for an interval."""


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


@dataclass(frozen=True)
class Index:
    """How much of a measure's variance one range accounts for: alone, and with all it takes part in; with intervals.

    An interval holds 95 of 100 resamplings of the same draws: how far the index may be off for want of more.
    """

    measure: str
    path: str
    alone: float
    alone_low: float
    alone_high: float
    in_all: float
    in_all_low: float
    in_all_high: float


def sobol(scenario: Scenario, *, measure: str = "margin", points: int = POINTS, seed: int = 0) -> list[Index]:
    """Return the first-order and total Sobol indices of every range, the largest total first, then by path.

    The measure at points of a Sobol sequence; ranges uniform, with a central value triangular. None at all where
    no range moves the measure.

    Raises:
        ScenarioError: if the model refuses part of a range, or the measure is not known or not the scenario's.
    """
    quantities = scenario.quantities()
    ranged = [path for path, quantity in quantities.items() if quantity.is_range]
    central_and_corners(scenario)
    held = {path: np.full(1, quantity.central) for path, quantity in quantities.items()}

    def measured(points: Array) -> Array:
        cases = Cases(scenario, held | dict(zip(ranged, points, strict=True)), points.shape[1])
        return np.array(evaluate(cases).measures[measure])  # the solver writes into it

    central = evaluate(Cases(scenario, held, 1)).measures
    if measure not in central or np.isnan(central[measure]).any():
        words = f"there is no {measure} to explain here; known: {', '.join(_known(central))}"
        raise ScenarioError([Problem((), words)])
    if not ranged:
        return []
    ends = [(quantities[path].low, quantities[path].given_value, quantities[path].high) for path in ranged]
    found = indices(measured, ends, points=points, seed=seed)
    named = [Index(measure, path, *row) for path, row in zip(ranged, found, strict=True)]
    return sorted(named, key=lambda index: (-index.in_all, index.path))


def _known(measures: Mapping[str, Array]) -> list[str]:
    return [name for name, values in measures.items() if not np.isnan(values).any()]


def indices(
    function: Function, ends: Sequence[tuple[float, float | None, float]], *, points: int, seed: int
) -> list[tuple[float, float, float, float, float, float]]:
    """Return for each input first-order and total index, each with its interval; zeros where nothing varies.

    `function` takes (inputs, points) and returns (points,); `ends` are low, the central value or None, high;
    `points` is a power of two.
    """
    from scipy import stats  # noqa: PLC0415  (a second that other commands do without)

    spread = [
        stats.uniform(low, high - low) if mode is None else stats.triang((mode - low) / (high - low), low, high - low)
        for low, mode, high in ends
    ]
    random = np.random.default_rng(seed)
    if np.ptp(function(np.array([each.rvs(size=points, random_state=random) for each in spread]))) == 0:
        return [(0.0,) * 6] * len(ends)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of an input that moves nothing there is nothing to resample
        found = stats.sobol_indices(func=function, n=points, dists=spread, rng=random)
        again = found.bootstrap(n_resamples=RESAMPLES)
    alone = _with_interval(found.first_order, again.first_order.confidence_interval)
    in_all = _with_interval(found.total_order, again.total_order.confidence_interval)
    return [(*one, *other) for one, other in zip(alone, in_all, strict=True)]


def _with_interval(estimates: Array, interval: tuple[Array, Array]) -> list[tuple[float, float, float]]:
    """Estimates with their intervals, each itself where there is none."""
    low, high = (np.where(np.isnan(end), estimates, end) for end in interval)
    return [(float(each), float(least), float(most)) for each, least, most in zip(estimates, low, high, strict=True)]
