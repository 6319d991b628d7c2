"""Simulation: seeded draws over all ranges and over the contributors taking part, counted in whole troops.

Draws are a way to choose cases. A range without a central value is uniform, with one triangular; a contributor with a
chance is in or out, independently of the others, and so is the backstop. Blocks of 8,192 draws are each seeded by
(seed, block), and their counts are whole numbers, so that the same seed gives the same result however the blocks are
spread over workers, and memory does not grow with the draws.
"""

import functools
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from model.analysis.tasks import Progress, counted, in_order, unheard
from model.engine import budget
from model.engine.cases import Cases, is_refused, refusals
from model.engine.outcomes import evaluate
from model.engine.supply import CONTRIBUTORS
from model.kernels.arrays import ROUNDING, Array
from model.scenario import Scenario
from model.scenario.errors import Problem, ScenarioError

BLOCK, BLOCKS_TOGETHER = 8_192, 64
"""Draws of one seed, and how many of these blocks make up a task: enough to be worth handing to a worker."""
DRAWN_MEASURES = ("deployed", "tied_up", "capacity", "margin", "shortfall")
"""Measures in troops; measures of supply only with a coalition."""
LEVELS = (0.1, 0.5, 0.9)
DRAW_COLUMNS = ("scenario", "measure", "tenth", "half", "nine_tenths", "mean")
"""Shares of the draws whose bounds are given, and the columns of `Simulation.rows`."""
MOST_DRAWS, MOST_SEED, MOST_BINS = 10**10, 2**32 - 1, 2**21
MOST_COUNTED = 2.0**62
"""The greatest number of troops that draws tell apart: a whole number holds no more."""
BACKSTOP, PROVIDED = "us_backstop.probability", "us_backstop.provided"


@dataclass(frozen=True)
class Tally:
    """The number of draws by troops: `counts[i]` draws came to `first + i * width` troops, or up to `width - 1` more.

    The width is 1, a bin for each whole number; where the numbers lie more than two million apart it is 10, 100 and
    so on, so that memory depends neither on the draws nor on the size of the numbers.
    """

    first: int
    counts: NDArray[np.int64]
    width: int = 1

    @classmethod
    def of(cls, whole: NDArray[np.int64]) -> "Tally":
        """Count whole numbers."""
        first, last = int(whole.min()), int(whole.max())
        width = _width(first, last)
        bins = whole // width
        return cls(first // width * width, np.bincount(bins - first // width), width)

    @property
    def total(self) -> int:
        """The number of draws."""
        return int(self.counts.sum())

    def at_least(self, troops: int) -> int:
        """Return the number of draws with these troops or more; exact at 0 at any width."""
        return int(self.counts[max((troops - self.first) // self.width, 0) :].sum())

    def quantile(self, share: float) -> int:
        """Return the least number counted that at least this share of the draws does not exceed."""
        reached = np.cumsum(self.counts) >= math.ceil(share * self.total)
        return self.first + int(np.argmax(reached)) * self.width

    def evenly(self, count: int) -> list[int]:
        """Return `count` numbers, each the middle of one of as many equal parts of the draws."""
        return [self.quantile((part + 0.5) / count) for part in range(count)]

    @property
    def mean(self) -> float:
        """The mean of the draws, each rounded down to its bin."""
        return float(np.arange(self.counts.size) @ self.counts) / self.total * self.width + self.first

    def __add__(self, other: "Tally") -> "Tally":
        """Return the draws of both tallies; their order does not matter."""
        first = min(self.first, other.first)
        last = max(tally.first + (tally.counts.size - 1) * tally.width for tally in (self, other))
        width = max(self.width, other.width, _width(first, last))
        start = first // width
        counts = np.zeros(last // width - start + 1, np.int64)
        for tally in (self, other):
            begin = tally.first // width - start
            if tally.width == width:
                counts[begin : begin + tally.counts.size] += tally.counts
            else:
                np.add.at(
                    counts, (tally.first + np.arange(tally.counts.size) * tally.width) // width - start, tally.counts
                )
        return Tally(start * width, counts, width)


def _width(first: int, last: int) -> int:
    """The least power of ten that divides the numbers from first to last into no more than `MOST_BINS` bins."""
    width = 1
    while last // width - first // width >= MOST_BINS:
        width *= 10
    return width


@dataclass(frozen=True)
class Simulation:
    """The result of draws: a tally for each measure; None where the size of the force is not known."""

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
        """The standard error of `kept_up`, with one more draw of either kind, so that it is not 0 where all agree."""
        share = self.kept_up
        near = None if share is None else (share * self.draws + 1) / (self.draws + 2)
        return None if near is None else math.sqrt(near * (1 - near) / self.draws)

    def rows(self) -> Iterator[tuple[str, str, int | None, int | None, int | None, float | None]]:
        """Yield scenario, measure, the values that one, five and nine of ten draws do not exceed, and their mean."""
        for name, tally in self.tallies.items():
            levels = [tally.quantile(share) if tally else None for share in LEVELS]
            yield (self.scenario.name, name, levels[0], levels[1], levels[2], tally.mean if tally else None)


def simulate(
    scenario: Scenario,
    *,
    draws: int,
    seed: int = 0,
    measures: Sequence[str] = DRAWN_MEASURES,
    executor: Executor | None = None,
    progress: Progress = unheard,
) -> Simulation:
    """Return the result of draws; the same seed gives the same result, on any executor.

    Only `measures`, which are among `DRAWN_MEASURES`, are worked out. A scenario may have more ranges than a run takes.
    `progress` is called with the number of tasks that are done, of half a million draws each, and of how many.

    Raises:
        ScenarioError: if draws or seed are no allowed whole numbers, a measure is none of these, the model refuses
            part of a range, or the scenario is too large.
    """
    check_numbers(draws=draws, seed=seed)
    if unknown := [name for name in measures if name not in DRAWN_MEASURES]:
        words = f"no draws of {', '.join(unknown)}; they count {', '.join(DRAWN_MEASURES)}"
        raise ScenarioError([Problem((), words, "--measures")])
    budget.check(scenario)  # names the corner that is refused, if one is
    work = functools.partial(_tallied, _Urn.of(scenario, int(seed), int(draws)), tuple(measures))
    tasks = range(-(-draws // (BLOCK * BLOCKS_TOGETHER)))
    results = counted(in_order(work, tasks, executor), len(tasks), progress)
    return Simulation(scenario, int(draws), int(seed), _combined(results))


def each_draw(simulation: Simulation) -> Iterator[dict[str, Array]]:
    """Yield the draws of a simulation again, block by block: inputs by their paths, then measures (draws,) each.

    Of a chance of taking part it is 1 or 0: whether the nation takes part. Measures are in whole troops, as they are
    counted; NaN where the size of the force is not known.
    """
    urn = _Urn.of(simulation.scenario, simulation.seed, simulation.draws)
    for block in range(-(-simulation.draws // BLOCK)):
        drawn, count = urn.drawn(block), urn.count(block)
        measures = urn.measures(drawn, count, tuple(simulation.tallies))
        yield {**drawn, **{name: np.broadcast_to(troops, count) for name, troops in measures}}


def check_numbers(*, draws: int, seed: int) -> None:
    """Refuse draws or a seed that are no allowed whole numbers.

    Raises:
        ScenarioError: naming what is allowed.
    """
    for name, number, least, most in (("draws", draws, 1, MOST_DRAWS), ("seed", seed, 0, MOST_SEED)):
        if not isinstance(number, int | np.integer) or isinstance(number, bool) or not least <= number <= most:
            words = f"'{number}' is not a number of draws" if name == "draws" else f"'{number}' is no seed"
            raise ScenarioError([Problem((), f"{words}; give a whole number from {least} to {most:,}", f"--{name}")])


@dataclass(frozen=True)
class _Urn:
    """The quantities to draw from: central values by path (1,); ranges as path, low, central, high; and chances.

    `chances`: the path of each contributor's own chance, and the path of the chance that holds for it.
    """

    scenario: Scenario
    seed: int
    draws: int
    held: Mapping[str, Array]
    ranges: tuple[tuple[str, float, float | None, float], ...]
    chances: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, scenario: Scenario, seed: int, draws: int) -> "_Urn":
        held, coalition = Cases.central(scenario).values, scenario.coalition
        chances = []
        for name, contributor in coalition.contributors.items() if coalition else ():
            by_contributor = f"{CONTRIBUTORS}.{name}.probability"
            by_position = f"coalition.probability_by_position.{contributor.position}"
            chances += [(by_contributor, path) for path in (by_contributor, by_position) if path in held][:1]
        return cls(
            scenario=scenario,
            seed=seed,
            draws=draws,
            held=held,
            ranges=tuple(
                (path, limits.low, limits.given_value, limits.high) for path, limits in scenario.ranges.items()
            ),
            chances=tuple(chances),
        )

    def drawn(self, block: int) -> dict[str, Array]:
        """The inputs that one block draws, by path (draws,).

        A chance of taking part, and that of the backstop (`PROVIDED`), is drawn as 1 or 0.
        """
        random = np.random.Generator(np.random.SFC64([self.seed, block]))
        drawn: dict[str, Array] = {}
        for path, low, mode, high in self.ranges:
            drawn[path] = _spread(random.random(BLOCK), low, high, mode)
        for target, path in (*self.chances, *([(PROVIDED, BACKSTOP)] if BACKSTOP in self.held else [])):
            chance = drawn.get(path, self.held[path])
            drawn[target] = (random.random(BLOCK) < chance).astype(float)
        return {path: array[: self.count(block)] for path, array in drawn.items()}

    def count(self, block: int) -> int:
        """The draws of one block; the last may have fewer."""
        return min(BLOCK, self.draws - block * BLOCK)

    def measures(self, drawn: Mapping[str, Array], count: int, names: Sequence[str]) -> list[tuple[str, Array]]:
        """The measures of some draws, `count` of them, that the scenario has, in whole troops.

        With a chance of the backstop, each draw is a case with the backstop or without it.
        """
        inputs = {path: array for path, array in drawn.items() if path != PROVIDED}
        cases = Cases(self.scenario, {**self.held, **inputs}, count)
        if is_refused(cases).any():
            raise ScenarioError(list(refusals(cases)))
        outcomes = evaluate(cases)
        measures = [name for name in names if name in outcomes.measures]
        if PROVIDED not in drawn:
            return [(name, _whole(name, outcomes[name])) for name in measures]
        is_provided = drawn[PROVIDED] == 1
        with_it, without = (
            evaluate(replace(cases, scenario=self.scenario.replace({"us_backstop.provided": state})))
            for state in (True, False)
        )
        return [(name, _whole(name, np.where(is_provided, with_it[name], without[name]))) for name in measures]


def _tallied(urn: _Urn, names: Sequence[str], task: int) -> dict[str, Tally | None]:
    """The tallies of one task: some blocks, one after another."""
    first = task * BLOCKS_TOGETHER
    last = min(first + BLOCKS_TOGETHER, -(-urn.draws // BLOCK))
    counted: dict[str, list[Array]] = {}
    for block in range(first, last):
        for name, troops in urn.measures(urn.drawn(block), urn.count(block), names):
            counted.setdefault(name, []).append(troops)
    return {name: _tally(np.concatenate(blocks)) for name, blocks in counted.items()}


def _spread(uniform: Array, low: float, high: float, mode: float | None) -> Array:
    """Turn uniform numbers into draws between low and high: uniform, or triangular about a central value."""
    if mode is None:
        return low + (high - low) * uniform
    share = (mode - low) / (high - low)
    below = low + np.sqrt(uniform * (high - low) * (mode - low))
    above = high - np.sqrt((1 - uniform) * (high - low) * (high - mode))
    return np.where(uniform < share, below, above)


def _whole(name: str, troops: Array) -> Array:
    """Round to whole troops: down (tolerating rounding errors), but a shortfall up, to match the margin."""
    sign = -1.0 if name == "shortfall" else 1.0
    return sign * np.floor(sign * troops + ROUNDING * np.maximum(np.abs(troops), 1)) + 0.0


def _tally(whole: Array) -> Tally | None:
    """Count whole numbers; None where some are not known."""
    return None if np.isnan(whole).any() else Tally.of(np.clip(whole, -MOST_COUNTED, MOST_COUNTED).astype(np.int64))


def _combined(tasks: Iterable[Mapping[str, Tally | None]]) -> dict[str, Tally | None]:
    """Add the tasks' tallies up, one after another."""
    combined: dict[str, Tally | None] = {}
    for task in tasks:
        for name, tally in task.items():
            if name in combined:
                before = combined[name]
                tally = None if before is None or tally is None else before + tally  # noqa: PLW2901  (the sum so far)
            combined[name] = tally
    return combined
