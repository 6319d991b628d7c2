"""Simulation: seeded draws over all ranges and over who takes part, counted in whole troops.

Draws are a way to choose cases. A range without a central value is uniform, with one triangular; a
contributor with a chance is in or out, each by itself, and so is the backstop. Blocks of 8,192 draws are
each seeded by (seed, block), and their counts are whole numbers, so that the same seed gives the same
result however the blocks are spread over workers, and memory does not grow with the draws.
"""

import functools
import math
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from model.arrays import ROUNDING, Array
from model.cases import MOST_RANGES, Cases, central_and_corners, refusals
from model.evaluate import evaluate
from model.scenario import Scenario
from model.scenario.errors import Problem, ScenarioError

BLOCK = 8_192
MEASURES = ("deployed", "tied_up", "capacity", "margin", "shortfall")
"""Measures in troops, those of supply only with a coalition."""
LEVELS = (0.1, 0.5, 0.9)
COLUMNS = ("scenario", "measure", "tenth", "half", "nine_tenths", "mean")
"""Shares of the draws whose bounds are told, and the columns of `Simulation.rows`."""
MOST_DRAWS = 10**10
CONTRIBUTORS = "coalition.contributors"


@dataclass(frozen=True)
class Tally:
    """How many draws came to each whole number of troops: `counts[i]` of them to `first + i`."""

    first: int
    counts: NDArray[np.int64]

    @property
    def total(self) -> int:
        """All the draws."""
        return int(self.counts.sum())

    def at_least(self, troops: int) -> int:
        """Return how many draws came to so many or more."""
        return int(self.counts[max(troops - self.first, 0) :].sum())

    def quantile(self, share: float) -> int:
        """Return the least whole number that at least this share of the draws does not exceed."""
        reached = np.cumsum(self.counts) >= math.ceil(share * self.total)
        return self.first + int(np.argmax(reached))

    @property
    def mean(self) -> float:
        """The mean of the draws."""
        return float(np.arange(self.counts.size) @ self.counts) / self.total + self.first


@dataclass(frozen=True)
class Simulation:
    """What the draws came to: a tally for each measure; None where the size of the force is not known."""

    scenario: Scenario
    draws: int
    seed: int
    tallies: Mapping[str, Tally | None]

    @property
    def kept_up(self) -> float | None:
        """The share of the draws in which the force is kept up; None without a margin."""
        tally = self.tallies.get("margin")
        return None if tally is None else tally.at_least(0) / self.draws

    @property
    def error(self) -> float | None:
        """The standard error of that share: how far it may be off for want of more draws."""
        share = self.kept_up
        return None if share is None else math.sqrt(share * (1 - share) / self.draws)

    def rows(self) -> Iterator[tuple[str, str, int | None, int | None, int | None, float | None]]:
        """Yield scenario, measure, its values below which one, five and nine of ten draws lie, and their mean."""
        for name, tally in self.tallies.items():
            levels = [tally.quantile(share) if tally else None for share in LEVELS]
            yield (self.scenario.name, name, levels[0], levels[1], levels[2], tally.mean if tally else None)


def simulate(scenario: Scenario, *, draws: int, seed: int = 0, executor: Executor | None = None) -> Simulation:
    """Return what so many draws come to; the same seed gives the same, on any executor.

    Raises:
        ScenarioError: if draws or seed are no whole numbers that can be, or if the model refuses part of a range.
    """
    for name, number, least, most in (("draws", draws, 1, MOST_DRAWS), ("seed", seed, 0, 2**63 - 1)):
        if not isinstance(number, int) or isinstance(number, bool) or not least <= number <= most:
            raise ScenarioError([Problem((), f"'{number}' is no {name}; give a whole number from {least} to {most:,}")])
    if sum(quantity.is_range for quantity in scenario.quantities().values()) <= MOST_RANGES:
        central_and_corners(scenario)  # names the corner that is refused, if one is
    work = functools.partial(_block, scenario, seed, draws)
    blocks = range(-(-draws // BLOCK))
    return Simulation(scenario, draws, seed, _combined((executor.map if executor else map)(work, blocks)))


def _block(scenario: Scenario, seed: int, draws: int, block: int) -> dict[str, Tally | None]:
    """The tallies of one block, the last of which may be cut short."""
    random = np.random.Generator(np.random.SFC64([seed, block]))
    count = min(BLOCK, draws - block * BLOCK)
    cases = Cases(scenario, {path: values[:count] for path, values in _drawn(scenario, random)}, count)
    if problems := list(refusals(cases)):
        raise ScenarioError(problems)
    measures = _evaluated(cases, random)
    return {name: _tally(measures[name]) for name in MEASURES if name in measures}


def _evaluated(cases: Cases, random: np.random.Generator) -> Mapping[str, Array]:
    """The measures of a block; with a chance of the backstop, of each draw with it or without."""
    chance = cases.values.get("us_backstop.probability")
    if chance is None:
        return evaluate(cases).measures
    is_provided = random.random(BLOCK)[: cases.count] < chance
    with_it, without = (
        evaluate(replace(cases, scenario=cases.scenario.replace({"us_backstop.provided": state}))).measures
        for state in (True, False)
    )
    return {name: np.where(is_provided, with_it[name], without[name]) for name in with_it}


def _drawn(scenario: Scenario, random: np.random.Generator) -> Iterator[tuple[str, Array]]:
    """Every quantity's values in a block, and for each contributor with a chance whether it takes part (1 or 0)."""
    values = {}
    for path, quantity in scenario.quantities().items():
        if quantity.is_range:
            mode = quantity.given_value
            values[path] = _spread(random.random(BLOCK), quantity.low, quantity.high, mode)
        else:
            values[path] = np.full(1, quantity.central)
        yield path, values[path]
    coalition = scenario.coalition
    for name, given in coalition.contributors.items() if coalition else ():
        own, by_position = f"{CONTRIBUTORS}.{name}.probability", f"coalition.probability_by_position.{given.position}"
        chance = values.get(own, values.get(by_position))
        if chance is not None:
            yield own, (random.random(BLOCK) < chance).astype(float)


def _spread(uniform: Array, low: float, high: float, mode: float | None) -> Array:
    """Turn uniform numbers into draws between low and high: uniform, or triangular about a central value."""
    if mode is None:
        return low + (high - low) * uniform
    share = (mode - low) / (high - low)
    below = low + np.sqrt(uniform * (high - low) * (mode - low))
    above = high - np.sqrt((1 - uniform) * (high - low) * (high - mode))
    return np.where(uniform < share, below, above)


def _tally(troops: Array) -> Tally | None:
    """Count whole troops, rounded down after allowing for rounding errors; None where some are not known."""
    if np.isnan(troops).any():
        return None
    whole = np.floor(troops + ROUNDING * np.maximum(np.abs(troops), 1)).astype(np.int64)
    first = int(whole.min())
    return Tally(first, np.bincount(whole - first))


def _combined(blocks: Iterable[Mapping[str, Tally | None]]) -> dict[str, Tally | None]:
    """Add the blocks' tallies up, one after another."""
    found: dict[str, Tally | None] = {}
    for block in blocks:
        for name, tally in block.items():
            found[name] = _added(found[name], tally) if name in found else tally
    return found


def _added(one: Tally | None, other: Tally | None) -> Tally | None:
    if one is None or other is None:
        return None
    first = min(one.first, other.first)
    size = max(each.first + each.counts.size for each in (one, other)) - first
    counts = one.counts if (one.first, one.counts.size) == (first, size) else np.zeros(size, np.int64)
    for each in (one, other) if counts is not one.counts else (other,):
        counts[each.first - first : each.first - first + each.counts.size] += each.counts
    return Tally(first, counts)
