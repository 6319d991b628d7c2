"""Sensitivity: the effect of each range alone, all others at their midpoints.

One at a time is a way to choose cases: the central case, and for each range its two ends with everything else
central. Ranges together can move a measure by more or less than each alone: Sobol indices say, over all ranges at
once, which share of the variance each accounts for by itself and with its interactions.
"""

import math
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.engine import budget
from model.engine.cases import Cases, is_refused, refusals
from model.engine.missing import REFUSED, in_one_cell
from model.engine.outcomes import evaluate, evaluate_allowed
from model.kernels.arrays import ROUNDING, Array
from model.scenario import Scenario
from model.scenario.errors import Problem, ScenarioError
from model.scenario.nations import known_changes, known_dotted
from model.scenario.scenario import varied
from model.terms import NOT_KNOWN

Function = Callable[[Array], Array]
BAR_MEASURES = ("tied_up", "margin")
"""The measures of the bars, where the scenario has them."""
SHARE, OUR_OWN = 0.1, "our own ±10 %, nobody's claim"
"""The share of its value by which a lever without a range is moved to see its effect, and the reason."""
DIGITS = 12
"""Significant digits of an end of ±10 %; the others are rounding errors."""
POINTS, RESAMPLES = 1_024, 200
"""Points of a Sobol sequence, each evaluated twice and once more for each range; resamplings for an interval."""


@dataclass(frozen=True)
class Bar:
    """The effect of one input alone: a measure at both ends of its range; None where refused or not known."""

    measure: str
    path: str
    input_low: float
    input_high: float
    central: float | None
    at_low: float | None
    at_high: float | None

    @property
    def width(self) -> float:
        """How much the range moves the measure; 0 where it is not known or only rounding differs."""
        known = [at for at in (self.central, self.at_low, self.at_high) if at is not None]
        moved = max(known) - min(known) if len(known) > 1 else 0.0
        return moved if moved > ROUNDING * max([1.0, *map(abs, known)]) else 0.0

    @property
    def why(self) -> str | None:
        """Why values are missing, None where none is."""
        values = {"central": self.central, "at_low": self.at_low, "at_high": self.at_high}
        reason = NOT_KNOWN if self.central is None else REFUSED
        return in_one_cell({name: reason for name, value in values.items() if value is None})

    @property
    def refused(self) -> tuple[float, ...]:
        """The ends at which the model refuses the input, where the measure is known at the central value."""
        ends = ((self.input_low, self.at_low), (self.input_high, self.at_high))
        return tuple(entered for entered, at in ends if at is None and self.central is not None)


def one_at_a_time(scenario: Scenario) -> list[Bar]:
    """Return a bar for each range and each of `BAR_MEASURES`, the widest first, then by path.

    The scenario may have any number of ranges, and two of them need not fit one another: no corners are made.

    Raises:
        ScenarioError: if the central case cannot be run.
    """
    central = Cases.central(scenario)
    if problems := list(refusals(central)):
        raise ScenarioError(problems)
    count = 1 + 2 * len(scenario.ranges)
    values = {path: np.full(count, quantity.central) for path, quantity in scenario.ranges.items()}
    for number, (path, quantity) in enumerate(scenario.ranges.items()):
        values[path][[1 + 2 * number, 2 + 2 * number]] = quantity.low, quantity.high
    measures, refused = evaluate_allowed(central.with_values(values, count), BAR_MEASURES)
    bars = []
    for measure, troops in measures.items():
        values = np.where(refused, np.nan, troops).tolist()
        numbers = [None if math.isnan(value) else value for value in values]
        for number, (path, quantity) in enumerate(scenario.ranges.items()):
            ends = numbers[1 + 2 * number : 3 + 2 * number]
            bars.append(Bar(measure, path, quantity.low, quantity.high, numbers[0], *ends))
    return sorted(bars, key=lambda bar: (BAR_MEASURES.index(bar.measure), -bar.width, bar.path))


def spread(scenario: Scenario, paths: Iterable[str]) -> Scenario:
    """Return the scenario with a range of ±10 % around each of these quantities, within the limits of its field.

    Ranges of the scenario stay, and so does zero: it has no tenth. The ranges are no changes of the reader's.
    """
    quantities = scenario.quantities()
    changes = {}
    for path in map(known_dotted, paths):
        domain, value = scenario.domain_of(path), quantities[path].central
        if domain is None or quantities[path].is_range or value == 0:
            continue
        low, high = (float(f"{value * share:.{DIGITS}g}") for share in (1 - SHARE, 1 + SHARE))
        ends = {"low": max(low, domain.least), "high": min(high, domain.most)}
        changes[path] = {**ends, "value": value, "because": OUR_OWN}
    return varied(scenario, changes)


def with_ranges(scenario: Scenario, ranges: Mapping[str, tuple[float, float]]) -> Scenario:
    """Return the scenario with these ranges, each spread evenly, and no others.

    A range that the scenario has already keeps its central value and its claim. A range of the scenario that is not
    among `ranges` is held at its central value.

    Raises:
        ScenarioError: if an end is out of range, or low above high.
    """
    quantities, ranges = scenario.quantities(), known_changes(ranges)
    changes: dict[str, object] = {
        path: quantity.central for path, quantity in scenario.ranges.items() if path not in ranges
    }
    for path, (low, high) in ranges.items():
        if (low, high) != (quantities[path].low, quantities[path].high):
            changes[path] = {"low": low, "high": high}
    return scenario.replace(changes)


@dataclass(frozen=True)
class Index:
    """The share of a measure's variance that one range accounts for: alone, and with all interactions it takes part in.

    Each share has an interval that holds it in 95 of 100 resamplings of the same draws; more draws make it narrower.
    """

    measure: str
    path: str
    alone: float
    alone_low: float
    alone_high: float
    in_all: float
    in_all_low: float
    in_all_high: float


def sobol(scenario: Scenario, *, measure: str | None = None, points: int = POINTS, seed: int = 0) -> list[Index]:
    """Return the first-order and total Sobol indices of every range, the largest total first, then by path.

    The measure, by default the margin where it is known, else the troops tied up, is worked out at points of a Sobol
    sequence. A range is uniform, or triangular if it has a central value. No index is returned without ranges.

    Raises:
        ScenarioError: if the model refuses part of a range, or the measure is not known or not the scenario's.
    """
    budget.check(scenario)
    middle = Cases.central(scenario)
    outcomes = evaluate(middle)
    known = [name for name in outcomes.measures if not np.isnan(outcomes[name]).any()]
    explained = measure or next((name for name in reversed(BAR_MEASURES) if name in known), BAR_MEASURES[0])
    if explained not in known:
        raise ScenarioError([Problem((), f"there is no {explained} to explain here; known: {', '.join(known)}")])

    def measured(points: Array) -> Array:
        cases = middle.with_values(dict(zip(scenario.ranges, points, strict=True)), points.shape[1])
        if is_refused(cases).any():  # among more ranges than have their corners looked at
            raise ScenarioError(list(refusals(cases)))
        return np.array(evaluate(cases)[explained])  # the solver writes into it

    if not scenario.ranges:
        return []
    ends = [(quantity.low, quantity.given_value, quantity.high) for quantity in scenario.ranges.values()]
    rows = indices(measured, ends, points=points, seed=seed)
    named = [Index(explained, path, *row) for path, row in zip(scenario.ranges, rows, strict=True)]
    return sorted(named, key=lambda index: (-index.in_all, index.path))


def indices(
    function: Function, ends: Sequence[tuple[float, float | None, float]], *, points: int, seed: int
) -> list[tuple[float, float, float, float, float, float]]:
    """Return for each input its first-order and its total index, each with its interval; zeros where nothing varies.

    Args:
        function: takes the inputs (inputs, points) and returns a measure (points,).
        ends: low, the central value or None, and high of each input.
        points: points of the Sobol sequence, a power of two.
        seed: the seed of the points and the resamplings.
    """
    from scipy import stats  # noqa: PLC0415  (a second that other commands do without)

    spread = [
        stats.uniform(low, high - low) if mode is None else stats.triang((mode - low) / (high - low), low, high - low)
        for low, mode, high in ends
    ]
    random = np.random.default_rng(seed)
    tried = function(np.array([distribution.rvs(size=points, random_state=random) for distribution in spread]))
    if np.ptp(tried) <= ROUNDING * max(1.0, np.abs(tried).max()):
        return [(0.0,) * 6] * len(ends)
    if len(ends) == 1:
        return [(1.0,) * 6]  # all there is; and resampling takes no single input
    evaluated: list[Array] = []

    def estimates(f_A: Array, f_B: Array, f_AB: Array) -> tuple[Array, Array]:  # noqa: N803  (the library's own names)
        evaluated[:] = f_A, f_B, f_AB
        return _saltelli(f_A, f_B, f_AB)

    def resampled(rows: NDArray[np.int64]) -> tuple[Array, Array]:
        return _saltelli(*(values[..., rows] for values in evaluated))

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of an input that moves nothing there is nothing to resample
        solved = stats.sobol_indices(func=function, n=points, dists=spread, method=estimates, rng=random)
        # the library's own resampling of its result takes no seed
        again = stats.bootstrap([np.arange(points)], resampled, n_resamples=RESAMPLES, rng=random)
    ends_of = [np.reshape(end, (2, len(ends))) for end in again.confidence_interval]
    alone, in_all = (
        _with_interval(estimate, (ends_of[0][row], ends_of[1][row]))
        for row, estimate in enumerate((solved.first_order, solved.total_order))
    )
    return [(*one, *other) for one, other in zip(alone, in_all, strict=True)]


def _saltelli(one: Array, other: Array, mixed: Array) -> tuple[Array, Array]:
    """The first-order and the total index of each input (inputs, 1), after Saltelli and others (2010), table 2 b and f.

    `one` and `other` are the measure at two sets of points (1, points), `mixed` at the first set with one input of the
    second (inputs, 1, points); all less their mean.
    """
    variance = np.var([one, other], axis=(0, -1))
    first = np.mean(other * (mixed - one), axis=-1) / variance
    return first.T, (np.mean((one - mixed) ** 2, axis=-1) / (2 * variance)).T


def _with_interval(estimates: Array, interval: tuple[Array, Array]) -> list[tuple[float, float, float]]:
    """Each estimate with the ends of its interval; the estimate itself in place of an end that is not known."""
    low, high = (np.where(np.isnan(end), estimates, end) for end in interval)
    return [
        (float(estimate), float(least), float(most)) for estimate, least, most in zip(estimates, low, high, strict=True)
    ]
